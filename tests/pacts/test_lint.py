"""Lint: what reads well and is wrong, doubtful or left unsaid all the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.determinations import Verdict
from foedus.pacts import CHECKS, LEVELS, Finding, Instrument, Library, lint, load_library, read_instrument

from .. import pacts_of_paper as paper

ENTRY = paper.ENTRY
LEAVE = "standing: withdrawal\ntakes effect: 1 year after notice"
PLACED = f"{paper.RULE}place: anywhere\n"
CASE = "case: a raid\ndate: 2020-01-01\nact: raid\ntarget: MLI\nexpect: art-1/assist owed by BFA, NER"
Found = Callable[..., list[Finding]]


def flagged(block: str) -> str:
    """A block that says how it is known, unless it does already."""
    text = block.replace("verified: report\n", "").rstrip()
    return text if "verified:" in text else f"{text}\nverified: gk\n"


@pytest.fixture
def pact(tmp_path: Path) -> Callable[..., Instrument]:
    """An instrument of the given blocks, in force, with an exit and with a case for its first rule."""

    numbers = count()

    def made(*blocks: str, parties: tuple[str, ...] = paper.THREE, case: str = CASE, bare: bool = False) -> Instrument:
        given = tuple(map(flagged, blocks if bare else (*blocks, ENTRY, LEAVE)))
        folder = paper.write_pact(tmp_path / str(next(numbers)), "pact", given, parties)
        if case:
            (folder / "cases.md").write_text(f"```yaml case\n{case}\n```\n", encoding="utf-8")
        return read_instrument(folder)

    return made


@pytest.fixture
def found(pact) -> Found:
    return lambda *blocks, **more: list(lint(pact(*blocks, **more)))


def only(findings: list[Finding], level: str, check: str) -> Finding:
    """The one finding there is, of that level and check."""
    assert [(each.level, each.check) for each in findings] == [(level, check)], [str(each) for each in findings]
    assert LEVELS.index(level) >= LEVELS.index(CHECKS[check][0])
    return findings[0]


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


def test_a_reading_without_a_first_block(found: Found) -> None:
    alone = "exception: at war\nreading: strict\nto: art-1/assist\nwhen: state of war"
    assert "never asked" in only(found(PLACED, alone), "warning", "reading of nothing").message


GATED = f"{PLACED}requires:\n  - decision of the council\n"


def test_an_organ_in_which_nobody_votes(found: Found) -> None:
    left = tuple(row.replace(",party,", ",suspended,") for row in paper.THREE)
    organ = "organ: council\nmajority: two thirds of those present\nseats: every party\nexcludes: suspended"
    one = only(found(GATED, organ, parties=left), "warning", "gate nobody can meet")
    assert "art-1/assist" in one.message and "council" in one.message


def test_an_organ_with_votes_is_well(found: Found) -> None:
    assert (
        found(GATED, "organ: council\nmajority: two thirds of those present\nseats: every party\nexcludes: suspended")
        == []
    )


@pytest.mark.parametrize(
    "rows", ["majority: half of those present", "consensus: every party\nexcludes: the target, the actor"]
)
def test_an_organ_in_which_all_sit_is_well(found: Found, rows: str) -> None:
    assert found(GATED, f"organ: council\n{rows}") == []


def test_elected_seats_that_nobody_is_named_for(found: Found) -> None:
    organ = "organ: council\nmajority: half of those present\nseats: 9"
    assert "presumed" in only(found(GATED, organ), "hint", "organ without seats").message


@pytest.mark.parametrize(
    ("rows", "level", "field"),
    [
        ("majority: two thirds", "warning", "majority"),
        ("majority: not read", "hint", "majority"),
        ("majority: half of those present\nquorum: enough", "warning", "quorum"),
        ("consensus: failing which most of them", "warning", "consensus"),
        ("majority: nine votes, no permanent member against", "warning", "veto"),
    ],
)
def test_an_organ_whose_votes_cannot_be_counted(found: Found, rows: str, level: str, field: str) -> None:
    one = only(found(GATED, f"organ: council\n{rows}"), level, "organ without a voting rule")
    assert one.field == field and "council" in one.message


def test_a_gate_on_a_decision_that_no_organ_takes(pact) -> None:
    made = Path(pact(PLACED).folder)
    facts = "phrase,subject,states,denies,note\ndecision of the assembly,gate,it decided,it did not decide,\n"
    (made / "facts.csv").write_text(facts, encoding="utf-8")
    path = made / "text.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("must: assist", "requires: decision of the assembly\nmust: assist"), encoding="utf-8")
    one = only(list(lint(read_instrument(made))), "warning", "gate without an organ")
    assert "'organ: assembly'" in one.remedy


SEATS = "organ,seat,from,until,verified,source\ncouncil,MLI,2001-01-01,{mali},report,\ncouncil,BFA,2001-01-01,{faso},report,\n"


@pytest.mark.parametrize(
    ("mali", "faso", "told"),
    [
        ("2003-01-01", "2005-01-01", ["hint: nobody is said to sit in the council from 2005-01-01 on (line 3)"]),
        ("2003-01-01", "", []),
        ("2001-01-01", "", ["error: the seat of MLI in the council is held on no day (line 2)"]),
    ],
)
def test_seats_that_run_out_or_backwards(pact, mali: str, faso: str, told: list[str]) -> None:
    made = Path(pact(GATED, "organ: council\nmajority: two thirds of those present\nseats: 2").folder)
    (made / "seats.csv").write_text(SEATS.format(mali=mali, faso=faso), encoding="utf-8")
    assert [f"{each.level}: {each.message} (line {each.line})" for each in lint(read_instrument(made))] == told


def test_an_organ_whose_name_no_incident_can_state(found: Found) -> None:
    rule = GATED.replace("the council", "the River Council")
    organ = "organ: River Council\nmajority: two thirds of those present\nseats: every party"
    assert "'organ: river council'" in only(found(rule, organ), "error", "name never matched").remedy


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("actor: a state not a party\nbearer: the actor", "the actor is no party"),
        ("bearer: FRA", "FRA is never bound"),
        ("target: FRA\nbearer: the target", "the target is no party"),
        ("bearer: every other party except MLI, BFA", "takes out all"),
        ("actor: another party\nbearer: every other party", "no other is left"),
    ],
)
def test_a_bearer_who_is_nobody(found: Found, rows: str, told: str) -> None:
    given = {row.partition(":")[0] for row in rows.splitlines()}
    kept = [row for row in PLACED.splitlines() if row.partition(":")[0] not in given]
    rule = "\n".join([*kept, rows])
    two = paper.THREE[:2]
    assert told in only(found(rule, parties=two), "warning", "bearer never bound").message


def test_a_third_party_is_left_to_bear(found: Found) -> None:
    assert found(f"{PLACED}actor: another party\n") == []


def test_a_permission_for_a_state_that_is_no_party_is_well(found: Found) -> None:
    assert found(PLACED.replace("must: assist", "may: assist").replace("every other party", "FRA")) == []


@pytest.mark.parametrize(
    ("row", "level", "check"),
    [
        ("MLI,,party,2005-01-01,,report,", "warning", "overlapping spells"),
        ("MLI,,left,2005-01-01,,report,", "warning", "overlapping spells"),
        ("TGO,,party,2005-01-01,2005-01-01,report,", "error", "from after until"),
        ("TGO,,party,2005-01-01,2004-01-01,report,", "error", "from after until"),
        ("TGO,,party,2005-01-01,,report,nowhere", "warning", "unknown source"),
    ],
)
def test_rows_of_parties_that_cannot_be(found: Found, row: str, level: str, check: str) -> None:
    one = only(found(PLACED, parties=(*paper.THREE, row)), level, check)
    assert one.file == "pact/parties.csv" and one.line == 5


@pytest.mark.parametrize(
    "rows",
    [
        ("TGO,,party,2005-01-01,2006-01-01,report,", "TGO,,left,2006-01-01,,report,"),
        ("TGO,,suspended,2005-01-01,,report,", "TGO,,leaving,2005-06-01,2006-06-01,report,"),
        ("TGO,,signatory,2005-01-01,,report,", "TGO,,provisional,2005-01-01,,report,"),
        ("TGO,,party,2005-01-01,,report,", "TGO,MLI,suspended,2005-01-01,,report,"),
        ("TGO,,party,2005-01-01,2006-01-01/2007-01-01,report,", "TGO,,left,2006-01-01/2007-01-01,,report,"),
    ],
)
def test_rows_of_parties_that_may_stand_side_by_side(found: Found, rows: tuple[str, ...]) -> None:
    assert found(PLACED, parties=(*paper.THREE, *rows)) == []


def test_nobody_is_ever_bound(found: Found) -> None:
    signed = tuple(row.replace(",party,", ",signatory,") for row in paper.THREE)
    assert only(found(PLACED, parties=signed), "warning", "nobody bound")


@pytest.mark.parametrize(
    ("clause", "field", "nearest"),
    [
        ("standing: suspension\nby: FRA\nnotice given: 2001-01-01", "by", "FRA"),
        (
            "reservation: ours\nby: MLI\nto: art-1/assist\neffect: limits\naccepted by: all except TGO",
            "accepted by",
            "TGO",
        ),
    ],
)
def test_a_clause_of_somebody_who_is_no_party(found: Found, clause: str, field: str, nearest: str) -> None:
    one = only(found(PLACED, clause), "warning", "nobody's clause")
    assert (one.field, one.nearest) == (field, nearest)


def test_a_clause_of_a_party_is_well(found: Found) -> None:
    assert (
        found(PLACED, "reservation: ours\nby: MLI\nto: art-1/assist\neffect: limits\naccepted by: all except NER") == []
    )


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


ACTS = ("attack", "armed attack", "raid", "invasion", "cyber attack", "blockade", "coup")
ORIGINS = ("external", "internal", "internal with outside support")
some = st.lists


@st.composite
def rows(draw: st.DrawFn) -> str:
    """One to three trigger rows of which an incident has one word each."""
    lines = []
    if acts := draw(some(st.sampled_from(ACTS), max_size=2, unique=True)):
        but = draw(some(st.sampled_from(ACTS), max_size=1))
        lines.append(f"act: {', '.join(acts)}" + (f" except {but[0]}" if but else ""))
    if origins := draw(some(st.sampled_from(ORIGINS), max_size=2, unique=True)):
        lines.append(f"origin: {', '.join(origins)}")
    return "\n".join(lines) or "act: attack"


@settings(max_examples=40)
@given(data=st.data())
def test_a_rule_is_called_unreachable_when_no_event_meets_it_and_only_then(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Every event there is of these words is asked, and the engine answers."""
    first, second, own = data.draw(rows()), data.draw(rows()), data.draw(rows())
    when = data.draw(st.sampled_from(("when: one", "when: one, two", "when:\n  - one\n  - two", "when: either")))
    rule = f"rule: assist\n{own}\n{when}\nbearer: every other party\nmust: consult"
    either = "term: either\nany of:\n  - one\n  - two"
    library = paper.paper(
        tmp_path_factory.mktemp("reach"), f"term: one\n{first}", f"term: two\n{second}", either, rule, ENTRY, LEAVE
    )
    met = any(
        each.verdict == Verdict.OWED
        for act in ACTS for origin in ORIGINS
        for each in paper.ask(library, date="2020-01-01", act=act, origin=origin, actor="FRA", target="MLI")
        if each.provision == "art-1/assist"
    )  # fmt: skip
    told = [
        each for each in lint(library["pact"]) if each.check == "unreachable clause" and "art-1/assist" in each.message
    ]
    # a word below those of the list may meet a row that they do not
    assert not (told and met)
    assert told or met or any(f"except {act}" in text for act in ACTS for text in (own, first, second))


def test_every_check_is_described_and_has_its_test(root: Path) -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (root / "src" / "foedus" / "pacts").glob("lint*.py"))
    named = {check for check in re.findall(r'"([a-z\' ]+)"', code) if check in CHECKS}
    told = set(re.findall(r'(?:error|warning|hint)",\s*"([a-z\' ]+)"', code)) - {"warning", "hint", "error"}
    assert named == set(CHECKS) and told <= set(CHECKS)
    own = Path(__file__).read_text(encoding="utf-8")
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
