"""A table of events in the columns of the incident file, read once for each distinct word."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from foedus import terms
from foedus.determinations.places import days_asked
from foedus.determinations.sweeps.codes import UNKNOWN, Codes
from foedus.determinations.sweeps.columns import dated_names, fact_column, incident_of, plain_words, texts_of
from foedus.determinations.sweeps.rejects import Reject, rejects_of
from foedus.terms import FoedusError, When

COLUMNS = (
    "event", "id", "date", "date_start", "date_end", "reported", "act", "actor", "actor_kind", "supported_by", "target",
    "struck", "capacity", "harm", "place", "origin", "status",
)  # fmt: skip
_WORDS = ("act", "struck", "capacity", "harm", "origin", "status", "actor_kind")
_NAMED = ("actor", "supported_by", "target", "place")
THREAT, SOME_THREAT, NO_ACT = "threat of force", "a threat of an act not told", "an act that is only threatened"
"""A threat as it is judged: to use force; to do something not told; to do what is no force, which no row knows."""
NO_DAY = date.max.toordinal()
"""The day of an event whose date is open, as an ordinal."""


@dataclass(frozen=True)
class Told:
    """Events as columns of codes, one row for each event, in the order of the table, and what the codes stand for.

    Columns: `number`, `act`, `actor`, `kind`, `support`, `target`, `struck`, `capacity`, `harm`, `place`, `origin`,
    `status`, `time`, `first_day`, `known_from` (days as ordinals, null where open), and `fact <phrase>`.
    """

    rows: pl.DataFrame
    codes: Mapping[str, Codes]
    whens: tuple[When, ...]
    names: pl.Series

    def part(self, start: int, count: int) -> Told:
        """Return some of the events."""
        return Told(self.rows.slice(start, count), self.codes, self.whens, self.names)

    @property
    def phrases(self) -> tuple[str, ...]:
        return tuple(name.removeprefix("fact ") for name in self.rows.columns if name.startswith("fact "))


def column_of(phrase: str) -> str:
    """Return the name of the column that holds a fact phrase: `_` for spaces and hyphens."""
    return re.sub(r"[\s\-]+", "_", phrase.strip().lower())


def read_events(table: pl.DataFrame, phrases: Iterable[str]) -> tuple[Told, tuple[Reject, ...]]:
    """Return a table of events as codes, and those that cannot be judged: their day knows no state of that name.

    Raises FoedusError, naming the column, the value and the first event that has it, for what is wrong on every day.
    A column that is neither a key of the incident file nor a fact phrase is left alone; one that looks like a
    misspelt key or phrase is a warning.
    """
    known = {column_of(phrase): phrase for phrase in phrases}
    facts = {name: known[column_of(name)] for name in table.columns if column_of(name) in known and name not in COLUMNS}
    _warn_of_others(table, facts, known)
    names = table["event"] if "event" in table.columns else table["id"] if "id" in table.columns else None
    if names is None:
        names = pl.Series("event", range(table.height), dtype=pl.Int64)
    texts = {name: texts_of(table[name]) for name in (*_WORDS, *_NAMED) if name in table.columns}
    whens, time = _times(table, names)
    codes = {
        name: Codes()
        for name in ("act", "who", "struck", "capacity", "harm", "place", "origin", "status", "kind", "days")
    }
    first_days = [when.first_day for when in whens]
    day = pl.Series("first_day", [each.toordinal() if each else None for each in first_days], dtype=pl.Int32).gather(
        time
    )
    columns: dict[str, pl.Series] = {
        "number": pl.Series(range(table.height), dtype=pl.Int32),
        "time": time,
        "first_day": day,
    }
    for name in _WORDS:
        column = "kind" if name == "actor_kind" else name
        columns[column] = plain_words(texts.get(name), name, codes[column], table.height, names)
    unheld: list[tuple[int, FoedusError]] = []
    for name, column in (("actor", "actor"), ("supported_by", "support"), ("target", "target"), ("place", "place")):
        found = dated_names(texts.get(name), name, day, codes, table.height, names)
        columns[column] = found.codes
        unheld += found.unheld
        if name == "actor":
            stated = columns["kind"]
            columns["kind"] = pl.select(pl.when(stated == UNKNOWN).then(found.kinds).otherwise(stated)).to_series()
    columns["known_from"] = _known_from(table, day, names)
    for name, phrase in facts.items():
        columns[f"fact {phrase}"] = fact_column(table[name], names)
    rows = pl.DataFrame({name: series.alias(name) for name, series in columns.items()})
    rejects = rejects_of(unheld, names)
    if rejects:
        rows = rows.filter(~pl.col("number").is_in([each.number for each in rejects]))
    return Told(rows, codes, whens, names.alias("event")), rejects


def _warn_of_others(table: pl.DataFrame, facts: Mapping[str, str], known: Mapping[str, str]) -> None:
    for name in table.columns:
        if name in COLUMNS or name in facts:
            continue
        near = terms.nearest(column_of(name), [*COLUMNS, *known])
        if table.schema[name] == pl.Boolean or (near in COLUMNS and near not in table.columns):
            told = f"; did you mean '{near}'?" if near else ""
            warnings.warn(f"column '{name}' is no key of an incident and no fact phrase, left out{told}", stacklevel=5)


def _times(table: pl.DataFrame, names: pl.Series) -> tuple[tuple[When, ...], pl.Series]:
    """Return the distinct times of the events and for each event the number of its own."""
    keys = [name for name in ("date", "date_start", "date_end") if name in table.columns]
    if not keys:
        return (terms.UNKNOWN_WHEN,), pl.Series([0], dtype=pl.Int32).new_from_index(0, table.height)
    told = pl.DataFrame({name: _time_texts(table[name]) for name in keys})
    distinct = told.unique()
    whens: list[When] = []
    for row in distinct.iter_rows(named=True):
        given: dict[str, object] = {}
        if row.get("date") is not None:
            given["date"] = row["date"]
        elif row.get("date_start") is not None or row.get("date_end") is not None:
            given["date"] = {"start": row.get("date_start"), "end": row.get("date_end")}
        column = next((name for name in keys if row[name] is not None), keys[0])
        whens.append(incident_of(given, column, (told[column], row[column]), names).date)
    numbered = distinct.with_columns(pl.Series("time", range(len(whens)), dtype=pl.Int32))
    return tuple(whens), told.join(numbered, on=keys, how="left", nulls_equal=True, maintain_order="left")["time"]


def _time_texts(column: pl.Series) -> pl.Series:
    """Return dates as an incident file writes them; a date and time at midnight without a zone is a day."""
    if isinstance(column.dtype, pl.Datetime):
        zone = column.dtype.time_zone
        if zone is None:
            day = column.dt.time() == pl.Series([datetime.min.time()])
            return pl.select(
                pl.when(day).then(column.dt.strftime("%Y-%m-%d")).otherwise(column.dt.strftime("%Y-%m-%dT%H:%M:%S"))
            ).to_series().alias(column.name)  # fmt: skip
        return column.dt.strftime("%Y-%m-%dT%H:%M:%S%:z")
    if column.dtype == pl.Date:
        return column.dt.strftime("%Y-%m-%d")
    return texts_of(column)


def _known_from(table: pl.DataFrame, day: pl.Series, names: pl.Series) -> pl.Series:
    """Return the day from which an event could be known, as an ordinal: as reported, else its own first day."""
    if "reported" not in table.columns:
        return day.alias("known_from")
    texts = _time_texts(table["reported"])
    found: dict[str, int] = {}
    for text in texts.unique().drop_nulls().to_list():
        reported = incident_of({"reported": text}, "reported", (texts, text), names).reported
        if reported is not None:
            found[text] = reported.toordinal()
    if not found:
        return day.alias("known_from")
    return texts.replace_strict(list(found), list(found.values()), default=None, return_dtype=pl.Int32).fill_null(day)


def judged(told: Told) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the events as they are judged: one row for each event and target, and one for each event (standing duties).

    Adds what the word tables presume: what an act strikes and harms, where that is, from where it comes:
    `struck_presumed`, `harm_presumed` (codes), `place_presumed`.
    """
    who = told.codes["who"]
    several = {number: value for number, value in enumerate(who.values) if number and len(value) > 1}
    rows = told.rows.with_columns(pl.col("place").alias("stated_place"), pl.col("target").alias("targets"))
    each = rows
    if several:
        split = pl.DataFrame(
            {"target": list(several), "one": [[who.number((each,)) for each in value] for value in several.values()]},
            schema={"target": pl.Int32, "one": pl.List(pl.Int32)},
        )  # fmt: skip
        each = rows.join(split, on="target", how="left").explode("one")
        each = each.with_columns(pl.coalesce("one", "target").alias("target")).drop("one")
    return _presumed(each, told), _presumed(rows, told)


