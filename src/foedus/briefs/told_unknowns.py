"""What is not known, told: each question once, and behind a fold every question of every event under all instruments."""

from __future__ import annotations

from collections.abc import Sequence

from foedus.briefs.brief import Brief
from foedus.briefs.duties import instrument_name, own_facts, phrase
from foedus.briefs.footing import Footing
from foedus.briefs.outline import Block, Entry, Paragraph, Point, Points, faint, joined, line, points, strong
from foedus.briefs.phrases import day, say, sentence
from foedus.briefs.questions import Numbers, gathered, question_lines
from foedus.briefs.told_events import event_title
from foedus.briefs.told_open import cited_provisions
from foedus.briefs.unknowns import Unknown


def unknown_blocks(brief: Brief, foot: Footing) -> tuple[Block, ...]:
    """Return the questions on which the first reading of the main pacts turns, and every other one folded by event."""
    lang = foot.lang
    numbers = event_anchors(brief, lang)
    main = brief.pacts[0].id if len(brief.pacts) == 1 else None
    told = []
    for asked in gathered(brief.unknowns, (pact.id for pact in brief.pacts)):
        head, answers = question_lines(asked, numbers, lang, terse=foot.terse, main=main)
        # in a terminal the answers follow the question in one paragraph
        under = (Paragraph(line(joined(answers, ". "), ".")) if foot.terse else points(answers),) if answers else ()
        told.append(Point(head, under))
    tried = Paragraph(
        line(
            faint(
                say(
                    "unknowns.all tried",
                    lang,
                    day=day(brief.day.first_day, lang),
                    pact=instrument_name(brief.pacts[0], lang) if main else "",
                )
            )
        ),
        "note",
    )
    short: tuple[Block, ...] = (
        (*((tried,) if foot.terse else ()), Points(tuple(told)))
        if told
        else (Paragraph(line(say("unknowns.none", lang)), "note"),)
    )
    if not brief.unknowns:
        return short
    return (foot.fold(say("unknowns.all", lang, number=len(brief.unknowns)), lambda: _every(brief, foot), short),)


def event_anchors(brief: Brief, lang: str) -> Numbers:
    """Return for each incident the number that the brief gives it, and where it is told."""
    happened = {each.incident.id: (str(n), f"#i-{n}") for n, each in enumerate(brief.assessments, 1)}
    mark = say("events.what-if", lang)
    supposed = {each.incident.id: (f"{mark} {n}", f"#w-{n}") for n, each in enumerate(brief.what_if, 1)}
    return {**happened, **supposed}


def _every(brief: Brief, foot: Footing) -> tuple[Block, ...]:
    lang = foot.lang
    by_event: dict[int, list[Unknown]] = {}
    for each in brief.unknowns:
        by_event.setdefault(id(each.assessment), []).append(each)
    told: list[Block] = []
    for found in by_event.values():
        assessment = found[0].assessment
        mark = [say("what-if.mark", lang) + " "] if assessment.hypothetical else []
        title = line(*mark, event_title(assessment.incident, lang))
        told.append(Entry(title, (Points(tuple(_point(each, lang) for each in found)),)))
    return tuple(told)


def _point(unknown: Unknown, lang: str) -> Point:
    hangs: Sequence = unknown.hangs
    words = phrase(unknown.what, unknown.assessment.incident, lang, own_facts(hangs))
    where = say("unknowns.hangs", lang, where=cited_provisions(hangs, lang))
    return Point(line(strong(sentence(words)), " ", where))
