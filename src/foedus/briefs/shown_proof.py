"""A proof tree as HTML: every row with its truth, its ground and its evidence."""

from __future__ import annotations

from functools import cache

from markupsafe import Markup, escape

from foedus.briefs.phrases import say
from foedus.briefs.terminal import clean
from foedus.determinations import Proof

_MARKS = {True: ("yes", "✓"), False: ("no", "✗"), None: ("unknown", "?")}


def proof_html(proof: Proof, lang: str) -> Markup:
    """Return a proof as a list that unfolds with its page; everything in it is escaped."""
    told: list[str] = ['<ul class="tree">']
    _node(proof, lang, told)
    told.append("</ul>")
    return Markup("".join(told))


def _node(proof: Proof, lang: str, told: list[str]) -> None:
    told.append(f"<li>{_mark(proof.truth, lang)} {escape(clean(proof.sentence(lang)))}{_ground(proof.ground, lang)}")
    row = f"{proof.row} {proof.words}".strip()
    if row:
        told.append(f' <span class="row-words">{escape(clean(row))}</span>')
    for each in proof.evidence:
        words = each.words or each.id
        if words and words not in row:
            told.append(f' <span class="evidence">{_kind(each.kind, lang)} {escape(clean(words))}</span>')
    if proof.children:
        told.append("<ul>")
        for child in proof.children:
            _node(child, lang, told)
        told.append("</ul>")
    told.append("</li>")


@cache
def _mark(truth: bool | None, lang: str) -> str:
    name, sign = _MARKS[truth]
    return (
        f'<span class="truth {name}" role="img" aria-label="{escape(say(f"shown.truth.{name}", lang))}">{sign}</span>'
    )


@cache
def _ground(ground: str, lang: str) -> str:
    return f' <span class="ground">({escape(say(f"shown.ground.{ground}", lang))})</span>'


@cache
def _kind(kind: str, lang: str) -> str:
    return f"{escape(say(f'shown.evidence.{kind}', lang))}{escape(say('colon', lang)).rstrip()}"
