"""JSON to the letter of the contract."""

from __future__ import annotations

import json

from foedus.briefs import Brief, render, render_assessment, render_reading

ASSESSMENT = {"schema", "made_by", "on", "as_of", "incident", "determinations", "collisions", "would_change"}
BRIEF = {
    "schema", "made_by", "reading", "assessments", "standing", "what_if", "collisions", "unknowns", "discrepancies", "sources",
}  # fmt: skip
READING = {"schema", "made_by", "reports", "incidents", "discrepancies"}
DETERMINATION = {
    "instrument", "provision", "reading", "verdict", "standing", "modality", "duty", "up_to", "discretion", "bearers",
    "beneficiaries", "awaiting", "missing", "unverified", "proof", "sources",
}  # fmt: skip
NODE = {"row", "words", "truth", "sentence", "ground", "evidence", "children"}
NAME = {"instrument", "provision", "reading"}
GROUNDS = {"found", "presumed", "decided", "stipulated"}
MODALITIES = {"must", "may", "must not", "deems"}


CARRIED = {"id", "published", "content"}


def check_made_by(found: dict, *, whole: bool = True) -> None:
    """An answer carries its question and its own sha256; one inside a brief names its inputs only."""
    assert set(found) == {"foedus", "library", "inputs"} | ({"asked", "sha256"} if whole else set())
    assert all({"file", "sha256"} <= set(each) <= {"file", "sha256"} | CARRIED for each in found["inputs"])
    assert whole or not any(CARRIED & set(each) for each in found["inputs"])


def check_node(node: dict) -> None:
    assert set(node) == NODE and node["truth"] in (True, False, None) and node["ground"] in GROUNDS and node["sentence"]
    for child in node["children"]:
        check_node(child)


def check_determination(found: dict) -> None:
    assert set(found) == DETERMINATION and found["modality"] in MODALITIES and "_" not in found["verdict"]
    assert found["sources"], f"{found['instrument']} {found['provision']} leads to no source"
    assert all(set(each) == {"id", "title", "address", "verified"} for each in found["sources"])
    check_node(found["proof"])


def check_assessment(found: dict, *, whole: bool = True) -> None:
    assert set(found) == ASSESSMENT and found["schema"] == "foedus/assessment/1"
    check_made_by(found["made_by"], whole=whole)
    for each in found["determinations"]:
        check_determination(each)
    for each in found["collisions"]:
        assert set(each) == {"bearer", "between", "avoidable", "why"} and len(each["between"]) == 2
        assert all(set(side) == NAME for side in each["between"])
    for each in found["would_change"]:
        assert (
            set(each) == NAME | {"from", "to", "facts"} and 1 <= len(each["facts"]) <= 3 and each["from"] != each["to"]
        )


def test_a_brief_has_exactly_the_keys_of_the_contract(brief: Brief) -> None:
    told = json.loads(render(brief, "json"))
    assert set(told) == BRIEF and told["schema"] == "foedus/brief/1"
    check_made_by(told["made_by"])
    assert {each["file"] for each in told["made_by"]["inputs"]} == {"first.txt", "second.txt"}
    check_made_by(told["reading"]["made_by"], whole=False)
    for each in (*told["assessments"], *told["what_if"]):
        check_assessment(each, whole=False)
    for each in told["standing"]:
        check_determination(each)
        assert each["standing"] is True
    assert all(each["incident"]["status"] == "hypothetical" for each in told["what_if"])
    for each in told["unknowns"]:
        assert set(each) == {"what", "incident", "hangs", "answers"} and each["hangs"]
    for each in told["discrepancies"]:
        assert set(each) == {"about", "values", "assessment"}
        assert all(set(value) == {"value", "claims"} for value in each["values"])
    assert told["sources"]


def test_a_reading_has_exactly_the_keys_of_the_contract(brief: Brief) -> None:
    told = json.loads(render_reading(brief.reports, brief.reconciliation, "json"))
    assert set(told) == READING and told["schema"] == "foedus/reading/1"
    check_made_by(told["made_by"])
    for report in told["reports"]:
        for claim in report["claims"]:
            start, end = claim["span"]
            assert report["text"][start:end] == claim["quote"]


def test_an_assessment_has_exactly_the_keys_of_the_contract(brief: Brief) -> None:
    for assessment in brief.assessments:
        check_assessment(json.loads(render_assessment(assessment, "json")))


def test_every_quote_in_the_sources_is_its_span(brief: Brief) -> None:
    told = json.loads(render(brief, "json"))
    texts = {report["file"]: report["text"] for report in told["reading"]["reports"]}
    quoted = [each for each in told["sources"] if each["kind"] == "report"]
    assert quoted
    for each in quoted:
        assert texts[each["address"]][slice(*each["span"])] == each["quote"]
