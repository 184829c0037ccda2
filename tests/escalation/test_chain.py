"""A chain as data and as words: what goes in comes out, and what is wrong is told with its step."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.escalation import LONGEST, Act, chain_of
from foedus.incidents import make_incident
from foedus.terms import FoedusError, acts, parse_when

SAHEL = [
    {"act": "declared intervention", "actor": "ECOWAS", "target": "NER", "date": "2023-08-30",
     "facts": {"decision of the mediation and security council": True}},
    {"act": "armed intervention", "actor": "ECOWAS", "target": "NER"},
    {"act": "armed attack", "actor": "BFA, MLI", "target": "ECOWAS", "withdrawn": ["consent of the target"]},
]  # fmt: skip

acts_ = st.fixed_dictionaries(
    {"act": st.sampled_from(sorted(acts())), "actor": st.sampled_from(["NGA", "ECOWAS", "BFA, MLI", "JNIM"])},
    optional={
        "target": st.sampled_from(["NER", "NGA", "NER, MLI"]),
        "struck": st.sampled_from(["territory", "armed forces, ship"]),
        "place": st.sampled_from(["NER", "13.5, 2.1", "mediterranean"]),
        "facts": st.dictionaries(
            st.sampled_from(["consent of the target", "decision of the council", "self-defence of the actor"]),
            st.sampled_from([True, False, None]), max_size=3,
        ),
        "votes": st.just({"decision of the council": "for NGA, GHA; against MLI"}),
        "withdrawn": st.lists(st.sampled_from(["state of war", "consent of the target"]), max_size=2, unique=True),
    },
)  # fmt: skip


@given(st.lists(acts_, min_size=1, max_size=4))
def test_a_chain_comes_back_from_its_json_and_from_its_words(steps: list[dict]) -> None:
    chain = chain_of([{**steps[0], "date": "2023-09-20"}, *steps[1:]])
    assert chain_of(json.loads(json.dumps(chain.to_json()))) == chain
    assert chain_of(json.dumps(chain.to_json())) == chain
    assert chain_of(chain.texts()) == chain


def test_a_day_that_is_not_given_is_the_day_after() -> None:
    chain = chain_of(SAHEL)
    assert [act.incident.date.to_json() for act in chain] == ["2023-08-30", "2023-08-31", "2023-09-01"]
    later = chain_of([{**SAHEL[0], "date": "2023-09-20"}, *chain.acts[1:]])
    assert [act.incident.date.to_json() for act in later] == ["2023-09-20", "2023-09-21", "2023-09-22"]
    assert [act.incident.date.to_json() for act in chain.without(2)] == ["2023-08-30", "2023-08-31"]


def test_a_first_act_takes_the_day_that_is_asked() -> None:
    chain = chain_of(["act=invasion;actor=NGA;target=NER"], on=parse_when("2024-01-05"))
    assert chain.acts[0].incident.date == parse_when("2024-01-05")


def test_a_code_is_the_state_of_its_day_also_where_the_day_was_counted() -> None:
    chain = chain_of(["act=mobilisation;actor=RUS;target=AUH;date=1914-07-30", "act=invasion;actor=DEU;target=BEL"])
    assert [act.incident.actor for act in chain] == [("RUS-EMPIRE",), ("DEU-EMPIRE",)]


def test_an_incident_that_happened_is_supposed_in_a_chain() -> None:
    happened = make_incident({"act": "raid", "actor": "JNIM", "target": "BFA", "date": "2023-09-20"})
    assert chain_of([happened]).acts == (
        Act(
            make_incident(
                {"act": "raid", "actor": "JNIM", "target": "BFA", "date": "2023-09-20", "status": "hypothetical"}
            )
        ),
    )


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ([{"act": "invasion", "target": "NER"}], "step 1: date"),
        ([SAHEL[0], {"act": "invazion"}], "step 2: act"),
        ([SAHEL[0], {"act": "invasion", "date": "2023-08-01"}], "step 2: date"),
        ([SAHEL[0], {"actor": "NGA"}], "step 2: act"),
        ([SAHEL[0], {"act": "invasion", "target": "Nowhereland"}], "step 2: target"),
        ([SAHEL[0], {"act": "invasion", "status": "happened"}], "step 2: status"),
        ([SAHEL[0], {"act": "invasion", "date": "2023-13-01"}], "step 2: date"),
        ([SAHEL[0], {"act": "invasion", "facts": {"consent of the target": "perhaps"}}], "step 2: facts"),
        ([SAHEL[0], "act"], "step 2"),
        ([SAHEL[0], "act=invasion;act=raid"], "step 2: act"),
        ([SAHEL[0], "act=invasion;actr=NGA"], "step 2"),
        ([SAHEL[0], 7], "step 2"),
        ([SAHEL[0], {"act": "invasion", "withdrawn": 5}], "step 2: withdrawn"),
        ([], "step"),
        ([SAHEL[0]] * (LONGEST + 1), "step"),
        ({"schema": "foedus/brief/1", "steps": SAHEL}, "schema"),
        ({"schema": "foedus/chain/1"}, "steps"),
        ("{", None),
    ],
)
def test_what_is_wrong_is_told_with_its_step(steps: object, told: str | None) -> None:
    with pytest.raises(FoedusError) as caught:
        chain_of(steps)  # type: ignore[arg-type]
    assert told is None or caught.value.field == told


@given(st.text(max_size=60))
def test_no_line_of_words_breaks_it(line: str) -> None:
    try:
        chain_of([line], on=parse_when("2023-09-20"))
    except FoedusError as error:
        assert error.field and error.field.startswith("step")
