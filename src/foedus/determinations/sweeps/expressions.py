"""The column face of a condition: nullable Boolean expressions, one for each kind of node."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import singledispatch

import narwhals as nw

from foedus import terms
from foedus.determinations.sweeps.codes import UNKNOWN, every, some
from foedus.determinations.sweeps.events import SOME_THREAT, THREAT, Told
from foedus.determinations.sweeps.nodes import Every, Holds, Node, Some, Spot, Stated, Who, Words, leaves
from foedus.incidents import NOBODY
from foedus.terms import Truth

WHO_COLUMNS = {"actor": "actor", "target": "target", "supported by": "support"}
PRESUMED = ("struck", "harm")
NULL = nw.lit(None, dtype=nw.Boolean)


class Columns:
    """Where the answers to a form's conditions stand: codes and facts of the event, slots and spots looked up."""

    def __init__(self, told: Told, spots: tuple[Spot, ...]) -> None:
        self.codes, self.phrases = told.codes, frozenset(told.phrases)
        self._spots = {spot: number for number, spot in enumerate(spots)}

    def used(self, nodes: Iterable[Node]) -> set[str]:
        """Return the columns of the events that answer the words and phrases of some nodes."""
        found: set[str] = set()
        for leaf in (leaf for node in nodes for leaf in leaves(node)):
            if isinstance(leaf, Words):
                found |= {leaf.key, f"{leaf.key}_presumed"} if leaf.key in PRESUMED else {leaf.key}
            elif isinstance(leaf, Stated) and leaf.phrase in self.phrases:
                found.add(f"fact {leaf.phrase}")
        return found

    def spot(self, node: Spot) -> str:
        """Return the name of the column that answers a row about where."""
        return f"spot{self._spots[node]}"


def slot_column(slot: int) -> str:
    """Return the name of the column that answers a row about somebody."""
    return f"slot{slot}"


@singledispatch
def truth(node: Node, columns: Columns) -> nw.Expr:
    """Return whether a condition holds: true, false, or null where it is not known."""
    raise AssertionError(node)


@truth.register
def _(node: Holds, columns: Columns) -> nw.Expr:
    column = WHO_COLUMNS.get(node.key)
    nobody = columns.codes["who"].where(lambda ids: ids == (NOBODY,)) if column else []
    return ~nw.col(column).is_in(nobody) if column and nobody else nw.lit(True)


@truth.register
def _(node: Stated, columns: Columns) -> nw.Expr:
    return nw.col(f"fact {node.phrase}") if node.phrase in columns.phrases else NULL


@truth.register
def _(node: Who, columns: Columns) -> nw.Expr:
    return nw.col(slot_column(node.slot))


@truth.register
def _(node: Spot, columns: Columns) -> nw.Expr:
    return nw.col(columns.spot(node))


@truth.register
def _(node: Every, columns: Columns) -> nw.Expr:
    return every(truth(part, columns) for part in node.parts)


@truth.register
def _(node: Some, columns: Columns) -> nw.Expr:
    return some(truth(part, columns) for part in node.parts)


@truth.register
def _(node: Words, columns: Columns) -> nw.Expr:
    return _WORDS[node.key](node, columns)


def _act(node: Words, columns: Columns) -> nw.Expr:
    """An act is what a word of the row names, may be where it is told in a wider word, else is not."""
    codes = columns.codes["act"]
    answers = {number: _act_is(node, act) for number, act in enumerate(codes.values) if number}
    return _sorted_out(
        nw.col("act"), [number for number, truth in answers.items() if truth],
        [number for number, truth in answers.items() if truth is None],
    )  # fmt: skip


def _act_is(node: Words, act: str) -> Truth:
    if act == SOME_THREAT:
        return None if any(terms.is_a(THREAT, word) or terms.is_a(word, THREAT) for word in node.values) else False
    if any(terms.is_a(act, word) for word in node.but):
        return False
    if any(terms.is_a(act, word) for word in node.values):
        return None if any(terms.is_a(word, act) for word in node.but) else True
    return None if any(terms.is_a(word, act) for word in node.values) else False


def _struck(node: Words, columns: Columns) -> nw.Expr:
    """What an act strikes is presumed to be hit, which does not say that nothing else was."""
    presumed = columns.codes["struck"].where(_among(node))
    holds = nw.col("struck_presumed").is_in(presumed) if presumed else nw.lit(False)
    return nw.when(holds).then(nw.lit(True)).otherwise(_listed(node, columns))


def _listed(node: Words, columns: Columns) -> nw.Expr:
    codes = columns.codes[node.key]
    return _sorted_out(nw.col(node.key), codes.where(_among(node)), [])


def _harm(node: Words, columns: Columns) -> nw.Expr:
    acts = terms.acts()

    def presumed(act: str) -> bool:
        return act in acts and any(word in node.values for word in acts[act]["presumes"].split("; ") if word)

    harms = columns.codes["act"].where(presumed)
    holds = nw.col("harm_presumed").is_in(harms) if harms else nw.lit(False)
    return nw.when(holds).then(nw.lit(True)).otherwise(_listed(node, columns))


def _among(node: Words) -> Callable[[tuple[str, ...]], bool]:
    return lambda words: any(word in node.values and word not in node.but for word in words)


def _sorted_out(column: nw.Expr, true: list[int], unknown: list[int]) -> nw.Expr:
    holds = column.is_in(true) if true else nw.lit(False)
    return nw.when(column.is_in([UNKNOWN, *unknown])).then(NULL).otherwise(holds)


_WORDS: dict[str, Callable[[Words, Columns], nw.Expr]] = {
    "act": _act, "struck": _struck, "harm": _harm, "origin": _listed, "capacity": _listed,
}  # fmt: skip


@singledispatch
def raised(node: Node, columns: Columns) -> nw.Expr:
    """Return whether something in the event raises a condition: a row of it stated and true, beyond act, actor and target.

    What is presumed from the act raises nothing, nor does a fact that the table leaves open. Never null.
    """
    return (truth(node, columns) & _stated(node)).fill_null(False)


@raised.register(Every)
@raised.register(Some)
def _(node: Every | Some, columns: Columns) -> nw.Expr:
    return some(raised(part, columns) for part in node.parts)


def _stated(node: Node) -> nw.Expr:
    """Return whether the event states what a row asks about."""
    if isinstance(node, Spot):
        return (nw.col("place") != UNKNOWN) & ~nw.col("place_presumed")
    if isinstance(node, Holds | Who):
        return nw.col("support") != UNKNOWN if node.key == "supported by" else nw.lit(False)
    if isinstance(node, Words) and node.key == "act":
        return nw.lit(False)
    if isinstance(node, Words) and node.key == "struck":
        return nw.col("struck") != UNKNOWN
    if isinstance(node, Words) and node.key == "harm":
        return nw.col("harm") != UNKNOWN
    return nw.lit(True)


def presumed_absent(node: Node, columns: Columns, lasting: nw.Expr | None = None) -> nw.Expr:
    """Return whether a defeat or exception holds; what is unknown and raised by nothing is presumed not to.

    `lasting` is whether an exception with days of its own is law: met, but perhaps not law, it is unknown.
    """
    asked = truth(node, columns)
    if lasting is not None:
        asked = nw.when(asked.fill_null(False) & lasting.is_null()).then(NULL).otherwise(asked)
    return nw.when(asked.is_null() & ~raised(node, columns)).then(False).otherwise(asked)
