"""Areas of treaties: whether a place lies in `europe`, in the `mediterranean`, in the `territory of FRA` …

A treaty's area is judged by its own words and by lawful title on the day. The answer is True, False, or
None where the words, the map or the law leave it open; unknown never becomes no.

Tolerances. A point closer than 10 km to a border or shore (3 km in West Africa, whose map is finer) counts
for both sides, and the answer is None where they differ; at sea it is None for a land area within 50 km of
its shore. Named places are rounded to a tenth of a degree and carry 8 km of doubt, regions 30 km, seas 50 km.
The hand-drawn lines carry the tolerance that geo/areas.geojson and geo/seas.geojson give for each.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, TypeAlias

from foedus.terms.area_table import TERRITORY, Area, area_on, area_word, areas, named_area
from foedus.terms.errors import FoedusError
from foedus.terms.ground import NEAR_SHORE_KM, geo_features, geo_rows, inland, units, units_near, units_of
from foedus.terms.points import KM_PER_DEGREE, Point, checked_point, parse_point, point_text, ring_round
from foedus.terms.states import resolve, states
from foedus.terms.territory import code_in, day, listed_title, point_in, state_ids, state_on, titles_at
from foedus.terms.truth import Truth, any_of
from foedus.terms.words import plain

__all__ = [
    "Area",
    "Where",
    "area_on",
    "area_word",
    "areas",
    "country_at",
    "in_territory",
    "parse_point",
    "place_text",
    "within",
    "within_one_of",
]

Where: TypeAlias = str | Sequence[float]
"""A state id, a place name, an area word, `lat, lon` as text, or a pair of numbers."""

_KM_BY_KIND = {"region": 30.0, "sea": 50.0, "river": 200.0, "area": 500.0}
_KM_NAMED = 8.0
# A sea or a river is not one state's land, wherever its middle lies.
_WIDE = ("sea", "river", "area")


@dataclass(frozen=True)
class Placed:
    """A place to judge: a code of the map, or a point with its doubt in km."""

    code: str = ""
    point: Point | None = None
    km: float = 0.0
    kind: str = ""
    state: str | None = None
    name: str = ""


def within(place: Where, area: str, on: date) -> Truth:
    """Tell whether a place lies in an area on a day.

    A state wholly inside is True, one partly inside None (it is not said which part), one outside False;
    a town, island or point is judged by where it lies, within the tolerances named above. A place that is
    not known is None. Raises FoedusError for an unknown area or a point out of range.
    """
    word = area_word(area)
    if word.startswith(TERRITORY):
        return in_territory(place, word.removeprefix(TERRITORY), on)
    on = _day(on)
    entry = area_on(word, on)
    if entry is None:
        return False
    other = named_area(place)
    if other == word or (other and areas()[other][0].kind != "zone" and area_on(other, on)):
        return _area_in_area(other, entry, on)
    spot = placed(place)
    if spot is None:
        return None
    if spot.code:
        return _code_in_area(spot.code, entry, on)
    return _point_in_area(spot, entry, on)


def within_one_of(place: Where, areas: Iterable[str], on: date) -> Truth:
    """Tell whether a place lies in at least one of several areas.

    Finer than asking each: a state whose parts lie in different areas of the list (Denmark with Greenland)
    is inside when every part is.
    """
    words = list(areas)
    truth = any_of(within(place, word, on) for word in words)
    if truth is None and isinstance(place, str):
        spot = placed(place)
        if spot and spot.code and state_on(spot.code, _day(on)) == spot.code and len(units_of(spot.code)) > 1:
            return _agreed(any_of(within(part, word, on) for word in words) for part in units_of(spot.code))
    return truth


def in_territory(place: Where, state: str, on: date) -> Truth:
    """Tell whether a place was territory of a state on a day, by lawful title (not by who held it).

    None where title is disputed between claimants, where the point is too near a border or shore, or where
    the tables do not reach back. Raises FoedusError for an unknown state or a point out of range.
    """
    on = _day(on)
    owner = state_on(area_word(TERRITORY + state).removeprefix(TERRITORY), on)
    other = named_area(place)
    if other and area_on(other, on):
        return _area_in_territory(other, owner, on)
    spot = placed(place)
    if spot and spot.code:
        return code_in(spot.code, owner, on)
    name = spot.name if spot else str(place)
    title = listed_title(name, on) if name else None
    if title:
        return title.held_by(owner)
    if spot is None or spot.point is None:
        return None
    islet = None if spot.name else _islet_near(spot.point)
    if islet:
        return _agreed((in_territory(islet.name, owner, on), point_in(spot.point, owner, on, km=spot.km)))
    # A town stands on land by definition; its state of today narrows the doubt near a border.
    truth = point_in(spot.point, owner, on, km=spot.km, hint=spot.state)
    return None if truth and spot.kind in _WIDE and not spot.state else truth


def country_at(lat: float, lon: float, on: date = date.max) -> frozenset[str]:
    """Return the states whose land holds a point, by lawful title; today's map unless a day is given.

    More than one near a border or where title is disputed; none at sea or where the tables do not reach back.
    Raises FoedusError for a point out of range.
    """
    titles = titles_at(checked_point(lat, lon), _day(on))
    return frozenset(state for title in titles for state in ({title.holder} | title.claimants) if state)


def place_text(place: Where) -> str:
    """Return a place as an English sentence names it: a state's name, a point as `45°N 30°W`, else the words given."""
    if not isinstance(place, str):
        return point_text(_pair(place))
    point = parse_point(place)
    if point:
        return point_text(point)
    if place in states():
        return states()[place].name
    return units()[place].name if place in units() else place


