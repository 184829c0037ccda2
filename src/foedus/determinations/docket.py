"""The docket of one question: an instrument under one reading, on one day, as known on another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from foedus.pacts import (
    Body,
    Condition,
    Instrument,
    Library,
    Organ,
    Reservation,
    Rule,
    RuleException,
    StandingClause,
    Status,
    Term,
    bound_parties,
    in_force,
    membership,
)
from foedus.terms import When


@dataclass(frozen=True, repr=False)
class Docket:
    """What a question is asked under: instrument, reading, the law's day `on`, the knowledge's day `as_of`."""

    library: Library
    instrument: Instrument
    reading: str | None
    on: When
    as_of: date | None = None
    memory: dict[object, object] = field(default_factory=dict, compare=False)

    @cached_property
    def variants(self) -> Mapping[tuple[str, str], Body]:
        """Return the blocks that the reading puts in place of the first ones, by kind and name."""
        names = set(self.reading.split(" + ")) if self.reading else set()
        return {block_key(block): block for block in self.instrument.variants if block.reading in names}

    def under(self, block: Body) -> Body:
        """Return a block as the reading has it."""
        return self.variants.get(block_key(block), block)

    def term(self, name: str) -> Term | None:
        term = self.instrument.terms.get(name)
        return None if term is None else self.under(term)  # type: ignore[return-value]

    @cached_property
    def clauses(self) -> tuple[StandingClause, ...]:
        base = [self.under(clause) for clause in self.instrument.standing]
        keys = {block_key(clause) for clause in base}
        extra = [block for key, block in self.variants.items() if isinstance(block, StandingClause) and key not in keys]
        return (*base, *extra)  # type: ignore[return-value]

    @cached_property
    def exceptions(self) -> tuple[RuleException, ...]:
        return tuple(self.under(block) for block in self.instrument.exceptions)  # type: ignore[misc]

    @cached_property
    def reservations(self) -> tuple[Reservation, ...]:
        return tuple(self.under(block) for block in self.instrument.reservations)  # type: ignore[misc]

    @cached_property
    def organs(self) -> Mapping[str, Organ]:
        return {name: self.under(organ) for name, organ in self.instrument.organs.items()}  # type: ignore[misc]

    @cached_property
    def in_force(self) -> Status:
        return in_force(self.instrument, self.clauses, self.on, self.as_of)

    def member(self, party: str, towards: str = "") -> Status:
        """Return whether a state or body is bound, kept since a docket asks it for every rule."""
        key = ("member", party, towards)
        if key not in self.memory:
            self.memory[key] = membership(self.instrument, party, self.on, self.as_of, towards)
        return self.memory[key]  # type: ignore[return-value]

    @cached_property
    def bound(self) -> Mapping[str, Status]:
        """Return every party that is or may be bound."""
        return bound_parties(self.instrument, self.on, self.as_of)

    def members_of(self, organisation: str) -> tuple[str, ...]:
        """Return the members of an organisation on the day, as its founding instruments tell."""
        key = ("members", organisation)
        if key not in self.memory:
            self.memory[key] = self.library.members(organisation, self.on)
        return self.memory[key]  # type: ignore[return-value]


def block_key(block: Body) -> tuple[str, str]:
    """Return what makes two blocks the same law under different readings: their kind and name."""
    if isinstance(block, Rule):
        return "rule", block.provision
    if isinstance(block, StandingClause):
        return "standing", block.kind
    return type(block).__name__, block.name


def readings_of(instrument: Instrument, rule: Rule) -> tuple[str, ...]:
    """Return the named readings that touch a rule: its own, and those of the terms, exceptions and clauses it uses."""
    used = _used_terms(instrument, (*rule.trigger, *rule.requires, *rule.unless))
    names: dict[str, None] = {}
    for variant in instrument.variants:
        touches = (
            (isinstance(variant, Rule) and variant.provision == rule.provision)
            or (isinstance(variant, Term) and variant.name in used)
            or (isinstance(variant, StandingClause) and variant.kind in ("entry into force", "termination"))
            or (isinstance(variant, RuleException | Reservation) and applies_to(variant.to, rule))
            or (
                isinstance(variant, Organ)
                and any(f"decision of the {variant.name}" in gate.values for gate in rule.requires)
            )
        )
        if touches and variant.reading:
            names[variant.reading] = None
    return tuple(names)


def applies_to(provisions: tuple[str, ...], rule: Rule) -> bool:
    """Tell whether a list of provisions (`art-6/assist`, or `art-6/` for a whole article) names a rule."""
    article = rule.provision.partition("/")[0]
    return any(to in (rule.provision, article, f"{article}/") for to in provisions)


def _used_terms(instrument: Instrument, conditions: tuple[Condition, ...]) -> set[str]:
    used: set[str] = set()
    queue = [word for condition in conditions for word in condition.values]
    while queue:
        word = queue.pop()
        for term in (
            instrument.terms.get(word),
            *(v for v in instrument.variants if isinstance(v, Term) and v.name == word),
        ):
            if term is not None and (term.name, term.reading) not in used:
                used.add((term.name, term.reading))  # type: ignore[arg-type]
                queue += [value for condition in (*term.rows, *term.any_of) for value in condition.values]
    return {name for name, _ in used}  # type: ignore[misc]
