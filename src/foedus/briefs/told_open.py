"""What is open, told: collisions, unknowns with what each answer would give, discrepancies, what is unverified, sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from foedus.briefs.assessment import Assessment
from foedus.briefs.brief import Brief
from foedus.briefs.duties import articles, facts_told, instrument_name, label, phrase, verdict_word
from foedus.briefs.footing import Footing, verdict_run
from foedus.briefs.outline import (
    Block,
    Entry,
    Fold,
    Line,
    Paragraph,
    Point,
    Points,
    Quote,
    faint,
    joined,
    line,
    link,
    plain,
    points,
    strong,
)
from foedus.briefs.phrases import day, listed, named, say, sentence
from foedus.briefs.told_events import event_title
from foedus.briefs.unknowns import Unknown
from foedus.determinations import Change, Determination
from foedus.obligations import Collision

_SHOWN = 3


def collision_blocks(found: Sequence[tuple[Assessment, Collision]], foot: Footing) -> tuple[Block, ...]:
    """Return the collisions, one point for each pair of provisions with all bearers that it catches."""
    lang = foot.lang
    if not found:
        return (Paragraph(line(say("collisions.none", lang)), "note"),)
    pairs: dict[tuple[object, ...], list[tuple[Assessment, Collision]]] = {}
    for assessment, collision in found:
        first, second = collision.between
        pairs.setdefault((assessment.incident.id, first.key[:2], second.key[:2], collision.avoidable), []).append(
            (assessment, collision)
        )
    told = []
    for group in pairs.values():
        assessment, collision = group[0]
        first, second = collision.between
        bearers = list(dict.fromkeys(each.bearer for _, each in group))
        mark = [say("what-if.mark", lang) + " "] if assessment.hypothetical else []
        head = line(
            *mark,
            strong(listed([named(bearer, lang) for bearer in bearers], lang)),
            ": ",
            sentence(say("collisions.between", lang, first=label(first, lang), second=label(second, lang))),
            " ",
            foot.cite(first.instrument, first.source_ids[:2], first),
            foot.cite(second.instrument, second.source_ids[:2], second),
        )
        under: list[Block] = [Paragraph(line(collision.why if lang == "en" else _why_fr(collision, lang)))]
        under.append(
            Paragraph(line(say("collisions.avoidable" if collision.avoidable else "collisions.full", lang)), "note")
        )
        if collision.arguments:
            under.append(Points(tuple(Point(line(faint(sentence(each)))) for each in collision.arguments)))
        told.append(Point(head, tuple(under)))
    return (Points(tuple(told)),)


def _why_fr(collision: Collision, lang: str) -> str:
    first, second = collision.between
    return sentence(
        say(
            "collisions.why",
            lang,
            bearer=named(collision.bearer, lang),
            first=label(first, lang),
            second=label(second, lang),
        )
    )


def unknown_blocks(brief: Brief, foot: Footing) -> tuple[Block, ...]:
    """Return what is not known, by incident: each open question, what hangs on it, what each answer would give.

    In short form only the first reading of the pacts that the reports speak of is asked.
    """
    lang = foot.lang
    near = {pact.id for pact in brief.pacts}
    by_event: dict[int, list[Unknown]] = {}
    for each in brief.unknowns:
        by_event.setdefault(id(each.assessment), []).append(each)
    told: list[Block] = []
    for found in by_event.values():
        assessment = found[0].assessment
        short = []
        for each in found:
            ours = tuple(one for one in each.hangs if one.instrument.id in near and one.reading is None)
            if ours:
                short.append(_unknown_point(each, ours, foot))
        whole = tuple(_unknown_point(each, each.hangs, foot, with_answers=False) for each in found)
        if not short:
            continue
        fold = Fold(line(say("unknowns.all", lang, number=len(whole))), (Points(whole),), (Points(tuple(short)),))
        mark = [say("what-if.mark", lang) + " "] if assessment.hypothetical else []
        told.append(Entry(line(*mark, event_title(assessment.incident, lang)), (fold,)))
    return tuple(told) or (Paragraph(line(say("unknowns.none", lang)), "note"),)


def _unknown_point(
    unknown: Unknown, hangs: Sequence[Determination], foot: Footing, *, with_answers: bool = True
) -> Point:
    lang = foot.lang
    incident = unknown.assessment.incident
    where = _provisions(hangs, lang)
    head = line(strong(sentence(phrase(unknown.what, incident, lang))), " ", say("unknowns.hangs", lang, where=where))
    answers = unknown.answers(hangs) if with_answers else ()
    return Point(head, (points(_answers(answers, incident, lang)),) if answers else ())


def _provisions(found: Iterable[Determination], lang: str) -> str:
    by_instrument: dict[str, list[Determination]] = {}
    for each in found:
        by_instrument.setdefault(each.instrument.id, []).append(each)
    return "; ".join(
        say(
            "cite",
            lang,
            article=articles((each.provision for each in group), lang),
            instrument=instrument_name(group[0].instrument, lang),
        )
        for group in by_instrument.values()
    )


def _answers(changes: Sequence[Change], incident: object, lang: str) -> list[Line]:
    """Return one line for each outcome: the suppositions that lead to it, and the verdicts with their articles."""
    outcomes: dict[str, dict[str, list[Change]]] = {}
    for change in changes:
        supposed = facts_told(change.facts.items(), incident, lang)
        outcomes.setdefault(supposed, {}).setdefault(str(change.to), []).append(change)
    same: dict[str, tuple[list[str], Line]] = {}
    for supposed, by_verdict in outcomes.items():
        parts = [
            line(
                verdict_run(group[0].to, verdict_word(group[0].to, lang)),
                f" ({articles((change.determination.provision for change in group), lang)})",
            )
            for group in by_verdict.values()
        ]
        told = joined(parts)
        same.setdefault(plain(told), ([], told))[0].append(supposed)
    between = say("unknowns.or if", lang)
    return [line(say("unknowns.if", lang, facts=between.join(ways)), " ", told) for ways, told in same.values()]


def discrepancy_blocks(brief: Brief, foot: Footing) -> tuple[Block, ...]:
    """Return where accounts differ: every value with its claims, and what is to be made of it."""
    lang = foot.lang
    told = []
    for found in brief.discrepancies(lang):
        under: list[Block] = []
        for value in found.values:
            text = " ".join(value.value.split())
            if len(text) > 200:
                text = text[:200].rsplit(" ", 1)[0] + " …"
            if value.claims:
                under.append(Paragraph(line("“", text, "” ", foot.cite_claims(value.claims))))
            else:
                under.append(Paragraph(line(faint(f"{say('source.library', lang)} "), text.removeprefix("library, "))))
        under.append(Paragraph(line("→ ", sentence(found.assessment)), "answer"))
        told.append(Point(line(strong(sentence(about_words(found.about, brief)))), tuple(under)))
    return (
        (Points(tuple(told), numbered=True),) if told else (Paragraph(line(say("discrepancies.none", lang)), "note"),)
    )


def about_words(about: str, brief: Brief) -> str:
    """Return what a discrepancy is about, an instrument's id told as its name."""
    for instrument in brief.library.instruments.values():
        if instrument.id in about:
            return about.replace(instrument.id, f"the {instrument.short_name}")
    return about


