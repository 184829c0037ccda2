"""Every form under which a text may name a state, an actor, a place or a person."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from foedus.terms.actors import actors
from foedus.terms.offices import persons
from foedus.terms.places import find_place, places
from foedus.terms.states import StateSpell, states

__all__ = ["SPOKEN_KINDS", "Spoken", "spoken_names"]

SPOKEN_KINDS = ("state", "demonym", "metonym", "actor", "place", "person")


class Spoken(NamedTuple):
    """A surface form, its kind (one of SPOKEN_KINDS), the id that it names, and the language, "" for any."""

    surface: str
    kind: str
    id: str
    lang: str


@cache
def spoken_names() -> tuple[Spoken, ...]:
    """Return each surface form once for each thing that it may name.

    A form may name several: "Russia" names RUS, SUN and RUS-EMPIRE, of which the day decides; "Bamako" is a
    place and, as a metonym, MLI. Ids are ids of states and actors, names of places and persons as the tables
    have them. French adjectives come in lower case and with a capital.
    """
    return tuple(dict.fromkeys(_all()))


def _all() -> Iterator[Spoken]:
    for state in states().values():
        for spell in state.spells:
            yield from _of_state(spell)
    for actor in actors().values():
        yield from (Spoken(name, "actor", actor.id, "en") for name in (actor.name, *actor.aliases))
        yield from (Spoken(name, "actor", actor.id, "fr") for name in (actor.name_fr, *actor.aliases_fr))
    for place in places().values():
        yield from (Spoken(name, "place", place.place, "en") for name in (place.place, *place.aliases))
        yield from (Spoken(name, "place", place.place, "fr") for name in place.aliases_fr or (place.place,))
    for person, held in persons().items():
        for name in (person, *(alias for office in held for alias in office.aliases)):
            yield Spoken(name, "person", person, "")


def _of_state(spell: StateSpell) -> Iterator[Spoken]:
    yield from (Spoken(name, "state", spell.id, "en") for name in (spell.name, *spell.aliases))
    yield from (Spoken(name, "state", spell.id, "fr") for name in (spell.name_fr, *spell.aliases_fr))
    yield from (Spoken(name, "demonym", spell.id, "en") for name in spell.demonyms)
    for name in spell.demonyms_fr:
        yield Spoken(name, "demonym", spell.id, "fr")
        yield Spoken(name[:1].upper() + name[1:], "demonym", spell.id, "fr")
    yield from (Spoken(name, "metonym", spell.id, "en") for name in spell.metonyms)
    yield from (Spoken(name, "metonym", spell.id, "fr") for name in spell.metonyms_fr)
    for capital in spell.capitals:
        place = find_place(capital)
        yield Spoken(capital, "metonym", spell.id, "en")
        if place:
            yield from (Spoken(name, "metonym", spell.id, "en") for name in place.aliases)
            yield from (Spoken(name, "metonym", spell.id, "fr") for name in place.aliases_fr or (capital,))
