"""The annotations of the unseen reports are sound: every quote stands in its text, every word is known."""

from __future__ import annotations

import html
import json
import re
from datetime import date
from pathlib import Path

import pytest

from foedus.reading.claim import CLAIM_TYPES, MODALITIES, PRECISIONS
from foedus.terms.words import acts, table

FOLDERS = {name: Path(__file__).parent / name for name in ("unseen", "unseen_second")}
GOLD = [path for folder in FOLDERS.values() for path in sorted(folder.glob("[0-9][0-9]-*.json"))]
KEYS = {"type", "act", "initiator", "target", "place", "date", "modality", "quote"}


def visible(path: Path) -> str:
    """Return what a reader sees; for HTML the words without tags, runs of space as one space."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".html":
        return text
    text = re.sub(r"(?is)<(script|style)\b.*?</\1>", " ", text)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split())


def actor_ids() -> set[str]:
    # No name falls outside the tables in these reports, so a wrong id is always a slip.
    return {next(iter(row.values())) for name in ("states", "actors") for row in table(name)}


def day(words: str | None) -> date | None:
    return None if words is None else date.fromisoformat(words)


@pytest.mark.parametrize(("name", "reports", "idle", "french"), [("unseen", 20, 2, 3), ("unseen_second", 10, 1, 2)])
def test_the_set_is_whole(name: str, reports: int, idle: int, french: int):
    folder = FOLDERS[name]
    gold = [json.loads(path.read_text(encoding="utf-8")) for path in GOLD if path.parent == folder]
    texts = {path.stem for suffix in ("txt", "html") for path in folder.glob(f"[0-9][0-9]-*.{suffix}")}
    assert len(gold) == reports
    assert {path.stem for path in GOLD if path.parent == folder} == texts
    assert sum(entry["irrelevant"] for entry in gold) == idle
    assert sum(entry["lang"] == "fr" for entry in gold) == french
    assert any(entry["file"].endswith(".html") for entry in gold)


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_the_frame_of_an_annotation(path: Path):
    entry = json.loads(path.read_text(encoding="utf-8"))
    text = visible(path.parent / entry["file"])
    assert Path(entry["file"]).stem == path.stem
    assert entry["lang"] in {"en", "fr"}
    day(entry["published"])
    assert entry["title"] in text
    assert all(part in text for part in entry["set_aside"])
    assert bool(entry["claims"]) is not entry["irrelevant"]
    assert 150 <= len(text.split()) <= 450


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_every_claim_uses_known_words_and_quotes_its_text(path: Path):
    entry = json.loads(path.read_text(encoding="utf-8"))
    text, known = visible(path.parent / entry["file"]), actor_ids()
    for claim in entry["claims"]:
        quote = claim["quote"]
        assert set(claim) == KEYS, quote
        assert text.count(quote) == 1, quote
        assert claim["type"] in CLAIM_TYPES, quote
        assert claim["modality"] in MODALITIES, quote
        assert claim["act"] is None or claim["act"] in acts(), quote
        assert (claim["type"] == "PROVISION") is (claim["modality"] == "provision"), quote
        assert claim["modality"] != "threatened" or claim["type"] == "THREATEN", quote
        for role in ("initiator", "target"):
            assert claim[role] == sorted(set(claim[role])), quote
            assert set(claim[role]) <= known, quote
        assert not any(part in quote for part in entry["set_aside"]), quote


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_every_date_is_a_date_of_its_precision(path: Path):
    for claim in json.loads(path.read_text(encoding="utf-8"))["claims"]:
        when, quote = claim["date"], claim["quote"]
        if when is None:
            continue
        assert set(when) == {"start", "end", "precision"}, quote
        assert when["precision"] in PRECISIONS, quote
        start, end = day(when["start"]), day(when["end"])
        if start and end:
            assert start <= end, quote
        if when["precision"] == "day":
            assert start == end is not None, quote
        if when["precision"] == "month" and start:
            assert (start.day, start.month) == (1, end.month), quote
