"""The Sahel 2012–2025: the page tells the chronology, and of each event what the pacts of that day said."""

from __future__ import annotations

import html
import re

import pytest
from starlette.testclient import TestClient

from foedus import load_library
from foedus.determinations import ENGAGED
from foedus.terms import LANGUAGES
from foedus.web.events import FAMILIES, assessed, events_of, narrowed
from foedus.web.question import posed, readied
from tests.web.hostile import hostile, runs_something
from tests.web.parsed import alert, links, local, words


@pytest.fixture(scope="module")
def library():  # noqa: ANN201
    return load_library()


def items(page: str) -> dict[str, str]:
    """Return the events of a page by id."""
    found = re.findall(r'<li class="event[^"]*" id="e-([^"]+)">(.*?)\n</li>\n(?=<li class="event|</ol>)', page, re.S)
    return dict(found)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_event_of_the_region_stands_in_its_language_with_its_source(
    client: TestClient, library, lang: str
) -> None:  # noqa: ANN001
    page = client.get(f"/{lang}/sahel").text
    told = items(page)
    rows = {row["id"]: row for row in library.chronology}
    assert list(told) == [each.id for each in events_of(library)]
    for id, item in told.items():
        text = words(item)
        assert words(rows[id]["what_fr" if lang == "fr" else "what"]) in text
        assert rows[id]["source"] in text
        if rows[id]["address"]:
            assert rows[id]["address"] in links(item)
        assert ("unverified" in text or "non vérifié" in text) or rows[id]["verified"] != "gk"


def test_the_region_and_the_years_are_kept(library) -> None:  # noqa: ANN001
    kept = {each.id for each in events_of(library)}
    assert {"coup-mli-2012", "sign-liptako-gourma-2023", "drone-shot-down-2025"} <= kept
    assert not kept & {"aze-strikes-arm-2022", "sign-nato-1949", "sign-saudi-pakistan-2025", "swe-joins-nato-2024"}
    assert all(2012 <= each.day.year <= 2025 for each in events_of(library))


@pytest.mark.parametrize(
    "id", ["coup-ner-2023", "ecowas-ultimatum-ner-2023", "lere-attack-2023", "drone-shot-down-2025"]
)
def test_an_event_names_the_pacts_that_it_engages(client: TestClient, library, id: str) -> None:  # noqa: ANN001
    item = items(client.get("/en/sahel").text)[id]
    engaged = {each.instrument.id for each in assessed(library)[id].by_event if each.verdict in ENGAGED}
    linked = {path.split("/")[3].partition("?")[0] for path in links(item) if path.startswith("/en/pacts/")}
    assert engaged and engaged <= linked
    shown = set(re.findall(r'class="verdict (\w+)"', item))
    assert {
        str(each.verdict)
        for each in assessed(library)[id].engaged
        if each.rule.duty == "assist" and len(each.bearers) < 100
    } <= shown


def test_the_charter_answers_only_from_the_day_it_binds(client: TestClient) -> None:
    told = items(client.get("/en/sahel?year=2023").text)
    assert "Burkina Faso and Niger must assist Mali" not in words(told["bourem-attack-2023"])
    assert "Burkina Faso and Niger must assist Mali" in words(told["lere-attack-2023"])


def test_the_link_asks_exactly_that_incident(client: TestClient, library) -> None:  # noqa: ANN001
    told = items(client.get("/en/sahel").text)
    for each in [one for one in events_of(library) if one.id in assessed(library)][::6]:
        address = next(path for path in local(told[each.id]) if path.startswith("/en/ask?"))
        asked = client.get(address, follow_redirects=False)
        assert asked.status_code == 200, address
        ready = readied(posed(asked.request.url.params.multi_items()), library).incident
        assert (ready.act, ready.actor, ready.target, ready.date, ready.place, ready.struck, dict(ready.facts)) == (
            each.incident.act, each.incident.actor, each.incident.target, each.incident.date, each.incident.place,
            each.incident.struck, dict(each.incident.facts),
        )  # fmt: skip


def test_filters_keep_what_they_name(client: TestClient, library) -> None:  # noqa: ANN001
    every = events_of(library)
    for query, want in (
        ({"state": "NER"}, narrowed(every, state="NER")),
        ({"family": "coup"}, narrowed(every, family="coup")),
        ({"state": "MLI", "family": "attack", "year": "2023"}, narrowed(every, "MLI", "attack", "2023")),
        ({"state": "GHA", "family": "coup"}, []),
    ):
        page = client.get("/en/sahel", params=query)
        assert page.status_code == 200 and list(items(page.text)) == [each.id for each in want]
        assert f"{len(want)} of {len(every)} events" in words(page.text)
    coups = {each.act for each in narrowed(every, family="coup")}
    assert coups == {"coup", "attempted coup"}
    assert sum(len(narrowed(every, family=each)) for each in FAMILIES) == len(every)


def test_a_chosen_event_is_marked_in_list_and_picture(client: TestClient) -> None:
    page = client.get("/fr/sahel?event=coup-ner-2023").text
    assert 'class="event chosen" id="e-coup-ner-2023"' in page
    ring = "datum.id === 'coup-ner-2023'"
    assert page.count(html.escape(ring)) + page.count(ring) == 2  # timeline and map
    assert "datum.id ===" not in client.get("/fr/sahel").text
    assert "#e-coup-ner-2023" in links(page)


@pytest.mark.parametrize(
    ("query", "nearest"),
    [("state=Nigeer", "Niger"), ("state=NIG", ""), ("family=atack", "attacks and fighting"), ("year=2031", "2025"),
     ("year=soon", "2025"), ("event=coup-ner-2032", "coup-ner-2023")],
)  # fmt: skip
def test_an_unknown_filter_gives_a_page_that_names_the_nearest(client: TestClient, query: str, nearest: str) -> None:
    asked = client.get(f"/en/sahel?{query}")
    assert asked.status_code == 400 and alert(asked.text) and nearest in words(asked.text)
    for each in local(asked.text):
        if "/sahel" in each:
            assert client.get(each).status_code == 200


def test_local_links_answer(client: TestClient) -> None:
    page = client.get("/fr/sahel?state=BFA&year=2022").text
    for each in local(page):
        if "/world?" not in each:  # the world on many days is asked in its own tests
            assert client.get(each).status_code == 200, each


def test_hostile_filters_stay_words(client: TestClient) -> None:
    for each in hostile(2000)[::67]:
        for name in ("state", "family", "year", "event"):
            asked = client.get("/en/sahel", params={name: each})
            assert asked.status_code == 400 and runs_something(asked.text) == []
