"""Areas of treaties: states, towns and points inside, outside, and honestly unknown."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from datetime import date, datetime
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.terms import FoedusError, country_at, exists, home_in, in_territory, parse_point, within
from foedus.terms.areas import area_on, area_word, areas, place_text, within_one_of
from foedus.terms.ground import geo_features, geo_rows, units
from foedus.terms.states import states

TODAY = date(2023, 9, 16)
ALLIED_LAND = (
    "europe",
    "north america",
    "territory of TUR",
    "algerian departments of france",
    "north atlantic islands north of cancer",
)
ALLIED_WATERS = ("mediterranean", "north atlantic north of cancer")

LATS = st.floats(-90, 90, allow_nan=False)
LONS = st.floats(-180, 180, allow_nan=False)


@pytest.mark.parametrize(
    ("place", "area", "expected"),
    [
        ("FIN", "europe", True),
        ("NOR", "europe", True),
        ("MLI", "europe", False),
        ("CAN", "north america", True),
        ("MLI", "west africa", True),
        ("MLI", "three-border zone", None),
        ("SEN", "three-border zone", False),
        ("KOR", "korean peninsula", True),
        ("AUH", "europe", True),
        ("TIBET", "europe", None),
        # Partly inside: it is not said which part.
        ("FRA", "europe", None),
        ("GBR", "europe", None),
        ("USA", "north america", None),
        ("TUR", "europe", None),
        ("RUS", "europe", None),
        ("DNK", "europe", None),
        # A coastal state's waters are in the sea, a landlocked state's are not.
        ("LBY", "mediterranean", None),
        ("CHE", "mediterranean", False),
        ("TUR", "territory of TUR", True),
        ("GRC", "territory of TUR", False),
    ],
)
def test_a_state_as_a_whole(place, area, expected):
    assert within(place, area, TODAY) is expected


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("FIN", True),
        ("TUR", True),
        ("DNK", True),  # Denmark in Europe, Greenland in America: every part is in
        ("PRT", True),  # with the Azores and Madeira, islands north of the Tropic of Cancer
        ("FRA", None),  # French Guiana and Réunion are out
        ("USA", None),  # Hawaii and Guam are out
        ("ESP", None),  # Ceuta and Melilla lie in Africa
        ("MLI", False),
        ("London", True),
        ("Nuuk", True),
        ((64.18, -51.72), True),
        ("Svalbard", True),
        ("Canary Islands", True),
        ("Bermuda", True),
        ("Istanbul", True),
        ("Ankara", True),
        ("Hawaii", False),
        ((21.31, -157.86), False),  # Honolulu
        ("Guam", False),
        ((4.9, -52.33), False),  # Cayenne
        ((-20.9, 55.5), False),  # Saint-Denis de la Réunion
        ("Falkland Islands", False),
        ((-51.7, -57.9), False),
        ("Ceuta", False),  # a party's soil, but in Africa and no island
        ((35.889, -5.321), False),
        ("Melilla", False),
        ("Madeira", True),
        ("Azores", True),
        ("Faroe Islands", True),
        ("Gibraltar", True),
        ((28.1, -15.4), True),  # Las Palmas
        ((37.91, 40.23), True),  # Diyarbakir, in Asia but Türkiye's
        ((36.43, 28.22), True),  # Rhodes
        ((35.5, 12.6), None),  # at Lampedusa, which the map leaves out: ship or shore
        ("Lampedusa", True),
        ((35.7, -5.6), False),  # Moroccan soil beside Ceuta
    ],
)
def test_land_of_the_north_atlantic_treaty(place, expected):
    assert within_one_of(place, ALLIED_LAND, TODAY) is expected


@pytest.mark.parametrize(
    ("ship", "expected"),
    [
        ((45.0, -30.0), True),
        ("45, -30", True),
        ((10.0, -30.0), False),
        ((23.44, -40.0), True),  # a hair north of the Tropic of Cancer
        ((23.43, -40.0), False),
        ((36.0, 18.0), True),
        ((43.0, 33.0), None),  # the Black Sea
        ((-51.0, -50.0), False),
        ((30.0, -140.0), False),
        ("Aegean Sea", True),
        ("Persian Gulf", False),
        ("Caribbean Sea", None),  # a sea beside the line, too wide to tell
        ((15.0, -70.0), False),
    ],
)
def test_ships_of_the_north_atlantic_treaty(ship, expected):
    assert within_one_of(ship, ALLIED_WATERS, TODAY) is expected


def test_a_state_is_of_the_area_where_its_home_is():
    american = {state for state in states() if exists(state, TODAY) and home_in(state, "americas", TODAY)}
    assert len(american) == 35  # as many as the Organization of American States has members
    assert {"USA", "CHL", "CAN", "CUB"} <= american  # whatever lies in the Pacific
    assert not {"GBR", "FRA", "NLD", "DNK"} & american  # whatever they hold there
    assert home_in("DNK", "europe", TODAY) is True
    assert home_in("RUS", "europe", date(1900, 1, 1)) is None
    assert home_in("USA", "algerian departments of france", TODAY) is False
    with pytest.raises(FoedusError, match="did you mean 'americas'"):
        home_in("USA", "amercas", TODAY)


def test_disputed_ground_is_explained_in_the_note():
    assert "Ceuta" in area_on("europe", TODAY).note
    assert "unverified" in area_on("three-border zone", TODAY).note


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("Koumbri", True),
        ("Djibo", True),
        ("Bamako", False),
        ("Ouagadougou", False),
        ("Timbuktu", None),
        ("Niamey", None),
    ],
)
def test_three_border_zone(place, expected):
    assert within(place, "three-border zone", TODAY) is expected


def test_three_border_zone_by_another_name():
    assert within("Koumbri", "Liptako-Gourma", TODAY) is True
    assert within("Liptako-Gourma", "three-border zone", TODAY) is True
    assert within("Liptako-Gourma", "west africa", TODAY) is True
    assert within("Liptako-Gourma", "europe", TODAY) is False


@pytest.mark.parametrize(
    ("place", "area", "expected"),
    [
        ("Guam", "pacific", True),
        ("Hawaii", "pacific", True),
        ((0.0, -160.0), "pacific", True),
        ((-15.0, 180.0), "pacific", True),
        ("Beijing", "pacific", False),
        ("South China Sea", "pacific", None),
        ((15.15, 117.75), "pacific", None),
        ("Scarborough Shoal", "south china sea", True),
        ("Manila", "south china sea", False),
        ((25.75, 123.5), "senkaku islands", True),
        ("Tokyo", "senkaku islands", False),
        ("Falkland Islands", "western hemisphere security zone", True),
        ("Greenland", "western hemisphere security zone", True),
        ((21.31, -157.86), "western hemisphere security zone", False),
        # The corners of article 4 of the Rio treaty: what lies a little within, a little without.
        ((40.0, -57.0), "western hemisphere security zone", True),
        ((40.0, -55.0), "western hemisphere security zone", False),
        ((0.0, -24.5), "western hemisphere security zone", True),
        ((0.0, -23.5), "western hemisphere security zone", False),
        ((-40.0, -89.0), "western hemisphere security zone", True),
        ((-40.0, -91.0), "western hemisphere security zone", False),
        ((76.77, -18.67), "western hemisphere security zone", True),  # eastern Greenland
        ((64.15, -21.94), "western hemisphere security zone", False),  # Reykjavik
        ((52.9, 173.0), "western hemisphere security zone", True),  # Attu
        ((-27.1, -109.4), "western hemisphere security zone", False),  # Easter Island
        ("Azores", "western hemisphere security zone", False),
        ("Bermuda", "western hemisphere security zone", True),
        ("South Georgia", "western hemisphere security zone", True),
        ("DNK", "western hemisphere security zone", None),  # Greenland is, Denmark is not
        ("Second Thomas Shoal", "south china sea", True),
        ((9.75, 115.85), "south china sea", True),
        ((15.15, 117.75), "south china sea", True),
        ((14.0, 125.0), "south china sea", False),  # the Philippine Sea
        ((14.0, 125.0), "pacific", True),
        ("Okinawa", "pacific", True),
        ("New York", "pacific", False),
        ((25.92, 124.56), "senkaku islands", True),  # Taisho-jima, the farthest of the group
        ((24.34, 124.16), "senkaku islands", False),  # Ishigaki
        ("BRA", "western hemisphere security zone", True),
        ((14.69, -17.45), "africa", True),
        ("Riyadh", "arabian peninsula", True),
        ("mediterranean", "north atlantic north of cancer", False),
        ("mediterranean", "americas", False),
        ("mediterranean", "pacific", False),
        ("Red Sea", "pacific", False),
        ("south china sea", "pacific", None),
        ("Abu Musa", "europe", False),
        ("Midway", "pacific", True),
    ],
)
def test_other_areas(place, area, expected):
    assert within(place, area, TODAY) is expected


def test_three_border_zone_is_less_than_the_land_of_the_three_states():
    for place, state, inside in (("Gao", "MLI", True), ("Kidal", "MLI", False), ("Diffa", "NER", False)):
        assert in_territory(place, state, TODAY) is True
        assert within(place, "three-border zone", TODAY) is inside
    assert [within(state, "three-border zone", TODAY) for state in ("BFA", "MLI", "NER")] == [None] * 3


def test_algerian_departments_end_with_independence():
    word = "algerian departments of france"
    assert within("Algiers", word, date(1955, 1, 1)) is True
    assert within((36.75, 3.05), word, date(1955, 1, 1)) is True
    assert within("Algiers", word, date(1962, 7, 2)) is True
    assert within("Algiers", word, date(1962, 7, 3)) is False
    assert within("Algiers", word, date(1970, 1, 1)) is False
    assert within("DZA", word, date(1955, 1, 1)) is None
    assert within((27.0, 2.0), word, date(1955, 1, 1)) is None
    assert within("Paris", word, date(1955, 1, 1)) is False


@pytest.mark.parametrize(
    ("place", "state", "on", "expected"),
    [
        ("Kidal", "MLI", TODAY, True),
        ((18.44, 1.41), "MLI", TODAY, True),
        ((18.44, 1.41), "NER", TODAY, False),
        ((45.0, -30.0), "PRT", TODAY, False),
        # By lawful title, whatever the map file draws.
        ((44.6, 33.52), "UKR", TODAY, True),
        ((44.6, 33.52), "RUS", TODAY, False),
        ((44.6, 33.52), "SUN", date(1980, 1, 1), True),
        ((44.6, 33.52), "RUS", date(1980, 1, 1), True),  # RUS means the Soviet Union then
        ((33.1, 35.8), "SYR", TODAY, True),
        ((33.1, 35.8), "ISR", TODAY, False),
        ((35.25, 33.3), "CYP", TODAY, True),
        ((9.56, 44.06), "SOM", TODAY, True),
        ((27.15, -13.2), "MAR", TODAY, None),
        ((27.15, -13.2), "ESP", date(1970, 1, 1), True),
        ((34.1, 74.8), "IND", TODAY, None),
        ((34.1, 74.8), "PAK", TODAY, None),
        ((34.1, 74.8), "FRA", TODAY, False),
        ("Senkaku Islands", "JPN", TODAY, None),
        ("Senkaku Islands", "USA", TODAY, False),
        ("Falkland Islands", "GBR", TODAY, None),
        ("Ceuta", "ESP", TODAY, True),
        ("Ceuta", "MAR", TODAY, None),
        ("TWN", "CHN", TODAY, None),
        ("Akrotiri", "GBR", TODAY, True),
        ("Balakot", "PAK", TODAY, True),
        ("Abu Musa", "IRN", TODAY, None),
        ("French Guiana", "FRA", TODAY, True),
        ("Black Sea", "UKR", TODAY, None),
        ("Black Sea", "MLI", TODAY, False),
        # Land that changed hands.
        ("DZA", "FRA", date(1955, 1, 1), True),
        ("Algiers", "FRA", date(1955, 1, 1), True),
        ("Algiers", "FRA", date(1970, 1, 1), False),
        ("Algiers", "DZA", date(1970, 1, 1), True),
        ("Sarajevo", "AUH", date(1914, 6, 28), True),
        ("Hong Kong", "GBR", date(1990, 1, 1), True),
        ("Hong Kong", "CHN", date(2000, 1, 1), True),
        ((47.0, 8.3), "CHE", date(1914, 8, 1), True),
        # The tables do not reach back: unknown, not no.
        ((45.43, 12.33), "AUH", date(1850, 1, 1), None),
        ("Bamako", "FRA", date(1950, 1, 1), None),
        ("No Such Town", "FRA", TODAY, None),
        # Off Baengnyeong, an island that the map leaves out: neither the South's for sure nor not the South's.
        ((37.93, 124.6), "KOR", TODAY, None),
        ((37.93, 124.6), "JPN", TODAY, False),
    ],
)
def test_territory_by_lawful_title(place, state, on, expected):
    assert in_territory(place, state, on) is expected
    assert within(place, f"territory of {state}", on) is expected


def test_a_border_leaves_both_sides_open():
    shapes = {properties["id"]: geometry for properties, geometry in geo_features("admin0_10m_west_africa")}
    spot = shapes["BFA"].boundary.intersection(shapes["MLI"].buffer(0.001)).representative_point()
    point = (spot.y, spot.x)
    assert country_at(*point) >= {"BFA", "MLI"}
    assert in_territory(point, "BFA", TODAY) is None
    assert in_territory(point, "MLI", TODAY) is None
    assert in_territory(point, "SEN", TODAY) is False


def test_country_at():
    assert country_at(48.86, 2.35) == {"FRA"}
    assert country_at(44.6, 33.5) == {"UKR"}
    assert country_at(34.1, 74.8) == {"IND", "PAK"}
    assert country_at(45.0, -30.0) == frozenset()
    assert country_at(50.45, 30.5, date(1980, 1, 1)) == {"SUN"}


@settings(max_examples=150, deadline=None)
@given(LATS, LONS, st.sampled_from(sorted(areas())), st.dates(date(1815, 1, 1), date(2030, 1, 1)))
def test_within_answers_anywhere(lat, lon, area, on):
    assert within((lat, lon), area, on) in (True, False, None)


@settings(max_examples=150, deadline=None)
@given(LATS, LONS, st.sampled_from(sorted(states())))
def test_territory_is_of_a_holder_or_claimant_only(lat, lon, state):
    near = country_at(lat, lon, TODAY)
    if in_territory((lat, lon), state, TODAY) is True:
        assert state in near
    owners = [owner for owner in near if in_territory((lat, lon), owner, TODAY) is True]
    assert len(owners) <= 1


@settings(max_examples=100, deadline=None)
@given(LATS, LONS)
def test_alternative_spellings_of_a_point_agree(lat, lon):
    lat, lon = round(lat, 3), round(lon, 3)
    north = f"{abs(lat):f}{'S' if lat < 0 else 'N'} {abs(lon):f}{'W' if lon < 0 else 'E'}"
    assert parse_point(f"{lat:f}, {lon:f}") == pytest.approx((lat, lon))
    assert parse_point(north) == pytest.approx((lat, lon))


@pytest.mark.parametrize("bad", [(95, 0), (0, 181), (float("nan"), 0), (True, 2), (1.0,), ("a", "b"), "91, 3"])
def test_bad_points_are_told(bad):
    with pytest.raises(FoedusError) as error:
        within(bad, "europe", TODAY)
    assert "place" in str(error.value) and "\n" not in str(error.value)


def test_bad_areas_are_told_with_the_nearest_word():
    with pytest.raises(FoedusError, match="did you mean 'europe'"):
        within("FRA", "eurpe", TODAY)
    with pytest.raises(FoedusError, match="did you mean"):
        within("FRA", "territory of FRE", TODAY)
    with pytest.raises(FoedusError, match="area"):
        within("FRA", "alliance area", TODAY)


def test_words_are_read_as_tables_write_them():
    assert area_word("North_Atlantic_north_of_cancer") == "north atlantic north of cancer"
    assert area_word("territory_of_tur") == "territory of TUR"
    assert within("FIN", "Europe", datetime(2023, 4, 4, 16)) is True


def test_place_text():
    assert place_text((45.0, -30.0)) == "45°N 30°W"
    assert place_text("45.5, -30") == "45.5°N 30°W"
    assert place_text("MLI") == "Mali"
    assert place_text("Kidal") == "Kidal"


def test_every_area_names_known_states_and_a_drawn_line_where_it_needs_one():
    known = set(states()) | set(units())
    drawn = {properties["area"] for name in ("areas", "seas") for properties, _ in geo_features(name)}
    for word, spells in areas().items():
        for area in spells:
            assert area.inside | area.part | area.coast <= known, word
            assert not area.inside & area.part, word
            assert area.verified in ("text", "report", "calc", "gk") and area.note and area.note_fr, word
            assert area.kind == "land" or word in drawn, word
    assert drawn <= set(areas())


def test_every_unit_lies_where_its_state_is_and_every_title_row_is_known():
    mapped = {p["id"] for name in ("admin0_50m", "admin0_10m_west_africa") for p, _ in geo_features(name)}
    zones = {p["zone"] for p, _ in geo_features("title_zones")}
    assert mapped <= set(units())
    assert all(unit.state in states() for unit in units().values() if unit.state)
    for row in geo_rows("title_corrections"):
        assert row["where"] in zones | set(units())
        for state in [row["title"], *row["claimants"].split("; ")]:
            assert not state or state in states(), row
    assert zones <= {row["where"] for row in geo_rows("title_corrections")}
    for row in geo_rows("territory_spells"):
        assert row["state"] in states(), row
        assert not row["until"] or row["from"] < row["until"], row


def test_the_map_is_small_and_plain():
    folder = files("foedus.terms") / "geo"
    total = 0
    for name in ("admin0_50m", "admin0_10m_west_africa"):
        text = (folder / f"{name}.geojson").read_text(encoding="utf-8")
        total += len(text.encode())
        assert all(set(feature["properties"]) == {"id"} for feature in json.loads(text)["features"])
    assert total < 1_500_000
    rows = list(csv.DictReader((files("foedus.terms") / "areas.csv").read_text(encoding="utf-8").splitlines()))
    assert all(None not in row and None not in row.values() for row in rows)


def test_shapely_is_loaded_only_for_a_point():
    code = (
        "import sys\nfrom datetime import date\nfrom foedus.terms import within, in_territory\n"
        "on = date(2023, 9, 16)\n"
        "assert within('FIN', 'europe', on) is True and in_territory('Kidal', 'MLI', on) is True\n"
        "assert 'shapely' not in sys.modules\n"
        "within((45.0, -30.0), 'mediterranean', on)\n"
        "assert 'shapely' in sys.modules\n"
    )
    found = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=found)
    assert done.returncode == 0, done.stderr
