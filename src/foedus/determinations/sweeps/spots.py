"""Rows about where, answered for one place, day and state of the law."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from foedus import terms
from foedus.determinations.docket import Docket
from foedus.determinations.sweeps.nodes import Area, Spot
from foedus.pacts import ADMINISTERED
from foedus.terms import Truth, all_of, any_of, not_

_TERRITORY = "territory of "
_OF_PARTIES = ("territory of a party", "territory of another party", "administered by a party")
_OF_TARGET = ("territory of the target", "territory of another party", "administered by the target")
_OF_ACTOR = ("territory of the actor",)


@dataclass(frozen=True)
class Scene:
    """What a row about where may turn on beside the place: the days it may have been, who is hit, who acts, the law."""

    days: tuple[date, ...]
    targets: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    actor_kind: str | None = None
    docket: Docket | None = None


def hangs_on(spot: Spot) -> tuple[bool, bool, bool]:
    """Tell whether the answer turns on who is a party, on the target, and on the actor."""
    words = set(spot.words())
    return bool(words & set(_OF_PARTIES)), bool(words & set(_OF_TARGET)), bool(words & set(_OF_ACTOR))


def answer(spot: Spot, place: str | None, scene: Scene) -> Truth:
    """Return whether a place lies in an area of the row and in none that it takes out."""
    if place is None:
        return None
    truths = {
        all_of((_any(spot.values, place, day, scene), not_(any_of(_in(bar, place, day, scene) for bar in spot.but))))
        for day in scene.days
    }
    return truths.pop() if len(truths) == 1 else None


def _any(areas: tuple[Area, ...], place: str, day: date, scene: Scene) -> Truth:
    truth = any_of(_in(area, place, day, scene) for area in areas)
    words = tuple(area.word for area in areas)
    return _within_one_of(place, words, day) if truth is None and all(map(_on_the_map, words)) else truth


def _on_the_map(word: str) -> bool:
    return word in terms.areas() or (word.startswith(_TERRITORY) and word.removeprefix(_TERRITORY) in terms.states())


def _in(area: Area, place: str, day: date, scene: Scene) -> Truth:
    word = area.word
    if area.open:
        return None
    if area.items is not None:
        return any_of(
            all_of((_any(item.values, place, day, scene), *(not_(_in(bar, place, day, scene)) for bar in item.but)))
            for item in area.items
        )
    if word == "anywhere":
        return True
    if word == "territory of the target":
        return _of_somebody(place, day, scene.targets, None)
    if word == "territory of the actor":
        return _of_somebody(place, day, scene.actors, scene.actor_kind)
    if word == "territory of a party":
        return _of_parties(place, day, scene, (), _in_territory)
    if word == "territory of another party":
        return _of_parties(place, day, scene, scene.targets, _in_territory)
    if word == "administered by a party":
        return _of_parties(place, day, scene, (), _administered)
    if word == "administered by the target":
        states = [target for target in scene.targets if terms.kind_of(target) == "state"]
        return any_of(_administered(place, state, day) for state in states) if states else None
    if word.startswith(ADMINISTERED):
        return _administered(place, word.removeprefix(ADMINISTERED), day)
    if word in terms.states():
        return _in_territory(place, word, day)
    return _within(place, word, day)


def _of_somebody(place: str, day: date, ids: tuple[str, ...], kind: str | None) -> Truth:
    """Return whether a place is territory of somebody: of nobody named, only what is no state has surely none."""
    if not ids:
        return None if kind in (None, "state", "unknown") else False
    truths: list[Truth] = []
    for each in ids:
        known = terms.kind_of(each)
        truths.append(_in_territory(place, each, day) if known == "state" else None if known is None else False)
    return any_of(truths)


def _of_parties(
    place: str, day: date, scene: Scene, but: Iterable[str], held: Callable[[str, str, date], Truth]
) -> Truth:
    assert scene.docket is not None
    bound = scene.docket.bound
    return any_of(
        all_of((status.truth, held(place, party, day) if terms.kind_of(party) == "state" else False))
        for party, status in bound.items() if party not in but
    )  # fmt: skip


@lru_cache(maxsize=200_000)
def _in_territory(place: str, state: str, day: date) -> Truth:
    return terms.in_territory(place, state, day)


@lru_cache(maxsize=200_000)
def _administered(place: str, state: str, day: date) -> Truth:
    return terms.administered_by(place, state, day)


@lru_cache(maxsize=200_000)
def _within(place: str, word: str, day: date) -> Truth:
    return terms.within(place, word, day)


@lru_cache(maxsize=50_000)
def _within_one_of(place: str, words: tuple[str, ...], day: date) -> Truth:
    return terms.within_one_of(place, words, day)
