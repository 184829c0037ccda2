"""The questions: each trigger row asked of one incident, answered with a node of the proof."""

from __future__ import annotations

from collections.abc import Callable

from foedus import terms
from foedus.determinations.docket import Docket
from foedus.determinations.grounds import evidence_of, ground_of, is_stipulated, told_of
from foedus.determinations.places import ask_place, days_asked
from foedus.determinations.proof import Proof, node
from foedus.determinations.votes import decision
from foedus.incidents import NOBODY, Incident
from foedus.pacts import GREAT_POWERS, STATE_IN, Condition
from foedus.terms import DECISION, Evidence, Ids, Truth, Word, all_of, any_of, not_

THREAT = "threat of force"
Answer = tuple[Truth, tuple[str, ...], tuple[str, ...]]
"""A truth with what is missing and what is unverified."""


def ask(condition: Condition, incident: Incident, docket: Docket) -> Proof:
    """Return the proof node of one condition; the same for trigger rows, list items and terms."""
    return _ASK[condition.key](condition, incident, docket)


def act_of(incident: Incident) -> str | None:
    """Return the act to be judged: a threat to do an act is a threat of force, or nothing that a rule knows."""
    if incident.status != "threatened" or incident.act is None:
        return incident.act
    if terms.is_a(incident.act, THREAT):
        return incident.act
    uses_force = terms.acts()[incident.act]["force"] == "yes"
    return THREAT if uses_force else None


def _act(condition: Condition, incident: Incident, docket: Docket) -> Proof:
    act = act_of(incident)
    truth: Truth
    key = "act"
    if incident.act is None and incident.status == "threatened":
        could = any(terms.is_a(THREAT, value) or terms.is_a(value, THREAT) for value in condition.values)
        truth, key = (None, "act") if could else (False, "act.threatened")
    elif incident.act is None:
        truth = None
    elif act is None:
        truth, key = False, "act.threatened"
    elif any(terms.is_a(act, but) for but in condition.but):
        truth = False
    elif any(terms.is_a(act, value) for value in condition.values):
        # told in a wider word than what is excepted, it may be that or another
        truth = None if any(terms.is_a(but, act) for but in condition.but) else True
    elif any(terms.is_a(value, act) for value in condition.values):
        truth = None  # the incident is told in a wider word than the row's
    else:
        truth = False
    if act is not None and incident.status == "threatened" and truth is not None:
        key = "act.threat" if truth else "act.threatened"
    return node(
        "act", condition.words, truth, key, ground=ground_of(incident, "act"), evidence=evidence_of(incident, "act"),
        missing=("act",) if truth is None else (), act=Word(incident.act or "something"), **told_of(condition),
    )  # fmt: skip


def _is(word: str, actor: str, others: tuple[str, ...], docket: Docket, *, acts: bool) -> Answer:
    """Answer whether one actor is what a word of an actor or target row says."""
    kind = terms.kind_of(actor)
    if word == "any":
        return True, (), ()
    if word in ("a state", "armed group", "organisation"):
        wanted = "state" if word == "a state" else word
        if kind is None:
            return None, ("actor kind",), ()
        if word == "a state" and kind == "organisation" and docket.members_of(actor):
            return None, ("actor",), ()  # an organisation acts through its members' forces: which state acts is open
        return kind == wanted, (), ()
    if word in ("a party", "another party"):
        truth, missing, unverified = _party(actor, kind, docket, acts=acts)
        if word == "another party" and others and actor in others:
            return False, (), ()
        return truth, missing, unverified
    if word == "not a party":
        truth, missing, unverified = _party(actor, kind, docket, acts=acts)
        return not_(truth), missing, unverified
    if word == "a state not a party":
        is_state = _is("a state", actor, others, docket, acts=acts)
        outside = _is("not a party", actor, others, docket, acts=acts)
        return all_of((is_state[0], outside[0])), (*is_state[1], *outside[1]), (*is_state[2], *outside[2])
    if word in GREAT_POWERS:
        return _great_power(word, actor, kind, docket, acts=acts)
    if word.startswith(STATE_IN):
        return _state_in(word.removeprefix(STATE_IN), actor, kind, docket)
    if actor == word or word in terms.lineage_of(actor):
        return True, (), ()
    if actor in terms.lineage_of(word) or (kind is None and not terms.is_id(actor)):
        return None, ("actor",), ()  # told in a wider word, or by a name that no table knows
    return False, (), ()


