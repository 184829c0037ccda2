"""Who says what: remarks and announcements, and whose words a stretch of a sentence tells."""

from __future__ import annotations

from dataclasses import dataclass, replace

from foedus.reading.clauses import Predication
from foedus.reading.drafts import Draft
from foedus.reading.events import clause_span
from foedus.reading.forms import word_set
from foedus.reading.grammar import Chunk, is_reporting
from foedus.reading.offices import office_words, titled
from foedus.reading.parties import Party, actor_kinds
from foedus.reading.provisions import instrument_meant, provisions, topics, trim
from foedus.reading.roles import PREPOSITIONS, Sentence, is_state
from foedus.reading.threats import is_threat

_ANNOUNCING = word_set("remarks: announcing")
_VOWING = frozenset("vow vowed vows swore threatened reserve reserved reserves promised".split())
_PRIVATE = word_set("remarks: private")
_WEIGHTY = word_set("remarks: weighty")
_SIGNED = word_set("remarks: signed")


@dataclass(frozen=True, slots=True)
class Attribution:
    """A stretch of text and whose words it tells."""

    start: int
    end: int
    name: str | None
    ids: tuple[str, ...]
    instruments: tuple[str, ...] = ()
    treaty: bool = False


def speaker_of(sentence: Sentence, predication: Predication) -> tuple[Party, Chunk | None]:
    """Return who speaks: the subject, the "by" phrase, or in "…, said X" the group behind the verb."""
    if predication.verb.passive:
        by = [g for g in predication.pps if g.prep in PREPOSITIONS["by"]]
        return (sentence.party(by[0]), by[0]) if by else (Party(), None)
    before = sentence.tokens[predication.verb.i - 1].text if predication.verb.i else ""
    inverted = any(
        t.norm.startswith("-t-") or t.norm in ("-il", "-elle", "-ils")
        for t in sentence.tokens[predication.verb.i : predication.verb.j]
    )
    if inverted:
        return Party(ids=sentence.said.speaker, person=sentence.said.speaker_name), predication.verb
    if sentence.lang == "fr" and before == ",":
        for group in predication.objects:
            for part in (group, *group.pps):
                if sentence.party(part).person:
                    return sentence.party(part), group
    if (
        predication.objects
        and before in (",", "”", '"', "»", "’", "-", "–", "—")
        and predication.objects[0].i <= predication.verb.j + 1
    ):
        group = predication.objects[0]
        found = sentence.party(group)
        if found.ids and (
            found.person or titled(sentence, group, office_words(sentence.lang)) or predication.link != "main"
        ):
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
        if not is_reporting(sentence.tokens[predication.verb.main].norm, sentence.lang) or predication.verb.form in (
            "inf",
        ):
            continue
        told_by = predication.governor
        nested = predication.link == "that" and told_by is not None
        if nested and is_reporting(sentence.tokens[told_by.verb.main].norm, sentence.lang):
            continue
        who, group = speaker_of(sentence, predication)
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
    inner = [p for p in sentence.predications if p.governor is predication and p.link == "that"]
    at_once = predication.verb.j + 1
    if not inner and any(
        p.governor is predication and p.link == "inf" and p.verb.i <= at_once for p in sentence.predications
    ):
        return None
    start = tokens[predication.verb.j - 1].end
    quotes = [k for k, tag in enumerate(sentence.tags) if tag == "quote"]
    after = [k for k in quotes if k >= predication.verb.j]
    if inner:
        first = min(inner, key=lambda p: p.start)
        return tokens[first.start].start, sentence.end
    if len(after) >= 2 and tokens[after[-1]].start - tokens[after[0]].end >= 25:
        return tokens[after[0]].end, tokens[after[-1]].start
    if len(after) == 1:
        return tokens[after[0]].end, sentence.end
    # "…, said X": what stands before
    edge = (
        predication.start
        if predication.subject is not None and predication.start < predication.verb.i
        else predication.verb.i
    )
    begin = tokens[edge].start
    before = [p for p in sentence.predications if p.verb.main < edge and p.verb.form in ("finite", "past", "copula")]
    mark = tokens[edge - 1] if edge else None
    if before and mark is not None and mark.text in ',”"»' and not predication.objects[1:]:
        if speaker is not None and (predication.link in ("main", "coord", "that") or not predication.verb.passive):
            return sentence.start, begin
    if (
        speaker is not None
        and mark is not None
        and mark.text == ","
        and edge > 3
        and speaker is not predication.subject
    ):
        after_mark = [t for t in tokens[predication.verb.j :] if t.is_word]
        whole = speaker is predication.verb and len(after_mark) > 2
        return sentence.start, sentence.end if whole else begin
    if predication.objects or predication.pps:
        return start, tokens[max(predication.end - 1, predication.verb.j - 1)].end
    return None


