"""Texts of sport, business and leisure, where the words of war are figures of speech."""

from __future__ import annotations

import re
from functools import cache

from foedus.reading.forms import rows

_WORD = re.compile(r"[^\W\d_]+")


@cache
def _cues(lang: str) -> tuple[frozenset[str], frozenset[str]]:
    play: set[str] = set()
    war: set[str] = set()
    for row in rows("fields"):
        if row["lang"] == lang:
            (war if row["field"] == "war" else play).update(row["words"].split())
    return frozenset(play), frozenset(war)


def is_play(text: str, lang: str) -> bool:
    """Tell whether the words of sport or trade in a text outnumber those of war and diplomacy."""
    play, war = _cues(lang)
    words = [word.lower() for word in _WORD.findall(text[:20_000])]
    games = {word for word in words if word in play}
    arms = {word for word in words if word in war}
    return len(games) >= 4 and len(games) > len(arms)
