"""The closed vocabularies: one CSV row defines a word."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache, lru_cache
from importlib.resources import files

DECISION = "decision of the "
"""How the fact phrase that an organ decided begins; the name of the organ follows."""


@cache
def table(name: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of `terms/<name>.csv` in file order, every value as text."""
    text = (files("foedus.terms") / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def vocabulary(name: str) -> Mapping[str, Mapping[str, str]]:
    """Return one table keyed by its first column, the word itself."""
    rows = table(name)
    key = next(iter(rows[0]))
    return {row[key]: row for row in rows}


def acts() -> Mapping[str, Mapping[str, str]]:
    """Return the tree of acts: each word with its parent and what it presumes."""
    return vocabulary("acts")


@cache
def lineage(act: str) -> tuple[str, ...]:
    """Return an act and everything that it is: `raid` is an `armed attack` is an `attack`."""
    tree, line = acts(), []
    while act:
        line.append(act)
        act = tree[act]["parent"] if act in tree else ""
    return tuple(line)


def is_a(act: str, ancestor: str) -> bool:
    """Tell whether every `act` is an `ancestor`."""
    return ancestor in lineage(act)


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Return the known word most like `word`, or None when none is near."""
    known = list(words)
    by_lower = {entry.lower(): entry for entry in known}
    found = get_close_matches(word.lower(), list(by_lower), n=1, cutoff=0.6)
    return by_lower[found[0]] if found else None


@lru_cache(maxsize=4096)
def plain(word: str) -> str:
    """Return a word as the vocabularies write it: one space for `_` and runs of space, lower case."""
    return " ".join(word.replace("_", " ").split()).lower()
