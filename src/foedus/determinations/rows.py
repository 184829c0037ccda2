"""The questions: each trigger row asked of one incident, answered with a node of the proof."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from foedus import terms
from foedus.determinations.docket import Docket
from foedus.determinations.proof import Proof, node
from foedus.incidents import Incident
from foedus.pacts import Condition
from foedus.terms import Evidence, Ids, Truth, Word, all_of, any_of, not_

Answer = tuple[Truth, tuple[str, ...], tuple[str, ...]]
"""A truth with what is missing and what is unverified."""


def ask(condition: Condition, incident: Incident, docket: Docket) -> Proof:
    """Return the proof node of one condition; the same for trigger rows, list items and terms."""
    return _ASK[condition.key](condition, incident, docket)


def _values(condition: Condition) -> tuple[object, ...]:
    words = tuple(Ids((value,)) if terms.is_id(value) else Word(value) for value in condition.values)
    return words


def _evidence(incident: Incident, *keys: str) -> tuple[Evidence, ...]:
    found = [evidence for key in keys for evidence in incident.evidence.get(key, ())]
    if found:
        return tuple(found)
    stated = [(key, getattr(incident, key.replace(" ", "_"))) for key in keys]
    return tuple(
        Evidence("incident", key, ", ".join(value) if isinstance(value, tuple) else str(value))
        for key, value in stated
        if value
    )


def _ground(incident: Incident) -> str:
    return "stipulated" if incident.status == "hypothetical" else "found"


def act_of(incident: Incident) -> str | None:
    """Return the act to be judged: a threat to do an act is a threat of force, or nothing that a rule knows."""
    if incident.status != "threatened" or incident.act is None:
        return incident.act
    if terms.is_a(incident.act, "threat of force"):
        return incident.act
    uses_force = terms.acts()[incident.act]["force"] == "yes"
    return "threat of force" if uses_force else None


def _act(condition: Condition, incident: Incident, docket: Docket) -> Proof:
    act = act_of(incident)
    truth: Truth
    key = "act"
    if incident.act is None:
        truth = None
    elif act is None:
        truth, key = False, "act.threatened"
    elif any(terms.is_a(act, but) for but in condition.but):
        truth = False
    elif any(terms.is_a(act, value) for value in condition.values):
        truth = True
    elif any(terms.is_a(value, act) for value in condition.values):
        truth = None  # the incident is told in a wider word than the row's
    else:
        truth = False
    if act is not None and incident.status == "threatened" and truth is not None:
        key = "act.threat" if truth else "act.threatened"
    return node(
        "act", condition.words, truth, key, ground=_ground(incident), evidence=_evidence(incident, "act"),
        missing=("act",) if truth is None else (), act=Word(incident.act or "something"), values=_values(condition),
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


def _kind_only(word: str, kind: str) -> Truth:
    """Answer a row for an actor of whom only the kind is known."""
    if word == "any":
        return True
    if word == "a state":
        return None if kind == "unknown" else kind == "state"
    if word in ("armed group", "organisation"):
        return None if kind == "unknown" else kind == word
    if word in ("a party", "another party", "a state not a party"):
        return None if kind in ("unknown", "state") else False
    if word == "not a party":
        return None if kind in ("unknown", "state") else True
    word_kind = terms.kind_of(word)
    return None if kind in ("unknown", word_kind) else False


def _who(
    key: str, condition: Condition, found: tuple[str, ...], others: tuple[str, ...], incident: Incident, docket: Docket
) -> Proof:
    kind = incident.actor_kind if key == "actor" else None
    if "any" in condition.values and not condition.but:
        return node(
            key, condition.words, True, f"{key}.any", ground=_ground(incident), evidence=_evidence(incident, key)
        )
    unverified: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    if found:
        answers = [_is(word, each, others, docket, acts=key != "target") for each in found for word in condition.values]
        truth = any_of(answer[0] for answer in answers)
        if condition.but:
            barred = [_is(word, each, others, docket, acts=key != "target") for each in found for word in condition.but]
            truth = all_of((truth, not_(any_of(answer[0] for answer in barred))))
            answers += barred
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
        key, condition.words, truth, key, ground=_ground(incident), evidence=_evidence(incident, *keys), missing=missing,
        unverified=unverified, values=_values(condition), found=name, **{key.split(" ")[0]: name},
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
        truth = any(word in condition.values for word in found) and not any(word in condition.but for word in found)
    return node(
        key, condition.words, truth, key, ground=_ground(incident), evidence=_evidence(incident, key),
        missing=(key,) if truth is None else (), values=_values(condition), found=tuple(map(Word, found)),
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
    return node(
        "struck", condition.words, proof.truth, "struck", ground="presumed",
        evidence=(Evidence("law", "acts.csv", f"{incident.act} strikes {found[0]}"),), presumed=("struck",),
        values=_values(condition), found=tuple(map(Word, found)),
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
            ground=_ground(incident),
            evidence=_evidence(incident, "actor"),
        )
    return _among("origin", condition, (), incident)


def _capacity(condition: Condition, incident: Incident, docket: Docket) -> Proof:
    return _among("capacity", condition, (incident.capacity,) if incident.capacity else (), incident)


def place_of(incident: Incident) -> tuple[str | None, bool]:
    """Return where it happened and whether that is presumed: what strikes territory happened on the target's."""
    if incident.place or not incident.target or incident.act is None:
        return incident.place, False
    if terms.acts()[incident.act]["strikes"] == "territory" and len(incident.target) == 1 and not incident.struck:
        target = incident.target[0]
        return (target, True) if terms.kind_of(target) == "state" else (None, False)
    return None, False


