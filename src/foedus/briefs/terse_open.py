"""Discrepancies and sources in few lines, for a terminal."""

from __future__ import annotations

from foedus.briefs.brief import Brief
from foedus.briefs.footing import Footing
from foedus.briefs.outline import Block, Entry, Line, Paragraph, Point, Points, faint, joined, line, link, strong
from foedus.briefs.phrases import day, listed, say, sentence
from foedus.briefs.terse_events import shortened
from foedus.briefs.told_open import about_words, assessment_words, speaks_of_standing
from foedus.determinations import Determination
from foedus.incidents import Discrepancy

LONGEST_VALUE = 100
LONGEST_TITLE = 44
STATES = 6
"""The number of the section that tells how the instruments stood."""
_LIBRARY = "library, "


def terse_discrepancies(brief: Brief, foot: Footing) -> tuple[Block, ...]:
    """Return where accounts differ, each in one paragraph; what was said of one thing stands together."""
    groups: dict[str, list[Discrepancy]] = {}
    shown = [state.instrument for state in brief.states if state.claims]
    weighed = False
    for found in brief.discrepancies(foot.lang):
        if any(speaks_of_standing(found, instrument) for instrument in shown):
            weighed = True
            continue
        groups.setdefault(found.about, []).append(found)
    told = []
    for about, group in groups.items():
        head = line(strong(sentence(about_words(about, brief))), " ")
        told.append(Point(line(head, joined([_differing(found, brief, foot) for found in group], " "))))
    if not told:
        return (Paragraph(line(say("discrepancies.none", foot.lang)), "note"),)
    note = Paragraph(line(faint(say("discrepancies.standing", foot.lang, number=STATES))), "note")
    return (Points(tuple(told), numbered=True), *((note,) if weighed else ()))


def _differing(found: Discrepancy, brief: Brief, foot: Footing) -> Line:
    said: list[Line] = []
    for value in found.values:
        text = shortened(" ".join(value.value.split()), LONGEST_VALUE)
        if value.claims:
            said.append(line("“", text, "” ", foot.cite_claims(value.claims)))
        else:
            said.append(line(faint(f"{say('source.library', foot.lang)} "), text.removeprefix(_LIBRARY)))
    return line(joined(said), " → ", assessment_words(found, brief, foot.lang))


def terse_sources(brief: Brief, foot: Footing) -> tuple[Block, ...]:
    """Return the reports, and of the legal sources those cited above, each in a line with its site."""
    lang = foot.lang
    reports = []
    groups = {name: group for group in brief.reconciliation.witness_groups for name in group}
    for number, report in enumerate(brief.reports, 1):
        published = day(report.published, lang) if report.published else say("sources.undated", lang)
        beside = [other for other in groups.get(report.id, ()) if other != report.id]
        same = f" {say('sources.same witness', lang, names=listed(beside, lang))}" if beside else ""
        title = report.title or say("sources.untitled", lang)
        words = f" {title} — {report.file}, {published}, {say('sources.claims', lang, number=len(report.claims))}"
        reports.append(Point(line(strong(f"R{number}"), words, f", sha256 {report.sha256[:12]}…{same}")))
    told: list[Block] = [Entry(line(strong(say("sources.reports", lang))), (Points(tuple(reports)),))]
    return (*told, *terse_laws(foot))


def terse_laws(foot: Footing) -> tuple[Block, ...]:
    """Return the legal sources cited above, a line each: site, title, and whether it was read; addresses stay elsewhere."""
    if not foot.cited:
        return ()
    by_instrument: dict[str, list[Line]] = {}
    for key, number in foot.cited.items():
        by_instrument.setdefault(key[0], []).append(_law(key, number, foot))
    rows = []
    for name, found in by_instrument.items():
        held = foot.laws[next(key for key in foot.cited if key[0] == name)]
        instrument = held.instrument if isinstance(held, Determination) else held
        rows.append(Point(line(strong(instrument.short_name), say("colon", foot.lang), joined(found), ".")))
    note = Paragraph(line(faint(say("sources.addresses", foot.lang))), "note")
    return (Entry(line(strong(say("sources.laws", foot.lang))), (Points(tuple(rows)), note)),)


def _law(key: tuple[str, str], number: int, foot: Footing) -> Line:
    held = foot.laws[key]
    instrument = held.instrument if isinstance(held, Determination) else held
    source = instrument.sources_by_id[key[1]]
    flag = held.rule.origin.verified if isinstance(held, Determination) else ""
    mark = say("verified.mark.gk", foot.lang) if flag == "gk" else ""
    title = shortened(source.title.rstrip("."), LONGEST_TITLE)
    return line(link(f"L{number}", f"#l-{number}", "strong"), f" {title}, {site_of(source.address)}{mark}")


def site_of(address: str) -> str:
    """Return the site of an address, as people name it; an address that is none stays as it is."""
    if "://" not in address:
        return shortened(address, 40)
    return address.partition("://")[2].partition("/")[0].removeprefix("www.")
