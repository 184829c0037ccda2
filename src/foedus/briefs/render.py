"""One door for every format: text for the terminal, Markdown, HTML, JSON and others, bytes for PDF and Word."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date

from foedus.briefs.answers import assessment_json, brief_json, reading_asked, reading_json
from foedus.briefs.assessment import Assessment
from foedus.briefs.brief import Brief
from foedus.briefs.document import brief_document
from foedus.briefs.outline import Document
from foedus.briefs.told_assessment import assessment_document
from foedus.briefs.told_reading import reading_document
from foedus.incidents import Reconciliation
from foedus.reading import Report
from foedus.terms import LANGUAGES, FoedusError, nearest

FORMATS = ("terminal", "md", "html", "json", "pdf", "docx", "bib", "ics")
READING_FORMATS = ("terminal", "md", "html", "json", "pdf", "docx")
BINARY = ("pdf", "docx")
SHORT_PROOFS = ("md", "pdf", "docx")
"""GitHub shows no Markdown file beyond half a megabyte and nobody leafs through 200 pages: the farthest proofs in short."""
ENTRY_POINTS = "foedus.briefs"


def render(
    brief: Brief, format: str = "terminal", *, lang: str = "en", width: int = 80, colour: bool = False
) -> str | bytes:
    """Return a brief in a format: text, `width` cells wide at most in the terminal, or bytes for pdf and docx.

    Raises FoedusError for an unknown format, and for a calendar (ics) of a brief that has no date.
    """
    _checked(format, lang)
    if format == "json":
        return _written(brief_json(brief, lang))
    if format == "bib":
        from foedus.briefs.citations import brief_citations

        return brief_citations(brief)
    if format == "ics":
        from foedus.briefs.calendar import brief_calendar

        return brief_calendar(brief, lang)
    document = brief_document(brief, lang, terse=format == "terminal", far_proofs=format not in SHORT_PROOFS)
    return _told(document, format, width, colour)


def render_assessment(
    assessment: Assessment,
    format: str = "terminal",
    *,
    lang: str = "en",
    width: int = 80,
    colour: bool = False,
    proofs: bool = False,
) -> str | bytes:
    """Return an assessment in a format, text or bytes as `render` does.

    With `proofs` the terminal shows each proof whole, as the pages do when unfolded.
    """
    _checked(format, lang)
    if format == "json":
        return _written(assessment_json(assessment, lang))
    if format == "bib":
        from foedus.briefs.citations import assessment_citations

        return assessment_citations(assessment)
    if format == "ics":
        from foedus.briefs.calendar import assessment_calendar

        return assessment_calendar(assessment, lang)
    document = assessment_document(assessment, lang, whole=proofs or format != "terminal")
    return _told(document, format, width, colour, unfold=proofs)


def render_reading(
    reports: Sequence[Report],
    reconciliation: Reconciliation,
    format: str = "terminal",
    *,
    library: str = "",
    lang: str = "en",
    width: int = 80,
    colour: bool = False,
    published: date | None = None,
) -> str | bytes:
    """Return reports and what they come to in a format; `library` is the digest of the library that dated them.

    `published` is the day that was given for reports without one.
    """
    _checked(format, lang, READING_FORMATS)
    if format == "json":
        asked = reading_asked(published, lang, reconciliation)
        return _written(reading_json(reports, reconciliation, library, asked))
    return _told(reading_document(reports, reconciliation, lang, library), format, width, colour)


def _checked(format: str, lang: str, formats: Sequence[str] = FORMATS) -> None:
    if lang not in LANGUAGES:
        raise FoedusError(f"unknown language '{lang}'", field="lang", expected=f"one of {', '.join(LANGUAGES)}")
    if format not in formats and format not in _added():
        known = [*formats, *_added()]
        raise FoedusError(
            f"unknown format '{format}'",
            field="format",
            expected=f"one of {', '.join(known)}",
            nearest=nearest(format, known),
        )


def _added() -> dict[str, object]:
    """Return the formats that installed packages add, each a function from a document to text or bytes."""
    from importlib.metadata import entry_points

    return {entry.name: entry for entry in entry_points(group=ENTRY_POINTS)}


def _told(document: Document, format: str, width: int, colour: bool, *, unfold: bool = False) -> str | bytes:
    if format == "terminal":
        from foedus.briefs.terminal import render_terminal

        return render_terminal(document, width, colour, unfold=unfold)
    if format == "md":
        from foedus.briefs.markdown import render_markdown

        return render_markdown(document)
    if format == "html":
        from foedus.briefs.page import render_page

        return render_page(document)
    if format == "pdf":
        from foedus.briefs.pdf import render_pdf

        return render_pdf(document)
    if format == "docx":
        from foedus.briefs.word import render_word

        return render_word(document)
    made = _added()[format].load()(document)  # type: ignore[attr-defined]
    return made if isinstance(made, bytes) else str(made)


def _written(answer: dict[str, object]) -> str:
    """Return an answer as JSON, one line for each entry of its lists: full indentation would double a long brief."""
    rows = []
    for key, value in answer.items():
        if isinstance(value, list) and value:
            entries = ",\n".join(f"    {json.dumps(entry, ensure_ascii=False)}" for entry in value)
            rows.append(f"  {json.dumps(key)}: [\n{entries}\n  ]")
        else:
            rows.append(f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return sealed("{\n" + ",\n".join(rows) + "\n}\n")


SEAL = '"sha256": ""'


def sealed(text: str) -> str:
    """Return an answer with its own checksum in `made_by`: the sha256 of its UTF-8 bytes with that value empty.

    The first empty one is the answer's own: before it stand only the schema, the version and the library's digest.
    """
    digest = hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()
    return text.replace(SEAL, f'"sha256": "{digest}"', 1)
