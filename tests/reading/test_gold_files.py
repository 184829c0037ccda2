"""The gold files hold what they say they hold, and no shipped sample borrows a sentence."""

from __future__ import annotations

import hashlib
import json
import os
import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from foedus.reading.claim import CLAIM_TYPES, MODALITIES, PRECISIONS
from foedus.terms.words import acts, lineage, vocabulary

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "src" / "foedus" / "data" / "samples"
CLAIMS = ROOT / "tests" / "reading" / "gold"
INCIDENTS = ROOT / "tests" / "incidents" / "gold"
SEEDS = Path(os.environ.get("FOEDUS_SEEDS") or ROOT.parent / "shared" / "seeds")

SAMPLE_GOLD = ("sahel-wire", "sahel-fr", "sahel-regional-paper", "unrelated")
SEED_GOLD = ("seed-000", "seed-001")
INCIDENT_GOLD = ("sahel-samples", "seeds")
FACTS_ONLY = {"type", "act", "initiator", "target", "place", "date", "modality", "attributed_to", "about", "struck"}
CLAIM_KEYS = FACTS_ONLY | {"id", "quote", "span", "optional", "also"}
BASES = {"stated", "calculated", "other report", "library"}
INSTRUMENTS = {
    "france-niger-agreements", "g5-sahel-convention-2014", "g5-sahel-joint-force-2017",
    "liptako-gourma-charter-2023", "mali-algiers-accord-2015", "minusma-mandate",
}  # fmt: skip

# The treaty clause as the press printed it, in both wordings, and names that cannot be written otherwise.
ALLOWED = (
    "Any attack on the sovereignty and territorial integrity of one or more contracted parties "
    "will be considered an aggression against the other parties",
    "any attack on the sovereignty and territorial integrity of one or more contracting parties "
    "shall be considered as an aggression against the other parties and shall give rise to a duty of assistance… "
    "including the use of armed force to restore and ensure security",
    "the Support Group for Islam and Muslims (GSIM)",
)
LONGEST_RUN = 5


def decoded(path: Path) -> str:
    return path.read_bytes().decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")


@cache
def gold(name: str) -> dict:
    return json.loads((CLAIMS / f"{name}.json").read_text(encoding="utf-8"))


@cache
def expected(name: str) -> dict:
    return json.loads((INCIDENTS / f"{name}.json").read_text(encoding="utf-8"))


def report_of(name: str) -> Path:
    """Return the report that a gold file annotates; skip by name where a seed is not at hand."""
    if name in SAMPLE_GOLD:
        return SAMPLES / gold(name)["file"]
    path = SEEDS / gold(name)["file"]
    if not path.is_file():
        pytest.skip(f"{name}: the seed report {path.name} is not at hand (set FOEDUS_SEEDS to its folder)")
    return path


def seed_texts() -> list[str]:
    return [decoded(report_of(name)) for name in SEED_GOLD]


def words(text: str) -> list[str]:
    """Return the words of a text, spelling and punctuation levelled so that a comma hides no borrowing."""
    return re.findall(r"\w+", text.lower().replace("defense", "defence"))


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    row = words(text)
    return {tuple(row[i : i + length]) for i in range(len(row) - length + 1)}


def known_bodies() -> set[str]:
    return set(vocabulary("states")) | set(vocabulary("actors"))


def all_strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [s for item in value.items() for part in item for s in all_strings(part)]
    return [s for part in value for s in all_strings(part)] if isinstance(value, list) else []


