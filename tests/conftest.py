"""What all tests share: the seeds, and how hard the property tests look."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

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


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium; where there is none the test is skipped by name, but fails in CI, which installs it."""
    named = os.environ.get("FOEDUS_CHROMIUM")
    found = shutil.which(named or "chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        told = "no Chromium: install Debian's (apt install chromium), or name one in FOEDUS_CHROMIUM"
        pytest.fail(told) if os.environ.get("CI") else pytest.skip(told)
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Any]:
    """A headless Chromium, driven by Playwright, shared by all tests of a process."""
    from playwright.sync_api import sync_playwright

    quiet = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync",
             "--disable-component-update"]  # fmt: skip
    with sync_playwright() as driver:
        # Chromium's own sandbox refuses to run as root, as containers do
        root = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
        opened = driver.chromium.launch(executable_path=chromium, args=[*quiet, *root])
        yield opened
        opened.close()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--reset-language", action="store_true", help="record tests/language/*/*.expected anew")
