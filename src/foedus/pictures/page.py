"""A picture as a page of its own, and as a figure in a notebook: the drawing, and the table with the same content."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Mapping
from typing import Any

from foedus.pictures.bundle import interactive_bundle, show_script
from foedus.pictures.land import geometry_within
from foedus.pictures.picture import Cell, Picture
from foedus.pictures.words import told

STYLE = """
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fdfcf9; --soft: #57606b; --line: #d9d5cb; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e3db; --paper: #16181b; --soft: #a9b0ba; --line: #363b42; } }
body { margin: 0 auto; padding: 1rem; max-width: 60rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.3rem; line-height: 1.25; margin: 0 0 .6rem; }
figure { margin: 0; }
.canvas { background: #fff; color: #1b1f24; border: 1px solid var(--line); border-radius: .4rem; padding: .4rem; overflow-x: auto; }
figcaption { color: var(--soft); font-size: .9rem; margin: .5rem 0 1rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: .9rem; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .25rem .7rem .25rem 0; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-size: .82rem; }
a { color: inherit; }
#vg-tooltip-element { position: fixed; visibility: hidden; z-index: 9; background: var(--paper); color: var(--ink); border: 1px solid var(--soft); border-radius: .3rem; padding: .3rem .5rem; font-size: .84rem; max-width: 22rem; pointer-events: none; }
#vg-tooltip-element.visible { visibility: visible; }
#vg-tooltip-element td { border: 0; padding: .05rem .5rem .05rem 0; }
#vg-tooltip-element td.key { color: var(--soft); }
@media print { body { background: #fff; color: #000; max-width: none; } .canvas { border: 0; } tr { break-inside: avoid; } }
"""  # noqa: E501
_SCHEME = re.compile(r"^\s*(?!https?:)[a-z][a-z0-9+.\x00-\x20-]*:", re.IGNORECASE)


def page(picture: Picture) -> str:
    """Return one file that opens offline: the picture with its script within, under a policy that lets nothing else in.

    The policy names scripts and style by their checksum; no script of the data can run, no request can leave.
    """
    bundle, show = (_inside(text) for text in (interactive_bundle(), show_script()))
    policy = "; ".join((
        "default-src 'none'", f"script-src {_checksum(bundle)} {_checksum(show)}", f"style-src {_checksum(STYLE)}",
        "img-src data:", "base-uri 'none'", "form-action 'none'",
    ))  # fmt: skip
    spec = geometry_within(dict(picture.spec))
    return f"""<!doctype html>
<html lang="{html.escape(picture.lang)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{html.escape(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{html.escape(picture.title)}</title>
<style>{STYLE}</style>
</head>
<body>
<main>
<h1>{html.escape(picture.title)}</h1>
<figure data-picture aria-labelledby="caption">
<div class="canvas" role="img" aria-label="{html.escape(picture.title)}"></div>
<script type="application/json">{json_inside(spec)}</script>
<figcaption id="caption">{html.escape(picture.caption)}</figcaption>
</figure>
<h2>{html.escape(told("page.table", picture.lang))}</h2>
<div class="scroll" tabindex="0" role="region" aria-labelledby="caption">
{table(picture)}
</div>
</main>
<script>{bundle}</script>
<script>{show}</script>
</body>
</html>
"""


def figure(picture: Picture, svg: str) -> str:
    """Return a drawn picture with its table as a part of another page, such as a notebook; it holds no script."""
    # an image of its own keeps the ids of several drawings in one page apart
    source = base64.b64encode(svg.encode()).decode()
    return (
        f'<figure lang="{html.escape(picture.lang)}" style="margin:0"><img style="background:#fff;max-width:100%" '
        f'alt="{html.escape(picture.title)}" src="data:image/svg+xml;base64,{source}">'
        f"<details><summary>{html.escape(told('page.table', picture.lang))}</summary>{table(picture)}</details></figure>"
    )


def table(picture: Picture) -> str:
    """Return the table of a picture as HTML."""
    head = "".join(f'<th scope="col">{html.escape(column)}</th>' for column in picture.table.columns)
    body = "\n".join(f"<tr>{''.join(f'<td>{_cell(cell)}</td>' for cell in row)}</tr>" for row in picture.table.rows)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _cell(cell: Cell) -> str:
    if not isinstance(cell, Mapping):
        return html.escape(str(cell))
    text, href = html.escape(cell["text"]), cell["href"]
    # an address that would run or hold something is told as text
    return text if _SCHEME.match(href) else f'<a href="{html.escape(href)}">{text}</a>'


def json_inside(spec: Mapping[str, Any]) -> str:
    """Return a specification as JSON that cannot end the element it stands in."""
    text = json.dumps(spec, ensure_ascii=False, separators=(",", ":"))
    for letter, escape in (
        ("&", "\\u0026"),
        ("<", "\\u003c"),
        (">", "\\u003e"),
        ("\u2028", "\\u2028"),
        ("\u2029", "\\u2029"),
    ):
        text = text.replace(letter, escape)
    return text


def _inside(script: str) -> str:
    """Return a script whose text cannot end the element it stands in."""
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _checksum(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
