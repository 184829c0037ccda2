"""One assessment told alone, as `foedus assess` answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from foedus.briefs.assessment import Assessment
from foedus.briefs.document import closing, numbered_sections
from foedus.briefs.duties import (
    Answer,
    ArticleAnswers,
    article,
    articles,
    by_article,
    duty_words,
    instrument_name,
    marked,
    missing_words,
    own_facts,
    rests_on_unverified,
    short_name,
    told,
    verdict_word,
)
from foedus.briefs.findings import defence_pacts, silences
from foedus.briefs.footing import Footing, numbered, verdict_run
from foedus.briefs.outline import Block, Document, Line, Paragraph, Point, Points, Section, faint, line, points
from foedus.briefs.phrases import deed, is_many, listed, on_time, say, sentence, some_names, time
from foedus.briefs.terse_events import far_lines, terse_article
from foedus.briefs.terse_law import standing_points
from foedus.briefs.terse_open import terse_laws
from foedus.briefs.told_clashes import collision_blocks
from foedus.briefs.told_events import (
    article_point,
    by_instrument,
    far_block,
    place_beside,
    silence_words,
    unsettled_line,
)
from foedus.briefs.told_open import answer_lines, law_blocks
from foedus.determinations import ENGAGED, Determination, Verdict
from foedus.pacts import Instrument

_MOST = 10
DEFENCE = ("assist", "count as attack on all")


def assessment_document(assessment: Assessment, lang: str = "en", *, whole: bool = True) -> Document:
    """Return one assessment told: what is owed first, then each article, collisions, what would change it, sources."""
    incident = assessment.incident
    head = deed(incident.act, incident.status, lang, actor=incident.actor, target=incident.target)
    where = place_beside(incident, lang)
    title = sentence(f"{head}{f', {where}' if where else ''}, {time(incident.date, lang)}").rstrip(".")
    named = frozenset((*incident.actor, *incident.target))
    footing = Footing(lang, first=named, whole=whole, terse=not whole)
    parts, foot = numbered(footing, lambda foot: _parts(assessment, foot))
    if foot.cited:
        parts.append(
            ("sources", say("section.sources", lang), law_blocks(foot) if whole else terse_laws(foot, head=False))
        )
    subtitle = [line(faint(say("assessment.title", lang)))]
    if assessment.hypothetical:
        subtitle.append(line(say("event.hypothetical", lang, day=on_time(assessment.on, lang))))
    short = Section(say("section.answer", lang), "#answer", (points(_answer(assessment, lang)),))
    return Document(
        lang,
        title,
        tuple(subtitle),
        (short, *numbered_sections(parts)),
        closing(assessment.on, assessment.as_of, assessment.library, lang),
    )


def _asked_for(assessment: Assessment, instrument: Instrument) -> bool:
    """Tell whether a reader wants all of an instrument's articles: it was named, or everything was asked."""
    return assessment.asked.everything or instrument.id in assessment.asked.pacts


def _helps(assessment: Assessment, instrument: Instrument) -> bool:
    """Tell whether an instrument promises help to those whom the event concerns."""
    promises = any(rule.duty in DEFENCE and rule.modality in ("must", "deems") for rule in instrument.rules)
    return promises and bool({*assessment.incident.target} & set(instrument.parties))


def _at_length(assessment: Assessment, found: ArticleAnswers) -> bool:
    """Tell whether an article is told at length: what is engaged or could give help under a pact of those concerned."""
    if _asked_for(assessment, found.instrument):
        return True
    if not _helps(assessment, found.instrument):
        return False
    return any(
        one.rule.duty in DEFENCE or one.verdict in ENGAGED
        for each in found.answers
        for one in (each.base, *each.others)
    )


