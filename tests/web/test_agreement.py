"""What the pages say is what the rooms answer: questions, pairs, events and chains, asked again beside the page."""

from __future__ import annotations

import random
from datetime import date, timedelta
from urllib.parse import parse_qsl, urlencode

import lxml.html
import pytest
from starlette.testclient import TestClient

import foedus
from foedus import briefs, load_library
from foedus.briefs.pacts import cases_told
from foedus.determinations import ENGAGED, SILENT, check_instrument, silent_readings
from foedus.escalation import chain_of, play
from foedus.obligations import supposed_attack
from foedus.pictures import parties_through_time
from foedus.terms import day_when, exists, states
from foedus.web.briefing import Shown
from foedus.web.chains import EXAMPLES
from foedus.web.events import events_of
from foedus.web.pages.brief import changes
from foedus.web.question import posed, readied

LIBRARY = load_library()
REBELS = {
    "act": "raid", "actor": "CMA", "date": "2023-10-20", "harm": "territorial integrity", "origin": "internal",
    "struck": "territory", "target": "MLI",
}  # fmt: skip
QUESTIONS = (
    REBELS,
    {"act": "raid", "actor": "jihadists", "date": "2023-09-20", "target": "MLI, NER"},
    {"act": "coup", "date": "2023-07-26", "target": "NER", "fact.request by the target": "by Bazoum"},
    {"act": "armed intervention", "actor": "ECOWAS", "date": "2023-09-20", "status": "hypothetical", "target": "NER"},
    {"act": "missile strike", "actor": "RUS", "date": "2022-11-15", "status": "denied", "target": "POL"},
    {"act": "armed attack", "actor": "RUS", "date": "2023-04-04", "place": "FIN", "target": "FIN"},
    {"act": "invasion", "actor": "FRA", "date": "1890-05-01", "fact.provocation by the target": "yes", "target": "ITA"},
    {"act": "naval attack", "actor": "CHN", "date": "2024-06-17", "place": "pacific", "struck": "ship", "target": "PHL"},
)  # fmt: skip
CHAINS = (
    *EXAMPLES.values(),
    (
        "date=2023-08-20;act=armed intervention;actor=FRA;target=NER;consent_of_the_target=true",
        "act=armed intervention;actor=ECOWAS;target=NER", "act=armed attack;actor=BFA;target=FRA",
    ),
    ("date=1885-01-01;act=invasion;actor=FRA;target=ITA", "act=armed attack;actor=DEU-EMPIRE;target=FRA"),
)  # fmt: skip


def words(element) -> str:  # noqa: ANN001
    return " ".join(element.text_content().split())


def answer(address: str):  # noqa: ANN201
    """Return what the rooms answer to the question of an address."""
    return readied(posed(parse_qsl(address.partition("?")[2])), LIBRARY).answer(LIBRARY)


def columns(page: str) -> dict[tuple[str, str], list[dict[str, object]]]:
    """Return what a page of Ask says under each article: verdict, lacks, whether it is marked, and its notes."""
    found: dict[tuple[str, str], list[dict[str, object]]] = {}
    for pact in lxml.html.fromstring(page).xpath('//section[@class="pact"]'):
        for article in pact.xpath("./article"):
            key = pact.get("id")[2:], article.xpath("./h4/a/@href")[0].partition("#")[2]
            notes = " ".join(map(words, article.xpath('.//p[@class="note"]')))
            for each in article.xpath('.//div[@class="one-reading"]'):
                found.setdefault(key, []).append({
                    "name": " ".join(map(words, each.xpath("./h5"))), "notes": notes,
                    "verdict": words(each.xpath('./p/span[contains(@class, "verdict")]')[0]),
                    "lacks": " ".join(map(words, each.xpath('./p[@class="lacks"]'))),
                    "gk": bool(each.xpath('.//details[@class="gk-fold"]')),
                })  # fmt: skip
    return found


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: f"{each['act']} {each['target']}")
def test_a_page_of_ask_says_every_answer_with_its_doubts(client: TestClient, question: dict[str, str]) -> None:
    query = urlencode(sorted(question.items()))
    page = client.get(f"/en/ask?{query}").text
    told, found = columns(page), answer(f"?{query}")
    far = lxml.html.fromstring(page).xpath('//section[@id="far"]//li')
    assert ('class="warning"' in page.partition("<main")[2]) == found.hypothetical
    for each in found.by_event:
        article = each.instrument.id, each.provision.partition("/")[0]
        name = briefs.reading_name(each.reading, "en") if each.reading else ""
        if each.instrument.id not in {pact for pact, _ in told}:
            here = next(one for one in far if f"pact={each.instrument.id}" in one.xpath("./a/@href")[0])
            assert str(each.verdict) in words(here) or each.reading is not None
            continue
        same = [
            one
            for one in told[article]
            if one["verdict"] == str(each.verdict)
            and (name in str(one["name"]) if name else str(one["name"]) in ("", "First reading"))
        ]
        if not same:
            assert name and any(name in str(one["notes"]) for one in told[article]), each
            continue
        lacks = " ".join(str(one["lacks"]) for one in same)
        own = {row["phrase"]: row for row in each.instrument.facts}
        for word in (*each.missing, *each.awaiting):
            if not word.startswith("membership of "):
                assert briefs.missing_words((word,), each.incident, "en", own)[0] in lacks, (each, word)
        assert not briefs.rests_on_unverified(each) or any(one["gk"] for one in same), each


