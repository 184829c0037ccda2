"""The land of the map: which unit of which state a point lies on, and how far the shore is.

A unit is a part of the map with one holder: a state, or a part of it that lies apart (French Guiana,
Hawaii, Crimea). Shapely and the map are loaded when the first point is asked.
"""

from __future__ import annotations

import csv
import json
import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from foedus.terms.points import KM_PER_DEGREE, Point, ring_round

# How far the 1:50m map may be off. Against the 1:10m map of West Africa 95 of 100 points of a land border
# lie within 3.5 km of it, 99 of 100 within 15 km.
BORDER_KM = 10.0
BORDER_KM_FINE = 3.0
# Territorial waters are 22 km wide; the rest leaves room for islets that the map leaves out.
NEAR_SHORE_KM = 50.0


@cache
def geo_rows(name: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of `terms/geo/<name>.csv` in file order, every value as text."""
    text = (files("foedus.terms") / "geo" / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def geo_features(name: str) -> tuple[tuple[Mapping[str, Any], Any], ...]:
    """Return properties and Shapely geometry of each feature of `terms/geo/<name>.geojson`."""
    from shapely import prepare
    from shapely.geometry import shape

    text = (files("foedus.terms") / "geo" / f"{name}.geojson").read_text(encoding="utf-8")
    found = [(feature["properties"], shape(feature["geometry"])) for feature in json.loads(text)["features"]]
    for _, geometry in found:
        prepare(geometry)
    return tuple(found)


@dataclass(frozen=True)
class Unit:
    """A part of the map with one holder; `counts` is False for uninhabited specks that no one means by the state."""

    unit: str
    state: str
    name: str
    lat: float
    lon: float
    counts: bool


@cache
def units() -> Mapping[str, Unit]:
    """Return every unit by its id, with a point on its land."""
    return {
        row["unit"]: Unit(
            row["unit"], row["state"], row["name"], float(row["lat"]), float(row["lon"]), row["counts"] == "yes"
        )
        for row in geo_rows("units")
    }


@cache
def units_of(state: str) -> tuple[str, ...]:
    """Return the units that make up a state of today, uninhabited specks left out."""
    return _by_state().get(state, ())


@cache
def _by_state() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for unit in units().values():
        if unit.counts and unit.state:
            found[unit.state].append(unit.unit)
    return {state: tuple(ids) for state, ids in found.items()}


@cache
def _map() -> tuple[tuple[str, ...], tuple[Any, ...], tuple[bool, ...], Any]:
    from shapely import STRtree

    ids: list[str] = []
    shapes: list[Any] = []
    fine: list[bool] = []
    for name in ("admin0_50m", "admin0_10m_west_africa"):
        for properties, geometry in geo_features(name):
            ids.append(properties["id"])
            shapes.append(geometry)
            fine.append(name != "admin0_50m")
    return tuple(ids), tuple(shapes), tuple(fine), STRtree(shapes)


def _disc(point: Point, km: float) -> Any:
    """Return the points within about `km` as a Shapely geometry, cut at the antimeridian and the poles."""
    from shapely.affinity import translate
    from shapely.geometry import Polygon, box
    from shapely.ops import unary_union

    lat, lon = point
    height = km / KM_PER_DEGREE
    if abs(lat) + height >= 89.0:
        return box(-180, min(lat - height, 90), 180, max(lat + height, -90))
    width = height / math.cos(math.radians(lat))
    circle = Polygon(
        (lon + width * math.cos(turn * math.pi / 16), lat + height * math.sin(turn * math.pi / 16))
        for turn in range(32)
    )
    if abs(lon) + width <= 180:
        return circle
    return unary_union([circle, translate(circle, 360), translate(circle, -360)]).intersection(box(-180, -90, 180, 90))


@cache
def _zone_boxes() -> tuple[tuple[float, float, float, float], ...]:
    text = (files("foedus.terms") / "geo" / "title_zones.geojson").read_text(encoding="utf-8")
    rings = [feature["geometry"]["coordinates"][0] for feature in json.loads(text)["features"]]
    return tuple(
        (min(y for _, y in ring), max(y for _, y in ring), min(x for x, _ in ring), max(x for x, _ in ring))
        for ring in rings
    )


def near_zone(point: Point) -> bool:
    """Tell, without Shapely, whether a point lies in the box round a zone whose title the map does not show."""
    lat, lon = point
    return any(south <= lat <= north and west <= lon <= east for south, north, west, east in _zone_boxes())


def _tiny_unit(point: Point) -> str:
    """Return the unit that the map leaves out or gives to a neighbour (Ceuta, Melilla, Gibraltar), or nothing."""
    if not near_zone(point):
        return ""
    from shapely.geometry import Point as Spot

    spot = Spot(point[1], point[0])
    return next((p["unit"] for p, shape in geo_features("title_zones") if p["unit"] and shape.covers(spot)), "")


@lru_cache(maxsize=8192)
def units_near(point: Point, km: float = 0.0) -> frozenset[str]:
    """Return the units whose land lies within `km` of a point, never less than the tolerance of the map."""
    tiny = _tiny_unit(point)
    if tiny:
        return frozenset({tiny})
    ids, shapes, fine, tree = _map()
    coarse_disc = _disc(point, max(km, BORDER_KM))
    fine_disc = _disc(point, max(km, BORDER_KM_FINE))
    found = set()
    for index in tree.query(coarse_disc):
        if shapes[index].intersects(fine_disc if fine[index] else coarse_disc):
            found.add(ids[index])
    return frozenset(found)


@lru_cache(maxsize=8192)
def inland(point: Point) -> bool:
    """Tell whether the point lies on land, farther from every shore than the tolerance of the map."""
    from shapely.geometry import Point as Spot

    _, shapes, fine, tree = _map()
    radius = BORDER_KM
    for index in tree.query(Spot(point[1], point[0])):
        if fine[index] and shapes[index].covers(Spot(point[1], point[0])):
            radius = BORDER_KM_FINE
    spots = (point, *ring_round(point, radius), *ring_round(point, radius / 2, 8))
    return all(
        any(shapes[index].covers(spot) for index in tree.query(spot)) for spot in (Spot(lon, lat) for lat, lon in spots)
    )
