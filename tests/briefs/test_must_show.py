"""What a brief on the signing of 16 September 2023 must show, on the two press reports and on the shipped samples."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from foedus.briefs import Brief, compose, render
from foedus.briefs.duties import rests_on_unverified
from foedus.determinations import ENGAGED, Verdict
from foedus.incidents import reconcile
from foedus.pacts import load_library
from foedus.reading import read_report

CHARTER = "liptako-gourma-charter-2023"
SIGNED = date(2023, 9, 16)


def brief_of(paths: list[Path]) -> Brief:
    library = load_library()
    reports = [read_report(path.read_bytes(), id=f"r{number}", file=path.name) for number, path in enumerate(paths, 1)]
    return compose(reports, reconcile(reports, chronology=library.chronology), library)


@pytest.fixture(scope="module")
def seed_brief(seeds: Path) -> Brief:
    """The brief on the two press reports."""
    return brief_of(sorted(seeds.glob("*.txt")))


@pytest.fixture(scope="module")
def sample_brief(samples: list[Path]) -> Brief:
    """The brief on the shipped samples about the signing."""
    return brief_of([path for path in samples if path.name.startswith("sahel")])


@pytest.fixture(scope="module", params=["seed_brief", "sample_brief"])
def told(request: pytest.FixtureRequest) -> Brief:
    """Each of the two briefs."""
    return request.getfixturevalue(request.param)


def flat(text: str) -> str:
    return " ".join(text.split())


def section(text: str, number: int) -> str:
    """Return one numbered section of a brief for the terminal."""
    parts = re.split(r"^(\d+)\. .*\n─+$", text, flags=re.MULTILINE)
    return flat(parts[parts.index(str(number)) + 1])


def of_act(told: Brief, act: str):  # noqa: ANN201 (Assessments)
    return [each for each in told.assessments if each.incident.act == act]


def test_the_signing_is_one_incident_of_all_reports_at_bamako(told: Brief) -> None:
    (signing,) = [each for each in of_act(told, "signature") if set(each.incident.actor) == {"BFA", "MLI", "NER"}]
    assert signing.incident.date.first_day == signing.incident.date.last_day == SIGNED
    assert signing.incident.place == "Bamako" and signing.incident.witnesses >= 2
    assert len({told.claims[name].report for name in signing.incident.claims}) == len(told.reports)


def test_the_charter_is_in_force_from_that_day(told: Brief) -> None:
    state = next(each for each in told.states if each.instrument.id == CHARTER)
    assert state.truth is True and state.entry is not None and state.entry.sharp
    assert state.entry.earliest is not None and state.entry.earliest.local.date() == SIGNED
    assert "It has been in force since that day and binds Burkina Faso, Mali and Niger" in flat(render(told))


def test_articles_4_5_and_6_hold_the_claims_that_belong_there(seed_brief: Brief) -> None:
    at: dict[tuple[str, ...], list[str]] = {}
    for clause in seed_brief.clauses:
        if clause.instrument.id == CHARTER and clause.kind == "article":
            at.setdefault(clause.articles, []).append(clause.words)
    assert any("counter-terrorism" in words for words in at["art-4",])
    assert all("rebellion" in words for words in at["art-5",])
    assert sum("ttack on the sovereignty" in words for words in at["art-6",]) == 2
    assert any("come to each other" in words for words in at["art-6",])
    assert at["art-5", "art-6"] and "internal rebellions or external aggressions" in at["art-5", "art-6"][0]


def test_attacks_of_recent_weeks_end_at_the_signing_and_are_owed_to_nobody(told: Brief) -> None:
    recent = [each for each in told.assessments if "tuareg_armed_groups" in each.incident.actor]
    recent = [each for each in recent if each.incident.date.first_day is None]
    assert recent, "the reports tell of attacks in recent weeks"
    for each in recent:
        assert each.incident.date.last_day is None or each.incident.date.last_day <= SIGNED
        ours = [one for one in each.by_event if one.instrument.id == CHARTER and one.reading is None]
        assert ours and not [one for one in ours if one.verdict in ENGAGED]
        assert any("date" in one.missing for one in ours)


def test_a_threat_engages_no_duty_of_article_6_and_its_what_if_does(told: Brief) -> None:
    threat = next(each for each in told.assessments if each.incident.status == "threatened")
    assert threat.incident.actor == ("ECOWAS",) and threat.incident.target == ("NER",)
    assert not [one for one in threat.engaged if one.instrument.id == CHARTER]
    page = flat(render(told))
    assert "only threatened. A threat engages no duty under articles 6 or 7 of the Liptako-Gourma Charter" in page
    supposed = section(render(told), 3)
    assert "Burkina Faso and Mali would have to assist Niger" in supposed and "nothing of this has happened" in supposed
    pairs = {
        (found.bearer, found.between[0].provision, found.between[1].instrument.id)
        for _, found in told.collisions
        if found.between[0].instrument.id == CHARTER
    }
    assert {(who, "art-6/assist", "ecowas-non-aggression-1978") for who in ("BFA", "MLI")} <= pairs


def test_collisions_are_told_once_the_charter_against_ecowas_first(told: Brief) -> None:
    page = section(render(told), 4)
    entries = re.findall(r"(Article \S+ of the .+? against articles? .+? of the [^.(]+)", page)
    assert entries and len(entries) == len(set(entries))
    assert "Liptako-Gourma Charter against articles 1 and 2 of the ECOWAS" in entries[0]


def test_coups_are_listed_and_engage_no_duty_of_the_charter(told: Brief) -> None:
    coups = of_act(told, "coup")
    assert {target for each in coups for target in each.incident.target} == {"BFA", "MLI", "NER"}
    for each in coups:
        assert not [one for one in each.engaged if one.instrument.id == CHARTER and one.reading is None]
    assert "engage no duty under the Liptako-Gourma Charter" in flat(render(told))


@pytest.mark.parametrize("format", ["terminal", "md", "json"])
def test_the_advert_is_nowhere_in_what_is_told(seed_brief: Brief, format: str) -> None:
    page = render(seed_brief, format)
    texts = {report.text for report in seed_brief.reports}
    if format == "json":
        page = re.sub(r'"text": "(\\.|[^"])*"', "", page)
    assert not any("Slim Nigerian" in page for _ in texts), "the advert belongs to no claim, quote or source"


def test_the_warning_is_a_unilateral_declaration_before_the_charter(told: Brief) -> None:
    (warning,) = of_act(told, "declaration")
    assert warning.incident.actor == ("BFA", "MLI") and warning.incident.date.words() == "2023-07-31"
    assert not [one for one in warning.engaged if one.instrument.id == CHARTER]
    assert "declaration of war" in " ".join(told.claims[name].quote for name in warning.incident.claims)
    assert "unilateral declaration made before the Liptako-Gourma Charter was in force" in section(render(told), 1)
    assert any("no treaty duty" in found.assessment for found in told.discrepancies())


def test_the_accords_with_france_are_denounced_with_notice_running(told: Brief) -> None:
    (denounced,) = of_act(told, "denunciation")
    assert denounced.incident.actor == ("NER",) and denounced.incident.date.first_day == date(2023, 8, 3)
    state = next(each for each in told.states if each.instrument.id == "france-niger-agreements")
    assert state.truth is True and len(state.notices) == 3 and len(state.run_out) == 2 and state.speakers
    page = section(render(told), 6)
    assert "Notice running from Niger, given 3 August 2023" in page and "On the count of Niger already ended" in page
    assert "Who speaks for the state is disputed" in page and "(held by France)" in page
    assert "only Niger's lawful authorities can end the accords" in page


def test_how_the_old_arrangements_stood(seed_brief: Brief) -> None:
    states = {each.instrument.id: each for each in seed_brief.states}
    assert {member.party for member in states["g5-sahel-convention-2014"].members} == {"BFA", "MRT", "NER", "TCD"}
    assert states["mali-algiers-accord-2015"].truth is True and states["minusma-mandate"].truth is True
    page = section(render(seed_brief), 6)
    assert "“that accord is now largely considered ineffective”" in page
    assert "claim about practice, not a termination" in page
    assert "the mandate ended by a decision of the UN Security Council on 30 June 2023" in page
    assert "its term ran until 31 December 2023" in page and "Mali had left" in page


def test_economic_cooperation_is_a_remark_that_no_article_holds(told: Brief) -> None:
    remarks = [clause for clause in told.clauses if clause.kind == "remark" and "conom" in clause.words]
    assert remarks and all(clause.note and not clause.partly for clause in remarks)
    assert "Alliance is both military and economic is a remark" in section(render(told), 5)


def test_the_good_of_our_populations_is_the_leader_s_post_and_not_article_2(seed_brief: Brief) -> None:
    posts = [clause for clause in seed_brief.clauses if clause.kind == "remark" and "populations" in clause.words]
    assert len({clause.report.id for clause in posts}) == 2
    for clause in posts:
        assert clause.partly == "art-2" and clause.claim.attributed_to and "Goita" in clause.claim.attributed_to
        assert "not from this article" in clause.nearest
        assert clause.report.text[slice(*clause.span)] == clause.words if clause.span else clause.words
    assert "comes from a message of Mali's head of state" in section(render(seed_brief), 5)


def test_what_the_reports_contradict(seed_brief: Brief) -> None:
    page = section(render(seed_brief), 8)
    assert "Abdoulaye Diop was foreign minister of Mali; the defence minister was Sadio Camara" in page
    assert "contracted or contracting" in page and "The shorter quotation is cut" in page


def test_the_terminal_brief_is_short(seed_brief: Brief) -> None:
    rows = render(seed_brief).splitlines()
    assert len(rows) < 520 and not [row for row in rows if len(row) > 80]


def test_every_answer_that_rests_on_unverified_law_says_so(told: Brief) -> None:
    page = render(told)
    short = flat(page.split("1. What happened")[0])
    for each in (*told.assessments, *told.what_if):
        for one in each.engaged:
            if rests_on_unverified(one) and one.reading is None and one.verdict in (Verdict.OWED, Verdict.BREACHED):
                name = one.instrument.short_name
                lines = [found for found in re.split(r"\s- ", flat(page)) if found.startswith(f"{name}, article")]
                marked = [found for found in lines if "(unverified)" in found or "same answers" in found]
                assert lines and marked, (name, one.provision)
    assert "Charter" in short.split(" - ")[1], "the pact that the reports are about comes first"


def test_every_point_of_the_brief_is_french_where_french_is_asked(told: Brief) -> None:
    page = flat(render(told, lang="fr")).replace("\u00a0", " ")
    assert "Charte du Liptako-Gourma" in page and "Une menace n'engage aucun devoir" in page
    for english in ("Hangs on it", "Nothing under", "missing:", "would have to", "Notice running", "Why:"):
        assert english not in page, english


def test_markdown_stays_what_github_shows(seed_brief: Brief) -> None:
    assert len(render(seed_brief, "md").encode()) < 400_000
