"""Every verdict of the funnel, on pacts of paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.pacts_of_paper import ENTRY, RAID, RULE, THREE, ask, paper

from foedus.determinations import Determination, determinations, question
from foedus.incidents import make_incident
from foedus.pacts import load_library

ABSTAIN = """rule: peace
act: attack, threat of force
actor: a party
target: another party
bearer: the actor
must: refrain from force
"""
COUNCIL = "organ: council\nmajority: two thirds of those present"


def only(found: tuple[Determination, ...]) -> Determination:
    assert len(found) == 1, [(each.verdict, each.bearers) for each in found]
    return found[0]


def test_owed_by_every_other_party(tmp_path: Path) -> None:
    found = only(ask(paper(tmp_path, RULE, ENTRY), **RAID))
    assert (found.verdict, set(found.bearers), found.beneficiaries) == ("owed", {"MLI", "NER"}, ("BFA",))


def test_several_targets_are_several_determinations(tmp_path: Path) -> None:
    found = ask(paper(tmp_path, RULE, ENTRY), **{**RAID, "target": "BFA, NER", "place": "three-border zone"})
    assert [(each.beneficiaries, set(each.bearers)) for each in found] == [
        (("BFA",), {"MLI", "NER"}), (("NER",), {"MLI", "BFA"}),
    ]  # fmt: skip


def test_the_actor_bears_nothing_against_itself(tmp_path: Path) -> None:
    found = only(ask(paper(tmp_path, RULE, ENTRY), **{**RAID, "actor": "MLI", "act": "invasion"}))
    assert found.bearers == ("NER",)


def test_an_unknown_actor_excludes_nobody(tmp_path: Path) -> None:
    found = only(ask(paper(tmp_path, RULE, ENTRY), act="raid", target="BFA", date="2023-09-20"))
    assert set(found.bearers) == {"MLI", "NER"}


@pytest.mark.parametrize(
    ("row", "value", "verdict", "missing"),
    [
        ("struck: armed forces", None, "unsettled", ("struck",)),
        ("struck: armed forces", "security forces", "not triggered", ()),
        ("harm: sovereignty", None, "unsettled", ("harm",)),
        ("harm: sovereignty", "sovereignty", "owed", ()),
        ("harm: sovereignty", "stability", "not triggered", ()),
        ("origin: external", None, "unsettled", ("origin",)),
        ("origin: external", "internal", "not triggered", ()),
        ("capacity: national", "united nations", "not triggered", ()),
        ("supported by: a state", "DZA", "owed", ()),
        ("supported by: a state", "JNIM", "not triggered", ()),
        ("place: africa", "MLI", "owed", ()),
        ("place: europe", "MLI", "not triggered", ()),
    ],
)
def test_each_row_can_hold_fail_and_be_unknown(
    tmp_path: Path, row: str, value: str | None, verdict: str, missing: tuple[str, ...]
) -> None:
    key = row.partition(":")[0]
    incident = {**RAID, key: value} if value else {**RAID}
    found = only(ask(paper(tmp_path, RULE + row, ENTRY), **incident))
    assert (found.verdict, found.missing) == (verdict, missing)


def test_one_false_row_settles_whatever_else_is_unknown(tmp_path: Path) -> None:
    rule = RULE + "struck: armed forces\nharm: sovereignty\nrequires:\n  - request by the target"
    found = only(ask(paper(tmp_path, rule, ENTRY), **{**RAID, "target": "SEN", "status": "alleged"}))
    assert (found.verdict, found.missing, found.awaiting, found.bearers) == ("not triggered", (), (), ())


def test_a_wider_word_than_the_rows_is_unknown(tmp_path: Path) -> None:
    found = only(ask(paper(tmp_path, RULE.replace("act: attack", "act: invasion"), ENTRY), **{**RAID, "act": "attack"}))
    assert (found.verdict, found.missing) == ("unsettled", ("act",))


ASKED, DECIDED = "request by the target", "decision of the council"
GATED = RULE + "requires:\n  - request by the target\n  - decision of the council"


@pytest.mark.parametrize(
    ("facts", "verdict", "awaiting", "missing"),
    [
        ({}, "unsettled", {ASKED, DECIDED}, {ASKED, DECIDED}),
        ({ASKED: "false"}, "awaiting", {ASKED, DECIDED}, {DECIDED}),
        ({ASKED: "true", DECIDED: "false"}, "awaiting", {DECIDED}, set()),
        ({ASKED: "true", DECIDED: "true"}, "owed", set(), set()),
    ],
)
def test_gates(tmp_path: Path, facts: dict, verdict: str, awaiting: set, missing: set) -> None:
    found = only(ask(paper(tmp_path, GATED, COUNCIL, ENTRY), facts=facts, **RAID))
    assert (found.verdict, set(found.awaiting), set(found.missing)) == (verdict, awaiting, missing)


def test_an_unknown_trigger_with_an_unmet_gate_is_unsettled_and_lists_the_gate(tmp_path: Path) -> None:
    found = only(
        ask(
            paper(tmp_path, GATED + "\nharm: sovereignty", COUNCIL, ENTRY),
            facts={"request by the target": "false"},
            **RAID,
        )
    )
    assert found.verdict == "unsettled"
    assert "request by the target" in found.awaiting and "harm" in found.missing


def test_a_decision_is_told_as_decided(tmp_path: Path) -> None:
    facts = {"request by the target": "true", "decision of the council": "true"}
    found = only(ask(paper(tmp_path, GATED, COUNCIL, ENTRY), facts=facts, **RAID))
    grounds = {each.words: each.ground for each in found.proof.walk() if each.row == "gate"}
    assert grounds["decision of the council"] == "decided"


def test_discretion_does_not_soften_owed_and_may_is_open(tmp_path: Path) -> None:
    whether = only(ask(paper(tmp_path / "a", RULE + "discretion: whether", ENTRY), **RAID))
    may = only(ask(paper(tmp_path / "b", RULE.replace("must: assist", "may: assist"), ENTRY), **RAID))
    assert (whether.verdict, may.verdict) == ("owed", "open")


def test_a_deeming_clause_gives_deemed_and_no_duty(tmp_path: Path) -> None:
    rule = RULE.replace("must: assist", "deems: count as attack on all").replace("up to: armed force\n", "")
    found = only(ask(paper(tmp_path, rule, ENTRY), **RAID))
    assert (found.verdict, found.rule.modality) == ("deemed", "deems")


def test_who_does_what_it_must_not_breaches(tmp_path: Path) -> None:
    library = paper(tmp_path, ABSTAIN, ENTRY)
    breach = only(ask(library, act="invasion", actor="MLI", target="BFA", date="2023-01-01"))
    assert (breach.verdict, breach.bearers, breach.rule.modality) == ("breached", ("MLI",), "must not")
    outside = only(ask(library, act="invasion", actor="NGA", target="BFA", date="2023-01-01"))
    assert outside.verdict == "not triggered"


def test_neutrality_is_owed_when_anothers_act_engages_it(tmp_path: Path) -> None:
    rule = "rule: neutrality\nact: attack\nactor: a state not a party\ntarget: a party\n"
    rule += "bearer: every other party\nmust: remain neutral"
    found = only(ask(paper(tmp_path, rule, ENTRY), act="invasion", actor="NGA", target="BFA", date="2023-01-01"))
    assert (found.verdict, found.rule.modality, set(found.bearers)) == ("owed", "must not", {"MLI", "NER"})


def test_a_standing_duty_is_owed_on_every_day_in_force(tmp_path: Path) -> None:
    library = paper(tmp_path, "rule: vigilance\nbearer: every party\nmust: fight terrorism", ENTRY)
    found = only(ask(library, **RAID))
    assert (found.verdict, found.rule.standing, set(found.bearers)) == ("owed", True, {"MLI", "BFA", "NER"})
    assert only(ask(library, **{**RAID, "date": "1999-01-01"})).verdict == "not in force"


@pytest.mark.parametrize(
    ("status", "verdict", "missing"),
    [
        ("happened", "owed", ()),
        ("hypothetical", "owed", ()),
        ("alleged", "unsettled", ("the event happened",)),
        ("denied", "unsettled", ("the event happened",)),
        ("threatened", "not triggered", ()),
    ],
)
def test_status(tmp_path: Path, status: str, verdict: str, missing: tuple[str, ...]) -> None:
    found = only(ask(paper(tmp_path, RULE, ENTRY), status=status, **RAID))
    assert (found.verdict, found.missing) == (verdict, missing)


def test_a_threat_engages_what_a_threat_engages(tmp_path: Path) -> None:
    found = only(
        ask(
            paper(tmp_path, ABSTAIN, ENTRY),
            act="invasion",
            actor="MLI",
            target="BFA",
            date="2023-01-01",
            status="threatened",
        )
    )
    assert found.verdict == "breached"


def test_a_hypothesis_is_marked_all_through(tmp_path: Path) -> None:
    found = only(ask(paper(tmp_path, RULE, ENTRY), status="hypothetical", **RAID))
    rows = [child for child in found.proof.children if child.row in ("event", "act", "target")]
    assert found.proof.ground == "stipulated" and {child.ground for child in rows} == {"stipulated"}


EXCEPTION = "exception: other service\nto: art-1/assist\ncapacity: united nations\nplace: europe"


@pytest.mark.parametrize(
    ("more", "verdict", "missing"),
    [
        ({}, "owed", ()),  # place in Africa: the exception is false
        ({"place": "DEU"}, "unsettled", ("capacity",)),  # raised by the place, not proven
        ({"place": "DEU", "capacity": "united nations"}, "excepted", ()),
        ({"place": "DEU", "capacity": "national"}, "owed", ()),
    ],
)
def test_exceptions(tmp_path: Path, more: dict, verdict: str, missing: tuple[str, ...]) -> None:
    found = only(ask(paper(tmp_path, RULE, EXCEPTION, ENTRY), **{**RAID, **more}))
    assert (found.verdict, found.missing) == (verdict, missing)


def test_an_exception_that_nothing_raises_is_presumed_away(tmp_path: Path) -> None:
    incident = {key: value for key, value in RAID.items() if key != "place"}
    found = only(ask(paper(tmp_path, RULE, EXCEPTION, ENTRY), **incident))
    node = next(each for each in found.proof.walk() if each.row == "exception")
    assert (found.verdict, node.ground, node.truth) == ("owed", "presumed", False)


def test_a_fact_stated_as_unknown_raises_a_defeat(tmp_path: Path) -> None:
    rule = RULE + "unless:\n  - provocation by the target"
    library = paper(tmp_path, rule, ENTRY)
    assert only(ask(library, **RAID)).verdict == "owed"
    raised = only(ask(library, facts={"provocation by the target": "unknown"}, **RAID))
    assert (raised.verdict, raised.missing) == ("unsettled", ("provocation by the target",))
    assert only(ask(library, facts={"provocation by the target": "true"}, **RAID)).verdict == "excepted"


def test_a_reservation_sets_its_maker_apart(tmp_path: Path) -> None:
    block = "reservation: desert\nby: NER\nto: art-1/assist\neffect: limits\naccepted by: all except MLI\nplace: africa"
    library = paper(tmp_path, RULE, block, ENTRY)
    found = ask(library, **RAID)
    assert {each.bearers: str(each.verdict) for each in found} == {("MLI",): "owed", ("NER",): "reserved"}
    refused = ask(library, **{**RAID, "target": "MLI", "place": "MLI"})
    assert {bearer: str(each.verdict) for each in refused for bearer in each.bearers} == {"BFA": "owed", "NER": "owed"}


def test_an_instrument_that_yields_is_overridden_only_when_the_other_is_engaged(tmp_path: Path) -> None:
    yields = "precedence: the older pact first\nyields to: elder/art-1/assist"
    library = paper(tmp_path, RULE, yields, ENTRY, others={"elder": ((RULE + "harm: sovereignty", ENTRY), THREE)})
    verdicts = {
        harm: only([each for each in ask(library, harm=harm, **RAID) if each.instrument.id == "pact"]).verdict
        for harm in ("sovereignty", "stability")
    }
    assert verdicts == {"sovereignty": "overridden", "stability": "owed"}


def test_presumed_harm_is_of_the_table_only_and_a_stated_fact_overrides_it(tmp_path: Path) -> None:
    library = paper(tmp_path, RULE + "harm: sovereignty, territorial integrity", ENTRY)
    invasion = {"act": "invasion", "actor": "NGA", "target": "NER", "date": "2023-01-01"}
    presumed = only(ask(library, **invasion))
    node = next(each for each in presumed.proof.walk() if each.row == "harm")
    assert (presumed.verdict, node.ground) == ("owed", "presumed")
    assert only(ask(library, harm="stability", **invasion)).verdict == "not triggered"
    assert only(ask(library, struck="ship", **invasion)).verdict == "unsettled"
    assert only(ask(library, **{**invasion, "act": "raid"})).verdict == "unsettled"


def test_what_rests_on_general_knowledge_is_named(tmp_path: Path) -> None:
    parties = ("MLI,,party,2000-01-01,,gk,", *THREE[1:])
    found = only(ask(paper(tmp_path, RULE + "verified: gk", ENTRY.replace("report", "gk"), parties=parties), **RAID))
    assert any("art-1/assist" in text for text in found.unverified)
    assert any(text.startswith("MLI party of pact") for text in found.unverified)
    assert any("entry into force" in text for text in found.unverified)
    assert not any("NER" in text for text in found.unverified)


def test_a_text_that_nobody_encoded_answers_although_a_later_one_replaces_its_alliance() -> None:
    # Maastricht bound the members to consult before article 42(7); the phase that codes 42(7) is told by eu-teu-42-7
    library = load_library()
    incident = make_incident({"act": "invasion", "actor": "MAR", "target": "ESP", "date": "2002-07-11"})
    for everything in (False, True):
        found = determinations(question(incident, library, everything=everything))
        told = {each.provision for each in found if each.instrument.id == "atop-4175"}
        assert told == {"phase-1/consultation"}
    later = make_incident({"act": "invasion", "actor": "MAR", "target": "ESP", "date": "2012-07-11"})
    found = determinations(question(later, library))
    assert "eu-teu-42-7" in {each.instrument.id for each in found}
    assert "atop-4175" not in {each.instrument.id for each in found}
