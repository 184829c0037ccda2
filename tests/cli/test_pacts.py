"""`foedus pacts`: the list, one pact, and the law's own tests."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from .conftest import one_message

CHARTER = "liptako-gourma-charter-2023"


def listed(run, *words: str) -> dict[str, dict]:
    ended = run("pacts", "list", "--format", "json", *words)
    assert ended.code == 0
    return {row["id"]: row for row in json.loads(ended.out)["pacts"]}


def test_the_list_tells_what_is_in_force_on_a_day(run) -> None:
    before, after = listed(run, "--on", "2023-09-15"), listed(run, "--on", "2023-09-16")
    assert before[CHARTER]["in_force"] is False and before[CHARTER]["bound"] == []
    assert after[CHARTER]["in_force"] is True and after[CHARTER]["bound"] == ["BFA", "MLI", "NER"]


def test_the_list_says_how_much_is_unverified(run) -> None:
    ended = run("pacts", "list", "--format", "json")
    answer = json.loads(ended.out)
    assert answer["schema"] == "foedus/pacts/1"
    assert len(answer["made_by"]["library"]) == 64 and answer["made_by"]["inputs"] == []
    assert all(row["verified"] for row in answer["pacts"])


def test_the_three_forms_of_the_list_hold_the_same_pacts(run) -> None:
    names = set(listed(run))
    table = csv.DictReader(io.StringIO(run("pacts", "list", "--format", "csv").out))
    assert {row["id"] for row in table} == names
    text = run("pacts", "list").out
    assert all(name in text for name in names)
    assert max(map(len, text.splitlines())) <= 80


def test_a_pact_is_shown_with_its_parties_on_a_day(run) -> None:
    ended = run("pacts", "show", CHARTER, "--on", "2023-09-20", "--format", "json")
    answer = json.loads(ended.out)
    assert answer["in_force"]["truth"] is True
    assert {party["party"] for party in answer["parties"] if party["bound"]} == {"BFA", "MLI", "NER"}
    articles = {article["id"]: article for article in answer["articles"]}
    assert articles["art-6"]["words"]
    assert {block["provision"] for block in articles["art-6"]["blocks"] if block["kind"] == "rule"} >= {"art-6/assist"}
    assert answer["sources"] and all(source["id"] for source in answer["sources"])


def test_a_pact_is_readable_as_text_and_markdown(run) -> None:
    text = run("pacts", "show", CHARTER).out
    assert "rule: assist" in text and "Burkina Faso" in text and "```" not in text
    markdown = run("pacts", "show", CHARTER, "--format", "md").out
    assert markdown.startswith("# ") and "```yaml pact\nrule: assist" in markdown


def test_an_unknown_pact_is_told_with_the_nearest(run) -> None:
    ended = run("pacts", "show", "liptako-gourma-charter-2032")
    assert ended.code == 1 and not ended.out
    assert "unknown pact" in one_message(ended) and f"did you mean '{CHARTER}'?" in ended.err


def test_a_folder_of_ones_own_stands_beside_the_shipped_library(run, charter_copy: Path) -> None:
    (charter_copy / CHARTER).rename(charter_copy / "our-pact-2024")
    assert {"our-pact-2024", CHARTER} <= set(listed(run, "--library", str(charter_copy)))


def test_check_runs_the_cases_of_the_shipped_library(run) -> None:
    ended = run("pacts", "check", "--format", "json")
    answer = json.loads(ended.out)
    failed = [
        f"{case['file']}:{case['line']} {case['message']}"
        for instrument in answer["instruments"] for case in instrument["cases"] if not case["passed"]
    ]  # fmt: skip
    assert not failed and ended.code == 0 and answer["passed"]


def test_check_fails_when_a_case_does(run, charter_copy: Path) -> None:
    cases = charter_copy / CHARTER / "cases.md"
    text = cases.read_text(encoding="utf-8")
    cases.write_text(text.replace("art-6/assist not in force", "art-6/assist owed", 1), encoding="utf-8")
    ended = run("pacts", "check", charter_copy)
    assert ended.code == 1
    assert "failed" in ended.out and "expected owed, got not in force" in " ".join(ended.out.split())


SPOILED = [
    ("act: attack\n", "act: atack\n", ("unknown word 'atack'", "did you mean 'attack'?", "foedus terms act")),
    ("act: attack\n", "act: attack\nact: raid\n", ("'act' stands twice",)),
    ("must: assist\n", "", ("no effect", "must")),
    ("act: attack\n", "act:\tattack\n", ("a tab", "replace the tab")),
]


@pytest.mark.parametrize(("right", "wrong", "told"), SPOILED, ids=["unknown word", "duplicate row", "no effect", "tab"])
@pytest.mark.parametrize("command", ["check", "list"])
def test_a_spoiled_pact_is_told_by_file_and_line(run, charter_copy: Path, command, right, wrong, told) -> None:
    path = charter_copy / CHARTER / "text.md"
    text = path.read_text(encoding="utf-8")
    head, mark, rest = text.partition("rule: assist\n")
    assert mark and right in rest
    path.write_text(head + mark + rest.replace(right, wrong, 1), encoding="utf-8")
    words = ("pacts", "check", charter_copy) if command == "check" else ("pacts", "list", "--library", charter_copy)
    ended = run(*words)
    message = one_message(ended)
    assert ended.code == 1
    assert f"{CHARTER}/text.md:" in message
    assert all(part in message for part in told), message


def test_check_reports_a_broken_pact_and_checks_the_others(run, root: Path, charter_copy: Path) -> None:
    shipped = root / "src" / "foedus" / "library" / "un-charter-1945"
    other = charter_copy / "un-charter-1945"
    other.mkdir()
    for path in shipped.iterdir():
        (other / path.name).write_bytes(path.read_bytes())
    text = charter_copy / CHARTER / "text.md"
    text.write_text(text.read_text(encoding="utf-8").replace("act: attack\n", "act: atack\n", 1), encoding="utf-8")
    ended = run("pacts", "check", charter_copy)
    assert ended.code == 1
    assert "atack" in one_message(ended) and "un-charter-1945:" in ended.out


def test_check_of_no_folder_and_of_an_empty_one(run, tmp_path: Path) -> None:
    for place, told in ((tmp_path / "nothing", "no such folder"), (tmp_path, "no instrument")):
        ended = run("pacts", "check", place)
        assert ended.code == 1 and not ended.out and told in one_message(ended)


def test_a_row_of_membership_binds_only_in_its_days(run) -> None:
    shown = json.loads(run("pacts", "show", "north-atlantic-treaty-1949", "--on", "2023-04-04", "--format", "json").out)
    rows = [(each["status"], each["bound"]) for each in shown["parties"] if each["party"] == "FRA"]
    assert rows == [("signatory", False), ("party", True)]
    assert [each["bound"] for each in shown["parties"] if each["party"] == "FIN"] == [None]


def test_many_parties_are_told_in_groups_and_days_in_doubt_in_words(run) -> None:
    text = " ".join(run("pacts", "show", "north-atlantic-treaty-1949", "--on", "2023-04-04").out.split())
    assert "Not known whether bound (1): Finland." in text
    assert "party from 2004-03-29 [gk]: Bulgaria (BGR), Estonia (EST)" in text
    assert "some time between 2023-04-04T12:00:00+02:00 and 2023-04-04T18:00:00+02:00" in text


def test_rules_that_are_not_law_on_the_day_are_marked(run) -> None:
    before = " ".join(run("pacts", "show", "minusma-mandate", "--on", "2023-05-01").out.split())
    after = " ".join(run("pacts", "show", "minusma-mandate", "--on", "2023-09-20").out.split())
    assert "Not law on 2023-09-20: rule: stabilisation" in after
    assert "Not law on 2023-05-01: rule: stabilisation" not in before
    assert "Not law on 2023-05-01: rule: civilians nearby" in before


@pytest.mark.parametrize("width", ["60", "100"])
def test_a_page_fits_the_width_but_for_addresses(run, monkeypatch: pytest.MonkeyPatch, width: str) -> None:
    monkeypatch.setenv("COLUMNS", width)
    for words in (("show", "north-atlantic-treaty-1949"), ("show", CHARTER), ("list",)):
        lines = [line for line in run("pacts", *words).out.splitlines() if "://" not in line]
        assert max(map(len, lines)) <= int(width)


def test_a_pact_not_known_to_be_in_force_binds_nobody_for_certain(run) -> None:
    rows = listed(run, "--on", "2024-12-01").values()
    doubtful = [row for row in rows if row["in_force"] is None]
    assert doubtful and not any(row["bound"] for row in doubtful)


def test_check_tells_in_json_why_a_pact_could_not_be_read(run, charter_copy: Path) -> None:
    (charter_copy / CHARTER / "parties.csv").unlink()
    ended = run("pacts", "check", charter_copy, "--format", "json")
    answer = json.loads(ended.out)
    assert ended.code == 1 and answer["passed"] is False
    assert len(answer["unread"]) == 1 and "parties.csv" in answer["unread"][0]
