"""The brief as PDF: the document goes as data to one fixed typst template, so that no word of a report is ever markup."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from foedus import __version__
from foedus.briefs.outline import Block, Document, Entry, Fold, Line, Paragraph, Points, Quote, plain
from foedus.briefs.paper import Paper, Piece, laid_out, marked, readable
from foedus.briefs.phrases import say
from foedus.terms import FoedusError

LONGEST_WORD = 36
"""Characters; a longer word, such as an address, may break anywhere, else it would run over the edge of the page."""
_LONG = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
_TEMPLATE = "document.typ"


def render_pdf(document: Document) -> bytes:
    """Return the document as PDF on A4, with outline, page numbers and links to the evidence.

    The bytes are the same for the same document: no day of making, no font of the machine.
    """
    return _compiled(_data(laid_out(document)), "pdf")


def render_images(document: Document, ppi: float = 72) -> list[bytes]:
    """Return the pages of the PDF as PNG images, `ppi` pixels to the inch."""
    found = _compiled(_data(laid_out(document)), "png", ppi)
    return found if isinstance(found, list) else [found]  # type: ignore[return-value]


def _compiled(data: dict[str, object], format: str, ppi: float | None = None) -> bytes:
    import typst

    given = {"main": _template(), "document.json": json.dumps(data, ensure_ascii=False).encode("utf-8", "replace")}
    try:
        return typst.compile(given, format=format, ppi=ppi, ignore_system_fonts=True)
    except typst.TypstError as error:
        raise FoedusError(
            f"the document could not be set ({error})", field="format", remedy="take md or html, and report it"
        ) from None


@cache
def _template() -> bytes:
    return (files("foedus.briefs") / "templates" / _TEMPLATE).read_bytes()


def _data(paper: Paper) -> dict[str, object]:
    """Return all that the template sets, as plain data."""
    document, lang = paper.document, paper.document.lang
    known: set[str] = set()
    return {
        "lang": lang,
        "title": readable(document.title),
        "made": f"foedus {__version__}",
        "subtitle": [_line(each, paper, known) for each in document.subtitle],
        "contents": document.contents_title,
        "sections": [
            {"title": readable(each.title), "at": _at(each.anchor, known), "blocks": _blocks(each.blocks, paper, known)}
            for each in document.sections
        ],
        "closing": [_line(each.line, paper, known) for each in document.closing],
        "texts title": document.texts_title,
        "texts at": _at("#texts", known) if document.texts else [],
        "texts": [
            {
                "title": readable(each.title),
                "at": _at(each.anchor, known),
                "caption": _line(each.caption, paper, known),
                "rows": [[_piece(piece, known) for piece in row] for row in marked(each)],
            }
            for each in document.texts
        ],
        "annex title": say("paper.annex", lang),
        "annex note": say("paper.annex note", lang),
        "annex": [
            {
                "title": f"{each.number}  {readable(each.title)}",
                "at": _at(each.anchor, known),
                "context": readable(each.context),
                "back": each.back if each.back in paper.places else "",
                "blocks": _blocks(each.blocks, paper, known),
            }
            for each in paper.annex
        ],
        "page": say("paper.page", lang),
    }


def _blocks(blocks: Iterable[Block], paper: Paper, known: set[str]) -> list[dict[str, object]]:
    return [_block(each, paper, known) for each in blocks]


def _block(block: Block, paper: Paper, known: set[str]) -> dict[str, object]:
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "role": block.role, "line": _line(block.line, paper, known)}
    if isinstance(block, Points):
        items = [
            {"line": _line(each.line, paper, known), "under": _blocks(each.under, paper, known)}
            for each in block.points
        ]
        return {"kind": "points", "numbered": block.numbered, "items": items}
    if isinstance(block, Quote):
        return {
            "kind": "quote",
            "text": _breakable(readable(block.text)),
            "caption": _line(block.caption, paper, known),
        }
    if isinstance(block, Entry):
        return {
            "kind": "entry",
            "role": block.role,
            "title": _line(block.title, paper, known),
            "at": _at(block.anchor, known),
            "blocks": _blocks(block.blocks, paper, known),
        }
    if isinstance(block, Fold):
        blocks = (*block.short, *block.blocks)
        return {"kind": "fold", "title": readable(plain(block.summary)), "blocks": _blocks(blocks, paper, known)}
    raise TypeError(f"no such block: {block!r}")


def _line(given: Line, paper: Paper, known: set[str]) -> list[dict[str, object]]:
    return [_piece(each, known) for each in paper.pieces(given)]


def _piece(piece: Piece, known: set[str]) -> dict[str, object]:
    at = [place for name in piece.at for place in _at(f"#{name}", known)]
    return {"text": _breakable(piece.text), "style": piece.style, "to": piece.to, "at": at}


def _at(anchor: str, known: set[str]) -> list[str]:
    """Return a place as the template labels it, nothing where it is taken: a label stands once, its first time."""
    if not anchor or anchor in known:
        return []
    known.add(anchor)
    return [anchor.removeprefix("#")]


def _breakable(text: str) -> str:
    return _LONG.sub(lambda found: "\u200b".join(found[0][n : n + 12] for n in range(0, len(found[0]), 12)), text)
