"""The told brief laid out for paper: what a page folds away goes to an annex, and every link leads to a place that is there.

PDF and Word are made from it. A reader on paper unfolds nothing: the body keeps the short form with a number such as
`A3`, under which the annex holds the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import quote

from foedus.briefs.outline import (
    Block,
    Document,
    Entry,
    Fold,
    Line,
    Paragraph,
    Point,
    Points,
    Quote,
    Text,
    line,
    link,
    plain,
)
from foedus.briefs.phrases import say
from foedus.briefs.terminal import clean
from foedus.terms import LANGUAGES

_COLON = re.compile(r"^[\s\u00a0]*:(\s+|$)")
_MARKS = "|".join(re.escape(say("verified.mark.gk", lang).strip(" ()")) for lang in LANGUAGES)
_UNVERIFIED = re.compile(rf" \(({_MARKS})\)")
_NO_TEXT = re.compile("[\ud800-\udfff\ufffe\uffff]")
_ADDRESS = ":/?#[]@!$&'()*+,;=-._~%"
LONGEST_CONTEXT = 90
SHORT_REFERENCE = 16


@dataclass(frozen=True)
class Piece:
    """A stretch of text on paper; `to` is a place in the document (`#…`) or an address, `at` the place that it is.

    Styles: those of a run, `gk` for the mark of what nobody verified, and in texts `mark` and `aside`.
    """

    text: str
    style: str = ""
    to: str = ""
    at: tuple[str, ...] = ()


@dataclass(frozen=True)
class Annexed:
    """One entry of the annex: its number, what it is, what it belongs to, and where that stands."""

    number: str
    title: str
    context: str
    back: str
    blocks: tuple[Block, ...]

    @property
    def anchor(self) -> str:
        return f"#{self.number.lower()}"


@dataclass
class _Annex:
    lang: str
    entries: list[Annexed] = field(default_factory=list)

    def take(self, fold: Fold, context: str, back: str) -> Line:
        """Put a fold into the annex and return the reference to it."""
        number = f"A{len(self.entries) + 1}"
        self.entries.append(Annexed(number, plain(fold.summary), context, back, fold.blocks))
        return line(
            link(say("paper.in annex", self.lang, what=plain(fold.summary), number=number), f"#{number.lower()}")
        )


@dataclass(frozen=True)
class Paper:
    """A document without folds, the annex of what was folded, and the places that links may lead to."""

    document: Document
    annex: tuple[Annexed, ...]
    places: frozenset[str]

    def pieces(self, given: Line) -> tuple[Piece, ...]:
        """Return a line as it is set: links to nowhere are plain text, a verdict stands in a frame without its colon."""
        told: list[Piece] = []
        for number, run in enumerate(given):
            words = readable(run.text)
            if number and given[number - 1].style.startswith("verdict"):
                words = _COLON.sub(" ", words)
            at = (run.to[1:],) if run.to.startswith("#l-") and run.style == "strong" else ()
            to = "" if at else self._leads(run.to)
            if to.startswith("#") and len(words) <= SHORT_REFERENCE:
                words = words.replace(" ", "\u00a0")  # `R2 67–154` stays on one line
            for place, words_of in enumerate(_UNVERIFIED.split(words)):
                if place % 2:
                    told.append(Piece(f"\u00a0({words_of})", "gk"))
                elif words_of or (at and not place):
                    told.append(Piece(words_of, run.style, to, at if not place else ()))
        return tuple(told)

    def _leads(self, to: str) -> str:
        if to.startswith("#"):
            return to if to in self.places else ""
        return address(to) if to.startswith(("http://", "https://")) else ""


def address(to: str) -> str:
    """Return a web address in the characters that one may have, the others written as %XX."""
    return quote(readable(to), safe=_ADDRESS)


def readable(text: str) -> str:
    """Return text without what no page can hold: control characters, halves of characters."""
    return _NO_TEXT.sub("\ufffd", clean(text))


def laid_out(document: Document) -> Paper:
    """Return a document for paper."""
    annex = _Annex(document.lang)
    sections = []
    for section in document.sections:
        blocks = _unfolded(section.blocks, annex, section.title, section.anchor)
        sections.append(type(section)(section.title, section.anchor, blocks))
    whole = Document(
        document.lang,
        document.title,
        document.subtitle,
        tuple(sections),
        document.closing,
        document.texts,
        document.texts_title,
        document.contents_title,
    )
    entries = tuple(annex.entries)
    places = {section.anchor for section in sections} | {each.anchor for each in entries}
    places |= {each.anchor for each in document.texts}
    places |= {piece for text in document.texts for piece in _passage_anchors(text)}
    if document.texts:
        places.add("#texts")
    for blocks in (*(section.blocks for section in sections), *(each.blocks for each in entries)):
        places |= set(_anchors(blocks))
    return Paper(whole, entries, frozenset(place for place in places if place))


def _unfolded(blocks: Iterable[Block], annex: _Annex, context: str, back: str) -> tuple[Block, ...]:
    told: list[Block] = []
    for block in blocks:
        if isinstance(block, Fold):
            told += _short(block, annex, context, back)
        elif isinstance(block, Points):
            told.append(Points(tuple(_point(each, annex, context, back) for each in block.points), block.numbered))
        elif isinstance(block, Entry):
            here = block.anchor or back
            inside = _unfolded(block.blocks, annex, _context(block.title), here)
            told.append(Entry(block.title, inside, block.anchor, block.role))
        else:
            told.append(block)
    return tuple(told)


def _point(point: Point, annex: _Annex, context: str, back: str) -> Point:
    head = _context(point.line)
    inner = f"{context}: {head}" if head and not head.startswith(context) else context
    return Point(point.line, _unfolded(point.under, annex, inner, back))


def _short(fold: Fold, annex: _Annex, context: str, back: str) -> list[Block]:
    """Return what stands in the body for a fold: its short form, and the number under which the annex has the rest."""
    if not fold.blocks:
        return list(_unfolded(fold.short, annex, context, back))
    where = annex.take(fold, context, back)
    short = list(_unfolded(fold.short, annex, context, back))
    if short and isinstance(short[-1], Paragraph):
        short[-1] = Paragraph(line(short[-1].line, " ", where), short[-1].role)
        return short
    return [*short, Paragraph(where, "note")]


def _context(text: Line) -> str:
    words = " ".join(plain(text).split())
    return words if len(words) <= LONGEST_CONTEXT else f"{words[:LONGEST_CONTEXT].rsplit(' ', 1)[0]} …"


def _anchors(blocks: Iterable[Block]) -> Iterable[str]:
    """Yield the places that blocks are: entries, and the sources that a number names."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from _named_in(block.line)
        elif isinstance(block, Points):
            for point in block.points:
                yield from _named_in(point.line)
                yield from _anchors(point.under)
        elif isinstance(block, Entry):
            yield block.anchor
            yield from _named_in(block.title)
            yield from _anchors(block.blocks)
        elif isinstance(block, Fold):
            yield from _anchors((*block.short, *block.blocks))


