"""A recorded vote counted by the organ's own rule: who may vote, quorum, majority, objections, each a node of the proof."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from foedus import terms
from foedus.determinations.docket import Docket
from foedus.determinations.grounds import is_stipulated
from foedus.determinations.proof import Proof, node
from foedus.incidents import Incident, Vote
from foedus.pacts import Organ, Threshold, parse_threshold
from foedus.terms import DECISION, Evidence, Ids, Truth, all_of, any_of

PRESENT = ("for", "against", "abstaining", "objecting")
REFUSING = ("against", "objecting")
STEPS = (
    "seats", "excluded", "not counted", "count", "quorum", "majority", "unanimity", "consensus", "silence", "veto",
)  # fmt: skip
"""Rows of the proof that are steps of a count."""


@dataclass(frozen=True)
class Bench:
    """Who may vote: surely, perhaps (a seat or membership in doubt), and who is kept out and why."""

    sure: tuple[str, ...]
    perhaps: tuple[str, ...]
    kept_out: tuple[tuple[str, str], ...]
    presumed: bool = False


@dataclass(frozen=True)
class Tally:
    """The count: stances of the sure seats; `open` counts seats of whom it is not known how, or whether, they voted."""

    stances: dict[str, tuple[str, ...]]
    unknown: tuple[str, ...]
    perhaps: tuple[str, ...]

    def number(self, *stances: str) -> int:
        return sum(len(self.stances[stance]) for stance in stances)

    @property
    def open(self) -> int:
        return len(self.unknown) + len(self.perhaps)

    @property
    def seats(self) -> int:
        return sum(map(len, self.stances.values())) + len(self.unknown)


def decision(phrase: str, vote: Vote, incident: Incident, docket: Docket) -> Proof:
    """Return the node on whether an organ decided, counted from a recorded vote; its children are the steps.

    Unknown votes and doubtful seats are counted both ways: the decision stands, or fails, only if it does either way.
    """
    organs = docket.organs_named(phrase.removeprefix(DECISION))
    if len(organs) != 1:
        # two rules of one organ, and the day does not tell which is law
        return node(
            "when", phrase, None, "when", missing=("date",) if organs else (phrase,), values=(terms.Word(phrase),)
        )
    organ = organs[0]
    bench = seated(organ, incident, docket, vote)
    tally = _tally(bench, vote)
    steps = [*_seat_nodes(bench, vote, docket), _count_node(tally)]
    asked = _quorum(organ, tally)
    if asked is not None:
        steps.append(asked)
    ruled = list(_rule_nodes(organ, tally, vote))
    truth = all_of((*(step.truth for step in ruled), True if asked is None else asked.truth))
    law = Evidence("law", f"{docket.instrument.id}:{organ.name}", f"{organ.origin.file}:{organ.origin.line}")
    return node(
        "when", phrase, truth, "vote decision", children=(*steps, *ruled),
        ground="stipulated" if is_stipulated(incident, phrase) else "decided",
        evidence=(law, *(incident.evidence.get(phrase) or (Evidence("incident", phrase, vote.text),))),
        missing=(phrase,) if truth is None else (),
        unverified=(f"{docket.instrument.id}: the organ '{organ.name}'",) if organ.origin.verified == "gk" else (),
        organ=terms.Word(organ.name), rule=terms.Word(f"{organ.rule} ({organ.rule_words})"),
    )  # fmt: skip


def seated(organ: Organ, incident: Incident, docket: Docket, vote: Vote | None = None) -> Bench:
    """Return who may vote in an organ on the day, by seats.csv, or as every party sits, or as the record names them."""
    rows = [seat for seat in docket.instrument.seats if seat.organ == organ.name]
    held: dict[str, Truth] = {}
    presumed = False
    if rows:
        for seat in rows:
            held[seat.holder] = any_of((held.get(seat.holder, False), docket.lasting(seat.start, seat.end)))
    elif organ.seats in ("", "every party") and docket.instrument.parties:
        held = {party: status.truth for party, status in docket.bound.items()}
    elif vote is not None:
        # the pact does not list who sits: those whom the record names are taken to
        held, presumed = {state: True for state, _ in vote.stances}, True
    out = {
        state: why
        for state, truth in held.items() if truth is not False
        for why in [_kept_out(state, organ, incident, docket)] if why
    }  # fmt: skip
    return Bench(
        tuple(state for state, truth in held.items() if truth is True and state not in out),
        tuple(state for state, truth in held.items() if truth is None and state not in out),
        tuple(out.items()), presumed,
    )  # fmt: skip


def _kept_out(state: str, organ: Organ, incident: Incident, docket: Docket) -> str:
    words = [word.strip() for word in organ.excludes.split(",")]
    if "suspended" in words and "suspended" in docket.member(state).kinds:
        return "suspended"
    if "the target" in words and state in incident.target:
        return "the target"
    return "the actor" if "the actor" in words and state in incident.actor else ""


def _tally(bench: Bench, vote: Vote) -> Tally:
    by_stance = {
        stance: tuple(state for state in bench.sure if vote.of(state) == stance)
        for stance in (*PRESENT, "absent")
    }  # fmt: skip
    return Tally(by_stance, tuple(state for state in bench.sure if vote.of(state) is None), bench.perhaps)


def _seat_nodes(bench: Bench, vote: Vote, docket: Docket) -> Iterable[Proof]:
    seats = (*bench.sure, *bench.perhaps)
    yield node(
        "seats", str(len(seats)), None if bench.perhaps else True, "vote seats", number=len(seats), states=Ids(seats),
        ground="presumed" if bench.presumed else "found", date=docket.on.words(),
        missing=tuple(f"membership of {state}" for state in bench.perhaps), doubtful=Ids(bench.perhaps),
    )  # fmt: skip
    for state, why in bench.kept_out:
        yield node("excluded", state, True, "vote excluded", state=Ids((state,)), why=terms.Word(why))
    strangers = tuple(state for state, _ in vote.stances if state not in seats and state not in dict(bench.kept_out))
    if strangers:
        yield node("not counted", ", ".join(strangers), True, "vote stranger", states=Ids(strangers))


def _count_node(tally: Tally) -> Proof:
    told = {stance: Ids(states) if states else terms.Word("nobody") for stance, states in tally.stances.items()}
    told["against"] = Ids((*tally.stances["against"], *tally.stances["objecting"])) or terms.Word("nobody")
    return node(
        "count", "", True if not tally.open else None, "vote count", in_favour=told["for"], against=told["against"],
        abstaining=told["abstaining"], absent=told["absent"],
        unknown=Ids((*tally.unknown, *tally.perhaps)) or terms.Word("nobody"),
    )  # fmt: skip


def _quorum(organ: Organ, tally: Tally) -> Proof | None:
    if not organ.quorum:
        return None
    threshold = parse_threshold(organ.quorum)
    present = tally.number(*PRESENT)
    if threshold is None:
        return node("quorum", organ.quorum, None, "vote unread", words_read=organ.quorum)
    surely = present >= threshold.needed(tally.seats + len(tally.perhaps))
    possibly = present + tally.open >= threshold.needed(tally.seats)
    truth = True if surely else None if possibly else False
    return node(
        "quorum",
        organ.quorum,
        truth,
        "vote quorum",
        present=present,
        needed=threshold.needed(tally.seats),
        seats=tally.seats,
    )


def _rule_nodes(organ: Organ, tally: Tally, vote: Vote) -> Iterable[Proof]:
    refusing = (*tally.stances["against"], *tally.stances["objecting"])
    if organ.rule == "silence":
        truth: Truth = False if refusing else vote.deadline_passed
        yield node("silence", organ.rule_words, truth, "vote silence", objecting=Ids(refusing) or terms.Word("nobody"))
        return
    if organ.rule == "unanimity":
        short = tally.number("against", "objecting", "abstaining")
        short += 0 if "present" in organ.rule_words else tally.number("absent")
        truth = False if short else None if tally.open else True
        yield node(
            "unanimity", organ.rule_words, truth, "vote unanimity", in_favour=tally.number("for"), seats=tally.seats
        )
        return
    if organ.rule == "consensus":
        truth = False if refusing else None if tally.open else True
        first = node(
            "consensus", organ.rule_words, truth, "vote consensus", objecting=Ids(refusing) or terms.Word("nobody")
        )
        if not organ.rule_words.startswith("failing which "):
            yield first
            return
        second = _majority(organ.rule_words.removeprefix("failing which "), tally)
        either = any_of((first.truth, second.truth))
        yield node("consensus", organ.rule_words, either, "vote either", children=(first, second))
        return
    words, _, further = organ.rule_words.partition(", ")
    yield _majority(words, tally)
    if organ.veto or "permanent" in further:
        against = tuple(state for state in refusing if state in organ.veto)
        unknown = any(state in organ.veto for state in (*tally.unknown, *tally.perhaps))
        truth = False if against else None if unknown or not organ.veto else True
        yield node(
            "veto", further, truth, "vote veto", against=Ids(against) or terms.Word("nobody"), members=Ids(organ.veto)
        )


def _majority(words: str, tally: Tally) -> Proof:
    threshold = parse_threshold(words)
    if threshold is None:
        return node("majority", words, None, "vote unread", words_read=words)
    favour = tally.number("for")
    base = _base(threshold, tally)
    most = base + (len(tally.perhaps) if threshold.base == "seats" else tally.open)
    surely = favour >= threshold.needed(most)
    possibly = favour + tally.open >= threshold.needed(most)
    truth = True if surely else None if possibly else False
    return node("majority", words, truth, "vote majority", in_favour=favour, needed=threshold.needed(base), of=base)


def _base(threshold: Threshold, tally: Tally) -> int:
    if threshold.base == "seats":
        return tally.seats
    return tally.number(*PRESENT) if threshold.base == "present" else tally.number("for", *REFUSING)
