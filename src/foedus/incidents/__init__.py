"""What happened: incidents with their evidence, gathered from claims and tables."""

from foedus.incidents.discrepancies import Discrepancy
from foedus.incidents.incident import KEYS, NOBODY, Incident, make_incident, per_target
from foedus.incidents.reconcile import Reconciliation, Remark, reconcile
from foedus.incidents.vote import Said, Vote, parse_said, parse_vote

__all__ = [
    "KEYS",
    "NOBODY",
    "Discrepancy",
    "Incident",
    "Reconciliation",
    "Remark",
    "Said",
    "Vote",
    "make_incident",
    "parse_said",
    "parse_vote",
    "per_target",
    "reconcile",
]