def _party(actor: str, kind: str | None, docket: Docket, *, acts: bool) -> Answer:
    status = docket.member(actor)
    if actor in docket.instrument.parties or kind == "state":
        return status.truth, status.missing, status.unverified
    members = docket.members_of(actor) if kind == "organisation" else ()
    if members:
        held = [docket.member(member).truth for member in members]
        if acts:  # its members act through it; which of them is not told
            return (None if any(truth is not False for truth in held) else False), ("actor",), ()
        if all(truth is True for truth in held):
            return True, (), ()
        return (None if any(truth is not False for truth in held) else False), ("target",), ()
    if kind is None and not terms.is_id(actor):
        return None, ("actor",), ()
    for party in docket.instrument.parties:
        if party in terms.lineage_of(actor):  # MNLA is part of the CMA, which is a party
            whole = docket.member(party)
            return whole.truth, whole.missing, whole.unverified
    if any(actor in terms.lineage_of(party) for party in docket.instrument.parties):
        return None, ("actor",), ()  # told in a wider word than the party's name
    return False, (), ()


def _great_power(word: str, actor: str, kind: str | None, docket: Docket, *, acts: bool) -> Answer:
    """Answer whether an actor is a great power of the day, and outside the pact where the word says so."""
    outside = GREAT_POWERS[word][1]
    if kind != "state":
        return (None, ("actor",), ()) if kind is None else (False, (), ())
    truths = {terms.great_power(actor, day) for day in days_asked(docket.on)}
    great = truths.pop() if len(truths) == 1 else None
    missing = () if great is not None else ("date",) if truths else (f"great power {actor}",)
    if not outside:
        return great, missing, ()
    truth, more, unverified = _party(actor, kind, docket, acts=acts)
    return all_of((great, not_(truth))), (*missing, *more), unverified


def _state_in(area: str, actor: str, kind: str | None, docket: Docket) -> Answer:
    """Answer whether an actor is a state of an area, by its home territory."""
    if kind != "state":
        return (None, ("actor",), ()) if kind is None else (False, (), ())
    truths = {terms.home_in(terms.stands_for(actor), area, day) for day in days_asked(docket.on)}
    truth = truths.pop() if len(truths) == 1 else None
    return truth, () if truth is not None else ("date",) if truths else ("place",), ()


def _kind_only(word: str, kind: str) -> Truth:
    """Answer a row for an actor of whom only the kind is known."""
    if word == "any":
        return True
    if word == "a state":
        return None if kind == "unknown" else kind == "state"
    if word in ("armed group", "organisation"):
        return None if kind == "unknown" else kind == word
    if word in ("a party", "another party", "a state not a party", *GREAT_POWERS) or word.startswith(STATE_IN):
        return None if kind in ("unknown", "state") else False
    if word == "not a party":
        return None if kind in ("unknown", "state") else True
    word_kind = terms.kind_of(word)
    return None if kind in ("unknown", word_kind) else False