@pytest.mark.parametrize("question", QUESTIONS[:3], ids=lambda each: f"{each['act']} {each['target']}")
def test_each_proposal_leads_to_the_verdict_that_it_promises(client: TestClient, question: dict[str, str]) -> None:
    query = urlencode(sorted(question.items()))
    base, found = posed(parse_qsl(query)), answer(f"?{query}")
    linked = set(
        lxml.html.fromstring(client.get(f"/en/ask?{query}").text).xpath('//section[@id="changes"]//li/a/@href')
    )
    checked = 0
    for change in (change for each in found.by_event for change in found.changes_of(each, 1)):
        asked = base.having(dict(change.facts))
        if f"/en/ask?{asked.query()}" in linked and checked < 12:
            then = answer(f"?{asked.query()}&all=yes&pact={change.determination.instrument.id}")
            mine = [
                each.verdict for each in then.determinations
                if each.key == change.determination.key and each.incident.target == change.determination.incident.target
            ]  # fmt: skip
            assert change.to in mine, (change.determination, change.facts, change.to, mine)
            checked += 1
    assert checked


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_readings_that_deny_a_duty_stand_beside_it_everywhere(client: TestClient, lang: str) -> None:
    """What is not triggered is left out of an answer; that a reading says so of a duty that is told must not be."""
    words_of = {name: briefs.reading_name(name, lang) for name in ("narrow", "both harms")}
    found = foedus.assess(**REBELS)
    owed = next(
        each for each in found.by_event
        if each.reading is None and each.instrument.id == "liptako-gourma-charter-2023" and each.rule.duty == "assist"
    )  # fmt: skip
    assert {*words_of} <= {*silent_readings(owed, found.determinations, found.asked)}
    page = lxml.html.fromstring(client.get(f"/{lang}/ask?{urlencode(REBELS)}").text)
    lines = [words(each) for each in page.xpath('//ul[@class="short"]/li')]
    told = next(each for each in lines if "Liptako" in each)
    notes = " ".join(map(words, page.xpath('//section[@id="p-liptako-gourma-charter-2023"]//p[@class="note"]')))
    whole = {format: " ".join(str(found.render(format, lang=lang)).split()) for format in ("terminal", "md")}
    for text in (told, notes, *whole.values()):
        for name in words_of.values():
            assert name.replace("\u00a0", " ") in text.replace("\u00a0", " "), name
    assert briefs.denial(("narrow",), lang) and not briefs.denial((), lang)


def test_a_reading_that_was_not_asked_denies_nothing() -> None:
    found = foedus.assess(**REBELS, readings="wide")
    for each in found.by_event:
        assert "narrow" not in silent_readings(each, found.determinations, found.asked)


def test_silent_readings_are_those_that_say_nothing_when_everything_is_asked() -> None:
    some = foedus.assess(**REBELS)
    every = foedus.assess(**REBELS, everything=True)
    compared = 0
    for each in some.by_event:
        silent = silent_readings(each, some.determinations, some.asked)
        told: dict[str, set[bool]] = {}
        for one in every.determinations:
            if one.reading and (one.instrument.id, one.provision) == (each.instrument.id, each.provision):
                told.setdefault(one.reading, set()).add(one.verdict in SILENT)
        if each.reading is None:
            assert {*silent} == {name for name, alike in told.items() if alike == {True}}, each
            compared += bool(silent)
    assert compared


