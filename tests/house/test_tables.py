"""Every shipped table is a plain rectangle with named columns."""

from __future__ import annotations

import csv
from pathlib import Path


def faults(path: Path) -> list[str]:
    """What keeps a file from being a table: encoding, header, width, repeated rows."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        return [f"not UTF-8: {error}"]
    reader = csv.reader(text.splitlines(), strict=True)
    try:
        rows = [(reader.line_num, row) for row in reader if row]
    except csv.Error as error:
        return [f"line {reader.line_num}: {error}"]
    if len(rows) < 2:
        return ["no rows"]
    (_, header), *body = rows
    found = []
    if text.startswith("\N{ZERO WIDTH NO-BREAK SPACE}"):
        found.append("starts with a byte order mark")
    if len(set(header)) != len(header) or not all(name.strip() == name and name for name in header):
        found.append(f"header {header}: each column needs a name of its own")
    seen: dict[tuple[str, ...], int] = {}
    for line, row in body:
        if len(row) != len(header):
            found.append(f"line {line}: {len(row)} cells, the header has {len(header)}")
        if tuple(row) in seen:
            found.append(f"line {line}: the same as line {seen[tuple(row)]}")
        seen[tuple(row)] = line
    return found


def test_every_table_parses(package: Path) -> None:
    tables = sorted(package.rglob("*.csv"))
    assert tables
    wrong = [f"{path.relative_to(package)}: {fault}" for path in tables for fault in faults(path)]
    assert not wrong, "\n".join(wrong)


def test_a_faulty_table_is_seen(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    for text in ("a,b\n1,2,3\n", "a,a\n1,2\n", "a,b\n1,2\n1,2\n", "a,b\n", 'a,b\n"1,2\n'):
        table.write_text(text, encoding="utf-8")
        assert faults(table), text
