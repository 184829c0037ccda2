"""The docket of one question: an instrument under one reading, on one day, as known on another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from foedus.pacts import (
    OF_PARTIES,
    Body,
    Condition,
    Instrument,
    Library,
    Organ,
    Precedence,
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
from foedus.terms import DECISION, Edge, Truth, When, all_of, lasting, not_, parse_edge

CLAIMED_EXIT = "exit as claimed"
"""The reading under which a `standing: withdrawal` takes effect on the day that its `claimed` row gives."""


MOST_KEPT = 2000
"""How much a docket keeps of what it found, so that a long sweep stays small."""


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
        """Return a term as it is law on the day; where the day does not tell which text is, one that is unknown."""
        texts = self.instrument.terms_named.get(name)
        if texts is None:
            return None
        if len(texts) == 1 and texts[0].law_from is None and texts[0].law_until is None:
            return self.under(texts[0])  # type: ignore[return-value]
        law = [(text, self.lasting(text.law_from, text.law_until)) for text in texts]
        sure = [text for text, truth in law if truth is True]
        if len(sure) == 1 and all(truth is False for text, truth in law if text is not sure[0]):
            return self.under(sure[0])  # type: ignore[return-value]
        open_ = "date" if any(truth is None for _, truth in law) else f"what '{name}' meant on that day"
        return Term(name, any_of=(Condition("when", (open_,)),), origin=texts[0].origin)

    def organs_named(self, name: str) -> tuple[Organ, ...]:
        """Return the rules of an organ that are, or may be, law on the day: several where the day does not tell."""
        if name in self.organs and len(self.instrument.organs_named[name]) == 1:
            return (self.organs[name],)
        texts = self.instrument.organs_named.get(name, ())
        return tuple(text for text in texts if self.lasting(text.law_from, text.law_until) is not False)

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
    def precedences(self) -> tuple[Precedence, ...]:
        return tuple(self.under(block) for block in self.instrument.precedences)  # type: ignore[misc]

    def lasting(self, start: Edge | None, end: Edge | None) -> Truth:
        """Return whether a block with `from` and `until` is law on the day."""
        return lasting(self.on, start, end)

    @cached_property
    def in_force(self) -> Status:
        return in_force(self.instrument, self.clauses, self.on, self.as_of)

    @cached_property
    def exits(self) -> Mapping[str, tuple[tuple[Edge, Edge | None], ...]]:
        """Return when parties are not bound under the reading alone: from a claimed or dated exit, to its end if any."""
        found: dict[str, tuple[tuple[Edge, Edge | None], ...]] = {}
        names = self.reading.split(" + ") if self.reading else ()
        for clause, start, end in _read_exits(self.instrument, names):
            for party in (each.strip() for each in clause.get("by").split(",")):
                found[party] = (*found.get(party, ()), (start, end))
        return found

    def member(self, party: str, towards: str = "") -> Status:
        """Return whether a state or body is bound, kept since a docket asks it for every rule."""
        towards = towards if self.instrument.has_pairs else ""
        key = ("member", party, towards)
        if key not in self.memory:
            self.memory[key] = membership(self.instrument, party, self.on, self.as_of, towards)
        status: Status = self.memory[key]  # type: ignore[assignment]
        for edge, end in self.exits.get(party, ()):
            out = lasting(self.on, edge, end)
            if out is not False:
                missing = status.missing if out or status.truth is False else (*status.missing, "date")
                truth = all_of((status.truth, not_(out)))
                rows = (*status.rows, f"{party} out of {self.instrument.id} from {edge.text} ({self.reading})")
                status = replace(status, truth=truth, missing=missing if truth is None else (), rows=rows)
        return status

    @cached_property
    def bound(self) -> Mapping[str, Status]:
        """Return every party that is or may be bound."""
        if not self.exits:
            if "bound" not in self.memory:
                self.memory["bound"] = bound_parties(self.instrument, self.on, self.as_of)
            return self.memory["bound"]  # type: ignore[return-value]
        found = {party: self.member(party) for party in self.instrument.parties}
        return {party: status for party, status in found.items() if status.truth is not False}

    def keep(self, key: object, made: Callable[[], object]) -> object:
        """Return what is kept under a key, made when it is first asked for; a docket of many questions keeps the first."""
        if key in self.memory:
            return self.memory[key]
        found = made()
        if len(self.memory) < MOST_KEPT:
            self.memory[key] = found
        return found

    def members_of(self, organisation: str) -> tuple[str, ...]:
        """Return the members of an organisation on the day, as its founding instruments tell."""
        key = ("members", organisation)
        if key not in self.memory:
            self.memory[key] = self.library.members(organisation, self.on)
        return self.memory[key]  # type: ignore[return-value]


def _read_exits(instrument: Instrument, names: Iterable[str]) -> Iterator[tuple[StandingClause, Edge, Edge | None]]:
    if CLAIMED_EXIT in names:
        for clause in instrument.standing:
            if clause.kind in OF_PARTIES and clause.get("claimed") and clause.get("by"):
                yield clause, parse_edge(clause.get("claimed")), None
    for clause in instrument.variants:
        if isinstance(clause, StandingClause) and clause.kind in OF_PARTIES and clause.reading in names and clause.date:
            yield clause, clause.date, clause.law_until


def exit_readings(instrument: Instrument, on: When | None = None) -> tuple[str, ...]:
    """Return the readings under which a party is out although the law has it bound; with a day, those that differ then."""
    if "exit readings" not in instrument.memory:
        named = [
            block.reading for block in instrument.variants
            if isinstance(block, StandingClause) and block.kind in OF_PARTIES and block.reading
        ]  # fmt: skip
        claimed = any(
            clause.kind in OF_PARTIES and clause.get("claimed") and clause.get("by") for clause in instrument.standing
        )
        instrument.memory["exit readings"] = tuple(dict.fromkeys([*([CLAIMED_EXIT] if claimed else []), *named]))
    names: tuple[str, ...] = instrument.memory["exit readings"]  # type: ignore[assignment]
    return names if on is None else tuple(name for name in names if _differs(instrument, name, on))


def _differs(instrument: Instrument, name: str, on: When) -> bool:
    return any(
        lasting(on, start, end) is not False and membership(instrument, party.strip(), on).truth is not False
        for clause, start, end in _read_exits(instrument, (name,))
        for party in clause.get("by").split(",")
    )


def block_key(block: Body) -> tuple[str, str]:
    """Return what makes two blocks the same law under different readings: their kind and name."""
    if isinstance(block, Rule):
        return "rule", block.provision
    if isinstance(block, StandingClause):
        return "standing", block.kind
    return type(block).__name__, block.name


def readings_of(instrument: Instrument, rule: Rule) -> tuple[str, ...]:
    """Return the named readings that touch a rule: its own, and those of the terms, exceptions and clauses it uses."""
    key = ("readings", rule.provision, rule.reading)
    if key not in instrument.memory:
        instrument.memory[key] = _readings_of(instrument, rule) if instrument.variants else ()
    return instrument.memory[key]  # type: ignore[return-value]


def _readings_of(instrument: Instrument, rule: Rule) -> tuple[str, ...]:
    beside = (
        condition
        for block in (*instrument.exceptions, *instrument.reservations)
        if applies_to(block.to, rule)
        for condition in (*block.rows, *getattr(block, "any_of", ()))
    )
    giving_way = (
        condition
        for block in instrument.precedences
        if block.yields_to and applies_to(block.to, rule)
        for condition in block.when
    )
    used = _used_terms(instrument, (*rule.trigger, *rule.requires, *rule.unless, *beside, *giving_way))
    names: dict[str, None] = {}
    for variant in instrument.variants:
        touches = (
            (isinstance(variant, Rule) and variant.provision == rule.provision)
            or (isinstance(variant, Term) and variant.name in used)
            or (isinstance(variant, StandingClause) and variant.kind in ("entry into force", "termination"))
            or (isinstance(variant, RuleException | Reservation | Precedence) and applies_to(variant.to, rule))
            or (isinstance(variant, Organ) and f"{DECISION}{variant.name}" in phrases_of(instrument, rule))
        )
        if touches and variant.reading:
            names[variant.reading] = None
    return tuple(names)


def phrases_of(instrument: Instrument, rule: Rule) -> frozenset[str]:
    """Return the fact phrases on which a rule may turn, those inside its terms, exceptions and reservations too."""
    key = ("phrases", rule.provision, rule.reading)
    if key not in instrument.memory:
        conditions = [*rule.trigger, *rule.requires, *rule.unless]
        for block in (*instrument.exceptions, *instrument.reservations, *instrument.variants):
            if isinstance(block, RuleException | Reservation) and applies_to(block.to, rule):
                conditions += [*block.rows, *getattr(block, "any_of", ())]
        conditions += [row for precedence in instrument.precedences for row in precedence.when]
        for name in _used_terms(instrument, tuple(conditions)):
            for term in (instrument.terms.get(name), *instrument.variants):
                if isinstance(term, Term) and term.name == name:
                    conditions += [*term.rows, *term.any_of]
        phrases = (value for condition in conditions if condition.key == "when" for value in condition.values)
        instrument.memory[key] = frozenset(phrases)
    return instrument.memory[key]  # type: ignore[return-value]


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
