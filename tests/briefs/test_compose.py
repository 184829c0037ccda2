"""What a brief is made of: order, clocks, standing duties apart, hypotheses marked, clauses at their articles."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from foedus.briefs import Brief, assess
from foedus.determinations import ENGAGED, Verdict
from foedus.incidents import Incident
from foedus.pacts import Library
from foedus.terms import FoedusError, day_when


def one(brief: Brief, name: str):  # noqa: ANN201 (an Assessment)
    return next(each for each in brief.assessments if each.incident.id == name)


def verdicts(assessment, reading: str | None = None) -> dict[str, str]:  # noqa: ANN001
    return {each.provision: str(each.verdict) for each in assessment.by_event if each.reading == reading}


def test_incidents_stand_in_order_of_time_and_each_on_its_own_day(brief: Brief) -> None:
    assert [each.incident.id for each in brief.assessments] == ["coup", "raid", "meeting", "threat", "undated"]
    assert all(each.on == each.incident.date for each in brief.assessments)


def test_a_raid_is_owed_by_the_others_and_the_narrow_reading_is_told_beside(brief: Brief) -> None:
    raid = one(brief, "raid")
    owed = next(each for each in raid.engaged if each.provision == "art-6/assist" and each.reading is None)
    assert owed.verdict == Verdict.OWED and set(owed.bearers) == {"EST", "LVA"}
    assert verdicts(raid, "narrow")["art-6/assist"] == "unsettled"


def test_standing_duties_are_apart_from_what_an_event_engages(brief: Brief) -> None:
    assert [each.provision for each in brief.standing] == ["art-4/terrorism"]
    assert all(not each.rule.standing for assessment in brief.assessments for each in assessment.engaged)


def test_a_threat_engages_no_help_and_is_asked_again_as_a_hypothesis(brief: Brief) -> None:
    threat = one(brief, "threat")
    assert not [each for each in threat.engaged if each.rule.duty == "assist"]
    (supposed,) = brief.what_if
    assert supposed.incident.status == "hypothetical" and supposed.incident.date == brief.day
    helping = [each for each in supposed.engaged if each.rule.duty == "assist" and each.reading is None]
    assert helping and set(helping[0].bearers) == {"EST", "LTU"} and helping[0].beneficiaries == ("LVA",)
    assert supposed.incident.id not in {each.incident.id for each in brief.assessments}


def test_help_against_a_member_of_the_league_collides_with_it(brief: Brief) -> None:
    pairs = {
        (found.bearer, found.between[0].instrument.id, found.between[1].instrument.id) for _, found in brief.collisions
    }
    assert ("EST", "shores-compact-2001", "coasts-league-1995") in pairs


def test_the_day_is_that_of_publication_and_on_moves_everything(make_brief: Callable[..., Brief], brief: Brief) -> None:
    assert brief.day == day_when(date(2005, 3, 4))
    early = make_brief(on=date(2000, 1, 1))
    assert early.day == day_when(date(2000, 1, 1)) and all(each.on == early.day for each in early.assessments)
    assert not early.standing, "no duty stands before its pact is in force"
    assert not [each for each in one(early, "raid").engaged if each.instrument.id == "shores-compact-2001"]


def test_what_was_not_yet_known_is_unsettled(make_brief: Callable[..., Brief]) -> None:
    raid = one(make_brief(as_of=date(2005, 3, 1)), "raid")
    assert not raid.engaged
    assert "the event happened" in {word for each in raid.open_questions for word in each.missing}


def test_clauses_stand_at_their_article_and_never_at_another(brief: Brief) -> None:
    placed = {clause.claim.act: clause.articles for clause in brief.clauses if clause.kind == "article"}
    assert placed == {"attack": ("art-6",), "armed rebellion": ("art-5",), "terrorist act": ("art-4",)}


def test_a_minister_s_remark_is_no_clause(brief: Brief) -> None:
    remark = next(clause for clause in brief.clauses if clause.claim.id == "r1#c6")
    assert remark.kind == "remark" and remark.note and "economic" in remark.nearest
    told = [
        found for found in brief.discrepancies() if "r1#c6" in {name for value in found.values for name in value.claims}
    ]
    assert told and "no article" in told[0].assessment and "Latvian minister" in told[0].assessment


def test_unknowns_name_what_hangs_on_them_and_what_answers_give(brief: Brief) -> None:
    missing = [each for each in brief.unknowns if each.assessment.incident.id == "undated"]
    words = {each.what for each in missing}
    assert {"date", "harm"} <= words
    harm = next(each for each in missing if each.what == "harm")
    assert {"art-6/assist"} <= {each.provision for each in harm.hangs}
    assert Verdict.OWED in {change.to for change in harm.answers()}
    when = next(each for each in missing if each.what == "date")
    answers = {
        str(change.facts["date"]): change.to
        for change in when.answers()
        if change.determination.provision == "art-6/assist"
    }
    assert answers["before 2001-06-01"] == Verdict.NOT_IN_FORCE


def test_the_instruments_that_reports_touch_are_told_as_they_stood(brief: Brief) -> None:
    state = next(each for each in brief.states if each.instrument.id == "shores-compact-2001")
    assert state.truth is True and {member.party for member in state.members} == {"EST", "LVA", "LTU"} and state.claims


def test_why_a_pact_is_silent(brief: Brief) -> None:
    assert [silence.why for silence in brief.silences["coup"]] == ["act"]
    assert [silence.why for silence in brief.silences["threat"]] == ["threat"]
    assert not brief.silences["raid"]


def test_an_assessment_names_only_what_speaks_unless_everything_is_asked(small_library: Library) -> None:
    raid = Incident(date=day_when(date(2005, 3, 2)), act="raid", target=("LTU",), harm=("sovereignty",))
    short, whole = assess(raid, small_library), assess(raid, small_library, everything=True)
    assert {each.verdict for each in short.engaged} <= set(ENGAGED)
    assert len(whole.determinations) > len(short.determinations)
    with pytest.raises(FoedusError, match="shores-compact-2001"):
        assess(raid, small_library, pacts=["shores-compact-2002"])
