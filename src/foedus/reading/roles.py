"""Where the parties of an event stand: slots of a frame filled from a predication or a noun group."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from foedus.reading.appositions import special_name
from foedus.reading.clauses import Predication
from foedus.reading.forms import rows, word_set
from foedus.reading.grammar import Chunk
from foedus.reading.lexicon import _verb_forms
from foedus.reading.names import Mention
from foedus.reading.parties import WEAK, Discourse, Party, actor_kinds, party, settle, state_ids
from foedus.reading.tokens import Token
from foedus.reading.triggers import Trigger

PREPOSITIONS = {
    "by": ("by", "par"),
    "of": ("of", "de", "du", "des", "d'"),
    "on": ("on", "upon", "sur", "contre"),
    "against": ("against", "contre"),
    "upon": ("upon",),
    "at": ("at", "à", "au", "aux"),
    "in": ("in", "within", "inside", "at", "near", "en", "au", "aux", "à", "dans"),
    "into": ("into", "inside", "en", "au", "dans"),
    "with": ("with", "alongside", "avec"),
    "to": ("to", "towards", "toward", "à", "au", "aux", "envers", "auprès"),
    "from": ("from", "de", "du", "des", "d'", "depuis"),
    "between": ("between", "among", "entre"),
    "for": ("for", "pour"),
    "over": ("over",),
    "along": ("along", "near"),
    "near": ("near", "près"),
    "toward": ("toward", "towards", "vers"),
    "towards": ("toward", "towards", "vers"),
    "that": (),
}  # fmt: skip
_QUANTITIES = word_set("roles: quantities")
_PLACES = frozenset("in at near inside into off en à au aux dans".split())
_POSSESSIVES = frozenset("its their his her son sa ses leur leurs".split())
_COPULAS = word_set("roles: copulas")
_SENT = frozenset({"armed forces", "ship", "aircraft", "security forces"})
_CLITICS_TO = frozenset({"lui", "leur"})
_CLITIC_OBJECTS = frozenset({"le", "la", "les", "l'"})
_ATTRIBUTED = {"by", "par", "to", "on", "à", "au", "aux"}


@cache
def light(lang: str) -> dict[str, set[str]]:
    """Return each form of the verbs that carry an event noun, with what their subject or object is to it."""
    found: dict[str, set[str]] = {}
    for row in rows("light_verbs"):
        if row["lang"] == lang:
            for base in row["words"].split():
                for form in _verb_forms(base, lang):
                    found.setdefault(form, set()).add(row["role"])
    return found


@dataclass(slots=True)
class Sentence:
    """A sentence with its groups and predications, and who governs each group."""

    text: str
    start: int
    end: int
    tokens: list[Token]
    tags: list[str]
    chunks: list[Chunk]
    predications: list[Predication]
    said: Discourse
    lang: str
    owners: dict[int, tuple[Predication, str]] = field(default_factory=dict)
    cache: dict[tuple[int, bool], Party] = field(default_factory=dict)

    def index(self) -> None:
        """Note for each group the predication and the role in which it stands."""
        for predication in self.predications:
            for role, groups in (("pp", predication.pps), ("object", predication.objects), ("lead", predication.lead)):
                for group in groups:
                    self.owners[id(group)] = (predication, role)
            subject = predication.subject
            if subject is not None and id(subject) not in self.owners:
                self.owners[id(subject)] = (predication, "subject")
            elif subject is not None and (
                self.owners[id(subject)][1] == "lead"
                or (self.owners[id(subject)][1] == "subject" and self.owners[id(subject)][0].link == "rel")
            ):
                self.owners[id(subject)] = (predication, "subject")
            if subject is not None:
                for group in (*subject.alt, *subject.pps):
                    self.owners.setdefault(id(group), (predication, "subject"))

    def party(self, group: Chunk | None, follow: bool = True) -> Party:
        """Return what a group stands for."""
        if group is None:
            return Party()
        key = (id(group), follow)
        if key not in self.cache:
            found = self.cache[key] = party(group, self.tokens, self.lang, self.said, follow=follow)
            if found.ids and found.struck == "mission":
                found.ids = special_name(group, self.chunks, found.ids)
        return self.cache[key]

    def group_at(self, index: int) -> Chunk | None:
        """Return the noun group that holds a token."""
        return next((chunk for chunk in self.chunks if chunk.kind == "np" and chunk.i <= index < chunk.j), None)

    def predication_of(self, index: int) -> Predication | None:
        """Return the predication whose verb is the token."""
        return next((p for p in self.predications if p.verb.main == index), None)


@dataclass(slots=True)
class Roles:
    """The parties found for a frame."""

    initiator: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    struck: str | None = None
    initiator_struck: str | None = None
    place: str | None = None
    site: str | None = None
    instruments: tuple[str, ...] = ()
    treaty: bool = False
    person: str | None = None
    groups: list[Chunk] = field(default_factory=list)
    owner: Predication | None = None
    role: str = ""
    force: bool = False


def _with_prep(groups: list[Chunk], names: tuple[str, ...], after: int = -1) -> list[Chunk]:
    return [group for group in groups if group.prep in names and group.i >= after]


def verb_slot(sentence: Sentence, trigger: Trigger, predication: Predication, slot: str) -> list[Chunk]:
    """Return the groups that fill a slot of a verb's frame."""
    verb = predication.verb
    by = _with_prep(predication.pps, PREPOSITIONS["by"], verb.j - 1)
    if slot == "subj":
        if verb.passive:
            # "troops were sent": whose troops they are tells who sent them
            sent = predication.subject if trigger.sends and not by else None
            return [sent] if sent is not None and sentence.party(sent).struck in _SENT else by
        return [predication.subject] if predication.subject is not None else []
    if slot == "obj":
        last = sentence.tokens[trigger.j - 1].norm
        if trigger.j - trigger.i > 1:
            consumed = [
                g for g in predication.pps if g.prep == last and g.at < trigger.j <= g.i + 1 and g.i >= trigger.j - 1
            ]
            if consumed:
                return consumed[:1]
        if verb.passive:
            return [predication.subject] if predication.subject is not None else []
        inside = [g for g in predication.objects if g.i >= trigger.j or g.j > trigger.j]
        inside = inside or (predication.lead[-1:] if predication.word == "object" else [])
        inside = inside or _clitic(sentence, verb.i, _CLITIC_OBJECTS)
        if not inside:
            inside = [
                g
                for g in (*predication.objects, *predication.pps)
                if g.i > trigger.i and g.j <= trigger.j and (g.mentions or sentence.tokens[g.i].norm in _POSSESSIVES)
            ]
        return inside[:1]
    if slot == "by":
        return by
    if slot == "that":
        inner = [p for p in sentence.predications if p.governor is predication and p.link == "that"]
        return [p.subject or p.objects[0] for p in inner if p.subject is not None or p.objects][:1]
    names = PREPOSITIONS.get(slot, (slot,))
    found = _with_prep(predication.pps, names, trigger.j - 1)
    if not found and slot != "of":
        found = _with_prep(predication.pps, names)
    if not found and slot == "to":
        found = _clitic(sentence, verb.i, _CLITICS_TO)
    return found[:1] if slot not in ("in",) else found


