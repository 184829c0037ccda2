"""Corrections: what a person changes of what was read, as data, applied in order, marked as theirs."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.incidents import Correction, corrected, corrections_json, corrections_of, reconcile
from foedus.terms import FoedusError

from .conftest import on, report, tell

ONE = report(
    "one",
    tell("raid", "JNIM", "BFA", when=on("2023-09-20"), words="JNIM raided a post in Burkina Faso"),
    tell("attack", "JNIM", "BFA", when=on("2023-09-20"), words="The attack by JNIM on Burkina Faso"),
    tell("coup", "NER", "NER", when=on("2023-07-26"), place="NER", words="Soldiers seized power in Niger"),
    tell(None, "ECOWAS", kind="STATEMENT", words="ECOWAS was not happy"),
)
OTHER = report(
    "other",
    tell("raid", "", "MLI", when=on("2023-10-02"), place="Gao", words="A raid struck Gao"),
    tell("request", "NER", "FRA", words="Niger asked France"),
)
REPORTS = (ONE, OTHER)
RAID, ATTACK, COUP, SAID, GAO, ASKED = "one-c0", "one-c1", "one-c2", "one-c3", "other-c0", "other-c1"
EVENTS = (RAID, ATTACK, COUP, GAO, ASKED)


def gathered(*corrections: object):
    return reconcile(REPORTS, corrections=corrections)


def holding(found, claim: str):
    """The one incident that holds a claim."""
    (incident,) = [each for each in found.incidents if claim in each.claims]
    return incident


def shape(found) -> list[object]:
    """What incidents say, without who said it."""
    told = [{**each.to_json(), "claims": each.claims} for each in found.incidents]
    return sorted(told, key=lambda each: json.dumps(each, default=str))


changes = st.builds(
    lambda claim, values: {"do": "change", "claim": claim, "set": values},
    st.sampled_from(EVENTS),
    st.dictionaries(
        st.sampled_from(("target", "place", "date", "act", "modality", "initiator")), st.none(), min_size=1
    ).flatmap(
        lambda keys: st.fixed_dictionaries(
            {
                key: {
                    "target": st.sampled_from(("NER", "Mali", ["BFA", "NER"], None)),
                    "place": st.sampled_from(("NER", "Bamako", "14.0, 1.0", None)),
                    "date": st.sampled_from(
                        ("2023-09-20", "2023-11", {"start": "2023-09-01", "end": "2023-09-09"}, None)
                    ),
                    "act": st.sampled_from(("raid", "bombing", "coup", None)),
                    "modality": st.sampled_from(("happened", "denied", "threatened")),
                    "initiator": st.sampled_from(("JNIM", "armed group", "France", None)),
                }[key]
                for key in keys
            }
        )
    ),
)
states = st.builds(
    lambda claim, values, facts: {"do": "state", "claim": claim, "set": values, "facts": facts},
    st.sampled_from(EVENTS),
    st.dictionaries(st.sampled_from(("struck", "harm")), st.sampled_from(("none", None)), min_size=1),
    st.dictionaries(st.just("request by the target"), st.sampled_from((True, False, None))),
)
drops = st.builds(lambda claim: {"do": "drop", "claim": claim}, st.sampled_from((*EVENTS, SAID)))
merges = st.builds(lambda claims: {"do": "merge", "claims": list(claims)}, st.sets(st.sampled_from(EVENTS), min_size=2))
added = st.just({"do": "add", "incident": {"act": "raid", "target": "NER", "date": "2023-09-21"}, "by": "Ana"})
any_correction = st.one_of(changes, states, drops, merges, added)


@given(st.lists(any_correction, max_size=5))
def test_a_corrections_file_comes_back_as_it_went_out(given_ones: list[dict]) -> None:
    once = corrections_of(given_ones)
    text = json.dumps(corrections_json(once))
    assert corrections_of(json.loads(text)) == once


def test_without_corrections_nothing_differs() -> None:
    plain = reconcile(REPORTS)
    assert reconcile(REPORTS, corrections=()) == plain
    assert json.dumps(gathered().to_json()) == json.dumps(plain.to_json())
    assert corrected(REPORTS, ()) == REPORTS
    assert not any("read_as" in claim for each in REPORTS for claim in each.to_json()["claims"])


@given(changes)
def test_a_change_taken_back_leaves_what_was_read(change: dict) -> None:
    claims = {claim.id: claim.to_json() for each in REPORTS for claim in each.claims}
    read = claims[change["claim"]]
    back = {key: read[key] if key != "date" else (read["date"] or {}).get("start") for key in change["set"]}
    inverse = {"do": "change", "claim": change["claim"], "set": back}
    assert shape(gathered(change, inverse)) == shape(gathered())
    assert corrected(REPORTS, [change, inverse]) == REPORTS
    assert gathered(change, inverse).stipulations == ()


@given(changes)
def test_words_and_spans_stay_and_the_reading_is_kept(change: dict) -> None:
    before = {claim.id: claim for each in REPORTS for claim in each.claims}
    after = {claim.id: claim for each in corrected(REPORTS, [change]) for claim in each.claims}
    assert before.keys() == after.keys()
    for name, claim in after.items():
        assert (claim.quote, claim.span, claim.report) == (before[name].quote, before[name].span, before[name].report)
        for each in claim.read_as:
            assert getattr(before[name], each.key) == each.value != getattr(claim, each.key)


@given(st.lists(any_correction, max_size=4))
def test_correcting_twice_is_correcting_once(given_ones: list[dict]) -> None:
    try:
        once = corrected(REPORTS, given_ones)
    except FoedusError:
        return
    assert corrected(once, given_ones) == once


@given(st.permutations(range(5)))
def test_the_order_of_unrelated_corrections_does_not_matter(order: list[int]) -> None:
    unrelated = (
        {"do": "change", "claim": GAO, "set": {"initiator": "JNIM"}},
        {"do": "drop", "claim": ASKED},
        {"do": "split", "claims": [ATTACK]},
        {"do": "state", "claim": COUP, "facts": {"request by the target": True}},
        {"do": "add", "incident": {"act": "blockade", "target": "MLI"}},
    )
    assert shape(gathered(*(unrelated[n] for n in order))) == shape(gathered(*unrelated))


@given(st.sets(st.sampled_from(EVENTS), min_size=2, max_size=3))
def test_merged_and_then_split_is_split(claims: set[str]) -> None:
    named = sorted(claims)
    split = {"do": "split", "claims": named}
    try:
        alone = shape(gathered(split))
    except FoedusError:
        assert claims == {RAID, ATTACK}
        return
    assert shape(gathered({"do": "merge", "claims": named}, split)) == alone


def test_merge_and_split_go_before_the_programs_own_judgement() -> None:
    assert holding(gathered(), RAID).claims == (RAID, ATTACK)
    parted = gathered({"do": "split", "claims": [ATTACK]})
    assert holding(parted, RAID).claims == (RAID,) and holding(parted, ATTACK).claims == (ATTACK,)
    joined = gathered({"do": "merge", "claims": [RAID, GAO]})
    assert holding(joined, GAO).claims == (RAID, ATTACK, GAO)
    assert holding(joined, GAO).witnesses == 2
    again = gathered({"do": "split", "claims": [ATTACK]}, {"do": "merge", "claims": [RAID, ATTACK]})
    assert holding(again, RAID).claims == (RAID, ATTACK)


def test_a_corrected_value_goes_before_those_that_were_read() -> None:
    found = gathered(
        {"do": "merge", "claims": [RAID, GAO]}, {"do": "change", "claim": GAO, "set": {"target": "NER"}, "by": "Ana"}
    )
    incident = holding(found, RAID)
    assert incident.target == ("NER",)
    said = incident.evidence["target"][0]
    assert (said.kind, said.id, said.words) == ("stipulated", "Ana", "target NER instead of MLI")


def test_an_instant_keeps_its_hour() -> None:
    found = gathered({"do": "change", "claim": RAID, "set": {"date": "2023-09-20T16:00:00+02:00"}})
    incident = holding(found, RAID)
    assert incident.date.precision == "instant" and incident.basis == "stipulated"


def test_an_act_made_unknown_leaves_an_event_without_an_act() -> None:
    incident = holding(gathered({"do": "change", "claim": GAO, "set": {"act": None}}), GAO)
    assert incident.act is None and incident.target == ("MLI",)
    assert incident.evidence["act"][0].kind == "stipulated"
    both = holding(gathered({"do": "change", "claim": RAID, "set": {"act": None}}), RAID)
    assert both.act == "attack", "the other account still tells an attack"


def test_a_statement_that_is_an_event_after_all_becomes_one() -> None:
    assert not any(SAID in each.claims for each in gathered().incidents)
    incident = holding(gathered({"do": "change", "claim": SAID, "set": {"act": "sanctions", "target": "NER"}}), SAID)
    assert (incident.act, incident.actor, incident.target) == ("sanctions", ("ECOWAS",), ("NER",))


def test_a_threat_that_was_carried_out() -> None:
    threat = report("t", tell("armed intervention", "ECOWAS", "NER", modality="threatened", when=on("2023-07-30")))
    change = {"do": "change", "claim": "t-c0", "set": {"modality": "happened"}}
    (read,), (now,) = reconcile([threat]).incidents, reconcile([threat], corrections=[change]).incidents
    assert (read.status, now.status) == ("threatened", "happened")


def test_dropped_claims_stay_with_their_report_and_are_told_at_their_event() -> None:
    found = gathered({"do": "drop", "claim": ATTACK, "by": "Ben", "why": "a repetition"})
    assert holding(found, RAID).claims == (RAID,)
    (said,) = found.stipulations
    assert said.incidents == (holding(found, RAID).id,) and (said.do, said.by, said.why) == (
        "drop",
        "Ben",
        "a repetition",
    )
    one = corrected(REPORTS, found.corrections)[0]
    assert [claim.id for claim in one.dropped] == [ATTACK] and ATTACK not in [claim.id for claim in one.claims]
    alone = gathered({"do": "drop", "claim": GAO}).stipulations
    assert alone[0].incidents == ()


def test_stated_and_added_values_name_who_said_them() -> None:
    found = gathered(
        {"do": "state", "claim": RAID, "set": {"place": "Burkina Faso"}, "facts": {"request by the target": None}, "by": "Ana"},
        {"do": "add", "incident": {"act": "raid", "target": "Niger", "date": "2023-09-21"}, "by": "Ben"},
        {"do": "state", "incident": "added-1", "set": {"struck": "civilians"}},
    )  # fmt: skip
    incident = holding(found, RAID)
    assert incident.place == "BFA" and incident.facts == {"request by the target": None}
    assert {each.id for key in ("place", "request by the target") for each in incident.evidence[key]} == {"Ana"}
    (made,) = [each for each in found.incidents if each.id == "added-1"]
    assert (made.target, made.struck, made.claims, made.witnesses) == (("NER",), ("civilians",), (), 0)
    assert made.evidence["target"][0].id == "Ben"
    told = next(each for each in found.to_json()["incidents"] if each["id"] == "added-1")
    assert told["stipulated"]["act"] == ["Ben"]


def test_what_is_stated_as_it_was_read_stays_found() -> None:
    incident = holding(gathered({"do": "state", "claim": RAID, "set": {"target": "BFA"}}), RAID)
    assert all(each.kind == "claim" for each in incident.evidence["target"])


def test_the_later_correction_wins() -> None:
    first = {"do": "state", "claim": RAID, "facts": {"request by the target": True}, "by": "Ana"}
    later = {"do": "state", "claim": ATTACK, "facts": {"request by the target": False}, "by": "Ben"}
    found = gathered(first, later)
    assert holding(found, RAID).facts == {"request by the target": False}
    assert [(each.number, each.now) for each in found.stipulations] == [(2, "false")]


@pytest.mark.parametrize(
    ("corrections", "field", "nearest"),
    [
        ([{"do": "drop", "claim": "one-c9"}], "correction 1: claim", "one-c"),
        ([{"do": "dorp", "claim": RAID}], "correction 1: do", "drop"),
        ([{"do": "drop", "claims": [RAID]}], "correction 1: claims", "claim"),
        ([{"do": "drop"}], "correction 1: claim", None),
        ([{"do": "drop", "claim": RAID}, {"do": "change", "claim": RAID, "set": {"act": "raid"}}], "correction 2: claim", None),
        ([{"do": "change", "claim": RAID, "set": {"tagret": "NER"}}], "correction 1: set: tagret", "target"),
        ([{"do": "change", "claim": RAID, "set": {"target": "Nigr"}}], "correction 1: set: target", "N"),
        ([{"do": "change", "claim": RAID, "set": {"initiator": "Burkino Faso"}}], "correction 1: set: initiator", "Burkina Faso"),
        ([{"do": "change", "claim": RAID, "set": {"act": "riad"}}], "correction 1: set: act", "raid"),
        ([{"do": "change", "claim": RAID, "set": {"modality": "happend"}}], "correction 1: set: modality", "happened"),
        ([{"do": "change", "claim": RAID, "set": {"modality": None}}], "correction 1: set: modality", None),
        ([{"do": "change", "claim": RAID, "set": {"date": "soon"}}], "correction 1: set: date", None),
        ([{"do": "merge", "claims": [RAID]}], "correction 1: claims", None),
        ([{"do": "merge", "claims": [RAID, SAID]}], "correction 1: claims", None),
        ([{"do": "split", "claims": [RAID, ATTACK]}], "correction 1: claims", None),
        ([{"do": "split", "claims": [GAO]}], "correction 1: claims", None),
        ([{"do": "split", "claims": [RAID, GAO]}, {"do": "merge", "claims": [GAO, RAID]}], "correction 2: claims", None),
        ([{"do": "state", "claim": SAID, "set": {"place": "NER"}}], "correction 1: claim", None),
        ([{"do": "state", "claim": RAID, "set": {"sturck": "ship"}}], "correction 1: set: sturck", "struck"),
        ([{"do": "state", "claim": RAID, "set": {"struck": "shop"}}], "correction 1: set: struck", "ship"),
        ([{"do": "state", "claim": RAID, "facts": {"request by the target": "perhaps"}}], "correction 1: facts", None),
        ([{"do": "state", "incident": "added-1", "set": {"place": "NER"}}], "correction 1: incident", None),
        ([{"do": "add", "incident": {"act": "raid", "id": "x"}}] * 2, "correction 2: incident: id", None),
        ([{"do": "add", "incident": {"act": "blokade"}}], "correction 1: incident: act", "blockade"),
        ([{"do": "state", "claim": GAO, "set": {"place": "NER"}}, {"do": "drop", "claim": GAO}], "correction 1: claim", None),
        (["drop it"], "correction 1: do", None),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_number_and_field(corrections: list, field: str, nearest: str | None) -> None:
    with pytest.raises(FoedusError) as caught:
        gathered(*corrections)
    assert caught.value.field == field
    assert "\n" not in str(caught.value)
    if nearest:
        assert (caught.value.nearest or "").startswith(nearest)


@pytest.mark.parametrize(
    "given_file",
    [{"schema": "foedus/corrections/2", "corrections": []}, {"correction": []}, {"corrections": 3}, "drop", 3],
)
def test_a_file_of_another_form_is_refused(given_file: object) -> None:
    with pytest.raises(FoedusError):
        corrections_of(given_file)


def test_corrections_may_be_objects() -> None:
    object_ = Correction("drop", (GAO,), by="Ana")
    assert shape(gathered(object_)) == shape(gathered({"do": "drop", "claim": GAO, "by": "Ana"}))


@given(st.lists(st.one_of(any_correction, st.dictionaries(st.text(), st.text())), max_size=3))
def test_whatever_is_given_is_applied_or_refused_in_one_line(given_ones: list[dict]) -> None:
    try:
        found = gathered(*given_ones)
    except FoedusError as error:
        assert error.field and error.field.startswith("correction ")
    else:
        assert len(found.corrections) == len(given_ones)
