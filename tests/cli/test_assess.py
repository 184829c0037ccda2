"""`foedus assess`: the answers that the commands must give, and the options that choose among them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import RAID

CHARTER = "liptako-gourma-charter-2023"
NATO = "north-atlantic-treaty-1949"
INVASION = ("act=invasion", "actor=RUS", "target=FIN", "struck=territory", "place=FIN")


def asked(run, *words: str) -> dict:
    ended = run("assess", *words, "--format", "json")
    assert ended.code == 0, ended.err
    return json.loads(ended.out)


def verdicts(answer: dict, instrument: str, reading: str | None = None) -> dict[str, tuple[str, list[str]]]:
    return {
        each["provision"]: (each["verdict"], each["bearers"])
        for each in answer["determinations"]
        if each["instrument"] == instrument and each["reading"] == reading
    }


def test_a_raid_on_soldiers_binds_the_two_others(run) -> None:
    found = verdicts(asked(run, *RAID), CHARTER)
    assert found["art-7/forces"] == ("owed", ["MLI", "NER"])
    assert found["art-4/terrorism"][0] == "owed"


def test_the_same_raid_before_the_charter_is_not_in_force(run) -> None:
    early = [word.replace("2023-09-20", "2023-09-10") for word in RAID]
    assert verdicts(asked(run, *early), CHARTER) == {}
    named = verdicts(asked(run, *early, "--pact", CHARTER), CHARTER)
    assert {verdict for verdict, _ in named.values()} == {"not in force"}


def test_an_intervention_binds_the_two_others_and_breaks_the_law(run) -> None:
    answer = asked(
        run, "act=armed intervention", "actor=NGA", "target=NER", "place=NER", "date=2023-09-20", "consent of the target=false",
        "authorisation of the un security council=false",
    )  # fmt: skip
    assert verdicts(answer, CHARTER)["art-6/assist"] == ("owed", ["BFA", "MLI"])
    breached = [each for each in answer["determinations"] if each["verdict"] == "breached"]
    assert breached and all("NGA" in each["bearers"] for each in breached)
    assert {"BFA", "MLI"} <= {found["bearer"] for found in answer["collisions"]}


@pytest.mark.parametrize(
    ("day", "verdict"), [("2023-04-03", "not triggered"), ("2023-04-04", "unsettled"), ("2023-04-05", "owed")]
)
def test_finland_is_an_ally_from_an_hour_of_one_day(run, day, verdict) -> None:
    found = verdicts(asked(run, *INVASION, f"date={day}", "--pact", NATO), NATO)
    assert found["art-5/assist"][0] == verdict


def test_all_lists_every_provision_and_reading(run) -> None:
    some, everything = asked(run, *RAID), asked(run, *RAID, "--all")
    kept = {(each["instrument"], each["provision"], each["reading"]) for each in some["determinations"]}
    every = {(each["instrument"], each["provision"], each["reading"]) for each in everything["determinations"]}
    assert kept < every
    assert {"not triggered", "not in force"} <= {each["verdict"] for each in everything["determinations"]}


def test_named_pacts_may_be_repeated_or_joined(run) -> None:
    joined = asked(run, *RAID, "--pact", f"{CHARTER},{NATO}")
    repeated = asked(run, *RAID, "--pact", CHARTER, "--pact", NATO)
    assert joined == repeated
    assert {each["instrument"] for each in joined["determinations"]} == {CHARTER, NATO}


def test_the_law_of_another_day(run) -> None:
    answer = asked(run, *RAID, "--on", "2023-09-10", "--pact", CHARTER)
    assert answer["on"] == "2023-09-10"
    assert {each["verdict"] for each in answer["determinations"]} == {"not in force"}


def test_what_was_not_known_yet_is_unsettled(run) -> None:
    answer = asked(run, *RAID, "--as-of", "2023-09-18", "--pact", CHARTER)
    assert answer["as_of"] == "2023-09-18"
    assert verdicts(answer, CHARTER)["art-7/forces"][0] == "unsettled"


def test_the_answer_has_the_keys_of_the_contract(run) -> None:
    answer = asked(run, *RAID)
    assert answer["schema"] == "foedus/assessment/1"
    assert {"foedus", "library", "inputs"} <= set(answer["made_by"])
    assert {"on", "as_of", "incident", "determinations", "collisions", "would_change"} <= set(answer)
    for each in answer["determinations"]:
        assert {
            "instrument", "provision", "reading", "verdict", "standing", "modality", "duty", "up_to", "discretion", "bearers",
            "beneficiaries", "awaiting", "missing", "unverified", "proof", "sources",
        } <= set(each)  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("shape", ["terminal", "md", "html"])
def test_every_format_and_language_tells_the_answer(run, shape, lang) -> None:
    ended = run("assess", *RAID, "--format", shape, "--lang", lang)
    assert ended.code == 0 and not ended.err
    assert "Mali" in ended.out and "Niger" in ended.out
    assert "\x1b" not in ended.out
    if shape == "terminal":
        assert max(map(len, ended.out.splitlines())) <= 80


def test_the_suffix_of_o_chooses_the_page(run, tmp_path: Path) -> None:
    page = tmp_path / "raid.html"
    assert run("assess", *RAID, "-o", page).code == 0
    assert "<html" in page.read_text(encoding="utf-8")
