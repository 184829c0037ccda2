"""An independent solver agrees with the engine on random small pacts and incidents (a fixed sample of the soak)."""

from __future__ import annotations

from tests.oracle.compare import Difference
from tests.oracle.soak import run

from foedus.determinations import Verdict

SAMPLE, SEED = 200, 1815


def test_the_answer_set_program_agrees() -> None:
    found: list[Difference] = []
    numbers = run(SAMPLE, SEED, found)
    assert not found, f"{len(found)} differences, the shortest:\n{min(map(str, found), key=len)}"
    # and the sample was not barren: every verdict was reached
    assert numbers["answers"] > 1000
    assert not [str(verdict) for verdict in Verdict if not numbers.get(f"verdict {verdict}")], numbers
