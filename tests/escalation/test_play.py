"""What if: stories of July 1914 and of the Sahel in 2023, and what holds of every chain."""

from __future__ import annotations

import random
from functools import cache

import pytest

import foedus
from foedus import terms
from foedus.determinations import Verdict
from foedus.escalation import Step, chain_of, play
from foedus.pacts import load_library

LIBRARY = load_library()
D, T, F, B = "dual-alliance-1879", "triple-alliance-1882", "franco-russian-1892", "belgian-neutrality-1839"
CHARTER = "liptako-gourma-charter-2023"
JULY = (
    "act=state of war declared;actor=AUH;target=SRB;date=1914-07-28",
    "act=mobilisation;actor=RUS;target=AUH,DEU;date=1914-07-30",
    "act=state of war declared;actor=DEU;target=RUS;date=1914-08-01",
    "act=invasion;actor=DEU;target=BEL;date=1914-08-04",
    "act=armed attack;actor=GBR;target=DEU",
    "act=state of war declared;actor=SRB;supported by=RUS;target=DEU;date=1914-08-06",
)
INTERVENTION = "act=armed intervention;actor=NGA;target=NER;date="
HELP = "act=armed attack;actor=BFA,MLI;target=NGA"


@cache
def _played(*lines: str) -> tuple[Step, ...]:
    return play(chain_of(lines), LIBRARY)


def _new(step: Step, *instruments: str) -> set[tuple[str, str]]:
    return {
        (each.obligation.bearer, each.obligation.duty) for each in step.new
        if not instruments or each.obligation.instrument in instruments
    }  # fmt: skip


def _told(discharged, instrument: str) -> set[tuple[str, str, str]]:
    return {
        (each.duty.obligation.bearer, each.duty.obligation.duty, each.how) for each in discharged
        if each.duty.obligation.instrument == instrument
    }  # fmt: skip


def test_july_1914_engages_what_its_page_tells() -> None:
    war, mobilised, declared, belgium, britain, serbia = _played(*JULY)
    assert not _new(war, D, T, F, B)
    assert _new(mobilised, D, T, F, B) == {(one, "consult") for one in ("AUH", "DEU-EMPIRE", "ITA")}
    assert ("FRA", "assist") in _new(declared, F)
    assert not {bearer for bearer, duty in _new(declared, T) if duty in ("assist", "benevolent neutrality")}
    unsettled = {each.provision for each in declared.determinations if each.verdict == Verdict.UNSETTLED}
    assert "art-4/neutrality" in unsettled
    assert _new(belgium, B) == {(one, "assist") for one in ("GBR", "AUH", "FRA", "RUS-EMPIRE")}
    assert _told(belgium.broken, B) == {("DEU-EMPIRE", "refrain from force", "forbidden")}
    assert _told(britain.performed, B) == {("GBR", "assist", "performed")}
    assert ("AUH", "assist") in _new(serbia, D)


def test_july_1914_says_of_each_act_what_the_act_alone_is_told() -> None:
    """The four pacts of the crisis ask no fact that an earlier step could suggest, so that each step is the act itself."""
    for line, step in zip(JULY, _played(*JULY), strict=True):
        alone = foedus.play([line], on=step.on)[0]
        for instrument in (D, T, F, B):
            told = [
                {
                    (each.key, each.verdict, each.bearers)
                    for each in one.determinations
                    if each.instrument.id == instrument
                }
                for one in (step, alone)
            ]
            assert told[0] == told[1], (line, instrument)


def test_before_the_charter_nobody_owes_niger_help_under_it() -> None:
    early, late = (_played(INTERVENTION + day, HELP) for day in ("2023-08-30", "2023-09-20"))
    assert not _new(early[0], CHARTER)
    assert not _told(early[1].performed, CHARTER)
    assert {("BFA", "assist"), ("MLI", "assist")} <= _new(late[0], CHARTER)
    assert {("BFA", "assist", "performed"), ("MLI", "assist", "performed")} <= _told(late[1].performed, CHARTER)
    for steps in (early, late):
        assert ("NGA", "refrain from force", "forbidden") in _told(steps[0].broken, "un-charter-1945")
        assert ("BFA", "refrain from force", "forbidden") in _told(steps[1].broken, "ecowas-non-aggression-1978")


def test_self_defence_is_suggested_and_never_certain() -> None:
    first, second = _played(INTERVENTION + "2023-09-20", HELP)
    assert not first.assumptions
    plea = next(each for each in second.assumptions if each.phrase == "self-defence of the actor")
    assert plea.value is None and plea.step == 1
    charter = {each.verdict for each in second.determinations if each.instrument.id == "un-charter-1945"
               and each.rule.duty == "refrain from force" and each.reading is None}  # fmt: skip
    assert charter == {Verdict.UNSETTLED}
    for said, verdict in (("true", Verdict.EXCEPTED), ("false", Verdict.BREACHED)):
        switched = _played(INTERVENTION + "2023-09-20", f"{HELP};self-defence of the actor={said}")[1]
        assert {each.verdict for each in switched.determinations if each.instrument.id == "un-charter-1945"
                and each.rule.duty == "refrain from force" and each.reading is None} == {verdict}  # fmt: skip
        assert [each.value for each in switched.assumptions if each.phrase == plea.phrase] == [said == "true"]


