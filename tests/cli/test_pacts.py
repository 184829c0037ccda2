"""`foedus pacts`: the list, one pact, and the law's own tests."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from .conftest import one_message

CHARTER, NATO = "liptako-gourma-charter-2023", "north-atlantic-treaty-1949"


def listed(run, *words: str) -> dict[str, dict]:
    ended = run("pacts", "list", "--format", "json", *words)
    assert ended.code == 0
    return {row["id"]: row for row in json.loads(ended.out)["pacts"]}


def test_the_list_of_a_day_holds_what_is_or_may_be_in_force(run) -> None:
    before, after = listed(run, "--on", "2023-09-15"), listed(run, "--on", "2023-09-16")
    assert CHARTER not in before and all(row["in_force"] is not False for row in before.values())
    assert after[CHARTER]["in_force"] is True and after[CHARTER]["bound"] == ["BFA", "MLI", "NER"]
    # what was never known to enter into force may be law, and is kept
    doubtful = listed(run, "--on", "2024-12-01")["aes-confederation-treaty-2024"]
    assert doubtful["in_force"] is None and doubtful["bound"] == []


def test_the_list_of_a_party_holds_its_pacts_and_what_it_was_of_them(run) -> None:
    ever, bound = listed(run, "--party", "Burkina Faso"), listed(run, "--party", "BFA", "--on", "2023-09-20")
    assert CHARTER in ever and all("BFA" in row["parties"] for row in ever.values())
    assert set(bound) < set(ever)
    # its agreement with France had run out by then
    assert "france-burkina-sofa-2018" in ever and "france-burkina-sofa-2018" not in bound
    assert [each["status"] for each in ever["france-burkina-sofa-2018"]["memberships"]] == ["party", "leaving", "left"]
    text = " ".join(run("pacts", "list", "--party", "BFA", "--on", "2023-09-20").out.split())
    assert "Burkina Faso (BFA): party from 2023-09-16" in text


def test_a_code_means_the_state_of_the_day(run) -> None:
    then = json.loads(run("pacts", "list", "--party", "RUS", "--on", "1914-07-28", "--format", "json").out)
    assert then["asked"] == {"party": "RUS-EMPIRE", "on": "1914-07-28", "region": None, "kind": None, "imported": True}
    assert all("RUS-EMPIRE" in row["parties"] for row in then["pacts"])
    ended = run("pacts", "list", "--party", "RUS", "--format", "json")
    assert json.loads(ended.out)["asked"]["party"] == "RUS" and "SUN" in ended.err


def test_the_list_of_a_region_and_kind(run) -> None:
    found = listed(run, "--region", "sahel", "--kind", "mutual defence")
    assert CHARTER in found and NATO not in found
    assert all("Sahel" in row["region"] and "mutual defence" in row["kind"].replace("-", " ") for row in found.values())


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("--party", "Burkino Faso"), "did you mean 'BFA'?"), (("--region", "sahell"), "did you mean 'Sahel'?"),
        (("--kind", "mutual defense"), "did you mean 'mutual defence'?"), (("--on", "yesterday"), "expected"),
    ],
)  # fmt: skip
def test_a_filter_that_means_nothing_is_told_with_the_nearest(run, asked, told) -> None:
    ended = run("pacts", "list", *asked)
    assert ended.code == 1 and not ended.out
    assert asked[0] in one_message(ended) and told in ended.err


def test_a_filter_that_fits_nothing_answers_nothing(run) -> None:
    ended = run("pacts", "list", "--party", "BFA", "--on", "1900-01-01")
    assert ended.code == 0 and "no pact fits: --party BFA --on 1900-01-01" in ended.out
    assert not listed(run, "--party", "BFA", "--on", "1900-01-01")


def test_imported_alliances_are_counted_and_listed_when_asked(run) -> None:
    every = json.loads(run("pacts", "list", "--format", "json").out)
    imported = [row for row in every["pacts"] if row["coded_by"]]
    assert len(imported) == 789, "a program is given the whole library"
    assert all(row["coded_by"] == "ATOP 5.1" for row in imported)
    # hand-encoded ones first, in text as in JSON
    assert [bool(row["coded_by"]) for row in every["pacts"]] == sorted(bool(row["coded_by"]) for row in every["pacts"])
    text = run("pacts", "list").out
    assert (
        "789 alliances coded by ATOP 5.1, not listed here: --atop" in " ".join(text.split()) and "atop-1350" not in text
    )
    of_italy = run("pacts", "list", "--party", "ITA", "--on", "1914-07-28").out
    assert of_italy.index("Coded by ATOP 5.1") < of_italy.index("atop-1350  1882-1918  yes             3  defense")


def test_a_pact_that_an_import_was_replaced_by_is_named(run) -> None:
    rows = json.loads(run("pacts", "list", "--atop", "--format", "json").out)["pacts"]
    twin = next(row for row in rows if row["id"] == "atop-3180")
    assert twin["replaced_by"] == NATO and twin["promises"] == ["defense", "nonaggression", "consultation"]
    shown = " ".join(run("pacts", "show", "atop-3180").out.split())
    assert f"replaced by: {NATO}" in shown and "coded by: ATOP 5.1" in shown


def test_an_imported_alliance_is_told_in_words(run) -> None:
    text = " ".join(run("pacts", "show", "atop-1350", "--on", "1914-07-28").out.split())
    assert "Not law on 1914-07-28." in text  # the three older texts
    assert "Only if: the adversary is one that the pact names; there are as many adversaries as the pact asks" in text
    assert re.search(r"Unless: [^.]*provocation by the target\.", text) and "rule:" not in text
    late = json.loads(run("pacts", "show", "atop-3180", "--on", "2020-01-01", "--format", "json").out)
    assert late["in_force"]["truth"] is None and {each["bound"] for each in late["parties"]} == {None}


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
    text = run("pacts", "list", "--atop").out
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


def test_the_rules_stand_under_the_words_of_their_article(run) -> None:
    markdown = run("pacts", "show", CHARTER, "--format", "md").out
    article = markdown[markdown.index("(`art-6`)") : markdown.index("(`art-7`)")]
    assert (
        article.index("any attack on the sovereignty")
        < article.index("rule: assist")
        < article.index("reading: narrow")
    )


def test_without_a_day_parties_are_told_through_time(run) -> None:
    through = run("pacts", "show", "france-burkina-sofa-2018").out
    assert "Parties through time" in through and "leaving" in through and "in force (" in through
    assert "Parties, 2020-01-01" in run("pacts", "show", "france-burkina-sofa-2018", "--on", "2020-01-01").out


def test_readings_and_what_nobody_checked_are_told_together(run) -> None:
    text = " ".join(run("pacts", "show", CHARTER).out.split())
    assert "- narrow: art-6/aggression, art-6/assist, art-7/forces" in text
    assert "blocks on general knowledge, not checked: exception force by consent" in text


def test_a_page_for_the_browser_loads_and_runs_nothing(run, charter_copy: Path, tmp_path: Path) -> None:
    path = charter_copy / CHARTER / "text.md"
    text = path.read_text(encoding="utf-8").replace(
        "Founds the Alliance", "<script>alert(1)</script> & founds the Alliance"
    )
    path.write_text(text, encoding="utf-8")
    page = tmp_path / "charter.html"
    ended = run("pacts", "show", CHARTER, "--on", "2023-09-20", "--library", charter_copy, "-o", page)
    assert ended.code == 0 and not ended.out
    html = page.read_text(encoding="utf-8")
    assert "<script" not in html and "&lt;script&gt;alert(1)&lt;/script&gt; &amp; founds the Alliance" in html
    assert not re.search(
        r"(\bsrc\b|srcset|@import|url\(|<link)", html.replace("default-src", "").replace("style-src", "")
    )
    assert "default-src 'none'" in html
    assert 'id="art-6"' in html and "<b>rule</b>: assist" in html and "Bound (3): Burkina Faso, Mali, Niger." in html


def test_an_unknown_pact_is_told_with_the_nearest(run) -> None:
    ended = run("pacts", "show", "liptako-gourma-charter-2032")
    assert ended.code == 1 and not ended.out
    assert "unknown pact" in one_message(ended) and f"did you mean '{CHARTER}'?" in ended.err


def test_a_folder_of_ones_own_stands_beside_the_shipped_library(run, charter_copy: Path) -> None:
    (charter_copy / CHARTER).rename(charter_copy / "our-pact-2024")
    assert {"our-pact-2024", CHARTER} <= set(listed(run, "--library", str(charter_copy)))


def test_the_shipped_library_passes_its_cases_and_lint(run) -> None:
    ended = run("pacts", "check", "--format", "json")
    answer = json.loads(ended.out)
    failed = [
        f"{case['file']}:{case['line']} {case['message']}"
        for instrument in answer["instruments"] for case in instrument["cases"] if not case["passed"]
    ]  # fmt: skip
    found = [each for instrument in answer["instruments"] for each in instrument["findings"]]
    wrong = [each["text"] for each in found if each["level"] == "error"]
    assert not failed and not wrong and ended.code == 0 and answer["passed"]
    assert answer["found"] == {
        level: sum(each["level"] == level for each in found) for level in ("error", "warning", "hint")
    }
    assert all(each["text"].startswith(each["file"]) for each in found)


def test_check_fails_for_an_error_and_passes_with_a_warning(run, charter_copy: Path) -> None:
    path = charter_copy / CHARTER / "text.md"
    text = path.read_text(encoding="utf-8")
    spare = "```yaml pact\nterm: spare\nact: raid\n```\n"
    path.write_text(f"{text}\n{spare}", encoding="utf-8")
    ended = run("pacts", "check", charter_copy)
    told = " ".join(ended.out.split())
    line = text.count("\n") + 2
    assert ended.code == 0 and f"warning: {CHARTER}/text.md:{line}: no block uses the term 'spare'" in told
    path.write_text(text.replace("to: art-7/forces, ", "to: art-7/force, ", 1), encoding="utf-8")
    ended = run("pacts", "check", charter_copy)
    told = " ".join(ended.out.split())
    assert (
        ended.code == 1 and "names 'art-7/force', which no rule has" in told and "did you mean 'art-7/forces'?" in told
    )
    assert "1 error" in told.splitlines()[-1]


def test_check_tells_how_much_nobody_verified(run, charter_copy: Path) -> None:
    answer = json.loads(run("pacts", "check", charter_copy, "--format", "json").out)
    (counted,) = (each["verified"] for each in answer["instruments"])
    told = f"{counted['gk']} of {sum(counted.values())} not verified (gk)"
    assert counted["gk"] and told in " ".join(run("pacts", "check", charter_copy).out.split())


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
