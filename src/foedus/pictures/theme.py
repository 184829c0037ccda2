"""How pictures look: colours that colour-blind readers and grey print keep apart, letters, lines, paper."""

from __future__ import annotations

from typing import Any

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
"""The name of the grammar. It is never fetched: what draws carries the grammar with it."""
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
INK = "currentColor"
"""Text outside of marks takes the colour of the page's text; in a file of its own that is black."""
DARK = "#1b1f24"
SOFT = "#6b6f76"
LINE = "#8f8b82"
PAPER = "#ffffff"
NONE_FILL = "#efece4"
UNKNOWN_FILL = "#fbfaf7"
HATCH = "#8f8b82"
STRIPE = "#b07f3a"

# Okabe and Ito's colours, which the usual kinds of colour-blindness keep apart
BLACK, ORANGE, SKY, GREEN, YELLOW, BLUE, VERMILLION, PURPLE = (
    "#000000", "#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7",
)  # fmt: skip
STEPS = ("#a3c8e0", "#74a9cf", "#3f82b8", "#1c5690", "#082947")
"""One hue from light to dark: in grey print each step stays darker than the one before."""

VERDICTS = {
    "breached": (VERMILLION, "cross"),
    "owed": (BLUE, "circle"),
    "open": (SKY, "square"),
    "deemed": (GREEN, "diamond"),
    "awaiting": (PURPLE, "triangle-up"),
    "unsettled": (YELLOW, "triangle-down"),
}
"""Colour and shape of each verdict that a map shows, the strongest first."""
FAMILIES = (
    ("violence", VERMILLION, "cross"),
    ("power", BLACK, "diamond"),
    ("pressure", ORANGE, "triangle-up"),
    ("forces", PURPLE, "triangle-right"),
    ("law made", BLUE, "circle"),
    ("law ended", SKY, "square"),
    ("bodies", GREEN, "triangle-down"),
    ("words", SOFT, "triangle-left"),
)
"""Families of acts in a chronology, each with a colour and a shape."""


FAMILY_OF = {
    "attack": "violence", "internal armed conflict": "violence", "terrorist act": "violence",
    "human rights violations": "violence", "coup": "power", "attempted coup": "power", "armed rebellion": "power",
    "threat of force": "pressure", "coercion": "pressure", "hosting of armed groups": "pressure", "deployment": "forces",
    "withdrawal of forces": "forces", "delivery": "forces", "signature": "law made", "accession": "law made",
    "ratification": "law made", "denunciation": "law ended", "withdrawal": "law ended", "termination": "law ended",
    "suspension": "law ended", "decision": "bodies", "authorisation": "bodies", "mandate": "bodies",
    "end of mandate": "bodies", "vote": "bodies", "consultation": "bodies",
}  # fmt: skip
"""The family of an act, or of the act that it is a kind of; every other act is of words."""


def config() -> dict[str, Any]:
    """Return the part of a specification that says how everything looks."""
    text = {"labelColor": INK, "titleColor": INK, "labelFontSize": 12, "titleFontSize": 12}
    return {
        "font": FONT,
        "background": "transparent",
        "view": {"stroke": None},
        "axis": {
            **text, "domainColor": LINE, "tickColor": LINE, "gridColor": "#d9d5cb", "gridOpacity": 0.6,
            "titleFontWeight": "normal", "labelLimit": 220,
        },
        "legend": {
            **text, "orient": "bottom", "direction": "horizontal", "titleFontWeight": "bold", "labelLimit": 260,
            "symbolSize": 140, "symbolStrokeWidth": 1, "rowPadding": 4, "columnPadding": 14, "titleLimit": 600,
        },
        "title": {
            "anchor": "start", "color": INK, "subtitleColor": INK, "fontSize": 16, "subtitleFontSize": 12,
            "subtitlePadding": 5, "offset": 12, "fontWeight": "bold",
        },
        "text": {"color": DARK, "fontSize": 12},
    }  # fmt: skip


def narrow_columns(many: int, width: int = 520) -> dict[str, str]:
    """Return how many columns a legend has: fewer on a narrow screen."""
    return {"expr": f"width < 420 ? 1 : width < {width} ? {min(2, many)} : {many}"}
