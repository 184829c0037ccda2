"""Incidents told in few lines, for a terminal: the words, the verdicts, what differs; proofs stay with the other formats."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from foedus.briefs.assessment import Assessment
from foedus.briefs.brief import Brief
from foedus.briefs.duties import (
    ArticleAnswers,
    article,
    articles,
    by_article,
    denial,
    duty_words,
    in_english,
    instrument_name,
    marked,
    missing_words,
    own_facts,
    reading_name,
    rests_on_unverified,
    short_name,
    titled,
    told,
    verdict_word,
)
from foedus.briefs.findings import Silence
from foedus.briefs.footing import Footing, verdict_run, why
from foedus.briefs.outline import Block, Line, Paragraph, Point, Points, Run, faint, line, strong
from foedus.briefs.phrases import apart, counted, listed, on_time, say, sentence
from foedus.briefs.told_corrections import correction_blocks
from foedus.briefs.told_events import (
    basis_words,
    by_instrument,
    event_title,
    held_by,
    silence_words,
    unsettled_line,
)
from foedus.determinations import ENGAGED, Determination, Verdict

CITED = 1
PLAIN_SILENCES = ("before", "after", "act", "actor", "target", "place", "else")
LONGEST_QUOTE = 110
DEFENCE = ("assist", "count as attack on all", "count as threat to all")
ORDER = {Verdict.OWED: 0, Verdict.BREACHED: 1, Verdict.DEEMED: 2, Verdict.OPEN: 3, Verdict.AWAITING: 4}
Told = dict[tuple[object, ...], str]


def terse_event(
    assessment: Assessment,
    foot: Footing,
    *,
    number: int,
    silences: Sequence[Silence] = (),
    near: Iterable[str] = (),
    about: str = "",
    seen: Told | None = None,
) -> Point:
    """Return one incident in few lines; `seen` remembers the answers of earlier incidents, so that like ones point back.

    Plain silences of the main pacts are told for all events together (`silence_lines`).
    """
    lang, incident = foot.lang, assessment.incident
    near = set(near)
    under: list[Block] = []
    if assessment.hypothetical:
        under.append(Paragraph(line(say("event.hypothetical", lang, day=on_time(assessment.on, lang))), "warning"))
    words = _words(assessment, foot) if not assessment.hypothetical else ()
    silent = " ".join(silence_words(each, lang) for each in silences if each.why not in PLAIN_SILENCES)
    if words or silent:
        under.append(Paragraph(line(words, " " if words and silent else "", silent)))
    under += correction_blocks(incident, foot)
    keys = {(each.instrument.id, each.provision) for each in assessment.engaged}
    shown = by_article(
        [each for each in assessment.by_event if (each.instrument.id, each.provision) in keys], assessment.asked
    )
    close = [each for each in shown if each.instrument.id in near]
    far = [each for each in assessment.engaged if each.instrument.id not in near]
    points: list[Point] = [terse_article(each, foot) for each in close]
    memory = {} if seen is None else seen
    twin = memory.setdefault(_signature(far, assessment), str(number)) if far else str(number)
    if twin != str(number):
        names = listed(dict.fromkeys(short_name(each.instrument, lang) for each in far), lang)
        points.append(Point(line(marked(say("event.twin", lang, names=names, number=twin), lang, *far), ".")))
    else:
        points += [Point(each) for each in far_lines(far, foot)]
    engaged = {(each.instrument.id, each.provision) for each in assessment.engaged}
    open_ones = [
        each
        for each in assessment.open_questions
        if each.instrument.id in near and (each.instrument.id, each.provision) not in engaged
    ]
    points += [Point(unsettled_line(group, foot, cited=CITED)) for group in by_instrument(open_ones)]
    if points:
        under.append(Points(tuple(points)))
    elif not silences and not assessment.open_questions:
        under.append(Paragraph(line(say("event.silent", lang)), "note"))
    return Point(event_title(incident, lang, about), tuple(under))


def silence_lines(brief: Brief, lang: str) -> Points | None:
    """Return why the main pacts ask nothing for some events: a line for each pact and reason, with the events' numbers."""
    found: dict[tuple[str, str], list[str]] = {}
    for number, each in enumerate(brief.assessments, 1):
        for silence in brief.silences.get(each.incident.id, ()):
            if silence.why in PLAIN_SILENCES:
                # whom the pact protects differs from event to event: here it is only that its conditions are not met
                reason = silence.why if silence.why in ("before", "after", "act") else "else"
                found.setdefault((silence.instrument.id, reason), []).append(str(number))
    rows = []
    for (name, reason), numbers in found.items():
        words = say(f"silence.{reason}", lang, instrument=instrument_name(brief.library[name], lang), articles="")
        key = "events.numbered.one" if len(numbers) == 1 else "events.numbered.many"
        rows.append(line(words.rstrip("."), f" ({say(key, lang)} {listed(numbers, lang)})."))
    return Points(tuple(Point(row) for row in rows)) if rows else None


