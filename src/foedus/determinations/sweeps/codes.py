"""Numbers for words: each column of words becomes a column of small numbers, looked up once for each distinct word."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

import narwhals as nw
import polars as pl

UNKNOWN = 0
"""The number of what is not known, in every column of codes."""


class Codes:
    """The values that a column holds, by number; number 0 is unknown."""

    def __init__(self) -> None:
        self.values: list[Any] = [None]
        self._numbers: dict[Hashable, int] = {None: UNKNOWN, (): UNKNOWN}

    def number(self, value: Any) -> int:
        """Return the number of a value, a new one where it has none; None and the empty tuple are unknown."""
        found = self._numbers.get(value)
        if found is None:
            found = self._numbers[value] = len(self.values)
            self.values.append(value)
        return found

    def where(self, holds: Callable[[Any], object]) -> list[int]:
        """Return the numbers of the known values for which something holds."""
        return [number for number, value in enumerate(self.values) if number and holds(value)]


class Parted:
    """A table parted by a column of codes (a docket, a pact), so that a form reads the rows of its own only."""

    def __init__(self, table: nw.DataFrame, by: str) -> None:
        native = table.to_native()
        self._empty = native.clear()
        self._parts = {key[0]: part for key, part in native.partition_by(by, as_dict=True).items()}

    def of(self, codes: Iterable[int]) -> nw.DataFrame:
        """Return the rows of some codes."""
        found = [self._parts[code] for code in dict.fromkeys(codes) if code in self._parts]
        return nw.from_native(pl.concat(found) if found else self._empty, eager_only=True)


def frame(columns: dict[str, Sequence[Any]], schema: dict[str, Any]) -> nw.DataFrame:
    """Return a small table of the embedded engine."""
    return nw.from_native(pl.DataFrame(columns, schema=schema), eager_only=True)


def looked_up(
    table: nw.DataFrame, keys: Sequence[str], name: str, answer: Callable[..., Any], dtype: Any = pl.Boolean
) -> nw.DataFrame:
    """Return a table with a column that is answered once for each distinct combination of its keys (never null)."""
    if not keys:
        return table.with_columns(nw.lit(answer(), dtype=_narwhals(dtype)).alias(name))
    distinct = table.lazy().select(*keys).unique().collect()
    answers = [answer(*row) for row in distinct.iter_rows()]
    column = nw.from_native(pl.Series(name, answers, dtype=dtype), series_only=True)
    return table.join(distinct.with_columns(column), on=list(keys), how="left")


def _narwhals(dtype: Any) -> Any:
    return {pl.Boolean: nw.Boolean, pl.Int32: nw.Int32, pl.String: nw.String}[dtype]


def every(expressions: Iterable[nw.Expr]) -> nw.Expr:
    """Return Kleene's "and" of expressions; true for none."""
    found = list(expressions)
    if not found:
        return nw.lit(True)
    return nw.all_horizontal(*found, ignore_nulls=False)


def some(expressions: Iterable[nw.Expr]) -> nw.Expr:
    """Return Kleene's "or" of expressions; false for none."""
    found = list(expressions)
    if not found:
        return nw.lit(False)
    return nw.any_horizontal(*found, ignore_nulls=False)


def kept(table: nw.DataFrame, expression: nw.Expr) -> nw.DataFrame:
    """Return the rows for which something is true; it may be a constant, which a filter does not take."""
    return table.with_columns(expression.alias("kept")).filter(nw.col("kept")).drop("kept")


def not_false(expression: nw.Expr) -> nw.Expr:
    """Return whether something is true or unknown."""
    return expression.fill_null(True)