def _day(on: date) -> date:
    return on.date() if isinstance(on, datetime) else on


def _pair(place: Sequence[float]) -> Point:
    if len(place) != 2:
        raise FoedusError(f"{place!r} is no place", field="place", expected="latitude and longitude, two numbers")
    return checked_point(place[0], place[1])


def placed(place: Where) -> Placed | None:
    """Return what a place is: a code, a point or, for a name that is not known, None."""
    if not isinstance(place, str):
        return Placed(point=_pair(place))
    text = place.strip()
    point = parse_point(text)
    if point:
        return Placed(point=point)
    code = plain(text).removeprefix(TERRITORY).upper() if plain(text).startswith(TERRITORY) else text
    if code in state_ids() or code in units():
        return Placed(code=code)
    from foedus.terms.places import find_place

    found = find_place(text)
    if found is None:
        named = resolve(text, system="name")
        return Placed(code=named) if named else None
    km = next((float(row["km"]) for row in geo_rows("extents") if row["place"] == found.place), None)
    return Placed(
        point=checked_point(found.lat, found.lon),
        km=_KM_BY_KIND.get(found.kind, _KM_NAMED) if km is None else km,
        kind=found.kind,
        state=found.state or None,
        name=found.place,
    )


@cache
def _empires() -> Mapping[str, date]:
    return {row["state"]: day(row["until"], date.max) for row in geo_rows("empires")}


@cache
def _islets() -> tuple[tuple[Point, str], ...]:
    from foedus.terms.places import places

    return tuple(((each.lat, each.lon), name) for name, each in places().items() if each.kind == "island")


def _islet_near(point: Point) -> Placed | None:
    """Return the named island whose middle lies within the doubt of a named place, or None."""
    for middle, name in _islets():
        north = abs(point[0] - middle[0]) * KM_PER_DEGREE
        east = abs((point[1] - middle[1] + 180) % 360 - 180) * KM_PER_DEGREE * math.cos(math.radians(point[0]))
        if math.hypot(north, east) <= _KM_NAMED:
            return placed(name)
    return None


def _code_in_area(code: str, area: Area, on: date) -> Truth:
    if code in units() and code not in state_ids():
        return area.membership(code)
    code = state_on(code, on)
    truth = area.membership(code)
    known = (
        code in units() or units_of(code) or any(code in a.inside | a.part for rows in areas().values() for a in rows)
    )
    # Nobody has placed the state, or it held colonies then: outside is more than the tables can say.
    if truth is False and (not known or on < _empires().get(code, date.min)):
        return None
    return truth


