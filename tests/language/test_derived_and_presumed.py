"""The last section of docs/reference/language.md: what is derived, what is presumed, and what never is."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.pacts_of_paper import ENTRY, THREE, ask, paper

from foedus.determinations import Determination, Question, determinations, question
from foedus.incidents import make_incident

DAY = {"date": "2023-09-20", "target": "BFA"}
UNPROVOKED = "unless:\n  - provocation by the target"
EXIT = "standing: withdrawal\nby: NER\nclaimed: 2020-01-01\n"


def rule(*rows: str, bearer: str = "every other party") -> str:
    act = [] if any(row.startswith("act:") for row in rows) else ["act: attack"]
    return "\n".join(["rule: assist", *act, "target: a party", *rows, f"bearer: {bearer}", "must: assist"])


def answer(folder: Path, *blocks: str, **incident: object) -> Determination:
    (found,) = ask(paper(folder, ENTRY, *blocks), **{**DAY, **incident})
    return found


@pytest.mark.parametrize(
    ("row", "incident", "verdict"),
    [
        # origin: derived from who acts
        ("origin: external", {"act": "raid", "actor": "DZA"}, "owed"),
        ("origin: internal", {"act": "raid", "actor": "DZA"}, "not triggered"),
        ("origin: internal", {"act": "raid", "actor": "DZA", "origin": "internal"}, "owed"),
        ("origin: external", {"act": "raid", "actor": "JNIM"}, "unsettled"),
        # place: the target's territory, where the act by its nature strikes territory
        ("place: territory of the target", {"act": "invasion"}, "owed"),
        ("place: territory of the target", {"act": "invasion", "place": "DZA"}, "not triggered"),
        ("place: territory of the target", {"act": "raid"}, "unsettled"),
        ("place: territory of the target", {"act": "invasion", "struck": "territory"}, "owed"),
        ("place: territory of the target", {"act": "invasion", "struck": "ship"}, "unsettled"),
        ("supported by: DZA", {"act": "raid"}, "unsettled"),
        ("supported by: DZA", {"act": "raid", "supported by": "none"}, "not triggered"),
        # struck: presumed only as true
        ("struck: territory", {"act": "invasion"}, "owed"),
        ("struck: armed forces", {"act": "invasion"}, "unsettled"),
        ("struck: territory", {"act": "invasion", "struck": "ship"}, "not triggered"),
        # harm: what the act by its nature harms, not one's own, not by a threat
        ("harm: sovereignty", {"act": "invasion"}, "owed"),
        ("harm: sovereignty", {"act": "raid"}, "unsettled"),
        ("harm: sovereignty", {"act": "occupation", "actor": "BFA"}, "unsettled"),
        ("harm: sovereignty", {"act": "invasion", "harm": "security"}, "not triggered"),
        ("harm: sovereignty", {"act": "invasion", "harm": "none"}, "not triggered"),
        # a gate is never presumed; a defeat is presumed away until raised
        ("requires:\n  - request by the target", {"act": "raid"}, "unsettled"),
        (UNPROVOKED, {"act": "raid"}, "owed"),
        (UNPROVOKED, {"act": "raid", "facts": {"provocation by the target": "unknown"}}, "unsettled"),
    ],
)  # fmt: skip
def test_told_facts_come_first_and_little_is_presumed(
    tmp_path: Path, row: str, incident: dict[str, object], verdict: str
) -> None:
    assert answer(tmp_path, rule(row), **incident).verdict == verdict


def test_an_actor_who_is_not_told_is_taken_to_be_another_than_the_target(tmp_path: Path) -> None:
    another = rule().replace("target: a party", "target: another party")
    assert answer(tmp_path / "a", another, act="raid").verdict == "owed"
    assert answer(tmp_path / "b", another, act="raid", actor="BFA").verdict == "not triggered"


def test_a_threat_presumes_no_harm(tmp_path: Path) -> None:
    threat = rule("act: threat of force", "harm: sovereignty")
    assert answer(tmp_path, threat, act="invasion", status="threatened").verdict == "unsettled"


def test_what_is_presumed_is_marked_in_the_proof(tmp_path: Path) -> None:
    found = answer(tmp_path, rule("harm: sovereignty", "place: territory of the target"), act="invasion")
    grounds = {node.row: node.ground for node in found.proof.walk()}
    assert grounds["harm"] == "presumed" and grounds["place"] == "presumed" and grounds["act"] == "found"


@pytest.mark.parametrize("row", ["act raid", "actor JNIM", "target BFA"])
def test_that_the_event_happened_raises_no_exception_to_it(tmp_path: Path, row: str) -> None:
    """An exception whose first row only says which event it is stays presumed away; a row of substance raises it."""
    key, value = row.split(" ", 1)
    event = {"act": "raid", "actor": "JNIM"}
    exception = f"exception: one\n{key}: {value}\nwhen: state of war"
    assert answer(tmp_path / "a", rule(), exception, **event).verdict == "owed"
    raised = f"exception: one\n{key}: {value}\nplace: west africa\nwhen: state of war"
    assert answer(tmp_path / "b", rule(), raised, **event, place="BFA").verdict == "unsettled"


def test_who_stands_behind_the_actor_does_not_bear(tmp_path: Path) -> None:
    assert answer(tmp_path, rule(), act="raid", actor="JNIM", **{"supported by": "NER"}).bearers == ("MLI",)


def test_a_pair_that_is_cut_has_its_own_answer_both_ways(tmp_path: Path) -> None:
    parties = (*THREE, "MLI,BFA,suspended,2010-01-01,,report,")
    library = paper(tmp_path, ENTRY, rule(), parties=parties)
    for target in ("BFA", "MLI"):
        found = ask(library, date="2023-09-20", act="raid", target=target)
        assert [(str(each.verdict), each.bearers) for each in found] == [("owed", ("NER",)), ("not in force", ())]
    (third,) = ask(library, date="2023-09-20", act="raid", target="NER")
    assert third.bearers == ("MLI", "BFA")


def test_readings_joined_are_asked_together(tmp_path: Path) -> None:
    narrow = "rule: assist\nreading: narrow\nact: raid"
    library = paper(tmp_path, ENTRY, rule(), narrow, EXIT)

    def joined(**incident: str) -> dict[str | None, tuple[str, tuple[str, ...]]]:
        asked: Question = question(
            make_incident({**DAY, **incident}), library, everything=True, readings=("narrow + exit as claimed",)
        )
        return {each.reading: (str(each.verdict), each.bearers) for each in determinations(asked)}

    both = "narrow + exit as claimed"
    assert joined(act="raid") == {None: ("owed", ("MLI", "NER")), both: ("owed", ("MLI",))}
    assert joined(act="shelling") == {None: ("owed", ("MLI", "NER")), both: ("not triggered", ())}
