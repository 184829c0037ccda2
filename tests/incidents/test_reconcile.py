"""Claims of several reports about one event become one incident, and nothing else is joined."""

from __future__ import annotations

import pytest

from foedus.incidents.reconcile import reconcile
from foedus.terms import FoedusError


def acts(found):
    return [(incident.act, incident.target or incident.actor, incident.status) for incident in found.incidents]


def test_the_same_signing_in_two_reports_is_one(day, make, say):
    found = reconcile(
        [
            make("a", say("signature", "BFA MLI NER", when=day("2023-09-16")), say("signature", "MLI")),
            make("b", say("signature", "BFA MLI NER", when=day(stated="On Saturday"), place="Bamako")),
        ]
    )
    (signing,) = found.incidents
    assert signing.actor == ("BFA", "MLI", "NER")
    assert signing.claims == ("a-c0", "a-c1", "b-c0")
    assert signing.place == "Bamako"
    assert signing.witnesses == 2


def test_narrower_words_win(day, make, say):
    found = reconcile(
        [
            make("a", say("armed attack", "jihadists", "BFA", place="Koumbri", when=day("2023-09-04"))),
            make("b", say("raid", "JNIM", "BFA", place="Koumbri", when=day("2023-09-04"))),
        ]
    )
    (raid,) = found.incidents
    assert (raid.act, raid.actor, raid.actor_kind) == ("raid", ("JNIM",), "armed group")


def test_raid_and_ambush_at_one_place_and_day_are_one_armed_attack(day, make, say):
    told = {"place": "Koumbri", "when": day("2023-09-04")}
    (attack,) = reconcile(
        [make("a", say("raid", "JNIM", "BFA", **told)), make("b", say("ambush", "JNIM", "BFA", **told))]
    ).incidents
    assert attack.act == "armed attack"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("coup", "", "MLI"), ("coup", "", "NER")),
        (("armed attack", "JNIM", "BFA"), ("armed attack", "CSP", "MLI")),
        (("armed attack", "JNIM", "BFA"), ("withdrawal of forces", "FRA", "BFA")),
        (("signature", "BFA MLI NER", ""), ("signature", "MLI CMA", "")),
    ],
)
def test_different_events_stay_apart(make, say, one, other):
    assert len(reconcile([make("a", say(*one)), make("b", say(*other))]).incidents) == 2


def test_attacks_on_one_town_on_two_days_stay_apart(day, make, say):
    found = reconcile(
        [
            make("a", say("armed attack", "", "MLI", place="Bamba", when=day("2023-09-07"))),
            make("b", say("armed attack", "", "MLI", place="Bamba", when=day("2023-10-01"))),
        ]
    )
    assert len(found.incidents) == 2


@pytest.mark.parametrize("modality", ["threatened", "hypothetical", "planned"])
def test_what_has_not_come_is_never_joined_to_what_happened(make, say, modality):
    found = reconcile(
        [
            make("a", say("armed intervention", "NGA", "NER")),
            make("b", say("armed intervention", "NGA", "NER", modality=modality)),
        ]
    )
    assert sorted(incident.status for incident in found.incidents) == sorted(
        ["happened", "threatened" if modality == "threatened" else "hypothetical"]
    )


def test_ultimatum_and_threatened_intervention_are_one_threat(make, say):
    (threat,) = reconcile(
        [
            make("a", say("ultimatum", "ECOWAS", "NER")),
            make("b", say("armed intervention", "ECOWAS", "NER", modality="threatened")),
        ]
    ).incidents
    assert (threat.act, threat.status, threat.actor_kind) == ("armed intervention", "threatened", "organisation")


def test_coups_in_three_states_are_three_incidents(make, say):
    found = reconcile([make("a", say("coup", "", "BFA MLI NER"))])
    assert [incident.target for incident in found.incidents] == [("BFA",), ("MLI",), ("NER",)]
    assert {incident.claims for incident in found.incidents} == {("a-c0",)}


def test_summing_up_several_coups_is_a_remark_on_them(day, make, say):
    found = reconcile(
        [
            make(
                "a",
                say("coup", "", "MLI", when=day("2020-08-18")),
                say("coup", "", "MLI", when=day("2021-05-24")),
                say("coup", "", "MLI", when=day("2020-01-01", None, "since 2020", "interval")),
            )
        ]
    )
    assert len(found.incidents) == 2
    (summary,) = [remark for remark in found.remarks if remark.kind == "summary"]
    assert summary.claims == ("a-c2",)
    assert set(summary.incidents) == {incident.id for incident in found.incidents}


