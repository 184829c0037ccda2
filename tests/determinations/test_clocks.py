"""Law through time on two clocks: `on` chooses the law, `as_of` what was known."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.pacts_of_paper import ENTRY, RAID, RULE, THREE, ask, paper

NOTICE = (
    "MLI,,party,2000-01-01,,report,",
    "BFA,,party,2000-01-01,,report,",
    "NER,,party,2000-01-01,2024-01-29,report,",
    "NER,,leaving,2024-01-29,2025-01-29,report,",
)


def bearers(found: tuple, verdict: str) -> set[str]:
    return {bearer for each in found if each.verdict == verdict for bearer in each.bearers}


@pytest.mark.parametrize(
    ("day", "owed", "unsettled"),
    [
        ("2024-01-28", {"MLI", "NER"}, set()),
        ("2024-12-31", {"MLI", "NER"}, set()),
        ("2025-01-29", {"MLI"}, set()),
        ("2025-01", {"MLI"}, {"NER"}),
        ("2024-01", {"MLI", "NER"}, set()),
    ],
)
def test_a_party_that_gave_notice_is_bound_until_the_notice_has_run(
    tmp_path: Path, day: str, owed: set, unsettled: set
) -> None:
    found = ask(paper(tmp_path, RULE, ENTRY, parties=NOTICE), **{**RAID, "date": day})
    assert (bearers(found, "owed"), bearers(found, "unsettled")) == (owed, unsettled)


def test_a_suspended_member_remains_a_bearer(tmp_path: Path) -> None:
    parties = (*THREE[:2], "NER,,suspended,2000-01-01,,report,")
    assert bearers(ask(paper(tmp_path, RULE, ENTRY, parties=parties), **RAID), "owed") == {"MLI", "NER"}


def test_a_signatory_and_a_party_that_left_are_not_bound(tmp_path: Path) -> None:
    parties = (*THREE[:2], "NER,,signatory,2000-01-01,,report,", "SEN,,left,2010-01-01,,report,")
    found = ask(paper(tmp_path, RULE, ENTRY, parties=parties), **RAID)
    assert {bearer for each in found for bearer in each.bearers} == {"MLI"}


def test_a_pair_may_be_suspended_inside_a_pact(tmp_path: Path) -> None:
    parties = (*THREE, "MLI,BFA,suspended,2010-01-01,,report,")
    found = ask(paper(tmp_path, RULE, ENTRY, parties=parties), **RAID)
    assert bearers(found, "owed") == {"NER"}
    elsewhere = ask(paper(tmp_path / "b", RULE, ENTRY, parties=parties), **{**RAID, "target": "NER", "place": "NER"})
    assert bearers(elsewhere, "owed") == {"MLI", "BFA"}


def test_doubtful_membership_is_unsettled_in_a_group_of_its_own(tmp_path: Path) -> None:
    parties = (*THREE[:2], "NER,,party,2000-01-01/..,,report,")
    found = ask(paper(tmp_path, RULE, ENTRY, parties=parties), **RAID)
    assert bearers(found, "owed") == {"MLI"}
    doubt = next(each for each in found if each.verdict == "unsettled")
    assert (doubt.bearers, doubt.missing) == (("NER",), ("membership of NER",))


def test_a_target_in_doubt_is_unsettled_and_one_not_yet_in_is_not_triggered(tmp_path: Path) -> None:
    parties = (*THREE[:2], "FIN,,party,2023-04-04T12:00:00+02:00/2023-04-04T18:00:00+02:00,,report,")
    library = paper(tmp_path, RULE, ENTRY, parties=parties)
    said = {
        day: ask(library, act="invasion", actor="RUS", target="FIN", date=day)[0]
        for day in ("2023-04-03", "2023-04-04", "2023-04-05")
    }
    assert {day: str(each.verdict) for day, each in said.items()} == {
        "2023-04-03": "not triggered", "2023-04-04": "unsettled", "2023-04-05": "owed",
    }  # fmt: skip
    assert said["2023-04-04"].missing == ("date",)


@pytest.mark.parametrize(
    ("entry", "verdict", "missing"),
    [
        ("date: 2023-09-20", "owed", ()),
        ("date: 2023-09-21", "not in force", ()),
        ("date: unknown", "unsettled", ("entry into force",)),
        ("date: 2023-01-01/..", "unsettled", ("entry into force",)),
        ("date: 2023-10-01/..", "not in force", ()),
    ],
)
def test_entry_into_force(tmp_path: Path, entry: str, verdict: str, missing: tuple[str, ...]) -> None:
    found = ask(paper(tmp_path, RULE, f"standing: entry into force\n{entry}"), **RAID)[0]
    assert (found.verdict, found.missing) == (verdict, missing)


def test_no_word_of_entry_into_force_is_unsettled_never_not_in_force(tmp_path: Path) -> None:
    assert ask(paper(tmp_path, RULE), **RAID)[0].verdict == "unsettled"


def test_an_event_without_a_date_is_unsettled_for_its_date(tmp_path: Path) -> None:
    incident = {key: value for key, value in RAID.items() if key != "date"}
    assert ask(paper(tmp_path, RULE, ENTRY), **incident)[0].missing == ("date",)
    assert ask(paper(tmp_path / "b", RULE, ENTRY), on="2023-09-20", **incident)[0].verdict == "owed"


def test_an_interval_across_the_entry_into_force_is_unsettled(tmp_path: Path) -> None:
    library = paper(tmp_path, RULE, "standing: entry into force\ndate: 2023-09-16")
    found = ask(library, **{**RAID, "date": {"start": "2023-08-20", "end": "2023-09-20"}})[0]
    assert (found.verdict, found.missing) == ("unsettled", ("date",))


def test_on_chooses_the_law_of_another_day(tmp_path: Path) -> None:
    library = paper(tmp_path, RULE, "standing: entry into force\ndate: 2023-09-16")
    assert ask(library, on="2023-09-10", **RAID)[0].verdict == "not in force"


def test_as_of_hides_what_was_first_known_later(tmp_path: Path) -> None:
    library = paper(tmp_path, RULE, ENTRY, parties=NOTICE)
    unknown = ask(library, as_of="2023-09-19", **RAID)[0]
    assert (unknown.verdict, unknown.missing) == ("unsettled", ("the event happened",))
    late = ask(library, as_of="2023-09-21", reported="2023-09-25", **RAID)[0]
    assert late.verdict == "unsettled"
    # before notice was given nobody knew of the exit of 2025
    before = ask(library, as_of="2024-01-01", on="2025-06-01", **RAID)
    after = ask(library, as_of="2024-02-01", on="2025-06-01", **RAID)
    assert (bearers(before, "owed"), bearers(after, "owed")) == ({"MLI", "NER"}, {"MLI"})


def test_a_terminated_instrument_is_not_in_force_and_before_notice_nobody_knew(tmp_path: Path) -> None:
    end = "standing: termination\ndate: 2023-09-01\nnotice given: 2023-03-01"
    library = paper(tmp_path, RULE, ENTRY, end)
    assert ask(library, **RAID)[0].verdict == "not in force"
    assert ask(library, **{**RAID, "date": "2023-08-31"})[0].verdict == "owed"
    early = {**RAID, "date": "2023-02-01"}
    assert ask(library, on="2023-09-20", as_of="2023-02-15", **early)[0].verdict == "owed"
    assert ask(library, on="2023-09-20", as_of="2023-03-15", **early)[0].verdict == "not in force"


def test_an_amended_article_is_law_only_in_its_time(tmp_path: Path) -> None:
    old, new = RULE + "until: 2010-12-10", RULE + "from: 2010-12-10\nrequires:\n  - request by the target"
    library = paper(tmp_path, old, new, ENTRY)
    verdicts = {
        day: sorted(str(each.verdict) for each in ask(library, **{**RAID, "date": day}))
        for day in ("2010-12-09", "2010-12-10")
    }
    assert verdicts == {"2010-12-09": ["not in force", "owed"], "2010-12-10": ["not in force", "unsettled"]}
