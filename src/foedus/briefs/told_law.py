"""The law told apart from events: standing duties, how instruments stand on the day, and their articles beside the reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

from foedus import terms
from foedus.briefs.brief import Brief
from foedus.briefs.clauses import Clause, by_instrument
from foedus.briefs.duties import ArticleAnswers, article, by_article, reading_name, short_name, titled
from foedus.briefs.footing import Footing
from foedus.briefs.outline import Block, Fold, Line, Paragraph, Point, Points, faint, line, strong
from foedus.briefs.phrases import MANY, apart, counted, day, iso_day, listed, named, names, of_names, say, sentence
from foedus.briefs.states import InstrumentState, Member, Notice
from foedus.briefs.told_events import article_point
from foedus.terms import Edge

_FEW = 3


def standing_blocks(brief: Brief, foot: Footing) -> tuple[Block, ...]:
    """Return the duties that need no event, by article: those of defence pacts first, the rest in a fold."""
    lang = foot.lang
    main = {pact.id for pact in brief.pacts}
    first: list[ArticleAnswers] = []
    rest: list[ArticleAnswers] = []
    for found in by_article(brief.standing):
        (first if found.instrument.id in main else rest).append(found)
    told: list[Block] = [Paragraph(line(say("standing.intro", lang, day=day(brief.day.first_day, lang))), "note")]
    if first:
        told.append(Points(tuple(article_point(each, foot) for each in first)))
    if rest:
        names_told = listed(dict.fromkeys(short_name(each.instrument, lang) for each in rest), lang)
        told.append(
            Fold(
                line(say("standing.others", lang, number=len(rest))),
                (Points(tuple(article_point(each, foot) for each in rest)),),
                (Paragraph(line(faint(say("standing.others named", lang, names=names_told))), "note"),)
                if not first
                else (Paragraph(line(faint(say("standing.others named", lang, names=names_told))), "note"),),
            )
        )
    return tuple(told) if first or rest else (Paragraph(line(say("standing.none", lang)), "note"),)


def state_blocks(brief: Brief, foot: Footing) -> tuple[Block, ...]:
    """Return how each instrument that the reports touch stands on the day; those only engaged follow in short."""
    mentioned = [state for state in brief.states if state.claims]
    others = [state for state in brief.states if not state.claims]
    told: list[Block] = [Points(tuple(state_point(state, foot) for state in mentioned))] if mentioned else []
    if others:
        whole = Points(tuple(state_point(state, foot) for state in others))
        named = listed([short_name(state.instrument, foot.lang) for state in others], foot.lang)
        told.append(
            Fold(
                line(say("state.others", foot.lang)),
                (whole,),
                (Paragraph(line(faint(say("state.others named", foot.lang, names=named))), "note"),),
            )
        )
    return tuple(told) or (Paragraph(line(say("state.none", foot.lang)), "note"),)


def state_point(state: InstrumentState, foot: Footing) -> Point:
    """Return one instrument's standing on the day."""
    lang, instrument = foot.lang, state.instrument
    under: list[Block] = []
    if state.members:
        under.append(Paragraph(line(sentence(members_words(state.members, lang)))))
    if state.gone:
        gone = listed(
            [f"{names((party,), lang)} ({edge_words(edge, lang)})" for party, edge in state.gone[-MANY:]], lang
        )
        under.append(Paragraph(line(sentence(say("state.gone", lang, gone=gone)))))
    under += [
        Paragraph(line(sentence(notice_words(notice, lang)))) for notice in state.notices if notice.reading is None
    ]
    for reading, kind, edge in state.readings:
        if edge is None and reading in state.speakers:
            continue  # who speaks for the state is told below
        under.append(
            Paragraph(
                line(
                    say(
                        "state.reading",
                        lang,
                        reading=reading_name(reading, lang),
                        kind=say(f"standing.{kind}", lang),
                        edge=edge_words(edge, lang),
                    )
                ),
                "reading",
            )
        )
    under += [Paragraph(line(words)) for words in run_out_told(state.run_out, lang)]
    if state.speakers and not any(edge and reading in state.speakers for reading, _, edge in state.readings):
        under.append(Paragraph(line(speakers_words(state, lang)), "reading"))
    for row in (*state.before, *state.after):
        when = "state.then" if row in state.before else "state.later"
        doubt = say("verified.mark.gk", lang) if row["verified"] == "gk" else ""
        told = row.get("what_fr") if lang == "fr" and row.get("what_fr") else row["what"]
        under.append(Paragraph(line(faint(f"{say(when, lang, day=iso_day(row['date'], lang))} {told}{doubt}")), "note"))
    if state.unverified:
        under.append(Paragraph(line(faint(counted("state.unverified", len(state.unverified), lang))), "note"))
    sources = [name for clause in instrument.standing for name in clause.origin.sources] + [
        name for spell in instrument.spells for name in spell.sources
    ]
    cite = foot.cite(instrument, list(dict.fromkeys(sources))[:_FEW])
    head = line(
        strong(short_name(instrument, lang)),
        ": ",
        sentence(in_force_words(state, lang)),
        " ",
        cite or faint(say("source.law only", lang, id=instrument.id)),
        " ",
        foot.cite_claims(state.claims[:_FEW]),
    )
    return Point(head, tuple(under))


