"""Incidents told one by one: what happened, in whose words, and what each pact says of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from foedus import terms
from foedus.briefs.assessment import Assessment
from foedus.briefs.duties import (
    Answer,
    ArticleAnswers,
    articles,
    by_article,
    denial,
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
from foedus.briefs.footing import Footing, verdict_run
from foedus.briefs.outline import (
    Block,
    Entry,
    Fold,
    Line,
    Paragraph,
    Point,
    Points,
    faint,
    line,
    points,
    strong,
)
from foedus.briefs.phrases import apart, counted, deed, knows, listed, names, on_time, say, sentence, time
from foedus.briefs.told_corrections import correction_blocks
from foedus.determinations import ENGAGED, Determination, Verdict
from foedus.incidents import Incident

GATHERED = ("before", "after", "act", "actor", "target", "place", "else")
"""Reasons of silence that several pacts may share in one sentence."""
MOST_CITED = 4
"""More sources for one line would hide it; the JSON answer has them all."""
SHORT_WORD = 3
"""Longer words with a small letter at their head show that a text is more than a name."""


def event_title(incident: Incident, lang: str, about: str = "") -> Line:
    """Return an incident's heading: time, place and deed."""
    where = place_beside(incident, lang)
    head = time(incident.date, lang)
    told_deed = deed(incident.act, incident.status, lang, actor=incident.actor, target=incident.target, about=about)
    return line(strong(f"{head}{f', {where}' if where else ''}{say('colon', lang)}"), sentence(told_deed))


def place_beside(incident: Incident, lang: str) -> str:
    """Return where an incident happened, unless that is the state that it is told of anyway."""
    return "" if incident.place in (*incident.target, *incident.actor) else place_name(incident.place, lang)


def silence_words(silence: Silence, lang: str) -> str:
    """Return why a pact asks nothing, with the articles that hold its duty of help."""
    instrument = silence.instrument
    helping = [rule.provision for rule in instrument.rules if rule.duty == "assist" and rule.reading is None]
    where = articles(helping, lang, "or")
    concerned = silence.determination.incident if silence.determination else None
    return sentence(
        say(
            f"silence.{silence.why}",
            lang,
            instrument=instrument_name(instrument, lang),
            articles=where,
            target=names(concerned.target if concerned else (), lang) or say("the target", lang),
            actor=names(concerned.actor if concerned else (), lang) or say("the actor", lang),
        )
    )


def silences_told(silences: Iterable[Silence], lang: str) -> list[str]:
    """Return why pacts ask nothing, those with one reason in one sentence."""
    groups: dict[str, list[Silence]] = {}
    for each in silences:
        groups.setdefault(each.why, []).append(each)
    lines = []
    for why, group in groups.items():
        if len(group) == 1 or why not in GATHERED:
            lines += [silence_words(each, lang) for each in group]
            continue
        incident = group[0].determination.incident if group[0].determination else None
        key = f"silence.several {why}" if knows(f"silence.several {why}") else f"silence.{why}"
        lines.append(
            sentence(
                say(
                    key,
                    lang,
                    instrument=listed([instrument_name(each.instrument, lang) for each in group], lang, "or"),
                    target=names(incident.target if incident else (), lang) or say("the target", lang),
                    actor=names(incident.actor if incident else (), lang) or say("the actor", lang),
                )
            )
        )
    return lines


def place_name(place: str | None, lang: str) -> str:
    """Return a place as people name it."""
    if not place:
        return ""
    return terms.name_of(place, lang) if terms.is_id(place) else place


