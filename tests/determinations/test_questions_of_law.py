"""Questions of law asked of the shipped library, as a legal desk would ask them."""

from __future__ import annotations

import pytest

from foedus.determinations import Determination, determinations, question
from foedus.incidents import make_incident
from foedus.obligations import collisions
from foedus.pacts import load_library

LIBRARY = load_library()
CHARTER = "liptako-gourma-charter-2023"
NATO = "north-atlantic-treaty-1949"
RAID = {"act": "raid", "actor": "JNIM", "target": "BFA", "struck": "armed forces", "place": "BFA"}
NIGERIA = {
    "act": "armed intervention", "actor": "NGA", "target": "NER", "place": "NER", "date": "2023-09-20",
    "facts": {"authorisation of the un security council": False, "consent of the target": False},
}  # fmt: skip


def ask(everything: bool = True, **incident: object) -> tuple[Determination, ...]:
    return determinations(question(make_incident(incident), LIBRARY, everything=everything))


def said(
    found: tuple[Determination, ...], instrument: str, article: str, reading: str | None = None
) -> dict[str, set[str]]:
    """Return who stands under which verdict by the rules of an article."""
    verdicts: dict[str, set[str]] = {}
    for each in found:
        if each.instrument.id == instrument and each.provision.startswith(f"{article}/") and each.reading == reading:
            verdicts.setdefault(str(each.verdict), set()).update(each.bearers)
    return verdicts


def test_a_raid_on_burkinabe_soldiers_after_the_charter() -> None:
    found = ask(date="2023-09-20", **RAID)
    assert said(found, CHARTER, "art-7")["owed"] == {"MLI", "NER"}
    assert said(found, CHARTER, "art-4") == {"owed": {"BFA", "MLI", "NER"}}
    # whether article 6 itself is met hangs on the harm, which a raid does not presume
    assert said(found, CHARTER, "art-6") == {"unsettled": {"MLI", "NER"}}


def test_neither_place_nor_service_need_be_told_of_soldiers() -> None:
    found = ask(date="2023-09-20", act="raid", target="BFA", struck="armed forces")
    assert said(found, CHARTER, "art-7")["owed"] == {"MLI", "NER"}


def test_the_same_raid_ten_days_earlier() -> None:
    found = ask(date="2023-09-10", **RAID)
    for article in ("art-4", "art-5", "art-6", "art-7", "art-8-a"):
        assert set(said(found, CHARTER, article)) == {"not in force"}


def test_nigeria_in_niger() -> None:
    found = ask(**NIGERIA)
    assert said(found, CHARTER, "art-6")["owed"] == {"MLI", "BFA"}
    assert said(found, "ecowas-non-aggression-1978", "art-1")["breached"] == {"NGA"}
    assert said(found, "un-charter-1945", "art-2-4")["breached"] == {"NGA"}


def test_nigeria_in_niger_sets_duties_against_each_other() -> None:
    asked = question(make_incident(NIGERIA), LIBRARY)
    found = collisions(determinations(asked), asked)
    pairs = {(each.bearer, each.between[0].instrument.id, each.between[1].instrument.id) for each in found}
    assert {("MLI", CHARTER, "ecowas-non-aggression-1978"), ("BFA", CHARTER, "ecowas-non-aggression-1978")} <= pairs
    of_the_charter = [each for each in found if each.between[0].instrument.id == CHARTER]
    assert all(each.avoidable and any("103" in argument for argument in each.arguments) for each in of_the_charter)


def test_with_the_hosts_consent_nigeria_breaks_no_ban_that_knows_consent() -> None:
    facts = {"authorisation of the un security council": False, "consent of the target": True}
    assert "breached" not in said(ask(**{**NIGERIA, "facts": facts}), "un-charter-1945", "art-2-4")


