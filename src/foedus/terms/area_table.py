"""The area words of treaties: the table areas.csv, with what each word meant from when to when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache

from foedus.terms.errors import FoedusError
from foedus.terms.ground import units
from foedus.terms.territory import day, state_ids, state_on
from foedus.terms.truth import Truth
from foedus.terms.words import nearest, plain, table

TERRITORY = "territory of "


@dataclass(frozen=True)
class Area:
    """An area word on a day: the states and units wholly inside, those partly inside, and coasts on its waters.

    `kind` is `land` (continents and islands), `sea`, `basin` (a sea and its islands) or `zone` (whatever
    lies inside a line).
    """

    area: str
    kind: str
    inside: frozenset[str]
    part: frozenset[str]
    coast: frozenset[str]
    start: date
    end: date
    verified: str
    note: str
    note_fr: str

    def membership(self, code: str) -> Truth:
        """Tell whether a state or unit is in the area: None where only a part or its waters are."""
        if code in self.inside:
            return True
        return None if code in self.part or code in self.coast else False


@cache
def areas() -> Mapping[str, tuple[Area, ...]]:
    """Return every area word of areas.csv with what it meant, one entry a spell, in file order."""
    found: dict[str, list[Area]] = {}
    for row in table("areas"):
        inside, part, coast = (
            frozenset(filter(None, row[key].split("; "))) for key in ("states_in", "states_part", "coast")
        )
        spell = day(row["from"], date.min), day(row["until"], date.max)
        entry = Area(
            row["area"], row["kind"], inside, part, coast, *spell, row["verified"], row["note"], row["note_fr"]
        )
        found.setdefault(row["area"], []).append(entry)
    return {word: tuple(entries) for word, entries in found.items()}


@cache
def _aliases() -> Mapping[str, str]:
    return {alias: row["area"] for row in table("areas") for alias in row["aliases"].split("; ") if alias}


@lru_cache(maxsize=1024)
def area_word(text: str) -> str:
    """Return the area that a word means, as areas.csv or `territory of XXX` writes it.

    Raises FoedusError for an unknown area or state, with the nearest known word.
    """
    word = plain(text)
    word = _aliases().get(word, word)
    if word in areas():
        return word
    if word.startswith(TERRITORY):
        code = word.removeprefix(TERRITORY).strip().upper()
        if code in state_ids():
            return TERRITORY + code
        raise FoedusError(
            f"unknown state '{code}' in '{text}'",
            field="area",
            expected="a state id behind 'territory of'",
            nearest=nearest(code, state_ids()),
        )
    near = nearest(word, [*areas(), *_aliases()])
    raise FoedusError(
        f"unknown area '{text}'",
        field="area",
        expected="an area word or 'territory of' and a state id",
        nearest=near,
        remedy="foedus terms lists the areas",
    )


def area_on(text: str, on: date) -> Area | None:
    """Return the area that a word meant on a day; None when it was no area then.

    Raises FoedusError for an unknown area.
    """
    return next((area for area in areas().get(area_word(text), ()) if area.start <= on < area.end), None)


def named_area(place: object) -> str | None:
    """Return the area word when a place is one itself, under any of its names; else None."""
    if not isinstance(place, str):
        return None
    word = plain(place)
    word = _aliases().get(word, word)
    return word if word in areas() else None


def home_in(state: str, area: str, on: date) -> Truth:
    """Tell whether a state is one of an area's: whether its home territory, lands overseas left out, lies in it.

    The United States are a state of the americas though Hawaii is not there; the United Kingdom is none though it
    holds Bermuda. None where the home lies partly inside. Raises FoedusError for an unknown area or state.
    """
    on = on.date() if isinstance(on, datetime) else on
    code = state_on(area_word(TERRITORY + state).removeprefix(TERRITORY), on)
    found = area_on(area, on)
    if found is None:
        return False
    if code in found.inside:
        return True
    home = f"{code}-main"
    return found.membership(home if home in units() else code)