def event_entry(
    assessment: Assessment,
    foot: Footing,
    *,
    number: int,
    silences: Sequence[Silence] = (),
    near: Iterable[str] = (),
    about: str = "",
    with_quotes: bool = True,
) -> Entry:
    """Return one incident as an entry: words of the reports, duties engaged, what is unsettled, which pacts are silent."""
    lang, incident = foot.lang, assessment.incident
    told: list[Block] = []
    if with_quotes and incident.claims:
        told += _words_of_reports(incident, foot)
    told += correction_blocks(incident, foot)
    if silences:
        words = " ".join(silence_words(each, lang) for each in silences)
        told.append(Paragraph(line(faint(words)), "note"))
    if assessment.hypothetical:
        told.append(Paragraph(line(say("event.hypothetical", lang, day=on_time(assessment.on, lang))), "warning"))
    engaged = assessment.engaged
    shown = by_article(engaged and _with_all_readings(assessment), assessment.asked)
    close, far = (
        [each for each in shown if each.instrument.id in near],
        [each for each in shown if each.instrument.id not in near],
    )
    if close:
        told.append(Points(tuple(article_point(each, foot) for each in close)))
    if far:
        told.append(far_block(far, foot))
    told += _unsettled(assessment, foot, set(near))
    if not shown and not assessment.open_questions and not silences:
        told.append(Paragraph(line(say("event.silent", lang)), "note"))
    return Entry(
        line(f"{number}. ", event_title(incident, lang, about)),
        tuple(told),
        f"#i-{number}" if not assessment.hypothetical else f"#w-{number}",
        "what-if" if assessment.hypothetical else "",
    )


def _words_of_reports(incident: Incident, foot: Footing) -> Iterable[Block]:
    lang = foot.lang
    quotes = [quote for name in incident.claims if (quote := foot.quote(name))]
    if not quotes:
        return
    count = counted("event.witnesses", incident.witnesses, lang)
    basis = (
        say("event.basis", lang, basis=basis_words(incident.basis, lang))
        if incident.basis
        else say("event.no date", lang)
    )
    yield foot.quote(incident.claims[0], short=True) or quotes[0]
    yield Paragraph(line(faint(f"{count} {basis}")), "note")
    if len(quotes) > 1:
        yield Fold(line(say("event.words", lang, number=len(quotes))), tuple(quotes))


def basis_words(basis: str, lang: str) -> str:
    """Return where a date comes from, as people say it."""
    return listed([say(f"basis.{part.strip()}", lang) for part in basis.split("+")], lang)


def _with_all_readings(assessment: Assessment) -> list[Determination]:
    """Return the provisions that are engaged on some reading, with every reading that was answered."""
    keys = {(each.instrument.id, each.provision) for each in assessment.engaged}
    return [each for each in assessment.by_event if (each.instrument.id, each.provision) in keys]


def article_point(found: ArticleAnswers, foot: Footing) -> Point:
    """Return one article with its answers, readings side by side, proof folded, sources cited."""
    lang = foot.lang
    head = line(strong(titled_article(found.instrument, found.article, lang)))
    told: list[Block] = []
    above: tuple[object, ...] | None = None
    for answer in found.answers:
        views = (
            *((each.reading, each.verdict, each.missing) for each in answer.others),
            *((each.reading, "as the first", ()) for each in answer.agreeing),
            *((name, "silent", ()) for name in answer.denying),
        )
        told += answer_blocks(answer, foot, readings=not views or views != above)
        above = views
    return Point(head, tuple(told))


def titled_article(instrument, provision: str, lang: str) -> str:  # noqa: ANN001 (pacts.Instrument)
    """Return instrument and article as a heading."""
    where = titled(instrument, provision, lang)
    return f"{short_name(instrument, lang)}, {where}" if where else short_name(instrument, lang)


