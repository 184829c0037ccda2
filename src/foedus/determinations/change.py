"""What would change a verdict: the smallest sets of facts that flip it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from foedus import terms
from foedus.determinations.assess import Question
from foedus.determinations.docket import Docket, applies_to
from foedus.determinations.funnel import determine
from foedus.determinations.rows import ask
from foedus.determinations.verdict import SILENT, Determination, Verdict
from foedus.incidents import NOBODY, Incident
from foedus.pacts import ADMINISTERED, Condition, Rule

ROWS_TO_TRY = ("harm", "struck", "origin", "capacity", "supported by", "place")
LARGEST_SET = 3
Fact = tuple[str, str | bool]


@dataclass(frozen=True)
class Change:
    """A smallest set of facts under which a determination would be another."""

    determination: Determination
    to: Verdict
    facts: Mapping[str, str | bool]

    def to_json(self) -> dict[str, object]:
        """Return the change in the shape of the contract."""
        return {
            **self.determination.name_json(),
            "from": str(self.determination.verdict),
            "to": str(self.to),
            "facts": dict(self.facts),
        }


def what_would_change(
    determination: Determination, question: Question, largest: int = LARGEST_SET
) -> tuple[Change, ...]:
    """Return every smallest set of up to three facts that would give the same bearers another verdict.

    A set is smallest when no part of it gives that verdict. Facts are fact phrases and the rows that the provision asks;
    who did what to whom on which day is the event itself and is not varied.
    """
    docket = question.docket(determination.instrument, determination.reading)
    incident = determination.incident
    if _settled_by_the_event(determination):
        return ()
    choices = facts_to_try(determination, incident, docket)
    reached: dict[Verdict, list[frozenset[Fact]]] = {}
    changes: list[Change] = []
    for size in range(1, largest + 1):
        for chosen in combinations(choices, size):
            facts = frozenset(chosen)
            if len({key for key, _ in chosen}) < size:
                continue
            verdict = _verdict_with(determination, incident, chosen, docket)
            if verdict == determination.verdict or any(less <= facts for less in reached.get(verdict, ())):
                continue
            reached.setdefault(verdict, []).append(facts)
            changes.append(Change(determination, verdict, dict(chosen)))
    return tuple(changes)


def _settled_by_the_event(determination: Determination) -> bool:
    """Tell whether no fact can change a verdict: the law is not in force, or a row of the event itself has failed."""
    fixed = ("in force", "act", "actor", "target")
    return any(child.truth is False and child.row in fixed for child in determination.proof.children)


def facts_to_try(determination: Determination, incident: Incident, docket: Docket) -> tuple[Fact, ...]:
    """Return the facts on which a provision turns and that the incident does not already state so."""
    found: dict[Fact, None] = {}
    for condition, there in _asked(determination.rule, docket):
        if condition.key == "when":
            for phrase in condition.values:
                for answer in (True, False):
                    if incident.facts.get(phrase) is not answer:
                        found[phrase, answer] = None
        elif condition.key in ROWS_TO_TRY:
            stated = getattr(incident, condition.key.replace(" ", "_"))
            values = [_concrete(condition.key, value, determination, incident, there) for value in condition.values]
            for value in (*values, _other(condition, incident, there)):
                if value is not None and value != stated and stated != (value,):
                    found[condition.key, value] = None
    return tuple(found)


def _asked(rule: Rule, docket: Docket) -> Iterator[tuple[Condition, Docket]]:
    """Yield every condition that bears on a provision, each with the docket in whose words it stands.

    Those inside its terms and exceptions too, and those of another instrument to which it gives way.
    """
    queue: list[Condition] = [*rule.trigger, *rule.requires, *rule.unless]
    for exception in docket.exceptions:
        if applies_to(exception.to, rule):
            queue += [*exception.rows, *exception.any_of]
    for reservation in docket.reservations:
        if applies_to(reservation.to, rule):
            queue += reservation.rows
    elders: list[str] = []
    for precedence in docket.precedences:
        if precedence.yields_to and applies_to(precedence.to, rule):
            queue += precedence.when
            elders += precedence.yields_to
    for condition in _with_terms(queue, docket):
        yield condition, docket
    for elder in elders:
        instrument_id, _, provision = elder.partition("/")
        if instrument_id in docket.library.instruments:
            there = Docket(docket.library, docket.library[instrument_id], None, docket.on, docket.as_of)
            for other in there.instrument.rules:
                if not other.standing and (not provision or applies_to((provision,), other)):
                    asked = (*other.trigger, *other.requires, *other.unless)
                    yield from ((condition, there) for condition in _with_terms(asked, there))


def _with_terms(conditions: Iterable[Condition], docket: Docket) -> Iterator[Condition]:
    queue, seen = list(conditions), set[str]()
    while queue:
        condition = queue.pop(0)
        terms_here = [term for value in condition.values if (term := docket.term(value)) and condition.key == "when"]
        for term in terms_here:
            if term.name not in seen:
                seen.add(term.name)
                queue += [*term.rows, *term.any_of]
        plain = tuple(value for value in condition.values if docket.term(value) is None)
        if plain or condition.key != "when":
            yield Condition(condition.key, plain or condition.values, condition.but, condition.line)


def _concrete(key: str, value: str, determination: Determination, incident: Incident, docket: Docket) -> str | None:
    """Return a row's value as an incident would state it: `territory of the target` is the target."""
    if key == "place":
        return _place(value, incident, docket)
    if key != "supported by":
        return value
    if terms.is_id(value):
        return value
    named = {*incident.actor, *incident.target, *determination.bearers}
    if value in ("a state", "not a party", "a state not a party"):
        return _outside(docket, named)
    if value in ("a party", "another party"):
        return next((party for party in docket.bound if party not in named and terms.kind_of(party) == "state"), None)
    return next((name for name, each in terms.actors().items() if each.kind == value), None)


