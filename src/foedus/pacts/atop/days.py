"""ATOP's dates as edges: signature binds from its day; an end is the last day, unless the next text begins on it."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from foedus.pacts.atop.tables import Day
from foedus.terms import Edge, day_edge, parse_edge

COVERAGE_UNTIL = date(2018, 12, 31)
AFTER_COVERAGE = parse_edge("2019-01-01/..")
"""Some day from 2019 on, or never: what happened after the coverage ended is not known, and never "ended"."""
_ONE = timedelta(days=1)


@cache
def start_edge(day: Day) -> Edge:
    """Return the first day bound; a blank day is a doubt over its month."""
    year, month, number = day
    return day_edge(date(year, month, number)) if number else parse_edge(f"{year}-{month:02}")


@cache
def end_edge(day: Day | None, *, taken_over: bool = False) -> Edge:
    """Return the first day no longer bound.

    The codebook (ATOP 5.1, columns `endday` and `dayexit`) codes the last day of the alliance, the phase or the
    membership, so the edge is the day after. With `taken_over` another text begins on that very day and the edge is
    the day itself. A blank day is a doubt over the month; no day at all is in force when the coverage ends.
    """
    if day is None:
        return AFTER_COVERAGE
    year, month, number = day
    if number:
        return day_edge(date(year, month, number) + (timedelta() if taken_over else _ONE))
    return parse_edge(f"{date(year, month, 1) + _ONE}/{date(year + month // 12, month % 12 + 1, 1)}")


def earliest(edge: Edge) -> date:
    """Return the first day that an edge may be."""
    return edge.earliest.local.date() if edge.earliest else date.min


def latest(edge: Edge) -> date:
    """Return the last day that an edge may be; `date.max` where it may never come."""
    return edge.latest.local.date() if edge.latest else date.max


def first_day(day: Day) -> date:
    """Return the first day that a date of the tables may be."""
    return date(day[0], day[1], day[2] or 1)


def last_day(day: Day | None) -> date:
    """Return the last day that a date of the tables may be; the end of the coverage for none."""
    return COVERAGE_UNTIL if day is None else latest(end_edge(day)) - _ONE
