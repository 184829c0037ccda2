"""Whose territory a place is on a day: by lawful title, never by who holds it or by the map file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from foedus.terms.ground import NEAR_SHORE_KM, geo_features, geo_rows, near_zone, units, units_near, units_of
from foedus.terms.points import Point
from foedus.terms.states import exists, resolve, states
from foedus.terms.truth import Truth


@dataclass(frozen=True)
class Title:
    """Who has title to a piece of land: `holder`, and `claimants` for whom it is not settled.

    Both empty means that it is not known here who held it on that day.
    """

    holder: str = ""
    claimants: frozenset[str] = frozenset()

    def held_by(self, state: str) -> Truth:
        """Tell whether the land is the state's: True for the holder, None for a claimant or where unknown."""
        if not self.holder and not self.claimants:
            return None
        if state == self.holder:
            return True
        return None if state in self.claimants else False


@dataclass(frozen=True)
class _Spell:
    title: Title
    start: date
    end: date

    def covers(self, on: date) -> bool:
        return self.start <= on < self.end or (on == date.max and self.end == date.max)


def day(text: str, default: date) -> date:
    """Return an ISO day, month or year as its first day; the default where the text is empty."""
    if not text:
        return default
    return date.fromisoformat(text + "-01" * ((10 - len(text)) // 3))


def _spell(row: Mapping[str, str], title: Title) -> _Spell:
    return _Spell(title, day(row["from"], date.min), day(row["until"], date.max))


@cache
def _corrections() -> Mapping[str, tuple[_Spell, ...]]:
    found: dict[str, list[_Spell]] = defaultdict(list)
    for row in geo_rows("title_corrections"):
        claimants = frozenset(part for part in row["claimants"].split("; ") if part)
        found[row["where"]].append(_spell(row, Title(row["title"], claimants)))
    return {where: tuple(spells) for where, spells in found.items()}


@cache
def _spells() -> Mapping[str, tuple[_Spell, ...]]:
    found: dict[str, list[_Spell]] = defaultdict(list)
    for row in geo_rows("territory_spells"):
        found[row["place"].casefold()].append(_spell(row, Title(row["state"])))
    return {place: tuple(spells) for place, spells in found.items()}


def listed_title(place: str, on: date) -> Title | None:
    """Return the title that the tables give to a unit, zone, town or area by name; None if they have no row for that day."""
    for spell in _corrections().get(place, ()):
        if spell.covers(on):
            return spell.title
    holders = {spell.title.holder for spell in _spells().get(place.casefold(), ()) if spell.covers(on)}
    if len(holders) == 1:
        return Title(holders.pop())
    return Title("", frozenset(holders)) if holders else None


def unit_title(unit: str, on: date) -> Title:
    """Return who had title to a unit of the map; unknown before the day from which its present line is trusted."""
    return listed_title(unit, on) or Title()


@lru_cache(maxsize=65_536)
def state_on(code: str, on: date) -> str:
    """Return the id of the state that held a code on a day (RUS in 1985 is SUN); the code itself if none did."""
    return resolve(code, on) or code


@cache
def state_ids() -> frozenset[str]:
    """Return every state id and every ISO alpha-3 code that the table of states gives."""
    codes = {code for state in states().values() for spell in state.spells for code in spell.iso3}
    return frozenset(states()) | codes


def zone_at(point: Point, on: date) -> Title | None:
    """Return the title to the disputed or corrected zone that holds the point, if one is in force that day."""
    if not near_zone(point):
        return None
    from shapely.geometry import Point as Spot

    for properties, geometry in geo_features("title_zones"):
        if geometry.covers(Spot(point[1], point[0])):
            for spell in _corrections()[properties["zone"]]:
                if spell.covers(on):
                    return spell.title
    return None


@lru_cache(maxsize=8192)
def titles_at(point: Point, on: date, *, km: float = 0.0, hint: str | None = None) -> tuple[Title, ...]:
    """Return the titles that may hold at a point: several near a border, none at sea.

    `hint` is the state of today that the place is known to lie in; `km` how far the point may be off.
    """
    zone = zone_at(point, on)
    if zone:
        return (zone,)
    near = units_near(point, km)
    if hint:
        near = frozenset(unit for unit in near if units()[unit].state == hint) or near
    return tuple(dict.fromkeys(unit_title(unit, on) for unit in sorted(near)))


def point_in(point: Point, state: str, on: date, *, km: float = 0.0, hint: str | None = None) -> Truth:
    """Tell whether a point lies in a state's territory, waters near the shore left unknown."""
    if hint and not near_zone(point):
        # All parts of the state of today have one answer: no map is needed to tell which part it is.
        truths = {unit_title(unit, on).held_by(state) for unit in units_of(hint)}
        if len(truths) == 1:
            return truths.pop()
    titles = titles_at(point, on, km=km, hint=hint)
    if titles:
        truths = {title.held_by(state) for title in titles}
        return truths.pop() if len(truths) == 1 else None
    offshore = {unit_title(unit, on).held_by(state) for unit in units_near(point, NEAR_SHORE_KM + km)}
    return False if offshore <= {False} else None


@lru_cache(maxsize=65_536)
def code_in(code: str, state: str, on: date) -> Truth:
    """Tell whether the territory of a state, or a unit, was wholly that of a state on a day.

    True, False, or None where only a part was, where title is disputed, or where the tables do not say.
    """
    code = code if code in units() and code not in state_ids() else state_on(code, on)
    if code == state:
        return True
    correction = _corrections().get(code, ())
    if any(spell.covers(on) and state in spell.title.claimants for spell in correction):
        return None
    if code in states() and exists(code, on):
        return False
    parts = units_of(code) or ((code,) if code in units() else ())
    truths = {unit_title(unit, on).held_by(state) for unit in parts}
    return truths.pop() if len(truths) == 1 else None
