"""Which date phrase of a sentence belongs to which of its clauses."""

from __future__ import annotations

from foedus.reading.clauses import Predication
from foedus.reading.dates import DatePhrase
from foedus.reading.forms import word_set
from foedus.reading.roles import Sentence

_SUBORDINATE = word_set("events: subordinate")


def choose_date(
    sentence: Sentence, span: tuple[int, int], owner: Predication | None, phrases: list[DatePhrase]
) -> list[DatePhrase]:
    """Return the date phrases of a clause; else the one that opens the sentence, for its main clause."""
    inside = [
        p
        for p in phrases
        if span[0] <= p.start and p.end <= span[1] and (owner is None or _of_clause(sentence, owner, p))
    ]
    if owner is not None:
        following = [
            p.start if p.start > owner.verb.main else p.verb.i
            for p in sentence.predications
            if p.verb.main > owner.verb.main and p is not owner and p.link != "inf"
        ]
        limit = sentence.tokens[min(following)].start if following else sentence.end
        after = [
            p for p in phrases if span[1] <= p.start < limit and p not in inside and _near(sentence, span[1], p.start)
        ]
        if not inside:
            inside = after[:1]
        elif (
            after
            and any(mark in sentence.text[span[1] : after[0].start] for mark in (" and ", " et "))
            and len(inside) == 1
        ):
            inside = inside + after[:1]
    counted = _counted_from(sentence, owner, phrases)
    if counted is not None:
        return [counted]
    # "nine days after" tells when the clause behind it was
    inside = [p for p in inside if sentence.text[p.end : p.end + 6].strip().lower() != "after"]
    if inside and owner is not None:
        first = sentence.tokens[owner.start].start
        lead = [p for p in phrases if p.end <= first and not sentence.text[p.end : first].strip(" ,")]
        verb_end = sentence.tokens[owner.verb.main].end
        if lead and any(mark in sentence.text[verb_end : inside[0].start] for mark in (" and ", " et ")):
            return [lead[-1], inside[0]]
    if inside:
        return inside
    if owner is not None:
        first = sentence.tokens[owner.start].start
        before = [p for p in phrases if p.end <= first]
        # "On Saturday, in a move to …, A signed": the opening date holds for the main clause and what it joins
        if before and owner.link in ("main", "coord", "that", "inf") and owner.word not in _SUBORDINATE:
            opening = before[-1]
            gap = [
                p
                for p in sentence.predications
                if opening.end <= sentence.tokens[p.verb.main].start and p.verb.main < owner.verb.main
            ]
            own = [p for p in gap if p.link in ("main", "that") and not p.verb.form == "ger"]
            first_verb = min(sentence.tokens[p.verb.main].start for p in sentence.predications)
            if not sentence.text[opening.end : first].strip(" ,"):
                return [opening]
            if owner.link == "main" and opening.start > first_verb:
                return []
            if not own or owner.link in ("coord", "inf") and len(own) <= 1:
                return [opening]
    return []


def _of_clause(sentence: Sentence, owner: Predication, phrase: DatePhrase) -> bool:
    """Tell whether a date inside a clause's span is not that of another clause set into it."""
    before = [p for p in sentence.predications if sentence.tokens[p.verb.main].start < phrase.start]
    if not before:
        return True
    last = max(before, key=lambda p: p.verb.main)
    return last is owner or last.governor is owner or owner.governor is last or last.link in ("inf", "ger")


def _near(sentence: Sentence, left: int, right: int) -> bool:
    between = sentence.text[left:right]
    return len(between) <= 40 and not any(mark in between for mark in (";", ":", "."))


def _counted_from(sentence: Sentence, owner: Predication | None, phrases: list[DatePhrase]) -> DatePhrase | None:
    """Return the count before a clause: "on Thursday, nine days after Israel bombed …"."""
    while owner is not None and owner.link in ("inf", "ger") and owner.word not in ("after", "après", "when"):
        owner = owner.governor
    if owner is None or owner.word not in ("after", "après", "when", "lorsque", "quand"):
        return None
    first = sentence.tokens[owner.start].start
    for phrase in phrases:
        gap = sentence.text[phrase.end : first].strip().lower()
        if owner.word in ("when", "lorsque", "quand"):
            # "on Wednesday, when missiles hit the town"
            if phrase.end <= first and gap.strip(" ,") in ("", owner.word):
                return phrase
            continue
        named = any(p.end <= phrase.start and p.date.start is not None for p in phrases)
        named = named or phrase.start == sentence.start
        if phrase.end <= first and gap in ("", "after", "après que") and phrase.date.start is not None and named:
            if sentence.text[phrase.end :].lstrip().lower().startswith(("after", "après")):
                return phrase
    return None
