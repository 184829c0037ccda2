"""Hand-encoded instruments and their ATOP twins are compared, and every difference has its reason."""

from __future__ import annotations

import runpy
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def evidence() -> Mapping[str, object]:
    return runpy.run_path(str(ROOT / "docs" / "evidence" / "atop_twins.py"))


@pytest.fixture(scope="module")
def page(evidence: Mapping[str, object]) -> str:
    return evidence["page"]()  # type: ignore[operator]


def test_the_page_is_what_the_command_finds(evidence: Mapping[str, object], page: str) -> None:
    assert evidence["PAGE"].read_text(encoding="utf-8") == page, "run: python docs/evidence/atop_twins.py"  # type: ignore[attr-defined]


def test_every_difference_has_a_reason(page: str) -> None:
    assert not [line for line in page.splitlines() if "unexplained" in line and line.startswith("|")]


def test_every_reason_is_the_reason_of_a_difference(evidence: Mapping[str, object], page: str) -> None:
    told = page.replace("\n", " ")
    assert not [key for key, reason in evidence["reasons"]().items() if reason not in told]  # type: ignore[operator]


def test_each_twin_shares_a_promise_with_its_instrument(evidence: Mapping[str, object]) -> None:
    for number, ours, theirs in evidence["pairs"]():  # type: ignore[operator]
        here, there = evidence["promises"](ours, theirs)  # type: ignore[operator]
        assert here.keys() & there.keys(), number
