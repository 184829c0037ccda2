"""Several reports become one list of incidents, with what they agree on and where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from foedus.incidents.chronology import Entry, Sought, entries, matches, the_one
from foedus.incidents.corrected_claims import as_read, corrected
from foedus.incidents.corrections import Correction, corrections_of
from foedus.incidents.dating import Hint, Published, clash, own_clash, publication_bound
from foedus.incidents.discrepancies import Discrepancy, merged, of_event
from foedus.incidents.gathered import Dated, act_of, incidents_of, members_of, name_of_event, place_of
from foedus.incidents.incident import Incident
from foedus.incidents.merge import Group, Mention, Summary, contradict, gather, mentions_of
from foedus.incidents.offices import of_offices
from foedus.incidents.quotations import of_quotations
from foedus.incidents.regrouped import regrouped
from foedus.incidents.remarks import Remark, remarks_of
from foedus.incidents.settle import Settled, settle
from foedus.incidents.standing_claims import of_standing
from foedus.incidents.stipulations import Stipulation, of_claims, stated
from foedus.incidents.witnesses import witness_groups
from foedus.reading import Report
from foedus.terms import FoedusError


@dataclass(frozen=True)
class Reconciliation:
    """What several reports come to.

    `incidents` stand in order of time, undated ones last; `witness_groups` holds the ids of reports, those
    that retell one text together; `published` tells for each report between which days it came out. `corrections` are
    those that people made, `stipulations` what each of them changed.
    """

    incidents: tuple[Incident, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    witness_groups: tuple[tuple[str, ...], ...] = ()
    remarks: tuple[Remark, ...] = ()
    published: Mapping[str, Published] = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()
    stipulations: tuple[Stipulation, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Return the keys that a reading answers with, `incidents` and `discrepancies`, and the rest beside them."""
        return {
            "incidents": [
                {
                    **incident.to_json(),
                    "claims": list(incident.claims),
                    "witnesses": incident.witnesses,
                    **_who_stated(incident),
                }
                for incident in self.incidents
            ],  # fmt: skip
            "discrepancies": [discrepancy.to_json() for discrepancy in self.discrepancies],
            "witness_groups": [list(group) for group in self.witness_groups],
            "remarks": [remark.to_json() for remark in self.remarks],
        }


def reconcile(
    reports: Sequence[Report],
    *,
    chronology: Iterable[Mapping[str, str]] = (),
    published: date | None = None,
    corrections: object = (),
) -> Reconciliation:
    """Return the incidents that the reports tell of together, their discrepancies, witnesses and remarks.

    `chronology` is the library's dated events; `published` dates reports that give no date of their own.
    The answer does not depend on the order of the reports or of their claims, and a report given twice
    changes nothing. `corrections` (Corrections, mappings, or the content of a corrections file) change claims first,
    then which claims are one event, then what is said of incidents. Raises FoedusError when a row of the chronology has
    a bad date, two texts have one id, or a correction is wrong.
    """
    asked = corrections_of(corrections)
    read = _once(reports)
    chronology = tuple(chronology)
    known = entries(chronology)
    witnesses = witness_groups(read)
    weight = {name: number for number, group in enumerate(witnesses) for name in group}
    out = {report.id: _published(report, published) for report in read}
    telling = {name: group[0] for group in witnesses for name in group}
    # whether one report retells another is asked of what they say, not of what a person makes of it
    as_told, read = read, _once(corrected(read, asked))

    def gathered(out: Mapping[str, Published]) -> tuple[list[Dated], tuple[Summary, ...]]:
        mentions = (one for report in read for one in mentions_of(report, out[report.id], telling[report.id]))
        groups, told_together = gather(mentions)
        return [(group, *_dated(group, known, weight, out)) for group in groups], told_together

    # a first round dates what the words alone date; from that follows when each report came out, and with it more
    out = _bounded(read, gathered(out)[0], out)
    dated, told_together = gathered(out)
    groups, summaries = regrouped(*_joined_by_library(dated, told_together, known, out), asked)
    dated = [(group, *_dated(group, known, weight, out)) for group in groups]
    incidents = incidents_of(dated, weight, {report.id: report for report in read})
    spoken = {report.id: report.published or published or _spoken(report, dated) for report in read}
    differing = [
        *(found for (group, settled, _), incident in zip(dated, incidents, strict=True)
          for found in of_event(name_of_event(incident), group, settled)),
        *of_quotations(read), *of_standing(read, known, spoken, _meant(dated)), *of_offices(read, spoken),
    ]  # fmt: skip
    beside: dict[str, frozenset[str]] = {}
    if any(each.do == "drop" for each in asked):
        uncorrected = reconcile([as_read(each) for each in as_told], chronology=chronology, published=published)
        beside = {name: frozenset(each.claims) for each in uncorrected.incidents for name in each.claims}
    final, said = stated(incidents, asked, [claim.id for report in read for claim in report.claims])
    changed = (*of_claims(read, asked, incidents, beside), *said)
    return Reconciliation(
        tuple(sorted(final, key=_in_time)),
        merged(differing),
        witnesses,
        remarks_of(read, summaries, incidents),
        out,
        asked,
        tuple(sorted(changed, key=lambda one: one.number)),
    )


def _who_stated(incident: Incident) -> dict[str, object]:
    """Return who stipulated which keys of an incident, nothing where nobody did."""
    who = {
        key: sorted({each.id for each in found if each.kind == "stipulated"})
        for key, found in incident.evidence.items()
        if any(each.kind == "stipulated" for each in found)
    }
    return {"stipulated": who} if who else {}


