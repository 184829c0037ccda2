"""`--corrections FILE` of `foedus brief` and `foedus read`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import one_message

REPORT = "A raid\n\nBAMAKO, 21 September 2023 — JNIM fighters raided a post in Burkina Faso on 20 September 2023.\n"


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "paper.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def written(folder: Path, content: object) -> Path:
    path = folder / "corrections.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_a_file_of_corrections_is_applied(run, paper: Path, tmp_path: Path) -> None:
    change = {"do": "change", "claim": "paper#c01", "set": {"target": "Niger"}, "by": "Ana"}
    file = written(tmp_path, {"schema": "foedus/corrections/1", "corrections": [change]})
    ended = run("read", paper, "--corrections", file, "--format", "json")
    assert (ended.code, ended.err) == (0, "")
    answer = json.loads(ended.out)
    assert answer["corrections"] == [change]
    assert answer["incidents"][0]["target"] == "NER"
    told = run("brief", paper, "--corrections", file)
    assert told.code == 0 and "Corrected by Ana: target Niger instead of Burkina Faso." in " ".join(told.out.split())


def test_an_answer_under_corrections_can_be_checked_again(run, paper: Path, tmp_path: Path) -> None:
    file = written(tmp_path, [{"do": "drop", "claim": "paper#c01"}])
    answer = tmp_path / "answer.json"
    assert run("brief", paper, "--corrections", file, "-o", answer).code == 0
    assert run("verify", answer).code == 0
    other = json.loads(answer.read_text(encoding="utf-8"))
    other["corrections"][0]["by"] = "somebody"
    answer.write_text(json.dumps(other), encoding="utf-8")
    assert run("verify", answer).code == 1


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ([{"do": "drop", "claim": "paper#c77"}], "correction 1: claim: no claim 'paper#c77'"),
        ([{"do": "change", "claim": "paper#c01", "set": {"act": "riad"}}], "did you mean 'raid'?"),
        ([{"do": "state", "claim": "paper#c01", "facts": {"request by targt": True}}], "did you mean 'request by the target'?"),
        ('[{"do": ', "1: not JSON"),
        ('[{"do": "drop", "do": "drop"}]', "'do' stands twice"),
        ({"corrections": {}}, "no list of corrections"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("command", ["brief", "read"])
def test_a_wrong_file_is_told_in_one_line(
    run, paper: Path, tmp_path: Path, command: str, content: object, expected: str
) -> None:
    file = written(tmp_path, content)
    ended = run(command, paper, "--corrections", file)
    assert ended.code == 1 and ended.out == ""
    assert one_message(ended).startswith(f"foedus: {file}") and expected in ended.err


def test_a_file_that_is_not_there(run, paper: Path, tmp_path: Path) -> None:
    ended = run("brief", paper, "--corrections", tmp_path / "none.json")
    assert ended.code == 1 and "no such file" in ended.err