def answer_blocks(answer: Answer, foot: Footing, *, readings: bool = True) -> Iterable[Block]:
    """Yield what one provision says: the first reading, the readings that differ, the reason, the sources.

    Without `readings` they are those told just above of a sister rule.
    """
    lang, base = foot.lang, answer.base
    yield Paragraph(_answer_line(base, foot))
    if not readings:
        yield Paragraph(line(faint(say("reading.as above", lang))), "note")
    for other in answer.others if readings else ():
        yield Paragraph(line(*reading_line(other, foot)), "reading")
    if answer.agreeing and readings:
        yield Paragraph(line(faint(_agreeing(answer, lang))), "note")
    if answer.denying and readings:
        yield Paragraph(line(denial(answer.denying, lang)), "reading")
    if rests_on_unverified(base):
        count = Paragraph(line(faint(counted("unverified.count", len(base.unverified), lang))), "note")
        yield Fold(line(say("unverified.fold", lang)), (points(line(each) for each in base.unverified),), (count,))
    yield foot.proof(base)
    if foot.every_proof:
        for other in (*answer.others, *answer.agreeing):
            yield foot.proof(other, reading_name(other.reading or "", lang))


def _agreeing(answer: Answer, lang: str) -> str:
    names = listed(dict.fromkeys(reading_name(each.reading or "", lang) for each in answer.agreeing), lang)
    if not answer.others and not answer.denying:
        return say("reading.all agree", lang, names=names)
    return counted("reading.agree", len(answer.agreeing), lang, names=names)


def _answer_line(base: Determination, foot: Footing) -> Line:
    lang = foot.lang
    cite = foot.cite(base.instrument, base.source_ids[:MOST_CITED], base)
    return line(
        _reading_mark(base, lang),
        verdict_run(base.verdict, verdict_word(base.verdict, lang)),
        say("colon", lang),
        sentence(marked(told(base, lang, foot.first), lang, base)),
        *_missing(base, lang),
        " ",
        cite or faint(say("source.law only", lang, id=base.instrument.id)),
    )


def _reading_mark(determination: Determination, lang: str) -> str:
    if determination.reading is None:
        return ""
    return say("reading.only", lang, reading=reading_name(determination.reading, lang)) + " "


def reading_line(other: Determination, foot: Footing) -> tuple[object, ...]:
    """Return a named reading beside the first one, with who holds it where that is known."""
    lang = foot.lang
    holder = held_by(other, lang)
    # who holds a reading is told once in a brief
    held = (
        say("reading.held", lang, who=holder)
        if holder and (other.instrument.id, other.reading) not in foot.held
        else ""
    )
    foot.held.add((other.instrument.id, other.reading or ""))
    clause = (
        ()
        if other.verdict == Verdict.UNSETTLED
        else (say("colon", lang), sentence(marked(told(other, lang, foot.first), lang, other)))
    )
    rest = (
        _missing(other, lang)
        if clause
        else (say("colon", lang).rstrip(), *_missing(other, lang, capital=False))
        if other.missing
        else (".",)
    )
    return (
        say("reading.named", lang, reading=reading_name(other.reading or "", lang)),
        held,
        say("colon", lang),
        verdict_run(other.verdict, verdict_word(other.verdict, lang)),
        *clause,
        *rest,
    )


def held_by(determination: Determination, lang: str) -> str:
    """Return who holds a reading, as the pact's blocks say."""
    names = {
        block.held_by
        for block in determination.instrument.variants
        if block.reading == determination.reading and block.held_by
    }
    told = [
        terms.name_of(name.strip(), lang) if terms.is_id(name.strip()) else _holder(name.strip(), lang)
        for text in names
        for name in ([text] if ";" in text else text.split(","))
    ]
    return listed(sorted(told), lang)


def _holder(words: str, lang: str) -> str:
    """Return who holds a reading; a proper name is the same in every language."""
    proper = all(not word[:1].islower() for word in words.split() if len(word) > SHORT_WORD)
    return words if proper else in_english(words, lang)


def _missing(determination: Determination, lang: str, *, capital: bool = True) -> tuple[object, ...]:
    if determination.verdict != Verdict.UNSETTLED or not determination.missing:
        return ()
    words = missing_words(determination.missing, determination.incident, lang, own_facts((determination,)))
    told_words = say("missing.list", lang, words=apart(words, lang))
    return (" ", faint(sentence(told_words) if capital else f"{told_words}."))


