"""What a table of events gives: its columns, its unknowns, its errors."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

from foedus.determinations import sweep
from foedus.pacts import Library
from foedus.terms import FoedusError
from tests.pacts_of_paper import ENTRY, RULE, paper

RAID = {"event": "e1", "date": "2023-09-20", "act": "raid", "actor": "JNIM", "target": "BFA"}
COLUMNS = ["event", "instrument", "provision", "reading", "verdict", "casus_foederis", "bearers", "beneficiaries"]
ROWS = [
    "row_act", "row_actor", "row_target", "row_struck", "row_harm", "row_place", "row_origin", "row_capacity",
    "row_supported_by", "row_when", "row_requires", "row_unless",
]  # fmt: skip


@pytest.fixture
def library(tmp_path: Path) -> Library:
    gated = RULE.replace("rule: assist", "rule: gated") + "requires:\n  - request by the target\n"
    standing = "rule: peace\nbearer: every party\nmust: settle peacefully\n"
    return paper(tmp_path, ENTRY, RULE, gated, standing)


def table(*rows: dict[str, object], **schema: object) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema_overrides=schema or None, infer_schema_length=None)


def verdicts(answer: pl.DataFrame) -> dict[str, str]:
    return dict(answer.select("provision", "verdict").iter_rows())


def test_the_columns_are_those_of_the_contract(library: Library) -> None:
    answer = sweep(table(RAID), library)
    assert answer.columns == COLUMNS
    assert answer.schema["bearers"] == answer.schema["beneficiaries"] == pl.List(pl.String)
    assert sweep(table(RAID), library, proof=True).columns == COLUMNS + ROWS
    assert sweep(table(RAID), library, by="bearer").columns == [*COLUMNS[:6], "bearer", "beneficiary"]
    assert sweep(table(RAID).head(0), library, proof=True).columns == COLUMNS + ROWS


def test_a_raid_binds_the_other_parties(library: Library) -> None:
    assist = sweep(table(RAID), library, proof=True).row(0, named=True)
    assert (assist["event"], assist["provision"], assist["verdict"]) == ("e1", "art-1/assist", "owed")
    assert (assist["bearers"], assist["beneficiaries"], assist["casus_foederis"]) == (["MLI", "NER"], ["BFA"], True)
    assert all(assist[row] is True for row in ROWS)


def test_by_bearer_gives_one_row_for_each_who_owes_and_to_whom(library: Library) -> None:
    answer = sweep(table(RAID), library, by="bearer").filter(pl.col("provision") == "art-1/assist")
    assert answer.select("bearer", "beneficiary").rows() == [("MLI", "BFA"), ("NER", "BFA")]


def test_by_bearer_keeps_what_nobody_bears(tmp_path: Path) -> None:
    by_actor = RULE.replace("bearer: every other party", "bearer: the actor")
    row = {key: value for key, value in RAID.items() if key != "actor"}
    answer = sweep(table(row), paper(tmp_path, ENTRY, by_actor), by="bearer")
    assert answer.select("verdict", "bearer").rows() == [("unsettled", None)]


def test_a_gate_of_which_nothing_is_said_is_null_and_unsettled(library: Library) -> None:
    rows = table(
        {**RAID, "event": 1, "request_by_the_target": True}, {**RAID, "event": 2, "request_by_the_target": False},
        {**RAID, "event": 3, "request_by_the_target": None},
    )  # fmt: skip
    answer = sweep(rows, library, proof=True).filter(pl.col("provision") == "art-1/gated")
    told = answer.select("event", "verdict", "casus_foederis", "row_requires").rows()
    assert told == [(1, "owed", True, True), (2, "awaiting", True, False), (3, "unsettled", None, None)]


def test_an_unknown_target_gives_one_open_row(library: Library) -> None:
    rows = table(RAID, {**RAID, "event": "e2", "target": None})
    answer = sweep(rows, library).filter(pl.col("event") == "e2")
    assert answer.select(COLUMNS[1:6]).rows() == [(None, None, None, "unsettled", None)]
    assert answer["bearers"].to_list() == [[]]
    everything = sweep(rows, library, everything=True).filter(pl.col("event") == "e2")
    assert verdicts(everything) == {"art-1/assist": "unsettled", "art-1/gated": "unsettled", "art-1/peace": "owed"}


def test_what_stays_silent_is_told_only_with_everything(library: Library) -> None:
    row = {**RAID, "act": "coup", "actor": None}
    assert set(verdicts(sweep(table(row), library))) == {"art-1/peace"}
    assert verdicts(sweep(table(row), library, everything=True))["art-1/assist"] == "not triggered"


def test_a_standing_duty_is_listed_for_those_concerned_and_is_no_case_of_the_pact(library: Library) -> None:
    answer = sweep(table(RAID, {**RAID, "event": "e2", "target": "FRA"}), library)
    standing = answer.filter(pl.col("provision") == "art-1/peace")
    assert standing.select("event", "verdict", "casus_foederis").rows() == [("e1", "owed", False)]


def test_several_words_stand_in_lists_or_behind_commas(library: Library) -> None:
    row = {**RAID, "actor": "JNIM, AQ", "target": "BFA, MLI", "struck": "territory, armed forces"}
    lists = table({**row, "actor": ["JNIM", "AQ"], "target": ["BFA", "MLI"], "struck": ["territory", "armed forces"]})
    answer = sweep(table(row), library, proof=True)
    assert answer.equals(sweep(lists, library, proof=True))
    owed = answer.filter(pl.col("provision") == "art-1/assist").select("bearers", "beneficiaries").rows()
    assert owed == [(["MLI", "NER"], ["BFA"]), (["BFA", "NER"], ["MLI"])]


@pytest.mark.parametrize(
    "dates",
    [
        {"date": date(2023, 9, 20)},
        {"date": datetime(2023, 9, 20)},
        {"date_start": "2023-09-20", "date_end": "2023-09-20"},
        {"date": "2023-09-20T12:00:00+02:00"},
    ],
)
def test_dates_may_be_text_days_moments_or_two_columns(library: Library, dates: dict[str, object]) -> None:
    row = {key: value for key, value in RAID.items() if key != "date"}
    assert verdicts(sweep(table({**row, **dates}), library))["art-1/assist"] == "owed"


def test_a_date_in_doubt_leaves_the_verdict_open(library: Library) -> None:
    answer = sweep(table({**RAID, "date": "1999/2001"}, {**RAID, "event": "e2", "date": "1999-12-31"}), library)
    told = answer.filter(pl.col("provision") == "art-1/assist").select("event", "verdict").rows()
    assert told == [("e1", "unsettled")]


def test_codes_mean_the_state_that_held_them_on_the_day(tmp_path: Path) -> None:
    library = paper(
        tmp_path,
        ENTRY.replace("2000", "1800"),
        RULE,
        parties=("RUS-EMPIRE,,party,1800-01-01,,report,", "AUH,,party,1800-01-01,,report,"),
    )
    answer = sweep(table({**RAID, "date": "1880-01-01", "target": "RUS", "actor": "GBR"}), library)
    assert answer.select("verdict", "bearers", "beneficiaries").rows() == [("owed", ["AUH"], ["RUS-EMPIRE"])]


def test_the_event_is_the_users_id_or_the_number_of_the_row(library: Library) -> None:
    rows = [{**RAID, "id": "x9"}, {**RAID, "id": "x7"}]
    without = [{key: value for key, value in row.items() if key != "event"} for row in rows]
    assert sweep(table(*without), library)["event"].unique(maintain_order=True).to_list() == ["x9", "x7"]
    bare = [{key: value for key, value in row.items() if key != "id"} for row in without]
    assert sweep(table(*bare), library)["event"].unique(maintain_order=True).to_list() == [0, 1]


def test_readings_can_be_left_out_or_named(tmp_path: Path) -> None:
    narrow = "rule: assist\nreading: narrow\nact: invasion\n"
    wide = "rule: assist\nreading: wide\nact: attack, coup\n"
    library = paper(tmp_path, ENTRY, RULE, narrow, wide)
    told = sweep(table(RAID), library).select("reading", "verdict").rows()
    assert told == [(None, "owed"), ("wide", "owed")]
    assert sweep(table(RAID), library, readings=False)["reading"].to_list() == [None]
    everything = sweep(table(RAID), library, readings=["narrow"], everything=True)
    assert everything.select("reading", "verdict").rows() == [(None, "owed"), ("narrow", "not triggered")]
    with pytest.raises(FoedusError, match="narow"):
        sweep(table(RAID), library, readings=["narow"])


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("act", "riad", "act: unknown act 'riad' (event e2)"),
        ("target", "XYZ", "target: unknown target 'XYZ' (event e2)"),
        ("date", "yesterday", "date: 'yesterday' is not a date (event e2)"),
        ("request_by_the_target", "perhaps", "request_by_the_target: 'perhaps' is neither true nor false (event e2)"),
    ],
)
def test_a_bad_value_is_told_with_its_column_and_event(library: Library, column: str, value: str, message: str) -> None:
    with pytest.raises(FoedusError) as raised:
        sweep(table({**RAID, column: None}, {**RAID, "event": "e2", column: value}), library)
    assert str(raised.value).startswith(message)


def test_an_event_whose_state_did_not_exist_that_day_is_left_out_and_told(library: Library) -> None:
    gone = [
        {**RAID, "event": "e2", "date": "1914-08-01", "target": "NER"},
        {**RAID, "event": "e3", "date": "2001-05-05", "actor": "SUN", "place": "DDR"},
        {**RAID, "event": "e4", "date": "2002-06-06", "actor": "SUN"},
        {**RAID, "event": "e5", "date": "2003-07-07", "supported_by": "SUN"},
    ]
    kept = [RAID, {**RAID, "event": "e6", "target": "NER"}]
    for way in ({"everything": True, "proof": True}, {"by": "bearer"}):
        with pytest.warns(UserWarning) as warned:
            answer = sweep(table(kept[0], *gone, kept[1]), library, **way)
        assert answer.equals(sweep(table(*kept), library, **way))
        assert set(answer["event"]) == {"e1", "e6"}
        assert [str(each.message).partition(": ")[0] for each in warned] == [
            "4 of 6 events cannot be judged and are left out"
        ]
        told = str(warned[0].message)
        assert "event e2: target: no state 'NER' on 1914-08-01" in told
        assert "event e3: actor: no state 'SUN' on 2001-05-05" in told and "place: no state 'DDR' on 2001-05-05" in told
        assert "event e4: actor: no state 'SUN' on 2002-06-06" in told  # its own day, not that of the event before
        assert "e5" not in told and told.endswith("| and 1 more")


def test_where_no_event_can_be_judged_the_answer_is_empty(library: Library) -> None:
    with pytest.warns(UserWarning, match="1 of 1 events cannot be judged"):
        answer = sweep(table({**RAID, "date": "1914-08-01"}), library)
    assert answer.columns == COLUMNS and answer.is_empty()


def test_a_word_that_no_day_knows_stops_the_sweep_whatever_else_is_wrong(library: Library) -> None:
    rows = table({**RAID, "date": "1914-08-01"}, {**RAID, "event": "e2", "target": "XYZ"})
    with pytest.raises(FoedusError, match="unknown target 'XYZ' .event e2."):
        sweep(rows, library)


def test_a_misspelt_column_is_a_warning(library: Library) -> None:
    row = {("targt" if key == "target" else key): value for key, value in RAID.items()}
    with pytest.warns(UserWarning, match="did you mean 'target'"):
        sweep(table(row), library)


def test_what_is_no_table_is_told(library: Library) -> None:
    with pytest.raises(FoedusError, match="is no table of events"):
        sweep([RAID], library)


def test_nothing_loads_the_table_engines_before_a_sweep() -> None:
    check = "import sys, foedus.cli, foedus.determinations; print({'polars', 'narwhals'} & set(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"
