"""What happened: incidents with their evidence, gathered from claims and tables."""

from foedus.incidents.incident import KEYS, Incident, make_incident, per_target

__all__ = ["KEYS", "Incident", "make_incident", "per_target"]