def _parts(assessment: Assessment, foot: Footing) -> list[tuple[str, str, tuple[Block, ...]]]:
    lang = foot.lang
    event = by_article(assessment.by_event)
    close = sorted(
        (each for each in event if _at_length(assessment, each)), key=lambda each: article_rank(each.answers)
    )
    rest = [each for each in event if each not in close]
    engaged = [each for each in rest if _verdicts(each) & set(ENGAGED)]
    first = [each for each in close if _verdicts(each) & set(ENGAGED)]
    said: list[Block] = [Points(tuple(_article(each, foot) for each in first))] if first else []
    if engaged and foot.terse:
        said.append(points(far_lines([one for each in engaged for one in _answers(each)], foot)))
    elif engaged:
        said.append(far_block(engaged, foot))
    if later := [each for each in close if each not in first]:
        said.append(_waiting(assessment, later, foot))
    if open_ones := [each for each in rest if each not in engaged]:
        said.append(_open_block(assessment, open_ones, foot))
    parts: list[tuple[str, str, tuple[Block, ...]]] = []
    if said:
        parts.append(("determinations", say("section.determinations", lang), tuple(said)))
    if standing := _standing(assessment, foot):
        parts.append(("standing", say("section.standing", lang), standing))
    if assessment.collisions:
        main = [each.instrument.id for each in close]
        clashes = collision_blocks([(assessment, each) for each in assessment.collisions], foot, main)
        parts.append(("collisions", say("section.collisions", lang), clashes))
    turning = [one.base for found in close for one in found.answers if one.base.reading is None]
    changes = [change for each in turning for change in assessment.changes_of(each)]
    if lines := answer_lines(changes, "", assessment.incident, lang, with_names=True):
        parts.append(("changes", say("section.changes", lang), (points(lines),)))
    return parts


def _answers(found: ArticleAnswers) -> list[Determination]:
    return [one for each in found.answers for one in (each.base, *each.others) if one.verdict in ENGAGED]


def _verdicts(found: ArticleAnswers) -> set[Verdict]:
    return {one.verdict for each in found.answers for one in (each.base, *each.others)}


def _article(found: ArticleAnswers, foot: Footing) -> Point:
    return terse_article(found, foot) if foot.terse else article_point(found, foot)


def _waiting(assessment: Assessment, found: Sequence[ArticleAnswers], foot: Footing) -> Block:
    """Return the articles that could give help and are not engaged: those asked for whole, else a line for each pact."""
    if not foot.terse or any(_asked_for(assessment, each.instrument) for each in found):
        return Points(tuple(_article(each, foot) for each in found))
    waiting = [one.base for each in found for one in each.answers]
    return points(unsettled_line(group, foot, with_missing=True, cited=1) for group in by_instrument(waiting))


def _standing(assessment: Assessment, foot: Footing) -> tuple[Block, ...]:
    """Return the standing duties of the engaged instruments by their articles; those of others are named."""
    lang = foot.lang
    found = by_article(each for each in assessment.determinations if each.rule.standing)
    own = _engaged_instruments(assessment)
    near = [each for each in found if each.instrument.id in own]
    far = [each for each in found if each not in near]
    near.sort(key=lambda each: len(each.instrument.parties))
    bases = [one for each in near for answer in each.answers for one in (answer.base, *answer.others)]
    told: list[Block] = []
    if near:
        told.append(
            Points(tuple(standing_points(bases, foot) if foot.terse else (_article(each, foot) for each in near)))
        )
    if far:
        names_told = listed(dict.fromkeys(short_name(each.instrument, lang) for each in far), lang)
        key = "standing.named others" if near else "standing.named"
        note = Paragraph(line(faint(say(key, lang, names=names_told))), "note")
        told.append(
            foot.fold(
                say("standing.all", lang, number=len(far)),
                lambda: (Points(tuple(article_point(each, foot) for each in far)),),
                (note,),
            )
        )
    return tuple(told)


def _engaged_instruments(assessment: Assessment) -> set[str]:
    """Return the pacts of help that the event engages, or else may engage."""
    for found in (assessment.engaged, assessment.open_questions):
        own = {
            each.instrument.id
            for each in found
            if each.rule.duty in DEFENCE and _helps(assessment, each.instrument) and each.reading is None
        }
        if own:
            return own
    return set()


def _open_block(assessment: Assessment, found: Sequence[ArticleAnswers], foot: Footing) -> Block:
    """Return what is only unsettled: a line for each pact of those concerned, the others named, the whole folded."""
    lang = foot.lang
    waiting = [
        one for each in found for answer in each.answers for one in (answer.base, *answer.others, *answer.agreeing)
    ]
    groups = by_instrument(waiting)
    close = [group for group in groups if _helps(assessment, group[0].instrument)]
    far = [short_name(group[0].instrument, lang) for group in groups if group not in close]
    lines = [unsettled_line(group, foot, with_missing=True) for group in close]
    if far:
        lines.append(line(faint(say("unsettled.far", lang, names=listed(far, lang)))))
    return foot.fold(
        say("unsettled.fold", lang, number=len(found)),
        lambda: (Points(tuple(article_point(each, foot) for each in found)),),
        (points(lines),),
    )