def test_a_pair_says_what_the_linked_question_answers(client: TestClient) -> None:
    chance = random.Random(1914)
    for _ in range(8):
        day = date(1816, 1, 1) + timedelta(days=chance.randrange(76_000))
        attacker, target = chance.sample([each for each in states() if exists(each, day)], 2)
        page = client.get(f"/en/world/{attacker}/{target}?on={day}").text
        main = lxml.html.fromstring(page).xpath("//main")[0]
        link = next(each for each in main.xpath(".//a/@href") if "/ask?" in each)
        found = briefs.assess(supposed_attack(attacker, target, day_when(day)), LIBRARY)
        asked = [each.to_json() for each in answer(link).determinations]
        assert asked == [each.to_json() for each in found.determinations]
        shown = {
            (each.xpath("./a/@href")[0].split("/")[3].partition("?")[0], words(line.xpath("./span")[0]))
            for each in main.xpath('.//ul[@class="answers"]/li')
            for line in each.xpath('./ul[@class="lines"]/li')
        }
        engaged = {(each.instrument.id, str(each.verdict)) for each in found.engaged if each.reading is None}
        assert engaged <= shown <= {(each.instrument.id, str(each.verdict)) for each in found.by_event}
        if found.open_questions and not found.engaged:
            assert "For certain nobody" in words(main)


def test_where_something_is_open_a_page_does_not_say_that_there_is_nothing(client: TestClient) -> None:
    pair = ("TUN", "BADEN", date(1832, 9, 27))
    for attacker, target, day in (pair, ("NPL", "BEL", date(1931, 8, 17))):
        found = briefs.assess(supposed_attack(attacker, target, day_when(day)), LIBRARY)
        main = words(
            lxml.html.fromstring(client.get(f"/en/world/{attacker}/{target}?on={day}").text).xpath("//main")[0]
        )
        assert found.open_questions and "No duties would collide." not in main
        assert ("For certain nobody" in main) == (not found.engaged)


def test_an_event_of_the_sahel_says_what_the_linked_question_answers(client: TestClient) -> None:
    page = lxml.html.fromstring(client.get("/en/sahel").text)
    asked = 0
    for event in events_of(LIBRARY)[::4]:
        item = page.xpath(f'//li[@id="e-{event.id}"]')[0]
        links = [each for each in item.xpath(".//a/@href") if "/ask?" in each]
        assert bool(links) == (event.family in ("attack", "coup", "threat", "coercion"))
        if not links:
            continue
        asked += 1
        found = answer(links[0])
        lines = {
            (each.xpath('./a[@class="pact"]/@href')[0].split("/")[3].partition("?")[0], words(each.xpath("./span")[0]))
            for each in item.xpath('./ul[@class="lines"]/li')
        }
        assert lines <= {(each.instrument.id, str(each.verdict)) for each in found.by_event}
        assert {each.instrument.id for each in found.engaged if each.reading is None} <= {pact for pact, _ in lines}
    assert asked > 3


@pytest.mark.parametrize("texts", CHAINS, ids=lambda each: each[0][5:15])
def test_a_step_says_what_the_linked_question_answers(client: TestClient, texts: tuple[str, ...]) -> None:
    page = lxml.html.fromstring(client.get(f"/en/what-if?{urlencode([('step', each) for each in texts])}").text)
    for step in play(chain_of(texts), LIBRARY):
        link = next(each for each in page.xpath(f'//li[@id="step-{step.number}"]//a/@href') if "/ask?" in each)
        mine, asked = (
            sorted((*each.key[:2], str(each.reading), str(each.verdict), each.bearers, each.missing) for each in found)
            for found in (step.determinations, answer(link).determinations)
        )
        assert mine == asked and "status=hypothetical" in link
        # what earlier acts only suggest is unknown until somebody says it
        assert all(each.value is None for each in step.assumptions if each.phrase not in step.act.incident.facts)


def test_a_breach_that_a_reading_excuses_says_so(client: TestClient) -> None:
    texts = (
        "date=2023-08-20;act=armed intervention;actor=NGA;target=MLI",
        "act=armed attack;actor=MLI;target=NGA;self-defence_of_the_actor=true",
    )
    page = lxml.html.fromstring(client.get(f"/en/what-if?{urlencode([('step', each) for each in texts])}").text)
    broken = [
        words(each) for each in page.xpath('//li[@id="step-2"]//ul[@class="lines"]/li') if "breached" in words(each)
    ]
    assert broken and all("self-defence stays" in each for each in broken)


def _shown(**answered: tuple[tuple[str, str], ...]) -> Shown:
    keyed = {("raid", "MLI", pact, "art-4/assist", ""): groups for pact, groups in answered.items()}
    return Shown(None, keyed, {key: key[2] for key in keyed}, None)  # type: ignore[arg-type]


