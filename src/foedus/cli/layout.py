"""Plain text for a terminal: columns that line up, paragraphs that wrap."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence


def columns(rows: Sequence[Sequence[str]], *, right: Sequence[int] = (), gap: int = 2) -> list[str]:
    """Return rows as lines whose cells line up; `right` are the columns that align right."""
    if not rows:
        return []
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [
            cell.rjust(width) if place in right else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append((" " * gap).join(cells).rstrip())
    return lines


def wrapped(text: str, width: int, indent: str = "", hang: str | None = None) -> list[str]:
    """Return a paragraph as lines; `hang` is the indent of all lines but the first."""
    return textwrap.wrap(
        " ".join(text.split()), width, initial_indent=indent, subsequent_indent=indent if hang is None else hang,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def described(pairs: Sequence[tuple[str, str]], width: int, indent: str = "") -> list[str]:
    """Return names with their explanations in two columns, the second wrapped."""
    if not pairs:
        return []
    column = min(max(len(name) for name, _ in pairs), width // 2)
    lines: list[str] = []
    for name, text in pairs:
        head = f"{indent}{name.ljust(column)}  "
        if len(name) > column:
            lines.append(f"{indent}{name}")
            head = " " * len(head[: len(indent) + column + 2])
        lines += wrapped(text, width, head, " " * (len(indent) + column + 2)) or [head.rstrip()]
    return lines
