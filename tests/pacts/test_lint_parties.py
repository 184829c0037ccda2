"""Lint of organs, bearers and memberships."""

from __future__ import annotations

from pathlib import Path

import pytest

from foedus.pacts import lint, read_instrument

from .. import pacts_of_paper as paper
from ..linted import GATED, PLACED, Found, only


def test_an_organ_in_which_nobody_votes(found: Found) -> None:
    left = tuple(row.replace(",party,", ",suspended,") for row in paper.THREE)
    organ = "organ: council\nmajority: two thirds of those present\nseats: every party\nexcludes: suspended"
    one = only(found(GATED, organ, parties=left), "warning", "gate nobody can meet")
    assert "art-1/assist" in one.message and "council" in one.message


def test_an_organ_with_votes_is_well(found: Found) -> None:
    assert (
        found(GATED, "organ: council\nmajority: two thirds of those present\nseats: every party\nexcludes: suspended")
        == []
    )


@pytest.mark.parametrize(
    "rows", ["majority: half of those present", "consensus: every party\nexcludes: the target, the actor"]
)
def test_an_organ_in_which_all_sit_is_well(found: Found, rows: str) -> None:
    assert found(GATED, f"organ: council\n{rows}") == []


def test_elected_seats_that_nobody_is_named_for(found: Found) -> None:
    organ = "organ: council\nmajority: half of those present\nseats: 9"
    assert "presumed" in only(found(GATED, organ), "hint", "organ without seats").message


@pytest.mark.parametrize(
    ("rows", "level", "field"),
    [
        ("majority: two thirds", "warning", "majority"),
        ("majority: not read", "hint", "majority"),
        ("majority: half of those present\nquorum: enough", "warning", "quorum"),
        ("consensus: failing which most of them", "warning", "consensus"),
        ("majority: nine votes, no permanent member against", "warning", "veto"),
    ],
)
def test_an_organ_whose_votes_cannot_be_counted(found: Found, rows: str, level: str, field: str) -> None:
    one = only(found(GATED, f"organ: council\n{rows}"), level, "organ without a voting rule")
    assert one.field == field and "council" in one.message


def test_a_gate_on_a_decision_that_no_organ_takes(pact) -> None:
    made = Path(pact(PLACED).folder)
    facts = "phrase,subject,states,denies,note\ndecision of the assembly,gate,it decided,it did not decide,\n"
    (made / "facts.csv").write_text(facts, encoding="utf-8")
    path = made / "text.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("must: assist", "requires: decision of the assembly\nmust: assist"), encoding="utf-8")
    one = only(list(lint(read_instrument(made))), "warning", "gate without an organ")
    assert "'organ: assembly'" in one.remedy


SEATS = "organ,seat,from,until,verified,source\ncouncil,MLI,2001-01-01,{mali},report,\ncouncil,BFA,2001-01-01,{faso},report,\n"


@pytest.mark.parametrize(
    ("mali", "faso", "told"),
    [
        ("2003-01-01", "2005-01-01", ["hint: nobody is said to sit in the council from 2005-01-01 on (line 3)"]),
        ("2003-01-01", "", []),
        ("2001-01-01", "", ["error: the seat of MLI in the council is held on no day (line 2)"]),
    ],
)
def test_seats_that_run_out_or_backwards(pact, mali: str, faso: str, told: list[str]) -> None:
    made = Path(pact(GATED, "organ: council\nmajority: two thirds of those present\nseats: 2").folder)
    (made / "seats.csv").write_text(SEATS.format(mali=mali, faso=faso), encoding="utf-8")
    assert [f"{each.level}: {each.message} (line {each.line})" for each in lint(read_instrument(made))] == told


