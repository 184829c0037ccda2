"""Names of states, bodies, places and persons in a text, found and told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

import ahocorasick

from foedus.reading.forms import rows
from foedus.terms import resolve, spoken_names, table

ADJECTIVES = frozenset({"demonym"})
_SWAP = str.maketrans({"’": "'", "\u00a0": " ", "\u202f": " ", "\n": " ", "\t": " ", "‑": "-", "–": "-"})
_MODIFIED = re.compile(
    r"-(?:linked|backed|made|built|led|held|affiliated|aligned|inspired|friendly|sponsored|supported|occupied|"
    r"controlled|born|educated|trained|language|speaking|registered|flagged|owned|operated|based|style|era|brokered|"
    r"mediated|allied|armed|funded|financed|supplied)\b",
    re.IGNORECASE,
)
_ANTI = re.compile(r"(?:anti|pro|counter|non|ex|post|pre)-?$", re.IGNORECASE)
_PART = re.compile(
    r"(?:northern|southern|eastern|western|central|north|south) [A-ZÀ-Þ]|(?:le |la )?(?:nord|sud|est|ouest|centre) d"
)
_PARTY_MODIFIERS = ("led", "registered", "flagged", "owned", "operated")


@dataclass(slots=True)
class Mention:
    """A name at a span of the text: who it stands for (ids), of what kind, and the place that it names."""

    start: int
    end: int
    kind: str
    ids: tuple[str, ...]
    place: str | None = None
    adjective: bool = False
    person: bool = False
    modifier: bool = False
    instruments: tuple[str, ...] = ()
    name: str = ""
    leads: bool = False

    @property
    def is_party(self) -> bool:
        return bool(self.ids) and not self.modifier


@dataclass(frozen=True, slots=True)
class _Sense:
    kind: str
    id: str
    lang: str


@cache
def _spells() -> dict[str, list[tuple[str, str]]]:
    """Return each state's spells of existence as text, from and until."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in table("states"):
        found.setdefault(row["id"], []).append((row["from"] or "0000", row["until"] or "9999"))
    return found


@cache
def _place_states() -> dict[str, str]:
    """Return the state in which each known place lies."""
    return {row["place"]: row["state"] for row in table("places") if row["state"]}


@cache
def _senses() -> tuple[ahocorasick.Automaton, dict[str, tuple[_Sense, ...]]]:
    found: dict[str, dict[_Sense, None]] = {}

    def add(surface: str, sense: _Sense) -> None:
        surface = surface.translate(_SWAP).strip()
        if len(surface) < 2:
            return
        found.setdefault(surface, {})[sense] = None
        if surface[0].islower():
            found.setdefault(surface[0].upper() + surface[1:], {})[sense] = None
        if len(surface) > 3 and surface[0].isupper() and not surface.isupper():
            found.setdefault(surface.upper(), {})[sense] = None

    for surface, kind, id_, lang in spoken_names():
        if kind == "place" and _PART.match(surface):
            continue  # "northern Mali" is Mali
        add(surface, _Sense(kind, id_, lang or ""))
    for row in rows("instruments"):
        add(row["surface"], _Sense("instrument", row["id"], row["lang"]))
    for row in rows("not_names"):
        add(row["surface"], _Sense("none", "", ""))
    for row in rows("groups"):
        for surface in row["surfaces"].split("|"):
            add(surface, _Sense("group", row["ids"], row["lang"]))
    automaton = ahocorasick.Automaton()
    for surface in found:
        automaton.add_word(surface, surface)
    automaton.make_automaton()
    return automaton, {surface: tuple(senses) for surface, senses in found.items()}


