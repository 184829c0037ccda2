"""The verbs of the Python API: read, reconcile, assess, brief, pact, pacts."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from os import PathLike, fspath
from typing import Any, Literal

from foedus import briefs, incidents, obligations
from foedus.desk.answers import Assessment, Brief, Reading, shown
from foedus.desk.clocks import day_of, when_of
from foedus.desk.corrections import Corrections, about, blamed_on, take_corrections
from foedus.desk.incident_file import Written, from_file, incident_of
from foedus.desk.inputs import Given, take
from foedus.incidents import Incident, Reconciliation
from foedus.obligations import SupposedCollision
from foedus.pacts import Instrument, Library, load_library
from foedus.reading import Report, read_report
from foedus.terms import FoedusError, When

Source = str | PathLike[str] | bytes | Given | Report
Day = str | date | None
Books = Library | str | PathLike[str] | Sequence[str | PathLike[str]] | None


def pacts(library: Books = None) -> Library:
    """Return the law library; `library` names folders of pacts beside the shipped ones."""
    if isinstance(library, Library):
        return library
    folders = () if library is None else (library,) if isinstance(library, str | PathLike) else library
    return load_library(*map(fspath, folders))


def pact(id: str, *, library: Books = None) -> Instrument:
    """Return one instrument by its id; raises FoedusError with the nearest known id."""
    return pacts(library)[id]


def read(
    reports: Source | Iterable[Source], *, published: Day = None, library: Books = None, corrections: Corrections = None
) -> Reading:
    """Return the claims of news reports and what they come to together.

    A report is a path, its bytes, its text (a string of several lines), or a Report; `published` dates those that
    carry no day of their own. `corrections` (a list of mappings or Corrections, or the path of their file) change what
    the reader understood. Raises FoedusError for a report that cannot be read and for a correction that is wrong.
    """
    law = pacts(library)
    read_reports = reports_of(reports, published=published)
    asked = take_corrections(corrections, law)
    with blamed_on(corrections):
        found = reconcile(read_reports, published=published, library=law, corrections=asked)
    return Reading(incidents.corrected(read_reports, asked), found, law.digest, day_of(published, "published"))


def reconcile(
    reports: Sequence[Report], *, published: Day = None, library: Books = None, corrections: Corrections = None
) -> Reconciliation:
    """Return what reports come to together, dated with the library's chronology where they leave it open."""
    law = pacts(library)
    return incidents.reconcile(
        reports, chronology=law.chronology, published=day_of(published, "published"),
        corrections=take_corrections(corrections, law),
    )  # fmt: skip


def assess(
    incident: Incident | Mapping[str, object] | str | PathLike[str] | None = None, *, on: str | date | When | None = None,
    as_of: Day = None, pacts: Sequence[str] | str = (), everything: bool = False, readings: Sequence[str] | str = (),
    library: Books = None, **words: object,
) -> Assessment:  # fmt: skip
    """Return what the pacts say of one incident.

    The incident is an Incident, a mapping of its keys, the path of an incident file, or given as words:
    `assess(act="raid", target="BFA", date="2023-09-20", facts={"consent of the target": False})`. `on` chooses the
    law's day, `as_of` hides what became known later, `pacts` asks some instruments only, `everything` keeps what is
    not triggered or not in force, `readings` asks those alone beside the first reading. Raises FoedusError; a fact that
    no pact knows is a UserWarning.
    """
    law = load_library() if library is None else _library(library)
    inputs: tuple[tuple[str, str, bytes], ...] = ()
    restated = bool(words)
    if isinstance(incident, Incident):
        if words:
            raise FoedusError("words beside an incident", field=next(iter(words)), expected="an incident, or words")
        asked = incident
    else:
        stated = Written({**incident, **words}) if isinstance(incident, Mapping) else Written(words)
        if isinstance(incident, str | PathLike):
            stated = from_file(take(fspath(incident), "an incident as YAML or JSON"))
            stated = Written({**stated.values, **words}, stated.lines, stated.file, stated.given)
        if not stated.values:
            raise FoedusError(
                "no incident", expected="an incident, a mapping, the path of a file, or words such as act='raid'"
            )
        if stated.given:
            inputs = (stated.given.named(),)
        asked, unknown = incident_of(stated, law.fact_phrases)
        for told in unknown:
            warnings.warn(str(told), stacklevel=2)
    named = [pacts] if isinstance(pacts, str) else list(pacts)
    found = answer(
        asked, law, on=when_of(on, "on"), as_of=day_of(as_of, "as_of"), pacts=named, everything=everything, inputs=inputs,
        readings=[readings] if isinstance(readings, str) else readings,
    )  # fmt: skip
    return replace(found, restated=True) if inputs and restated else found


def answer(
    incident: Incident, library: Library, *, on: When | None, as_of: date | None, pacts: Sequence[str], everything: bool,
    inputs: tuple[tuple[str, str, bytes], ...] = (), readings: Sequence[str] = (),
) -> Assessment:  # fmt: skip
    """Return what a library says of an incident that is made already."""
    found = briefs.assess(
        incident, library, on=on, as_of=as_of, pacts=pacts, everything=everything, inputs=inputs, readings=readings
    )
    return shown(found, Assessment)


