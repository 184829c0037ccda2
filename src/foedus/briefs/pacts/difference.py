"""What differs between two pacts, clause by clause, or between two versions of one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from foedus.briefs.pacts.body import kind_of_block
from foedus.briefs.pacts.wording import told
from foedus.pacts import Body, Condition, Instrument, Rule, Spell, StandingClause
from foedus.terms import vocabulary

HEAD = ("kind", "organisation", "signed", "signed at")
_ABOUT = ("origin", "name", "provision", "heading", "reading", "kind", "modality", "duty")


@dataclass(frozen=True)
class Clause:
    """One block as it is compared: what kind it is, how it is cited, its reading, and its rows as text."""

    kind: str
    id: str
    reading: str | None
    effect: str
    rows: Mapping[str, str]

    @property
    def label(self) -> str:
        return f"{self.id} [{self.reading}]" if self.reading else self.id


@dataclass(frozen=True)
class ClausePair:
    """A clause of the first pact beside that of the second; None where one of them has none like it."""

    first: Clause | None
    second: Clause | None

    @property
    def either(self) -> Clause:
        found = self.first or self.second
        assert found is not None  # a pair of nothing is never made
        return found

    @property
    def both(self) -> bool:
        return self.first is not None and self.second is not None

    @cached_property
    def rows(self) -> dict[str, tuple[str, str]]:
        """Return the rows that differ, empty text where a clause has no such row; none where a clause stands alone."""
        if self.first is None or self.second is None:
            return {}
        one, other = self.first.rows, self.second.rows
        keys = dict.fromkeys((*one, *other))
        return {key: (one.get(key, ""), other.get(key, "")) for key in keys if one.get(key) != other.get(key)}

    @property
    def same(self) -> bool:
        return self.both and not self.rows

    @property
    def label(self) -> str:
        """Return how the two are cited together."""
        if self.first is None or self.second is None or self.first.label == self.second.label:
            return self.either.label
        return f"A {self.first.label}, B {self.second.label}"

    def to_json(self) -> dict[str, object]:
        """Return the pair as `foedus/pact-diff/1` has it."""
        return {
            "kind": self.either.kind,
            "reading": self.either.reading,
            "clauses": [self.first.id if self.first else None, self.second.id if self.second else None],
            "rows": {key: [value or None for value in values] for key, values in self.rows.items()},
            "same": self.same,
        }


@dataclass(frozen=True)
class HeadRow:
    """A line of the head that differs, with its name in the reader's language."""

    key: str
    label: str
    first: str
    second: str