def _presumed(rows: pl.DataFrame, told: Told) -> pl.DataFrame:
    codes, acts = told.codes, terms.acts()
    who, act_codes, struck = codes["who"], codes["act"], codes["struck"]

    def acting(column: str) -> dict[int, str]:
        return {
            number: acts[act][column]
            for number, act in enumerate(act_codes.values)
            if act in acts and acts[act][column]
        }

    strikes = {number: struck.number((word,)) for number, word in acting("strikes").items()}
    ashore = [number for number, word in acting("strikes").items() if word == "territory"]
    states = who.where(lambda ids: all(terms.kind_of(each) == "state" for each in ids))
    abroad = who.where(lambda ids: all(terms.kind_of(each) in ("state", "organisation") for each in ids))
    single = {number: codes["place"].number(who.values[number][0]) for number in states if len(who.values[number]) == 1}
    pairs = rows.select("actor", "target").unique()
    shared = [bool(set(who.values[a] or ()) & set(who.values[t] or ())) for a, t in pairs.iter_rows()]
    rows = rows.join(
        pairs.with_columns(pl.Series("shared", shared, dtype=pl.Boolean)), on=["actor", "target"], how="left"
    )
    external = codes["origin"].number(("external",))
    land = struck.where(lambda words: "territory" in words)
    against_state = pl.col("target").is_in(states)
    threatened = codes["status"].where(lambda word: word == "threatened")
    rows = rows.with_columns(
        pl.when(pl.col("struck") == UNKNOWN).then(_replaced("act", strikes)).otherwise(UNKNOWN).cast(pl.Int32)
        .alias("struck_presumed"),
        pl.when(
            (pl.col("harm") == UNKNOWN) & pl.col("act").is_in(list(acting("presumes"))) & against_state
            & ((pl.col("struck") == UNKNOWN) | pl.col("struck").is_in(land))
            & ((pl.col("actor") == UNKNOWN) | (pl.col("actor") != pl.col("target")))
            & ~pl.col("status").is_in(threatened)
        ).then(pl.col("act")).otherwise(UNKNOWN).cast(pl.Int32).alias("harm_presumed"),
        pl.when((pl.col("origin") == UNKNOWN) & pl.col("actor").is_in(abroad) & against_state & ~pl.col("shared"))
        .then(pl.lit(external, dtype=pl.Int32)).otherwise(pl.col("origin")).alias("origin"),
        (
            (pl.col("place") == UNKNOWN) & pl.col("act").is_in(ashore) & pl.col("target").is_in(list(single))
            & ((pl.col("struck") == UNKNOWN) | pl.col("struck").is_in(land))
        ).alias("place_presumed"),
    )  # fmt: skip
    rows = rows.with_columns(
        pl.when("place_presumed").then(_replaced("target", single)).otherwise(pl.col("place")).alias("place")
    )
    return _acted(rows, told, threatened).drop("shared")


