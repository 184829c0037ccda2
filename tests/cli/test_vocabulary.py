"""`foedus terms`: every vocabulary, every word, and the nearest one to a word that is none."""

from __future__ import annotations

import json

import pytest

from foedus import terms
from foedus.briefs.pacts import TABLES
from foedus.pacts import ACTOR_WORDS, BEARER_WORDS, PLACE_WORDS, TARGET_WORDS

from .conftest import one_message


def asked(run, *words: str) -> dict:
    ended = run("terms", *words, "--format", "json")
    assert ended.code == 0, ended.err
    return json.loads(ended.out)


def test_all_vocabularies_are_listed(run) -> None:
    assert [each["name"] for each in asked(run)["vocabularies"]] == list(TABLES)
    assert all(each["words"] for each in asked(run)["vocabularies"])


@pytest.mark.parametrize(
    "key",
    [
        "act", "actor", "supported by", "target", "struck", "harm", "place", "origin", "capacity", "when", "bearer",
        "beneficiary", "duty", "must", "fact", "status", "area", "state", "up to",
    ],
)  # fmt: skip
def test_every_name_that_a_message_may_give_is_a_vocabulary(run, key) -> None:
    answer = asked(run, key)
    assert answer["vocabulary"] and answer["words"]


def test_acts_are_a_tree(run) -> None:
    lines = run("terms", "act").out.splitlines()
    depth = {line.strip().partition(" (")[0]: len(line) - len(line.lstrip()) for line in lines}
    assert depth["attack"] < depth["armed attack"] < depth["raid"]
    assert set(terms.acts()) <= {line.strip().partition(" (")[0] for line in lines}


def test_an_act_is_explained(run) -> None:
    (raid,) = asked(run, "raid")["meanings"]
    assert raid["kind"] == "act" and raid["is_a"] == ["armed attack", "attack"]
    (invasion,) = asked(run, "invasion")["meanings"]
    assert invasion["presumes_harm"] == ["sovereignty", "territorial integrity"]


def test_several_words_and_underscores_are_one_word(run) -> None:
    assert asked(run, "armed", "attack")["meanings"] == asked(run, "armed_attack")["meanings"]


@pytest.mark.parametrize(
    ("word", "id_", "kind"),
    [
        ("MLI", "MLI", "state"), ("NO", "NOR", "state"), ("Burkina Faso", "BFA", "state"), ("GSIM", "JNIM", "actor"),
        ("territory of MLI", "territory of ID", "row word"),
    ],
)  # fmt: skip
def test_states_and_actors_are_found_by_id_and_name(run, word, id_, kind) -> None:
    assert (kind, id_) in [(each["kind"], each["word"]) for each in asked(run, word)["meanings"]]


def test_what_pacts_add_is_there_with_the_pact_that_adds_it(run) -> None:
    words = {each["word"]: each for each in asked(run, "fact")["words"]}
    assert "consent of the target" in words
    decision = words["decision of the mediation and security council"]
    assert decision["used_by"]


def test_an_unknown_word_is_told_with_the_nearest(run) -> None:
    ended = run("terms", "raidd")
    assert ended.code == 1 and not ended.out
    assert "did you mean 'raid'?" in one_message(ended)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("actor", ACTOR_WORDS), ("supported by", ACTOR_WORDS), ("target", TARGET_WORDS), ("bearer", BEARER_WORDS),
        ("beneficiary", BEARER_WORDS), ("place", PLACE_WORDS),
    ],
)  # fmt: skip
def test_the_words_of_a_row_stand_before_the_ids(run, key, words) -> None:
    entries = asked(run, key)["words"]
    assert [each["word"] for each in entries[: len(words)]] == list(words)
    assert all(key in each["rows"] and each["meaning"] and each["meaning_fr"] for each in entries[: len(words)])


def test_a_word_of_a_row_is_explained(run) -> None:
    (meaning,) = asked(run, "every", "other", "party")["meanings"]
    assert meaning["kind"] == "row word" and meaning["rows"] == ["bearer", "beneficiary"]
