"""Lint: what reads well and is wrong, doubtful or left unsaid all the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from foedus.pacts import CHECKS, Library, lint, load_library, read_instrument

from .. import pacts_of_paper as paper
from ..linted import LEAVE, PLACED, Found, flagged, only

ENTRY = paper.ENTRY


@pytest.mark.parametrize(
    ("flag", "check"), [("", "not said how known"), ("verified: text\n", "no source"), ("verified: calc\n", "")]
)
def test_a_block_that_does_not_say_how_it_is_known(tmp_path: Path, flag: str, check: str) -> None:
    rule = PLACED.replace("rule: assist\n", f"rule: assist\n{flag}")
    folder = paper.write_pact(tmp_path, "pact", (rule, flagged(ENTRY), flagged(LEAVE)), paper.THREE)
    found = [each for each in lint(read_instrument(folder)) if each.check != "no cases"]
    assert [(each.level, each.check) for each in found] == ([("hint", check)] if check else [])


def test_a_whole_pact_has_nothing_to_find(found: Found) -> None:
    assert found(PLACED) == []


def test_a_message_names_file_line_what_and_remedy(found: Found) -> None:
    one = only(found(PLACED, "term: spare\nact: raid"), "warning", "term never used")
    assert str(one).startswith(f"pact/text.md:{one.line}: no block uses the term 'spare'; ")
    assert one.line > 1 and one.remedy in str(one)
    assert one.to_json()["text"] == str(one) and one.to_json()["line"] == one.line


def test_a_rule_without_a_case(found: Found) -> None:
    one = only(found(PLACED, PLACED.replace("rule: assist", "rule: assist again")), "warning", "rule without a case")
    assert "art-1/assist again" in one.message


def test_a_pact_without_cases(found: Found) -> None:
    assert only(found(PLACED, case=""), "warning", "no cases").file == "pact/cases.md"


@pytest.mark.parametrize(
    ("rows", "clash"),
    [
        ("when: seen", "act: blockade"),
        ("origin: external\nwhen: from inside", "origin: external"),
        ("when:\n  - from inside\n  - from outside", "origin: internal"),
    ],
)
def test_rows_that_exclude_each_other(found: Found, rows: str, clash: str) -> None:
    terms = (
        "term: seen\nact: cyber attack",
        "term: from inside\norigin: internal",
        "term: from outside\norigin: external",
    )
    rule = PLACED.replace("act: attack", f"act: blockade\n{rows}")
    one = next(each for each in found(rule, *terms) if each.check != "term never used")
    assert (one.level, one.check) == ("warning", "unreachable clause") and clash in one.message


def test_a_narrower_act_inside_a_wider_one_can_be_met(found: Found) -> None:
    assert found(f"{PLACED}when: seen", "term: seen\nact: raid") == []


def test_one_way_that_can_be_met_is_enough(found: Found) -> None:
    rule = PLACED.replace("act: attack", "act: blockade\nwhen: seen, state of war")
    assert found(rule, "term: seen\nact: cyber attack") == []


def test_a_row_that_takes_out_all_that_it_names(found: Found) -> None:
    rule = PLACED.replace("act: attack", "act: raid except armed attack")
    assert "takes out all" in only(found(rule), "warning", "unreachable clause").message


def test_a_defeat_that_always_holds(found: Found) -> None:
    defeated = PLACED.replace("act: attack", "act: raid") + "unless:\n  - act armed attack\n"
    assert "also defeats it" in only(found(defeated), "warning", "unreachable clause").message
    sometimes = PLACED + "unless:\n  - act armed attack\n"
    assert found(sometimes) == []


def test_a_gate_that_is_its_own_defeat(found: Found) -> None:
    rule = PLACED + "requires:\n  - consent of the target\nunless:\n  - consent of the target\n"
    assert "consent of the target" in only(found(rule), "warning", "unreachable clause").message


def test_an_exception_that_always_applies(found: Found) -> None:
    always = "exception: never\nany of:\n  - act attack\n  - state of war"
    assert "never" in only(found(PLACED, always), "warning", "unreachable clause").message
    assert found(PLACED, "exception: at war\nwhen: state of war") == []


@pytest.mark.parametrize(
    "block",
    [
        "exception: at war\nto: art-1/asist\nwhen: state of war",
        "reservation: ours\nby: MLI\nto: art-1/asist\neffect: excludes",
        "precedence: ours\nyields to: pact/art-1/assist\nto: art-1/asist",
    ],
)
def test_a_provision_that_no_rule_has(found: Found, block: str) -> None:
    one = only(found(PLACED, block), "error", "unknown provision")
    assert "art-1/asist" in one.message and one.nearest == "art-1/assist" and one.field == "to"


def test_an_exception_under_a_heading_without_rules(pact) -> None:
    made = pact(PLACED, "exception: at war\nwhen: state of war")
    path = Path(made.folder) / "text.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("```yaml pact\nexception", "## Article 2\n```yaml pact\nexception"), encoding="utf-8")
    one = only(list(lint(read_instrument(path.parent))), "error", "exception to nothing")
    assert "at war" in one.message and "its heading" in one.message


def test_a_precedence_over_what_the_library_does_not_hold(pact, found: Found) -> None:
    made = pact(
        PLACED, "precedence: one\nyields to: pact/art-2/assist", "precedence: two\nover: the-other-pact",
        "precedence: three\nover: every other instrument\nwhen: obligations conflict",
    )  # fmt: skip
    library = Library({"pact": made})
    levels = {(each.level, each.field) for each in lint(made, library)}
    assert levels == {("error", "yields to"), ("warning", "over")}
    assert lint(made) == ()  # without a library nothing is known of other instruments


def test_days_that_run_backwards(found: Found) -> None:
    rule = f"{PLACED}from: 2010-01-01\nuntil: 2005-01-01\n"
    assert "2010-01-01 until 2005-01-01" in only(found(rule), "error", "from after until").message
    assert found(f"{PLACED}from: 2005-01-01\nuntil: 2004-01-01/2006-01-01\n") == []  # perhaps it is law for a while


def test_an_end_before_the_start_of_the_whole(found: Found) -> None:
    end = "standing: termination\ndate: 1999-01-01"
    assert only(found(PLACED, ENTRY, end, bare=True), "error", "from after until").line


def test_a_rule_outside_the_life_of_its_pact(found: Found) -> None:
    assert "before" in only(found(f"{PLACED}until: 1999-01-01\n"), "warning", "unreachable clause").message
    assert found(f"{PLACED}until: 2005-01-01\n") == []


def test_a_pact_that_says_not_how_it_starts_or_ends(found: Found) -> None:
    assert only(found(PLACED, LEAVE, bare=True), "warning", "no entry into force").remedy


def test_a_pact_without_an_exit(found: Found) -> None:
    assert "withdrawal" in only(found(PLACED, ENTRY, bare=True), "warning", "no exit").expected


def test_help_without_a_word_on_the_area(found: Found) -> None:
    assert "place: anywhere" in only(found(paper.RULE), "hint", "no area").remedy


@pytest.mark.parametrize("rows", ["place: europe", "when: at home", "unless:\n  - place europe"])
def test_an_area_in_a_term_or_a_defeat_is_a_word_on_it(found: Found, rows: str) -> None:
    term = ("term: at home\nstruck: territory\nplace: territory of a party",) if "at home" in rows else ()
    assert found(f"{paper.RULE}{rows}", *term) == []


def test_a_reading_that_changes_nothing(found: Found) -> None:
    reading = "rule: assist\nreading: strict\nnote: the same in other words"
    one = only(found(PLACED, reading), "warning", "reading that changes nothing")
    assert "strict" in one.message


def test_a_reading_that_changes_a_row(found: Found) -> None:
    assert found(PLACED, "rule: assist\nreading: strict\nact: armed attack") == []


def test_a_reading_that_says_who_holds_the_first_block_is_a_hint(found: Found) -> None:
    held = "rule: assist\nreading: plain\nheld by: the ministry"
    assert only(found(PLACED, held), "hint", "reading that changes nothing")


def test_a_line_of_the_head_that_nobody_reads(pact) -> None:
    made = pact(PLACED)
    path = Path(made.folder) / "text.md"
    head = "regoin: Africa\norganisation: NOBODY\nsigned: 2000-02-30"
    path.write_text(
        path.read_text(encoding="utf-8").replace("short name: Pact", f"short name: Pact\n{head}"), encoding="utf-8"
    )
    findings = lint(read_instrument(path.parent))
    assert {each.check for each in findings} == {"unknown organisation", "no day", "unknown head line"}
    found = {each.field: each for each in findings}
    assert found["regoin"].nearest == "region" and found["regoin"].level == "warning"
    assert found["organisation"].level == found["signed"].level == "error"


def test_a_fact_of_its_own_that_nothing_asks(pact) -> None:
    made = pact(PLACED)
    (Path(made.folder) / "facts.csv").write_text(
        "phrase,subject,states,denies,note\nthe moon is full,trigger,it is full,it is not full,\n", encoding="utf-8"
    )
    one = only(list(lint(read_instrument(Path(made.folder)))), "hint", "fact never asked")
    assert "the moon is full" in one.message and one.file == "pact/facts.csv" and one.line == 2


def test_every_check_is_described_and_has_its_test(root: Path) -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (root / "src" / "foedus" / "pacts").glob("lint*.py"))
    named = {check for check in re.findall(r'"([a-z\' ]+)"', code) if check in CHECKS}
    told = set(re.findall(r'(?:error|warning|hint)",\s*"([a-z\' ]+)"', code)) - {"warning", "hint", "error"}
    assert named == set(CHECKS) and told <= set(CHECKS)
    own = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_lint*.py"))
    assert not [check for check in CHECKS if f'"{check}"' not in own]


def test_errors_come_first(found: Found) -> None:
    levels = [
        each.level for each in found(paper.RULE, "term: spare\nact: raid", "exception: x\nto: art-9/y\nact: raid")
    ]
    assert levels == ["error", "warning", "hint"]


def test_an_imported_alliance_has_nothing_to_find() -> None:
    library = load_library()
    imported = [each for each in library if each.about("coded by")]
    assert imported
    assert not [str(one) for each in imported for one in lint(each, library)]