def _within_any(
    words: tuple[str, ...], place: str, incident: Incident, docket: Docket, missing: dict[str, None]
) -> Truth:
    """Answer whether a place lies in any of several areas: Denmark with Greenland lies in two of them, none of it outside."""
    truth = any_of(_within(word, place, incident, docket, missing) for word in words)
    if truth is None and all(
        word in terms.areas() or word.startswith("territory of ") and word[13:] in terms.states() for word in words
    ):
        return terms.within_one_of(place, words, docket.on.first_day or date.max)
    return truth


def _within(word: str, place: str, incident: Incident, docket: Docket, missing: dict[str, None]) -> Truth:
    """Answer whether a place lies in what a word names; `missing` gathers the memberships on which that hangs."""
    on = docket.on.first_day or date.max
    if word == "anywhere":
        return True
    term = docket.term(word)
    if term is not None:
        return any_of(
            all_of(
                (
                    _within_any(item.values, place, incident, docket, missing),
                    *(not_(_within(bar, place, incident, docket, missing)) for bar in item.but),
                )
            )
            for item in term.any_of
        )
    if word in ("territory of the target", "territory of the actor"):
        whose = incident.target if word.endswith("target") else incident.actor
        states = [who for who in whose if terms.kind_of(who) == "state"]
        return any_of(terms.in_territory(place, state, on) for state in states) if states else None
    if word in ("territory of a party", "territory of another party"):
        parties = docket.bound
        if word.endswith("another party"):
            parties = {party: status for party, status in parties.items() if party not in incident.target}
        truths = []
        for party, status in parties.items():
            inside = terms.in_territory(place, party, on) if terms.kind_of(party) == "state" else False
            if inside is True and status.truth is None:
                missing.update(dict.fromkeys(status.missing))
            truths.append(all_of((status.truth, inside)))
        return any_of(truths)
    if word in terms.states():
        return terms.in_territory(place, word, on)
    return terms.within(place, word, on)


def _place(condition: Condition, incident: Incident, docket: Docket) -> Proof:
    place, presumed = place_of(incident)
    missing: dict[str, None] = {}
    if condition.values == ("anywhere",):
        truth: Truth = True
    elif place is None:
        truth = None
    else:
        inside = _within_any(condition.values, place, incident, docket, missing)
        barred = any_of(_within(word, place, incident, docket, missing) for word in condition.but)
        truth = all_of((inside, not_(barred)))
    told = Ids((place,)) if place and terms.is_id(place) else Word(place or "somewhere")
    return node(
        "place", condition.words, truth, "place", ground="presumed" if presumed else _ground(incident),
        evidence=_evidence(incident, "place"), missing=(tuple(missing) or ("place",)) if truth is None else (), place=told,
        values=_values(condition), presumed=("place",) if presumed else (),
    )  # fmt: skip


def _when(condition: Condition, incident: Incident, docket: Docket) -> Proof:
    answers = [_phrase(value, incident, docket) for value in condition.values]
    if len(answers) == 1 and not condition.but:
        return answers[0]
    truth = any_of(answer.truth for answer in answers)
    return node(
        "when", condition.words, truth, "when", ground=_ground(incident), children=answers, values=_values(condition),
        missing=tuple(dict.fromkeys(name for answer in answers for name in answer.missing)) if truth is None else (),
    )  # fmt: skip


def _phrase(phrase: str, incident: Incident, docket: Docket) -> Proof:
    term = docket.term(phrase)
    if term is not None:
        return ask_term(term.name, term.rows, term.any_of, incident, docket)
    truth = incident.facts.get(phrase)
    ground = "decided" if phrase.startswith(("decision of ", "authorisation of ")) else _ground(incident)
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
        "term", name, truth, "term", ground=_ground(incident), children=children, missing=tuple(missing) if truth is None else (),
        unverified=tuple(dict.fromkeys(text for child in children for text in child.unverified)), name=name,
    )  # fmt: skip


_ASK: dict[str, Callable[[Condition, Incident, Docket], Proof]] = {
    "act": _act, "actor": _actor, "supported by": _supported_by, "target": _target, "struck": _struck, "harm": _harm,
    "place": _place, "origin": _origin, "capacity": _capacity, "when": _when,
}  # fmt: skip