def test_what_a_correction_changes_is_told_for_each_group_of_bearers() -> None:
    rest = ("unsettled", "Angola")
    found = changes(_shown(au=(("unsettled", "Benin"), rest)), _shown(au=(("owed", "Benin"), rest)))
    assert [(each["was"], each["now"]) for each in found] == [(("unsettled", "Benin"), ("owed", "Benin"))]
    assert changes(_shown(au=(rest,)), _shown(au=(rest,))) == []
    gone = changes(_shown(au=(("owed", "Benin"), rest)), _shown(au=(("owed", "Benin"),)))
    assert [(each["was"], each["now"]) for each in gone] == [(rest, None)]


def test_bearers_who_stand_apart_are_all_compared(client: TestClient) -> None:
    from foedus.web.briefing import answered

    raid = "Niamey, 21 March 2024 - Gunmen from JNIM raided an army post in Niger on 21 March 2024.\n"
    brief = foedus.brief(raid)
    kept = [pair for groups in answered(brief, "en").values() for pair in groups]
    assert len(kept) == sum(len(each.by_event) for each in brief.assessments)


def test_an_hour_in_doubt_is_told_with_its_hours() -> None:
    rows = parties_through_time(LIBRARY["north-atlantic-treaty-1949"]).table.rows
    finland = next(" ".join(map(str, row)) for row in rows if "Finland" in str(row[0]))
    assert "4 April 2023, 12:00" in finland and "between 4 April 2023 and 4 April 2023" not in finland


NARROWED = {
    **REBELS, "all": "yes", "as_of": "2024-01-01", "on": "2023-11-01", "pact": "liptako-gourma-charter-2023", "reading": "wide",
    "vote.decision of the mediation and security council": "for NGA, GHA; against MLI",
}  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_what_narrows_a_question_is_told_and_can_be_taken_back(client: TestClient, lang: str) -> None:
    page = lxml.html.fromstring(client.get(f"/{lang}/ask?{urlencode(sorted(NARROWED.items()))}").text)
    said = page.xpath('//p[@class="said"]')[0]
    left = [dict(parse_qsl(each.partition("?")[2])) for each in said.xpath(".//a/@href")]
    assert {frozenset(each) for each in left} == {frozenset(set(NARROWED) - {name}) for name in NARROWED}
    assert "liptako-gourma-charter-2023" in words(said) and "wide" in words(said)


def test_an_answered_unknown_can_be_left_open_again(client: TestClient) -> None:
    question = {"act": "coup", "date": "2023-07-26", "pact": "ecowas-mechanism-1999", "target": "NER"}
    start = f"/en/ask?{urlencode(sorted(question.items()))}"
    page = lxml.html.fromstring(client.get(start).text)
    buttons = page.xpath('//section[@id="settle"]//a[contains(@class, "button")]/@href')
    assert buttons
    before = [each.to_json() for each in answer(start).determinations]
    for each in buttons[:4]:
        then = lxml.html.fromstring(client.get(each).text)
        assert [one.to_json() for one in answer(each).determinations] != before
        back = then.xpath('//p[@class="said"]//a/@href')
        assert start in back


def test_every_case_of_law_leads_to_a_question_that_answers_as_it_expects() -> None:
    chance = random.Random(1949)
    encoded = [each for each in LIBRARY.instruments.values() if each.cases and not briefs.is_coded(each)]
    for instrument in chance.sample(encoded, 8):
        told = cases_told(instrument, LIBRARY, "en").cases
        for case, result in chance.sample(list(zip(told, check_instrument(instrument, LIBRARY).cases, strict=True)), 2):
            assert result.passed and case.name == result.name
            found = readied(posed(case.query), LIBRARY).answer(LIBRARY).determinations
            for each in case.expected:
                if not each.reading and each.verdict:
                    same = [one for one in found if one.provision == each.provision and one.reading is None]
                    assert each.verdict in {str(one.verdict) for one in same}, (case.name, each)


def test_nothing_engaged_is_hidden_by_a_named_pact() -> None:
    """Asked of one pact alone, its answers are those that the whole library gave."""
    whole = foedus.assess(**REBELS)
    for pact in {each.instrument.id for each in whole.engaged}:
        alone = foedus.assess(**REBELS, pacts=pact)
        assert [each.key for each in whole.by_event if each.instrument.id == pact and each.verdict in ENGAGED] == [
            each.key for each in alone.by_event if each.verdict in ENGAGED
        ]
