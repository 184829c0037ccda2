"""The shipped ATOP tables, read once and checked: alliances with their phases, phases with their members."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from foedus.terms import FoedusError

PROMISES = ("defense", "offense", "neutral", "nonagg", "consul")
FLAGS: Mapping[str, tuple[str, ...]] = {
    "defense": ("defcoadv", "defcoloc", "defcocon", "defconum", "defcodem", "defconpr"),
    "offense": ("offcoadv", "offcoloc", "offcocon", "offconum", "offcodem"),
    "neutral": ("neucoadv", "neucoloc", "neucocon", "neuconum", "neucodem", "neuconpr", "neucoatt"),
    "nonagg": (),
    "consul": ("concoadv", "concoloc", "concocon", "concoreq"),
}
"""The conditions that ATOP codes under each promise; non-aggression has none."""
COMMON_FLAGS = ("olimob", "obvary")
FILES = ("atop51_alliance.parquet", "atop51_phase.parquet", "atop51_member.parquet")
_CLAUSES = ("speclgth", "length", "renounce", "proren", "renewlgt", "proadd", "source", "bilat")

Day = tuple[int, int, int | None]
"""A date as ATOP writes it: year, month, and a day that may be blank."""
CellValue = int | float | None
TableRow = Mapping[str, CellValue]


@dataclass(frozen=True, slots=True)
class MemberRow:
    """What one member owes in one phase, from when to when; `end` None is in force when the coverage ends."""

    code: int
    start: Day
    end: Day | None
    owes: Mapping[str, int | None]
    line: int

    def signature(self, promise: str) -> tuple[int | None, ...]:
        """Return the promise with all that conditions it, equal for members who owe it alike."""
        flags = (*FLAGS[promise], *COMMON_FLAGS) if self.owes[promise] else ()
        return (self.owes[promise], *(self.owes[flag] for flag in flags))


@dataclass(frozen=True, slots=True)
class Phase:
    """One text of an alliance, from a day to a day, and its member rows."""

    number: int
    start: Day
    end: Day | None
    members: tuple[MemberRow, ...]


@dataclass(frozen=True, slots=True)
class Alliance:
    """One ATOP alliance: its life, the clauses that ATOP codes for the whole of it, and its phases."""

    atopid: int
    start: Day
    end: Day | None
    clauses: Mapping[str, int | None]
    phases: tuple[Phase, ...]


def tables_folder() -> Path:
    """Return the folder of the ATOP tables that ship with foedus."""
    return Path(str(files("foedus") / "data" / "atop"))


def read_alliances(folder: Path | None = None) -> tuple[Alliance, ...]:
    """Return every alliance of the shipped tables, or of a folder with files of the same names, in order of id.

    Raises FoedusError for a file that is not there and for a row that does not hold what ATOP 5.1 holds.
    """
    folder = folder or tables_folder()
    alliances, phases, members = (_rows(folder / name) for name in FILES)
    return gather(alliances, phases, members)


@cache
def tables_digest(folder: Path | None = None) -> str:
    """Return the sha256 over the tables that the importer reads, its own small ones included."""
    own = Path(str(files("foedus") / "pacts" / "atop"))
    total = hashlib.sha256()
    for path in (*((folder or tables_folder()) / name for name in FILES), *sorted(own.glob("*.csv"))):
        total.update(path.read_bytes())
    return total.hexdigest()


def gather(
    alliances: Sequence[TableRow], phases: Sequence[TableRow], members: Sequence[TableRow]
) -> tuple[Alliance, ...]:
    """Return the rows of the three tables as alliances; raises FoedusError with the row that is wrong."""
    owed: dict[tuple[int, int], list[MemberRow]] = {}
    for line, row in enumerate(members, 1):
        owed.setdefault((_whole(row, "atopid", line), _whole(row, "phase", line)), []).append(_member(row, line))
    texts: dict[int, list[Phase]] = {}
    for line, row in enumerate(phases, 1):
        key = (_whole(row, "atopid", line), _whole(row, "phase", line))
        if key not in owed:
            raise FoedusError(
                f"phase {key[1]} of alliance {key[0]} has no members",
                file=FILES[1],
                line=line,
                expected=f"rows in {FILES[2]}",
            )
        start, end = _day(row, "beg", line, FILES[1]), _end(row, "end", line, FILES[1])
        assert start is not None
        texts.setdefault(key[0], []).append(Phase(key[1] or 1, start, end, tuple(owed.pop(key))))
    if owed:
        raise FoedusError(
            f"members of an unknown phase: {next(iter(owed))}", file=FILES[2], expected=f"a row in {FILES[1]}"
        )
    found = []
    for line, row in enumerate(alliances, 1):
        atopid = _whole(row, "atopid", line)
        if atopid not in texts:
            raise FoedusError(
                f"alliance {atopid} has no phase", file=FILES[0], line=line, expected=f"a row in {FILES[1]}"
            )
        start = _day(row, "beg", line, FILES[0])
        clauses = {key: _number(row, key) for key in _CLAUSES}
        found.append(Alliance(atopid, start, _end(row, "end", line, FILES[0]), clauses, tuple(texts[atopid])))
    return tuple(sorted(found, key=lambda alliance: alliance.atopid))


def _rows(path: Path) -> list[dict[str, CellValue]]:
    import polars  # only when the import really runs: the instruments are cached afterwards

    if not path.is_file():
        raise FoedusError(
            "no such table", file=str(path), expected=f"the ATOP 5.1 files {', '.join(FILES)}",
            remedy="install foedus anew: they ship with it",
        )  # fmt: skip
    return polars.read_parquet(path).rows(named=True)


def _member(row: TableRow, line: int) -> MemberRow:
    owes: dict[str, int | None] = {}
    for key in (*PROMISES, *COMMON_FLAGS, *(flag for flags in FLAGS.values() for flag in flags)):
        value = _number(row, key)
        if value not in (0, 1) and not (value is None and key in PROMISES):
            raise FoedusError(
                f"'{value}' is no code of {key}", file=FILES[2], line=line, field=key,
                expected="0, 1, or blank" if key in PROMISES else "0 or 1",
            )  # fmt: skip
        owes[key] = value
    return MemberRow(
        _whole(row, "member", line), _day(row, "ent", line, FILES[2]), _end(row, "exit", line, FILES[2]), owes, line
    )


def _number(row: TableRow, key: str) -> int | None:
    value = row.get(key)
    return None if value is None else int(value)


def _whole(row: TableRow, key: str, line: int) -> int:
    value = _number(row, key)
    if value is None:
        raise FoedusError(f"no {key}", field=key, line=line, file=FILES[2], expected="a number")
    return value


_COLUMNS: Mapping[str, tuple[str, str, str]] = {
    "beg": ("begyr", "begmo", "begday"),
    "end": ("endyr", "endmo", "endday"),
    "ent": ("yrent", "moent", "dayent"),
    "exit": ("yrexit", "moexit", "dayexit"),
}


def _day(row: TableRow, which: str, line: int, file: str) -> Day:
    year, month, day = (_number(row, key) for key in _COLUMNS[which])
    if not year or not month or not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        raise FoedusError(
            f"'{year}-{month}-{day}' is not a date", file=file, line=line, field=_COLUMNS[which][0],
            expected="a year, a month, and a day or a blank",
        )  # fmt: skip
    return year, month, day


def _end(row: TableRow, which: str, line: int, file: str) -> Day | None:
    return None if row.get(_COLUMNS[which][0]) == 0 else _day(row, which, line, file)
