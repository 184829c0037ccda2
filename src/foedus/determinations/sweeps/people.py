"""Rows about who acts, is hit or stands behind, answered for one actor and one state of the law."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from foedus import terms
from foedus.determinations.sweeps.duties import Members, Roll
from foedus.determinations.sweeps.nodes import PARTY_ROUTE
from foedus.incidents import NOBODY
from foedus.pacts import GREAT_POWERS, STATE_IN, Condition
from foedus.terms import Truth, all_of, any_of, not_

_OF_PACT = (
    *PARTY_ROUTE,
    "not a party",
    "a state not a party",
    *(word for word, (_, outside) in GREAT_POWERS.items() if outside),
)


def hangs_on(condition: Condition) -> tuple[bool, bool, bool]:
    """Tell whether the answer to a row turns on who is a party, on who else is in the event, and on the day."""
    words = {*condition.values, *condition.but}
    return bool(words & set(_OF_PACT)), "another party" in words, any(map(_of_day, words))


def _of_day(word: str) -> bool:
    return word in GREAT_POWERS or word.startswith(STATE_IN)


def answer(
    condition: Condition, ids: tuple[str, ...] | None, kind: str | None, others: tuple[str, ...],
    roll: Roll | None, members: Members, days: tuple[date, ...],
) -> Truth:  # fmt: skip
    """Return whether a row holds for those who act (or are hit); for nobody named, what their kind tells.

    `days` are those on which the event may have been.

    `roll` tells who is bound at the time, needed where the row turns on who is a party; `members` who an organisation's are.
    """
    if ids == (NOBODY,):
        return False
    if not ids:
        return None if kind is None else _of_kind(condition, kind)
    acts = condition.key != "target"

    def meets(words: tuple[str, ...], id_: str) -> Truth:
        return any_of(_is(word, id_, others, roll, members, acts, days) for word in words)

    each_in = [all_of((meets(condition.values, id_), not_(meets(condition.but, id_)))) for id_ in ids]
    wanted = max((GREAT_POWERS[word][0] for word in condition.values if word in GREAT_POWERS), default=1)
    if wanted > 1:
        surely, perhaps = each_in.count(True), len(each_in) - each_in.count(False)
        return True if surely >= wanted else None if perhaps >= wanted else False
    return any_of(each_in)


def _of_kind(condition: Condition, kind: str) -> Truth:
    truth = any_of(_kind_is(word, kind) for word in condition.values)
    if condition.but and truth is True:
        return not_(any_of(_kind_is(word, kind) for word in condition.but))
    return truth


def _kind_is(word: str, kind: str) -> Truth:
    if word == "any":
        return True
    known = kind != "unknown"
    if word in ("a state", "armed group", "organisation"):
        return kind == ("state" if word == "a state" else word) if known else None
    perhaps_state = kind in ("unknown", "state")
    if word == "not a party":
        return None if perhaps_state else True
    if word in _OF_PACT or word in GREAT_POWERS or word.startswith(STATE_IN):
        return None if perhaps_state else False
    return None if not known or kind == terms.kind_of(word) else False


def _is(
    word: str,
    id_: str,
    others: tuple[str, ...],
    roll: Roll | None,
    members: Members,
    acts: bool,
    days: tuple[date, ...],
) -> Truth:
    kind = terms.kind_of(id_)
    if word == "any":
        return True
    if word == "a state":
        if kind == "organisation" and members(id_):
            return None  # it acts through the forces of its members
        return None if kind is None else kind == "state"
    if word in ("armed group", "organisation"):
        return None if kind is None else kind == word
    if word == "a party":
        return is_party(id_, roll, members, acts)
    if word == "another party":
        return False if id_ in others else is_party(id_, roll, members, acts)
    if word == "not a party":
        return not_(is_party(id_, roll, members, acts))
    if word == "a state not a party":
        return all_of(
            (_is("a state", id_, others, roll, members, acts, days), not_(is_party(id_, roll, members, acts)))
        )
    if word in GREAT_POWERS:
        return _great(word, id_, kind, roll, members, acts, days)
    if word.startswith(STATE_IN):
        return _home(word.removeprefix(STATE_IN), id_, kind, days)
    if word in (id_, *terms.lineage_of(id_)):
        return True
    return None if id_ in terms.lineage_of(word) or (kind is None and not terms.is_id(id_)) else False


def is_party(id_: str, roll: Roll | None, members: Members, acts: bool) -> Truth:
    """Return whether a state, body or group is bound by an instrument: itself, by its members, or by what it is part of."""
    assert roll is not None
    kind = terms.kind_of(id_)
    if kind == "state" or id_ in roll:
        return roll.truth(id_)
    through = members(id_) if kind == "organisation" else ()
    if through:
        bound = [roll.truth(member) for member in through]
        if not acts and all(truth is True for truth in bound):
            return True
        return False if all(truth is False for truth in bound) else None
    if kind is None and not terms.is_id(id_):
        return None
    whole = next((party for party in roll.parties if party in terms.lineage_of(id_)), None)
    if whole is not None:
        return roll.truth(whole)
    return None if any(id_ in terms.lineage_of(party) for party in roll.parties) else False


def _great(
    word: str, id_: str, kind: str | None, roll: Roll | None, members: Members, acts: bool, days: tuple[date, ...]
) -> Truth:
    if kind != "state":
        return None if kind is None else False
    great = _all_through(terms.great_power(id_, day) for day in days)
    return all_of((great, not_(is_party(id_, roll, members, acts)))) if GREAT_POWERS[word][1] else great


def _home(area: str, id_: str, kind: str | None, days: tuple[date, ...]) -> Truth:
    if kind != "state":
        return None if kind is None else False
    return _all_through(terms.home_in(terms.stands_for(id_), area, day) for day in days)


def _all_through(truths: Iterable[Truth]) -> Truth:
    """Return the answer that is the same on every day, else unknown."""
    found = set(truths)
    return found.pop() if len(found) == 1 else None
