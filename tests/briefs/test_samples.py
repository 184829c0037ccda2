"""The shipped samples, and the two press reports that foedus was built against, all the way to a brief."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from foedus.briefs import Brief, compose, render
from foedus.briefs.terminal import cells
from foedus.determinations import Verdict
from foedus.incidents import reconcile
from foedus.pacts import load_library
from foedus.reading import read_report

CHARTER = "liptako-gourma-charter-2023"
ARTICLES = {"attack": "art-6", "armed rebellion": "art-5", "terrorist act": "art-4"}


def brief_of(paths: list[Path]) -> Brief:
    library = load_library()
    reports = [read_report(path.read_bytes(), id=f"r{number}", file=path.name) for number, path in enumerate(paths, 1)]
    return compose(reports, reconcile(reports, chronology=library.chronology), library)


@pytest.fixture(scope="module", params=["samples", "seeds"])
def told(request: pytest.FixtureRequest, samples: list[Path]) -> Brief:
    if request.param == "samples":
        return brief_of(samples)
    return brief_of(sorted(request.getfixturevalue("seeds").glob("*.txt")))


def test_the_signing_is_one_incident_and_the_charter_is_in_force_from_that_day(told: Brief) -> None:
    signed = [
        each.incident for each in told.assessments
        if each.incident.act == "signature" and set(each.incident.actor) == {"BFA", "MLI", "NER"}
    ]  # fmt: skip
    assert len(signed) == 1
    assert signed[0].date.words() == "2023-09-16" and signed[0].place == "Bamako"
    state = next(each for each in told.states if each.instrument.id == CHARTER)
    assert state.truth is True and {member.party for member in state.members} == {"BFA", "MLI", "NER"}
    assert told.day.words() == "2023-09-16"


def test_articles_4_5_and_6_are_told_apart(told: Brief) -> None:
    at = {
        clause.articles[0] for clause in told.clauses if clause.instrument.id == CHARTER and len(clause.articles) == 1
    }
    assert {"art-5", "art-6"} <= at <= {"art-4", "art-5", "art-6"}
    for clause in told.clauses:
        if clause.kind == "article" and clause.claim.type == "PROVISION" and len(clause.articles) == 1:
            assert {"attack": "art-6", "armed rebellion": "art-5", "terrorist act": "art-4"}[
                clause.claim.act or ""
            ] == clause.articles[0]


def test_no_event_told_engages_the_charter_s_duty_of_help(told: Brief) -> None:
    for each in told.assessments:
        helping = [
            one
            for one in each.engaged
            if one.instrument.id == CHARTER and one.rule.duty == "assist" and one.reading is None
        ]
        assert not helping, each.incident.id


def test_attacks_of_recent_weeks_are_not_dated_into_the_charter_s_life(told: Brief) -> None:
    recent = [
        each
        for each in told.assessments
        if "tuareg_armed_groups" in each.incident.actor and each.incident.act != "signature"
    ]
    open_ones = [
        each for each in recent if each.incident.date.last_day is None or each.incident.date.last_day.year >= 2023
    ]
    assert open_ones
    for each in open_ones:
        assert all(
            "date" in one.missing for one in each.open_questions if one.instrument.id == CHARTER and one.reading is None
        )


def test_the_threat_is_a_threat_and_its_what_if_binds_mali_and_burkina_faso(told: Brief) -> None:
    threat = next(
        each for each in told.assessments if each.incident.status == "threatened" and "ECOWAS" in each.incident.actor
    )
    assert not [one for one in threat.engaged if one.instrument.id == CHARTER]
    supposed = next(each for each in told.what_if if "ECOWAS" in each.incident.actor)
    owed = [
        one for one in supposed.engaged
        if one.key == (CHARTER, "art-6/assist", None) and one.verdict == Verdict.OWED
    ]  # fmt: skip
    assert owed and set(owed[0].bearers) == {"BFA", "MLI"} and owed[0].beneficiaries == ("NER",)
    against = {
        found.between[1].instrument.id for _, found in told.collisions if found.between[0].instrument.id == CHARTER
    }
    assert "ecowas-non-aggression-1978" in against


def test_coups_engage_nothing_under_the_charter(told: Brief) -> None:
    coups = [each for each in told.assessments if each.incident.act == "coup"]
    assert coups
    for each in coups:
        assert not [one for one in each.engaged if one.instrument.id == CHARTER and one.reading is None]


def test_terrorism_and_rebellion_stand_without_an_event(told: Brief) -> None:
    standing = {one.provision for one in told.standing if one.instrument.id == CHARTER and one.reading is None}
    assert {"art-4/terrorism", "art-5/prevention"} <= standing


def test_the_answer_can_be_printed(told: Brief) -> None:
    rows = render(told).splitlines()
    assert not [row for row in rows if cells(row) > 80]
    short = " ".join(" ".join(rows).split("1. What happened")[0].split())
    assert "signed the Liptako-Gourma Charter in Bamako" in short
    assert "Burkina Faso and Mali would have to assist Niger" in short
    assert not re.search(r"\b[a-z]+(-[a-z0-9]+)+-(19|20)\d\d\b|art-\d", short), "ids are no words for people"
    assert 5 <= short.count(" - ") <= 16


def test_remarks_are_told_as_remarks(told: Brief) -> None:
    remarks = [clause for clause in told.clauses if clause.kind == "remark" and "conom" in clause.claim.quote]
    for clause in remarks:
        assert clause.note, "the library notes that no article is about the economy"
    about = {found.about for found in told.discrepancies()}
    assert any("no clause" in each for each in about) or not remarks


def test_adverts_and_harvest_fairs_are_nowhere(told: Brief) -> None:
    text = render(told, "md")
    for word in ("Slim", "Wedding", "marrow", "slugs"):
        body = text.split("## 10.")[0]
        assert word not in body or word == "marrow" and "Marrow wars" in body


def test_the_json_is_whole(told: Brief) -> None:
    found = json.loads(render(told, "json"))
    digests = {hashlib.sha256(report.text.encode()).hexdigest() for report in told.reports}
    assert len(digests) == len(told.reports) == len(found["made_by"]["inputs"])
    assert [each["incident"]["status"] for each in found["what_if"]] == ["hypothetical"] * len(found["what_if"])
