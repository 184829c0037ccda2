"""The told brief as a tree of plain parts, the same for every format: sections, points, quotes, folds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Run:
    """A stretch of text in one style; `to` is an anchor (`#…`) or an address.

    Styles: empty, `strong`, `em`, `faint`, `quote`, `what-if`, and `verdict <word>`.
    """

    text: str
    style: str = ""
    to: str = ""


Line = tuple[Run, ...]


def line(*parts: str | Run | Line) -> Line:
    """Return parts as one line of runs; text is a plain run."""
    runs: list[Run] = []
    for part in parts:
        if isinstance(part, str):
            runs += [Run(part)] if part else []
        elif isinstance(part, Run):
            runs.append(part)
        else:
            runs += part
    return tuple(runs)


def strong(text: str) -> Run:
    return Run(text, "strong")


def faint(text: str) -> Run:
    return Run(text, "faint")


def link(text: str, to: str, style: str = "") -> Run:
    return Run(text, style, to)


def joined(lines: Iterable[Line], between: str = "; ") -> Line:
    """Return lines as one, with a text between them."""
    runs: list[Run] = []
    for each in lines:
        if runs:
            runs.append(Run(between))
        runs += each
    return tuple(runs)


def plain(text: Line) -> str:
    """Return a line without its styles."""
    return "".join(run.text for run in text)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `role` is empty, `note`, `warning` or `answer`."""

    line: Line
    role: str = ""


@dataclass(frozen=True)
class Point:
    """One entry of a list, and what stands under it."""

    line: Line
    under: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Points:
    """A list, numbered or not."""

    points: tuple[Point, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Quote:
    """Words of a report, and where they stand."""

    text: str
    caption: Line
    anchor: str = ""


@dataclass(frozen=True)
class Fold:
    """What a page folds away and a terminal leaves out: there only `short` is shown, elsewhere the rest behind `summary`."""

    summary: Line
    blocks: tuple[Block, ...]
    short: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A titled part within a section, such as one incident; `role` is empty or `what-if`."""

    title: Line
    blocks: tuple[Block, ...]
    anchor: str = ""
    role: str = ""


Block = Paragraph | Points | Quote | Fold | Entry


@dataclass(frozen=True)
class Section:
    """A numbered section of the brief."""

    title: str
    anchor: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Passage:
    """A stretch of a report's text that something refers to; `span` counts code points."""

    anchor: str
    span: tuple[int, int]
    kind: str = "claim"


@dataclass(frozen=True)
class Text:
    """A report's text as the page shows it at its end, with the passages marked."""

    anchor: str
    title: str
    caption: Line
    text: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Document:
    """A whole brief as told in one language."""

    lang: str
    title: str
    subtitle: tuple[Line, ...]
    sections: tuple[Section, ...]
    closing: tuple[Paragraph, ...]
    texts: tuple[Text, ...] = ()
    texts_title: str = ""
    contents_title: str = ""


def points(lines: Iterable[Line], *, numbered: bool = False) -> Points:
    """Return lines as a list."""
    return Points(tuple(Point(each) for each in lines), numbered)


def visible_links(blocks: Iterable[Block]) -> Iterable[str]:
    """Yield where the links lead that a reader sees without unfolding anything, in order."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from (run.to for run in block.line if run.to)
        elif isinstance(block, Quote):
            yield from (run.to for run in block.caption if run.to)
        elif isinstance(block, Points):
            for point in block.points:
                yield from (run.to for run in point.line if run.to)
                yield from visible_links(point.under)
        elif isinstance(block, Fold):
            yield from visible_links(block.short)
        else:
            yield from (run.to for run in block.title if run.to)
            yield from visible_links(block.blocks)
