"""ATOP alliances as instruments: the same AST as the law library, made from the shipped tables."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from foedus import terms
from foedus.pacts.ast import Article, Instrument, Rule, Source, Term
from foedus.pacts.atop.clauses import clauses_of
from foedus.pacts.atop.conditions import shared_facts
from foedus.pacts.atop.days import COVERAGE_UNTIL, first_day
from foedus.pacts.atop.rules import NAMES, rules_of
from foedus.pacts.atop.spells import spells_of, states_of
from foedus.pacts.atop.tables import PROMISES, Alliance, Phase, read_alliances, tables_digest

__all__ = ["COVERAGE_UNTIL", "read_atop", "read_twins"]

_PROMISED = {
    "defense": "defence", "offense": "offence", "neutral": "neutrality", "nonagg": "non-aggression", "consul": "consultation",
}  # fmt: skip
_TITLES = {"defense": "Alliance", "offense": "Alliance", "neutral": "Neutrality pact", "nonagg": "Non-aggression pact"}
_REGIONS = ((200, "Americas"), (400, "Europe"), (600, "Africa"), (700, "Middle East"), (900, "Asia"), (1000, "Oceania"))
_FEW = 3
_NAMED = 4
"""How many parties a title names before it counts the others."""
Twins = Mapping[int, Mapping[str, str]]
"""The rows of twins.csv, by the number of the alliance that an instrument of the library replaces."""


def read_atop(folder: Path | None = None) -> tuple[Instrument, ...]:
    """Return every alliance of ATOP 5.1 as an instrument `atop-<atopid>`, in order of id.

    Reads the tables that ship with foedus, or those of a folder with the same file names. Raises FoedusError for a
    table that is missing or wrong. Treaty names are not in ATOP: titles are made of kind, parties and year.
    """
    alliances = read_alliances(folder)
    digest, twins = tables_digest(folder), _twin_rows()
    return tuple(_instrument(alliance, digest, twins) for alliance in alliances)


def read_twins() -> Mapping[int, str]:
    """Return the ids of the hand-encoded instruments that replace ATOP alliances, by the alliance's number."""
    return {atopid: row["instrument"] for atopid, row in _twin_rows().items()}


@cache
def _twin_rows() -> Twins:
    text = (files("foedus") / "pacts" / "atop" / "twins.csv").read_text(encoding="utf-8")
    return {int(row["atopid"]): row for row in csv.DictReader(text.splitlines())}


def _instrument(alliance: Alliance, digest: str, twins: Twins) -> Instrument:
    rules = _each_once(rules_of(alliance))
    return Instrument(
        id=f"atop-{alliance.atopid}", title=_title(alliance), head=_head(alliance, twins),
        articles=tuple(_article(phase, rules) for phase in alliance.phases), blocks=(*rules, *clauses_of(alliance)),
        spells=spells_of(alliance), sources=(_source(alliance.atopid),),
        digest=hashlib.sha256(f"{digest} {alliance.atopid}".encode()).hexdigest(),
        facts=shared_facts(),
    )  # fmt: skip


def _each_once(rules: tuple[Rule | Term, ...]) -> tuple[Rule | Term, ...]:
    """Return the blocks with a term that several phases share only where it stands first."""
    seen: set[str] = set()
    found: list[Rule | Term] = []
    for block in rules:
        if isinstance(block, Term):
            if block.name in seen:
                continue
            seen.add(block.name)
        found.append(block)
    return tuple(found)


def _head(alliance: Alliance, twins: Twins) -> tuple[tuple[str, str], ...]:
    year, month, day = alliance.start
    promised = [_PROMISED[promise] for promise in PROMISES if _made(alliance, promise)]
    size = "bilateral" if alliance.clauses["bilat"] == 1 else "multilateral"
    head = [
        ("title", _title(alliance)),
        ("short name", _short_name(alliance)),
        ("kind", f"{size} alliance ({', '.join(promised) or 'no promise coded'})"),
        ("signed", f"{year}-{month:02}-{day:02}" if day else f"{year}-{month:02}"),
        ("region", ", ".join(_regions(alliance))),
        ("coded by", "ATOP 5.1"),
        ("coverage until", COVERAGE_UNTIL.isoformat()),
        ("verified", "report"),
        ("source", "atop"),
    ]
    if alliance.clauses["source"] == 2:
        head.append(("status note", "ATOP did not find the text and codes from secondary sources."))
    if twin := twins.get(alliance.atopid):
        head.append(("replaced by", twin["instrument"]))
        if twin["phases"]:
            head.append(("replaced phases", twin["phases"]))
    return tuple(head)


def _made(alliance: Alliance, promise: str) -> bool:
    return any(member.owes[promise] != 0 for phase in alliance.phases for member in phase.members)


def _short_name(alliance: Alliance) -> str:
    """Return what answers call an alliance, which ATOP does not name: `1997 pact of Russia and Ukraine (ATOP 4875)`."""
    names = _first_names(alliance)
    who = terms.join(names) if len(names) <= _FEW else f"{len(names)} states"
    return f"{alliance.start[0]} pact of {who} (ATOP {alliance.atopid})"


def _first_names(alliance: Alliance) -> list[str]:
    signed = [member for member in alliance.phases[0].members if member.start == alliance.start]
    first = first_day(alliance.start)
    return list(dict.fromkeys(_state_name(states_of(member)[0].id, first) for member in signed))


def _title(alliance: Alliance) -> str:
    kind = next((title for promise, title in _TITLES.items() if _made(alliance, promise)), "Consultation pact")
    names = _first_names(alliance)
    if len(names) > _NAMED:
        names = [*names[: _NAMED - 1], f"{len(names) - _NAMED + 1} others"]
    return f"{kind} of {terms.join(names)}, {alliance.start[0]}"


@cache
def _state_name(id_: str, day: object) -> str:
    state = terms.state(id_)
    spell = state.on(day)  # type: ignore[arg-type]
    return spell.name if spell else state.spells[0].name


def _regions(alliance: Alliance) -> tuple[str, ...]:
    """Return the world regions of the members, which the numbering of the Correlates of War follows."""
    codes = {
        member.code // 10 if member.code > 999 else member.code for phase in alliance.phases for member in phase.members
    }
    named = {next(name for limit, name in _REGIONS if code < limit) for code in codes}
    return tuple(name for _, name in _REGIONS if name in named)


def _source(atopid: int) -> Source:
    return Source(
        "atop",
        f"Alliance Treaty Obligations and Provisions (ATOP) 5.1, alliance {atopid}; Leeds, Ritter, Mitchell & Long 2002",
        "http://www.atopdata.org",
        f"the coded tables; not the codesheet of alliance {atopid}, which quotes the treaty",
    )


def _article(phase: Phase, blocks: tuple[Rule | Term, ...]) -> Article:
    id_ = f"phase-{phase.number}"
    own = {
        block.name.partition("-")[0]
        for block in blocks
        if isinstance(block, Rule) and block.provision.startswith(f"{id_}/")
    }
    promised = [_PROMISED[promise] for promise, name in NAMES.items() if name in own]
    until = "" if phase.end is None else f" to {_day_words(phase.end)}"
    words = f"Signed {_day_words(phase.start)}, coded {until.strip() or 'to the end of 2018, in force'}. "
    words += f"The members promise {terms.join(promised)}." if promised else "No promise of this text is coded."
    return Article(id_, f"Phase {phase.number}", words, 0)


def _day_words(day: tuple[int, int, int | None]) -> str:
    return f"{day[0]}-{day[1]:02}-{day[2]:02}" if day[2] else f"{day[0]}-{day[1]:02}"
