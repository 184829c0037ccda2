"""What is open, told: what each answer would give, discrepancies, sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from foedus import terms
from foedus.briefs.alliances import is_coded, number_of
from foedus.briefs.brief import Brief
from foedus.briefs.duties import (
    articles,
    facts_told,
    instrument_name,
    joined_place,
    own_facts,
    short_name,
    verdict_word,
)
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
    joined,
    line,
    link,
    plain,
    strong,
)
from foedus.briefs.phrases import apart, day, listed, say, sentence
from foedus.determinations import Change, Determination
from foedus.incidents import Discrepancy
from foedus.pacts import Instrument

STANDING_OF = "standing of "
Facts = tuple[tuple[str, object], ...]


def cited_provisions(found: Iterable[Determination], lang: str) -> str:
    """Return determinations by their articles, with their instruments."""
    by_instrument: dict[str, list[Determination]] = {}
    for each in found:
        by_instrument.setdefault(each.instrument.id, []).append(each)
    return apart(
        (
            say(
                "cite",
                lang,
                article=articles((each.provision for each in group), lang, instrument=group[0].instrument),
                instrument=instrument_name(group[0].instrument, lang),
            )
            for group in by_instrument.values()
        ),
        lang,
    )


def provisions_in_words(provisions: Iterable[str], lang: str) -> str:
    """Return provisions by their articles, in their order."""
    return articles(sorted(dict.fromkeys(provisions)), lang)


def answer_lines(
    changes: Sequence[Change], what: str, incident: object, lang: str, *, with_names: bool = False
) -> list[Line]:
    """Return one line for each outcome: the suppositions that lead to it, and the verdicts with their articles."""
    found: dict[Facts, list[Change]] = {}
    for change in changes:
        # the day that is tried out is told with the question
        facts = tuple((key, value) for key, value in change.facts.items() if key != "date" or what == "date")
        found.setdefault(facts, []).append(change)
    outcomes: dict[str, tuple[list[Facts], Line]] = {}
    for facts, group in found.items():
        verdicts: dict[str, list[Change]] = {}
        for change in group:
            verdicts.setdefault(str(change.to), []).append(change)
        told = joined(
            line(
                verdict_run(same[0].to, verdict_word(same[0].to, lang)),
                f" ({_where(same, lang) if with_names else articles(_provisions_of(same), lang)})",
            )
            for same in verdicts.values()
        )
        outcomes.setdefault(plain(told), ([], told))[0].append(facts)
    between = say("unknowns.or if", lang)
    own = own_facts(change.determination for change in changes)
    return [
        line(
            say("unknowns.if", lang, facts=between.join(facts_told_as_one(ways, incident, lang, own))),
            " ",
            told,
        )
        for ways, told in outcomes.values()
    ]


def _provisions_of(changes: Iterable[Change]) -> list[str]:
    return [change.determination.provision for change in changes]


def _where(changes: Sequence[Change], lang: str) -> str:
    found: dict[str, list[str]] = {}
    instruments: dict[str, Instrument] = {}
    for change in changes:
        instrument = change.determination.instrument
        instruments[instrument.id] = instrument
        found.setdefault(instrument.id, []).append(change.determination.provision)
    return apart((joined_place(instruments[name], provisions, lang) for name, provisions in found.items()), lang)


def facts_told_as_one(
    ways: Sequence[Facts], incident: object, lang: str, own: Mapping[str, Mapping[str, str]]
) -> list[str]:
    """Return sets of facts that lead to one outcome as clauses, those that differ in one value told together."""
    return [facts_told(each, incident, lang, own) for each in _merged(ways)]


def _merged(ways: Sequence[Facts]) -> list[Facts]:
    """Return sets of facts, those that differ in one value only told as one: what was hit is A or B."""
    merged: dict[tuple[str, Facts], list[object]] = {}
    for facts in ways:
        key = next((name for name, value in facts if not isinstance(value, bool)), "")
        rest = tuple((name, value) for name, value in facts if name != key)
        merged.setdefault((key, rest), []).append(dict(facts).get(key))
    return [(*rest, (key, tuple(values))) if key else rest for (key, rest), values in merged.items()]


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
        under.append(Paragraph(line("→ ", assessment_words(found, brief, lang)), "answer"))
        told.append(Point(line(strong(sentence(about_words(found.about, brief)))), tuple(under)))
    return (
        (Points(tuple(told), numbered=True),) if told else (Paragraph(line(say("discrepancies.none", lang)), "note"),)
    )


def assessment_words(found: Discrepancy, brief: Brief, lang: str) -> str:
    """Return what is to be made of a discrepancy; what the incidents' room found is there in English only, and marked."""
    told = sentence(found.assessment)
    english = lang != "en" and found in brief.reconciliation.discrepancies
    return f"{told} {say('discrepancies.english', lang)}" if english else told


