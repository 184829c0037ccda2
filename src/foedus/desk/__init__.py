"""The front desk: the verbs that the Python API and the doors use, from files and words to answers.

Each name is loaded from its file when it is first used, so that a command that only wants a date reads no lexicon.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from foedus.desk.answers import Assessment, Brief, Reading
    from foedus.desk.chains import play
    from foedus.desk.clocks import day_of, when_of
    from foedus.desk.corrections import (
        Correctable,
        CorrectableClaim,
        Decided,
        OpenFact,
        Told,
        correctable,
        loose_claims,
        take_corrections,
    )
    from foedus.desk.incident_file import LARGEST_INCIDENT, Written, from_file, from_words, incident_of
    from foedus.desk.inputs import STANDARD_INPUT, Given, take
    from foedus.desk.questions import (
        answer,
        assess,
        brief,
        collisions_on,
        later_reports,
        pact,
        pacts,
        read,
        reconcile,
        report_of,
        sweep,
    )
    from foedus.desk.verification import LARGEST_ANSWER, verify

__all__ = [
    "LARGEST_ANSWER",
    "LARGEST_INCIDENT",
    "STANDARD_INPUT",
    "Assessment",
    "Brief",
    "Correctable",
    "CorrectableClaim",
    "Decided",
    "Given",
    "OpenFact",
    "Reading",
    "Told",
    "Written",
    "answer",
    "assess",
    "brief",
    "collisions_on",
    "correctable",
    "day_of",
    "from_file",
    "from_words",
    "incident_of",
    "later_reports",
    "loose_claims",
    "pact",
    "pacts",
    "play",
    "read",
    "reconcile",
    "report_of",
    "sweep",
    "take",
    "take_corrections",
    "verify",
    "when_of",
]

_FILES = {
    "answers": ("Assessment", "Brief", "Reading"),
    "chains": ("play",),
    "clocks": ("day_of", "when_of"),
    "corrections": (
        "Correctable",
        "CorrectableClaim",
        "Decided",
        "OpenFact",
        "Told",
        "correctable",
        "loose_claims",
        "take_corrections",
    ),
    "incident_file": ("LARGEST_INCIDENT", "Written", "from_file", "from_words", "incident_of"),
    "inputs": ("STANDARD_INPUT", "Given", "take"),
    "questions": (
        "answer",
        "assess",
        "brief",
        "collisions_on",
        "later_reports",
        "pact",
        "pacts",
        "read",
        "reconcile",
        "report_of",
        "sweep",
    ),  # fmt: skip
    "verification": ("LARGEST_ANSWER", "verify"),
}
_FILE_OF = {name: file for file, names in _FILES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Load a name of the desk from its file when it is first asked for."""
    if name not in _FILE_OF:
        raise AttributeError(f"module 'foedus.desk' has no attribute '{name}'")
    value = getattr(import_module(f"foedus.desk.{_FILE_OF[name]}"), name)
    globals()[name] = value
    return value
