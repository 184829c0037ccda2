"""The law library: browse and search, the page of a pact, two pacts beside each other."""

from __future__ import annotations

from datetime import date
from typing import Any
from unicodedata import normalize

from starlette.responses import Response

from foedus.briefs import short_name
from foedus.briefs.pacts import (
    PactHit,
    PactIndex,
    changed_words,
    pact_difference,
    pact_index,
    pact_page,
    promises,
    row_of,
    truth,
)
from foedus.desk import when_of
from foedus.pacts import Instrument
from foedus.terms import FoedusError, When, day_when, name_of, nearest
from foedus.web.asked import Asked, page
from foedus.web.pact_pictures import bonds_picture, parties_picture
from foedus.web.word_links import word_anchor, word_slug

SHOWN = 50
"""Coded alliances on one page of the list."""
KINDS = (
    "mutual defence", "defence", "offence", "neutrality", "non-aggression", "consultation", "guarantee",
    "regional organisation", "military cooperation", "status of forces", "mandate", "bilateral", "multilateral",
)  # fmt: skip
"""The words of `kind` that the list offers to choose from; each is said in `words/pacts.csv`."""


@page("/pacts", keep=True)
def pacts(asked: Asked) -> Response:
    """The list: search by words, party, day, region and kind."""
    given = {name: asked.one(name) for name in ("text", "party", "on", "region", "kind")}
    error, found, on = None, PactIndex((), (), ""), None
    try:
        on = when_of(given["on"] or None, asked.say("pacts.on"))
        found = pact_index(
            asked.library, text=given["text"], party=given["party"], on=on, region=given["region"], kind=given["kind"],
            lang=asked.lang,
        )  # fmt: skip
    except FoedusError as refused:
        error = refused
    when = on or day_when(date.today())
    filtered = any(given.values())
    last = max(1, -(-len(found.coded) // SHOWN))
    number = min(max(_number(asked.one("coded"), 1 if filtered else 0), 0), last)
    coded = found.coded[(number - 1) * SHOWN : number * SHOWN] if number else ()
    return asked.page(
        "pacts.html", title=asked.say("pacts.title"), status=400 if error else 200, error=error, given=given,
        filtered=filtered, when=when, found=found, number=number, last=last,
        hand=_in_order([_line(hit, when, found.party, asked) for hit in found.hand], given["text"]),
        coded=[_line(hit, when, found.party, asked) for hit in coded],
        party=name_of(found.party, asked.lang) if found.party else "", regions=_regions(asked), kinds=_kinds(asked),
        encoded=len(asked.library.encoded), every=len(asked.library), where=lambda each: _where(each, asked),
    )  # fmt: skip


@page("/pacts/{id}", keep=True)
def pact(asked: Asked) -> Response:
    """One instrument: words and form side by side, parties, readings, cases, sources."""
    found = _instrument(asked, "id")
    if isinstance(found, Response):
        return found
    try:
        on, error = when_of(asked.one("on") or None, asked.say("pacts.on")), None
    except FoedusError as refused:
        on, error = None, refused
    when = on or day_when(date.today())

    def state_page(state: str) -> str:
        return asked.link(f"/world/{state}", on=asked.one("on"))

    told_pact = pact_page(found, asked.library, asked.lang, on)
    return asked.page(
        "pact.html", title=short_name(found, asked.lang), called=short_name(found, asked.lang),
        status=400 if error else 200, error=error, pact=told_pact,
        on=asked.one("on"), word_slug=word_slug, word_anchor=word_anchor, ask=lambda case: _ask(asked, case.query),
        source_ids={source.id for source in told_pact.sources}, library=asked.library.instruments,
        kin_called=lambda id: short_name(asked.library[id], asked.lang),
        through_time=parties_picture(found, asked.lang, state_page), bonds=bonds_picture(found, when, asked.lang, state_page),
    )  # fmt: skip


@page("/pacts/{id}/compare/{other}", keep=True)
def compare(asked: Asked) -> Response:
    """Two instruments, clause beside clause."""
    sides = [_instrument(asked, "id"), _instrument(asked, "other")]
    for side in sides:
        if isinstance(side, Response):
            return side
    found = pact_difference(sides[0], sides[1], asked.lang)  # type: ignore[arg-type]
    return asked.page(
        "pact_compare.html", title=asked.say("pacts.compare title"), found=found, changed_words=changed_words,
        called=[short_name(side, asked.lang) for side in sides],  # type: ignore[arg-type]
        name=lambda party: name_of(party, asked.lang),
    )  # fmt: skip


def _in_order(lines: list[dict[str, Any]], searched: str) -> list[dict[str, Any]]:
    """Return the lines by the names that the reader sees, unless a search has set their order."""
    return lines if searched else sorted(lines, key=lambda line: normalize("NFKD", line["called"].casefold()))


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else otherwise


def _line(hit: PactHit, when: When, party: str, asked: Asked) -> dict[str, Any]:
    """Return what the list tells of a pact."""
    row = row_of(hit.instrument, when, party)
    return {
        **row,
        "called": short_name(hit.instrument, asked.lang),
        "kept_called": short_name(asked.library[str(row["replaced_by"])], asked.lang) if row["replaced_by"] else "",
        "force": truth(row["in_force"], asked.lang),
        "promised": [asked.say(f"pacts.promise {each}") for each in promises(hit.instrument)] if hit.imported else [],
        "unchecked": row["verified"].get("gk", 0),  # type: ignore[attr-defined]
        "rests": sum(row["verified"].values()),  # type: ignore[attr-defined]
        "found": hit.found,
        "names": [name_of(each, asked.lang) for each in hit.instrument.parties],
        "kept_in": row["replaced_by"] or "",
    }


def _where(place: str, asked: Asked) -> str:
    """Return where words were found: a heading as it is, else the part of the pact in words."""
    own = {"title", "id", "names", "parties", "opening"}
    return asked.say(f"pacts.found {place}") if place in own else place


def _regions(asked: Asked) -> list[str]:
    found = {part.strip() for each in asked.library for part in each.about("region").split(",")}
    return sorted(filter(None, found | {asked.one("region")} - {""}))


def _kinds(asked: Asked) -> list[tuple[str, str]]:
    offered = [(kind, asked.say(f"pacts.kind {kind}")) for kind in KINDS]
    given = asked.one("kind")
    return offered if not given or given in KINDS else [*offered, (given, given)]


def _ask(asked: Asked, query: tuple[tuple[str, str], ...]) -> str:
    """Return the address of a case as a question; a name that several pairs have takes all of their values."""
    values: dict[str, list[str]] = {}
    for name, value in query:
        values.setdefault(name, []).append(value)
    return asked.link("/ask", **values)


def _instrument(asked: Asked, part: str) -> Instrument | Response:
    """Return the instrument that a part of the path names, or the page that there is none, with the nearest id."""
    id_ = asked.part(part)
    if id_ in asked.library.instruments:
        return asked.library[id_]
    near = nearest(id_, asked.library.instruments)
    heading = asked.say("pacts.unknown")
    return asked.page(
        "error.html", title=heading, status=404, heading=heading, message=asked.say("pacts.unknown told", id=id_),
        remedy=asked.say("pacts.nearest", id=near) if near else asked.say("pacts.look"),
    )  # fmt: skip
