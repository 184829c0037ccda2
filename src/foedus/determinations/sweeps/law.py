"""The law of a sweep: every rule under every reading, and what is in force in which epoch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import narwhals as nw
import numpy as np
import polars as pl

from foedus import terms
from foedus.determinations.docket import Docket, applies_to, exit_readings, readings_of
from foedus.determinations.edges import edges_of, moments_of
from foedus.determinations.sweeps.codes import Parted
from foedus.determinations.sweeps.duties import NOBODY, Members, Roll
from foedus.determinations.sweeps.epochs import Times, times_of
from foedus.pacts import Instrument, Library, Reservation, Rule, RuleException, rule_in_force
from foedus.terms import Edge, Truth, When


@dataclass(frozen=True)
class Ruling:
    """One rule under one reading: the row of the rule table. `exits` are the parts of its reading that only some days have."""

    number: int
    docket: int
    instrument: Instrument
    reading: str | None
    rule: Rule
    exceptions: tuple[RuleException, ...]
    reservations: tuple[Reservation, ...]
    exits: tuple[str, ...] = ()

    @property
    def dated(self) -> bool:
        """Tell whether the provision itself has days from or until which it is law."""
        return self.rule.law_from is not None or self.rule.law_until is not None


@dataclass(frozen=True)
class Law:
    """Instruments, their rulings, and the epochs of the events.

    `cells` holds for each instrument the class of each epoch towards its own edges, and for each class one time of it.
    """

    library: Library
    rulings: tuple[Ruling, ...]
    dockets: tuple[tuple[int, Instrument, str | None], ...]
    instruments: tuple[Instrument, ...]
    epochs: Times
    cells: tuple[tuple[np.ndarray, tuple[When, ...]], ...]
    as_of: date | None
    memory: dict[object, object] = field(default_factory=dict, compare=False)

    def docket(self, docket: int, cell: int) -> Docket:
        """Return an instrument under a reading at a time of one class."""
        key = ("docket", docket, cell)
        if key not in self.memory:
            place, instrument, reading = self.dockets[docket]
            shared = self.memory.setdefault(("members", place, cell), {})
            when = self.cells[place][1][cell]
            self.memory[key] = Docket(self.library, instrument, reading, when, self.as_of, shared)  # type: ignore[arg-type]
        return self.memory[key]  # type: ignore[return-value]

    def roll(self, roll: int, cell: int) -> Roll:
        """Return who is bound by an instrument at a time of one class; for -1 that of no instrument, which binds nobody."""
        key = ("roll", roll, cell)
        if roll < 0:
            return NOBODY
        if key not in self.memory:
            self.memory[key] = Roll(self.docket(roll, cell))
        return self.memory[key]  # type: ignore[return-value]

    def members(self, epoch: int) -> Members:
        """Return what answers who the members of an organisation are in an epoch (-1: of none that is asked about)."""
        if epoch < 0:
            return lambda organisation: ()

        def members(organisation: str) -> tuple[str, ...]:
            key = ("members", organisation, epoch)
            if key not in self.memory:
                self.memory[key] = self.library.members(organisation, self.epochs.whens[epoch])
            return self.memory[key]  # type: ignore[return-value]

        return members

    def cell_count(self, docket: int) -> int:
        """Return how many classes the epochs of the events fall into for a docket's instrument."""
        return len(self.cells[self.dockets[docket][0]][1])

    def amended(self, docket: int) -> bool:
        """Tell whether an instrument has terms that were amended, so that its conditions hang on the day."""
        texts = self.dockets[docket][1].terms_named.values()
        return any(len(each) > 1 or each[0].law_from or each[0].law_until for each in texts)

    def roll_of(self, docket: int) -> int:
        """Return the docket that tells who is bound under another: the first of the instrument unless somebody is out."""
        place, instrument, reading = self.dockets[docket]
        apart = reading is not None and set(reading.split(" + ")) & set(exit_readings(instrument))
        return docket if apart else self._first[place]

    @cached_property
    def _first(self) -> dict[int, int]:
        found: dict[int, int] = {}
        for number, (place, _, reading) in enumerate(self.dockets):
            if reading is None:
                found[place] = number
        return found

    def asked(self, ruling: int, cell: int) -> bool:
        """Tell whether a ruling's reading is asked in an epoch: a claimed exit only where it makes a difference."""
        found = self.rulings[ruling]
        if not found.exits:
            return True
        when = self.cells[self.dockets[found.docket][0]][1][cell]
        return bool(set(found.exits) & set(exit_readings(found.instrument, when)))

    def provision_in_force(self, ruling: int, cell: int) -> Truth:
        """Return whether a provision is law by its own days."""
        found = self.rulings[ruling]
        docket = self.docket(found.docket, cell)
        return rule_in_force(found.rule, docket.on, docket.clauses, self.as_of).truth

    def lasting(self, edges: tuple[Edge | None, Edge | None], docket: int, cell: int) -> Truth:
        """Return whether a block with days of its own is law."""
        return self.docket(docket, cell).lasting(*edges)

    @cached_property
    def by_docket(self) -> Parted:
        """Return what is in force, parted by docket."""
        return Parted(self.in_force, "docket")

    @cached_property
    def all_by_docket(self) -> Parted:
        """Return every docket and epoch, parted by docket."""
        return Parted(self.all_days, "docket")

    @cached_property
    def in_force(self) -> nw.DataFrame:
        """Return `docket`, `epoch`, `pact` (the place of its instrument), `cell` and the truth `in_force`, never false."""
        return self._in_force(False)

    @cached_property
    def all_days(self) -> nw.DataFrame:
        """Return the same for every docket and epoch, those out of force too."""
        return self._in_force(True)

    def _in_force(self, everything: bool) -> nw.DataFrame:
        columns: dict[str, list[np.ndarray]] = {name: [] for name in ("docket", "epoch", "pact", "cell", "in_force")}
        for number, (place, _, _) in enumerate(self.dockets):
            classes, whens = self.cells[place]
            truths = [self.docket(number, cell).in_force.truth for cell in range(len(whens))]
            marks = np.array([-1 if truth is None else int(truth) for truth in truths], dtype=np.int8)[classes]
            epochs = np.arange(len(classes)) if everything else np.flatnonzero(marks)
            columns["epoch"].append(epochs.astype(np.int32))
            columns["cell"].append(classes[epochs])
            columns["in_force"].append(marks[epochs])
            columns["docket"].append(np.full(len(epochs), number, dtype=np.int32))
            columns["pact"].append(np.full(len(epochs), place, dtype=np.int32))
        table = pl.DataFrame({name: np.concatenate(found) if found else [] for name, found in columns.items()})
        truth = pl.when(pl.col("in_force") == -1).then(None).otherwise(pl.col("in_force") == 1)
        return nw.from_native(table.with_columns(truth.alias("in_force")), eager_only=True)

    def met(self, who: Iterable[tuple[str, ...] | None]) -> nw.DataFrame:
        """Return `who` (a number) and `pact`: for each group of ids the instruments of which one of them may be a party."""
        numbers: list[int] = []
        places: list[int] = []
        for number, ids in enumerate(who):
            found: set[int] = set(range(len(self.instruments))) if not ids else set()
            for each in ids or ():
                found |= self._may_be_party(each)
            numbers += [number] * len(found)
            places += sorted(found)
        schema = {"who": pl.Int32, "pact": pl.Int32}
        return nw.from_native(pl.DataFrame({"who": numbers, "pact": places}, schema=schema), eager_only=True)

    @cached_property
    def by_party(self) -> dict[str, set[int]]:
        """Return the places of the instruments that name a party."""
        found: dict[str, set[int]] = {}
        for place, instrument in enumerate(self.instruments):
            for party in instrument.parties:
                found.setdefault(party, set()).add(place)
        return found

    def _may_be_party(self, id_: str) -> set[int]:
        kind = terms.kind_of(id_)
        own = self.by_party.get(id_, set())
        if kind == "state":
            return own
        if kind == "organisation" or not terms.is_id(id_):
            return set(range(len(self.instruments)))
        line = set(terms.lineage_of(id_))
        kin = [places for party, places in self.by_party.items() if party in line or id_ in terms.lineage_of(party)]
        return own.union(*kin)


