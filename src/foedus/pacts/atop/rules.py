"""The promises of one phase as rules: one for all members who owe it alike, else one for each member."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from foedus.pacts.ast import Condition, Origin, Rule, Term
from foedus.pacts.atop.conditions import defeats_of, gates_of, rows_of, when
from foedus.pacts.atop.days import end_edge, start_edge
from foedus.pacts.atop.spells import SOURCE, next_begins, states_of
from foedus.pacts.atop.tables import FILES, PROMISES, Alliance, MemberRow, Phase
from foedus.terms import Edge, FoedusError

NAMES = {
    "defense": "defense",
    "offense": "offense",
    "neutral": "neutrality",
    "nonagg": "nonaggression",
    "consul": "consultation",
}
"""The rule's name for each promise of ATOP."""
_SECONDARY = "coded by ATOP from secondary sources, the text was not found"


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who owes a promise, and how: one member row for all who owe it alike, or the one member of a code."""

    row: MemberRow
    code: int | None = None
    ids: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Law:
    """What the rules of a phase share: its number, its window, its place in the tables."""

    number: int
    start: Edge | None
    end: Edge | None
    note: str


def rules_of(alliance: Alliance) -> tuple[Rule | Term, ...]:
    """Return the rules of an alliance, phase by phase in ATOP's order of promises, each after the terms that it uses."""
    found: list[Rule | Term] = []
    for phase in alliance.phases:
        several = len(alliance.phases) > 1
        law = _Law(
            phase.number,
            start_edge(phase.start) if several else None,
            end_edge(phase.end, taken_over=next_begins(alliance, phase)) if several and phase.end else None,
            _SECONDARY if alliance.clauses.get("source") == 2 else "",
        )
        outside = outsiders(alliance, phase)
        for promise in PROMISES:
            for bearer in _bearers(phase, promise, outside):
                found += _BUILD[promise](bearer, law)
    return tuple(found)


def outsiders(alliance: Alliance, phase: Phase) -> tuple[str, ...]:
    """Return the parties of an alliance that are in its other texts only, as where a member split in two.

    Only texts that run at the same time count: ATOP gave the two successors of Czechoslovakia simultaneous phases.
    """
    inside = {state.id for member in phase.members for state in states_of(member)}
    found = {
        state.id: None
        for other in alliance.phases if other is not phase and _overlap(other, phase)
        for member in other.members for state in states_of(member) if state.id not in inside
    }  # fmt: skip
    return tuple(found)


def _overlap(one: Phase, other: Phase) -> bool:
    far = (9999, 1, 1)
    return (one.start < (other.end or far)) and (other.start < (one.end or far))


def _bearers(phase: Phase, promise: str, outside: tuple[str, ...]) -> Iterable[Bearer]:
    rows = phase.members
    if len({row.signature(promise) for row in rows}) == 1:
        if rows[0].owes[promise] != 0:
            yield Bearer(rows[0], outside=outside)
        return
    by_code: dict[int, MemberRow] = {}
    ids: dict[int, dict[str, None]] = {}
    for row in rows:
        if by_code.setdefault(row.code, row).signature(promise) != row.signature(promise):
            raise FoedusError(
                f"member {row.code} makes the promise '{promise}' in two ways in one phase", file=FILES[2], line=row.line,
                expected="rows of one member and phase that agree",
            )  # fmt: skip
        ids.setdefault(row.code, {}).update(dict.fromkeys(state.id for state in states_of(row)))
    for code, row in by_code.items():
        if row.owes[promise] != 0:
            yield Bearer(row, code, tuple(ids[code]), outside)


def _name(promise: str, bearer: Bearer) -> str:
    return NAMES[promise] if bearer.code is None else f"{NAMES[promise]}-{bearer.code}"


@cache
def _row(key: str, values: tuple[str, ...], but: tuple[str, ...] = ()) -> Condition:
    return Condition(key, values, but)


def _partner(key: str, bearer: Bearer, word: str = "a party") -> Condition:
    """Return the row for the one to whom the promise is made: a party of the phase, and not the member itself."""
    return _row(key, (word,), (*bearer.ids, *bearer.outside))


def _owing(bearer: Bearer, word: str = "every other party") -> Condition:
    """Return the bearer row: the one member, or all of the phase."""
    return _row("bearer", bearer.ids) if bearer.ids else _row("bearer", (word,), bearer.outside)


def _not_itself(bearer: Bearer, *keys: str) -> tuple[Condition, ...]:
    """Return what keeps a member that is named from owing help against itself; `every other party` sees to that alone."""
    return tuple(_row(key, bearer.ids) for key in keys) if bearer.ids else ()


