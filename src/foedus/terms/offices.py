"""Who held which office when: persons and the body that they spoke for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from foedus.terms.actors import actors
from foedus.terms.errors import FoedusError
from foedus.terms.rows import Span, failed, fold, parse_span, required, rows_of, split_names
from foedus.terms.states import states
from foedus.terms.truth import Truth
from foedus.terms.words import nearest

__all__ = ["Office", "find_person", "holders", "offices", "offices_of", "persons", "read_offices"]

_GROUNDS = ("report", "gk")


@dataclass(frozen=True, slots=True)
class Office:
    """One row of `terms/office_holders.csv`: a person in an office of a body, a state or an actor.

    `verified` tells what the holding of the office rests on: `report`, with its source, or `gk`, unverified
    general knowledge. The days of start and end are `gk` in every row.
    """

    person: str
    aliases: tuple[str, ...]
    office: str
    body: str
    state: str | None
    span: Span
    since: str
    until: str
    verified: str
    source: str

    def held(self, on: date) -> Truth:
        """Tell whether the person held the office on a day; None near a border known only by month or year."""
        return self.span.holds(on)


def read_offices(text: str | None = None) -> tuple[Office, ...]:
    """Return the rows of `terms/office_holders.csv`, or of a text of the same columns, in order.

    Raises FoedusError with the line for a bad row.
    """
    found = []
    bodies = {"body": {*states(), *actors()}, "state": set(states())}
    for line, row in rows_of("office_holders", text):
        required("office_holders", line, row, ("person", "office", "body", "verified"))
        for field, known in bodies.items():
            if row[field] and row[field] not in known:
                raise failed(
                    "office_holders", line, field, f"unknown id '{row[field]}'",
                    expected="the id of a state" if field == "state" else "the id of a state or actor",
                    nearest=nearest(row[field], known),
                )  # fmt: skip
        if row["verified"] not in _GROUNDS or (row["verified"] == "report") != bool(row["source"]):
            raise failed("office_holders", line, "verified", "report without source, or gk with one",
                         expected="report and its source, or gk and none")  # fmt: skip
        try:
            span = parse_span(row["from"], row["until"])
        except FoedusError as error:
            raise failed("office_holders", line, "from, until", error) from None
        found.append(
            Office(
                row["person"], split_names(row["aliases"]), row["office"], row["body"], row["state"] or None,
                span, row["from"], row["until"], row["verified"], row["source"],
            )
        )  # fmt: skip
    return tuple(found)


@cache
def offices() -> tuple[Office, ...]:
    """Return every known holding of an office, in the order of the table."""
    return read_offices()


@cache
def persons() -> Mapping[str, tuple[Office, ...]]:
    """Return each person's offices by the person's name."""
    found: dict[str, list[Office]] = {}
    for each in offices():
        found.setdefault(each.person, []).append(each)
    return {person: tuple(rows) for person, rows in found.items()}


@cache
def _named() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for each in offices():
        found.setdefault(fold(each.person), each.person)
    for each in offices():
        for name in each.aliases:
            found.setdefault(fold(name), each.person)
    return found


def find_person(name: str) -> str | None:
    """Return the name under which the table has a person, whatever the spelling given, or None."""
    return _named().get(fold(name))


def holders(person: str) -> tuple[Office, ...]:
    """Return every office that a person is known to have held, none for somebody who is not known."""
    found = find_person(person)
    return persons()[found] if found else ()


def offices_of(person: str, on: date) -> tuple[Office, ...]:
    """Return the offices that a person held on a day; those whose border days leave it open come last."""
    held = [each for each in holders(person) if each.held(on) is not False]
    return tuple(sorted(held, key=lambda each: each.held(on) is None))
