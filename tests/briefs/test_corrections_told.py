"""A brief under corrections: the verdicts follow, and every format says in both languages who changed what."""

from __future__ import annotations

import json
import re
from importlib.resources import files

import pytest

import foedus
from foedus.desk import correctable, loose_claims
from foedus.terms import LANGUAGES

SAMPLES = files("foedus") / "data" / "samples"
NAMES = ("sahel-wire.txt", "sahel-regional-paper.txt")
RAIDS, DROPPED, LEFT = "sahel-regional-paper#c14", "sahel-wire#c22", "sahel-regional-paper#c22"
SHORT = "A raid\n\nBAMAKO, 21 September 2023 — JNIM fighters raided a post in Burkina Faso on 20 September 2023.\n"
WHO = ("Ana Q.", "Ben", "Cy")
CORRECTIONS = [
    {"do": "change", "claim": RAIDS, "set": {"target": "NER", "date": "2023-09-20"}, "by": WHO[0], "why": "their own note"},
    {"do": "drop", "claim": DROPPED, "by": WHO[1]},
    {"do": "state", "claim": RAIDS, "set": {"struck": "armed forces"}, "facts": {"request by the target": True}, "by": WHO[2]},
    {"do": "add", "incident": {"act": "raid", "actor": "JNIM", "target": "MLI", "date": "2023-09-21"}},
    {"do": "change", "claim": RAIDS, "set": {"act": "raid"}},
]  # fmt: skip


@pytest.fixture(scope="module")
def reports() -> tuple[foedus.Report, ...]:
    return foedus.read([str(SAMPLES / name) for name in NAMES]).reports


@pytest.fixture(scope="module")
def plain(reports):
    return foedus.brief(reports)


@pytest.fixture(scope="module")
def corrected(reports):
    return foedus.brief(reports, corrections=CORRECTIONS)


def holding(brief, claim: str):
    return next(each for each in brief.assessments if claim in each.incident.claims)


def verdicts(found) -> dict[object, str]:
    return {(each.key, each.bearers): str(each.verdict) for each in found.by_event}


def test_no_corrections_give_the_same_bytes(reports, plain) -> None:
    short = foedus.brief(SHORT)
    assert foedus.brief(SHORT, corrections=[]).render("json") == short.render("json")
    assert foedus.brief(reports, corrections=()).render("md", lang="fr") == plain.render("md", lang="fr")
    assert "corrections" not in short.to_json()


def test_a_change_and_its_inverse_give_the_same_verdicts(reports, plain) -> None:
    there = {"do": "change", "claim": RAIDS, "set": {"target": "NER", "initiator": "France"}}
    back = {"do": "change", "claim": RAIDS, "set": {"target": None, "initiator": "JNIM"}}
    one, both = foedus.brief(reports, corrections=[there]), foedus.brief(reports, corrections=[there, back])
    assert list(map(verdicts, both.assessments)) == list(map(verdicts, plain.assessments))
    assert list(map(verdicts, one.assessments)) != list(map(verdicts, plain.assessments))


@pytest.mark.parametrize("answer", [True, False, None])
def test_answering_an_unknown_moves_the_verdict_as_assess_does(reports, plain, answer: bool | None) -> None:
    moved = 0
    for each in correctable(plain):
        assessment = plain.assessments[each.number - 1]
        turning = {
            one
            for fact in each.facts
            for one in fact.decides
            if fact.kind == "fact"
            and len(one.facts) == 1
            and one.before == "unsettled"
            and one.facts[0][1] is not (not answer)
        }
        for phrase in sorted({one.facts[0][0] for one in turning})[:1]:
            state = {"do": "state", "claim": each.claims[0].id, "incident": each.incident, "facts": {phrase: answer}}
            now = holding(foedus.brief(reports, corrections=[state]), each.claims[0].id)
            if now.incident.id != each.incident:
                continue
            written = assessment.incident.to_json()
            told = foedus.assess({**written, "facts": {**written.get("facts", {}), phrase: answer}}, on=assessment.on)
            assert verdicts(now) == verdicts(told)
            for one in turning:
                if one.facts == ((phrase, answer),):
                    key = (one.instrument, one.provision, one.reading)
                    after = {str(d.verdict) for d in now.by_event if d.key == key}
                    moved += one.before == "unsettled" and one.after in after
        if moved or (answer is None and turning):
            break
    assert moved or answer is None


