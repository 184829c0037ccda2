"""The brief for a terminal: plain text of a given width, colour only where asked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from foedus.briefs.outline import Block, Document, Entry, Fold, Line, Paragraph, Point, Points, Quote, Run, Section

NARROWEST = 30
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_STYLES = {
    "strong": "1",
    "em": "3",
    "faint": "2",
    "quote": "3",
    "what-if": "35",
    "verdict owed": "1;32",
    "verdict open": "32",
    "verdict breached": "1;31",
    "verdict deemed": "1;33",
    "verdict awaiting": "33",
    "verdict unsettled": "33",
    "verdict not-triggered": "2",
    "verdict not-in-force": "2",
    "verdict excepted": "36",
    "verdict reserved": "36",
    "verdict overridden": "36",
}


def clean(text: str) -> str:
    """Return text without control characters, which in a report could drive the reader's terminal."""
    return _CONTROL.sub("", text.replace("\n", " ").replace("\t", " ").replace("\r", " "))


def cells(text: str) -> int:
    """Return the width of a text in terminal cells."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1
        for char in text
    )


def render_terminal(document: Document, width: int = 80, colour: bool = False, *, unfold: bool = False) -> str:
    """Return the document as text, no line wider than `width` cells; with `unfold` also what other formats fold away."""
    page = _Page(max(width, NARROWEST), colour, unfold)
    page.title(document.title)
    for each in document.subtitle:
        page.flow(each, 0)
    for section in document.sections:
        page.section(section)
    page.rule()
    for each in document.closing:
        page.block(each, 0)
    return "\n".join(page.rows).rstrip() + "\n"


class _Page:
    def __init__(self, width: int, colour: bool, unfold: bool = False) -> None:
        self.width, self.colour, self.unfold = width, colour, unfold
        self.rows: list[str] = []

    def gap(self) -> None:
        if self.rows and self.rows[-1]:
            self.rows.append("")

    def rule(self) -> None:
        self.gap()
        self.rows.append("─" * self.width)

    def title(self, text: str) -> None:
        for row in wrap((Run(text.upper(), "strong"),), self.width):
            self.rows.append(self.painted(row))
        self.rows.append("═" * self.width)

    def section(self, section: Section) -> None:
        self.gap()
        for row in wrap((Run(section.title, "strong"),), self.width):
            self.rows.append(self.painted(row))
        self.rows.append("─" * min(self.width, cells(section.title)))
        for block in section.blocks:
            self.block(block, 0)
        self.gap()

    def block(self, block: Block, indent: int) -> None:
        if isinstance(block, Paragraph):
            mark = "» " if block.role == "reading" else "! " if block.role == "warning" else ""
            self.flow(block.line, indent, mark)
        elif isinstance(block, Points):
            for number, point in enumerate(block.points, 1):
                self.point(point, indent, f"{number}. " if block.numbered else "- ")
        elif isinstance(block, Quote):
            self.flow((Run("“"), Run(block.text, "quote"), Run("” "), *block.caption), indent + 2)
        elif isinstance(block, Fold):
            for each in block.short:
                self.block(each, indent)
            if self.unfold and block.blocks:
                self.flow(block.summary, indent)
                for each in block.blocks:
                    self.block(each, indent)
        elif isinstance(block, Entry):
            self.gap()
            self.flow(block.title, indent)
            for each in block.blocks:
                self.block(each, indent + 3)

    def point(self, point: Point, indent: int, mark: str) -> None:
        self.flow(point.line, indent, mark)
        for each in point.under:
            self.block(each, indent + cells(mark))

    def flow(self, text: Line, indent: int, mark: str = "") -> None:
        indent = min(indent, self.width // 3)
        room = max(self.width - indent - cells(mark), 8)
        for number, row in enumerate(wrap(text, room)):
            self.rows.append(" " * indent + (mark if number == 0 else " " * cells(mark)) + self.painted(row))

    def painted(self, row: list[Run]) -> str:
        told = []
        for run in row:
            code = _STYLES.get(run.style, "") if self.colour else ""
            told.append(f"\x1b[{code}m{run.text}\x1b[0m" if code and run.text.strip() else run.text)
        return "".join(told).rstrip() if not self.colour else "".join(told)


def wrap(text: Line, width: int) -> Iterator[list[Run]]:
    """Yield rows of runs no wider than `width`; a word wider than that is cut."""
    row: list[Run] = []
    used = 0
    for word in _words(text):
        length = sum(cells(run.text) for run in word)
        gap = 1 if row else 0
        if row and used + gap + length > width:
            yield row
            row, used, gap = [], 0, 0
        if length > width:
            for piece in _cut(word, width):
                piece_length = cells(piece.text)
                if row and used + piece_length > width:
                    yield row
                    row, used = [], 0
                row.append(piece)
                used += piece_length
            continue
        if gap:
            row.append(Run(" "))
        row += word
        used += gap + length
    if row:
        yield row


def _words(text: Line) -> Iterator[list[Run]]:
    """Yield words, each as the runs that it is made of: a comma may follow a link without a space."""
    word: list[Run] = []
    for run in text:
        for part in re.split(r"([ \t\n]+)", clean(run.text)):
            if not part:
                continue
            if not part.strip(" \t\n"):
                if word:
                    yield word
                    word = []
            else:
                word.append(Run(part, run.style, run.to))
    if word:
        yield word


def _cut(word: Iterable[Run], width: int) -> Iterator[Run]:
    for run in word:
        piece, used = "", 0
        for char in run.text:
            if used + cells(char) > width:
                yield Run(piece, run.style, run.to)
                piece, used = "", 0
            piece += char
            used += cells(char)
        if piece:
            yield Run(piece, run.style, run.to)
