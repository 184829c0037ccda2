"""`foedus pacts new` and `foedus pacts diff`: starting a pact, and comparing two."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import one_message

CHARTER, NATO = "liptako-gourma-charter-2023", "north-atlantic-treaty-1949"


@pytest.fixture
def started(run, tmp_path: Path) -> Path:
    ended = run("pacts", "new", "our-treaty-2024", "--into", tmp_path / "mine")
    folder = tmp_path / "mine" / "our-treaty-2024"
    assert ended.code == 0 and ended.out.strip() == str(folder)
    return folder


def test_a_new_pact_passes_its_check_and_tries_everything(run, started: Path) -> None:
    ended = run("pacts", "check", started.parent)
    assert ended.code == 0 and not ended.err
    assert "our-treaty-2024: 5/5" in ended.out and "not tried" not in ended.out


def test_a_new_pact_is_told_in_json_too(run, tmp_path: Path) -> None:
    answer = json.loads(run("pacts", "new", "second-treaty", "--into", tmp_path, "--format", "json").out)
    assert answer["schema"] == "foedus/pact-new/1" and {path.name for path in tmp_path.glob("*/*")} == {*answer["files"]}


def test_a_new_pact_answers_beside_the_library(run, started: Path) -> None:
    ended = run("assess", "act=invasion", "target=AND", "date=2024-07-01", "--library", started.parent, "--format", "json")
    found = [each for each in json.loads(ended.out)["determinations"] if each["instrument"] == "our-treaty-2024"]
    assert [(each["verdict"], each["bearers"]) for each in found] == [("owed", ["MCO"])]


def test_a_new_pact_overwrites_nothing(run, started: Path) -> None:
    (started / "text.md").write_text("mine", encoding="utf-8")
    ended = run("pacts", "new", "our-treaty-2024", "--into", started.parent)
    assert ended.code == 1 and "stands there already" in one_message(ended)
    assert (started / "text.md").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(("name", "told"), [("Our Treaty", "no id"), ("../up", "no id"), (CHARTER, "ships with foedus")])
def test_a_new_pact_needs_an_id_of_its_own(run, tmp_path: Path, name: str, told: str) -> None:
    ended = run("pacts", "new", name, "--into", tmp_path)
    assert ended.code == 1 and told in one_message(ended)
    assert not list(tmp_path.iterdir())


def test_a_check_of_nothing_says_how_to_start(run, tmp_path: Path) -> None:
    assert "foedus pacts new" in one_message(run("pacts", "check", tmp_path))


def compared(run, *words: str | Path) -> dict:
    ended = run("pacts", "diff", *words, "--format", "json")
    assert ended.code == 0, ended.err
    return json.loads(ended.out)


def test_versions_of_a_pact_differ_in_the_rows_that_were_changed(run, started: Path, tmp_path: Path) -> None:
    other = tmp_path / "later" / started.name
    other.mkdir(parents=True)
    for path in started.iterdir():
        changed = path.read_text(encoding="utf-8").replace("act: armed attack", "act: attack").replace("up to: armed force\n", "")
        (other / path.name).write_text(changed, encoding="utf-8")
    rule, start = compared(run, started, other)["clauses"]
    assert rule["clauses"] == ["art-1/assist"] * 2
    assert rule["rows"] == {"act": ["armed attack", "attack"], "up to": ["armed force", None]}
    assert start["same"]


def test_a_pact_is_the_same_as_itself(run) -> None:
    answer = compared(run, CHARTER, CHARTER)
    assert answer["clauses"] and all(clause["same"] for clause in answer["clauses"])
    assert not answer["head"] and answer["parties"]["both"] == ["BFA", "MLI", "NER"]


def test_different_pacts_are_set_side_by_side_by_what_they_oblige_to(run) -> None:
    answer = compared(run, CHARTER, NATO)
    pairs = {tuple(clause["clauses"]): clause["rows"] for clause in answer["clauses"]}
    assert pairs["art-6/assist", "art-5/assist"]["act"] == ["attack", "armed attack"]
    assert pairs["art-6/assist", "art-5/assist"]["discretion"] == [None, "means"]
    assert ("art-4/terrorism", None) in pairs and (None, "art-4/consult") in pairs
    first = [clause["clauses"][0] for clause in answer["clauses"] if clause["clauses"][0] and not clause["reading"]]
    assert "art-7/forces" in first and len(first) == len(set(first))


def test_a_comparison_is_readable_in_a_narrow_terminal(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    ended = run("pacts", "diff", CHARTER, NATO)
    assert ended.code == 0 and "A art-6/assist, B art-5/assist" in ended.out
    assert max(map(len, ended.out.splitlines())) <= 60


def test_an_unknown_pact_cannot_be_compared(run) -> None:
    ended = run("pacts", "diff", CHARTER, "north-atlantic-treaty-1948")
    assert ended.code == 1 and f"did you mean '{NATO}'?" in one_message(ended)
