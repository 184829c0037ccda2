"""Who is bound toward whom on a day: pair by pair what the answers to a supposed attack say."""

from __future__ import annotations

import random
from datetime import timedelta
from functools import cache

import pytest
from tests.pacts_of_paper import ENTRY, RULE, paper

from foedus import terms
from foedus.determinations import Verdict, determinations, question
from foedus.obligations import Commitment, changes, commitments_on, if_attacked, supposed_attack
from foedus.pacts import load_library
from foedus.terms import day_when, parse_when

DAYS = ["1914-07-27", "1939-08-31", "1962-06-01", "1990-01-01", "2003-01-01", "2023-09-20", "2024-02-01"]


@cache
def _bound(day: str) -> tuple[Commitment, ...]:
    return commitments_on(load_library(), parse_when(day))


def _pairs(day: str, number: int) -> list[tuple[str, str]]:
    """Some pairs at random, and as many whose target somebody is bound to help."""
    chance, on = random.Random(day), parse_when(day).first_day
    states = sorted(each for each in terms.states() if terms.exists(each, on))
    helped = sorted({each.beneficiary for each in _bound(day) if each.duty == "assist"} & set(states))
    pairs = [tuple(chance.sample(states, 2)) for _ in range(number)]
    return pairs + [
        (chance.choice([each for each in states if each != to]), to) for to in chance.choices(helped, k=number)
    ]


@pytest.mark.parametrize("day", DAYS)
def test_who_owes_help_is_whom_an_attack_would_oblige(day: str) -> None:
    library, on = load_library(), parse_when(day)
    for attacker, target in _pairs(day, 8):
        asked = question(supposed_attack(attacker, target, on), library)
        owed = {
            (bearer, each.key)
            for each in determinations(asked)
            if each.verdict == Verdict.OWED and each.rule.duty == "assist" and target in each.beneficiaries
            and each.reading is None
            for bearer in each.bearers if bearer != target
        }  # fmt: skip
        said = {
            (each.bearer, (each.instrument, each.provision, each.reading))
            for each in _bound(day)
            if each.duty == "assist" and each.modality == "must" and each.side == "target" and each.settled
            and each.beneficiary == target and each.holds_against(attacker) and each.reading is None
        }  # fmt: skip
        assert said == owed, (attacker, target)


@pytest.mark.parametrize("day", ["1914-07-27", "1990-01-01", "2023-09-20"])
def test_every_duty_and_right_of_a_supposed_attack_is_told(day: str) -> None:
    library, on = load_library(), parse_when(day)
    sides = {Verdict.OWED, Verdict.OPEN, Verdict.DEEMED}
    for attacker, target in _pairs(day, 6):
        for each in determinations(question(supposed_attack(attacker, target, on), library)):
            if each.rule.standing or each.reading is not None:
                continue
            if each.rule.modality == "may" and "every other party" in each.rule.bearer.values:
                continue
            mine = [
                one for one in _bound(day)
                if (one.instrument, one.provision, one.reading) == each.key and one.bearer in each.bearers
            ]  # fmt: skip
            if each.verdict in sides:
                told = {one.bearer for one in mine if one.settled and (one.against is None or attacker in one.against)}
                assert told >= {bearer for bearer in each.bearers if {bearer} != set(each.beneficiaries)}, each
            if each.verdict == Verdict.BREACHED and each.beneficiaries == (target,):
                assert (attacker, target) in {(one.bearer, one.beneficiary) for one in mine}, each
            if each.verdict == Verdict.UNSETTLED and each.awaiting:
                assert any(set(each.awaiting) <= set(one.gates) for one in mine) or not each.bearers, each


def test_a_duty_of_the_day_needs_no_event_and_names_no_opponent() -> None:
    standing = [each for each in _bound("2024-02-01") if each.standing]
    assert standing
    assert all(each.against is None and each.side is None for each in standing)
    assert ("MLI", "prevent rebellion") in {(each.bearer, each.duty) for each in standing}


