"""Who administers a place, and who was a great power: by the tables, and unknown where they do not reach."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.terms import (
    GREAT_POWERS_FROM,
    GREAT_POWERS_UNTIL,
    FoedusError,
    administered_by,
    great_power,
    in_territory,
    places,
    resolve,
    states,
    table,
)
from foedus.terms.ground import geo_features, geo_rows, units

TODAY = date(2023, 9, 16)
DAY = timedelta(days=1)
REVERSION = date(1972, 5, 15)


@pytest.mark.parametrize("place", ["senkaku islands", "Senkaku Islands", "Diaoyu", "25.75, 123.5", (25.75, 123.5)])
def test_the_senkakus_pass_to_japan_with_okinawa(place):
    assert administered_by(place, "USA", REVERSION - DAY) is True
    assert administered_by(place, "JPN", REVERSION - DAY) is False
    assert administered_by(place, "USA", REVERSION) is False
    assert administered_by(place, "JPN", REVERSION) is True
    # Administration is settled where title is not.
    assert in_territory(place, "JPN", TODAY) is None
    assert administered_by(place, "CHN", TODAY) is False


@pytest.mark.parametrize(
    ("place", "state", "on", "expected"),
    [
        ("Okinawa", "USA", date(1965, 1, 1), True),
        ("Okinawa", "JPN", date(1965, 1, 1), False),
        ("26.2, 127.7", "USA", date(1965, 1, 1), True),
        ("26.2, 127.7", "JPN", date(1980, 1, 1), True),
        ("28.3, 129.5", "USA", date(1953, 12, 24), True),  # Amami
        ("28.3, 129.5", "JPN", date(1960, 1, 1), True),
        ("24.78, 141.32", "USA", date(1965, 1, 1), True),  # Iwo Jima
        ("24.78, 141.32", "JPN", date(1970, 1, 1), True),
        ("Tokyo", "JPN", date(1965, 1, 1), True),
        ("Yokosuka", "USA", TODAY, False),  # a base is not administration
        ("JPN", "JPN", TODAY, True),
        ("JPN", "USA", TODAY, False),
        ("Guam", "JPN", TODAY, False),
        ("Guam", "USA", TODAY, True),
        ("Hawaii", "JPN", TODAY, False),
        ("Takeshima", "JPN", TODAY, False),
        ("Takeshima", "KOR", TODAY, True),
        ("37.25, 131.85", "JPN", TODAY, False),
        ("44.1, 146.0", "JPN", TODAY, False),  # Kunashiri
        ("44.1, 146.0", "RUS", TODAY, True),
        ("44.1, 146.0", "SUN", date(1960, 1, 1), True),
        ("Kuril Islands", "JPN", TODAY, False),
        ("Falkland Islands", "GBR", date(1982, 4, 1), True),
        ("Falkland Islands", "GBR", date(1982, 5, 1), False),
        ("Port Stanley", "ARG", date(1982, 5, 1), True),
        ("-51.7, -57.9", "GBR", date(1983, 1, 1), True),
        ("TWN", "CHN", TODAY, False),
        ("TWN", "TWN", TODAY, True),
        ("Sevastopol", "UKR", date(2013, 1, 1), True),
        ("Sevastopol", "RUS", TODAY, True),
        ("Sevastopol", "UKR", TODAY, False),
        ("Guantanamo", "USA", TODAY, True),
        ("CUB", "CUB", TODAY, True),
        ("FSM", "USA", date(1970, 1, 1), True),
        ("FSM", "USA", TODAY, False),
        ("Seoul", "KOR", TODAY, True),
        ("Seoul", "USA", TODAY, False),
        ("Kidal", "MLI", TODAY, True),
        # The open sea is nobody's.
        ("20.0, 135.0", "JPN", TODAY, False),
        ("26.0, 125.9", "USA", date(1965, 1, 1), False),
        # Not settled, or not said which part.
        ("UKR", "UKR", TODAY, None),
        ("Second Thomas Shoal", "PHL", TODAY, None),
        ("Scarborough Shoal", "CHN", TODAY, None),
        ("Scarborough Shoal", "JPN", TODAY, False),
        ("CYP", "CYP", TODAY, None),
        ("pacific", "USA", TODAY, None),
        ("No Such Town", "USA", TODAY, None),
        ("34.1, 74.8", "IND", TODAY, None),
    ],
)
def test_who_administers(place, state, on, expected):
    assert administered_by(place, state, on) is expected


def test_title_is_presumed_to_carry_administration():
    for place, state in (("Gao", "MLI"), ("Paris", "FRA"), ("MLI", "MLI"), ((18.44, 1.41), "MLI")):
        assert in_territory(place, state, TODAY) is administered_by(place, state, TODAY) is True


def test_an_instant_is_its_day_and_bad_input_is_told():
    assert administered_by("Okinawa", "JPN", datetime(1972, 5, 15, 0, 1)) is True
    with pytest.raises(FoedusError, match="unknown state"):
        administered_by("Okinawa", "JAP", TODAY)
    with pytest.raises(FoedusError, match="latitude"):
        administered_by((95, 0), "JPN", TODAY)


def test_states_towns_and_named_zones_need_no_map():
    code = (
        "import sys\nfrom datetime import date\nfrom foedus.terms import administered_by, great_power\n"
        "on = date(2010, 1, 1)\n"
        "assert administered_by('MLI', 'MLI', on) is True and administered_by('Gao', 'MLI', on) is True\n"
        "assert administered_by('senkaku islands', 'JPN', on) is True and great_power('FRA', on) is True\n"
        "assert 'shapely' not in sys.modules\n"
    )
    found = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=found)
    assert done.returncode == 0, done.stderr


def test_every_row_names_a_place_and_states_that_are_known():
    zones = {p["zone"] for name in ("title_zones", "administration") for p, _ in geo_features(name)}
    for row in geo_rows("administration"):
        assert row["area_or_place"] in zones | set(units()) | set(places()), row
        for name in filter(None, row["administrator"].split("; ")):
            assert name in states(), row
        assert not row["until"] or row["from"] < row["until"], row
        assert row["verified"] in ("text", "report", "calc", "gk") and (row["source"] or row["verified"] == "gk"), row


def test_no_place_has_two_rows_for_one_day():
    rows = sorted(geo_rows("administration"), key=lambda row: (row["area_or_place"], row["from"]))
    for before, after in zip(rows, rows[1:], strict=False):
        if before["area_or_place"] == after["area_or_place"]:
            assert before["until"] and before["until"] <= after["from"], after


@settings(max_examples=100, deadline=None)
@given(
    st.floats(-90, 90, allow_nan=False),
    st.floats(-180, 180, allow_nan=False),
    st.sampled_from(["USA", "JPN", "GBR", "RUS", "CHN"]),
    st.sampled_from(["UKR", "ISR", "FRA", "CYP", "ARG"]),
)
def test_no_point_is_administered_by_two(lat, lon, one, other):
    assert not (administered_by((lat, lon), one, TODAY) and administered_by((lat, lon), other, TODAY))


@pytest.mark.parametrize(
    ("state", "on", "expected"),
    [
        ("USA", date(1898, 8, 12), False),
        ("USA", date(1898, 8, 13), True),
        ("AUH", date(1914, 7, 28), True),
        ("AUH", date(1918, 11, 3), True),
        ("AUH", date(1918, 11, 4), False),
        ("PRU", date(1866, 6, 14), True),
        ("DEU-EMPIRE", date(1914, 8, 1), True),
        ("DEU", date(1914, 8, 1), True),  # the code means the empire then
        ("DEU-EMPIRE", date(1920, 1, 1), False),
        ("DEU", date(1960, 1, 1), False),
        ("DEU", date(2000, 1, 1), True),
        ("SARDINIA", date(1859, 6, 1), False),
        ("SARDINIA", date(1860, 6, 1), True),
        ("ITA", date(1914, 8, 1), True),
        ("ITA", date(1950, 1, 1), False),
        ("RUS-EMPIRE", date(1914, 8, 1), True),
        ("RUS", date(1917, 12, 5), True),
        ("RUS", date(1920, 1, 1), False),
        ("SUN", date(1922, 12, 30), True),
        ("RUS", date(1991, 12, 26), True),
        ("FRA", date(1942, 1, 1), False),
        ("CHN", date(1949, 12, 31), False),
        ("JPN", date(1905, 1, 1), True),
        ("MLI", date(2000, 1, 1), False),
        # What the list does not cover is unknown, also for who is not on it.
        ("USA", date(2016, 12, 31), True),
        ("USA", date(2017, 1, 1), None),
        ("MLI", date(2023, 9, 16), None),
        ("FRA", date(1815, 12, 31), None),
        ("GBR", date(1816, 1, 1), True),
    ],
)
def test_great_powers(state, on, expected):
    assert great_power(state, on) is expected


def test_great_powers_are_told_by_the_id_of_the_day():
    for row in table("great_powers"):
        first = date.fromisoformat(row["from"])
        assert resolve(row["id"], first) == row["id"], row
        assert great_power(row["id"], first) is True
        until = date.fromisoformat(row["until"]) if row["until"] else GREAT_POWERS_UNTIL
        last = until - DAY
        assert resolve(row["id"], last) == row["id"], row
        assert great_power(row["id"], last) is True
    with pytest.raises(FoedusError, match="unknown state"):
        great_power("XQZ", TODAY)


@settings(max_examples=60, deadline=None)
@given(st.dates(GREAT_POWERS_FROM, GREAT_POWERS_UNTIL - DAY))
def test_there_are_always_some_great_powers_and_never_many(on):
    assert 3 <= sum(great_power(id_, on) is True and resolve(id_, on) == id_ for id_ in states()) <= 8