def speakers_words(state: InstrumentState, lang: str) -> str:
    """Return that it is disputed who speaks for a party, with who holds the other view."""
    told = []
    for reading in state.speakers:
        holders = {block.held_by for block in state.instrument.variants if block.reading == reading and block.held_by}
        who = listed(sorted(named(each, lang) if terms.is_id(each) else each for each in holders), lang)
        told.append(reading_name(reading, lang) + (say("reading.held", lang, who=who) if who else ""))
    return say("state.speakers", lang, readings=listed(told, lang))


def run_out_told(notices: Iterable[Notice], lang: str) -> list[str]:
    """Return the single texts whose notice had run out, on the count of who gave it."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for notice in notices:
        groups.setdefault(notice.by, []).append(f"{notice.text} ({edge_words(notice.effect, lang)})")
    return [
        sentence(say("state.run out", lang, by=of_names(by, lang), texts=listed(texts, lang)))
        for by, texts in groups.items()
    ]


def in_force_words(state: InstrumentState, lang: str) -> str:
    """Return whether an instrument is in force on the day, since when, and until when where an end is dated."""
    key = {True: "state.in force", False: "state.not in force", None: "state.in doubt"}[state.truth]
    end = edge_words(state.end, lang) if state.end and state.truth is not False else ""
    ended = edge_words(state.end, lang) if state.end and state.truth is False else ""
    return say(key, lang, since=edge_words(state.entry, lang) if state.entry else "", end=end, ended=ended)


def members_words(members: Iterable[Member], lang: str) -> str:
    """Return who is bound, who is suspended, leaving or bound provisionally, and of whom it is in doubt."""
    bound = list(members)
    special = [
        member for member in bound if member.status in ("suspended", "leaving", "provisional") and member.truth is True
    ]
    doubtful = [member for member in bound if member.truth is None]
    sure = [member for member in bound if member.truth is True]
    who = (
        names([member.party for member in sure], lang)
        if len(sure) <= MANY
        else say("state.count", lang, number=len(sure))
    )
    parts = [say("state.bound", lang, who=who)] if sure else []
    for status in ("suspended", "leaving", "provisional"):
        having = [member.party for member in special if member.status == status]
        if having:
            parts.append(say(f"state.{status}", lang, who=names(having, lang)))
    if doubtful:
        who = (
            names([member.party for member in doubtful], lang)
            if len(doubtful) <= MANY
            else say("state.count", lang, number=len(doubtful))
        )
        parts.append(say("state.doubtful", lang, who=who))
    return apart(parts, lang)


def notice_words(notice: Notice, lang: str) -> str:
    """Return a notice that runs: who gave it, when, what it ends and when, and what is claimed instead."""
    told = say(
        "state.notice",
        lang,
        by=of_names(notice.by, lang),
        text=notice.text,
        given=iso_day(notice.given, lang),
        effect=edge_words(notice.effect, lang) if notice.effect else "",
        words=notice.words if not notice.effect else "",
        claimed=iso_day(notice.claimed, lang) if notice.claimed else "",
    )
    return (
        f"{say('reading.named', lang, reading=reading_name(notice.reading, lang))}: {told}" if notice.reading else told
    )


def edge_words(edge: Edge | None, lang: str) -> str:
    """Return an edge as people write it: a day, a stretch of doubt, or some day from one on."""
    if edge is None or (edge.earliest is None and edge.latest is None):
        return say("edge.unknown", lang)
    first = edge.earliest.local.date() if edge.earliest else None
    if edge.sharp and edge.earliest is not None:
        if edge.earliest.utc is not None:
            return f"{day(first, lang)}, {edge.earliest.local:%H:%M}"
        return day(first, lang)
    if edge.latest is None:
        return say("edge.from", lang, day=day(first, lang))
    last = edge.latest.local.date()
    if edge.latest.local.time() == edge.latest.local.min.time() and "/" not in edge.text:
        last -= timedelta(days=1)
    return (
        say("edge.between", lang, first=day(first, lang), last=day(last, lang)) if first != last else day(first, lang)
    )


def clause_blocks(brief: Brief, foot: Footing) -> tuple[Block, ...]:
    """Return what the reports say of each instrument's content, at the article that carries it."""
    lang = foot.lang
    told: list[Point] = []
    grouped: Mapping[str, tuple[Clause, ...]] = by_instrument(brief.clauses)
    for found in grouped.values():
        instrument = found[0].instrument
        at: dict[tuple[str, ...], list[Clause]] = {}
        for clause in found:
            at.setdefault(clause.articles or (clause.kind,), []).append(clause)
        for where, here in at.items():
            told.append(_clause_point(where, here, foot))
        _ = instrument
    if not told:
        return (Paragraph(line(say("clauses.none", lang)), "note"),)
    return (Points(tuple(told)),)


