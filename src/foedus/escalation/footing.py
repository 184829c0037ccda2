"""On what footing an act stands after the acts before it: facts that carry on, what they suggest, who is at war."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from foedus.escalation.chain import Act
from foedus.incidents import Incident
from foedus.pacts import Library
from foedus.terms import DECISION, Evidence, Ids, Word, acts, is_a, kind_of, say, vocabulary

DECLARED = "state of war declared"
SELF_DEFENCE = "self-defence of the actor"
STATE_OF_WAR = "state of war"
PROVOCATION = "provocation by the target"
CONSENT = "consent of the target"
AUTHORISATION = "authorisation of the un security council"
_SAID_BY_THE_TARGET = {
    "request": "request by the target",
    "consent": CONSENT,
    "declaration": "declaration by the target",
    "invocation": "declaration by the target",
}
_TOLD = {True: "true", False: "false", None: "unknown"}


@dataclass(frozen=True)
class Carried:
    """A fact stated at an earlier step that still holds, being about the same target."""

    phrase: str
    value: str
    step: int

    def sentence(self, lang: str = "en") -> str:
        """Return it as one sentence."""
        return say(
            "what if.carried", lang, {"phrase": Word(self.phrase), "value": Word(self.value), "number": self.step}
        )

    def to_json(self, lang: str = "en") -> dict[str, object]:
        """Return it as data."""
        return {"phrase": self.phrase, "value": self.value, "step": self.step, "sentence": self.sentence(lang)}


@dataclass(frozen=True)
class Assumption:
    """A fact that an earlier step makes plausible and nobody stated: unknown until the user says it at this step.

    `value` is what was said of it (None: unknown), `step` the act that suggests it.
    """

    phrase: str
    value: bool | None
    step: int

    def sentence(self, lang: str = "en") -> str:
        """Return it as one sentence."""
        key = "what if.assumption" if self.value is None else "what if.switched"
        told = {"phrase": Word(self.phrase), "number": self.step, "value": Word(_TOLD[self.value])}
        return say(key, lang, told)

    def to_json(self, lang: str = "en") -> dict[str, object]:
        """Return it as data."""
        return {"phrase": self.phrase, "value": self.value, "step": self.step, "sentence": self.sentence(lang)}


@dataclass(frozen=True)
class War:
    """Two who, by the acts so far, fight each other or have declared war; `step` is the first such act."""

    one: str
    other: str
    how: str
    step: int

    def sentence(self, lang: str = "en") -> str:
        """Return it as one sentence."""
        return say(
            f"what if.war {self.how}",
            lang,
            {"actor": Ids((self.one,)), "other": Ids((self.other,)), "number": self.step},
        )

    def to_json(self, lang: str = "en") -> dict[str, object]:
        """Return it as data."""
        return {
            "between": [self.one, self.other], "how": self.how, "step": self.step, "sentence": self.sentence(lang),
        }  # fmt: skip


@dataclass(frozen=True)
class Footing:
    """An act as it is judged, with what was taken over from earlier steps and what they suggest."""

    incident: Incident
    carried: tuple[Carried, ...]
    assumptions: tuple[Assumption, ...]


def footing(earlier: Sequence[Act], act: Act, library: Library) -> Footing:
    """Return an act on the footing of the acts before it. What the act itself states goes before all else."""
    given = act.incident
    facts, said, votes, evidence = dict(given.facts), dict(given.said), dict(given.votes), dict(given.evidence)
    own = {*facts, *said, *votes}
    carried = []
    for phrase, number in _still_stated(earlier, act, library):
        before = earlier[number - 1].incident
        if phrase in own or (phrase == CONSENT and not set(given.actor) <= set(before.actor)):
            continue  # consent is given to somebody: to another actor's act it is only plausible
        value: object = None
        for there, here in ((before.facts, facts), (before.said, said), (before.votes, votes)):
            if phrase in there:
                here[phrase] = value = there[phrase]
        told = _TOLD[value] if value is None or isinstance(value, bool) else str(value)
        evidence[phrase] = (Evidence("stipulated", phrase, f"{told}, stated in step {number}"),)
        carried.append(Carried(phrase, told, number))
    held = {*own, *(each.phrase for each in carried)}
    assumptions = []
    for phrase, number in suggested(earlier, given, library).items():
        if phrase not in held:
            facts[phrase] = None
        if phrase in own or phrase not in held:
            stated = given.facts.get(phrase)
            assumptions.append(Assumption(phrase, stated, number))
    judged = replace(given, facts=facts, said=said, votes=votes, evidence=evidence)
    return Footing(judged, tuple(carried), tuple(assumptions))


def _still_stated(earlier: Sequence[Act], act: Act, library: Library) -> Iterator[tuple[str, int]]:
    """Yield what was stated of the same target and is no fact of one act alone, the latest statement of each first."""
    target, seen, withdrawn = set(act.incident.target), set[str](), set(act.withdrawn)
    lasting = lasting_phrases(library)
    for number in range(len(earlier), 0, -1):
        each = earlier[number - 1]
        if target and target <= set(each.incident.target):
            for phrase in (*each.incident.facts, *each.incident.said, *each.incident.votes):
                lasts = phrase in lasting or phrase.startswith((DECISION, "authorisation of the "))
                if lasts and phrase not in seen and phrase not in withdrawn:
                    seen.add(phrase)
                    yield phrase, number
        withdrawn |= set(each.withdrawn)


def lasting_phrases(library: Library) -> frozenset[str]:
    """Return the facts that outlast the act at which they were stated: consent, request, declaration, what organs did."""
    shared = ((phrase, row["subject"]) for phrase, row in vocabulary("facts").items())
    own = ((row["phrase"], row.get("subject", "")) for each in library.instruments.values() for row in each.facts)
    return frozenset(phrase for phrase, subject in (*shared, *own) if subject == "gate")


def suggested(earlier: Sequence[Act], incident: Incident, library: Library) -> dict[str, int]:
    """Return the facts that earlier acts make plausible of an act, each with the step that does: never more than that."""
    found: dict[str, int] = {}
    force = uses_force(incident) or incident.act == DECLARED
    us, them = set(incident.actor), {*incident.target}
    for number, act in enumerate(earlier, 1):
        before = act.incident
        theirs = {*before.actor, *before.supported_by}
        theirs |= {state for body in theirs for state in library.members(body, before.date)}
        if force and uses_force(before) and theirs & them and not set(before.target) & them:
            found.setdefault(SELF_DEFENCE, number)  # its own, or that of the one whom it helps
            if set(before.target) & us:
                found.setdefault(PROVOCATION, number)
        if _between(before, us, them) and (uses_force(before) or before.act == DECLARED):
            found.setdefault(STATE_OF_WAR, number)
        if set(before.actor) & them and (phrase := _SAID_BY_THE_TARGET.get(before.act or "")):
            found.setdefault(phrase, number)
        if them and them <= set(before.target) and _extends(before, incident, library):
            found.setdefault(CONSENT, number)
        if before.act == "authorisation" and {"UN", "UNSC"} & set(before.actor):
            found.setdefault(AUTHORISATION, number)
    return found


def _extends(before: Incident, incident: Incident, library: Library) -> bool:
    """Tell whether consent to an earlier act may reach this one: it was not refused, and other actors share in one body.

    Consent is given to somebody. To a stranger's act it says nothing: to raise it there would leave every duty of help
    against an invader unsettled as soon as anybody else was invited.
    """
    if before.facts.get(CONSENT, CONSENT in before.said) is False or CONSENT not in {*before.facts, *before.said}:
        return False

    def whole(act: Incident) -> set[str]:
        people = {*act.actor, *act.supported_by}
        return people | {state for body in people for state in library.members(body, act.date)}

    mine, theirs = whole(incident), whole(before)
    same = set(incident.actor) <= set(before.actor)
    return not same and bool(mine & {*before.actor, *before.supported_by} or set(incident.actor) & theirs)


def wars(acts_so_far: Sequence[Act]) -> tuple[War, ...]:
    """Return who, by the acts so far, is at war with whom: what was done and declared, not what the law says of it."""
    found: dict[frozenset[str], War] = {}
    for number, act in enumerate(acts_so_far, 1):
        incident = act.incident
        for one in incident.actor:
            for other in incident.target:
                pair = frozenset((one, other))
                if len(pair) < 2 or kind_of(other) is None:
                    continue
                if incident.act == "ceasefire":
                    found.pop(pair, None)
                elif incident.act == DECLARED:
                    known = found.get(pair)
                    found[pair] = War(one, other, "declared", known.step if known else number)
                elif uses_force(incident):
                    found.setdefault(pair, War(one, other, "fought", number))
    return tuple(found.values())


def uses_force(incident: Incident) -> bool:
    """Tell whether an act is an attack with force by one on another."""
    return incident.act is not None and is_a(incident.act, "attack") and acts()[incident.act]["force"] == "yes"


def _between(before: Incident, us: set[str], them: set[str]) -> bool:
    one, other = set(before.actor), set(before.target)
    return bool((one & us and other & them) or (one & them and other & us))
