"""The page Ask: its form, its addresses, its answers, and what it does with hostile words."""

from __future__ import annotations

import json
import re
from datetime import date
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

import foedus
from foedus.web.question import FACT, posed, readied

RAID = "act=raid&actor=JNIM&date=2023-09-20&target=BFA"
HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(2)>'{{7*7}}"
TYPED = (
    "date",
    "start",
    "end",
    "reported",
    "actor",
    "supported_by",
    "target",
    "place",
    "on",
    "as_of",
    "pact",
    "reading",
)
CHOSEN = ("act", "actor_kind", "struck", "capacity", "harm", "origin", "status")


def links(text: str) -> list[str]:
    return [each.replace("&amp;", "&") for each in re.findall(r'href="([^"]+)"', text)]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_form_has_a_field_for_every_key_of_an_incident_file_and_every_word_of_the_act_tree(client, lang):
    page = client.get(f"/{lang}/ask")
    assert page.status_code == 200
    for name in (*TYPED, *CHOSEN, "all"):
        assert f'name="{name}"' in page.text, name
    for act in foedus.terms.acts():
        assert f'<option value="{act}"' in page.text, act
    for phrase in client.app.state.desk.library.fact_phrases:
        assert f'name="fact.{phrase}"' in page.text, phrase


def test_french_words_of_the_form_are_french(client):
    page = client.get("/fr/ask").text
    assert "attaque armée" in page and "intégrité territoriale" in page and "groupe armé" in page


def test_empty_fields_and_order_lead_to_the_one_address_of_a_question(client):
    query = "target=BFA&on=&act=raid&pact=&date=2023-09-20&actor=JNIM&reading=&fact.state+of+war="
    sent = client.get(f"/en/ask?{query}", follow_redirects=False)
    assert sent.status_code == 303 and sent.headers["location"] == f"/en/ask?{RAID}"
    assert client.get(sent.headers["location"], follow_redirects=False).status_code == 200


def test_several_values_may_be_repeated_or_joined(client):
    once = client.get("/en/ask?struck=ship&target=BFA&struck=aircraft&act=raid", follow_redirects=False)
    assert dict(parse_qsl(urlsplit(once.headers["location"]).query))["struck"] == "ship, aircraft"


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_an_answer_shows_readings_proofs_missing_facts_and_downloads(client, lang):
    page = client.get(f"/{lang}/ask?{RAID}")
    assert page.status_code == 200
    assert "/pacts/liptako-gourma-charter-2023#art-6" in page.text
    assert page.text.count('class="one-reading"') > 4 and 'class="tree"' in page.text
    found = foedus.assess(act="raid", actor="JNIM", target="BFA", date="2023-09-20")
    near = [each for each in found.by_event if each.provision == "art-6/assist" and each.reading is None]
    assert near
    assert near[0].proof.sentence(lang).split(";")[0][:20] in page.text
    for format in ("json", "md", "html"):
        assert f"/{lang}/ask.{format}?{RAID}" in links(page.text)


def test_each_proposal_makes_the_change_that_it_tells(client):
    page = client.get(f"/en/ask?{RAID}").text
    part = page[page.index('id="changes"') :]
    part = part[: part.index("</section>")]
    found = [link for link in links(part) if link.startswith("/en/ask?")]
    assert found
    base = dict(parse_qsl(RAID))
    for link in found[:4]:
        stated = dict(parse_qsl(urlsplit(link).query))
        changed = {key: value for key, value in stated.items() if base.get(key) != value}
        assert changed and base.items() <= {**stated, **{key: base[key] for key in changed if key in base}}.items()
        before = foedus.assess(act="raid", actor="JNIM", target="BFA", date="2023-09-20")
        after = json.loads(client.get(link.replace("/en/ask?", "/en/ask.json?")).text)
        verdicts = {
            (each.instrument.id, each.provision, each.reading): str(each.verdict) for each in before.determinations
        }
        now = {
            (each["instrument"], each["provision"], each["reading"]): each["verdict"]
            for each in after["determinations"]
        }
        assert any(now.get(key) != verdict for key, verdict in verdicts.items()), link


