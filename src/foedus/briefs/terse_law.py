"""The law told in few lines, for a terminal: standing duties, how instruments stood, and what the reports say of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from foedus.briefs.brief import Brief
from foedus.briefs.clauses import Clause, by_instrument
from foedus.briefs.duties import article, by_article, reading_name, short_name, titled
from foedus.briefs.footing import Footing
from foedus.briefs.outline import Block, Line, Paragraph, Point, Points, Run, faint, joined, line, strong
from foedus.briefs.phrases import apart, day, iso_day, listed, names, of_names, say, sentence
from foedus.briefs.states import InstrumentState, Notice
from foedus.briefs.terse_events import LONGEST_QUOTE, shortened, terse_article
from foedus.briefs.told_law import (
    edge_words,
    first_sentences,
    in_force_words,
    members_words,
    run_out_told,
    speakers_words,
)
from foedus.briefs.told_open import assessment_words, speaks_of_standing
from foedus.determinations import Determination, Verdict
from foedus.incidents import Discrepancy

CITED = 1
LONGEST_RESTATEMENT = 170
LONGEST_REMARK = 190
MOST_GONE = 3


def terse_standing(brief: Brief, foot: Footing) -> tuple[Block, ...]:
    """Return the duties that need no event: each article of the main pacts in a line, the rest named."""
    lang = foot.lang
    main = {pact.id for pact in brief.pacts}
    near = [each for each in brief.standing if each.instrument.id in main]
    told: list[Block] = [Paragraph(line(say("standing.intro", lang, day=day(brief.day.first_day, lang))), "note")]
    points = standing_points(near, foot)
    if points:
        told.append(Points(tuple(points)))
    rest = dict.fromkeys(short_name(each.instrument, lang) for each in brief.standing if each.instrument.id not in main)
    if rest:
        told.append(Paragraph(line(faint(say("standing.others named", lang, names=listed(rest, lang)))), "note"))
    return tuple(told) if len(told) > 1 else (Paragraph(line(say("standing.none", lang)), "note"),)


def standing_points(found: Sequence[Determination], foot: Footing) -> list[Point]:
    """Return standing duties by article; a reading that leaves all those of a pact open is told once, behind them."""
    shut: dict[tuple[str, str], list[Determination]] = {}
    for each in found:
        if each.reading is not None and each.verdict == Verdict.UNSETTLED:
            shut.setdefault((each.instrument.id, each.reading), []).append(each)
    wide = {key: group for key, group in shut.items() if len(group) > 1}
    kept = [each for each in found if (each.instrument.id, each.reading) not in wide]
    told = [terse_article(here, foot) for here in by_article(kept)]
    for (_, reading), group in wide.items():
        name = short_name(group[0].instrument, foot.lang)
        words = say("standing.reading shut", foot.lang, reading=reading_name(reading, foot.lang), instrument=name)
        told.append(Point(line(words)))
    return told


def terse_states(brief: Brief, foot: Footing) -> tuple[Block, ...]:
    """Return how each instrument that the reports touch stood on the day, each in one paragraph."""
    lang = foot.lang
    told: list[Block] = [Points(tuple(_state_point(state, brief, foot) for state in brief.states if state.claims))]
    others = [state for state in brief.states if not state.claims]
    if others:
        force = [short_name(state.instrument, lang) for state in others if state.truth is True]
        rest = [short_name(state.instrument, lang) for state in others if state.truth is not True]
        words = say("state.others named", lang, names=listed([*force, *rest], lang))
        told.append(Paragraph(line(faint(words)), "note"))
    return tuple(told) if brief.states else (Paragraph(line(say("state.none", lang)), "note"),)


def _state_point(state: InstrumentState, brief: Brief, foot: Footing) -> Point:
    lang, instrument = foot.lang, state.instrument
    over = state.truth is False and state.end is not None
    parts = [
        sentence(say("state.ended", lang, ended=edge_words(state.end, lang)) if over else in_force_words(state, lang))
    ]
    if state.members:
        parts.append(sentence(members_words(state.members, lang)))
    if state.gone and state.truth is not False:
        gone = [f"{names((party,), lang)} ({edge_words(edge, lang)})" for party, edge in state.gone[-MOST_GONE:]]
        parts.append(sentence(say("state.gone", lang, gone=listed(gone, lang))))
    parts += notices_told([notice for notice in state.notices if notice.reading is None], lang)
    parts += run_out_told(state.run_out, lang)
    for reading, kind, edge in state.readings:
        if edge is None and reading in state.speakers:
            continue  # who speaks for the state is told below
        words = say(
            "state.reading",
            lang,
            reading=reading_name(reading, lang),
            kind=say(f"standing.{kind}", lang),
            edge=edge_words(edge, lang),
        )
        parts.append(words)
    if state.speakers and not any(edge and reading in state.speakers for reading, _, edge in state.readings):
        parts.append(speakers_words(state, lang))
    told = " ".join(parts)
    if state.unverified:
        told = told.rstrip(".") + say("verified.mark.gk", lang) + "."
    sources = [name for clause in instrument.standing for name in clause.origin.sources] + [
        name for spell in instrument.spells for name in spell.sources
    ]
    cite = foot.cite(instrument, list(dict.fromkeys(sources))[:1])
    weighed = [found for found in brief.reconciliation.discrepancies if speaks_of_standing(found, instrument)]
    under = []
    # the day of each party's notice is told above; the library's own words add who answered it
    rows = state.before[-1:] if over else (*state.before[-1:], *state.after[:1])
    for row in (row for row in rows if not weighed or row["act"] == "refusal"):
        when = "state.then" if row in state.before else "state.later"
        doubt = say("verified.mark.gk", lang) if row["verified"] == "gk" else ""
        what = row.get("what_fr") if lang == "fr" and row.get("what_fr") else row["what"]
        under.append(sentence(f"{say(when, lang, day=iso_day(row['date'], lang))} {what.rstrip('.')}{doubt}"))
    head = line(
        strong(short_name(instrument, lang)),
        say("colon", lang),
        told,
        *((" ", faint(" ".join(under))) if under else ()),
    )
    cites = line(" ", cite, " ", foot.cite_claims(state.claims[:CITED]))
    return Point(line(head, cites), tuple(Paragraph(_weighed(found, brief, foot)) for found in weighed))


def _weighed(found: Discrepancy, brief: Brief, foot: Footing) -> Line:
    """Return what a report says of an instrument's standing, and what it is worth."""
    said = [
        line("“", shortened(" ".join(value.value.split())), "” ", foot.cite_claims(value.claims))
        for value in found.values
        if value.claims
    ]
    return line(
        faint(say("standing.claimed", foot.lang)), " ", joined(said), " → ", assessment_words(found, brief, foot.lang)
    )


