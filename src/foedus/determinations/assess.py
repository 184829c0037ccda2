"""One incident through the whole library."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from foedus import terms
from foedus.determinations.docket import Docket, readings_of
from foedus.determinations.funnel import determine
from foedus.determinations.verdict import SILENT, Determination
from foedus.incidents import Incident, per_target
from foedus.pacts import Instrument, Library
from foedus.terms import When


@dataclass(frozen=True)
class Question:
    """An incident asked of a library on two clocks, of all pacts or of named ones."""

    incident: Incident
    library: Library
    on: When
    as_of: date | None = None
    pacts: tuple[str, ...] = ()
    everything: bool = False


def question(
    incident: Incident, library: Library, *, on: When | None = None, as_of: date | None = None,
    pacts: Sequence[str] = (), everything: bool = False,
) -> Question:  # fmt: skip
    """Return a question; `on` is the incident's own date unless given."""
    for pact in pacts:
        library[pact]  # an unknown id is told at once
    return Question(incident, library, on or incident.date, as_of, tuple(pacts), everything)


def determinations(asked: Question) -> tuple[Determination, ...]:
    """Return what every provision and reading says, those that stay silent left out unless asked for.

    Standing duties are listed when a party of their instrument is target, actor or place.
    """
    found: list[Determination] = []
    for instrument in asked.library.instruments.values():
        named = instrument.id in asked.pacts
        if asked.pacts and not named:
            continue
        for each in of_instrument(instrument, asked):
            if (
                asked.everything
                or named
                or (each.verdict not in SILENT and (not each.rule.standing or _concerned(each, asked)))
            ):
                found.append(each)
    return tuple(found)


def of_instrument(instrument: Instrument, asked: Question) -> Iterable[Determination]:
    """Yield every determination of one instrument: each rule, reading and target."""
    targets = tuple(per_target(asked.incident))
    dockets: dict[str | None, Docket] = {}
    memory: dict[object, object] = {}  # who is bound does not hang on the reading
    for rule in instrument.rules:
        for reading in (None, *readings_of(instrument, rule)):
            if reading not in dockets:
                dockets[reading] = Docket(asked.library, instrument, reading, asked.on, asked.as_of, memory)
            for incident in targets[:1] if rule.standing else targets:
                yield from determine(rule, asked.incident if rule.standing else incident, dockets[reading])


def _concerned(each: Determination, asked: Question) -> bool:
    incident = asked.incident
    named = {*incident.target, *incident.actor}
    if incident.place:
        named |= _states_at(incident.place, asked.on.first_day)
    bound = {spell.party for spell in each.instrument.spells}
    return bool(named & bound)


def _states_at(place: str, on: date | None) -> set[str]:
    """Return the states whose territory a place may be: a state, a town's state, or the states at a point."""
    if place in terms.states():
        return {place}
    if point := terms.parse_point(place):
        return set(terms.country_at(*point))
    if terms.find_place(place) and (state := terms.state_of_place(place, on)):
        return {state}
    return set()