def _replaced(column: str, found: Mapping[int, int]) -> pl.Expr:
    if not found:
        return pl.lit(UNKNOWN, dtype=pl.Int32)
    return pl.col(column).replace_strict(list(found), list(found.values()), default=UNKNOWN, return_dtype=pl.Int32)


def _acted(rows: pl.DataFrame, told: Told, threatened: list[int]) -> pl.DataFrame:
    """Return rows with the act as it is judged: a threat to use force is a threat of force, another threat is nothing."""
    acts, codes = terms.acts(), told.codes["act"]
    as_threat = {UNKNOWN: codes.number(SOME_THREAT)}
    for number, act in enumerate(codes.values):
        if act in acts and not terms.is_a(act, THREAT):
            as_threat[number] = codes.number(THREAT if acts[act]["force"] == "yes" else NO_ACT)
    return rows.with_columns(
        pl.when(pl.col("status").is_in(threatened) & pl.col("act").is_in(list(as_threat)))
        .then(_replaced("act", as_threat)).otherwise(pl.col("act")).alias("act")
    )  # fmt: skip


def timed(rows: pl.DataFrame, epoch: Sequence[int], on: When | None, as_of: date | None, told: Told) -> pl.DataFrame:
    """Return rows with the law's time, that of the event or `on`, and what is known of whether the event happened.

    Adds `epoch`, `days` (a code: the days on which places are judged), `law_day` (an ordinal, NO_DAY where open) and
    `happened`: true, or null where that is not known.
    """
    whens = told.whens if on is None else (on,)
    days = [told.codes["days"].number(days_asked(when)) for when in whens]
    first = [when.first_day.toordinal() if when.first_day else NO_DAY for when in whens]
    doubted = told.codes["status"].where(lambda word: word in ("alleged", "denied"))
    unknown = pl.col("status").is_in(doubted)
    if as_of is not None:
        unknown = unknown | (pl.col("known_from") > as_of.toordinal()).fill_null(False)
    time = rows["time"] if on is None else pl.Series([0], dtype=pl.Int32).new_from_index(0, rows.height)
    return rows.with_columns(
        *(
            pl.Series(name, values, dtype=pl.Int32).gather(time)
            for name, values in (("epoch", epoch), ("days", days), ("law_day", first))
        ),
        pl.when(unknown).then(None).otherwise(True).cast(pl.Boolean).alias("happened"),
    )  # fmt: skip
