"""What instruments are said to hold: clauses told, quoted or summed up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from foedus.reading.clauses import Predication
from foedus.reading.drafts import Draft
from foedus.reading.events import clause_span
from foedus.reading.forms import rows, word_set
from foedus.reading.grammar import Chunk, is_reporting
from foedus.reading.lexicon import _verb_forms, treaty_heads
from foedus.reading.parties import Party, instrument_of
from foedus.reading.roles import Sentence, is_state

_DEEMED = word_set("remarks: deemed")
_MEMBERS = word_set("remarks: members")
_COUNTING = word_set("provisions: counting")
_BOUND = word_set("provisions: bound")
_DUTIES = word_set("provisions: duties")
_ENGAGING = word_set("provisions: engaging")
_BINDING = frozenset({"shall", "will", "would", "must", "may"})
_ARTICLE = frozenset({"article", "articles", "clause"})
_NAMED = frozenset({"treaty", "pact", "charter", "compact", "covenant", "convention"})
_ASKED = frozenset({"?"})
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
                    told = provisions(
                        sentence, start, stop, who.instruments or instrument_meant(sentence), quoted=False
                    )
                    bound = tuple(i for g in predication.objects[:1] for i in sentence.party(g).ids if is_state(i))
                    found.extend(d if d.initiator or len(bound) != 2 else replace(d, target=bound) for d in told)
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
        deemed = norm in _DEEMED and (predication.verb.modal or predication.verb.passive)
        if (deemed or norm in _COUNTING) and subject is not None:
            words = {t.norm for t in sentence.tokens[subject.i : max(subject.j, predication.verb.i)]}
            parties = {t.norm for t in sentence.tokens} & (_MEMBERS | heads if norm in _COUNTING else _MEMBERS)
            if "attack" in topics(sentence, *span) and parties and not _covered(span, taken + found):
                start, stop = trim(sentence, span[0], max(end, span[1]))
                found.extend(provisions(sentence, start, stop, instrument_meant(sentence), quoted=True)[:1])
                del words
        if not _covered(span, taken + found):
            found.extend(_general(sentence, predication, span, end, heads, taken))
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


def _general(
    sentence: Sentence,
    predication: Predication,
    span: tuple[int, int],
    end: int,
    heads: frozenset[str],
    taken: list[Draft],
) -> list[Draft]:
    """Return what "each party", "the other" or an article's own words oblige or allow, where no name is bound.

    Three shapes: a party without a name and "shall, will, must, may" beside an article or behind another provision;
    an attack that "would engage" commitments; an article that does something in the present tense.
    """
    verb, subject = predication.verb, predication.subject
    tokens = sentence.tokens
    if verb.form in ("ger", "part") or predication.link == "part" or _ASKED & {t.text for t in tokens[-2:]}:
        return []
    subject_words = {t.norm for t in tokens[subject.i : subject.j]} if subject is not None else set()
    subject_words |= {t.norm for t in tokens[verb.i : verb.main] if t.norm == "neither"}
    clause = {t.norm for t in tokens if span[0] <= t.start < end}
    whole = {t.norm for t in tokens}
    before = [at for at, _ in sentence.said.heard.get("provisions", ()) if 0 <= sentence.start - at <= 500]
    governed = (
        predication.link == "inf" and predication.governor is not None and predication.governor.verb.form == "copula"
    )
    bound = bool(verb.modal in _BINDING or governed) and (not verb.negated or "neither" in subject_words)
    treaty_near = bool(whole & heads & _NAMED | whole & _ARTICLE)
    named = subject is not None and any(m.is_party and not m.modifier for m in subject.mentions)
    start, stop = trim(sentence, span[0], max(end, span[1]))
    if any(p.word == "if" for p in sentence.predications) and subject_words & (_BOUND | {"other"}):
        start = trim(sentence, sentence.start, stop)[0]
    if bound and not named and (
        subject_words & _BOUND and (treaty_near or before and clause & _DUTIES)
        or "other" in subject_words and treaty_near and clause & _DUTIES
    ):  # fmt: skip
        return _told(sentence, start, stop)
    left = topics(sentence, tokens[subject.i].start, tokens[verb.i].start) if subject is not None else []
    if "attack" in left and verb.modal in _BINDING and clause & _ENGAGING and not named:
        return _told(sentence, start, stop)
    present = verb.form in ("finite", "copula") and not verb.passive and tokens[verb.main].norm.endswith("s")
    if present and not verb.negated and subject is not None and not any(_meets(d, start, stop) for d in taken):
        who = sentence.party(subject, False)
        about_treaty = bool(who.instruments or subject_words & (heads | _ARTICLE)) and not named
        right = {t.norm for t in tokens[verb.j :] if t.start < stop}
        if about_treaty and right & _DUTIES and tokens[verb.main].norm not in ("is", "was", "remains"):
            return _told(sentence, start, stop)
        if clause & _ARTICLE and right & _BOUND and left and tokens[verb.main].norm == "is":
            return _told(sentence, start, stop)
    return []


def _told(sentence: Sentence, start: int, stop: int) -> list[Draft]:
    return provisions(sentence, start, stop, instrument_meant(sentence), quoted=False)[:1] if start < stop else []


def _meets(draft: Draft, start: int, stop: int) -> bool:
    return draft.start < stop and start < draft.end and draft.type not in ("STATUS",)


def _clause_end(sentence: Sentence, predication: Predication) -> int:
    """Return where what an instrument obliges to ends: at a closing quotation mark, a semicolon, or the sentence's end."""
    for index in range(predication.verb.j, len(sentence.tokens)):
        token = sentence.tokens[index]
        if token.text in "”»;" or token.norm in ("while", "whereas", "tandis"):
            return sentence.tokens[index - 1].end
    return sentence.end


def _covered(span: tuple[int, int], drafts: list[Draft]) -> bool:
    return any(d.type == "PROVISION" and d.start < span[1] and span[0] < d.end for d in drafts)