def _clause_point(where: tuple[str, ...], here: list[Clause], foot: Footing) -> Point:
    lang, first = foot.lang, here[0]
    name = short_name(first.instrument, lang)
    if first.kind == "article" and len(where) == 1:
        head = line(strong(f"{name}, {titled(first.instrument, where[0], lang)}"))
    elif first.kind == "article":
        head = line(
            strong(f"{name}, {listed([article(each, lang) for each in where], lang)}"),
            f": {say('clauses.joined', lang)}",
        )
    else:
        head = line(strong(name), f": {say(f'clauses.{first.kind}', lang)}")
    under: list[Block] = []
    for article_id in where if first.kind == "article" else ():
        found = first.instrument.article(article_id)
        rule = next((rule for rule in first.instrument.rules if rule.provision.startswith(f"{article_id}/")), None)
        if found is not None and found.words:
            words: Line = line(
                faint(say("clauses.article says", lang)),
                first_sentences(found.words),
                " ",
                foot.cite(first.instrument, rule.origin.sources[:_FEW] if rule else ()),
            )
            under.append(Paragraph(words, "note"))
    for clause in here:
        quote = foot.quote(clause.claim.id, span=clause.span)
        short = foot.quote(clause.claim.id, short=True, span=clause.span)
        if quote and short:
            under.append(short)
            if quote.text != short.text:
                under.append(Fold(line(say("quote.whole", lang)), (quote,)))
        if clause.kind == "remark" and clause.partly:
            words = say("clauses.partly", lang, article=article(clause.partly, lang))
            under.append(Paragraph(line(faint(words), sentence(clause.nearest.rstrip(";:,"))), "note"))
        elif clause.kind == "remark" and clause.nearest:
            key = "clauses.note" if clause.note else "clauses.near"
            under.append(
                Paragraph(line(faint(say(key, lang, article=article(clause.nearest_in, lang))), clause.nearest), "note")
            )
    return Point(head, tuple(under))


def first_sentences(words: str, most: int = 260) -> str:
    """Return the first sentences of a text, no longer than `most`, whole where they can be."""
    text = " ".join(words.split())
    if len(text) <= most:
        return text
    stop = text.rfind(". ", 0, most)
    return text[: stop + 1] if stop > 80 else text[:most].rsplit(" ", 1)[0] + " …"