@cache
def _offices() -> dict[str, tuple[tuple[str, str, str], ...]]:
    """Return the bodies for which each person has spoken, with from and until as text."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for row in table("office_holders"):
        found.setdefault(row["person"], []).append(
            (row["from"] or "0000", row["until"] or "9999", row["state"] or row["body"])
        )
    return {person: tuple(held) for person, held in found.items()}


def _body_of(persons: list[str], when: date | None) -> tuple[str, ...]:
    """Return the body that a person speaks for on a day, else the one that the person last spoke for."""
    day = when.isoformat() if when else "9998"
    held = [office for person in persons for office in _offices().get(person, ())]
    for start, until, body in held:
        if start <= day < until:
            return (body,)
    return (max(held)[2],) if held else ()


def _is_letter(text: str, index: int) -> bool:
    return 0 <= index < len(text) and (text[index].isalnum() or text[index] == "_")


def mentions(text: str, lang: str, when: date | None) -> list[Mention]:
    """Return the names in a text, longest first where they overlap, in order.

    `when` chooses among states that bore one name at different times; None means today's.
    """
    automaton, senses = _senses()
    flat = text.translate(_SWAP)
    spans: list[tuple[int, int, str]] = []
    for last, surface in automaton.iter(flat):
        start, end = last + 1 - len(surface), last + 1
        if _is_letter(flat, start - 1) or _is_letter(flat, end):
            continue
        spans.append((start, end, surface))
    spans.sort(key=lambda span: (-(span[1] - span[0]), span[0]))
    taken = bytearray(len(text))
    kept: list[tuple[int, int, str]] = []
    for start, end, surface in spans:
        if any(taken[start:end]):
            continue
        taken[start:end] = b"\x01" * (end - start)
        kept.append((start, end, surface))
    kept.sort()
    found = []
    for start, end, surface in kept:
        mention = _resolve(flat, start, end, senses[surface], lang, when)
        if mention is not None:
            mention.name = text[start:end]
            found.append(mention)
    return found


def _alive(id_: str, when: date | None) -> bool:
    spells = _spells().get(id_)
    if spells is None:
        return True
    day = when.isoformat() if when else "9998"
    return any(start <= day < until for start, until in spells)


_LOCATIVE = re.compile(
    r"\b(?:in|at|near|from|to|around|outside|into|toward|towards|à|vers|de|dans|depuis)\s+$", re.IGNORECASE
)
_PLACE_HEAD = re.compile(
    r"\b(?:city|town|capital|port|ville|capitale|region|province|district|village) (?:of |de |d')?$"
)


def _resolve(
    flat: str, start: int, end: int, senses: tuple[_Sense, ...], lang: str, when: date | None
) -> Mention | None:
    kinds: dict[str, list[str]] = {}
    tongue = [sense for sense in senses if sense.lang in ("", lang)] or list(senses)
    if all(sense.lang not in ("", lang) for sense in tongue) and flat[start].islower():
        return None
    for sense in tongue:
        if sense.kind in ("state", "demonym", "metonym") and not _alive(sense.id, when):
            continue
        kinds.setdefault(sense.kind, []).append(sense.id)
    if not kinds and when is not None:
        for sense in tongue:
            held = resolve(sense.id, when) if sense.kind in ("state", "demonym", "metonym") else None
            if held and _alive(held, when):
                kinds.setdefault(sense.kind, []).append(held)
    if not kinds:
        # a name of a state that is no more, in a report of no known day
        for sense in tongue:
            kinds.setdefault(sense.kind, []).append(sense.id)
    if "none" in kinds:
        return None
    mention = None
    if "group" in kinds:
        mention = Mention(start, end, "group", tuple(sorted(kinds["group"][0].split())))
    elif "instrument" in kinds:
        mention = Mention(start, end, "instrument", (), instruments=tuple(kinds["instrument"]))
    elif "state" in kinds:
        id_ = _latest(kinds["state"])
        mention = Mention(start, end, "state", (id_,), place=id_)
    elif "demonym" in kinds:
        mention = Mention(start, end, "demonym", (_latest(kinds["demonym"]),), adjective=True)
    elif "person" in kinds:
        mention = Mention(start, end, "person", _body_of(kinds["person"], when), person=True)
    elif "actor" in kinds:
        mention = Mention(start, end, "actor", (kinds["actor"][0],))
    elif "metonym" in kinds or "place" in kinds:
        place = kinds["place"][0] if "place" in kinds else None
        states = kinds.get("metonym") or ([_place_states()[place]] if place in _place_states() else [])
        ids = (_latest(states),) if states else ()
        if place is not None and ids and "metonym" in kinds and not _LOCATIVE.search(flat, max(0, start - 12), start):
            mention = Mention(start, end, "metonym", ids, place=place)
        else:
            mention = Mention(start, end, "place" if place else "metonym", ids, place=place)
    if mention is None:
        return None
    after = _MODIFIED.match(flat, end)
    if after and after.group()[1:].lower() not in _PARTY_MODIFIERS:
        mention.modifier = True
    elif after:
        mention.leads = True
    if _ANTI.search(flat, max(0, start - 8), start):
        mention.modifier = True
    return mention


def _latest(ids: list[str]) -> str:
    if len(ids) == 1:
        return ids[0]
    spells = _spells()
    return max(ids, key=lambda id_: max((spell[0] for spell in spells.get(id_, [("0000", "")])), default="0000"))
