"""What a pact says, as plain frozen declarations: one row of the form is one node here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from foedus.pacts.rows import Block
from foedus.terms import Edge

TRIGGER_KEYS = (
    "act", "actor", "supported by", "target", "struck", "harm", "place", "origin", "capacity", "when",
)  # fmt: skip
MODALITIES = ("must", "may", "must not", "deems")
STANDING_KINDS = (
    "entry into force", "duration", "renewal", "accession", "provisional application", "suspension",
    "withdrawal", "termination",
)  # fmt: skip
VOTING_RULES = ("unanimity", "consensus", "silence", "majority")


Named = TypeVar("Named", bound="Term | Organ")


@dataclass(frozen=True)
class Origin:
    """Where a piece of law stands and how far it can be trusted."""

    file: str = ""
    line: int = 0
    verified: str = ""
    sources: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Condition:
    """One trigger row: any of `values` satisfies it, except those in `but`."""

    key: str
    values: tuple[str, ...]
    but: tuple[str, ...] = ()
    line: int = 0

    @property
    def words(self) -> str:
        text = ", ".join(self.values)
        return f"{text} except {', '.join(self.but)}" if self.but else text


@dataclass(frozen=True)
class Term:
    """A named condition: all of its rows, or any of its items (terms, fact phrases, one-line rows, areas)."""

    name: str
    rows: tuple[Condition, ...] = ()
    any_of: tuple[Condition, ...] = ()
    law_from: Edge | None = None
    law_until: Edge | None = None
    reading: str | None = None
    held_by: str = ""
    origin: Origin = Origin()


@dataclass(frozen=True)
class Rule:
    """A provision that obliges, permits, forbids or deems; without trigger rows a standing duty."""

    provision: str
    name: str
    heading: str
    trigger: tuple[Condition, ...]
    requires: tuple[Condition, ...]
    unless: tuple[Condition, ...]
    bearer: Condition
    beneficiary: Condition | None
    modality: str
    duty: str
    up_to: str | None = None
    discretion: str = "none"
    how: str = ""
    within: str = ""
    ends: str = ""
    report_to: str = ""
    law_from: Edge | None = None
    law_until: Edge | None = None
    reading: str | None = None
    held_by: str = ""
    origin: Origin = Origin()

    @property
    def standing(self) -> bool:
        """Tell whether the duty needs no event."""
        return not self.trigger


@dataclass(frozen=True)
class RuleException:
    """When a provision does not apply although its trigger is met."""

    name: str
    to: tuple[str, ...]
    rows: tuple[Condition, ...] = ()
    any_of: tuple[Condition, ...] = ()
    law_from: Edge | None = None
    law_until: Edge | None = None
    reading: str | None = None
    held_by: str = ""
    origin: Origin = Origin()


@dataclass(frozen=True)
class Organ:
    """A body that decides, by its own rule."""

    name: str
    rule: str
    rule_words: str
    quorum: str = ""
    excludes: str = ""
    seats: str = ""
    veto: tuple[str, ...] = ()
    law_from: Edge | None = None
    law_until: Edge | None = None
    reading: str | None = None
    held_by: str = ""
    origin: Origin = Origin()


@dataclass(frozen=True)
class StandingClause:
    """How an instrument starts, lasts and ends, for all or for one party."""

    kind: str
    date: Edge | None
    rows: tuple[tuple[str, str], ...]
    law_until: Edge | None = None
    reading: str | None = None
    held_by: str = ""
    origin: Origin = Origin()

    def get(self, key: str) -> str:
        """Return the text of a row, empty where there is none."""
        return next((value for name, value in self.rows if name == key), "")


@dataclass(frozen=True)
class Reservation:
    """What one party took out of provisions for itself."""

    name: str
    by: str
    to: tuple[str, ...]
    effect: str
    accepted_by: str
    rows: tuple[Condition, ...] = ()
    law_from: Edge | None = None
    law_until: Edge | None = None
    reading: str | None = None
    held_by: str = ""
    origin: Origin = Origin()


@dataclass(frozen=True)
class Precedence:
    """Which instrument goes before which: `over` is an argument, `yields_to` is this one giving way."""

    name: str
    over: tuple[str, ...]
    yields_to: tuple[str, ...]
    to: tuple[str, ...]
    between: str
    when: tuple[Condition, ...]
    law_from: Edge | None = None
    law_until: Edge | None = None
    reading: str | None = None
    held_by: str = ""
    origin: Origin = Origin()


@dataclass(frozen=True)
class Spell:
    """One row of parties.csv: a party's status from an edge to an edge, towards all or one other."""

    party: str
    towards: str
    status: str
    start: Edge | None
    end: Edge | None
    verified: str
    sources: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class Seat:
    """One row of seats.csv: a state that sits in an organ from an edge to an edge."""

    organ: str
    holder: str
    start: Edge | None
    end: Edge | None
    verified: str
    sources: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class Source:
    """Something that was read: title, address and what part of it."""

    id: str
    title: str
    address: str
    read: str


