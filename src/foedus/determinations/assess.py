"""One incident through the whole library."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from foedus import terms
from foedus.determinations.docket import CLAIMED_EXIT, Docket, exit_readings, phrases_of, readings_of
from foedus.determinations.funnel import determine
from foedus.determinations.rows import act_of
from foedus.determinations.verdict import SILENT, Determination
from foedus.determinations.views import PREFIX, under_view, views
from foedus.incidents import Incident, per_target
from foedus.pacts import Instrument, Library, Rule, StandingClause, in_force
from foedus.terms import FoedusError, When, nearest


@dataclass(frozen=True)
class Question:
    """An incident asked of a library on two clocks, of all pacts or of named ones."""

    incident: Incident
    library: Library
    on: When
    as_of: date | None = None
    pacts: tuple[str, ...] = ()
    everything: bool = False
    readings: tuple[str, ...] = ()
    memory: dict[str, dict[object, object]] = field(default_factory=dict, compare=False, repr=False)

    def docket(self, instrument: Instrument, reading: str | None) -> Docket:
        """Return the docket of an instrument under a reading; all of one instrument remember together who is bound."""
        kept = self.memory.setdefault(instrument.id, {})
        return Docket(self.library, instrument, reading, self.on, self.as_of, kept)


def question(
    incident: Incident, library: Library, *, on: When | None = None, as_of: date | None = None,
    pacts: Sequence[str] = (), everything: bool = False, readings: Sequence[str] = (),
) -> Question:  # fmt: skip
    """Return a question; `on` is the incident's own date unless given.

    With `readings` only those are asked beside the first one; several at once are joined by ` + `.
    """
    for pact in pacts:
        library[pact]  # an unknown id is told at once
    known = library.reading_names
    for name in (part for reading in readings for part in reading.split(" + ")):
        if name not in known and not name.startswith(PREFIX) and name != CLAIMED_EXIT:
            raise FoedusError(
                f"no pact has the reading '{name}'", expected="the name of a reading, or several joined by ' + '",
                nearest=nearest(name, known), remedy="see 'foedus pacts show ID'",
            )  # fmt: skip
    return Question(incident, library, on or incident.date, as_of, tuple(pacts), everything, tuple(readings))


def determinations(asked: Question) -> tuple[Determination, ...]:
    """Return what every provision and reading says, those that stay silent left out unless asked for.

    An imported instrument that a hand-encoded one replaces answers only when it is named; another imported one when a
    party of it is named in the incident, else an attack on nobody known would be answered by every alliance since 1815.
    Standing duties are listed when a party of their instrument is target, actor or place.
    """
    found: list[Determination] = []
    named = bool(asked.pacts)
    concerned = _states_concerned(asked)
    if named:
        instruments = tuple(asked.library[pact] for pact in asked.pacts)
    else:
        instruments = asked.library.in_use if asked.everything else asked.library.concerning(concerned)
    for instrument in instruments:
        rules = instrument.rules if named else asked.library.rules_in_use(instrument)
        if asked.everything or named:
            found += of_instrument(instrument, asked, rules)
            continue
        loud = tuple(
            rule for rule in rules
            if not all(surely_untouched(each, instrument, asked.incident) for each in instrument.versions(rule))
        )  # fmt: skip
        if not loud or surely_out(instrument, asked):
            continue
        for each in of_instrument(instrument, asked, loud, loud=True):
            if each.verdict not in SILENT and (
                not each.rule.standing or not concerned.isdisjoint(each.instrument.parties)
            ):
                found.append(each)
    return tuple(found)


def surely_untouched(rule: Rule, instrument: Instrument, incident: Incident) -> bool:
    """Tell whether a rule asks for another act, or for a party where the incident names states outside the instrument.

    It saves most of the work on a large library, and says no more than the row itself would: false.
    """
    act = act_of(incident)
    for condition in rule.trigger:
        if condition.key == "act" and incident.act is not None:
            if act is None or not any(terms.is_a(act, word) or terms.is_a(word, act) for word in condition.values):
                return True
        if condition.key in ("actor", "target") and condition.values in (("a party",), ("another party",)):
            found = incident.actor if condition.key == "actor" else incident.target
            if found and all(who in terms.states() and who not in instrument.parties for who in found):
                return True
    return False


def surely_out(instrument: Instrument, asked: Question) -> bool:
    """Tell whether an instrument is out of force that day under every reading, so that all its rules stay silent."""
    if any(isinstance(block, StandingClause) for block in instrument.variants):
        return False
    return in_force(instrument, instrument.standing, asked.on, asked.as_of).truth is False


def of_instrument(
    instrument: Instrument, asked: Question, rules: Sequence[Rule] | None = None, *, loud: bool = False
) -> Iterable[Determination]:
    """Yield every determination of one instrument: each rule (or some of them), reading and target.

    With `loud` what is surely silent may be left out.
    """
    dockets: dict[str | None, Docket] = {}
    events: dict[str | None, Incident] = {}
    exits = exit_readings(instrument, asked.on)
    seen = views(asked.incident, asked.on)
    for rule in instrument.rules if rules is None else rules:
        for reading in (None, *readings_asked(instrument, rule, asked, exits, seen)):
            if reading not in dockets:
                dockets[reading] = asked.docket(instrument, reading)
                events[reading] = under_view(asked.incident, reading, asked.on)
            event = events[reading]
            for incident in (event,) if rule.standing else per_target(event):
                yield from determine(rule, incident, dockets[reading], loud=loud)


def readings_asked(
    instrument: Instrument, rule: Rule, asked: Question, exits: Sequence[str], seen: Sequence[str]
) -> tuple[str, ...]:
    """Return the readings under which a rule is asked: its own, claimed exits of the day, views that change a fact of it."""
    own = (*readings_of(instrument, rule), *exits)
    if seen:
        said = set(asked.incident.said)
        own = (*own, *(name for name in seen if said & phrases_of(instrument, rule)))
    own = tuple(dict.fromkeys(own))
    if not asked.readings:
        return own
    return tuple(name for name in asked.readings if any(part in own for part in name.split(" + ")))


def _states_concerned(asked: Question) -> set[str]:
    """Return the states and bodies that are target, actor or place of the incident."""
    incident = asked.incident
    named = {*incident.target, *incident.actor}
    return named | _states_at(incident.place, asked.on.first_day) if incident.place else named


def _states_at(place: str, on: date | None) -> set[str]:
    """Return the states whose territory a place may be: a state, a town's state, or the states at a point."""
    if place in terms.states():
        return {place}
    if point := terms.parse_point(place):
        return set(terms.country_at(*point))
    if terms.find_place(place) and (state := terms.state_of_place(place, on)):
        return {state}
    return set()
