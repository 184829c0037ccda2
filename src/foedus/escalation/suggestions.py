"""What could come next: for each duty alive the act that performs it, for each gate the decision that opens it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from foedus.determinations import Determination, Verdict
from foedus.escalation.chain import HYPOTHETICAL, Act
from foedus.escalation.duties import Duty
from foedus.incidents import Incident
from foedus.obligations import performance
from foedus.terms import UNKNOWN_WHEN, Ids, Word, say, vocabulary

PLEDGE = "pledge"


@dataclass(frozen=True)
class Suggestion:
    """One way on. `kind` is `perform` or `declare` (an act to append), or `state` (a fact to state at this step).

    `because` names the provisions as (instrument, provision).
    """

    kind: str
    because: tuple[tuple[str, str], ...]
    act: Act | None = None
    phrase: str | None = None
    step: int = 0
    helped: str | None = None

    def sentence(self, lang: str = "en") -> str:
        """Return it as one sentence."""
        if self.act is None:
            return say("what if.state", lang, {"phrase": Word(self.phrase or ""), "number": self.step})
        incident = self.act.incident
        nobody = Word("nobody in particular")
        told: dict[str, object] = {
            "bearers": Ids(incident.actor), "targets": Ids(incident.target) if incident.target else nobody,
            "beneficiaries": Ids((self.helped,)) if self.helped else nobody, "act": Word(incident.act or ""),
        }  # fmt: skip
        if self.kind == "perform" and self.helped and self.helped not in incident.target:
            return say("what if.help", lang, told)
        return say(f"what if.{self.kind}" if incident.target else "what if.alone", lang, told)

    def to_json(self, lang: str = "en") -> dict[str, Any]:
        """Return it as data; `act` and `text` are ready to append to a chain."""
        found: dict[str, Any] = {"kind": self.kind, "sentence": self.sentence(lang)}
        found["because"] = [{"instrument": one, "provision": other} for one, other in self.because]
        if self.act is None:
            return {**found, "step": self.step, "facts": {self.phrase: True}}
        return {**found, "act": self.act.to_json(), "text": self.act.text()}


def suggestions(
    duties: Iterable[Duty], answers: Iterable[Determination], acts: Sequence[Act]
) -> tuple[Suggestion, ...]:
    """Return what could come next, each way once with all provisions that ask for it."""
    found: dict[object, Suggestion] = {}
    for each in (*_acts(duties, acts), *_facts(answers, len(acts))):
        incident = each.act.incident if each.act else None
        key = (each.kind, each.phrase, each.helped, incident and (incident.act, incident.actor, incident.target))
        known = found.get(key)
        because = tuple(dict.fromkeys((*known.because, *each.because))) if known else each.because
        found[key] = replace(known or each, because=because)
    return tuple(found.values())


def _acts(duties: Iterable[Duty], acts: Sequence[Act]) -> Iterator[Suggestion]:
    done = {
        (act.incident.act, one, other) for act in acts for one in act.incident.actor for other in act.incident.target
    }
    for duty in duties:
        each = duty.obligation
        by = vocabulary("duties")[each.duty]["performed by"]
        if each.modality == "must not" or not by:
            continue
        because = tuple((basis.instrument.id, basis.provision) for basis in each.bases)
        for incident in _performances(duty, by):
            if incident.actor != incident.target:
                yield Suggestion("perform", because, Act(incident, dated=False), helped=each.beneficiary)
        if each.duty == "assist" and each.beneficiary and (PLEDGE, each.bearer, each.beneficiary) not in done:
            pledge = _act(PLEDGE, each.bearer, each.beneficiary)
            yield Suggestion("declare", because, Act(pledge, dated=False), helped=each.beneficiary)


def _performances(duty: Duty, by: str) -> Iterator[Incident]:
    each = duty.obligation
    if each.duty in ("assist", "intervene", "mobilise"):
        acts = tuple(performance(each.bases[0], each.bearer))
        for incident in acts:
            if each.duty == "mobilise":
                incident = replace(_act(by, each.bearer, *incident.target), place=None)
            yield replace(incident, date=UNKNOWN_WHEN)
        if acts or each.duty != "assist" or not each.beneficiary:
            return
        by = "deployment"  # no state to use force against: help at the side of the one attacked
    whom = (each.beneficiary,) if each.beneficiary and each.beneficiary != each.bearer else ()
    yield _act(by, each.bearer, *whom)


def _act(act: str, actor: str, *target: str) -> Incident:
    return Incident(act=act, actor=(actor,), target=target, status=HYPOTHETICAL)


def _facts(answers: Iterable[Determination], number: int) -> Iterator[Suggestion]:
    for each in answers:
        if each.rule.standing or each.verdict not in (Verdict.AWAITING, Verdict.UNSETTLED):
            continue
        for phrase in each.awaiting:
            if " " in phrase and phrase not in ("actor kind", "supported by"):
                yield Suggestion("state", ((each.instrument.id, each.provision),), phrase=phrase, step=number)
