"""What explain says, in the columns of a sweep, and where the two differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from foedus.determinations import Determination, of_instrument, question
from foedus.incidents import Incident
from foedus.pacts import Instrument, Library, Rule
from foedus.terms import Truth, When, all_of, any_of, not_

ASKED = ("act", "actor", "target", "struck", "harm", "place", "origin", "capacity", "supported by", "when")
ROWS = tuple(f"row_{key.replace(' ', '_')}" for key in (*ASKED, "requires", "unless"))
Key = tuple[int, str, str, str | None]
Told = tuple[str, tuple[str, ...], tuple[str, ...], tuple[Truth, ...]]


@dataclass(frozen=True)
class Difference:
    """A determination on which the interpreters differ."""

    key: Key
    explained: list[Told]
    swept: list[Told]


def explained(
    number: int, incident: Incident, library: Library, instruments: Iterable[Instrument], *, on: When | None = None,
    as_of: date | None = None, rules: Mapping[str, Sequence[Rule]] | None = None,
) -> dict[Key, list[Told]]:  # fmt: skip
    """Return what explain says of one incident, every provision (or some rules) and reading of some instruments."""
    asked = question(incident, library, on=on, as_of=as_of, everything=True)
    found: dict[Key, list[Told]] = {}
    for instrument in instruments:
        for each in of_instrument(instrument, asked, None if rules is None else rules[instrument.id]):
            key = (number, instrument.id, each.provision, each.reading)
            found.setdefault(key, []).append((str(each.verdict), each.bearers, each.beneficiaries, rows_of(each)))
    return found


def rows_of(each: Determination) -> tuple[Truth, ...]:
    """Return for each row whether the proof's nodes of that row are passed; a row not asked is passed."""
    children = each.proof.children
    first = next(number for number, child in enumerate(children) if child.row == "event") + 1
    trigger = dict(zip(range(first, first + len(each.rule.trigger)), each.rule.trigger, strict=True))
    passed: dict[str, list[Truth]] = {}
    for number, condition in trigger.items():
        passed.setdefault(condition.key, []).append(children[number].truth)
    found = [all_of(passed.get(key, ())) for key in ASKED]
    found.append(all_of(child.truth for child in children if child.row == "gate"))
    return (*found, not_(any_of(child.truth for child in children if child.row == "unless")))


def swept(answer: pl.DataFrame) -> dict[Key, list[Told]]:
    """Return a sweep with its proof in the same shape."""
    found: dict[Key, list[Told]] = {}
    columns = ("event", "instrument", "provision", "reading", "verdict", "bearers", "beneficiaries", *ROWS)
    for row in answer.select(columns).iter_rows():
        event, instrument, provision, reading, verdict, bearers, beneficiaries, *rows = row
        told = (verdict, tuple(bearers), tuple(beneficiaries), tuple(rows))
        found.setdefault((event, instrument, provision, reading), []).append(told)
    return found


def differences(one: dict[Key, list[Told]], other: dict[Key, list[Told]]) -> Iterator[Difference]:
    """Yield every determination that differs: verdict, bearers, beneficiaries or a row."""
    for key in dict.fromkeys((*one, *other)):
        if one.get(key) != other.get(key):
            yield Difference(key, one.get(key, []), other.get(key, []))


def told(found: Sequence[Difference], rows: Sequence[dict[str, object]], most: int = 5) -> str:
    """Return the first differences for a reader of a failed test."""
    parts = []
    for each in found[:most]:
        event, *name = each.key
        parts.append(f"{name} of {rows[event]}\n  explain: {each.explained}\n  sweep:   {each.swept}")
    return f"{len(found)} differ\n" + "\n".join(parts)
