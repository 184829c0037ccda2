"""Chains of supposed acts as a page shows them: duties gathered, facts to switch, who stands with whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from foedus import briefs, terms
from foedus.determinations import Determination, Verdict, silent_readings
from foedus.escalation import Act, Chain, Duty, Step, chain_of
from foedus.incidents import Incident
from foedus.obligations import Collision
from foedus.pacts import Instrument
from foedus.terms import FoedusError
from foedus.web.answers import TURNED, Clash, told_clashes
from foedus.web.bonds import HELP, NEUTRAL, by_name
from foedus.web.words import say

MOST_STEPS = 20
"""Acts of a chain on one page; each is asked of the whole library."""
MOST_NAMES = 10
"""States that may do one act, or suffer it."""
MOST_PAIRS = 40
"""Pairs of one who acts or helps and one who suffers it, in a whole chain: every pair is another war to follow."""
EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "1914": (
        "date=1914-07-28;act=invasion;actor=AUH;target=SRB-KINGDOM",
        "date=1914-07-30;act=mobilisation;actor=RUS-EMPIRE;target=AUH",
        "date=1914-08-01;act=state of war declared;actor=DEU-EMPIRE;target=RUS-EMPIRE",
        "date=1914-08-02;act=invasion;actor=DEU-EMPIRE;target=RUS-EMPIRE",
        "date=1914-08-03;act=invasion;actor=DEU-EMPIRE;target=FRA",
        "date=1914-08-04;act=invasion;actor=DEU-EMPIRE;target=BEL",
        "date=1914-08-05;act=armed attack;actor=GBR;target=DEU-EMPIRE;supported_by=none",
    ),
    "2023": (
        "date=2023-08-20;act=armed intervention;actor=ECOWAS;target=NER;consent_of_the_target=false",
        "date=2023-08-21;act=request;actor=NER;target=BFA,MLI",
        "date=2023-08-22;act=pledge;actor=BFA,MLI;target=NER",
        "date=2023-08-23;act=armed attack;actor=BFA,MLI;target=ECOWAS",
    ),
}
"""Worked chains that the page offers: July 1914; and August 2023, had ECOWAS intervened and Burkina Faso and Mali helped."""
HELPING = ("pledge", "deployment", "delivery")
ROOTS = ("attack", "threat of force")


def bounded(chain: Chain) -> Chain:
    """Return a chain; raise FoedusError for one of so many states that it would take too long."""
    pairs = 0
    for number, each in enumerate((act.incident for act in chain), 1):
        for key in ("actor", "target", "supported by"):
            if (many := len(getattr(each, key.replace(" ", "_")))) > MOST_NAMES:
                raise FoedusError(
                    f"{many} names are too many", field=f"step {number}: {key}", expected=f"at most {MOST_NAMES}"
                )
        pairs += max(1, len(each.actor) + len(each.supported_by)) * max(1, len(each.target))
    if pairs > MOST_PAIRS:
        raise FoedusError(
            f"{pairs} pairs of states are too many",
            field=f"step {len(chain)}",
            expected=f"at most {MOST_PAIRS} in a chain",
        )
    return chain


def step_text(incident: Incident) -> str:
    """Return an incident as one step of a chain's address."""
    return chain_of([incident]).texts()[0]


@dataclass(frozen=True)
class DutyLine:
    """Duties that differ only in who bears them, told once; `step` is the act that engaged them first."""

    verdict: str
    sentence: str
    instrument: Instrument
    articles: str
    bearers: tuple[str, ...]
    step: int
    unverified: bool
    help: bool


def duty_lines(duties: Iterable[Duty], lang: str, steps: Iterable[Step] = ()) -> tuple[DutyLine, ...]:
    """Return duties gathered: owed before open, help before other duties, the text encoded by hand first.

    Of those that one of `steps` engaged it is told under which readings of the text they are none.
    """
    asked = {step.number: step for step in steps}
    groups: dict[tuple[object, ...], list[Duty]] = {}
    for each in duties:
        one = each.obligation
        key = (one.instrument, one.duty, one.modality, one.verdict, one.beneficiary, frozenset(each.opponents))
        groups.setdefault(key, []).append(each)
    found = [_duty_line(group, lang, asked) for group in groups.values()]
    return tuple(
        sorted(found, key=lambda one: (one.verdict == "open", not one.help, briefs.is_coded(one.instrument), one.step))
    )


def _duty_line(group: Sequence[Duty], lang: str, steps: Mapping[int, Step]) -> DutyLine:
    first = group[0].obligation
    base = first.bases[0]
    bearers = tuple(sorted({each.obligation.bearer for each in group}, key=lambda one: by_name(one, lang)))
    kind = {"may": "may", "must": "must", "deems": "deems"}.get(first.modality, "must not")
    if kind == "must not" and terms.vocabulary("duties").get(first.duty, {}).get("kind") != "abstention":
        kind = "ban"
    duty = briefs.duty_words(base.rule, (first.beneficiary,) if first.beneficiary else (), lang)
    number = "many" if briefs.is_many(bearers) else "one"
    told = say(f"world.{kind}.{number}", lang, who=briefs.some_names(bearers, lang), duty=duty)
    sentence = " ".join(filter(None, (briefs.sentence(told), briefs.denial(_denying(group, steps), lang))))
    return DutyLine(
        str(first.verdict), sentence, base.instrument,
        briefs.articles(first.provisions, lang, instrument=base.instrument), bearers, min(each.step for each in group),
        any(briefs.rests_on_unverified(each) for one in group for each in one.obligation.bases),
        first.duty in HELP,
    )  # fmt: skip


