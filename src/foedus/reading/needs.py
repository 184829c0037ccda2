"""What a lexicon row needs beside its words before it tells of an event."""

from __future__ import annotations

from functools import cache

from foedus.reading.forms import rows, word_set
from foedus.reading.lexicon import Entry
from foedus.reading.parties import WEAK, actor_kinds, state_ids
from foedus.reading.roles import Roles, Sentence, is_state
from foedus.reading.triggers import Trigger

_FORCES = frozenset({"armed forces", "security forces", "ship", "aircraft", "mission"})
_HURT = frozenset({"armed forces", "security forces", "mission", "civilians"})
_LAND = frozenset({"territory", "infrastructure", "armed forces", "security forces", "ship"})
_VIOLENT = word_set("needs: violent")


@cache
def need_words() -> dict[str, frozenset[str]]:
    """Return the words of which a clause must hold one, by need."""
    return {row["need"]: frozenset(row["words"].split()) for row in rows("need_words")}


def met(entry: Entry, roles: Roles, sentence: Sentence, trigger: Trigger, mode: str = "happened") -> bool:
    """Tell whether a row's needs are met: at least one state, armed group or organisation takes part."""
    parties = [*roles.initiator, *roles.target]
    if entry.needs == "instrument-only":
        return bool(roles.instruments)
    if entry.needs == "founding":
        return (bool(roles.instruments) or roles.treaty) and bool(_bodies(roles))
    if not parties and entry.needs == "force" and _struck_unnamed(roles, sentence):
        return True
    if entry.type == "ASSAULT" and set(parties) <= {*WEAK, "armed_groups"} and _by_gunmen(roles, sentence):
        return True
    if not [id_ for id_ in parties if id_ not in WEAK] and not (roles.place and entry.type == "ASSAULT" and parties):
        return False
    need = entry.needs
    if not need or (mode == "threatened" and need == "force"):
        return True
    if need == "victims":
        hurt = roles.struck in ("armed forces", "security forces", "mission", "civilians")
        return bool(roles.target) and (
            bool(roles.initiator) or hurt and roles.owner is not None and roles.owner.verb.passive
        )
    struck = {roles.struck, roles.initiator_struck}
    if need in _MORE:
        return _MORE[need](roles, sentence, trigger, mode)
    if need == "talkers":
        bodies = [
            id_
            for id_ in roles.initiator
            if actor_kinds().get(id_, "") in ("organisation", "organ", "mission", "coalition")
        ]
        if roles.initiator_struck in ("territory", "armed forces", "ship", "aircraft"):
            return False
        return bool(roles.initiator and roles.target) or len(roles.initiator) > 1 or bool(bodies)
    if need == "both":
        joint = len(roles.initiator) > 1 and (
            not entry.target or entry.act == "armed clash" or any("between" in slots for slots in entry.initiator)
        )
        return bool(roles.initiator and roles.target) or joint
    if need == "instrument":
        return roles.treaty or bool(roles.instruments)
    if need == "place-of-instrument":
        return True
    if need == "pact":
        if roles.treaty or roles.instruments:
            return True
        return any(actor_kinds().get(id_, "") in ("organisation", "coalition", "mission") for id_ in roles.target)
    if need == "bodies":
        return bool(_bodies(roles))
    if need == "passive":
        return roles.owner is not None and roles.owner.verb.passive
    if need == "body":
        return any(
            actor_kinds().get(id_, "") in ("organisation", "coalition", "mission") for id_ in roles.target
        ) or bool(roles.instruments)
    if need == "force":
        fighters = any(actor_kinds().get(id_, "") == "armed group" for id_ in roles.initiator)
        arms = _all_words(roles, sentence) & need_words()["armed"]
        between = entry.type == "ASSAULT" and _states(roles.initiator) and bool(roles.target)
        between = between and not _all_words(roles, sentence) & need_words()["tariffs"]
        return (
            fighters or between or bool(arms) or bool(struck & _FORCES) or bool(_of_objects(roles, sentence) & _FORCES)
        )
    if need == "sent-force":
        return bool(_of_objects(roles, sentence) & _FORCES)
    if need == "struck":
        return bool(roles.initiator and roles.target and roles.struck)
    if need == "target":
        return bool(roles.target or roles.place)
    if need == "organ":
        return any(not is_state(id_) for id_ in roles.initiator)
    if need == "ship":
        return "ship" in struck
    if need == "ships":
        return "ship" in struck or "aircraft" in struck
    if need == "aircraft":
        return roles.struck == "aircraft" or "aircraft" in struck
    if need == "land":
        return roles.struck in _LAND or roles.place is not None or any(is_state(id_) for id_ in roles.target)
    if need == "town":
        named = any(m.kind == "place" for g in roles.groups for part in (g, *g.pps) for m in part.mentions)
        return bool(roles.initiator) and (roles.struck == "territory" or named)
    if need == "place":
        return any(is_state(id_) for id_ in roles.target)
    if need == "fighters":
        return bool(roles.target) and any(actor_kinds().get(id_, "") == "armed group" for id_ in roles.initiator)
    if need == "warned":
        clause = {token.norm for token in sentence.tokens[trigger.i :]}
        return bool(roles.initiator and roles.target) and bool(clause & _VIOLENT)
    if need == "force-threat":
        clause = {token.norm for token in sentence.tokens[trigger.i :]}
        return bool(clause & _VIOLENT)
    words = _words(roles, sentence)
    if need == "suspended":
        return (
            bool(words & need_words()["suspended"])
            or any(id_ in state_ids() for id_ in roles.target)
            and any(not is_state(id_) for id_ in roles.initiator)
        )
    if need == "envoy":
        return bool(words & need_words()["envoy"]) and any(is_state(id_) for id_ in roles.initiator)
    if need in need_words():
        return bool(words & need_words()[need])
    return True


