"""The long comparison: `python -m tests.agreement.soak [COUNT] [SEED]`, random incidents against the whole library.

Every batch of incidents meets all hand-encoded instruments and a third of the imported ones, another third each time.

Verdicts, bearers, beneficiaries and each row are compared for every provision and reading of the instruments that may be
in force on the day. What explain settles without asking must be settled so by the sweep throughout: an instrument that
no reading can have in force is not in force, a rule that asks for another act or another's party stays silent.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context

import polars as pl

from foedus.determinations import surely_untouched, sweep
from foedus.incidents import Incident
from foedus.pacts import Instrument, Library, Rule, StandingClause, in_force, load_library
from tests.agreement.comparing import Difference, Key, Told, differences, explained, swept
from tests.agreement.made import Row, incident, incidents, table

BATCH, ALIKE, SHARE = 800, 5, 3
"""Incidents asked together; how many in a row share a time; one of how many imported instruments a batch meets."""


@dataclass
class Soaked:
    """What a soak counted, and every disagreement with the incident on which it came."""

    incidents: int = 0
    determinations: int = 0
    settled: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    differences: list[tuple[Difference, Row]] = field(default_factory=list)

    def add(self, other: Soaked) -> None:
        self.incidents += other.incidents
        self.determinations += other.determinations
        self.settled += other.settled
        self.verdicts += other.verdicts
        self.differences += other.differences


def run(count: int, seed: int = 0, workers: int = 2) -> Soaked:
    """Return what came of comparing the two interpreters on some incidents; the same seed makes the same incidents."""
    sizes = [min(BATCH, count - start) for start in range(0, count, BATCH)]
    jobs = [(size, seed * 1_000_003 + number) for number, size in enumerate(sizes)]
    whole = Soaked()
    if workers < 2:
        for job in jobs:
            whole.add(_batch(job))
        return whole
    os.environ.setdefault("POLARS_MAX_THREADS", "1")  # each worker has a core
    with get_context("spawn").Pool(workers) as pool:  # the engine has threads, which a fork would break
        for part in pool.imap_unordered(_batch, jobs):
            whole.add(part)
            print(f"\r{whole.incidents} incidents, {len(whole.differences)} differences", end="", file=sys.stderr)
    return whole


def _batch(job: tuple[int, int]) -> Soaked:
    size, seed = job
    library = load_library()
    shipped = [each for each in library.in_use if not each.about("coded by")]
    imported = [each for each in library.in_use if each.about("coded by")]
    chosen = [*shipped, *imported[seed % SHARE :: SHARE]]
    return compare(list(incidents(size, seed, library, chosen, alike=ALIKE)), library, chosen)


def compare(rows: Sequence[Row], library: Library, instruments: Sequence[Instrument]) -> Soaked:
    """Return what came of comparing the interpreters on incidents as rows of a table."""
    answer = sweep(table(rows), library, pacts=[each.id for each in instruments], everything=True, proof=True)
    told = Soaked(incidents=len(rows), determinations=answer.height)
    silent: list[tuple[int, str, str | None]] = []
    per_event = {key[0]: part for key, part in answer.partition_by("event", as_dict=True).items()}
    for number, row in enumerate(rows):
        event = incident(row)
        assert event is not None
        asked: dict[str, list[Rule]] = {}
        for each in instruments:
            if _surely_out(each, event):
                silent.append((number, each.id, None))
            else:
                untouched = [rule for rule in each.rules if _untouched(rule, each, event)]
                silent += [(number, each.id, rule.provision) for rule in untouched]
                asked[each.id] = [rule for rule in each.rules if rule not in untouched]
        theirs = explained(number, event, library, [library[each] for each in asked], rules=asked)
        told.verdicts.update(verdict for found in theirs.values() for verdict, *_ in found)
        here = per_event[number].filter(_named(theirs))
        told.differences += [(each, row) for each in differences(theirs, swept(here))]
    told.differences += [(each, rows[each.key[0]]) for each in _loud(answer, silent, told)]
    return told


def _named(theirs: dict[Key, list[Told]]) -> pl.Expr:
    """Return which rows of a sweep are of provisions that explain was asked about."""
    names = list({f"{instrument}/{provision}" for _, instrument, provision, _ in theirs})
    return pl.concat_str("instrument", pl.lit("/"), "provision").is_in(names)


def _loud(answer: pl.DataFrame, silent: list[tuple[int, str, str | None]], told: Soaked) -> Iterator[Difference]:
    """Yield what the sweep says otherwise of provisions that explain settles without asking."""
    columns = {"event": pl.Int64, "instrument": pl.String, "provision": pl.String}
    wanted = pl.DataFrame(silent, schema=columns, orient="row")
    out = wanted.filter(pl.col("provision").is_null()).drop("provision")
    untouched = wanted.filter(pl.col("provision").is_not_null())
    for rest, verdicts in (
        (answer.join(out, on=["event", "instrument"], how="semi"), ["not in force"]),
        (answer.join(untouched, on=list(columns), how="semi"), ["not in force", "not triggered"]),
    ):
        told.settled += rest.height
        loud = rest.filter(~pl.col("verdict").is_in(verdicts))
        for *key, verdict in loud.select(*columns, "reading", "verdict").iter_rows():
            yield Difference(tuple(key), [(verdicts[-1], (), (), ())], [(verdict, (), (), ())])  # type: ignore[arg-type]


def _untouched(rule: Rule, instrument: Instrument, event: Incident) -> bool:
    """Tell whether explain settles a rule under all its readings before it asks: another act, another's party."""
    return all(surely_untouched(each, instrument, event) for each in instrument.versions(rule))


def _surely_out(instrument: Instrument, event: Incident) -> bool:
    """Tell whether no reading can have an instrument in force at the time."""
    key = "soak: surely out", event.date.mark
    if key not in instrument.memory:
        blocks = (*instrument.blocks, *instrument.variants)
        clauses = [block for block in blocks if isinstance(block, StandingClause)]
        named = any(block.reading for block in clauses)
        instrument.memory[key] = not named and in_force(instrument, clauses, event.date).truth is False
    return bool(instrument.memory[key])


def main(arguments: list[str]) -> int:
    """Soak, print what was counted and every disagreement; 1 where there is one."""
    count, seed = (*map(int, arguments), *(100_000, 0)[len(arguments) :])
    told = run(count, seed)
    print(f"\n{told.incidents} incidents, {told.determinations} determinations of which {told.settled} settled unasked")
    print(", ".join(f"{verdict} {number}" for verdict, number in told.verdicts.most_common()))
    for each, row in told.differences:
        print(f"{each.key} of {row}\n  explain: {each.explained}\n  sweep:   {each.swept}")
    print(f"{len(told.differences)} differences")
    return 1 if told.differences else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
