"""The reader against the expected claims of the shipped samples and, where they are at hand, the seeds."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.reading.score import KEYS, Score, compare, measure, read_gold, report_path

from foedus.reading import read_report

GOLD = Path(__file__).parent / "gold"
SAMPLES = ("sahel-fr", "sahel-regional-paper", "sahel-wire", "unrelated")
SEEDS = ("seed-000", "seed-001")
# What the reader reached when these were written, less a little: the tests fail when it falls behind.
LEAST = {"recall": 0.90, "precision": 0.94}
LEAST_OF_KEY = {"type": 0.97, "act": 0.95, "initiator": 0.95, "target": 0.88, "place": 0.85, "date": 0.93, "modality": 0.95}


def _score(names: tuple[str, ...]) -> Score:
    total = Score()
    for name in names:
        both = read_gold(GOLD / f"{name}.json")
        assert both is not None
        total.add(compare(*both)[0])
    return total


def _holds(score: Score) -> None:
    assert score.recall >= LEAST["recall"], score.line("recall")
    assert score.precision >= LEAST["precision"], score.line("precision")
    for key in KEYS:
        assert score.accuracy(key) >= LEAST_OF_KEY[key], score.line(key)


def test_the_samples_are_read_well():
    score = _score(SAMPLES)
    assert score.expected > 50
    _holds(score)


def test_the_seeds_are_read_well(seeds):
    score = _score(SEEDS)
    assert score.expected > 40
    assert score.recall >= 0.82, score.line("seeds")
    assert score.precision >= 0.90, score.line("seeds")
    for key in KEYS:
        assert score.accuracy(key) >= LEAST_OF_KEY[key], score.line(key)


def test_the_unrelated_report_yields_no_event():
    both = read_gold(GOLD / "unrelated.json")
    assert both is not None
    assert both[1].claims == ()


@pytest.mark.parametrize("name", SAMPLES)
def test_what_is_set_aside_is_what_the_hand_set_aside(name):
    both = read_gold(GOLD / f"{name}.json")
    assert both is not None
    gold, report = both
    expected = {tuple(part[:2]) for part in gold["set_aside"]}
    assert {part.span for part in report.set_aside} == expected


def test_the_advert_of_the_seed_is_set_aside(seeds):
    both = read_gold(GOLD / "seed-001.json")
    assert both is not None
    gold, report = both
    assert [(list(part.span), part.why) for part in report.set_aside] == [[part[:2], part[2]] for part in gold["set_aside"]] or [
        (list(part.span), part.why) for part in report.set_aside
    ] == [(part[:2], part[2]) for part in gold["set_aside"]]
    assert all(claim.span[1] <= gold["set_aside"][0][0] or claim.span[0] >= gold["set_aside"][0][1] for claim in report.claims)


def test_the_page_gives_the_claims_of_its_text():
    page = report_path("sahel-regional-paper.html", GOLD)
    text = report_path("sahel-regional-paper.txt", GOLD)
    assert page is not None and text is not None
    from_page = read_report(page.read_bytes(), id="p", file=page.name)
    from_text = read_report(text.read_bytes(), id="t", file=text.name)
    assert from_page.title == from_text.title
    assert from_page.published is not None and from_page.published.isoformat() == "2023-09-17"
    told = {(c.type, c.act, c.initiator, c.target) for c in from_text.claims}
    assert told <= {(c.type, c.act, c.initiator, c.target) for c in from_page.claims}
    assert "advert" not in {c.quote for c in from_page.claims}


def test_the_french_report_tells_the_events_of_its_english_counterpart():
    english, french = read_gold(GOLD / "sahel-wire.json"), read_gold(GOLD / "sahel-fr.json")
    assert english is not None and french is not None
    kinds = ("AGREE", "COERCE", "RETREAT", "REQUEST", "REJECT")

    def events(report):
        return {(c.type, c.act, c.initiator, c.target) for c in report.claims if c.type in kinds}

    assert events(french[1]) == events(english[1])


def test_the_scorer_tells_a_miss_and_a_false_find(tmp_path):
    (tmp_path / "r.txt").write_text("Iraq invaded Kuwait in August 1990. Chad attacked Libya.", encoding="utf-8")
    (tmp_path / "r.json").write_text(
        '{"file": "r.txt", "published": null, "title": null, "claims": ['
        '{"type": "ASSAULT", "act": "invasion", "initiator": ["IRQ"], "target": ["IRN"], "place": "KWT",'
        ' "date": null, "modality": "happened", "span": [0, 34]},'
        '{"type": "AGREE", "act": "signature", "initiator": [], "target": [], "place": null,'
        ' "date": null, "modality": "happened", "span": [36, 55]}]}',
        encoding="utf-8",
    )
    total, _ = measure(tmp_path)
    assert (total.expected, total.recalled, total.found, total.precise) == (2, 1, 2, 1)
    assert total.accuracy("initiator") == 1.0
    assert total.accuracy("target") == 0.0
    assert total.accuracy("date") == 0.0
