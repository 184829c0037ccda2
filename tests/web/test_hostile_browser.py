"""Pages full of strings that try to be more than text, in a real browser: none of them runs, asks or leads anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest

from tests.web.hostile import MARK, hostile

REPORT = "Gunmen attacked an army post in Niger on 20 September 2023, killing twelve soldiers, the ministry said."
WATCH = f"""
window.wrong = [];
window.{MARK} = (...all) => window.wrong.push("ran " + all);
for (const each of ["alert", "confirm", "prompt", "open", "print"]) window[each] = () => window.wrong.push(each);
addEventListener("securitypolicyviolation", event =>
    window.wrong.push("policy " + event.violatedDirective + " " + event.blockedURI));
"""
LOOK = """mark => {
    for (const each of document.querySelectorAll("details")) each.open = true;
    const all = [...document.querySelectorAll("body *")];
    const some = all.filter((_, n) => n % Math.ceil(all.length / 400) === 0);
    for (const each of some)
        for (const kind of ["mouseover", "focus", "toggle", "error", "load", "animationstart"])
            each.dispatchEvent(new Event(kind));
    const leads = ["href", "src", "action", "formaction"], scheme = /^\\s*(javascript|vbscript|data:text)/i;
    const bad = (e, a) => a.name.startsWith("on") || a.name === "style" && !e.closest("svg, .canvas")
        || leads.includes(a.name) && scheme.test(a.value);
    const odd = all.filter(e => [...e.attributes].some(a => bad(e, a)));
    return {wrong: window.wrong, called: typeof window[mark], odd: odd.slice(0, 3).map(e => e.outerHTML.slice(0, 200)),
            frames: frames.length, shows: document.body.innerHTML.includes(mark)};
}"""
"""Unfolds all on a page and does to its elements what sets off a script in them."""


class Watched:
    """A page that notes all that hostile text could bring about."""

    def __init__(self, context: Any, address: str) -> None:
        self.address, self.wrong = address, []
        context.add_init_script(WATCH)
        self.page = context.new_page()
        self.page.on("dialog", lambda told: (self.wrong.append(f"dialog {told.message}"), told.dismiss()))
        self.page.on("popup", lambda other: self.wrong.append(f"popup {other.url}"))
        self.page.on("pageerror", lambda error: self.wrong.append(f"error {error}"))
        self.page.on("console", lambda told: "Content Security Policy" in told.text and self.wrong.append(told.text))
        self.page.on("request", lambda asked: asked.url.startswith((address, "data:")) or self.wrong.append(asked.url))

    def visit(self, path: str) -> None:
        """Open a page, unfold, hover and focus all in it, and tell that nothing of a stranger's ran."""
        self.page.goto(self.address + path, wait_until="load")
        self.look(path)

    def look(self, path: str) -> None:
        page = self.page
        page.wait_for_timeout(150)
        found = page.evaluate(LOOK, MARK)
        assert found["wrong"] == [] and self.wrong == [] and found["odd"] == []
        assert found["called"] == "function" and found["frames"] == 0
        assert page.url.partition("?")[0].startswith(self.address)
        self.shows = found["shows"]


@pytest.fixture(scope="module")
def watched(browser: Any, address: str) -> Iterator[Watched]:
    context = browser.new_context(locale="en-GB")
    yield Watched(context, address)
    context.close()


@pytest.fixture(scope="module")
def form(address: str) -> Iterator[httpx.Client]:
    """A visitor who sends forms, as a browser would."""
    with httpx.Client(
        base_url=address, headers={"Sec-Fetch-Site": "same-origin"}, timeout=60, trust_env=False
    ) as opened:
        yield opened


def _case(form: httpx.Client, texts: list[str], name: str = "report.txt") -> str:
    """Return the path of the brief of reports with hostile lines in them."""
    files = []
    for n, start in enumerate(range(0, len(texts), 100)):
        lines = "\n".join(f"{REPORT[:-1]} {each.replace(chr(0), '')}." for each in texts[start : start + 100])
        files.append(("files", (f"{n}{name}", f"Attack in Niger\n\n{lines}".encode())))
    answer = form.post("/en/", files=files)
    assert answer.status_code == 303, answer.text[-500:]
    return answer.headers["location"]


