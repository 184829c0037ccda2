"""Networks, timelines, proofs and counts: every mark in the table and every row drawn."""

from __future__ import annotations

from collections import Counter
from typing import Any

import foedus
from foedus import pictures
from foedus.pacts import Library


def data(drawn: pictures.Picture, name: str) -> list[dict[str, Any]]:
    return drawn.spec["datasets"][name]


def test_each_line_of_the_network_is_a_row(bound: tuple) -> None:
    drawn = pictures.network(bound, "2023-10-01")
    lines = Counter(row["name"] for row in data(drawn, "lines"))
    rows = Counter(f"{row[0]} {'→' if row[2] == 'one way' else '↔'} {row[1]}" for row in drawn.table.rows)
    assert lines == rows
    assert rows["United States → Japan"] == 1 and rows["France ↔ Poland"] == 1


def test_one_way_has_an_arrow_and_doubt_a_dash(bound: tuple) -> None:
    drawn = pictures.network(bound, "2023-10-01")
    arrows = {row["name"] for row in data(drawn, "arrows")}
    assert arrows == {"United States → Japan", "Russia → Belarus", "China → North Korea"}
    assert [row["name"] for row in data(drawn, "lines") if not row["settled"]] == ["Russia → Belarus"]


def test_a_pact_of_many_is_a_hub_that_stands_for_all_its_duties(bound: tuple) -> None:
    kind = type(bound[0])
    states = ("FRA", "GBR", "POL", "DEU", "ITA")
    known = [kind(one, other) for one in states for other in states if one != other]
    drawn = pictures.network(known, "2023-10-01")
    assert [row["node"] for row in data(drawn, "nodes") if row["hub"]] == ["north-atlantic-treaty-1949"]
    assert len(data(drawn, "lines")) == len(states)
    assert all(row[3] == "8 of 8" for row in drawn.table.rows)


def test_the_same_network_stands_in_the_same_place(bound: tuple) -> None:
    assert pictures.network(bound, "2023-10-01").spec == pictures.network(reversed(bound), "2023-10-01").spec


def test_labels_of_the_network_do_not_cover_each_other(law: Library) -> None:
    from foedus.obligations import commitments_on
    from foedus.terms import parse_when

    known = commitments_on(law, parse_when("1962-10-16"), duties=pictures.DEFENCE)
    nodes = [row for row in data(pictures.network(known, "1962-10-16"), "nodes") if not row["hub"]]
    assert len(nodes) > 60
    for number, one in enumerate(nodes):
        for other in nodes[number + 1 :]:
            assert abs(one["x"] - other["x"]) > 18 or abs(one["y"] - other["y"]) > 12, (one["label"], other["label"])


def test_some_states_only(bound: tuple) -> None:
    drawn = pictures.network(bound, "2023-10-01", states=["FRA", "POL", "JPN"])
    assert {(row[0], row[1]) for row in drawn.table.rows} == {("France", "Poland")}


def test_nobody_bound_is_an_empty_network_that_can_be_drawn() -> None:
    drawn = pictures.network((), "2023-10-01")
    assert drawn.table.rows == () and drawn.svg().startswith("<svg")


def test_each_act_of_a_chronology_is_a_mark_and_a_row(law: Library) -> None:
    entries = [entry for entry in law.chronology if entry["date"] >= "2012"]
    drawn = pictures.sahel(entries)
    assert {row["id"] for row in data(drawn, "entries")} == {entry["id"] for entry in entries}
    assert len(drawn.table.rows) == len(entries)
    off = sum(not row["on_map"] for row in data(drawn, "entries"))
    assert 0 < off < len(entries) and str(off) in drawn.caption


def test_an_unverified_act_is_hollow_and_said_so(law: Library) -> None:
    entries = [entry for entry in law.chronology if entry["date"] >= "2012"]
    drawn = pictures.chronology_timeline(entries)
    unsure = {entry["what"] for entry in entries if entry["verified"] == "gk"}
    assert unsure and {row["what"] for row in data(drawn, "entries") if not row["sure"]} == unsure
    assert {row[2] for row in drawn.table.rows if row[4] == "gk"} == unsure