def test_vague_mention_that_fits_two_events_is_given_to_neither(day, make, say):
    found = reconcile(
        [
            make("a", say("coup", "", "MLI", when=day("2020-08-18")), say("coup", "", "MLI", when=day("2021-05-24"))),
            make("b", say("coup", "", "MLI")),
        ]
    )
    assert [incident.claims for incident in found.incidents] == [("a-c0",), ("a-c1",), ("b-c0",)]


def test_hostilities_of_recent_weeks_are_not_the_attack_of_one_day(day, make, say):
    found = reconcile(
        [
            make("a", say("attack", "tuareg_armed_groups", "MLI", when=day(None, None, "in recent weeks", "interval"))),
            make("b", say("armed attack", "CSP", "MLI", place="Bourem", when=day("2023-09-12"))),
        ]
    )
    assert len(found.incidents) == 2


def test_attack_with_two_authors_counts_once_and_its_author_is_unknown(day, make, say):
    told = {"place": "Koumbri", "when": day("2023-09-04")}
    found = reconcile([make("a", say("raid", "JNIM", "BFA", **told)), make("b", say("raid", "ISGS", "BFA", **told))])
    (raid,) = found.incidents
    assert raid.actor == ()
    assert raid.actor_kind == "armed group"
    assert any(d.about.startswith("author of") for d in found.discrepancies)


def test_denial_against_a_party_s_own_word_leaves_it_alleged(make, say):
    found = reconcile(
        [
            make("a", say("shelling", "AZE", "ARM", by="defence ministry of Armenia")),
            make("b", say("shelling", "AZE", "ARM", modality="denied", by="defence ministry of Azerbaijan")),
        ]
    )
    (shelling,) = found.incidents
    assert shelling.status == "alleged"
    (denial,) = [d for d in found.discrepancies if d.about.startswith("whether")]
    assert {value.value for value in denial.values} == {"denied", "happened"}


def test_denial_alone_is_denied_and_report_s_own_voice_stands(make, say):
    denied = say("shelling", "AZE", "ARM", modality="denied")
    assert reconcile([make("a", denied)]).incidents[0].status == "denied"
    both = reconcile([make("a", denied), make("b", say("shelling", "AZE", "ARM"))])
    assert both.incidents[0].status == "happened"


def test_clauses_opinions_and_states_of_affairs_are_remarks(make, say):
    found = reconcile(
        [
            make(
                "a",
                say(
                    "attack",
                    "BFA MLI NER",
                    kind="PROVISION",
                    modality="provision",
                    about=("liptako-gourma-charter-2023",),
                ),
                say(None, "MLI", kind="STATEMENT", about=("AES",), words="the minister praised it"),
                say(None, "NER", kind="STATUS", words="soldiers rule there"),
                say(None, "FRA", "G5_SAHEL", kind="SUPPORT", words="France backed the force"),
            )
        ]
    )
    assert found.incidents == ()
    assert [(remark.kind, remark.about) for remark in found.remarks] == [
        ("event", ()), ("provision", ("liptako-gourma-charter-2023",)), ("statement", ("AES",)), ("status", ()),
    ]  # fmt: skip


def test_incidents_stand_in_order_of_time_undated_last(day, make, say):
    found = reconcile(
        [
            make(
                "a",
                say("request", "NER", "FRA"),
                say("coup", "", "NER", when=day("2023-07-26")),
                say("coup", "", "MLI", when=day("2020-08-18")),
            )
        ]
    )
    assert [incident.act for incident in found.incidents] == ["coup", "coup", "request"]
    assert found.incidents[0].target == ("MLI",)


def test_ids_are_unique_and_tell_what_they_name(day, make, say):
    found = reconcile(
        [
            make("a", say("armed attack", "JNIM", "MLI", place="Bamba", when=day("2023-09-07"))),
            make("b", say("armed attack", "JNIM", "MLI", place="Gourma-Rharous", when=day("2023-09-07"))),
        ]
    )
    ids = [incident.id for incident in found.incidents]
    assert len(set(ids)) == 2
    assert all(name.startswith("armed-attack-jnim-on-mli-2023-09-07") for name in ids)