def unverified_blocks(brief: Brief, foot: Footing) -> tuple[Block, ...]:
    """Return everything that the answers rest on and nobody has read in a text or report."""
    lang = foot.lang
    found: dict[str, dict[str, None]] = {}
    names: dict[str, str] = {}
    answered = [each for one in (*brief.assessments, *brief.what_if) for each in one.engaged]
    for each in (*answered, *brief.standing):
        for what in each.unverified:
            found.setdefault(each.instrument.id, {})[what] = None
            names[each.instrument.id] = each.instrument.short_name
    if not found:
        return (Paragraph(line(say("unverified.none", lang)), "note"),)
    told = []
    for name, rows in found.items():
        shown = list(rows)[:_SHOWN]
        more = say("unverified.more", lang, number=len(rows) - _SHOWN) if len(rows) > _SHOWN else ""
        head = line(strong(names[name]), ": ", "; ".join(shown), f" {more}" if more else "")
        told.append(
            Point(
                head, (Fold(line(say("unverified.whole", lang)), (points(line(row) for row in rows),)),) if more else ()
            )
        )
    return (Paragraph(line(say("unverified.intro", lang)), "note"), Points(tuple(told)))


def source_blocks(brief: Brief, foot: Footing) -> tuple[Block, ...]:
    """Return the reports with their quotes, and every legal source that was cited, with its address and verification."""
    lang = foot.lang
    told: list[Block] = []
    reports = []
    groups = {name: group for group in brief.reconciliation.witness_groups for name in group}
    for number, report in enumerate(brief.reports, 1):
        published = day(report.published, lang) if report.published else say("sources.undated", lang)
        used = [claim for claim in brief.used_claims if claim.report == report.id]
        quotes = tuple(quote for claim in used if (quote := foot.quote(claim.id)) is not None)
        beside = [other for other in groups.get(report.id, ()) if other != report.id]
        same = say("sources.same witness", lang, names=listed(beside, lang)) if beside else ""
        fold: Sequence[Block] = (Fold(line(say("sources.quotes", lang, number=len(quotes))), quotes),) if quotes else ()
        reports.append(
            Point(
                line(
                    link(f"R{number}", f"#r-{number}", "strong"),
                    f" {report.title or say('sources.untitled', lang)} — {report.file}, {published}, ",
                    say("sources.claims", lang, number=len(report.claims)),
                    f", sha256 {report.sha256[:12]}…",
                    f" {same}" if same else "",
                ),
                tuple(fold),
            )
        )
    told.append(Entry(line(strong(say("sources.reports", lang))), (Points(tuple(reports)),)))
    laws = [law_point(number, instrument, source, foot) for (instrument, source), number in foot.cited.items()]
    if laws:
        told.append(Entry(line(strong(say("sources.laws", lang))), (Points(tuple(laws)),)))
    return tuple(told)


def law_point(number: int, instrument_id: str, source_id: str, foot: Footing) -> Point:
    """Return one legal source: number, instrument, title, address, what was read of it and how it was verified."""
    lang = foot.lang
    held = foot.laws[instrument_id, source_id]
    instrument = held.instrument if isinstance(held, Determination) else held
    source = instrument.sources_by_id[source_id]
    flag = held.rule.origin.verified if isinstance(held, Determination) else ""
    verified = say(f"verified.{flag}", lang) if flag else ""
    web = source.address if source.address.startswith(("http://", "https://")) else ""
    return Point(
        line(
            link(f"L{number}", f"#l-{number}", "strong"),
            f" {instrument.short_name}: {source.title}. ",
            link(web, web) if web else source.address,
            f" ({say('sources.read', lang, read=source.read)}{'; ' + verified if verified else ''})",
        )
    )


__all__ = [
    "Quote",
    "collision_blocks",
    "discrepancy_blocks",
    "source_blocks",
    "unknown_blocks",
    "unverified_blocks",
]
