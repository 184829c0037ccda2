"""The brief put together as a document: the answer in short first, then numbered sections."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from foedus import __version__
from foedus.briefs.assessment import Assessment
from foedus.briefs.brief import Brief
from foedus.briefs.duties import article, by_article, facts_told, instrument_name, told, verdict_word
from foedus.briefs.footing import Footing, anchor, verdict_run
from foedus.briefs.outline import (
    Block,
    Document,
    Entry,
    Fold,
    Line,
    Paragraph,
    Passage,
    Point,
    Points,
    Section,
    Text,
    faint,
    line,
    points,
)
from foedus.briefs.phrases import counted, day, deed, listed, names, on_time, say, sentence, time
from foedus.briefs.summary import answer
from foedus.briefs.told_events import article_point, event_entry, place_name, unsettled_line
from foedus.briefs.told_events import by_instrument as grouped
from foedus.briefs.told_law import clause_blocks, standing_blocks, state_blocks
from foedus.briefs.told_open import (
    collision_blocks,
    discrepancy_blocks,
    law_point,
    source_blocks,
    unknown_blocks,
    unverified_blocks,
)
from foedus.incidents import Reconciliation
from foedus.reading import Report
from foedus.terms import When


def brief_document(brief: Brief, lang: str = "en") -> Document:
    """Return a brief told in one language."""
    foot = Footing(lang, brief.reports, brief.claims, first=brief.named)
    today = day(brief.day.first_day, lang)
    near = [pact.id for pact in brief.pacts]
    events = tuple(
        event_entry(
            each,
            foot,
            number=number,
            silences=brief.silences.get(each.incident.id, ()),
            near=near,
            about=_about(each, brief),
        )
        for number, each in enumerate(brief.assessments, 1)
    )
    what_if: tuple[Block, ...] = tuple(
        event_entry(each, foot, number=number, near=near, with_quotes=False)
        for number, each in enumerate(brief.what_if, 1)
    )
    parts: list[tuple[str, str, tuple[Block, ...]]] = [
        ("events", say("section.events", lang), events or _note("events.none", lang)),
        ("standing", say("section.standing", lang), standing_blocks(brief, foot)),
        ("what-if", say("section.what-if", lang), what_if or _note("what-if.none", lang)),
        ("collisions", say("section.collisions", lang), collision_blocks(brief.collisions, foot)),
        ("clauses", say("section.clauses", lang), clause_blocks(brief, foot)),
        ("states", say("section.states", lang, day=today), state_blocks(brief, foot)),
        ("unknowns", say("section.unknowns", lang), unknown_blocks(brief, foot)),
        ("discrepancies", say("section.discrepancies", lang), discrepancy_blocks(brief, foot)),
        ("unverified", say("section.unverified", lang), unverified_blocks(brief, foot)),
    ]
    parts.append(("sources", say("section.sources", lang), source_blocks(brief, foot)))
    short = Section(
        say("section.answer", lang),
        "#answer",
        (Points(tuple(Point(line(each)) for each in answer(brief, lang))),),
    )
    sections = [short] + [
        Section(f"{number}. {title}", f"#{name}", told) for number, (name, title, told) in enumerate(parts, 1)
    ]
    title = say("brief.title one" if len(brief.reports) == 1 else "brief.title", lang, number=len(brief.reports))
    subtitle = [
        line(
            faint(
                say(
                    "brief.reports",
                    lang,
                    names="; ".join(
                        f"R{number} {report.title or report.file}" for number, report in enumerate(brief.reports, 1)
                    ),
                )
            )
        ),
        line(faint(say("brief.day", lang, day=today))),
    ]
    if brief.as_of:
        subtitle.append(line(faint(say("brief.as of", lang, day=day(brief.as_of, lang)))))
    return Document(
        lang,
        title,
        tuple(subtitle),
        tuple(sections),
        closing(brief.on, brief.as_of, brief.library.digest, lang, brief.day),
        texts(brief.reports, foot),
        say("section.texts", lang),
        say("section.contents", lang),
    )


def _note(key: str, lang: str) -> tuple[Block, ...]:
    return (Paragraph(line(say(key, lang)), "note"),)


def _about(assessment: Assessment, brief: Brief) -> str:
    """Return the names of the instruments that an incident's claims are about."""
    named: dict[str, None] = {}
    for name in assessment.incident.claims:
        claim = brief.claims.get(name)
        for each in claim.about if claim else ():
            if each in brief.library.instruments:
                named[instrument_name(brief.library[each])] = None
    return listed(list(named)[:2])


