"""What a person says of an incident: keys and facts stated, incidents added; and who changed what, to be told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from foedus import terms
from foedus.incidents.corrected_claims import check_names, day_words, differing
from foedus.incidents.corrections import STATED_KEYS, Correction, fault, refused
from foedus.incidents.incident import Incident, make_incident
from foedus.reading import ClaimDate, Report
from foedus.terms import Evidence, FoedusError, When

ADDED = "added"
_FIELDS = {key: key.replace(" ", "_") for key in STATED_KEYS}


@dataclass(frozen=True)
class Stipulation:
    """One thing that a person changed: of which claim or incident, from what to what, who says so and why.

    `number` is that of the correction, from 1. `incidents` are the ids of those that it changes, none where a claim was
    dropped that alone told of its event. `now` and `read` are texts, ids joined by commas, empty where unknown.
    """

    number: int
    do: str
    incidents: tuple[str, ...]
    claims: tuple[str, ...] = ()
    key: str = ""
    now: str = ""
    read: str = ""
    by: str = ""
    why: str = ""

    def to_json(self) -> dict[str, object]:
        """Return what was changed, keys without a value left out."""
        found: dict[str, object] = {"correction": self.number, "do": self.do, "incidents": list(self.incidents)}
        if self.claims:
            found["claims"] = list(self.claims)
        if self.key:
            found.update(key=self.key, now=self.now or None, read=self.read or None)
        return found | {key: getattr(self, key) for key in ("by", "why") if getattr(self, key)}


def stated(
    incidents: Sequence[Incident], corrections: Sequence[Correction], known: Iterable[str]
) -> tuple[tuple[Incident, ...], tuple[Stipulation, ...]]:
    """Return the incidents with what is stated of them and those that are added, and what that changed.

    `known` are the ids of all claims. Raises FoedusError naming the correction and its field.
    """
    found = {incident.id: incident for incident in incidents}
    read = dict(found)
    last: dict[tuple[str, str], tuple[int, Correction]] = {}
    told: list[Stipulation] = []
    claims = tuple(known)
    numbered = 0
    for number, each in enumerate(corrections, 1):
        if each.do == "add":
            numbered += 1
            added = _added(each, number, each.incident or f"{ADDED}-{numbered}")
            if added.id in found:
                raise fault(number, "incident: id", f"there is an incident '{added.id}'", expected="an id of its own")
            found[added.id] = added
            told.append(Stipulation(number, "add", (added.id,), by=each.by, why=each.why))
        elif each.do == "state":
            name = _named(each, number, found, claims)
            found[name] = _stated(found[name], each, number)
            last.update({(name, key): (number, each) for key in (*each.set, *each.facts, *each.votes)})
    for name, incident in read.items():
        found[name] = _unchanged(incident, found[name], [key for of, key in last if of == name])
    for (name, key), (number, each) in last.items():
        now, before = value_of(found[name], key), value_of(read[name], key) if name in read else ""
        if now != before or key in each.facts:
            told.append(Stipulation(number, "state", (name,), each.claims, key, now, before, each.by, each.why))
    return tuple(found.values()), tuple(told)


def of_claims(
    reports: Sequence[Report], corrections: Sequence[Correction], incidents: Sequence[Incident],
    beside: Mapping[str, frozenset[str]],
) -> tuple[Stipulation, ...]:  # fmt: skip
    """Return what was changed of claims, dropped, merged and split.

    `beside` gives for each claim dropped those that told of the same event as the reader gathered them.
    """
    holds = {
        name: tuple(each.id for each in incidents if name in each.claims) for each in incidents for name in each.claims
    }
    claims = {claim.id: claim for report in reports for claim in report.claims}
    told: list[Stipulation] = []
    for number, each in enumerate(corrections, 1):
        later = corrections[number:]
        who = {"by": each.by, "why": each.why}
        if each.do == "change" and each.claims[0] in claims:
            claim = claims[each.claims[0]]
            said_again = {key for one in later if one.do == "change" and one.claims == each.claims for key in one.set}
            for key in differing(claim):
                if key in each.set and key not in said_again:
                    read = next(one.value for one in claim.read_as if one.key == key)
                    texts = (text_of(getattr(claim, key)), text_of(read))
                    told.append(Stipulation(number, "change", holds.get(claim.id, ()), each.claims, key, *texts, **who))
        elif each.do == "drop":
            near = beside.get(each.claims[0], frozenset())
            where = tuple(dict.fromkeys(id_ for name in sorted(near) for id_ in holds.get(name, ())))
            told.append(Stipulation(number, "drop", where, each.claims, **who))
        elif each.do in ("merge", "split"):
            where = tuple(dict.fromkeys(id_ for name in each.claims for id_ in holds.get(name, ())))
            told.append(Stipulation(number, each.do, where, each.claims, **who))
    return tuple(told)


def value_of(incident: Incident, key: str) -> str:
    """Return what an incident says under a key or of a fact, as text; empty where it is not known."""
    if key in _FIELDS:
        return text_of(getattr(incident, _FIELDS[key]))
    if key in incident.said or key in incident.votes:
        return str(incident.said.get(key) or incident.votes[key])
    return text_of(incident.facts.get(key))


def text_of(value: object) -> str:
    """Return a value of a claim or incident as text: ids joined by commas, days as ISO 8601, `true` or `false`."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, ClaimDate):
        return day_words(value)
    if isinstance(value, When):
        first, last = value.first_day, value.last_day
        if first == last or value.precision == "instant":
            return value.words() if first else ""
        return f"{first or '..'}/{last or '..'}"
    if isinstance(value, date):
        return value.isoformat()
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _named(each: Correction, number: int, found: Mapping[str, Incident], claims: Sequence[str]) -> str:
    """Return the id of the incident that a correction means."""
    if not each.claims:
        if each.incident not in found:
            raise fault(
                number, "incident", f"no incident '{each.incident}'", expected="the id of an incident that was added before",
                nearest=terms.nearest(each.incident, found), remedy="name a claim of the incident where it has one",
            )  # fmt: skip
        return each.incident
    claim = each.claims[0]
    holding = [id_ for id_, incident in found.items() if claim in incident.claims]
    if len(holding) > 1 and each.incident in holding:
        return each.incident
    if not holding:
        why = f"the claim '{claim}' {'tells of no event' if claim in claims else 'was dropped'}"
        raise fault(number, "claim", why, expected="a claim that an incident holds")
    if len(holding) > 1:
        raise fault(
            number, "claim", f"the claim '{claim}' tells of several events", expected=f"incident: one of {', '.join(holding)}",
            remedy="name another claim of the event, or its id under 'incident'",
        )  # fmt: skip
    return holding[0]