def test_stipulated_nodes_say_by_whom(corrected) -> None:
    found = holding(corrected, RAIDS)
    owed = next(each for each in found.engaged if each.instrument.id == "liptako-gourma-charter-2023")
    assert owed.proof.ground == "stipulated"
    nodes = {node.row: node for node in owed.proof.walk()}
    assert nodes["target"].ground == nodes["struck"].ground == "stipulated"
    assert nodes["act"].ground == "found", "changed to what was read: nothing changed"
    assert "stipulated by Ana Q." in nodes["target"].sentence() and "stipulé par Ana Q." in nodes["target"].sentence(
        "fr"
    )
    assert "stipulated by Cy" in nodes["struck"].sentence()
    told = json.dumps(nodes["struck"].to_json())
    assert '"ground": "stipulated"' in told and '"id": "Cy"' in told


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("format", ["terminal", "md", "html"])
def test_every_format_tells_who_changed_what(corrected, plain, format: str, lang: str) -> None:
    text = " ".join(re.sub(r"<[^>]+>", " ", corrected.render(format, lang=lang)).replace("\xa0", " ").split())
    text = text.replace("\\", "").replace("&#x27;", "'").replace("&#39;", "'")
    wanted = {
        "en": (
            "5 corrections by Ana Q., Ben and Cy", "Corrected by Ana Q.: target Niger (the reader understood none)",
            "(their own note)", "was dropped by Ben", "Stipulated by Cy: struck armed forces; Niger has asked for help",
            "Added; no report tells it", "Correction 5 changes nothing", "stipulated by Cy",
        ),
        "fr": (
            "5 corrections de Ana Q., Ben et Cy", "Corrigé par Ana Q. : le Niger (cible ; la lecture n'en disait rien)",
            "(their own note)", "a été écartée par Ben", "Stipulé par Cy : forces armées (touché)",
            "Ajouté ; aucun rapport ne le relate", "La correction 5 ne change rien", "stipulé par Cy",
        ),
    }[lang]  # fmt: skip
    missing = [each for each in wanted if each not in text]
    assert not missing
    assert not any(each in plain.render(format, lang=lang) for each in ("tipul", "orrected by", "orrigé par"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_reading_tells_them_too(reports, lang: str) -> None:
    found = foedus.read(reports, corrections=CORRECTIONS)
    text = " ".join(found.render("md", lang=lang).split())
    assert {"en": "was dropped by Ben", "fr": "a été écartée par Ben"}[lang] in text.replace("\xa0", " ")
    assert found.to_json()["corrections"] == CORRECTIONS_AS_WRITTEN


CORRECTIONS_AS_WRITTEN = json.loads(json.dumps(CORRECTIONS))


def test_json_lists_them_and_keeps_what_was_read(reports) -> None:
    answer = foedus.read(reports, corrections=CORRECTIONS).to_json()
    claims = {each["id"]: each for report in answer["reports"] for each in report["claims"]}
    assert claims[RAIDS]["target"] == ["NER"] and claims[RAIDS]["read_as"] == {"target": [], "date": None}
    assert claims[RAIDS]["corrected_by"] == {"target": WHO[0], "date": WHO[0]}
    assert DROPPED not in claims
    assert [each["id"] for report in answer["reports"] for each in report.get("dropped", ())] == [DROPPED]
    told = next(each for each in answer["incidents"] if RAIDS in each["claims"])
    assert told["stipulated"] == {
        "target": [WHO[0]],
        "date": [WHO[0]],
        "struck": [WHO[2]],
        "request by the target": [WHO[2]],
    }


def test_the_json_of_a_brief_lists_them_too() -> None:
    claim = foedus.read(SHORT).claims[0]
    change = {"do": "change", "claim": claim.id, "set": {"target": "NER"}, "by": "Ana"}
    answer = foedus.brief(SHORT, corrections=[change]).to_json()
    assert answer["corrections"] == [change]
    assert answer["reading"]["reports"][0]["claims"][0]["read_as"] == {"target": ["BFA"]}
    assert answer["assessments"][0]["incident"]["target"] == "NER"


def test_the_same_corrections_give_the_same_bytes(reports, corrected) -> None:
    again = foedus.brief(reports, corrections=[each.to_json() for each in corrected.corrections])
    assert again.render("md") == corrected.render("md")


def test_what_is_later_is_left_out_with_its_corrections(reports) -> None:
    later = foedus.read(
        "SEOUL, 4 May 2024 — Chilean marines raided a Peruvian fort on 3 May 2024.\n\nNo more.\n"
    ).reports[0]
    sure = [{"do": "drop", "claim": later.claims[0].id}, {"do": "drop", "claim": DROPPED}]
    found = foedus.brief([*reports, later], as_of="2023-12-31", corrections=sure)
    assert [each.claims for each in found.corrections] == [(DROPPED,)]
    with pytest.raises(foedus.FoedusError):
        foedus.brief([*reports, later], as_of="2023-12-31", corrections=[{"do": "drop", "claim": "nobody#c01"}])


def test_correctable_lists_keys_claims_and_open_facts(plain, corrected) -> None:
    found = {each.incident: each for each in correctable(corrected)}
    raids = next(each for each in found.values() if RAIDS in [claim.id for claim in each.claims])
    keys = {each.key: each for each in raids.keys}
    assert (keys["target"].value, keys["target"].ground, keys["target"].by) == ("NER", "stipulated", (WHO[0],))
    assert (keys["act"].value, keys["act"].ground) == ("raid", "found")
    assert keys["request by the target"].value == "true"
    claim = {each.key: each for each in raids.claims[0].keys}
    assert (claim["target"].read, claim["target"].value) == ("", "NER") and claim["act"].read is None
    assert raids.claims[0].quote and raids.claims[0].span[0] < raids.claims[0].span[1]
    assert found["added-1"].claims == ()
    loose = {each.id: each.dropped for each in loose_claims(corrected)}
    assert loose[DROPPED] is True and False in loose.values()
    for each in correctable(plain):
        waiting = {
            word for one in plain.assessments[each.number - 1].open_questions for word in (*one.missing, *one.awaiting)
        }
        assert waiting == {fact.phrase for fact in each.facts if fact.missing}
        for fact in each.facts:
            assert fact.waits or fact.decides
            assert fact.question["en"] and fact.question["fr"] and fact.question["en"] != fact.question["fr"]
            assert {one.facts and fact.phrase in dict(one.facts) for one in fact.decides} <= {True}
    quick = correctable(plain, decides=False)
    assert all(fact.missing and not fact.decides for each in quick for fact in each.facts)
