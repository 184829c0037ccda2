"""What the second set of unseen reports taught, each rule with sentences of its own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.reading.score import measure

from foedus.reading import read_report

SECOND = Path(__file__).parent / "unseen_second"
# Development reports since they were measured once: a guard against falling back, no measure.
LEAST = {"recall": 0.68, "precision": 0.86}


def claims(text: str, published: date | None = date(2024, 6, 20)):
    return read_report(text, id="r", file="r.txt", published=published).claims


def test_the_second_reports_are_read_as_well_as_before():
    total, single = measure(SECOND)
    assert total.recall >= LEAST["recall"], total.line("second")
    assert total.precision >= LEAST["precision"], total.line("second")
    assert single["10-olympiad-round-six"].found == 0


def test_a_contest_of_states_is_no_war():
    text = (
        "Norway attacked Peru at the chess board. Egypt's grandmaster refused a truce, sacrificed a bishop, "
        "bombarded the pawns and mated in forty moves."
    )
    assert claims(text) == ()


def test_a_war_report_with_an_aside_on_a_game_is_read():
    text = (
        "Syrian artillery shelled Lebanon and killed nine soldiers. Troops crossed the frontier. "
        "In a trench two recruits played chess with a missing pawn, a bishop and a rook on an old board."
    )
    assert {c.type for c in claims(text)} >= {"ASSAULT"}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The accounts of Paris\n\nROME, June 4, 1940\n\nItaly yesterday froze French assets.", date(1940, 6, 3)),
        ("On Monday Iran shelled Iraq. Iran bombed Basra the day before.", date(2024, 6, 16)),
        ("On Monday Iran shelled Iraq. On the morrow Iraq shelled Iran.", date(2024, 6, 18)),
        ("Japan declared war on Russia on the 8th inst.", date(2024, 6, 8)),
        ("The war began on Tuesday, when Togolese guns shelled Ghana.", date(2024, 6, 18)),
        ("The army is to retake the islands, which Chile seized on Saturday.", date(2024, 6, 15)),
    ],
)
def test_days_are_reckoned_from_the_report_and_the_clause_beside(text, day):
    assert day in {c.date.start for c in claims(text, None if "1940" in text else date(2024, 6, 20)) if c.date}


def test_a_date_before_the_next_verb_belongs_to_it():
    found = [c for c in claims("Chile broke off relations with Peru on Monday and yesterday froze Peruvian assets.")]
    assert sorted(c.date.start.day for c in found if c.type == "SANCTION") == [17, 19]


@pytest.mark.parametrize(
    ("text", "type_", "act", "modality"),
    [
        ("Chad and Libya signed a treaty to help whichever of them is attacked.", "PROVISION", "attack", "provision"),
        ("Israel swore to strike back at Syria.", "THREATEN", "attack", "threatened"),
        ("If Serbian tanks rolled over the line they would meet a patrol.", "ASSAULT", "invasion", "hypothetical"),
        ("Chad and Sudan agreed on Monday to stop firing.", "RETREAT", "ceasefire", "happened"),
        ("Norway promised Russia consequences.", "THREATEN", None, "happened"),
        ("A Venezuelan ship pushed into Guyanese waters.", "COERCE", None, "happened"),
        ("The jihadists crossed into Togo in 2021.", "ASSAULT", "attack", "happened"),
        ("Des foules massacraient des Maliens au Niger.", "ASSAULT", "massacre", "happened"),
    ],
)
def test_what_is_done_and_what_is_only_said(text, type_, act, modality):
    found = {(c.type, c.act, c.modality) for c in claims(text)}
    assert (type_, act, modality) in found, found
    if modality != "happened":
        assert ("ASSAULT", act, "happened") not in found


def test_firing_that_is_stopped_is_no_attack():
    assert not [c for c in claims("Chad and Sudan agreed on Monday to stop firing.") if c.type == "ASSAULT"]


def test_it_stands_for_the_treaty_named_before():
    found = claims("The Rio Treaty of 1947 is old. Peru never signed it, and Venezuela denounced it in 2013.")
    assert ("REJECT", "denunciation", ("VEN",)) in {(c.type, c.act, c.initiator) for c in found}
    assert "PROTEST" not in {c.type for c in found}


def test_both_signers_are_bound():
    (signed,) = [c for c in claims("Japan signed a treaty with Peru.") if c.type == "AGREE"]
    assert (signed.initiator, signed.target) == (("JPN", "PER"), ())


@pytest.mark.parametrize(
    ("text", "type_", "target"),
    [
        ("Chad accused Libya of having planned the raid.", "ACCUSE", ("LBY",)),
        ("Libya accused Chad of lying. Libya fired missiles at airfields in the north.", "ASSAULT", ("TCD",)),
        ("Libya accused Chad of lying. Egypt helped Ghana. Chad accused its neighbour of fraud.", "ACCUSE", ("LBY",)),
    ],
)
def test_the_other_side_is_the_one_of_the_quarrel(text, type_, target):
    assert [c.target for c in claims(text) if c.type == type_][-1] == target


def test_the_toll_of_an_event_is_no_second_event():
    found = claims("Syrian guards opened fire on a Turkish boat, and six Turkish soldiers were wounded.")
    assert len([c for c in found if c.type == "ASSAULT"]) == 1


def test_the_president_of_a_dateline_speaks_for_its_state():
    (sent,) = [c for c in claims("LIMA, June 20, 2024 - President Quispe has sent troops to the area.", None)]
    assert sent.initiator == ("PER",)
