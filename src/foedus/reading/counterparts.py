"""Whom an act is turned against where its own clause leaves that to the report.

A protest is against who did what is protested at, a call on a treaty goes to its body or other party,
and what one of two quarrelling states does, it does to the other. Who acts is never guessed.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from foedus.reading.drafts import Draft
from foedus.reading.forms import rows, word_set
from foedus.reading.parties import WEAK, actor_kinds, government_states, state_ids
from foedus.reading.roles import Sentence

_AGAINST = ("PROTEST", "ACCUSE", "REJECT", "THREATEN", "REQUEST")
_DEEDS = ("ASSAULT", "COERCE", "MOBILIZE", "THREATEN", "SANCTION")
_ANSWERS = word_set("counterparts: answers")
_TWO_SIDED = frozenset(
    {"state of war declared", "missile strike", "drone strike", "invasion", "occupation", "violation of airspace"}
)
_REACH = 700  # characters: a quarrel spoken of longer ago is another story


@cache
def _partners() -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Return the body of each instrument that has one, and the two parties of each that has two."""
    bodies = {row["instrument"]: row["body"] for row in rows("body_instruments")}
    pairs = {
        row["instrument"]: tuple(sorted(row["parties"].split()))
        for row in rows("described_instruments")
        if len(row["parties"].split()) == 2
    }
    return bodies, pairs


def held_by(instruments: tuple[str, ...]) -> tuple[str, ...]:
    """Return for whom the first known instrument stands: its body, else its two parties."""
    bodies, pairs = _partners()
    for id_ in instruments:
        if id_ in bodies:
            return (bodies[id_],)
        if id_ in pairs:
            return pairs[id_]
    return ()


def complete(sentence: Sentence, drafts: list[Draft]) -> list[Draft]:
    """Return the claims of a sentence with the targets that the sentence or the report gives them."""
    done = [replace(draft, target=_target(sentence, draft, drafts)) for draft in drafts]
    for draft in done:
        _note(sentence, draft)
    return done


def with_parties(sentence: Sentence, provisions: list[Draft]) -> list[Draft]:
    """Return provisions with those whom they protect: the body or the two parties of their instrument.

    Where the report names who is bound, that tells it already.
    """
    done = []
    for draft in provisions:
        if draft.type == "PROVISION" and not draft.initiator and not draft.target:
            about = draft.about or _instruments(sentence, draft)
            draft = replace(draft, target=held_by(about), about=about)
        done.append(draft)
    return done


def _note(sentence: Sentence, draft: Draft) -> None:
    strong = {id_ for id_ in (*draft.initiator, *draft.target) if id_ not in WEAK}
    if draft.initiator and draft.target and len(strong) == 2 and strong & state_ids():
        if draft.type in (*_AGAINST, *_DEEDS):
            sentence.said.note("quarrels", draft.at, tuple(sorted(strong)))


def _target(sentence: Sentence, draft: Draft, drafts: list[Draft]) -> tuple[str, ...]:
    mine = set(draft.initiator)
    if draft.type == "PROTEST":
        for other in drafts:
            if other.type in _DEEDS and draft.at < other.at < draft.end and other.initiator:
                doers = tuple(id_ for id_ in other.initiator if id_ not in mine)
                if doers and set(draft.target) <= {*other.target, *WEAK}:
                    return doers
    if draft.target or not mine or draft.modality == "provision":
        return draft.target
    if draft.act == "invocation":
        return tuple(id_ for id_ in held_by(draft.about or _instruments(sentence, draft)) if id_ not in mine)
    if draft.act in _TWO_SIDED or draft.type == "SANCTION" and draft.about and draft.modality != "denied":
        return _opponent(sentence, draft, mine)
    if draft.act == "denunciation" and draft.about and held_by(draft.about):
        return tuple(id_ for id_ in held_by(draft.about) if id_ not in mine)
    if draft.type in _AGAINST and draft.act not in ("withdrawal", "termination", "state of war declared"):
        return _named_beside(sentence, draft, mine) or _opponent(sentence, draft, mine)
    if draft.act == "armed rebellion" and not mine & state_ids():
        # a rebellion that ends in an accord with a state was against that state
        states = {i for d in drafts for i in d.target if d is not draft and i in state_ids()}
        return tuple(states) if len(states) == 1 else draft.target
    if draft.type == "ASSAULT" and draft.struck not in ("ship", "aircraft"):
        words = {t.norm for t in sentence.tokens if draft.start <= t.start < draft.end}
        if words & _ANSWERS:
            return _opponent(sentence, draft, mine)
    return draft.target


def _instruments(sentence: Sentence, draft: Draft) -> tuple[str, ...]:
    """Return the instruments that the sentence names before a clause or in it."""
    return tuple(
        dict.fromkeys(
            id_
            for chunk in sentence.chunks
            if chunk.kind == "np" and sentence.tokens[chunk.i].start < draft.end
            for mention in chunk.mentions
            for id_ in mention.instruments
        )
    )


def _named_beside(sentence: Sentence, draft: Draft, mine: set[str]) -> tuple[str, ...]:
    """Return the one other body that the sentence names after the act."""
    governments = government_states()
    found: list[str] = []
    end = draft.end
    for predication in sentence.predications:
        # "the accord that tied it to Paris" belongs to what is denounced
        if predication.link == "rel" and draft.at < sentence.tokens[predication.start].start <= end + 2:
            end = max(end, sentence.tokens[predication.end - 1].end)
    for chunk in sentence.chunks:
        if chunk.kind != "np" or not draft.at <= sentence.tokens[chunk.i].start < end:
            continue
        for mention in chunk.mentions:
            found += [governments.get(i, i) for i in mention.ids if not mention.modifier and not mention.person]
    kinds = actor_kinds()
    others = {i for i in found if i not in mine and i not in WEAK and (i in state_ids() or kinds.get(i))}
    return tuple(others) if len(others) == 1 else ()


def _opponent(sentence: Sentence, draft: Draft, mine: set[str]) -> tuple[str, ...]:
    """Return the other side of the quarrel that the report last told of one who acts."""
    if len(mine) != 1:
        return ()
    for at, pair in reversed(sentence.said.heard.get("quarrels", ())):
        if at < draft.at and draft.at - at <= _REACH and mine <= set(pair):
            return tuple(id_ for id_ in pair if id_ not in mine)
    return ()
