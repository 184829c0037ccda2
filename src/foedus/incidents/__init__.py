"""What happened: incidents with their evidence, gathered from claims and tables."""

from foedus.incidents.corrected_claims import corrected
from foedus.incidents.corrections import (
    CLAIM_KEYS,
    SCHEMA,
    STATED_KEYS,
    Correction,
    corrections_json,
    corrections_of,
    fault,
)
from foedus.incidents.discrepancies import Discrepancy
from foedus.incidents.incident import KEYS, NOBODY, Incident, make_incident, per_target
from foedus.incidents.reconcile import Reconciliation, Remark, reconcile
from foedus.incidents.stipulations import Stipulation, text_of, value_of
from foedus.incidents.vote import Said, Vote, parse_said, parse_vote

__all__ = [
    "CLAIM_KEYS",
    "KEYS",
    "NOBODY",
    "SCHEMA",
    "STATED_KEYS",
    "Correction",
    "Discrepancy",
    "Incident",
    "Reconciliation",
    "Remark",
    "Said",
    "Stipulation",
    "Vote",
    "corrected",
    "corrections_json",
    "corrections_of",
    "fault",
    "make_incident",
    "parse_said",
    "parse_vote",
    "per_target",
    "reconcile",
    "text_of",
    "value_of",
]
