"""A recorded vote is counted by the organ's own rule, and every step of the count is a node of the proof."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.pacts_of_paper import ENTRY, ask, paper

from foedus.determinations import Determination
from foedus.incidents import parse_vote
from foedus.pacts import parse_threshold
from foedus.terms import FoedusError

STATES = ("MLI", "BFA", "NER", "NGA", "GHA", "SEN")
RULE = """rule: intervention
act: coup
target: a party
requires:
  - decision of the council
bearer: every other party
may: intervene
"""


def decided(folder: Path, organ: str, vote: str, *, suspended: str = "", seats: str = "") -> Determination:
    rows = tuple(f"{state},,{'suspended' if state == suspended else 'party'},2000-01-01,,report," for state in STATES)
    library = paper(folder, ENTRY, RULE, f"organ: council\n{organ}", parties=rows)
    if seats:
        (folder / "pact" / "seats.csv").write_text(f"organ,seat,from,until,verified,source\n{seats}", encoding="utf-8")
        from foedus.pacts import Library, read_instrument

        library = Library({"pact": read_instrument(folder / "pact")})
    (found,) = ask(library, date="2023-07-26", act="coup", target="NER", votes={"decision of the council": vote})
    return found


def steps(found: Determination) -> dict[str, bool | None]:
    gate = next(child for child in found.proof.children if child.row == "gate")
    return {node.row: node.truth for node in gate.walk() if node is not gate}


@pytest.mark.parametrize(
    ("organ", "vote", "verdict"),
    [
        # two thirds of six present are four
        ("majority: two thirds of those present", "for MLI, BFA, NER, NGA; against GHA, SEN", "open"),
        ("majority: two thirds of those present", "for MLI, BFA, NER; against NGA, GHA, SEN", "awaiting"),
        # four of five present, one absent: the absent do not count
        ("majority: two thirds of those present", "for MLI, BFA, NER, NGA; against GHA; absent SEN", "open"),
        # of the members, the absent weigh as a no: three of six are no majority
        ("majority: majority of the members", "for MLI, BFA, NER; against NGA; absent GHA, SEN", "awaiting"),
        ("majority: majority of the members", "for MLI, BFA, NER, NGA; absent GHA, SEN", "open"),
        # who abstains is present and does not vote
        ("majority: majority of those voting", "for MLI, BFA; against NGA; abstaining NER, GHA, SEN", "open"),
        # what one unknown vote could turn is not settled (four of six are enough); what it could not is
        ("majority: two thirds of those present", "for MLI, BFA, NER; against NGA, GHA", "unsettled"),
        ("majority: two thirds of those present", "for MLI, BFA, NER, NGA, GHA", "open"),
        ("unanimity: every party", "for MLI, BFA, NER, NGA, GHA, SEN", "open"),
        ("unanimity: every party", "for MLI, BFA, NER, NGA, GHA; abstaining SEN", "awaiting"),
        ("unanimity: every party", "for MLI, BFA, NER, NGA, GHA", "unsettled"),
        ("consensus: every party", "for MLI, BFA, NER; abstaining NGA, GHA, SEN", "open"),
        ("consensus: every party", "for MLI, BFA, NER, GHA, SEN; objecting NGA", "awaiting"),
        ("consensus: failing which two thirds of the members", "for MLI, BFA, NER, GHA; against NGA, SEN", "open"),
        ("silence: five days", "deadline passed", "open"),
        ("silence: five days", "deadline running", "awaiting"),
        ("silence: five days", "objecting NGA; deadline passed", "awaiting"),
        ("silence: five days", "absent NGA", "unsettled"),
    ],
)
def test_each_rule_counts_its_own_way(tmp_path: Path, organ: str, vote: str, verdict: str) -> None:
    assert decided(tmp_path, organ, vote).verdict == verdict


def test_a_quorum_that_is_missed_stops_the_decision_whatever_the_majority(tmp_path: Path) -> None:
    organ = "majority: two thirds of those present\nquorum: two thirds of seats"
    found = decided(tmp_path, organ, "for MLI, BFA, NER; absent NGA, GHA, SEN")
    assert found.verdict == "awaiting" and found.awaiting == ("decision of the council",)
    told = steps(found)
    assert told["quorum"] is False and told["majority"] is True


def test_a_suspended_member_has_no_vote_and_is_not_counted_among_the_seats(tmp_path: Path) -> None:
    organ = "majority: two thirds of seats\nexcludes: suspended"
    # five seats without MLI: four are needed
    assert decided(tmp_path / "a", organ, "for BFA, NER, NGA, GHA; against SEN", suspended="MLI").verdict == "open"
    found = decided(tmp_path / "b", organ, "for MLI, BFA, NER, NGA; against SEN, GHA", suspended="MLI")
    assert found.verdict == "awaiting", "the vote of the suspended member does not count"
    assert "excluded" in steps(found)


def test_only_those_sit_whose_seat_covers_the_day(tmp_path: Path) -> None:
    rows = ("MLI,2022-01-01,2024-01-01", "BFA,2022-01-01,2024-01-01", "NGA,2024-01-01,")
    seats = "".join(f"council,{row},report,\n" for row in rows)
    organ = "majority: majority of the members"
    found = decided(tmp_path, organ, "for MLI, BFA; against NGA, GHA", seats=seats)
    assert found.verdict == "open"
    gate = next(child for child in found.proof.children if child.row == "gate")
    told = {node.row: node.words for node in gate.walk()}
    assert told["seats"] == "2" and told["not counted"] == "NGA, GHA"


def test_a_veto_stops_a_majority(tmp_path: Path) -> None:
    organ = "majority: four votes, no permanent member against\nveto: NGA"
    assert decided(tmp_path / "a", organ, "for MLI, BFA, NER, GHA; against NGA, SEN").verdict == "awaiting"
    assert decided(tmp_path / "b", organ, "for MLI, BFA, NER, GHA; abstaining NGA, SEN").verdict == "open"


def test_a_rule_that_was_not_read_decides_nothing(tmp_path: Path) -> None:
    found = decided(tmp_path, "majority: not read", "for MLI, BFA, NER, NGA, GHA, SEN")
    assert found.verdict == "unsettled" and found.awaiting == ("decision of the council",)


def test_the_proof_tells_the_count(tmp_path: Path) -> None:
    found = decided(tmp_path, "majority: two thirds of those present", "for MLI, BFA, NER, NGA; against GHA, SEN")
    gate = next(child for child in found.proof.children if child.row == "gate")
    told = [node.sentence("en") for node in gate.walk()]
    assert "Majority: 4 of 6 in favour and 4 needed" in told
    assert any(sentence.startswith("In favour: Burkina Faso") or "Mali, Burkina Faso" in sentence for sentence in told)
    assert all(node.sentence("fr") for node in gate.walk())
    assert gate.ground == "decided"


@pytest.mark.parametrize("text", ["in favour MLI", "for XXQ", "for MLI; against MLI"])
def test_a_bad_vote_is_told_in_one_line(text: str) -> None:
    with pytest.raises(FoedusError) as caught:
        parse_vote(text)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("words", "of", "needed"),
    [
        ("two thirds of those present", 7, 5), ("two thirds of seats", 9, 6), ("majority of the members", 8, 5),
        ("majority of the members", 9, 5), ("half of the members", 9, 5), ("nine votes", 15, 9), ("all of seats", 4, 4),
    ],
)  # fmt: skip
def test_shares_are_rounded_up_to_whole_votes(words: str, of: int, needed: int) -> None:
    threshold = parse_threshold(words)
    assert threshold is not None and threshold.needed(of) == needed
