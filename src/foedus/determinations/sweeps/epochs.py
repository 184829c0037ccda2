"""The law is constant between its edges: times that stand alike towards every edge are one epoch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from foedus.terms import Moment, When

_START = datetime(1, 1, 1)
_FAR = 2**62


@dataclass(frozen=True)
class Times:
    """Distinct times as columns: start and end in microseconds of their local clock, whether an instant, and their clock.

    Two clocks differ in the offset from UTC that the start or the end carries; without one a time is of the calendar.
    """

    whens: tuple[When, ...]
    start: np.ndarray
    end: np.ndarray
    instant: np.ndarray
    clock: np.ndarray
    offsets: tuple[tuple[int | None, int | None], ...]

    def alike(self, moments: Sequence[Moment]) -> tuple[np.ndarray, np.ndarray]:
        """Return the class of each time, and for each class the number of one time of it.

        Times of one class come before, in or after each of the moments alike.
        """
        bounds = len(moments) + 1
        local = np.sort(np.array([_microseconds(moment.local) for moment in moments], dtype=np.int64))
        if not any(moment.utc for moment in moments):
            key = self._places(local, local, slice(None), bounds)
        else:
            key = np.zeros(len(self.whens), dtype=np.int64)
            for number, (start, end) in enumerate(self.offsets):
                chosen = self.clock == number
                key[chosen] = number * bounds * bounds + self._places(
                    _shifted(moments, start), _shifted(moments, end), chosen, bounds
                )
        _, first, classes = np.unique(key, return_index=True, return_inverse=True)
        return classes.astype(np.int32).reshape(-1), first

    def _places(self, starts: np.ndarray, ends: np.ndarray, chosen: object, bounds: int) -> np.ndarray:
        begun = np.searchsorted(starts, self.start[chosen], side="right")
        end = self.end[chosen]
        over = np.where(
            self.instant[chosen], np.searchsorted(ends, end, side="right"), np.searchsorted(ends, end, side="left")
        )
        return begun * bounds + over

    def taken(self, numbers: np.ndarray) -> Times:
        """Return some of the times."""
        return Times(
            tuple(self.whens[number] for number in numbers), self.start[numbers], self.end[numbers],
            self.instant[numbers], self.clock[numbers], self.offsets,
        )  # fmt: skip


def times_of(whens: Sequence[When]) -> Times:
    """Return times as columns."""
    clocks: dict[tuple[int | None, int | None], int] = {(None, None): 0}
    clock = [clocks.setdefault((_offset(when.start), _offset(when.end)), len(clocks)) for when in whens]
    return Times(
        tuple(whens),
        np.array([_microseconds(when.start.local) if when.start else -_FAR for when in whens], dtype=np.int64),
        np.array([_microseconds(when.end.local) if when.end else _FAR for when in whens], dtype=np.int64),
        np.array([when.precision == "instant" for when in whens], dtype=bool),
        np.array(clock, dtype=np.int64), tuple(clocks),
    )  # fmt: skip


def _microseconds(moment: datetime) -> int:
    delta = moment - _START
    return (delta.days * 86_400 + delta.seconds) * 1_000_000 + delta.microseconds


def _offset(moment: Moment | None) -> int | None:
    """Return the seconds between a moment's clock and UTC, None where it has no offset."""
    if moment is None or moment.utc is None:
        return None
    return int((moment.local - moment.utc.replace(tzinfo=None)).total_seconds())


def _shifted(moments: Sequence[Moment], offset: int | None) -> np.ndarray:
    """Return moments on a clock: those with an offset are moved to it, others are the calendar of whoever wrote them."""
    found = []
    for moment in moments:
        if moment.utc is None or offset is None:
            found.append(_microseconds(moment.local))
        else:
            found.append(_microseconds(moment.utc.replace(tzinfo=None)) + offset * 1_000_000)
    return np.sort(np.array(found, dtype=np.int64))
