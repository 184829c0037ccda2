"""Discrepancies and sources in few lines, for a terminal."""

from __future__ import annotations

from foedus.briefs.brief import Brief
from foedus.briefs.footing import Footing
from foedus.briefs.outline import Block, Line, Paragraph, Point, Points, faint, joined, line, link, strong
from foedus.briefs.phrases import counted, day, listed, say, sentence
from foedus.briefs.terse_events import shortened
from foedus.briefs.told_clashes import unverified_rows
from foedus.briefs.told_open import about_words, assessment_words, source_words, speaks_of_standing
from foedus.determinations import Determination
from foedus.incidents import Discrepancy

LONGEST_VALUE = 100
_LIBRARY = "library, "


def terse_discrepancies(brief: Brief, foot: Footing) -> tuple[Block, ...]:
    """Return where accounts differ, each in one paragraph.

    What is weighed where it belongs is not told again: claims on an instrument's standing, on its text, and declarations.
    """
    lang = foot.lang
    shown = [state.instrument for state in brief.states if state.claims]
    told = []
    every = brief.discrepancies(lang)
    for found in brief.reconciliation.discrepancies:
        if not any(speaks_of_standing(found, instrument) for instrument in shown):
            head = line(strong(sentence(about_words(found.about, brief))), " ")
            told.append(Point(line(head, _differing(found, brief, foot))))
    blocks: list[Block] = [Points(tuple(told), numbered=True)] if told else []
    if rest := len(every) - len(told):
        blocks.append(Paragraph(line(faint(counted("discrepancies.elsewhere", rest, lang))), "note"))
    return tuple(blocks) or (Paragraph(line(say("discrepancies.none", lang)), "note"),)


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
    return (Points(tuple(reports)), *terse_laws(foot))


def terse_laws(foot: Footing, *, head: bool = True) -> tuple[Block, ...]:
    """Return the legal sources cited above, by instrument with their sites; titles and addresses stay elsewhere."""
    if not foot.cited:
        return ()
    by_instrument: dict[str, list[Line]] = {}
    for key, number in foot.cited.items():
        by_instrument.setdefault(key[0], []).append(_law(key, number, foot))
    rows = []
    for name, found in by_instrument.items():
        held = foot.laws[next(key for key in foot.cited if key[0] == name)]
        instrument = held.instrument if isinstance(held, Determination) else held
        rows.append(
            Point(
                line(
                    strong(source_words(instrument, "", foot.lang)[0]),
                    say("colon", foot.lang),
                    joined(found, ", "),
                    ".",
                )
            )
        )
    note = Paragraph(line(faint(say("sources.addresses", foot.lang))), "note")
    title = (Paragraph(line(strong(say("sources.laws", foot.lang)))),) if head else ()
    return (*title, Points(tuple(rows)), note)


def _law(key: tuple[str, str], number: int, foot: Footing) -> Line:
    held = foot.laws[key]
    instrument = held.instrument if isinstance(held, Determination) else held
    flag = held.rule.origin.verified if isinstance(held, Determination) else ""
    mark = say("verified.mark.gk", foot.lang) if flag == "gk" else ""
    site = site_of(instrument.sources_by_id[key[1]].address)
    return line(link(f"L{number}", f"#l-{number}", "strong"), f" {site}{mark}")


def site_of(address: str) -> str:
    """Return the site of an address, as people name it; an address that is none stays as it is."""
    if "://" not in address:
        return shortened(address, 40)
    return address.partition("://")[2].partition("/")[0].removeprefix("www.")


def terse_unverified(brief: Brief, foot: Footing) -> tuple[Block, ...]:
    """Return what the answers rest on and nobody has read, in one paragraph."""
    found = unverified_rows(brief, foot.lang)
    if not found:
        return (Paragraph(line(say("unverified.none", foot.lang)), "note"),)
    told = [line(strong(name), f" ({'; '.join(rows)})") for name, rows in found if rows]
    intro = line(faint(say("unverified.intro", foot.lang)))
    return (Paragraph(intro, "note"), Paragraph(line(joined(told), ".")))
