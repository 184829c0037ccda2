"""The front desk: the verbs that the Python API and the doors use, from files and words to answers."""

from foedus.desk.answers import Assessment, Brief, Reading
from foedus.desk.clocks import day_of, when_of
from foedus.desk.incident_file import LARGEST_INCIDENT, Written, from_file, from_words, incident_of
from foedus.desk.inputs import STANDARD_INPUT, Given, take
from foedus.desk.questions import answer, assess, brief, is_later, pact, pacts, read, reconcile, report_of

__all__ = [
    "LARGEST_INCIDENT",
    "STANDARD_INPUT",
    "Assessment",
    "Brief",
    "Given",
    "Reading",
    "Written",
    "answer",
    "assess",
    "brief",
    "day_of",
    "from_file",
    "from_words",
    "incident_of",
    "is_later",
    "pact",
    "pacts",
    "read",
    "reconcile",
    "report_of",
    "take",
    "when_of",
]
