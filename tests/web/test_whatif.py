"""What if: the page plays the chain of its address as the room does, adds acts, switches facts, goes back."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from starlette.testclient import TestClient

from foedus import load_library
from foedus.escalation import chain_of, play
from foedus.terms import LANGUAGES, name_of
from foedus.web.chains import EXAMPLES, MOST_STEPS, act_choices, sides
from tests.web.hostile import hostile, runs_something
from tests.web.parsed import alert, links, local, rows, words

BELGIUM = ("act=invasion;actor=DEU-EMPIRE;target=BEL;date=1914-08-04",)


@pytest.fixture(scope="module")
def library():  # noqa: ANN201
    return load_library()


def address(steps: tuple[str, ...], lang: str = "en") -> str:
    return f"/{lang}/what-if?{urlencode([('step', each) for each in steps])}"


def card(page: str, number: int) -> str:
    """Return the part of one step."""
    return page.partition(f'id="step-{number}"')[2].partition('</li>\n<li class="step')[0].partition("</ol>")[0]


def steps_of(link: str) -> tuple[str, ...]:
    return tuple(parse_qs(urlsplit(link).query)["step"])


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_worked_example_says_step_by_step_what_the_room_answers(
    client: TestClient, library, name: str, lang: str
) -> None:  # noqa: ANN001
    asked = client.get(address(EXAMPLES[name], lang))
    assert asked.status_code == 200 and f'<html lang="{lang}">' in asked.text
    for step in play(chain_of(EXAMPLES[name]), library):
        told = card(asked.text, step.number)
        linked = {path.split("/")[3] for path in links(told) if "/pacts/" in path}
        moved = [*step.new, *(each.duty for each in (*step.performed, *step.broken))]
        assert {each.obligation.instrument for each in moved} <= linked
        assert (">performed</span>" in told or ">accompli</span>" in told) == bool(step.performed)
        assert ('class="verdict breached"' in told) == bool(step.broken)
        assert ('class="clashes"' in told) == any(each.step == step.number for each in step.clashes)


def test_who_stands_with_whom(client: TestClient, library) -> None:  # noqa: ANN001
    played = play(chain_of(EXAMPLES["2023"]), library)
    told = {row[0]: row[1:] for row in rows(client.get(address(EXAMPLES["2023"])).text, "sides")}
    assert {name for states in told for name in re.split(r" , | and ", states)} >= {"Mali", "Niger", "ECOWAS"}
    assert "ECOWAS" in told["Mali"][0] and "Niger" in told["Mali"][1]
    assert len(told) == len(sides(played, "en"))
    assert all(name_of(each) in " ".join(told["ECOWAS"]) for each in ("BFA", "MLI", "NER"))


def test_the_form_adds_an_act_and_the_address_keeps_it(client: TestClient) -> None:
    asked = client.get(
        "/en/what-if?act=invasion&actor=German+Empire&target=Belgium&date=1914-08-04", follow_redirects=False
    )
    assert asked.status_code == 303
    assert chain_of(steps_of(asked.headers["location"])) == chain_of(BELGIUM)
    longer = client.get(
        f"{asked.headers['location']}&act=armed+attack&actor=GBR&target=DEU-EMPIRE&consent=no&struck=territory",
        follow_redirects=False,
    )
    acts = chain_of(steps_of(longer.headers["location"])).acts
    assert [each.incident.date.first_day.isoformat() for each in acts] == ["1914-08-04", "1914-08-05"]
    assert acts[1].incident.facts == {"consent of the target": False} and acts[1].incident.struck == ("territory",)
    assert "performed" in words(card(client.get(longer.headers["location"]).text, 2))


def test_suggested_acts_lead_to_the_longer_chain(client: TestClient, library) -> None:  # noqa: ANN001
    page = client.get(address(BELGIUM)).text
    offered = [
        steps_of(each) for each in local(page.partition('id="next"')[2].partition("</section>")[0]) if "step=" in each
    ]
    wanted = [each.act.text() for each in play(chain_of(BELGIUM), library)[0].next if each.act]
    assert sorted(each[-1] for each in offered) == sorted(wanted) and all(len(each) == 2 for each in offered)
    assert client.get(address(offered[0])).status_code == 200


def test_an_assumption_is_switched_and_left_open_again(client: TestClient, library) -> None:  # noqa: ANN001
    steps = EXAMPLES["2023"]
    told = card(client.get(address(steps)).text, 4)
    switches = [each for each in local(told) if "step=" in each and "self-defence" in each]
    values = {
        play(chain_of(steps_of(each)), library)[3].incident.facts["self-defence of the actor"] for each in switches
    }
    assert values == {True, False}  # what is not known is said already
    yes = next(
        each for each in switches if chain_of(steps_of(each)).acts[3].incident.facts["self-defence of the actor"]
    )
    told = card(client.get(yes).text, 4)
    assert 'aria-current="true">yes<' in told
    assert ('class="verdict breached"' in told) == bool(play(chain_of(steps_of(yes)), library)[3].broken)
    back = [
        each
        for each in local(told)
        if "step=" in each and chain_of(steps_of(each)) == chain_of(chain_of(steps).texts())
    ]
    assert back


def test_one_goes_back_to_any_step(client: TestClient) -> None:
    steps = chain_of(EXAMPLES["1914"]).texts()
    page = client.get(address(steps)).text
    for number in range(1, len(steps)):
        assert any(steps_of(each) == steps[:number] for each in local(card(page, number)) if "step=" in each)
    assert any(
        "/en/ask?" in each and client.get(each, follow_redirects=False).status_code == 200
        for each in local(card(page, 1))
    )
    assert "/en/what-if" in local(page)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ([("step", "act=raid")], "date"),
        ([("step", BELGIUM[0]), ("step", "act=raed;actor=FRA;target=BEL")], "raid"),
        ([("step", BELGIUM[0]), ("step", "act=raid;actor=FRA;target=BEL;date=1913-01-01")], "step 2"),
        ([("step", "nonsense")], "step 1"),
        ([("step", BELGIUM[0])] * (MOST_STEPS + 1), str(MOST_STEPS)),
        ([("act", "raid"), ("actor", "Mai"), ("target", "NER"), ("date", "2023-09-20")], "Mai"),
        ([("act", "raid"), ("actor", "MLI"), ("target", "Nigeer"), ("date", "2023-09-20")], "Nigeer"),
        ([("act", "raid"), ("actor", "MLI"), ("target", "NER"), ("date", "2023-99-20")], "2023-99-20"),
        ([("act", "raid"), ("actor", "MLI"), ("target", "NER")], "date"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_gives_a_page_that_says_why(client: TestClient, query: list, said: str) -> None:
    asked = client.get(f"/en/what-if?{urlencode(query)}", follow_redirects=False)
    assert asked.status_code == 400 and said in alert(asked.text)
    assert 'id="add"' in asked.text or [each for each in local(asked.text) if "/what-if" in each]
    french = client.get(f"/fr/what-if?{urlencode(query)}", follow_redirects=False)
    assert french.status_code == 400 and alert(french.text)


def test_the_chain_up_to_the_wrong_step_is_offered(client: TestClient) -> None:
    asked = client.get(address((*BELGIUM, "act=nothing")))
    lead = [each for each in local(asked.text) if "step=" in each and steps_of(each) == BELGIUM]
    assert lead and client.get(lead[0]).status_code == 200


def test_every_act_can_be_chosen_in_both_languages() -> None:
    from foedus.terms import acts

    for lang in LANGUAGES:
        assert {id for _, found in act_choices(lang) for id, _ in found} == set(acts())


def test_links_of_a_chain_answer(client: TestClient) -> None:
    for each in local(client.get(address(EXAMPLES["1914"][:2], "fr")).text):
        if "/world?" not in each:
            assert client.get(each).status_code == 200, each


def test_hostile_steps_and_fields_stay_words(client: TestClient) -> None:
    for each in hostile(2000)[::53]:
        for query in (
            [("step", each)],
            [("step", BELGIUM[0]), ("act", "raid"), ("actor", each), ("target", each), ("date", each), ("place", each)],
            [
                (
                    "step",
                    f"act=raid;actor={each.replace(';', '').replace('=', '').replace('%', '')};target=BEL;date=1914-08-04",
                )
            ],
        ):
            asked = client.get(f"/en/what-if?{urlencode(query)}")
            assert asked.status_code in (200, 400) and runs_something(asked.text) == []
