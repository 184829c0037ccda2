"""Where duties would collide on a day: if any state attacked any other, who would be bound to two incompatible things."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from foedus import terms
from foedus.determinations import (
    Determination,
    Docket,
    Verdict,
    days_asked,
    determine,
    exit_readings,
    readings_of,
    surely_untouched,
)
from foedus.incidents import Incident
from foedus.obligations.collision import ASSIST, SELF_DEFENCE, first_broken, force, may_perform, same_side_spares
from foedus.pacts import ADMINISTERED, GREAT_POWERS, STATE_IN, Condition, Instrument, Library, Rule, StandingClause
from foedus.terms import When

ATTACK = "invasion"
"""The act supposed: the plainest attack, which strikes territory and harms sovereignty whatever a pact asks."""
ACTORS_OWN = "territory of the actor"
Provision = tuple[str, str, str | None]


@dataclass(frozen=True)
class SupposedCollision:
    """One bearer who, if `attacker` attacked `target`, would owe the first and break the second by performing it.

    `between` names the two provisions as (instrument, provision, reading).
    """

    bearer: str
    attacker: str
    target: str
    between: tuple[Provision, Provision]
    avoidable: bool


def supposed_attack(attacker: str, target: str, on: When) -> Incident:
    """Return the incident that is supposed of every ordered pair: an invasion of the target's territory."""
    return Incident(
        date=on, act=ATTACK, actor=(attacker,), target=(target,), status="hypothetical", struck=("territory",),
        harm=("sovereignty", "territorial integrity"), place=target, origin="external",
    )  # fmt: skip


def collisions_on(library: Library, on: When, states: Iterable[str] | None = None) -> tuple[SupposedCollision, ...]:
    """Return every collision that an attack of one state on another would raise on a day, over all ordered pairs.

    It says pair by pair what `collisions` says of one incident, and asks each provision once for all attackers whom it
    treats alike. `states` (attackers, targets and bearers) are those that existed on the day unless given.
    """
    day = on.first_day
    asked = tuple(states) if states is not None else tuple(
        each for each in terms.states() if day is None or terms.exists(each, day)
    )  # fmt: skip
    everybody = frozenset(asked)
    bench = _Bench(library, on, asked)
    forbidden = bench.forbidden()
    neutral = bench.neutralities()
    found: dict[SupposedCollision, None] = {}
    for first in bench.owed():
        for attacker in first.attackers:
            barred = [bearer for bearer in first.bearers if (bearer, attacker) in forbidden] if first.with_force else []
            for target in first.targets:
                if target == attacker:
                    continue
                for bearer in barred:
                    if first.bears(bearer, attacker, target):
                        for second in forbidden[bearer, attacker]:
                            if second != first.key:
                                made = SupposedCollision(bearer, attacker, target, (first.key, second), True)
                                found[made] = None
                for second in neutral.get((attacker, target), ()):
                    if second.key != first.key and second.breaks(first, attacker, target):
                        for bearer in second.bearers & everybody:
                            if second.bears(bearer, attacker, target) and first.bears(bearer, attacker, target):
                                made = SupposedCollision(bearer, attacker, target, (first.key, second.key), first.may)
                                found[made] = None
    return tuple(found)


@dataclass(frozen=True)
class _Answer:
    """What a provision says alike of many pairs: asked of one attacker and one target, told of all that stand as they do."""

    key: Provision
    duty: str
    attackers: tuple[str, ...]
    targets: tuple[str, ...]
    bearers: frozenset[str]
    beneficiaries: tuple[str, ...]
    others_only: bool
    with_force: bool
    may: bool

    def bears(self, bearer: str, attacker: str, target: str) -> bool:
        """Tell whether a state bears it when this attacker strikes this target."""
        if self.others_only:
            return bearer in self.bearers and bearer not in (attacker, target)
        return bearer in self._told(self.bearers, attacker, target)

    def helps(self, attacker: str, target: str) -> set[str]:
        return self._told(self.beneficiaries, attacker, target)

    def breaks(self, first: _Answer, attacker: str, target: str) -> bool:
        """Tell whether performing the first would break this abstention."""
        conflicting = terms.vocabulary("duties")[first.duty]["conflicts with"].split("; ")
        return self.duty in conflicting and same_side_spares(
            self.duty, first.helps(attacker, target), self.helps(attacker, target)
        )

    def _told(self, states: Iterable[str], attacker: str, target: str) -> set[str]:
        asked = {self.attackers[0]: attacker, self.targets[0]: target}
        return {asked.get(state, state) for state in states}


