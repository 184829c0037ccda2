"""The brief: reports, their incidents judged, standing duties, what-ifs, collisions, unknowns, discrepancies, sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from foedus import terms
from foedus.briefs.assessment import Assessment, Inputs, assess
from foedus.briefs.clauses import Clause, clauses
from foedus.briefs.findings import Silence, defence_pacts, on_declarations, on_the_texts, silences, what_ifs
from foedus.briefs.states import InstrumentState, state_of, touched
from foedus.briefs.unknowns import Unknown, unknowns
from foedus.determinations import Determination, Verdict, determinations, question
from foedus.incidents import Correction, Discrepancy, Incident, Reconciliation
from foedus.obligations import Collision
from foedus.pacts import Instrument, Library, bound_parties, in_force
from foedus.reading import Claim, Report
from foedus.terms import When


@dataclass(frozen=True)
class Brief:
    """Everything that a reader is told, before any format or language.

    `day` is the day for which standing duties, instruments and what-ifs are asked; `on` is set where one day was asked
    for all. `assessments` stand in order of time, undated ones last.
    """

    reports: tuple[Report, ...]
    reconciliation: Reconciliation
    library: Library
    day: When
    on: When | None
    as_of: date | None
    assessments: tuple[Assessment, ...]
    standing: tuple[Determination, ...]
    what_if: tuple[Assessment, ...]
    unknowns: tuple[Unknown, ...]
    clauses: tuple[Clause, ...]
    states: tuple[InstrumentState, ...]
    silences: Mapping[str, tuple[Silence, ...]]
    pacts: tuple[Instrument, ...]
    published: date | None = None

    @property
    def inputs(self) -> Inputs:
        return tuple((report.file, report.sha256, report.content) for report in self.reports)

    @property
    def collisions(self) -> tuple[tuple[Assessment, Collision], ...]:
        """Return every collision with the assessment that it arises in, those of what-ifs last."""
        return tuple((each, found) for each in (*self.assessments, *self.what_if) for found in each.collisions)

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """Return the claims of all reports by id."""
        return {claim.id: claim for report in self.reports for claim in report.claims}

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """Return what people corrected of the reading, in the order in which they gave it."""
        return self.reconciliation.corrections

    @property
    def told_claims(self) -> Mapping[str, Claim]:
        """Return the claims that a reader is told of, those that a person dropped with them."""
        dropped = {claim.id: claim for report in self.reports for claim in report.dropped}
        return {**self.claims, **dropped} if dropped else self.claims

    @cached_property
    def named(self) -> frozenset[str]:
        """Return the states and actors that the reports name."""
        return frozenset(
            name for claim in self.claims.values() for name in (*claim.initiator, *claim.target, *claim.about)
        )

    @cached_property
    def reports_by_id(self) -> Mapping[str, Report]:
        return {report.id: report for report in self.reports}

    def discrepancies(self, lang: str = "en") -> tuple[Discrepancy, ...]:
        """Return where reports differ among themselves, from the library's dates, and from the pacts' texts."""
        happened = [each.incident for each in self.assessments]
        return (
            *self.reconciliation.discrepancies,
            *on_the_texts(self.clauses, lang),
            *on_declarations(happened, self.pacts, lang),
        )

    @property
    def told_incidents(self) -> tuple[Incident, ...]:
        return tuple(each.incident for each in self.assessments)

    @cached_property
    def used_claims(self) -> tuple[Claim, ...]:
        """Return every claim that something in the brief rests on, in the order of the reports."""
        used = {name for each in self.assessments for name in each.incident.claims}
        used |= {clause.claim.id for clause in self.clauses}
        used |= {name for found in self.discrepancies() for value in found.values for name in value.claims}
        used |= {name for state in self.states for name in state.claims}
        return tuple(claim for report in self.reports for claim in report.claims if claim.id in used)


def compose(
    reports: Sequence[Report],
    reconciliation: Reconciliation,
    library: Library,
    *,
    on: When | date | None = None,
    as_of: date | None = None,
    published: date | None = None,
) -> Brief:
    """Return the brief of reports and what they come to.

    `on` asks the law of one day for all; else each incident is asked on its own day, and everything that stands is
    asked on the day of publication or, without one, of the newest incident that happened. `as_of` hides what became
    known later.
    """
    asked_on = terms.day_when(on) if isinstance(on, date) else on
    day = asked_on or _day_of(reports, reconciliation, published)
    inputs = tuple((report.file, report.sha256, report.content) for report in reports)
    assessments = tuple(
        assess(incident, library, on=asked_on, as_of=as_of, inputs=inputs) for incident in reconciliation.incidents
    )
    supposed = tuple(
        assess(incident, library, on=day, as_of=None if as_of is None else as_of, inputs=inputs)
        for incident in what_ifs(reconciliation.incidents, day)
    )
    mentioned = dict(touched(reports, library))
    for name in _engaged(assessments, supposed):
        mentioned.setdefault(name, ())
    pacts = defence_pacts(library, _known_by(touched(reports, library), library, day))
    return Brief(
        tuple(reports),
        reconciliation,
        library,
        day,
        asked_on,
        as_of,
        assessments,
        _standing(pacts, mentioned, library, day, as_of),
        supposed,
        unknowns((*assessments, *supposed), library, day),
        clauses(reports, library, day),
        tuple(state_of(library[name], claims, library, day, as_of) for name, claims in mentioned.items()),
        {each.incident.id: silences(each.incident, pacts, library, each.on) for each in assessments},
        pacts,
        published,
    )


def _day_of(reports: Iterable[Report], reconciliation: Reconciliation, published: date | None) -> When:
    days = [report.published for report in reports if report.published]
    if published is not None:
        days.append(published)
    if days:
        return terms.day_when(max(days))
    dated = [
        incident.date
        for incident in reconciliation.incidents
        if incident.status == "happened" and incident.date.first_day and incident.date.last_day
    ]
    sharp = [when for when in dated if when.first_day == when.last_day]
    newest = max(sharp or dated, key=lambda when: when.last_day or date.min, default=None)
    if newest is None:
        return terms.UNKNOWN_WHEN
    return terms.day_when(newest.last_day) if newest.last_day else newest


def _engaged(assessments: Iterable[Assessment], supposed: Iterable[Assessment]) -> Iterable[str]:
    """Yield the instruments that an event engages, or that collide with one engaged."""
    for assessment in (*assessments, *supposed):
        for each in assessment.engaged:
            if each.verdict != Verdict.OPEN:
                yield each.instrument.id
        for found in assessment.collisions:
            for each in found.between:
                yield each.instrument.id


def _known_by(ids: Iterable[str], library: Library, day: When) -> list[str]:
    """Return the instruments signed by the day: what came later says nothing of it."""
    last = day.last_day
    return [name for name in ids if last is None or (library[name].about("signed") or "0") <= last.isoformat()]


def _standing(
    pacts: Sequence[Instrument],
    mentioned: Mapping[str, tuple[str, ...]],
    library: Library,
    day: When,
    as_of: date | None,
) -> tuple[Determination, ...]:
    """Return the standing duties in force on the day under the instruments that the reports touch, main pacts first."""
    order = list(dict.fromkeys([pact.id for pact in pacts] + [name for name, claims in mentioned.items() if claims]))
    order = [name for name in order if in_force(library[name], library[name].standing, day, as_of).truth is not False]
    order = [name for name in order if bound_parties(library[name], day, as_of)]
    if not order:
        return ()
    asked = question(Incident(date=day), library, on=day, as_of=as_of, pacts=order, everything=True)
    found = [
        each
        for each in determinations(asked)
        if each.rule.standing and each.verdict in (Verdict.OWED, Verdict.OPEN, Verdict.UNSETTLED)
    ]
    return tuple(sorted(found, key=lambda each: order.index(each.instrument.id)))
