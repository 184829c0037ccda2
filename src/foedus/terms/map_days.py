"""The days on which the map changes: states come and go, land changes hands, an area word gets another meaning."""

from __future__ import annotations

from datetime import date
from functools import cache

from foedus.terms.dates import parse_edge
from foedus.terms.errors import FoedusError
from foedus.terms.great_powers import GREAT_POWERS_FROM, GREAT_POWERS_UNTIL
from foedus.terms.ground import geo_rows
from foedus.terms.words import table

_TABLES = ("states", "areas", "great_powers", "places")
_GEO = ("territory_spells", "title_corrections", "administration", "empires")


@cache
def map_days() -> tuple[date, ...]:
    """Return every day from which a state, a title, an area or a great power is, or may be, another than before."""
    found = {GREAT_POWERS_FROM, GREAT_POWERS_UNTIL}
    for rows in (*map(table, _TABLES), *map(geo_rows, _GEO)):
        for row in rows:
            for text in filter(None, (row.get("from"), row.get("until"))):
                try:
                    edge = parse_edge(text)
                except FoedusError:
                    continue
                found |= {each.local.date() for each in (edge.earliest, edge.latest) if each}
    return tuple(sorted(found))
