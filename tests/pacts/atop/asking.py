"""One incident asked of one imported instrument."""

from __future__ import annotations

from collections.abc import Mapping

from foedus.determinations import Determination, determinations, question
from foedus.incidents import make_incident
from foedus.pacts import Library


def asked(library: Library, pact: str, incident: Mapping[str, object]) -> tuple[Determination, ...]:
    """Return every determination of one pact."""
    return determinations(question(make_incident(incident), library, pacts=(pact,)))


def verdicts(library: Library, pact: str, incident: Mapping[str, object]) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return the verdict and bearers of each provision that is law on the day."""
    return {
        found.rule.provision: (str(found.verdict), found.bearers)
        for found in asked(library, pact, incident) if found.verdict != "not in force"
    }  # fmt: skip
