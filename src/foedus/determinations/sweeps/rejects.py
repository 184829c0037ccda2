"""Events that cannot be judged: which, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from foedus.terms import FoedusError

FIRST = 3
"""How many of them a warning names."""


@dataclass(frozen=True)
class Reject:
    """An event left out of a sweep: its place in the table, its name there, and what is wrong with it."""

    number: int
    event: object
    reasons: tuple[FoedusError, ...]

    @property
    def words(self) -> str:
        return f"event {self.event}: {'; '.join(map(str, self.reasons))}"


def rejects_of(found: Iterable[tuple[int, FoedusError]], names: Sequence[object]) -> tuple[Reject, ...]:
    """Return one reject for each event, in the order of the table, from the numbers of events and their errors."""
    reasons: dict[int, list[FoedusError]] = {}
    for number, error in found:
        reasons.setdefault(number, []).append(error)
    return tuple(Reject(number, names[number], tuple(reasons[number])) for number in sorted(reasons))


def told(rejects: Sequence[Reject], height: int) -> str:
    """Return a sentence on how many events of a table were left out, with the first few and their reasons."""
    more = f" | and {len(rejects) - FIRST} more" if len(rejects) > FIRST else ""
    first = " | ".join(each.words for each in rejects[:FIRST])
    return f"{len(rejects)} of {height} events cannot be judged and are left out: {first}{more}"