def _named_in(text: Line) -> Iterable[str]:
    return (run.to for run in text if run.style == "strong" and run.to.startswith("#l-"))


def _passages(text: Text) -> list:
    return [each for each in text.passages if 0 <= each.span[0] < each.span[1] <= len(text.text)]


def _passage_anchors(text: Text) -> Iterable[str]:
    return (each.anchor for each in _passages(text) if each.anchor)


def marked(text: Text) -> tuple[tuple[Piece, ...], ...]:
    """Return a report's text as paragraphs of pieces, its passages marked; those that overlap are cut at their ends."""
    passages = _passages(text)
    cuts = sorted({0, len(text.text), *(edge for each in passages for edge in each.span)})
    rows: list[list[Piece]] = [[]]
    for start, end in zip(cuts, cuts[1:], strict=False):
        here = [each for each in passages if each.span[0] <= start and end <= each.span[1]]
        at = tuple(each.anchor[1:] for each in here if each.span[0] == start and each.anchor)
        style = "aside" if any(each.kind == "aside" for each in here) else "mark" if here else ""
        for number, words in enumerate(text.text[start:end].split("\n")):
            if number:
                rows.append([])
            if words or (at and not number):
                rows[-1].append(Piece(readable(words), style, "", at if not number else ()))
    return tuple(tuple(row) for row in rows if any(piece.text.strip() or piece.at for piece in row))


__all__ = ["Annexed", "Paper", "Piece", "Quote", "laid_out", "marked", "readable"]
