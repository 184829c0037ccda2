"""Who says what: remarks, announcements, the clauses that a treaty is said to hold, and offices held."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from foedus.reading.clauses import Predication
from foedus.reading.events import Draft, clause_span
from foedus.reading.forms import rows
from foedus.reading.grammar import Chunk, is_reporting
from foedus.reading.lexicon import _verb_forms, treaty_heads
from foedus.reading.parties import Party, actor_kinds, instrument_of, settle
from foedus.reading.roles import PREPOSITIONS, Sentence, is_state

_ANNOUNCING = frozenset("announce announced announces declare declared declares inform proclaim proclaimed annoncé annoncent annonce déclaré rendu".split())
_SIGNED = frozenset("signing signature signed pact treaty charter accord agreement alliance signé".split())
_DEEMED = frozenset("considered regarded deemed treated treats considérée considéré considérées réputée regardée".split())
_MEMBERS = frozenset("parties party signatories members partie signataires member membre membres ally allies either both".split())
_HELP = frozenset("help aid assist defend assistance support relief aider assister défendre secourir secours assistance".split())


@dataclass(frozen=True, slots=True)
class Attribution:
    """A stretch of text and whose words it tells."""

    start: int
    end: int
    name: str | None
    ids: tuple[str, ...]
    instruments: tuple[str, ...] = ()
    treaty: bool = False


@cache
def _topics(lang: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in rows("topics"):
        if row["lang"] == lang:
            for word in row["words"].split():
                found.setdefault(word, row["act"])
    return found


@cache
def _offices(lang: str) -> frozenset[str]:
    return frozenset(word for row in rows("offices") if row["lang"] == lang for word in row["words"].split())


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


def _speaker(sentence: Sentence, predication: Predication) -> tuple[Party, Chunk | None]:
    """Return who speaks: the subject, the "by" phrase, or in "…, said X" the group behind the verb."""
    if predication.verb.passive:
        by = [g for g in predication.pps if g.prep in PREPOSITIONS["by"]]
        return (sentence.party(by[0]), by[0]) if by else (Party(), None)
    before = sentence.tokens[predication.verb.i - 1].text if predication.verb.i else ""
    inverted = any(t.norm.startswith("-t-") or t.norm in ("-il", "-elle", "-ils") for t in sentence.tokens[predication.verb.i : predication.verb.j])
    if inverted and predication.subject is None or inverted and predication.link == "coord":
        return Party(ids=sentence.said.speaker, person=sentence.said.speaker_name), predication.verb
    if sentence.lang == "fr" and before == "," and predication.objects and sentence.party(predication.objects[0]).person:
        return sentence.party(predication.objects[0]), predication.objects[0]
    if predication.objects and before in (",", "”", '"', "»", "’", "-", "–", "—") and predication.objects[0].i <= predication.verb.j + 1:
        group = predication.objects[0]
        found = sentence.party(group)
        if found.ids and (found.person or _titled(sentence, group, _offices(sentence.lang)) or predication.link != "main"):
            return found, group
    if predication.subject is not None:
        found = sentence.party(predication.subject)
        if found.ids or found.instruments or found.treaty:
            return found, predication.subject
    for group in predication.objects[:1]:
        if group.i <= predication.verb.j + 1:
            found = sentence.party(group)
            if (found.person or found.ids or found.treaty) and predication.subject is None or found.person:
                return found, group
    if predication.subject is not None:
        return sentence.party(predication.subject), predication.subject
    return Party(), None


def attributions(sentence: Sentence) -> list[tuple[Predication, Attribution]]:
    """Return for each verb of saying the stretch of the sentence that it reports."""
    found = []
    for predication in sentence.predications:
        if not is_reporting(sentence.tokens[predication.verb.main].norm, sentence.lang) or predication.verb.form in ("inf",):
            continue
        who, group = _speaker(sentence, predication)
        if not who.ids and not who.instruments and not who.treaty:
            continue
        name = who.person
        if name is None and group is not None and group.j - group.i == 1 and sentence.said.speaker_name:
            name = sentence.said.speaker_name if set(who.ids) == set(sentence.said.speaker) else None
        content = _content(sentence, predication, group)
        if content is not None and found and found[-1][1].start < content[0] < found[-1][1].end:
            # one remark ends where the next verb of saying begins
            last, cut = found[-1], sentence.tokens[predication.verb.i].start
            if cut - last[1].start >= 12 and cut < last[1].end:
                found[-1] = (last[0], replace(last[1], end=cut))
        if content is not None:
            found.append((predication, Attribution(*content, name, who.ids, who.instruments, who.treaty)))
    return found


def _content(sentence: Sentence, predication: Predication, speaker: Chunk | None) -> tuple[int, int] | None:
    tokens = sentence.tokens
    inner = [p for p in sentence.predications if p.governor is predication and p.link in ("that", "inf")]
    start = tokens[predication.verb.j - 1].end
    quotes = [k for k, tag in enumerate(sentence.tags) if tag == "quote"]
    after = [k for k in quotes if k >= predication.verb.j]
    if inner:
        first = min(inner, key=lambda p: p.start)
        return tokens[first.start].start, sentence.end
    if len(after) >= 2:
        return tokens[after[0]].end, tokens[after[-1]].start
    if len(after) == 1:
        return tokens[after[0]].end, sentence.end
    # "…, said X": what stands before
    edge = predication.start if predication.subject is not None and predication.start < predication.verb.i else predication.verb.i
    begin = tokens[edge].start
    before = [p for p in sentence.predications if p.verb.main < edge and p.verb.form in ("finite", "past", "copula")]
    mark = tokens[edge - 1] if edge else None
    if before and mark is not None and mark.text in ",”\"»" and not predication.objects[1:]:
        if speaker is not None and (predication.link in ("main", "coord", "that") or not predication.verb.passive):
            return sentence.start, begin
    if speaker is not None and mark is not None and mark.text == "," and edge > 3 and speaker is not predication.subject:
        after_mark = [t for t in tokens[predication.verb.j :] if t.is_word]
        whole = speaker is predication.verb and len(after_mark) > 2
        return sentence.start, sentence.end if whole else begin
    if predication.objects or predication.pps:
        return start, tokens[max(predication.end - 1, predication.verb.j - 1)].end
    return None


def _trim(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    text = sentence.text
    while start < end and (text[start].isspace() or text[start] in "\"“”«»,;:—–-’'"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "\"“”«»,;:—–.-"):
        end -= 1
    return start, end


def read_remarks(sentence: Sentence, said: list[tuple[Predication, Attribution]], events: list[Draft]) -> list[Draft]:
    """Return the statements and announcements of a sentence, and what a treaty is said to hold."""
    found: list[Draft] = []
    for predication, told in said:
        start, end = _trim(sentence, told.start, told.end)
        own = clause_span(sentence, predication, None, "happened")
        norm = sentence.tokens[predication.verb.main].norm
        if told.treaty or told.instruments:
            if not told.name and start < end:
                found.extend(_provisions(sentence, start, end, told.instruments or _instrument(sentence), quoted=True))
            continue
        if not any(is_state(i) or actor_kinds().get(i) in ("organisation", "armed group", "mission", "coalition") for i in told.ids):
            continue
        body = told.name or (told.ids[0] if len(told.ids) == 1 else ", ".join(told.ids))
        words = {token.norm for token in sentence.tokens if own[0] <= token.start < own[1]}
        if norm in _ANNOUNCING and (predication.verb.passive or start >= end or own[0] >= end or words & _SIGNED):
            found.append(
                Draft("STATEMENT", "announcement", told.ids, (), _spoken_at(sentence, predication), None, "happened", *own,
                      attributed_to=told.name, about=_about(sentence, own), at=own[0])
            )  # fmt: skip
            continue
        if start >= end or end - start < 12:
            continue
        if {"declaration", "war"} <= {t.norm for t in sentence.tokens if start <= t.start < end} or {"act", "war"} <= {
            t.norm for t in sentence.tokens if start <= t.start < end
        } or {"déclaration", "guerre"} <= {t.norm for t in sentence.tokens if start <= t.start < end}:
            sentence.said.now = start
            against = sentence.said.latest("threats", avoid=told.ids)
            if any(d.act == "declaration" for d in found):
                continue
            found.append(
                Draft("THREATEN", "declaration", told.ids, against, None, None, "happened", min(own[0], start), end,
                      attributed_to=None, at=start)
            )  # fmt: skip
            continue
        inside = [e for e in events if e.type not in ("STATUS",) and e.start < end and start < e.end]
        if inside:
            continue
        acts = topics(sentence, start, end)
        act = "terrorist act" if "terrorist act" in acts else None
        found.append(
            Draft("STATEMENT", act, told.ids, (), None, None, "happened", start, end, attributed_to=body,
                  about=_about(sentence, (start, end)), at=start)
        )  # fmt: skip
    return found


def _spoken_at(sentence: Sentence, predication: Predication) -> str | None:
    for group in predication.pps:
        for mention in group.mentions:
            if mention.place and group.prep in ("in", "at", "à", "dans") and mention.kind in ("place", "metonym"):
                return mention.place
    for mention in (m for g in predication.pps for p in g.pps for m in p.mentions):
        if mention.kind == "place":
            return mention.place
    return None


def _instrument(sentence: Sentence) -> tuple[str, ...]:
    return sentence.said.instruments[-1] if sentence.said.instruments else ()


def _about(sentence: Sentence, span: tuple[int, int]) -> tuple[str, ...]:
    found: list[str] = []
    for chunk in sentence.chunks:
        if chunk.kind == "np" and span[0] <= sentence.tokens[chunk.i].start < span[1]:
            who = sentence.party(chunk, False)
            found.extend(who.instruments)
            found.extend(i for i in who.ids if actor_kinds().get(i, "") in ("organisation", "coalition"))
    return tuple(dict.fromkeys(found))


def _provisions(sentence: Sentence, start: int, end: int, instruments: tuple[str, ...], *, quoted: bool) -> list[Draft]:
    acts = [act for act in topics(sentence, start, end) if act in ("attack", "armed rebellion", "terrorist act", "consultation", "armed intervention")]
    if "armed intervention" in acts and len(acts) > 1:
        acts.remove("armed intervention")
    sentence.said.now = start
    bound = sentence.said.latest("bound") or (sentence.said.lists[-1] if sentence.said.lists and len(sentence.said.lists[-1]) > 1 else ())
    instruments = instruments or instrument_of(sentence.said.latest("bodies"))
    said_by = instruments[0] if quoted and instruments else None
    return [
        Draft("PROVISION", act, bound, (), None, None, "provision", start, end, attributed_to=said_by, about=instruments, at=start)
        for act in acts[:2] or [None]
    ]


def read_provisions(sentence: Sentence, taken: list[Draft]) -> list[Draft]:
    """Return what instruments oblige to: "the charter obliges …", "any attack … shall be considered …"."""
    found: list[Draft] = []
    verbs = _provision_verbs(sentence.lang)
    heads = treaty_heads(sentence.lang)
    for predication in sentence.predications:
        norm = sentence.tokens[predication.verb.main].norm
        subject = predication.subject
        span = clause_span(sentence, predication, None, "happened")
        if is_reporting(norm, sentence.lang) and _speaker(sentence, predication)[1] is not subject:
            continue
        end = _clause_end(sentence, predication)
        if subject is not None and norm in verbs and not predication.verb.passive:
            who = sentence.party(subject, False)
            words = {t.norm for t in sentence.tokens[subject.i : subject.j]}
            if predication.link == "rel" and not who.treaty:
                words |= {t.norm for t in sentence.tokens[max(0, subject.i - 8) : subject.i]}
            if (who.instruments or words & heads or who.treaty) and not _covered(span, taken + found):
                start, stop = _trim(sentence, span[0], max(end, span[1]))
                acts = topics(sentence, sentence.tokens[predication.verb.j - 1].end, stop)
                if acts:
                    found.extend(_provisions(sentence, start, stop, who.instruments or _instrument(sentence), quoted=False))
                    continue
        if predication.verb.form == "copula" and subject is not None and predication.objects:
            left = topics(sentence, sentence.tokens[subject.i].start, sentence.tokens[predication.verb.i].start)
            right = topics(sentence, sentence.tokens[predication.verb.j].start, end) if predication.verb.j < len(sentence.tokens) else []
            words = {t.norm for t in sentence.tokens}
            if "attack" in left and "attack" in right and words & {"one", "any", "un", "une", "toute"} and words & {"all", "both", "others", "them", "tous", "autres"}:
                found.extend(_provisions(sentence, *_trim(sentence, span[0], max(end, span[1])), _instrument(sentence), quoted=False)[:1])
                continue
        if norm in _DEEMED and (predication.verb.modal or predication.verb.passive) and subject is not None:
            words = {t.norm for t in sentence.tokens[subject.i : max(subject.j, predication.verb.i)]}
            parties = {t.norm for t in sentence.tokens} & _MEMBERS
            if "attack" in topics(sentence, *span) and parties and not _covered(span, taken + found):
                start, stop = _trim(sentence, span[0], max(end, span[1]))
                found.extend(_provisions(sentence, start, stop, _instrument(sentence), quoted=True)[:1])
                del words
        if norm in ("promising", "promettant", "pledging", "s'engageant") and predication.link == "ger":
            stop = end
            words = {t.norm for t in sentence.tokens if span[0] <= t.start < sentence.end}
            if words & _HELP and "attack" in topics(sentence, span[0], sentence.end):
                start, stop = _trim(sentence, span[0], sentence.end)
                listed = [g for g in taken if g.type == "AGREE"]
                bound = listed[-1].initiator if listed else (sentence.said.lists[-1] if sentence.said.lists else ())
                found.append(Draft("PROVISION", "attack", bound, (), None, None, "provision", start, stop, about=_instrument(sentence), at=start))
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


def read_offices(sentence: Sentence, known: set[str]) -> list[Draft]:
    """Return the offices that named persons hold, once for each person in a report."""
    found: list[Draft] = []
    words = _offices(sentence.lang)
    parts = [chunk for chunk in sentence.chunks if chunk.kind in ("np", "comma")]
    for index, chunk in enumerate(parts):
        person = next((m for m in chunk.mentions if m.person), None)
        if person is None or person.name in known:
            continue
        start, end = chunk.i, chunk.j
        group = [chunk]
        if index >= 2 and parts[index - 1].kind == "comma" and parts[index - 1].j == chunk.i and parts[index - 2].kind == "np":
            before = parts[index - 2]
            if _titled(sentence, before, words) and not any(m.person for m in before.mentions):
                group, start = [before, *group], before.i
                head = parts[index - 3] if index >= 3 and before.prep in ("of", "de", "du", "des", "d'") else None
                if head is not None and head.kind == "np" and head.j >= before.i - 2:
                    group, start = [head, *group], head.i
        if index + 2 < len(parts) and parts[index + 1].kind == "comma" and parts[index + 1].i == chunk.j:
            after = parts[index + 2]
            if after.i == parts[index + 1].j and _titled(sentence, after, words) and not any(m.person for m in after.mentions):
                group, end = [*group, after], after.j
        if start == chunk.i and index >= 1 and chunk.prep in ("of", "de", "du", "des", "d'") and parts[index - 1].kind == "np":
            group, start = [parts[index - 1], *group], parts[index - 1].i
        if not any(_titled(sentence, part, words) for part in group):
            continue
        ids = settle(tuple(id_ for part in group for m in part.mentions if not m.modifier and not m.person for id_ in m.ids))
        ids = tuple(i for i in ids if is_state(i) or actor_kinds().get(i) in ("organisation",)) or person.ids
        if not ids:
            continue
        known.add(person.name)
        if any(token.norm in ("overthrew", "overthrown", "ousted", "removed", "renversé", "deposed", "toppled") for token in sentence.tokens):
            continue
        begin, stop = sentence.tokens[start].start, sentence.tokens[end - 1].end
        found.append(Draft("STATUS", None, ids[:1], (), None, None, "happened", begin, stop, at=begin))
    return found


def _titled(sentence: Sentence, chunk: Chunk, words: frozenset[str]) -> bool:
    return any(token.norm in words for token in sentence.tokens[chunk.i : chunk.j])
