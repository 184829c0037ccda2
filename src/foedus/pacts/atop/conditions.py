"""The conditions of a promise, each as its own row: fact phrases that all ATOP instruments share."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from foedus.pacts.ast import Condition
from foedus.pacts.atop.tables import FLAGS, MemberRow

PHRASES: Mapping[str, str] = {
    "coadv": "the adversary is one that the pact names",
    "coloc": "the conflict is in a place that the pact names",
    "cocon": "the conflict is the one that the pact names",
    "conum": "there are as many adversaries as the pact asks",
    "codem": "the demands that the pact names stand as it asks",
}
"""The phrase for each kind of condition: the columns are `def`, `off`, `neu` or `con` with one of these behind it."""
OTHER_LIMITS = "the other limits of the pact leave room for it"
NAMED_SITUATION = "the situation is one that the pact names"
TOWARDS_PARTNER = "the promise runs towards this partner"
PROMISE_HELD = "the pact holds this promise"
PROVOCATION = "provocation by the target"
REQUEST = "request by the target"


@cache
def when(phrase: str) -> Condition:
    """Return the trigger row that asks a fact phrase."""
    return Condition("when", (phrase,))


def rows_of(member: MemberRow, promise: str) -> tuple[Condition, ...]:
    """Return a trigger row for each condition under which a member made a promise (ATOP 5.1 codebook, obligations).

    A blank promise has one row, whether the pact holds it, so that it is unsettled and never "no". What an `obvary`
    member owes runs to some of its partners only, and a limit of `olimob` may touch any of its promises.
    """
    owes = member.owes
    phrases: list[str] = []
    if owes[promise] is None:
        phrases.append(PROMISE_HELD)
    if promise == "offense":
        phrases.append(NAMED_SITUATION)
    phrases += [PHRASES[flag[3:]] for flag in FLAGS[promise] if owes[flag] and flag[3:] in PHRASES]
    if owes["olimob"]:
        phrases.append(OTHER_LIMITS)
    if owes["obvary"]:
        phrases.append(TOWARDS_PARTNER)
    return tuple(when(phrase) for phrase in phrases)


def gates_of(member: MemberRow, promise: str) -> tuple[Condition, ...]:
    """Return the gates of a promise: consultation at an ally's request only."""
    return (when(REQUEST),) if promise == "consul" and member.owes["concoreq"] else ()


def defeats_of(member: MemberRow, promise: str) -> tuple[Condition, ...]:
    """Return what defeats a promise: the ally's own provocation of the adversary."""
    flag = {"defense": "defconpr", "neutral": "neuconpr"}.get(promise)
    return (when(PROVOCATION),) if flag and member.owes[flag] else ()


@cache
def shared_facts() -> tuple[dict[str, str], ...]:
    """Return the phrases of all ATOP instruments with their sentences, as an instrument's facts.csv holds them."""
    text = (files("foedus") / "pacts" / "atop" / "phrases.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