def check_date(found: dict | None, keys: set[str]) -> None:
    if found is None:
        return
    assert set(found) - {"stated_span"} == keys
    assert found["precision"] in PRECISIONS
    start, end = (date.fromisoformat(found[k]) if found[k] else None for k in ("start", "end"))
    if start and end:
        assert start <= end
        if found["precision"] == "day":
            assert start == end
        if found["precision"] == "month":
            assert (start.day, start.month, start.year) == (1, end.month, end.year)
        if found["precision"] == "year":
            assert (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
            assert start.year == end.year


@pytest.mark.parametrize("name", SAMPLE_GOLD + SEED_GOLD)
def test_a_gold_file_belongs_to_the_bytes_of_its_report(name):
    assert hashlib.sha256(report_of(name).read_bytes()).hexdigest() == gold(name)["sha256"]


@pytest.mark.parametrize("name", SAMPLE_GOLD + SEED_GOLD)
def test_spans_lie_in_the_text_and_begin_and_end_on_a_word_or_mark(name):
    text = decoded(report_of(name))
    spans = [claim["span"] for claim in gold(name)["claims"]] + [part[:2] for part in gold(name)["set_aside"]]
    for start, end in spans:
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert not (text[start - 1 : start].isalnum() and text[start].isalnum())
        assert not (text[end - 1].isalnum() and text[end : end + 1].isalnum())


@pytest.mark.parametrize("name", SAMPLE_GOLD + SEED_GOLD)
def test_no_claim_spans_two_paragraphs_or_touches_what_is_set_aside(name):
    text = decoded(report_of(name))
    for claim in gold(name)["claims"]:
        start, end = claim["span"]
        assert "\n" not in text[start:end]
        assert all(end <= aside[0] or aside[1] <= start for aside in gold(name)["set_aside"])


@pytest.mark.parametrize("name", SAMPLE_GOLD)
def test_quotes_titles_and_words_of_dates_are_exact_slices(name):
    text = decoded(report_of(name))
    assert text.startswith(gold(name)["title"])
    for claim in gold(name)["claims"]:
        start, end = claim["span"]
        assert claim["quote"] == text[start:end]
        if claim["date"]:
            start, end = claim["date"]["stated_span"]
            assert claim["date"]["stated"] == text[start:end]
        who = claim["attributed_to"]
        assert who is None or who in text or who in INSTRUMENTS


@pytest.mark.parametrize("name", SEED_GOLD)
def test_seed_spans_of_dates_speakers_and_titles_hold_such_words(name):
    text = decoded(report_of(name))
    if gold(name)["title"]:
        start, end = gold(name)["title"]
        assert (start, text[end]) == (0, "\n")
    for claim in gold(name)["claims"]:
        if claim["date"]:
            start, end = claim["date"]["stated"]
            assert re.search(r"\d|day|July|recent", text[start:end])
        who = claim["attributed_to"]
        if isinstance(who, list):
            assert re.fullmatch(r"[A-Z]\w+ [A-Z]\w+", text[who[0] : who[1]])


@pytest.mark.parametrize("name", SAMPLE_GOLD + SEED_GOLD)
def test_claims_use_known_words_only(name):
    seed = name in SEED_GOLD
    ids = [claim["id"] for claim in gold(name)["claims"]]
    assert len(ids) == len(set(ids))
    for claim in gold(name)["claims"]:
        assert set(claim) <= CLAIM_KEYS
        assert FACTS_ONLY | {"id", "span"} <= set(claim)
        assert ("quote" in claim) is not seed
        check_date(claim["date"], {"start", "end", "precision", "stated"})
        assert set(claim["about"]) <= INSTRUMENTS | known_bodies()
        also = claim.get("also", {})
        assert set(also) <= FACTS_ONLY
        assert set(also.get("type", [])) | {claim["type"]} <= set(CLAIM_TYPES)
        assert set(also.get("modality", [])) | {claim["modality"]} <= set(MODALITIES)
        assert set(also.get("act", [])) | {claim["act"]} <= set(acts()) | {None}
        assert set(also.get("struck", [])) | {claim["struck"]} <= set(vocabulary("struck")) | {None}
        for bodies in [claim["initiator"], claim["target"], *also.get("initiator", []), *also.get("target", [])]:
            assert bodies == sorted(bodies)
            assert set(bodies) <= known_bodies()
        assert (claim["type"] == "PROVISION") is (claim["modality"] == "provision")
        if claim["type"] == "ASSAULT":
            assert {"attack", "armed rebellion"} & set(lineage(claim["act"]))


@pytest.mark.parametrize("name", SEED_GOLD)
def test_seed_gold_holds_no_words_of_the_seeds(name):
    borrowed = {run for text in seed_texts() for run in runs(text, 3)}
    for line in all_strings(gold(name)):
        if line in INSTRUMENTS:
            continue
        assert not runs(line, 3) & borrowed, line


def test_expected_incidents_of_the_seeds_hold_no_words_of_the_seeds():
    borrowed = {run for text in seed_texts() for run in runs(text, 4)}
    for line in all_strings(expected("seeds")):
        assert not runs(line, 4) & borrowed, line


def test_the_unrelated_report_says_nothing_of_ours():
    assert gold("unrelated")["claims"] == []


def test_the_french_report_claims_what_its_english_counterpart_claims():
    english, french = ([*gold(name)["claims"]] for name in ("sahel-wire", "sahel-fr"))
    same = FACTS_ONLY - {"date", "attributed_to"}
    assert [{k: c[k] for k in same} for c in english] == [{k: c[k] for k in same} for c in french]
    for left, right in zip(english, french, strict=True):
        assert bool(left["date"]) is bool(right["date"])
        if left["date"] and left["date"]["start"]:
            assert [left["date"][k] for k in ("start", "end", "precision")] == [
                right["date"][k] for k in ("start", "end", "precision")
            ]


@pytest.mark.parametrize("name", INCIDENT_GOLD)
def test_expected_incidents_use_known_words_and_point_at_claims(name):
    reports = expected(name)["reports"]
    known = {f"{report}#{claim['id']}": claim for report in reports for claim in gold(report)["claims"]}
    for incident in expected(name)["incidents"]:
        assert incident["act"] in acts()
        assert incident["status"] in vocabulary("statuses")
        assert set(incident["actor"]) | set(incident["target"]) <= known_bodies()
        assert (incident["date"] is None) == (incident["basis"] is None)
        assert incident["basis"] is None or incident["basis"] in BASES
        for found in [incident["date"], *incident.get("also", {}).get("date", [])]:
            check_date(found, {"start", "end", "precision"})
        assert incident["reports"] == sorted({claim.split("#")[0] for claim in incident["claims"]})
        assert incident["claims"]
        assert set(incident["claims"]) <= set(known)
        for claim in incident["claims"]:
            assert not known[claim].get("optional")
            assert set(known[claim]["about"]) <= set(incident["about"]) | {"AES"}
    for discrepancy in expected(name)["discrepancies"]:
        assert discrepancy["assessment_any_of"]
        assert all(value["claims"] and set(value["claims"]) <= set(known) for value in discrepancy["values"])


@pytest.mark.parametrize("name", INCIDENT_GOLD)
def test_every_claim_of_an_event_belongs_to_an_expected_incident(name):
    placed = {claim for incident in expected(name)["incidents"] for claim in incident["claims"]}
    events = {
        f"{report}#{claim['id']}"
        for report in expected(name)["reports"]
        for claim in gold(report)["claims"]
        if claim["type"] not in ("PROVISION", "STATEMENT", "STATUS") and not claim.get("optional")
    }
    assert events <= placed


@pytest.mark.parametrize("name", INCIDENT_GOLD)
def test_attacks_of_recent_weeks_are_kept_out_of_the_charters_life(name):
    guarded = [incident for incident in expected(name)["incidents"] if "never_from" in incident]
    assert {actor for incident in guarded for actor in incident["actor"]} == {"tuareg_armed_groups", "JNIM"}
    assert all(incident["date"] is None or incident["date"]["start"] is None for incident in guarded)


def test_both_forms_of_the_regional_paper_tell_the_same():
    page = decoded(SAMPLES / "sahel-regional-paper.html").replace("&nbsp;", "\u00a0")
    for claim in gold("sahel-regional-paper")["claims"]:
        assert claim["quote"] in page


@pytest.mark.parametrize("path", sorted(SAMPLES.iterdir()), ids=lambda path: path.name)
def test_no_sample_shares_a_long_run_of_words_with_a_seed(path):
    length = LONGEST_RUN + 1
    allowed = {run for phrase in ALLOWED for run in runs(phrase, length)}
    borrowed = {run for text in seed_texts() for run in runs(text, length)}
    shared = runs(decoded(path), length) & borrowed - allowed
    assert not shared, sorted(" ".join(run) for run in shared)


@pytest.mark.parametrize("name", SAMPLE_GOLD)
def test_samples_are_of_a_readable_length(name):
    assert 200 <= len(decoded(report_of(name)).split()) <= 400
