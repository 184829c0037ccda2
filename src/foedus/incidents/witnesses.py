"""Reports that retell one wire text are one witness."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations

from rapidfuzz.distance import LCSseq

from foedus.reading import Report

SHINGLE = 3
COPIED = 0.20
"""Share of one report's three-word runs found in the other from which on the text is copied.

Two newsrooms that wrote about the same signing on their own share under 5 percent outside quotations.
"""
FEWEST_RUNS = 20
"""Shorter texts share a sentence by chance; they are one witness only when they are the same."""
RETOLD = 0.70
"""Share of the facts of the shorter report that the other gives in the same order: a rewrite or a translation
keeps nearly all of them, two independent accounts choose and order their own."""
RETOLD_TOGETHER = 0.95
"""A freer rewrite drops facts but keeps words: the share of facts in order and the share of words in common,
added up, reach this. Of two independent accounts of one signing neither share is above a half."""
FEWEST_FACTS = 6
"""Fewer facts can stand in the same order by chance."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"|«[^»]*»")


def witness_groups(reports: Sequence[Report]) -> tuple[tuple[str, ...], ...]:
    """Return the ids of the reports, those that go back to one text together; each group is one witness."""
    leader = {report.id: report.id for report in reports}

    def head(name: str) -> str:
        while leader[name] != name:
            name = leader[name]
        return name

    for one, other in combinations(sorted(reports, key=lambda report: report.id), 2):
        if one.id != other.id and is_retelling(one, other):
            first, second = sorted((head(one.id), head(other.id)))
            leader[second] = first
    groups: dict[str, list[str]] = {}
    for name in sorted(leader):
        groups.setdefault(head(name), []).append(name)
    return tuple(tuple(names) for _, names in sorted(groups.items()))


def is_retelling(one: Report, other: Report) -> bool:
    """Tell whether one report retells the other or both retell a third.

    Three signs: runs of words copied, most facts in the same order, or fewer facts in order with many
    words in common. Words inside quotation marks do not count: independent reporters quote the same text.
    """
    if one.text == other.text:
        return True
    if copied_share(one.text, other.text) >= COPIED:
        return True
    facts, order = shared_order(one, other)
    if facts < FEWEST_FACTS:
        return False
    return order >= RETOLD or order + word_share(one.text, other.text) >= RETOLD_TOGETHER


@lru_cache(maxsize=256)
def _own_words(text: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in _WORD.findall(_QUOTED.sub(" ", text)))


@lru_cache(maxsize=256)
def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = _own_words(text)
    return frozenset(words[at : at + SHINGLE] for at in range(len(words) - SHINGLE + 1))


def copied_share(one: str, other: str) -> float:
    """Return the share of three-word runs of the shorter text that the other has too, 0 to 1."""
    mine, theirs = _shingles(one), _shingles(other)
    fewer = min(len(mine), len(theirs))
    return len(mine & theirs) / fewer if fewer >= FEWEST_RUNS else 0.0


def word_share(one: str, other: str) -> float:
    """Return the share of longer words of the text with fewer of them that the other uses too, 0 to 1."""
    mine = {word for word in _own_words(one) if len(word) > 4}
    theirs = {word for word in _own_words(other) if len(word) > 4}
    fewer = min(len(mine), len(theirs))
    return len(mine & theirs) / fewer if fewer else 0.0


def shared_order(one: Report, other: Report) -> tuple[int, float]:
    """Return how many facts the shorter report has, and the share of them that the other has in the same order."""
    mine, theirs = _facts(one), _facts(other)
    fewer = min(len(mine), len(theirs))
    return fewer, LCSseq.similarity(mine, theirs) / fewer if fewer else 0.0


def _facts(report: Report) -> list[str]:
    found: list[str] = []
    for claim in sorted(report.claims, key=lambda claim: (claim.span, claim.id)):
        if claim.type == "STATUS" and claim.act is None:
            continue
        fact = "|".join((claim.act or claim.type, ",".join(sorted(claim.initiator)), ",".join(sorted(claim.target))))
        if not found or found[-1] != fact:
            found.append(fact)
    return found