def test_parties_alike_are_each_told_of_all_others() -> None:
    found = {
        (each.bearer, each.beneficiary) for each in _bound("1914-07-27")
        if each.instrument == "triple-alliance-1882" and each.provision == "art-4/neutrality" and each.side == "actor"
    }  # fmt: skip
    three = ("AUH", "DEU-EMPIRE", "ITA")
    assert found == {(one, other) for one in three for other in three if one != other}


def test_a_named_reading_is_told_where_it_says_something_else() -> None:
    found = [each for each in _bound("2023-09-20") if each.reading is not None]
    first = {(each.bearer, each.beneficiary, each.provision, each.instrument, each.gates, each.missing, each.certain)
             for each in _bound("2023-09-20") if each.reading is None and each.against is None}  # fmt: skip
    assert found
    assert not [
        each for each in found if each.against is None and each.side == "target"
        and (each.bearer, each.beneficiary, each.provision, each.instrument, each.gates, each.missing, each.certain) in first
        and each.instrument == "liptako-gourma-charter-2023"
    ]  # fmt: skip


def test_a_decision_still_needed_is_a_gate() -> None:
    found = [each for each in _bound("2023-08-30") if each.instrument == "ecowas-mechanism-1999"]
    assert any("decision of the mediation and security council" in each.gates and not each.settled for each in found)


def test_a_doubtful_day_makes_it_uncertain_and_never_unbound(tmp_path) -> None:
    law = paper(tmp_path, ENTRY.replace("date: 2000-01-01", "date: 2000-01-01/2000-12-31"), RULE)
    sure = commitments_on(law, parse_when("2010-01-01"), duties=("assist",))
    open_ = commitments_on(law, parse_when("2000-06-01"), duties=("assist",))
    mine = {each.bearer for each in open_ if each.instrument not in load_library().instruments}
    assert mine and mine == {each.bearer for each in sure if each.instrument not in load_library().instruments}
    assert not any(each.certain for each in open_ if each.instrument not in load_library().instruments)


def test_between_two_changes_of_the_law_nothing_changes() -> None:
    library, chance = load_library(), random.Random(4)
    days = [each for each in changes(library) if 1900 < each.year < 2024]
    for number in chance.sample(range(len(days) - 1), 4):
        first, last = days[number], days[number + 1] - timedelta(days=1)
        one, other = (
            {each for each in commitments_on(library, day_when(day), states=("FRA", "GBR", "ITA", "USA", "BEL"))}
            for day in (first, last)
        )
        assert one == other, (first, last)


def test_some_duties_are_those_of_all_with_that_duty() -> None:
    library, on = load_library(), parse_when("1962-06-01")
    for instrument in library:
        instrument.memory.clear()
    wanted = ("assist", "consult")
    some = commitments_on(library, on, duties=wanted)
    assert some and some == tuple(each for each in commitments_on(library, on) if each.duty in wanted)


def test_what_is_kept_of_a_day_is_what_is_asked_anew() -> None:
    """The answers of a library asked about other days first are those of one asked for the first time."""
    library = load_library()
    for day in ("1949-08-23", "1949-08-24", "1955-05-04", "1955-05-05", "2023-04-03", "2023-04-05"):
        on = parse_when(day)
        kept = commitments_on(library, on, states=("FRA", "DEU", "FIN", "RUS", "SUN", "USA"))
        for instrument in library:
            instrument.memory.clear()
        assert commitments_on(library, on, states=("FRA", "DEU", "FIN", "RUS", "SUN", "USA")) == kept


def test_if_attacked_is_the_answer_to_the_supposed_attack() -> None:
    library, on = load_library(), parse_when("2023-09-20")
    found = if_attacked(library, "NGA", "NER", on)
    assert found.determinations == determinations(question(supposed_attack("NGA", "NER", on), library))
    assert {each.bearer for each in found.collisions} >= {"BFA", "MLI"}
