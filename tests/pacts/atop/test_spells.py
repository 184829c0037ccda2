"""Membership of imported alliances: signature, last day, succession, what is not known after 2018."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from foedus.pacts import Instrument, in_force, membership
from foedus.pacts.atop.days import end_edge, start_edge
from foedus.pacts.atop.succession import code_spans, identities
from foedus.terms import FoedusError, parse_when


def bound(pact: Instrument, party: str, day: str) -> bool | None:
    return membership(pact, party, parse_when(day)).truth


def test_bound_from_signature_to_the_last_day_that_is_coded(atop: Mapping[str, Instrument]) -> None:
    warsaw = atop["atop-3285"]
    assert bound(warsaw, "POL", "1955-05-13") is False
    assert bound(warsaw, "POL", "1955-05-14") is True
    assert bound(warsaw, "POL", "1991-07-01") is True
    assert bound(warsaw, "POL", "1991-07-02") is False


def test_after_the_coverage_nothing_is_known_and_nothing_denied(atop: Mapping[str, Instrument]) -> None:
    nato = atop["atop-3180"]
    assert bound(nato, "POL", "2018-12-31") is True
    assert bound(nato, "POL", "2019-01-01") is None
    assert in_force(nato, nato.standing, parse_when("2018-12-31")).truth is True
    assert in_force(nato, nato.standing, parse_when("2024-06-01")).truth is None


def test_an_ended_alliance_stays_ended_after_the_coverage(atop: Mapping[str, Instrument]) -> None:
    warsaw = atop["atop-3285"]
    assert in_force(warsaw, warsaw.standing, parse_when("2024-06-01")).truth is False


def test_a_day_that_is_blank_is_a_doubt_over_its_month(atop: Mapping[str, Instrument]) -> None:
    holy = atop["atop-1035"]  # ended in December 1822
    assert bound(holy, "GBR", "1822-12-01") is True
    assert bound(holy, "GBR", "1822-12-15") is None
    assert bound(holy, "GBR", "1823-01-01") is False
    assert bound(atop["atop-1115"], "GBR", "1844-06-10") is None  # signed in June 1844
    assert bound(atop["atop-1115"], "GBR", "1844-07-01") is True


def test_phases_that_follow_each_other_do_not_break_membership(atop: Mapping[str, Instrument]) -> None:
    triple = atop["atop-1350"]
    assert len([spell for spell in triple.spells if spell.party == "ITA"]) == 1
    assert bound(triple, "ITA", "1887-02-20") is True
    assert bound(triple, "ITA", "1915-05-24") is False


def test_phases_with_a_gap_break_it(atop: Mapping[str, Instrument]) -> None:
    arab = atop["atop-3205"]  # Egypt, put out from 1979 to 1989
    assert bound(arab, "EGY", "1978-06-01") is True
    assert bound(arab, "EGY", "1985-06-01") is False
    assert bound(arab, "EGY", "1990-06-01") is True


def test_a_code_runs_through_the_states_that_held_it(atop: Mapping[str, Instrument]) -> None:
    helsinki = atop["atop-3740"]
    assert bound(helsinki, "SUN", "1980-01-01") is True
    assert bound(helsinki, "RUS", "1980-01-01") is False
    assert bound(helsinki, "RUS", "2000-01-01") is True
    assert bound(helsinki, "DEU", "1990-10-02") is True  # 260, then 255: one state, no break
    assert bound(helsinki, "DEU", "1990-10-04") is True
    assert bound(helsinki, "DDR", "1990-10-02") is True
    assert bound(helsinki, "DDR", "1990-10-03") is False


def test_successors_have_texts_of_their_own(atop: Mapping[str, Instrument]) -> None:
    for number in (3424, 3433, 3610, 3625, 4070, 4075, 4100, 4185, 4195):
        pact = atop[f"atop-{number}"]
        day = "1993-05-01"
        assert bound(pact, "CZE", day) is True and bound(pact, "SVK", day) is True, number
        assert bound(pact, "CSK", day) is False and bound(pact, "CSK", "1992-12-31") is True, number


@pytest.mark.parametrize(
    ("code", "first", "last", "ids"),
    [
        (365, date(1955, 5, 14), date(2018, 12, 31), ["SUN", "RUS"]),
        (645, date(1930, 6, 30), date(1955, 1, 1), ["IRQ"]),  # signed before the state stood on the list
        (341, date(1912, 9, 12), date(1915, 1, 7), ["MNE-KINGDOM"]),
        (8152, date(1874, 3, 15), date(1883, 8, 25), ["VNM"]),
    ],
)
def test_what_a_code_meant(code: int, first: date, last: date, ids: list[str]) -> None:
    assert [identity.id for identity in identities(code, first, last)] == ids


def test_a_state_has_the_code_of_the_day() -> None:
    spans = code_spans("DEU", date(1990, 1, 1), date(1990, 12, 31))
    assert spans == ((260, date(1990, 1, 1), date(1990, 10, 2)), (255, date(1990, 10, 3), date(1990, 12, 31)))


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(FoedusError, match="state code 7 is unknown"):
        identities(7, date(1900, 1, 1), date(1901, 1, 1))


def test_edges_of_dates() -> None:
    assert end_edge((1999, 12, 31)).text == "2000-01-01"
    assert end_edge((1999, 12, 31), taken_over=True).text == "1999-12-31"
    assert end_edge((1999, 12, None)).text == "1999-12-02/2000-01-01"
    assert end_edge(None).latest is None
    assert start_edge((1844, 6, None)).text == "1844-06"
