"""The program as a whole: help, version, exit codes, streams, pipes, Ctrl-C."""

from __future__ import annotations

import contextlib
import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import foedus

from .conftest import START

HEAVY = ("rich", "pydantic", "shapely", "jinja2", "trafilatura", "yaml", "ahocorasick", "rapidfuzz", "foedus.terms")


def test_help_names_every_command(run) -> None:
    ended = run("--help")
    assert ended.code == 0 and not ended.err
    for command in ("brief", "read", "assess", "terms", "pacts"):
        assert f"\n  {command} " in ended.out


def test_help_loads_nothing_that_it_does_not_show(environment) -> None:
    script = (
        "import sys\nfrom foedus.cli.ending import run\nassert run(['--help']) == 0\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment)
    assert ended.stderr.strip() == "[]"


@pytest.mark.parametrize("words", [("--version",), ("pacts", "list", "--version"), ("terms", "--version")])
def test_version_is_told_everywhere(run, words) -> None:
    ended = run(*words)
    assert (ended.code, ended.out.strip()) == (0, f"foedus {foedus.__version__}")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("bref",), "brief"),
        (("pacts", "lst"), "list"),
        (("terms", "--farmat", "json"), "--format"),
        (("brief",), "REPORT"),
        (("assess",), "INCIDENT"),
        (("pacts", "show"), "ID"),
        (("terms", "--format"), "--format"),
    ],
)
def test_unknown_commands_and_options_and_missing_arguments_end_with_2(run, words, told) -> None:
    ended = run(*words)
    assert ended.code == 2 and not ended.out
    assert told in ended.err


def test_shared_options_stand_before_or_after_the_command(run) -> None:
    after = run("terms", "raid", "--format", "json", "--lang", "fr")
    before = run("--format", "json", "--lang", "fr", "terms", "raid")
    assert before.code == after.code == 0
    assert before.out == after.out and before.out.startswith("{")


def test_an_option_behind_the_command_goes_before_one_ahead_of_it(run) -> None:
    assert run("--format", "terminal", "terms", "raid", "--format", "json").out.startswith("{")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("terms", "--format", "xml"), "--format: unknown format 'xml'; expected one of terminal, json"),
        (("terms", "--lang", "de"), "--lang: unknown language 'de'; expected en or fr"),
        (("pacts", "list", "--on", "2023-02-30"), "--on: '2023-02-30' is not a day of the calendar"),
        (("pacts", "list", "--on", "soon"), "--on: 'soon' is not a date"),
        (("pacts", "list", "--library", "nowhere"), "nowhere"),
    ],
)
def test_a_bad_value_is_one_line_and_1(run, words, told) -> None:
    ended = run(*words)
    assert ended.code == 1 and not ended.out
    assert len(ended.err.splitlines()) == 1 and told in ended.err


def test_the_result_goes_to_the_file_of_o_and_its_suffix_gives_the_format(run, tmp_path: Path) -> None:
    target = tmp_path / "raid.json"
    ended = run("terms", "raid", "-o", target)
    assert (ended.code, ended.out, ended.err) == (0, "", "")
    assert target.read_text(encoding="utf-8") == run("terms", "raid", "--format", "json").out


@pytest.mark.parametrize(("place", "told"), [("missing/raid.txt", "no folder"), (".", "is a folder")])
def test_o_into_a_missing_folder_or_a_folder_is_refused(run, tmp_path: Path, place: str, told: str) -> None:
    ended = run("terms", "raid", "-o", tmp_path / place)
    assert ended.code == 1 and told in ended.err and "-o" in ended.err
    assert not (tmp_path / "missing").exists()


def test_what_is_inside_a_program_error_is_one_line(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FOEDUS_DEBUG", raising=False)
    monkeypatch.setattr("foedus.cli.vocabulary.write_terms", lambda *_: 1 // 0)
    ended = run("terms")
    assert ended.code == 1 and not ended.out
    assert len(ended.err.splitlines()) == 1 and "ZeroDivisionError" in ended.err and "FOEDUS_DEBUG" in ended.err


def test_debug_lets_the_error_through(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOEDUS_DEBUG", "1")
    monkeypatch.setattr("foedus.cli.vocabulary.write_terms", lambda *_: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        run("terms")


def test_a_reader_that_goes_away_is_no_error(environment) -> None:
    with subprocess.Popen(
        [*START, "terms", "place"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        try:
            assert process.wait(60) == 141
        finally:
            process.kill()
        told = process.stderr.read()
    assert told == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_one_line(environment) -> None:
    with open("/dev/full", "wb") as full:
        ended = subprocess.run(
            [*START, "terms", "raid"], stdout=full, stderr=subprocess.PIPE, env=environment, text=True
        )
    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1 and "standard output" in ended.stderr


@pytest.mark.skipif(os.name != "posix", reason="needs a shell that closes a stream")
@pytest.mark.parametrize("words", ["terms raid", "--help"])
def test_a_closed_standard_output_is_no_traceback(environment, words) -> None:
    command = " ".join(map(shlex.quote, START))
    ended = subprocess.run(["sh", "-c", f"{command} {words} >&-"], stderr=subprocess.PIPE, env=environment, text=True)
    assert "Traceback" not in ended.stderr and len(ended.stderr.splitlines()) <= 1


def opened_for_writing(pipe: Path, process: subprocess.Popen) -> int:
    """Wait until the command reads the pipe: only then can its other end be opened."""
    for _ in range(3000):
        assert process.poll() is None, process.stderr.read() if process.stderr else ""
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            time.sleep(0.01)
    process.kill()
    raise AssertionError("the command never opened its report")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a named pipe")
def test_ctrl_c_ends_quietly(environment, tmp_path: Path) -> None:
    pipe = tmp_path / "report.txt"
    os.mkfifo(pipe)
    # a test run started in the background may ignore SIGINT, and children would inherit that
    process = subprocess.Popen(
        [*START, "read", str(pipe)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    writing = -1
    try:
        writing = opened_for_writing(pipe, process)
        for _ in range(100):  # a first one may fall between opening the report and reading it
            process.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(0.2)
                break
        assert process.poll() == 130
    finally:
        if writing >= 0:
            os.close(writing)
        process.kill()
        out, err = process.communicate(timeout=20)
    assert out == err == b""


def test_a_terminal_that_cannot_show_a_script_gets_an_answer_all_the_same(program) -> None:
    ended = program("terms", "state", PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0")
    assert ended.code == 0 and not ended.err
