"""The long runs: `python -m tests.soak [INCIDENTS] [WORLDS]` writes docs/evidence/soak.md; `make soak` runs it whole.

The two interpreters are compared on random incidents against the whole library, row by row, and the engine with the
answer-set program on random small worlds. The tests run samples of the same code.
"""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from foedus import __version__
from foedus.pacts import load_library
from tests.agreement import soak as agreement
from tests.oracle import soak as oracle

PAGE = Path(__file__).parent.parent / "docs" / "evidence" / "soak.md"
SEED = 1815
PART = 8_000
"""Incidents between two writings of the page, so that a run that is stopped leaves what it found."""
SHOWN = 20


def main(arguments: list[str]) -> int:
    """Run both comparisons, writing the page after every part; return 1 when there is any difference."""
    incidents, worlds = (int(each) for each in (*arguments, *("100000", "5000")[len(arguments) :]))
    started = time.monotonic()
    found: list[oracle.Difference] = []
    counted = oracle.run(worlds, SEED, found)
    second = time.monotonic() - started
    swept, started = agreement.Soaked(), time.monotonic()
    for number, start in enumerate(range(0, incidents, PART)):
        part = min(PART, incidents - start)
        swept.add(agreement.run(part, SEED + number, workers=os.cpu_count() or 1))
        page = _page(swept, counted, found, time.monotonic() - started, second)
        PAGE.write_text(page, encoding="utf-8")
    print(f"\n{PAGE}: {len(swept.differences)} differences between the interpreters, {len(found)} with the oracle")
    return 1 if swept.differences or found else 0


def _page(
    swept: agreement.Soaked, counted: Mapping[str, int], found: list[oracle.Difference], first: float, second: float
) -> str:
    library = load_library()
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    verdicts = ", ".join(f"{name} {number:,}" for name, number in swept.verdicts.most_common())
    rows = [
        "# The long runs",
        "",
        "Written by `make soak` (`tests/soak.py`); the tests run samples of the same code with fixed seeds.",
        "",
        f"foedus {__version__}, library `{library.digest[:12]}` ({len(library):,} instruments), seed {SEED}, {machine}.",
        "",
        "## The two interpreters",
        "",
        f"{swept.incidents:,} random incidents, each asked by `explain` and by `sweep` of every provision and reading of the "
        f"hand-encoded instruments and of a rotating third of the imported ones: {swept.determinations:,} determinations "
        "compared (verdict, bearers, beneficiaries and every row, unknowns included), of which "
        f"{swept.settled:,} are settled without asking (law of another time, an act or party that the rule does not ask "
        f"for) and were checked to be silent in the sweep. **{len(swept.differences):,} differences.** "
        f"{first / 60:.0f} minutes.",
        "",
        f"Verdicts among those asked: {verdicts}.",
        "",
        *(f"- {difference} ({row})" for difference, row in swept.differences[:SHOWN]),
        "## The answer-set program",
        "",
        f"{counted['worlds']:,} random worlds of small pacts with {counted['incidents']:,} incidents, decided by the engine "
        f"and by an independent program for clingo (`tests/oracle/verdicts.lp`): {counted['answers']:,} answers for single "
        f"bearers compared. **{len(found):,} differences.** {second / 60:.0f} minutes.",
        "",
        "Verdicts: " + ", ".join(
            f"{name.removeprefix('verdict ')} {number:,}" for name, number in counted.items() if name.startswith("verdict ")
        ) + ".",
        "",
        *(f"- {difference}" for difference in found[:SHOWN]),
    ]  # fmt: skip
    return "\n".join(rows).rstrip() + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
