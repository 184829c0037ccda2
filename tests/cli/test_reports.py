"""`foedus brief` and `foedus read`: reports in, one message for each that cannot be read, the rest answered."""

from __future__ import annotations

import base64
import hashlib
import json
import os
from pathlib import Path

import pytest

from .conftest import one_message


@pytest.fixture
def sample(root: Path) -> Path:
    return root / "src" / "foedus" / "data" / "samples" / "sahel-wire.txt"


def test_a_reading_has_the_keys_of_the_contract(run, sample: Path) -> None:
    ended = run("read", sample, "--format", "json")
    assert (ended.code, ended.err) == (0, "")
    answer = json.loads(ended.out)
    assert answer["schema"] == "foedus/reading/1"
    (given,) = answer["made_by"]["inputs"]
    assert (given["file"], given["sha256"]) == (str(sample), hashlib.sha256(sample.read_bytes()).hexdigest())
    assert base64.b64decode(given["content"]) == sample.read_bytes()
    (report,) = answer["reports"]
    assert report["claims"] and all(report["text"][slice(*c["span"])] == c["quote"] for c in report["claims"])
    assert answer["incidents"] and all(incident["claims"] for incident in answer["incidents"])


def test_a_brief_has_the_keys_of_the_contract(run, note: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_bytes(note.read_bytes())
    ended = run("brief", note, copy, "--format", "json")
    assert (ended.code, ended.err) == (0, "")
    answer = json.loads(ended.out)
    assert answer["schema"] == "foedus/brief/1"
    assert {
        "made_by", "reading", "assessments", "standing", "what_if", "collisions", "unknowns", "discrepancies", "sources",
    } <= set(answer)  # fmt: skip
    assert [each["file"] for each in answer["made_by"]["inputs"]] == [str(note), str(copy)]
    signings = [each["incident"] for each in answer["assessments"] if each["incident"]["act"] == "signature"]
    assert [(each["date"], each["place"], each["id"]) for each in signings] == [
        ("2023-09-16", "Bamako", answer["reading"]["incidents"][0]["id"])
    ]


@pytest.mark.parametrize("shape", ["terminal", "md", "html"])
@pytest.mark.parametrize("command", ["brief", "read"])
def test_every_format_is_written(run, note: Path, command, shape) -> None:
    ended = run(command, note, "--format", shape)
    assert (ended.code, ended.err) == (0, "")
    assert "Bamako" in ended.out and "\x1b" not in ended.out
    if shape == "terminal":
        assert max(map(len, ended.out.splitlines())) <= 80


def test_a_brief_speaks_french(run, note: Path) -> None:
    english, french = run("brief", note), run("brief", note, "--lang", "fr")
    assert french.code == 0 and french.out != english.out


def test_a_report_may_come_from_standard_input(run, sample: Path) -> None:
    answer = json.loads(run("read", "-", "--format", "json", stdin=sample.read_bytes()).out)
    by_file = json.loads(run("read", sample, "--format", "json").out)
    assert [c["quote"] for c in answer["reports"][0]["claims"]] == [c["quote"] for c in by_file["reports"][0]["claims"]]
    assert answer["made_by"]["inputs"][0]["file"] == "-"


def test_two_reports_of_one_name_keep_their_claims_apart(run, sample: Path, tmp_path: Path) -> None:
    other = tmp_path / sample.name
    other.write_text(
        "On 16 September 2023 Mali, Burkina Faso and Niger signed a charter in Bamako.\n", encoding="utf-8"
    )
    reports = json.loads(run("read", sample, other, "--format", "json").out)["reports"]
    ids = [claim["id"] for report in reports for claim in report["claims"]]
    assert len({report["id"] for report in reports}) == 2 and len(ids) == len(set(ids))


def test_published_dates_a_report_that_gives_no_day(run, tmp_path: Path) -> None:
    report = tmp_path / "note.txt"
    report.write_text(
        "Mali, Burkina Faso and Niger signed a defence charter in Bamako on Saturday.\n", encoding="utf-8"
    )
    read = run("read", report, "--published", "2023-09-17", "--format", "json")
    (signing,) = [each for each in json.loads(read.out)["incidents"] if each["act"] == "signature"]
    assert signing["date"] == "2023-09-16"


def test_reports_of_a_later_day_are_left_out_as_of(run, sample: Path, tmp_path: Path) -> None:
    late = tmp_path / "late.txt"
    late.write_text("Nigeria's forces entered Niger on Monday.\n", encoding="utf-8")
    ended = run("brief", late, "--published", "2024-02-06", "--as-of", "2023-10-01")
    assert ended.code == 1 and not ended.out
    assert "came out on 2024-02-06" in ended.err and "no report is left" in ended.err


def bad_inputs(folder: Path) -> dict[str, tuple[Path, str]]:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "blank.txt").write_bytes(b" \n\t\n")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    with (folder / "large.txt").open("wb") as large:
        large.truncate(50_000_000)
    return {
        "empty": (folder / "empty.txt", "empty"),
        "blank": (folder / "blank.txt", "empty"),
        "binary": (folder / "picture.png", "not text"),
        "large": (folder / "large.txt", "50,000,000 bytes"),
        "folder": (folder, "is a folder"),
        "missing": (folder / "nothing.txt", "no such file"),
    }


