"""What happened: incidents with their evidence, gathered from claims and tables."""

from foedus.incidents.discrepancies import Discrepancy
from foedus.incidents.incident import KEYS, Incident, make_incident, per_target
from foedus.incidents.reconcile import Reconciliation, Remark, reconcile

__all__ = [
    "KEYS",
    "Discrepancy",
    "Incident",
    "Reconciliation",
    "Remark",
    "make_incident",
    "per_target",
    "reconcile",
]
