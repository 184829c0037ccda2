"""Incidents told one by one: what happened, in whose words, and what each pact says of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from foedus import terms
from foedus.briefs.assessment import Assessment
from foedus.briefs.duties import Answer, ArticleAnswers, article, by_article, instrument_name, phrase, titled, told, verdict_word
from foedus.briefs.findings import Silence
from foedus.briefs.footing import Footing, verdict_run
from foedus.briefs.outline import Block, Entry, Fold, Line, Paragraph, Point, Points, faint, joined, line, points, strong
from foedus.briefs.phrases import deed, listed, on_time, say, sentence, time
from foedus.determinations import ENGAGED, SILENT, Determination, Verdict
from foedus.incidents import Incident

MANY = 6
"""More bearers than this are counted, not named."""


def event_title(incident: Incident, lang: str, about: str = "") -> Line:
    """Return an incident's heading: time, place and deed."""
    where = place_name(incident.place, lang)
    head = time(incident.date, lang)
    told_deed = deed(incident.act, incident.status, lang, actor=incident.actor, target=incident.target, about=about)
    return line(strong(f"{head}{f', {where}' if where else ''}: "), sentence(told_deed))


def place_name(place: str | None, lang: str) -> str:
    """Return a place as people name it."""
    if not place:
        return ""
    return terms.name_of(place, lang) if terms.is_id(place) else place


def event_entry(
    assessment: Assessment, foot: Footing, *, number: int, silences: Sequence[Silence] = (), near: Iterable[str] = (), about: str = "",
    with_quotes: bool = True,
) -> Entry:  # fmt: skip
    """Return one incident as an entry: words of the reports, duties engaged, what is unsettled, which pacts are silent."""
    lang, incident = foot.lang, assessment.incident
    told: list[Block] = []
    if with_quotes and incident.claims:
        told += _words_of_reports(incident, foot)
    if assessment.hypothetical:
        told.append(Paragraph(line(say("event.hypothetical", lang, day=on_time(assessment.on, lang))), "warning"))
    engaged = assessment.engaged
    shown = by_article(engaged and _with_all_readings(assessment))
    if shown:
        told.append(Points(tuple(article_point(each, foot, assessment) for each in shown)))
    told += _unsettled(assessment, foot, set(near))
    for silence in silences:
        name = instrument_name(silence.instrument, lang)
        told.append(Paragraph(line(sentence(say(f"silence.{silence.why}", lang, instrument=name))), "note"))
    if not shown and not assessment.open_questions and not silences:
        told.append(Paragraph(line(say("event.silent", lang)), "note"))
    return Entry(
        line(f"{number}. ", event_title(incident, lang, about)), tuple(told), f"#i-{number}" if not assessment.hypothetical else f"#w-{number}",
        "what-if" if assessment.hypothetical else "",
    )  # fmt: skip


def _words_of_reports(incident: Incident, foot: Footing) -> Iterable[Block]:
    lang = foot.lang
    quotes = [quote for name in incident.claims if (quote := foot.quote(name))]
    if not quotes:
        return
    short = foot.quote(incident.claims[0], short=True)
    count = say("event.witnesses.one" if incident.witnesses == 1 else "event.witnesses.many", lang, number=incident.witnesses)
    basis = say("event.basis", lang, basis=_basis(incident.basis, lang)) if incident.basis else say("event.no date", lang)
    yield Fold(
        line(say("event.words", lang, count=count, number=len(quotes)), " ", faint(basis)),
        tuple(quotes),
        tuple(each for each in (short, Paragraph(line(faint(f"{count} {basis}")), "note")) if each is not None),
    )


def _basis(basis: str, lang: str) -> str:
    return listed([say(f"basis.{part.strip()}", lang) for part in basis.split("+")], lang)


def _with_all_readings(assessment: Assessment) -> list[Determination]:
    """Return the provisions that are engaged on some reading, with every reading that was answered."""
    keys = {(each.instrument.id, each.provision) for each in assessment.engaged}
    return [each for each in assessment.by_event if (each.instrument.id, each.provision) in keys]


def article_point(found: ArticleAnswers, foot: Footing, assessment: Assessment | None = None) -> Point:
    """Return one article with its answers, readings side by side, proof folded, sources cited."""
    lang = foot.lang
    head = line(strong(titled_article(found.instrument, found.article, lang)))
    told: list[Block] = []
    for answer in found.answers:
        told += answer_blocks(answer, foot, assessment)
    return Point(head, tuple(told))


def titled_article(instrument, provision: str, lang: str) -> str:  # noqa: ANN001 (pacts.Instrument)
    """Return instrument and article as a heading."""
    return f"{instrument.short_name}, {titled(instrument, provision, lang)}"