def _all_words(roles: Roles, sentence: Sentence) -> set[str]:
    """Return the words of every group about the verb, its subject too."""
    groups = list(roles.groups)
    if roles.owner is not None:
        subject = roles.owner.subject
        groups += [*roles.owner.objects, *roles.owner.pps]
        groups += [subject, *subject.pps, *subject.alt] if subject is not None else []
    return {token.norm for group in groups for token in sentence.tokens[group.i : group.j]}


def _states(ids: tuple[str, ...]) -> bool:
    return any(is_state(id_) for id_ in ids)


def _in_force(roles: Roles) -> bool:
    """Tell whether forces come from outside into a state or its land."""
    forces = roles.initiator_struck in _FORCES or any(actor_kinds().get(i) == "armed group" for i in roles.initiator)
    return forces and bool(roles.initiator) and (_states(roles.target) or roles.struck == "territory")


def _holds_ground(roles: Roles) -> bool:
    fighters = any(actor_kinds().get(i) == "armed group" for i in roles.initiator)
    land = roles.struck == "territory" or roles.place is not None
    return (fighters or roles.initiator_struck in _FORCES) and land


def _travels(roles: Roles, sentence: Sentence) -> bool:
    """Tell whether a person or an office of one state goes to another."""
    if roles.person is None and not _all_words(roles, sentence) & need_words()["traveller"]:
        return False
    return bool(roles.initiator) and bool(roles.target) and _states(roles.target) and roles.initiator != roles.target


def _organ_acts(roles: Roles, sentence: Sentence) -> bool:
    """Tell whether a council, an assembly or an organisation acts in its own name."""
    kinds = {actor_kinds().get(i, "") for i in roles.initiator}
    subject = roles.owner.subject if roles.owner is not None else None
    words = {t.norm for t in sentence.tokens[subject.i : subject.j]} if subject is not None else set()
    return bool(kinds & {"organisation", "coalition"}) or bool(roles.initiator and words & need_words()["organ"])


def _passive_now(roles: Roles, sentence: Sentence) -> bool:
    """Tell whether a passive tells a state of affairs: "are stationed"."""
    verb = roles.owner.verb if roles.owner is not None else None
    if verb is None or not verb.passive:
        return False
    return any(token.norm in ("is", "are", "was", "were") for token in sentence.tokens[verb.i : verb.main])


def _within(sentence: Sentence, trigger: Trigger) -> bool:
    group = sentence.group_at(trigger.i)
    return group is not None and group.prep in ("in", "into")


def _aimed(roles: Roles, sentence: Sentence) -> bool:
    """Tell whether missiles are aimed at something on land, whoever's it is."""
    if roles.initiator and roles.target:
        return True
    aims = [group for group in (roles.owner.pps if roles.owner is not None else []) if group.prep == "at"]
    return bool(roles.initiator and aims and sentence.said.heard.get("quarrels"))