def _who(
    key: str, condition: Condition, found: tuple[str, ...], others: tuple[str, ...], incident: Incident, docket: Docket
) -> Proof:
    kind = incident.actor_kind if key == "actor" else None
    if found == (NOBODY,):
        return node(
            key, condition.words, False, key, ground=ground_of(incident, key), evidence=evidence_of(incident, key),
            **told_of(condition), found=Word("nobody"), **{key.split(" ")[0]: Word("nobody")},
        )  # fmt: skip
    if "any" in condition.values and not condition.but:
        return node(
            key, condition.words, True, f"{key}.any", ground=ground_of(incident, key), evidence=evidence_of(incident, key)
        )
    unverified: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    if found:
        answers: list[Answer] = []
        each_in: list[Truth] = []
        for each in found:
            inside = [_is(word, each, others, docket, acts=key != "target") for word in condition.values]
            barred = [_is(word, each, others, docket, acts=key != "target") for word in condition.but]
            answers += [*inside, *barred]
            each_in.append(all_of((any_of(one[0] for one in inside), not_(any_of(one[0] for one in barred)))))
        truth = any_of(each_in)
        counted = max((GREAT_POWERS[word][0] for word in condition.values if word in GREAT_POWERS), default=1)
        if counted > 1:
            surely, perhaps = each_in.count(True), sum(one is not False for one in each_in)
            truth = True if surely >= counted else None if perhaps >= counted else False
        deciding = [answer for answer in answers if answer[0] == truth or truth is None]
        unverified = tuple(dict.fromkeys(text for answer in deciding for text in answer[2]))
        if truth is None:
            missing = tuple(dict.fromkeys(name for answer in answers if answer[0] is None for name in answer[1]))
            missing = tuple(key if name in ("actor", "target") else name for name in missing) or (key,)
            if key != "actor":
                missing = tuple(key if name == "actor kind" else name for name in missing)
    elif kind:
        truth = any_of(_kind_only(word, kind) for word in condition.values)
        if condition.but and truth is True:
            truth = not_(any_of(_kind_only(word, kind) for word in condition.but))
        missing = ("actor",) if truth is None else ()
    else:
        truth, missing = None, (key,)
    name = Ids(found) if found else Word(kind if kind and kind != "unknown" else "someone")
    keys = (key, "actor kind") if key == "actor" else (key,)
    return node(
        key, condition.words, truth, key, ground=ground_of(incident, *keys), evidence=evidence_of(incident, *keys),
        missing=missing, unverified=unverified, **told_of(condition), found=name, **{key.split(" ")[0]: name},
    )  # fmt: skip


def _actor(condition: Condition, incident: Incident, docket: Docket) -> Proof:
    return _who("actor", condition, incident.actor, incident.target, incident, docket)


def _target(condition: Condition, incident: Incident, docket: Docket) -> Proof:
    return _who("target", condition, incident.target, incident.actor, incident, docket)


def _supported_by(condition: Condition, incident: Incident, docket: Docket) -> Proof:
    return _who("supported by", condition, incident.supported_by, (), incident, docket)


def _among(key: str, condition: Condition, found: tuple[str, ...], incident: Incident) -> Proof:
    """Ask a row of plain words: a stated list is the whole list, so a word not in it is false."""
    if not found:
        truth: Truth = None
    else:
        truth = any(word in condition.values and word not in condition.but for word in found)
    return node(
        key, condition.words, truth, key, ground=ground_of(incident, key), evidence=evidence_of(incident, key),
        missing=(key,) if truth is None else (), **told_of(condition), found=tuple(map(Word, found)),
    )  # fmt: skip


def struck_of(incident: Incident) -> tuple[tuple[str, ...], bool]:
    """Return what was hit and whether that is presumed from the act, as an invasion strikes territory."""
    if incident.struck or incident.act is None:
        return incident.struck, False
    presumed = terms.acts()[incident.act]["strikes"]
    return ((presumed,), True) if presumed else ((), False)


def _struck(condition: Condition, incident: Incident, docket: Docket) -> Proof:
    found, presumed = struck_of(incident)
    proof = _among("struck", condition, found, incident)
    if not presumed:
        return proof
    if proof.truth is False:
        # that territory is hit does not say that forces were not
        return _among("struck", condition, (), incident)
    return node(
        "struck", condition.words, proof.truth, "struck", ground="presumed",
        evidence=(Evidence("law", "acts.csv", f"{incident.act} strikes {found[0]}"),), presumed=("struck",),
        **told_of(condition), found=tuple(map(Word, found)),
    )  # fmt: skip


