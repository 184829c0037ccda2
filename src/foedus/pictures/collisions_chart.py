"""Where duties would collide: who is bound to two incompatible things, by pair of pacts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from foedus.pictures.bonds import named, short
from foedus.pictures.maps import Link
from foedus.pictures.picture import Cell, Picture, made
from foedus.pictures.theme import BLUE, DARK, PAPER, SKY
from foedus.pictures.words import code_of, name_on, told

MOST_PAIRS, MOST_BEARERS = 18, 26
MARGIN = 250


def collisions_chart(
    collisions: Iterable[Any], lang: str = "en", link: Link = None, *, library: Any = None, on: date | None = None
) -> Picture:
    """Return how often each bearer would be bound to two incompatible things, for each pair of pacts.

    A collision counts once for each attacker, target and pair of provisions. What goes beyond the largest pairs and
    bearers is counted under others.
    """
    every = [(each.bearer, _pair(each, library), bool(each.avoidable)) for each in collisions]
    by_pair, by_bearer = Counter(pair for _, pair, _ in every), Counter(bearer for bearer, _, _ in every)
    pairs = [pair for pair, _ in sorted(by_pair.items(), key=lambda each: (-each[1], each[0]))]
    bearers = [who for who, _ in sorted(by_bearer.items(), key=lambda each: (-each[1], each[0]))]
    other_pairs, other_bearers = told("collisions.other pairs", lang), told("collisions.other bearers", lang)
    kept_pairs, kept_bearers = _first(pairs, MOST_PAIRS), _first(bearers, MOST_BEARERS)
    cells: Counter[tuple[str, str]] = Counter()
    avoidable: Counter[tuple[str, str]] = Counter()
    for who, pair, lesser in every:
        key = (who if who in kept_bearers else "", " × ".join(pair) if pair in kept_pairs else other_pairs)
        cells[key] += 1
        avoidable[key] += lesser
    order = [" × ".join(pair) for pair in kept_pairs] + [other_pairs] * (len(kept_pairs) < len(pairs))
    across = [code_of(who, on) for who in kept_bearers] + [other_bearers] * (len(kept_bearers) < len(bearers))
    drawn, rows = [], []
    for (who, pair), count in sorted(cells.items(), key=lambda each: (-each[1], each[0])):
        name = name_on(who, lang, on) if who else other_bearers
        row: dict[str, Any] = {
            "bearer": code_of(who, on) if who else other_bearers,
            "name": name,
            "pair": pair,
            "count": count,
            "avoidable": avoidable[who, pair],
        }
        linked = link is not None and bool(who)
        if linked and link is not None:
            row["href"] = link(who)
        cell: Cell = {"text": name, "href": row["href"]} if linked else name
        drawn.append(row)
        rows.append((cell, pair, count, avoidable[who, pair]))
    return made(
        {
            "width": max(120, 34 * len(across)),
            "height": {"step": 34},
            "datasets": {"cells": drawn},
            "layer": _layers(order, across, max(cells.values(), default=1), lang),
        },
        title=told("collisions.title", lang),
        caption=told("collisions.caption", lang),
        lang=lang,
        margin=MARGIN,
        least=34 * max(4, len(across)),
        columns=tuple(told(f"collisions.{each}", lang) for each in ("bearer", "pair", "count", "avoidable")),
        rows=rows,
    )


def _pair(collision: Any, library: Any) -> tuple[str, str]:
    """Return the names of the two pacts in the order of the alphabet."""
    ids = [each[0] if isinstance(each, tuple) else each.instrument.id for each in collision.between]
    first, second = sorted(short(named(each, library)) for each in ids)
    return first, second


def _first(found: list[Any], most: int) -> list[Any]:
    # one left over alone is better named than called others
    return found if len(found) <= most + 1 else found[:most]


def _layers(order: list[str], across: list[str], most: int, lang: str) -> list[dict[str, Any]]:
    x = {
        "field": "bearer",
        "type": "nominal",
        "sort": across,
        "title": None,
        "scale": {"domain": across},
        "axis": {
            "orient": "top",
            "labelAngle": -45,
            "labelAlign": "left",
            "grid": False,
            "ticks": False,
            "domain": False,
        },
    }
    y = {
        "field": "pair",
        "type": "nominal",
        "sort": order,
        "title": None,
        "scale": {"domain": order},
        "axis": {
            "labelExpr": "split(datum.label, ' × ')",
            "labelFontSize": 11,
            "labelLimit": MARGIN - 10,
            "minExtent": MARGIN - 10,
            "maxExtent": MARGIN - 10,
            "grid": True,
            "ticks": False,
            "domain": False,
        },
    }
    tip = [
        {"field": key, "title": told(f"collisions.{name}", lang)}
        for key, name in (("name", "bearer"), ("pair", "pair"), ("count", "count"), ("avoidable", "avoidable"))
    ]
    return [
        {
            "data": {"name": "cells"},
            "name": "cells",
            "mark": {"type": "circle", "opacity": 1, "stroke": DARK, "strokeWidth": 0.4},
            "encoding": {
                "x": x,
                "y": y,
                "tooltip": tip,
                "size": {
                    "field": "count",
                    "type": "quantitative",
                    "scale": {"type": "sqrt", "domain": [0, most], "range": [60, 760]},
                    "legend": None,
                },
                "color": {"condition": {"test": f"datum.count > {most / 3:.3f}", "value": BLUE}, "value": SKY},
            },
        },
        {
            "data": {"name": "cells"},
            "mark": {"type": "text", "fontSize": 10, "fontWeight": "bold"},
            "encoding": {
                "x": x,
                "y": y,
                "text": {"field": "count"},
                "tooltip": tip,
                "color": {"condition": {"test": f"datum.count > {most / 3:.3f}", "value": PAPER}, "value": DARK},
            },
        },
    ]