def test_an_organ_whose_name_no_incident_can_state(found: Found) -> None:
    rule = GATED.replace("the council", "the River Council")
    organ = "organ: River Council\nmajority: two thirds of those present\nseats: every party"
    assert "'organ: river council'" in only(found(rule, organ), "error", "name never matched").remedy


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("actor: a state not a party\nbearer: the actor", "the actor is no party"),
        ("bearer: FRA", "FRA is never bound"),
        ("target: FRA\nbearer: the target", "the target is no party"),
        ("bearer: every other party except MLI, BFA", "takes out all"),
        ("actor: another party\nbearer: every other party", "no other is left"),
    ],
)
def test_a_bearer_who_is_nobody(found: Found, rows: str, told: str) -> None:
    given = {row.partition(":")[0] for row in rows.splitlines()}
    kept = [row for row in PLACED.splitlines() if row.partition(":")[0] not in given]
    rule = "\n".join([*kept, rows])
    two = paper.THREE[:2]
    assert told in only(found(rule, parties=two), "warning", "bearer never bound").message


def test_a_third_party_is_left_to_bear(found: Found) -> None:
    assert found(f"{PLACED}actor: another party\n") == []


def test_a_permission_for_a_state_that_is_no_party_is_well(found: Found) -> None:
    assert found(PLACED.replace("must: assist", "may: assist").replace("every other party", "FRA")) == []


@pytest.mark.parametrize(
    ("row", "level", "check"),
    [
        ("MLI,,party,2005-01-01,,report,", "warning", "overlapping spells"),
        ("MLI,,left,2005-01-01,,report,", "warning", "overlapping spells"),
        ("TGO,,party,2005-01-01,2005-01-01,report,", "error", "from after until"),
        ("TGO,,party,2005-01-01,2004-01-01,report,", "error", "from after until"),
        ("TGO,,party,2005-01-01,,report,nowhere", "warning", "unknown source"),
    ],
)
def test_rows_of_parties_that_cannot_be(found: Found, row: str, level: str, check: str) -> None:
    one = only(found(PLACED, parties=(*paper.THREE, row)), level, check)
    assert one.file == "pact/parties.csv" and one.line == 5


@pytest.mark.parametrize(
    "rows",
    [
        ("TGO,,party,2005-01-01,2006-01-01,report,", "TGO,,left,2006-01-01,,report,"),
        ("TGO,,suspended,2005-01-01,,report,", "TGO,,leaving,2005-06-01,2006-06-01,report,"),
        ("TGO,,signatory,2005-01-01,,report,", "TGO,,provisional,2005-01-01,,report,"),
        ("TGO,,party,2005-01-01,,report,", "TGO,MLI,suspended,2005-01-01,,report,"),
        ("TGO,,party,2005-01-01,2006-01-01/2007-01-01,report,", "TGO,,left,2006-01-01/2007-01-01,,report,"),
    ],
)
def test_rows_of_parties_that_may_stand_side_by_side(found: Found, rows: tuple[str, ...]) -> None:
    assert found(PLACED, parties=(*paper.THREE, *rows)) == []


def test_nobody_is_ever_bound(found: Found) -> None:
    signed = tuple(row.replace(",party,", ",signatory,") for row in paper.THREE)
    assert only(found(PLACED, parties=signed), "warning", "nobody bound")


@pytest.mark.parametrize(
    ("clause", "field", "nearest"),
    [
        ("standing: suspension\nby: FRA\nnotice given: 2001-01-01", "by", "FRA"),
        (
            "reservation: ours\nby: MLI\nto: art-1/assist\neffect: limits\naccepted by: all except TGO",
            "accepted by",
            "TGO",
        ),
    ],
)
def test_a_clause_of_somebody_who_is_no_party(found: Found, clause: str, field: str, nearest: str) -> None:
    one = only(found(PLACED, clause), "warning", "nobody's clause")
    assert (one.field, one.nearest) == (field, nearest)


def test_a_clause_of_a_party_is_well(found: Found) -> None:
    assert (
        found(PLACED, "reservation: ours\nby: MLI\nto: art-1/assist\neffect: limits\naccepted by: all except NER") == []
    )
