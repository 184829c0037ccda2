"""A column of events read as codes, once for each distinct word; what is wrong in it is told with its event."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

import polars as pl

from foedus import terms
from foedus.determinations.sweeps.codes import UNKNOWN, Codes
from foedus.incidents import Incident, make_incident
from foedus.terms import FoedusError

_BREAK = "\x1f"


@dataclass(frozen=True)
class Named:
    """A column of names read: the code of each row, the kind that it states, and the rows whose day knows no such name."""

    codes: pl.Series
    kinds: pl.Series
    unheld: tuple[tuple[int, FoedusError], ...] = ()


def texts_of(column: pl.Series) -> pl.Series:
    """Return a column of words as text, a list joined by a mark that no word holds; nothing said is null."""
    if isinstance(column.dtype, pl.List | pl.Array):
        column = column.cast(pl.List(pl.String)).list.drop_nulls().list.join(_BREAK)
    text = column.cast(pl.String).str.strip_chars()
    return text.replace("", None)


def _value(text: str) -> object:
    return text.split(_BREAK) if _BREAK in text else text


def plain_words(column: pl.Series | None, name: str, codes: Codes, height: int, names: pl.Series) -> pl.Series:
    """Return the codes of a column whose words mean the same on every day."""
    if column is None:
        return pl.Series([UNKNOWN], dtype=pl.Int32).new_from_index(0, height)
    found = {}
    for text in column.unique().drop_nulls().to_list():
        incident = incident_of({name: _value(text)}, name, (column, text), names)
        value = getattr(incident, name)
        found[text] = codes.number((value,) if name in ("capacity", "origin") else value)
    return _mapped(column, found)


def dated_names(
    column: pl.Series | None, name: str, day: pl.Series, codes: Mapping[str, Codes], height: int, names: pl.Series
) -> Named:
    """Return the codes of names that mean different states on different days, and the kinds that an actor column states."""
    if column is None:
        zero = pl.Series([UNKNOWN], dtype=pl.Int32).new_from_index(0, height)
        return Named(zero, zero)
    changes = _state_days()
    classed = day.unique().drop_nulls().to_list()
    spans = {each: bisect_right(changes, each) for each in classed}
    span = day.replace_strict(list(spans), list(spans.values()), default=None, return_dtype=pl.Int32) if spans else day
    table = pl.DataFrame({"text": column, "span": span, "day": day})
    distinct = table.group_by("text", "span").agg(pl.col("day").first()).drop_nulls("text")
    own = codes["place" if name == "place" else "who"]
    numbers, kinds, held = [], [], []
    for text, _, ordinal in distinct.iter_rows():
        found = _on_day(name, text, ordinal)
        held.append(isinstance(found, Incident))
        if not held[-1]:
            incident_of({name: _value(text)}, name, (column, text), names)  # what no day knows is wrong in every row
        incident = found if isinstance(found, Incident) else Incident()
        numbers.append(own.number(getattr(incident, name)))
        kinds.append(codes["kind"].number(incident.actor_kind if name == "actor" else None))
    distinct = distinct.select("text", "span").with_columns(
        pl.Series("code", numbers, dtype=pl.Int32), pl.Series("kind", kinds, dtype=pl.Int32),
        pl.Series("held", held, dtype=pl.Boolean),
    )  # fmt: skip
    joined = table.join(distinct, on=["text", "span"], how="left", nulls_equal=True, maintain_order="left")
    return Named(joined["code"].fill_null(UNKNOWN), joined["kind"].fill_null(UNKNOWN), _unheld(joined, name))


def _on_day(name: str, text: str, ordinal: int | None) -> Incident | FoedusError:
    """Return what a name says on a day, or what is wrong with it then."""
    given: dict[str, object] = {name: _value(text)}
    if ordinal is not None:
        given["date"] = date.fromordinal(ordinal).isoformat()
    try:
        return make_incident(given)
    except FoedusError as error:
        return error


def _unheld(joined: pl.DataFrame, name: str) -> tuple[tuple[int, FoedusError], ...]:
    """Return the rows of names that their own day does not know, each with the error of that day."""
    bad = joined.with_row_index("number").filter(~pl.col("held")).select("number", "text", "day")
    errors = {(text, day): _on_day(name, text, day) for text, day in bad.select("text", "day").unique().iter_rows()}
    return tuple((number, errors[text, day]) for number, text, day in bad.iter_rows())  # type: ignore[misc]


def _mapped(column: pl.Series, found: Mapping[str, int]) -> pl.Series:
    if not found:
        return pl.Series([UNKNOWN], dtype=pl.Int32).new_from_index(0, len(column))
    mapped = column.replace_strict(list(found), list(found.values()), default=None, return_dtype=pl.Int32)
    return mapped.fill_null(UNKNOWN)


def incident_of(given: dict[str, object], column: str, has: tuple[pl.Series, str | None], names: pl.Series) -> Incident:
    """Return the incident that one value makes; raise FoedusError with the first event that `has` it in its column."""
    try:
        return make_incident(given)
    except FoedusError as error:
        raise _at(error, column, has, names) from None


def _at(error: FoedusError, column: str, has: tuple[pl.Series, str | None], names: pl.Series) -> FoedusError:
    """Return an error with the first event that has the bad value."""
    column_words, text = has
    first = column_words.is_null().arg_max() if text is None else (column_words == text).fill_null(False).arg_max()
    where = f" (event {names[first]})" if first is not None else ""
    return FoedusError(
        f"{error.message}{where}", field=column, expected=error.expected, nearest=error.nearest, remedy=error.remedy
    )


@cache
def _state_days() -> tuple[int, ...]:
    """Return the days on which some code begins or ceases to mean a state, as ordinals."""
    days: set[int] = set()
    for state in terms.states().values():
        for spell in state.spells:
            for border in (spell.span.start, spell.span.end):
                days.update(each.toordinal() for each in border or ())
    return tuple(sorted(days))


def fact_column(column: pl.Series, names: pl.Series) -> pl.Series:
    """Return a column of facts as true, false or null."""
    if column.dtype == pl.Boolean:
        return column
    if column.dtype == pl.Null:
        return column.cast(pl.Boolean)
    if column.dtype.is_numeric():
        if not column.drop_nulls().is_in([0, 1]).all():
            raise FoedusError(
                "a number that is no truth", field=column.name, expected="true, false or nothing (or 1 and 0)"
            )
        return column.cast(pl.Boolean)
    texts = texts_of(column)
    answers: dict[str, bool | None] = {}
    for text in texts.unique().drop_nulls().to_list():
        try:
            answers[text] = make_incident({"facts": {"fact": text}}).facts.get("fact")
        except FoedusError as error:
            raise _at(error, column.name, (texts, text), names) from None
    if not answers:
        return texts.cast(pl.Boolean)
    return texts.replace_strict(list(answers), list(answers.values()), default=None, return_dtype=pl.Boolean)
