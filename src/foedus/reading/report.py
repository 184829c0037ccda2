"""A report read: bytes or text to claims, each anchored to its words."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import date

from foedus.reading import clauses, grammar, tagging
from foedus.reading.claim import Claim, Report, SetAside
from foedus.reading.counterparts import complete, with_parties
from foedus.reading.dateline import dateline
from foedus.reading.dates import DatePhrase, date_phrases
from foedus.reading.decode import decode, settle
from foedus.reading.drafts import Draft, merged
from foedus.reading.events import read_events
from foedus.reading.furniture import set_aside, title_of
from foedus.reading.judgements import read_judgements
from foedus.reading.language import language
from foedus.reading.lists import coordinate
from foedus.reading.names import Mention, mentions
from foedus.reading.offices import read_offices
from foedus.reading.page import is_html, read_page
from foedus.reading.parties import Discourse, is_known, state_ids
from foedus.reading.provisions import read_provisions
from foedus.reading.remarks import Attribution, attributions, read_remarks, read_threats, speaker_of
from foedus.reading.roles import Sentence
from foedus.reading.sentences import paragraphs, sentences
from foedus.reading.tokens import Token, tokens
from foedus.reading.topic import is_play
from foedus.reading.triggers import triggers

_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_LONGEST_SENTENCE = 4_000


def read_report(source: bytes | str, *, id: str, file: str, published: date | None = None) -> Report:
    """Return a report as read: its text, title, day, claims, furniture, and what could not be read.

    `published` holds for reports that give no day of their own. Spans count code points of
    `Report.text`. Raises `FoedusError` for an empty, binary or too large report.
    """
    raw = source if isinstance(source, bytes) else source.encode("utf-8", "surrogatepass")
    text = decode(source, file=file) if isinstance(source, bytes) else settle(source, file=file)
    title: str | None = None
    own_day: date | None = None
    if is_html(text):
        page = read_page(text)
        text, title, own_day = page.text or settle(" ".join(text.split()), file=file), page.title, page.published
    span = title_of(text)
    if span is None and title:
        at = text.find(title)
        span = (at, at + len(title)) if at >= 0 and text[:at].strip() == "" else None
    title = title or (text[slice(*span)] if span else None)
    aside = set_aside(text, span)
    body = [line for line in paragraphs(text) if line != span and all(line != part.span for part in aside)]
    skip = 0
    for start, end in body[:5]:
        opening = dateline(text[start:end])
        if opening is not None:
            own_day = own_day or opening.published
            skip = start + opening.end
            break
    day = own_day or published
    claims, unread = _Reading(text, body, skip, day).run()
    numbered = tuple(
        Claim(
            f"{id}#c{number:02d}", id, d.type, d.act, d.initiator, d.target, d.place, d.date, d.modality,
            text[d.start : d.end], (d.start, d.end), d.attributed_to, d.struck, d.about, d.origin,
        )
        for number, d in enumerate(claims, start=1)
    )  # fmt: skip
    return Report(
        id, file, hashlib.sha256(raw).hexdigest(), title, day, text, numbered, tuple(aside), tuple(unread), content=raw
    )  # fmt: skip


class _Reading:
    """One pass over the sentences of a report, remembering who was named."""

    def __init__(self, text: str, lines: list[tuple[int, int]], skip: int, published: date | None) -> None:
        self.text = text
        self.published = published
        self.lang = language(text)
        self.spans: list[tuple[int, int]] = []
        for start, end in lines:
            first = max(start, skip) if start < skip <= end else start
            for begin, stop in sentences(text, first, end):
                self.spans.extend(_pieces(text, begin, stop))
        self.said = Discourse()
        self.skip = skip
        self.persons: set[str] = set()
        self.drafts: list[Draft] = []
        self.unread: list[SetAside] = []

    def run(self) -> tuple[list[Draft], list[SetAside]]:
        if is_play(self.text, self.lang):
            return [], []
        when = self.published or self._era()
        names = mentions(self.text, self.lang, when)
        phrases = date_phrases(self.text, self.spans, self.lang, self.published)
        # the state in which a report is written is whose "president" it speaks of when it has named none
        here_first = next((m.ids for m in names if m.end <= self.skip and m.kind == "metonym"), ())
        self.said.home = here_first if len(here_first) == 1 else ()
        name_at = phrase_at = 0
        for start, end in self.spans:
            here: list[Mention] = []
            while name_at < len(names) and names[name_at].start < end:
                if names[name_at].start >= start and names[name_at].end <= end:
                    here.append(names[name_at])
                name_at += 1
            dates: list[DatePhrase] = []
            while phrase_at < len(phrases) and phrases[phrase_at].start < end:
                if phrases[phrase_at].start >= start:
                    dates.append(phrases[phrase_at])
                phrase_at += 1
            self._sentence(start, end, here, dates)
        return self._finished(), self.unread

    def _era(self) -> date | None:
        """Return the last day of the latest year that the text names: a report is written after what it tells."""
        years = [int(year) for year in _YEAR.findall(self.text)]
        return date(max(years), 12, 31) if years else None

    def _sentence(self, start: int, end: int, names: list[Mention], dates: list[DatePhrase]) -> None:
        words = tokens(self.text, start, end)
        if not words:
            return
        covered = _covered(words, names)
        dated = {k for k, word in enumerate(words) for d in dates if d.start <= word.start and word.end <= d.end}
        covered = [None if k in dated else name for k, name in enumerate(covered)]
        tags = tagging.tag(words, covered, self.lang, dated)
        found = triggers(words, tags, self.lang, covered)
        parts = grammar.chunks(words, tags, covered, self.lang)
        parsed = clauses.predications(parts, words, self.lang)
        sentence = Sentence(self.text, start, end, words, tags, parts, parsed, self.said, self.lang)
        sentence.index()
        for group in coordinate([c for c in parts if c.kind in ("np", "comma", "conj")], words, self.lang):
            if group.kind == "np":
                self.said.hear(group)
        self._topic(sentence)
        told = attributions(sentence)
        self.said.voice = next((who.ids for _, who in told if who.ids), self.said.speaker)
        events, unread = read_events(sentence, found, dates)
        judged = read_judgements(sentence)
        events = [d for d in events if not any(self._called(d.at, place) for _, place in judged)]
        events += [d for d, _ in judged]
        events = complete(sentence, merged(events))
        for draft in events:
            if draft.type == "ASSAULT" and draft.modality == "happened":
                self.said.note("assaults", draft.at, ("assault",))
            if draft.type == "THREATEN" and draft.initiator:
                self.said.note("threats", draft.at, draft.initiator)
            joined = tuple(sorted({*draft.initiator, *draft.target}))
            if (
                draft.type in ("ASSAULT", "THREATEN", "AGREE", "ACCUSE")
                and len(joined) == 2
                and all(i in state_ids() for i in joined)
            ):
                self.said.note("pairs", draft.at, joined)
            if draft.act == "signature" and len(draft.initiator) > 1:
                self.said.note("bound", draft.at, draft.initiator)
        provisions = read_provisions(sentence, events, speaker_of)
        for clause in provisions:
            self.said.note("provisions", clause.start, ("provision",))
        remarks = read_remarks(sentence, told, events + provisions)
        provisions += [d for d in remarks if d.type == "PROVISION" and not any(_overlap(d, p) for p in provisions)]
        provisions = with_parties(sentence, provisions)
        remarks = [d for d in remarks if d.type != "PROVISION"]
        remarks += read_threats(sentence, events + provisions + remarks)
        events = [d for d in events if not any(_inside(d, p) for p in provisions) or d.type in ("AGREE",)]
        if any(d.act == "declaration" for d in remarks):
            warned = next(d for d in remarks if d.act == "declaration")
            events = [
                d
                for d in events
                if d.act != "state of war declared"
                and (d.modality == "happened" or d.type != "ASSAULT" or not _inside(d, warned))
            ]
        drafts = (
            [self._attributed(d, told) for d in events] + provisions + remarks + read_offices(sentence, self.persons)
        )
        self.drafts.extend(drafts)
        if unread and not drafts and names:
            strong = [m for m in names if m.is_party]
            if strong:
                self.unread.append(SetAside((start, end), "names an actor and an event word, but no frame fits"))
        self._remember(sentence)

    def _called(self, at: int, place: int) -> bool:
        """Tell whether an event word is only what somebody calls a thing: "a declaration of war"."""
        return at <= place < at + 25 and not {"a", "an", "as"} & set(self.text[at:place].split())

    def _attributed(self, draft: Draft, told: list[tuple[object, Attribution]]) -> Draft:
        for _, who in told:
            if who.start <= draft.at < who.end and not who.treaty:
                name = who.name or ", ".join(who.ids)
                if name and set(who.ids):
                    return replace(draft, attributed_to=draft.attributed_to or name)
        return draft

    def _topic(self, sentence: Sentence) -> None:
        """Let a named subject be what the sentence's own pronouns mean."""
        for predication in sentence.predications:
            if predication.link == "main" and predication.subject is not None:
                who = sentence.party(predication.subject)
                if who.ids and not who.borrowed and any(is_known(id_) for id_ in who.ids):
                    self.said.earlier, self.said.subject = self.said.subject, who.ids
                return

    def _remember(self, sentence: Sentence) -> None:
        for predication in sentence.predications:
            if predication.link in ("main", "that") and predication.subject is not None:
                who = sentence.party(predication.subject)
                if who.ids:
                    self.said.subject = who.ids
                    if who.person:
                        self.said.speaker, self.said.speaker_name = who.ids, who.person
                    if predication.link == "main":
                        break
        for _, who in attributions(sentence)[:1]:
            if who.name:
                self.said.speaker, self.said.speaker_name = who.ids, who.name

    def _finished(self) -> list[Draft]:
        """Return the claims in order; a signing names the one instrument of its report."""
        instruments = {i for d in self.drafts for i in d.about if "-" in i}
        listed = {group for found in self.said.instruments for group in found} | instruments
        done = []
        for draft in self.drafts:
            if (
                draft.type == "AGREE"
                and draft.act == "signature"
                and not draft.about
                and len(listed) == 1
                and draft.date is None
            ):
                draft = replace(draft, about=tuple(listed))
            done.append(draft)
        return sorted(done, key=lambda d: (d.start, d.end, d.at))


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return a sentence in pieces that can be read in bounded time, cut at spaces; nearly always one."""
    found = []
    while end - start > _LONGEST_SENTENCE:
        cut = text.rfind(" ", start + 1, start + _LONGEST_SENTENCE)
        cut = cut if cut > start else start + _LONGEST_SENTENCE
        found.append((start, cut))
        start = cut
    return [*found, (start, end)]


def _covered(words: list[Token], names: list[Mention]) -> list[Mention | None]:
    covered: list[Mention | None] = [None] * len(words)
    at = 0
    for name in names:
        while at < len(words) and words[at].end <= name.start:
            at += 1
        index = at
        while index < len(words) and words[index].start < name.end:
            covered[index] = name
            index += 1
    return covered


def _inside(one: Draft, other: Draft) -> bool:
    return other.start <= one.start and one.end <= other.end and one.type != "STATEMENT"


def _overlap(one: Draft, other: Draft) -> bool:
    return one.start < other.end and other.start < one.end
