"""A Markdown page of a pact as plain text: paragraphs wrapped, forms set in, tables lined up."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foedus.cli.layout import columns, wrapped


def terminal_lines(lines: Sequence[str], columns_wide: int) -> list[str]:
    """Return the page for a terminal of so many columns."""
    out: list[str] = []
    paragraph: list[str] = []
    table: list[list[str]] = []
    fenced = False

    def close() -> None:
        nonlocal paragraph, table
        if paragraph:
            item = paragraph[0].startswith("- ")
            out.extend(wrapped(" ".join(paragraph).replace("`", ""), columns_wide, "", "  " if item else ""))
        if table:
            out.extend(fitted(table, columns_wide))
        paragraph, table = [], []

    for line in lines:
        if line.lstrip().startswith("```"):
            close()
            fenced = not fenced
            if fenced and out and out[-1]:
                out.append("")
        elif fenced:
            out += _row_lines(line, columns_wide)
        elif line.startswith("|"):
            if not re.fullmatch(r"[|\s:-]+", line):
                table.append([cell.strip() for cell in line.strip("|").split("|")])
        elif line.startswith("#"):
            close()
            title = line.lstrip("#").strip().replace("`", "")
            out += [
                *wrapped(title, columns_wide),
                ("=" if line.startswith("# ") else "-") * min(len(title), columns_wide),
            ]
        elif not line.strip():
            close()
            if out and out[-1]:
                out.append("")
        else:
            if line.startswith("- "):
                close()
            paragraph.append(line.strip())
    close()
    return out


def _row_lines(line: str, columns_wide: int) -> list[str]:
    """Return one row of a form, set in; what goes on in a further line is deeper, as the language allows it."""
    if not line.strip():
        return [""]
    own = " " * (4 + len(line) - len(line.lstrip()))
    return wrapped(line, columns_wide, own, own + "    ")


def fitted(table: Sequence[Sequence[str]], columns_wide: int) -> list[str]:
    """Return a table as lines that line up, or, where it is too wide, each row as an item."""
    lines = columns(table)
    if max(map(len, lines)) <= columns_wide:
        return lines
    out: list[str] = []
    for row in table[1:]:
        out += wrapped(f"{row[0]}: {'; '.join(cell for cell in row[1:] if cell)}", columns_wide, "", "  ")
    return out
