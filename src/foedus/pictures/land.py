"""The land of the maps, and who held each piece of it on a day."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from foedus import terms

WORLD, SAHEL, REGIONS = "world", "sahel", "regions"
SAHEL_FRAME = (-20.0, -1.0, 27.0, 38.5)
"""What the finest map covers: west, south, east, north."""
SPECKS = 2.0
"""Land of fewer square degrees than this on the small map also gets a dot, which the eye can find."""
WIDE_LAND = 400.0
"""Of land wider than this in square degrees no middle point stands for the state."""


@cache
def world_geometry() -> dict[str, Any]:
    """Return the land of the world as GeoJSON: the outline of each unit, and lines that hatch it where its holder is not known.

    Properties: `unit`, and `kind` (`land` or `hatch`). Degrees to two decimals, rings clockwise.
    """
    return _read(WORLD)


@cache
def sahel_geometry() -> dict[str, Any]:
    """Return the land of West Africa and the Sahara as GeoJSON, from the finer map."""
    return _read(SAHEL)


def _read(name: str) -> dict[str, Any]:
    return json.loads((files("foedus.pictures") / f"{name}.json").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Holding:
    """Who held a unit of the map on a day.

    `state` is empty where that is not known or disputed among `claimants`. `sure` is False where today's line is drawn
    for want of that day's: the state held most of that land, and where exactly its border ran is not on the map.
    """

    unit: str
    state: str = ""
    claimants: tuple[str, ...] = ()
    sure: bool = True


@lru_cache(maxsize=64)
def holdings(on: date) -> Mapping[str, Holding]:
    """Return who held each unit of the map on a day, by unit."""
    return {each.unit: _held(each, on) for each in terms.units().values()}


def _held(unit: Any, on: date) -> Holding:
    title = terms.unit_title(unit.unit, on)
    if title.holder:
        return Holding(unit.unit, title.holder)
    if title.claimants:
        return Holding(unit.unit, "", tuple(sorted(title.claimants)))
    state = _held_most(unit.state, on)
    return Holding(unit.unit, state, (), not state)


@lru_cache(maxsize=4096)
def _held_most(code: str, on: date) -> str:
    """Return the state that held most of what is now a state's land, empty where that is not known."""
    state = terms.states().get(code)
    if state is None:
        return ""
    spell = state.on(on)
    if spell is not None and spell.span.holds(on):
        # a state of which no list knows on that day (Estonia from 1940 to 1991) leaves the land in doubt
        return "" if spell.disputed and not spell.iso3 else code
    if same := terms.resolve(code, on, "iso3"):
        return same
    past = next((each for each in state.before if each.span.holds(on) is not False), None)
    return past.state or "" if past is not None and past.span.holds(on) else ""


@lru_cache(maxsize=64)
def land_of(on: date) -> Mapping[str, tuple[str, ...]]:
    """Return the units that each state held on a day, by state."""
    found: dict[str, list[str]] = {}
    for each in holdings(on).values():
        if each.state:
            found.setdefault(each.state, []).append(each.unit)
    return {state: tuple(units) for state, units in found.items()}


@cache
def areas() -> Mapping[str, float]:
    """Return how large each unit is on the small map of the world, in square degrees."""
    found = {}
    for feature in world_geometry()["features"]:
        if feature["properties"]["kind"] == "land":
            shape = feature["geometry"]
            polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
            found[feature["properties"]["unit"]] = sum(_ring_area(each[0]) for each in polygons)
    return found


def _ring_area(ring: list[list[float]]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:], strict=False))) / 2


@lru_cache(maxsize=4096)
def spot_of(state: str, on: date) -> tuple[float, float] | None:
    """Return a point (latitude, longitude) that stands for a state on a day: on its largest land, else its capital."""
    held = land_of(on).get(state)
    if held:
        own = [each for each in held if terms.units()[each].state == _today(state)] or list(held)
        unit = terms.units()[max(own, key=lambda each: areas().get(each, 0.0))]
        return unit.lat, unit.lon
    known = terms.states().get(state)
    spell = (known.on(on) or known.latest) if known else None
    for capital in spell.capitals if spell else ():
        if place := terms.find_place(capital):
            return place.lat, place.lon
    return None


def seat_of(state: str, on: date) -> tuple[float, float] | None:
    """Return a point that stands for a state where its weight lies: the capital of a very wide one, else as `spot_of`."""
    held = land_of(on).get(state, ())
    if sum(areas().get(unit, 0.0) for unit in held) > WIDE_LAND:
        known = terms.state(state)
        for capital in (known.on(on) or known.latest).capitals:
            if place := terms.find_place(capital):
                return place.lat, place.lon
    return spot_of(state, on)


def _today(state: str) -> str:
    """Return the state of today whose code the id carries: DEU for DEU-EMPIRE."""
    return state.partition("-")[0] if state.partition("-")[0] in terms.states() else state


def world_data(geometry: str | None) -> dict[str, Any]:
    """Return the data of a map of the world: the data set of that name, or the address that the caller serves it under."""
    if geometry:
        return {"url": geometry, "format": {"type": "json", "property": "features"}, "name": WORLD}
    return {"name": WORLD}


def region(frame: tuple[float, float, float, float]) -> list[dict[str, Any]]:
    """Return the land and hatching within a frame (west, south, east, north), from the finest map that covers it."""
    near = all(
        abs(inner - middle) <= abs(outer - middle)
        for inner, outer, middle in zip(frame, SAHEL_FRAME, (3, 18, 3, 18), strict=True)
    )
    if near:
        return sahel_geometry()["features"]
    west, south, east, north = frame
    return [
        feature for feature, (left, low, right, high) in _boxed()
        if left <= east and right >= west and low <= north and high >= south
    ]  # fmt: skip


@cache
def _boxed() -> tuple[tuple[dict[str, Any], tuple[float, float, float, float]], ...]:
    return tuple((feature, _box(feature["geometry"]["coordinates"])) for feature in _read(REGIONS)["features"])


def _box(part: Any) -> tuple[float, float, float, float]:
    if isinstance(part[0], int | float):
        return part[0], part[1], part[0], part[1]
    boxes = [_box(each) for each in part]
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def geometry_within(spec: dict[str, Any]) -> dict[str, Any]:
    """Return a specification with the geometry that it refers to by address put in its place."""
    found = False

    def inside(part: Any) -> Any:
        nonlocal found
        if isinstance(part, dict):
            if part.get("name") == WORLD and "url" in part:
                found = True
                return {"name": WORLD}
            return {key: value if key == "datasets" else inside(value) for key, value in part.items()}
        return [inside(each) for each in part] if isinstance(part, list) else part

    whole = inside(spec)
    if found:
        whole["datasets"] = {**whole.get("datasets", {}), WORLD: world_geometry()["features"]}
    return whole