def closing(
    on: When | None, as_of: date | None, digest: str, lang: str, own: When | None = None
) -> tuple[Paragraph, ...]:
    """Return what the answer is not, and under which readings, clocks and library it was made."""
    asked = (
        day(on.first_day, lang)
        if on is not None and on.first_day == on.last_day
        else time(on, lang)
        if on is not None
        else say("clock.each own", lang, day=day(own.first_day, lang) if own else "")
    )
    known = say("clock.as of", lang, day=day(as_of, lang)) if as_of else say("clock.everything", lang)
    return (
        Paragraph(line(say("closing.not", lang))),
        Paragraph(line(say("closing.readings", lang))),
        Paragraph(
            line(faint(say("closing.clock", lang, on=asked, as_of=known, version=__version__, digest=digest[:12])))
        ),
    )


def texts(reports: Sequence[Report], foot: Footing) -> tuple[Text, ...]:
    """Return the reports' texts with every quoted passage marked, so that a quote leads to its place."""
    found = []
    for number, report in enumerate(reports, 1):
        passages = [
            Passage(anchor(name), claim.span)
            for name, claim in foot.quoted.items()
            if foot.report_number(claim) == number
        ]
        passages += [Passage("", part.span, "aside") for part in report.set_aside]
        caption = line(faint(f"{report.file}, sha256 {report.sha256[:12]}…"))
        found.append(
            Text(
                f"#r-{number}",
                f"R{number}  {report.title or report.file}",
                caption,
                report.text,
                tuple(sorted(passages, key=lambda one: (one.span, one.anchor))),
            )
        )
    return tuple(found)


def assessment_document(assessment: Assessment, lang: str = "en") -> Document:
    """Return one assessment told: what is owed first, then each article, collisions, what would change it, sources."""
    foot = Footing(lang)
    incident = assessment.incident
    answers = by_article(assessment.determinations)
    short: list[Line] = []
    head = deed(incident.act, incident.status, lang, actor=incident.actor, target=incident.target)
    where = place_name(incident.place, lang)
    title = sentence(f"{head}{f', {where}' if where else ''}, {on_time(incident.date, lang)}")
    for found in answers:
        for each in found.answers:
            base = each.base
            if base.rule.standing:
                continue
            short.append(line(verdict_run(base.verdict, verdict_word(base.verdict, lang)), ": ", _one_line(base, lang)))
    sections = [Section(say("section.answer", lang), "#answer", (points(_first_lines(assessment, short, lang)),))]
    event = tuple(found for found in answers if not found.answers[0].base.rule.standing)
    standing = tuple(found for found in answers if found.answers[0].base.rule.standing)
    parts: list[tuple[str, tuple[Block, ...]]] = []
    if event:
        parts.append(("determinations", (Points(tuple(article_point(each, foot, assessment) for each in event)),)))
    if standing:
        whole = Points(tuple(article_point(each, foot, assessment) for each in standing))
        named = listed(list(dict.fromkeys(each.instrument.short_name for each in standing)), lang)
        parts.append(
            (
                "standing",
                (
                    Fold(
                        line(say("section.standing", lang)),
                        (whole,),
                        (Paragraph(line(faint(say("standing.others named", lang, names=named)))),),
                    ),
                ),
            )
        )
    if assessment.collisions:
        parts.append(("collisions", collision_blocks([(assessment, each) for each in assessment.collisions], foot)))
    changes = _change_lines(assessment, lang)
    if changes:
        parts.append(("changes", (Points(tuple(Point(each) for each in changes)),)))
    laws = [law_point(number, instrument, source, foot) for (instrument, source), number in foot.cited.items()]
    if laws:
        parts.append(("sources", (Points(tuple(laws)),)))
    sections += [
        Section(f"{number}. {say(f'section.{name}', lang)}", f"#{name}", told_blocks)
        for number, (name, told_blocks) in enumerate(parts, 1)
    ]
    subtitle = [line(faint(say("assessment.title", lang)))]
    if assessment.hypothetical:
        subtitle.append(line(say("event.hypothetical", lang, day=on_time(assessment.on, lang))))
    return Document(
        lang,
        title,
        tuple(subtitle),
        tuple(sections),
        closing(assessment.on, assessment.as_of, assessment.library, lang),
    )


def _one_line(base, lang: str) -> str:  # noqa: ANN001 (a Determination)
    return sentence(
        say(
            "answer.under",
            lang,
            told=told(base, lang),
            articles=article(base.provision, lang),
            instrument=instrument_name(base.instrument, lang),
        )
    )


