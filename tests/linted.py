"""Blocks for the tests of lint, and what all of them ask."""

from __future__ import annotations

from collections.abc import Callable

from foedus.pacts import CHECKS, LEVELS, Finding

from . import pacts_of_paper as paper

LEAVE = "standing: withdrawal\ntakes effect: 1 year after notice"
PLACED = f"{paper.RULE}place: anywhere\n"
GATED = f"{PLACED}requires:\n  - decision of the council\n"
CASE = "case: a raid\ndate: 2020-01-01\nact: raid\ntarget: MLI\nexpect: art-1/assist owed by BFA, NER"
Found = Callable[..., list[Finding]]


def flagged(block: str) -> str:
    """A block that says how it is known, unless it does already."""
    text = block.replace("verified: report\n", "").rstrip()
    return text if "verified:" in text else f"{text}\nverified: gk\n"


def only(findings: list[Finding], level: str, check: str) -> Finding:
    """The one finding there is, of that level and check."""
    assert [(each.level, each.check) for each in findings] == [(level, check)], [str(each) for each in findings]
    assert LEVELS.index(level) >= LEVELS.index(CHECKS[check][0])
    return findings[0]