@dataclass(frozen=True)
class PactDifference:
    """Two pacts side by side: head, parties, clauses; of two versions of one also memberships and restated words.

    `memberships` holds for a party of both the rows of parties.csv in each, where they differ; `words` for an article its
    restatement in each, None where there is no such article.
    """

    first: Instrument
    second: Instrument
    versions: bool
    head: tuple[HeadRow, ...]
    both: tuple[str, ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    memberships: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
    words: Mapping[str, tuple[str | None, str | None]]
    clauses: tuple[ClausePair, ...]

    @property
    def changed(self) -> tuple[ClausePair, ...]:
        return tuple(pair for pair in self.clauses if pair.rows)

    @property
    def same(self) -> tuple[ClausePair, ...]:
        return tuple(pair for pair in self.clauses if pair.same)

    @property
    def alone(self) -> tuple[tuple[Clause, ...], tuple[Clause, ...]]:
        """Return the clauses that only the first has, and those that only the second has."""
        return (
            tuple(pair.first for pair in self.clauses if pair.first and not pair.second),
            tuple(pair.second for pair in self.clauses if pair.second and not pair.first),
        )

    def to_json(self) -> dict[str, object]:
        """Return the comparison as `foedus/pact-diff/1` has it, without what made it."""
        return {
            "between": [self.first.id, self.second.id],
            "versions": self.versions,
            "head": {row.key: [row.first, row.second] for row in self.head},
            "parties": {"both": list(self.both), "first": list(self.only_first), "second": list(self.only_second)},
            "memberships": {party: [list(rows) for rows in sides] for party, sides in self.memberships.items()},
            "words": {id_: list(texts) for id_, texts in self.words.items()},
            "clauses": [pair.to_json() for pair in self.clauses],
        }


def pact_difference(first: Instrument, second: Instrument, lang: str = "en") -> PactDifference:
    """Return where two pacts differ; with one id or one title they are versions of one pact."""
    versions = first.id == second.id or first.title == second.title
    return PactDifference(
        first=first,
        second=second,
        versions=versions,
        head=tuple(
            HeadRow(key, told(key, lang), first.about(key), second.about(key))
            for key in HEAD
            if first.about(key) != second.about(key)
        ),
        both=tuple(party for party in first.parties if party in second.parties),
        only_first=tuple(party for party in first.parties if party not in second.parties),
        only_second=tuple(party for party in second.parties if party not in first.parties),
        memberships=_memberships(first, second) if versions else {},
        words=_words(first, second) if versions else {},
        clauses=tuple(_paired(_clauses(first), _clauses(second), same=versions)),
    )


def changed_words(texts: Sequence[str | None]) -> tuple[str, str]:
    """Return the sentences of each text that the other does not have."""
    sentences = [re.split(r"(?<=[.;:])\s+", text) if text else [] for text in texts]
    kept = (" ".join(each for each in here if each not in there) for here, there in (sentences, sentences[::-1]))
    return next(kept), next(kept)


def _clauses(instrument: Instrument) -> list[Clause]:
    blocks = sorted((*instrument.blocks, *instrument.variants), key=lambda block: block.origin.line)
    return [_clause(block) for block in blocks]


def _clause(block: Body) -> Clause:
    kind = kind_of_block(block)
    if isinstance(block, Rule):
        # An abstention is kept as a must not, and its word says itself what is not done: refrain from force.
        abstains = vocabulary("duties").get(block.duty, {}).get("kind") == "abstention"
        named, effect = block.provision, f"{'must' if abstains else block.modality} {block.duty}"
    elif isinstance(block, StandingClause):
        # Notices of several parties are clauses of one kind.
        named = effect = " ".join(filter(None, (block.kind, block.get("by"))))
    else:
        named = effect = block.name
    rows = {"effect": effect} if isinstance(block, Rule) else {}
    for name, value in vars(block).items():
        if name not in _ABOUT and value not in (None, "", (), "none"):
            rows |= _rows(name.replace("_", " "), value)
    return Clause(kind, named if kind == "rule" else f"{kind}: {named}", block.reading, effect, rows)


def _rows(name: str, value: object) -> dict[str, str]:
    """Return a field of a block as rows: conditions of a trigger under their own keys, lists as one row."""
    if isinstance(value, Condition):
        return {name: value.words}
    if isinstance(value, tuple) and value and all(isinstance(each, Condition) for each in value):
        if name in ("trigger", "rows"):
            return {each.key: each.words for each in value}
        return {name: "; ".join(each.words if each.key == "when" else f"{each.key} {each.words}" for each in value)}
    if isinstance(value, tuple) and value and isinstance(value[0], tuple):
        return {key: text for key, text in value if text}
    return {name: ", ".join(map(str, value)) if isinstance(value, tuple) else str(getattr(value, "text", value))}


def _paired(ones: list[Clause], others: list[Clause], *, same: bool) -> list[ClausePair]:
    """Return clauses side by side: in versions of one pact by their ids, in different pacts by what they oblige to."""
    left = list(others)
    found: dict[int, Clause] = {}
    for likeness in _likenesses(same):
        for place, one in enumerate(ones):
            if place not in found and (match := next((other for other in left if likeness(one, other)), None)):
                found[place] = match
                left.remove(match)
    beside = [ClausePair(one, found.get(place)) for place, one in enumerate(ones)]
    return [*beside, *(ClausePair(None, other) for other in left)]


def _likenesses(same: bool) -> Iterable:
    """Yield what makes two clauses one, the closest likeness first; only readings of one name are compared."""

    def alike(one: Clause, other: Clause) -> bool:
        return (one.kind, one.reading) == (other.kind, other.reading)

    def rule_name(clause: Clause) -> str:
        return clause.id.rpartition("/")[2]

    if same:
        yield lambda one, other: alike(one, other) and one.id == other.id
    yield lambda one, other: alike(one, other) and one.effect == other.effect and rule_name(one) == rule_name(other)
    yield lambda one, other: alike(one, other) and one.effect == other.effect


def _memberships(one: Instrument, other: Instrument) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return for each party of both versions its rows of parties.csv where they differ."""
    found = {}
    for party in one.parties:
        rows = [tuple(_spell(spell) for spell in each.spells if spell.party == party) for each in (one, other)]
        if party in other.parties and rows[0] != rows[1]:
            found[party] = (rows[0], rows[1])
    return found


def _spell(spell: Spell) -> str:
    start, end = (f"{word} {edge.text}" if edge else "" for word, edge in (("from", spell.start), ("until", spell.end)))
    return " ".join(filter(None, (spell.status, spell.towards and f"towards {spell.towards}", start, end)))


def _words(one: Instrument, other: Instrument) -> dict[str, tuple[str | None, str | None]]:
    """Return for each article its restatement in the two versions where they differ, None where there is no article."""
    left, right = ({article.id: " ".join(article.words.split()) for article in each.articles} for each in (one, other))
    return {id_: (left.get(id_), right.get(id_)) for id_ in {**left, **right} if left.get(id_) != right.get(id_)}
