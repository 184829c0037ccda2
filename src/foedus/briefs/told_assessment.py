"""One assessment told alone, as `foedus assess` answers."""

from __future__ import annotations

from collections.abc import Sequence

from foedus.briefs.alliances import is_coded
from foedus.briefs.assessment import Assessment
from foedus.briefs.document import closing, numbered_sections
from foedus.briefs.duties import ArticleAnswers, by_article
from foedus.briefs.footing import Footing, numbered
from foedus.briefs.gathered import ended_coverage, engaged_lines, faint_names, open_lines, pact_names
from foedus.briefs.outline import Block, Document, Paragraph, Point, Points, Section, faint, line, points
from foedus.briefs.phrases import deed, on_time, say, sentence, time
from foedus.briefs.short_answer import DEFENCE, article_rank, engaged_instruments, helps, matters, rank, short_answer
from foedus.briefs.terse_events import far_lines, terse_article
from foedus.briefs.terse_law import standing_points
from foedus.briefs.terse_open import terse_laws
from foedus.briefs.told_clashes import collision_blocks
from foedus.briefs.told_events import article_point, by_instrument, far_block, place_beside, unsettled_line
from foedus.briefs.told_open import answer_lines, law_blocks
from foedus.determinations import ENGAGED, Determination, Verdict
from foedus.pacts import Instrument

_MOST_TRIED = 3
"""Alliances of a data set beyond this number are left to the JSON answer when it is asked what would change it."""


def assessment_document(assessment: Assessment, lang: str = "en", *, whole: bool = True) -> Document:
    """Return one assessment told: what is owed first, then each article, collisions, what would change it, sources.

    With `whole` every proof tree stands folded under its answer, that of each reading too; else only what decided.
    """
    incident = assessment.incident
    named = frozenset((*incident.actor, *incident.target))
    footing = Footing(lang, first=named, whole=whole, terse=not whole, every_proof=whole)
    parts, foot = numbered(footing, lambda foot: _parts(assessment, foot))
    if foot.cited:
        parts.append(
            ("sources", say("section.sources", lang), law_blocks(foot) if whole else terse_laws(foot, head=False))
        )
    subtitle = [line(faint(say("assessment.title", lang)))]
    if assessment.hypothetical:
        subtitle.append(line(say("event.hypothetical", lang, day=on_time(assessment.on, lang))))
    short = Section(say("section.answer", lang), "#answer", (points(short_answer(assessment, lang)),))
    return Document(
        lang,
        assessment_title(assessment, lang),
        tuple(subtitle),
        (short, *numbered_sections(parts)),
        closing(assessment.on, assessment.as_of, assessment.library, lang),
    )


def assessment_title(assessment: Assessment, lang: str = "en") -> str:
    """Return what happened, where and when, as a title."""
    incident = assessment.incident
    head = deed(incident.act, incident.status, lang, actor=incident.actor, target=incident.target)
    where = place_beside(incident, lang)
    return sentence(f"{head}{f', {where}' if where else ''}, {time(incident.date, lang)}").rstrip(".")


def _asked_for(assessment: Assessment, instrument: Instrument) -> bool:
    """Tell whether a reader wants all of an instrument's articles: it was named, or everything was asked."""
    return assessment.asked.everything or instrument.id in assessment.asked.pacts


def at_length(assessment: Assessment, found: ArticleAnswers, *, as_asked: bool = True) -> bool:
    """Tell whether an article is told at length: what is engaged or could give help under a pact of those concerned.

    With `as_asked` also every article of an instrument that was named, or of all where everything was asked.
    """
    if as_asked and _asked_for(assessment, found.instrument):
        return True
    if is_coded(found.instrument) or not helps(assessment, found.instrument):
        return False
    return any(
        one.rule.duty in DEFENCE or one.verdict in ENGAGED
        for each in found.answers
        for one in (each.base, *each.others)
    )


Part = tuple[str, str, tuple[Block, ...]]


