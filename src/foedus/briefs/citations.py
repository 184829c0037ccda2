"""What an answer rests on as BibTeX: the reports, the sources of the law, foedus itself."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import PurePath

from foedus import __version__
from foedus.briefs.answers import law_sources
from foedus.briefs.assessment import Assessment
from foedus.briefs.brief import Brief
from foedus.briefs.paper import address as web_address
from foedus.briefs.paper import readable
from foedus.determinations import Determination
from foedus.pacts import Instrument
from foedus.reading import Report

_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "$": r"\$", "&": r"\&", "#": r"\#",
    "%": r"\%", "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", '"': r"\textquotedbl{}",
}  # fmt: skip
LONGEST_NAME = 32
MOST_NAMED = 4
"""Instruments that share a source beyond this number are counted."""


def brief_citations(brief: Brief) -> str:
    """Return everything that a brief rests on as BibTeX, one entry for each source."""
    found = [each for one in (*brief.assessments, *brief.what_if) for each in one.determinations]
    instruments = [state.instrument for state in brief.states]
    return _written(brief.reports, [*found, *brief.standing], brief.library.digest, instruments)


def assessment_citations(assessment: Assessment) -> str:
    """Return everything that an assessment rests on as BibTeX, one entry for each source."""
    return _written((), assessment.determinations, assessment.library)


def _written(
    reports: Iterable[Report], found: Iterable[Determination], digest: str, instruments: Iterable[Instrument] = ()
) -> str:
    entries = {}
    for report in reports:
        key, entry = _report(report)
        entries[key] = entry
    for key, entry in _law([*found], [*instruments]):
        entries.setdefault(key, entry)
    own = {
        "title": escaped("foedus: mutual-defence pacts as rules"),
        "note": escaped(f"Version {__version__}, law library {digest}"),
    }
    entries[f"foedus-{digest[:8]}"] = own
    return "\n".join(_entry(key, fields) for key, fields in entries.items())


def _report(report: Report) -> tuple[str, dict[str, str]]:
    fields = {"title": escaped(report.title or PurePath(report.file).name)}
    if report.published:
        fields |= _dated(report.published)
    fields["howpublished"] = escaped(report.file)
    fields["note"] = escaped(f"News report; sha256 {report.sha256}")
    return f"{_name(report.id)}-{report.sha256[:8]}", fields


def _dated(day: date) -> dict[str, str]:
    return {"date": day.isoformat(), "year": f"{day.year:04d}", "month": str(day.month), "day": str(day.day)}


def _law(found: list[Determination], more: list[Instrument]) -> Iterable[tuple[str, dict[str, str]]]:
    """Yield the sources of the law, those that several instruments share once."""
    names = {each.instrument.id: each.instrument.short_name for each in found}
    shared: dict[tuple[str, str], tuple[Mapping[str, object], dict[str, None]]] = {}
    for source in law_sources(found):
        of = str(source["id"]).partition(":")[0]
        place = (str(source["title"]), str(source["address"]))
        shared.setdefault(place, (source, {}))[1][names[of]] = None
    for instrument in more:
        for each in instrument.sources:
            if (each.title, each.address) in shared:
                shared[each.title, each.address][1][instrument.short_name] = None
    for (title, address), (source, told) in shared.items():
        fields = {"title": escaped(title)}
        if address.startswith(("http://", "https://")):
            fields["url"] = web_address(address)
        elif address:
            fields["howpublished"] = escaped(address)
        read = f"; read: {source['read']}" if source["read"] else ""
        fields["note"] = escaped(f"Source of the law: {_few(list(told))}{read}")
        digest = hashlib.sha256(f"{title}\n{address}".encode("utf-8", "replace")).hexdigest()
        yield f"{_name(title)}-{digest[:8]}", fields


def _few(names: list[str]) -> str:
    shown = ", ".join(names[:MOST_NAMED])
    return shown if len(names) <= MOST_NAMED else f"{shown} and {len(names) - MOST_NAMED} more instruments"


def _entry(key: str, fields: Mapping[str, str]) -> str:
    rows = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{{key},\n{rows}}}\n"


def _name(text: str) -> str:
    """Return a text as the readable half of a key: plain letters, digits and hyphens."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "-", bare.lower()).strip("-")
    cut = name if len(name) <= LONGEST_NAME else name[:LONGEST_NAME].rsplit("-", 1)[0]
    return cut or "source"


def escaped(text: str) -> str:
    """Return a text for the value of a BibTeX field: what TeX would obey is written out, braces stay in balance."""
    return "".join(_SPECIAL.get(char, char) for char in " ".join(readable(text).split()))