def _words(assessment: Assessment, foot: Footing) -> Line:
    """Return the first passage that tells of an incident, how many witnesses it has and where its date comes from."""
    lang, incident = foot.lang, assessment.incident
    quote = next((found for name in incident.claims if (found := foot.quote(name, short=True))), None)
    if quote is None:
        return ()
    text = shortened(quote.text)
    rest = foot.cite_claims(incident.claims[1:4])
    kept = [basis_words(incident.basis, lang)] if incident.basis else []
    dated = say("event.dated", lang, basis=kept[0]) if kept else say("event.not dated", lang)
    witnesses = say("event.witnesses short", lang, number=incident.witnesses) if incident.witnesses > 1 else ""
    notes = apart((part for part in (witnesses, dated) if part), lang)
    return line(
        "“", Run(text, "quote"), "” [", quote.caption, "]", *((" ", rest) if rest else ()), faint(f" ({notes}).")
    )


def shortened(text: str, most: int = LONGEST_QUOTE) -> str:
    """Return a quotation cut after a word, with an ellipsis, where it is longer than a narrow page can bear."""
    if len(text) <= most:
        return text
    cut = text[:most].rsplit(" ", 1)[0].rstrip(" ,;…")
    return f"{cut} …"


def _signature(found: Sequence[Determination], assessment: Assessment) -> tuple[object, ...]:
    """Return what the answers say, with the one that the event concerns left open: two coups may be answered alike."""
    target = assessment.incident.target
    return tuple(
        (
            each.instrument.id,
            each.provision,
            each.reading,
            each.verdict,
            tuple("" if name in target else name for name in each.bearers),
            tuple("" if name in target else name for name in each.beneficiaries),
        )
        for each in found
    )


def terse_article(found: ArticleAnswers, foot: Footing, *, name: bool = True) -> Point:
    """Return one article: a line for each verdict, one for each reading that differs, and the reason once."""
    lang = foot.lang
    head = f"{short_name(found.instrument, lang)}, " if name else ""
    told_lines: list[Paragraph] = []
    bases = [answer.base for answer in found.answers]
    groups: dict[tuple[object, ...], list[Determination]] = {}
    for each in bases:
        groups.setdefault((each.reading, each.verdict, each.bearers), []).append(each)
    for group in sorted(groups.values(), key=lambda group: ORDER.get(group[0].verdict, len(ORDER))):
        told_lines.append(Paragraph(answer_line(group, foot)))
    others: dict[tuple[object, ...], list[Determination]] = {}
    for answer in found.answers:
        for other in answer.others:
            others.setdefault((other.reading, other.verdict), []).append(other)
    for group in others.values():
        told_lines.append(Paragraph(terse_reading(group, bases, foot), "reading"))
    agreeing = dict.fromkeys(
        reading_name(each.reading or "", lang) for answer in found.answers for each in answer.agreeing
    )
    if agreeing:
        key = counted("reading.agree", len(agreeing), lang, names=listed(agreeing, lang))
        told_lines.append(Paragraph(line(faint(key)), "note"))
    beside = {each.reading for answer in found.answers for each in (*answer.others, *answer.agreeing)}
    denying = dict.fromkeys(name for answer in found.answers for name in answer.denying if name not in beside)
    if denying:
        told_lines.append(Paragraph(line(denial(denying, lang)), "reading"))
    reasons = dict.fromkeys(why(each, lang) for each in bases if each.rule.duty in DEFENCE and not each.rule.standing)
    if reasons:
        told_lines.append(Paragraph(line(faint(say("proof.why", lang)), " ".join(list(reasons)[:1])), "note"))
    where = titled(found.instrument, found.article, lang)
    title = strong(f"{head}{where}" if where else short_name(found.instrument, lang))
    if len(groups) == 1:
        return Point(line(title, say("colon", lang), told_lines[0].line), tuple(told_lines[1:]))
    return Point(line(title), tuple(told_lines))


