"""Pacts of many: one node that stands for each being bound to each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from foedus.pictures.bonds import Bond

HUB_FROM = 4
"""A pact that binds at least this many states to defend each other is drawn as a hub with spokes."""
MOST_OF = 0.6
"""To be joined to a hub a state must be bound both ways with this share of the others."""


@dataclass(frozen=True)
class Hub:
    """A pact of many: each of the `bearers` is bound to defend each of the `defended`, or nearly each."""

    bearers: frozenset[str]
    defended: frozenset[str]

    @property
    def members(self) -> frozenset[str]:
        return self.bearers | self.defended

    def tells(self, pair: tuple[str, str]) -> bool:
        """Tell whether the hub stands for the bond of a pair."""
        return pair[0] in self.bearers and pair[1] in self.defended


def hubs_of(known: Mapping[tuple[str, str], Bond]) -> dict[str, Hub]:
    """Return the pacts that bind many to defend many, by id, with those whom they bind so."""
    pairs: dict[str, set[tuple[str, str]]] = {}
    for pair, bond in known.items():
        for instrument in bond.instruments:
            pairs.setdefault(instrument, set()).add(pair)
    found = {}
    for instrument, bound in sorted(pairs.items()):
        bearers, defended = {one for one, _ in bound}, {other for _, other in bound}
        if len(bound) >= MOST_OF * (len(bearers) * len(defended) - len(bearers & defended)):
            hub = Hub(frozenset(bearers), frozenset(defended))
        else:
            core = _core(bound)
            hub = Hub(core, core)
        # a hub is worth drawing where it spares lines
        if len(hub.members) >= HUB_FROM and len(hub.bearers) > 1 and len(hub.defended) > 1:
            found[instrument] = hub
    return found


def _core(bound: set[tuple[str, str]]) -> frozenset[str]:
    """Return those who are bound both ways with most of the others among them."""
    mutual = {pair for pair in bound if (pair[1], pair[0]) in bound}
    members = {state for pair in mutual for state in pair}
    while members:
        with_others = {one: sum((one, other) in mutual for other in members) for one in sorted(members)}
        least = min(with_others, key=lambda one: with_others[one])
        if with_others[least] >= MOST_OF * (len(members) - 1):
            break
        members.discard(least)
    return frozenset(members)
