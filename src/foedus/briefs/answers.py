"""The brief, an assessment and a reading as JSON, to the letter of the contract."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from foedus.briefs.assessment import Assessment, made_by
from foedus.briefs.brief import Brief
from foedus.determinations import Determination
from foedus.incidents import Reconciliation
from foedus.reading import Report


def assessment_json(assessment: Assessment, lang: str = "en") -> dict[str, object]:
    """Return an assessment in the shape `foedus/assessment/1`."""
    return {
        "schema": "foedus/assessment/1",
        "made_by": made_by(assessment.library, assessment.inputs),
        "on": assessment.on.to_json(),
        "as_of": assessment.as_of.isoformat() if assessment.as_of else None,
        "incident": assessment.incident.to_json(),
        "determinations": [each.to_json(lang) for each in assessment.determinations],
        "collisions": [found.to_json() for found in assessment.collisions],
        "would_change": [change.to_json() for change in assessment.changes],
    }


def reading_json(
    reports: Sequence[Report],
    reconciliation: Reconciliation,
    library: str = "",
    inputs: Sequence[tuple[str, str]] | None = None,
) -> dict[str, object]:
    """Return reports and what they come to in the shape `foedus/reading/1`."""
    found = reconciliation.to_json()
    given = tuple(inputs) if inputs is not None else tuple((report.file, report.sha256) for report in reports)
    return {
        "schema": "foedus/reading/1",
        "made_by": made_by(library, given),
        "reports": [report.to_json() for report in reports],
        "incidents": found["incidents"],
        "discrepancies": found["discrepancies"],
    }


def brief_json(brief: Brief, lang: str = "en") -> dict[str, object]:
    """Return a brief in the shape `foedus/brief/1`."""
    return {
        "schema": "foedus/brief/1",
        "made_by": made_by(brief.library.digest, brief.inputs),
        "reading": reading_json(brief.reports, brief.reconciliation, brief.library.digest),
        "assessments": [assessment_json(each, lang) for each in brief.assessments],
        "standing": [each.to_json(lang) for each in brief.standing],
        "what_if": [assessment_json(each, lang) for each in brief.what_if],
        "collisions": [{"incident": each.incident.id, **found.to_json()} for each, found in brief.collisions],
        "unknowns": [each.to_json() for each in brief.unknowns],
        "discrepancies": [each.to_json() for each in brief.discrepancies(lang)],
        "sources": [*_report_sources(brief), *law_sources(_cited(brief))],
    }


def _report_sources(brief: Brief) -> Iterable[dict[str, object]]:
    for claim in brief.used_claims:
        report = brief.reports_by_id[claim.report] if claim.report in brief.reports_by_id else None
        yield {
            "kind": "report",
            "id": claim.id,
            "title": (report.title or report.file) if report else claim.report,
            "address": report.file if report else "",
            "verified": "report",
            "span": list(claim.span),
            "quote": claim.quote,
        }


def law_sources(found: Iterable[Determination]) -> list[dict[str, object]]:
    """Return every source of the law that determinations rest on, each once."""
    told: dict[tuple[str, str], dict[str, object]] = {}
    for each in found:
        known: Mapping[str, object] = each.instrument.sources_by_id
        for name in each.source_ids:
            if name in known and (each.instrument.id, name) not in told:
                source = each.instrument.sources_by_id[name]
                told[each.instrument.id, name] = {
                    "kind": "law",
                    "id": f"{each.instrument.id}:{name}",
                    "title": source.title,
                    "address": source.address,
                    "verified": each.rule.origin.verified,
                    "read": source.read,
                }
    return list(told.values())


def _cited(brief: Brief) -> Iterable[Determination]:
    for each in (*brief.assessments, *brief.what_if):
        yield from each.determinations
    yield from brief.standing
