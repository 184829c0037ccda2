"""The brief as Markdown that GitHub renders: proofs folded in <details>, everything of the reports escaped."""

from __future__ import annotations

import re

from foedus.briefs.outline import Block, Document, Entry, Fold, Line, Paragraph, Point, Points, Quote, Run
from foedus.briefs.terminal import clean

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~#])")
_AUTOLINK = re.compile(r"(https?):|(www)\.", re.IGNORECASE)


def escape(text: str) -> str:
    """Return text in which nothing is markup: no tag, emphasis, link or heading can come from a report."""
    told = _SPECIAL.sub(r"\\\1", clean(text))
    told = told.replace("&", "&amp;")
    return _AUTOLINK.sub(lambda found: found.group(0).replace(":", "&#58;").replace(".", "&#46;"), told)


def render_markdown(document: Document) -> str:
    """Return the document as Markdown."""
    rows = [f"# {escape(document.title)}", ""]
    for each in document.subtitle:
        rows += [_inline(each), ""]
    for section in document.sections:
        rows += [f'<a id="{section.anchor[1:]}"></a>', "", f"## {escape(section.title)}", ""]
        for block in section.blocks:
            rows += _block(block, 0)
        rows.append("")
    rows += ["---", ""]
    for each in document.closing:
        rows += [_inline(each.line), ""]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(rows)).strip() + "\n"


def _inline(text: Line) -> str:
    return "".join(_run(run) for run in text)


def _run(run: Run) -> str:
    told = escape(run.text)
    if run.to.startswith(("http://", "https://")):
        told = (
            f"<{run.to}>"
            if run.text == run.to and not re.search(r"[<>\s]", run.to)
            else f"[{told}]({_address(run.to)})"
        )
    elif run.to.startswith("#l-"):
        told = f"[{told}]({run.to})" if run.style != "strong" else f'<a id="{run.to[1:]}"></a>**{told}**'
    inner = told.strip()
    if not inner:
        return told
    if run.style in ("strong",) and "**" not in told:
        return told.replace(inner, f"**{inner}**", 1)
    if run.style.startswith("verdict"):
        return told.replace(inner, f"**{inner}**", 1)
    if run.style in ("em", "quote"):
        return told.replace(inner, f"*{inner}*", 1)
    return told


def _address(to: str) -> str:
    return to.replace(" ", "%20").replace("(", "%28").replace(")", "%29")


def _block(block: Block, depth: int) -> list[str]:
    pad = "  " * depth
    if isinstance(block, Paragraph):
        mark = "» " if block.role == "reading" else "**!** " if block.role == "warning" else ""
        return [f"{pad}{mark}{_inline(block.line)}", ""]
    if isinstance(block, Points):
        rows: list[str] = []
        for number, point in enumerate(block.points, 1):
            rows += _point(point, depth, f"{number}. " if block.numbered else "- ")
        return [*rows, ""]
    if isinstance(block, Quote):
        return [f"{pad}> “{escape(block.text)}” {_inline(block.caption)}", ""]
    if isinstance(block, Fold):
        rows = []
        for each in block.short:
            rows += _block(each, depth)
        rows += [f"{pad}<details><summary>{_html(block.summary)}</summary>", ""]
        for each in block.blocks:
            rows += _block(each, depth)
        return [*rows, f"{pad}</details>", ""]
    rows = [f"{pad}### {_inline(block.title)}" if depth == 0 else f"{pad}**{_inline(block.title)}**", ""]
    for each in block.blocks:
        rows += _block(each, depth)
    return rows


def _point(point: Point, depth: int, mark: str) -> list[str]:
    pad = "  " * depth
    rows = [f"{pad}{mark}{_inline(point.line)}"]
    if point.under:
        rows.append("")
        inner = depth + (2 if len(mark) > 2 else 1)
        for each in point.under:
            rows += _block(each, inner)
    return rows


def _html(text: Line) -> str:
    from html import escape as html_escape

    return html_escape(clean("".join(run.text for run in text)))


__all__ = ["Entry", "escape", "render_markdown"]
