"""`foedus pacts new` and `foedus pacts diff`: starting a pact, and comparing two."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import one_message

RIVER_CASES = 19
CHARTER, NATO = "liptako-gourma-charter-2023", "north-atlantic-treaty-1949"


@pytest.fixture
def invented(root: Path) -> Path:
    """A pact of nobody, as a person wrote it after `pacts new`."""
    return root / "tests" / "pacts" / "invented" / "river-pact-2031"


@pytest.fixture
def started(run, tmp_path: Path) -> Path:
    ended = run("pacts", "new", "our-treaty-2024", "--into", tmp_path / "mine")
    folder = tmp_path / "mine" / "our-treaty-2024"
    assert ended.code == 0 and ended.out.strip() == str(folder)
    return folder


def test_a_new_pact_passes_its_check_and_tries_everything(run, started: Path) -> None:
    ended = run("pacts", "check", started.parent)
    assert ended.code == 0 and not ended.err
    # no warning, no hint, nothing untried
    assert ended.out.splitlines() == ["our-treaty-2024: 5/5 cases passed", "5/5 cases passed"]


def test_a_pact_is_written_by_its_messages_alone(run, started: Path, invented: Path) -> None:
    """New, then edited, then checked, then asked beside the library: what a person does who knows no Python."""
    for path in invented.iterdir():
        (started / path.name).write_bytes(path.read_bytes())
    ended = run("pacts", "check", started)
    assert ended.code == 0 and ended.out.splitlines()[0] == f"our-treaty-2024: {RIVER_CASES}/{RIVER_CASES} cases passed"
    event = (
        "act=bombardment",
        "actor=BRA",
        "target=BOL",
        "struck=infrastructure",
        "origin=external",
        "date=2032-01-01",
    )
    answer = json.loads(run("assess", *event, "--library", started.parent, "--format", "json").out)
    found = {
        (each["provision"], each["verdict"], tuple(each["bearers"]))
        for each in answer["determinations"] if each["instrument"] == "our-treaty-2024" and each["reading"] is None
    }  # fmt: skip
    assert ("art-1/help", "owed", ("PRY",)) in found and ("art-1/help", "reserved", ("URY",)) in found
    told = " ".join(run("assess", *event, "--library", started.parent).out.split())
    assert "River Pact" in told and "Paraguay" in told


SLIPS = [
    ("text.md", "must: assist", "must: help", "see 'foedus terms duty'"),
    ("text.md", "struck: infrastructure, ship", "struck: ports, ships", "expected one of territory, armed forces"),
    ("text.md", "bearer: every other party", "bearer: other parties", "did you mean 'every other party'?"),
    ("text.md", "standing: withdrawal", "standing: leaving", "expected one of entry into force"),
    ("text.md", "takes effect: 1 year after notice", "notice: 1 year", "unknown row 'notice' in a standing"),
    ("text.md", "must: refrain from force", "must not: refrain from force", "write 'must: refrain from force'"),
    ("text.md", "majority: two thirds of those present", "votes: two thirds", "unknown row 'votes'"),
    ("text.md", "signed: 2031-03-03", "signed: 3 March 2031", "expected a day (2023-09-20)"),
    ("text.md", "to: art-4/peace", "to: art-4/piece", "did you mean 'art-4/peace'?"),
    ("text.md", "region: South America", "place: South America", "nobody reads the line 'place'"),
    ("parties.csv", "BOL,,party,2031-06-01,", "BOL,,party,2031-06-01,2031-06-01", "on no day"),
    ("parties.csv", "PRY,,party", "Paraguay,,party", "unknown party 'Paraguay'"),
    ("cases.md", "expect: art-2/talks owed", "expect: art-2/talk owed", "begins with no provision of this instrument"),
    ("cases.md", '"art-2/talks unsettled: act"', "art-2/talks unsettled: act", "put it in double quotes"),
    ("cases.md", "act: ultimatum", "act: ultimate", "did you mean 'ultimatum'?"),
]


@pytest.mark.parametrize(("file", "right", "wrong", "told"), SLIPS, ids=[slip[2].partition("\n")[0] for slip in SLIPS])
def test_a_slip_is_told_with_file_and_line(run, started: Path, invented: Path, file, right, wrong, told) -> None:
    for path in invented.iterdir():
        text = path.read_text(encoding="utf-8")
        if path.name == file:
            assert right in text
            line = text[: text.index(right)].count("\n") + 1
            text = text.replace(right, wrong, 1)
        (started / path.name).write_text(text, encoding="utf-8")
    ended = run("pacts", "check", started)
    message = " ".join(f"{ended.out} {ended.err}".split())
    assert told in message and "Traceback" not in message
    # a row is told where it stands, or at the first line of its block
    assert any(f"{started.name}/{file}:{number}:" in message for number in range(line - 8, line + 1)), message
    assert ended.code == (0 if "nobody reads" in told else 1)


def test_a_new_pact_is_told_in_json_too(run, tmp_path: Path) -> None:
    answer = json.loads(run("pacts", "new", "second-treaty", "--into", tmp_path, "--format", "json").out)
    assert answer["schema"] == "foedus/pact-new/1" and {path.name for path in tmp_path.glob("*/*")} == {
        *answer["files"]
    }


def test_a_new_pact_answers_beside_the_library(run, started: Path) -> None:
    ended = run(
        "assess", "act=invasion", "target=AND", "date=2024-07-01", "--library", started.parent, "--format", "json"
    )
    found = [each for each in json.loads(ended.out)["determinations"] if each["instrument"] == "our-treaty-2024"]
    assert [(each["verdict"], each["bearers"]) for each in found] == [("owed", ["MCO"])]


def test_a_new_pact_overwrites_nothing(run, started: Path) -> None:
    (started / "text.md").write_text("mine", encoding="utf-8")
    ended = run("pacts", "new", "our-treaty-2024", "--into", started.parent)
    assert ended.code == 1 and "stands there already" in one_message(ended)
    assert (started / "text.md").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("name", "told"), [("Our Treaty", "no id"), ("../up", "no id"), (CHARTER, "ships with foedus")]
)
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
        changed = (
            path.read_text(encoding="utf-8")
            .replace("act: armed attack", "act: attack")
            .replace("up to: armed force\n", "")
        )
        (other / path.name).write_text(changed, encoding="utf-8")
    rule, start, end = compared(run, started, other)["clauses"]
    assert rule["clauses"] == ["art-1/assist"] * 2
    assert rule["rows"] == {"act": ["armed attack", "attack"], "up to": ["armed force", None]}
    assert start["same"] and end["same"]


def test_versions_of_a_pact_differ_in_members_and_words_too(run, started: Path, tmp_path: Path) -> None:
    other = tmp_path / "later" / started.name
    other.mkdir(parents=True)
    for path in started.iterdir():
        changed = path.read_text(encoding="utf-8").replace("MCO,,party,2024-06-01", "MCO,,party,2024-07-01")
        (other / path.name).write_text(changed.replace("Say when and how it starts.", "From June."), encoding="utf-8")
    answer = compared(run, started, other)
    assert answer["versions"] and list(answer["memberships"]) == ["MCO"]
    assert answer["memberships"]["MCO"][1][1] == "party from 2024-07-01"
    assert answer["words"] == {"art-2": ["Say when and how it starts.", "From June."]}
    assert all(clause["same"] for clause in answer["clauses"])
    text = run("pacts", "diff", started, other).out
    assert "words of art-2:" in text and "B From June." in " ".join(text.split())


def test_a_folder_alone_is_compared_with_the_shipped_pact_of_its_name(run, charter_copy: Path) -> None:
    path = charter_copy / CHARTER / "text.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("act: attack\nactor: any\n", "act: armed attack\nactor: any\n", 1), encoding="utf-8")
    answer = compared(run, charter_copy / CHARTER)
    changed = [clause for clause in answer["clauses"] if not clause["same"]]
    # the rule, and the reading that leaves its act as it is
    assert [(clause["clauses"][0], clause["reading"]) for clause in changed] == [
        ("art-6/aggression", None), ("art-6/aggression", "both harms")
    ]  # fmt: skip
    assert all(clause["rows"] == {"act": ["attack", "armed attack"]} for clause in changed)


def test_a_folder_alone_must_be_named_like_a_shipped_pact(run, started: Path) -> None:
    ended = run("pacts", "diff", started)
    assert ended.code == 1 and "no shipped pact is called 'our-treaty-2024'" in one_message(ended)
    assert run("pacts", "diff", started.parent / "nothing").code == 1


def test_an_imported_alliance_is_compared_with_its_twin(run) -> None:
    answer = compared(run, "atop-3180", NATO)
    assert ["phase-1/defense", "art-5/assist"] in [clause["clauses"] for clause in answer["clauses"]]
    assert not answer["versions"] and answer["words"] == {}


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
