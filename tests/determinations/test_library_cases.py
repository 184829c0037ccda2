"""The law's own tests: every case of every shipped instrument, and no rule left untried."""

from __future__ import annotations

import pytest

from foedus.determinations import check_instrument
from foedus.pacts import load_library

LIBRARY = load_library()


@pytest.mark.parametrize("instrument", [each.id for each in LIBRARY.encoded])
def test_every_case_comes_out_as_its_author_expects(instrument: str) -> None:
    report = check_instrument(LIBRARY[instrument], LIBRARY)
    assert [f"{report.file}:{case.line}: {case.name}: {case.message}" for case in report.cases if not case.passed] == []


@pytest.mark.parametrize("instrument", [each.id for each in LIBRARY.encoded])
def test_every_rule_has_a_case_that_holds_fails_at_each_row_and_is_unsettled(instrument: str) -> None:
    assert check_instrument(LIBRARY[instrument], LIBRARY).missing == ()
