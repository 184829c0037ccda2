"""The brief as a Word document: headings, lists and quotations in Word's own styles, links to bookmarks in the texts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from foedus import __version__
from foedus.briefs.outline import Block, Document, Entry, Fold, Line, Paragraph, Points, Quote, line, plain
from foedus.briefs.paper import Paper, Piece, laid_out, marked, readable
from foedus.briefs.phrases import say

NO_DAY = (1980, 1, 1, 0, 0, 0)
"""The day on every part of the file: the oldest that a zip can write, so that the same answer is the same bytes."""
DEEPEST_HEADING = 4
_MADE = datetime(2000, 1, 1)
_LANGUAGES = {"en": "en-GB", "fr": "fr-FR"}
_WIDTH, _HEIGHT, _EDGE = 210, 297, 24
_STEP = 6.5
"""Millimetres by which each level of a list is moved in."""


def render_word(document: Document) -> bytes:
    """Return the document as .docx on A4; the bytes are the same for the same document."""
    return _dated(_Writing(laid_out(document)).whole())


class _Writing:
    """One Word document being written, with the bookmarks and lists that it has so far."""

    def __init__(self, paper: Paper) -> None:
        import docx

        self.paper = paper
        self.lang = paper.document.lang
        self.word = docx.Document()
        self.bookmarks: dict[str, int] = {}
        self.names: dict[str, str] = {}
        self._page()
        self._styles()

    def whole(self) -> bytes:
        document = self.paper.document
        self.word.add_paragraph(readable(document.title), style="Title")
        for each in document.subtitle:
            self.paragraph(each)
        for section in document.sections:
            self.heading(1, (Piece(readable(section.title)),), section.anchor)
            self.blocks(section.blocks, 2)
        if document.texts:
            self.heading(1, (Piece(readable(document.texts_title)),), "#texts")
            for text in document.texts:
                self.heading(2, (Piece(readable(text.title)),), text.anchor)
                self.paragraph(text.caption)
                for row in marked(text):
                    self.pieces(self.word.add_paragraph(), row)
        for each in document.closing:
            self.paragraph(each.line)
        if self.paper.annex:
            self.word.add_page_break()
            self.heading(1, (Piece(say("paper.annex", self.lang)),), "")
            self.paragraph(line(say("paper.annex note", self.lang)))
            for each in self.paper.annex:
                self.heading(2, (Piece(f"{each.number}  {readable(each.title)}"),), each.anchor)
                back = each.back if each.back in self.paper.places else ""
                self.pieces(self.word.add_paragraph(), (Piece(readable(each.context), "em", back),))
                self.blocks(each.blocks, 3)
        written = io.BytesIO()
        self.word.save(written)
        return written.getvalue()

    def heading(self, level: int, pieces: Iterable[Piece], anchor: str) -> None:
        made = self.word.add_paragraph(style=f"Heading {min(level, DEEPEST_HEADING)}")
        self.mark(made, anchor.removeprefix("#"))
        self.pieces(made, pieces)

    def paragraph(self, text: Line, role: str = "", depth: int = 0) -> Any:
        made = self.word.add_paragraph(style={"note": "Note", "warning": "Warning"}.get(role, "Normal"))
        if depth:
            self._move_in(made, depth + (1 if role == "reading" else 0))
        self.pieces(made, self.paper.pieces(text))
        return made

    def blocks(self, blocks: Iterable[Block], level: int, depth: int = 0) -> None:
        """Write blocks; `level` is that of a heading among them, `depth` how far they are moved in."""
        for each in blocks:
            if isinstance(each, Paragraph):
                self.paragraph(each.line, each.role, depth)
            elif isinstance(each, Quote):
                made = self.word.add_paragraph(style="Quote")
                self._move_in(made, depth + 1)
                before, after = ("«\u00a0", "\u00a0»") if self.lang == "fr" else ("“", "”")
                self.pieces(made, (Piece(f"{before}{readable(each.text)}{after}"), Piece(" ")))
                self.pieces(made, self.paper.pieces(line(*each.caption)))
            elif isinstance(each, Entry):
                self.heading(level, self.paper.pieces(each.title), each.anchor)
                self.blocks(each.blocks, level + 1, depth)
            elif isinstance(each, Points):
                self.points(each, level, depth)
            elif isinstance(each, Fold):
                self.pieces(self._moved(depth), (Piece(readable(plain(each.summary)), "em"),))
                self.blocks((*each.short, *each.blocks), level, depth)

    def points(self, points: Points, level: int, depth: int) -> None:
        number = self._new_list() if points.numbered else None
        for each in points.points:
            made = self.word.add_paragraph(style="List Number" if points.numbered else "List Bullet")
            self._move_in(made, depth + 1, hanging=True)
            if number is not None:
                numbering = made._p.get_or_add_pPr().get_or_add_numPr()
                numbering.get_or_add_ilvl().val, numbering.get_or_add_numId().val = 0, number
            self.pieces(made, self.paper.pieces(each.line))
            self.blocks(each.under, level, depth + 1)

    def pieces(self, made: Any, pieces: Iterable[Piece]) -> None:
        for each in pieces:
            for place in each.at:
                self.mark(made, place)
            into = self._linked(made, each.to) if each.to else made._p
            if each.text:
                into.append(self._run(each))

    def mark(self, made: Any, place: str) -> None:
        """Make a place that links lead to; a name stands once, its first time."""
        if not place or place in self.bookmarks:
            return
        self.bookmarks[place] = number = len(self.bookmarks) + 1
        for tag in ("bookmarkStart", "bookmarkEnd"):
            element = _element(f"w:{tag}", {"w:id": str(number)})
            if tag == "bookmarkStart":
                element.set(_name("w:name"), self._bookmark(place))
            made._p.append(element)

    def _bookmark(self, place: str) -> str:
        """Return a place under a name that Word takes: forty letters, digits and underscores at most."""
        return self.names.setdefault(place, f"at_{len(self.names) + 1}")

    def _linked(self, made: Any, to: str) -> Any:
        if to.startswith("#"):
            link = _element("w:hyperlink", {"w:anchor": self._bookmark(to[1:]), "w:history": "1"})
        else:
            from docx.opc.constants import RELATIONSHIP_TYPE

            link = _element("w:hyperlink", {"w:history": "1"})
            link.set(_name("r:id"), made.part.relate_to(to, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        made._p.append(link)
        return link

    def _run(self, piece: Piece) -> Any:
        run = _element("w:r", {})
        style = _element("w:rPr", {})
        verdict = piece.style.startswith("verdict")
        if piece.to:
            style.append(_element("w:rStyle", {"w:val": "Hyperlink"}))
        if piece.style == "strong" or verdict:
            style.append(_element("w:b", {}))
        if piece.style in ("em", "quote", "gk"):
            style.append(_element("w:i", {}))
        if verdict:
            style.append(_element("w:caps", {}))
        if piece.style == "aside":
            style.append(_element("w:strike", {}))
        if piece.style in ("faint", "aside"):
            style.append(_element("w:color", {"w:val": "595959"}))
        if verdict or piece.style == "gk":
            style.append(_element("w:sz", {"w:val": "18"}))
        if piece.style == "mark":
            style.append(_element("w:u", {"w:val": "single"}))
            style.append(_element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": "FFF0B8"}))
        if verdict:
            style.append(_element("w:bdr", {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": "auto"}))
        if len(style):
            run.append(style)
        text = _element("w:t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
        text.text = piece.text
        run.append(text)
        return run

    def _moved(self, depth: int) -> Any:
        made = self.word.add_paragraph()
        self._move_in(made, depth)
        return made

    def _move_in(self, made: Any, depth: int, hanging: bool = False) -> None:
        from docx.shared import Mm

        made.paragraph_format.left_indent = Mm(_STEP * min(depth, 12))
        if hanging:
            made.paragraph_format.first_line_indent = Mm(-_STEP + 1.5)

    def _new_list(self) -> int:
        """Return the number of a new numbered list, which starts at one."""
        numbering = self.word.part.numbering_part.element
        style = self.word.styles["List Number"].element
        like = numbering.num_having_numId(style.pPr.numPr.numId.val).abstractNumId.val
        made = numbering.add_num(like)
        made.add_lvlOverride(ilvl=0).add_startOverride(1)
        return made.numId

    def _page(self) -> None:
        from docx.shared import Mm

        for section in self.word.sections:
            section.page_width, section.page_height = Mm(_WIDTH), Mm(_HEIGHT)
            section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_EDGE)
            footer = section.footer.paragraphs[0]
            footer.alignment = 1
            footer.add_run(f"{say('paper.page', self.lang)} ")
            field = _element("w:fldSimple", {"w:instr": "PAGE"})
            field.append(self._run(Piece("1")))
            footer._p.append(field)
        about = self.word.core_properties
        about.title = readable(self.paper.document.title)[:255]
        about.author = about.last_modified_by = f"foedus {__version__}"
        about.subject = about.comments = about.keywords = about.category = ""
        about.language = _LANGUAGES[self.lang]
        about.created = about.modified = _MADE
        about.revision = 1

    def _styles(self) -> None:
        from docx.enum.style import WD_STYLE_TYPE
        from docx.shared import Pt, RGBColor

        styles = self.word.styles
        ink = RGBColor(0x1B, 0x1F, 0x24)
        styles["Normal"].font.name, styles["Normal"].font.size = "Cambria", Pt(10.5)
        styles["Normal"].paragraph_format.space_after = Pt(4)
        fonts = styles["Normal"].element.rPr
        fonts.append(_element("w:lang", {"w:val": _LANGUAGES[self.lang], "w:eastAsia": _LANGUAGES[self.lang]}))
        for name, size in (("Title", 20), ("Heading 1", 15), ("Heading 2", 12), ("Heading 3", 11), ("Heading 4", 10.5)):
            font = styles[name].font
            font.size, font.color.rgb, font.name, font.bold = Pt(size), ink, "Calibri", True
            rfonts = styles[name].element.rPr.rFonts
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                rfonts.attrib.pop(_name(f"w:{theme}"), None)
            styles[name].paragraph_format.keep_with_next = True
        styles["Quote"].font.color.rgb = ink
        note = styles.add_style("Note", WD_STYLE_TYPE.PARAGRAPH)
        note.base_style, note.font.size = styles["Normal"], Pt(9.5)
        warning = styles.add_style("Warning", WD_STYLE_TYPE.PARAGRAPH)
        warning.base_style, warning.font.bold = styles["Normal"], True
        link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
        link.font.color.rgb, link.font.underline = RGBColor(0x0B, 0x3F, 0x73), True


def _name(tag: str) -> str:
    from docx.oxml.ns import qn

    return qn(tag)


def _element(tag: str, given: dict[str, str]) -> Any:
    from docx.oxml import OxmlElement

    made = OxmlElement(tag)
    for key, value in given.items():
        made.set(_name(key) if key.startswith(("w:", "r:")) else key, value)
    return made


def _dated(content: bytes) -> bytes:
    """Return a zip with its parts in the order of their names and one day on all of them."""
    again = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as read, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as written:
        names = sorted(read.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            part = zipfile.ZipInfo(name, NO_DAY)
            part.compress_type, part.create_system, part.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
            written.writestr(part, read.read(name))
    return again.getvalue()
