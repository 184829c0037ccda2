"""Offices that reports give to persons, against the dated table of who held which office."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from foedus.incidents.discrepancies import Discrepancy, Value
from foedus.reading import Report
from foedus.terms import find_person, name_of, offices, offices_of

_OFFICES = {
    "defence minister": r"defen[cs]e minister|minister (?:of|for) defen[cs]e|ministre (?:\w+ )?de la d[ée]fense",
    "foreign minister": r"foreign minister|minister (?:of|for) foreign affairs|top diplomat|chef de la diplomatie|"
    r"ministre (?:\w+ )?des affaires [ée]trang[èe]res",
    "head of government": r"prime minister|premier ministre|premi[èe]re ministre",
}  # fmt: skip
_OFFICE = re.compile("|".join(f"(?P<o{n}>{words})" for n, words in enumerate(_OFFICES.values())), re.IGNORECASE)
_NAME = r"((?:[A-ZÀ-Þ][\w'’-]+)(?:\s+(?:[A-ZÀ-Þ][\w'’-]+|ould|ag|al|el|de|ben|bin)){1,3})"
_AFTER = re.compile(r"\s*,?\s*(?:(?:the|le|la|Colonel|General|Général|Mr|M\.)\s+)*" + _NAME)
_BEFORE = re.compile(_NAME + r"\s*,\s*(?:[\w'’]+\s+){0,3}$")


def of_offices(reports: Sequence[Report], spoken: Mapping[str, date | None]) -> Iterable[Discrepancy]:
    """Return the offices that reports give to persons who, by the dated table, held another on that day.

    `spoken` is for each report the day that it speaks of; without a day, or for a person or office that
    the table does not know, nothing is said.
    """
    for report in reports:
        day = spoken.get(report.id)
        if day is None:
            continue
        for person, office, span in named_offices(report.text):
            yield from _checked(report, person, office, span, day)


def named_offices(text: str) -> Iterable[tuple[str, str, tuple[int, int]]]:
    """Return every name that stands beside the words of an office, with the office and the span of both."""
    for found in _OFFICE.finditer(text):
        office = tuple(_OFFICES)[int((found.lastgroup or "o0")[1:])]
        if after := _AFTER.match(text, found.end()):
            yield after.group(1), office, (found.start(), after.end(1))
        elif before := _BEFORE.search(text, max(0, found.start() - 80), found.start()):
            yield before.group(1), office, (before.start(1), found.end())


def _checked(report: Report, name: str, office: str, span: tuple[int, int], day: date) -> Iterable[Discrepancy]:
    person = find_person(name)
    held = [row for row in offices_of(person, day) if row.held(day)] if person else []
    if person is None or not held or any(row.office == office for row in offices_of(person, day)):
        return
    bodies = {row.body for row in held}
    others = sorted(
        row.person for row in offices()
        if row.office == office and row.body in bodies and row.held(day) and row.person != person
    )  # fmt: skip
    true_office = ", ".join(f"{row.office} of {name_of(row.body)}" for row in held)
    instead = f"; the {office} was {' and '.join(others)}" if others else ""
    doubt = "" if all(row.verified == "report" for row in held) else " (unverified)"
    outcome = "The title in the report is wrong" if others else "The title in the report is not borne out"
    yield Discrepancy(
        f"office of {person}",
        (
            Value(office, claims_at(report, span)),
            Value(f"{true_office}, by the dated table of office-holders"),
        ),
        f"{outcome}: on {day.isoformat()} {person} was {true_office}{doubt}{instead}. "
        "Either way the words are those of the same government.",
    )


def claims_at(report: Report, span: tuple[int, int]) -> tuple[str, ...]:
    """Return the ids of the claims that carry a span: those about a state of affairs there, else any that overlap it."""
    over = [claim for claim in report.claims if claim.span[0] < span[1] and span[0] < claim.span[1]]
    status = [claim for claim in over if claim.type == "STATUS"]
    return tuple(sorted(claim.id for claim in status or over))