def _parts(assessment: Assessment, foot: Footing) -> list[Part]:
    lang = foot.lang
    event = by_article(assessment.by_event, assessment.asked)
    close = sorted(
        (each for each in event if at_length(assessment, each)), key=lambda each: article_rank(each.answers)
    )
    rest = [each for each in event if each not in close]
    coded = [each for each in rest if is_coded(each.instrument)]
    rest = [each for each in rest if each not in coded]
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
    if coded:
        said.append(_coded_block(assessment, coded, foot))
    parts: list[Part] = []
    if said:
        parts.append(("determinations", say("section.determinations", lang), tuple(said)))
    if standing := standing_blocks(assessment, foot):
        parts.append(("standing", say("section.standing", lang), standing))
    if assessment.collisions:
        main = [each.instrument.id for each in close]
        clashes = collision_blocks([(assessment, each) for each in assessment.collisions], foot, main)
        parts.append(("collisions", say("section.collisions", lang), clashes))
    open_near = [each for each in rest if each not in engaged and matters(assessment, each.answers[0].base)]
    return [*parts, *_changes(assessment, [*close, *open_near], coded, lang)]


def _changes(
    assessment: Assessment, close: Sequence[ArticleAnswers], coded: Sequence[ArticleAnswers], lang: str
) -> list[Part]:
    """Return what would change the answers told at length, and help that an alliance of a data set leaves open."""
    bases = [one.base for found in close for one in found.answers if one.base.reading is None]
    bases += [
        one.base
        for found in coded
        for one in found.answers
        if one.base.verdict == Verdict.UNSETTLED
        and one.base.rule.duty in DEFENCE
        and helps(assessment, found.instrument)
        and not ended_coverage(one.base, assessment.on)
    ][:_MOST_TRIED]
    changes = [change for each in bases for change in assessment.changes_of(each)]
    lines = answer_lines(changes, "", assessment.incident, lang, with_names=True)
    return [("changes", say("section.changes", lang), (points(lines),))] if lines else []


def _coded_block(assessment: Assessment, found: Sequence[ArticleAnswers], foot: Footing) -> Block:
    """Return what alliances of a data set say: those that say the same in one line, the whole folded."""
    answers = [one for each in found for one in each.answers]
    engaged = sorted((one.base for one in answers if one.base.verdict in ENGAGED), key=rank)
    waiting = [one.base for one in answers if one.base.verdict in (Verdict.UNSETTLED, Verdict.AWAITING)]
    lines = [*engaged_lines(engaged, foot), *open_lines(waiting, foot, assessment.on)]
    return foot.fold(
        say("alliance.fold", foot.lang, number=len({each.instrument.id for each in found})),
        lambda: (Points(tuple(article_point(each, foot) for each in found)),),
        (points(lines),),
    )


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


def standing_blocks(assessment: Assessment, foot: Footing) -> tuple[Block, ...]:
    """Return the standing duties of the engaged instruments by their articles; those of others are named."""
    lang = foot.lang
    found = by_article(each for each in assessment.determinations if each.rule.standing)
    own = engaged_instruments(assessment)
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
        names_told = pact_names([each.instrument for each in far], lang)
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


def _open_block(assessment: Assessment, found: Sequence[ArticleAnswers], foot: Footing) -> Block:
    """Return what is only unsettled: a line for each pact of those concerned, the others named, the whole folded."""
    lang = foot.lang
    waiting = [
        one for each in found for answer in each.answers for one in (answer.base, *answer.others, *answer.agreeing)
    ]
    groups = by_instrument(waiting)
    close = [group for group in groups if any(matters(assessment, each) for each in group)]
    far = [group[0].instrument for group in groups if group not in close]
    lines = [unsettled_line(group, foot, with_missing=True) for group in close]
    if far:
        lines.append(faint_names("unsettled.far", far, lang))
    return foot.fold(
        say("unsettled.fold", lang, number=len(found)),
        lambda: (Points(tuple(article_point(each, foot) for each in found)),),
        (points(lines),),
    )
