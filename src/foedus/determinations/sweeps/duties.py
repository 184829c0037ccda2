"""Who bears a ruling and to whom: lists for each distinct target, actor and state of the law, made before the join."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from foedus import terms
from foedus.determinations.docket import Docket
from foedus.pacts import Reservation, Rule
from foedus.terms import Truth

_EVERY, _OTHERS = ("every party",), ("every other party",)
_OF_ALL = (_EVERY, _OTHERS)
Members = Callable[[str], tuple[str, ...]]
"""Answers who the members of an organisation are at a time, nobody where no instrument of the library founds it."""


@dataclass(frozen=True)
class Owing:
    """The words of a ruling that say who bears it and to whom."""

    bearer: tuple[str, ...]
    but: tuple[str, ...]
    beneficiary: tuple[str, ...]
    standing: bool
    abstention: bool
    reservations: tuple[Reservation, ...] = ()


@dataclass(frozen=True)
class Standing:
    """Who stand alike towards a ruling: bound, perhaps, or not bound towards this target.

    `reserved` marks the reservations that they made: 1 for the first, 2 for the second, 4 for the third, added up.
    """

    truth: Truth
    parties: tuple[str, ...]
    reserved: int = 0


@dataclass(frozen=True)
class Bearers:
    """Those of them who bear, and to whom; `acting` tells that some of them did the act."""

    bearers: tuple[str, ...]
    beneficiaries: tuple[str, ...]
    acting: bool


@dataclass(frozen=True)
class Sides:
    """Who is hit, who acts and who stands behind them in one event."""

    targets: tuple[str, ...]
    actors: tuple[str, ...]
    supporters: tuple[str, ...]
    actor_kind: str | None = None


def owing_of(rule: Rule, reservations: tuple[Reservation, ...]) -> Owing:
    """Return the words of a rule that say who bears it and to whom."""
    return Owing(
        rule.bearer.values, rule.bearer.but, rule.beneficiary.values if rule.beneficiary else (), rule.standing,
        rule.modality == "must not", reservations,
    )  # fmt: skip


class Roll:
    """Who is bound by an instrument at one time, asked once: the parties by how surely they are bound."""

    def __init__(self, docket: Docket | None) -> None:
        self._docket = docket
        self.parties = docket.instrument.parties if docket else ()
        self.pairs = bool(docket) and any(spell.towards for spell in docket.instrument.spells)
        self._truths = {party: docket.member(party).truth for party in self.parties} if docket else {}
        self.bound = tuple(party for party, truth in self._truths.items() if truth is not False)
        self.alike = {truth: tuple(p for p in self.bound if self._truths[p] is truth) for truth in (True, None)}
        self._where = {party: (truth, place) for truth, each in self.alike.items() for place, party in enumerate(each)}

    @property
    def docket(self) -> Docket:
        """Return the law at the time."""
        assert self._docket is not None
        return self._docket

    def others(self, out: Iterable[str]) -> dict[Truth, tuple[str, ...]]:
        """Return those bound, surely and perhaps, without some."""
        places: dict[Truth, list[int]] = {True: [], None: []}
        for party in set(out):
            if party in self._where:
                truth, place = self._where[party]
                places[truth].append(place)
        found = {}
        for truth, parties in self.alike.items():
            for place in sorted(places[truth], reverse=True):
                parties = (*parties[:place], *parties[place + 1 :])
            found[truth] = parties
        return found

    def truth(self, party: str, towards: str = "") -> Truth:
        """Return whether somebody is bound, towards one state where the instrument tells pairs apart."""
        if towards and self.pairs and party in self._truths:
            return self.docket.member(party, towards).truth
        return self._truths.get(party, False)

    def __contains__(self, party: str) -> bool:
        return party in self._truths


NOBODY = Roll(None)
"""The roll of no instrument."""


def standing_of(owing: Owing, sides: Sides, roll: Roll, members: Members) -> tuple[Standing, ...]:
    """Return those whom a ruling names in groups that stand alike: bound, perhaps, not bound towards the target."""
    if owing.bearer in _OF_ALL and not owing.but and not roll.pairs:
        out = () if owing.bearer == _EVERY or owing.standing else (*sides.targets, *sides.actors, *sides.supporters)
        alike = roll.others(out)
    else:
        gathered: dict[Truth, list[str]] = {True: [], None: [], False: []}
        for party, truth in _candidates(owing, sides, roll, members):
            gathered[truth].append(party)
        alike = {truth: tuple(parties) for truth, parties in gathered.items()}
    groups = [(truth, parties) for truth, parties in alike.items() if parties] or [(_nobody(owing, sides, roll), ())]
    if not owing.reservations:
        return tuple(Standing(truth, parties) for truth, parties in groups)
    made = _reserving(owing, sides, roll.docket)
    found: list[Standing] = []
    for truth, parties in groups:
        plain = tuple(party for party in parties if party not in made)
        if plain or not parties:
            found.append(Standing(truth, plain))
        found += [Standing(truth, (party,), made[party]) for party in parties if party in made]
    return tuple(found)


_NAMED_BY = {"the actor": ("actors",), "the target": ("targets",), "the party concerned": ("actors", "targets")}


def _nobody(owing: Owing, sides: Sides, roll: Roll) -> Truth:
    """Return true where nobody bears a ruling, unknown where the event leaves open who would and a party could."""
    rows = (row for word in owing.bearer for row in _NAMED_BY.get(word, ()))
    return None if any(not getattr(sides, row) and _could_be_bound(row, sides, roll) for row in rows) else True


def _could_be_bound(row: str, sides: Sides, roll: Roll) -> bool:
    if row != "actors" or sides.actor_kind in (None, "unknown"):
        return True
    return any(terms.kind_of(party) == sides.actor_kind for party in roll.bound)


def bearing(owing: Owing, sides: Sides, roll: Roll, parties: tuple[str, ...]) -> Bearers:
    """Return who of some parties bear a ruling, and to whom: of a prohibition those who did the act."""
    acting = tuple(actor for actor in sides.actors if actor in parties)
    if len(acting) > 1:
        acting = tuple(party for party in parties if party in acting)
    bearers = acting if owing.abstention and acting and not owing.standing else parties
    return Bearers(bearers, _beneficiaries(owing, sides, roll, bearers), bool(acting))


def _candidates(owing: Owing, sides: Sides, roll: Roll, members: Members) -> Iterator[tuple[str, Truth]]:
    """Yield each who may bear a ruling and whether it is bound towards the target."""
    towards = sides.targets[0] if len(sides.targets) == 1 and not owing.standing else ""
    for party in _named(owing, sides, roll):
        if party in roll:
            truth = roll.truth(party, towards)
            if truth is False and (not towards or roll.truth(party) is False):
                continue
            yield party, truth
        elif party in owing.bearer:
            yield party, True
        elif (through := _through_members(party, roll, members)) is not False:
            yield party, through


def _through_members(id_: str, roll: Roll, members: Members) -> Truth:
    """Return whether the members through which an organisation acts are bound: all of them, some, none."""
    bound = {roll.truth(member) for member in (members(id_) if terms.kind_of(id_) == "organisation" else ())}
    if bound == {True}:
        return True
    return None if bound - {False} else False


def _named(owing: Owing, sides: Sides, roll: Roll) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for word in owing.bearer:
        if word == "every other party":
            out = () if owing.standing else (*sides.targets, *sides.actors, *sides.supporters)
            found |= dict.fromkeys(party for party in roll.bound if party not in out)
        else:
            found |= dict.fromkeys(_meant(word, sides, roll))
    return tuple(party for party in found if party not in owing.but) if owing.but else tuple(found)


def _meant(word: str, sides: Sides, roll: Roll) -> tuple[str, ...]:
    if word == "every party":
        return roll.bound
    if word == "the target":
        return sides.targets
    if word == "the actor":
        return sides.actors
    if word == "the party concerned":
        both = (*sides.targets, *sides.actors)
        return tuple(each for each in both if each in roll and roll.truth(each) is not False)
    return (word,)


def _beneficiaries(owing: Owing, sides: Sides, roll: Roll, bearers: tuple[str, ...]) -> tuple[str, ...]:
    if owing.beneficiary == ("the target",):
        return sides.targets
    found: dict[str, None] = {}
    for word in owing.beneficiary:
        if word == "every other party":
            found |= dict.fromkeys(party for party in roll.bound if party not in bearers)
        else:
            found |= dict.fromkeys(_meant(word, sides, roll))
    return tuple(found)


def _reserving(owing: Owing, sides: Sides, docket: Docket) -> dict[str, int]:
    """Return the parties that made reservations which are or may be law and work against the target, with their marks."""
    made: dict[str, int] = {}
    for number, reservation in enumerate(owing.reservations):
        lasting = docket.lasting(reservation.law_from, reservation.law_until)
        _, _, but = reservation.accepted_by.partition("except ")
        refusing = {word.strip() for word in but.split(",")}
        if lasting is not False and not refusing & set(sides.targets):
            made[reservation.by] = made.get(reservation.by, 0) + 2**number
    return made
