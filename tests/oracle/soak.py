"""Many small worlds, asked of the engine and of the answer-set program: `python -m tests.oracle.soak 2000 7`."""

from __future__ import annotations

import sys
from collections import Counter

from hypothesis import HealthCheck, Phase, given, seed, settings
from tests.oracle.compare import Difference, differences
from tests.oracle.drawing import worlds
from tests.oracle.small import World

BATCH = 50
QUIET = {
    "database": None, "deadline": None, "phases": [Phase.generate], "suppress_health_check": list(HealthCheck),
}  # fmt: skip


def run(count: int, seed_number: int = 0, found: list[Difference] | None = None) -> dict[str, int]:
    """Compare `count` random worlds; return how many worlds, incidents, answers and differences there were.

    An answer is a verdict for one bearer under one provision, reading and target; each verdict is counted too.
    Differences are added to `found` where it is given.
    """
    counts: Counter[str] = Counter()
    numbers = Counter({"worlds": 0, "incidents": 0, "answers": 0, "differences": 0})

    def compared(world: World) -> None:
        numbers["worlds"] += 1
        numbers["incidents"] += len(world.events)
        for difference in differences(world, counts):
            numbers["differences"] += 1
            if found is not None:
                found.append(difference)

    for start in range(0, count, BATCH):
        # a batch of its own seed, since a long run of the generator keeps to the neighbourhood of what it has drawn
        drawn = settings(max_examples=min(BATCH, count - start), **QUIET)(given(worlds())(compared))
        seed(seed_number * 1_000_003 + start)(drawn)()
    numbers["answers"] = sum(counts.values())
    return {**numbers, **{f"verdict {name}": number for name, number in sorted(counts.items())}}


def main(arguments: list[str]) -> int:
    """Print the numbers and the three smallest differences; return 1 when there is any."""
    count, seed_number = (int(each) for each in (*arguments, *("500", "0")[len(arguments) :]))
    found: list[Difference] = []
    for name, number in run(count, seed_number, found).items():
        print(f"{name}: {number}")
    for difference in sorted(found, key=lambda each: len(str(each)))[:3]:
        print(f"\n{difference}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
