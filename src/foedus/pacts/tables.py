"""The tables beside an instrument's text: parties, sources, fact phrases of its own."""

from __future__ import annotations

import csv
from pathlib import Path

from foedus import terms
from foedus.pacts.ast import Body, Seat, Source, Spell
from foedus.pacts.forms import split_list
from foedus.pacts.kinds import FLAGS
from foedus.terms import Edge, FoedusError, parse_edge

FACT_COLUMNS = ["phrase", "subject", "states", "denies", "note"]
STATUSES = ("signatory", "party", "provisional", "suspended", "leaving", "left")


def text_of(path: Path) -> str:
    """Return a file's text; raise FoedusError when it is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise FoedusError("not UTF-8 text", file=str(path), remedy="save the file as UTF-8") from None


def read_parties(folder: Path) -> tuple[Spell, ...]:
    """Return the rows of parties.csv; raise FoedusError at the first that is wrong."""
    path = folder / "parties.csv"
    if not path.is_file():
        raise FoedusError(
            "no parties.csv", file=str(folder), expected="party,towards,status,from,until,verified,source"
        )
    file = f"{folder.name}/parties.csv"
    spells: list[Spell] = []
    wanted = ["party", "towards", "status", "from", "until", "verified", "source"]
    reader = csv.DictReader(text_of(path).splitlines())
    if reader.fieldnames != wanted:
        raise FoedusError("wrong columns", file=file, line=1, expected=",".join(wanted))
    for number, row in enumerate(reader, 2):
        if None in row or None in row.values():
            raise FoedusError("wrong number of cells", file=file, line=number, expected=f"{len(wanted)} cells")
        party = row["party"]
        for field, value in (("party", party), ("towards", row["towards"])):
            if value or field == "party":
                _check_party(value, field, file, number)
        for key, known in (("status", STATUSES), ("verified", FLAGS)):
            _check_word(row[key], known, key, file, number)
        start, end = _edges(row, file, number)
        spells.append(
            Spell(
                party,
                row["towards"],
                row["status"],
                start,
                end,
                row["verified"],
                tuple(split_list(row["source"])),
                number,
            )
        )
    return tuple(spells)


def read_seats(folder: Path, organs: frozenset[str]) -> tuple[Seat, ...]:
    """Return the rows of seats.csv, none when there is no such file; raise FoedusError at the first that is wrong."""
    path = folder / "seats.csv"
    if not path.is_file():
        return ()
    file = f"{folder.name}/seats.csv"
    seats: list[Seat] = []
    wanted = ["organ", "seat", "from", "until", "verified", "source"]
    reader = csv.DictReader(text_of(path).splitlines())
    if reader.fieldnames != wanted:
        raise FoedusError("wrong columns", file=file, line=1, expected=",".join(wanted))
    for number, row in enumerate(reader, 2):
        if None in row or None in row.values():
            raise FoedusError("wrong number of cells", file=file, line=number, expected=f"{len(wanted)} cells")
        _check_word(row["organ"], tuple(organs), "organ", file, number)
        _check_party(row["seat"], "seat", file, number)
        _check_word(row["verified"], FLAGS, "verified", file, number)
        start, end = _edges(row, file, number)
        seats.append(
            Seat(row["organ"], row["seat"], start, end, row["verified"], tuple(split_list(row["source"])), number)
        )
    return tuple(seats)


def _check_party(value: str, field: str, file: str, line: int) -> None:
    if value not in terms.states() and value not in terms.actors():
        raise FoedusError(
            f"unknown {'seat' if field == 'seat' else 'party'} '{value}'", file=file, line=line, field=field,
            expected="the id of a state or body",
            nearest=terms.nearest_state(value) or terms.nearest(value, [*terms.states(), *terms.actors()]),
        )  # fmt: skip


def _check_word(value: str, known: tuple[str, ...], field: str, file: str, line: int) -> None:
    if value not in known:
        raise FoedusError(
            f"unknown {field} '{value}'", file=file, line=line, field=field, expected=f"one of {', '.join(known)}",
            nearest=terms.nearest(value, known),
        )  # fmt: skip


def _edges(row: dict[str, str], file: str, line: int) -> tuple[Edge | None, Edge | None]:
    try:
        return parse_edge(row["from"]) if row["from"] else None, parse_edge(row["until"]) if row["until"] else None
    except FoedusError as error:
        raise FoedusError(error.message, file=file, line=line, expected=error.expected) from None


def read_sources(folder: Path) -> tuple[frozenset[str], tuple[Source, ...]]:
    """Return the ids and rows of the table in sources.md."""
    path = folder / "sources.md"
    if not path.is_file():
        return frozenset(), ()
    sources: list[Source] = []
    for line in text_of(path).splitlines():
        if line.startswith("|") and not set(line) <= set("|-: "):
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if cells[0] != "id":
                cells += [""] * (4 - len(cells))
                sources.append(Source(*cells[:4]))
    return frozenset(source.id for source in sources), tuple(sources)


def check_sources(blocks: tuple[Body, ...], known: frozenset[str], file: str) -> None:
    """Raise FoedusError for a block that names a source which sources.md does not hold."""
    for block in blocks:
        for source in block.origin.sources:
            if source not in known:
                raise FoedusError(
                    f"unknown source '{source}'", file=file, line=block.origin.line, field="source",
                    expected="an id of sources.md", nearest=terms.nearest(source, known),
                )  # fmt: skip


def own_facts(folder: Path) -> tuple[dict[str, str], ...]:
    """Return the fact phrases that an instrument adds in its own facts.csv (columns as terms/facts.csv)."""
    path = folder / "facts.csv"
    if not path.is_file():
        return ()
    reader = csv.DictReader(text_of(path).splitlines())
    if reader.fieldnames != FACT_COLUMNS:
        raise FoedusError("wrong columns", file=f"{folder.name}/facts.csv", line=1, expected=",".join(FACT_COLUMNS))
    rows = tuple(reader)
    for number, row in enumerate(rows, 2):
        if not row.get("phrase") or not row.get("states") or not row.get("denies"):
            raise FoedusError(
                "a fact phrase without its sentences", file=f"{folder.name}/facts.csv", line=number,
                expected="phrase,subject,states,denies,note",
            )  # fmt: skip
    return rows
