"""Binary formats at the command line: into a file by its suffix, into a pipe, never into a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

STARTS = {"pdf": b"%PDF-", "docx": b"PK\x03\x04", "bib": b"@misc{", "ics": b"BEGIN:VCALENDAR\r\n"}


@pytest.mark.parametrize("format", STARTS)
def test_the_suffix_chooses_the_format(run, note: Path, tmp_path: Path, format: str) -> None:
    path = tmp_path / f"brief.{format}"
    assert run("brief", note, "-o", path).code == 0
    content = path.read_bytes()
    assert content.startswith(STARTS[format])
    again = tmp_path / f"again.{format}"
    run("brief", note, "-o", again)
    assert again.read_bytes() == content
    assert run("assess", "act=raid", "target=BFA", "date=2023-09-20", "-o", path).code == 0
    assert path.read_bytes().startswith(STARTS[format])


def test_bytes_go_through_a_pipe(environment, note: Path) -> None:
    import subprocess
    import sys

    start = [sys.executable, "-c", "from foedus.cli import main; main()", "brief", str(note), "--format", "pdf"]
    ended = subprocess.run(start, capture_output=True, env=environment, timeout=60)
    assert ended.returncode == 0 and ended.stdout.startswith(b"%PDF-") and ended.stdout.rstrip().endswith(b"%%EOF")


@pytest.mark.parametrize("format", ["pdf", "docx"])
def test_a_terminal_gets_no_bytes(run, note: Path, monkeypatch: pytest.MonkeyPatch, format: str) -> None:
    monkeypatch.setattr("foedus.cli.output._is_terminal", lambda: True)
    ended = run("brief", note, "--format", format)
    assert (
        ended.code == 1
        and not ended.out
        and "no text for a terminal" in ended.err
        and f"-o brief.{format}" in ended.err
    )


def test_a_reading_has_no_calendar(run, note: Path, tmp_path: Path) -> None:
    ended = run("read", note, "-o", tmp_path / "x.ics")
    assert ended.code == 1 and "no format 'ics' here" in ended.err


def test_an_answer_without_a_day_has_no_calendar(run) -> None:
    ended = run("assess", "act=raid", "target=BFA", "--format", "ics")
    assert ended.code == 1 and "no date for a calendar" in ended.err


def test_other_commands_load_neither_typst_nor_docx(program) -> None:
    ended = program("terms", "raid", PYTHONPROFILEIMPORTTIME="1")
    assert ended.code == 0 and "import time:" in ended.err and "typst" not in ended.err and "docx" not in ended.err
