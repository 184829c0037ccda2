"""One door for every format: terminal, Markdown, HTML, JSON, and formats that others add."""

from __future__ import annotations

import json
from collections.abc import Sequence

from foedus.briefs.answers import assessment_json, brief_json, reading_json
from foedus.briefs.assessment import Assessment
from foedus.briefs.brief import Brief
from foedus.briefs.document import brief_document
from foedus.briefs.outline import Document
from foedus.briefs.told_assessment import assessment_document
from foedus.briefs.told_reading import reading_document
from foedus.incidents import Reconciliation
from foedus.reading import Report
from foedus.terms import LANGUAGES, FoedusError, nearest

FORMATS = ("terminal", "md", "html", "json")
READING_FORMATS = ("terminal", "md", "json")
ENTRY_POINTS = "foedus.briefs"


def render(brief: Brief, format: str = "terminal", *, lang: str = "en", width: int = 80, colour: bool = False) -> str:
    """Return a brief in a format, `width` cells wide at most in the terminal; raise FoedusError for an unknown format."""
    _checked(format, lang)
    if format == "json":
        return _written(brief_json(brief, lang))
    # GitHub shows no Markdown file beyond half a megabyte, so that there the farthest proofs are told in short
    document = brief_document(brief, lang, terse=format == "terminal", far_proofs=format != "md")
    return _told(document, format, width, colour)


def render_assessment(
    assessment: Assessment,
    format: str = "terminal",
    *,
    lang: str = "en",
    width: int = 80,
    colour: bool = False,
    proofs: bool = False,
) -> str:
    """Return an assessment in a format; with `proofs` the terminal shows each proof whole, as the pages do when unfolded."""
    _checked(format, lang)
    if format == "json":
        return _written(assessment_json(assessment, lang))
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
) -> str:
    """Return reports and what they come to in a format; `library` is the digest of the library that dated them."""
    _checked(format, lang)
    if format == "json":
        return _written(reading_json(reports, reconciliation, library))
    return _told(reading_document(reports, reconciliation, lang, library), format, width, colour)


def _checked(format: str, lang: str) -> None:
    if lang not in LANGUAGES:
        raise FoedusError(f"unknown language '{lang}'", field="lang", expected=f"one of {', '.join(LANGUAGES)}")
    if format not in FORMATS and format not in _added():
        known = [*FORMATS, *_added()]
        raise FoedusError(
            f"unknown format '{format}'",
            field="format",
            expected=f"one of {', '.join(known)}",
            nearest=nearest(format, known),
        )


def _added() -> dict[str, object]:
    """Return the formats that installed packages add, each a function from a document to text."""
    from importlib.metadata import entry_points

    return {entry.name: entry for entry in entry_points(group=ENTRY_POINTS)}


def _told(document: Document, format: str, width: int, colour: bool, *, unfold: bool = False) -> str:
    if format == "terminal":
        from foedus.briefs.terminal import render_terminal

        return render_terminal(document, width, colour, unfold=unfold)
    if format == "md":
        from foedus.briefs.markdown import render_markdown

        return render_markdown(document)
    if format == "html":
        from foedus.briefs.page import render_page

        return render_page(document)
    return str(_added()[format].load()(document))  # type: ignore[attr-defined]


def _written(answer: dict[str, object]) -> str:
    """Return an answer as JSON, one line for each entry of its lists: full indentation would double a long brief."""
    rows = []
    for key, value in answer.items():
        if isinstance(value, list) and value:
            entries = ",\n".join(f"    {json.dumps(entry, ensure_ascii=False)}" for entry in value)
            rows.append(f"  {json.dumps(key)}: [\n{entries}\n  ]")
        else:
            rows.append(f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return "{\n" + ",\n".join(rows) + "\n}\n"