class _Bench:
    """The law of one day, asked of supposed attacks."""

    def __init__(self, library: Library, on: When, states: tuple[str, ...]) -> None:
        self.library, self.on, self.states = library, on, states
        self.dockets: dict[tuple[str, str | None], Docket] = {}
        self.memory: dict[str, dict[object, object]] = {}
        self.instruments = tuple(
            each for each in library.in_use if each.variants or self.docket(each, None).in_force.truth is not False
        )  # fmt: skip
        self.alike = {each.id: self._alike(each) for each in self.instruments}

    def docket(self, instrument: Instrument, reading: str | None) -> Docket:
        key = (instrument.id, reading)
        if key not in self.dockets:
            shared = self.memory.setdefault(instrument.id, {})
            self.dockets[key] = Docket(self.library, instrument, reading, self.on, None, shared)
        return self.dockets[key]

    def _alike(self, instrument: Instrument) -> tuple[tuple[str, ...], ...]:
        """Return the states in classes that an instrument treats alike: parties bound alike, those outside, each named."""
        docket, named = self.docket(instrument, None), _named(instrument)
        classes: dict[object, list[str]] = {}
        for state in self.states:
            if state in named:
                stands: object = state
            else:
                bound = docket.member(state).truth if state in instrument.parties else "outside"
                stands = (bound, *(self.is_kind(state, word) for word in _kinds(instrument)))
            classes.setdefault(stands, []).append(state)
        return tuple(map(tuple, classes.values()))

    def is_kind(self, state: str, word: str) -> object:
        """Return what a word that asks for a kind of state makes of one: a great power, a state in the Americas."""
        days = days_asked(self.on)
        if word.startswith(STATE_IN):
            return tuple(terms.home_in(state, word.removeprefix(STATE_IN), day) for day in days)
        return tuple(terms.great_power(state, day) for day in days) if word in GREAT_POWERS else state

    def pairs(self, rule: Rule, instrument: Instrument) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
        """Yield classes of attackers and of targets that a rule may concern; the same class twice needs two members."""
        targets = self.alike[instrument.id]
        if _asks_place(instrument):
            targets = tuple((state,) for each in targets for state in each)
        versions = instrument.versions(rule)
        for some in self.alike[instrument.id]:
            for others in targets:
                if some == others and len(some) == 1:
                    continue
                asked = self.proto(some, others)
                if asked is not None and not all(surely_untouched(each, instrument, asked) for each in versions):
                    yield some, others

    def proto(self, attackers: tuple[str, ...], targets: tuple[str, ...]) -> Incident | None:
        pair = _first_pair(attackers, targets)
        return None if pair is None else supposed_attack(*pair, self.on)

    def owed(self) -> Iterator[_Answer]:
        for instrument in self.instruments:
            for rule in self.library.rules_in_use(instrument):
                if may_perform(rule):
                    for attackers, targets in self.pairs(rule, instrument):
                        yield from self.answers(rule, instrument, attackers, targets)

    def answers(
        self, rule: Rule, instrument: Instrument, attackers: tuple[str, ...], targets: tuple[str, ...]
    ) -> Iterator[_Answer]:
        """Yield what is owed or open; a named reading only where the first one gives none."""
        pair = _first_pair(attackers, targets)
        assert pair is not None
        incident = supposed_attack(*pair, self.on)
        plain: list[_Answer] = []
        for reading in (None, *readings_of(instrument, rule), *exit_readings(instrument, self.on)):
            if reading is not None and plain:
                return
            for each in determine(rule, incident, self.docket(instrument, reading)):
                if each.verdict in (Verdict.OWED, Verdict.OPEN):
                    told = self.told(each, instrument, pair, attackers, targets)
                    if reading is None:
                        plain.append(told)
                    yield told

    def told(
        self, each: Determination, instrument: Instrument, pair: tuple[str, str], attackers: tuple[str, ...],
        targets: tuple[str, ...],
    ) -> _Answer:  # fmt: skip
        """Return an answer to one pair as the answer to all pairs of its classes."""
        others_only = "every other party" in each.rule.bearer.values
        bearers = set(each.bearers)
        if others_only:
            docket = self.docket(instrument, each.reading)
            free = (state for state in pair if state in instrument.parties and state not in each.rule.bearer.but)
            bearers |= {state for state in free if docket.member(state).truth is True}
        first = (pair[0], *(state for state in attackers if state != pair[0]))
        second = (pair[1], *(state for state in targets if state != pair[1]))
        return _Answer(
            each.key, each.rule.duty, first, second, frozenset(bearers), each.beneficiaries, others_only,
            each.rule.up_to == "armed force", each.verdict == Verdict.OPEN,
        )  # fmt: skip

    def forbidden(self) -> Mapping[tuple[str, str], tuple[Provision, ...]]:
        """Return by bearer and opponent the prohibitions that force in help of a third would break."""
        found: dict[tuple[str, str], list[Provision]] = {}
        for instrument in self.instruments:
            for rule in self.library.rules_in_use(instrument):
                if rule.modality != "must not" or rule.standing:
                    continue
                for bearers, opponents in self.pairs(rule, instrument):
                    pair = _first_pair(bearers, opponents)
                    if pair is None or pair[0] not in instrument.parties:
                        continue
                    incident = performance_against(*pair, self.on)
                    broken = first_broken(rule, instrument, pair[0], incident, self.docket)
                    if broken is not None:
                        for bearer in bearers:
                            for opponent in opponents:
                                if bearer != opponent:
                                    found.setdefault((bearer, opponent), []).append(broken.key)
        return {pair: tuple(broken) for pair, broken in found.items()}

    def neutralities(self) -> Mapping[tuple[str, str], tuple[_Answer, ...]]:
        """Return by attacker and target the duties of third states to stay out of that conflict, under every reading."""
        found: dict[tuple[str, str], list[_Answer]] = {}
        conflicting = {
            word
            for row in terms.vocabulary("duties").values()
            for word in filter(None, row["conflicts with"].split("; "))
        }
        for instrument in self.instruments:
            for rule in self.library.rules_in_use(instrument):
                if rule.modality != "must not" or rule.standing or rule.duty not in conflicting:
                    continue
                for attackers, targets in self.pairs(rule, instrument):
                    for told in self.stays_out(rule, instrument, attackers, targets):
                        for attacker in attackers:
                            for target in targets:
                                if attacker != target:
                                    found.setdefault((attacker, target), []).append(told)
        return {pair: tuple(each) for pair, each in found.items()}

    def stays_out(
        self, rule: Rule, instrument: Instrument, attackers: tuple[str, ...], targets: tuple[str, ...]
    ) -> Iterator[_Answer]:
        pair = _first_pair(attackers, targets)
        assert pair is not None
        incident = supposed_attack(*pair, self.on)
        for reading in (None, *readings_of(instrument, rule), *exit_readings(instrument, self.on)):
            for each in determine(rule, incident, self.docket(instrument, reading)):
                if each.verdict == Verdict.OWED:
                    yield self.told(each, instrument, pair, attackers, targets)