def _stated(incident: Incident, each: Correction, number: int) -> Incident:
    values: dict[str, object] = {key: value for key, value in each.set.items() if value is not None}
    if "status" in each.set and each.set["status"] is None:
        raise fault(
            number, "set: status", "no status is given", expected=f"one of {', '.join(terms.vocabulary('statuses'))}",
            remedy="'alleged' leaves it open whether it happened",
        )  # fmt: skip
    if "date" not in each.set and incident.date.first_day:
        values["date"] = incident.date.first_day.isoformat()
    made = _made(values, each, number, "set")
    changed = {_FIELDS[key]: getattr(made, _FIELDS[key]) for key in each.set}
    if "actor" in each.set and "actor kind" not in each.set:
        kinds = {terms.kind_of(name) for name in made.actor}
        changed["actor_kind"] = made.actor_kind or (kinds.pop() if len(kinds) == 1 else None)
    if "date" in each.set:
        changed["basis"] = None if each.set["date"] is None else "stipulated"
    phrases = (*each.facts, *each.votes)
    kept = {
        name: {phrase: value for phrase, value in getattr(incident, name).items() if phrase not in phrases}
        for name in ("facts", "said", "votes")
    }
    evidence = {
        **incident.evidence,
        **{key: (Evidence("stipulated", each.by, _in_words(made, key)),) for key in (*each.set, *phrases)},
    }
    return replace(
        incident, **changed, evidence=evidence, facts={**kept["facts"], **made.facts}, said={**kept["said"], **made.said},
        votes={**kept["votes"], **made.votes},
    )  # fmt: skip


def _added(each: Correction, number: int, name: str) -> Incident:
    made = _made({key: value for key, value in each.set.items() if value is not None}, each, number, "incident")
    keys = (*(key for key, value in each.set.items() if value is not None), *each.facts, *each.votes)
    return replace(
        made, id=name, basis="stipulated" if each.set.get("date") else None,
        evidence={key: (Evidence("stipulated", each.by, _in_words(made, key)),) for key in keys},
    )  # fmt: skip


def _made(values: Mapping[str, object], each: Correction, number: int, where: str) -> Incident:
    """Return the incident that values, facts and votes state, errors told of the correction's field."""
    try:
        made = make_incident({**values, "facts": dict(each.facts), "votes": dict(each.votes)})
    except FoedusError as error:
        field = error.field if error.field in ("facts", "votes") and where == "set" else f"{where}: {error.field}"
        raise refused(number, field, error) from None
    check_names((*made.actor, *made.supported_by), number, f"{where}: actor")
    return made


def _in_words(incident: Incident, key: str) -> str:
    return f"{key}: {value_of(incident, key) or 'unknown'}"


def _unchanged(read: Incident, now: Incident, keys: Iterable[str]) -> Incident:
    """Return an incident with the evidence of the reports for each key that is stated as they tell it."""
    evidence = dict(now.evidence)
    for key in keys:
        if key in _FIELDS and getattr(read, _FIELDS[key]) == getattr(now, _FIELDS[key]) and key in evidence:
            evidence.pop(key)
            if key in read.evidence:
                evidence[key] = read.evidence[key]
            if key == "date":
                now = replace(now, basis=read.basis)
    return now if evidence == dict(now.evidence) else replace(now, evidence=evidence)