def test_a_missing_fact_has_buttons_that_state_it(client):
    page = client.get("/en/ask?act=coup&date=2023-07-26&target=NER&pact=ecowas-mechanism-1999").text
    found = [
        parse_qsl(urlsplit(link).query) for link in links(page[page.index('id="settle"') : page.index('id="question"')])
    ]
    phrase = "fact.decision of the mediation and security council"
    assert {(phrase, "yes"), (phrase, "no")} <= {pair for pairs in found for pair in pairs}


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(client):
    page = client.get("/en/ask?act=raid&date=2023-13-20&place=Nigre&target=BFAA&fact.state+of+war=maybe&harm=pride")
    assert page.status_code == 400
    for name, value in (("date", "2023-13-20"), ("place", "Nigre"), ("target", "BFAA")):
        field = re.search(rf'<input id="ask-{name}"[^>]*>', page.text)
        assert field and f'value="{value}"' in field[0] and 'aria-invalid="true"' in field[0]
        told = re.search(rf'<p class="told wrong" id="ask-{name}-told"[^>]*>([^<]+)', page.text)
        assert told and f"ask-{name}-told" in field[0] and value in told[1].replace("&#39;", "'")
    assert 'role="alert"' in page.text and '<option value="raid" selected>' in page.text
    assert '<option value="maybe" selected>' in page.text and 'value="pride" checked' in page.text
    assert "BFA</" in page.text or "nearest: BFA" in page.text


def test_an_unknown_key_names_the_nearest(client):
    page = client.get("/en/ask?act=raid&targt=BFA")
    assert page.status_code == 400 and "targt" in page.text and "nearest: target" in page.text


def test_a_fact_that_no_pact_knows_is_answered_with_a_warning(client):
    page = client.get("/en/ask?act=raid&actor=JNIM&date=2023-09-20&fact.consent+of+the+targt=no&target=BFA")
    assert page.status_code == 200
    warning = re.search(r'<p class="warning" role="status">([^<]+)', page.text)
    assert warning and "consent of the target" in warning[1]


ODD = (
    "id",
    "basis",
    "all",
    "fact.state of war",
    "vote.decision of the council",
    f"fact.{HOSTILE}",
    f"vote.{HOSTILE}",
    HOSTILE,
)


@pytest.mark.parametrize("name", [*TYPED, *CHOSEN, *ODD])
def test_hostile_words_never_come_back_unescaped(client, name):
    for base in ({}, {"act": "raid", "target": "BFA", "date": "2023-09-20"}):
        for lang in ("en", "fr"):
            answer = client.get(f"/{lang}/ask?{urlencode({**base, name: HOSTILE})}")
            assert answer.status_code in (200, 400)
            assert "<script>alert" not in answer.text and "<img src=x" not in answer.text


def test_an_odd_format_is_no_page(client):
    assert client.get(f"/en/ask.exe?{RAID}").status_code == 404
    assert client.get("/en/ask.json").status_code == 404


ACTS = st.sampled_from(["raid", "invasion", "coup", "blockade", "threat of force", "cyber attack"])
WHO = st.sampled_from(["BFA", "MLI", "NER", "NGA", "EST", "USA", "JPN", "JNIM", "ECOWAS"])
PHRASES = ["state of war", "consent of the target", "request by the target"]
QUESTIONS = st.fixed_dictionaries(
    {"act": ACTS, "target": st.lists(WHO, min_size=1, max_size=2, unique=True)},
    optional={
        "actor": st.lists(WHO, min_size=1, max_size=2, unique=True),
        "date": st.dates(min_value=date(1816, 1, 1), max_value=date(2025, 1, 1)).map(str),
        "place": st.sampled_from(["NER", "sahel", "13.5, 2.1", "Niamey"]),
        "origin": st.sampled_from(["external", "internal"]),
        "struck": st.lists(st.sampled_from(["territory", "armed forces", "ship"]), min_size=1, unique=True),
        "status": st.sampled_from(["alleged", "hypothetical", "threatened"]),
        "facts": st.dictionaries(st.sampled_from(PHRASES), st.booleans(), min_size=1),
    },
)  # fmt: skip


@given(QUESTIONS, st.permutations(range(7)))
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_address_gives_the_answer_to_the_same_incident(client: TestClient, words, order):
    """Written in any order, the address is the same and its JSON answers as the Python API does."""
    pairs = [
        (key, ", ".join(value) if isinstance(value, list) else value) for key, value in words.items() if key != "facts"
    ]
    pairs += [(f"{FACT}{phrase}", "yes" if truth else "no") for phrase, truth in words.get("facts", {}).items()]
    mixed = [pairs[number] for number in order if number < len(pairs)] + pairs[7:]
    question = posed(mixed)
    assert question.query() == posed(pairs).query() and posed(parse_qsl(question.query())) == question
    library = client.app.state.desk.library
    try:
        expected = foedus.assess(**words, library=library)
    except foedus.FoedusError:
        with pytest.raises(foedus.FoedusError):
            readied(question, library)
        return
    answer = client.get(f"/en/ask.json?{question.query()}")
    assert answer.status_code == 200
    assert json.loads(answer.text)["determinations"] == expected.to_json()["determinations"]
