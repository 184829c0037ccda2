"""Who did what to whom, and whether it happened."""

from __future__ import annotations

import pytest

from foedus.reading import read_report


def first(text: str):
    claims = [claim for claim in read_report(text, id="r", file="r").claims if claim.type not in ("STATEMENT", "STATUS")]
    assert claims, text
    return claims[0]


@pytest.mark.parametrize(
    ("text", "initiator", "target"),
    [
        ("Russia attacked Finland.", "RUS", "FIN"),
        ("Finland was attacked by Russia.", "RUS", "FIN"),
        ("Finland, which was attacked by Russia, asked for help.", "RUS", "FIN"),
        ("Russia, a neighbour of Finland, attacked Sweden.", "RUS", "SWE"),
        ("The attack on Finland by Russia shocked Oslo.", "RUS", "FIN"),
        ("Russia's invasion of Finland shocked Oslo.", "RUS", "FIN"),
        ("Russian troops who had crossed the lake attacked a Finnish village.", "RUS", "FIN"),
        ("Russia launched an attack on Finland.", "RUS", "FIN"),
        ("An attack was launched by Russia against Finland.", "RUS", "FIN"),
        ("Officials said Russia attacked Finland.", "RUS", "FIN"),
        ("After a night of talks in Oslo, Russia attacked Finland.", "RUS", "FIN"),
        ("La Finlande a été attaquée par la Russie.", "RUS", "FIN"),
        ("Des soldats russes ont attaqué la Finlande.", "RUS", "FIN"),
    ],
)
def test_parties_are_found_whatever_the_order(text, initiator, target):
    claim = next(c for c in read_report(text, id="r", file="r").claims if c.type == "ASSAULT")
    assert (claim.type, claim.initiator, claim.target) == ("ASSAULT", (initiator,), (target,))


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Russia attacked Finland.", "happened"),
        ("Russia has not attacked Finland.", "denied"),
        ("Russia denied that it attacked Finland.", "denied"),
        ("Russia denied attacking Finland.", "denied"),
        ("Russia will attack Finland.", "planned"),
        ("Russia plans to attack Finland.", "planned"),
        ("Russia threatened to attack Finland.", "threatened"),
        ("If Russia attacks Finland, Sweden will help.", "hypothetical"),
        ("Russia could attack Finland.", "hypothetical"),
        ("La Russie n'a pas attaqué la Finlande.", "denied"),
        ("La Russie a menacé d'attaquer la Finlande.", "threatened"),
        ("La Russie attaquera la Finlande.", "planned"),
        ("Si la Russie attaque la Finlande, la Suède aidera.", "hypothetical"),
    ],
)
def test_modality_is_told_apart(text, modality):
    claim = first(text)
    assert claim.modality == modality
    assert claim.type == ("THREATEN" if modality == "threatened" else "ASSAULT")
    assert claim.act == "attack"


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("ECOWAS has threatened military intervention in Niger.", "armed intervention"),
        ("ECOWAS threatened to send troops into Niger.", "armed intervention"),
        ("Iran threatened Iraq.", "threat of force"),
    ],
)
def test_a_threat_names_the_act_threatened(text, act):
    claim = first(text)
    assert (claim.type, claim.act, claim.modality) == ("THREATEN", act, "threatened")


def test_what_is_asked_forbidden_or_averted_is_no_event():
    for text in (
        "Kenya urged Uganda not to attack Rwanda.",
        "Kenya accused Uganda of attacking Rwanda.",
        "Kenya averted an attack on Rwanda.",
    ):
        assert all(claim.type != "ASSAULT" for claim in read_report(text, id="r", file="r").claims), text


def test_a_treaty_clause_is_a_provision_with_its_act():
    text = "The pact states that an attack on one party shall be considered an attack on all parties."
    claim = read_report("Kenya and Uganda signed a pact. " + text, id="r", file="r").claims[-1]
    assert (claim.type, claim.act, claim.modality, claim.initiator) == ("PROVISION", "attack", "provision", ("KEN", "UGA"))


def test_what_no_frame_can_read_is_said():
    report = read_report("Attack Kenya.", id="r", file="r")
    assert report.claims or report.unread
