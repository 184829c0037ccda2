"""Presumption: what defeats a provision is presumed absent until something in the incident raises it."""

from __future__ import annotations

from foedus.determinations.proof import Proof, node
from foedus.incidents import Incident

THE_EVENT_ITSELF = ("act", "actor", "target")
"""Rows that only say which event it is: that it happened raises no exception to it."""


def presumed_unless_raised(key: str, words: str, asked: Proof, incident: Incident, **params: object) -> Proof:
    """Return a defeat or exception as a node: unknown and not raised is presumed not so."""
    children = asked.children if asked.row == "term" else ()
    if asked.truth is None and not _raised(asked, incident):
        return node(
            key, words, False, f"{key}.presumed", ground="presumed", children=children, presumed=asked.missing, **params
        )
    return node(
        key, words, asked.truth, key, ground=asked.ground, evidence=asked.evidence, children=children,
        missing=asked.missing, unverified=asked.unverified, **params,
    )  # fmt: skip


def _raised(asked: Proof, incident: Incident) -> bool:
    """Tell whether anything in the incident raises a condition: a row of it found true, or a fact of it stated as unknown."""
    for each in asked.walk():
        if each.children or each.row in THE_EVENT_ITSELF:
            continue
        stated = each.truth is True and each.ground != "presumed" and bool(each.evidence)
        if stated or (each.row == "when" and incident.facts.get(each.words, False) is None):
            return True
    return False
