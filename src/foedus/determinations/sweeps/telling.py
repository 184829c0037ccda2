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
_TOLD = dict.fromkeys(COLUMNS[1:5], pl.String) | {"casus_foederis": pl.Boolean, "bearers": LIST, "beneficiaries": LIST}


def _schema(proof: bool) -> dict[str, object]:
    return {**_ORDER, **_TOLD, **(dict.fromkeys(ROWS, pl.Boolean) if proof else {})}


def in_words(found: nw.DataFrame, law: Law, lists: Codes, proof: bool) -> pl.DataFrame:
    """Return determinations with the words of their rulings and the lists of who bears them to whom."""
    rows = [
        (each.number, each.instrument.id, each.rule.provision, each.reading, each.rule.modality, each.rule.standing)
        for each in law.rulings
    ]
    rulings = pl.DataFrame(rows, schema=_RULING, orient="row")
    table = found.join(nw.from_native(rulings, eager_only=True), on="ruling", how="left")
    table = table.with_columns(casus_foederis().alias("casus_foederis")).to_native()
    words = pl.Series("words", [list(each or ()) for each in lists.values], dtype=LIST)
    table = table.with_columns(words.gather(table[name]).alias(name) for name in ("bearers", "beneficiaries"))
    return table.select(list(_schema(proof)))


def left_open(rows: pl.DataFrame | None, untold: pl.DataFrame | None, names: pl.Series, proof: bool) -> pl.DataFrame:
    """Return determinations with one unsettled row for each event that its unknown target leaves open, in order."""
    schema = _schema(proof)
    tables = [pl.DataFrame(schema=schema)] if rows is None else [rows]
    if untold is not None and untold.height:
        one = untold.select(pl.col("number").unique()).with_columns(
            pl.lit(Verdict.UNSETTLED.value).alias("verdict"),
            pl.lit([], dtype=LIST).alias("bearers"),
            pl.lit([], dtype=LIST).alias("beneficiaries"),
        )
        blank = [pl.lit(None, dtype=kind).alias(name) for name, kind in schema.items() if name not in one.columns]
        tables.append(one.with_columns(*blank).select(list(schema)))
    whole = pl.concat(tables).sort(list(_ORDER), nulls_last=True, maintain_order=True)
    whole = whole.with_columns(names.gather(whole["number"]).alias("event"))
    return whole.select(*COLUMNS, *(ROWS if proof else ()))


def by_bearer(answer: pl.DataFrame) -> pl.DataFrame:
    """Return one row for each bearer and beneficiary; null where there is none."""
    apart = apart_by(apart_by(answer, "bearers"), "beneficiaries")
    return apart.rename({"bearers": "bearer", "beneficiaries": "beneficiary"})


def apart_by(table: pl.DataFrame, name: str) -> pl.DataFrame:
    """Return a row for each item of a list, and one with null for an empty list."""
    items = pl.col(name)
    return table.with_columns(pl.when(items.list.len() == 0).then(None).otherwise(items).alias(name)).explode(name)
