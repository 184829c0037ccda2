"""`--save` on the command line: the answer as before, and a picture beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from foedus.cli.ending import run

RAID = ["act=raid", "actor=JNIM", "target=BFA", "date=2023-09-20", "struck=armed forces", "place=BFA"]
SAMPLE = Path(__file__).parents[2] / "src" / "foedus" / "data" / "samples" / "sahel-wire.txt"


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["assess", *RAID], "Burkina Faso"),
        (["assess", *RAID, "--picture", "proof"], "Liptako-Gourma Charter"),
        (["assess", *RAID, "--picture", "network"], "Mali"),
        (["assess", *RAID, "--picture", "timeline"], "raid"),
        (["brief", str(SAMPLE)], "Incidents in time"),
        (["pacts", "show", "csto-1992"], "Uzbekistan"),
        (["pacts", "list", "--on", "1914-07-28"], "28 July 1914"),
    ],
)
def test_a_picture_is_saved_beside_the_answer(
    command: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if "assess" in command:
        command = [*command, "--pact", "liptako-gourma-charter-2023"]
    assert run([word for word in command if word not in ("--picture", "proof", "network", "timeline")]) == 0
    without = capsys.readouterr().out
    path = tmp_path / "x.svg"
    assert run([*command, "--save", str(path)]) == 0
    assert capsys.readouterr().out == without
    svg = path.read_text(encoding="utf-8")
    assert svg.startswith("<svg") and told in svg


def test_the_picture_speaks_the_language_of_the_answer(tmp_path: Path) -> None:
    assert run(["--lang", "fr", "pacts", "show", "csto-1992", "--save", str(tmp_path / "x.svg")]) == 0
    assert "les parties dans le temps" in (tmp_path / "x.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--save", "x.gif"], "--save"),
        (["--save", "x"], "--save"),
        (["--save", "nowhere/x.svg"], "make the folder first"),
        (["--save", "x.svg", "--picture", "pie"], "--picture"),
        (["--picture", "map"], "name one with --save"),
    ],
)
def test_a_bad_request_is_refused_before_any_answer(
    more: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["assess", *RAID, *more]) == 1
    said = capsys.readouterr()
    assert said.out == "" and told in said.err and len(said.err.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []
