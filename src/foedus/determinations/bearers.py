"""Who bears a provision: candidates by the rule's words, grouped by whether they are bound and what they reserved."""

from __future__ import annotations

from dataclasses import dataclass

from foedus import terms
from foedus.determinations.docket import Docket, applies_to
from foedus.determinations.presumption import presumed_unless_raised
from foedus.determinations.proof import Proof, node
from foedus.determinations.rows import ask_term
from foedus.incidents import Incident
from foedus.pacts import Reservation, Rule, Status
from foedus.terms import Evidence, Ids, Truth


@dataclass(frozen=True)
class Group:
    """Bearers who stand alike: bound, perhaps bound, or not bound towards this target; with what was found of each."""

    bearers: tuple[str, ...]
    truth: Truth
    statuses: tuple[Status | None, ...] = ()
    open: tuple[str, ...] = ()
    """Rows of the incident that are not told and on which hangs who the bearers are."""

    def part(self, bearers: tuple[str, ...]) -> Group:
        """Return the group with some of its bearers only."""
        kept = [status for bearer, status in zip(self.bearers, self.statuses, strict=True) if bearer in bearers]
        return Group(bearers, self.truth, tuple(kept), self.open)

    def gathered(self, what: str) -> tuple[str, ...]:
        """Return `rows`, `missing`, `unverified` or `sources` of all members, each once."""
        return tuple(dict.fromkeys(text for status in self.statuses if status for text in getattr(status, what)))

    def nodes(self, docket: Docket) -> tuple[Proof, ...]:
        """Return the node that tells who is bound, none where no party's status was asked."""
        if not any(self.statuses):
            return ()
        # the group stays with its nodes, so that no other can have its id
        held = docket.keep(("bound node", id(self)), lambda: (self, self._nodes(docket)))
        return held[1]  # type: ignore[index]

    def _nodes(self, docket: Docket) -> tuple[Proof, ...]:
        evidence = (Evidence("law", f"{docket.instrument.id}:parties.csv", row) for row in self.gathered("rows"))
        return (
            node(
                "bound", ", ".join(self.bearers), self.truth, "bound", evidence=evidence, missing=self.gathered("missing"),
                unverified=self.gathered("unverified"), party=Ids(self.bearers), date=docket.on.words(),
            ),
        )  # fmt: skip


NOBODY = Group((), True)


def bearer_groups(
    rule: Rule, incident: Incident, docket: Docket, among: frozenset[str] | None = None
) -> list[tuple[Group, tuple[Proof, ...]]]:
    """Return the bearers of a provision in groups that stand alike, each with the nodes of a reservation made.

    A bearer who made a reservation stands in a group of its own; with `among` only those bearers are asked about.
    """
    made: dict[str, tuple[Proof, ...]] = {}
    for reservation in docket.reservations:
        if applies_to(reservation.to, rule) and not _refuses(reservation.accepted_by, incident):
            shown = _reserved(reservation, incident, docket)
            if shown is not None:
                made[reservation.by] = (*made.get(reservation.by, ()), shown)
    split: list[tuple[Group, tuple[Proof, ...]]] = []
    for group in _groups(rule, incident, docket, among):
        plain = tuple(bearer for bearer in group.bearers if bearer not in made)
        if plain or not group.bearers:
            split.append((group.part(plain) if len(plain) < len(group.bearers) else group, ()))
        split += [(group.part((bearer,)), made[bearer]) for bearer in group.bearers if bearer in made]
    return split


def _reserved(reservation: Reservation, incident: Incident, docket: Docket) -> Proof | None:
    """Return whether a reservation works here, or None where it is not law that day; only its rows are presumed away."""
    lasting = docket.lasting(reservation.law_from, reservation.law_until)
    if lasting is False:
        return None
    told = {"name": reservation.name, "party": Ids((reservation.by,))}
    asked = node("term", reservation.name, True, "term", name=reservation.name)
    if reservation.rows:
        asked = ask_term(reservation.name, reservation.rows, (), incident, docket)
    if lasting is None and asked.truth is True:
        return node(
            "reservation", reservation.name, None, "reservation", children=asked.children, missing=("date",), **told
        )
    return presumed_unless_raised("reservation", reservation.name, asked, incident, **told)


def _groups(rule: Rule, incident: Incident, docket: Docket, among: frozenset[str] | None) -> tuple[Group, ...]:
    """Return the bearers of a provision, grouped by whether they are bound; kept, since other rules ask for the same."""
    people = (incident.target, incident.actor, incident.supported_by, incident.actor_kind)
    reading = docket.reading if docket.exits else None
    key = ("groups", rule.bearer.values, rule.bearer.but, rule.standing, reading, among, people)
    return docket.keep(key, lambda: _grouped(rule, incident, docket, among))  # type: ignore[return-value]


def _grouped(rule: Rule, incident: Incident, docket: Docket, among: frozenset[str] | None) -> tuple[Group, ...]:
    towards = incident.target[0] if len(incident.target) == 1 and not rule.standing else ""
    groups: dict[Truth, list[tuple[str, Status | None]]] = {}
    for party in _candidates(rule, incident, docket):
        if among is not None and party not in among:
            continue
        if party not in docket.instrument.parties:
            # one that the rule names is bound without being a party; an organisation through its members; nobody else
            truth: Truth = True if party in rule.bearer.values else _through_members(party, docket)
            status = None
        else:
            status = docket.member(party, towards)
            truth = status.truth
        if truth is False and not (towards and docket.member(party).truth is not False):
            continue
        groups.setdefault(truth, []).append((party, status))
    order: tuple[Truth, ...] = (True, None, False)
    found = [
        Group(tuple(party for party, _ in groups[truth]), truth, tuple(status for _, status in groups[truth]))
        for truth in order if truth in groups
    ]  # fmt: skip
    if found:
        return tuple(found)
    unnamed = tuple(row for word, rows in _NAMED_BY.items() if word in rule.bearer.values for row in rows)
    untold = tuple(row for row in unnamed if not getattr(incident, row) and _could_be_bound(row, incident, docket))
    return (Group((), None, open=untold),) if untold else (NOBODY,)


def _could_be_bound(row: str, incident: Incident, docket: Docket) -> bool:
    """Tell whether somebody untold could be a party: an armed group of a pact among states could not."""
    if row != "actor" or incident.actor_kind in (None, "unknown"):
        return True
    return any(terms.kind_of(party) == incident.actor_kind for party in docket.bound)


_NAMED_BY = {"the actor": ("actor",), "the target": ("target",), "the party concerned": ("actor", "target")}


def _through_members(organisation: str, docket: Docket) -> Truth:
    """Return whether the members through whom an organisation acts are bound, as ECOWAS under the UN Charter."""
    members = docket.members_of(organisation) if terms.kind_of(organisation) == "organisation" else ()
    held = {docket.member(member).truth for member in members}
    return False if held <= {False} else True if held == {True} else None


def _candidates(rule: Rule, incident: Incident, docket: Docket) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for word in rule.bearer.values:
        if word == "every party":
            found.update(dict.fromkeys(docket.instrument.parties))
        elif word == "every other party":
            out = set() if rule.standing else {*incident.target, *incident.actor, *incident.supported_by}
            found.update(dict.fromkeys(party for party in docket.instrument.parties if party not in out))
        elif word == "the target":
            found.update(dict.fromkeys(incident.target))
        elif word == "the actor":
            found.update(dict.fromkeys(incident.actor))
        elif word == "the party concerned":
            found.update(dict.fromkeys(concerned(incident, docket)))
        else:
            found[word] = None
    for word in rule.bearer.but:
        found.pop(word, None)
    return tuple(found)


def concerned(incident: Incident, docket: Docket) -> tuple[str, ...]:
    """Return the parties in the conflict, on either side, that are or may be bound: those whom a neutrality favours."""
    sides = dict.fromkeys((*incident.target, *incident.actor))
    return tuple(each for each in sides if each in docket.instrument.parties and docket.member(each).truth is not False)


def _refuses(accepted_by: str, incident: Incident) -> bool:
    """Tell whether the target is among those that did not accept a reservation, so that it does not work against it."""
    _, _, but = accepted_by.partition("except ")
    return any(target in [word.strip() for word in but.split(",")] for target in incident.target)