def test_every_key_of_an_incident_rests_on_the_claims_that_say_it(day, make, say):
    (signing,) = reconcile(
        [
            make("a", say("signature", "BFA MLI NER", when=day("2023-09-16"))),
            make("b", say("signature", "MLI", place="Bamako")),
        ]
    ).incidents
    assert [e.id for e in signing.evidence["act"]] == ["a-c0", "b-c0"]
    assert [e.id for e in signing.evidence["place"]] == ["b-c0"]


def test_json_has_the_keys_of_the_contract(day, make, say):
    found = reconcile([make("a", say("coup", "", "NER", when=day("2023-07-26")))]).to_json()
    (incident,) = found["incidents"]
    assert {"id", "claims", "witnesses", "date", "act", "target", "status", "basis"} <= set(incident)
    assert incident["date"] == "2023-07-26"


def test_no_reports_give_nothing():
    found = reconcile([])
    assert (found.incidents, found.discrepancies, found.remarks) == ((), (), ())


def test_vague_signing_is_the_one_that_the_other_report_surely_means(make, say, chronology):
    charter = ("liptako-gourma-charter-2023",)
    found = reconcile(
        [
            make("a", say("signature", "MLI", about=charter), say("signature", "MLI CMA")),
            make("b", say("signature", "BFA MLI NER")),
        ],
        chronology=chronology,
    )
    (signing,) = [incident for incident in found.incidents if "NER" in incident.actor]
    assert signing.claims == ("a-c0", "b-c0")
    assert signing.date.words() == "2023-09-16"


def test_of_two_signings_spoken_of_a_vague_one_is_neither(day, make, say, chronology):
    found = reconcile(
        [
            make("a", say("signature", "BFA MLI NER", when=day("2023-09-16"))),
            make("b", say("signature", "BFA MLI NER", when=day("2024-07-06"))),
            make("c", say("signature", "BFA MLI NER")),
        ],
        chronology=chronology,
    )
    assert [incident.claims for incident in found.incidents] == [("a-c0",), ("b-c0",), ("c-c0",)]


def test_ultimatum_and_the_declaration_of_war_after_it_are_two(day, make, say):
    found = reconcile(
        [
            make("a", say("ultimatum", "AUH", "SRB-KINGDOM", when=day("1914-07-23"))),
            make("b", say("state of war declared", "AUH", "SRB-KINGDOM", kind="THREATEN", when=day("1914-07-28"))),
        ]
    )
    assert [(incident.act, incident.status) for incident in found.incidents] == [
        ("ultimatum", "happened"), ("state of war declared", "happened"),
    ]  # fmt: skip


def test_two_truces_on_two_days_are_two(day, make, say):
    found = reconcile(
        [
            make("a", say("ceasefire", "ARM AZE", kind="RETREAT", when=day("2022-09-13"))),
            make("b", say("ceasefire", "ARM AZE", kind="RETREAT", when=day("2022-09-14"))),
        ]
    )
    assert len(found.incidents) == 2


def test_last_week_s_strike_is_the_strike_of_that_day(day, make, say):
    found = reconcile(
        [
            make("a", say("air strike", "ISR", "QAT", place="Doha", when=day("2025-09-09"))),
            make(
                "b",
                say(
                    "air strike",
                    "ISR",
                    "QAT",
                    place="Doha",
                    when=day("2025-09-08", "2025-09-14", "last week", "interval"),
                ),
            ),
        ]
    )
    (strike,) = found.incidents
    assert strike.date.words() == "2025-09-09"


def test_undated_requests_in_reports_months_apart_are_two(make, say):
    asked = say("request", "PHL", "CHN")
    near = [make("a", asked, published="2023-08-07"), make("b", asked, published="2023-08-09")]
    far = [make("a", asked, published="2023-08-07"), make("b", asked, published="2024-06-19")]
    assert (len(reconcile(near).incidents), len(reconcile(far).incidents)) == (1, 2)


def test_two_texts_under_one_id_are_refused(make, say):
    with pytest.raises(FoedusError, match="two different reports have the id 'a'"):
        reconcile([make("a", say("coup", "", "MLI")), make("a", say("coup", "", "NER"))])
