"""Whom an act is turned against when its own clause does not say."""

from __future__ import annotations

from datetime import date

import pytest

from foedus.reading import read_report


def claims(text: str, kind: str, act: str | None = None):
    report = read_report(text, id="r", file="r.txt", published=date(2024, 6, 20))
    return [c for c in report.claims if c.type == kind and act in (None, c.act)]


@pytest.mark.parametrize(
    ("text", "kind", "initiator", "target"),
    [
        ("Spain condemned the invasion of Ukraine by Russia.", "PROTEST", "ESP", "RUS"),
        ("L'Espagne condamne l'invasion de l'Ukraine par la Russie.", "PROTEST", "ESP", "RUS"),
        ("Chile accused Bolivia of spying. The Bolivian minister protested.", "PROTEST", "BOL", "CHL"),
        ("Russia massed troops. Ukraine accused its neighbour of preparing for war.", "ACCUSE", "UKR", "RUS"),
        ("Le Tchad se méfie du Soudan. Le Soudan accuse son voisin de mentir.", "ACCUSE", "SDN", "TCD"),
        ("La Suède attend. La Turquie lui reproche son silence.", "ACCUSE", "TUR", "SWE"),
        ("Le Vietnam a protesté auprès de Pékin.", "PROTEST", "VNM", "CHN"),
        ("Armenia invoked Article 4 of the Collective Security Treaty.", "REQUEST", "ARM", "CSTO"),
    ],
)
def test_the_other_side_is_found(text, kind, initiator, target):
    found = claims(text, kind)
    assert [(c.initiator, c.target) for c in found] == [((initiator,), (target,))]


def test_who_acts_is_never_guessed():
    text = "Chile accused Bolivia of spying. A Chilean ship was attacked."
    (attack,) = claims(text, "ASSAULT")
    assert attack.initiator == () and attack.target == ("CHL",)


def test_a_rebellion_ended_by_an_accord_with_a_state_was_against_it():
    text = "Tuareg rebels began a rebellion in 2012 and signed a peace accord with Mali in 2015."
    (rebellion,) = claims(text, "ASSAULT", "armed rebellion")
    assert rebellion.target == ("MLI",)
    assert rebellion.date.start == date(2012, 1, 1)


def test_a_clause_protects_the_members_of_its_body():
    text = "Article 5 of the North Atlantic Treaty says that an armed attack against one ally is an attack against all."
    (clause, *_) = claims(text, "PROVISION")
    assert clause.target == ("NATO",)


def test_the_special_name_behind_a_comma_tells_which_mission():
    text = "Mali has a junta. The junta expelled the UN mission, MINUSMA, from Mali."
    (expulsion,) = claims(text, "COERCE", "expulsion")
    assert expulsion.target == ("UN_MINUSMA",)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Israel bombed Doha.", "Doha"),
        ("Israel bombed a villa in the Qatari capital.", "Doha"),
        ("Les rebelles du M23 se sont emparés de Bukavu.", "Bukavu"),
    ],
)
def test_the_town_struck_is_the_place(text, place):
    assert claims(text, "ASSAULT")[0].place == place


def test_troops_sent_tell_who_sent_them():
    (sent, *_) = claims("Kenyan troops were sent to Haiti.", "MOBILIZE", "deployment")
    assert (sent.initiator, sent.place) == (("KEN",), "HTI")
