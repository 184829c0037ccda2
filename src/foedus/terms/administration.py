"""Who administers a place on a day, whatever the title: what pacts mean by territory under administration.

A row of geo/administration.csv decides. Its `area_or_place` is a zone of geo/title_zones.geojson or of
geo/administration.geojson, a unit of the map, or a place of places.csv; its `administrator` is a state, several
(which of them is disputed, or each has a part), or nothing (not settled). Where no row speaks, the holder of
lawful title is presumed to administer its own.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from foedus.terms.area_table import TERRITORY, area_word, named_area
from foedus.terms.areas import Placed, Where, in_territory, placed, within
from foedus.terms.ground import NEAR_SHORE_KM, geo_features, geo_rows, units, units_near, units_of
from foedus.terms.places import places
from foedus.terms.points import KM_PER_DEGREE, Point, ring_round
from foedus.terms.rows import fold
from foedus.terms.territory import Title, day, listed_title, state_ids, state_on, unit_title
from foedus.terms.truth import Truth

__all__ = ["administered_by"]

# The zones are drawn with room round the islands that they mean.
_ZONE_EDGE_KM = 3.0
# A zone up to this many degrees wide is its islands with their waters; in a wider one the open sea is nobody's.
_SMALL_DEGREES = 1.5
_DRAWN = ("title_zones", "administration")


@dataclass(frozen=True)
class _Spell:
    where: str
    who: Title
    start: date
    end: date


@cache
def _spells() -> tuple[_Spell, ...]:
    found = []
    for row in geo_rows("administration"):
        names = [name for name in row["administrator"].split("; ") if name]
        who = Title(names[0]) if len(names) == 1 else Title("", frozenset(names))
        found.append(_Spell(row["area_or_place"], who, day(row["from"], date.min), day(row["until"], date.max)))
    return tuple(found)


@cache
def _zones() -> Mapping[str, Any]:
    """Return the shape of each drawn zone."""
    return {properties["zone"]: geometry for name in _DRAWN for properties, geometry in geo_features(name)}


@cache
def _boxes() -> Mapping[str, tuple[float, float, float, float]]:
    """Return west, south, east and north of each drawn zone, read without Shapely."""
    found = {}
    for name in _DRAWN:
        text = (files("foedus.terms") / "geo" / f"{name}.geojson").read_text(encoding="utf-8")
        for feature in json.loads(text)["features"]:
            lons, lats = zip(*feature["geometry"]["coordinates"][0], strict=True)
            found[feature["properties"]["zone"]] = min(lons), min(lats), max(lons), max(lats)
    return found


def administered_by(place: Where, state: str, on: date) -> Truth:
    """Tell whether a state administered a place on a day, whatever the title to it.

    `place` is a state id, an area word, a place name, `lat, lon` or a pair of degrees. True and False come from a
    row of geo/administration.csv, else from lawful title, which is presumed to go with administration. None where
    neither settles it: a state of which others administer a part, a point near an edge, a name that is not known.
    Raises FoedusError for an unknown state or a point out of range.
    """
    on = on.date() if isinstance(on, datetime) else on
    owner = state_on(area_word(TERRITORY + state).removeprefix(TERRITORY), on)
    return _administered(place if isinstance(place, str) else tuple(place), owner, on)


@lru_cache(maxsize=8192)
def _administered(place: Where, owner: str, on: date) -> Truth:
    area = named_area(place)
    spot = None if area else placed(place)
    spells = [spell for spell in _spells() if spell.start <= on < spell.end]
    named = next((spell for spell in spells if area and spell.where.replace("-", " ") == area), None)
    if named:
        return named.who.held_by(owner)
    answers: list[Truth] = []
    for spell in spells:
        lies = _area_meets(area, spell.where, on) if area else spot is not None and _lies_in(spot, spell.where, on)
        if lies is False:
            continue
        answers.append(spell.who.held_by(owner))
        if lies:
            break
    else:
        answers.append(in_territory(place, owner, on))
    return answers[0] if len(set(answers)) == 1 else None


def _area_meets(area: str, where: str, on: date) -> Truth:
    """Tell whether an area holds what a row names: None, since that is only a part of the area."""
    point = _middle(where)
    return False if point is None or within(point, area, on) is False else None


def _lies_in(spot: Placed, where: str, on: date) -> Truth:
    if spot.code:
        return _code_lies_in(spot.code, where, on)
    if spot.name and fold(spot.name) == fold(where):
        return True
    return _unit_holds(spot, where) if where in units() else _zone_holds(spot, where)


def _code_lies_in(code: str, where: str, on: date) -> Truth:
    code = code if code in units() and code not in state_ids() else state_on(code, on)
    if where == code or units_of(code) == (where,):
        return True
    if where in units():
        part = units()[where].counts and unit_title(where, on).holder == code
    else:
        # Who says the state may mean a part that it has title to; a mere claim makes no part, nor do islands
        # or a canal that had an administration and a name of their own.
        title = listed_title(where, on)
        part = title is not None and title.holder == code and where not in places()
    return None if part else False


def _unit_holds(spot: Placed, where: str) -> Truth:
    assert spot.point is not None
    if spot.state and spot.state != units()[where].state:
        return False  # a town of another state of today: no map is needed
    near = units_near(spot.point, spot.km)
    if near:
        return False if where not in near else True if len(near) == 1 else None
    return None if where in units_near(spot.point, NEAR_SHORE_KM + spot.km) else False


def _zone_holds(spot: Placed, where: str) -> Truth:
    point, box = spot.point, _boxes().get(where)
    assert point is not None
    km = max(spot.km, _ZONE_EDGE_KM)
    if box is None or not _boxes_meet(point, km, box):
        return False
    from shapely.geometry import Point as Dot

    shape = _zones()[where]
    truths = {bool(shape.covers(Dot(lon, lat))) for lat, lon in _round(point, km)}
    if truths != {True}:
        return None if True in truths else False
    if spot.kind in ("island", "town", "base") or units_near(point, spot.km):
        return True
    # Off a shore that the map draws, the state's waters are not told from the open sea.
    if units_near(point, NEAR_SHORE_KM + spot.km):
        return None
    west, south, east, north = box
    return max(east - west, north - south) <= _SMALL_DEGREES


def _boxes_meet(point: Point, km: float, bounds: tuple[float, float, float, float]) -> bool:
    lat, lon = point
    west, south, east, north = bounds
    height = km / KM_PER_DEGREE
    width = height / max(0.01, math.cos(math.radians(lat)))
    return south - height <= lat <= north + height and west - width <= lon <= east + width


def _round(point: Point, km: float) -> Iterator[Point]:
    yield point
    yield from ring_round(point, km)
    yield from ring_round(point, km / 2, 8)


@cache
def _middle(where: str) -> Point | None:
    """Return a point of what a row names, for asking where it lies."""
    if where in units():
        return units()[where].lat, units()[where].lon
    if where in _boxes():
        dot = _zones()[where].representative_point()
        return dot.y, dot.x
    return (places()[where].lat, places()[where].lon) if where in places() else None
