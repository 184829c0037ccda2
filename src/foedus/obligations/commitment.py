"""A commitment: one bearer bound toward another under one provision, whoever the attacker may be."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Commitment:
    """What one state or body owes another on a day under one provision and reading.

    `upon` is the act that was supposed (an invasion, unless the provision asks for another), None for a duty that needs
    no event. `side` tells whether the beneficiary is then the `target` or the `actor`, None where neither (a duty not to
    attack, a duty towards all). `against` are the opponents of that side against whom it holds, None for any.
    `gates` are still to be decided, `missing` is what else would have to be known; `certain` is False where it is not
    known whether the bearer or the other side is bound, or the provision law, on the day. `coded` is True for what comes
    from ATOP; `verified` is the weakest ground it rests on: `text`, `report`, `calc`, `gk`.
    """

    bearer: str
    beneficiary: str | None
    instrument: str
    provision: str
    reading: str | None
    duty: str
    modality: str
    up_to: str | None
    discretion: str
    upon: str | None
    side: str | None
    against: frozenset[str] | None
    gates: tuple[str, ...]
    missing: tuple[str, ...]
    certain: bool
    coded: bool
    verified: str

    @property
    def standing(self) -> bool:
        """Tell whether it is owed every day, without an event."""
        return self.upon is None

    @property
    def settled(self) -> bool:
        """Tell whether it would be owed at once: nothing to be decided first, nothing unknown."""
        return self.certain and not self.gates and not self.missing

    def holds_against(self, opponent: str) -> bool:
        """Tell whether it holds against a state, in whose way nothing but gates and unknowns would stand."""
        if opponent in (self.bearer, self.beneficiary):
            return False
        return self.against is None or opponent in self.against

    def to_json(self) -> dict[str, object]:
        """Return the commitment as data."""
        found: dict[str, object] = {name: getattr(self, name) for name in self.__slots__}
        found["against"] = None if self.against is None else sorted(self.against)
        found["gates"], found["missing"] = list(self.gates), list(self.missing)
        return found
