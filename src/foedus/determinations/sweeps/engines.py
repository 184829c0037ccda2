"""Tables of any engine that Narwhals takes: in as the embedded engine's, out as the same kind."""

from __future__ import annotations

from typing import Any

import narwhals as nw
import polars as pl

from foedus.terms import FoedusError


def embedded(events: Any) -> pl.DataFrame:
    """Return a user's table as a table of the embedded engine; raise FoedusError for what is no table."""
    try:
        table = nw.from_native(events)
    except TypeError:
        raise FoedusError(
            f"'{type(events).__name__}' is no table of events", field="events",
            expected="a table of pandas, Polars, PyArrow or DuckDB",
        ) from None  # fmt: skip
    if isinstance(table, nw.LazyFrame):
        return table.collect("polars").to_native()
    return table.to_polars()


def same_kind(answer: pl.DataFrame, events: Any) -> Any:
    """Return an answer as the kind of table that the events came in."""
    table = nw.from_native(events)
    implementation = table.implementation
    if implementation.is_polars():
        return answer.lazy() if isinstance(table, nw.LazyFrame) else answer
    if implementation.is_duckdb():
        told = answer.to_arrow()  # noqa: F841 (DuckDB finds it by its name, in the user's own connection)
        return events.query("foedus_events", "select * from told")
    if implementation.is_pyarrow():
        return answer.to_arrow()
    if implementation.is_pandas():
        return _pandas(answer, events)
    if isinstance(table, nw.LazyFrame):
        return nw.from_native(answer, eager_only=True).lazy(backend=implementation).to_native()
    return nw.from_dict({name: answer[name].to_list() for name in answer.columns}, backend=implementation).to_native()


def _pandas(answer: pl.DataFrame, events: Any) -> Any:
    """Return a pandas table whose unknowns stay unknown: nullable Booleans, None for no text."""
    namespace = nw.get_native_namespace(events)
    columns = {}
    for name, dtype in answer.schema.items():
        if dtype == pl.Boolean:
            columns[name] = namespace.array(answer[name].to_list(), dtype="boolean")
        elif dtype.is_numeric() and not answer[name].null_count():
            columns[name] = answer[name].to_numpy()
        else:
            columns[name] = namespace.Series(answer[name].to_list(), dtype="object")
    return namespace.DataFrame(columns)