def _by_name(blocks: Iterable[Named]) -> dict[str, tuple[Named, ...]]:
    found: dict[str, tuple[Named, ...]] = {}
    for block in blocks:
        found[block.name] = (*found.get(block.name, ()), block)
    return found


Body = Rule | Term | RuleException | Organ | StandingClause | Reservation | Precedence


@dataclass(frozen=True)
class Article:
    """A heading of the text and our restatement under it."""

    id: str
    heading: str
    words: str
    line: int


@dataclass(frozen=True, repr=False)
class Instrument:
    """One instrument as encoded: its head, articles, blocks, parties and sources."""

    id: str
    title: str
    head: tuple[tuple[str, str], ...]
    articles: tuple[Article, ...]
    blocks: tuple[Body, ...]
    spells: tuple[Spell, ...]
    sources: tuple[Source, ...]
    folder: str = ""
    digest: str = ""
    facts: tuple[Mapping[str, str], ...] = ()
    cases: tuple[Block, ...] = ()
    variants: tuple[Body, ...] = field(default=())
    seats: tuple[Seat, ...] = ()
    memory: dict[object, object] = field(default_factory=dict, compare=False, repr=False)

    def __repr__(self) -> str:
        return f"Instrument({self.id!r})"  # the whole would fill pages wherever an instrument is shown

    def about(self, key: str) -> str:
        """Return a line of the head (`short name`, `kind`, `signed` …), empty where there is none."""
        return self._head.get(key, "")

    @cached_property
    def _head(self) -> dict[str, str]:
        return dict(reversed(self.head))  # of a line that stands twice the first holds

    @property
    def fact_phrases(self) -> tuple[str, ...]:
        """Return the fact phrases that the instrument adds to the shared ones."""
        return tuple(row["phrase"] for row in self.facts)

    @property
    def short_name(self) -> str:
        return self.about("short name") or self.title

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Rule))

    @cached_property
    def terms(self) -> dict[str, Term]:
        """Return the terms by name; of one that was amended the first text stands here (see `terms_named`)."""
        return {name: texts[0] for name, texts in self.terms_named.items()}

    @cached_property
    def terms_named(self) -> dict[str, tuple[Term, ...]]:
        """Return every text that a term has had, by name."""
        return _by_name(block for block in self.blocks if isinstance(block, Term))

    @cached_property
    def exceptions(self) -> tuple[RuleException, ...]:
        return tuple(block for block in self.blocks if isinstance(block, RuleException))

    @cached_property
    def organs(self) -> dict[str, Organ]:
        """Return the organs by name; of one whose rule was amended the first stands here (see `organs_named`)."""
        return {name: texts[0] for name, texts in self.organs_named.items()}

    @cached_property
    def organs_named(self) -> dict[str, tuple[Organ, ...]]:
        """Return every rule that an organ has had, by its name."""
        return _by_name(block for block in self.blocks if isinstance(block, Organ))

    @cached_property
    def standing(self) -> tuple[StandingClause, ...]:
        return tuple(block for block in self.blocks if isinstance(block, StandingClause))

    @cached_property
    def reservations(self) -> tuple[Reservation, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Reservation))

    @cached_property
    def precedences(self) -> tuple[Precedence, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Precedence))

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """Return every state or body that parties.csv names, in its order."""
        return tuple(dict.fromkeys(spell.party for spell in self.spells))

    @cached_property
    def spells_by_party(self) -> dict[str, tuple[Spell, ...]]:
        """Return the rows of parties.csv by the party that they are about."""
        found: dict[str, list[Spell]] = {}
        for spell in self.spells:
            found.setdefault(spell.party, []).append(spell)
        return {party: tuple(spells) for party, spells in found.items()}

    @cached_property
    def has_pairs(self) -> bool:
        """Tell whether parties.csv has rows between two parties alone."""
        return any(spell.towards for spell in self.spells)

    @cached_property
    def sources_by_id(self) -> dict[str, Source]:
        return {source.id: source for source in self.sources}

    def versions(self, rule: Rule) -> tuple[Rule, ...]:
        """Return a rule with its other readings."""
        return (rule, *self._other_readings.get(rule.provision, ())) if self.variants else (rule,)

    @cached_property
    def _other_readings(self) -> dict[str, tuple[Rule, ...]]:
        found: dict[str, tuple[Rule, ...]] = {}
        for block in self.variants:
            if isinstance(block, Rule):
                found[block.provision] = (*found.get(block.provision, ()), block)
        return found

    def article(self, provision: str) -> Article | None:
        """Return the article that a provision id such as `art-6/assist` stands under."""
        wanted = provision.partition("/")[0]
        return next((article for article in self.articles if article.id == wanted), None)