def law_of(
    library: Library, instruments: Sequence[Instrument], whens: Sequence[When], as_of: date | None,
    readings: bool | Sequence[str], *, named: bool = True,
) -> tuple[Law, np.ndarray]:  # fmt: skip
    """Return the law for some times, and for each time the number of its epoch.

    Unless the instruments were `named`, the texts that hand-encoded ones replace are left out.
    """
    moments = {instrument.id: moments_of(edges_of(instrument)) for instrument in library.instruments.values()}
    times = times_of(whens)
    everywhere = tuple({(m.local, m.utc): m for found in moments.values() for m in found}.values())
    epoch_of, first = times.alike(everywhere)
    epochs = times.taken(first)
    cells = []
    for instrument in instruments:
        classes, samples = epochs.alike(moments[instrument.id])
        cells.append((classes, tuple(epochs.whens[sample] for sample in samples)))
    rules = {each.id: each.rules if named else library.rules_in_use(each) for each in instruments}
    rulings, dockets = _rulings(instruments, rules, readings)
    law = Law(library, rulings, dockets, tuple(instruments), epochs, tuple(cells), as_of)
    return law, epoch_of


def _rulings(
    instruments: Sequence[Instrument], rules: Mapping[str, Sequence[Rule]], readings: bool | Sequence[str]
) -> tuple[tuple[Ruling, ...], tuple[tuple[int, Instrument, str | None], ...]]:
    rulings: list[Ruling] = []
    dockets: dict[tuple[int, str | None], int] = {}
    read: dict[int, Docket] = {}
    for place, instrument in enumerate(instruments):
        exits = exit_readings(instrument)
        for rule in rules[instrument.id]:
            for reading in (None, *_readings(instrument, rule, exits, readings)):
                number = dockets.setdefault((place, reading), len(dockets))
                if number not in read:
                    read[number] = Docket(None, instrument, reading, terms.UNKNOWN_WHEN)  # type: ignore[arg-type]
                docket = read[number]
                parts = reading.split(" + ") if reading else []
                own = set(readings_of(instrument, rule)) | ({reading} if reading is None else set())
                rulings.append(
                    Ruling(
                        len(rulings), number, instrument, reading, docket.under(rule),  # type: ignore[arg-type]
                        tuple(each for each in docket.exceptions if applies_to(each.to, rule)),
                        tuple(each for each in docket.reservations if applies_to(each.to, rule)),
                        () if reading is None or set(parts) & own else tuple(set(parts) & set(exits)),
                    )
                )  # fmt: skip
    return tuple(rulings), tuple((place, instruments[place], reading) for place, reading in dockets)


def _readings(
    instrument: Instrument, rule: Rule, exits: Sequence[str], readings: bool | Sequence[str]
) -> tuple[str, ...]:
    if readings is False:
        return ()
    own = tuple(dict.fromkeys((*readings_of(instrument, rule), *exits)))
    if readings is True:
        return own
    return tuple(name for name in readings if any(part in own for part in name.split(" + ")))


def checked_readings(library: Library, readings: bool | Sequence[str]) -> bool | tuple[str, ...]:
    """Return the readings asked for; raise FoedusError for a name that no pact has."""
    from foedus.determinations.assess import question
    from foedus.incidents import Incident

    if isinstance(readings, bool):
        return readings
    names = (readings,) if isinstance(readings, str) else tuple(readings)
    return question(Incident(), library, readings=names).readings
