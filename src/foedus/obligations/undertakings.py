"""What a rule makes its bearers owe on a day: asked of supposed acts, told of all states that stand alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from foedus import terms
from foedus.determinations import (
    Determination,
    Docket,
    Verdict,
    ask,
    determine,
    exit_readings,
    readings_of,
)
from foedus.incidents import Incident
from foedus.obligations.across import ACTORS_OWN, ATTACK, _Bench, _kinds, supposed_attack
from foedus.obligations.commitment import Commitment
from foedus.obligations.gathered import Class, Gathered
from foedus.pacts import ADMINISTERED, Condition, Instrument, Library, Precedence, Rule, StandingClause, Term
from foedus.terms import When

Laws = Sequence[tuple[Rule, Docket]]
NOBODY: Class = ()
TOLD = (Verdict.OWED, Verdict.OPEN, Verdict.BREACHED, Verdict.DEEMED, Verdict.AWAITING, Verdict.UNSETTLED)
_OF_PARTIES = (("a party",), ("another party",))


class Bench(_Bench):
    """The law of one day as `collisions_on` asks it, each instrument sorted only when it is asked."""

    def __init__(self, library: Library, on: When, states: tuple[str, ...]) -> None:
        self.library, self.on, self.states = library, on, states
        self.everybody = frozenset(states)
        self.dockets = {}
        self.memory = {}
        self.answers: dict[object, object] = {}
        self.sorted: dict[tuple[str, frozenset[str]], tuple[Class, ...]] = {}

    def said(self, row: Condition, alone: Incident, docket: Docket) -> object:
        """Return all that a row says of one target whose attacker is not told, in every part of it."""
        key = (docket.instrument.id, docket.reading, row.key, row.values, row.but, alone.target, alone.act)
        if key not in self.answers:
            asked = ask(row, alone, docket)
            self.answers[key] = (asked.missing, *((each.words, each.truth) for each in asked.walk()))
        return self.answers[key]

    def may_be_law(self, instrument: Instrument) -> bool:
        """Tell whether an instrument is, or may be, in force on the day under any reading of its clauses."""
        clauses = {block.reading for block in instrument.variants if isinstance(block, StandingClause)}
        return any(self.docket(instrument, each).in_force.truth is not False for each in (None, *clauses))

    def readings(self, instrument: Instrument, rule: Rule) -> tuple[str | None, ...]:
        """Return the readings under which a rule is, or may be, law of the day."""
        named = dict.fromkeys((None, *readings_of(instrument, rule), *exit_readings(instrument, self.on)))
        return tuple(each for each in named if self.docket(instrument, each).in_force.truth is not False)

    def classes(self, instrument: Instrument, rule: Rule) -> tuple[Class, ...]:
        """Return the states in classes that a rule treats alike, and each body that is a party."""
        key = (instrument.id, named := _named(instrument, rule))
        if key not in self.sorted:
            self.sorted[key] = self._classes(instrument, named)
        return self.sorted[key]

    def _classes(self, instrument: Instrument, named: frozenset[str]) -> tuple[Class, ...]:
        docket, kinds = self.docket(instrument, None), _kinds(instrument)
        found: dict[object, list[str]] = {}
        for state in self.states:
            if state in named:
                stands: object = state
            elif state in instrument.parties:
                stands = (docket.member(state).truth, *(self.is_kind(state, word) for word in kinds))
            else:
                stands = ("outside", *(self.is_kind(state, word) for word in kinds))
            found.setdefault(stands, []).append(state)
        bodies = ((each,) for each in instrument.parties if terms.kind_of(each) != "state")
        return (*map(tuple, found.values()), *bodies)


def undertakings(bench: Bench, instrument: Instrument, rule: Rule) -> tuple[Commitment, ...]:
    """Return the commitments of one rule on the bench's day, under every reading; a right that everybody has is none."""
    if rule.modality == "may" and "every other party" in rule.bearer.values:
        return ()
    if rule.standing:
        event = Incident(date=bench.on, status="hypothetical")
        gathered = Gathered(bench.docket(instrument, None), bench.everybody, None)
        for each in _asked(bench, instrument, rule, event):
            gathered.add(each, NOBODY, NOBODY, None, None)
        return gathered.commitments()
    for act in _acts(rule):
        gathered = Gathered(bench.docket(instrument, None), bench.everybody, act)
        for attackers, targets in _pairs(bench, instrument, rule, act):
            pair = _pair(attackers, targets)
            if pair is not None:
                for each in _asked(bench, instrument, rule, _supposed(bench, rule, act, *pair)):
                    gathered.add(each, attackers, targets, *pair)
        if gathered.pieces:
            return gathered.commitments()
    return ()


