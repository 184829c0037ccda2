"""A picture: its specification, what it says in words, and the table with the same content."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foedus.pictures.theme import PAPER, SCHEMA, config
from foedus.terms import FoedusError, nearest

Cell = str | int | float | Mapping[str, str]
"""What stands in a table: text, a number, or `{"text", "href"}`."""
SUFFIXES = ("svg", "png", "pdf", "html")
CHARACTER = 6.1
"""Mean width of a letter of the caption, in pixels."""


@dataclass(frozen=True)
class Table:
    """The content of a picture as rows, for those who cannot see it or want to check it."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, repr=False)
class Picture:
    """A Vega-Lite specification with its title, its caption and its table.

    `caption` says where the content is from and what of it is unverified. `spec` holds no address outside of this
    machine but the name of its grammar, which nobody fetches.
    """

    spec: Mapping[str, Any]
    title: str
    caption: str
    table: Table
    lang: str = "en"

    def __repr__(self) -> str:
        return f"<Picture {self.title!r}: {len(self.table.rows)} rows>"

    def whole(self) -> dict[str, Any]:
        """Return the specification that stands alone: title and caption drawn in, geometry within."""
        from foedus.pictures.land import geometry_within

        spec = geometry_within(dict(self.spec))
        letters = max(40, int(_width(spec) / CHARACTER))
        spec["title"] = {
            "text": textwrap.wrap(self.title, int(letters * 0.72)) or [""],
            "subtitle": textwrap.wrap(self.caption, letters),
            **({"frame": "group"} if "projection" in spec else {}),
        }
        spec.setdefault("padding", 12)
        return spec

    def svg(self) -> str:
        """Return the picture as SVG, with title and caption."""
        import vl_convert

        return vl_convert.vegalite_to_svg(self.whole(), allowed_base_urls=[])

    def png(self, scale: float = 2) -> bytes:
        """Return the picture as PNG on white, `scale` dots to the pixel."""
        import vl_convert

        return vl_convert.vegalite_to_png({**self.whole(), "background": PAPER}, scale=scale, allowed_base_urls=[])

    def pdf(self) -> bytes:
        """Return the picture as PDF of one page, its letters as text."""
        import vl_convert

        return vl_convert.vegalite_to_pdf(self.whole(), allowed_base_urls=[])

    def html(self) -> str:
        """Return one page that opens offline: the picture to point at and click, and its table."""
        from foedus.pictures.page import page

        return page(self)

    def chart(self) -> Any:
        """Return the picture as an Altair chart, to go on from."""
        import altair

        return altair.Chart.from_dict(self.whole())

    def save(self, path: str | Path) -> Path:
        """Write the picture to a file by its suffix: svg, png, pdf or html.

        Raises FoedusError for another suffix or a place that cannot be written.
        """
        suffix = saved_as(path)
        made: str | bytes = getattr(self, suffix)()
        try:
            Path(path).write_bytes(made.encode() if isinstance(made, str) else made)
        except OSError as error:
            raise FoedusError(error.strerror or "cannot be written", file=str(path), field="--save") from None
        return Path(path)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        """Return what a notebook shows: the drawing with its table, which needs no script and no network."""
        from foedus.pictures.page import figure

        return {"text/html": figure(self, self.svg()), "text/plain": repr(self)}


def saved_as(path: str | Path) -> str:
    """Return the suffix of a file that a picture can be written to; raises FoedusError for another or no folder."""
    suffix = Path(path).suffix.lower().lstrip(".")
    if suffix not in SUFFIXES:
        raise FoedusError(
            f"no picture is written as '{suffix}'" if suffix else "a picture's file needs a suffix", file=str(path),
            field="--save", expected=", ".join(f".{each}" for each in SUFFIXES), nearest=nearest(suffix, SUFFIXES),
        )  # fmt: skip
    if not Path(path).parent.is_dir():
        raise FoedusError(
            f"no folder '{Path(path).parent}'", file=str(path), field="--save", remedy="make the folder first"
        )
    return suffix


def made(
    parts: Mapping[str, Any], *, title: str, caption: str, columns: tuple[str, ...], rows: list[tuple[Cell, ...]], lang: str,
    margin: int = 0, keep: bool = False, least: int = 260,
) -> Picture:  # fmt: skip
    """Return a picture of a specification's parts, dressed in the theme.

    For screens narrower than it is drawn, `margin` is what stands beside the plot (labels of the axis), `keep` tells
    that its height goes with its width, `least` is the least width of the plot in pixels; below it the page scrolls.
    """
    spec = {
        "$schema": SCHEMA, "description": title, **parts, "config": config(),
        "usermeta": {"foedus": {"margin": margin, "keep": keep, "least": least}},
    }  # fmt: skip
    return Picture(spec, title, caption, Table(columns, tuple(rows)), lang)


def _width(spec: Mapping[str, Any]) -> float:
    """Return how wide a specification draws, its margins with it."""
    inner = spec.get("width") or max((each.get("width", 0) for each in spec.get("vconcat", ())), default=600)
    return float(inner) + spec.get("usermeta", {}).get("foedus", {}).get("margin", 0)