def _unsettled(assessment: Assessment, foot: Footing, near: set[str]) -> Iterable[Block]:
    """Yield what stays unsettled: a line for each instrument that matters here, the whole folded."""
    engaged = {(each.instrument.id, each.provision) for each in assessment.engaged}
    waiting = [each for each in assessment.open_questions if (each.instrument.id, each.provision) not in engaged]
    if not waiting:
        return
    close = [each for each in waiting if each.instrument.id in near]
    lines = [unsettled_line(group, foot) for group in by_instrument(close)]
    if lines and not assessment.hypothetical:
        lines[-1] = line(lines[-1], " ", faint(say("unsettled.see", foot.lang)))
    every = by_article(waiting)

    def whole() -> tuple[Block, ...]:
        long = [each for each in every if foot.far_proofs or each.instrument.id in near]
        brief = [group for group in by_instrument(waiting) if group[0].instrument.id not in near]
        short = points(unsettled_line(group, foot, with_missing=True) for group in brief)
        told_long = Points(tuple(article_point(each, foot) for each in long))
        return (told_long,) if foot.far_proofs else (told_long, short)

    summary = say("unsettled.fold", foot.lang, number=len(every))
    yield foot.fold(summary, whole, (points(lines),) if lines else ())


def far_block(found: Sequence[ArticleAnswers], foot: Footing) -> Block:
    """Return what instruments beside the main pacts say: one line for each article, the whole folded."""
    lang = foot.lang
    lines = []
    for each in found:
        firm = [one for answer in each.answers for one in (answer.base, *answer.others) if one.verdict in ENGAGED]
        plain = [one for one in firm if one.reading is None] or firm[:1] or [answer.base for answer in each.answers[:1]]
        where = articles((each.article,), lang, instrument=each.instrument)
        head = say("far.line", lang, instrument=short_name(each.instrument, lang), article=where)
        lines += [line(head, _answer_line(one, foot)) for one in plain[:2]]
    return foot.fold(
        say("far.fold", lang, number=len(found)),
        lambda: (Points(tuple(article_point(each, foot) for each in found)),),
        (points(lines),),
    )


def by_instrument(found: Iterable[Determination]) -> list[list[Determination]]:
    """Return determinations gathered by instrument."""
    groups: dict[str, list[Determination]] = {}
    for each in found:
        groups.setdefault(each.instrument.id, []).append(each)
    return list(groups.values())


def unsettled_line(
    group: Sequence[Determination], foot: Footing, *, with_missing: bool = False, cited: int = 3
) -> Line:
    """Return one line on an instrument that leaves an event unsettled: its articles and what is missing."""
    lang, first = foot.lang, group[0]
    base = [each for each in group if each.reading is None] or list(group)
    only = (
        ""
        if base[0].reading is None
        else say(
            "unsettled.reading",
            lang,
            names=listed(list(dict.fromkeys(reading_name(each.reading or "", lang) for each in base)), lang, "or"),
        )
    )
    where = articles((each.provision for each in base), lang, instrument=first.instrument)
    words = missing_words(
        (word for each in base for word in (*each.missing, *each.awaiting)), first.incident, lang, own_facts(base)
    )
    missing = f" {sentence(say('missing.list', lang, words=apart(words, lang)))}" if words and with_missing else ""
    names = list(dict.fromkeys(name for each in base for name in each.source_ids))[:cited]
    cite = foot.cite(first.instrument, names, first) if cited else ()
    return line(
        verdict_run(Verdict.UNSETTLED, verdict_word(Verdict.UNSETTLED, lang)),
        say("colon", lang),
        say(
            "unsettled.line",
            lang,
            instrument=short_name(first.instrument, lang),
            articles=marked(where, lang, *base) if where else "",
            reading=only,
        ),
        missing,
        *((" ", cite) if cite else ()),
    )
