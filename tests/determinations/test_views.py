"""Who speaks for a state, and exits that are claimed: each view is asked, neither is silently taken."""

from __future__ import annotations

from pathlib import Path

from tests.pacts_of_paper import ENTRY, RULE, ask, paper

CONSENT = RULE + "requires:\n  - request by the target\n"
NIGER = {"date": "2023-08-15", "act": "armed intervention", "actor": "FRA", "target": "NER"}


def by_reading(folder: Path, *blocks: str, parties: tuple[str, ...] | None = None, **incident: object) -> dict:
    library = paper(folder, ENTRY, *blocks, **({"parties": parties} if parties else {}))
    return {each.reading: each for each in ask(library, **incident)}


def test_a_request_by_the_deposed_president_counts_under_the_view_that_he_speaks_for_niger(tmp_path: Path) -> None:
    found = by_reading(tmp_path, CONSENT, **NIGER, facts={"request by the target": "by Bazoum, not CNSP"})
    assert found[None].verdict == "awaiting", "the council in control asked for nothing"
    assert found["government of NER: Bazoum"].verdict == "owed"


def test_what_the_other_authority_did_is_not_made_up(tmp_path: Path) -> None:
    found = by_reading(tmp_path, CONSENT, **NIGER, facts={"request by the target": "by Bazoum"})
    assert found[None].verdict == "unsettled" and "request by the target" in found[None].missing


def test_before_the_coup_one_government_speaks_and_no_view_is_asked(tmp_path: Path) -> None:
    earlier = {**NIGER, "date": "2023-05-01"}
    found = by_reading(tmp_path, CONSENT, **earlier, facts={"request by the target": "by Bazoum"})
    assert list(found) == [None] and found[None].verdict == "owed"


def test_a_rule_that_does_not_turn_on_it_is_asked_once(tmp_path: Path) -> None:
    found = by_reading(tmp_path, RULE, **NIGER, facts={"request by the target": "by Bazoum"})
    assert list(found) == [None]


WITHDRAWAL = """standing: withdrawal
by: MLI
notice given: 2024-01-29
claimed: 2024-01-28
takes effect: 1 year after notice
"""
LEAVING = (
    "MLI,,party,2000-01-01,2024-01-29,report,", "MLI,,leaving,2024-01-29,2025-01-29,report,",
    "BFA,,party,2000-01-01,,report,", "NER,,party,2000-01-01,,report,",
)  # fmt: skip


def test_a_claimed_exit_is_a_reading_while_notice_runs(tmp_path: Path) -> None:
    event = {"act": "attack", "actor": "ISGS", "target": "NER"}
    during = by_reading(tmp_path / "a", WITHDRAWAL, RULE, parties=LEAVING, date="2024-06-01", **event)
    assert during[None].bearers == ("MLI", "BFA") and during["exit as claimed"].bearers == ("BFA",)
    before = by_reading(tmp_path / "b", WITHDRAWAL, RULE, parties=LEAVING, date="2023-06-01", **event)
    after = by_reading(tmp_path / "c", WITHDRAWAL, RULE, parties=LEAVING, date="2025-06-01", **event)
    assert list(before) == [None] and list(after) == [None], "the reading says nothing else than the law"
    assert after[None].bearers == ("BFA",)


def test_who_claims_to_be_out_is_no_protected_party_under_that_reading(tmp_path: Path) -> None:
    found = by_reading(
        tmp_path, WITHDRAWAL, RULE, parties=LEAVING, date="2024-06-01", act="attack", actor="ISGS", target="MLI"
    )
    assert found[None].verdict == "owed"
    assert found["exit as claimed"].verdict == "not triggered"


def test_a_dated_reading_of_an_exit(tmp_path: Path) -> None:
    reading = WITHDRAWAL.replace("claimed: 2024-01-28\n", "") + "reading: at once\ndate: 2024-02-01\n"
    found = by_reading(
        tmp_path, reading, RULE, parties=LEAVING, date="2024-06-01", act="attack", actor="ISGS", target="NER"
    )
    assert found["at once"].bearers == ("BFA",) and found[None].bearers == ("MLI", "BFA")