def answer_blocks(answer: Answer, foot: Footing, assessment: Assessment | None = None) -> Iterable[Block]:
    """Yield what one provision says: the first reading, the readings that differ, the reason, the sources."""
    lang, base = foot.lang, answer.base
    cite = foot.cite(base.instrument, base.source_ids, base)
    yield Paragraph(
        line(_reading_mark(base, lang), verdict_run(base.verdict, verdict_word(base.verdict, lang)), ": ",
             sentence(short_told(base, lang)), *_missing(base, lang), " ", cite or faint(say("source.law only", lang, id=base.instrument.id))),
    )  # fmt: skip
    for other in answer.others:
        yield Paragraph(line(*reading_line(other, lang)), "reading")
    if answer.agreeing and answer.others:
        names = listed([f"“{each.reading}”" for each in answer.agreeing], lang)
        yield Paragraph(line(faint(say("reading.agree", lang, names=names))), "note")
    elif answer.agreeing:
        names = listed([f"“{each.reading}”" for each in answer.agreeing], lang)
        yield Paragraph(line(faint(say("reading.all agree", lang, names=names))), "note")
    if base.unverified:
        yield Paragraph(line(faint(say("unverified.rests", lang, what="; ".join(base.unverified)))), "note")
    yield foot.proof(base)


def _reading_mark(determination: Determination, lang: str) -> str:
    if determination.reading is None:
        return ""
    return say("reading.only", lang, reading=determination.reading) + " "


def reading_line(other: Determination, lang: str) -> tuple[object, ...]:
    """Return a named reading beside the first one, with who holds it where that is known."""
    held = say("reading.held", lang, who=held_by(other, lang)) if held_by(other, lang) else ""
    return (
        say("reading.named", lang, reading=other.reading or ""), held, ": ", verdict_run(other.verdict, verdict_word(other.verdict, lang)),
        ": ", sentence(short_told(other, lang)), *_missing(other, lang),
    )  # fmt: skip


def held_by(determination: Determination, lang: str) -> str:
    """Return who holds a reading, as the pact's blocks say."""
    names = {block.held_by for block in determination.instrument.variants if block.reading == determination.reading and block.held_by}
    told = [terms.name_of(name.strip(), lang) if terms.is_id(name.strip()) else name.strip() for text in names for name in text.split(",")]
    return listed(sorted(told), lang)


def _missing(determination: Determination, lang: str) -> tuple[object, ...]:
    if determination.verdict != Verdict.UNSETTLED or not determination.missing:
        return ()
    words = [phrase(word, determination.incident, lang) for word in determination.missing]
    return (" ", faint(sentence(say("missing.list", lang, words="; ".join(words)))))


def short_told(determination: Determination, lang: str) -> str:
    """Return a determination's clause, a long list of bearers counted instead of named."""
    if len(determination.bearers) <= MANY:
        return told(determination, lang)
    from dataclasses import replace

    marked = replace(determination, bearers=determination.bearers[:2])
    text = told(marked, lang)
    more = say("bearers.more", lang, number=len(determination.bearers) - 2)
    both = listed([terms_name(name, lang) for name in marked.bearers], lang)
    return text.replace(both, listed([*(terms_name(name, lang) for name in marked.bearers), more], lang), 1)


def terms_name(actor: str, lang: str) -> str:
    from foedus.briefs.phrases import named

    return named(actor, lang)


def _unsettled(assessment: Assessment, foot: Footing, near: set[str]) -> Iterable[Block]:
    """Yield what stays unsettled: a line for each instrument that matters here, the whole folded."""
    lang = foot.lang
    engaged = {(each.instrument.id, each.provision) for each in assessment.engaged}
    waiting = [each for each in assessment.open_questions if (each.instrument.id, each.provision) not in engaged]
    if not waiting:
        return
    close = [each for each in waiting if each.instrument.id in near]
    far = [each for each in waiting if each.instrument.id not in near]
    lines = [unsettled_line(group, foot) for group in by_instrument(close)]
    if far:
        names = listed([group[0].instrument.short_name for group in by_instrument(far)], lang)
        lines.append(line(faint(say("unsettled.far", lang, names=names))))
    whole = tuple(article_point(each, foot, assessment) for each in by_article(waiting))
    yield Fold(line(say("unsettled.fold", lang, number=len(whole))), (Points(whole),), (points(lines),))


def by_instrument(found: Iterable[Determination]) -> list[list[Determination]]:
    """Return determinations gathered by instrument."""
    groups: dict[str, list[Determination]] = {}
    for each in found:
        groups.setdefault(each.instrument.id, []).append(each)
    return list(groups.values())


def unsettled_line(group: Sequence[Determination], foot: Footing) -> Line:
    """Return one line on an instrument that leaves an event unsettled: its articles and what is missing."""
    lang, first = foot.lang, group[0]
    base = [each for each in group if each.reading is None] or list(group)
    articles = listed(list(dict.fromkeys(article(each.provision, lang) for each in base)), lang)
    words = dict.fromkeys(phrase(word, each.incident, lang) for each in base for word in (*each.missing, *each.awaiting))
    cite = foot.cite(first.instrument, [name for each in base for name in each.source_ids][:3], first)
    return line(
        verdict_run(Verdict.UNSETTLED, verdict_word(Verdict.UNSETTLED, lang)), ": ",
        say("unsettled.line", lang, instrument=first.instrument.short_name, articles=articles), " ",
        sentence(say("missing.list", lang, words="; ".join(words))), " ", cite,
    )  # fmt: skip


__all__ = [
    "ENGAGED", "SILENT", "answer_blocks", "article_point", "by_instrument", "event_entry", "event_title", "joined", "place_name",
    "reading_line", "short_told", "titled_article", "unsettled_line",
]  # fmt: skip
