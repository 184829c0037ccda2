"""The answers to supposed acts, gathered into commitments: by bearer and beneficiary, all opponents together."""

from __future__ import annotations

from collections.abc import Iterable

from foedus.determinations import Determination, Docket, Verdict
from foedus.obligations.commitment import Commitment
from foedus.pacts import Instrument, Rule

Class = tuple[str, ...]
Key = tuple[str, str | None, str | None, tuple[str, ...], tuple[str, ...], bool, str | None]
OF_THE_DAY = ("date", "entry into force", "termination")
"""What is missing where it is the law of the day, and not the event, that is unknown."""
_WEAKEST = ("gk", "calc", "report", "text")
_SIDES = {"actor": "the actor", "target": "the target"}


class Gathered:
    """The answers to one rule and act, gathered by bearer and beneficiary, the opponents of all classes together."""

    def __init__(self, docket: Docket, everybody: frozenset[str], act: str | None) -> None:
        self.docket, self.everybody, self.act = docket, everybody, act
        self.instrument = docket.instrument
        self.pieces: dict[Key, list[frozenset[str] | None]] = {}
        self.grounds: dict[str | None, str] = {}
        self.rules: dict[str | None, Rule] = {}
        self.sets: dict[Class, frozenset[str]] = {}

    def add(
        self, each: Determination, attackers: Class, targets: Class, attacker: str | None, target: str | None
    ) -> None:
        """Take in the answer to one pair as the answer to all pairs of its classes."""
        doubts = [name for name in each.missing if name in OF_THE_DAY or name.startswith("membership of ")]
        missing = tuple(name for name in each.missing if name not in doubts and name not in each.awaiting)
        said = (each.reading, each.awaiting, missing, not doubts)
        self.rules[each.reading] = each.rule
        ground = "gk" if _rests_on_guess(each, self.instrument) else each.rule.origin.verified
        self.grounds[each.reading] = min(self.grounds.get(each.reading, ground), ground, key=_rank)
        others = "every other party" in each.rule.bearer.values
        bearers = dict.fromkeys(each.bearers)
        if others:
            for one, alike in ((attacker, attackers), (target, targets)):
                if one in self.instrument.parties and any(state in bearers for state in alike):
                    bearers[one] = None
        itself = attacker in each.bearers and (each.rule.modality == "must not" or _told_as("actor", each))
        hit = target in each.bearers and not others and _told_as("target", each)
        for bearer in bearers:
            if not (itself and bearer == attacker) and not (hit and bearer == target):
                self._borne(bearer, each, said, attackers, targets, attacker, target, others)
        if itself:
            for one in attackers:
                self._abstains(one, each, said, targets, attacker, target)
        if hit:
            for one in targets:
                self._borne(one, each, said, attackers, (one,), attacker, target, True)

    def _borne(
        self, bearer: str, each: Determination, said: tuple[object, ...], attackers: Class, targets: Class,
        attacker: str | None, target: str | None, others: bool,
    ) -> None:  # fmt: skip
        out = bearer if others else None
        struck, striking = _favoured(each, "target"), _favoured(each, "actor")
        for beneficiary in self._beneficiaries(each):
            if struck and beneficiary == target:
                for one in targets:
                    if one != bearer:
                        self._put(bearer, one, "target", said, self._less(attackers, out, one))
            elif striking and beneficiary == attacker:
                for one in attackers:
                    if one != bearer:
                        self._put(bearer, one, "actor", said, self._less(targets, out, one))
            elif beneficiary != bearer:
                self._put(bearer, beneficiary, None, said, self._less(attackers, out, None))

    def _abstains(
        self, bearer: str, each: Determination, said: tuple[object, ...], targets: Class, attacker: str | None,
        target: str | None,
    ) -> None:  # fmt: skip
        for beneficiary in self._beneficiaries(each):
            if beneficiary == target and _favoured(each, "target"):
                for one in targets:
                    if one != bearer:
                        self._put(bearer, one, None, said, None)
            elif beneficiary != attacker:
                self._put(bearer, beneficiary, None, said, None)

    def _beneficiaries(self, each: Determination) -> Iterable[str | None]:
        """Return for whom it is; of a duty of all towards all, each of the others."""
        row = each.rule.beneficiary
        if row and "every other party" in row.values and "every party" in each.rule.bearer.values:
            return (*each.beneficiaries, *each.bearers)
        return each.beneficiaries or (None,)

    def _less(self, states: Class, *out: str | None) -> frozenset[str] | None:
        if not states or len(states) == len(self.everybody):
            return None
        if states not in self.sets:
            self.sets[states] = frozenset(states)
        whole = self.sets[states]
        gone = whole.intersection(each for each in out if each is not None)
        return whole - gone if gone else whole

    def _put(
        self, bearer: str, beneficiary: str | None, side: str | None, said: tuple[object, ...],
        opponents: frozenset[str] | None,
    ) -> None:  # fmt: skip
        if opponents is None or opponents:
            key: Key = (bearer, beneficiary, *said, side)  # type: ignore[assignment]
            self.pieces.setdefault(key, []).append(opponents)

    def commitments(self) -> tuple[Commitment, ...]:
        coded = bool(self.instrument.about("coded by"))
        guessed = {
            party for party in self.instrument.parties if self.docket.member(party).unverified
        }  # fmt: skip
        found = []
        unions: dict[frozenset[str], frozenset[str]] = {}
        for (bearer, beneficiary, reading, gates, missing, certain, side), pieces in self.pieces.items():
            rule = self.rules[reading]
            ground = "gk" if bearer in guessed or beneficiary in guessed else self.grounds[reading]
            found.append(
                Commitment(
                    bearer, beneficiary, self.instrument.id, rule.provision, reading, rule.duty, rule.modality, rule.up_to,
                    rule.discretion, self.act, side, self._against(bearer, beneficiary, pieces, unions), gates, missing,
                    certain, coded, ground,
                )
            )  # fmt: skip
        return tuple(found)

    def _against(
        self, bearer: str, beneficiary: str | None, pieces: list[frozenset[str] | None],
        unions: dict[frozenset[str], frozenset[str]],
    ) -> frozenset[str] | None:  # fmt: skip
        """Return the opponents of all classes together, None where they are all that there are."""
        sets = [each for each in pieces if each is not None]
        if len(sets) < len(pieces):
            return None
        whole = self.everybody
        left = len(whole) - (bearer in whole) - (beneficiary in whole and beneficiary != bearer)
        union = sets[0].union(*sets[1:]) if len(sets) > 1 else sets[0]
        if len(union) >= left and len((union & whole) - {bearer, beneficiary}) >= left:
            return None
        return unions.setdefault(union, union)


def _favoured(each: Determination, side: str) -> bool:
    """Tell whether a rule is for whoever is attacked, or attacks, and not for a state by name or for all."""
    row = each.rule.beneficiary
    return row is not None and (_SIDES[side] in row.values or "the party concerned" in row.values)


def _told_as(side: str, each: Determination) -> bool:
    """Tell whether a bearer is one because it is the actor, or the target, and not as a party like the others."""
    if each.verdict == Verdict.BREACHED:
        return side == "actor"
    told = each.rule.bearer.values
    return "every party" not in told and (_SIDES[side] in told or "the party concerned" in told)


def _rests_on_guess(each: Determination, instrument: Instrument) -> bool:
    """Tell whether the provision itself rests on what nobody checked; of the parties that is asked one by one."""
    rows = f" of {instrument.id} from "
    return any(rows not in text for text in each.unverified)


def _rank(ground: str) -> int:
    return _WEAKEST.index(ground) if ground in _WEAKEST else len(_WEAKEST)
