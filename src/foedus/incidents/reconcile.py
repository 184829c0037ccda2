"""Several reports become one list of incidents, with what they agree on and where they differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from foedus.incidents.chronology import Entry, Sought, entries, matches, the_one
from foedus.incidents.dating import Hint, Published, clash, own_clash, publication_bound
from foedus.incidents.discrepancies import Discrepancy, merged, of_event, rival_authors
from foedus.incidents.incident import Incident
from foedus.incidents.kinship import happens_at_a_place, is_mutual, is_of_a_state, is_town, narrowest
from foedus.incidents.merge import Group, Mention, Summary, contradict, gather, is_event, mentions_of, with_hint
from foedus.incidents.offices import of_offices
from foedus.incidents.quotations import of_quotations
from foedus.incidents.settle import Settled, settle
from foedus.incidents.standing_claims import of_standing
from foedus.incidents.witnesses import witness_groups
from foedus.reading import Claim, Report
from foedus.terms import Evidence, is_a, kind_of, lineage

_STATUS_OF = {"threat": "threatened", "plan": "hypothetical", "hypothesis": "hypothetical"}


@dataclass(frozen=True)
class Remark:
    """Claims that are no event: clauses, opinions and states of affairs about one thing, or a summing-up.

    `about` are ids of instruments or organisations; `kind` is `provision`, `statement`, `status`, `event`
    (an act that no word of the vocabulary names) or `summary`, whose `incidents` are those summed up.
    """

    about: tuple[str, ...]
    kind: str
    claims: tuple[str, ...]
    incidents: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        return {"about": list(self.about), "kind": self.kind, "claims": list(self.claims), "incidents": list(self.incidents)}


@dataclass(frozen=True)
class Reconciliation:
    """What several reports come to.

    `incidents` stand in order of time, undated ones last; `witness_groups` holds the ids of reports, those
    that retell one text together; `published` tells for each report between which days it came out.
    """

    incidents: tuple[Incident, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    witness_groups: tuple[tuple[str, ...], ...] = ()
    remarks: tuple[Remark, ...] = ()
    published: Mapping[str, Published] = field(default_factory=dict)

    def to_json(self) -> dict[str, object]:
        """Return the keys that a reading answers with, `incidents` and `discrepancies`, and the rest beside them."""
        return {
            "incidents": [
                {**incident.to_json(), "claims": list(incident.claims), "witnesses": incident.witnesses}
                for incident in self.incidents
            ],
            "discrepancies": [discrepancy.to_json() for discrepancy in self.discrepancies],
            "witness_groups": [list(group) for group in self.witness_groups],
            "remarks": [remark.to_json() for remark in self.remarks],
        }


def reconcile(
    reports: Sequence[Report],
    *,
    chronology: Iterable[Mapping[str, str]] = (),
    published: date | None = None,
) -> Reconciliation:
    """Return the incidents that the reports tell of together, their discrepancies, witnesses and remarks.

    `chronology` is the library's dated events; `published` dates reports that give no date of their own.
    The answer does not depend on the order of the reports or of their claims, and a report given twice
    changes nothing. Raises FoedusError when a row of the chronology has a bad date.
    """
    read = _once(reports)
    known = entries(chronology)
    witnesses = witness_groups(read)
    weight = {name: number for number, group in enumerate(witnesses) for name in group}
    out = {report.id: _published(report, published) for report in read}
    texts = _same_text(read)
    groups, summaries = gather(mention for report in read for mention in mentions_of(report, out[report.id], texts[report.id]))
    dated = [(group, *_dated(group, known, weight, out)) for group in groups]
    out = _bounded(read, dated, out)
    groups, summaries = _joined_by_library(dated, summaries, out)
    dated = [(group, *_dated(group, known, weight, out)) for group in groups]
    incidents = _incidents(dated, weight, {report.id: report for report in read})
    spoken = {report.id: report.published or published or _spoken(report, dated) for report in read}
    differing = [
        *(found for (group, settled, _), incident in zip(dated, incidents, strict=True)
          for found in of_event(_name(incident), group, settled)),
        *of_quotations(read), *of_standing(read, known, spoken), *of_offices(read, spoken),
    ]  # fmt: skip
    return Reconciliation(
        tuple(sorted(incidents, key=_in_time)),
        merged(differing),
        witnesses,
        _remarks(read, summaries, incidents),
        out,
    )


def _once(reports: Sequence[Report]) -> tuple[Report, ...]:
    """Return each report once, in a fixed order, each claim once."""
    by_id = {report.id: report for report in reports}
    ordered = sorted(by_id.values(), key=lambda report: (report.sha256, report.id))
    return tuple(
        replace(report, claims=tuple(sorted(set(report.claims), key=lambda claim: (claim.span, claim.id))))
        for report in ordered
    )


def _same_text(reports: Sequence[Report]) -> dict[str, str]:
    """Return for each report the id of the first one with the same text."""
    first: dict[str, str] = {}
    return {report.id: first.setdefault(report.text, report.id) for report in reports}


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
        _act(group), mentions[0].mode, frozenset(_members(group, "initiator")), frozenset(_members(group, "target")),
        _place(group), frozenset(word for claim in group.claims for word in claim.about),
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
    dated: Sequence[tuple[Group, Settled, tuple[Entry, ...]]],
    out: Mapping[str, Published],
) -> dict[str, Published]:
    """Return when each report came out, derived from its own dated events where it does not say."""
    bounds = dict(out)
    for report in reports:
        if bounds[report.id].earliest is None:
            bounds[report.id] = publication_bound(_events_of(report, dated))
    return bounds


def _events_of(report: Report, dated: Sequence[tuple[Group, Settled, tuple[Entry, ...]]]) -> Iterable:
    for group, settled, _ in dated:
        first, last = settled.when.first_day, settled.when.last_day
        for mention in group.mentions:
            if mention.claim.report == report.id and mention.claim.modality == "happened" and first and last:
                yield mention.claim, mention.hint, first, last


def _spoken(report: Report, dated: Sequence[tuple[Group, Settled, tuple[Entry, ...]]]) -> date | None:
    """Return the day of the newest event that a report tells, the day for which it says how things stand."""
    days = [start for _, _, start, end in _events_of(report, dated) if (end - start).days <= 1]
    return max(days, default=None)


def _joined_by_library(
    dated: Sequence[tuple[Group, Settled, tuple[Entry, ...]]],
    summaries: Sequence[Summary],
    out: Mapping[str, Published],
) -> tuple[tuple[Group, ...], tuple[tuple[Mention, tuple[Mention, ...]], ...]]:
    """Join groups that the library knows as one event; return them and what each summing-up sums up."""
    joined: list[list[Mention]] = []
    places: list[int] = []
    rows: list[frozenset[str]] = []
    for group, _, found in dated:
        ids = frozenset(entry.id for entry in found)
        at = next(
            (
                n
                for n, row in enumerate(rows)
                if ids and ids == row and not any(contradict(a, b) for a in group.mentions for b in joined[n])
            ),
            None,
        )
        if at is None:
            joined.append(list(group.mentions))
            rows.append(ids)
            at = len(joined) - 1
        else:
            joined[at] += group.mentions
        places.append(at)
    groups = tuple(
        with_hint(Group(tuple(sorted(mentions, key=lambda mention: mention.key))), dict(out)) for mentions in joined
    )
    summed = tuple(
        (summary.mention, tuple(sorted({places[n] for n in summary.groups}))) for summary in summaries
    )
    return groups, summed  # type: ignore[return-value]


def _incidents(
    dated: Sequence[tuple[Group, Settled, tuple[Entry, ...]]],
    weight: Mapping[str, int],
    reports: Mapping[str, Report],
) -> tuple[Incident, ...]:
    made = []
    taken: dict[str, int] = {}
    for group, settled, found in dated:
        incident = _incident(group, settled, found, weight, reports)
        number = taken[incident.id] = taken.get(incident.id, 0) + 1
        made.append(replace(incident, id=f"{incident.id}-{number}") if number > 1 else incident)
    return tuple(made)


def _incident(
    group: Group,
    settled: Settled,
    found: Sequence[Entry],
    weight: Mapping[str, int],
    reports: Mapping[str, Report],
) -> Incident:
    act, place = _act(group), _place(group)
    evidence = _evidence(group, settled, found)
    if place is None and len(found) == 1 and found[0].place and happens_at_a_place(act):
        place = found[0].place
        evidence["place"] = (*evidence.get("place", ()), _from_library(found[0]))
    actor, target = _members(group, "initiator"), _members(group, "target")
    if rival_authors(group):
        actor = ()
    if is_mutual(act):
        actor, target = tuple(sorted({*actor, *target})), ()
    out = [reports[claim.report].published for claim in group.claims]
    status = _status(group)
    return Incident(
        date=settled.when, act=act, actor=actor, actor_kind=_kind(actor or _members(group, "initiator")), target=target,
        struck=tuple(sorted({claim.struck for claim in group.claims if claim.struck})), place=place,
        origin=_agreed(claim.origin for claim in group.claims), status=status,
        # what happened is known from its day; a threat or a plan only from the first report of it
        reported=min(day for day in out if day) if all(out) and not found and status != "happened" else None,
        id=_slug(act, status, actor, target, settled), basis=settled.basis,
        claims=tuple(sorted({claim.id for claim in group.claims})),
        witnesses=len({weight[name] for name in group.reports}), evidence=evidence,
    )  # fmt: skip


def _act(group: Group) -> str:
    """Return the narrowest word that all accounts bear out: a raid among attacks, an armed attack among raid and ambush."""
    acts = sorted({mention.act for mention in group.mentions}, key=lambda act: (-len(lineage(act)), act))
    if group.mentions[0].mode == "threat":
        acts = sorted(acts, key=lambda act: (not is_a(act, "attack"), act))
        return acts[0]
    if all(is_a(acts[0], act) for act in acts):
        return acts[0]
    shared = [word for word in lineage(acts[0]) if all(is_a(act, word) for act in acts)]
    return shared[0] if shared else acts[0]


def _members(group: Group, side: str) -> tuple[str, ...]:
    named = frozenset(name for mention in group.mentions for name in getattr(mention, side))
    if is_of_a_state(group.mentions[0].act) and side == "initiator":
        # who made a coup is told as the state itself or not at all; the state is where it happened
        named &= frozenset(name for mention in group.mentions for name in mention.target) or named
    return narrowest(named)


def _place(group: Group) -> str | None:
    named = [mention.place for mention in group.mentions if mention.place]
    if not named:
        return None
    count = {place: named.count(place) for place in named}
    return min(count, key=lambda place: (not is_town(place), -count[place], place))


def _status(group: Group) -> str:
    mode = group.mentions[0].mode
    if mode != "event":
        if mode == "threat" and all(claim.modality == "happened" for claim in group.claims):
            return "happened"
        return _STATUS_OF[mode]
    told = [claim for claim in group.claims if claim.modality == "happened"]
    denied = len(told) < len(group.claims)
    if not told:
        return "denied"
    if denied and all(claim.attributed_to for claim in told):
        return "alleged"
    return "happened"


def _kind(actor: tuple[str, ...]) -> str | None:
    kinds = {kind_of(name) for name in actor}
    return kinds.pop() if len(kinds) == 1 else None


def _agreed(values: Iterable[str | None]) -> str | None:
    named = {value for value in values if value}
    return named.pop() if len(named) == 1 else None


def _evidence(group: Group, settled: Settled, found: Sequence[Entry]) -> dict[str, tuple[Evidence, ...]]:
    evidence: dict[str, tuple[Evidence, ...]] = {}
    tellers = {
        "act": group.mentions,
        "actor": [mention for mention in group.mentions if mention.initiator],
        "target": [mention for mention in group.mentions if mention.target],
        "place": [mention for mention in group.mentions if mention.place],
        "struck": [mention for mention in group.mentions if mention.claim.struck],
        "origin": [mention for mention in group.mentions if mention.claim.origin],
        "date": [mention for mention in group.mentions if mention.hint.stated],
    }
    for key, mentions in tellers.items():
        said = {mention.claim.id: Evidence("claim", mention.claim.id, mention.claim.quote) for mention in mentions}
        if said:
            evidence[key] = tuple(said[name] for name in sorted(said))
    if settled.told:
        evidence["date"] = (*evidence.get("date", ()), Evidence("derived", "", "; ".join(settled.told)))
    if "library" in settled.bases:
        evidence["date"] = (*evidence.get("date", ()), *(_from_library(entry) for entry in found))
    return evidence


def _from_library(entry: Entry) -> Evidence:
    doubt = "" if entry.verified in ("report", "text") else f" ({'calculated' if entry.verified == 'calc' else 'unverified'})"
    return Evidence("library", entry.id, entry.what + doubt)


def _slug(act: str, status: str, actor: tuple[str, ...], target: tuple[str, ...], settled: Settled) -> str:
    when = settled.when
    first, last = when.first_day, when.last_day
    day = "undated"
    if first and last:
        day = first.isoformat() if first == last else f"{first}-to-{last}"
    elif first or last:
        day = f"from-{first}" if first else f"until-{last}"
    words = [act, *(() if status == "happened" else (status,)), *actor, *(("on", *target) if target else ())]
    return re.sub(r"[^a-z0-9]+", "-", " ".join([*words, day]).lower()).strip("-")


def _name(incident: Incident) -> str:
    act = incident.act or "event"
    who = ", ".join(incident.actor)
    whom = ", ".join(incident.target)
    threat = "threat of " if incident.status == "threatened" else ""
    text = f"{threat}{act}" + (f" by {who}" if who else "") + (f" on {whom}" if whom else "")
    first = incident.date.first_day
    return f"{text} ({incident.date.words()})" if first else text


def _in_time(incident: Incident) -> tuple:
    first, last = incident.date.first_day, incident.date.last_day
    return (first is None and last is None, first or last or date.max, last or date.max, incident.id)


def _remarks(
    reports: Sequence[Report],
    summaries: Sequence[tuple[Mention, tuple[int, ...]]],
    incidents: Sequence[Incident],
) -> tuple[Remark, ...]:
    grouped: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    for report in reports:
        for claim in report.claims:
            if not is_event(claim):
                grouped.setdefault((_remark_kind(claim), tuple(sorted(claim.about))), set()).add(claim.id)
    found = [Remark(about, kind, tuple(sorted(ids))) for (kind, about), ids in grouped.items()]
    summed: dict[str, set[str]] = {}
    for mention, numbers in summaries:
        summed.setdefault(mention.claim.id, set()).update(incidents[n].id for n in numbers)
    found += [Remark((), "summary", (claim,), tuple(sorted(ids))) for claim, ids in summed.items()]
    return tuple(sorted(found, key=lambda remark: (remark.kind, remark.about, remark.claims)))


def _remark_kind(claim: Claim) -> str:
    if claim.modality == "provision" or claim.type == "PROVISION":
        return "provision"
    return claim.type.lower() if claim.type in ("STATEMENT", "STATUS") else "event"
