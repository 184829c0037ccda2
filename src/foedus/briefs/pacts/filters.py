"""Which pacts a list is asked for: by party, day, region and kind, and how imported alliances stand beside the others."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from foedus.pacts import Instrument, Library, Spell, bound_parties, in_force, membership
from foedus.terms import (
    FoedusError,
    When,
    all_of,
    find_actor,
    name_of,
    nearest,
    nearest_state,
    reached,
    resolve,
    states,
)

CODED_BY = "coded by"
"""The line of the head that tells an instrument made from a table of alliances."""


@dataclass(frozen=True)
class Asked:
    """What the list was asked for; an empty field asks for nothing."""

    party: str = ""
    on: When | None = None
    region: str = ""
    kind: str = ""
    imported: bool = False

    @property
    def filtered(self) -> bool:
        return bool(self.party or self.on or self.region or self.kind)

    def to_json(self) -> dict[str, object]:
        """Return what was asked, null where nothing was."""
        return {
            "party": self.party or None, "on": self.on.to_json() if self.on else None, "region": self.region or None,
            "kind": self.kind or None, "imported": self.imported,
        }  # fmt: skip


def party_named(text: str, when: When | None, field: str = "--party") -> str:
    """Return the id of the state or body that a code or name means, on the day where one is given.

    Raises FoedusError with the nearest known one when it means none.
    """
    day = when.first_day if when else None
    found = (resolve(text, day) if day else None) or resolve(text) or find_actor(text)
    if not found and len(text) == 2:
        found = resolve(text, day, "iso2") or resolve(text, None, "iso2")
    if not found:
        raise FoedusError(
            f"unknown party '{text}'", field=field, expected="the id, code or name of a state or body",
            nearest=nearest_state(text), remedy="see 'foedus terms state' and 'foedus terms actor'",
        )  # fmt: skip
    return found


def other_bearers(text: str, meant: str) -> list[str]:
    """Return the states that bore a code or name at other times than the one that is meant."""
    wanted = _folded(text)
    return [
        state.id
        for state in states().values()
        if state.id != meant
        and any(
            wanted in map(_folded, (spell.name, *spell.iso3, *spell.codes, *spell.aliases)) for spell in state.spells
        )
    ]


def imported(instrument: Instrument) -> bool:
    """Tell whether an instrument was made from a table of alliances and not written by hand."""
    return bool(instrument.about(CODED_BY))


def chosen(library: Library, asked: Asked) -> tuple[list[Instrument], list[Instrument]]:
    """Return the hand-written instruments that were asked for, and the imported ones.

    Without a filter the imported ones are listed only when they are asked for. Raises FoedusError when a region or
    kind is that of no pact at all, with the nearest that there is.
    """
    every = list(library)
    for key, wanted in (("region", asked.region), ("kind", asked.kind)):
        if wanted and not any(_holds(each.about(key), wanted) for each in every):
            raise _unheard(key, wanted, every)
    found = [each for each in every if _fits(each, asked)]
    hand = [each for each in found if not imported(each)]
    rest = [each for each in found if imported(each)] if asked.imported or asked.filtered else []
    return hand, rest


def spells_of(instrument: Instrument, party: str, when: When | None = None) -> list[Spell]:
    """Return the rows of parties.csv that are about a party, on a day only those that hold or may hold on it."""
    mine = [spell for spell in instrument.spells if spell.party == party]
    if when is None:
        return mine
    return [
        spell
        for spell in mine
        if (spell.start is None or reached(when, spell.start) is not False)
        and (spell.end is None or reached(when, spell.end) is not True)
    ]


def _fits(instrument: Instrument, asked: Asked) -> bool:
    if asked.region and not _holds(instrument.about("region"), asked.region):
        return False
    if asked.kind and not _holds(instrument.about("kind"), asked.kind):
        return False
    if asked.party and asked.party not in instrument.parties:
        return False
    if asked.on is None:
        return True
    force = in_force(instrument, instrument.standing, asked.on).truth
    if asked.party:
        return all_of((force, membership(instrument, asked.party, asked.on).truth)) is not False
    return force is not False and bool(bound_parties(instrument, asked.on))


def _holds(told: str, wanted: str) -> bool:
    return _folded(wanted) in _folded(told)


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).replace("-", " ").split())


def _unheard(key: str, wanted: str, every: Iterable[Instrument]) -> FoedusError:
    told = sorted({each.about(key) for each in every if each.about(key)})
    return FoedusError(
        f"no pact of the {key} '{wanted}'", field=f"--{key}", expected=f"a word of {_sample(told)}",
        nearest=_nearest_word(wanted, told), remedy=f"'foedus pacts list --format csv' has every {key}",
    )  # fmt: skip


def _nearest_word(wanted: str, told: Sequence[str]) -> str | None:
    """Return the nearest whole text, or the nearest words in one, as many as are wanted."""
    many = len(wanted.split())
    split = [text.replace("(", "").replace(")", "").replace(",", "").split() for text in told]
    parts = {" ".join(words[place : place + many]) for words in split for place in range(len(words) - many + 1)}
    return nearest(wanted, told) or nearest(wanted, sorted(parts))


def _sample(told: Sequence[str]) -> str:
    shown = sorted(told, key=len)[:4]
    return ", ".join(f"'{text}'" for text in shown) + (" …" if len(told) > len(shown) else "")


def named(party: str, lang: str) -> str:
    """Return a party as a list calls it: its name with its id."""
    name = name_of(party, lang)
    return name if name == party else f"{name} ({party})"