def _answer(assessment: Assessment, lang: str) -> Iterable[Line]:
    """Yield the engaged answers of the first reading, help first; then what is open; then what stands or is silent."""
    answers = [one.base for found in by_article(assessment.by_event) for one in found.answers]
    engaged = [each for each in answers if each.verdict in ENGAGED]
    engaged.sort(key=rank)
    groups = list(_alike(engaged).values())
    for group in groups[:_MOST]:
        yield _answer_line(assessment, group, lang)
    if len(groups) > _MOST:
        yield line(faint(say("assessment.more", lang, number=len(groups) - _MOST)))
    if not groups:
        yield line(say("assessment.nothing", lang) if assessment.open_questions else say("assessment.silent", lang))
    open_ones = [each for each in answers if each.verdict in (Verdict.UNSETTLED, Verdict.AWAITING)]
    waiting = [each for each in open_ones if each.rule.duty == "assist" and _helps(assessment, each.instrument)]
    waiting.sort(key=rank)
    for group in by_instrument(waiting)[:_MOST]:
        yield unsettled_line(group, Footing(lang), with_missing=True, cited=0)
    pacts = defence_pacts(assessment.asked.library, assessment.asked.library.instruments)
    yield from _standing_lines(assessment, lang)
    for silence in silences(assessment.incident, pacts, assessment.asked.library, assessment.on)[:_MOST]:
        yield line(silence_words(silence, lang))


def rank(each: Determination) -> tuple[object, ...]:
    """Return the rank of an answer: help owed, breaches, other duties, deemings, rights; the narrower circle first.

    What rests on law that nobody verified stands behind the rest of its kind, and what is not engaged behind all.
    """
    weight = {Verdict.BREACHED: 1, Verdict.DEEMED: 3, Verdict.OPEN: 4, Verdict.AWAITING: 5, Verdict.UNSETTLED: 6}
    kind = weight.get(each.verdict, 7)
    if each.verdict == Verdict.OWED:
        kind = 0 if each.rule.duty == "assist" else 2
    return kind, rests_on_unverified(each), len(each.instrument.parties)


def article_rank(found: Sequence[Answer]) -> tuple[object, ...]:
    """Return the rank of an article: that of its weightiest answer."""
    return min(rank(one) for each in found for one in (each.base, *each.others))


def _standing_lines(assessment: Assessment, lang: str) -> Iterable[Line]:
    """Yield the standing duties under the pacts that the event engages, one line for each pact."""
    own = _engaged_instruments(assessment)
    owed = [
        each
        for each in assessment.determinations
        if each.rule.standing
        and each.verdict == Verdict.OWED
        and each.reading is None
        and each.rule.modality != "must not"
        and each.instrument.id in own
    ]
    owed.sort(key=rank)
    for group in by_instrument(owed):
        duties = [
            marked(f"{duty_words(each.rule, (), lang)} ({article(each.provision, lang)})", lang, each) for each in group
        ]
        key = f"assessment.standing.{'many' if is_many(group[0].bearers) else 'one'}"
        bearers = some_names(group[0].bearers, lang, assessment.incident.target)
        pact = instrument_name(group[0].instrument, lang)
        yield line(sentence(say(key, lang, bearers=bearers, duties=listed(duties, lang), pact=pact)))


def _alike(found: Iterable[Determination]) -> dict[tuple[object, ...], list[Determination]]:
    groups: dict[tuple[object, ...], list[Determination]] = {}
    for each in found:
        key = (each.instrument.id, each.rule.duty, each.verdict, each.bearers, each.beneficiaries)
        groups.setdefault(key, []).append(each)
    return groups


def _answer_line(assessment: Assessment, group: Sequence[Determination], lang: str) -> Line:
    first = group[0]
    clause = say(
        "answer.under",
        lang,
        told=told(first, lang, (*assessment.incident.actor, *assessment.incident.target)),
        articles=articles((each.provision for each in group), lang),
        instrument=instrument_name(first.instrument, lang),
    )
    clause = marked(clause, lang, *group)
    words = missing_words((w for each in group for w in each.missing), assessment.incident, lang, own_facts(group))
    missing = say("missing.list", lang, words="; ".join(words)) if words else ""
    mark = verdict_run(first.verdict, verdict_word(first.verdict, lang))
    return line(mark, say("colon", lang), sentence(clause), f" {sentence(missing)}" if missing else "")
