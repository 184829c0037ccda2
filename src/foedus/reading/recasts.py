"""Events read anew in the light of what surrounds them: denials, promises, deadlines, and parties left unsaid."""

from __future__ import annotations

from dataclasses import replace

from foedus.reading.clauses import Predication
from foedus.reading.drafts import Draft
from foedus.reading.forms import word_set
from foedus.reading.lexicon import Entry, treaty_heads
from foedus.reading.needs import need_words
from foedus.reading.roles import Roles, Sentence
from foedus.reading.triggers import Trigger

_PLEDGING = word_set("events: pledging")
_DECIDING = word_set("events: deciding")
_WARNING = frozenset("warn warned warns vow vowed vows swore threatened promised".split())
_SWEARING = frozenset("vow vows vowed vowing swear swears swore sworn".split())
_WHOEVER = frozenset("whichever whoever whosoever either quiconque".split())
_ONE_OF = frozenset("one party parties member members ally side signatory any".split())
_DEADLINE = word_set("events: deadline")
_PAIRED = ("ceasefire", "state of war declared")
_OF_A_STATE = ("mobilisation", "internal armed conflict")
_OF_SUBJECT = ("ultimatum", "border closure", "sanctions", "invocation", "denunciation")


def unnamed(entry: Entry, roles: Roles, sentence: Sentence, at: int) -> None:
    """Give an event that is known by its own word the parties last spoken of: "the truce", "borders are closed".

    Only where the text has named states; a truce is between the last pair, a coup in the last state, a mobilisation
    or an ultimatum comes from the one spoken of.
    """
    said = sentence.said
    said.now = at
    states = said.latest("states")
    if not states:
        return
    if entry.act in _PAIRED and roles.role in ("", "subject", "object"):
        roles.initiator = said.latest("pairs")
    elif entry.act == "attempted coup":
        roles.target = states[:1]
    elif entry.act in _OF_A_STATE or entry.needs in ("plotters", "forces-named"):
        roles.initiator = (said.subject or states)[:1]
    elif entry.act in _OF_SUBJECT:
        roles.initiator = said.subject


def settled(entry: Entry, roles: Roles, sentence: Sentence, trigger: Trigger, mode: str) -> tuple[Entry, str]:
    """Return what an event is once its clause is weighed.

    What is not accepted is refused; help that is promised is a pledge; what a body decides to do together is a
    decision; a demand with a deadline of hours or days is an ultimatum.
    """
    if entry.type == "CONCEDE" and entry.act == "consent" and mode == "denied":
        return replace(entry, type="REJECT", act="refusal"), "happened"
    owner = roles.owner
    if entry.type == "ASSAULT" and owner is not None and owner.verb.passive and _whoever(sentence, owner):
        return (replace(entry, type="PROVISION"), "provision") if _of_treaty(sentence) else (entry, "hypothetical")
    if entry.act == "pledge" and {t.norm for t in sentence.tokens[trigger.j :]} & need_words()["harm"]:
        return replace(entry, type="THREATEN", act=None), "happened"
    if owner is not None and owner.link == "inf" and owner.governor is not None:
        above = owner.governor
        norm = sentence.tokens[above.verb.main].norm
        if entry.act == "ceasefire" and norm in _DECIDING and not above.verb.negated:
            return entry, "happened"
        if entry.type == "ASSAULT" and norm in _SWEARING and mode == "planned":
            return entry, "threatened"
        if (
            norm in _PLEDGING
            and not above.verb.negated
            and entry.type in ("AID", "MOBILIZE")
            and entry.act != "mobilisation"
        ):
            return replace(entry, type="SUPPORT", act="pledge"), "happened"
        mission = entry.act == "deployment" and _sends_mission(sentence, roles)
        if norm in _DECIDING and not above.verb.negated and (entry.type == "COOPERATE" or mission):
            return replace(entry, type="AGREE", act="decision"), "happened"
    if entry.type == "ASSAULT" and mode == "planned" and owner is not None and owner.link == "that" and owner.governor:
        norm = sentence.tokens[owner.governor.verb.main].norm
        if norm in _WARNING and set(sentence.party(owner.governor.subject).ids) & set(roles.initiator):
            return entry, "threatened"
    if entry.type == "REQUEST" and entry.act == "request" and mode == "happened":
        words = [token.norm for token in sentence.tokens[trigger.j :]]
        for index, word in enumerate(words[:-1]):
            if word in ("within", "by") and _DEADLINE & set(words[index + 1 : index + 4]):
                return replace(entry, type="THREATEN", act="ultimatum"), mode
    return entry, mode


def _whoever(sentence: Sentence, owner: Predication) -> bool:
    """Tell whether a clause is about whoever may be attacked: "whichever of them is", "if one of the two is"."""
    first = owner.subject.i if owner.subject is not None else owner.verb.i
    words = {t.norm for t in sentence.tokens[max(0, first - 3) : owner.verb.main]}
    return bool(words & _WHOEVER) or owner.word in ("if", "si") and bool(words & _ONE_OF)


def _of_treaty(sentence: Sentence) -> bool:
    """Tell whether a treaty is spoken of in a sentence or shortly before it."""
    if {t.norm for t in sentence.tokens} & treaty_heads(sentence.lang):
        return True
    return any(0 <= sentence.start - at <= 300 for at, _ in sentence.said.heard.get("instruments", ()))


def _sends_mission(sentence: Sentence, roles: Roles) -> bool:
    """Tell whether what is sent is a mission and no troops."""
    objects = roles.owner.objects[:1] if roles.owner is not None else []
    words = {t.norm for group in objects for t in sentence.tokens[group.i : group.j]}
    return bool(words & {"mission", "commission", "delegation", "observers"})


def recast(drafts: list[Draft]) -> list[Draft]:
    """Return the drafts without bare decisions whose content is told itself, and accessions that are only ratified."""
    kept = []
    for draft in drafts:
        bare = draft.type == "AGREE" and draft.act in ("decision", "vote", "consent") and draft.rank
        inside = [
            other
            for other in drafts
            if other is not draft
            and draft.at < other.at < draft.end + 80
            and other.start < draft.end
            and (other.modality == "planned" or other.act in ("decision", "pledge"))
        ]
        ratified = draft.act == "accession" and any(
            other.act == "ratification" and other.start <= draft.at < other.end for other in drafts
        )
        nobody = draft.type == "RETREAT" and not draft.initiator and not draft.target and not draft.struck
        stopped = draft.type == "ASSAULT" and any(
            other.act == "ceasefire" and other.start <= draft.start and draft.end <= other.end for other in drafts
        )
        if not (bare and inside or ratified or nobody or stopped):
            kept.append(draft)
    return kept