def _denying(group: Sequence[Duty], steps: Mapping[int, Step]) -> list[str]:
    """Return the readings under which none of the provisions that found a duty asks anything, or an exception holds."""
    silent = [
        (*silent_readings(base, steps[each.step].determinations, steps[each.step].asked), *_turned(base, steps[each.step]))
        for each in group if each.step in steps
        for base in each.obligation.bases
    ]  # fmt: skip
    return [name for name in silent[0] if all(name in each for each in silent)] if silent else []


def _turned(base: Determination, step: Step) -> list[str]:
    same = (base.instrument.id, base.provision, base.incident.target)
    return [
        each.reading for each in step.determinations
        if each.reading and each.verdict in TURNED
        and (each.instrument.id, each.provision, each.incident.target) == same
    ]  # fmt: skip


def clash_lines(step: Step, lang: str, *, new: bool = False) -> tuple[Clash, ...]:
    """Return the collisions alive after a step, or only those that it raised, gathered as on other pages."""
    found: list[Collision] = [each.collision for each in step.clashes if not new or each.step == step.number]
    return told_clashes(found, lang)


def deed_title(incident: Incident, lang: str) -> str:
    """Return an act as a heading: `armed intervention by ECOWAS against Niger`."""
    told = briefs.deed(incident.act, "happened", lang, actor=incident.actor, target=incident.target)
    return briefs.sentence(told).rstrip(".")


def switched(chain: Chain, number: int, phrase: str, value: bool | None) -> Chain:
    """Return a chain with a fact of one step said to be so, not so, or (None) left unknown."""
    acts = list(chain.acts)
    act = acts[number - 1]
    facts = {key: said for key, said in act.incident.facts.items() if key != phrase}
    said = {key: word for key, word in act.incident.said.items() if key != phrase}
    votes = {key: vote for key, vote in act.incident.votes.items() if key != phrase}
    withdrawn = tuple(each for each in act.withdrawn if each != phrase)
    if value is None:
        withdrawn = (*withdrawn, phrase) if _carried(acts[: number - 1], phrase) else withdrawn
    else:
        facts[phrase] = value
    acts[number - 1] = replace(
        act, incident=replace(act.incident, facts=facts, said=said, votes=votes), withdrawn=withdrawn
    )
    return Chain(tuple(acts))


def _carried(earlier: Sequence[Act], phrase: str) -> bool:
    return any(phrase in (*each.incident.facts, *each.incident.said, *each.incident.votes) for each in earlier)


@dataclass(frozen=True)
class Side:
    """Where states stand after a chain: whom they fight, with whom they stand, whom they still have to help, who to let be."""

    states: tuple[str, ...]
    against: tuple[str, ...]
    beside: tuple[str, ...]
    owes_help: tuple[str, ...]
    stays_out: tuple[str, ...]


def sides(steps: Sequence[Step], lang: str) -> tuple[Side, ...]:
    """Return who stands with whom after the last step, those who stand alike in one row; those who fight come first."""
    last = steps[-1]
    against: dict[str, set[str]] = {}
    for war in last.wars:
        against.setdefault(war.one, set()).add(war.other)
        against.setdefault(war.other, set()).add(war.one)
    beside: dict[str, set[str]] = {}
    for step in steps:
        given = step.act.incident
        pairs = [(one, other) for one in given.actor for other in given.target] if given.act in HELPING else []
        pairs += [
            (each.duty.obligation.bearer, each.duty.obligation.beneficiary)
            for each in step.performed
            if each.duty.obligation.duty in HELP and each.duty.obligation.beneficiary
        ]
        for one, other in pairs:
            beside.setdefault(one, set()).add(other)
            beside.setdefault(other, set()).add(one)
    for one, foes in against.items():
        for other, theirs in against.items():
            if one != other and foes & theirs and other not in foes:
                beside.setdefault(one, set()).add(other)
    owes: dict[str, set[str]] = {}
    out: dict[str, set[str]] = {}
    for duty in last.alive:
        each = duty.obligation
        if each.verdict != Verdict.OWED or not each.beneficiary:
            continue
        if each.duty in HELP and each.modality == "must":
            owes.setdefault(each.bearer, set()).add(each.beneficiary)
        elif each.duty in NEUTRAL:
            out.setdefault(each.bearer, set()).add(each.beneficiary)
    alike: dict[tuple[tuple[str, ...], ...], list[str]] = {}
    for state in {*against, *beside, *owes, *out}:
        key = tuple(
            tuple(sorted(each.get(state, ()), key=lambda one: by_name(one, lang)))
            for each in (against, beside, owes, out)
        )
        alike.setdefault(key, []).append(state)
    rows = [Side(tuple(sorted(states, key=lambda one: by_name(one, lang))), *key) for key, states in alike.items()]
    return tuple(sorted(rows, key=lambda row: (not row.against, not row.beside, by_name(row.states[0], lang))))


@cache
def act_choices(lang: str) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return the acts to choose from: groups of a word and its kinds, each with its name in the language."""
    groups: dict[str, list[str]] = {**{root: [] for root in ROOTS}, "help": list(HELPING), "": []}
    for act in terms.acts():
        root = next((one for one in ROOTS if terms.is_a(act, one)), "help" if act in HELPING else "")
        if act not in groups[root]:
            groups[root].append(act)

    def told(act: str) -> str:
        return terms.tell(terms.Word(act), lang)

    return tuple(
        (
            say(f"whatif.acts {root or 'other'}", lang),
            tuple(sorted(((act, told(act)) for act in acts), key=lambda one: one[1])),
        )
        for root, acts in groups.items()
    )


__all__ = ["EXAMPLES", "MOST_STEPS", "DutyLine", "Side", "act_choices", "bounded", "clash_lines", "deed_title", "duty_lines",
           "sides", "step_text", "switched"]  # fmt: skip
