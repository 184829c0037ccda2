"""Who a noun group stands for: names in it, or what was named before."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from foedus.reading.calendar_words import number
from foedus.reading.forms import rows
from foedus.reading.grammar import Chunk
from foedus.reading.lexicon import struck as struck_words
from foedus.reading.lexicon import treaty_heads
from foedus.reading.tokens import Token
from foedus.terms import table

WEAK = frozenset({"civilians", "terrorists"})
_DEFINITE = frozenset(
    "the these those this that its their both all his her three two le la les l' ces ce cet cette ses son sa leur leurs "
    "trois deux".split()
)
_PLURAL_PRONOUNS = frozenset({"they", "them", "ils", "elles", "ceux", "themselves"})
_SINGULAR_PRONOUNS = frozenset({"it", "he", "she", "il", "elle", "itself", "him", "lui"})
_POSSESSIVES = frozenset({"its", "their", "his", "her", "son", "sa", "ses", "leur", "leurs"})


@dataclass(slots=True)
class Party:
    """What a noun group stands for; `weak` when only ordinary people are in it."""

    ids: tuple[str, ...] = ()
    struck: str | None = None
    place: str | None = None
    instruments: tuple[str, ...] = ()
    person: str | None = None
    treaty: bool = False
    places: tuple[str, ...] = ()
    borrowed: bool = False

    @property
    def weak(self) -> bool:
        return not self.ids or set(self.ids) <= WEAK


@cache
def actor_kinds() -> dict[str, str]:
    """Return the kind of each actor id."""
    return {row["id"]: row["kind"] for row in table("actors")}


@cache
def government_states() -> dict[str, str]:
    """Return the state for which a government or other body of a state stands."""
    return {row["id"]: row["state"] for row in table("actors") if row["state"] and row["kind"] == "government"}


@cache
def state_ids() -> frozenset[str]:
    """Return the ids of all states."""
    return frozenset(row["id"] for row in table("states"))


@cache
def _stand_ins(lang: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in rows("antecedents"):
        if row["lang"] == lang:
            for word in row["words"].split():
                found.setdefault(word, []).append(row["stands_for"])
    return {word: tuple(kinds) for word, kinds in found.items()}


def settle(ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return ids in order, governments as their state; ordinary people give way to a named body."""
    governments = government_states()
    found = sorted({governments.get(id_, id_) for id_ in ids})
    strong = [id_ for id_ in found if id_ not in WEAK]
    return tuple(strong or found)


@dataclass(slots=True)
class Discourse:
    """What has been named so far in a report, latest last."""

    lists: list[tuple[str, ...]] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    groups: list[tuple[str, ...]] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    instruments: list[tuple[str, ...]] = field(default_factory=list)
    subject: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    speaker_name: str | None = None
    place: str | None = None
    people: dict[str, str] = field(default_factory=dict)

    def hear(self, group: Chunk) -> None:
        """Take in the names of a noun group."""
        states: list[str] = []
        fighters: list[str] = []
        governments = government_states()
        for mention in group.mentions:
            if mention.instruments:
                self.instruments.append(mention.instruments)
            if mention.modifier:
                continue
            for raw in mention.ids:
                id_ = governments.get(raw, raw)
                kind = actor_kinds().get(id_, "")
                if id_ in state_ids():
                    if mention.kind != "place":
                        states.append(id_)
                elif kind in ("armed group", ""):
                    fighters.append(id_)
                elif kind in ("organisation", "mission", "organ") or kind:
                    if id_ not in WEAK:
                        self.bodies.append(id_)
            if mention.kind in ("place",) and mention.place:
                self.place = mention.place
        distinct = tuple(sorted(set(states)))
        if len(distinct) > 1:
            self.lists.append(distinct)
        self.states.extend(states)
        if fighters and set(fighters) - WEAK:
            self.groups.append(tuple(sorted(set(fighters) - WEAK)))


