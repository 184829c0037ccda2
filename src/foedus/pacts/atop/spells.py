"""Who was a member of an ATOP alliance when: member rows as spells of states."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.pacts.ast import Spell
from foedus.pacts.atop.days import earliest, end_edge, first_day, last_day, latest, start_edge
from foedus.pacts.atop.succession import Identity, identities
from foedus.pacts.atop.tables import Alliance, MemberRow, Phase
from foedus.terms import Edge, day_edge

SOURCE = ("atop",)


@dataclass(slots=True)
class _Bound:
    start: Edge
    end: Edge
    line: int


def states_of(member: MemberRow) -> tuple[Identity, ...]:
    """Return the states that a member row runs through: a code may pass from one state to its successor."""
    return identities(member.code, first_day(member.start), last_day(member.end))


def next_begins(alliance: Alliance, phase: Phase) -> bool:
    """Tell whether another text of the alliance begins on the very day that a phase ends."""
    return phase.end is not None and any(other.start == phase.end for other in alliance.phases if other is not phase)


def spells_of(alliance: Alliance) -> tuple[Spell, ...]:
    """Return the membership of an alliance, one spell for each unbroken time, in the order of the rows.

    Phases follow each other without a break in membership; rows with a gap between them stay apart. Signature
    binds (ATOP codes no entry into force), and a member still in at the end of 2018 may have left any day since.
    """
    bound: dict[str, list[_Bound]] = {}
    for phase in alliance.phases:
        taken_over = next_begins(alliance, phase)
        for member in phase.members:
            until = end_edge(member.end, taken_over=taken_over and member.end == phase.end)
            for state in states_of(member):
                start = day_edge(state.start) if state.start else start_edge(member.start)
                end = day_edge(state.end) if state.end else until
                bound.setdefault(state.id, []).append(_Bound(start, end, member.line))
    return tuple(
        Spell(id_, "", "party", one.start, one.end, "report", SOURCE, one.line)
        for id_, rows in bound.items() for one in _joined(rows)
    )  # fmt: skip


def _joined(rows: list[_Bound]) -> list[_Bound]:
    joined: list[_Bound] = []
    for row in sorted(rows, key=lambda one: earliest(one.start)):
        last = joined[-1] if joined else None
        if last is not None and earliest(row.start) <= earliest(last.end):
            if latest(row.end) > latest(last.end):
                last.end = row.end
        else:
            joined.append(row)
    return joined