def test_a_decision_carries_on_to_the_same_target_until_it_is_withdrawn() -> None:
    council = "decision of the mediation and security council"
    lines = (
        f"act=declared intervention;actor=ECOWAS;target=NER;date=2023-08-30;{council}=true",
        "act=armed intervention;actor=ECOWAS;target=NER", "act=armed intervention;actor=ECOWAS;target=MLI",
        f"act=armed intervention;actor=ECOWAS;target=NER;withdraw={council}",
        "act=armed intervention;actor=ECOWAS;target=NER",
    )  # fmt: skip
    steps = _played(*lines)
    assert [[each.phrase for each in step.carried] for step in steps] == [[], [council], [], [], []]
    may = [("ECOWAS", "intervene") in {(e.bearers[0], e.rule.duty) for e in step.determinations
           if e.verdict == Verdict.OPEN and e.instrument.id == "ecowas-mechanism-1999"} for step in steps]  # fmt: skip
    assert may == [True, True, False, False, False]
    assert ("ECOWAS", "intervene", "used") in _told(steps[1].performed, "ecowas-mechanism-1999")


def test_consent_to_one_is_no_consent_to_another() -> None:
    lines = (
        "act=deployment;actor=RUS;target=NER;date=2024-02-01;consent of the target=true",
        "act=armed intervention;actor=RUS;target=NER", "act=armed intervention;actor=NGA;target=NER",
    )  # fmt: skip
    _, same, other = _played(*lines)
    assert [each.phrase for each in same.carried] == ["consent of the target"]
    assert not other.carried
    assert "consent of the target" not in {each.phrase for each in other.assumptions}
    # nothing raises consent to a stranger: his attack is judged as it would be without the earlier guest
    alone = play(chain_of(["act=armed intervention;actor=NGA;target=NER;date=2024-02-03"]), LIBRARY)[0]
    assert [(each.key, each.verdict) for each in other.determinations] == [
        (each.key, each.verdict) for each in alone.determinations
    ]


@pytest.mark.parametrize(
    ("said", "actor", "raised"),
    [("true", "NGA", True), ("false", "NGA", False), ("unknown", "NGA", True), ("true", "FRA", False)],
)
def test_consent_to_a_body_may_reach_its_member_unless_it_was_refused(said: str, actor: str, raised: bool) -> None:
    first = f"act=deployment;actor=ECOWAS;target=NER;date=2023-02-01;consent of the target={said}"
    other = _played(first, f"act=armed intervention;actor={actor};target=NER")[1]
    assert (("consent of the target", None) in {(each.phrase, each.value) for each in other.assumptions}) == raised


def test_to_strike_whom_one_must_help_breaks_the_duty() -> None:
    steps = _played(INTERVENTION + "2023-09-20", "act=invasion;actor=MLI;target=NER")
    assert ("MLI", "assist", "broken") in _told(steps[1].broken, CHARTER)
    assert ("BFA", "assist") in {(e.obligation.bearer, e.obligation.duty) for e in steps[1].alive
                                 if e.obligation.instrument == CHARTER and e.step == 1}  # fmt: skip


def test_a_neutral_who_fights_its_favoured_side_breaks_its_neutrality() -> None:
    steps = _played("act=armed attack;actor=GBR;target=DEU;date=1914-08-05", "act=armed attack;actor=ITA;target=DEU")
    assert ("ITA", "benevolent neutrality") in _new(steps[0], T)
    assert ("ITA", "benevolent neutrality", "broken") in _told(steps[1].broken, T)
    other = _played("act=armed attack;actor=GBR;target=DEU;date=1914-08-05", "act=armed attack;actor=ITA;target=GBR")
    assert not {each for each in _told(other[1].broken, T) if each[1] == "benevolent neutrality" and each[0] == "ITA"}


def test_force_against_a_member_of_the_body_that_attacked_is_perhaps_help() -> None:
    steps = _played("act=armed intervention;actor=ECOWAS;target=NER;date=2023-09-20", HELP)
    assert {how for bearer, duty, how in _told(steps[1].performed, CHARTER) if duty == "assist"} == {"perhaps"}
    assert ("BFA", "assist") in {(e.obligation.bearer, e.obligation.duty) for e in steps[1].alive if e.step == 1}


