"""What all tests share: the seeds, and how hard the property tests look."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent

settings.register_profile("default", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.register_profile("soak", deadline=None, max_examples=5_000)
settings.load_profile("default")


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout's folder."""
    return ROOT


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the two press reports that foedus was built against; they are not ours to ship."""
    folder = Path(os.environ.get("FOEDUS_SEEDS") or ROOT.parent / "shared" / "seeds")
    if not sorted(folder.glob("*.txt")):
        pytest.skip(f"the two seed reports are not at {folder}; put them there or set FOEDUS_SEEDS to their folder")
    return folder


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--reset-language", action="store_true", help="record tests/language/*/*.expected anew")
