"""An incident made from the mentions of one event, each key with what it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from foedus.incidents.chronology import Entry
from foedus.incidents.discrepancies import rival_authors
from foedus.incidents.incident import Incident
from foedus.incidents.kinship import happens_at_a_place, is_mutual, is_of_a_state, is_town, narrowest
from foedus.incidents.merge import Group
from foedus.incidents.settle import Settled
from foedus.reading import ClaimDate, Report
from foedus.terms import Evidence, is_a, join, kind_of, lineage, name_of

_STATUS_OF = {"threat": "threatened", "plan": "hypothetical", "hypothesis": "hypothetical"}
Dated = tuple[Group, Settled, tuple[Entry, ...]]
"""A group, its date, and the entries of the library that gave or confirmed it."""


def incidents_of(
    dated: Sequence[Dated], weight: Mapping[str, int], reports: Mapping[str, Report]
) -> tuple[Incident, ...]:
    """Return one incident for each group, in the same order, with ids that tell what they name.

    `weight` numbers the witness that each report belongs to.
    """
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
    act = None if all(claim.act is None for claim in group.claims) else act_of(group)
    place = place_of(group)
    evidence = _evidence(group, settled, found)
    if place is None and len(found) == 1 and found[0].place and happens_at_a_place(act):
        place = found[0].place
        evidence["place"] = (*evidence.get("place", ()), _from_library(found[0]))
    actor, target = members_of(group, "initiator"), members_of(group, "target")
    if rival_authors(told_by(group, "initiator")):
        actor = ()
    if is_mutual(act):
        actor, target = tuple(sorted({*actor, *target})), ()
    out = [reports[claim.report].published for claim in group.claims]
    status = _status(group)
    return Incident(
        date=settled.when, act=act, actor=actor, actor_kind=_kind(actor or members_of(group, "initiator")), target=target,
        struck=tuple(sorted({claim.struck for claim in told_by(group, "struck").claims if claim.struck})), place=place,
        origin=_agreed(claim.origin for claim in told_by(group, "origin").claims), status=status,
        # what happened is known from its day; a threat or a plan only from the first report of it
        reported=min(day for day in out if day) if all(out) and not found and status != "happened" else None,
        id=_slug(act, status, actor, target, settled), basis=settled.basis,
        claims=tuple(sorted({claim.id for claim in group.claims})),
        witnesses=len({weight[name] for name in group.reports}), evidence=evidence,
    )  # fmt: skip


def told_by(group: Group, key: str) -> Group:
    """Return the mentions that tell a key of claims: those alone to which a person gave it, else all."""
    said = tuple(mention for mention in group.mentions if mention.claim.stipulates(key))
    return Group(said) if said else group


def act_of(group: Group) -> str:
    """Return the narrowest word that all accounts bear out: a raid among attacks, an armed attack among raid and ambush."""
    group = told_by(group, "act")
    acts = sorted({mention.act for mention in group.mentions}, key=lambda act: (-len(lineage(act)), act))
    if group.mentions[0].mode == "threat":
        acts = sorted(acts, key=lambda act: (not is_a(act, "attack"), act))
        return acts[0]
    if all(is_a(acts[0], act) for act in acts):
        return acts[0]
    shared = [word for word in lineage(acts[0]) if all(is_a(act, word) for act in acts)]
    return shared[0] if shared else acts[0]


def members_of(group: Group, side: str) -> tuple[str, ...]:
    """Return who is named on a side, `initiator` or `target`, the narrowest names only."""
    group = told_by(group, side)
    named = frozenset(name for mention in group.mentions for name in getattr(mention, side))
    if is_of_a_state(group.mentions[0].act) and side == "initiator":
        # who made a coup is told as the state itself or not at all; the state is where it happened
        named &= frozenset(name for mention in group.mentions for name in mention.target) or named
    return narrowest(named)


def place_of(group: Group) -> str | None:
    """Return the place that most accounts name, a town before a state, or None."""
    voices: dict[str, set[str]] = {}
    for mention in told_by(group, "place").mentions:
        if mention.place:
            voices.setdefault(mention.place, set()).add(mention.telling)
    return min(voices, key=lambda place: (not is_town(place), -len(voices[place]), place), default=None)


def _status(group: Group) -> str:
    mentions = told_by(group, "modality").mentions
    mode = mentions[0].mode
    claims = [mention.claim for mention in mentions if mention.mode == mode]
    if mode != "event":
        if mode == "threat" and all(claim.modality == "happened" for claim in claims):
            return "happened"
        return _STATUS_OF[mode]
    told = [claim for claim in claims if claim.modality == "happened"]
    denied = len(told) < len(claims)
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
    told = {
        "act": [mention for mention in told_by(group, "act").mentions if mention.claim.act],
        "actor": [mention for mention in told_by(group, "initiator").mentions if mention.initiator],
        "target": [mention for mention in told_by(group, "target").mentions if mention.target],
        "place": [mention for mention in told_by(group, "place").mentions if mention.place],
        "struck": [mention for mention in told_by(group, "struck").mentions if mention.claim.struck],
        "origin": [mention for mention in told_by(group, "origin").mentions if mention.claim.origin],
        "date": [mention for mention in told_by(group, "date").mentions if mention.hint.stated],
    }
    for key, mentions in told.items():
        said = {mention.claim.id: Evidence("claim", mention.claim.id, mention.claim.quote) for mention in mentions}
        corrected = _stipulated(group, key, bool(said))
        if said or corrected:
            evidence[key] = (*corrected, *(said[name] for name in sorted(said)))
    if corrected := _stipulated(group, "status", True):
        evidence["status"] = corrected
    if settled.told:
        evidence["date"] = (*evidence.get("date", ()), Evidence("derived", "", "; ".join(settled.told)))
    if "library" in settled.bases:
        evidence["date"] = (*evidence.get("date", ()), *(_from_library(entry) for entry in found))
    return evidence


_CLAIM_KEY = {"actor": "initiator", "status": "modality"}


def _stipulated(group: Group, key: str, known: bool) -> tuple[Evidence, ...]:
    """Return who gave a key of the incident its value, or, where nobody tells it any more, who made it unknown."""
    name = _CLAIM_KEY.get(key, key)
    said: dict[Evidence, None] = {}
    for claim in group.claims:
        if claim.stipulates(name) if known else True:
            for each in claim.read_as:
                if each.key == name:
                    now, read = (_in_words(value) for value in (getattr(claim, name), each.value))
                    said[Evidence("stipulated", each.by, f"{key} {now} instead of {read}")] = None
    return tuple(said)


def _in_words(value: object) -> str:
    if isinstance(value, ClaimDate):
        value = value.stated or None
    return (", ".join(value) if isinstance(value, tuple) else str(value)) if value else "unknown"


def _from_library(entry: Entry) -> Evidence:
    doubt = (
        ""
        if entry.verified in ("report", "text")
        else f" ({'calculated' if entry.verified == 'calc' else 'unverified'})"
    )
    return Evidence("library", entry.id, entry.what + doubt)


def _slug(act: str | None, status: str, actor: tuple[str, ...], target: tuple[str, ...], settled: Settled) -> str:
    when = settled.when
    first, last = when.first_day, when.last_day
    day = "undated"
    if first and last:
        day = first.isoformat() if first == last else f"{first}-to-{last}"
    elif first or last:
        day = f"from-{first}" if first else f"until-{last}"
    words = [act or "event", *(() if status == "happened" else (status,)), *actor, *(("on", *target) if target else ())]
    return re.sub(r"[^a-z0-9]+", "-", " ".join([*words, day]).lower()).strip("-")


def name_of_event(incident: Incident) -> str:
    """Return what an incident is called in a sentence about how accounts of it differ."""
    act = incident.act or "event"
    who = join(name_of(one) for one in incident.actor)
    whom = join(name_of(one) for one in incident.target)
    threat = "threat of " if incident.status == "threatened" else ""
    text = f"{threat}{act}" + (f" by {who}" if who else "") + (f" on {whom}" if whom else "")
    first = incident.date.first_day
    return f"{text} ({incident.date.words()})" if first else text
