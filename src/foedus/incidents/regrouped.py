"""Events that a person joins or parts: which claims must be of one event, and which must not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from foedus.incidents.corrections import Correction, fault
from foedus.incidents.kinship import one_event
from foedus.incidents.merge import Group, Mention

Summed = tuple[tuple[Mention, tuple[int, ...]], ...]
"""Mentions that sum up several events, each with the places of these among the groups."""
_MODES = ("event", "threat", "plan", "hypothesis")


def regrouped(
    groups: Sequence[Group], summed: Summed, corrections: Sequence[Correction]
) -> tuple[tuple[Group, ...], Summed]:
    """Return the groups of mentions as merged and split, and what each summing-up then sums up.

    Corrections are taken in their order, so that a later one wins; a merge of claims that a later split takes together
    is superseded by it. Raises FoedusError for a claim that tells of no event and for a split that parts nothing.
    """
    asked = [(number, each) for number, each in enumerate(corrections, 1) if each.do in ("merge", "split")]
    if not asked:
        return tuple(groups), tuple(summed)
    table = _Table([list(group.mentions) for group in groups], list(summed))
    for number, each in asked:
        later = corrections[number:]
        named = [name for name in each.claims if not any(one.do == "drop" and name in one.claims for one in later)]
        if any(one.do == "split" and {*each.claims} <= {*one.claims} for one in later) and each.do == "merge":
            continue
        for name in named:
            if not table.mentions_of(name):
                raise fault(number, "claims", f"the claim '{name}' tells of no event", expected="a claim of an event")
        if each.do == "merge":
            for together in _together(table, named):
                table.merge(together)
        else:
            settled = not any(one.do in ("change", "drop") for one in later)
            if settled and table.is_whole(named):
                raise fault(
                    number, "claims", "these claims are the whole of their event", expected="some of the claims of an event",
                    remedy="to take the event away, drop its claims",
                )  # fmt: skip
            for together in _together(table, named):
                table.split(together)
    return table.told()


@dataclass
class _Table:
    """The groups while they are merged and split; a group that is emptied points to the one that took its mentions."""

    cells: list[list[Mention]]
    summed: list[tuple[Mention, tuple[int, ...]]]
    moved: dict[int, int] = field(default_factory=dict)

    def mentions_of(self, claim: str) -> list[Mention]:
        """Return the mentions of a claim; those that sum up several events only where it tells of no event by itself."""
        found = [mention for cell in self.cells for mention in cell if mention.claim.id == claim]
        return found or [mention for mention, _ in self.summed if mention.claim.id == claim]

    def is_whole(self, claims: Sequence[str]) -> bool:
        """Tell whether the claims are all claims of one event and of no other."""
        held = [cell for cell in self.cells if any(mention.claim.id in claims for mention in cell)]
        return len(held) == 1 and all(mention.claim.id in claims for mention in held[0])

    def merge(self, mentions: Sequence[Mention]) -> None:
        at = [self._cell(mention) for mention in mentions]
        first = min(at)
        for number in sorted(set(at) - {first}):
            self.cells[first] += self.cells[number]
            self.cells[number] = []
            self.moved[number] = first

    def split(self, mentions: Sequence[Mention]) -> None:
        left = {self._cell(mention) for mention in mentions}
        for number in left:
            self.cells[number] = [mention for mention in self.cells[number] if mention not in mentions]
        self.cells.append(list(mentions))
        self.moved.update({number: len(self.cells) - 1 for number in left if not self.cells[number]})

    def _cell(self, mention: Mention) -> int:
        """Return the place of the group that holds a mention; a summing-up that is said to be an event becomes one."""
        found = next((number for number, cell in enumerate(self.cells) if mention in cell), None)
        if found is None:
            self.summed = [(each, places) for each, places in self.summed if each != mention]
            self.cells.append([mention])
            found = len(self.cells) - 1
        return found

    def told(self) -> tuple[tuple[Group, ...], Summed]:
        # first mentions order the groups of a reading, so that which merge came first does not matter
        kept = [number for number, cell in enumerate(self.cells) if cell]
        kept.sort(key=lambda number: min(mention.key for mention in self.cells[number]))
        place = {number: at for at, number in enumerate(kept)}
        groups = tuple(
            Group(tuple(sorted(self.cells[n], key=lambda mention: (_MODES.index(mention.mode), mention.key))))
            for n in kept
        )
        summed = tuple(
            (mention, tuple(sorted({place[self._now(each)] for each in places}))) for mention, places in self.summed
        )
        return groups, summed

    def _now(self, number: int) -> int:
        while number in self.moved and not self.cells[number]:
            number = self.moved[number]
        return number


def _together(table: _Table, claims: Sequence[str]) -> Iterable[list[Mention]]:
    """Yield the mentions of claims that are one event.

    A claim that tells of several events, as of coups in three states, joins with that one of them that fits the others.
    """
    told = [table.mentions_of(name) for name in claims]
    sure = [mentions[0] for mentions in told if len(mentions) == 1]
    several = [mentions for mentions in told if len(mentions) > 1]
    if sure:
        for mentions in several:
            fitting = [each for each in mentions if any(one_event(each.act, each.sides, one.sides) for one in sure)]
            sure += fitting or mentions
        yield sure
        return
    by_sides: dict[object, list[Mention]] = {}
    for mention in (each for mentions in several for each in mentions):
        by_sides.setdefault(mention.target or mention.initiator, []).append(mention)
    yield from by_sides.values()