_MORE = {
    "aimed": lambda roles, sentence, trigger, mode: _aimed(roles, sentence),
    "armed": lambda roles, sentence, trigger, mode: bool(
        _all_words(roles, sentence) & need_words()["armed"] or roles.initiator_struck in _FORCES
    ),
    "shells": lambda roles, sentence, trigger, mode: bool(_subject_words(roles, sentence) & need_words()["shells"]),
    "blasts": lambda roles, sentence, trigger, mode: bool(_all_words(roles, sentence) & need_words()["blasts"]),
    "broken-out": lambda roles, sentence, trigger, mode: bool(
        _subject_words(roles, sentence) & need_words()["broken-out"]
    ),
    "invaders": lambda roles, sentence, trigger, mode: _in_force(roles),
    "grip": lambda roles, sentence, trigger, mode: _holds_ground(roles),
    "gripped": lambda roles, sentence, trigger, mode: bool(roles.initiator) and _within(sentence, trigger),
    "traveller": lambda roles, sentence, trigger, mode: _travels(roles, sentence),
    "organ": lambda roles, sentence, trigger, mode: _organ_acts(roles, sentence),
    "court": lambda roles, sentence, trigger, mode: bool(
        {actor_kinds().get(i, "") for i in roles.initiator} & {"organisation"}
        and _subject_words(roles, sentence) & need_words()["court"]
    ),
    "grave": lambda roles, sentence, trigger, mode: (
        bool(roles.initiator)
        and (
            bool({token.norm for token in sentence.tokens[trigger.i :]} & need_words()["independence"])
            or any(actor_kinds().get(i, "") in ("organisation", "coalition") for i in roles.initiator)
        )
    ),
    "helping": lambda roles, sentence, trigger, mode: (
        bool(roles.initiator) and bool(roles.target or _all_words(roles, sentence) & need_words()["helping"])
    ),
    "blown": lambda roles, sentence, trigger, mode: bool(roles.target) or roles.struck is not None,
    "hurt": lambda roles, sentence, trigger, mode: bool(roles.target) and roles.struck in _HURT,
    "plotters": lambda roles, sentence, trigger, mode: bool(
        _words(roles, sentence) & need_words()["plotters"]
        and not {token.norm for token in sentence.tokens} & need_words()["crime"]
    ),
    "stationed": lambda roles, sentence, trigger, mode: (
        _passive_now(roles, sentence) and bool(_of_objects(roles, sentence) & _FORCES)
    ),
    "force-promised": lambda roles, sentence, trigger, mode: (
        mode in ("planned", "hypothetical") and bool(_of_objects(roles, sentence) & _FORCES)
    ),
    "slain": lambda roles, sentence, trigger, mode: (
        roles.struck in _HURT and bool(_all_words(roles, sentence) & need_words()["slain"])
    ),
    "goods": lambda roles, sentence, trigger, mode: (
        bool(roles.initiator and roles.target) and not _all_words(roles, sentence) & need_words()["papers"]
    ),
}


def _by_gunmen(roles: Roles, sentence: Sentence) -> bool:
    """Tell whether armed men of nobody's act in a report of fighting or of a quarrel: "gunmen killed nine people"."""
    if not _subject_words(roles, sentence) & need_words()["armed-men"]:
        return False
    heard = sentence.said.heard
    hit = {roles.struck, *_of_objects(roles, sentence)} & (_FORCES | _HURT)
    return bool((heard.get("assaults") or heard.get("quarrels")) and hit)


def _struck_unnamed(roles: Roles, sentence: Sentence) -> bool:
    """Tell whether something is hit in a report of fighting, though nobody is named: "a bus station was hit"."""
    verb = roles.owner.verb if roles.owner is not None else None
    if verb is None or not verb.passive or not sentence.said.heard.get("assaults"):
        return False
    return not _all_words(roles, sentence) & need_words()["tariffs"]


def _subject_words(roles: Roles, sentence: Sentence) -> set[str]:
    subject = roles.owner.subject if roles.owner is not None else None
    if subject is None:
        return set()
    return {token.norm for group in (subject, *subject.pps) for token in sentence.tokens[group.i : group.j]}


def _bodies(roles: Roles) -> list[str]:
    named = {mention_id for group in roles.groups for mention in group.mentions for mention_id in mention.ids}
    if roles.owner is not None:
        groups = [*roles.owner.objects, *([roles.owner.subject] if roles.owner.subject is not None else [])]
        named |= {id_ for group in groups for mention in group.mentions for id_ in mention.ids}
    named |= {*roles.initiator, *roles.target}
    return [id_ for id_ in named if actor_kinds().get(id_, "") in ("organisation", "coalition", "mission")]


def _words(roles: Roles, sentence: Sentence) -> set[str]:
    groups = list(roles.groups)
    if roles.owner is not None:
        groups += roles.owner.objects + roles.owner.pps
        if roles.owner.subject is not None and roles.owner.verb.passive:
            groups.append(roles.owner.subject)
    return {token.norm for group in groups for token in sentence.tokens[group.i : group.j]}


def _of_objects(roles: Roles, sentence: Sentence) -> set[str | None]:
    if roles.owner is None:
        return set()
    groups = [roles.owner.subject] if roles.owner.verb.passive and roles.owner.subject else roles.owner.objects
    return {sentence.party(group).struck for group in groups}
