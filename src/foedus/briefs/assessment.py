"""One incident asked of the library, with all that a reader is told of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from foedus import __version__
from foedus.determinations import (
    ENGAGED,
    Change,
    Determination,
    Question,
    Verdict,
    determinations,
    question,
    what_would_change,
)
from foedus.incidents import Incident
from foedus.obligations import Collision, Obligation, collisions, obligations
from foedus.pacts import Library
from foedus.terms import When

Inputs = tuple[tuple[str, str, bytes], ...]
"""What an answer rests on: the name, sha256 and bytes of each file; the bytes are empty where they are not at hand."""
SHOWN_FACTS = 2
"""Sets of more facts than this are left to the JSON answer: nobody reads them in a sentence."""


@dataclass(frozen=True)
class Assessment:
    """What the library says of one incident: determinations, collisions and what would change them.

    `inputs` are empty where the incident came in words; `restated` is set where words went over what its file says.
    """

    incident: Incident
    on: When
    as_of: date | None
    determinations: tuple[Determination, ...]
    collisions: tuple[Collision, ...]
    asked: Question
    inputs: Inputs = ()
    restated: bool = False

    @property
    def library(self) -> str:
        """Return the digest of the library that answered."""
        return self.asked.library.digest

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Return what would change the answers, by at most three facts; a standing duty turns on no fact of the event."""
        return tuple(change for each in self.by_event for change in what_would_change(each, self.asked))

    @property
    def by_event(self) -> tuple[Determination, ...]:
        """Return what the event itself asks, standing duties left out."""
        return tuple(each for each in self.determinations if not each.rule.standing)

    @property
    def obligations(self) -> tuple[Obligation, ...]:
        """Return who owes what to whom because of the event, one duty told once however many articles found it."""
        return obligations(self.by_event)

    @property
    def engaged(self) -> tuple[Determination, ...]:
        """Return the duties, rights, breaches and deemings that the event engages, on any reading."""
        return tuple(each for each in self.by_event if each.verdict in ENGAGED)

    @property
    def open_questions(self) -> tuple[Determination, ...]:
        """Return what stays unsettled or waits for a decision."""
        return tuple(each for each in self.by_event if each.verdict in (Verdict.UNSETTLED, Verdict.AWAITING))

    @property
    def hypothetical(self) -> bool:
        return self.incident.status == "hypothetical"

    def changes_of(self, determination: Determination, largest: int = SHOWN_FACTS) -> tuple[Change, ...]:
        """Return what would change one determination, by at most `largest` facts; asked once, since it is dear."""
        key = (determination.key, determination.incident.target, determination.bearers, largest)
        if key not in self._asked_before:
            self._asked_before[key] = what_would_change(determination, self.asked, largest)
        return self._asked_before[key]

    @cached_property
    def _asked_before(self) -> dict[object, tuple[Change, ...]]:
        return {}


def made_by(library: str, inputs: Inputs) -> dict[str, object]:
    """Return who made an answer, from what: the program's version, the library's digest and the inputs."""
    return {
        "foedus": __version__,
        "library": library,
        "inputs": [{"file": file, "sha256": sha256} for file, sha256, _ in inputs],
    }


def assess(
    incident: Incident,
    library: Library,
    *,
    on: When | None = None,
    as_of: date | None = None,
    pacts: Sequence[str] = (),
    everything: bool = False,
    readings: Sequence[str] = (),
    inputs: Inputs = (),
) -> Assessment:
    """Return what the library says of an incident on two clocks.

    `on` chooses the law (default: the incident's date), `as_of` hides what became known later. Raises FoedusError for
    an unknown pact. With `readings` those alone are asked beside the first one, several joined by ` + `.
    """
    asked = question(incident, library, on=on, as_of=as_of, pacts=pacts, everything=everything, readings=readings)
    return answered(asked, inputs)


def answered(asked: Question, inputs: Inputs = ()) -> Assessment:
    """Return a question's answer."""
    found = determinations(asked)
    return Assessment(asked.incident, asked.on, asked.as_of, found, collisions(found, asked), asked, inputs)