def _clitic(sentence: Sentence, index: int, words: frozenset[str]) -> list[Chunk]:
    """Return the French pronoun that stands before a verb: "lui reproche", "l'accuse"."""
    if sentence.lang != "fr" or not index or sentence.tokens[index - 1].norm not in words:
        return []
    return [Chunk("np", index - 1, index, at=index - 1)]


def _holder(sentence: Sentence, group: Chunk) -> Chunk:
    """Return the group whose role an "of" group shares: "a series of attacks"."""
    if group.prep not in ("of", "de", "d'", "in", "by", "with"):
        return group
    position = next(
        (k for k, chunk in enumerate(sentence.chunks) if chunk is group or (chunk.i == group.i and chunk.kind == "np")),
        -1,
    )
    if position > 0:
        before = sentence.chunks[position - 1]
        if before.kind == "np" and sentence.tokens[before.j - 1].norm in _QUANTITIES:
            return next((g for g in _all_groups(sentence) if g.i == before.i), before)
    return group


def _all_groups(sentence: Sentence) -> list[Chunk]:
    found = []
    for predication in sentence.predications:
        found.extend(predication.objects)
        found.extend(predication.pps)
        found.extend(predication.lead)
        if predication.subject is not None:
            found.append(predication.subject)
            found.extend(predication.subject.alt)
    return found