def _place(value: str, incident: Incident, docket: Docket) -> str | None:
    if value in ("territory of the target", "administered by the target"):
        return incident.target[0] if len(incident.target) == 1 else None
    if value == "territory of the actor":
        return incident.actor[0] if len(incident.actor) == 1 else None
    if value in ("territory of a party", "territory of another party", "administered by a party"):
        others = (party for party in docket.bound if party not in incident.target and terms.kind_of(party) == "state")
        return next(others, None)
    bare = value.removeprefix("territory of ").removeprefix(ADMINISTERED)
    if bare in terms.states() or bare in terms.areas():
        return bare
    term = docket.term(value)
    items = [each for item in term.any_of if item.key == "place" for each in item.values] if term else []
    return next((place for each in items if (place := _place(each, incident, docket))), None)


_OTHERS = {"harm": ("none",), "struck": ("civilians", "territory"), "origin": (), "capacity": ()}
_TABLES = {"harm": "harms", "struck": "struck", "origin": "origins", "capacity": "capacities"}
_FAR_APART = ("NZL", "CHE", "BOL", "MNG", "ETH", "MLI", "JPN", "NOR")
"""States of every part of the world, of which one lies outside any area that a pact names."""


def _other(condition: Condition, incident: Incident, docket: Docket) -> str | None:
    """Return a value that fails the row, so that it can be shown what denying it would do."""
    if condition.key == "supported by":
        return NOBODY
    if condition.key == "place":
        tried = (incident.with_value("place", state) for state in _FAR_APART if state not in incident.target)
        return next((each.place for each in tried if ask(condition, each, docket).truth is False), None)
    words = (*_OTHERS[condition.key], *terms.vocabulary(_TABLES[condition.key]))
    return next((word for word in words if word not in condition.values), None)


def _outside(docket: Docket, named: set[str]) -> str | None:
    parties = set(docket.instrument.parties)
    return next((state for state in _FAR_APART if state not in parties and state not in named), None)


def _verdict_with(determination: Determination, incident: Incident, facts: tuple[Fact, ...], docket: Docket) -> Verdict:
    for key, value in facts:
        incident = incident.with_value(key, value)
    # bearers who stand alike are judged alike, so one of them is enough
    among = frozenset(determination.bearers[:1]) or None
    found = determine(determination.rule, incident, docket, among=among, loud=determination.verdict not in SILENT)
    # nothing that is varied here puts the law out of force, or frees the bearer
    return found[0].verdict if found else Verdict.NOT_TRIGGERED
