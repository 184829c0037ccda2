"""Where one bearer's duties cannot all be performed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from foedus import terms
from foedus.determinations import (
    Determination,
    Docket,
    Question,
    Verdict,
    determine,
    readings_of,
    surely_out,
    surely_untouched,
)
from foedus.incidents import Incident
from foedus.obligations.arguments import arguments
from foedus.pacts import Instrument, Rule, article_label
from foedus.terms import When

ENEMY_NEUTRAL = "remain neutral"
MAKES_LAWFUL = ("authorisation of the un security council", "consent of the target")
ASSIST = "assist"
SELF_DEFENCE = "self-defence of the actor"
Dockets = Callable[[Instrument, str | None], Docket]
"""What gives the docket of an instrument under a reading, each made once."""
Judged = dict[tuple[object, ...], tuple[Determination, ...]]
"""The prohibitions that an act of a bearer would break, by bearer and act."""


@dataclass(frozen=True)
class Collision:
    """One bearer, two provisions: performing the first up to its limit would break the second.

    `avoidable` when a lesser performance would satisfy both; `arguments` are rules of conflict that somebody could
    plead (UN Charter article 103, a later law, a special law): listed, never applied.
    """

    bearer: str
    between: tuple[Determination, Determination]
    avoidable: bool
    why: str
    arguments: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Return the collision in the shape of the contract."""
        why = self.why if not self.arguments else f"{self.why} Arguments: {' '.join(self.arguments)}"
        return {
            "bearer": self.bearer,
            "between": [each.name_json() for each in self.between],
            "avoidable": self.avoidable,
            "why": why,
        }


def collisions(determinations: Iterable[Determination], question: Question) -> tuple[Collision, ...]:
    """Return every collision that the answers to one question hold.

    The performance of a duty is asked of the whole library as a hypothetical incident of its own, so that the same
    rules that judge an attack judge the help against it.
    """
    answers = tuple(determinations)
    dockets = _dockets(question)
    found: dict[tuple[object, ...], Collision] = {}
    judged: Judged = {}
    for first in _performable(answers):
        for bearer in first.bearers:
            forced = _broken_by_force(first, bearer, question, dockets, judged)
            broken = (*forced, *_broken_by_side(first, bearer, answers))
            for second, avoidable in broken:
                key = (bearer, first.key, second.key)
                if second.key != first.key and key not in found:
                    found[key] = Collision(
                        bearer, (first, second), avoidable, _why(bearer, first, second, avoidable),
                        arguments(bearer, (first.instrument, first.rule), second.instrument, question.library),
                    )  # fmt: skip
    # what rests on law that nobody checked comes last
    return tuple(sorted(found.values(), key=lambda each: each.between[0].rule.origin.verified == "gk"))


def performance(first: Determination, bearer: str) -> Iterator[Incident]:
    """Yield the acts by which a bearer would perform a duty to the full, as hypothetical incidents.

    Help with armed force is force against the attacker; an intervention is force against the state concerned. A
    non-state attacker without a state behind it gives none: force against it at the victim's side hits no state.
    """
    act = terms.vocabulary("duties")[first.rule.duty]["performed by"]
    incident = first.incident
    against = incident.target if first.rule.duty == "intervene" else (*incident.actor, *incident.supported_by)
    for opponent in dict.fromkeys(against):
        if opponent == bearer or terms.kind_of(opponent) not in ("state", "organisation"):
            continue
        facts: dict[str, bool | None] = dict(incident.facts) if first.rule.duty == "intervene" else {}
        if first.rule.duty == ASSIST:
            # pleaded, and for the pleader to show; against what was authorised or agreed to there is none
            lawful = any(incident.facts.get(phrase) is True for phrase in MAKES_LAWFUL)
            facts[SELF_DEFENCE] = False if lawful else None
        yield force(bearer, opponent, incident.date, act, facts)


def force(bearer: str, opponent: str, on: When, act: str, facts: Mapping[str, bool | None]) -> Incident:
    """Return an act of force of a bearer against an opponent, as a hypothetical incident."""
    return Incident(
        date=on, act=act, actor=(bearer,), target=(opponent,), status="hypothetical", struck=("territory",),
        harm=("sovereignty", "territorial integrity"), facts=facts,
        place=opponent if terms.kind_of(opponent) == "state" else None, origin="external",
    )  # fmt: skip


