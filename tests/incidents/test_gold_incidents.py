"""The expected incidents and discrepancies of the samples and seeds, from expected claims and from claims as read."""

from __future__ import annotations

import json
from datetime import date

import pytest

from foedus.incidents.reconcile import reconcile
from foedus.terms import is_a

SAMPLES = ("sahel-wire", "sahel-fr", "sahel-regional-paper", "unrelated")


def gold(root, name):
    return json.loads((root / "tests" / "incidents" / "gold" / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def samples(expected, chronology):
    return reconcile([expected(name) for name in SAMPLES], chronology=chronology)


@pytest.fixture(scope="module")
def from_seeds(expected_seeds, chronology):
    return reconcile(expected_seeds, chronology=chronology)


def allowed(expected, key):
    return [expected[key], *expected.get("also", {}).get(key, [])]


def date_fits(found, expected):
    first, last = found.date.first_day, found.date.last_day
    for value in allowed(expected, "date"):
        start = date.fromisoformat(value["start"]) if value and value["start"] else None
        end = date.fromisoformat(value["end"]) if value and value["end"] else None
        # a library interval or a bound from publication is more than is asked for, never against it
        if (start is None or first is not None and first >= start) and (
            end is None or last is not None and last <= end
        ):
            return True
    return False


def telling(found, expected):
    """The incidents that rest on all the expected claims, those that sum up several states taken together."""
    claims = set(expected["claims"])
    return [incident for incident in found.incidents if claims & set(incident.claims)]


def faults(found, wanted):
    """What is missing or wrong in the incidents, in words."""
    wrong = []
    for expected in wanted["incidents"]:
        if expected.get("optional"):
            continue
        name, mine = f"{expected['id']} {expected['act']} {expected['target']}", telling(found, expected)
        if len(expected["target"]) > 1 and expected["act"] == "coup":
            covered = {target for incident in mine for target in incident.target}
            if not set(expected["target"]) <= covered:
                wrong.append(f"{name}: only {sorted(covered)}")
            continue
        mine = [i for i in mine if any(is_a(i.act, act) or is_a(act, i.act) for act in allowed(expected, "act"))]
        mine = [i for i in mine if list(i.target) in allowed(expected, "target") or set(i.target) == set(expected["target"])
                or expected["act"] == "signature"]  # fmt: skip
        if len(mine) != 1:
            wrong.append(f"{name}: {len(mine)} incidents")
            continue
        (incident,) = mine
        if incident.status not in allowed(expected, "status"):
            wrong.append(f"{name}: {incident.status}")
        if not date_fits(incident, expected):
            wrong.append(f"{name}: dated {incident.date.words()}")
        if expected["date"] and not any(
            basis and basis in (incident.basis or "") for basis in allowed(expected, "basis")
        ):
            wrong.append(f"{name}: basis {incident.basis}")
        first = incident.date.first_day
        if expected.get("never_from") and first and first >= date.fromisoformat(expected["never_from"]):
            wrong.append(f"{name}: dated {first}")
        if incident.place not in allowed(expected, "place") and expected["place"]:
            wrong.append(f"{name}: place {incident.place}")
    return wrong


def unexplained(found, wanted):
    """The required discrepancies that are not shown with their claims and a fitting assessment."""
    missing = []
    for expected in wanted["discrepancies"]:
        claims = {claim for value in expected["values"] for claim in value["claims"]}
        fitting = [
            d for d in found.discrepancies
            if any(word in d.assessment for word in expected["assessment_any_of"])
            and claims & {claim for value in d.values for claim in value.claims}
        ]  # fmt: skip
        if expected["required"] and not fitting:
            missing.append(expected["about"])
    return missing


def test_samples_give_the_expected_incidents(samples, root):
    assert faults(samples, gold(root, "sahel-samples")) == []


def test_samples_show_the_expected_discrepancies(samples, root):
    assert unexplained(samples, gold(root, "sahel-samples")) == []


def test_seeds_give_the_expected_incidents(from_seeds, root):
    assert faults(from_seeds, gold(root, "seeds")) == []


def test_seeds_show_the_expected_discrepancies(from_seeds, root):
    assert unexplained(from_seeds, gold(root, "seeds")) == []


def test_seeds_tell_one_signing(from_seeds):
    (signing,) = [i for i in from_seeds.incidents if i.act == "signature" and "NER" in i.actor]
    assert (signing.date.words(), signing.place, signing.witnesses) == ("2023-09-16", "Bamako", 2)


def test_french_report_gives_the_incidents_of_its_english_counterpart(expected, chronology):
    def told(name):
        return {
            (i.act, i.actor, i.target, i.status, i.date.words())
            for i in reconcile([expected(name)], chronology=chronology).incidents
            if i.date.first_day
        }

    assert told("sahel-fr") == told("sahel-wire")


def test_unrelated_report_gives_none(expected, chronology):
    assert reconcile([expected("unrelated")], chronology=chronology).incidents == ()