KINDS = ("empty", "blank", "binary", "large", "folder", "missing")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("command", ["brief", "read"])
def test_what_is_no_report_is_one_line_and_1(run, tmp_path: Path, command, kind) -> None:
    path, told = bad_inputs(tmp_path)[kind]
    ended = run(command, path)
    assert ended.code == 1 and not ended.out
    assert told in one_message(ended) and str(path) in ended.err


def test_a_report_beyond_5_mb_is_refused_without_being_read(
    run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, told = bad_inputs(tmp_path)["large"]
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("it was opened"))
    assert told in one_message(run("read", path))


def test_standard_input_beyond_5_mb_is_refused(run) -> None:
    ended = run("read", "-", stdin=b"x" * 5_000_001)
    assert ended.code == 1 and "more than 5,000,000 bytes" in one_message(ended)


@pytest.mark.parametrize("kind", KINDS)
def test_the_other_reports_are_answered(run, sample: Path, tmp_path: Path, kind) -> None:
    path, told = bad_inputs(tmp_path)[kind]
    ended = run("read", path, sample, "--format", "json")
    alone = json.loads(run("read", sample, "--format", "json").out)
    assert ended.code == 1 and told in one_message(ended)
    assert json.loads(ended.out)["reports"] == alone["reports"]


def test_a_file_that_may_not_be_read(run, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "closed.txt"
    path.write_bytes(sample.read_bytes())
    path.chmod(0)
    if os.access(path, os.R_OK):  # the superuser reads everything
        opened = Path.open

        def refuse(self: Path, *given, **named):  # noqa: ANN202
            if self == path:
                raise PermissionError(13, "Permission denied", str(path))
            return opened(self, *given, **named)

        monkeypatch.setattr(Path, "open", refuse)
    ended = run("read", path)
    assert ended.code == 1 and not ended.out
    assert "may not be read" in one_message(ended)


def test_broken_html_is_read_as_far_as_it_goes(run, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<html><head><title>Charter signed</title><body><div><p>Mali, Burkina Faso and Niger signed a charter in Bamako on "
        "16 September 2023.<p <b>The three <i>states</b> pledged help</div></p></table><script>if (a < b) {",
        encoding="utf-8",
    )
    ended = run("read", page, "--format", "json")
    assert (ended.code, ended.err) == (0, "")
    assert [each["date"] for each in json.loads(ended.out)["incidents"] if each["act"] == "signature"] == ["2023-09-16"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--published", "2023-02-30"), "--published: '2023-02-30' is not a day of the calendar"),
        (("--on", "then"), "--on: 'then' is not a date"),
        (("--as-of", "2023"), "--as-of: '2023' is not one day"),
        (("--format", "odt"), "--format: unknown format 'odt'"),
    ],
)
def test_a_bad_option_is_told_before_anything_is_read(run, sample: Path, words, told) -> None:
    ended = run("brief", sample, *words)
    assert ended.code == 1 and not ended.out and told in one_message(ended)


def test_the_same_dash_twice_and_nothing_on_standard_input(run, sample: Path) -> None:
    assert "nothing on standard input" in one_message(run("read", "-"))
    ended = run("read", "-", "-", stdin=sample.read_bytes())
    assert ended.code == 1 and ended.out and "named twice" in one_message(ended)


def test_colour_only_on_a_terminal(program, note: Path) -> None:
    for variables in ({}, {"FORCE_COLOR": "1"}, {"NO_COLOR": "1"}):
        ended = program("brief", note, **variables)
        assert ended.code == 0 and "\x1b" not in ended.out


def test_a_report_without_a_day_came_out_no_earlier_than_what_it_tells(run, note: Path) -> None:
    ended = run("brief", note, "--as-of", "2023-08-01")
    assert ended.code == 1 and not ended.out
    assert "came out not before 2023-09-16" in ended.err and "no report is left" in ended.err
    assert run("brief", note, "--as-of", "2023-09-16").code == 0


@pytest.mark.parametrize(
    ("command", "name"), [("brief", "b.xlsx"), ("read", "r.csv"), ("assess", "a.parquet"), ("terms", "t.md")]
)
def test_a_file_whose_name_promises_a_format_that_is_not_offered_is_refused(run, note: Path, command, name) -> None:
    words = {"assess": ("act=raid",), "terms": ()}.get(command, (note,))
    path = note.parent / name
    ended = run(command, *words, "-o", path)
    assert ended.code == 1 and "-o: no format" in ended.err and not path.exists()
    assert run(command, *words, "-o", path, "--format", "json").code == 0
    assert path.read_text(encoding="utf-8").startswith("{")