def _performable(answers: tuple[Determination, ...]) -> Iterator[Determination]:
    """Yield the duties and rights to act; a named reading only where the first reading gives none.

    A right that everybody has (`may` borne by every other party) obliges nobody and collides with nothing.
    """
    plain = {each.key[:2] for each in answers if each.reading is None and each.verdict in (Verdict.OWED, Verdict.OPEN)}
    for each in answers:
        if each.verdict not in (Verdict.OWED, Verdict.OPEN) or not may_perform(each.rule):
            continue
        if each.reading is None or each.key[:2] not in plain:
            yield each


def may_perform(rule: Rule) -> bool:
    """Tell whether performing a rule is an act that could break another: no abstention, standing duty or general right."""
    if rule.modality == "must not" or rule.standing:
        return False
    if rule.modality == "may" and "every other party" in rule.bearer.values:
        return False
    return bool(terms.vocabulary("duties")[rule.duty]["performed by"])


def same_side_spares(duty: str, helped: Iterable[str], favoured: Iterable[str]) -> bool:
    """Tell whether help to some breaks a duty of abstention that favours others: strict neutrality bars any side."""
    return duty == ENEMY_NEUTRAL or not set(helped) & set(favoured)


def _dockets(question: Question) -> Dockets:
    made: dict[tuple[str, str | None], Docket] = {}

    def docket(instrument: Instrument, reading: str | None) -> Docket:
        key = (instrument.id, reading)
        if key not in made:
            made[key] = question.docket(instrument, reading)
        return made[key]

    return docket


def _broken_by_force(
    first: Determination, bearer: str, question: Question, dockets: Dockets, judged: Judged
) -> Iterator[tuple[Determination, bool]]:
    """Yield the prohibitions that a full performance would break; help short of force would break none of them."""
    if first.rule.up_to != "armed force":
        return
    for incident in performance(first, bearer):
        # several duties ask for the same act, which is judged once
        key = (bearer, incident.target, incident.act, incident.date.mark, tuple(incident.facts.items()))
        if key not in judged:
            judged[key] = tuple(_prohibitions_broken(bearer, incident, question, dockets))
        yield from ((broken, True) for broken in judged[key])


def _prohibitions_broken(
    bearer: str, incident: Incident, question: Question, dockets: Dockets
) -> Iterator[Determination]:
    is_state = terms.kind_of(bearer) == "state"
    for instrument, rules in question.library.prohibitions:
        if bearer not in instrument.parties and is_state:
            continue
        touched = [
            rule for rule in rules
            if not all(surely_untouched(each, instrument, incident) for each in instrument.versions(rule))
        ]  # fmt: skip
        if not touched or surely_out(instrument, question):
            continue
        for rule in touched:
            broken = first_broken(rule, instrument, bearer, incident, dockets)
            if broken is not None:
                yield broken


def first_broken(
    rule: Rule, instrument: Instrument, bearer: str, incident: Incident, dockets: Dockets
) -> Determination | None:
    """Return the breach of a prohibition under its first reading that finds one; one is enough to name the provision."""
    for reading in (None, *readings_of(instrument, rule)):
        for second in determine(rule, incident, dockets(instrument, reading), loud=True):
            if second.verdict == Verdict.BREACHED and bearer in second.bearers:
                return second
    return None


def _broken_by_side(
    first: Determination, bearer: str, answers: tuple[Determination, ...]
) -> Iterator[tuple[Determination, bool]]:
    """Yield the neutralities that taking a side at all would break, in the same incident."""
    conflicting = terms.vocabulary("duties")[first.rule.duty]["conflicts with"].split("; ")
    for second in answers:
        if second.verdict != Verdict.OWED or second.rule.modality != "must not" or bearer not in second.bearers:
            continue
        broken = same_side_spares(second.rule.duty, first.beneficiaries, second.beneficiaries)
        if second.rule.duty in conflicting and broken:
            yield second, first.verdict == Verdict.OPEN


def _why(bearer: str, first: Determination, second: Determination, avoidable: bool) -> str:
    one = f"{first.instrument.short_name}, {article_label(first.provision)}"
    two = f"{second.instrument.short_name}, {article_label(second.provision)}"
    may = first.verdict == Verdict.OPEN
    force = f" up to {first.rule.up_to}" if first.rule.up_to else ""
    lesser = " It may leave the right unused." if may else " Help short of that would satisfy both."
    return (
        f"{terms.name_of(bearer)} {'may' if may else 'must'} {first.rule.duty}{force} ({one}); "
        f"to do so to the full would break its duty to {second.rule.duty} ({two}).{lesser if avoidable else ''}"
    )
