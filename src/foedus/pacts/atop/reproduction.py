"""The expansion held against ATOP's own directed dyad-years: every difference, with the reason that the AST gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from foedus import terms
from foedus.pacts.ast import Instrument
from foedus.pacts.atop.dyads import DyadYear, directed_dyad_years
from foedus.pacts.atop.succession import code_spans, own_codes
from foedus.pacts.atop.tables import PROMISES, tables_folder
from foedus.terms import day_edge

Key = tuple[int, int, int]
Cells = Sequence[int | None]

NOT_DERIVABLE = "obvary: the member owes different things to different partners, and the member file does not say which"
NO_COW_CODE = "a member without a code of the Correlates of War is not in the published file"
STATE_ENDED = "the alliance is coded to a day on which one of the two states had ceased to exist"
EARLIER_TEXT = (
    "an earlier text promised it until the year's new text dropped it; the published file has the last text only"
)
UNEXPLAINED = "unexplained"


class Difference(NamedTuple):
    """One cell that the expansion and the published file tell differently; `promise` is `row` for a whole row."""

    ccode1: int
    ccode2: int
    year: int
    promise: str
    expanded: int | None
    published: int | None
    alliances: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Reproduction:
    """What was compared and how it came out, cell by cell."""

    rows_expanded: int
    rows_published: int
    cells: int
    equal: int
    differences: tuple[Difference, ...]

    def of(self, reason: str) -> tuple[Difference, ...]:
        """Return the differences that have one reason."""
        return tuple(each for each in self.differences if each.reason == reason)


def read_published(folder: Path | None = None) -> dict[Key, Cells]:
    """Return ATOP's directed dyad-years (as trimmed by peacesciencer), by codes and year."""
    import polars

    rows = polars.read_parquet((folder or tables_folder()) / "atop51_directed_dyad_year.parquet").rows()
    return {row[:3]: row[3:] for row in rows}


def reproduce(instruments: Sequence[Instrument], published: Mapping[Key, Cells]) -> Reproduction:
    """Return how the directed dyad-years of instruments differ from published ones; nothing is filled from these."""
    expanded = {row[:3]: row for row in directed_dyad_years(instruments)}
    found: list[tuple[Key, str, int | None, int | None]] = []
    cells = equal = 0
    for key in sorted(expanded.keys() | published.keys()):
        if key not in expanded or key not in published:
            found.append((key, "row", int(key in expanded), int(key in published)))
            continue
        for promise, ours, theirs in zip(PROMISES, expanded[key][3:], published[key], strict=True):
            cells += 1
            if ours == theirs:
                equal += 1
            else:
                found.append((key, promise, ours, theirs))
    behind = _behind(instruments, {key for key, *_ in found})
    differences = tuple(_difference(*each, instruments, behind) for each in found)
    return Reproduction(len(expanded), len(published), cells, equal, differences)


def _behind(instruments: Iterable[Instrument], keys: set[Key]) -> dict[Key, list[tuple[Instrument, DyadYear]]]:
    """Return the instruments that make each row, with what each of them alone says."""
    found: dict[Key, list[tuple[Instrument, DyadYear]]] = {}
    for instrument in instruments:
        for row in directed_dyad_years((instrument,)):
            if row[:3] in keys:
                found.setdefault(row[:3], []).append((instrument, row))
    return found


def _difference(
    key: Key, promise: str, ours: int | None, theirs: int | None, instruments: Iterable[Instrument],
    behind: Mapping[Key, list[tuple[Instrument, DyadYear]]],
) -> Difference:  # fmt: skip
    made = behind.get(key, [])
    if promise != "row":
        made = [(instrument, own) for instrument, own in made if getattr(own, promise) == ours]
    ended = [instrument for instrument in instruments if promise == "row" and theirs and _state_ended(instrument, key)]
    reason = UNEXPLAINED
    if promise == "row":
        if ours and {str(code) for code in key[:2]} & own_codes().keys():
            reason = NO_COW_CODE
        elif ended:
            reason = STATE_ENDED
    elif ours is None:
        reason = NOT_DERIVABLE
    elif ours == 1 and theirs == 0 and all(_changed_in(instrument, key[2]) for instrument, _ in made):
        reason = EARLIER_TEXT
    return Difference(
        *key, promise, ours, theirs, (*(instrument.id for instrument, _ in made), *(each.id for each in ended)), reason
    )


def _state_ended(instrument: Instrument, key: Key) -> bool:
    """Tell whether one of two members ceased to exist, and left with that, as a year began."""
    first, one, other = date(key[2], 1, 1), [], []
    for spell in instrument.spells:
        codes = {number for number, *_ in code_spans(spell.party, first - timedelta(days=1), first)}
        one += [spell] if key[0] in codes else []
        other += [spell] if key[1] in codes else []
    gone = (
        spell.end is not None and spell.end == day_edge(first) and terms.exists(spell.party, first) is False
        for spell in (*one, *other)
    )  # fmt: skip
    return bool(one and other) and any(gone)


def _changed_in(instrument: Instrument, year: int) -> bool:
    """Tell whether one text of an alliance gave way to another in a year."""
    ends = {rule.law_until.text for rule in instrument.rules if rule.law_until and rule.law_until.text[:4] == str(year)}
    return any(rule.law_from and rule.law_from.text in ends for rule in instrument.rules)
