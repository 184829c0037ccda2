"""2,000 strings that try to be more than text, and what a page must not contain because of them."""

from __future__ import annotations

import itertools
import json
from html.parser import HTMLParser
from pathlib import Path

MARK = "ranhere"
"""What every string tries to do: call `window.ranhere()` or set it."""

_CODE = (
    "ranhere()",
    "window.ranhere=1",
    "top['ranhere']()",
    "ranhere`1`",
    "eval('ranhere()')",
    "Function('ranhere()')()",
)
_FORMS = json.loads(Path(__file__).with_name("hostile.json").read_text(encoding="utf-8"))
_AROUND = ("{}", "Gunmen {} attacked Niger", "{} {}", "NER{}", " {}  ", "« {} »")


def hostile(number: int = 2000) -> list[str]:
    """Return that many different strings, always the same ones."""
    made = (around.format(*[form.format(code)] * 2) for around in _AROUND for code in _CODE for form in _FORMS)
    found = list(itertools.islice(dict.fromkeys(made), number))
    assert len(found) == number
    return found


class Page(HTMLParser):
    """What a browser would find in a page: elements with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attributes)))


OURS = frozenset(
    """
    a abbr article aside b blockquote body br button caption circle code datalist dd
    del details dfn div dl dt em fieldset figcaption figure footer form g h1
    h2 h3 h4 h5 head header hr html i input label legend li line
    link main mark meta nav ol optgroup option output p path pre script search
    section select small span strong style sub summary sup svg table tbody td text
    textarea tfoot th thead time title tr ul
    """.split()
)
"""The elements that the desk's pages are made of; any other came from somewhere else."""


def runs_something(text: str, *, own_script: bool = False) -> list[str]:
    """Return what in a page could run or load something that is not the desk's own; empty for a safe page."""
    wrong = []
    for tag, attributes in Page(text).elements:
        if tag not in OURS:
            wrong.append(f"<{tag}>")
        if tag == "script" and attributes.get("type") != "application/json" and not own_script:
            if not (attributes.get("src") or "").startswith("/static/"):
                wrong.append(f"<script {attributes}>")
        for name, value in attributes.items():
            value = (value or "").strip().lower()
            if name.startswith("on") or (name == "style"):
                wrong.append(f"{tag} {name}={value}")
            if name in ("href", "src", "action", "formaction", "data", "srcdoc") and not _leads_home(tag, value):
                wrong.append(f"{tag} {name}={value[:80]}")
        if tag == "meta" and (attributes.get("http-equiv") or "").lower() not in ("", "content-security-policy"):
            wrong.append(f"meta {attributes}")
    return wrong


def _leads_home(tag: str, value: str) -> bool:
    if value.startswith(("/", "#", "?")) and not value.startswith("//"):
        return True
    # sources of the law are named by their address; nothing is loaded from there
    return tag == "a" and value.startswith(("https://", "http://")) or value in ("", "data:,")
