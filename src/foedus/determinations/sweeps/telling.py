"""Determinations told in the columns of the contract: codes as words, lists of bearers, events left open."""

from __future__ import annotations

import narwhals as nw
import polars as pl

from foedus.determinations.sweeps.answers import ROWS
from foedus.determinations.sweeps.codes import Codes
from foedus.determinations.sweeps.law import Law
from foedus.determinations.sweeps.verdicts import casus_foederis
from foedus.determinations.verdict import Verdict

COLUMNS = ("event", "instrument", "provision", "reading", "verdict", "casus_foederis", "bearers", "beneficiaries")
LIST = pl.List(pl.String)
_RULING = {
    "ruling": pl.Int32, "instrument": pl.String, "provision": pl.String, "reading": pl.String, "modality": pl.String,
    "standing": pl.Boolean,
}  # fmt: skip
_ORDER = {"number": pl.Int32, "ruling": pl.Int32, "row": pl.Int32, "turn": pl.Int32}
_CODED = {**_ORDER, "verdict": pl.String, "bearers": pl.Int32, "beneficiaries": pl.Int32}


def in_words(
    found: nw.DataFrame | None, untold: nw.DataFrame | None, law: Law, lists: Codes, names: pl.Series, proof: bool
) -> pl.DataFrame:
    """Return determinations, and one open row for each event that its unknown target leaves open, in order and in words.

    `found` holds codes, `untold` the numbers of events, `names` their ids.
    """
    schema = {**_CODED, **(dict.fromkeys(ROWS, pl.Boolean) if proof else {})}
    tables = [pl.DataFrame(schema=schema)] if found is None else [found.to_native().select(list(schema))]
    if untold is not None and len(untold):
        one = untold.to_native().select(pl.col("number").unique()).with_columns(
            pl.lit(Verdict.UNSETTLED.value).alias("verdict"), pl.lit(0, dtype=pl.Int32).alias("bearers"),
            pl.lit(0, dtype=pl.Int32).alias("beneficiaries"),
        )  # fmt: skip
        blank = [pl.lit(None, dtype=kind).alias(name) for name, kind in schema.items() if name not in one.columns]
        tables.append(one.with_columns(*blank).select(list(schema)))
    whole = pl.concat(tables).sort(list(_ORDER), nulls_last=True).drop("row", "turn")
    rows = [
        (each.number, each.instrument.id, each.rule.provision, each.reading, each.rule.modality, each.rule.standing)
        for each in law.rulings
    ]
    rulings = pl.DataFrame(rows, schema=_RULING, orient="row")
    whole = whole.join(rulings, on="ruling", how="left", maintain_order="left")
    table = nw.from_native(whole, eager_only=True).with_columns(casus_foederis().alias("casus_foederis")).to_native()
    words = pl.Series("words", [list(each or ()) for each in lists.values], dtype=LIST)
    return table.select(
        names.gather(table["number"]).alias("event"),
        *COLUMNS[1:6],
        *(words.gather(table[name]).alias(name) for name in ("bearers", "beneficiaries")),
        *(ROWS if proof else ()),
    )


def by_bearer(answer: pl.DataFrame) -> pl.DataFrame:
    """Return one row for each bearer and beneficiary; null where there is none."""
    apart = apart_by(apart_by(answer, "bearers"), "beneficiaries")
    return apart.rename({"bearers": "bearer", "beneficiaries": "beneficiary"})


def apart_by(table: pl.DataFrame, name: str) -> pl.DataFrame:
    """Return a row for each item of a list, and one with null for an empty list."""
    items = pl.col(name)
    return table.with_columns(pl.when(items.list.len() == 0).then(None).otherwise(items).alias(name)).explode(name)
