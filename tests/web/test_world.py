"""The world on a day: the pages say what the rooms answer, for days that lie far apart."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from starlette.testclient import TestClient

from foedus import load_library
from foedus.determinations import ENGAGED
from foedus.obligations import commitments_on, if_attacked
from foedus.pacts import in_force
from foedus.terms import LANGUAGES, day_when, exists, name_of, states
from tests.web.hostile import hostile, runs_something
from tests.web.parsed import alert, links, local, part, rows, words

DAYS = (date(1815, 6, 9), date(1885, 1, 1), date(1914, 7, 28), date(1939, 9, 1))
PAIRS = (
    ("AUH", "SRB-KINGDOM", date(1914, 7, 28)),
    ("DEU-EMPIRE", "FRA", date(1914, 8, 1)),
    ("RUS-EMPIRE", "DEU-EMPIRE", date(1885, 1, 1)),
)


@pytest.fixture(scope="module")
def library():  # noqa: ANN201
    return load_library()


def defence(library, day):  # noqa: ANN001, ANN201
    """Return who must help whom if attacked, settled apart from the rest, counted here by itself."""
    sure, perhaps = set(), set()
    for each in commitments_on(library, day_when(day)):
        if (
            each.duty == "assist"
            and each.modality == "must"
            and each.side == "target"
            and each.reading is None
            and each.beneficiary
        ):
            (sure if each.settled else perhaps).add((each.bearer, each.beneficiary))
    return sure, perhaps - sure


@pytest.mark.parametrize("day", DAYS)
def test_the_table_counts_what_the_commitments_say(client: TestClient, library, day: date) -> None:  # noqa: ANN001
    page = client.get(f"/en/world?on={day}").text
    sure, perhaps = defence(library, day)
    told = {row[0]: row[1:] for row in rows(page, "states-table")}
    concerned = {state for pair in sure | perhaps for state in pair if state in states()}
    assert set(told) == {name_of(each) for each in concerned}
    for state in concerned:
        helps, helped, doubtful = told[name_of(state)]
        assert helps == (
            str(len({to for by, to in sure if by == state})) if any(by == state for by, _ in sure) else "–"
        )
        assert helped == (
            str(len({by for by, to in sure if to == state})) if any(to == state for _, to in sure) else "–"
        )
        assert (doubtful == "–") <= all(pair in sure or pair[::-1] in sure for pair in perhaps if state in pair)


@pytest.mark.parametrize("day", DAYS)
def test_pacts_in_force_are_counted_and_linked(client: TestClient, library, day: date) -> None:  # noqa: ANN001
    page = client.get(f"/en/world?on={day}").text
    held = [each for each in library.in_use if in_force(each, each.standing, day_when(day)).truth is True]
    shown = re.search(r'<a href="#pacts">(\d+)</a>', page)
    assert shown and int(shown[1]) == len(held)
    listed = page.partition('id="pacts"')[2].partition("</details>")[0]
    assert {path.partition("?")[0] for path in links(listed)} == {f"/en/pacts/{each.id}" for each in held}
    assert str(sum(1 for each in states() if exists(each, day) is not False)) in words(
        page.partition('class="numbers"')[2].partition("</dl>")[0]
    )


@pytest.mark.parametrize("state", ["FRA", "ITA", "BEL"])
def test_a_states_page_names_all_towards_whom_it_is_bound(client: TestClient, library, state: str) -> None:  # noqa: ANN001
    day = date(1914, 7, 28)
    page = client.get(f"/en/world/{state}?on={day}").text
    sure, perhaps = defence(library, day)
    for heading, others in (
        ("help", {to for by, to in sure | perhaps if by == state}),
        ("helped", {by for by, to in sure | perhaps if to == state}),
    ):
        linked = {
            path.split("/")[3].partition("?")[0] for path in links(part(page, heading)) if path.startswith("/en/world/")
        }
        assert others <= linked
        for other in others:
            assert name_of(other) in words(part(page, heading))


def test_a_condition_and_its_strength_are_told(client: TestClient) -> None:
    found = words(part(client.get("/en/world/RUS-EMPIRE?on=1914-07-28").text, "help"))
    assert "Only against: German Empire" in found
    assert "automatic" in found and "unverified" in found
    assert "a decision in good faith is owed" in words(part(client.get("/en/world/GBR?on=1914-07-28").text, "help"))


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_pair_says_what_an_attack_would_ask(client: TestClient, library, pair: tuple, lang: str) -> None:  # noqa: ANN001
    attacker, target, day = pair
    page = client.get(f"/{lang}/world/{attacker}/{target}?on={day}")
    assert page.status_code == 200 and f'<html lang="{lang}">' in page.text
    answer = if_attacked(library, attacker, target, day_when(day))
    engaged = {
        each.instrument.id for each in answer.determinations if not each.rule.standing and each.verdict in ENGAGED
    }
    linked = {path.split("/")[3].partition("?")[0] for path in links(part(page.text, "who")) if "/pacts/" in path}
    assert linked == engaged
    clashes = part(page.text, "collisions")
    assert ("<li>" in clashes) == bool(answer.collisions)
    for bearer in {each.bearer for each in answer.collisions[:1]}:
        assert name_of(bearer, lang) in words(clashes)


def test_a_pair_leads_to_exactly_that_question_and_to_a_chain(client: TestClient, library) -> None:  # noqa: ANN001
    page = client.get("/en/world/DEU-EMPIRE/BEL?on=1914-08-04").text
    ask = next(each for each in local(page) if each.startswith("/en/ask?"))
    for said in (
        "act=invasion",
        "actor=DEU-EMPIRE",
        "target=BEL",
        "date=1914-08-04",
        "status=hypothetical",
        "struck=territory",
    ):
        assert said in ask
    assert client.get(ask, follow_redirects=False).status_code == 200
    chain = next(each for each in local(page) if each.startswith("/en/what-if?"))
    played = client.get(chain).text
    assert "step-1" in played and "Belgian Neutrality Treaty" in played


def test_every_link_of_the_pages_answers(client: TestClient) -> None:
    for page in ("/fr/world?on=1885-01-01", "/en/world/FRA?on=1885-01-01", "/fr/world/DEU-EMPIRE/FRA?on=1885-01-01"):
        for each in local(client.get(page).text):
            assert client.get(each).status_code == 200, each


def test_the_slider_keeps_month_and_day(client: TestClient) -> None:
    asked = client.get("/en/world?year=1915&day=02-29", follow_redirects=False)
    assert asked.status_code == 303 and asked.headers["location"] == "/en/world?on=1915-02-28"
    assert (
        client.get("/en/world?year=1914&day=07-28", follow_redirects=False)
        .headers["location"]
        .endswith("on=1914-07-28")
    )


def test_a_name_or_code_leads_to_the_state_of_the_day(client: TestClient) -> None:
    for word in ("RUS", "Russia", "RUS-EMPIRE"):
        found = client.get(f"/en/world?on=1914-07-28&state={word}", follow_redirects=False)
        assert found.headers["location"] == "/en/world/RUS-EMPIRE?on=1914-07-28"
    assert client.get("/en/world/RUS?on=1914-07-28", follow_redirects=False).status_code == 303


@pytest.mark.parametrize(
    ("address", "nearest"),
    [
        ("/en/world?on=1914-02-31", "28 February 1914"),
        ("/en/world?on=28/07/1914", "28 July 1914"),
        ("/en/world?on=1700-01-01", "1 January 1815"),
        ("/fr/world?on=soon", "Le plus proche"),
        ("/en/world/Frannce?on=1914-07-28", "France"),
        ("/en/world/NER?on=1914-07-28", "France"),
        ("/en/world/AUH?on=1985-01-01", "Austria-Hungary, on"),
        ("/en/world/FRA/FRA?on=1914-07-28", "France"),
        ("/en/world/FRA/Itly?on=1914-07-28", "Italy"),
        ("/en/world?year=soon", "/en/world?year="),
    ],
)  # fmt: skip
def test_what_there_is_not_gives_a_page_that_names_the_nearest(client: TestClient, address: str, nearest: str) -> None:
    asked = client.get(address)
    assert asked.status_code == 400 and alert(asked.text)
    assert nearest in words(asked.text) or nearest in asked.text
    lead = [each for each in local(asked.text) if "/world" in each and each not in ("/en/world", "/fr/world")]
    assert lead
    # today's world is asked elsewhere; here the way back to old days
    for each in lead:
        if re.search(r"on=1[89]\d\d", each):
            assert client.get(each).status_code == 200, each


def test_a_day_to_come_is_refused(client: TestClient) -> None:
    later = date.today() + timedelta(days=30)
    asked = client.get(f"/fr/world?on={later}")
    assert asked.status_code == 400 and "n'est pas encore venu" in alert(asked.text)


def test_after_the_data_set_ends_the_page_says_so(client: TestClient, library) -> None:  # noqa: ANN001
    page = client.get("/en/world/PRK?on=2019-01-02").text
    assert "After 31 December 2018 ATOP says nothing more" in words(page)
    assert "After 31 December 2018" not in words(client.get("/en/world/FRA?on=1914-07-28").text)


def test_hostile_words_stay_words(client: TestClient) -> None:
    for each in hostile(40):
        for query in ({"on": each}, {"on": "1914-07-28", "state": each}, {"year": each}):
            asked = client.get("/en/world", params=query)
            assert asked.status_code in (200, 400)
            assert runs_something(asked.text) == []
