"""State-years expanded from imported instruments: what each state owed anyone, and under which alliances."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import permutations
from pathlib import Path
from typing import NamedTuple

from foedus.pacts.ast import Instrument
from foedus.pacts.atop.dyads import COLUMN, Duty, held_of
from foedus.pacts.atop.tables import PROMISES, tables_folder


class StateYear(NamedTuple):
    """What a state owed at least one ally on some day of a year: 1, 0, or None where the text was not found."""

    ccode: int
    year: int
    defense: int | None
    offense: int | None
    neutral: int | None
    nonagg: int | None
    consul: int | None
    alliances: tuple[str, ...]


def state_years(instruments: Iterable[Instrument]) -> tuple[StateYear, ...]:
    """Return what each allied state owed, in order of code and year, up to the end of 2018.

    A promise that runs to some partners only (`obvary`) is owed to someone and counts.
    """
    owed: dict[tuple[int, int], list[int]] = {}
    held: dict[tuple[int, int], dict[str, None]] = {}
    for instrument in instruments:
        duties = [Duty(instrument, rule) for rule in instrument.rules]
        for one, other in permutations(held_of(instrument), 2):
            if one.party == other.party or one.code == other.code:
                continue
            together = one.window.within(other.window)
            for year, _ in together.years():
                owed.setdefault((one.code, year), [0] * len(COLUMN))
                held.setdefault((one.code, year), {})[instrument.id] = None
            for duty in duties:
                if one.party in duty.bearers and other.party in duty.partners:
                    for year, sure in together.within(duty.window).years():
                        marks = owed[one.code, year]
                        marks[duty.column] = max(marks[duty.column], 2 if sure and duty.known else 1)
    told = (0, None, 1)
    return tuple(
        StateYear(*key, *(told[mark] for mark in marks), tuple(held[key])) for key, marks in sorted(owed.items())
    )


class StateYearDifference(NamedTuple):
    """One thing that the expansion and the published file tell differently of a state in a year."""

    ccode: int
    year: int
    what: str
    expanded: object
    published: object


def read_published_state_years(folder: Path | None = None) -> dict[tuple[int, int], StateYear]:
    """Return ATOP's own state-years, the alliances as instrument ids in order."""
    import polars

    rows = polars.read_parquet((folder or tables_folder()) / "atop51_stateyear.parquet").rows(named=True)
    found = {}
    for row in rows:
        ids = sorted(row[f"atopid{number}"] for number in range(1, 60) if row[f"atopid{number}"])
        names = tuple(f"atop-{atopid}" for atopid in ids)
        key = row["state"], row["year"]
        found[key] = StateYear(*key, *(row[promise] for promise in PROMISES), names)
    return found


def state_year_differences(
    expanded: Iterable[StateYear], published: Mapping[tuple[int, int], StateYear]
) -> tuple[StateYearDifference, ...]:
    """Return what differs: whole rows, promises, and alliances that only one side lists."""
    ours = {row[:2]: row for row in expanded}
    found = []
    for key in sorted(ours.keys() | published.keys()):
        here, there = ours.get(key), published.get(key)
        if here is None or there is None:
            found.append(StateYearDifference(*key, "row", int(here is not None), int(there is not None)))
            continue
        for promise in PROMISES:
            if getattr(here, promise) != getattr(there, promise):
                found.append(StateYearDifference(*key, promise, getattr(here, promise), getattr(there, promise)))
        mine, theirs = set(here.alliances), set(there.alliances)
        if mine != theirs:
            only = tuple(sorted(mine - theirs)), tuple(sorted(theirs - mine))
            found.append(StateYearDifference(*key, "alliances", *only))
    return tuple(found)