def test_ecowas_itself_in_niger_engages_the_charter_and_collides() -> None:
    asked = question(make_incident({**NIGERIA, "actor": "ECOWAS", "status": "hypothetical"}), LIBRARY)
    found = determinations(asked)
    assert said(found, CHARTER, "art-6")["owed"] == {"MLI", "BFA"}
    pairs = {
        (each.bearer, each.between[1].instrument.id)
        for each in collisions(found, asked)
        if each.between[0].instrument.id == CHARTER
    }
    assert {("MLI", "ecowas-non-aggression-1978"), ("BFA", "ecowas-non-aggression-1978")} <= pairs


@pytest.mark.parametrize(
    ("date", "verdict"),
    [
        ("2023-04-03", "not triggered"),
        ("2023-04-04T09:00:00+02:00", "not triggered"),
        ("2023-04-04", "unsettled"),
        ("2023-04-04T15:00:00+02:00", "unsettled"),
        ("2023-04-04T20:00:00+02:00", "owed"),
        ("2023-04-05", "owed"),
    ],
)
def test_russia_invades_finland(date: str, verdict: str) -> None:
    found = ask(act="invasion", actor="RUS", target="FIN", date=date)
    base = [
        each
        for each in found
        if each.instrument.id == NATO and each.provision == "art-5/assist" and each.reading is None
    ]
    assert {str(each.verdict) for each in base if "FIN" not in each.bearers} == {verdict}
    if verdict == "owed":
        assert len(base[0].bearers) == 30 and "FIN" not in base[0].bearers and base[0].rule.discretion == "means"
    if date == "2023-04-04":
        assert base[0].missing == ("date",)


def test_a_threat_by_ecowas_is_owed_nothing_under_article_6() -> None:
    found = ask(act="armed intervention", actor="ECOWAS", target="NER", date="2023-09-17", status="threatened")
    assert set(said(found, CHARTER, "art-6")) == {"not triggered"}


def test_a_coup_engages_no_help_under_the_charters_first_reading() -> None:
    found = ask(act="coup", target="NER", date="2023-10-01")
    for article in ("art-6", "art-7"):
        assert "owed" not in said(found, CHARTER, article)


def test_the_france_niger_accords_under_both_views() -> None:
    found = ask(date="2023-12-22", act="withdrawal of forces", actor="FRA", place="NER")
    assert set(said(found, "france-niger-agreements", "accord-of-25-march-2013")) == {"not in force"}
    verdicts = [said(found, "france-niger-agreements", "accord-of-25-march-2013", "government of NER: Bazoum")]
    assert "not in force" not in verdicts[0] and verdicts[0]


def test_minusma_was_leaving_on_the_day_of_the_charter() -> None:
    found = ask(date="2023-09-16", act="bombing", target="UN_MINUSMA", struck="mission", place="MLI")
    assert any(
        each.verdict == "not in force"
        for each in found
        if each.instrument.id == "minusma-mandate" and "2100" in each.provision
    )
    assert any(
        each.verdict == "open" for each in found if each.instrument.id == "minusma-mandate" and "2690" in each.provision
    )


def test_mali_in_the_1981_protocol_is_in_doubt_and_never_a_no() -> None:
    found = ask(act="invasion", actor="LBY", target="NER", date="2023-09-20")
    mali = [
        each
        for each in found
        if each.instrument.id == "ecowas-pmad-1981" and each.provision.startswith("art-3/") and "MLI" in each.bearers
    ]
    assert mali and {str(each.verdict) for each in mali} == {"unsettled"}


def test_every_answer_that_rests_on_general_knowledge_says_so() -> None:
    for each in ask(**NIGERIA):
        if each.rule.origin.verified == "gk":
            assert any(each.provision in text for text in each.unverified), each.key


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_node_of_every_proof_can_be_told(lang: str) -> None:
    for each in (
        *ask(**NIGERIA),
        *ask(date="2023-09-10", act="raid", target="BFA", status="alleged"),
        *ask(act="coup", target="NER", status="threatened"),
    ):
        for node in each.proof.walk():
            assert node.sentence(lang).strip(), node.key
