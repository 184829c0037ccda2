"""What an answer to a row rests on: the words asked, the evidence that the incident gives, the ground."""

from __future__ import annotations

from functools import lru_cache

from foedus import terms
from foedus.incidents import Incident
from foedus.pacts import Condition
from foedus.terms import Evidence, Ids, Word


def told_of(condition: Condition) -> dict[str, tuple[object, ...]]:
    """Return the words of a row as a sentence tells them, and those that it takes out of its set."""
    return {"values": _told(condition.values), "but": _told(condition.but)}


@lru_cache(maxsize=4096)
def _told(words: tuple[str, ...]) -> tuple[object, ...]:
    return tuple(Ids((word,)) if terms.is_id(word) else Word(word) for word in words)


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


def is_stipulated(incident: Incident, *keys: str) -> bool:
    """Tell whether a person said what an incident states under one of some keys, or, without keys, under any."""
    return any(
        each.kind == "stipulated" for key in keys or incident.evidence for each in incident.evidence.get(key, ())
    )


def ground_of(incident: Incident, *keys: str) -> str:
    """Return the ground of what an incident states: stipulated in a hypothesis or where a person said one of the keys."""
    said = bool(keys) and is_stipulated(incident, *keys)
    return "stipulated" if said or incident.status == "hypothetical" else "found"
