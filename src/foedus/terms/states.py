"""States through time: their names, their spells of existence, and the codes that data sets give them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from foedus.terms.errors import FoedusError
from foedus.terms.rows import Span, Title, failed, fold, parse_span, required, rows_of, split_names, titles
from foedus.terms.truth import Truth
from foedus.terms.words import nearest

__all__ = ["SYSTEMS", "State", "StateSpell", "exists", "nearest_state", "read_states", "resolve", "state", "states"]

SYSTEMS = ("id", "cow", "gw", "iso3", "iso2", "name")
_DISPUTED = "disputed:"


@dataclass(frozen=True, slots=True)
class StateSpell:
    """A state from one day to another, under the names and codes that it then had.

    `disputed` spells are those of which sources or states differ whether there was such a state; the lists
    of the Correlates of War (`cow`) and of Gleditsch and Ward (`gw`) may count them all the same.
    `iso3` and `iso2` hold every code that means this state then: RUS means the Soviet Union in 1980.
    `before` tells who had title to most of its territory before, so far as known; all of it is unverified.
    """

    id: str
    span: Span
    name: str
    name_fr: str
    cow: str
    gw: str
    iso3: tuple[str, ...]
    iso2: tuple[str, ...]
    codes: tuple[str, ...]
    demonyms: tuple[str, ...]
    demonyms_fr: tuple[str, ...]
    capitals: tuple[str, ...]
    aliases: tuple[str, ...]
    aliases_fr: tuple[str, ...]
    metonyms: tuple[str, ...]
    metonyms_fr: tuple[str, ...]
    before: tuple[Title, ...]
    note: str

    @property
    def disputed(self) -> bool:
        return self.note.startswith(_DISPUTED)

    def carries(self, system: str, code: str) -> bool:
        """Tell whether the code of a system (`cow`, `gw`, `iso3`, `iso2`) means this spell."""
        if system in ("cow", "gw"):
            number = getattr(self, system)
            return bool(number) and (code == number or code in self.codes)
        return code in getattr(self, system)


@dataclass(frozen=True)
class State:
    """A state and all its spells, the earliest first. What it is called now is what its last spell says."""

    id: str
    spells: tuple[StateSpell, ...]

    @cached_property
    def latest(self) -> StateSpell:
        return self.spells[-1]

    @property
    def name(self) -> str:
        return self.latest.name

    @property
    def name_fr(self) -> str:
        return self.latest.name_fr

    def on(self, day: date) -> StateSpell | None:
        """Return the spell that covers a day, an undisputed and certain one before others, or None."""
        found = [spell for spell in self.spells if spell.span.holds(day) is not False]
        return min(found, key=lambda spell: (spell.disputed, spell.span.holds(day) is None), default=None)

    @property
    def before(self) -> tuple[Title, ...]:
        """Return who had title to most of its territory before it was a state."""
        return tuple(title for spell in self.spells for title in spell.before)

    @property
    def is_gone(self) -> bool:
        return self.latest.span.end is not None


def read_states(text: str | None = None) -> dict[str, State]:
    """Return the states of `terms/states.csv`, or of a text of the same columns, by id.

    Raises FoedusError with the line for a bad row.
    """
    spells: dict[str, list[StateSpell]] = {}
    for line, row in rows_of("states", text):
        required("states", line, row, ("id", "name", "name_fr"))
        try:
            span = parse_span(row["from"], row["until"])
            before = titles(row["before"])
        except FoedusError as error:
            raise failed("states", line, "from, until, before", error) from None
        for field in ("cow", "gw"):
            if row[field] and not row[field].isdigit():
                raise failed("states", line, field, f"'{row[field]}' is not a code", expected="a number or nothing")
        spells.setdefault(row["id"], []).append(
            StateSpell(
                row["id"], span, row["name"], row["name_fr"], row["cow"], row["gw"],
                split_names(row["iso3"]), split_names(row["iso2"]), split_names(row["codes"]),
                split_names(row["demonym"]), split_names(row["demonym_fr"]), split_names(row["capital"]),
                split_names(row["aliases"]), split_names(row["aliases_fr"]),
                split_names(row["metonyms"]), split_names(row["metonyms_fr"]), before, row["note"],
            )
        )  # fmt: skip
    earliest = date.min
    return {
        id_: State(id_, tuple(sorted(rows, key=lambda spell: spell.span.start[0] if spell.span.start else earliest)))
        for id_, rows in spells.items()
    }


@cache
def states() -> Mapping[str, State]:
    """Return every state, past and present, by its id."""
    return read_states()


def state(id_: str) -> State:
    """Return the state of an id; raises FoedusError, with the nearest id or name, for an unknown one."""
    found = states().get(id_)
    if found is None:
        raise FoedusError(
            f"unknown state '{id_}'", field="state", expected="the id of a state, such as MLI or DEU-EMPIRE",
            nearest=nearest_state(id_), remedy="see 'foedus terms'",
        )  # fmt: skip
    return found


def exists(id_: str, on: date) -> Truth:
    """Tell whether the state existed on a day; None where the day or the state itself is in doubt.

    Raises FoedusError for an id that no state has.
    """
    truths = [
        None if spell.disputed and spell.span.holds(on) else spell.span.holds(on) for spell in state(id_).spells
    ]
    return True if True in truths else None if None in truths else False


def resolve(code: str | int, on: date | None = None, system: str = "id") -> str | None:
    """Return the id of the state that a code or name meant on a day, or None where it meant none.

    `system` is `id` (ids, ISO alpha-3, then names), `cow`, `gw` (numbers or abbreviations), `iso3`, `iso2` or
    `name` (English or French). RUS is RUS-EMPIRE in 1880 and SUN in 1980. Without a day the newest state that
    bears the code is meant. Raises FoedusError for an unknown system.
    """
    text = str(code).strip()
    if system not in SYSTEMS:
        raise FoedusError(
            f"unknown system '{system}'", field="system", expected=", ".join(SYSTEMS), nearest=nearest(system, SYSTEMS)
        )
    if not text:
        return None
    if system == "name":
        return _by_name(text, on)
    upper = text.upper()
    if system == "id":
        known = states().get(upper)
        if known is not None and (on is None or known.on(on) is not None):
            return known.id
        return _by_code("iso3", upper, on) or (None if known or _is_code(upper) else _by_name(text, on))
    return _by_code(system, upper.lstrip("0") if system in ("cow", "gw") else upper, on)


def nearest_state(word: str) -> str | None:
    """Return the id of the state whose id, code or name is most like a word, or None when none is near."""
    if meant := resolve(word) or resolve(word, system="cow") or resolve(word, system="gw"):
        return meant
    if found := nearest(word, states()):
        return found
    name = nearest(word, [name for each in states().values() for spell in each.spells for name in _names(spell)])
    return resolve(name, system="name") if name else None


@cache
def _coded(system: str) -> Mapping[str, tuple[StateSpell, ...]]:
    """Return the spells of each code of a system; for `cow` and `gw` abbreviations too."""
    found: dict[str, list[StateSpell]] = {}
    for each in states().values():
        for spell in each.spells:
            if system in ("cow", "gw"):
                number = getattr(spell, system)
                marks = (number, *spell.codes) if number else ()
            else:
                marks = getattr(spell, system)
            for mark in marks:
                found.setdefault(mark, []).append(spell)
    return {mark: tuple(spells) for mark, spells in found.items()}


def _is_code(text: str) -> bool:
    return text in _coded("iso3")


def _by_code(system: str, code: str, on: date | None) -> str | None:
    return _meant(_coded(system).get(code, ()), on)


def _meant(spells: Iterable[StateSpell], on: date | None) -> str | None:
    """Return the id of the spell that covers the day, a certain one first; without a day, of the newest."""
    if on is None:
        newest = max(spells, key=_newness, default=None)
        return newest.id if newest else None
    covering = [spell for spell in spells if spell.span.holds(on) is not False]
    found = min(covering, key=lambda spell: (spell.disputed, spell.span.holds(on) is None), default=None)
    return found.id if found else None


def _newness(spell: StateSpell) -> tuple[date, bool, date]:
    end = spell.span.end[1] if spell.span.end else date.max
    start = spell.span.start[0] if spell.span.start else date.min
    return end, not spell.disputed, start


def _names(spell: StateSpell) -> tuple[str, ...]:
    return (spell.name, spell.name_fr, *spell.aliases, *spell.aliases_fr)


@cache
def _named() -> Mapping[str, tuple[str, ...]]:
    """Return the ids that each folded name means, at whatever time."""
    found: dict[str, dict[str, None]] = {}
    for each in states().values():
        for spell in each.spells:
            for name in _names(spell):
                found.setdefault(fold(name), {})[each.id] = None
    return {name: tuple(ids) for name, ids in found.items()}


def _by_name(name: str, on: date | None) -> str | None:
    ids = _named().get(fold(name), ())
    if on is None:
        spells = [states()[id_].latest for id_ in ids]
        return _meant(spells, None)
    held = [id_ for id_ in ids if states()[id_].on(on) is not None]
    if held:  # a state whose own name it is comes before one that is only also called so
        return min(held, key=lambda id_: _is_alias(states()[id_], name, on))
    return next((found for id_ in ids if (found := _by_code("iso3", id_, on))), None)


def _is_alias(found: State, name: str, on: date) -> bool:
    spell = found.on(on)
    return spell is None or fold(name) not in (fold(spell.name), fold(spell.name_fr))
