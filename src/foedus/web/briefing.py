"""The brief of a case as the desk shows it, made in a process of its own since strangers wrote the reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from foedus import briefs, desk, pictures
from foedus.web.asked import link
from foedus.web.kept import Case
from foedus.web.words import say

MEDIA = {
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "bib": "application/x-bibtex; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "svg": "image/svg+xml",
}
"""The formats that can be downloaded, with their media types."""

Answered = Mapping[tuple[str, str, str, str, str], tuple[tuple[str, str], ...]]
"""What each incident is told by each provision: (incident, target, instrument, provision, reading) → verdict and bearers,
one pair for each group of bearers who stand alike."""


@dataclass(frozen=True)
class Shown:
    """A brief ready for its page: HTML made from escaped parts, what each incident is told, and the keys of that in words."""

    parts: briefs.Parts
    answered: Answered
    words: Mapping[tuple[str, ...], str]
    timeline: pictures.Picture | None


@dataclass(frozen=True)
class Claimed:
    """What of a brief a person may correct or answer: its events with their titles, claims that became none, reports.

    `pacts` are the names of the instruments that open questions are about.
    """

    events: tuple[desk.Correctable, ...]
    loose: tuple[desk.CorrectableClaim, ...]
    titles: Mapping[str, str]
    reports: Mapping[str, str]
    pacts: Mapping[str, str]


def shown(case: Case, lang: str) -> Shown:
    """Return the brief of a case for its page."""
    found = brief_of(case)
    # The farthest proofs make two thirds of the page; they stand in the file that is downloaded.
    document = _with_ways(briefs.brief_document(found, lang, far_proofs=False), case, lang)
    told = [each.incident for each in found.assessments]
    timeline = pictures.incidents_timeline(told, lang) if any(each.date.first_day for each in told) else None
    return Shown(briefs.page_parts(document), answered(found, lang), words(found, lang), timeline)


def claimed(case: Case, lang: str) -> Claimed:
    """Return what of a case's brief a person may correct or answer."""
    found = brief_of(case)
    events = desk.correctable(found, decides=False)
    titles = {each.incident: title for each, title in zip(events, _titles(found, lang), strict=True)}
    asked = {name for event in events for fact in event.facts for name, _, _ in fact.waits}
    pacts = {name: briefs.instrument_name(found.library[name], lang) for name in asked}
    return Claimed(
        events, desk.loose_claims(found), titles, {each.id: each.title or each.file for each in found.reports}, pacts
    )


def _titles(brief: desk.Brief, lang: str) -> list[str]:
    """Return the events as the brief heads them."""
    document = briefs.brief_document(brief, lang, far_proofs=False)
    return [briefs.plain(each.title) for each in _events(document)]


def _events(document: briefs.Document) -> Sequence[briefs.Entry]:
    section = next(each for each in document.sections if each.anchor == "#events")
    return [each for each in section.blocks if isinstance(each, briefs.Entry)]


def _with_ways(document: briefs.Document, case: Case, lang: str) -> briefs.Document:
    """Return a brief whose events lead to the form that corrects them."""
    sections = []
    for section in document.sections:
        if section.anchor == "#events":
            blocks, number = [], 0
            for each in section.blocks:
                if isinstance(each, briefs.Entry):
                    number += 1
                    to = briefs.Run(say("claims.go", lang), "", link(lang, f"/brief/{case.id}/claims#event-{number}"))
                    each = replace(each, blocks=(*each.blocks, briefs.Paragraph((to,), "note")))
                blocks.append(each)
            section = replace(section, blocks=tuple(blocks))
        sections.append(section)
    return replace(document, sections=tuple(sections))


def written(case: Case, format: str, lang: str) -> bytes:
    """Return the brief of a case in a format that can be downloaded."""
    made = brief_of(case).render(format, lang=lang)
    return made if isinstance(made, bytes) else made.encode("utf-8", "backslashreplace")


def read_written(case: Case) -> bytes:
    """Return the reading of a case as JSON."""
    from foedus.web.readied import LIBRARY

    found = desk.read(case.reports, published=case.published or None, library=LIBRARY, corrections=case.corrections)
    return found.render("json").encode("utf-8", "backslashreplace")


def brief_of(case: Case) -> desk.Brief:
    """Return the brief that a case comes to, with what was corrected in it."""
    from foedus.web.readied import LIBRARY

    return desk.brief(
        case.reports, published=case.published or None, on=case.on or None, as_of=case.as_of or None,
        corrections=case.corrections, library=LIBRARY,
    )  # fmt: skip


def answered(brief: desk.Brief, lang: str) -> Answered:
    """Return what each incident is told, so that two states of a case can be compared."""
    found: dict[tuple[str, str, str, str, str], tuple[tuple[str, str], ...]] = {}
    for each in brief.assessments:
        for one in each.by_event:
            key = _key(each, one)
            found[key] = (*found.get(key, ()), (str(one.verdict), briefs.names(one.bearers, lang)))
    return found


def words(brief: desk.Brief, lang: str) -> Mapping[tuple[str, ...], str]:
    """Return for each answer in words what it is about: event, instrument, article, reading."""
    told = {}
    for number, each in enumerate(brief.assessments, 1):
        for one in each.by_event:
            where = briefs.article(one.rule.provision, lang, one.instrument)
            reading = f" ({one.reading})" if one.reading else ""
            told[_key(each, one)] = f"{number}. {briefs.instrument_name(one.instrument, lang)}, {where}{reading}"
    return told


def _key(each: Any, one: Any) -> tuple[str, str, str, str, str]:
    return (each.incident.id, ", ".join(one.incident.target), one.instrument.id, one.rule.provision, one.reading or "")
