"""One assessment told alone, as `foedus assess` answers."""

from __future__ import annotations

from collections.abc import Iterable

from foedus.briefs.assessment import Assessment
from foedus.briefs.document import closing, numbered_sections
from foedus.briefs.duties import (
    ArticleAnswers,
    article,
    articles,
    by_article,
    facts_told,
    instrument_name,
    told,
    verdict_word,
)
from foedus.briefs.footing import Footing, numbered, verdict_run
from foedus.briefs.outline import Block, Document, Line, Paragraph, Point, Points, Section, faint, line, points
from foedus.briefs.phrases import deed, listed, on_time, say, sentence
from foedus.briefs.told_clashes import collision_blocks
from foedus.briefs.told_events import article_point, far_block, place_name
from foedus.briefs.told_open import law_blocks
from foedus.determinations import Determination, Verdict

_MOST = 8


def assessment_document(assessment: Assessment, lang: str = "en", *, whole: bool = True) -> Document:
    """Return one assessment told: what is owed first, then each article, collisions, what would change it, sources."""
    incident = assessment.incident
    head = deed(incident.act, incident.status, lang, actor=incident.actor, target=incident.target)
    where = place_name(incident.place, lang)
    title = sentence(f"{head}{f', {where}' if where else ''}, {on_time(incident.date, lang)}")
    named = frozenset((*incident.actor, *incident.target))
    parts, foot = numbered(Footing(lang, first=named, whole=whole), lambda foot: _parts(assessment, foot))
    if foot.cited:
        parts.append(("sources", say("section.sources", lang), law_blocks(foot)))
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


def _near(assessment: Assessment, found: ArticleAnswers) -> bool:
    """Tell whether an instrument is one that a reader asks about: named, or a promise of help to those concerned."""
    if assessment.asked.everything or found.instrument.id in assessment.asked.pacts:
        return True
    helps = any(rule.duty == "assist" and rule.modality == "must" for rule in found.instrument.rules)
    return helps and bool({*assessment.incident.target} & set(found.instrument.parties))


def _parts(assessment: Assessment, foot: Footing) -> list[tuple[str, str, tuple[Block, ...]]]:
    lang = foot.lang
    event = by_article(assessment.by_event)
    close = [each for each in event if _near(assessment, each)]
    far = [each for each in event if each not in close]
    said: list[Block] = [Points(tuple(article_point(each, foot) for each in close))] if close else []
    if far:
        said.append(far_block(far, foot))
    parts: list[tuple[str, str, tuple[Block, ...]]] = []
    if said:
        parts.append(("determinations", say("section.determinations", lang), tuple(said)))
    standing = by_article(each for each in assessment.determinations if each.rule.standing)
    if standing:
        names = listed(dict.fromkeys(each.instrument.short_name for each in standing), lang)
        note = Paragraph(line(faint(say("standing.named", lang, names=names))), "note")
        fold = foot.fold(
            say("standing.all", lang, number=len(standing)),
            lambda: (Points(tuple(article_point(each, foot) for each in standing)),),
            (note,),
        )
        parts.append(("standing", say("section.standing", lang), (fold,)))
    if assessment.collisions:
        main = [each.instrument.id for each in close]
        told_clashes = collision_blocks([(assessment, each) for each in assessment.collisions], foot, main)
        parts.append(("collisions", say("section.collisions", lang), told_clashes))
    if changes := _change_lines(assessment, close, lang):
        parts.append(("changes", say("section.changes", lang), (Points(tuple(Point(each) for each in changes)),)))
    return parts


def _answer(assessment: Assessment, lang: str) -> Iterable[Line]:
    """Yield the engaged answers of the first reading, help first; where there are none, what is open, or that nothing is."""
    answers = [one.base for found in by_article(assessment.by_event) for one in found.answers]
    engaged = [each for each in answers if each in assessment.engaged]
    engaged.sort(key=lambda each: (each.rule.duty != "assist", each.verdict != Verdict.BREACHED))
    shown = engaged or [each for each in answers if each.verdict in (Verdict.UNSETTLED, Verdict.AWAITING)] or answers
    if not shown:
        yield line(say("assessment.silent", lang))
        return
    groups: dict[tuple[object, ...], list[Determination]] = {}
    for each in shown:
        groups.setdefault(
            (each.instrument.id, each.rule.duty, each.verdict, each.bearers, each.beneficiaries), []
        ).append(each)
    for group in list(groups.values())[:_MOST]:
        first = group[0]
        clause = say(
            "answer.under",
            lang,
            told=told(first, lang, (*assessment.incident.actor, *assessment.incident.target)),
            articles=articles((each.provision for each in group), lang),
            instrument=instrument_name(first.instrument, lang),
        )
        yield line(verdict_run(first.verdict, verdict_word(first.verdict, lang)), say("colon", lang), sentence(clause))
    if len(groups) > _MOST:
        yield line(faint(say("assessment.more", lang, number=len(groups) - _MOST)))


def _change_lines(assessment: Assessment, close: Iterable[ArticleAnswers], lang: str) -> list[Line]:
    turning = [one.base for found in close for one in found.answers if one.base.reading is None]
    told_changes: dict[str, dict[str, list[str]]] = {}
    for change in (change for each in turning for change in assessment.changes_of(each)):
        supposed = facts_told(change.facts.items(), assessment.incident, lang)
        where = f"{change.determination.instrument.short_name}, {article(change.determination.provision, lang)}"
        told_changes.setdefault(supposed, {}).setdefault(verdict_word(change.to, lang), []).append(where)
    return [
        line(
            say("unknowns.if", lang, facts=supposed),
            " ",
            "; ".join(f"{verdict} ({'; '.join(dict.fromkeys(places))})" for verdict, places in found.items()),
        )
        for supposed, found in told_changes.items()
    ]
