"""Events meet rulings: over who is a party, or over the law in force; an unknown somebody meets everyone's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import narwhals as nw
import polars as pl

from foedus import terms
from foedus.determinations.sweeps import people
from foedus.determinations.sweeps.codes import UNKNOWN, Parted, looked_up, not_false
from foedus.determinations.sweeps.events import NO_DAY, Told
from foedus.determinations.sweeps.law import Law
from foedus.pacts import Condition

_A_PARTY = {key: Condition(key, ("a party",)) for key in ("actor", "target")}


@dataclass(frozen=True)
class Events:
    """Events as they are judged: `each` has a row for each target, `whole` one for each event (standing duties)."""

    told: Told
    each: nw.DataFrame
    whole: nw.DataFrame


@dataclass(frozen=True)
class Meetings:
    """Which dockets an event meets, made once for each distinct somebody and epoch."""

    events: Events
    law: Law

    def over(self, key: str) -> Parted:
        """Return `key`, `epoch` and the dockets in force of which that somebody may be a party (`named`: is one)."""
        return {"target": self._targets, "actor": self._actors}[key]

    @cached_property
    def _targets(self) -> Parted:
        return self._met("target")

    @cached_property
    def _actors(self) -> Parted:
        return self._met("actor")

    def _met(self, key: str) -> Parted:
        who = self.events.told.codes["who"]
        distinct = self.events.each.select(key, "epoch").unique()
        met = self.law.met(who.values).rename({"who": key})
        found = distinct.join(met, on=key, how="inner").join(self.law.in_force, on=["pact", "epoch"], how="inner")
        wide = self.wide

        def bound(number: int, docket: int, cell: int, epoch: int) -> bool | None:
            roll, members = self.law.roll(self.law.roll_of(docket), cell), self.law.members(epoch)
            return people.answer(_A_PARTY[key], who.values[number], None, (), roll, members, ())

        found = found.with_columns(_epoch_if(key, wide).alias("own"))
        found = looked_up(found, [key, "docket", "cell", "own"], "met", bound)
        found = found.filter(not_false(nw.col("met"))).drop("met", "own")
        named = self._named_in.rename({"who": key}).with_columns(nw.lit(True).alias("named"))
        found = found.join(named, on=[key, "pact"], how="left").with_columns(nw.col("named").fill_null(False))
        return Parted(found, "docket")

    @cached_property
    def perhaps(self) -> nw.DataFrame:
        """Return `who` and `pact`: for each group of ids the instruments of which one of them may be a party at some time."""
        return self.law.met(self.events.told.codes["who"].values).filter(nw.col("who") != UNKNOWN)

    @cached_property
    def wide(self) -> list[int]:
        """Return the somebodies whose answer turns on the members of an organisation, whatever instrument is asked."""
        founded = {each.about("organisation") for each in self.law.library.instruments.values()} - {""}
        return self.events.told.codes["who"].where(lambda ids: bool(founded & set(ids)))

    @cached_property
    def concerned(self) -> nw.DataFrame:
        """Return `number` and `pact`: the instruments of which a party is target, actor, or where the event took place."""
        told = self.events.told
        rows = self.events.whole
        places = told.codes["place"]
        found = []
        for column in ("target", "actor"):
            found.append(rows.select("number", nw.col(column).alias("who")).filter(nw.col("who") != UNKNOWN))
        where = rows.filter(nw.col("stated_place") != UNKNOWN).select("number", "stated_place", "law_day")
        distinct = where.select("stated_place", "law_day").unique()
        states = [self._states_at(places.values[place], day) for place, day in distinct.iter_rows()]
        numbers = [told.codes["who"].number(tuple(sorted(each))) for each in states]
        column = nw.from_native(pl.Series("who", numbers, dtype=pl.Int32), series_only=True)
        found.append(
            where.join(distinct.with_columns(column), on=["stated_place", "law_day"], how="inner").select(
                "number", "who"
            )
        )
        who = nw.concat(found).filter(nw.col("who") != UNKNOWN).unique()
        return who.join(self._named_in, on="who", how="inner").select("number", "pact").unique()

    @cached_property
    def concerned_by_pact(self) -> Parted:
        """Return who is concerned, parted by instrument."""
        return Parted(self.concerned, "pact")

    @cached_property
    def _named_in(self) -> nw.DataFrame:
        """Return `who` and `pact`: for each group of ids the instruments whose parties name one of them."""
        rows = [
            (number, place)
            for number, ids in enumerate(self.events.told.codes["who"].values)
            for place in sorted({p for each in ids or () for p in self.law.by_party.get(each, ())})
        ]
        return nw.from_native(
            pl.DataFrame(rows, schema={"who": pl.Int32, "pact": pl.Int32}, orient="row"), eager_only=True
        )

    @staticmethod
    def _states_at(place: str, day: int) -> set[str]:
        if place in terms.states():
            return {place}
        if point := terms.parse_point(place):
            return set(terms.country_at(*point))
        on = None if day == NO_DAY else date.fromordinal(day)
        if terms.find_place(place) and (state := terms.state_of_place(place, on)):
            return {state}
        return set()


def _epoch_if(column: str, numbers: list[int]) -> nw.Expr:
    """Return the epoch for some somebodies, -1 for the others, whose answer is the same all through a cell."""
    none = nw.lit(-1, dtype=nw.Int32)
    return nw.when(nw.col(column).is_in(numbers)).then(nw.col("epoch")).otherwise(none) if numbers else none


epoch_if = _epoch_if