def _first_lines(assessment: Assessment, lines: list[Line], lang: str) -> list[Line]:
    if not lines:
        return [line(say("assessment.silent", lang))]
    engaged = [
        each
        for each, base in zip(
            lines,
            [
                one.base
                for found in by_article(assessment.determinations)
                for one in found.answers
                if not one.base.rule.standing
            ],
            strict=True,
        )
        if base in assessment.engaged
    ]
    return engaged or lines[:6]


def _change_lines(assessment: Assessment, lang: str) -> list[Line]:
    told: dict[str, dict[str, list[str]]] = {}
    turning = [each for each in (*assessment.engaged, *assessment.open_questions) if each.reading is None]
    for change in (change for each in turning for change in assessment.changes_of(each)):
        supposed = facts_told(change.facts.items(), assessment.incident, lang)
        where = f"{change.determination.instrument.short_name}, {article(change.determination.provision, lang)}"
        told.setdefault(supposed, {}).setdefault(verdict_word(change.to, lang), []).append(where)
    return [
        line(
            say("unknowns.if", lang, facts=supposed),
            " ",
            "; ".join(f"{verdict} ({', '.join(dict.fromkeys(places))})" for verdict, places in found.items()),
        )
        for supposed, found in told.items()
    ]


def reading_document(
    reports: Sequence[Report], reconciliation: Reconciliation, lang: str = "en", digest: str = ""
) -> Document:
    """Return only the reading: claims with their words, merged incidents, discrepancies."""
    claims = {claim.id: claim for report in reports for claim in report.claims}
    foot = Footing(lang, tuple(reports), claims)
    incidents = []
    for number, incident in enumerate(reconciliation.incidents, 1):
        told = sentence(deed(incident.act, incident.status, lang, actor=incident.actor, target=incident.target))
        where = place_name(incident.place, lang)
        incidents.append(
            Point(
                line(
                    f"{number}. {time(incident.date, lang)}{f', {where}' if where else ''}: {told} ",
                    foot.cite_claims(incident.claims),
                    " ",
                    faint(counted("event.witnesses", incident.witnesses, lang)),
                )
            )
        )
    differing = [
        Point(
            line(sentence(found.about)),
            (
                points(
                    line(
                        "“",
                        " ".join(value.value.split()),
                        "” ",
                        foot.cite_claims(value.claims) or faint(say("source.library", lang)),
                    )
                    for value in found.values
                ),
                Paragraph(line("→ ", sentence(found.assessment)), "answer"),
            ),
        )
        for found in reconciliation.discrepancies
    ]
    told_claims: list[Block] = []
    for number, report in enumerate(reports, 1):
        under: list[Block] = []
        for claim in report.claims:
            quote = foot.quote(claim.id)
            sides = " → ".join(part for part in (names(claim.initiator, lang), names(claim.target, lang)) if part)
            head = line(f"{claim.type}{f' {claim.act}' if claim.act else ''} ({claim.modality}) {sides}".rstrip())
            under.append(Points((Point(head, (quote,) if quote else ()),)))
        if not under:
            under.append(Paragraph(line(say("reading.no claims", lang)), "note"))
        under += [
            Paragraph(
                line(faint(say("reading.set aside", lang, why=f"{part.why} {part.span[0]}–{part.span[1]}"))), "note"
            )
            for part in report.set_aside
        ]
        under += [
            Paragraph(line(faint(say("reading.unread", lang, why=f"{part.why} {part.span[0]}–{part.span[1]}"))), "note")
            for part in report.unread
        ]
        told_claims.append(Entry(line(f"R{number} {report.title or report.file}"), tuple(under)))
    parts = [
        ("incidents", (Points(tuple(incidents)),) if incidents else _note("events.none", lang)),
        ("discrepancies", (Points(tuple(differing)),) if differing else _note("discrepancies.none", lang)),
        ("claims", tuple(told_claims)),
    ]
    sections = tuple(
        Section(f"{number}. {say(f'section.{name}', lang)}", f"#{name}", told)
        for number, (name, told) in enumerate(parts, 1)
    )
    title = say("reading.title one" if len(reports) == 1 else "reading.title", lang, number=len(reports))
    end = closing(None, None, digest, lang)[:1]
    return Document(
        lang, title, (), sections, end, texts(reports, foot), say("section.texts", lang), say("section.contents", lang)
    )


__all__ = ["assessment_document", "brief_document", "grouped", "reading_document", "unsettled_line"]