def test_reports_full_of_hostile_strings_run_nothing(form: httpx.Client, watched: Watched) -> None:
    strings, shown = hostile(), 0
    for start in (0, 1000):
        place = _case(form, strings[start : start + 1000])
        for path in (place, f"{place}/claims"):
            watched.visit(path)
            shown += watched.shows
    assert shown


def _answered(body: str, route: Any) -> None:
    route.fulfill(body=body, content_type="text/html")


def test_the_watch_notices_what_runs(browser: Any, address: str) -> None:
    for body in (
        '<img src="data:," onerror="ranhere()">',
        "<script>alert(1)</script>",
        "<a href=' javascript:x'>a</a>",
    ):
        context = browser.new_context()
        watched = Watched(context, address)
        watched.page.route("**/odd", partial(_answered, body))
        with pytest.raises(AssertionError):
            watched.visit("/odd")
        context.close()


def test_names_of_files_and_who_corrects_and_why_run_nothing(form: httpx.Client, watched: Watched) -> None:
    strings = ["".join(c for c in each if c.isprintable() and c not in '"\\') for each in hostile()[::10]]
    files = [("files", (each, f"{REPORT} {n}".encode())) for n, each in enumerate(strings[:12])]
    answer = form.post("/en/", files=files)
    assert answer.status_code == 303
    place = answer.headers["location"]
    watched.visit(f"{place}/claims")
    added = {"add:act": "raid", "add:target": "BFA", "add:date": "2023-09-21", "add:actor": strings[3]}
    said = {"by": " ".join(strings[20:50])[:900], "why": " ".join(strings[50:90])[:900]}
    corrected = form.post(f"{place}/claims", data={**added, **said})
    assert corrected.status_code == 303, corrected.text[-800:]
    watched.visit(corrected.headers["location"])
    assert watched.shows
    watched.visit(corrected.headers["location"] + "/claims")
    page = form.get(corrected.headers["location"] + "/download/html")
    assert page.status_code == 200
    watched.page.route("**/opened-offline", partial(_answered, page.text))
    watched.visit("/opened-offline")


def _chunk(number: int, length: int) -> str:
    """Return hostile strings joined, beginning with another one for each number."""
    return "".join(f"{each} " for each in hostile()[number * 7 :: 3])[:length]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_questions_full_of_hostile_strings_run_nothing(lang: str, watched: Watched) -> None:
    keys = ("act", "actor", "actor_kind", "supported_by", "target", "struck", "harm", "place", "date", "on", "as_of", "pact",
            "reading", "status", "origin", "capacity", "reported", "id", "basis")  # fmt: skip
    odd = {key: _chunk(n, 500) for n, key in enumerate(keys)}
    facts = {
        f"fact.{_chunk(40, 300)}": _chunk(41, 200),
        f"vote.{_chunk(42, 300)}": _chunk(43, 200),
        _chunk(44, 300): "x",
    }
    pages = {
        "ask": {**odd, **facts},
        "ask ": {"actor": _chunk(50, 900), "target": "NER", "act": "raid", "date": "2023-09-20", "id": _chunk(51, 900)},
        "what-if": {"step": f"date=2023-09-20;act=raid;actor={_chunk(60, 400)};target=NER"},
        "what-if ": {"step": _chunk(61, 900), **{key: _chunk(62, 300) for key in ("act", "actor", "target", "date")}},
        "pacts": {key: _chunk(n + 70, 700) for n, key in enumerate(("text", "party", "on", "region", "kind"))},
        "terms": {"word": _chunk(80, 900)},
        "world": {"on": _chunk(81, 900)},
        "world ": {"state": _chunk(82, 900)},
        "sahel": {"state": _chunk(83, 900)},
        "sahel ": {"event": _chunk(84, 900)},
    }
    for name, query in pages.items():
        watched.visit(f"/{lang}/{name.strip()}?{urlencode(query)}")


def test_fields_that_are_checked_while_typing_run_nothing(watched: Watched) -> None:
    watched.visit("/en/ask")
    page = watched.page
    for n, name in enumerate(("actor", "target", "place", "date")):
        field = page.locator(f"main input[name={name}]").first
        field.fill(_chunk(n + 90, 300))
        field.press("Tab")
        page.wait_for_timeout(250)
    watched.look("/en/ask")