def test_what_lasted_or_has_no_exact_day_is_a_bar(law: Library) -> None:
    drawn = pictures.chronology_timeline([entry for entry in law.chronology if entry["id"] == "north-held-2012"])
    (row,) = data(drawn, "entries")
    assert row["lasts"] and (row["day"], row["end"]) == ("2012-03-01", "2013-01-31")


def test_acts_of_one_place_do_not_cover_each_other(law: Library) -> None:
    drawn = pictures.chronology_map([entry for entry in law.chronology if entry["place"] == "Bamako"])
    spots = {(row["lat"], row["lon"]) for row in data(drawn, "entries")}
    assert len(spots) == len(drawn.table.rows) > 5


def test_an_incident_without_a_date_is_counted_and_not_placed(raid: Any) -> None:
    from dataclasses import replace

    from foedus.terms import UNKNOWN_WHEN

    drawn = pictures.incidents_timeline([raid.incident, replace(raid.incident, date=UNKNOWN_WHEN)])
    assert len(drawn.table.rows) == 1 and "1 incident has no date" in drawn.caption


def test_each_spell_of_a_party_is_drawn(law: Library) -> None:
    for pact in ("csto-1992", "anzus-1951", "north-atlantic-treaty-1949", "atop-3375"):
        drawn = pictures.parties_through_time(law[pact])
        spells = law[pact].spells
        assert len(drawn.table.rows) == len(spells)
        marked = {(row["who"], row["status"]) for row in (*data(drawn, "bars"), *data(drawn, "ends"))}
        assert marked == {(row[0], row[1]) for row in drawn.table.rows}


def test_a_day_in_doubt_is_drawn_apart(law: Library) -> None:
    drawn = pictures.parties_through_time(law["csto-1992"])
    doubtful = [row for row in data(drawn, "bars") if not row["sure"]]
    assert [(row["who"], row["start"]) for row in doubtful] == [
        (row["who"], row["start"]) for row in doubtful if "between" in row["span"]
    ] != []  # fmt: skip
    certain = [row for row in data(pictures.parties_through_time(law["warsaw-pact-1955"]), "bars") if row["sure"]]
    assert certain


def test_each_node_of_a_proof_is_drawn_with_its_answer(raid: Any) -> None:
    for determination in raid.determinations:
        drawn = pictures.proof_tree(determination)
        nodes = list(determination.proof.walk())
        told = {True: "true", False: "false", None: "not known"}
        assert [(row["sentence"], row["truth"]) for row in data(drawn, "nodes")] == [
            (node.sentence("en"), told[node.truth]) for node in nodes
        ]
        assert [row[1] for row in drawn.table.rows] == [node.sentence("en") for node in nodes]
        tops = [row["y"] for row in data(drawn, "nodes")]
        assert tops == sorted(tops) and len(set(tops)) == len(tops)


def test_unknown_has_a_shape_and_colour_of_its_own(raid: Any) -> None:
    drawn = next(
        picture
        for picture in map(pictures.proof_tree, raid.determinations)
        if len({row[2] for row in picture.table.rows}) == 3
    )
    marks = next(layer for layer in drawn.spec["layer"] if layer.get("name") == "nodes")["encoding"]
    for channel in ("shape", "color"):
        assert len(set(marks[channel]["scale"]["range"])) == 3


def test_every_collision_is_counted_once(law: Library) -> None:
    found = foedus.collisions_on("1914-07-28")
    drawn = pictures.collisions_chart(found, library=law)
    assert sum(row[2] for row in drawn.table.rows) == len(found) == sum(row["count"] for row in data(drawn, "cells"))
    many = [each for each in found for _ in range(3)]
    assert sum(row[2] for row in pictures.collisions_chart(many).table.rows) == 3 * len(found)


def test_years_say_where_the_coverage_ends(law: Library) -> None:
    drawn = pictures.pacts_by_year(law, first=2010, last=2025)
    rows = {row[0]: row for row in drawn.table.rows}
    assert list(rows) == list(range(2010, 2026))
    assert rows[2018][5] != rows[2019][5]
    # what ATOP does not cover any more may be in force: it is not told as ended
    assert rows[2019][1] < rows[2018][1] and rows[2019][2] >= rows[2018][1]
    assert all(row[1] <= row[2] and row[3] <= row[4] for row in drawn.table.rows)
    assert len(data(drawn, "years")) == 2 * len(rows)
