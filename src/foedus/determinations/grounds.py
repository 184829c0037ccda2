"""What an answer to a row rests on: the words asked, the evidence that the incident gives, the ground."""

from __future__ import annotations

from foedus import terms
from foedus.incidents import Incident
from foedus.pacts import Condition
from foedus.terms import Evidence, Ids, Word


def values_of(condition: Condition) -> tuple[object, ...]:
    """Return the words of a row as a sentence tells them."""
    words = tuple(Ids((value,)) if terms.is_id(value) else Word(value) for value in condition.values)
    return words


def evidence_of(incident: Incident, *keys: str) -> tuple[Evidence, ...]:
    """Return what the incident gives for some of its keys: what they rest on, else that they are stated."""
    found = [evidence for key in keys for evidence in incident.evidence.get(key, ())]
    if found:
        return tuple(found)
    stated = [(key, getattr(incident, key.replace(" ", "_"))) for key in keys]
    return tuple(
        Evidence("incident", key, ", ".join(value) if isinstance(value, tuple) else str(value))
        for key, value in stated
        if value
    )


def ground_of(incident: Incident) -> str:
    """Return the ground of what an incident states: found, or stipulated in a hypothesis."""
    return "stipulated" if incident.status == "hypothetical" else "found"
