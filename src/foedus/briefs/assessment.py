"""One incident asked of the library, with all that a reader is told of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

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
from foedus.obligations import Collision, collisions
from foedus.pacts import Library
from foedus.terms import When

Inputs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Assessment:
    """What the library says of one incident: determinations, collisions and what would change them.

    `inputs` are pairs of file name and sha256, empty where the incident came in words.
    """

    incident: Incident
    on: When
    as_of: date | None
    determinations: tuple[Determination, ...]
    collisions: tuple[Collision, ...]
    changes: tuple[Change, ...]
    library: str
    inputs: Inputs = ()

    @property
    def by_event(self) -> tuple[Determination, ...]:
        """Return what the event itself asks, standing duties left out."""
        return tuple(each for each in self.determinations if not each.rule.standing)

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

    def changes_of(self, determination: Determination) -> tuple[Change, ...]:
        """Return what would change one determination."""
        return tuple(change for change in self.changes if change.determination is determination)


def made_by(library: str, inputs: Inputs) -> dict[str, object]:
    """Return who made an answer, from what: the program's version, the library's digest and the inputs."""
    return {
        "foedus": __version__,
        "library": library,
        "inputs": [{"file": file, "sha256": sha256} for file, sha256 in inputs],
    }


def assess(
    incident: Incident, library: Library, *, on: When | None = None, as_of: date | None = None,
    pacts: Sequence[str] = (), everything: bool = False, inputs: Inputs = (),
) -> Assessment:  # fmt: skip
    """Return what the library says of an incident on two clocks.

    `on` chooses the law (default: the incident's date), `as_of` hides what became known later. Raises FoedusError for
    an unknown pact.
    """
    return answered(question(incident, library, on=on, as_of=as_of, pacts=pacts, everything=everything), inputs)


def answered(asked: Question, inputs: Inputs = ()) -> Assessment:
    """Return a question's answer."""
    found = determinations(asked)
    return Assessment(
        asked.incident, asked.on, asked.as_of, found, collisions(found, asked),
        tuple(_changes(found, asked)), asked.library.digest, inputs,
    )  # fmt: skip


def _changes(found: Iterable[Determination], asked: Question) -> Iterable[Change]:
    for each in found:
        if not each.rule.standing:  # a standing duty turns on no fact of the event
            yield from what_would_change(each, asked)