_ATTACK = Condition("act", ("attack",))
_ARMED_ATTACK = Condition("act", ("armed attack",))
_ATTACK_OR_THREAT = Condition("act", ("attack", "threat of force"))
_HARM = Condition("harm", ("sovereignty", "territorial integrity"))
_TO_TARGET = Condition("beneficiary", ("the target",))
_TO_ACTOR = Condition("beneficiary", ("the actor",))
_TO_OTHERS = Condition("beneficiary", ("every other party",))
_TO_CONCERNED = Condition("beneficiary", ("the party concerned",))
_BY_ACTOR = Condition("bearer", ("the actor",))


def _rule(
    promise: str, bearer: Bearer, law: _Law, trigger: tuple[Condition, ...], owing: Condition, to: Condition,
    modality: str, duty: str, up_to: str | None = None, unless: tuple[Condition, ...] = (),
) -> Rule:  # fmt: skip
    name = _name(promise, bearer)
    return Rule(
        provision=f"phase-{law.number}/{name}", name=name, heading=f"Phase {law.number}",
        trigger=(*trigger, *rows_of(bearer.row, promise)), requires=gates_of(bearer.row, promise),
        unless=(*unless, *defeats_of(bearer.row, promise)), bearer=owing, beneficiary=to,
        modality=modality, duty=duty, up_to=up_to, law_from=law.start, law_until=law.end,
        origin=Origin(FILES[2], bearer.row.line, "report", SOURCE, law.note),
    )  # fmt: skip


def _defense(bearer: Bearer, law: _Law) -> list[Rule | Term]:
    trigger = (_ATTACK, _partner("target", bearer), _HARM)
    itself = _not_itself(bearer, "actor", "supported by")
    return [_rule("defense", bearer, law, trigger, _owing(bearer), _TO_TARGET, "must", "assist", "armed force", itself)]


def _offense(bearer: Bearer, law: _Law) -> list[Rule | Term]:
    trigger = (_ARMED_ATTACK, _partner("actor", bearer))
    itself = _not_itself(bearer, "target")
    return [_rule("offense", bearer, law, trigger, _owing(bearer), _TO_ACTOR, "must", "assist", "armed force", itself)]


def _nonaggression(bearer: Bearer, law: _Law) -> list[Rule | Term]:
    if bearer.code is None:
        actor = _partner("actor", bearer)
    else:
        actor = _row("actor", bearer.ids)
    trigger = (_ATTACK, actor, _row("target", ("another party",), (*bearer.ids, *bearer.outside)))
    return [_rule("nonagg", bearer, law, trigger, _BY_ACTOR, _TO_TARGET, "must not", "refrain from force")]


def _consultation(bearer: Bearer, law: _Law) -> list[Rule | Term]:
    trigger = (_ATTACK_OR_THREAT, _row("target", ("a party",), bearer.outside))
    owing = _owing(bearer, "every party")
    to = _TO_TARGET if bearer.outside else _TO_OTHERS  # the others of the alliance are not all in this text
    return [_rule("consul", bearer, law, trigger, owing, to, "must", "consult", "consultation")]


def _neutrality(bearer: Bearer, law: _Law) -> list[Rule | Term]:
    """Return the rule of neutrality: a partner at war with a third, whoever began, unless only its defence counts."""
    third = ("not a party", *bearer.outside)
    attacked = (_row("actor", third), _partner("target", bearer))
    if bearer.row.owes["neucoatt"]:
        trigger: tuple[Condition, ...] = (_ATTACK, *attacked)
        terms: tuple[Term, ...] = ()
    else:
        mark = "" if bearer.code is None and not bearer.outside else f" ({law.number}/{_name('neutral', bearer)})"
        attacking = (_partner("actor", bearer), _row("target", third))
        terms = _neutral_terms(mark, attacked, attacking)
        trigger = (_ATTACK, when(terms[-1].name))
    rule = _rule("neutral", bearer, law, trigger, _owing(bearer), _TO_CONCERNED, "must not", "assist no enemy")
    return [*terms, rule]


@cache
def _neutral_terms(
    mark: str, attacked: tuple[Condition, ...], attacking: tuple[Condition, ...]
) -> tuple[Term, Term, Term]:
    names = [f"a third attacks a partner{mark}", f"a partner attacks a third{mark}"]
    origin = Origin(FILES[2], 0, "report", SOURCE)
    return (
        Term(names[0], rows=attacked, origin=origin),
        Term(names[1], rows=attacking, origin=origin),
        Term(f"conflict of a partner with a third{mark}", any_of=(when(names[0]), when(names[1])), origin=origin),
    )


_BUILD = {
    "defense": _defense,
    "offense": _offense,
    "neutral": _neutrality,
    "nonagg": _nonaggression,
    "consul": _consultation,
}
