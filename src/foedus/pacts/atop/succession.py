"""Which states a COW code meant from day to day: the ids that a member row of ATOP runs through."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from foedus import terms


@dataclass(frozen=True, slots=True)
class Identity:
    """A state that a code meant: from a day on (None: as far back as asked) until before a day (None: as far on)."""

    id: str
    start: date | None
    end: date | None


@cache
def own_codes() -> Mapping[str, str]:
    """Return the ids of codes that the list of the Correlates of War does not hold for that time."""
    text = (files("foedus") / "pacts" / "atop" / "codes.csv").read_text(encoding="utf-8")
    return {row["code"]: row["id"] for row in csv.DictReader(text.splitlines())}


@cache
def _borders(code: int) -> tuple[date, ...]:
    found: set[date] = set()
    for state in terms.states().values():
        for spell in state.spells:
            if spell.carries("cow", str(code)):
                found.update(border[0] for border in (spell.span.start, spell.span.end) if border)
                found.update(border[1] for border in (spell.span.start, spell.span.end) if border)
    return tuple(sorted(found))


@cache
def identities(code: int, first: date, last: date) -> tuple[Identity, ...]:
    """Return the states that a code meant from `first` to `last`, both included, in order.

    Days on which the code meant no state go to the state before them, at the beginning to the one after: ATOP codes
    Iraq in 1930 and Austria under occupation. An end on which the state was gone is cut to the state's own end.
    Raises FoedusError for a code that meant no state at any time.
    """
    borders = [first, *(day for day in _borders(code) if first < day <= last)]
    named: list[tuple[date, str | None]] = [(day, terms.resolve(code, day, "cow")) for day in borders]
    if all(id_ is None for _, id_ in named):
        named = [(first, own_codes().get(str(code)) or _nearest(code, first))]
    known = next(id_ for _, id_ in named if id_)
    found: list[tuple[date | None, str]] = [(None, known)]
    end: date | None = None
    for position, (day, id_) in enumerate(named):
        if (
            id_ is None
            and day > first
            and position == len(named) - 1
            and (day == last or not _alive(found[-1][1], day))
        ):
            end = day
        elif id_ is not None and id_ != found[-1][1]:
            found.append((day, id_))
    edges = [*(day for day, _ in found[1:]), end]
    return tuple(Identity(id_, start, until) for (start, id_), until in zip(found, edges, strict=True))


def code_spans(id_: str, first: date, last: date) -> tuple[tuple[int, date, date], ...]:
    """Return the codes that a state had from `first` to `last`, each with its first and last day inside them.

    A state that existed at no time under a code of the Correlates of War then has that of the nearest time.
    """
    own = next((int(code) for code, owner in own_codes().items() if owner == id_), None)
    days = sorted({first, *(day for day in _state_borders(id_) if first < day <= last)})
    spans: list[tuple[int, date, date]] = []
    for position, day in enumerate(days):
        until = days[position + 1] if position + 1 < len(days) else date.fromordinal(last.toordinal() + 1)
        code = _code_on(id_, day) or (spans[-1][0] if spans else None) or _first_code(id_, day) or own
        if code is None:
            continue
        final = date.fromordinal(until.toordinal() - 1)
        if spans and spans[-1][0] == code:
            spans[-1] = (code, spans[-1][1], final)
        else:
            spans.append((code, day, final))
    return tuple(spans)


def _alive(id_: str, day: date) -> bool:
    return terms.state(id_).on(day) is not None


def _nearest(code: int, day: date) -> str:
    spells = [
        (spell.span.start[0] if spell.span.start else date.min, state.id)
        for state in terms.states().values() for spell in state.spells if spell.carries("cow", str(code))
    ]  # fmt: skip
    if not spells:
        raise terms.FoedusError(
            f"the state code {code} is unknown", field="member", expected="a code of the Correlates of War",
            remedy="add the code to pacts/atop/codes.csv",
        )  # fmt: skip
    return min(spells, key=lambda spell: abs(spell[0].toordinal() - day.toordinal()))[1]


@cache
def _state_borders(id_: str) -> tuple[date, ...]:
    return tuple(
        {border[0] for spell in terms.state(id_).spells for border in (spell.span.start, spell.span.end) if border}
    )


def _code_on(id_: str, day: date) -> int | None:
    spell = terms.state(id_).on(day)
    return int(spell.cow) if spell and spell.cow else None


def _first_code(id_: str, day: date) -> int | None:
    own = next((int(code) for code, owner in own_codes().items() if owner == id_), None)
    later = [int(spell.cow) for spell in terms.state(id_).spells if spell.cow]
    return own or (later[0] if later else None)