def _first_pair(some: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, str] | None:
    return next(((one, other) for one in some[:2] for other in others[:2] if one != other), None)


def performance_against(bearer: str, opponent: str, on: When) -> Incident:
    """Return the force that a bearer would use against an attacker in helping a third, as `performance` has it."""
    return force(bearer, opponent, on, terms.vocabulary("duties")[ASSIST]["performed by"], {SELF_DEFENCE: None})


def _conditions(instrument: Instrument) -> Iterator[Condition]:
    """Yield every row that an instrument asks, in any block and reading."""
    for block in (*instrument.blocks, *instrument.variants):
        for rows in ("trigger", "requires", "unless", "rows", "any_of", "when"):
            yield from (each for each in getattr(block, rows, ()) if isinstance(each, Condition))


def _named(instrument: Instrument) -> frozenset[str]:
    """Return the states that an instrument treats by name: in a row, a pair, a reservation, an exit under a reading."""
    if "named" not in instrument.memory:
        found = {word for condition in _conditions(instrument) for word in (*condition.values, *condition.but)}
        for rule in (block for block in (*instrument.blocks, *instrument.variants) if isinstance(block, Rule)):
            for condition in filter(None, (rule.bearer, rule.beneficiary)):
                found |= {*condition.values, *condition.but}
        for spell in instrument.spells:
            found |= {spell.party, spell.towards} if spell.towards else set()
        for block in (*instrument.blocks, *instrument.variants):
            by = block.get("by") if isinstance(block, StandingClause) else getattr(block, "by", "")
            found |= {party.strip() for party in by.split(",")}
        bare = (word.removeprefix("territory of ").removeprefix(ADMINISTERED) for word in found)
        instrument.memory["named"] = frozenset(bare) & frozenset(terms.states())
    return instrument.memory["named"]  # type: ignore[return-value]


def _asks_place(instrument: Instrument) -> bool:
    if "asks place" not in instrument.memory:
        instrument.memory["asks place"] = any(
            condition.key == "place" and condition.words != "anywhere" for condition in _conditions(instrument)
        )
    return bool(instrument.memory["asks place"])


def _kinds(instrument: Instrument) -> tuple[str, ...]:
    """Return the words of an instrument that ask what kind of state an attacker is, or whose territory is the actor's."""
    if "kinds" not in instrument.memory:
        words = {word for condition in _conditions(instrument) for word in (*condition.values, *condition.but)}
        instrument.memory["kinds"] = tuple(
            sorted(word for word in words if word in GREAT_POWERS or word.startswith(STATE_IN) or word == ACTORS_OWN)
        )
    return instrument.memory["kinds"]  # type: ignore[return-value]
