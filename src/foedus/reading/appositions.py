"""A general name followed by the special one: "the UN mission, MINUSMA"."""

from __future__ import annotations

from functools import cache

from foedus.reading.grammar import Chunk
from foedus.terms import table


@cache
def _parents() -> dict[str, str]:
    return {row["id"]: row["part_of"] for row in table("actors") if row["part_of"]}


def special_name(group: Chunk, chunks: list[Chunk], ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return the part of a body that the group between commas behind its name tells, else the body itself."""
    if len(ids) != 1:
        return ids
    marks = [c for c in chunks if c.i >= group.j][:2]
    if len(marks) < 2 or marks[0].kind != "comma" or marks[0].i != group.j or marks[1].kind != "np":
        return ids
    named = [id_ for mention in marks[1].mentions for id_ in mention.ids]
    if len(named) == 1 and _parents().get(named[0]) == ids[0]:
        return (named[0],)
    return ids
