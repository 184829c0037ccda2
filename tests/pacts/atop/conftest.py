from __future__ import annotations

from collections.abc import Mapping

import pytest

from foedus.pacts import Instrument, Library
from foedus.pacts.atop import read_atop


@pytest.fixture(scope="session")
def atop() -> Mapping[str, Instrument]:
    """The imported instruments by id."""
    return {instrument.id: instrument for instrument in read_atop()}


@pytest.fixture(scope="session")
def atop_library(atop: Mapping[str, Instrument]) -> Library:
    return Library(atop)
