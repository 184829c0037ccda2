"""The brief, an assessment and a reading as JSON, to the letter of the contract.

An answer carries what was asked and the bytes of its inputs, so that the file alone can be checked again
(docs/decisions/0016); the answers inside a brief name their inputs only.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from foedus.briefs.assessment import Assessment, Inputs, made_by
from foedus.briefs.brief import Brief
from foedus.determinations import Determination
from foedus.incidents import Incident, Reconciliation
from foedus.reading import Report


def assessment_json(assessment: Assessment, lang: str = "en", *, whole: bool = True) -> dict[str, object]:
    """Return an assessment in the shape `foedus/assessment/1`; `whole` carries the question and the inputs' bytes."""
    made = made_by(assessment.library, assessment.inputs)
    if whole:
        made = _carrying(made, assessment.inputs, _asked_of(assessment, lang))
    return {
        "schema": "foedus/assessment/1",
        "made_by": made,
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
    asked: Mapping[str, object] | None = None,
) -> dict[str, object]:
    """Return reports and what they come to in the shape `foedus/reading/1`.

    With `asked`, the options of the question, the answer carries them and the inputs' bytes.
    """
    found = reconciliation.to_json()
    given = tuple((report.file, report.sha256, report.content) for report in reports)
    made = made_by(library, given)
    return {
        "schema": "foedus/reading/1",
        "made_by": made if asked is None else _carrying(made, given, asked, reports),
        "reports": [report.to_json() for report in reports],
        "incidents": found["incidents"],
        "discrepancies": found["discrepancies"],
        **corrected(reconciliation),
    }


def brief_json(brief: Brief, lang: str = "en") -> dict[str, object]:
    """Return a brief in the shape `foedus/brief/1`."""
    made = made_by(brief.library.digest, brief.inputs)
    asked = {
        "command": "brief",
        "published": _iso(brief.published),
        "on": brief.on.to_json() if brief.on else None,
        "as_of": _iso(brief.as_of),
        "lang": lang,
        **corrected(brief),
    }
    return {
        "schema": "foedus/brief/1",
        "made_by": _carrying(made, brief.inputs, asked, brief.reports),
        "reading": reading_json(brief.reports, brief.reconciliation, brief.library.digest),
        "assessments": [assessment_json(each, lang, whole=False) for each in brief.assessments],
        "standing": [each.to_json(lang) for each in brief.standing],
        "what_if": [assessment_json(each, lang, whole=False) for each in brief.what_if],
        "collisions": [{"incident": each.incident.id, **found.to_json()} for each, found in brief.collisions],
        "unknowns": [each.to_json() for each in brief.unknowns],
        "discrepancies": [each.to_json() for each in brief.discrepancies(lang)],
        "sources": [*_report_sources(brief), *law_sources(_cited(brief))],
        **corrected(brief),
    }


def reading_asked(published: date | None, lang: str, answered: object = None) -> dict[str, object]:
    """Return what was asked of a reading."""
    return {"command": "read", "published": _iso(published), "lang": lang, **corrected(answered)}


def corrected(answered: object) -> dict[str, object]:
    """Return the corrections under which an answer stands, nothing where there are none."""
    given = getattr(answered, "corrections", ())
    return {"corrections": [each.to_json() if hasattr(each, "to_json") else each for each in given]} if given else {}


def _asked_of(assessment: Assessment, lang: str) -> dict[str, object]:
    """Return what was asked of an assessment; `incident` is null where its file says all of it."""
    asked, incident = assessment.asked, assessment.incident
    stated = None if assessment.inputs and not assessment.restated else _incident(incident)
    return {
        "command": "assess",
        "on": None if asked.on == incident.date else asked.on.to_json(),
        "as_of": _iso(assessment.as_of),
        "lang": lang,
        "pacts": list(asked.pacts),
        "all": asked.everything,
        "readings": list(asked.readings),
        "incident": stated,
    }


def _incident(incident: Incident) -> dict[str, object]:
    """Return an incident as its file would write it, with what a reader of reports adds to it."""
    told = incident.to_json()
    if incident.claims:
        told["claims"] = list(incident.claims)
    if incident.witnesses:
        told["witnesses"] = incident.witnesses
    if incident.evidence:
        told["evidence"] = {key: [each.to_json() for each in found] for key, found in incident.evidence.items()}
    return told


def _carrying(
    made: dict[str, object], inputs: Inputs, asked: Mapping[str, object], reports: Sequence[Report] = ()
) -> dict[str, object]:
    """Return who made an answer with its question, its inputs' bytes, and the place of the answer's own checksum.

    Of reports the id and the day of publication stand beside the bytes, since both hang on what was read with them.
    """
    told: list[dict[str, object]] = []
    for number, (file, sha256, content) in enumerate(inputs):
        entry: dict[str, object] = {"file": file, "sha256": sha256}
        if reports:
            entry |= {"id": reports[number].id, "published": _iso(reports[number].published)}
        if content:
            entry["content"] = b64encode(content).decode("ascii")
        told.append(entry)
    return {"foedus": made["foedus"], "library": made["library"], "sha256": "", "inputs": told, "asked": dict(asked)}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


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
