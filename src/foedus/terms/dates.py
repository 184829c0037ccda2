"""Days, instants and doubtful dates, and the three-valued question "was it by then?"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import total_ordering

from foedus.terms.errors import FoedusError
from foedus.terms.truth import Truth, all_of, not_

_DAY = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")
_MONTH = re.compile(r"^(\d{4})-(\d{2})$")
_YEAR = re.compile(r"^(\d{4})$")
_INSTANT = re.compile(r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?$")


@total_ordering
@dataclass(frozen=True)
class Moment:
    """A point in time: local clock, and UTC where an offset is known.

    Two moments compare by UTC when both have it, else by their local clocks, so that a day without a
    time zone is the calendar day of whoever wrote it.
    """

    local: datetime
    utc: datetime | None = None

    def __lt__(self, other: Moment) -> bool:
        if self.utc and other.utc:
            return self.utc < other.utc
        return self.local < other.local

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Moment):
            return NotImplemented
        if self.utc and other.utc:
            return self.utc == other.utc
        return self.local == other.local

    def __hash__(self) -> int:  # equality is by clock or by UTC, so only a constant is consistent with both
        return 0

    def isoformat(self) -> str:
        """Return the day when it is midnight without offset, else the instant."""
        if self.utc is None:
            if self.local.time() == datetime.min.time():
                return self.local.date().isoformat()
            return self.local.isoformat()
        offset = self.local - self.utc.replace(tzinfo=None)
        minutes = int(offset.total_seconds() // 60)
        sign = "+" if minutes >= 0 else "-"
        return f"{self.local.isoformat()}{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


@dataclass(frozen=True)
class When:
    """The time of an event: from `start` to `end`, the end not included unless both are one instant.

    None on either side is open. `precision` is `instant`, `day`, `month`, `year`, `interval` or `unknown`.
    """

    start: Moment | None
    end: Moment | None
    precision: str = "day"

    @property
    def mark(self) -> tuple[object, ...]:
        """Return what tells this time from every other, quick to hash (moments are not: they equal across clocks)."""
        ends = (self.start, self.end)
        return (self.precision, *((each.local, each.utc) if each else None for each in ends))

    @property
    def first_day(self) -> date | None:
        return self.start.local.date() if self.start else None

    @property
    def last_day(self) -> date | None:
        """Return the last day that the time may reach, or None where it is open."""
        if self.end is None:
            return None
        if self.precision == "instant":
            return self.end.local.date()
        return (self.end.local - timedelta(microseconds=1)).date()

    def words(self) -> str:
        """Return the time as people write it: a day, an instant, or `a to b`."""
        if self.start is None and self.end is None:
            return "an unknown date"
        if self.precision == "instant" and self.start:
            return self.start.isoformat()
        first, last = self.first_day, self.last_day
        if first and last and first == last:
            return first.isoformat()
        return f"{first or 'an unknown day'} to {last or 'an unknown day'}"

    def to_json(self) -> object:
        """Return what an incident file would hold: text for a day or instant, else `{start, end}`."""
        if self.start is None and self.end is None:
            return None
        if self.precision == "instant" and self.start:
            return self.start.isoformat()
        first, last = self.first_day, self.last_day
        if first and first == last:
            return first.isoformat()
        return {"start": first.isoformat() if first else None, "end": last.isoformat() if last else None}


UNKNOWN_WHEN = When(None, None, "unknown")


@dataclass(frozen=True)
class Edge:
    """The moment from which something holds: known when both ends are equal, else in doubt between them.

    `latest` None: some moment from `earliest` on, or never. Both None with `never` False: nothing is known.
    """

    earliest: Moment | None
    latest: Moment | None
    text: str

    @property
    def sharp(self) -> bool:
        return self.latest is not None and self.earliest == self.latest


def _midnight(day: date) -> Moment:
    return Moment(datetime(day.year, day.month, day.day))


def _checked_day(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise FoedusError(f"'{text}' is not a day of the calendar", expected="a day such as 2023-09-20") from None


def parse_moment(text: str) -> tuple[Moment, Moment, str]:
    """Return first moment, end (not included; equal for an instant) and precision of a date text.

    Takes `2023`, `2023-09`, `2023-09-20` and `2023-04-04T16:00:00+02:00`; raises FoedusError for others.
    """
    text = text.strip()
    if found := _DAY.match(text):
        day = _checked_day(text, *map(int, found.groups()))
        last = _midnight(day + timedelta(days=1)) if day < date.max else Moment(datetime.max)
        return _midnight(day), last, "day"
    if found := _MONTH.match(text):
        year, month = map(int, found.groups())
        first = _checked_day(text, year, month, 1)
        return _midnight(first), _midnight(date(year + month // 12, month % 12 + 1, 1)), "month"
    if (found := _YEAR.match(text)) and 1 <= int(text) < 9999:
        year = int(text)
        return _midnight(date(year, 1, 1)), _midnight(date(year + 1, 1, 1)), "year"
    if _INSTANT.match(text):
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            moment = None
        if moment is not None:
            local = moment.replace(tzinfo=None)
            instant = Moment(local, moment.astimezone(UTC) if moment.tzinfo else None)
            return instant, instant, "instant"
    raise FoedusError(
        f"'{text}' is not a date",
        expected="a day (2023-09-20), a month, a year or an instant (2023-04-04T16:00:00+02:00)",
    )


def parse_when(text: str) -> When:
    """Return the time that a text such as `2023-09-20` or `2023-09-01/2023-09-15` names."""
    first, slash, last = text.partition("/")
    start, end, precision = parse_moment(first)
    if slash:
        _, end, _ = parse_moment(last)
        precision = "interval"
        if end <= start:
            raise FoedusError(f"'{text}' ends before it starts", expected="start/end, the earlier first")
    return When(start, end, precision)


def parse_edge(text: str) -> Edge:
    """Return the edge that a text names: a day, an instant, `a/b` in doubt, `a/..` or `unknown`."""
    text = text.strip()
    if text == "unknown":
        return Edge(None, None, text)
    first, slash, last = text.partition("/")
    earliest = parse_moment(first)[0]
    if not slash:
        _, end, precision = parse_moment(first)
        # a month or a year alone is a doubt about the day, not its first day
        return Edge(earliest, end if precision in ("month", "year") else earliest, text)
    if last.strip() in ("..", ""):
        return Edge(earliest, None, text)
    latest = parse_moment(last)[0]
    if latest < earliest:
        raise FoedusError(f"'{text}' ends before it starts", expected="a/b, the earlier first")
    return Edge(earliest, latest, text)


def day_edge(day: date) -> Edge:
    """Return the sharp edge at the start of a day."""
    return Edge(_midnight(day), _midnight(day), day.isoformat())


def day_when(day: date) -> When:
    """Return the whole of one day."""
    return When(_midnight(day), _midnight(day + timedelta(days=1)), "day")


def reached(when: When, edge: Edge) -> Truth:
    """Tell whether an event at `when` happened at or after `edge`."""
    if edge.latest is not None and when.start is not None and when.start >= edge.latest:
        return True
    if edge.earliest is not None and when.end is not None and _ends_before(when, edge.earliest):
        return False
    return None


def lasting(when: When, start: Edge | None, end: Edge | None) -> Truth:
    """Tell whether an event at `when` happened from `start` on and before `end`; None on either side is open."""
    begun = True if start is None else reached(when, start)
    return all_of((begun, True if end is None else not_(reached(when, end))))


def date_would_tell(when: When, edge: Edge) -> bool:
    """Tell whether a more exact date inside `when` could settle what `reached` left unknown."""
    before = edge.earliest is not None and (when.start is None or when.start < edge.earliest)
    after = edge.latest is not None and (when.end is None or when.end > edge.latest)
    return when.precision != "instant" and (before or after)


def _ends_before(when: When, moment: Moment) -> bool:
    assert when.end is not None
    if when.precision == "instant":
        return when.end < moment
    return when.end <= moment
