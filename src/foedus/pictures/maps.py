"""What every map shares: land coloured by class, hatching where the holder is not known, dots for small states."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from foedus import terms
from foedus.pictures.land import (
    REGIONS,
    SPECKS,
    WORLD,
    areas,
    holdings,
    land_of,
    region,
    spot_of,
    world_data,
    world_geometry,
)
from foedus.pictures.theme import DARK, HATCH, NONE_FILL, PAPER, SOFT, STRIPE, UNKNOWN_FILL, narrow_columns
from foedus.pictures.words import name_on, number_of, told

WIDTH = 720
HIGH, LOW = 1.31, 1.04
"""Height of the equal-earth map above and below the equator, its radius being 1: from 84 north to 57 south."""
ROUND = 5.42
Link = Callable[[str], str] | None
Frame = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


@dataclass(frozen=True)
class Shade:
    """How a map shows one state: its class in the legend, and what it tells when it is pointed at."""

    state: str
    shade: str
    says: str = ""
    label: str = ""


def projection(frame: Frame | None, width: int = WIDTH) -> tuple[dict[str, Any], int]:
    """Return the projection for a part of the globe, or all of it, and the height that goes with the width.

    Its numbers are pixels of that width; a page that draws it narrower scales them.
    """
    if frame is None:
        return {
            "type": "equalEarth", "scale": round(WIDTH / ROUND, 2), "translate": [WIDTH / 2, round(HIGH * WIDTH / ROUND, 1)]
        }, round(WIDTH * (HIGH + LOW) / ROUND)  # fmt: skip
    west, south, east, north = frame
    top, bottom = _mercator(north), _mercator(south)
    wide = math.radians(east - west)
    height = round(width * (top - bottom) / wide)
    middle = math.degrees(2 * math.atan(math.exp((top + bottom) / 2)) - math.pi / 2)
    return {
        "type": "mercator", "center": [round((west + east) / 2, 3), round(middle, 3)], "scale": round(width / wide, 2),
        "translate": [width / 2, height / 2], "clipExtent": [[0, 0], [width, height]],
    }, height  # fmt: skip


def _mercator(lat: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(max(-80.0, min(82.0, lat))) / 2))


def frame_round(spots: Iterable[tuple[float, float]], least: float = 18.0) -> Frame | None:
    """Return a frame round some points (latitude, longitude) with room beside them; None where it would be the world."""
    points = list(spots)
    if not points:
        return None
    lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
    middle, wide = (min(lons) + max(lons)) / 2, max(max(lons) - min(lons), least) * 1.35
    centre, tall = (min(lats) + max(lats)) / 2, max(max(lats) - min(lats), least * 0.6) * 1.45
    # about as high as wide at most: a degree of longitude shrinks with the latitude
    tall = max(tall, wide * 0.42)
    wide = max(wide, tall * 1.25 / max(0.35, math.cos(math.radians(centre))))
    if wide > 150:
        return None
    return middle - wide / 2, max(-58.0, centre - tall / 2), middle + wide / 2, min(80.0, centre + tall / 2)


def spaced(
    rows: Sequence[dict[str, Any]], frame: Frame | None, width: int = WIDTH, shifts: Sequence[int] = (0,)
) -> list[dict[str, Any]]:
    """Return the rows whose texts fit beside those before them, each with the shift downwards (`dy`) at which it fits.

    A row has `lat`, `lon` and `text`, one line or several; the first rows go before the later ones.
    """
    taken: list[tuple[float, float, float, float]] = []
    kept = []
    for row in rows:
        x, y = _pixel(row["lat"], row["lon"], frame, width)
        lines = row["text"] if isinstance(row["text"], list) else [row["text"]]
        wide, tall = max(map(len, lines)) * 3.1 + 3, 14.0 * len(lines)
        for shift in shifts:
            # a name stands clear of the marks that are spread round its place
            dy = shift + math.copysign(row.get("away", 0.0), shift)
            top = y + dy - 7
            box = (x - wide, top, x + wide, top + tall)
            if not any(box[0] < b[2] and box[2] > b[0] and box[1] < b[3] and box[3] > b[1] for b in taken):
                taken.append(box)
                kept.append({**row, "dy": dy})
                break
    return kept


def _pixel(lat: float, lon: float, frame: Frame | None, width: int) -> tuple[float, float]:
    """Return about where a point is drawn, for telling whether labels meet."""
    if frame is None:
        return (lon + 180) * width / 360, -lat * width / 300
    west, south, east, north = frame
    scale = width / math.radians(east - west)
    return math.radians(lon - west) * scale, (_mercator(north) - _mercator(lat)) * scale


def land_layers(
    shades: Mapping[str, Shade], on: date, lang: str, *, classes: Sequence[tuple[str, str]], legend: str, link: Link = None,
    geometry: str | None = None, none: str = "", dots: bool = True, frame: Frame | None = None, striped: str = "",
) -> tuple[list[dict[str, Any]], dict[str, list[dict[str, Any]]]]:  # fmt: skip
    """Return the layers that draw the land of a day, and their data.

    `classes` are the classes of the legend with their colours, in order; land of a state without a shade is `none`.
    The class `striped` is hatched too, so that grey print tells it from the pale ones.
    """
    source = {"name": REGIONS} if frame else world_data(geometry)
    unknown, no = told("map.unknown", lang), none or told("map.none", lang)
    states = [_state_row(each, link) for each in shades.values()]
    units = []
    for held in holdings(on).values():
        row: dict[str, Any] = {"unit": held.unit, "sure": held.sure}
        if held.state in shades:
            row["state"] = held.state
        else:
            row |= _plain_row(held, on, lang, no, unknown)
        units.append(row)
    domain = [*(label for label, _ in classes), no, unknown]
    colours = [*(colour for _, colour in classes), NONE_FILL, UNKNOWN_FILL]
    fill = {
        "field": "shade", "type": "nominal", "scale": {"domain": domain, "range": colours},
        "legend": {"title": legend, "columns": narrow_columns(min(4, len(domain))), "symbolType": "square",
                   "symbolStrokeColor": SOFT},
    }  # fmt: skip
    tip = [{"field": "name", "title": told("state", lang)}, {"field": "says", "title": legend}]
    pick = {"data": {"name": "states"}, "key": "state", "fields": ["shade", "name", "says", "href"]}
    layers: list[dict[str, Any]] = [
        {
            "data": source, "name": "land",
            "transform": [
                {"filter": "datum.properties.kind === 'land'"},
                {"lookup": "properties.unit", "from": {"data": {"name": "units"}, "key": "unit",
                                                       "fields": ["state", "sure", "blank", "who", "why"]}},
                {"lookup": "state", "from": pick},
                {"calculate": "datum.shade ? datum.shade : datum.blank", "as": "shade"},
                {"calculate": "datum.name ? datum.name : datum.who", "as": "name"},
                {"calculate": "datum.says ? datum.says : datum.why", "as": "says"},
            ],
            "mark": {"type": "geoshape", "stroke": SOFT, "strokeWidth": 0.5},
            "encoding": {
                "fill": fill, "tooltip": tip,
                "strokeDash": {"condition": {"test": "datum.sure === false", "value": [2, 2]}, "value": [1, 0]},
            },
        },
        {
            "data": source, "name": "unknown",
            "transform": [
                {"filter": "datum.properties.kind === 'hatch'"},
                {"lookup": "properties.unit", "from": {"data": {"name": "units"}, "key": "unit", "fields": ["blank", "state"]}},
                {"lookup": "state", "from": {"data": {"name": "states"}, "key": "state", "fields": ["shade"]}},
                {"filter": f"datum.blank === {_quoted(unknown)} || datum.shade === {_quoted(striped or unknown)}"},
            ],
            "mark": {"type": "geoshape", "filled": False, "strokeWidth": 0.7, "fillOpacity": 0},
            "encoding": {"stroke": {"condition": {"test": "datum.shade", "value": STRIPE}, "value": HATCH}},
        },
    ]  # fmt: skip
    data = {"states": states, "units": units}
    if frame:
        data[REGIONS] = region(frame)
    elif not geometry:
        data[WORLD] = world_geometry()["features"]
    small = _small(shades, on, states) if dots else []
    if small:
        data["small"] = small
        layers.append({
            "data": {"name": "small"}, "name": "small",
            "mark": {"type": "circle", "size": 34, "stroke": DARK, "strokeWidth": 0.6, "opacity": 1},
            "encoding": {"longitude": {"field": "lon", "type": "quantitative"},
                         "latitude": {"field": "lat", "type": "quantitative"}, "fill": fill, "tooltip": tip},
        })  # fmt: skip
    if link:
        for layer in (layers[0], *layers[2:]):
            layer["mark"]["cursor"] = "pointer"
    return layers, data


def _state_row(each: Shade, link: Link) -> dict[str, Any]:
    row = {"state": each.state, "shade": each.shade, "name": each.label, "says": each.says}
    return {**row, "href": link(each.state)} if link else row


def _plain_row(held: Any, on: date, lang: str, no: str, unknown: str) -> dict[str, Any]:
    if held.state:
        return {"blank": no, "who": name_on(held.state, lang, on), "why": no}
    who = ", ".join(name_on(each, lang, on) for each in held.claimants)
    why = told("map.disputed", lang, claimants=who) if who else unknown
    return {"blank": unknown, "who": terms.units()[held.unit].name, "why": why}


def _small(shades: Mapping[str, Shade], on: date, states: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the states whose land the map is too small for, or does not draw, each with its point."""
    found = []
    for row in states:
        held = land_of(on).get(row["state"], ())
        if sum(areas().get(unit, 0.0) for unit in held) < SPECKS and (spot := spot_of(row["state"], on)):
            found.append({**row, "lat": spot[0], "lon": spot[1]})
    return found


def unplaced(shades: Iterable[str], on: date) -> list[str]:
    """Return the states that no map of the day can show: neither land nor capital is known."""
    return [state for state in shades if spot_of(state, on) is None]


def halo(text: dict[str, Any], encoding: dict[str, Any], data: dict[str, Any]) -> list[dict[str, Any]]:
    """Return two layers of one text: paper behind, ink before, so that it can be read on any colour."""
    behind = {
        "type": "text",
        **text,
        "stroke": PAPER,
        "strokeWidth": 3,
        "strokeJoin": "round",
        "color": PAPER,
        "aria": False,
    }
    return [
        {"data": data, "mark": behind, "encoding": encoding},
        {"data": data, "mark": {"type": "text", **text, "color": DARK}, "encoding": encoding},
    ]


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def map_caption(on: date, lang: str) -> str:
    """Return what a map of a day rests on, and how much of its land is known."""
    held = list(holdings(on).values())
    counted = [each for each in held if terms.units()[each.unit].counts]
    lines = told("map.lines", lang) if any(not each.sure for each in counted) else ""
    unknown = sum(1 for each in counted if not each.state)
    return " ".join(
        filter(None, (lines, number_of("map.unknowns", unknown, lang) if unknown else "", told("map.source", lang)))
    )
