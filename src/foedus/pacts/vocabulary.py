"""Which words a row may hold, and the one message for a word that it may not."""

from __future__ import annotations

from foedus import terms
from foedus.pacts.ast import Condition
from foedus.terms import FoedusError

ACTOR_WORDS = (
    "any", "a state", "a party", "another party", "not a party", "a state not a party", "armed group", "organisation",
)  # fmt: skip
TARGET_WORDS = ACTOR_WORDS
BEARER_WORDS = ("every party", "every other party", "the target", "the actor")
PLACE_WORDS = (
    "anywhere", "territory of the target", "territory of the actor", "territory of a party", "territory of another party",
)  # fmt: skip
PLAIN_TABLES = {"struck": "struck", "harm": "harms", "origin": "origins", "capacity": "capacities"}


def is_id(word: str) -> bool:
    """Tell whether a word is the id of a state or actor."""
    return word in terms.states() or word in terms.actors()


def is_area(word: str) -> bool:
    """Tell whether a word names a place in a row: an area, a territory, a state, or a known place."""
    if word in PLACE_WORDS or word in terms.areas() or word in terms.states():
        return True
    return word.startswith("territory of ") and word.removeprefix("territory of ") in terms.states()


def check_words(condition: Condition, *, file: str, place_terms: frozenset[str], names: frozenset[str]) -> None:
    """Raise FoedusError for a word that its row cannot hold; `names` are the terms and fact phrases known here."""
    for word in (*condition.values, *condition.but):
        expected = _expected(condition.key, word, place_terms, names)
        if expected is not None:
            what, known = expected
            raise FoedusError(
                f"unknown word '{word}'", file=file, line=condition.line, field=condition.key, expected=what,
                nearest=terms.nearest(word, known), remedy=f"see 'foedus terms {condition.key}'",
            )  # fmt: skip


def _expected(key: str, word: str, place_terms: frozenset[str], names: frozenset[str]) -> tuple[str, list[str]] | None:
    if key == "act":
        return None if word in terms.acts() else ("a word of the tree of acts", list(terms.acts()))
    if key in PLAIN_TABLES:
        known = list(terms.vocabulary(PLAIN_TABLES[key]))
        return None if word in known else (f"one of {', '.join(known)}", known)
    if key in ("actor", "target", "supported by"):
        if word in ACTOR_WORDS or is_id(word):
            return None
        return (f"{', '.join(ACTOR_WORDS)}, or an id", [*ACTOR_WORDS, *terms.states(), *terms.actors()])
    if key in ("bearer", "beneficiary"):
        if word in BEARER_WORDS or is_id(word):
            return None
        return (f"{', '.join(BEARER_WORDS)}, or an id", [*BEARER_WORDS, *terms.states(), *terms.actors()])
    if key == "place":
        if is_area(word) or word in place_terms:
            return None
        return ("an area, 'territory of …', or a term of places", [*PLACE_WORDS, *terms.areas(), *place_terms])
    if key == "when":
        return None if word in names else ("a fact phrase or a term of this instrument", sorted(names))
    raise AssertionError(key)
