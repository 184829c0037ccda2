"""How many votes an organ needs: the words of a quorum or majority row, read as a share or a number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

BASES = {
    "seats": "seats", "the seats": "seats", "all seats": "seats", "the members": "seats", "members": "seats",
    "all members": "seats", "the parties": "seats", "parties": "seats", "all parties": "seats",
    "those present": "present", "those present and voting": "voting", "those voting": "voting", "votes cast": "voting",
    "the votes cast": "voting", "present and voting": "voting",
}  # fmt: skip
_SHARES = {
    "half": Fraction(1, 2), "one half": Fraction(1, 2), "two thirds": Fraction(2, 3), "three quarters": Fraction(3, 4),
    "three fifths": Fraction(3, 5), "four fifths": Fraction(4, 5), "one third": Fraction(1, 3), "all": Fraction(1),
}  # fmt: skip
_NUMBERS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
         "fourteen", "fifteen"), 1)
}  # fmt: skip
_MORE_THAN_HALF = ("majority", "simple majority", "absolute majority", "more than half", "a majority")


@dataclass(frozen=True)
class Threshold:
    """A share of seats, of those present or of those voting (`more` when it must be exceeded), or a plain number."""

    share: Fraction | None
    base: str
    more: bool = False
    number: int = 0

    def needed(self, of: int) -> int:
        """Return how many votes are enough out of so many."""
        if self.share is None:
            return self.number
        exact = self.share * of
        return int(exact) + 1 if self.more else ceil(exact)


def parse_threshold(text: str) -> Threshold | None:
    """Return what `two thirds of those present`, `majority of the members` or `nine votes` asks, or None if unread."""
    words = " ".join(text.lower().split())
    if found := re.match(r"^(\d+|[a-z]+)(?: votes?| members?| seats?)?$", words):
        number = int(found[1]) if found[1].isdigit() else _NUMBERS.get(found[1], 0)
        return Threshold(None, "seats", number=number) if number else None
    share, link, base = words.partition(" of ")
    if not link or base not in BASES:
        return None
    if share in _MORE_THAN_HALF:
        return Threshold(Fraction(1, 2), BASES[base], more=True)
    return Threshold(_SHARES[share], BASES[base]) if share in _SHARES else None
