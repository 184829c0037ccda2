"""Directed dyad-years expanded from imported instruments: what each state owed each other, year by year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import permutations
from typing import NamedTuple

from foedus.pacts.ast import Condition, Instrument, Rule
from foedus.pacts.atop.conditions import PROMISE_HELD, TOWARDS_PARTNER
from foedus.pacts.atop.days import COVERAGE_UNTIL, earliest, latest
from foedus.pacts.atop.rules import NAMES
from foedus.pacts.atop.succession import code_spans
from foedus.terms import Edge

_NOT_DERIVABLE = frozenset((PROMISE_HELD, TOWARDS_PARTNER))
COLUMN = {name: number for number, name in enumerate(NAMES.values())}
_EVERYONE = {"a party", "another party", "every party", "every other party"}
_AFTER = COVERAGE_UNTIL + timedelta(days=1)


class DyadYear(NamedTuple):
    """What `ccode1` owed `ccode2` on some day of a year: 1, 0, or None where the alliances do not tell."""

    ccode1: int
    ccode2: int
    year: int
    defense: int | None
    offense: int | None
    neutral: int | None
    nonagg: int | None
    consul: int | None


class Window(NamedTuple):
    """Days from `first` until before `end` that may belong, and the days inside them that surely do."""

    first: date
    end: date
    sure_first: date
    sure_end: date

    def within(self, other: Window) -> Window:
        """Return the days that belong to both."""
        return Window(
            max(self.first, other.first), min(self.end, other.end),
            max(self.sure_first, other.sure_first), min(self.sure_end, other.sure_end),
        )  # fmt: skip

    def years(self) -> Iterator[tuple[int, bool]]:
        """Yield each year that it touches, and whether it surely does."""
        if self.first >= self.end:
            return
        sure = range(0)
        if self.sure_first < self.sure_end:
            sure = range(self.sure_first.year, (self.sure_end - timedelta(days=1)).year + 1)
        for year in range(self.first.year, (self.end - timedelta(days=1)).year + 1):
            yield year, year in sure


class Held(NamedTuple):
    """A state bound under one code for one unbroken time."""

    party: str
    code: int
    window: Window


def directed_dyad_years(instruments: Iterable[Instrument]) -> tuple[DyadYear, ...]:
    """Return what each state owed each ally, in order of codes and year, up to the end of 2018.

    A row stands for every two states bound by one text on any day of the year, also where neither owes the other
    anything. Codes are those of the Correlates of War on the day. None where a promise runs to some partners only
    (`obvary`) or was not found, and no other alliance of the two makes it sure.
    """
    owed: dict[tuple[int, int, int], list[int]] = {}
    for instrument in instruments:
        _add(instrument, owed)
    told = (0, None, 1)
    return tuple(DyadYear(*key, *(told[mark] for mark in marks)) for key, marks in sorted(owed.items()))


def _add(instrument: Instrument, owed: dict[tuple[int, int, int], list[int]]) -> None:
    held = list(held_of(instrument))
    duties = [Duty(instrument, rule) for rule in instrument.rules]
    split = any(duty.outside for duty in duties)
    for one, other in permutations(held, 2):
        if one.code == other.code or one.party == other.party:
            continue
        together = one.window.within(other.window)
        if together.first >= together.end:
            continue
        key = one.code, other.code
        if not split:
            for year, _ in together.years():
                owed.setdefault((*key, year), [0] * len(COLUMN))
        for duty in duties:
            if split and not {one.party, other.party} & duty.outside:
                for year, _ in together.within(duty.window).years():
                    owed.setdefault((*key, year), [0] * len(COLUMN))
            if one.party in duty.bearers and other.party in duty.partners:
                for year, sure in together.within(duty.window).years():
                    marks = owed[(*key, year)]
                    marks[duty.column] = max(marks[duty.column], 2 if sure and duty.derivable else 1)


class Duty:
    """A rule as the expansion needs it: which promise, by whom, to whom, when, and whether that can be told.

    `known` tells whether the promise was found at all, `derivable` also whether it runs to every partner.
    """

    def __init__(self, instrument: Instrument, rule: Rule) -> None:
        target, actor = _asked(instrument, rule, "target"), _asked(instrument, rule, "actor")
        everyone = frozenset(instrument.parties)
        self.column = COLUMN[rule.name.partition("-")[0]]
        self.window = window(rule.law_from, rule.law_until)
        asked = {value for row in rule.trigger for value in row.values}
        self.derivable = not asked & _NOT_DERIVABLE
        self.known = PROMISE_HELD not in asked
        acting, struck = _parties(actor, everyone), _parties(target, everyone)
        to = rule.beneficiary.values[0] if rule.beneficiary else ""
        owing = actor if rule.bearer.values == ("the actor",) else rule.bearer
        self.bearers = _parties(owing, everyone)
        self.partners = {"the target": struck, "the actor": acting, "the party concerned": struck}.get(to, everyone)
        partner = (actor if to == "the actor" else target) or rule.bearer
        self.outside = frozenset(partner.but) - (self.bearers if len(self.bearers) < len(everyone) else frozenset())


def _asked(instrument: Instrument, rule: Rule, key: str) -> Condition | None:
    """Return the row of a rule that asks who is hit, or who acts, its own or that of the terms which it uses."""
    rows = [*rule.trigger]
    while rows:
        row = rows.pop(0)
        if row.key == key and set(row.values) & {"a party", "another party"}:
            return row
        if row.key == key and "not a party" not in row.values:
            return row
        for value in row.values:
            term = instrument.terms.get(value) if row.key == "when" else None
            rows += [*term.rows, *term.any_of] if term else []
    return None


def _parties(row: Condition | None, everyone: frozenset[str]) -> frozenset[str]:
    if row is None:
        return everyone
    named = everyone if set(row.values) & _EVERYONE else everyone & set(row.values)
    return named - set(row.but)


def held_of(instrument: Instrument) -> Iterator[Held]:
    """Yield the members of an instrument, each time under each code."""
    for spell in instrument.spells:
        bound = window(spell.start, spell.end)
        if bound.first < bound.end:
            for code, first, last in code_spans(spell.party, bound.first, bound.end - timedelta(days=1)):
                days = Window(first, last + timedelta(days=1), first, last + timedelta(days=1))
                yield Held(spell.party, code, bound.within(days))


def window(start: Edge | None, end: Edge | None) -> Window:
    """Return the days between two edges up to the end of the coverage; no edge is open."""
    return Window(
        earliest(start) if start else date.min, min(latest(end), _AFTER) if end else _AFTER,
        latest(start) if start else date.min, min(earliest(end), _AFTER) if end else _AFTER,
    )  # fmt: skip