def _asked(bench: Bench, instrument: Instrument, rule: Rule, event: Incident) -> Iterator[Determination]:
    """Yield what a rule answers under each reading, of a named one what the first does not say already."""
    said: set[object] = set()
    for reading in bench.readings(instrument, rule):
        for each in determine(rule, event, bench.docket(instrument, reading)):
            if each.verdict in TOLD:
                law = each.rule
                what = (law.duty, law.modality, law.up_to, law.discretion, law.bearer, law.beneficiary)
                answer = (each.verdict, each.bearers, each.beneficiaries, each.awaiting, each.missing, what)
                if reading is None:
                    said.add(answer)
                if reading is None or answer not in said:
                    yield each


def _acts(rule: Rule) -> Iterator[str]:
    """Yield the acts to suppose, the plainest attack first if the rule knows it."""
    words = [word for condition in rule.trigger if condition.key == "act" for word in condition.values]
    if not words or any(terms.is_a(ATTACK, word) for word in words):
        yield ATTACK
    yield from (word for word in words if not terms.is_a(ATTACK, word))


def _supposed(bench: Bench, rule: Rule, act: str, attacker: str | None, target: str) -> Incident:
    at_home = target if terms.kind_of(target) == "state" else None
    if attacker is not None and act == ATTACK:
        return replace(supposed_attack(attacker, target, bench.on), place=at_home)
    group = any("armed group" in condition.values for condition in rule.trigger if condition.key == "actor")
    return Incident(
        date=bench.on, act=act, actor=(attacker,) if attacker else (), actor_kind="armed group" if group else None,
        target=(target,), status="hypothetical", place=at_home,
    )  # fmt: skip


def _pair(attackers: Class, targets: Class) -> tuple[str | None, str] | None:
    if not attackers:
        return (None, targets[0])
    return next(((one, other) for one in attackers[:2] for other in targets[:2] if one != other), None)


def _pairs(bench: Bench, instrument: Instrument, rule: Rule, act: str) -> Iterator[tuple[Class, Class]]:
    """Yield the classes of actors and of targets that a rule may concern: states, bodies that it names, nobody told."""
    versions = [bench.docket(instrument, reading) for reading in bench.readings(instrument, rule)]
    laws = [(docket.under(rule), docket) for docket in versions]
    targets = tuple(
        each
        for each in bench.classes(instrument, rule)
        if _may_be("target", Incident(act=act, target=each[:1], status="hypothetical"), laws)
    )
    if _asks(rule, instrument, "place"):
        targets = _by_place(targets, bench, rule, act, laws)
    targets = tuple(each for each in targets if _may_strike(_supposed(bench, rule, act, None, each[0]), laws))
    if not targets:
        return
    attackers: tuple[Class, ...] = ()
    if act == ATTACK and not _turns_on_the_actor(instrument, rule):
        everybody = tuple(sorted(bench.states, key=set(instrument.parties).__contains__))
        if sum(each not in instrument.parties for each in everybody[:2]) == 2:
            # who attacks changes nothing but that it owes itself no help: one from outside stands for all
            yield from ((everybody, others) for others in targets)
            return
    rows = [condition for law, _ in laws for condition in law.trigger if condition.key == "actor"]
    if act == ATTACK or rows:
        attackers = tuple(
            each
            for each in bench.classes(instrument, rule)
            if _may_be("actor", Incident(act=act, actor=each[:1], status="hypothetical"), laws)
        )
    if not attackers:
        named = [word for row in rows for word in row.values if terms.is_id(word) and word not in terms.states()]
        attackers = tuple((body,) for body in named) or (NOBODY,)
    for some in attackers:
        for others in targets:
            if not (some == others and len(some) == 1):
                yield some, others


def _by_place(targets: Iterable[Class], bench: Bench, rule: Rule, act: str, laws: Laws) -> tuple[Class, ...]:
    """Return classes of targets parted by what every row says of a place in each: Denmark lies in two areas, Chad in none."""
    found: dict[object, list[str]] = {}
    own = any(ACTORS_OWN in (*row.values, *row.but) for law, _ in laws for row in law.trigger)
    for number, each in enumerate(targets):
        for state in each:
            alone = _supposed(bench, rule, act, None, state)
            said = tuple(bench.said(row, alone, docket) for law, docket in laws for row in _asked_of(law, docket))
            found.setdefault((number, state if own else said), []).append(state)
    return tuple(map(tuple, found.values()))


