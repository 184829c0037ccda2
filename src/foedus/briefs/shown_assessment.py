"""One assessment in the parts of which a page is made: each pact with its readings side by side, what is missing,
and every proposal with the facts that it sets, so that the page can make it a link."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from foedus.briefs.alliances import is_coded
from foedus.briefs.assessment import SHOWN_FACTS, Assessment
from foedus.briefs.duties import (
    MEMBERSHIP,
    Answer,
    ArticleAnswers,
    articles,
    by_article,
    denial,
    facts_told,
    marked,
    missing_words,
    own_facts,
    phrase,
    reading_name,
    rests_on_unverified,
    short_name,
    titled,
    told,
    verdict_word,
)
from foedus.briefs.footing import Footing
from foedus.briefs.gathered import ended_coverage
from foedus.briefs.outline import Block, Fold, Run
from foedus.briefs.page import block, inline
from foedus.briefs.phrases import listed, names, say, sentence
from foedus.briefs.short_answer import DEFENCE, article_rank, concerns, helps, rank, short_answer
from foedus.briefs.shown_proof import proof_html
from foedus.briefs.told_assessment import assessment_title, at_length, standing_blocks
from foedus.briefs.told_clashes import collision_blocks, unverified_words
from foedus.briefs.told_events import held_by
from foedus.briefs.told_open import cited_provisions, law_blocks
from foedus.determinations import ENGAGED, Change, Determination, Verdict
from foedus.incidents import KEYS
from foedus.pacts import Instrument
from foedus.terms import DECISION, translate, vocabulary

MOST_TRIED = 12
"""Answers of which a page tells what would change them; the JSON answer has those of all."""
MOST_PAIRED = 4
"""Of these first answers also sets of two facts are told; of the others one fact."""
_FEW = 2
_FEW_WORDS = 3
"""Of a vocabulary with no more words all are offered, not only those that a row asks for."""
HAPPENED = "the event happened"
_TABLES = {"harm": "harms", "struck": "struck", "origin": "origins", "capacity": "capacities"}
_OPEN = (Verdict.UNSETTLED, Verdict.AWAITING)


@dataclass(frozen=True)
class ShownReading:
    """What one provision says under one reading: a column beside the others.

    `name` is empty where there is one reading only; `missing` and `awaiting` are pairs of the word as an incident states
    it and the same told to a reader.
    """

    name: str
    held: str
    verdict: Verdict
    verdict_word: str
    words: Markup
    missing: tuple[tuple[str, str], ...]
    awaiting: tuple[tuple[str, str], ...]
    unverified: tuple[str, ...]
    proofs: tuple[tuple[str, Markup], ...]


@dataclass(frozen=True)
class ShownAnswer:
    """One provision, or several that say the same, for bearers who stand alike.

    `agreeing` tells which readings say the same as the first, and under which nothing is engaged.
    """

    provisions: tuple[str, ...]
    readings: tuple[ShownReading, ...]
    agreeing: str
    cited: Markup


@dataclass(frozen=True)
class ShownArticle:
    """One article: its title, our own words for it, and what it says of the event."""

    id: str
    title: str
    words: tuple[str, ...]
    answers: tuple[ShownAnswer, ...]


@dataclass(frozen=True)
class ShownPact:
    """One instrument with the articles that are told at length."""

    id: str
    name: str
    articles: tuple[ShownArticle, ...]


@dataclass(frozen=True)
class FarPact:
    """One instrument told in a line: what each of its articles comes to."""

    id: str
    name: str
    verdicts: tuple[tuple[Verdict, str, str], ...]


@dataclass(frozen=True)
class Proposal:
    """Facts that would change answers: what they are, and the verdicts they lead to with their articles."""

    facts: Mapping[str, str | bool]
    words: str
    outcomes: tuple[tuple[Verdict, str, str], ...]


@dataclass(frozen=True)
class Wanted:
    """One thing that is not known and would settle something: the word of it, told, and how many answers wait for it.

    `values` are pairs of a word that the rows which ask for it name and the same told; empty for what is true or false.
    """

    word: str
    told: str
    waiting: int
    values: tuple[tuple[str, str], ...] = ()
    truth: bool = False


@dataclass(frozen=True)
class ShownAssessment:
    """An assessment told in one language for a page; everything of type Markup is escaped already."""

    title: str
    hypothetical: bool
    short: tuple[Markup, ...]
    pacts: tuple[ShownPact, ...]
    far: tuple[FarPact, ...]
    wanted: tuple[Wanted, ...]
    proposals: tuple[Proposal, ...]
    standing: Markup
    collisions: Markup
    sources: Markup
    unsettled: int = 0
    engaged: int = 0
    facts: tuple[str, ...] = field(default=())


def shown_assessment(assessment: Assessment, lang: str = "en") -> ShownAssessment:
    """Return an assessment told in the parts of a page."""
    incident = assessment.incident
    foot = Footing(lang, first=frozenset((*incident.actor, *incident.target)), whole=False, terse=True)
    event = by_article(assessment.by_event, assessment.asked)
    # where everything is asked of the whole library, pacts beside the point still have a line each
    at_heart = {each.instrument.id for each in event if at_length(assessment, each, as_asked=False)}
    at_heart |= {*assessment.asked.pacts}
    near = [each for each in event if each.instrument.id in at_heart]
    near.sort(key=lambda each: article_rank(each.answers))
    far = [each for each in event if each.instrument.id not in at_heart]
    pacts = tuple(_pact(group, foot) for group in _by_pact(near))
    bases = [one.base for each in near for one in each.answers]
    tried = [*(each for each in bases if each.reading is None), *_far_bases(assessment, far)][:MOST_TRIED]
    standing = _shorts(standing_blocks(assessment, foot))
    main = [each.instrument.id for each in near]
    clashes = ()
    if assessment.collisions:
        clashes = collision_blocks([(assessment, each) for each in assessment.collisions], foot, main)
    changes = [
        change
        for number, each in enumerate(tried)
        for change in assessment.changes_of(each, SHOWN_FACTS if number < MOST_PAIRED else 1)
    ]
    return ShownAssessment(
        assessment_title(assessment, lang), assessment.hypothetical,
        tuple(inline(each) for each in short_answer(assessment, lang)), pacts,
        tuple(_far(group, lang) for group in _by_pact(far)), _wanted(tried, lang), _proposals(changes, assessment, lang),
        Markup("").join(block(each) for each in standing), Markup("").join(block(each) for each in _shorts(clashes)),
        Markup("").join(block(each) for each in law_blocks(foot)) if foot.cited else Markup(""),
        len(assessment.open_questions), len(assessment.engaged),
        tuple(dict.fromkeys(word for each in tried for word in (*each.missing, *each.awaiting))),
    )  # fmt: skip


def _by_pact(found: Sequence[ArticleAnswers]) -> Iterable[list[ArticleAnswers]]:
    groups: dict[str, list[ArticleAnswers]] = {}
    for each in found:
        groups.setdefault(each.instrument.id, []).append(each)
    return groups.values()


def _pact(group: Sequence[ArticleAnswers], foot: Footing) -> ShownPact:
    instrument = group[0].instrument
    return ShownPact(
        instrument.id, short_name(instrument, foot.lang), tuple(_article(each, instrument, foot) for each in group)
    )


def _article(found: ArticleAnswers, instrument: Instrument, foot: Footing) -> ShownArticle:
    held = instrument.article(found.article)
    words = tuple(" ".join(each.split()) for each in held.words.split("\n\n") if each.strip()) if held else ()
    title = titled(instrument, found.article, foot.lang) or short_name(instrument, foot.lang)
    title = title[:1].upper() + title[1:]
    answers = _told_once(_answer(each, foot) for each in found.answers)
    return ShownArticle(found.article, title, words, tuple(answers))


def _told_once(answers: Iterable[ShownAnswer]) -> Iterable[ShownAnswer]:
    """Return the answers of an article, those that say the same on every reading as one, with the proofs of each."""
    groups: dict[object, list[ShownAnswer]] = {}
    for each in answers:
        key = (each.agreeing, tuple(replace(one, proofs=()) for one in each.readings))
        groups.setdefault(key, []).append(each)
    for group in groups.values():
        readings = tuple(
            replace(one, proofs=tuple(proof for each in group for proof in each.readings[number].proofs))
            for number, one in enumerate(group[0].readings)
        )
        yield replace(group[0], provisions=tuple(name for each in group for name in each.provisions), readings=readings)


def _answer(answer: Answer, foot: Footing) -> ShownAnswer:
    lang, base = foot.lang, answer.base
    agreeing = ""
    if answer.agreeing:
        agree = listed(dict.fromkeys(reading_name(each.reading or "", lang) for each in answer.agreeing), lang)
        alone = not answer.others and not answer.denying
        key = "reading.agree.one" if len(answer.agreeing) == 1 else "reading.agree.many"
        agreeing = say("reading.all agree" if alone else key, lang, names=agree)
    agreeing = " ".join(filter(None, (denial(answer.denying, lang), agreeing)))
    beside: dict[object, list[Determination]] = {}
    for each in answer.others:
        beside.setdefault((each.reading, each.verdict, each.missing, each.awaiting), []).append(each)
    columns = [_reading(group, foot, alone=not answer.others) for group in ([base], *beside.values())]
    cited = foot.cite(base.instrument, base.source_ids, base)
    return ShownAnswer((base.provision,), tuple(columns), agreeing, inline(cited) if cited else Markup(""))


def _reading(group: Sequence[Determination], foot: Footing, *, alone: bool) -> ShownReading:
    """Return what a reading says of bearers who are told together; each group of them has its own proof."""
    lang, first = foot.lang, group[0]
    bearers = tuple(dict.fromkeys(bearer for each in group for bearer in each.bearers))
    unverified = tuple(dict.fromkeys(row for each in group for row in each.unverified))
    each = replace(first, bearers=bearers, unverified=unverified) if len(group) > 1 else first
    name = say("shown.reading", lang, reading=reading_name(each.reading, lang)) if each.reading else ""
    if not name and not alone:
        name = say("shown.first", lang)
    clause = sentence(marked(told(each, lang, foot.first), lang, each))
    missing = tuple(word for word in each.missing if word not in each.awaiting)
    proofs = tuple(
        (names(one.bearers[:_FEW_WORDS], lang) if len(group) > 1 else one.rule.name, proof_html(one.proof, lang))
        for one in group
    )
    return ShownReading(
        name, held_by(each, lang) if each.reading else "", each.verdict, verdict_word(each.verdict, lang),
        inline((Run(clause),)), _told_words(missing, each, lang), _told_words(each.awaiting, each, lang),
        tuple(unverified_words(row, each.instrument, lang) for row in unverified) if rests_on_unverified(each) else (),
        proofs,
    )  # fmt: skip


def _told_words(words: Iterable[str], each: Determination, lang: str) -> tuple[tuple[str, str], ...]:
    """Return what is missing as pairs of word and phrase; the membership of many parties is one question."""
    plain, own = list(dict.fromkeys(words)), own_facts((each,))
    parties = [word for word in plain if word.startswith(MEMBERSHIP)]
    alone = plain if len(parties) <= _FEW else [word for word in plain if word not in parties]
    pairs = [(word, phrase(word, each.incident, lang, own)) for word in alone]
    if len(alone) < len(plain):
        pairs.append((MEMBERSHIP.strip(), missing_words(parties, each.incident, lang)[0]))
    return tuple(pairs)


def _far(group: Sequence[ArticleAnswers], lang: str) -> FarPact:
    instrument = group[0].instrument
    found: dict[Verdict, list[str]] = {}
    for each in group:
        for answer in each.answers:
            for one in (answer.base, *answer.others):
                if one.reading is None or one.verdict in ENGAGED:
                    found.setdefault(one.verdict, []).append(each.article)
    if not found:
        found = {one.base.verdict: [each.article] for each in group for one in each.answers}
    verdicts = tuple(
        (verdict, verdict_word(verdict, lang), articles(dict.fromkeys(where), lang, instrument=instrument))
        for verdict, where in sorted(found.items(), key=lambda item: list(Verdict).index(item[0]))
    )
    return FarPact(instrument.id, short_name(instrument, lang), verdicts)


def _far_bases(assessment: Assessment, far: Sequence[ArticleAnswers]) -> list[Determination]:
    """Return what alliances of help among those concerned leave open, though they are told in a line."""
    found = [
        one.base
        for each in far
        for one in each.answers
        if one.base.verdict in _OPEN
        and one.base.reading is None
        and one.base.rule.duty in DEFENCE
        and helps(assessment, each.instrument)
        and not ended_coverage(one.base, assessment.on)
    ]
    found += [
        one.base
        for each in far
        for one in each.answers
        if one.base.verdict in _OPEN
        and one.base.reading is None
        and one.base not in found
        and not is_coded(each.instrument)
        and concerns(assessment, each.instrument)
    ]
    return sorted(found, key=rank)


def _shorts(blocks: Iterable[Block]) -> list[Block]:
    """Return blocks without what is folded away: of a fold only its short form."""
    told_blocks: list[Block] = []
    for each in blocks:
        told_blocks += _shorts(each.short) if isinstance(each, Fold) else [each]
    return told_blocks


def _wanted(found: Sequence[Determination], lang: str) -> tuple[Wanted, ...]:
    """Return what is missing or awaited and an incident can state, what most answers wait for first."""
    waiting: dict[str, list[Determination]] = {}
    for each in found:
        if each.verdict in _OPEN:
            for word in dict.fromkeys((*each.awaiting, *each.missing)):
                waiting.setdefault(word, []).append(each)
    wanted = []
    for word, group in waiting.items():
        values = tuple(dict.fromkeys(value for each in group for value in _values(each, word)))
        truth = word.startswith(DECISION) or any(
            word in each.instrument.fact_phrases or word in vocabulary("facts") for each in group
        )
        if truth or word in KEYS or word == HAPPENED:
            told_word = phrase(word, group[0].incident, lang, own_facts(group))
            wanted.append(
                Wanted(word, told_word, len(group), tuple((each, translate(each, lang)) for each in values), truth)
            )
    return tuple(sorted(wanted, key=lambda each: -each.waiting))


def _values(each: Determination, word: str) -> Iterable[str]:
    """Yield the words that a provision's rows ask for, as far as an incident may state them."""
    known = vocabulary(_TABLES[word]) if word in _TABLES else {}
    if len(known) <= _FEW_WORDS:
        return known
    return (value for row in each.rule.trigger if row.key == word for value in row.values if value in known)


def _proposals(changes: Sequence[Change], assessment: Assessment, lang: str) -> tuple[Proposal, ...]:
    """Return what would change answers, one entry for each set of facts; what engages somebody comes first."""
    groups: dict[tuple[tuple[str, str | bool], ...], list[Change]] = {}
    for change in changes:
        groups.setdefault(tuple(change.facts.items()), []).append(change)
    told_ones = []
    for facts, group in groups.items():
        own = own_facts(change.determination for change in group)
        verdicts: dict[Verdict, list[Determination]] = {}
        for change in group:
            verdicts.setdefault(change.to, []).append(change.determination)
        outcomes = tuple(
            (verdict, verdict_word(verdict, lang), cited_provisions(same, lang)) for verdict, same in verdicts.items()
        )
        told_ones.append(Proposal(dict(facts), facts_told(facts, assessment.incident, lang, own), outcomes))
    return tuple(
        sorted(
            told_ones, key=lambda one: (len(one.facts), not any(verdict in ENGAGED for verdict, _, _ in one.outcomes))
        )
    )


__all__ = [
    "FarPact", "Proposal", "ShownAnswer", "ShownArticle", "ShownAssessment", "ShownPact", "ShownReading", "Wanted",
    "shown_assessment",
]  # fmt: skip
