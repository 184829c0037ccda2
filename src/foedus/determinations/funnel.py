"""The main path: in force, triggered, gates met, excepted, reserved, overridden; the first not passed decides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from foedus.determinations.bearers import NOBODY, Group, bearer_groups, concerned
from foedus.determinations.docket import Docket, applies_to
from foedus.determinations.grounds import ground_of, is_stipulated, told_of
from foedus.determinations.presumption import presumed_unless_raised
from foedus.determinations.proof import Proof, node
from foedus.determinations.rows import ask, ask_term
from foedus.determinations.verdict import ENGAGED, Determination, Verdict
from foedus.determinations.votes import STEPS
from foedus.incidents import Incident
from foedus.pacts import Condition, Rule, rule_in_force
from foedus.terms import DECISION, Evidence, Ids, Truth, Word, all_of, any_of

THE_EVENT = "the event happened"


def determine(
    rule: Rule, incident: Incident, docket: Docket, *, with_precedence: bool = True, among: frozenset[str] | None = None,
    loud: bool = False,
) -> tuple[Determination, ...]:  # fmt: skip
    """Return what a provision says of an incident with one target, one determination for each group of bearers.

    With `among` only those bearers are asked about. With `loud` what is surely not in force or not triggered is left
    out, before its proof is made.
    """
    rule = docket.under(rule)  # type: ignore[assignment]
    if loud and docket.in_force.truth is False:
        return ()
    trigger = triggered(rule, incident, docket, loud=loud)
    if loud and trigger and trigger[-1].truth is False:
        return ()
    force = in_force(rule, docket)
    event = happened(rule, incident, docket)
    if any(each.truth is False for each in (*force, *trigger)):
        if loud:
            return ()
        # the verdict is settled and nobody bears anything: who would be bound need not be asked
        return (_decide(rule, incident, docket, NOBODY, force, event, trigger, (), (), (), ()),)
    gates = gates_met(rule, incident, docket)
    defeats = (*defeated(rule, incident, docket), *excepted(rule, incident, docket))
    found = []
    for group, reserved in bearer_groups(rule, incident, docket, among):
        if loud and group.truth is False:
            continue
        for part, yields in overridden(rule, incident, docket, group) if with_precedence else ((group, ()),):
            found.append(_decide(rule, incident, docket, part, force, event, trigger, gates, defeats, reserved, yields))
    if any(each.verdict == Verdict.BREACHED for each in found):
        # a prohibition is owed by those who stand by only while nobody has broken it
        found = [each for each in found if each.verdict != Verdict.OWED]
    return tuple(found)


def in_force(rule: Rule, docket: Docket) -> tuple[Proof, ...]:
    """Return the nodes on whether the instrument and the provision are law on the day."""
    status = docket.in_force
    evidence = tuple(Evidence("law", f"{docket.instrument.id}:text.md", row) for row in status.rows)
    first = node(
        "in force", "; ".join(status.rows), status.truth, "in force", evidence=evidence, missing=status.missing,
        unverified=status.unverified, instrument=docket.instrument.short_name, date=docket.on.words(),
    )  # fmt: skip
    law = rule_in_force(rule, docket.on, docket.clauses, docket.as_of)
    if not law.rows:
        return (first,)
    second = node(
        "in force", " ".join(law.rows), law.truth, "rule law", missing=law.missing, date=docket.on.words(),
        evidence=_law(rule, docket),
    )  # fmt: skip
    return (first, second)


def happened(rule: Rule, incident: Incident, docket: Docket) -> Proof:
    """Return the node on whether the event is a fact, a hypothesis, or not known (alleged, denied, not yet reported)."""
    if rule.standing:
        return node("event", "", True, "event.standing")
    known_from = incident.known_from
    if docket.as_of is not None and known_from is not None and known_from > docket.as_of:
        return node("event", "", None, "event.later", missing=(THE_EVENT,), as_of=docket.as_of.isoformat())
    if incident.status in ("alleged", "denied"):
        return node("event", "", None, "event.unknown", missing=(THE_EVENT,), status=Word(incident.status))
    evidence = (*incident.evidence.get("event", ()), *incident.evidence.get("status", ()))
    if incident.status == "hypothetical":
        return node("event", "", True, "event.hypothetical", ground="stipulated", evidence=evidence)
    return node("event", "", True, "event.true", ground=ground_of(incident, "status"), evidence=evidence)


def triggered(rule: Rule, incident: Incident, docket: Docket, *, loud: bool = False) -> tuple[Proof, ...]:
    """Return one node for each trigger row; with `loud` none after the first that is false."""
    found = []
    for condition in rule.trigger:
        found.append(ask(condition, incident, docket))
        if loud and found[-1].truth is False:
            break
    return tuple(found)


def gates_met(rule: Rule, incident: Incident, docket: Docket) -> tuple[Proof, ...]:
    """Return one node for each gate; a gate is never presumed met."""
    return tuple(_wrapped("gate", gate, ask(gate, incident, docket)) for gate in rule.requires)


def defeated(rule: Rule, incident: Incident, docket: Docket) -> tuple[Proof, ...]:
    """Return one node for each `unless` item; one that nothing raises is presumed not to hold."""
    return tuple(
        presumed_unless_raised("unless", item.words, ask(item, incident, docket), incident, phrase=_told(item))
        for item in rule.unless
    )


def excepted(rule: Rule, incident: Incident, docket: Docket) -> tuple[Proof, ...]:
    """Return one node for each exception to the provision; one that nothing raises is presumed not to apply."""
    found = []
    for exception in docket.exceptions:
        lasting = docket.lasting(exception.law_from, exception.law_until)
        if applies_to(exception.to, rule) and lasting is not False:
            asked = ask_term(exception.name, exception.rows, exception.any_of, incident, docket)
            if lasting is None and asked.truth is True:  # met, and perhaps not law on that day
                asked = node("term", exception.name, None, "term", children=asked.children, missing=("date",),
                             name=exception.name)  # fmt: skip
            found.append(presumed_unless_raised("exception", exception.name, asked, incident, name=exception.name))
    return tuple(found)


def overridden(
    rule: Rule, incident: Incident, docket: Docket, group: Group
) -> tuple[tuple[Group, tuple[Proof, ...]], ...]:
    """Return the bearers in parts that stand alike, each with one node for every instrument to which this one yields.

    It yields for those whom the other provision engages in the same incident, and for nobody else.
    """
    named = [each for each in docket.precedences if each.yields_to and applies_to(each.to, rule)]
    if not named:
        return ((group, ()),)
    asked = []
    for precedence in named:
        law = docket.lasting(precedence.law_from, precedence.law_until)
        conditions = all_of((law, *(_raised(condition, incident, docket) for condition in precedence.when)))
        asked += [(precedence, other, conditions, _engaged(other, incident, docket)) for other in precedence.yields_to]
    parts: dict[tuple[Truth, ...], list[str]] = {}
    for bearer in group.bearers or ("",):
        truths = tuple(all_of((conditions, for_whom(bearer))) for _, _, conditions, for_whom in asked)
        parts.setdefault(truths, []).append(bearer)
    return tuple(
        (
            group.part(tuple(bearer for bearer in bearers if bearer)) if group.bearers else group,
            tuple(
                node(
                    "precedence", precedence.name, truth, "precedence", other=other,
                    missing=(other,) if truth is None else (),
                )
                for (precedence, other, _, _), truth in zip(asked, truths, strict=True)
            ),
        )
        for truths, bearers in parts.items()
    )  # fmt: skip


def _raised(condition: Condition, incident: Incident, docket: Docket) -> Truth:
    """Return whether a condition of giving way holds; one that nothing raises is presumed not to, as an exception is."""
    asked = ask(condition, incident, docket)
    return presumed_unless_raised("precedence", condition.words, asked, incident, other=condition.words).truth


def _engaged(other: str, incident: Incident, docket: Docket) -> Callable[[str], Truth]:
    """Return what answers whether a provision of another instrument engages a bearer in the same incident."""
    instrument_id, _, provision = other.partition("/")
    if instrument_id not in docket.library.instruments:
        return lambda bearer: None
    instrument = docket.library[instrument_id]
    there = Docket(docket.library, instrument, None, docket.on, docket.as_of)
    answers = [
        found
        for rule in instrument.rules
        if not rule.standing and (not provision or applies_to((provision,), rule))
        for found in determine(rule, incident, there, with_precedence=False)
    ]

    def truth(bearer: str) -> Truth:
        mine = [each.verdict for each in answers if bearer in each.bearers]
        return any_of(verdict in ENGAGED or (None if verdict == Verdict.UNSETTLED else False) for verdict in mine)

    return truth


def _wrapped(key: str, condition: Condition, asked: Proof) -> Proof:
    return node(
        key, condition.words, asked.truth, key, ground=asked.ground, evidence=asked.evidence,
        children=asked.children, missing=asked.missing, unverified=asked.unverified,
        phrase=_told(condition),
    )  # fmt: skip


def _told(condition: Condition) -> object:
    words = told_of(condition)["values"]
    return words if condition.key == "when" else (Word(condition.key), *words)


def _decide(
    rule: Rule, incident: Incident, docket: Docket, group: Group, force: tuple[Proof, ...], event: Proof,
    trigger: tuple[Proof, ...], gates: tuple[Proof, ...], defeats: tuple[Proof, ...], reserved: tuple[Proof, ...],
    yields: tuple[Proof, ...],
) -> Determination:  # fmt: skip
    in_law = all_of(each.truth for each in force)
    trigger_truth = all_of(each.truth for each in trigger)
    actors = tuple(actor for actor in group.bearers if actor in incident.actor)
    if rule.modality == "must not" and actors and not rule.standing:
        group = group.part(actors)  # it is told of those who did the act, and hangs on what is known of them
    bearers = group.bearers
    bound = group.nodes(docket)
    unknown_now = [*force, event, *trigger, *bound]
    open_gates = tuple(
        dict.fromkeys(
            name
            for gate, condition in zip(gates, rule.requires, strict=False)
            if gate.truth is not True
            for name in _gate_names(gate, condition)
        )
    )
    missing: tuple[str, ...] = ()
    awaiting: tuple[str, ...] = ()
    if in_law is False or (group.truth is False):
        verdict = Verdict.NOT_IN_FORCE
    elif trigger_truth is False:
        verdict = Verdict.NOT_TRIGGERED
    elif in_law is None or trigger_truth is None or event.truth is None or group.truth is None:
        verdict, awaiting = Verdict.UNSETTLED, open_gates
        missing = _missing((*unknown_now, *(gate for gate in gates if gate.truth is None)))
        missing = tuple(dict.fromkeys((*missing, *group.open)))
    elif any(gate.truth is False for gate in gates):
        verdict, awaiting, missing = Verdict.AWAITING, open_gates, _missing(gates)
    elif any(gate.truth is None for gate in gates):
        verdict, awaiting, missing = Verdict.UNSETTLED, open_gates, _missing(gates)
    else:
        verdict, missing = _after_gates(rule, bearers, actors, defeats, reserved, yields)
    silent = verdict in (Verdict.NOT_TRIGGERED, Verdict.NOT_IN_FORCE)
    told = () if silent else bearers
    children = (*force, event, *trigger, *bound, *gates, *defeats, *reserved, *yields)
    beneficiaries = () if silent else _beneficiaries(rule, incident, docket, bearers)
    unverified = _unverified(rule, docket, (*force, *trigger, *bound, *gates, *defeats))
    proof = node(
        "provision", rule.provision, verdict in ENGAGED or (None if verdict in (Verdict.UNSETTLED, Verdict.AWAITING) else False),
        _told_as(verdict, beneficiaries), ground=_ground(incident, gates, (event, *trigger, *gates)),
        evidence=_law(rule, docket), children=children,
        missing=missing, bearers=Ids(told) if told else Word("nobody"), duty=Word(rule.duty),
        beneficiaries=Ids(beneficiaries) if beneficiaries else Word("nobody"), instrument=docket.instrument.short_name,
        missing_words=tuple(map(Word, missing)), awaiting=tuple(map(Word, awaiting)),
    )  # fmt: skip
    sources = tuple(dict.fromkeys((*rule.origin.sources, *docket.in_force.sources, *group.gathered("sources"))))
    return Determination(
        docket.instrument,
        rule,
        docket.reading,
        verdict,
        told,
        beneficiaries,
        awaiting,
        missing,
        unverified,
        proof,
        sources,
        incident,
    )


def _told_as(verdict: Verdict, beneficiaries: tuple[str, ...]) -> str:
    if verdict == Verdict.OWED and not beneficiaries:
        return "verdict.owed_by"
    return f"verdict.{verdict.replace(' ', '_')}"


def _after_gates(
    rule: Rule, bearers: tuple[str, ...], actors: tuple[str, ...], defeats: tuple[Proof, ...], reserved: tuple[Proof, ...],
    yields: tuple[Proof, ...],
) -> tuple[Verdict, tuple[str, ...]]:  # fmt: skip
    for step, verdict in ((defeats, Verdict.EXCEPTED), (reserved, Verdict.RESERVED), (yields, Verdict.OVERRIDDEN)):
        truth = any_of(each.truth for each in step)
        if truth is True:
            return verdict, ()
        if truth is None:
            return Verdict.UNSETTLED, _missing(step)
    if not bearers:
        return Verdict.NOT_TRIGGERED, ()
    if rule.modality == "must not":
        return (Verdict.BREACHED if actors and not rule.standing else Verdict.OWED), ()
    return {"must": Verdict.OWED, "may": Verdict.OPEN, "deems": Verdict.DEEMED}[rule.modality], ()


def _missing(nodes: Iterable[Proof]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for each in nodes if each.truth is None for name in each.missing))


def _gate_names(gate: Proof, condition: Condition) -> tuple[str, ...]:
    """Return a gate as `awaiting` names it: its phrases, those of the term that it is, or the row that it asks."""
    if condition.key != "when":
        return (condition.key,)
    leaves = [leaf.words for leaf in _asked_below(gate) if leaf.truth is not True]
    return tuple(leaves) or tuple(part.strip() for part in gate.words.split(","))


def _asked_below(gate: Proof) -> Iterator[Proof]:
    """Yield the rows and phrases asked inside a gate; the steps of a count belong to the phrase that they decide."""
    for child in gate.children:
        if child.row in STEPS:
            continue
        deeper = tuple(_asked_below(child))
        yield from deeper or (child,)


def _beneficiaries(rule: Rule, incident: Incident, docket: Docket, bearers: tuple[str, ...]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for word in rule.beneficiary.values if rule.beneficiary else ():
        if word == "the target":
            found.update(dict.fromkeys(incident.target))
        elif word == "the actor":
            found.update(dict.fromkeys(incident.actor))
        elif word == "the party concerned":
            found.update(dict.fromkeys(concerned(incident, docket)))
        elif word in ("every party", "every other party"):
            found.update(
                dict.fromkeys(party for party in docket.bound if word == "every party" or party not in bearers)
            )
        else:
            found[word] = None
    return tuple(found)


def _unverified(rule: Rule, docket: Docket, nodes: tuple[Proof, ...]) -> tuple[str, ...]:
    """Return what in an answer is general knowledge: the provision, party rows, terms, exceptions, organs."""
    found: dict[str, None] = {}
    if rule.origin.verified == "gk":
        found[f"{docket.instrument.id} {rule.provision}"] = None
    for each in nodes:
        for deeper in each.walk():
            found.update(dict.fromkeys(deeper.unverified))
            term = docket.term(deeper.words) if deeper.row == "term" else None
            if term is not None and term.origin.verified == "gk":
                found[f"{docket.instrument.id}: the term '{term.name}'"] = None
    for exception in docket.exceptions:
        if applies_to(exception.to, rule) and exception.origin.verified == "gk":
            found[f"{docket.instrument.id}: the exception '{exception.name}'"] = None
    for gate in rule.requires:
        for value in gate.values:
            organ = docket.organs.get(value.removeprefix(DECISION))
            if organ is not None and organ.origin.verified == "gk":
                found[f"{docket.instrument.id}: the organ '{organ.name}'"] = None
    return tuple(found)


def _ground(incident: Incident, gates: tuple[Proof, ...], asked: tuple[Proof, ...]) -> str:
    if incident.status == "hypothetical":
        return "stipulated"
    # what a person said of the event carries the answer only where a row asks for it
    if is_stipulated(incident) and any(deeper.ground == "stipulated" for each in asked for deeper in each.walk()):
        return "stipulated"
    return "decided" if any(gate.truth is True and gate.ground == "decided" for gate in gates) else "found"


def _law(rule: Rule, docket: Docket) -> tuple[Evidence, ...]:
    return (Evidence("law", f"{docket.instrument.id}:{rule.provision}", f"{rule.origin.file}:{rule.origin.line}"),)