def collisions_on(
    on: str | date | When, *, states: Sequence[str] | None = None, library: Books = None
) -> tuple[SupposedCollision, ...]:
    """Return where duties would collide on a day: if any state invaded any other, who would be bound to both.

    `states` are ids, those that existed on the day unless given. Raises FoedusError for a bad date.
    """
    day = when_of(on, "on")
    if day is None:
        raise FoedusError("no day", field="on", expected="a day such as 2023-09-20")
    return obligations.collisions_on(pacts(library), day, states)


def sweep(
    events: Any, pacts: Sequence[str] | str | None = None, *, everything: bool = False, by: Literal["bearer"] | None = None,
    proof: bool = False, on: str | date | When | None = None, as_of: Day = None, readings: bool | Sequence[str] = True,
    library: Books = None,
) -> Any:  # fmt: skip
    """Return what every pact says of every event of a table, as a table of the same kind.

    `events` is a pandas, Polars, PyArrow or DuckDB table whose columns are the keys of the incident file with `_` for a
    space, and one nullable Boolean for each fact phrase. Columns returned: `event, instrument, provision, reading,
    verdict, casus_foederis, bearers, beneficiaries`; with `by="bearer"` one row for each bearer and beneficiary, with
    `proof` a column `row_…` for each row. Raises FoedusError for a bad value, with its column and event.
    """
    from foedus.determinations import sweep as swept

    named = [pacts] if isinstance(pacts, str) else pacts
    return swept(
        events, _library(library), pacts=named, everything=everything, by=by, proof=proof, on=when_of(on, "on"),
        as_of=day_of(as_of, "as_of"), readings=readings,
    )  # fmt: skip


def brief(
    reports: Source | Iterable[Source], *, published: Day = None, on: str | date | When | None = None, as_of: Day = None,
    library: Books = None, corrections: Corrections = None,
) -> Brief:  # fmt: skip
    """Return the brief of news reports: what happened, who owes what to whom, what is unknown.

    `on` asks the law of one day for all incidents; `as_of` leaves out what became known later, reports included, and the
    corrections of their claims with them. `corrections` as in `read`.
    """
    law, known, day = pacts(library), day_of(as_of, "as_of"), day_of(published, "published")
    read_reports = reports_of(reports, published=day)
    later = later_reports(read_reports, known, published=day, library=law)
    kept = tuple(report for report in read_reports if report.id not in later)
    if not kept:
        raise FoedusError("every report came out later", field="as_of", expected=f"a report of {known} or before")
    hidden = tuple(report for report in read_reports if report.id in later)
    with blamed_on(corrections):
        asked = about(take_corrections(corrections, law), kept, hidden)
        reconciled = reconcile(kept, published=day, library=law, corrections=asked)
    found = briefs.compose(
        incidents.corrected(kept, asked), reconciled, law, on=when_of(on, "on"), as_of=known, published=day
    )
    return shown(found, Brief)


def later_reports(
    reports: Sequence[Report], known: date | None, *, published: Day = None, library: Books = None
) -> dict[str, date]:
    """Return the reports that came out after the day as of which a question is asked, by id, each with its day.

    A report without a day of publication came out at the earliest when the last event happened that it tells of.
    """
    if known is None:
        return {}
    out = {report.id: report.published for report in reports}
    if None in out.values():
        gathered = reconcile(reports, published=published, library=library).incidents
        happened = [each for each in gathered if each.status == "happened"]
        for report in reports:
            claims = {claim.id for claim in report.claims}
            days = [day for each in happened if claims & {*each.claims} and (day := each.date.first_day)]
            out[report.id] = out[report.id] or max(days, default=None)
    return {id_: day for id_, day in out.items() if day is not None and day > known}


def reports_of(sources: Source | Iterable[Source], *, published: Day = None) -> tuple[Report, ...]:
    """Return sources as reports, each with an id made from its name."""
    day = day_of(published, "published")
    several = [sources] if isinstance(sources, str | bytes | PathLike | Given | Report) else list(sources)
    taken: dict[str, int] = {}
    return tuple(source if isinstance(source, Report) else report_of(source, taken, day) for source in several)


def report_of(source: str | PathLike[str] | bytes | Given, taken: dict[str, int], published: date | None) -> Report:
    """Return one source as a report; `taken` counts the ids given so far."""
    if isinstance(source, bytes):
        given = Given("report", source)
    elif isinstance(source, str) and "\n" in source:
        given = Given("report", source.encode("utf-8", "surrogatepass"))
    else:
        given = source if isinstance(source, Given) else take(fspath(source))
    stem = re.sub(r"\.(txt|html?|md)$", "", re.split(r"[/\\]", given.name)[-1], flags=re.IGNORECASE)
    name = re.sub(r"[^\w.-]+", "-", stem).strip("-") or "report"
    taken[name] = number = taken.get(name, 0) + 1
    return read_report(
        given.content, id=name if number == 1 else f"{name}-{number}", file=given.name, published=published
    )


_library = pacts