def speaks_of_standing(found: Discrepancy, instrument: Instrument) -> bool:
    """Tell whether a discrepancy is about how an instrument stood: under its id, its organisation's or its mission's name."""
    if not found.about.startswith(STANDING_OF):
        return False
    others = [party for party in instrument.parties if terms.kind_of(party) != "state"]
    names = {terms.name_of(each) for each in (instrument.about("organisation"), *others) if each}
    return found.about.removeprefix(STANDING_OF) in {instrument.id, instrument.short_name, *names}


def about_words(about: str, brief: Brief) -> str:
    """Return what a discrepancy is about, an instrument's id told as its name."""
    for instrument in brief.library.encoded:
        if instrument.id in about:
            return about.replace(instrument.id, f"the {instrument.short_name}")
    return about


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
    if foot.cited:
        told.append(Entry(line(strong(say("sources.laws", lang))), law_blocks(foot)))
    return tuple(told)


def law_blocks(foot: Footing) -> tuple[Block, ...]:
    """Return the legal sources by instrument; in short form those cited where nothing is unfolded."""
    shown = [key for key in foot.cited if key in foot.shown] if foot.shown is not None else list(foot.cited)
    hidden = [key for key in foot.cited if key not in shown]
    told: list[Block] = [Points(_laws(shown, foot))]
    if hidden:
        told.append(Fold(line(say("sources.more laws", foot.lang, number=len(hidden))), (Points(_laws(hidden, foot)),)))
    return tuple(told)


def _laws(keys: Sequence[tuple[str, str]], foot: Footing) -> tuple[Point, ...]:
    return tuple(law_point(foot.cited[instrument, source], instrument, source, foot) for instrument, source in keys)


def law_point(number: int, instrument_id: str, source_id: str, foot: Footing) -> Point:
    """Return one legal source: number, instrument, title, address, what was read of it and how it was verified."""
    lang = foot.lang
    held = foot.laws[instrument_id, source_id]
    instrument = held.instrument if isinstance(held, Determination) else held
    source = instrument.sources_by_id[source_id]
    flag = held.rule.origin.verified if isinstance(held, Determination) else ""
    name, title = source_words(instrument, source.title, lang)
    verified = say(f"verified.{flag}", lang) if flag else ""
    web = source.address if source.address.startswith(("http://", "https://")) else ""
    return Point(
        line(
            link(f"L{number}", f"#l-{number}", "strong"),
            f" {name}: {title}. ",
            link(web, web) if web else source.address,
            f" ({say('sources.read', lang, read=source.read)}{'; ' + verified if verified else ''})",
        )
    )


def source_words(instrument: Instrument, title: str, lang: str) -> tuple[str, str]:
    """Return the name and title under which a source stands; one row holds for all alliances of a data set."""
    if not is_coded(instrument):
        return short_name(instrument, lang), title
    return say("alliance.source", lang), title.replace(f", alliance {number_of(instrument)}", "")
