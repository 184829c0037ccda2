"""The words of the calendar in English and French, and the arithmetic of days."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

MONTHS = {
    word: number
    for number, forms in enumerate(
        (
            "january jan janvier janv", "february feb février févr fevrier", "march mar mars", "april apr avril avr",
            "may mai", "june jun juin", "july jul juillet juil", "august aug août aout", "september sept sep septembre",
            "october oct octobre", "november nov novembre", "december dec décembre déc decembre",
        ),
        start=1,
    )
    for word in forms.split()
}  # fmt: skip
WEEKDAYS = {
    word: number
    for number, forms in enumerate(
        (
            "monday lundi", "tuesday mardi", "wednesday mercredi", "thursday jeudi", "friday vendredi",
            "saturday samedi", "sunday dimanche",
        )
    )
    for word in forms.split()
}  # fmt: skip
NUMBERS = {
    word: number
    for number, forms in enumerate(
        (
            "zero", "a an one un une", "two deux", "three trois", "four quatre", "five cinq", "six", "seven sept",
            "eight huit", "nine neuf", "ten dix", "eleven onze", "twelve douze",
        )
    )
    for word in forms.split()
}  # fmt: skip
SEASONS = {
    "spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11),
    "printemps": (3, 5), "été": (6, 8), "automne": (9, 11),
}  # fmt: skip


def number(word: str) -> int | None:
    """Return a small number written in digits or letters."""
    if word.isdigit():
        return int(word)
    return NUMBERS.get(word.lower())


def day(year: int, month: int, day_: int) -> date | None:
    """Return a day, or None for one that does not exist."""
    try:
        return date(year, month, day_)
    except ValueError:
        return None


def month_bounds(year: int, month: int) -> tuple[date, date]:
    """Return the first and last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def third_of_month(year: int, month: int, part: str) -> tuple[date, date]:
    """Return the days of an early, middle or late part of a month: to the 10th, 11th to 20th, from the 21st."""
    first, last = month_bounds(year, month)
    if part == "early":
        return first, first.replace(day=10)
    if part == "mid":
        return first.replace(day=11), first.replace(day=20)
    return first.replace(day=21), last


def third_of_year(year: int, part: str) -> tuple[date, date]:
    """Return the months of an early, middle or late part of a year: four each."""
    start = {"early": 1, "mid": 5, "late": 9}[part]
    return date(year, start, 1), month_bounds(year, start + 3)[1]


def weekday_near(published: date, weekday: int, *, future: bool, last: bool = False) -> date:
    """Return the weekday that a report means: the latest up to its day, the next when it tells of plans."""
    if future:
        return published + timedelta(days=(weekday - published.weekday()) % 7)
    back = (published.weekday() - weekday) % 7
    return published - timedelta(days=back or (7 if last else 0))


def year_near(published: date, month: int, day_: int | None, *, future: bool) -> int | None:
    """Return the year that a report means by a month, or a day of a month, without one.

    The latest that is not after the report; a named day may lie up to a month ahead of it.
    """
    soon = published if future else published + timedelta(days=31 if day_ else 0)
    for year in (published.year, published.year - 1) if not future else (published.year, published.year + 1):
        first = day(year, month, day_) if day_ else month_bounds(year, month)[0]
        if first is None:
            continue
        last = first if day_ else month_bounds(year, month)[1]
        if future and last >= published or not future and first <= soon:
            return year
    return None
