"""The instruments, expanded to directed dyad-years, give ATOP's own; every difference has its reason."""

from __future__ import annotations

import runpy
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from foedus.pacts import Instrument
from foedus.pacts.atop import DyadYear, directed_dyad_years
from foedus.pacts.atop.dyads import window
from foedus.pacts.atop.reproduction import (
    EARLIER_TEXT,
    NO_COW_CODE,
    NOT_DERIVABLE,
    STATE_ENDED,
    UNEXPLAINED,
    Reproduction,
)
from foedus.pacts.atop.tables import PROMISES
from foedus.terms import parse_edge

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def evidence() -> Mapping[str, object]:
    return runpy.run_path(str(ROOT / "docs" / "evidence" / "atop_dyad_years.py"))


@pytest.fixture(scope="module")
def result(evidence: Mapping[str, object]) -> Reproduction:
    return evidence["found"]()[1]  # type: ignore[operator]


def test_every_published_row_is_expanded_but_those_of_a_state_that_had_ended(result: Reproduction) -> None:
    assert result.rows_published == 273_296
    rows = [each for each in result.differences if each.promise == "row"]
    lacking = [each[:3] for each in rows if not each.expanded]
    assert lacking == [(315, 652, 1993), (652, 315, 1993)]  # Czechoslovakia ended with the last day of 1992
    assert {each.reason for each in rows if not each.expanded} == {STATE_ENDED}
    assert all(8152 in each[:2] and each.reason == NO_COW_CODE for each in rows if each.expanded)


def test_what_is_derivable_agrees_but_where_two_texts_meet_in_a_year(result: Reproduction) -> None:
    wrong = [each for each in result.differences if each.promise != "row" and each.expanded is not None]
    assert {each.reason for each in wrong} == {EARLIER_TEXT}
    assert {(each.alliances, each.year) for each in wrong} == {
        (("atop-1155",), 1857), (("atop-1362",), 1888), (("atop-1415",), 1905),
    }  # fmt: skip
    assert not result.of(UNEXPLAINED)
    assert result.equal + len([each for each in result.differences if each.promise != "row"]) == result.cells


def test_what_is_not_derivable_is_blank_and_of_members_who_owe_different_things(result: Reproduction) -> None:
    blank = result.of(NOT_DERIVABLE)
    assert all(each.expanded is None for each in blank)
    assert len([each for each in blank if each.published == 0]) == 421  # as many as a naive expansion gets wrong
    varying = {f"atop-{number}" for number in (
        1100, 1110, 1120, 1160, 1190, 1205, 1227, 1350, 1355, 2130, 2490, 2555, 3322, 3395, 3400, 3405, 4678,
    )}  # fmt: skip
    assert {name for each in blank for name in each.alliances} <= varying


@pytest.mark.parametrize("name", ["page", "table"])
def test_the_evidence_is_what_the_command_finds(evidence: Mapping[str, object], name: str) -> None:
    path: Path = evidence[name.upper()]  # type: ignore[assignment]
    assert path.read_text(encoding="utf-8") == evidence[name](), "run: python docs/evidence/atop_dyad_years.py"  # type: ignore[operator]


def test_one_alliance_year_by_year(atop: Mapping[str, Instrument]) -> None:
    """Britain and Japan: the text of 1905 took from Japan the promises of offence and neutrality."""
    rows = {(row.ccode1, row.year): row for row in directed_dyad_years([atop["atop-1415"]])}
    assert min(year for _, year in rows) == 1902 and max(year for _, year in rows) == 1921
    assert rows[740, 1904][3:] == (1, 1, 1, 0, 1)
    assert rows[740, 1906][3:] == (1, 0, 0, 0, 1)
    assert rows[200, 1906][3:] == (1, 1, 1, 0, 1)


def test_successors_are_no_allies_of_each_other(atop: Mapping[str, Instrument]) -> None:
    rows = directed_dyad_years([atop["atop-3610"]])
    assert {frozenset(row[:2]) for row in rows} == {frozenset(pair) for pair in ((315, 360), (316, 360), (317, 360))}
    assert {row.year for row in rows if 317 in row[:2]} == {1993}


def test_one_who_owes_nothing_of_a_kind_has_a_row_all_the_same(atop: Mapping[str, Instrument]) -> None:
    """Annam owed France no defence, and has its rows."""
    zero = [row for row in directed_dyad_years([atop["atop-1320"]]) if row.ccode1 == 8152]
    assert zero and all(row == DyadYear(8152, 220, row.year, 0, 0, 0, 0, 1) for row in zero)


def test_windows_hold_what_is_sure_apart_from_what_may_be() -> None:
    doubtful = window(parse_edge("1844-12-20/1845-02-01"), parse_edge("1850-06-01"))
    assert dict(doubtful.years()) == {1844: False} | dict.fromkeys(range(1845, 1851), True)
    assert dict(window(parse_edge("2018-05-01"), parse_edge("2019-01-01/..")).years()) == {2018: True}
    assert not dict(window(parse_edge("1900-01-01"), parse_edge("1900-01-01")).years())
    assert window(None, None).first == date.min


def test_state_years_and_their_alliances_are_atops_own(evidence: Mapping[str, object]) -> None:
    published, differences = evidence["state_year_result"]()  # type: ignore[operator]
    assert published == 11_923
    rows = [(each.ccode, each.year) for each in differences if each.what == "row"]
    assert [key for key in rows if key[0] != 8152] == [(315, 1993)]  # no code; Czechoslovakia had ended
    promises = {(each.ccode, each.year): each.what for each in differences if each.what in PROMISES}
    assert promises.keys() == {(90, 1888), (91, 1888), (92, 1888), (94, 1888), (140, 1857), (740, 1905)}
    lists = [(each.ccode, each.year, each.expanded, each.published) for each in differences if each.what == "alliances"]
    assert lists == [(255, 1990, ("atop-3640",), ()), (652, 1993, (), ("atop-3973",))]
