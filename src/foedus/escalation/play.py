"""A chain played: each act asked of the library on the footing of those before it, and what it does to their duties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from foedus.determinations import Determination, Question, determinations, question
from foedus.escalation.chain import Act, Chain
from foedus.escalation.duties import Clash, Discharged, Duty, discharged, engaged, forbidden
from foedus.escalation.footing import Assumption, Carried, War, footing, wars
from foedus.escalation.suggestions import Suggestion, suggestions
from foedus.incidents import Incident
from foedus.obligations import collisions
from foedus.pacts import Library
from foedus.terms import FoedusError, When

HYPOTHETICAL = True


@dataclass(frozen=True)
class Step:
    """What one act of a chain does. All of it is hypothetical.

    `incident` is the act as judged, with the facts carried on; `new` the duties and rights that it engages, `performed`
    and `broken` what it does to duties, `alive` the duties that stand after it; `clashes` the collisions still alive;
    `wars` who is at war with whom by the acts so far; `next` what could follow.
    """

    number: int
    act: Act
    incident: Incident
    on: When
    determinations: tuple[Determination, ...]
    new: tuple[Duty, ...]
    performed: tuple[Discharged, ...]
    broken: tuple[Discharged, ...]
    alive: tuple[Duty, ...]
    clashes: tuple[Clash, ...]
    wars: tuple[War, ...]
    carried: tuple[Carried, ...]
    assumptions: tuple[Assumption, ...]
    next: tuple[Suggestion, ...]
    asked: Question

    def to_json(self, lang: str = "en") -> dict[str, Any]:
        """Return the step as data."""
        return {
            "step": self.number,
            "hypothetical": HYPOTHETICAL,
            "on": self.on.to_json(),
            "act": self.act.to_json(),
            "incident": self.incident.to_json(),
            "carried": [each.to_json(lang) for each in self.carried],
            "assumptions": [each.to_json(lang) for each in self.assumptions],
            "determinations": [each.to_json(lang) for each in self.determinations],
            "new": [each.to_json(lang) for each in self.new],
            "performed": [each.to_json(lang) for each in self.performed],
            "broken": [each.to_json(lang) for each in self.broken],
            "alive": [each.to_json(lang) for each in self.alive],
            "collisions": [each.to_json(lang) for each in self.clashes],
            "wars": [each.to_json(lang) for each in self.wars],
            "next": [each.to_json(lang) for each in self.next],
        }


def play(chain: Chain, library: Library, *, on: When | None = None) -> tuple[Step, ...]:
    """Return what each act of a chain does, in order; a step hangs on those before it and on none after it.

    `on` asks the law of one day for all steps, else each is asked on its own. Raises FoedusError naming the step.
    """
    steps: list[Step] = []
    for number, act in enumerate(chain.acts, 1):
        try:
            steps.append(_played(number, act, steps, chain.acts[: number - 1], library, on))
        except FoedusError as error:
            field = f"step {number}" + (f": {error.field}" if error.field else "")
            raise FoedusError(
                error.message, field=field, expected=error.expected, nearest=error.nearest, remedy=error.remedy
            ) from None
    return tuple(steps)


def _played(
    number: int, act: Act, steps: list[Step], earlier: tuple[Act, ...], library: Library, on: When | None
) -> Step:
    stands = footing(earlier, act, library)
    asked = question(stands.incident, library, on=on)
    answers = determinations(asked)
    before = steps[-1] if steps else None
    old = before.alive if before else ()
    done = tuple(discharged(old, stands.incident, lambda body: library.members(body, asked.on)))
    over = {each.duty.key for each in done if each.how != "perhaps"}
    left = tuple(each for each in old if each.key not in over)
    known = {each.key for each in left}
    new = tuple(each for each in engaged(answers, number) if each.key not in known)
    clashes = {each.key: each for each in before.clashes} if before else {}
    over_now = {
        (each.duty.obligation.bearer, basis.key)
        for each in done
        if each.how != "perhaps"
        for basis in each.duty.obligation.bases
    }
    alive_clashes = [each for each in clashes.values() if not _over(each, over_now)]
    for collision in collisions(answers, asked):
        clash = Clash(collision, number)
        if clash.key not in clashes:
            alive_clashes.append(clash)
    so_far = (*earlier, act)
    return Step(
        number, act, stands.incident, asked.on, answers, new,
        tuple(each for each in done if each.how != "broken"),
        (*(each for each in done if each.how == "broken"), *forbidden(answers, number)),
        (*left, *new), tuple(alive_clashes), wars(so_far), stands.carried, stands.assumptions,
        suggestions((*new, *left), answers, so_far), asked,
    )  # fmt: skip


def _over(clash: Clash, over: set[tuple[str, tuple[str, str, str | None]]]) -> bool:
    """Tell whether one of two colliding duties was performed or broken, so that there is nothing left to choose."""
    return any((clash.collision.bearer, each.key) in over for each in clash.collision.between)
