"""Only the reading told, as `foedus read` answers: incidents, discrepancies, claims with their words."""

from __future__ import annotations

from collections.abc import Sequence

from foedus.briefs.document import closing, numbered_sections, texts
from foedus.briefs.footing import Footing
from foedus.briefs.outline import Block, Document, Entry, Line, Paragraph, Point, Points, faint, line, points, strong
from foedus.briefs.phrases import counted, deed, names, say, sentence, time
from foedus.briefs.told_corrections import all_corrections, correction_blocks
from foedus.briefs.told_events import place_name
from foedus.incidents import Incident, Reconciliation
from foedus.reading import Claim, Report


def reading_document(
    reports: Sequence[Report], reconciliation: Reconciliation, lang: str = "en", digest: str = ""
) -> Document:
    """Return only the reading: merged incidents, discrepancies, and each report's claims with their words."""
    claims = {claim.id: claim for report in reports for claim in (*report.claims, *report.dropped)}
    foot = Footing(lang, tuple(reports), claims, stipulations=reconciliation.stipulations)
    incidents = tuple(
        Point(_incident_line(number, incident, foot), correction_blocks(incident, foot))
        for number, incident in enumerate(reconciliation.incidents, 1)
    )
    differing = tuple(_discrepancy(found, foot) for found in reconciliation.discrepancies)
    told_claims = tuple(_report_entry(number, report, foot) for number, report in enumerate(reports, 1))
    none = (Paragraph(line(say("events.none", lang)), "note"),)
    agreed = (Paragraph(line(say("discrepancies.none", lang)), "note"),)
    parts: list[tuple[str, str, tuple[Block, ...]]] = [
        ("incidents", say("section.incidents", lang), (Points(incidents),) if incidents else none),
        *_corrections(reconciliation, foot),
        ("discrepancies", say("section.discrepancies", lang), (Points(differing),) if differing else agreed),
        ("claims", say("section.claims", lang), told_claims),
    ]
    title = say("reading.title one" if len(reports) == 1 else "reading.title", lang, number=len(reports))
    return Document(
        lang,
        title,
        (),
        tuple(numbered_sections(parts)),
        closing(None, None, digest, lang)[:1],
        texts(reports, foot),
        say("section.texts", lang),
        say("section.contents", lang),
    )


def _corrections(reconciliation: Reconciliation, foot: Footing) -> list[tuple[str, str, tuple[Block, ...]]]:
    """Return the section of what people corrected, none where nobody did."""
    if not reconciliation.corrections:
        return []
    by_id = {incident.id: incident for incident in reconciliation.incidents}
    return [("corrections", say("section.corrections", foot.lang), all_corrections(reconciliation, by_id, foot, {}))]


def _incident_line(number: int, incident: Incident, foot: Footing) -> Line:
    lang = foot.lang
    where = place_name(incident.place, lang)
    told = sentence(deed(incident.act, incident.status, lang, actor=incident.actor, target=incident.target))
    head = f"{number}. {time(incident.date, lang)}{f', {where}' if where else ''}{say('colon', lang)}{told} "
    witnesses = counted("event.witnesses", incident.witnesses, lang)
    return line(head, foot.cite_claims(incident.claims), " ", faint(witnesses))


def _discrepancy(found, foot: Footing) -> Point:  # noqa: ANN001 (an incidents.Discrepancy)
    lang = foot.lang
    values = []
    for value in found.values:
        where = foot.cite_claims(value.claims) or line(faint(say("source.library", lang)))
        values.append(line("“", " ".join(value.value.split()), "” ", where))
    verdict = Paragraph(line("→ ", sentence(found.assessment)), "answer")
    return Point(line(strong(sentence(found.about))), (points(values), verdict))


def _report_entry(number: int, report: Report, foot: Footing) -> Entry:
    lang = foot.lang
    told: list[Block] = [Points(tuple(_claim_point(claim, foot) for claim in report.claims))] if report.claims else []
    if not told:
        told.append(Paragraph(line(say("reading.no claims", lang)), "note"))
    for key, parts in (("reading.set aside", report.set_aside), ("reading.unread", report.unread)):
        for part in parts:
            why = f"{part.why} {part.span[0]}–{part.span[1]}"
            told.append(Paragraph(line(faint(say(key, lang, why=why))), "note"))
    return Entry(line(strong(f"R{number} {report.title or report.file}")), tuple(told))


def _claim_point(claim: Claim, foot: Footing) -> Point:
    sides = " → ".join(part for part in (names(claim.initiator, foot.lang), names(claim.target, foot.lang)) if part)
    head = f"{claim.type}{f' {claim.act}' if claim.act else ''} ({claim.modality}) {sides}".rstrip()
    quote = foot.quote(claim.id)
    return Point(line(head), (quote,) if quote else ())
