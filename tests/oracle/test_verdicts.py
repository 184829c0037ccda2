"""An independent solver agrees with the engine on random small pacts and incidents (a fixed sample of the soak)."""

from __future__ import annotations

from collections import Counter

from hypothesis import HealthCheck, given, seed, settings
from tests.oracle.compare import differences
from tests.oracle.small import World, worlds

from foedus.determinations import Verdict

COUNTS: Counter[str] = Counter()


@seed(1815)
@settings(max_examples=200, database=None, deadline=None, suppress_health_check=list(HealthCheck))
@given(worlds())
def test_the_answer_set_program_agrees(world: World) -> None:
    found = sorted(differences(world, COUNTS), key=lambda each: len(str(each)))
    assert not found, str(found[0])


def test_every_verdict_was_reached() -> None:
    # runs after the comparison, so that a drawing which has become barren is seen
    if COUNTS:
        assert not [str(verdict) for verdict in Verdict if not COUNTS[str(verdict)]], COUNTS
