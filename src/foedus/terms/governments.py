"""Who speaks for a state when two authorities claim to: the authority in control, and others that some recognise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from foedus.terms.errors import FoedusError
from foedus.terms.rows import Span, failed, fold, parse_span, required, rows_of, split_names
from foedus.terms.states import states
from foedus.terms.words import nearest

__all__ = ["Authority", "authorities", "find_authority", "read_authorities", "view_name"]


@dataclass(frozen=True, slots=True)
class Authority:
    """One row of `terms/governments.csv`: an authority that speaks, or claims to speak, for a state for a time."""

    state: str
    name: str
    aliases: tuple[str, ...]
    span: Span
    in_control: bool
    held_by: tuple[str, ...]
    verified: str
    source: str
    note: str


def read_authorities(text: str | None = None) -> tuple[Authority, ...]:
    """Return the rows of `terms/governments.csv`, or of a text of the same columns; raise FoedusError for a bad row."""
    found = []
    for line, row in rows_of("governments", text):
        required("governments", line, row, ("state", "authority", "from", "in_control", "verified"))
        if row["state"] not in states():
            raise failed("governments", line, "state", f"unknown id '{row['state']}'", expected="the id of a state",
                         nearest=nearest(row["state"], states()))  # fmt: skip
        if row["in_control"] not in ("yes", "no"):
            raise failed("governments", line, "in_control", f"'{row['in_control']}'", expected="yes or no")
        try:
            span = parse_span(row["from"], row["until"])
        except FoedusError as error:
            raise failed("governments", line, "from, until", error) from None
        found.append(
            Authority(
                row["state"], row["authority"], split_names(row["aliases"]), span, row["in_control"] == "yes",
                split_names(row["held_by"]), row["verified"], row["source"], row["note"],
            )
        )  # fmt: skip
    return tuple(found)


@cache
def _all() -> tuple[Authority, ...]:
    return read_authorities()


def authorities(state: str | None = None, on: date | None = None) -> tuple[Authority, ...]:
    """Return the authorities of a state that may speak for it on a day, those in control first; without either, all."""
    found = [
        each
        for each in _all()
        if (state is None or each.state == state) and (on is None or each.span.holds(on) is not False)
    ]
    return tuple(sorted(found, key=lambda each: not each.in_control))


def find_authority(name: str) -> str | None:
    """Return the name under which the table has an authority, whatever the spelling given, or None."""
    for each in _all():
        if fold(name) in {fold(each.name), *map(fold, each.aliases)}:
            return each.name
    return None


def view_name(state: str, authority: str) -> str:
    """Return the name of the reading under which an authority speaks for a state: `government of NER: Bazoum`."""
    return f"government of {state}: {authority}"