def noun_slot(sentence: Sentence, trigger: Trigger, group: Chunk, slot: str) -> tuple[list[Chunk], list[Mention]]:
    """Return the groups and the names in the same group that fill a slot of a noun's frame."""
    tokens = sentence.tokens
    holder = _holder(sentence, group)
    owner, role = sentence.owners.get(id(holder), (None, ""))
    if slot == "gen":
        edge = tokens[trigger.j - 1].end
        before = [m for m in group.mentions if m.start < tokens[trigger.i].start or (m.start < edge <= m.end)]
        if not before and tokens[group.i].norm in ("its", "their", "his", "her", "son", "sa", "ses", "leur", "leurs"):
            if (
                owner is not None
                and owner.subject is not None
                and role in ("object", "pp")
                and owner.subject is not group
            ):
                return [owner.subject], []
            return [Chunk("np", group.i, trigger.i)], []
        if not before:
            after = tokens[trigger.j - 1].end
            before = (
                [m for m in group.mentions if m.start >= after and (m.adjective or m.name.islower())]
                if sentence.lang == "fr"
                else []
            )
        return [], before
    if slot == "agentof":
        against = (
            any(g.prep in PREPOSITIONS["against"] or g.prep == "sur" for g in group.pps)
            or owner is not None
            and any(g.prep in PREPOSITIONS["against"] for g in owner.pps)
        )
        edge = min((g.i for g in group.pps if g.prep in PREPOSITIONS["against"]), default=len(tokens))
        of = [g for g in group.pps if g.prep in PREPOSITIONS["of"] and trigger.j - 1 <= g.i < edge][:1]
        fighters = of and any(actor_kinds().get(i) == "armed group" for i in sentence.party(of[0]).ids)
        return (of if against or fighters else []), []
    if slot == "near":
        before = [c for c in sentence.chunks if c.kind == "np" and c.j <= group.i and (sentence.party(c).ids)]
        return before[-1:], []
    if slot == "copula":
        copula = (
            owner is not None
            and owner.verb.form == "copula"
            or (owner is not None and tokens[owner.verb.main].norm in _COPULAS)
        )
        held = owner.subject if owner is not None and copula and role in ("object", "pp") else None
        return ([held] if held is not None else []), []
    if slot == "vobj":
        for predication in sentence.predications:
            if predication.subject is group and not predication.verb.passive and predication.objects:
                if "vobj" in light(sentence.lang).get(tokens[predication.verb.main].norm, set()):
                    return predication.objects[:1], []
    if slot in ("light", "suffer", "vobj"):
        return _from_verb(sentence, owner, role, slot, holder), []
    names = PREPOSITIONS.get(slot, (slot,))
    found = [g for g in group.pps if g.prep in names and g.i >= trigger.j - 1]
    if sentence.lang == "fr" and slot in ("of", "from") and found:
        found = found[:1] if slot == "of" else found[1:2]
    if slot == "by" and owner is not None and role == "subject" and owner.verb.passive:
        verb = tokens[owner.verb.main].norm
        roles = light(sentence.lang).get(verb, set())
        if roles & {"light", "blamed", "claimed"}:
            found = found or _with_prep(
                owner.pps, tuple(_ATTRIBUTED) if roles & {"blamed"} else PREPOSITIONS["by"], owner.verb.j - 1
            )
    if slot == "by":
        for predication in sentence.predications:
            if predication.subject is group or predication.subject is holder:
                roles = light(sentence.lang).get(tokens[predication.verb.main].norm, set())
                if predication.verb.passive and "blamed" in roles:
                    found = found or _with_prep(predication.pps, tuple(_ATTRIBUTED), predication.verb.j - 1)
                elif predication.verb.passive and roles:
                    found = found or _with_prep(predication.pps, PREPOSITIONS["by"], predication.verb.j - 1)
    if not found and owner is not None and role in ("object", "subject") and slot in (
        "on", "against", "in", "to", "with", "into", "between", "at", "from", "for",
    ):  # fmt: skip
        edge = owner.verb.j if role == "subject" else group.j
        found = [g for g in owner.pps if g.prep in names and g.i >= edge]
    return found[:2], []