def test_wars_are_what_was_done_and_declared() -> None:
    steps = _played(*JULY)
    assert {(each.one, each.other, each.how) for each in steps[-1].wars} == {
        ("AUH", "SRB-KINGDOM", "declared"), ("DEU-EMPIRE", "RUS-EMPIRE", "declared"), ("DEU-EMPIRE", "BEL", "fought"),
        ("GBR", "DEU-EMPIRE", "fought"), ("SRB-KINGDOM", "DEU-EMPIRE", "declared"),
    }  # fmt: skip
    over = _played(*JULY, "act=ceasefire;actor=DEU;target=BEL")[-1]
    assert ("DEU-EMPIRE", "BEL") not in {(each.one, each.other) for each in over.wars}


def test_a_collision_lives_until_one_of_its_duties_is_done() -> None:
    first, second = _played(INTERVENTION + "2023-09-20", HELP)
    mine = [
        {each.collision.bearer for each in step.clashes if each.collision.between[0].instrument.id == CHARTER}
        for step in (first, second)
    ]
    assert {"BFA", "MLI"} <= mine[0] and not mine[1] & {"BFA", "MLI"}


def test_each_way_on_can_be_taken() -> None:
    for line in (INTERVENTION + "2023-09-20", JULY[3], "act=coup;target=NER;date=2023-07-26"):
        chain = chain_of([line])
        step = play(chain, LIBRARY)[0]
        acts = [each for each in step.next if each.act]
        for each in acts[:6]:
            again = play(chain.then(each.act.text()), LIBRARY)
            assert again[1].act == each.act or again[1].act.incident.act == each.act.incident.act
            if each.kind == "perform" and each.helped:
                done = {(one.duty.obligation.bearer, one.how) for one in again[1].performed}
                assert done & {(each.act.incident.actor[0], how) for how in ("performed", "used")}, each
    step = _played("act=internal armed conflict;target=NER;date=2023-08-10")[0]
    gate = next(each for each in step.next if each.phrase == "decision of the mediation and security council")
    opened = _played(f"act=internal armed conflict;target=NER;date=2023-08-10;{gate.phrase}=true")[0]
    assert gate.phrase not in {each.phrase for each in opened.next}


def _chain(chance: random.Random) -> list[str]:
    states = ("NGA", "NER", "BFA", "MLI", "ECOWAS", "FRA", "USA", "RUS", "JNIM")
    words = (
        "armed intervention",
        "armed attack",
        "mobilisation",
        "state of war declared",
        "request",
        "pledge",
        "ceasefire",
    )
    facts = ("", ";consent of the target=true", ";decision of the mediation and security council=false")
    lines = []
    for number in range(chance.randint(2, 4)):
        actor, target = chance.sample(states, 2)
        date = f";date=20{chance.choice((10, 23, 24))}-03-01" if not number else ""
        lines.append(f"act={chance.choice(words)};actor={actor};target={target}{date}{chance.choice(facts)}")
    return lines


@pytest.mark.parametrize("seed", range(6))
def test_a_step_hangs_on_those_before_it_alone(seed: int) -> None:
    chain = chain_of(_chain(random.Random(seed)))
    whole = play(chain, LIBRARY)
    for number in range(1, len(chain) + 1):
        assert [each.to_json() for each in play(chain.first(number), LIBRARY)] == [
            each.to_json() for each in whole[:number]
        ]
        left = chain.without(number)
        if number > 1 and len(left):
            assert [each.to_json() for each in play(left, LIBRARY)[: number - 1]] == [
                each.to_json() for each in whole[: number - 1]
            ]


@pytest.mark.parametrize("seed", range(4))
def test_a_chain_of_one_is_the_answer_to_its_incident(seed: int) -> None:
    chain = chain_of(_chain(random.Random(seed))[:1])
    step = play(chain, LIBRARY)[0]
    alone = foedus.assess(chain.acts[0].incident)
    assert step.determinations == alone.determinations
    assert [each.collision for each in step.clashes] == list(alone.collisions)
    assert not step.carried and not step.assumptions and not step.performed


def test_all_of_it_is_marked_and_told_in_both_languages() -> None:
    for step in _played(*JULY):
        told = {lang: step.to_json(lang) for lang in terms.LANGUAGES}
        assert all(each["hypothetical"] and each["incident"]["status"] == "hypothetical" for each in told.values())
        sentences = [
            [
                one["sentence"]
                for part in ("new", "performed", "broken", "wars", "next", "assumptions")
                for one in each[part]
            ]
            for each in told.values()
        ]
        assert len(sentences[0]) == len(sentences[1])
        assert not set(sentences[0]) & set(sentences[1])
        assert all("{" not in sentence for each in sentences for sentence in each)


def test_the_front_desk_plays_a_chain() -> None:
    steps = foedus.play(JULY[:2])
    assert [each.to_json() for each in steps] == [each.to_json() for each in _played(*JULY[:2])]
    with pytest.raises(foedus.FoedusError) as caught:
        foedus.play(["act=invasion;actor=NGA;target=NER"])
    assert caught.value.field == "step 1: date"
