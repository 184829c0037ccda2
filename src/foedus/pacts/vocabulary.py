"""Which words a row may hold, and the one message for a word that it may not."""

from __future__ import annotations

from foedus import terms
from foedus.pacts.ast import Condition
from foedus.terms import DECISION, FoedusError

GREAT_POWERS = {
    "a great power": (1, False), "a great power not a party": (1, True), "two or more great powers": (2, False),
    "two or more great powers not parties": (2, True),
}  # fmt: skip
"""Words that count great powers: how many, and whether only those outside the pact."""
STATE_IN = "a state in "
ACTOR_WORDS = (
    "any", "a state", "a party", "another party", "not a party", "a state not a party", "armed group", "organisation",
    *GREAT_POWERS,
)  # fmt: skip
TARGET_WORDS = ACTOR_WORDS
BEARER_WORDS = ("every party", "every other party", "the target", "the actor", "the party concerned")
ADMINISTERED = "administered by "
PLACE_WORDS = (
    "anywhere", "territory of the target", "territory of the actor", "territory of a party", "territory of another party",
    "administered by a party", "administered by the target",
)  # fmt: skip
PLAIN_TABLES = {"struck": "struck", "harm": "harms", "origin": "origins", "capacity": "capacities"}


def is_id(word: str) -> bool:
    """Tell whether a word is the id of a state or actor."""
    return word in terms.states() or word in terms.actors()


def is_area(word: str) -> bool:
    """Tell whether a word names a place in a row: an area, a territory, a state, or a known place."""
    if word in PLACE_WORDS or word in terms.areas() or word in terms.states():
        return True
    return any(
        word.startswith(before) and word.removeprefix(before) in terms.states()
        for before in ("territory of ", ADMINISTERED)
    )


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
        if word in ACTOR_WORDS or is_id(word) or word.startswith(STATE_IN) and word[len(STATE_IN) :] in terms.areas():
            return None
        areas = [f"{STATE_IN}{area}" for area in terms.areas()]
        return (
            f"{', '.join(ACTOR_WORDS)}, '{STATE_IN}…', or an id",
            [*ACTOR_WORDS, *areas, *terms.states(), *terms.actors()],
        )
    if key in ("bearer", "beneficiary"):
        if word in BEARER_WORDS or is_id(word):
            return None
        return (f"{', '.join(BEARER_WORDS)}, or an id", [*BEARER_WORDS, *terms.states(), *terms.actors()])
    if key == "place":
        if is_area(word) or word in place_terms:
            return None
        return (
            "an area, 'territory of …', 'administered by …', or a term of places",
            [*PLACE_WORDS, *terms.areas(), *place_terms],
        )
    if key == "when":
        if word in names:
            return None
        if word.startswith(DECISION):
            organ = word.removeprefix(DECISION)
            known = [f"{DECISION}{name.removeprefix(DECISION)}" for name in names if name.startswith(DECISION)]
            return (f"a block 'organ: {organ}' in this text that says how it decides", known)
        return ("a fact phrase or a term of this instrument", sorted(names))
    raise AssertionError(key)
