"""The line with place, day and agency that opens a wire report."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from foedus.reading import calendar_words as cal

_EN = re.compile(
    r"^\(?(?P<place>[A-ZÀ-Þ][\w’'./\- ]{1,40}?)(?:,\s*[A-Z][\w .]{2,25})??,?\s+\(?(?:[A-Z][a-z]+day,?\s+)?(?:le\s+)?"
    r"(?:(?P<month>[A-Z][a-z]{2,8})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?|(?P<day2>\d{1,2})(?:er)?\s+(?P<month2>[A-Za-zéûÀ-ÿ]{3,9}))"
    r"(?:,?\s+(?P<year>1[5-9]\d\d|20\d\d))?\)?\s*(?:\([^)]{2,60}\))?(?:\s*[-–—:]+\s+|(?<=\d)\.?(?:\s+(?=[A-Z])|\s*$)|(?<=\))\s+)"
)
_SMALL = frozenset("de du la le les des of the and et al el am an der sur en d' l'".split())
_NO_PLACES = frozenset("on in at by from since until before after late early le du depuis dès au".split())
_BARE = re.compile(
    r"^(?P<place>[A-ZÀ-Þ]{3,}(?:[ -][A-ZÀ-Þ]{2,})*(?:,\s*[A-Z][\w .]{2,25})?)\s*(?:\([^)]{2,60}\))?\s*[-–—]+\s+"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a dateline ends, the place that it names, and its day when the year is given."""

    end: int
    place: str
    published: date | None


def dateline(line: str) -> Dateline | None:
    """Return the dateline that opens a line, or None."""
    match = _EN.match(line)
    if match:
        month = cal.MONTHS.get((match["month"] or match["month2"]).lower().rstrip("."))
        if (
            month is None
            or match["place"].lower() in _NO_PLACES
            or not all(word[:1].isupper() or word in _SMALL for word in match["place"].split())
        ):
            return None
        number = int(match["day"] or match["day2"])
        published = cal.day(int(match["year"]), month, number) if match["year"] else None
        return Dateline(match.end(), match["place"], published)
    match = _BARE.match(line)
    return Dateline(match.end(), match["place"], None) if match else None
