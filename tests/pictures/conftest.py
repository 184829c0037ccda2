"""What the tests of the pictures draw: a small world of commitments, and the shipped law."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

import foedus
from foedus.pacts import Library, load_library


@dataclass(frozen=True)
class Bound:
    """A commitment as pictures need it; what it does not say of itself is settled."""

    bearer: str
    beneficiary: str
    instrument: str = "north-atlantic-treaty-1949"
    provision: str = "art-5/assist"
    duty: str = "assist"
    up_to: str | None = "armed force"
    discretion: str = "none"
    against: frozenset[str] | None = None
    certain: bool = True


@pytest.fixture(scope="session")
def law() -> Library:
    return load_library()


@pytest.fixture(scope="session")
def bound() -> tuple[Bound, ...]:
    """Three allies bound to each other, one guarantee one way, one duty of which nobody knows, and a duty of another kind."""
    allies = ("FRA", "GBR", "POL")
    each = [Bound(one, other) for one in allies for other in allies if one != other]
    return (
        *each, Bound("USA", "JPN", "us-japan-1960"), Bound("RUS", "BLR", "csto-1992", certain=False),
        Bound("TUR", "GRC", duty="consult"), Bound("CHN", "PRK", "china-dprk-1961", against=frozenset({"USA"})),
    )  # fmt: skip


@pytest.fixture(scope="session")
def raid() -> foedus.Determination:
    return foedus.assess(
        act="raid", actor="JNIM", target="BFA", date="2023-09-20", struck="armed forces", place="BFA",
        pacts=["liptako-gourma-charter-2023", "ecowas-mechanism-1999"],
    )  # fmt: skip
