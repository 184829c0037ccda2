"""Whether an instrument itself gives way: for those whom a provision of another one engages in the same event."""

from __future__ import annotations

from functools import partial

import narwhals as nw
import polars as pl

from foedus.determinations.docket import applies_to
from foedus.determinations.sweeps.answers import Answers
from foedus.determinations.sweeps.codes import Codes, every, looked_up, some
from foedus.determinations.sweeps.expressions import Columns, presumed_absent
from foedus.determinations.sweeps.forms import Form, Group, forms_of
from foedus.determinations.sweeps.law import law_of
from foedus.determinations.sweeps.meetings import Meetings
from foedus.determinations.sweeps.telling import apart_by
from foedus.determinations.verdict import ENGAGED, Verdict

SURE, PERHAPS, NOT = 2, 1, 0
PART = ("row", "ruling", "turn")


class Overrider:
    """Splits bearers by whether others engage them; the other instruments are asked once, under their first reading."""

    def __init__(self, meetings: Meetings, lists: Codes) -> None:
        self.meetings, self.lists = meetings, lists
        self._found: dict[str, pl.DataFrame] = {}

    def __call__(self, met: nw.DataFrame, form: Form, columns: Columns) -> nw.DataFrame:
        """Return groups of bearers in parts that stand alike, with `parties`, `turn` and `overridden` of each part."""
        named = [(number, other) for number, each in enumerate(form.yields) for other in each.to]
        for number, precedence in enumerate(form.yields):
            conditions = [presumed_absent(node, columns) for node in precedence.when]
            if precedence.law != (None, None):
                met = looked_up(
                    met, ["docket", "cell"], f"law{number}", partial(self.meetings.law.lasting, precedence.law)
                )
                conditions.append(nw.col(f"law{number}"))
            met = met.with_columns(every(conditions).alias(f"yields{number}"))
        rows = met.to_native()
        parts = apart_by(rows.select(*PART, "parties").join(self._names(), on="parties", how="left"), "bearer")
        parts = parts.with_row_index("order")
        for place, (_, other) in enumerate(named):
            parts = self._engaged(parts, other, f"engaged{place}")
        met = nw.from_native(parts.join(rows.drop("parties"), on=list(PART), how="left"), eager_only=True)
        truths = [
            every((nw.col(f"yields{number}"), nw.col(f"engaged{place}"))) for place, (number, _) in enumerate(named)
        ]
        met = met.with_columns(truth.alias(f"engaged{place}") for place, truth in enumerate(truths))
        alike = (
            met.to_native()
            .sort("order")
            .group_by(*PART, *(f"engaged{place}" for place in range(len(named))), maintain_order=True)
        )
        found = alike.agg(pl.col("bearer").drop_nulls(), pl.col("order").first())
        found = found.join(rows.drop("parties"), on=list(PART), how="left").with_columns(
            (pl.col("order").rank("ordinal").over("row", "ruling") - 1).cast(pl.Int32).alias("turn")
        )
        found = found.with_columns(self._numbers(found["bearer"]).alias("parties")).drop("bearer", "order")
        overridden = some(nw.col(f"engaged{place}") for place in range(len(named)))
        return nw.from_native(found, eager_only=True).with_columns(overridden.alias("overridden"))

    def _names(self) -> pl.DataFrame:
        values = [list(each or ()) for each in self.lists.values]
        return pl.DataFrame(
            {"parties": range(len(values)), "bearer": values},
            schema={"parties": pl.Int32, "bearer": pl.List(pl.String)},
        )

    def _numbers(self, lists: pl.Series) -> pl.Series:
        """Return the numbers of lists of bearers."""
        distinct = lists.unique()
        numbers = [self.lists.number(tuple(each)) for each in distinct.to_list()]
        table = pl.DataFrame({"bearer": distinct, "number": pl.Series(numbers, dtype=pl.Int32)})
        return pl.DataFrame({"bearer": lists}).join(table, on="bearer", how="left", maintain_order="left")["number"]

    def _engaged(self, parts: pl.DataFrame, other: str, name: str) -> pl.DataFrame:
        """Add whether another provision engages each bearer; unknown where no such instrument is in the library."""
        if other.partition("/")[0] not in self.meetings.law.library.instruments:
            return parts.with_columns(pl.lit(None, dtype=pl.Boolean).alias(name))
        if other not in self._found:
            self._found[other] = self._answered(other)
        level = pl.col("level").fill_null(NOT)
        truth = pl.when(level == PERHAPS).then(None).otherwise(level == SURE)
        joined = parts.join(self._found[other], on=["row", "bearer"], how="left")
        return joined.with_columns(truth.alias(name)).drop("level")

    def _answered(self, other: str) -> pl.DataFrame:
        """Return how surely another provision (or any of an instrument) engages somebody: `row`, `bearer`, `level`."""
        instrument_id, _, provision = other.partition("/")
        here = self.meetings.law
        # the epochs are the same, in the same order: the edges of the whole library bound them
        law, _ = law_of(here.library, [here.library[instrument_id]], here.epochs.whens, here.as_of, readings=False)
        answers = Answers(
            Meetings(self.meetings.events, law), everything=False, proof=False, lists=self.lists, whole=True
        )
        tables = [pl.DataFrame(schema={"row": pl.Int32, "parties": pl.Int32, "verdict": pl.String})]
        for group in forms_of(law):
            chosen = tuple(
                each for each in group.filled
                if not each.ruling.rule.standing and (not provision or applies_to((provision,), each.ruling.rule))
            )  # fmt: skip
            answered = answers.to(Group(group.form, chosen)) if chosen else None
            if answered is not None:
                tables.append(answered.to_native().select("row", pl.col("bearers").alias("parties"), "verdict"))
        engaged, perhaps = [each.value for each in ENGAGED], Verdict.UNSETTLED.value
        level = pl.when(pl.col("verdict").is_in(engaged)).then(SURE).when(pl.col("verdict") == perhaps).then(PERHAPS)
        found = (
            pl.concat(tables)
            .with_columns(level.otherwise(NOT).alias("level"))
            .join(self._names(), on="parties", how="left")
        )
        return found.explode("bearer").drop_nulls("bearer").group_by("row", "bearer").agg(pl.col("level").max())