def _asked_of(rule: Rule, docket: Docket) -> Iterator[Condition]:
    """Yield the rows that may ask where it happened, of a rule and of what defeats it."""
    blocks = (*docket.exceptions, *docket.reservations)
    rows = (*rule.trigger, *rule.requires, *rule.unless, *(row for block in blocks for row in block.rows))
    more = (row for block in docket.exceptions for row in block.any_of)
    yield from (row for row in (*rows, *more) if row.key in ("place", "when") and row.words != "anywhere")


def _may_strike(alone: Incident, laws: Laws) -> bool:
    """Tell whether a rule may be met by an act whose actor is not told; what is false of it is false of any actor."""
    return any(all(ask(row, alone, docket).truth is not False for row in law.trigger if row.key != "actor")
               for law, docket in laws)  # fmt: skip


def _may_be(key: str, alone: Incident, laws: Laws) -> bool:
    """Tell whether the one named in an incident may be the actor, or the target, of a rule."""
    who = (alone.actor or alone.target)[0]
    if who in terms.states() and who not in laws[0][1].instrument.parties:
        if all(any(row.key == key and row.values in _OF_PARTIES for row in law.trigger) for law, _ in laws):
            return False  # the row would say so; this is quicker
    return any(all(ask(row, alone, docket).truth is not False for row in law.trigger if row.key == key)
               for law, docket in laws)  # fmt: skip


def _named(instrument: Instrument, rule: Rule) -> frozenset[str]:
    """Return the states that a rule treats by name, or whom the instrument binds or frees apart from the others."""
    key = ("named by", rule.provision)
    if key not in instrument.memory:
        found = {word for row in _rows(instrument, rule) for word in (*row.values, *row.but)}
        for spell in instrument.spells:
            found |= {spell.party, spell.towards} if spell.towards else set()
        for block in (*instrument.blocks, *instrument.variants):
            by = block.get("by") if isinstance(block, StandingClause) else getattr(block, "by", "")
            found |= {party.strip() for party in by.split(",")}
        bare = (word.removeprefix("territory of ").removeprefix(ADMINISTERED) for word in found)
        instrument.memory[key] = frozenset(bare) & frozenset(terms.states())
    return instrument.memory[key]  # type: ignore[return-value]


def _turns_on_the_actor(instrument: Instrument, rule: Rule) -> bool:
    """Tell whether a rule, or what defeats it, asks who acted."""
    key = ("turns on the actor", rule.provision)
    if key not in instrument.memory:
        gives_way = any(isinstance(each, Precedence) and each.yields_to for each in instrument.blocks)
        told = ("another party", "the actor", "the party concerned", ACTORS_OWN)
        instrument.memory[key] = gives_way or any(
            row.key in ("actor", "supported by") or any(word in told for word in (*row.values, *row.but))
            for row in _rows(instrument, rule)
        )
    return bool(instrument.memory[key])


def _asks(rule: Rule, instrument: Instrument, word: str) -> bool:
    """Tell whether a rule asks a row of some kind, in its terms and exceptions too; `anywhere` asks nothing."""
    return any(row.key == word and row.words != "anywhere" for row in _rows(instrument, rule))


def _rows(instrument: Instrument, rule: Rule) -> tuple[Condition, ...]:
    """Return every row on which a rule may turn, under any reading, with who bears it for whom."""
    key = ("rows of", rule.provision)
    if key not in instrument.memory:
        found: list[Condition] = []
        for each in instrument.versions(rule):
            found += filter(None, (*each.trigger, *each.requires, *each.unless, each.bearer, each.beneficiary))
        blocks = (*instrument.blocks, *instrument.variants)
        for block in blocks:
            if not isinstance(block, Rule | Term):
                for rows in ("rows", "any_of", "when"):
                    found += [row for row in getattr(block, rows, ()) if isinstance(row, Condition)]
        named = [block for block in blocks if isinstance(block, Term)]
        seen: set[int] = set()
        for row in found:  # grows by the rows of each term that is used
            for term in named:
                if term.name in row.values and id(term) not in seen:
                    seen.add(id(term))
                    found += [*term.rows, *term.any_of]
        instrument.memory[key] = tuple(found)
    return instrument.memory[key]  # type: ignore[return-value]