def _harm(condition: Condition, incident: Incident, docket: Docket) -> Proof:
    if incident.harm or incident.act is None:
        return _among("harm", condition, incident.harm, incident)
    presumes = tuple(filter(None, terms.acts()[incident.act]["presumes"].split("; ")))
    against_territory = not incident.struck or "territory" in incident.struck
    against_state = bool(incident.target) and all(terms.kind_of(target) == "state" for target in incident.target)
    own = bool(incident.actor) and incident.actor == incident.target
    hits = tuple(word for word in presumes if word in condition.values)
    if hits and against_territory and against_state and not own and incident.status != "threatened":
        return node(
            "harm", condition.words, True, "harm.presumed", ground="presumed", presumed=("harm",),
            evidence=(Evidence("law", "acts.csv", f"{incident.act} presumes harm to {', '.join(presumes)}"),),
            act=Word(incident.act), found=tuple(map(Word, hits)),
        )  # fmt: skip
    return _among("harm", condition, (), incident)


def _origin(condition: Condition, incident: Incident, docket: Docket) -> Proof:
    if incident.origin:
        return _among("origin", condition, (incident.origin,), incident)
    foreign = incident.actor and incident.target and all(
        terms.kind_of(actor) in ("state", "organisation") and actor not in incident.target for actor in incident.actor
    )  # fmt: skip
    if foreign and all(terms.kind_of(target) == "state" for target in incident.target):
        truth = "external" in condition.values
        return node(
            "origin",
            condition.words,
            truth,
            "origin.derived",
            ground=ground_of(incident, "actor", "target"),
            evidence=evidence_of(incident, "actor"),
        )
    return _among("origin", condition, (), incident)


def _capacity(condition: Condition, incident: Incident, docket: Docket) -> Proof:
    return _among("capacity", condition, (incident.capacity,) if incident.capacity else (), incident)


def _when(condition: Condition, incident: Incident, docket: Docket) -> Proof:
    answers = [_phrase(value, incident, docket) for value in condition.values]
    if len(answers) == 1 and not condition.but:
        return answers[0]
    truth = any_of(answer.truth for answer in answers)
    return node(
        "when", condition.words, truth, "when", ground=ground_of(incident), children=answers, **told_of(condition),
        missing=tuple(dict.fromkeys(name for answer in answers for name in answer.missing)) if truth is None else (),
    )  # fmt: skip


def _phrase(phrase: str, incident: Incident, docket: Docket) -> Proof:
    term = docket.term(phrase)
    if term is not None:
        return ask_term(term.name, term.rows, term.any_of, incident, docket)
    if phrase in incident.votes and phrase not in incident.facts and phrase.removeprefix(DECISION) in docket.organs:
        return decision(phrase, incident.votes[phrase], incident, docket)
    truth = incident.facts.get(phrase)
    decided = phrase.startswith(("decision of ", "authorisation of ")) and not is_stipulated(incident, phrase)
    ground = "decided" if decided else ground_of(incident, phrase)
    known = phrase in incident.facts and truth is not None
    evidence = incident.evidence.get(phrase, ())
    if known and not evidence:
        evidence = (Evidence("incident", phrase, str(truth).lower()),)
    return node(
        "when", phrase, truth, "when", ground=ground if known else "found", evidence=evidence,
        missing=(phrase,) if truth is None else (), values=(Word(phrase),),
    )  # fmt: skip


def ask_term(
    name: str, rows: tuple[Condition, ...], items: tuple[Condition, ...], incident: Incident, docket: Docket
) -> Proof:
    """Return the node of a term: all of its rows, or any of its items."""
    children = [ask(row, incident, docket) for row in (rows or items)]
    truth = all_of(child.truth for child in children) if rows else any_of(child.truth for child in children)
    missing = dict.fromkeys(name for child in children if child.truth is None for name in child.missing)
    return node(
        "term", name, truth, "term", ground=ground_of(incident), children=children,
        missing=tuple(missing) if truth is None else (),
        unverified=tuple(dict.fromkeys(text for child in children for text in child.unverified)), name=name,
    )  # fmt: skip


_ASK: dict[str, Callable[[Condition, Incident, Docket], Proof]] = {
    "act": _act, "actor": _actor, "supported by": _supported_by, "target": _target, "struck": _struck, "harm": _harm,
    "place": ask_place, "origin": _origin, "capacity": _capacity, "when": _when,
}  # fmt: skip
