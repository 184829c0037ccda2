"""Who is bound toward whom on a day, and on which days that changes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from foedus import terms
from foedus.determinations import Determination, determinations, edges_of, question
from foedus.incidents import Incident
from foedus.obligations.across import _asks_place, _conditions, _kinds, supposed_attack
from foedus.obligations.collision import Collision, collisions
from foedus.obligations.commitment import Commitment
from foedus.obligations.undertakings import Bench, undertakings
from foedus.pacts import Instrument, Library, Precedence, Rule
from foedus.terms import When

MOST_KEPT = 4
"""How many states of the law of one instrument are kept, so that going to and fro between two days costs nothing."""


@dataclass(frozen=True)
class IfAttacked:
    """What the pacts would say if one state attacked another on a day."""

    incident: Incident
    on: When
    determinations: tuple[Determination, ...]
    collisions: tuple[Collision, ...]


def if_attacked(library: Library, attacker: str, target: str, on: When, *, as_of: date | None = None) -> IfAttacked:
    """Return the answers to a supposed attack of one state on another, and the collisions among them."""
    asked = question(supposed_attack(attacker, target, on), library, as_of=as_of)
    found = determinations(asked)
    return IfAttacked(asked.incident, on, found, collisions(found, asked))


def commitments_on(
    library: Library, on: When, *, states: Iterable[str] | None = None, duties: Iterable[str] | None = None
) -> tuple[Commitment, ...]:
    """Return who is bound toward whom on a day under each provision and reading.

    Each provision is asked what it says of an attack of one state on another (of another act where it asks for one), by
    the functions that judge an incident. `states` are the attackers and targets to suppose, those that existed on the
    day unless given; `duties` leaves others out. `reading` None is the first reading; a named one is listed where it says
    something else.
    """
    asked = tuple(sorted(states)) if states is not None else _existing(on.first_day)
    bench = Bench(library, on, asked)
    wanted = None if duties is None else frozenset(duties)
    found: list[Commitment] = []
    for instrument in library.in_use:
        for made in _of_instrument(bench, instrument, wanted):
            found += made
    return tuple(found)


def changes(library: Library) -> tuple[date, ...]:
    """Return the days from which the law is, or may be, another than on the day before, in order."""
    found: set[date] = set()
    for instrument in library.in_use:
        found |= {
            moment.date() + timedelta(days=moment.time() != datetime.min.time()) for moment in _moments(instrument)
        }
    return tuple(sorted(found))


def _of_instrument(
    bench: Bench, instrument: Instrument, wanted: frozenset[str] | None
) -> Iterator[tuple[Commitment, ...]]:
    """Yield the commitments of an instrument rule by rule, kept while the day lies between the same edges of its law."""
    kept: dict[object, dict[int, tuple[Commitment, ...]] | None]
    kept = instrument.memory.setdefault("commitments", {})  # type: ignore[assignment]
    key = (_place_in_time(instrument, bench), bench.everybody)
    if key not in kept:
        while len(kept) >= MOST_KEPT:
            del kept[next(iter(kept))]
        kept[key] = {} if bench.may_be_law(instrument) else None
    rules = kept[key]
    if rules is not None:
        for rule in bench.library.rules_in_use(instrument):
            if wanted is None or rule.duty in wanted:
                if id(rule) not in rules:
                    rules[id(rule)] = undertakings(bench, instrument, rule)
                yield rules[id(rule)]


def _place_in_time(instrument: Instrument, bench: Bench) -> object:
    """Return what tells the law of one day from that of another: the edges between which the day lies."""
    on = bench.on
    if on.start is None or on.end is None or on.start.utc or on.end.utc:
        return bench.library.digest, on.mark
    moments, more = _moments(instrument), _turns_on(instrument, bench.library)
    ends = bisect_right if on.precision == "instant" else bisect_left
    own = bisect_right(moments, on.start.local), ends(moments, on.end.local)
    if not more:
        return own
    return bench.library.digest, *own, bisect_right(more, on.start.local), ends(more, on.end.local)


def _turns_on(instrument: Instrument, library: Library) -> tuple[datetime, ...]:
    """Return the moments of other tables on which an instrument turns: the map, its bodies' members, what it yields to."""
    key = ("turns on", library.digest)
    if key not in instrument.memory:
        found: set[datetime] = set()
        if _asks_place(instrument) or _kinds(instrument):
            found |= {datetime.combine(day, datetime.min.time()) for day in terms.map_days()}
        bodies = {word for word in _words(instrument) if terms.kind_of(word) == "organisation"}
        others = {each.id: each for body in bodies for each in library.founding(body)}
        for block in (*instrument.blocks, *instrument.variants):
            for other in block.yields_to if isinstance(block, Precedence) else ():
                if (id_ := other.partition("/")[0]) in library.instruments:
                    others[id_] = library[id_]
        for each in others.values():
            found.update(_moments(each))
        instrument.memory[key] = tuple(sorted(found))
    return instrument.memory[key]  # type: ignore[return-value]


def _words(instrument: Instrument) -> Iterator[str]:
    yield from instrument.parties
    for condition in _conditions(instrument):
        yield from condition.values
    for block in (*instrument.blocks, *instrument.variants):
        if isinstance(block, Rule):
            for each in filter(None, (block.bearer, block.beneficiary)):
                yield from each.values


def _moments(instrument: Instrument) -> tuple[datetime, ...]:
    """Return the local moments at which the law of an instrument may change, in order."""
    if "moments" not in instrument.memory:
        edges = (moment for edge in edges_of(instrument) for moment in (edge.earliest, edge.latest) if moment)
        instrument.memory["moments"] = tuple(sorted({moment.local for moment in edges}))
    return instrument.memory["moments"]  # type: ignore[return-value]


@cache
def _existing(day: date | None) -> tuple[str, ...]:
    return tuple(sorted(each for each in terms.states() if day is None or terms.exists(each, day) is not False))