def party(group: Chunk | None, tokens: list[Token], lang: str, said: Discourse, *, follow: bool = True) -> Party:
    """Return what a noun group stands for; `follow` lets its own "of", "from" and "in" phrases tell."""
    if group is None:
        return Party()
    ids: list[str] = []
    places: list[str] = []
    instruments: list[str] = []
    person = None
    for mention in group.mentions:
        instruments.extend(mention.instruments)
        if mention.person:
            person = mention.name
            ids.extend(mention.ids)
            continue
        if mention.modifier:
            continue
        ids.extend(mention.ids)
        if mention.place and mention.kind in ("place", "metonym", "state"):
            places.append(mention.place)
    found = Party(struck=_struck(group, tokens, lang), person=person, instruments=tuple(dict.fromkeys(instruments)))
    found.places = tuple(places)
    found.place = places[0] if places else None
    words = [token.norm for token in tokens[group.i : group.j]]
    heads = treaty_heads(lang)
    found.treaty = bool(instruments) or any(word in heads for word in words)
    if not ids and not instruments:
        ids.extend(_antecedent(words, lang, said, found))
        found.borrowed = bool(ids)
    elif not ids and instruments:
        pass
    if not ids and follow:
        for phrase in group.pps:
            if phrase.prep in _OWNERS and phrase.mentions:
                inner = party(phrase, tokens, lang, said, follow=False)
                ids.extend(inner.ids)
                found.person = found.person or inner.person
                break
    if not ids and group.alt:
        inner = party(group.alt[0], tokens, lang, said, follow=False)
        ids.extend(inner.ids)
        found.person = found.person or inner.person
        found.instruments = found.instruments or inner.instruments
    if group.alt and found.person is None:
        found.person = next((mention.name for alt in group.alt for mention in alt.mentions if mention.person), None)
    found.ids = settle(tuple(ids))
    return found


_OWNERS = frozenset("of from in for de du des d' au aux en".split())


def _struck(group: Chunk, tokens: list[Token], lang: str) -> str | None:
    table_ = struck_words(lang)
    named = {"civilians": "civilians"}
    for index in range(group.j - 1, group.i - 1, -1):
        found = table_.get(tokens[index].norm)
        if found:
            return found
    for mention in group.mentions:
        for id_ in mention.ids:
            if id_ in named:
                return named[id_]
    return None


def _antecedent(words: list[str], lang: str, said: Discourse, found: Party) -> tuple[str, ...]:
    """Return what a group without a name stands for, by one explicit rule for each kind of word."""
    if not words:
        return ()
    if len(words) == 1:
        if words[0] in _PLURAL_PRONOUNS:
            many = said.subject if len(said.subject) > 1 or said.subject and said.subject[0] not in state_ids() else ()
            return many or (said.lists[-1] if said.lists and words[0] in ("they", "ils") else said.subject)
        if words[0] in _SINGULAR_PRONOUNS:
            return said.subject
        if words[0] in ("both",) and said.lists:
            return said.lists[-1]
    kinds = _stand_ins(lang)
    definite = words[0] in _DEFINITE
    if not definite and not any(word in _POSSESSIVES for word in words):
        if words[0] in ("each", "chacun", "chaque", "every") and said.lists:
            return said.lists[-1]
        counted = number(words[0])
        if not (counted and counted > 1 and any("states" in kinds.get(word, ()) for word in words[1:])):
            return ()
    if words[0] in _POSSESSIVES and words[0] not in ("leurs",):
        stands = {kind for word in words[1:] for kind in kinds.get(word, ())}
        if "body" in stands and "instrument" not in stands and said.bodies:
            return said.subject or (said.bodies[-1],)
        if words[0] in ("their", "leur", "leurs") and said.lists and len(said.subject) != 1:
            return said.lists[-1]
        return said.subject
    count = next((number(word) for word in words if number(word) and number(word) > 1), None)
    for word in reversed(words):
        for kind in kinds.get(word, ()):
            if kind == "states" and (count or word not in ("leaders", "ministers", "three", "two") or count):
                for listed in reversed(said.lists):
                    if count is None or len(listed) == count:
                        return listed
                if count is None or word in ("sides", "camps"):
                    return ()
            if kind == "group" and said.groups:
                return said.groups[-1]
            if kind == "instrument" and said.instruments:
                found.instruments = said.instruments[-1]
                return ()
            if kind == "body" and said.bodies:
                return (said.bodies[-1],)
            if kind == "state" and said.states:
                subject = [id_ for id_ in said.subject if id_ in state_ids()]
                return (subject[0],) if len(subject) == 1 and said.states[-1] not in subject and word in ("army", "military", "armée") else (said.states[-1],)
    return ()
