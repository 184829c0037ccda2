"""Page furniture in a report's text: adverts, share lines, repeated titles and the like, set aside."""

from __future__ import annotations

import re
from functools import cache

from foedus.reading.claim import SetAside
from foedus.reading.forms import rows
from foedus.reading.sentences import paragraphs

_LONGEST = 400
_END = (".", "!", "?", "”", '"', "»", "…", ":", ";", ",")
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " "})


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["pattern"], re.IGNORECASE), row["why"]) for row in rows("furniture"))


def title_of(text: str) -> tuple[int, int] | None:
    """Return the span of a headline: a first short line without a full stop, above other lines."""
    lines = paragraphs(text)
    if len(lines) < 2:
        return None
    for start, end in lines[:6]:
        line = text[start:end]
        if _why(line) is not None:
            continue
        headline = len(line) <= 160 and not line.endswith(_END) and len(line.split()) >= 3
        rest = any(stop - begin > len(line) for begin, stop in lines if begin > start)
        return (start, end) if headline and rest else None
    return None


def _why(line: str) -> str | None:
    if len(line) > _LONGEST:
        return None
    flat = line.translate(_SPACES)
    for pattern, why in _patterns():
        if pattern.search(flat):
            return why
    return None


def set_aside(text: str, title: tuple[int, int] | None) -> list[SetAside]:
    """Return the lines of a text that are no news, each with the reason."""
    found = []
    heading = " ".join(text[slice(*title)].split()).lower() if title else None
    for start, end in paragraphs(text):
        line = text[start:end]
        if title is not None and (start, end) != title and " ".join(line.split()).lower() == heading:
            found.append(SetAside((start, end), "repeated title"))
            continue
        if title is not None and (start, end) == title:
            continue
        why = _why(line)
        if why:
            found.append(SetAside((start, end), why))
    return found
