"""The law is constant between its edges: every moment on which an answer of an instrument may turn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import datetime

from foedus.pacts import Instrument, StandingClause
from foedus.terms import Edge, FoedusError, Moment, parse_edge


def edges_of(instrument: Instrument) -> Iterator[Edge]:
    """Yield every edge on which an answer of an instrument may turn: its spells, clauses, amendments and claimed exits."""
    for spell in instrument.spells:
        yield from filter(None, (spell.start, spell.end))
    for block in (*instrument.blocks, *instrument.variants):
        for each in fields(block):
            value = getattr(block, each.name)
            if isinstance(value, Edge):
                yield value
        if isinstance(block, StandingClause):
            for text in ("claimed", "notice given"):
                if written := block.get(text):
                    try:
                        yield parse_edge(written)
                    except FoedusError:
                        continue


def moments_of(edges: Iterable[Edge]) -> tuple[Moment, ...]:
    """Return the moments that bound edges, each once for each clock that it is written in."""
    found: dict[tuple[datetime, datetime | None], Moment] = {}
    for edge in edges:
        for moment in filter(None, (edge.earliest, edge.latest)):
            found[moment.local, moment.utc] = moment
    return tuple(found.values())
