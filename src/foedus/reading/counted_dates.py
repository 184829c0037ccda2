"""Days counted from a day named before: "the next day", "two days later", "la veille"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from foedus.reading import calendar_words as cal
from foedus.reading.claim import ClaimDate

COUNTED = "counted"  # the basis of a date that waits for the day it is counted from
_REACH = 700  # characters: a day named longer ago is no longer meant
_NUMBERED = re.compile(r"(?i)(?P<n>[^\W\d_]+|\d+) (?P<unit>day|week|jour|semaine)s?(?: (?P<way>.+))?$")
_STEPS = (
    (re.compile(r"(?i)\b(?:next|following|morrow)\b|lendemain"), 1),
    (re.compile(r"(?i)avant-veille"), -2),
    (re.compile(r"(?i)\b(?:previous|day before)\b|veille"), -1),
    (re.compile(r"(?i)surlendemain"), 2),
)


def counted(stated: str) -> ClaimDate:
    """Return a date that waits for the day it is counted from."""
    return ClaimDate(None, None, "day", stated, COUNTED)


def _step(stated: str) -> int:
    if re.search(r"(?i)surlendemain", stated):
        return 2
    numbered = _NUMBERED.match(stated)
    if numbered and cal.number(numbered["n"].lower()) is not None:
        days = (cal.number(numbered["n"].lower()) or 0) * (7 if numbered["unit"].lower() in ("week", "semaine") else 1)
        # bare "nine days" stands before "after": it counts back to what came before
        back = re.match(r"(?i)earlier|before|previously|plus tôt|auparavant|avant|$", numbered["way"] or "")
        return -days if back else days
    return next((step for pattern, step in _STEPS if pattern.search(stated)), 0)


def resolve(phrases: list, published: date | None) -> list:
    """Return date phrases with the counted ones settled: from the last day named before, else, looking back, from the report's.

    What has no day to count from stays open.
    """
    done = []
    anchor: date | None = None
    at = 0
    for phrase in phrases:
        found = phrase.date
        if found.basis == COUNTED:
            step = _step(found.stated)
            near = anchor if anchor is not None and phrase.start - at <= _REACH else None
            start = near or (published if step < 0 else None)
            held = start + timedelta(days=step) if start else None
            found = replace(found, start=held, end=held, basis="calculated" if held else "stated")
            phrase = replace(phrase, date=found)
        done.append(phrase)
        if found.start is not None and found.start == found.end:
            anchor, at = found.start, phrase.end
    return done
