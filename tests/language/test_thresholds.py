"""The words of a majority or quorum that docs/reference/language.md lists are those that the program reads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from foedus.pacts import parse_threshold
from foedus.pacts.threshold import BASES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "language.md"
SHARES = ("half", "one third", "two thirds", "three fifths", "three quarters", "four fifths", "all", "majority")


def listed() -> list[str]:
    """The words in backticks of the line on thresholds, which may go over several lines."""
    text = PAGE.read_text(encoding="utf-8")
    found = re.search(r"^- A threshold is (.+?)^- ", text, flags=re.MULTILINE | re.DOTALL)
    assert found
    return re.findall(r"`([^`]+)`", found[1])


def test_every_share_and_base_on_the_page_is_read() -> None:
    words = listed()
    bases = [word for word in words if word.startswith("of ")]
    assert set(SHARES) <= set(words) and len(bases) >= 6
    assert all(parse_threshold(f"{share} {base}") for share in SHARES for base in bases)


def test_numbers_on_the_page_are_read_and_words_that_are_no_threshold_are_not() -> None:
    words = listed()
    assert {"nine votes", "11", "not read"} <= set(words)
    assert parse_threshold("nine votes") == parse_threshold("9")
    assert parse_threshold("not read") is None


@pytest.mark.parametrize(
    ("words", "of", "needed"),
    [
        ("half of seats", 4, 2),
        ("majority of seats", 4, 3),
        ("two thirds of seats", 4, 3),
        ("three fifths of seats", 4, 3),
    ],
)
def test_a_majority_is_more_than_half_and_shares_are_rounded_up(words: str, of: int, needed: int) -> None:
    found = parse_threshold(words)
    assert found is not None and found.needed(of) == needed


def test_each_base_counts_seats_those_present_or_those_voting() -> None:
    assert set(BASES.values()) == {"seats", "present", "voting"}
    assert parse_threshold("majority of the members").base == "seats"  # type: ignore[union-attr]
    assert parse_threshold("majority of those present").base == "present"  # type: ignore[union-attr]
    assert parse_threshold("majority of those present and voting").base == "voting"  # type: ignore[union-attr]
