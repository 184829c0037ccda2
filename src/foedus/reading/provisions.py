"""What instruments are said to hold: clauses told, quoted or summed up."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from foedus.reading.clauses import Predication
from foedus.reading.drafts import Draft
from foedus.reading.events import clause_span
from foedus.reading.forms import rows, word_set
from foedus.reading.grammar import Chunk, is_reporting
from foedus.reading.lexicon import _verb_forms, treaty_heads
from foedus.reading.parties import Party, instrument_of
from foedus.reading.roles import Sentence

_DEEMED = word_set("remarks: deemed")
_MEMBERS = word_set("remarks: members")
_HELP = word_set("remarks: help")


@cache
def _topics(lang: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in rows("topics"):
        if row["lang"] == lang:
            for word in row["words"].split():
                found.setdefault(word, row["act"])
    return found


@cache
def _provision_verbs(lang: str) -> dict[str, str]:
    return {
        form: row["kind"]
        for row in reversed(rows("provision_verbs"))
        if row["lang"] == lang
        for base in row["words"].split()
        for form in _verb_forms(base, lang)
    }


def topics(sentence: Sentence, start: int, end: int) -> list[str]:
    """Return the acts that a stretch of a sentence is about, in order, each once."""
    table = _topics(sentence.lang)
    found: list[str] = []
    for token in sentence.tokens:
        if start <= token.start and token.end <= end:
            act = table.get(token.norm)
            if act and act not in found:
                found.append(act)
    return found


def trim(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    text = sentence.text
    while start < end and (text[start].isspace() or text[start] in "\"“”«»,;:—–-’'"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in '"“”«»,;:—–.-'):
        end -= 1
    return start, end


def instrument_meant(sentence: Sentence) -> tuple[str, ...]:
    return sentence.said.instruments[-1] if sentence.said.instruments else ()


def provisions(sentence: Sentence, start: int, end: int, instruments: tuple[str, ...], *, quoted: bool) -> list[Draft]:
    acts = [
        act
        for act in topics(sentence, start, end)
        if act in ("attack", "armed rebellion", "terrorist act", "consultation", "armed intervention")
    ]
    if "armed intervention" in acts and len(acts) > 1:
        acts.remove("armed intervention")
    sentence.said.now = start
    bound = sentence.said.latest("bound")
    instruments = instruments or instrument_of(sentence.said.latest("bodies"))
    said_by = instruments[0] if quoted and instruments else None
    return [
        Draft(
            "PROVISION",
            act,
            bound,
            (),
            None,
            None,
            "provision",
            start,
            end,
            attributed_to=said_by,
            about=instruments,
            at=start,
        )
        for act in acts[:2] or [None]
    ]


Speaker = Callable[[Sentence, Predication], tuple[Party, Chunk | None]]


def read_provisions(sentence: Sentence, taken: list[Draft], speaker: Speaker) -> list[Draft]:
    """Return what instruments oblige to: "the charter obliges …", "any attack … shall be considered …"."""
    found: list[Draft] = []
    verbs = _provision_verbs(sentence.lang)
    heads = treaty_heads(sentence.lang)
    for predication in sentence.predications:
        norm = sentence.tokens[predication.verb.main].norm
        subject = predication.subject
        span = clause_span(sentence, predication, None, "happened")
        if is_reporting(norm, sentence.lang) and speaker(sentence, predication)[1] is not subject:
            continue
        end = _clause_end(sentence, predication)
        if subject is not None and norm in verbs and not predication.verb.passive:
            who = sentence.party(subject, False)
            words = {t.norm for t in sentence.tokens[subject.i : subject.j]}
            if predication.link == "rel" and not who.treaty:
                words |= {t.norm for t in sentence.tokens[max(0, subject.i - 8) : subject.i]}
            if (who.instruments or words & heads or who.treaty) and not _covered(span, taken + found):
                start, stop = trim(sentence, span[0], max(end, span[1]))
                acts = topics(sentence, sentence.tokens[predication.verb.j - 1].end, stop)
                if acts:
                    found.extend(
                        provisions(sentence, start, stop, who.instruments or instrument_meant(sentence), quoted=False)
                    )
                    continue
        if predication.verb.form == "copula" and subject is not None and predication.objects:
            left = topics(sentence, sentence.tokens[subject.i].start, sentence.tokens[predication.verb.i].start)
            right = (
                topics(sentence, sentence.tokens[predication.verb.j].start, end)
                if predication.verb.j < len(sentence.tokens)
                else []
            )
            words = {t.norm for t in sentence.tokens}
            if (
                "attack" in left
                and "attack" in right
                and words & {"one", "any", "un", "une", "toute"}
                and words & {"all", "both", "others", "them", "tous", "autres"}
            ):
                found.extend(
                    provisions(
                        sentence, *trim(sentence, span[0], max(end, span[1])), instrument_meant(sentence), quoted=False
                    )[:1]
                )
                continue
        if norm in _DEEMED and (predication.verb.modal or predication.verb.passive) and subject is not None:
            words = {t.norm for t in sentence.tokens[subject.i : max(subject.j, predication.verb.i)]}
            parties = {t.norm for t in sentence.tokens} & _MEMBERS
            if "attack" in topics(sentence, *span) and parties and not _covered(span, taken + found):
                start, stop = trim(sentence, span[0], max(end, span[1]))
                found.extend(provisions(sentence, start, stop, instrument_meant(sentence), quoted=True)[:1])
                del words
        if norm in ("promising", "promettant", "pledging", "s'engageant") and predication.link == "ger":
            stop = end
            words = {t.norm for t in sentence.tokens if span[0] <= t.start < sentence.end}
            if words & _HELP and "attack" in topics(sentence, span[0], sentence.end):
                start, stop = trim(sentence, span[0], sentence.end)
                listed = [g for g in taken if g.type == "AGREE"]
                bound = listed[-1].initiator if listed else (sentence.said.lists[-1] if sentence.said.lists else ())
                found.append(
                    Draft(
                        "PROVISION",
                        "attack",
                        bound,
                        (),
                        None,
                        None,
                        "provision",
                        start,
                        stop,
                        about=instrument_meant(sentence),
                        at=start,
                    )
                )
    return found


def _clause_end(sentence: Sentence, predication: Predication) -> int:
    """Return where what an instrument obliges to ends: at a closing quotation mark, a semicolon, or the sentence's end."""
    for index in range(predication.verb.j, len(sentence.tokens)):
        token = sentence.tokens[index]
        if token.text in "”»;" or token.norm in ("while", "whereas", "tandis"):
            return sentence.tokens[index - 1].end
    return sentence.end


def _covered(span: tuple[int, int], drafts: list[Draft]) -> bool:
    return any(d.type == "PROVISION" and d.start < span[1] and span[0] < d.end for d in drafts)
