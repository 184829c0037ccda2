"""How many defence pacts were in force in each year since 1815, and how many states they bound."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from foedus import terms
from foedus.pacts import Instrument, Library
from foedus.pictures.bonds import DEFENCE
from foedus.pictures.picture import Picture, made
from foedus.pictures.theme import BLUE, SOFT, VERMILLION
from foedus.pictures.words import told
from foedus.terms import Edge

FIRST, LAST = 1815, 2025
CODED_UNTIL = 2018
"""The last year that ATOP 5.1 covers; later years rest on the texts encoded by hand alone."""
BOUND = ("party", "provisional", "leaving", "suspended")
Span = tuple[date, date, date, date]
"""First day that may be, first that is sure, first that is no longer sure, first that cannot be any more."""


def pacts_by_year(library: Library, lang: str = "en", *, first: int = FIRST, last: int = LAST) -> Picture:
    """Return how many pacts with a duty of assistance were in force in the middle of each year, and the states bound.

    A pale band reaches up to what may have been in force. What `foedus` encoded by hand replaces its twin in ATOP.
    """
    pacts = [each for each in library.in_use if any(_defends(rule) for rule in library.rules_in_use(each))]
    spans = [
        (
            each,
            _life(each),
            [
                (spell.party, _span(spell.start, spell.end))
                for spell in each.spells
                if spell.status in BOUND and not spell.towards
            ],
        )
        for each in pacts
    ]
    drawn, rows = [], []
    for year in range(first, last + 1):
        day = date(year, 7, 1)
        sure = maybe = 0
        states, perhaps = set(), set()
        for _, life, parties in spans:
            held = _holds(life, day)
            bound = [(party, _holds(span, day)) for party, span in parties]
            certain = [party for party, truth in bound if truth and held]
            possible = [party for party, truth in bound if truth is not False and held is not False]
            if len(certain) > 1:
                sure += 1
                states |= {party for party in certain if party in terms.states()}
            elif len(possible) > 1:
                maybe += 1
            if len(possible) > 1:
                perhaps |= {party for party in possible if party in terms.states()}
        coverage = told("years.whole" if year <= CODED_UNTIL else "years.hand", lang)
        for kind, low, high in (("pacts", sure, sure + maybe), ("states", len(states), len(states | perhaps))):
            drawn.append(
                {
                    "year": f"{year}-07-01",
                    "at": year,
                    "kind": kind,
                    "sure": low,
                    "perhaps": high,
                    "coverage": coverage,
                    "after": year > CODED_UNTIL,
                    "coded": year <= CODED_UNTIL,
                }
            )
        rows.append((year, sure, sure + maybe, len(states), len(states | perhaps), coverage))
    return made(
        {
            "vconcat": [_panel("pacts", lang, first, last), _panel("states", lang, first, last)],
            "datasets": {"years": drawn},
            "spacing": 22,
        },
        title=told("years.title", lang),
        caption=told("years.caption", lang),
        lang=lang,
        margin=60,
        rows=rows,
        columns=tuple(
            told(f"years.{each}", lang) for each in ("year", "sure", "most", "states", "most states", "coverage")
        ),
    )


def _defends(rule: Any) -> bool:
    return rule.duty in DEFENCE and rule.modality == "must"


def _span(start: Edge | None, end: Edge | None) -> Span:
    may, sure = date.min, date.min
    if start is not None:
        may = start.earliest.local.date() if start.earliest else date.min
        sure = start.latest.local.date() if start.latest else date.max
    gone, over = date.max, date.max
    if end is not None:
        gone = end.earliest.local.date() if end.earliest else date.min
        over = end.latest.local.date() if end.latest else date.max
    return may, sure, gone, over


def _life(instrument: Instrument) -> Span:
    """Return the life of an instrument by its clauses; one without a date of entry may have been in force all the time."""
    entries = [clause.date for clause in instrument.standing if clause.kind == "entry into force" and clause.date]
    ends = [clause.date for clause in instrument.standing if clause.kind == "termination" and clause.date]
    begun = [_span(edge, None) for edge in entries] or [(date.min, date.max, date.max, date.max)]
    over = [_span(None, edge) for edge in ends] or [(date.min, date.min, date.max, date.max)]
    return (
        min(each[0] for each in begun),
        min(each[1] for each in begun),
        min(each[2] for each in over),
        min(each[3] for each in over),
    )


def _holds(span: Span, day: date) -> bool | None:
    may, sure, gone, over = span
    if sure <= day < gone:
        return True
    return None if may <= day < over else False


def _panel(kind: str, lang: str, first: int, last: int) -> dict[str, Any]:
    x = {
        "field": "year",
        "type": "temporal",
        "title": None,
        "axis": {"format": "%Y", "tickCount": 12, "grid": False, "labelOverlap": True},
        "scale": {"type": "utc"},
    }
    # the first layer sets the range of the axis for all
    whole = {**x, "scale": {"type": "utc", "domain": [f"{first}-01-01", f"{last}-12-31"], "nice": False}}
    y = {"type": "quantitative", "title": None, "axis": {"minExtent": 34, "maxExtent": 34, "tickCount": 5}}
    tip = [
        {"field": "at", "title": told("years.year", lang)},
        {"field": "sure", "title": told(f"years.{'sure' if kind == 'pacts' else 'states'}", lang)},
        {"field": "perhaps", "title": told(f"years.{'most' if kind == 'pacts' else 'most states'}", lang)},
        {"field": "coverage", "title": told("years.coverage", lang)},
    ]
    colour = BLUE if kind == "pacts" else VERMILLION
    mine = {"filter": f"datum.kind === '{kind}'"}
    layers: Iterable[dict[str, Any]] = (
        {
            "transform": [mine],
            "mark": {"type": "area", "opacity": 0.22, "color": colour, "interpolate": "step"},
            "encoding": {"x": whole, "y": {**y, "field": "sure"}, "y2": {"field": "perhaps"}, "tooltip": tip},
        },
        {
            "transform": [mine, {"filter": "datum.coded"}],
            "mark": {"type": "line", "color": colour, "strokeWidth": 2, "interpolate": "step"},
            "encoding": {"x": x, "y": {**y, "field": "sure"}, "tooltip": tip},
        },
        {
            "transform": [mine, {"filter": f"datum.at >= {CODED_UNTIL}"}],
            "mark": {"type": "line", "color": colour, "strokeWidth": 2, "strokeDash": [4, 3], "interpolate": "step"},
            "encoding": {"x": x, "y": {**y, "field": "sure"}, "tooltip": tip},
        },
        {
            "data": {"values": [{"year": f"{CODED_UNTIL}-12-31", "text": told("years.ends", lang)}]},
            "mark": {"type": "rule", "color": SOFT, "strokeDash": [2, 2]},
            "encoding": {"x": x},
        },
        {
            "data": {"values": [{"year": f"{CODED_UNTIL}-12-31", "text": told("years.ends", lang)}]},
            "mark": {"type": "text", "align": "right", "dx": -5, "dy": -7, "color": "currentColor", "fontSize": 11},
            "encoding": {"x": x, "y": {"value": 0}, "text": {"field": "text"}},
        },
    )
    return {
        "data": {"name": "years"},
        "width": 660,
        "height": 170,
        "title": {"text": told(f"years.{kind} panel", lang), "fontSize": 13, "anchor": "start", "offset": 6},
        "layer": list(layers),
    }
