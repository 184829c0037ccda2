"""The duties alive in a chain: engaged by one step, performed or broken by a later one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from foedus.determinations import Determination, Verdict
from foedus.escalation.footing import uses_force
from foedus.incidents import Incident
from foedus.obligations import Collision, Obligation, obligations, same_side_spares
from foedus.terms import Ids, Word, is_a, say, vocabulary

Members = Callable[[str], Iterable[str]]
HELP = ("delivery", "deployment")
"""Acts by which help is given without force against the attacker."""


@dataclass(frozen=True)
class Duty:
    """One obligation alive since a step, with those on the other side of the conflict that engaged it."""

    obligation: Obligation
    step: int

    @property
    def incident(self) -> Incident:
        return self.obligation.bases[0].incident

    @property
    def opponents(self) -> tuple[str, ...]:
        """Return those against whom the beneficiary stands: the attackers, or the attacked where it attacks."""
        incident = self.incident
        if self.obligation.beneficiary in incident.target:
            return tuple(dict.fromkeys((*incident.actor, *incident.supported_by)))
        return incident.target

    @property
    def key(self) -> tuple[object, ...]:
        """Return what makes it the same duty as another: owed by and to the same, in the same conflict."""
        each = self.obligation
        return each.bearer, each.beneficiary, each.instrument, each.duty, each.modality, frozenset(self.opponents)

    def to_json(self, lang: str = "en") -> dict[str, object]:
        """Return it as data."""
        each = self.obligation
        return {
            "bearer": each.bearer, "beneficiary": each.beneficiary, "instrument": each.instrument,
            "provisions": list(each.provisions), "duty": each.duty, "modality": each.modality,
            "verdict": str(each.verdict), "step": self.step, "sentence": self.sentence(lang),
        }  # fmt: skip

    def sentence(self, lang: str = "en") -> str:
        """Return it as one sentence."""
        return say(f"what if.{'may' if self.obligation.verdict == Verdict.OPEN else 'owes'}", lang, self.words())

    def words(self) -> dict[str, object]:
        """Return the params of its sentences."""
        each = self.obligation
        return {
            "bearers": Ids((each.bearer,)), "duty": Word(each.duty), "number": self.step,
            "beneficiaries": Ids((each.beneficiary,)) if each.beneficiary else Word("nobody in particular"),
            "instrument": each.bases[0].instrument.short_name,
        }  # fmt: skip


@dataclass(frozen=True)
class Discharged:
    """A duty that an act performed or broke.

    `how` is `performed`, `used` (a right), `perhaps` (force against a member of the body that attacked), `broken`, or
    `forbidden` (the act itself breaks it).
    """

    duty: Duty
    how: str

    def sentence(self, lang: str = "en") -> str:
        """Return it as one sentence."""
        each = self.duty.obligation
        action = each.modality == "must not" and vocabulary("duties")[each.duty]["kind"] == "action"
        key = "forbidden not" if self.how == "forbidden" and action else self.how
        return say(f"what if.{key}", lang, self.duty.words())

    def to_json(self, lang: str = "en") -> dict[str, object]:
        """Return it as data."""
        return {**self.duty.to_json(lang), "how": self.how, "sentence": self.sentence(lang)}


@dataclass(frozen=True)
class Clash:
    """A collision of duties that is still alive, since the step that raised it."""

    collision: Collision
    step: int

    @property
    def key(self) -> tuple[object, ...]:
        first, second = self.collision.between
        return self.collision.bearer, first.key, second.key, first.incident.actor, first.incident.target

    def to_json(self, lang: str = "en") -> dict[str, object]:
        """Return it as data."""
        return {**self.collision.to_json(), "step": self.step}


def engaged(answers: Iterable[Determination], number: int) -> tuple[Duty, ...]:
    """Return what the event of a step makes somebody owe or lets them do, the narrowest circle of verified law first.

    Standing duties need no event; a right that everybody has obliges nobody.
    """
    by_event = [each for each in answers if not each.rule.standing and not _everybodys_right(each)]
    found = (Duty(each, number) for each in obligations(by_event, (Verdict.OWED, Verdict.OPEN)))
    return tuple(sorted(found, key=_rank))


def _rank(duty: Duty) -> tuple[object, ...]:
    basis = duty.obligation.bases[0]
    return basis.instrument.about("coded by") != "", bool(basis.unverified), len(basis.instrument.parties)


def _everybodys_right(each: Determination) -> bool:
    return each.rule.modality == "may" and "every other party" in each.rule.bearer.values


def forbidden(answers: Iterable[Determination], number: int) -> tuple[Discharged, ...]:
    """Return the duties that the act of a step breaks by itself: a must-not that its actor bears."""
    by_event = [each for each in answers if not each.rule.standing]
    return tuple(Discharged(Duty(each, number), "forbidden") for each in obligations(by_event, (Verdict.BREACHED,)))


def discharged(duties: Iterable[Duty], act: Incident, members: Members) -> Iterator[Discharged]:
    """Yield the duties of earlier steps that an act performs or breaks; `members` are those of a body on the day."""
    for each in duties:
        if each.obligation.bearer not in act.actor:
            continue
        if each.obligation.modality == "must not":
            if _breaks(each, act):
                yield Discharged(each, "broken")
        elif uses_force(act) and each.obligation.beneficiary in act.target and _is_help(each):
            yield Discharged(each, "broken")  # it strikes the one whom it has to help
        elif _performs(each, act, set(each.opponents)):
            yield Discharged(each, "used" if each.obligation.verdict == Verdict.OPEN else "performed")
        elif _performs(each, act, {state for body in each.opponents for state in members(body)}):
            yield Discharged(each, "perhaps")


def _is_help(duty: Duty) -> bool:
    return bool(vocabulary("duties")[duty.obligation.duty]["conflicts with"]) and duty.obligation.duty != "intervene"


def _performs(duty: Duty, act: Incident, opponents: set[str]) -> bool:
    by = vocabulary("duties")[duty.obligation.duty]["performed by"]
    if not by or act.act is None:
        return False
    aimed = set(act.target)
    if duty.obligation.duty == "intervene":
        return uses_force(act) and bool(aimed & {*duty.incident.target, *opponents})
    if duty.obligation.duty == "assist":
        if uses_force(act):
            return bool(aimed & opponents)
        return act.act in HELP and duty.obligation.beneficiary in aimed
    if by in ("armed attack", "mobilisation", "sanctions"):
        return is_a(act.act, by) and bool(aimed & opponents)
    concerned = {*duty.incident.target, *duty.incident.actor, duty.obligation.beneficiary}
    return is_a(act.act, by) and (not aimed or bool(aimed & concerned) or duty.obligation.beneficiary is None)


def _breaks(duty: Duty, act: Incident) -> bool:
    """Tell whether force by who has to stay out takes the side that its abstention bars."""
    conflicting = {word for row in vocabulary("duties").values() for word in row["conflicts with"].split("; ") if word}
    if duty.obligation.duty not in conflicting or not uses_force(act):
        return False
    incident, struck = duty.incident, set(act.target)
    favoured = {duty.obligation.beneficiary} if duty.obligation.beneficiary else set()
    if struck & favoured:
        return True
    sides = ({*incident.actor, *incident.supported_by}, set(incident.target))
    for one, other in (sides, sides[::-1]):
        if struck & one and duty.obligation.bearer not in one:
            return same_side_spares(duty.obligation.duty, other, favoured)
    return False
