"""Ids of states and actors together: whether a word is one, and to what it belongs."""

from __future__ import annotations

from functools import cache

from foedus.terms.actors import actors
from foedus.terms.states import states


def is_id(word: str) -> bool:
    """Tell whether a word is the id of a state or of an actor."""
    return word in states() or word in actors()


@cache
def lineage_of(actor_id: str) -> tuple[str, ...]:
    """Return an actor and everything that it is part of: JNIM is part of AQIM is part of AQ."""
    line: list[str] = []
    while actor_id and actor_id not in line:
        line.append(actor_id)
        found = actors().get(actor_id)
        actor_id = found.part_of if found else ""
    return tuple(line)
