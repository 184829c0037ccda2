"""Conditions of a ruling with their terms written out: what a form is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from foedus.determinations.docket import Docket
from foedus.pacts import Condition

WHO = ("actor", "target", "supported by")
PARTY_ROUTE = frozenset(("a party", "another party"))


@dataclass(frozen=True)
class Holds:
    """A condition that every event meets: `actor: any`, `place: anywhere`."""

    key: str


@dataclass(frozen=True)
class Words:
    """A row that is answered by the words of the event alone: act, struck, harm, origin, capacity."""

    key: str
    values: tuple[str, ...]
    but: tuple[str, ...]


@dataclass(frozen=True)
class Stated:
    """A fact phrase."""

    phrase: str


@dataclass(frozen=True)
class Who:
    """A row about who acts, is hit or stands behind: a parameter, number `slot` of the ruling.

    `parties` tells that only parties can meet it, so that events meet rulings over who is a party.
    """

    key: str
    slot: int
    parties: bool


@dataclass(frozen=True)
class Area:
    """What a word of a place row names: a word of places, or a term of places; `open` where the day does not tell."""

    word: str
    items: tuple[Spot, ...] | None = None
    open: bool = False


@dataclass(frozen=True)
class Spot:
    """A row about where: any of its areas, none of those in `but`."""

    values: tuple[Area, ...]
    but: tuple[Area, ...]

    def words(self) -> Iterator[str]:
        """Yield every word of places in it, those of its terms too."""
        for area in (*self.values, *self.but):
            yield area.word
            for item in area.items or ():
                yield from item.words()


@dataclass(frozen=True)
class Every:
    """All of its parts: the rows of a term."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Some:
    """Any of its parts: several phrases, the items of a term."""

    parts: tuple[Node, ...]


Node: TypeAlias = Holds | Words | Stated | Who | Spot | Every | Some


class Writer:
    """Writes the conditions of one ruling out, its rows about somebody gathered as `slots`."""

    def __init__(self, docket: Docket) -> None:
        self.docket = docket
        self.slots: list[Condition] = []

    def node(self, condition: Condition) -> Node:
        """Return a condition with its terms written out."""
        key = condition.key
        if key == "when":
            parts = tuple(self._phrase(phrase) for phrase in condition.values)
            return parts[0] if len(parts) == 1 else Some(parts)
        if key in WHO:
            if "any" in condition.values and not condition.but:
                return Holds(key)
            self.slots.append(Condition(key, condition.values, condition.but))
            return Who(key, len(self.slots) - 1, set(condition.values) <= PARTY_ROUTE)
        if key == "place":
            if condition.values == ("anywhere",) and not condition.but:
                return Holds(key)
            return self._spot(condition)
        return Words(key, condition.values, condition.but)

    def _phrase(self, phrase: str) -> Node:
        term = self.docket.term(phrase)
        if term is None:
            return Stated(phrase)
        return self.term(term.rows, term.any_of)

    def term(self, rows: tuple[Condition, ...], items: tuple[Condition, ...]) -> Node:
        """Return a term: all of its rows, or any of its items."""
        if rows:
            return Every(tuple(self.node(row) for row in rows))
        return Some(tuple(self.node(item) for item in items))

    def _spot(self, condition: Condition) -> Spot:
        return Spot(tuple(map(self._area, condition.values)), tuple(map(self._area, condition.but)))

    def _area(self, word: str) -> Area:
        term = self.docket.term(word)
        if word == "anywhere" or term is None:
            return Area(word)
        if any(item.key != "place" for item in term.any_of):
            return Area(word, open=True)
        return Area(word, tuple(self._spot(item) for item in term.any_of))


def leaves(node: Node) -> Iterator[Node]:
    """Yield every row and phrase of a node."""
    if isinstance(node, Every | Some):
        for part in node.parts:
            yield from leaves(part)
    else:
        yield node


def told_by_words(node: Node) -> bool:
    """Tell whether the words of the event answer a node, whoever is a party and whatever lies where."""
    return not any(isinstance(leaf, Who | Spot) for leaf in leaves(node))


def needed(node: Node) -> Iterator[Node]:
    """Yield parts of a node that must hold for it to hold and that the words of the event answer."""
    if told_by_words(node):
        yield node
    elif isinstance(node, Every):
        for part in node.parts:
            yield from needed(part)


def routes(node: Node) -> frozenset[str] | None:
    """Return over whom events meet the node's rulings: those who must be parties for it to hold; None for anybody."""
    if isinstance(node, Who) and node.parties and node.key in ("actor", "target"):
        return frozenset((node.key,))
    if isinstance(node, Every):
        return narrowest(routes(part) for part in node.parts)
    if isinstance(node, Some):
        found = [routes(part) for part in node.parts]
        return frozenset().union(*found) if found and all(found) else None  # type: ignore[arg-type]
    return None


def narrowest(found: Iterator[frozenset[str] | None]) -> frozenset[str] | None:
    """Return the way that meets the fewest rulings: over the target, over the actor, over both."""
    known = [each for each in found if each]
    return min(known, key=lambda each: (len(each), "target" not in each), default=None)
