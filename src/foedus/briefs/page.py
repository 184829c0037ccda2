"""The brief as one HTML file that opens without a network: style inside, no script, every quote linked to its words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from foedus.briefs.outline import Block, Document, Entry, Fold, Line, Paragraph, Point, Points, Quote, Run, Text
from foedus.briefs.phrases import say
from foedus.briefs.terminal import clean
from foedus.terms import LANGUAGES

_COLON = re.compile(r"^[\s\u00a0]*:(\s+|$)")
_MARKS = "|".join(re.escape(say("verified.mark.gk", lang).strip(" ()")) for lang in LANGUAGES)
_UNVERIFIED = re.compile(rf" \(({_MARKS})\)")
"""The mark of what nobody verified, as it stands at the end of a sentence."""
OPENS, CLOSES = "<blockquote><p>", "</p><footer>"
"""What stands round a quotation, whose marks are those of the language."""


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("foedus.briefs", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render_page(document: Document) -> str:
    """Return the document as one self-contained HTML page."""
    return _rendered("page.html", document)


@dataclass(frozen=True)
class Parts:
    """A brief in the parts of which a page of another room is made: all of it escaped already.

    `answer` is the answer in short, `rest` the other sections and the texts; `contents` are pairs of anchor and title.
    """

    title: str
    subtitle: tuple[Markup, ...]
    contents: tuple[tuple[str, str], ...]
    answer: Markup
    rest: Markup
    closing: tuple[Markup, ...]


def page_parts(document: Document) -> Parts:
    """Return a document as the parts of a page."""
    first, rest = replace(document, sections=document.sections[:1], texts=()), document.sections[1:]
    contents = [(section.anchor, clean(section.title)) for section in rest]
    if document.texts:
        contents.append(("#texts", document.texts_title))
    return Parts(
        clean(document.title),
        tuple(inline(each) for each in document.subtitle),
        tuple(contents),
        Markup(_rendered("sections.html", first)),
        Markup(_rendered("sections.html", replace(document, sections=rest), after=1)),
        tuple(inline(each.line) for each in document.closing),
    )


def _rendered(template: str, document: Document, after: int = 0) -> str:
    made = (
        _environment()
        .get_template(template)
        .render(
            document=document,
            after=after,
            inline=inline,
            block=block,
            marked=marked,
            name=lambda anchor: anchor.removeprefix("#"),
            clean=clean,
        )
    )
    if document.lang == "fr":
        made = made.replace(f"{OPENS}“", f"{OPENS}«\u00a0").replace(f"”{CLOSES}", f"\u00a0»{CLOSES}")
    return made


def inline(text: Line) -> Markup:
    """Return a line of runs as HTML, everything escaped."""
    told = []
    for number, run in enumerate(text):
        after = number > 0 and text[number - 1].style.startswith("verdict")
        # a verdict stands in a frame of its own: the colon behind it is for plain text
        told.append(_run(replace(run, text=_COLON.sub(" ", run.text)) if after else run))
    return Markup("").join(told)


def _run(run: Run) -> Markup:
    pieces = _UNVERIFIED.split(clean(run.text))
    told = Markup("").join(
        Markup(' <span class="gk">{}</span>').format(piece) if number % 2 else escape(piece)
        for number, piece in enumerate(pieces)
    )
    if run.style.startswith("verdict"):
        told = Markup('<span class="verdict {}">{}</span>').format(run.style.removeprefix("verdict").strip(), told)
    elif run.style == "strong":
        told = Markup("<strong>{}</strong>").format(told)
    elif run.style in ("em", "quote"):
        told = Markup("<em>{}</em>").format(told)
    elif run.style == "faint":
        told = Markup('<span class="faint">{}</span>').format(told)
    if run.to.startswith("#l-") and run.style == "strong":
        return Markup('<span id="{}">{}</span>').format(run.to[1:], told)
    if run.to.startswith(("#", "/")):
        return Markup('<a href="{}">{}</a>').format(run.to, told)
    if run.to.startswith(("http://", "https://")):
        return Markup('<a href="{}" rel="noreferrer">{}</a>').format(run.to, told)
    return told


def block(each: Block) -> Markup:
    """Return a block and all below it as HTML."""
    if isinstance(each, Paragraph):
        return Markup("<p{}>{}</p>\n").format(
            Markup(' class="{}"').format(each.role) if each.role else "", inline(each.line)
        )
    if isinstance(each, Points):
        tag = "ol" if each.numbered else "ul"
        items = Markup("").join(_point(point) for point in each.points)
        return Markup("<{0}>\n{1}</{0}>\n").format(tag, items) if each.points else Markup("")
    if isinstance(each, Quote):
        return Markup("{}“{}”{}{}</footer></blockquote>\n").format(
            Markup(OPENS), clean(each.text), Markup(CLOSES), inline(each.caption)
        )
    if isinstance(each, Fold):
        return Markup("{}<details><summary>{}</summary>\n{}</details>\n").format(
            _blocks(each.short),
            inline(each.summary),
            _blocks(each.blocks),
        )
    if isinstance(each, Entry):
        return Markup("<article{}{}><h3>{}</h3>\n{}</article>\n").format(
            Markup(' id="{}"').format(each.anchor[1:]) if each.anchor else "",
            Markup(' class="{}"').format(each.role) if each.role else "",
            inline(each.title),
            _blocks(each.blocks),
        )
    raise TypeError(f"no such block: {each!r}")


def _blocks(given: tuple[Block, ...]) -> Markup:
    return Markup("").join(block(each) for each in given)


def _point(point: Point) -> Markup:
    return Markup("<li>{}\n{}</li>\n").format(inline(point.line), _blocks(point.under))


def marked(text: Text) -> Markup:
    """Return a report's text with its passages marked; overlapping passages are cut at each other's ends."""
    passages = [each for each in text.passages if 0 <= each.span[0] < each.span[1] <= len(text.text)]
    cuts = sorted({0, len(text.text), *(edge for each in passages for edge in each.span)})
    told = Markup("")
    for start, end in zip(cuts, cuts[1:], strict=False):
        here = [each for each in passages if each.span[0] <= start and end <= each.span[1]]
        for each in here:
            if each.span[0] == start and each.anchor:
                told += Markup('<a class="at" id="{}"></a>').format(each.anchor[1:])
        piece = escape(_kept(text.text[start:end]))
        if any(each.kind == "aside" for each in here):
            told += Markup("<del>{}</del>").format(piece)
        elif here:
            told += Markup("<mark>{}</mark>").format(piece)
        else:
            told += piece
    return told


def _kept(text: str) -> str:
    return "\n".join(clean(row) for row in text.split("\n"))
