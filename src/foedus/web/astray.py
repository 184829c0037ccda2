"""Questions about a day, a state or an act that there is not: a page that says so and leads to the nearest one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import wraps

from starlette.responses import Response

from foedus import terms
from foedus.briefs import day as day_words
from foedus.briefs import names
from foedus.web.asked import Asked

EARLIEST = date(1815, 1, 1)
"""The first day that the library's law is asked on."""
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_YEAR_LAST = re.compile(r"(\d{1,2})\D(\d{1,2})\D(\d{4})")


class Astray(Exception):
    """A question that has no answer: what is wrong with it, and pairs of text and address of what can be asked instead."""

    def __init__(self, message: str, nearest: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(message)
        self.message, self.nearest = message, tuple(nearest)


def leads_back(function: Callable[[Asked], Response]) -> Callable[[Asked], Response]:
    """Return a page that tells a question without an answer on a page with status 400."""

    @wraps(function)
    def told(asked: Asked) -> Response:
        try:
            return function(asked)
        except Astray as error:
            return asked.page("astray.html", title=asked.say("error.bad"), status=400, message=error.message,
                              nearest=error.nearest)  # fmt: skip

    return told


def day_asked(asked: Asked, path: str, name: str = "on") -> date:
    """Return the day that a request asks about, today unless it names one; Astray for what is no day since 1815."""
    text, today = asked.one(name), date.today()
    if not text:
        return today
    try:
        found = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        found = None
    near = min(max(found or nearest_day(text), EARLIEST), today)
    if found == near:
        return found
    lead = [(day_words(near, asked.lang), asked.link(path, **{name: near.isoformat()}))]
    if found is None:
        raise Astray(asked.say("world.no day", given=text[:40]), lead)
    key = "world.too early" if found < near else "world.too late"
    raise Astray(asked.say(key, day=day_words(found, asked.lang), limit=day_words(near, asked.lang)), lead)


def nearest_day(text: str) -> date:
    """Return the day that a text that is no day may mean; today where nothing in it is like one."""
    if year_last := _YEAR_LAST.search(text):
        return _day_near(int(year_last[3]), int(year_last[2]), int(year_last[1]))
    numbers = [int(each) for each in re.findall(r"\d{1,4}", text)[:3]]
    if not numbers or not date.min.year <= numbers[0] <= date.max.year:
        return date.today()
    return _day_near(*numbers)


def _day_near(year: int, month: int = 1, day: int = 1) -> date:
    month = min(max(month, 1), 12)
    for last in (min(max(day, 1), 31), 30, 29, 28):
        try:
            return date(year or 1, month, last)
        except ValueError:
            continue
    return date(year, month, 28)


def state_asked(asked: Asked, word: str, day: date, path: Callable[[str], str]) -> str:
    """Return the id of the state that a word meant on a day; Astray, with the nearest, where there was none.

    `path` gives the page of a state's id, so that the nearest one is a link.
    """
    found = terms.resolve(word, day)
    if found and terms.exists(found, day) is not False:
        return found
    known = terms.resolve(word) or (word.upper() if word.upper() in terms.states() else None)
    when = day_words(day, asked.lang)
    if known:
        near = [(asked.say("world.as on", name=names((known,), asked.lang), day=day_words(each, asked.lang)),
                 asked.link(path(known), on=each.isoformat())) for each in _days_of(known, day)]  # fmt: skip
        before = [
            (
                asked.say("world.title to land", name=names((each,), asked.lang)),
                asked.link(path(each), on=day.isoformat()),
            )
            for each in _lands_of(known, day)
        ]
        raise Astray(asked.say("world.no state that day", name=names((known,), asked.lang), day=when), [*before, *near])
    nearest = terms.nearest_state(word)
    lead = []
    if nearest:
        there = terms.resolve(nearest, day)
        if there and terms.exists(there, day) is not False:
            lead = [(names((there,), asked.lang), asked.link(path(there), on=day.isoformat()))]
        else:
            lead = [(asked.say("world.as on", name=names((nearest,), asked.lang), day=day_words(each, asked.lang)),
                     asked.link(path(nearest), on=each.isoformat())) for each in _days_of(nearest, day)]  # fmt: skip
    raise Astray(asked.say("world.no state", given=word[:60]), lead)


def _days_of(state: str, day: date) -> list[date]:
    """Return the day nearest to one on which a state existed."""
    near = []
    for spell in terms.state(state).spells:
        first = spell.span.start[-1] if spell.span.start else EARLIEST
        last = spell.span.end[0] if spell.span.end else date.today()
        if first > day:
            near.append(first)
        elif last <= day:
            near.append(date.fromordinal(max(last.toordinal() - 1, first.toordinal())))
    near = [each for each in near if EARLIEST <= each <= date.today()]
    return sorted(near, key=lambda each: abs((each - day).days))[:1]


def _lands_of(state: str, day: date) -> list[str]:
    """Return the states that had title to a later state's land on a day."""
    found = []
    for title in terms.state(state).before:
        if title.state and title.span.holds(day) and (holder := terms.resolve(title.state, day)):
            found.append(holder)
    return found[:1]
