"""The vocabulary: every word that pacts, cases and incidents are written in, with what it means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from foedus import terms
from foedus.briefs.pacts import OTHER_NAMES, TABLES, entries_of, gloss, listed, meanings, own_phrases, row_name
from foedus.pacts import Library
from foedus.terms import FoedusError, translate
from foedus.web.asked import Asked, page
from foedus.web.word_links import word_anchor, word_slug

_PHRASES: dict[str, tuple[dict[str, object], ...]] = {}


@page("/terms", keep=True)
def vocabularies(asked: Asked) -> Response:
    """The list of vocabularies, and what one word means."""
    phrases = _phrases(asked.library)
    word, found, error = asked.one("word"), [], None
    if word:
        try:
            found = [_meaning(entry, asked) for entry in meanings(word, phrases)]
        except FoedusError as refused:
            error = refused
    return asked.page(
        "terms.html", title=asked.say("terms.title"), status=400 if error else 200, word=word, found=found, error=error,
        tables=[{**listed(name, phrases), "slug": word_slug(name)} for name in TABLES],
        key=lambda name: row_name(name, asked.lang),
    )  # fmt: skip


@page("/terms/{kind}", keep=True)
def vocabulary(asked: Asked) -> Response:
    """One vocabulary, word by word; acts as the tree that they form."""
    name = asked.part("kind").replace("-", " ")
    if name in OTHER_NAMES:
        return RedirectResponse(asked.link(f"/terms/{word_slug(OTHER_NAMES[name])}"), 303)
    if name not in TABLES:
        raise HTTPException(404)
    entries = list(entries_of(TABLES[name][0], _phrases(asked.library)))
    groups: dict[str, list[dict[str, Any]]] = {}
    anchors: Counter[str] = Counter()
    for entry in entries:
        # a duty has a kind of its own; only where several tables make one vocabulary is it told by them
        told = _word(entry, asked)
        anchors[told["anchor"]] += 1
        if anchors[told["anchor"]] > 1:  # an area and a place may have one name
            told["anchor"] += f"-{anchors[told['anchor']]}"
        groups.setdefault(str(entry["kind"]) if len(TABLES[name][0]) > 1 else name, []).append(told)
    return asked.page(
        "terms_kind.html", title=asked.say(f"terms.{name}"), name=name, groups=groups, many=len(groups) > 1,
        rows=[(row.strip(), row_name(row.strip(), asked.lang)) for row in TABLES[name][1].split(",")],
        count=len(entries), tree=_tree("", asked) if name == "act" else [],
    )  # fmt: skip


def _phrases(library: Library) -> tuple[dict[str, object], ...]:
    """Return the phrases that pacts add, made once for a state of the library."""
    if library.digest not in _PHRASES:
        _PHRASES.clear()
        _PHRASES[library.digest] = own_phrases(library)
    return _PHRASES[library.digest]


def _word(entry: Mapping[str, object], asked: Asked) -> dict[str, Any]:
    """Return one word as the page tells it."""
    word = str(entry["word"])
    spells = entry.get("spells") or ()
    said = translate(word, asked.lang)
    told = gloss({**entry, "used_by": ()}, asked.lang).split("; ")
    meaning = "; ".join(part for part in told if part != said)
    return {
        "word": word, "anchor": word_anchor(word), "said": said if said != word else "",
        "meaning": meaning, "kind": str(entry["kind"]),
        "years": ", ".join(f"{(each['from'] or '?')[:4]}–{(each['until'] or '')[:4]}" for each in spells),  # type: ignore[attr-defined]
        "codes": ", ".join(dict.fromkeys(code for each in spells for code in each["codes"])),  # type: ignore[attr-defined]
        "used_by": [each for each in entry.get("used_by") or () if each in asked.library.instruments],  # type: ignore[attr-defined]
        "unverified": entry.get("verified") == "gk",
    }  # fmt: skip


def _meaning(entry: Mapping[str, object], asked: Asked) -> dict[str, Any]:
    """Return one meaning of a word that was asked for, with the vocabulary to read on in."""
    kind = str(entry["kind"])
    home = kind if kind in TABLES else "duty" if entry["word"] in terms.vocabulary("duties") else ""
    if kind == "row word":
        rows = entry.get("rows") or ("bearer",)
        home = next((name for name in ("actor", "target", "place", "bearer") if name in rows), "bearer")  # type: ignore[operator]
    return {**_word(entry, asked), "slug": word_slug(home), "home": home}


def _tree(parent: str, asked: Asked) -> list[dict[str, Any]]:
    """Return the acts under one, each with those under it."""
    return [
        {
            "word": act, "anchor": word_anchor(act), "said": translate(act, asked.lang) if asked.lang != "en" else "",
            "note": row["note"], "under": _tree(act, asked),
        }
        for act, row in terms.acts().items() if row["parent"] == parent
    ]  # fmt: skip