def read_remarks(sentence: Sentence, said: list[tuple[Predication, Attribution]], events: list[Draft]) -> list[Draft]:
    """Return the statements and announcements of a sentence, and what a treaty is said to hold."""
    found: list[Draft] = []
    for predication, told in said:
        start, end = trim(sentence, told.start, told.end)
        own = clause_span(sentence, predication, None, "happened")
        norm = sentence.tokens[predication.verb.main].norm
        if told.treaty or told.instruments:
            bears = told.instruments or topics(sentence, start, end) or _weighty(sentence, start, end)
            if not told.name and start < end and bears:
                found.extend(
                    provisions(sentence, start, end, told.instruments or instrument_meant(sentence), quoted=True)
                )
            continue
        if not any(
            is_state(i) or actor_kinds().get(i) in ("organisation", "armed group", "mission", "coalition")
            for i in told.ids
        ):
            continue
        body = told.name or (told.ids[0] if len(told.ids) == 1 else ", ".join(told.ids))
        words = {token.norm for token in sentence.tokens if own[0] <= token.start < own[1]}
        if norm in _ANNOUNCING and (predication.verb.passive or start >= end or own[0] >= end or words & _SIGNED):
            found.append(
                Draft("STATEMENT", "announcement", told.ids, (), _spoken_at(sentence, predication), None, "happened", *own,
                      attributed_to=told.name, about=_about(sentence, own), at=own[0])
            )  # fmt: skip
            continue
        if start >= end or end - start < 20 or sentence.text[start:end].count(" ") < 2:
            continue
        if (
            {"declaration", "war"} <= {t.norm for t in sentence.tokens if start <= t.start < end}
            or {"act", "war"} <= {t.norm for t in sentence.tokens if start <= t.start < end}
            or {"déclaration", "guerre"} <= {t.norm for t in sentence.tokens if start <= t.start < end}
        ):
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
        if any(e.type == "THREATEN" for e in inside):
            continue
        if _private(sentence, predication):
            continue
        if is_threat(sentence, start, end):
            found.append(_threat(sentence, told.ids, min(own[0], start), end))
            continue
        if inside or not _weighty(sentence, start, end):
            continue
        acts = topics(sentence, start, end)
        act = "terrorist act" if "terrorist act" in acts else None
        found.append(
            Draft("STATEMENT", act, told.ids, (), None, None, "happened", start, end, attributed_to=body,
                  about=_about(sentence, (start, end)), at=start)
        )  # fmt: skip
    return found


def _threat(sentence: Sentence, ids: tuple[str, ...], start: int, end: int) -> Draft:
    sentence.said.now = end
    against = sentence.said.latest("states", avoid=ids)
    start, end = trim(sentence, start, end)
    return Draft("THREATEN", None, ids, against[:1], None, None, "threatened", start, end, at=start)


def read_threats(sentence: Sentence, taken: list[Draft]) -> list[Draft]:
    """Return the threats of states that stand in no one's reported words: "Russia could not remain indifferent"."""
    found: list[Draft] = []
    for predication in sentence.predications:
        vows = sentence.tokens[predication.verb.main].norm in _VOWING
        if (predication.verb.modal is None and not vows) or predication.subject is None:
            continue
        if predication.link in ("rel", "sub"):
            continue
        if predication.governor is not None and _private(sentence, predication.governor):
            continue
        start, end = clause_span(sentence, predication, None, "happened")
        inner = [p for p in sentence.predications if p.governor is predication and p.link == "inf"]
        end = max([end, *(sentence.tokens[max(p.end - 1, p.verb.j - 1)].end for p in inner)])
        for token, kind in zip(sentence.tokens, sentence.tags, strict=True):
            if token.start in (end, end + 1) and kind in ("adv", "prep"):
                end = token.end
        who = sentence.party(predication.subject)
        if not who.ids or not all(is_state(i) or actor_kinds().get(i) for i in who.ids):
            continue
        if any(d.start < end and start < d.end for d in [*taken, *found]):
            continue
        if is_threat(sentence, start, end):
            found.append(_threat(sentence, who.ids, start, end))
    return found


def _private(sentence: Sentence, predication: Predication) -> bool:
    """Tell whether the speaker is a private person, whatever the country: "a teacher from Turku said"."""
    group = speaker_of(sentence, predication)[1]
    return group is not None and any(t.norm in _PRIVATE for t in sentence.tokens[group.i : group.j])


def _weighty(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether a remark bears on war, peace, alliance or law; other remarks are no claims."""
    return any(t.norm in _WEIGHTY for t in sentence.tokens if start <= t.start < end)


def _spoken_at(sentence: Sentence, predication: Predication) -> str | None:
    for group in predication.pps:
        for mention in group.mentions:
            if mention.place and group.prep in ("in", "at", "à", "dans") and mention.kind in ("place", "metonym"):
                return mention.place
    for mention in (m for g in predication.pps for p in g.pps for m in p.mentions):
        if mention.kind == "place":
            return mention.place
    return None


def _about(sentence: Sentence, span: tuple[int, int]) -> tuple[str, ...]:
    found: list[str] = []
    for chunk in sentence.chunks:
        if chunk.kind == "np" and span[0] <= sentence.tokens[chunk.i].start < span[1]:
            who = sentence.party(chunk, False)
            found.extend(who.instruments)
            found.extend(i for i in who.ids if actor_kinds().get(i, "") in ("organisation", "coalition"))
    return tuple(dict.fromkeys(found))