def answer_line(group: Sequence[Determination], foot: Footing, *, cited: int = CITED) -> Line:
    """Return several determinations with one verdict and the same bearers as one line, with sources and the mark."""
    lang, first = foot.lang, group[0]
    alike = [each for each in group if each.rule.modality == first.rule.modality]
    words = told(first, lang, foot.first, alike[1:])
    cite = foot.cite(first.instrument, list(dict.fromkeys(n for each in group for n in each.source_ids))[:cited], first)
    missing = _missing_of(group, lang)
    mark = () if first.reading is None else (say("reading.only", lang, reading=reading_name(first.reading, lang)), " ")
    return line(
        *mark,
        verdict_run(first.verdict, verdict_word(first.verdict, lang)),
        say("colon", lang),
        sentence(marked(words, lang, *group)),
        *((" ", faint(missing)) if missing else ()),
        " ",
        cite or faint(say("source.law only", lang, id=first.instrument.id)),
    )


def _missing_of(group: Sequence[Determination], lang: str) -> str:
    if group[0].verdict != Verdict.UNSETTLED:
        return ""
    words = missing_words((w for each in group for w in each.missing), group[0].incident, lang, own_facts(group))
    return sentence(say("missing.list", lang, words=apart(words, lang))) if words else ""


def terse_reading(group: Sequence[Determination], bases: Sequence[Determination], foot: Footing) -> Line:
    """Return a named reading: its verdict, and only so much of its words as the first reading does not say."""
    lang, first = foot.lang, group[0]
    holder = held_by(first, lang)
    key = (first.instrument.id, first.reading or "")
    held = say("reading.held", lang, who=holder) if holder and key not in foot.held else ""
    foot.held.add(key)
    head = (say("reading.named", lang, reading=reading_name(first.reading or "", lang)), held, say("colon", lang))
    verdict = verdict_run(first.verdict, verdict_word(first.verdict, lang))
    if first.verdict == Verdict.UNSETTLED:
        missing = missing_words((w for each in group for w in each.missing), first.incident, lang, own_facts(group))
        rest = f"; {say('missing.list', lang, words=apart(missing, lang))}" if missing else ""
        return line(*head, verdict, f"{marked(rest, lang, *group)}.")
    same = next((each for each in bases if each.provision == first.provision), None)
    if same is not None and same.verdict == first.verdict and same.bearers == first.bearers and first.rule.how:
        return line(
            *head, verdict, say("colon", lang), sentence(marked(in_english(first.rule.how, lang), lang, *group))
        )
    return line(*head, verdict, say("colon", lang), sentence(marked(told(first, lang, foot.first), lang, *group)))


def far_lines(found: Iterable[Determination], foot: Footing) -> list[Line]:
    """Return what instruments beside the main pacts say: a line for each instrument, verdict and set of bearers.

    What only a named reading says follows in one line, and what rests on unverified law stands behind the rest.
    """
    lang = foot.lang
    provisions: dict[tuple[str, str], list[Determination]] = {}
    for each in found:
        provisions.setdefault((each.instrument.id, each.provision), []).append(each)
    groups: dict[tuple[object, ...], list[Determination]] = {}
    only: list[Determination] = []
    for here in provisions.values():
        plain = [one for one in here if one.reading is None and one.verdict in ENGAGED]
        only += here[:1] if not plain else []
        for one in plain[:2]:
            mark = rests_on_unverified(one)
            groups.setdefault((one.instrument.id, one.verdict, one.bearers, one.rule.modality, mark), []).append(one)
    lines = []
    for group in sorted(groups.values(), key=lambda group: rests_on_unverified(group[0])):
        where = articles((each.provision for each in group), lang, instrument=group[0].instrument)
        head = say("far.line", lang, instrument=short_name(group[0].instrument, lang), article=where)
        lines.append(line(head, answer_line(group, foot)))
    if only:
        lines.append(line(say("far.readings", lang, told=apart(_reading_only(only, lang), lang))))
    return lines


def _reading_only(found: Iterable[Determination], lang: str) -> Iterable[str]:
    groups: dict[tuple[str, str | None, Verdict], list[Determination]] = {}
    for each in found:
        groups.setdefault((each.instrument.id, each.reading, each.verdict), []).append(each)
    for group in groups.values():
        first = group[0]
        where = articles((each.provision for each in group), lang, instrument=group[0].instrument)
        told_words = say(
            "far.reading",
            lang,
            instrument=short_name(first.instrument, lang),
            article=where,
            reading=reading_name(first.reading or "", lang),
            verdict=verdict_word(first.verdict, lang),
            duty=listed(dict.fromkeys(duty_words(each.rule, (), lang) for each in group), lang),
        )
        yield marked(told_words, lang, *group)


__all__ = [
    "answer_line",
    "article",
    "far_lines",
    "shortened",
    "terse_article",
    "terse_event",
    "silence_lines",
    "terse_reading",
]