def _from_verb(sentence: Sentence, owner: Predication | None, role: str, slot: str, group: Chunk) -> list[Chunk]:
    if owner is None:
        return []
    roles = light(sentence.lang).get(sentence.tokens[owner.verb.main].norm, set())
    by = _with_prep(owner.pps, PREPOSITIONS["by"], owner.verb.j - 1)
    if slot == "vobj":
        if role == "subject" and "vobj" in roles and not owner.verb.passive:
            return owner.objects[:1]
        if role == "pp" and "vobj" in roles and group.prep in ("in", "by", "par", "dans", "during"):
            return [owner.subject] if owner.verb.passive and owner.subject else owner.objects[:1]
        return []
    if slot == "suffer" and role == "object" and owner.verb.passive and "handed" in roles:
        return [owner.subject] if owner.subject is not None else []
    wanted = "light" if slot == "light" else "suffer"
    if wanted not in roles and not (slot == "light" and "claimed" in roles):
        return []
    if role == "subject" and owner.verb.passive:
        return by
    if role in ("object", "pp") and not owner.verb.passive:
        if (
            role == "pp"
            and "claimed" not in roles
            and group.prep not in ("of", "in", "from", "into", "out", "with", "to", "on", "des", "de", "à", "par")
        ):
            return []
        return [owner.subject] if owner.subject is not None and owner.subject is not group else []
    return []


def fill(
    sentence: Sentence,
    trigger: Trigger,
    frame: tuple[tuple[str, ...], ...],
    roles: Roles,
    side: str,
    group: Chunk | None,
    taken: set[str],
) -> None:
    """Fill one side of a frame with the first alternative that names somebody."""
    for together in frame:
        ids: list[str] = []
        for slot in together:
            if group is None:
                assert roles.owner is not None
                groups, names = verb_slot(sentence, trigger, roles.owner, slot), []
            else:
                groups, names = noun_slot(sentence, trigger, group, slot)
            for name in names:
                roles.instruments += name.instruments
                if not name.modifier:
                    ids.extend(name.ids)
            for found in groups:
                who = sentence.party(found)
                roles.groups.append(found)
                roles.instruments += tuple(i for i in who.instruments if i not in roles.instruments)
                roles.treaty = roles.treaty or who.treaty
                if side == "target":
                    roles.struck = roles.struck or who.struck
                else:
                    roles.initiator_struck = roles.initiator_struck or who.struck
                    roles.person = roles.person or who.person
                moved = trigger.sends and found.prep in ("to", "toward", "towards")
                if who.place and roles.place is None and (found.prep in _PLACES or moved and side == "target"):
                    roles.place = who.place
                if side == "target" and roles.force:
                    roles.site = roles.site or _site(found)
                if (
                    side == "initiator"
                    and not who.borrowed
                    and found.mentions
                    and all(m.kind == "place" for m in found.mentions)
                ):
                    continue
                named = who.ids
                possessed = sentence.tokens[found.i].norm in _POSSESSIVES
                if side == "target" and who.borrowed and not possessed and named and set(named) <= taken:
                    sentence.said.now = sentence.tokens[found.i].start
                    named = sentence.said.latest("states", avoid=tuple(taken))
                if side == "target" and roles.force and not named and who.place:
                    # a borderland: the states that the same sentence lists as meeting there
                    listed = sentence.said.heard.get("lists", ())
                    here = [states for at, states in listed if sentence.start <= at < sentence.end]
                    if here:
                        named, roles.place = here[-1], roles.place or who.place
                if side == "target" and possessed and roles.force and named and set(named) <= taken:
                    # nobody attacks "its positions" but those of the one spoken of before
                    named = sentence.said.earlier
                ids.extend(id_ for id_ in named if side == "initiator" or id_ not in taken or id_ in WEAK)
        if ids:
            setattr(roles, side, settle(tuple(ids)))
            return


def _site(group: Chunk) -> str | None:
    """Return the town or region that a group names as what is struck: "shelled Goris", "bombed Doha"."""
    for part in (group, *(g for g in group.pps if g.prep in ("of", "de", "d'", "du"))):
        for mention in part.mentions:
            if mention.place and mention.kind in ("place", "metonym") and not mention.modifier:
                return mention.place
    return None


def is_state(id_: str) -> bool:
    """Tell whether an id is a state's."""
    return id_ in state_ids()
