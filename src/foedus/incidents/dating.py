"""The date of an event, put together from what several reports give of it; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from foedus.reading import Claim, ClaimDate

_MONTHS = (
    ("january", "jan", "janvier", "janv"), ("february", "feb", "fevrier", "février", "fev", "févr"),
    ("march", "mar", "mars"), ("april", "apr", "avril", "avr"), ("may", "mai"), ("june", "jun", "juin"),
    ("july", "jul", "juillet", "juil"), ("august", "aug", "aout", "août"),
    ("september", "sept", "sep", "septembre"), ("october", "oct", "octobre"),
    ("november", "nov", "novembre"), ("december", "dec", "decembre", "décembre", "déc"),
)  # fmt: skip
_WEEKDAYS = (
    ("monday", "lundi"), ("tuesday", "mardi"), ("wednesday", "mercredi"), ("thursday", "jeudi"),
    ("friday", "vendredi"), ("saturday", "samedi"), ("sunday", "dimanche"),
)  # fmt: skip
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_WEEKDAY_OF = {name: number for number, names in enumerate(_WEEKDAYS) for name in names}
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_WORD = re.compile(r"[a-zà-ÿ]+|\d+", re.IGNORECASE)
_BACKWARD = re.compile(
    r"\b(recent|past|last|dernier\w*|derni[eè]re\w*|r[eé]cent\w*)\b.{0,12}\b"
    r"(days?|weeks?|months?|years?|jours?|semaines?|mois|ann[eé]es|ans)\b",
    re.IGNORECASE,
)
SPOKEN_WEEKDAY = timedelta(days=7)
"""A bare weekday names a day at most this long before the report was published."""

OCCASION = timedelta(days=10)
"""Bounds no further apart than this say when something happened; wider ones name a stretch of time."""


@dataclass(frozen=True)
class Hint:
    """What one claim's words give of a date: bounds as inclusive days, and parts of a day.

    `weekday` counts from Monday as 0. A part is None where the words do not give it. `backward` marks
    words such as "in recent weeks", which end at the day of publication, `bare_weekday` a weekday said
    without a date.
    """

    start: date | None = None
    end: date | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    precision: str = "unknown"
    stated: str = ""
    basis: str = "stated"
    backward: bool = False
    bare_weekday: bool = False

    @property
    def gives_day(self) -> bool:
        """Whether the words alone fix one day."""
        return self.start is not None and self.start == self.end

    @property
    def is_period(self) -> bool:
        """Whether the words name a stretch of time, such as "since 2020", and not an occasion."""
        if self.start and self.end and self.end - self.start <= OCCASION:
            return False  # "last week" is when it happened, not for how long
        return self.backward or self.precision == "interval"

    @property
    def is_empty(self) -> bool:
        return (self.start, self.end, self.month, self.weekday, self.backward) == (None, None, None, None, False)

    @property
    def rank(self) -> int:
        """How much the words give: 4 a day, 3 parts of a day, 2 a month, 1 a year or period, 0 nothing."""
        if self.gives_day:
            return 4
        if self.day is not None or self.weekday is not None:
            return 3
        if self.month is not None:
            return 2
        return 0 if self.is_empty else 1


def _month_bounds(year: int, month: int) -> tuple[date, date]:
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), following - timedelta(days=1)


def hint_of(stated: ClaimDate | None) -> Hint:
    """Return what a claim's date gives, with the parts that its words name but its bounds do not."""
    if stated is None:
        return Hint()
    start, end = stated.start, stated.end
    words = [word.lower() for word in _WORD.findall(stated.stated)]
    months = {_MONTH_OF[word] for word in words if word in _MONTH_OF}
    weekdays = {_WEEKDAY_OF[word] for word in words if word in _WEEKDAY_OF}
    years = {int(word) for word in words if len(word) == 4 and word.isdigit()}
    days = {int(word) for word in words if word.isdigit() and len(word) <= 2 and 1 <= int(word) <= 31}
    month = months.pop() if len(months) == 1 else None
    weekday = weekdays.pop() if len(weekdays) == 1 else None
    year = years.pop() if len(years) == 1 else None
    day = days.pop() if month and len(days) == 1 and stated.precision in ("day", "instant") else None
    bare = weekday is not None and month is None
    backward = bool(_BACKWARD.search(stated.stated)) and month is None and weekday is None
    if start is not None and start == end:
        year, month, day = start.year, start.month, start.day
    elif start and end and (start.year, start.month) == (end.year, end.month):
        year, month = start.year, start.month
    elif start and end and start.year == end.year and stated.precision in ("month", "year"):
        year = start.year
    if stated.precision == "interval":
        # "since July" or "between 1 and 5 May" bound a stretch; their parts are no parts of one day
        month, day, weekday, year = (month if start and end else None), None, None, None
    return Hint(start, end, year, month, day, weekday, stated.precision, stated.stated, stated.basis, backward, bare)


