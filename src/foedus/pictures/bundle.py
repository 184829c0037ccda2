"""The drawing program: Vega, Vega-Lite and the interpreter that needs no `eval`, as vl-convert carries them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def interactive_bundle() -> str:
    """Return one JavaScript file that draws pictures in a page: `vega`, `vegaLite` and `vegaEmbed`, with its interpreter.

    It is the same for every picture and makes no request. A page loads it, then `show.js` of this room.
    """
    import vl_convert

    return vl_convert.javascript_bundle()


@cache
def show_script() -> str:
    """Return `show.js`: it draws each `<figure data-picture>` of a page from the JSON inside it."""
    return (files("foedus.pictures") / "show.js").read_text(encoding="utf-8")
