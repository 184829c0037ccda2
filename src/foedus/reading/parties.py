"""Who a noun group stands for: names in it, or what was named before."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from foedus.reading.calendar_words import number
from foedus.reading.forms import rows, word_set
from foedus.reading.grammar import Chunk
from foedus.reading.lexicon import struck as struck_words
from foedus.reading.lexicon import treaty_heads
from foedus.reading.names import Mention
from foedus.reading.tokens import Token
from foedus.terms import table

WEAK = frozenset({"civilians", "terrorists"})
_DEFINITE = word_set("parties: definite")
_PLURAL_PRONOUNS = frozenset({"they", "them", "ils", "elles", "ceux", "themselves", "leur", "les"})
_SINGULAR_PRONOUNS = frozenset({"it", "he", "she", "il", "elle", "itself", "him", "lui", "l'", "le", "la"})
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
    return {
        row["id"]: row["state"] for row in table("actors") if row["state"] and row["kind"] in ("government", "mission")
    }


@cache
def state_ids() -> frozenset[str]:
    """Return the ids of all states."""
    return frozenset(row["id"] for row in table("states"))


@cache
def _described() -> tuple[tuple[frozenset[str], frozenset[str], str], ...]:
    return tuple(
        (frozenset(row["words"].split()), frozenset(row["parties"].split()), row["instrument"])
        for row in rows("described_instruments")
    )


def described(words: list[str], said: Discourse) -> str | None:
    """Return the instrument that plain words and the states named so far leave no doubt about."""
    have = set(words)
    for needed, parties, instrument in _described():
        if needed <= have and all(any(id_ == ids[0] for _, ids in said.heard.get("states", ())) for id_ in parties):
            return instrument
    return None


def instrument_of(bodies: tuple[str, ...]) -> tuple[str, ...]:
    """Return the founding or defence instrument that a text means by "the treaty" of a body."""
    known = {row["body"]: row["instrument"] for row in rows("body_instruments")}
    return tuple(known[id_] for id_ in bodies if id_ in known)


@cache
def _stand_ins(lang: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in rows("antecedents"):
        if row["lang"] == lang:
            for word in row["words"].split():
                found.setdefault(word, []).append(row["stands_for"])
    return {word: tuple(kinds) for word, kinds in found.items()}


def is_known(id_: str) -> bool:
    """Tell whether an id is a state's or an actor's."""
    return id_ in state_ids() or id_ in actor_kinds()


def settle(ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return ids in order, governments as their state; ordinary people give way to a named body."""
    governments = government_states()
    found = sorted({governments.get(id_, id_) for id_ in ids})
    strong = [id_ for id_ in found if id_ not in WEAK]
    return tuple(strong or found)


_OTHERS = word_set("parties: others")
_RULERS = frozenset("junta junte rulers leaders putschists dirigeants".split())


def _fighters_after(group: Chunk, mention: Mention) -> bool:
    """Tell whether a state only says whose rebels are meant: "Yemen's Houthi rebels"."""
    return any(
        actor_kinds().get(id_) == "armed group" and id_ not in COLLECTIVE
        for later in group.mentions if later.start > mention.start and not later.modifier for id_ in later.ids
    )  # fmt: skip