def clash(one: Hint, other: Hint) -> bool:
    """Tell whether two hints cannot be of one day."""
    if one.start and other.end and other.end < one.start or other.start and one.end and one.end < other.start:
        return True
    for name in ("year", "month", "day"):
        mine, theirs = getattr(one, name), getattr(other, name)
        if mine is not None and theirs is not None and mine != theirs:
            return True
    return _weekday_clash(one, other) or _weekday_clash(other, one)


def _weekday_clash(spoken: Hint, other: Hint) -> bool:
    if spoken.weekday is None:
        return False
    if other.weekday is not None:
        return spoken.weekday != other.weekday
    return other.gives_day and other.start.weekday() != spoken.weekday


def own_clash(hint: Hint) -> bool:
    """Tell whether a hint contradicts itself, as "Saturday 15 September 2023" does."""
    return hint.gives_day and hint.weekday is not None and hint.start.weekday() != hint.weekday


def days_apart(one: Hint, other: Hint) -> int | None:
    """Return the days between two hints that each give a day, with or without its year; else None."""
    if one.month is None or other.month is None or one.day is None or other.day is None:
        return None
    year = one.year or other.year or 2000
    try:
        first = date(one.year or year, one.month, one.day)
        second = date(other.year or year, other.month, other.day)
    except ValueError:
        return None
    return abs((first - second).days)


@dataclass(frozen=True)
class Published:
    """When a report came out, as inclusive days; None is open. `basis` as for dates."""

    earliest: date | None = None
    latest: date | None = None
    basis: str = "unknown"


def anchored(hint: Hint, out: Published) -> Hint:
    """Return the hint with the bounds that the day of publication gives it, basis `calculated`.

    A bare weekday is the last one on or before publication, a month or a day without a year the last
    one before it; both only when every day on which the report may have come out gives the same answer.
    Words that look back end at publication and stay open at their start; where the day of publication is itself only
    bounded by the events told, they end at the newest of these: the report speaks of no later day.
    """
    if hint.gives_day or out.latest is None:
        return hint
    if hint.is_period:
        last = out.earliest or out.latest
        if hint.end is not None and hint.end <= last:
            return hint
        return _with(hint, hint.start, last)
    if hint.start is not None:
        return hint
    answers = {_last_before(hint, day) for day in (out.earliest, out.latest) if day is not None}
    if out.earliest is None or len(answers) != 1:
        return hint
    bounds = answers.pop()
    return _with(hint, *bounds) if bounds else hint


def _with(hint: Hint, start: date | None, end: date) -> Hint:
    year, month, day = hint.year, hint.month, hint.day
    if start == end:
        year, month, day = end.year, end.month, end.day
    elif start and not hint.is_period:
        year = end.year
    return replace(hint, start=start, end=end, year=year, month=month, day=day, basis="calculated")


def _last_before(hint: Hint, out: date) -> tuple[date, date] | None:
    if hint.month is not None and hint.day is not None:
        for year in (out.year, out.year - 1):
            try:
                day = date(year, hint.month, hint.day)
            except ValueError:
                return None
            if day <= out and (hint.weekday is None or day.weekday() == hint.weekday):
                return day, day
        return None
    if hint.month is not None:
        year = out.year if hint.month <= out.month else out.year - 1
        return _month_bounds(year, hint.month)
    if hint.weekday is not None:
        day = out - timedelta(days=(out.weekday() - hint.weekday) % 7)
        return day, day
    return None


def publication_bound(dated: Iterable[tuple[Claim, Hint, date, date]]) -> Published:
    """Return when a report without a date came out, from its own dated events.

    `dated` holds each happened claim with its hint and the bounds found for its event. The report came
    out on or after its newest event; where it names that day by a bare weekday, at most a week later.
    """
    earliest: date | None = None
    latest: date | None = None
    for _, hint, start, end in dated:
        earliest = start if earliest is None else max(earliest, start)
        if hint.bare_weekday and start == end and start.weekday() == hint.weekday:
            bound = end + SPOKEN_WEEKDAY
            latest = bound if latest is None else min(latest, bound)
    if latest is not None and earliest is not None and latest < earliest:
        latest = None
    return Published(earliest, latest, "calculated" if earliest else "unknown")
