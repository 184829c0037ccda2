"""Places that reports name: towns, regions, seas, islands, bases, with the state that has lawful title."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from foedus.terms.errors import FoedusError
from foedus.terms.rows import Title, failed, fold, holder, required, rows_of, split_names, titles
from foedus.terms.states import resolve, states
from foedus.terms.words import nearest

__all__ = ["PLACE_KINDS", "Place", "find_place", "places", "read_places", "state_of_place"]

PLACE_KINDS = ("town", "region", "sea", "island", "river", "area", "base")


@dataclass(frozen=True, slots=True)
class Place:
    """One row of `terms/places.csv`: `lat` and `lon` in degrees, to about a tenth.

    `state` is today's state with lawful title; None for open waters, border lands, and where title is disputed.
    `former` tells who had it before where that differs from the state's own past; all of it is unverified.
    """

    place: str
    kind: str
    state: str | None
    lat: float
    lon: float
    aliases: tuple[str, ...]
    aliases_fr: tuple[str, ...]
    former: tuple[Title, ...]
    note: str


def _degrees(line: int, row: Mapping[str, str], field: str, most: float) -> float:
    try:
        value = float(row[field])
    except ValueError:
        value = most + 1
    if abs(value) > most:
        raise failed("places", line, field, f"'{row[field]}' is no angle", expected=f"degrees from -{most} to {most}")
    return value


def read_places(text: str | None = None) -> dict[str, Place]:
    """Return the places of `terms/places.csv`, or of a text of the same columns, by English name.

    Raises FoedusError with the line for a bad row.
    """
    found: dict[str, Place] = {}
    for line, row in rows_of("places", text):
        required("places", line, row, ("place", "kind"))
        if row["kind"] not in PLACE_KINDS:
            raise failed(
                "places", line, "kind", f"unknown kind '{row['kind']}'",
                expected=", ".join(PLACE_KINDS), nearest=nearest(row["kind"], PLACE_KINDS),
            )  # fmt: skip
        if row["place"] in found:
            raise failed("places", line, "place", f"'{row['place']}' is here twice", expected="one row for each place")
        if row["state"] and row["state"] not in states():
            raise failed(
                "places", line, "state", f"unknown state '{row['state']}'",
                expected="the id of a state", nearest=nearest(row["state"], states()),
            )  # fmt: skip
        try:
            former = titles(row["former"])
        except FoedusError as error:
            raise failed("places", line, "former", error) from None
        found[row["place"]] = Place(
            row["place"], row["kind"], row["state"] or None,
            _degrees(line, row, "lat", 90), _degrees(line, row, "lon", 180),
            split_names(row["aliases"]), split_names(row["aliases_fr"]), former, row["note"],
        )  # fmt: skip
    return found


@cache
def places() -> Mapping[str, Place]:
    """Return every known place by its English name."""
    return read_places()


@cache
def _named() -> Mapping[str, Place]:
    found: dict[str, Place] = {}
    for each in places().values():
        found.setdefault(fold(each.place), each)
    for each in places().values():
        for name in (*each.aliases, *each.aliases_fr):
            found.setdefault(fold(name), each)
    return found


def find_place(name: str) -> Place | None:
    """Return the place of an English or French name or alias, whatever its accents and case, or None."""
    return _named().get(fold(name))


def state_of_place(name: str, on: date | None = None) -> str | None:
    """Return the state with lawful title to a place on a day, or None where it is nobody's, disputed or unknown.

    Sarajevo is Yugoslavia's in 1950 and Austria-Hungary's in 1914. The present is `state`; the past is unverified
    general knowledge. Raises FoedusError for a place that is not known.
    """
    found = find_place(name)
    if found is None:
        raise FoedusError(
            f"unknown place '{name}'", field="place", expected="a town, region or sea of terms/places.csv",
            nearest=nearest(name, places()), remedy="give the point as 'lat, lon'",
        )  # fmt: skip
    if on is None:
        return found.state
    if past := holder(found.former, on):
        return past.state
    if found.state is None:
        return None
    owner = states()[found.state]
    if spell := owner.on(on):
        # a state of which nobody's list knows, such as Estonia from 1940 to 1991, leaves the title in doubt
        return None if spell.disputed and not spell.iso3 else owner.id
    if same := resolve(owner.id, on, "iso3"):
        return same
    before = holder(owner.before, on)
    return before.state if before else None
