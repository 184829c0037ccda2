"""Collisions: performing one duty to the full would break another rule in force."""

from __future__ import annotations

from pathlib import Path

from tests.pacts_of_paper import ENTRY, RULE, ask, asked, paper

from foedus.obligations import collisions, obligations
from foedus.terms import FoedusError

PEACE = """rule: peace
act: attack, threat of force
actor: a party
target: another party
bearer: the actor
must: refrain from force
"""
NEIGHBOURS = tuple(f"{party},,party,1990-01-01,,report," for party in ("NGA", "MLI", "NER", "BEN"))
INVASION = {"act": "armed intervention", "actor": "NGA", "target": "NER", "date": "2023-09-20"}


def found(library, **incident):  # noqa: ANN001, ANN003, ANN201
    return collisions(ask(library, **incident), asked(library, **incident))


def test_help_with_force_against_a_partner_in_another_pact_collides(tmp_path: Path) -> None:
    library = paper(tmp_path, RULE, ENTRY, others={"peace": ((PEACE, ENTRY), NEIGHBOURS)})
    collision = found(library, **INVASION)
    assert [
        (each.bearer, each.between[0].instrument.id, each.between[1].instrument.id, each.avoidable)
        for each in collision
    ] == [
        ("MLI", "pact", "peace", True)  # BFA is no party of the peace, so nothing binds it towards NGA
    ]
    assert "Mali" in collision[0].why and "refrain from force" in collision[0].why


def test_help_that_cannot_reach_force_does_not_collide_with_a_ban_on_force(tmp_path: Path) -> None:
    library = paper(
        tmp_path, RULE.replace("armed force", "relief"), ENTRY, others={"peace": ((PEACE, ENTRY), NEIGHBOURS)}
    )
    assert found(library, **INVASION) == ()


def test_an_armed_group_is_no_partner(tmp_path: Path) -> None:
    library = paper(tmp_path, RULE, ENTRY, others={"peace": ((PEACE, ENTRY), NEIGHBOURS)})
    assert found(library, **{**INVASION, "actor": "JNIM", "act": "raid"}) == ()


def test_a_pact_no_longer_in_force_does_not_collide(tmp_path: Path) -> None:
    gone = tuple(row.replace("1990-01-01,,", "1990-01-01,2020-01-01,") for row in NEIGHBOURS)
    library = paper(tmp_path, RULE, ENTRY, others={"peace": ((PEACE, ENTRY), gone)})
    assert found(library, **INVASION) == ()


def test_neutrality_collides_with_taking_a_side_and_cannot_be_avoided(tmp_path: Path) -> None:
    neutral = "rule: neutrality\nact: attack\nactor: a party\ntarget: a state not a party\n"
    neutral += "bearer: every other party\nmust: remain neutral"
    library = paper(
        tmp_path,
        RULE,
        ENTRY,
        others={"neutrals": ((neutral, ENTRY), ("NGA,,party,2000-01-01,,report,", "MLI,,party,2000-01-01,,report,"))},
    )
    (collision,) = found(library, **INVASION)
    assert (collision.bearer, collision.avoidable) == ("MLI", False)


def test_an_argument_is_listed_and_never_applied(tmp_path: Path) -> None:
    prevails = "precedence: the charter prevails\nover: every other instrument"
    library = paper(
        tmp_path, RULE, ENTRY,
        others={"peace": ((PEACE, ENTRY), NEIGHBOURS), "charter": ((prevails, ENTRY), ("MLI,,party,1990-01-01,,report,",))},
    )  # fmt: skip
    (collision,) = found(library, **INVASION)
    assert any("the charter prevails" in argument for argument in collision.arguments)
    assert {str(each.verdict) for each in ask(library, **INVASION) if each.instrument.id == "pact"} == {"owed"}


def test_one_duty_founded_twice_is_owed_once(tmp_path: Path) -> None:
    second = RULE.replace("rule: assist", "rule: forces")
    library = paper(tmp_path, RULE, second, ENTRY)
    owed = obligations(ask(library, **INVASION))
    assert [(each.bearer, each.beneficiary, len(each.provisions)) for each in owed] == [
        ("MLI", "NER", 2),
        ("BFA", "NER", 2),
    ]


def test_an_unknown_state_is_told(tmp_path: Path) -> None:
    library = paper(tmp_path, RULE, ENTRY)
    try:
        ask(library, **{**INVASION, "target": "ZZZ"})
    except FoedusError as error:
        assert error.field == "target" and "ZZZ" in str(error)
    else:
        raise AssertionError("an unknown target went through")
