"""Rows of the name tables: read once, checked, a bad one told with file and line."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from foedus.terms.dates import parse_edge
from foedus.terms.errors import FoedusError
from foedus.terms.truth import Truth

__all__ = ["Span", "Title", "failed", "fold", "holder", "parse_span", "required", "rows_of", "split_names", "titles"]

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'"})


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `start` on and before `end`; a doubtful border has an earliest and a latest day.

    `start` None is as far back as anyone asks, `end` None has not come yet.
    """

    start: tuple[date, date] | None
    end: tuple[date, date] | None

    def holds(self, day: date) -> Truth:
        """Tell whether the day is inside: unknown between the earliest and the latest day of a border."""
        if (self.start and day < self.start[0]) or (self.end and day >= self.end[1]):
            return False
        if (self.start and day < self.start[1]) or (self.end and day >= self.end[0]):
            return None
        return True


@cache
def _border(text: str) -> tuple[date, date]:
    edge = parse_edge(text)
    if edge.earliest is None or edge.latest is None:
        raise FoedusError(f"'{text}' has an open side", expected="a day, a month, a year or two of them as a/b")
    return edge.earliest.local.date(), edge.latest.local.date()


def parse_span(start: str, end: str) -> Span:
    """Return the span of two date texts, an empty text being open; raises FoedusError for a bad one."""
    span = Span(_border(start) if start else None, _border(end) if end else None)
    if span.start and span.end and span.end[1] <= span.start[0]:
        raise FoedusError(f"'{end}' is not after '{start}'", expected="the first day, then the first day no longer")
    return span


def split_names(cell: str) -> tuple[str, ...]:
    """Return the names of a cell, which separates them by semicolons."""
    return tuple(name for part in cell.split(";") if (name := part.strip())) if cell else ()


@cache
def fold(name: str) -> str:
    """Return a name as names are compared: lower case, no accents, one space, a straight apostrophe."""
    if not name.isascii():
        bare = unicodedata.normalize("NFKD", name.translate(_APOSTROPHES))
        name = "".join(each for each in bare if not unicodedata.combining(each))
    return " ".join(name.casefold().split())


@dataclass(frozen=True, slots=True)
class Title:
    """A state that had lawful title for a span of days; `state` None where nobody had it or it was disputed."""

    state: str | None
    span: Span


def titles(cell: str) -> tuple[Title, ...]:
    """Return the titles of a cell such as `YUG 1918-12-01/1992-03-03; AUH ../1918-12-01`.

    Two dots are an open side, `?` in place of a state is nobody. Raises FoedusError for another form.
    """
    found = []
    for part in split_names(cell):
        who, _, when = part.partition(" ")
        start, slash, end = when.partition("/")
        if not slash:
            raise FoedusError(f"'{part}' is not a title", expected="a state and its days: YUG 1918-12-01/1992-03-03")
        span = parse_span("" if start == ".." else start, "" if end == ".." else end)
        found.append(Title(None if who == "?" else who, span))
    return tuple(found)


def holder(held: Iterable[Title], on: date) -> Title | None:
    """Return the title that covers a day, or None; one whose border is in doubt that day is nobody's."""
    for title in held:
        truth = title.span.holds(on)
        if truth is not False:
            return title if truth else Title(None, title.span)
    return None


def failed(table: str, line: int, field: str, error: FoedusError | str, **more: str | None) -> FoedusError:
    """Return the error for a cell of a table, with the file and line where it stands."""
    if isinstance(error, FoedusError):
        return FoedusError(
            error.message, file=f"terms/{table}.csv", line=line, field=field, expected=error.expected, **more
        )
    return FoedusError(error, file=f"terms/{table}.csv", line=line, field=field, **more)


def rows_of(table: str, text: str | None = None) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield line number and row of `terms/<table>.csv`, or of `text` in its place.

    Raises FoedusError where a row has more or fewer cells than the header.
    """
    if text is None:
        text = (files("foedus.terms") / f"{table}.csv").read_text(encoding="utf-8")
    reader = csv.reader(text.splitlines())
    header = next(reader)
    for row in reader:
        if len(row) != len(header):
            raise failed(table, reader.line_num, "row", f"{len(row)} cells", expected=f"{len(header)} cells")
        yield reader.line_num, dict(zip(header, row, strict=True))


def required(table: str, line: int, row: Mapping[str, str], fields: Iterable[str]) -> None:
    """Raise FoedusError for the first of the fields that is empty."""
    for field in fields:
        if not row[field].strip():
            raise failed(table, line, field, "nothing is given", remedy="fill the cell in")
