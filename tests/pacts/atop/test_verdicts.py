"""Imported alliances give the verdicts that their coding asks for."""

from __future__ import annotations

from tests.pacts.atop.asking import asked, verdicts

from foedus.pacts import Library

WARSAW = "atop-3285"
NAMED_PLACE = "the conflict is in a place that the pact names"
NAMED_ADVERSARY = "the adversary is one that the pact names"


def test_a_defence_pact_binds_the_others_where_its_condition_holds(atop_library: Library) -> None:
    attack = {"date": "1983-11-08", "act": "invasion", "actor": "USA", "target": "POL"}
    found = verdicts(atop_library, WARSAW, attack)
    assert found["phase-1/defense"][0] == "unsettled"
    found = verdicts(atop_library, WARSAW, {**attack, "facts": {NAMED_PLACE: True}})
    assert found["phase-1/defense"][0] == "owed"
    assert set(found["phase-1/defense"][1]) == {"SUN", "DDR", "CSK", "HUN", "BGR", "ROU"}
    assert found["phase-1/nonaggression"][0] == "not triggered"
    assert "POL" in found["phase-1/consultation"][1]


def test_an_unmet_condition_alone_is_enough_to_be_free(atop_library: Library) -> None:
    attack = {"date": "1983-11-08", "act": "invasion", "actor": "USA", "target": "CUB"}
    assert verdicts(atop_library, WARSAW, attack)["phase-1/defense"] == ("not triggered", ())
    attack = {"date": "1983-11-08", "act": "invasion", "actor": "USA", "target": "POL", "facts": {NAMED_PLACE: False}}
    assert verdicts(atop_library, WARSAW, attack)["phase-1/defense"] == ("not triggered", ())


def test_a_party_that_attacks_another_breaks_non_aggression(atop_library: Library) -> None:
    attack = {"date": "1968-08-21", "act": "invasion", "actor": "SUN", "target": "CSK"}
    assert verdicts(atop_library, WARSAW, attack)["phase-1/nonaggression"] == ("breached", ("SUN",))


def test_after_the_coverage_all_is_unsettled(atop_library: Library) -> None:
    attack = {"date": "2022-02-24", "act": "invasion", "actor": "RUS", "target": "POL", "facts": {NAMED_PLACE: True}}
    found = verdicts(atop_library, "atop-3180", attack)
    assert found["phase-2/defense"][0] == "unsettled"
    missing = next(d for d in asked(atop_library, "atop-3180", attack) if d.rule.provision == "phase-2/defense").missing
    assert "membership of POL" in missing


def test_provocation_defeats_a_promise_of_the_unprovoked(atop_library: Library) -> None:
    attack = {
        "date": "1885-06-01", "act": "invasion", "actor": "FRA", "target": "ITA",
        "facts": {NAMED_ADVERSARY: True, "there are as many adversaries as the pact asks": True},
    }  # fmt: skip
    assert verdicts(atop_library, "atop-1350", attack)["phase-1/defense"] == ("owed", ("DEU-EMPIRE", "AUH"))
    attack["facts"] = {**attack["facts"], "provocation by the target": True}
    assert verdicts(atop_library, "atop-1350", attack)["phase-1/defense"][0] == "excepted"


def test_neutrality_is_owed_whoever_began_unless_only_defence_counts(atop_library: Library) -> None:
    """Germany and Russia, 1887: the reinsurance treaty; Germany and Austria-Hungary, 1879: only if attacked."""
    war = {"date": "1888-01-01", "act": "invasion", "actor": "RUS", "target": "GBR", "facts": {NAMED_ADVERSARY: True}}
    reinsurance = verdicts(atop_library, "atop-1370", war)
    assert reinsurance["phase-1/neutrality"][1] == ("DEU-EMPIRE",)
    attacked = {**war, "actor": "GBR", "target": "RUS"}
    assert verdicts(atop_library, "atop-1370", attacked)["phase-1/neutrality"][1] == ("DEU-EMPIRE",)
    among = {**war, "target": "DEU"}
    assert verdicts(atop_library, "atop-1370", among)["phase-1/neutrality"] == ("not triggered", ())


def test_consultation_on_request_waits_for_the_request(atop_library: Library) -> None:
    threat = {"date": "1992-06-01", "act": "ultimatum", "actor": "YUG", "target": "CSK"}
    assert verdicts(atop_library, "atop-4070", threat)["phase-1/consultation"][0] == "unsettled"
    threat["facts"] = {"request by the target": False}
    assert verdicts(atop_library, "atop-4070", threat)["phase-1/consultation"][0] == "awaiting"
    threat["facts"] = {"request by the target": True}
    assert verdicts(atop_library, "atop-4070", threat)["phase-1/consultation"] == ("owed", ("FRA", "CSK"))


def test_a_promise_to_some_partners_only_is_unsettled(atop_library: Library) -> None:
    attack = {
        "date": "1890-06-01", "act": "invasion", "actor": "FRA", "target": "ITA",
        "facts": {NAMED_ADVERSARY: True, "there are as many adversaries as the pact asks": True},
    }  # fmt: skip
    found = {d.rule.provision: d for d in asked(atop_library, "atop-1350", attack)}
    assert found["phase-2/defense-255"].verdict == "unsettled"
    assert found["phase-2/defense-255"].missing == ("the promise runs towards this partner",)


def test_each_successor_has_its_own_partner(atop_library: Library) -> None:
    attack = {"date": "1993-03-01", "act": "invasion", "actor": "HUN", "target": "CZE"}
    found = verdicts(atop_library, "atop-3610", attack)
    assert found == {"phase-2/defense": ("not triggered", ()), "phase-3/defense": ("owed", ("ROU",))}
    attack["target"] = "ROU"
    found = verdicts(atop_library, "atop-3610", attack)
    assert found == {"phase-2/defense": ("owed", ("SVK",)), "phase-3/defense": ("owed", ("CZE",))}


def test_the_attacker_never_owes_help_against_itself(atop_library: Library) -> None:
    attack = {"date": "1875-01-01", "act": "invasion", "actor": "FRA", "target": "VNM"}
    assert verdicts(atop_library, "atop-1320", attack)["phase-1/defense-220"][0] == "excepted"
    backed = {**attack, "actor": "THA", "supported by": "FRA"}
    assert verdicts(atop_library, "atop-1320", backed)["phase-1/defense-220"][0] == "excepted"
    other = {**attack, "actor": "GBR"}
    assert verdicts(atop_library, "atop-1320", other)["phase-1/defense-220"] == ("owed", ("FRA",))


def test_an_offensive_promise_asks_for_the_situation_that_the_pact_names(atop_library: Library) -> None:
    attack = {"date": "1914-11-01", "act": "naval attack", "actor": "DEU", "target": "RUS"}
    rules = {d.rule.provision: d for d in asked(atop_library, "atop-2005", attack)}
    assert rules["phase-1/offense"].verdict == "unsettled"
    assert rules["phase-1/offense"].bearers == ("OTTOMAN",)
    assert "the situation is one that the pact names" in rules["phase-1/offense"].missing