def _once(reports: Sequence[Report]) -> tuple[Report, ...]:
    """Return each report once, in a fixed order, each claim once."""
    by_id: dict[str, Report] = {}
    for report in reports:
        if by_id.setdefault(report.id, report).text != report.text:
            raise FoedusError(
                f"two different reports have the id '{report.id}'", file=report.file, field="id",
                expected="an id for each report", remedy="rename one of the files",
            )  # fmt: skip
        by_id[report.id] = max(report, by_id[report.id], key=lambda one: (len(set(one.claims)), one.file))
    ordered = sorted(by_id.values(), key=lambda report: (report.sha256, report.id))
    return tuple(
        replace(report, claims=tuple(sorted(set(report.claims), key=lambda claim: (claim.span, claim.id))))
        for report in ordered
    )


def _published(report: Report, given: date | None) -> Published:
    day = report.published or given
    if day is None:
        return Published()
    return Published(day, day, "stated" if report.published else "calculated")


def _dated(
    group: Group, known: Sequence[Entry], weight: Mapping[str, int], out: Mapping[str, Published]
) -> tuple[Settled, tuple[Entry, ...]]:
    found = matches(_sought(group, out), known)
    entry = the_one(found)
    return settle(group, entry, weight), found if entry is not None else ()


def _sought(group: Group, out: Mapping[str, Published]) -> Sought:
    mentions = group.mentions
    latest = [day for mention in mentions if (day := out.get(mention.claim.report, Published()).latest)]
    return Sought(
        act_of(group), mentions[0].mode, frozenset(members_of(group, "initiator")), frozenset(members_of(group, "target")),
        place_of(group), frozenset(word for claim in group.claims for word in claim.about),
        tuple(_looked_up(group)), min(latest, default=None),
    )  # fmt: skip


def _looked_up(group: Group) -> Iterable[Hint]:
    """Return the hints that the library must fit: of two that clash, as after a slip, neither is asked."""
    hints = [mention.hint for mention in group.mentions]
    for hint in hints:
        if not own_clash(hint) and not any(clash(hint, other) for other in hints):
            yield hint


def _bounded(
    reports: Sequence[Report],
    dated: Sequence[Dated],
    out: Mapping[str, Published],
) -> dict[str, Published]:
    """Return when each report came out, derived from its own dated events where it does not say."""
    bounds = dict(out)
    for report in reports:
        if bounds[report.id].earliest is None:
            bounds[report.id] = publication_bound(_events_of(report, dated))
    return bounds


def _events_of(report: Report, dated: Sequence[Dated]) -> Iterable:
    for group, settled, _ in dated:
        first, last = settled.when.first_day, settled.when.last_day
        for mention in group.mentions:
            if mention.claim.report == report.id and mention.claim.modality == "happened" and first and last:
                yield mention.claim, mention.hint, first, last


def _spoken(report: Report, dated: Sequence[Dated]) -> date | None:
    """Return the day of the newest event that a report tells, the day for which it says how things stand."""
    days = [start for _, _, start, end in _events_of(report, dated) if (end - start).days <= 1]
    return max(days, default=None)


def _meant(dated: Sequence[Dated]) -> dict[str, frozenset[str]]:
    """Return for each claim of an event that the library knows the instruments that it has for the event."""
    found = {}
    for group, _, rows in dated:
        instruments = frozenset(entry.instrument for entry in rows if entry.instrument)
        if instruments:
            found.update(dict.fromkeys((claim.id for claim in group.claims), instruments))
    return found


def _joined_by_library(
    dated: Sequence[Dated],
    summaries: Sequence[Summary],
    known: Sequence[Entry],
    out: Mapping[str, Published],
) -> tuple[tuple[Group, ...], tuple[tuple[Mention, tuple[int, ...]], ...]]:
    """Join groups that the library knows as one event; return them and what each summing-up sums up."""
    joined: list[list[Mention]] = []
    at_row: dict[tuple[str, ...], list[int]] = {}
    places: list[int] = []
    for (group, _, _), row in zip(dated, _rows(dated, known, out), strict=True):
        at = next((n for n in at_row.get(row, ()) if not _against(group.mentions, joined[n])), None) if row else None
        if at is None:
            joined.append([])
            at = len(joined) - 1
            at_row.setdefault(row, []).append(at)
        joined[at] += group.mentions
        places.append(at)
    groups = tuple(Group(tuple(sorted(mentions, key=lambda mention: mention.key))) for mentions in joined)
    summed = tuple((summary.mention, tuple(sorted({places[n] for n in summary.groups}))) for summary in summaries)
    return groups, summed


def _rows(dated: Sequence[Dated], known: Sequence[Entry], out: Mapping[str, Published]) -> list[tuple[str, ...]]:
    """Return the ids of the entries that each group means.

    A group that may mean several is taken to mean the only one of them that another group surely means: of
    two signings by the same three, the one that the other reports speak of.
    """
    sure = [tuple(entry.id for entry in found) for _, _, found in dated]
    named = {row for row in sure if row}
    rows = []
    for (group, _, _), row in zip(dated, sure, strict=True):
        if not row:
            may = {entry.id for entry in matches(_sought(group, out), known)}
            spoken_of = [other for other in named if may.issuperset(other)]
            row = spoken_of[0] if len(spoken_of) == 1 else ()
        rows.append(row)
    return rows


def _against(mentions: Sequence[Mention], others: Sequence[Mention]) -> bool:
    return any(contradict(one, other) for one in mentions for other in others)


def _in_time(incident: Incident) -> tuple:
    first, last = incident.date.first_day, incident.date.last_day
    return (first is None and last is None, first or last or date.max, last or date.max, incident.id)