@dataclass(slots=True)
class Discourse:
    """What has been named so far in a report, latest last."""

    heard: dict[str, list[tuple[int, tuple[str, ...]]]] = field(default_factory=dict)
    now: int = 0
    subject: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    speaker_name: str | None = None
    place: str | None = None
    home: tuple[str, ...] = ()
    voice: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    people: dict[str, tuple[str, ...]] = field(default_factory=dict)
    full: dict[str, str] = field(default_factory=dict)

    def people_name(self, surname: str) -> str:
        """Return the full name of a person met before by the surname."""
        return self.full.get(surname, surname)

    def latest(self, kind: str, count: int | None = None, avoid: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return what was last named of a kind before the present place, of `count` members where given."""
        for at, ids in reversed(self.heard.get(kind, ())):
            if at < self.now and (count is None or len(ids) == count) and not (avoid and set(ids) <= set(avoid)):
                return ids
        return ()

    @property
    def lists(self) -> list[tuple[str, ...]]:
        """The lists of states named before the present place."""
        return [ids for at, ids in self.heard.get("lists", ()) if at < self.now]

    @property
    def instruments(self) -> list[tuple[str, ...]]:
        """The instruments named before the present place."""
        return [ids for at, ids in self.heard.get("instruments", ()) if at < self.now]

    def note(self, kind: str, at: int, ids: tuple[str, ...]) -> None:
        """Remember ids of a kind named at a place of the text."""
        self.heard.setdefault(kind, []).append((at, ids))

    def hear(self, group: Chunk) -> None:
        """Take in the names of a noun group."""
        states: list[str] = []
        fighters: list[str] = []
        governments = government_states()
        for mention in group.mentions:
            if mention.instruments:
                self.note("instruments", mention.start, mention.instruments)
            if mention.modifier:
                continue
            for raw in mention.ids:
                id_ = governments.get(raw, raw)
                kind = actor_kinds().get(id_, "")
                if id_ in state_ids():
                    if mention.kind != "place":
                        states.append(id_)
                        self.note("states", mention.start, (id_,))
                        if _RULERS & set(mention.name.lower().replace("’", "'").split()):
                            self.note("juntas", mention.start, (id_,))
                elif kind in ("armed group", ""):
                    fighters.append(id_)
                elif kind in ("organisation", "mission", "organ") or kind:
                    if id_ not in WEAK:
                        self.note("bodies", mention.start, (id_,))
            if mention.kind in ("place",) and mention.place:
                self.place = mention.place
        distinct = tuple(sorted(set(states)))
        if len(distinct) > 1:
            self.note("lists", group.mentions[-1].start, distinct)
        if fighters and set(fighters) - WEAK:
            self.note("groups", group.mentions[-1].start, tuple(sorted(set(fighters) - WEAK)))


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
        if mention.modifier or (mention.leads and len(group.mentions) > 1):
            continue
        if (
            mention is not group.mentions[-1]
            and not group.cuts
            and mention.kind in ("state", "demonym")
            and _fighters_after(group, mention)
        ):
            continue
        ids.extend(mention.ids)
        if mention.place and mention.kind in ("place", "metonym", "state"):
            places.append(mention.place)
    found = Party(struck=_struck(group, tokens, lang), person=person, instruments=tuple(dict.fromkeys(instruments)))
    found.places = tuple(places)
    found.place = places[0] if places else None
    words = [token.norm for token in tokens[group.i : group.j]]
    said.now = tokens[group.i].start
    heads = treaty_heads(lang)
    found.treaty = bool(instruments) or any(word in heads for word in words)
    if found.treaty and not instruments:
        known = described(words, said)
        if known:
            instruments.append(known)
            said.note("instruments", said.now, (known,))
            found.instruments = (known,)
    if group.renamed and group.alt and (not ids or set(ids) <= COLLECTIVE):
        alias = party(group.alt[0], tokens, lang, said, follow=False)
        if alias.ids or alias.instruments:
            ids, instruments = list(alias.ids), [*instruments, *alias.instruments]
            found.instruments, found.treaty = tuple(instruments), found.treaty or alias.treaty
    if ids and set(ids) <= GENERIC and words[0] in _DEFINITE:
        ids = list(said.latest("groups")) or ids
    loyal = _loyal_to(group, words)
    if loyal is not None and not ids:
        inner = party(loyal, tokens, lang, said, follow=False)
        ids = ["jihadists"] if set(inner.ids) <= _JIHADIST else list(inner.ids)
    if not ids and not instruments and follow:
        for phrase in group.pps:
            inner = party(phrase, tokens, lang, said, follow=False) if phrase.prep in _OWNERS else Party()
            if inner.ids:
                ids.extend(inner.ids)
                found.person = found.person or inner.person
                break
    if not ids and not instruments and not found.treaty:
        person = _unlisted(group, tokens, lang, said)
        if person:
            found.person, ids = person, list(said.people[person.split()[-1]])
    if not ids and not instruments:
        ids.extend(_antecedent(words, lang, said, found))
        found.borrowed = bool(ids)
    elif not ids and instruments:
        pass
    if not ids and group.alt:
        inner = party(group.alt[0], tokens, lang, said, follow=False)
        ids.extend(inner.ids)
        found.person = found.person or inner.person
        found.instruments = found.instruments or inner.instruments
    if group.alt and found.person is None:
        found.person = next((mention.name for alt in group.alt for mention in alt.mentions if mention.person), None)
    found.ids = settle(tuple(ids))
    return found


COLLECTIVE = frozenset({"jihadists", "terrorists", "armed_groups", "rebels", "insurgents", "separatists", "civilians"})
GENERIC = frozenset({"armed_groups", "rebels", "insurgents", "militants"})
_JIHADIST = frozenset({"AQ", "IS", "ISGS", "JNIM", "AQIM", "jihadists", "ISWAP"})
_LOYAL = frozenset("loyal allied linked fidèles fidèle loyaux ralliés".split())


def _loyal_to(group: Chunk, words: list[str]) -> Chunk | None:
    """Return the body to which a nameless group is tied: "fighters linked to …"."""
    for phrase in group.pps:
        if phrase.mentions and (
            phrase.prep == "loyal" or phrase.prep in ("to", "à", "au", "aux") and words and words[-1] in _LOYAL
        ):
            return phrase
    return None


_OWNERS = frozenset("between entre of from in for de du des d' au aux en".split())


def _unlisted(group: Chunk, tokens: list[Token], lang: str, said: Discourse) -> str | None:
    """Return the name of a person in no table, who speaks for the state spoken of: "President Correa"."""
    words = [token for token in tokens[group.i : group.j] if token.is_word]
    capital = [token.text for token in words if token.text[0].isupper() and token.norm not in _titles(lang)]
    if capital and capital[-1] in said.people:
        return said.people_name(capital[-1])
    states = tuple(id_ for id_ in said.subject if id_ in state_ids()) or said.home
    titled = any(token.norm in _titles(lang) for token in words[:-1])
    if titled and capital and words[-1].text == capital[-1] and len(states) == 1 and 1 <= len(capital) <= 4:
        said.people[capital[-1]] = states
        said.full[capital[-1]] = " ".join(capital)
        return said.full[capital[-1]]
    return None


@cache
def _titles(lang: str) -> frozenset[str]:
    return frozenset(word for row in rows("offices") if row["lang"] == lang for word in row["words"].split()) | {
        "prime",
        "mr",
        "mrs",
        "defence",
        "defense",
        "foreign",
    }


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
    listed = said.latest("lists")
    if len(words) == 1 or words[1:] == ["of"]:
        if words[0] in _PLURAL_PRONOUNS:
            several = len(said.subject) > 1 or bool(said.subject and said.subject[0] not in state_ids())
            return (
                said.subject
                if several or not listed
                else (listed if words[0] in ("they", "ils") and not said.subject else said.subject)
            )
        if words[0] in _SINGULAR_PRONOUNS:
            return said.subject
        if words[0] in ("we", "us", "i", "nous", "je"):
            return said.voice
        if words[0] in ("both", "each", "chacun", "three", "two", "all"):
            return said.latest("lists", {"both": 2, "two": 2, "three": 3}.get(words[0]))
    if words[0] in ("our", "my", "notre", "nos", "mon"):
        return said.voice
    kinds = _stand_ins(lang)
    definite = words[0] in _DEFINITE
    if not definite and not any(word in _POSSESSIVES for word in words):
        if words[0] in ("each", "chacun", "chaque", "every"):
            return listed
        counted = number(words[0])
        if not (counted and counted > 1 and any("states" in kinds.get(word, ()) for word in words[1:])):
            return ()
    count = next((number(word) for word in words if (number(word) or 0) > 1), None)
    for word in reversed(words):
        for kind in kinds.get(word, ()):
            if kind == "states" and (count or words[0] in ("these", "those", "both", "the", "les", "ces", "all")):
                same = (said.latest("pairs") if count == 2 or word in ("sides", "camps") else ()) or said.latest(
                    "lists", count
                )
                if same:
                    return same
                continue
            if words[0] in _POSSESSIVES and kind not in ("states",):
                break
            if kind == "group":
                return said.latest("groups")
            if kind == "instrument":
                found.instruments = said.latest("instruments") or instrument_of(said.latest("bodies"))
                found.treaty = True
                return ()
            if kind == "body":
                body = said.latest("bodies")
                if body:
                    return body
            if kind == "state":
                subject = tuple(id_ for id_ in said.subject if id_ in state_ids())
                if word in ("junta", "junte", "regime", "régime", "rulers", "dirigeants"):
                    return said.latest("juntas") or said.latest("states")
                return said.latest("states") or subject[:1]
    if definite and words[-1] in _OTHERS and "of" not in words:
        # "accused its neighbour": never the one who speaks
        quarrels = [pair for at, pair in said.heard.get("quarrels", ()) if at < said.now and set(said.subject) < set(pair)]
        rest = tuple(i for i in quarrels[-1] if i not in said.subject and i in state_ids()) if quarrels else ()
        return rest or said.latest("states", avoid=said.subject)
    if words[0] in ("its", "sa", "son") and len(said.subject) > 1 and said.latest("bodies"):
        return said.latest("bodies")
    if words[0] in _POSSESSIVES:
        if words[0] in ("their", "leur", "leurs") and listed and len(said.subject) != 1:
            return listed
        return said.subject
    return ()
