"""Reports that retell one text are one witness; independent ones are several."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from foedus.incidents.reconcile import reconcile
from foedus.incidents.witnesses import copied_share, is_retelling, shared_order, witness_groups

WIRE = (
    ("signature", "BFA MLI", "", "The two neighbours signed a pact of common defence on the Saturday"),
    ("coup", "", "NER", "Soldiers had toppled the president of the third neighbour some weeks earlier in the summer"),
    ("sanctions", "ECOWAS", "NER", "The regional bloc answered at once with closed banks and closed borders"),
    ("withdrawal of forces", "FRA", "MLI", "French troops packed up their last desert base the year before"),
    ("withdrawal of forces", "FRA", "BFA", "Their comrades next door went home in the following winter"),
    ("denunciation", "NER", "FRA", "The new rulers tore up five military accords with the former colonial power"),
    ("armed attack", "JNIM", "BFA", "Gunmen on motorcycles killed seventeen soldiers near a northern market town"),
)
REWRITE = (
    "A treaty to defend one another was concluded at the weekend by both states",
    "In the next country an elected head of state lost power to his own guards",
    "West African leaders punished that takeover by freezing money and shutting frontiers",
    "Paris had flown its last contingent out of the Malian sands twelve months ago",
    "Another French unit pulled out of Ouagadougou when winter ended",
    "Niamey's junta cancelled a handful of defence agreements with Paris",
    "Fighters riding motorbikes murdered a platoon close to a town in the north",
)


@pytest.fixture
def wire(make, say):
    return make("wire", *(say(act, actor, target, words=words) for act, actor, target, words in WIRE))


@pytest.fixture
def rewrite(make, say):
    facts = [(act, actor, target, words) for (act, actor, target, _), words in zip(WIRE, REWRITE, strict=True)]
    return make("rewrite", *(say(act, actor, target, words=words) for act, actor, target, words in facts))


@pytest.fixture
def independent(make, say):
    return make(
        "independent",
        say(
            "armed attack",
            "JNIM",
            "BFA",
            words="Koumbri buried its dead on Tuesday while the army counted fifty-three bodies",
        ),
        say(
            "request",
            "BFA",
            "MLI",
            words="Captain Traoré telephoned Bamako that evening to ask for trucks and ammunition",
        ),
        say("signature", "BFA MLI", words="Twelve days later the capitals put their promise of mutual help on paper"),
        say(
            "ultimatum",
            "ECOWAS",
            "NER",
            words="Abuja had threatened in July to march if the prisoner in the palace was not freed",
        ),
        say("coup", "", "NER", words="Everything began with General Tiani and a locked gate in Niamey"),
        say(
            "refusal of recognition",
            "FRA",
            "NER",
            words="The Élysée still addresses its letters to the man behind that gate",
        ),
        say(
            "denunciation",
            "NER",
            "FRA",
            words="Five accords are on the list that a television announcer read out after midnight",
        ),
    )


def test_copy_under_another_name_is_one_witness(wire):
    copy = replace(wire, id="copy", file="copy.txt")
    assert witness_groups([wire, copy]) == (("copy", "wire"),)


def test_text_copied_with_a_new_opening_is_one_witness(wire, make, say):
    text = "Our own correspondent writes.\n" + wire.text.split("\n", 2)[2]
    copied = make("paper", text=text)
    assert copied_share(wire.text, text) > 0.8
    assert is_retelling(wire, copied)


def test_rewrite_in_other_words_is_one_witness(wire, rewrite):
    assert copied_share(wire.text, rewrite.text) < 0.05
    assert shared_order(wire, rewrite) == (7, 1.0)
    assert witness_groups([wire, rewrite]) == (("rewrite", "wire"),)


def test_independent_report_of_the_same_days_is_its_own_witness(wire, rewrite, independent):
    assert witness_groups([wire, independent, rewrite]) == (("independent",), ("rewrite", "wire"))


def test_witnesses_of_an_incident_are_texts_and_not_reports(wire, rewrite, independent):
    found = reconcile([wire, rewrite, independent])
    by_act = {incident.act: incident.witnesses for incident in found.incidents}
    assert by_act["signature"] == 2
    assert by_act["sanctions"] == 1
    assert by_act["request"] == 1


def test_quoting_the_same_clause_is_not_copying(make):
    quoted = "“" + " ".join(f"word{n}" for n in range(60)) + "”"
    one = make(
        "a", text=f"The charter reads {quoted} and the crowd cheered for an hour in the square of the old capital."
    )
    other = make(
        "b", text=f"{quoted}, a lawyer read aloud; nobody at the border post had heard of it when we asked there."
    )
    assert not is_retelling(one, other)


def test_few_facts_in_the_same_order_prove_nothing(make, say):
    one = make(
        "a",
        say("coup", "", "NER", words="The palace fell at dawn"),
        say("sanctions", "ECOWAS", "NER", words="The bloc shut the banks"),
    )
    other = make(
        "b",
        say("coup", "", "NER", words="Guards seized a president"),
        say("sanctions", "ECOWAS", "NER", words="Trade stopped"),
    )
    assert not is_retelling(one, other)


def test_samples_are_grouped_by_the_text_that_they_go_back_to(expected):
    names = ("sahel-wire", "sahel-fr", "sahel-regional-paper", "unrelated")
    groups = witness_groups([expected(name) for name in names])
    assert groups == (("sahel-fr", "sahel-wire"), ("sahel-regional-paper",), ("unrelated",))


def test_seeds_go_back_to_two_texts(expected_seeds):
    assert witness_groups(expected_seeds) == (("seed-000",), ("seed-001",))


def test_retelling_does_not_depend_on_who_is_asked_first(wire, rewrite, independent):
    for one, other in combinations((wire, rewrite, independent), 2):
        assert is_retelling(one, other) is is_retelling(other, one)
