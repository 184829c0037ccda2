"""Who speaks for a state: one incident under each view on recognition."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from foedus import terms
from foedus.incidents import Incident
from foedus.terms import Evidence, When

PREFIX = "government of "


def views(incident: Incident, on: When) -> tuple[str, ...]:
    """Return the readings under which somebody not in control speaks for a state of the incident.

    Only what hangs on it is asked so: an incident that states a fact as said by one authority and not another.
    """
    found: dict[str, None] = {}
    for said in incident.said.values():
        for state in _states_of((*said.by, *said.not_by)):
            for authority in terms.authorities(state, on.first_day):
                if not authority.in_control:
                    found[terms.view_name(state, authority.name)] = None
    return tuple(found)


def under_view(incident: Incident, reading: str | None, on: When) -> Incident:
    """Return the incident with what was said taken as said by the state, as a reading on recognition has it.

    Without such a reading the authority in control speaks for a state. What an authority is not told to have said
    stays unknown.
    """
    if not incident.said:
        return incident
    named = {name for name in (reading or "").split(" + ") if name.startswith(PREFIX)}
    facts = dict(incident.facts)
    evidence = dict(incident.evidence)
    for phrase, said in incident.said.items():
        for state in _states_of((*said.by, *said.not_by)):
            known = terms.authorities(state, on.first_day)
            speaks = next((each for each in known if terms.view_name(state, each.name) in named), None)
            speaks = speaks or next((each for each in known if each.in_control), None)
            truth = said.under(speaks.name) if speaks else None
            if truth is not None and speaks is not None:
                facts[phrase] = truth
                spoken = f"said {said}; {speaks.name} speaks for {state}"
                evidence[phrase] = (Evidence("incident", phrase, spoken),)
    return replace(incident, facts=facts, evidence=evidence)


@cache
def _states_of(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.state for each in terms.authorities() if each.name in names))
