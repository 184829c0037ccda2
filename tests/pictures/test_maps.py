"""Maps: whom the land of a day belongs to, unknown apart from none, and the table that says the same."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from foedus import pictures, terms
from foedus.pacts import Library
from foedus.pictures.land import geometry_within, holdings
from foedus.terms import FoedusError


def shades(drawn: pictures.Picture) -> dict[str, str]:
    return {row["state"]: row["shade"] for row in drawn.spec["datasets"]["states"]}


def named(cell: Any) -> str:
    return cell["text"] if isinstance(cell, dict) else cell


def test_the_world_counts_who_is_bound_to_defend_each_state(bound: tuple) -> None:
    drawn = pictures.world_of_day(bound, "2023-10-01")
    rows = {named(row[0]): row for row in drawn.table.rows}
    assert rows["France"][1] == 2 and rows["France"][2] == "Poland, United Kingdom"
    assert rows["Japan"][1] == 1 and rows["Japan"][2] == "United States"
    # a duty to consult defends nobody
    assert "Greece" not in rows
    # bound only against one attacker is said so
    assert "only against United States" in rows["North Korea"][2]


def test_what_is_not_settled_is_neither_yes_nor_no(bound: tuple) -> None:
    drawn = pictures.world_of_day(bound, "2023-10-01")
    row = next(row for row in drawn.table.rows if row[0] == "Belarus")
    assert (row[1], row[3], row[4]) == (0, 1, "Russia")
    assert shades(drawn)["BLR"].startswith("striped")
    assert shades(drawn)["BLR"] not in (shades(drawn)["JPN"], "no duty found")


@pytest.mark.parametrize("draw", [
    lambda bound: pictures.world_of_day(bound, "2023-10-01"),
    lambda bound: pictures.duties_of_state(bound, "FRA", "2023-10-01"),
])  # fmt: skip
def test_the_coloured_states_are_those_of_the_table(bound: tuple, draw: Any) -> None:
    drawn = draw(bound)
    assert sorted(row["name"] for row in drawn.spec["datasets"]["states"]) == sorted(
        named(row[0]) for row in drawn.table.rows
    )


def test_both_directions_are_told_apart(bound: tuple) -> None:
    found = shades(pictures.duties_of_state(bound, "USA", "2023-10-01"))
    assert found == {"USA": "the state itself", "JPN": "it must defend them"}
    found = shades(pictures.duties_of_state(bound, "JPN", "2023-10-01"))
    assert found["USA"] == "they must defend it"
    assert shades(pictures.duties_of_state(bound, "FRA", "2023-10-01"))["POL"] == "both ways"


def test_land_whose_holder_is_not_known_is_marked_and_not_taken_for_none() -> None:
    day = date(1914, 7, 28)
    drawn = pictures.world_of_day((), day)
    unknown = {unit for unit, held in holdings(day).items() if not held.state}
    rows = {row["unit"]: row for row in drawn.spec["datasets"]["units"]}
    assert unknown and {unit for unit, row in rows.items() if "hatched" in row["blank"]} == unknown
    hatched = next(layer for layer in drawn.spec["layer"] if layer.get("name") == "unknown")
    assert any("hatched" in str(step) for step in hatched["transform"])
    assert str(len([unit for unit in unknown if terms.units()[unit].counts])) in drawn.caption


def test_the_land_follows_the_title_of_the_day() -> None:
    assert holdings(date(1985, 1, 1))["UKR"].state == "SUN"
    assert holdings(date(2023, 1, 1))["UKR"].state == "UKR"
    assert holdings(date(2023, 1, 1))["crimea"].state == "UKR"
    # before the day from which today's line is trusted it is drawn as approximate
    assert holdings(date(1914, 1, 1))["COD"].state == "BEL" and not holdings(date(1914, 1, 1))["COD"].sure
    assert holdings(date(2023, 1, 1))["COD"].sure


def test_each_unit_of_the_geometry_is_a_unit_of_the_land_and_rings_run_clockwise() -> None:
    found = pictures.world_geometry()
    land = [each for each in found["features"] if each["properties"]["kind"] == "land"]
    assert {each["properties"]["unit"] for each in land} <= set(terms.units())
    assert {unit for unit, about in terms.units().items() if about.counts} - {
        each["properties"]["unit"] for each in land
    } <= {unit for unit, about in terms.units().items() if about.counts}
    for each in land:
        shape = each["geometry"]
        for polygon in shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]:
            ring = polygon[0]
            area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:], strict=False))
            assert area < 0, each["properties"]["unit"]


def test_the_geometry_is_small_and_may_be_served_apart(bound: tuple) -> None:
    from importlib.resources import files

    assert (files("foedus.pictures") / "world.json").stat().st_size <= 150_000
    apart = pictures.world_of_day(bound, "2023-10-01", geometry="/static/world.json")
    whole = pictures.world_of_day(bound, "2023-10-01")
    assert "world" not in apart.spec["datasets"]
    assert {layer["data"].get("url") for layer in apart.spec["layer"][:2]} == {"/static/world.json"}
    assert geometry_within(dict(apart.spec))["datasets"]["world"] == whole.spec["datasets"]["world"]
    assert apart.table == whole.table


def test_an_address_is_given_to_each_state_and_its_row(bound: tuple) -> None:
    drawn = pictures.world_of_day(bound, "2023-10-01", link=lambda state: f"/state/{state}")
    assert {row["href"] for row in drawn.spec["datasets"]["states"]} == {row[0]["href"] for row in drawn.table.rows}


def test_the_incident_shows_actor_target_and_bearers(raid: Any) -> None:
    drawn = pictures.incident_map(raid.determinations, raid.incident)
    rows = {named(row[0]): row for row in drawn.table.rows}
    assert rows["Burkina Faso"][1] == "target" and rows["JNIM"][1] == "actor"
    assert rows["Mali"][1] == "owes help" and "Liptako-Gourma Charter" in rows["Mali"][2]
    on_map = {row["name"] for row in drawn.spec["datasets"]["states"]}
    beside = {row["text"].partition(":")[0] for row in drawn.spec["datasets"].get("bodies", [])}
    assert on_map | beside == set(rows)


def test_an_incident_without_a_day_needs_one(raid: Any) -> None:
    from dataclasses import replace

    undated = replace(raid.incident, date=terms.UNKNOWN_WHEN)
    with pytest.raises(FoedusError, match="date"):
        pictures.incident_map(raid.determinations, undated)
    assert pictures.incident_map(raid.determinations, undated, on="2023-09-20").table.rows


def test_no_day_and_no_state_are_refused(bound: tuple) -> None:
    with pytest.raises(FoedusError):
        pictures.world_of_day(bound, None)
    with pytest.raises(FoedusError):
        pictures.duties_of_state(bound, "XXX", "2023-10-01")


def test_the_law_of_a_day_goes_onto_the_map(law: Library) -> None:
    from foedus.obligations import commitments_on

    known = commitments_on(law, terms.parse_when("1914-07-28"), duties=pictures.DEFENCE)
    rows = {named(row[0]): row for row in pictures.world_of_day(known, "1914-07-28", library=law).table.rows}
    assert "Russian Empire" in rows["France"][2]
