"""A form answered: its rulings and the events that meet them, row by row to the verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import narwhals as nw
import polars as pl

from foedus.determinations.sweeps import people, spots
from foedus.determinations.sweeps.codes import UNKNOWN, Codes, every, frame, kept, looked_up, not_false, some
from foedus.determinations.sweeps.duties import Bearers, Owing, Roll, Sides, bearing, standing_of
from foedus.determinations.sweeps.events import Told
from foedus.determinations.sweeps.expressions import NULL, WHO_COLUMNS, Columns, presumed_absent, slot_column, truth
from foedus.determinations.sweeps.forms import Form, Group
from foedus.determinations.sweeps.law import Law
from foedus.determinations.sweeps.meetings import Meetings, epoch_if
from foedus.determinations.sweeps.nodes import Node, Spot, Who, leaves, needed, told_by_words
from foedus.determinations.sweeps.verdicts import verdict
from foedus.determinations.verdict import SILENT, Verdict
from foedus.pacts import Condition, Reservation, RuleException

ASKED = ("act", "actor", "target", "struck", "harm", "place", "origin", "capacity", "supported by", "when")
ROWS = tuple(f"row_{key.replace(' ', '_')}" for key in (*ASKED, "requires", "unless"))
KEPT = ("number", "row", "ruling", "turn", "verdict", "bearers", "beneficiaries", "unknown_target")
_BORNE = ("acting", "bearing", "bearers", "beneficiaries")
_TRUTHS = dict.fromkeys(("bound", "acting", "bearing"), pl.Boolean)
_OWING = ("owing", "roll", "cell", "own", "target", "actor", "support", "kind")

_ALWAYS = (
    "number", "row", "epoch", "days", "happened", "target", "targets", "actor", "kind", "support", "place", "place_presumed"
)  # fmt: skip
Overrider = Callable[[nw.DataFrame, Form, Columns], nw.DataFrame]


@dataclass
class Answers:
    """What a sweep asks and keeps: the meetings, the lists of bearers, and which events an unknown target leaves open."""

    meetings: Meetings
    everything: bool
    proof: bool
    named: bool = False
    lists: Codes = field(default_factory=Codes)
    overrider: Overrider | None = None
    untold: list[nw.DataFrame] = field(default_factory=list)
    whole: bool = False
    owings: Codes = field(default_factory=Codes)
    _stand: dict[tuple[int, ...], tuple[tuple[object, ...], ...]] = field(default_factory=dict)

    @property
    def law(self) -> Law:
        return self.meetings.law

    @property
    def told(self) -> Told:
        return self.meetings.events.told

    def to(self, group: Group) -> nw.DataFrame | None:
        """Return the determinations of a form's rulings, None where no event meets one.

        Columns KEPT, with ROWS where a proof is asked for; bearers and beneficiaries are numbers of `lists`.
        """
        columns = Columns(self.told, group.form.spots)
        met = self._met(group, columns)
        if met is None or not len(met):
            return None
        met = self._in_law(met, group)
        met = self._triggered(met, group, columns)
        if not len(met):
            return None
        dead = None
        if self.everything:
            failed = (~nw.col("in_law")).fill_null(False) | (~nw.col("trigger")).fill_null(False)
            dead, met = met.filter(failed), met.filter(~failed)
        found = [self._silent(dead)] if dead is not None and len(dead) else []
        if len(met):
            found.append(self._decided(met, group, columns))
        return self._kept(found, group) if found else None

    def _met(self, group: Group, columns: Columns) -> nw.DataFrame | None:
        form = group.form
        events = self.meetings.events.whole if form.standing else self.meetings.events.each
        events = events.select(*_ALWAYS, *sorted(columns.used(form.nodes)))
        rulings = _rulings(group, self.law)
        dockets = [each.ruling.docket for each in group.filled]
        if self.everything:
            law = self.law.all_by_docket.of(dockets).join(rulings, on="docket", how="inner")
            return events.join(law, on="epoch", how="inner")
        parts = [not_false(truth(part, columns)) for _, node in form.trigger for part in needed(node)]
        if parts:
            events = kept(events, nw.all_horizontal(*parts, ignore_nulls=True))
        if not len(events):
            return None
        law = self.law.by_docket.of(dockets).join(rulings, on="docket", how="inner")
        only_named = form.standing or (form.coded and not self.named and not self.whole)
        pacts = [self.law.dockets[docket][0] for docket in dockets]
        if form.routes is None:
            if not only_named:
                return events.join(law, on="epoch", how="inner")
            concerned = self.meetings.concerned_by_pact.of(pacts)
            return events.join(concerned, on="number", how="inner").join(law, on=["pact", "epoch"], how="inner")
        if "target" in form.routes and not self.whole:
            open_ = events.filter(nw.col("target") == UNKNOWN)
            if len(open_):
                self.untold.append(
                    open_.join(law.select("epoch").unique(), on="epoch", how="semi").select("number", "row")
                )
            events = events.filter(nw.col("target") != UNKNOWN)
        found = []
        for key in sorted(form.routes):
            over = self.meetings.over(key).of(dockets).join(rulings, on="docket", how="inner")
            found.append(events.join(over, on=[key, "epoch"], how="inner"))
        met = found[0]
        if len(found) > 1:
            met = nw.concat([table.select(sorted(table.columns)) for table in found]).sort("named", descending=True)
            met = met.unique(["row", "filled"], keep="first", maintain_order=True)
        others = met.filter(~nw.col("named"))
        if not only_named or not len(others):
            return met
        concerned = self.meetings.concerned_by_pact.of(pacts)
        return nw.concat([met.filter(nw.col("named")), others.join(concerned, on=["number", "pact"], how="semi")])

    def _in_law(self, met: nw.DataFrame, group: Group) -> nw.DataFrame:
        """Add `in_law` and take out what is not asked: readings that make no difference on the day, law not in force."""
        if any(each.ruling.exits for each in group.filled):
            met = looked_up(met, ["ruling", "cell"], "asked", self.law.asked).filter(nw.col("asked")).drop("asked")
        if any(each.cells is not None for each in group.filled):
            cells = [each.cells for each in group.filled]

            def of_form(filled: int, cell: int) -> bool:
                return cells[filled] is None or cell in cells[filled]

            met = looked_up(met, ["filled", "cell"], "of_form", of_form).filter(nw.col("of_form")).drop("of_form")
        if any(each.ruling.dated for each in group.filled):
            met = looked_up(met, ["ruling", "cell"], "in_law", self.law.provision_in_force)
            met = met.with_columns((nw.col("in_law") & nw.col("in_force")).alias("in_law"))
        else:
            met = met.with_columns(nw.col("in_force").alias("in_law"))
        return met if self.everything else met.filter(not_false(nw.col("in_law")))

    def _triggered(self, met: nw.DataFrame, group: Group, columns: Columns) -> nw.DataFrame:
        """Add `trigger` and the columns of its rows; unless everything is asked for, rows that fail are taken out."""
        form = group.form
        rows = [truth(node, columns) for _, node in form.trigger]
        names = [f"trigger{number}" for number in range(len(rows))]
        for number, (_, node) in enumerate(form.trigger):
            if not told_by_words(node):
                met = self._asked(met, [node], group, columns)
                met = met.with_columns(rows[number].alias(names[number]))
                met = met if self.everything else met.filter(not_false(nw.col(names[number])))
        met = met.with_columns(
            rows[number].alias(names[number]) for number, (_, node) in enumerate(form.trigger) if told_by_words(node)
        )
        met = met.with_columns(every(map(nw.col, names)).alias("trigger"))
        if self.proof:
            mine = {
                key: [name for name, (row, _) in zip(names, form.trigger, strict=True) if row == key] for key in ASKED
            }
            met = met.with_columns(
                every(map(nw.col, of)).alias(f"row_{key.replace(' ', '_')}") for key, of in mine.items()
            )
        return met

    def _asked(self, met: nw.DataFrame, nodes: Iterable[Node], group: Group, columns: Columns) -> nw.DataFrame:
        """Add the answers of the rows about somebody or somewhere in some nodes."""
        for leaf in dict.fromkeys(leaf for node in nodes for leaf in leaves(node)):
            if isinstance(leaf, Who) and slot_column(leaf.slot) not in met.columns:
                met = self._who(met, leaf, [each.slots[leaf.slot] for each in group.filled])
            elif isinstance(leaf, Spot) and columns.spot(leaf) not in met.columns:
                met = self._where(met, leaf, columns.spot(leaf))
        return met

    def _who(self, met: nw.DataFrame, leaf: Who, conditions: Sequence[Condition]) -> nw.DataFrame:
        who, kinds, days, law = *(self.told.codes[name].values for name in ("who", "kind", "days")), self.law
        asked = list(dict.fromkeys(conditions))
        of_pact, of_others, of_day = (any(flags) for flags in zip(*map(people.hangs_on, asked), strict=True))
        column, other = WHO_COLUMNS[leaf.key], {"actor": "target", "target": "actor"}.get(leaf.key)
        keys = {"ids": column}
        if len(asked) > 1:
            place = {condition: number for number, condition in enumerate(asked)}
            met = met.with_columns(_of_filled([place[condition] for condition in conditions]).alias("asked"))
            keys["number"] = "asked"
        if self.meetings.wide:
            met = met.with_columns(epoch_if(column, self.meetings.wide).alias("own"))
            keys["epoch"] = "own"
        keys |= {"kind": "kind"} if leaf.key == "actor" else {}
        keys |= {"others": other} if of_others and other else {}
        if of_pact:
            met = self._inside(met, column)
            keys |= {"roll": "inside", "cell": "inside_cell"}
        keys |= {"span": "days"} if of_day else {}
        names = list(keys)

        def answer(*row: int) -> bool | None:
            got = dict(zip(names, row, strict=True))
            return people.answer(
                asked[got.get("number", 0)], who[got["ids"]], kinds[got.get("kind", 0)], who[got.get("others", 0)] or (),
                law.roll(got["roll"], got["cell"]) if of_pact else None, law.members(got.get("epoch", -1)),
                days[got.get("span", 0)] or (),
            )  # fmt: skip

        return looked_up(met, list(keys.values()), slot_column(leaf.slot), answer)

    def _inside(self, met: nw.DataFrame, column: str) -> nw.DataFrame:
        """Add `inside` and `inside_cell`: the roll and cell, or -1 where none of somebody can be on it at any time."""
        if not self.everything:
            return met.with_columns(nw.col("roll").alias("inside"), nw.col("cell").alias("inside_cell"))
        on = (
            met.select(column, "pact")
            .unique()
            .join(self.meetings.perhaps.rename({"who": column}), on=[column, "pact"], how="inner")
        )
        met = met.drop("inside", "inside_cell", strict=False)
        met = met.join(on.with_columns(nw.lit(True).alias("perhaps")), on=[column, "pact"], how="left")
        inside = nw.col("perhaps").fill_null(False)
        none = nw.lit(-1, dtype=nw.Int32)
        return met.with_columns(
            nw.when(inside).then(nw.col("roll")).otherwise(none).alias("inside"),
            nw.when(inside).then(nw.col("cell")).otherwise(none).alias("inside_cell"),
        ).drop("perhaps")

    def _where(self, met: nw.DataFrame, leaf: Spot, name: str) -> nw.DataFrame:
        who, kinds, places, days = (self.told.codes[each].values for each in ("who", "kind", "place", "days"))
        of_parties, of_target, of_actor = spots.hangs_on(leaf)
        keys = ["place", "days", *(["target"] if of_target else []), *(["actor", "kind"] if of_actor else [])]
        keys += ["docket", "cell"] if of_parties else []

        def answer(*row: int) -> bool | None:
            got = dict(zip(keys, row, strict=True))
            docket = self.law.docket(got["docket"], got["cell"]) if of_parties else None
            scene = spots.Scene(
                days[got["days"]] or (), who[got.get("target", 0)] or (), who[got.get("actor", 0)] or (),
                kinds[got.get("kind", 0)], docket,
            )  # fmt: skip
            return spots.answer(leaf, places[got["place"]], scene)

        return looked_up(met, keys, name, answer)

    def _silent(self, dead: nw.DataFrame) -> nw.DataFrame:
        """Return what is out of law or not triggered: nobody bears it, and gates and defeats are not asked."""
        word = nw.when((~nw.col("in_law")).fill_null(False)).then(nw.lit(Verdict.NOT_IN_FORCE.value))
        zero = nw.lit(0, dtype=nw.Int32)
        return dead.with_columns(
            word.otherwise(nw.lit(Verdict.NOT_TRIGGERED.value)).alias("verdict"), zero.alias("turn"), zero.alias("bearers"),
            zero.alias("beneficiaries"), nw.lit(True).alias("row_requires"), nw.lit(True).alias("row_unless"),
        )  # fmt: skip

    def _decided(self, met: nw.DataFrame, group: Group, columns: Columns) -> nw.DataFrame:
        form = group.form
        if form.standing:
            met = met.with_columns(nw.lit(True).alias("happened"))  # a standing duty waits for no event
        met = self._asked(met, form.nodes, group, columns)
        gates = every(truth(node, columns) for node in form.requires)
        defeats = [presumed_absent(node, columns) for node in form.unless]
        met = met.with_columns(gates.alias("gates"), (~some(defeats)).alias("row_unless"))
        for number, exception in enumerate(form.exceptions):
            lasting = None
            if exception.dated:
                edges = {each.ruling.number: each.ruling.exceptions[number] for each in group.filled}
                met = self._lasting(met, edges, f"lasting{number}")
                lasting = nw.col(f"lasting{number}")
            holds = presumed_absent(exception.node, columns, lasting)
            if lasting is not None:
                holds = nw.when((~lasting).fill_null(False)).then(nw.lit(False)).otherwise(holds)
            defeats.append(holds)
        met = met.with_columns(some(defeats).alias("excepted"), nw.col("gates").alias("row_requires"))
        met = self._standing(met, group)
        reserved: list[nw.Expr] = []
        for number, reservation in enumerate(form.reservations):
            holds = presumed_absent(reservation.node, columns)
            if reservation.dated:
                blocks = {each.ruling.number: each.ruling.reservations[number] for each in group.filled}
                met = self._lasting(met, blocks, f"reserved{number}")
                met_in_doubt = nw.col(f"reserved{number}").is_null() & truth(reservation.node, columns).fill_null(False)
                holds = nw.when(met_in_doubt).then(NULL).otherwise(holds)
            made = (nw.col("reserved") // 2**number) % 2 == 1
            reserved.append(nw.when(made).then(holds).otherwise(nw.lit(False)))
        met = met.with_columns(some(reserved).alias("reserved"))
        if form.yields and self.overrider is not None:
            met = self.borne(self.overrider(met, form, columns))
        else:
            met = met.with_columns(nw.lit(False).alias("overridden"))
        met = self._unbroken(met.with_columns(verdict().alias("verdict")), form)
        silent = nw.col("verdict").is_in([each.value for each in SILENT])
        zero = nw.lit(0, dtype=nw.Int32)
        return met.with_columns(
            nw.when(silent).then(zero).otherwise(nw.col(name)).alias(name) for name in ("bearers", "beneficiaries")
        )

    @staticmethod
    def _unbroken(met: nw.DataFrame, form: Form) -> nw.DataFrame:
        """Take out those who owe a prohibition that others have broken: it is owed only while nobody has."""
        broken = met.filter(nw.col("verdict") == Verdict.BREACHED.value).select("row", "ruling").unique()
        if form.standing or not len(broken):
            return met
        met = met.join(broken.with_columns(nw.lit(True).alias("broken")), on=["row", "ruling"], how="left")
        owed = nw.col("verdict") == Verdict.OWED.value
        return met.filter(~(nw.col("broken").fill_null(False) & owed))

    def _lasting(self, met: nw.DataFrame, blocks: Mapping[int, RuleException | Reservation], name: str) -> nw.DataFrame:
        """Add whether the block of each ruling is law by its own days."""

        def lasting(ruling: int, docket: int, cell: int) -> bool | None:
            block = blocks[ruling]
            return self.law.lasting((block.law_from, block.law_until), docket, cell)

        return looked_up(met, ["ruling", "docket", "cell"], name, lasting)

    def _standing(self, met: nw.DataFrame, group: Group) -> nw.DataFrame:
        """Return a row for each group that stands alike, with `owing own bound reserved turn parties` and who bears."""
        wide = self.meetings.wide
        own = epoch_if("actor", wide)
        if wide:
            own = nw.when(nw.col("target").is_in(wide)).then(nw.col("epoch")).otherwise(own)
        owing = [self.owings.number(each.owing) for each in group.filled]
        met = met.with_columns(_of_filled(owing).alias("owing"), own.alias("own"))
        names = (*_OWING, "bound", "reserved", "turn", "parties", *_BORNE)
        found: dict[str, list[object]] = {name: [] for name in names}
        columns = list(found.values())
        for row in met.select(*_OWING).unique().iter_rows():
            if row not in self._stand:
                self._stand[row] = self._stood(row)
            for told in self._stand[row]:
                for column, value in zip(columns, told, strict=True):
                    column.append(value)
        return met.join(frame(found, dict.fromkeys(names, pl.Int32) | _TRUTHS), on=list(_OWING), how="inner")

    def _stood(self, row: tuple[int, ...]) -> tuple[tuple[object, ...], ...]:
        owing, sides, roll = self._asked_of(row)
        found = []
        for turn, each in enumerate(standing_of(owing, sides, roll, self.law.members(row[_OWING.index("own")]))):
            found.append((
                *row, each.truth, each.reserved, turn, self.lists.number(each.parties),
                *self._bears(bearing(owing, sides, roll, each.parties)),
            ))  # fmt: skip
        return tuple(found)

    def _bears(self, each: Bearers) -> tuple[object, ...]:
        lists = self.lists
        return each.acting, bool(each.bearers), lists.number(each.bearers), lists.number(each.beneficiaries)

    def borne(self, met: nw.DataFrame) -> nw.DataFrame:
        """Return determinations whose `parties` have been parted anew with who of them bears, and to whom."""
        keys = [*_OWING, "parties"]
        names = (*keys, *_BORNE)
        found: dict[str, list[object]] = {name: [] for name in names}
        for row in met.select(*keys).unique().iter_rows():
            told = (*row, *self._bears(bearing(*self._asked_of(row[:-1]), self.lists.values[row[-1]] or ())))
            for name, value in zip(names, told, strict=True):
                found[name].append(value)
        schema = dict.fromkeys(names, pl.Int32) | {name: _TRUTHS[name] for name in ("acting", "bearing")}
        return met.drop(*_BORNE).join(frame(found, schema), on=keys, how="inner")

    def _asked_of(self, row: tuple[int, ...]) -> tuple[Owing, Sides, Roll]:
        number, roll, cell, _, target, actor, support, kind = row
        who = self.told.codes["who"].values
        kinds = self.told.codes["kind"].values
        sides = Sides(who[target] or (), who[actor] or (), who[support] or (), kinds[kind])
        return self.owings.values[number], sides, self.law.roll(roll, cell)

    def _kept(self, found: list[nw.DataFrame], group: Group) -> nw.DataFrame:
        names = [*KEPT, *(ROWS if self.proof else ())]
        unknown = nw.lit(False) if group.form.standing else nw.col("targets") == UNKNOWN
        tables = [table.with_columns(unknown.alias("unknown_target")).select(*names) for table in found]
        told = nw.concat(tables) if len(tables) > 1 else tables[0]
        if self.everything or self.whole:
            return told
        told = told.filter(~nw.col("verdict").is_in([each.value for each in SILENT]))
        left_open = nw.col("unknown_target") & (nw.col("verdict") == Verdict.UNSETTLED.value)
        self.untold.append(told.filter(left_open).select("number", "row"))
        return told.filter(~left_open)


def _of_filled(values: Sequence[int]) -> nw.Expr:
    """Return a value of each ruling of the form."""
    if len(set(values)) == 1:
        return nw.lit(values[0], dtype=nw.Int32)
    return nw.col("filled").replace_strict(list(range(len(values))), list(values), return_dtype=nw.Int32)


def _rulings(group: Group, law: Law) -> nw.DataFrame:
    """Return the rule table of a form: `docket`, `roll`, `ruling`, `filled` (its place in the form), `modality`, `standing`."""
    columns: dict[str, list[object]] = {
        "docket": [each.ruling.docket for each in group.filled],
        "roll": [law.roll_of(each.ruling.docket) for each in group.filled],
        "ruling": [each.ruling.number for each in group.filled],
        "filled": list(range(len(group.filled))),
        "modality": [each.ruling.rule.modality for each in group.filled],
        "standing": [each.ruling.rule.standing for each in group.filled],
    }
    schema = {
        "docket": pl.Int32, "roll": pl.Int32, "ruling": pl.Int32, "filled": pl.Int32,
        "modality": pl.String, "standing": pl.Boolean,
    }  # fmt: skip
    return frame(columns, schema)
