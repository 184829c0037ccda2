"""Every row of the lexicon is read in its own example sentence."""

from __future__ import annotations

import pytest

from foedus.reading import CLAIM_TYPES, MODALITIES, read_report
from foedus.reading.lexicon import entries
from foedus.terms import acts

ROWS = entries()


def _name(entry) -> str:
    return f"{entry.table}:{entry.pattern}:{entry.type}"


@pytest.mark.parametrize("entry", ROWS, ids=_name)
def test_the_example_is_read(entry):
    report = read_report(entry.example, id="x", file="x.txt")
    assert (entry.type, entry.act) in {(claim.type, claim.act) for claim in report.claims}


@pytest.mark.parametrize("entry", ROWS, ids=_name)
def test_a_row_holds_at_most_four_words_and_known_words(entry):
    assert len(entry.pattern.split()) <= 4
    assert entry.type in CLAIM_TYPES
    assert entry.act is None or entry.act in acts()
    assert entry.modality is None or entry.modality in MODALITIES
    assert entry.kind in ("verb", "noun", "phrase")
    assert entry.lang in ("en", "fr")
