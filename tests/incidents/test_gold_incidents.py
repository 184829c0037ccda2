"""The expected incidents and discrepancies of the samples and seeds, from expected claims and from claims as read."""

from __future__ import annotations

import json
from datetime import date

import pytest

from foedus.incidents.reconcile import reconcile
from foedus.reading import read_report
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
        if len(mine) > 1:
            mine = [incident for incident in mine if date_fits(incident, expected)]
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


AT_LEAST = {"sahel-samples": 14, "seeds": 15}
"""Expected incidents that must come out right from the reports as read; raise it when the reader gets better."""


def as_read(root, names, folder, chronology):
    """Reconcile the reports as read, and the claims of the reader that stand for each expected one."""
    reports, stands_for = [], {}
    for name in names:
        told = json.loads((root / "tests" / "reading" / "gold" / f"{name}.json").read_text(encoding="utf-8"))
        read = read_report((folder / told["file"]).read_bytes(), id=name, file=told["file"])
        reports.append(read)
        for claim in told["claims"]:
            start, end = claim["span"]
            alike = [other for other in read.claims if other.type == claim["type"] or akin(other.act, claim["act"])]
            overlap = {other.id: min(end, other.span[1]) - max(start, other.span[0]) for other in alike}
            near = sorted((name for name, shared in overlap.items() if shared > 0), key=lambda name: -overlap[name])
            stands_for[f"{name}#{claim['id']}"] = near[:2]
    return reconcile(reports, chronology=chronology), stands_for


def akin(one, other):
    return one is not None and other is not None and (is_a(one, other) or is_a(other, one))


def restated(wanted, stands_for):
    """The expected incidents with the reader's claims in the place of the expected ones."""
    for incident in wanted["incidents"]:
        incident["claims"] = [read for claim in incident["claims"] for read in stands_for[claim]]
    return wanted


def check_as_read(found, stands_for, root, name):
    wanted = restated(gold(root, name), stands_for)
    asked = [incident for incident in wanted["incidents"] if not incident.get("optional")]
    wrong = faults(found, wanted)
    assert len(asked) - len({fault.split(" ")[0] for fault in wrong}) >= AT_LEAST[name], "\n".join(wrong)
    (signing,) = [i for i in found.incidents if i.act == "signature" and "NER" in i.actor]
    assert (signing.date.words(), signing.place, signing.witnesses) == ("2023-09-16", "Bamako", 2)
    (threat,) = [i for i in found.incidents if i.actor == ("ECOWAS",) and i.act == "armed intervention"]
    assert threat.status == "threatened"
    for incident in found.incidents:
        if incident.act == "attack":
            assert incident.date.first_day is None or incident.date.first_day < date(2023, 9, 16)
    subjects = " / ".join(d.about for d in found.discrepancies)
    for subject in ("office of Abdoulaye Diop", "contracted or contracting", "extent of the quoted clause"):
        assert subject in subjects


def test_samples_as_read(root, chronology):
    found, stands_for = as_read(root, SAMPLES, root / "src" / "foedus" / "data" / "samples", chronology)
    check_as_read(found, stands_for, root, "sahel-samples")


def test_seeds_as_read(root, seeds, chronology):
    found, stands_for = as_read(root, ("seed-000", "seed-001"), seeds, chronology)
    check_as_read(found, stands_for, root, "seeds")
    assert "lady" not in json.dumps(found.to_json()).lower()
