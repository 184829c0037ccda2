"""Where an event took place, as far as its clause names it."""

from __future__ import annotations

from functools import cache

from foedus.reading.grammar import Chunk
from foedus.reading.roles import Roles, Sentence
from foedus.reading.triggers import Trigger
from foedus.terms import table

_CAPITALS = frozenset({"capital", "capitale"})
_LOCAL = frozenset("in at near inside off around within outside en à au aux dans sur into".split())


@cache
def _capitals() -> dict[str, str]:
    return {row["id"]: row["capital"] for row in table("states") if row["capital"]}


def capital_of(state: str) -> str | None:
    """Return the town that is a state's capital, in its latest spell."""
    return _capitals().get(state)


def place_of(sentence: Sentence, trigger: Trigger, roles: Roles, group: Chunk | None) -> tuple[str | None, str | None]:
    """Return the place that the clause names for the event, and the state in which it lies."""
    groups: list[Chunk] = []
    if group is not None:
        groups += [g for g in group.pps if g.prep in _LOCAL]
    if roles.owner is not None:
        edge = roles.owner.verb.j if group is None else -1
        groups += [g for g in roles.owner.pps if g.prep in _LOCAL and g.i >= edge]
        groups += [g for g in roles.owner.lead if g.prep in _LOCAL]
        for g in (*roles.owner.pps, *roles.owner.objects):
            groups += [inner for inner in g.pps if inner.prep in _LOCAL and inner not in groups]
    state = None
    for found in groups:
        for mention in found.mentions:
            if (
                mention.place
                and not mention.modifier
                and not mention.adjective
                and mention.kind in ("place", "metonym")
            ):
                return mention.place, mention.ids[0] if mention.ids else None
            if mention.place and mention.kind == "state" and state is None:
                state = mention.place
            if (
                mention.adjective
                and mention.is_party
                and state is None
                and sentence.party(found, False).struck == "territory"
            ):
                state = mention.ids[0]
                if {t.norm for t in sentence.tokens[found.i : found.j]} & _CAPITALS and capital_of(state):
                    return capital_of(state), state
    return roles.site or state, state