def _drawn(area: str, on_kind: str, point: Point, km: float) -> Truth:
    """Judge a point by the drawn lines: the first shape that covers it decides, and all round it must agree."""
    from shapely.geometry import Point as Spot

    shapes = [
        (properties, geometry)
        for name in ("areas", "seas")
        for properties, geometry in geo_features(name)
        if properties["area"] == area and properties["on"] in (on_kind, "both")
    ]
    radius = max([km, *(properties["edge_km"] for properties, _ in shapes)])
    truths = set()
    for lat, lon in (point, *ring_round(point, radius), *ring_round(point, radius / 2, 8)):
        spot = Spot(lon, lat)
        truths.add(next((properties["truth"] for properties, geometry in shapes if geometry.covers(spot)), False))
    return truths.pop() if len(truths) == 1 else None


def _agreed(truths: Iterable[Truth]) -> Truth:
    found = set(truths)
    return found.pop() if len(found) == 1 else None


def _land(area: Area, spot: Placed, near: frozenset[str]) -> Truth:
    assert spot.point is not None
    point = spot.point
    if spot.state:
        near = frozenset(unit for unit in near if units()[unit].state == spot.state) or near
    return _agreed(
        _drawn(area.area, "land", point, spot.km) if unit in area.part else unit in area.inside for unit in sorted(near)
    )


def _point_in_area(spot: Placed, area: Area, on: date) -> Truth:
    point, km = spot.point, spot.km
    assert point is not None
    if spot.state and spot.kind != "sea" and area.kind in ("land", "basin"):
        # A town of a state that is wholly in or out needs no map.
        if spot.state in area.inside:
            return True
        if spot.state not in area.part | area.coast:
            return False
    if area.kind == "zone":
        return _drawn(area.area, "both", point, km)
    at_sea = spot.kind == "sea"
    near = units_near(point) if at_sea else units_near(point, km)
    if area.kind == "sea":
        if not at_sea and inland(point):
            return False
        drawn = _drawn(area.area, "sea", point, km)
        return None if drawn and near and not at_sea else drawn
    if spot.state and not near:
        # The middle of a group of islands may lie at sea: its own islands decide.
        near = frozenset(u for u in units_near(point, NEAR_SHORE_KM + km) if units()[u].state == spot.state)
    if at_sea or not near:
        if area.kind == "basin":
            return _drawn(area.area, "sea", point, km)
        islet = None if spot.name else _islet_near(point)
        if islet:
            # Ship or shore cannot be told apart so near an islet that the map leaves out.
            return _agreed((False, _point_in_area(islet, area, on)))
        shore = units_near(point, NEAR_SHORE_KM + km)
        if any(unit in area.inside | area.part for unit in shore):
            return None
        if spot.kind in ("island", "base", "town") and not shore:
            # An islet that the map leaves out goes with those who hold or claim it.
            titles = titles_at(point, on)
            states = {spot.state or ""} | {s for title in titles for s in title.claimants | {title.holder}}
            return _agreed(area.membership(state) for state in states if state)
        return False
    land = _land(area, spot, near)
    if area.kind == "land" or spot.state or inland(point):
        return land
    return _agreed((land, _drawn(area.area, "sea", point, km)))


def _area_in_area(place: str, area: Area, on: date) -> Truth:
    """Judge one area against another by their states, and two seas by their drawn lines."""
    if place == area.area:
        return True
    inner = area_on(place, on)
    if inner is None:
        return None
    if inner.kind == "sea" and area.kind in ("sea", "basin"):
        from shapely import union_all

        def drawn(word: str, sure: bool) -> Any:
            return union_all([g for p, g in geo_features("seas") if p["area"] == word and (p["truth"] or not sure)])

        if drawn(area.area, True).covers(drawn(place, False)):
            return True
        return False if drawn(area.area, False).disjoint(drawn(place, True)) else None
    # Units only: France has a coast on both the Mediterranean and the Caribbean, but not the same coast.
    whole, outer = (
        {code for code in each.inside | each.part | each.coast if units_of(code) in ((), (code,))}
        for each in (inner, area)
    )
    if inner.kind == area.kind == "land" and whole and whole <= area.inside:
        return True
    return False if whole and not whole & outer else None


def _area_in_territory(place: str, state: str, on: date) -> Truth:
    title = listed_title(place, on)
    if title:
        return title.held_by(state)
    area = area_on(place, on)
    if area is None:
        return None
    whole = area.inside | area.part | area.coast
    if whole == {state} and area.kind == "land" and not area.part:
        return True
    return None if state in whole or any(unit in whole for unit in units_of(state)) else False
