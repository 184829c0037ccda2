"""Whether conditions can hold together, and whether some make another certain: what lint asks of a rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from itertools import combinations, product

from foedus import terms
from foedus.pacts.ast import Body, Condition, Rule, Term

ONE_WORD = {"act": "acts", "origin": "origins", "capacity": "capacities"}
"""Rows of which an incident has one word only, and the table it is from: sets of words that share none clash."""
MOST_WAYS = 256
"""Ways in which a rule's rows may be met; a rule with more is taken as reachable."""

Way = tuple[Condition, ...]
Terms = Mapping[str, Iterable[Term]]
"""Terms by name; each name with its first block and its readings."""


def ways(conditions: Iterable[Condition], known: Terms, within: frozenset[str] = frozenset()) -> list[Way]:
    """Return the ways in which conditions can all hold, each a list of plain rows; empty when they cannot be told.

    A term stands for its rows, a comma of terms for one way each. A term that leads back to itself is left as it is.
    """
    found: list[Way] = [()]
    for condition in conditions:
        here = [way for value in condition.values for way in _ways_of(condition, value, known, within)]
        if condition.key != "when":
            here = [(condition,)]
        found = [(*one, *other) for one, other in product(found, here)]
        if len(found) > MOST_WAYS:
            return []
    return found


def _ways_of(condition: Condition, value: str, known: Terms, within: frozenset[str]) -> list[Way]:
    single = Condition("when", (value,), (), condition.line)
    found: list[Way] = []
    for term in known.get(value, ()) if condition.key == "when" and value not in within else ():
        inner = within | {value}
        if term.rows:
            found += [(single, *way) for way in ways(term.rows, known, inner)]
        else:
            found += [(single, *way) for item in term.any_of for way in ways((item,), known, inner)]
    return found or [(single,)]


def clash(way: Way) -> tuple[Condition, Condition] | None:
    """Return two rows that no incident can meet at once, or one twice where it takes out all that it names."""
    for one in way:
        if one.but and all(_covered(one.key, value, one.but) for value in one.values):
            return one, one
    for key, table in ONE_WORD.items():
        rows = [row for row in way if row.key == key]
        if len(rows) > 1 and not _met_by_one(rows, table):
            pairs = combinations(rows, 2)
            return next((pair for pair in pairs if not _met_by_one(pair, table)), (rows[0], rows[1]))
    return None


def _met_by_one(rows: Iterable[Condition], table: str) -> bool:
    rows = list(rows)
    return any(all(_meets(word, row) for row in rows) for word in terms.vocabulary(table))


def _meets(word: str, row: Condition) -> bool:
    return _covered(row.key, word, row.values) and not _covered(row.key, word, row.but)


def certain(way: Way, condition: Condition) -> bool:
    """Tell whether every incident that meets the rows meets the condition too."""
    if condition.but:
        return False
    if condition.values in (("any",), ("anywhere",)):
        return True
    return any(
        row.key == condition.key
        and row.values
        and all(_covered(row.key, value, condition.values) for value in row.values)
        for row in way
    )


def asks(conditions: Iterable[Condition], key: str, known: Terms) -> bool:
    """Tell whether a row of that key is asked, by the conditions or by a term that they use."""
    return any(row.key == key for way in ways(conditions, known) for row in way)


def _covered(key: str, word: str, wider: Iterable[str]) -> bool:
    if key == "act":
        return any(terms.is_a(word, each) for each in wider)
    return word in wider or (key in ("actor", "target", "supported by") and "any" in wider)


def names(to: str, rule: Rule) -> bool:
    """Tell whether a provision as a block writes it, or a whole article, names a rule."""
    article = rule.provision.partition("/")[0]
    return to in (rule.provision, article, f"{article}/")


def conditions_of(block: Body) -> Iterator[Condition]:
    """Yield every condition of a block, wherever it stands."""
    for each in fields(block):
        value = getattr(block, each.name)
        if isinstance(value, Condition):
            yield value
        elif isinstance(value, tuple):
            yield from (item for item in value if isinstance(item, Condition))