def notices_told(notices: Sequence[Notice], lang: str) -> list[str]:
    """Return the notices that run: those given on one day by one party are one sentence, each text with its own end."""
    groups: dict[tuple[object, ...], list[Notice]] = {}
    for notice in notices:
        groups.setdefault((notice.by, notice.given), []).append(notice)
    told = []
    for (_, _), group in groups.items():
        first = group[0]
        ends = []
        for notice in group:
            effect = edge_words(notice.effect, lang) if notice.effect else notice.words
            claimed = iso_day(notice.claimed, lang) if notice.claimed else ""
            ends.append(say("state.notice end", lang, text=notice.text, effect=effect, claimed=claimed))
        words = say(
            "state.notices",
            lang,
            by=of_names(first.by, lang),
            given=iso_day(first.given, lang),
            ends=apart(ends, lang),
        )
        told.append(sentence(words))
    return told


def terse_clauses(brief: Brief, foot: Footing) -> tuple[Block, ...]:
    """Return what the reports say of each instrument's content, at its article, each passage in a line."""
    grouped: Mapping[str, tuple[Clause, ...]] = by_instrument(brief.clauses)
    points: list[Point] = []
    told: set[str] = set()
    for found in grouped.values():
        at: dict[tuple[str, ...], list[Clause]] = {}
        for clause in found:
            at.setdefault(clause.articles or (clause.kind,), []).append(clause)
        # a passage that tells two articles as one comes after each of them
        for where in sorted(at, key=len):
            points.append(_clause_point(where, at[where], foot, told))
    return (Points(tuple(points)),) if points else (Paragraph(line(say("clauses.none", foot.lang)), "note"),)


def _clause_point(where: tuple[str, ...], here: list[Clause], foot: Footing, told: set[str]) -> Point:
    lang, first = foot.lang, here[0]
    name = short_name(first.instrument, lang)
    under: list[Block] = []
    if first.kind == "article" and len(where) == 1:
        head = line(strong(f"{name}, {titled(first.instrument, where[0], lang)}"))
        found = first.instrument.article(where[0])
        if found is not None and found.words:
            rule = next((one for one in first.instrument.rules if one.provision.startswith(f"{where[0]}/")), None)
            cite = foot.cite(first.instrument, rule.origin.sources[:CITED] if rule else ())
            words = first_sentences(found.words, LONGEST_RESTATEMENT)
            under.append(Paragraph(line(faint(say("clauses.article says", lang)), words, " ", cite), "note"))
    elif first.kind == "article":
        both = listed([article(each, lang) for each in where], lang)
        head = line(strong(f"{name}, {both}"), say("colon", lang), say("clauses.joined", lang))
    else:
        head = line(strong(name), say("colon", lang), say(f"clauses.{first.kind}", lang))
    for clause in here:
        under.append(Paragraph(line("· ", _passage(clause, foot))))
    notes = dict.fromkeys((clause.partly, clause.nearest) for clause in here if clause.kind == "remark" and clause.note)
    for partly, note in notes:
        if note not in told:
            told.add(note)
            label = say("clauses.partly", lang, article=article(partly, lang)) if partly else say("clauses.note", lang)
            under.append(Paragraph(line(faint(label), sentence(note.rstrip(";:,"))), "note"))
    return Point(head, tuple(under))


def _passage(clause: Clause, foot: Footing) -> Line:
    """Return a clause's words, short, with where they stand and whose they are."""
    quote = foot.quote(clause.claim.id, short=True, span=clause.span)
    if quote is None:
        return ()
    most = LONGEST_REMARK if clause.kind == "remark" else LONGEST_QUOTE
    return line("“", Run(shortened(quote.text, most), "quote"), "” [", quote.caption, "]")
