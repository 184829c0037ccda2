"""Pacts to lint."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from foedus.pacts import Instrument, lint, read_instrument

from .. import pacts_of_paper as paper
from ..linted import CASE, LEAVE, Found, flagged


@pytest.fixture
def pact(tmp_path: Path) -> Callable[..., Instrument]:
    """An instrument of the given blocks, in force, with an exit and with a case for its first rule."""
    numbers = count()

    def made(*blocks: str, parties: tuple[str, ...] = paper.THREE, case: str = CASE, bare: bool = False) -> Instrument:
        given = tuple(map(flagged, blocks if bare else (*blocks, paper.ENTRY, LEAVE)))
        folder = paper.write_pact(tmp_path / str(next(numbers)), "pact", given, parties)
        if case:
            (folder / "cases.md").write_text(f"```yaml case\n{case}\n```\n", encoding="utf-8")
        return read_instrument(folder)

    return made


@pytest.fixture
def found(pact: Callable[..., Instrument]) -> Found:
    """What lint finds in an instrument of the given blocks."""
    return lambda *blocks, **more: list(lint(pact(*blocks, **more)))
