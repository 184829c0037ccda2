"""The brief put together as a document: the answer in short first, then numbered sections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import PurePath

from foedus import __version__
from foedus.briefs.assessment import Assessment
from foedus.briefs.brief import Brief
from foedus.briefs.duties import instrument_name
from foedus.briefs.footing import Footing, anchor, numbered
from foedus.briefs.outline import (
    Block,
    Document,
    Entry,
    Paragraph,
    Passage,
    Point,
    Points,
    Section,
    Text,
    faint,
    line,
)
from foedus.briefs.phrases import day, french_object, listed, say, time
from foedus.briefs.summary import answer
from foedus.briefs.terse_events import Told, silence_lines, terse_event
from foedus.briefs.terse_law import terse_clauses, terse_standing, terse_states
from foedus.briefs.terse_open import terse_discrepancies, terse_sources, terse_unverified
from foedus.briefs.told_clashes import collision_blocks, unverified_blocks
from foedus.briefs.told_corrections import corrections_told, who_corrected
from foedus.briefs.told_events import event_entry
from foedus.briefs.told_law import clause_blocks, standing_blocks, state_blocks
from foedus.briefs.told_open import discrepancy_blocks, source_blocks
from foedus.briefs.told_unknowns import event_anchors, unknown_blocks
from foedus.pacts import Instrument
from foedus.reading import Report
from foedus.terms import When


def brief_document(brief: Brief, lang: str = "en", *, terse: bool = False, far_proofs: bool = True) -> Document:
    """Return a brief told in one language; `terse` tells every point in few lines and leaves the proofs out."""
    parts, foot = numbered(
        Footing(
            lang,
            brief.reports,
            brief.told_claims,
            first=brief.named,
            whole=not terse,
            far_proofs=far_proofs,
            terse=terse,
            stipulations=brief.reconciliation.stipulations,
        ),  # fmt: skip
        lambda foot: _parts(brief, foot),
    )
    sources = terse_sources(brief, foot) if terse else source_blocks(brief, foot)
    parts.append(("sources", say("section.sources", lang), sources))
    short = Points(tuple(Point(line(each)) for each in answer(brief, lang)))
    sections = [Section(say("section.answer", lang), "#answer", (short,))]
    sections += numbered_sections(parts)
    title = say("brief.title one" if len(brief.reports) == 1 else "brief.title", lang, number=len(brief.reports))
    reports = "; ".join(
        f"R{number} {each.title or PurePath(each.file).name}" for number, each in enumerate(brief.reports, 1)
    )
    subtitle = [
        line(faint(say("brief.reports", lang, names=reports))),
        line(faint(say("brief.day", lang, day=day(brief.day.first_day, lang)))),
    ]
    if brief.as_of:
        subtitle.append(line(faint(say("brief.as of", lang, day=day(brief.as_of, lang)))))
    if corrected := who_corrected(brief.reconciliation, lang):
        subtitle.append(line(corrected))
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


def _parts(brief: Brief, foot: Footing) -> list[tuple[str, str, tuple[Block, ...]]]:
    """Return the numbered sections but the sources: name, title and blocks."""
    lang = foot.lang
    near = [pact.id for pact in brief.pacts]
    terse, numbers = foot.terse, event_anchors(brief, lang)
    today = day(brief.day.first_day, lang)
    corrected = corrections_told(brief, foot, numbers) if brief.reconciliation.corrections else ()
    return [
        ("events", say("section.events", lang), _events(brief, foot, near) or _note("events.none", lang)),
        *((("corrections", say("section.corrections", lang), corrected),) if corrected else ()),
        ("standing", say("section.standing", lang), (terse_standing if terse else standing_blocks)(brief, foot)),
        ("what-if", say("section.what-if", lang), _what_if(brief, foot, near) or _note("what-if.none", lang)),
        ("collisions", say("section.collisions", lang), collision_blocks(brief.collisions, foot, near, numbers)),
        ("clauses", say("section.clauses", lang), (terse_clauses if terse else clause_blocks)(brief, foot)),
        ("states", say("section.states", lang, day=today), (terse_states if terse else state_blocks)(brief, foot)),
        ("unknowns", say("section.unknowns", lang), unknown_blocks(brief, foot)),
        (
            "discrepancies",
            say("section.discrepancies", lang),
            (terse_discrepancies if terse else discrepancy_blocks)(brief, foot),
        ),
        (
            "unverified",
            say("section.unverified", lang),
            (terse_unverified if terse else unverified_blocks)(brief, foot),
        ),
    ]


def _events(brief: Brief, foot: Footing, near: Sequence[str]) -> tuple[Block, ...]:
    seen: Told = {}
    told: list[Entry] = []
    lines: list[Point] = []
    for number, each in enumerate(brief.assessments, 1):
        silences, about = brief.silences.get(each.incident.id, ()), about_of(each, brief, foot.lang)
        if foot.terse:
            lines.append(terse_event(each, foot, number=number, silences=silences, near=near, about=about, seen=seen))
        else:
            told.append(event_entry(each, foot, number=number, silences=silences, near=near, about=about))
    silent = silence_lines(brief, foot.lang) if lines else None
    return (Points(tuple(lines), numbered=True), *((silent,) if silent else ())) if lines else tuple(told)


def _what_if(brief: Brief, foot: Footing, near: Sequence[str]) -> tuple[Block, ...]:
    if foot.terse and brief.what_if:
        lines = (terse_event(each, foot, number=n, near=near) for n, each in enumerate(brief.what_if, 1))
        return (Points(tuple(lines), numbered=True),)
    return tuple(
        event_entry(each, foot, number=n, near=near, with_quotes=False) for n, each in enumerate(brief.what_if, 1)
    )


def _note(key: str, lang: str) -> tuple[Block, ...]:
    return (Paragraph(line(say(key, lang)), "note"),)


def about_of(assessment: Assessment, brief: Brief, lang: str) -> str:
    """Return the names of the instruments that an incident's claims are about."""
    named: dict[str, None] = {}
    for name in assessment.incident.claims:
        claim = brief.claims.get(name)
        for each in claim.about if claim else ():
            if each in brief.library.instruments:
                named[_with_article(brief.library[each], lang)] = None
    incident = assessment.incident
    if not named and incident.act == "signature" and incident.date.first_day:
        # a report may not name what was signed; its day and parties do
        for instrument in brief.library.encoded:
            same_day = instrument.about("signed") == incident.date.first_day.isoformat()
            if same_day and incident.actor and set(incident.actor) <= set(instrument.parties):
                named[_with_article(instrument, lang)] = None
    return listed(list(named)[:2], lang)


def _with_article(instrument: Instrument, lang: str) -> str:
    """Return an instrument's name as the object of a sentence; French titles take their article."""
    name = instrument_name(instrument, lang)
    return name if lang != "fr" else french_object(name)


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
        passages += [Passage(at, span) for at, (name, span) in foot.passages.items() if name == report.id]
        passages += [Passage("", part.span, "aside") for part in report.set_aside]
        caption = line(faint(f"{report.file}, sha256 {report.sha256[:12]}…"))
        found.append(
            Text(
                f"#r-{number}",
                f"R{number}  {report.title or PurePath(report.file).name}",
                caption,
                report.text,
                tuple(sorted(passages, key=lambda one: (one.span, one.anchor))),
            )
        )
    return tuple(found)


def numbered_sections(parts: Iterable[tuple[str, str, tuple[Block, ...]]]) -> list[Section]:
    """Return sections with their numbers, from names, titles and blocks."""
    return [Section(f"{number}. {title}", f"#{name}", told) for number, (name, title, told) in enumerate(parts, 1)]
