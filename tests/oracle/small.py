"""Small pacts and small incidents, declared plainly: what both solvers are asked about."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

FIRST = datetime(2020, 1, 1, tzinfo=UTC)  # hour 0 of the little world; it lasts some twenty days
NEVER = 1_000_000  # an hour that does not come
STATES = ("MLI", "BFA", "NER", "SEN", "TCD")
OUTSIDERS = ("NGA", "DEU", "DZA")
GROUPS = ("JNIM", "BOKO_HARAM")
BODIES = ("AU",)
ACTS = (
    "attack",
    "armed attack",
    "raid",
    "invasion",
    "cyber attack",
    "blockade",
    "coup",
    "threat of force",
    "sanctions",
)
HARMS = ("sovereignty", "territorial integrity", "stability")
STRUCK = ("territory", "armed forces", "civilians")
ORIGINS = ("external", "internal", "internal with outside support")
CAPACITIES = ("national", "united nations")
AREAS = ("africa", "europe", "west africa", "sahel")
PLACES = "the area"  # the name of the term of places
PHRASES = (
    "provocation by the target", "self-defence of the actor", "state of war", "request by the target",
    "consent of the target", "decision of the council",
)  # fmt: skip


@dataclass(frozen=True)
class Edge:
    """Some moment between two hours; `latest` NEVER: perhaps none."""

    earliest: int
    latest: int

    @property
    def text(self) -> str:
        if self.earliest == -NEVER:
            return "unknown"
        if self.latest == NEVER:
            return f"{moment_text(self.earliest)}/.."
        first = moment_text(self.earliest)
        return first if self.sharp else f"{first}/{moment_text(self.latest)}"

    @property
    def sharp(self) -> bool:
        return self.earliest == self.latest


def moment_text(hour: int) -> str:
    """Return an hour as a day where it is a midnight, else as an instant."""
    moment = FIRST + timedelta(hours=hour)
    return moment.date().isoformat() if hour % 24 == 0 else moment.isoformat()


@dataclass(frozen=True)
class Row:
    """One condition: a key, its values (or), and what is taken out."""

    key: str
    values: tuple[str, ...]
    but: tuple[str, ...] = ()

    @property
    def value_text(self) -> str:
        return ", ".join(self.values) + (f" except {', '.join(self.but)}" if self.but else "")

    @property
    def item_text(self) -> str:
        """Return the row as an item of a list: phrases and terms stand alone."""
        return self.value_text if self.key == "when" else f"{self.key} {self.value_text}"


@dataclass(frozen=True)
class Block:
    """A block: kind, name, its trigger rows by key, its lists, and its plain rows in order."""

    kind: str
    name: str
    article: str = "1"
    rows: tuple[Row, ...] = ()
    lists: tuple[tuple[str, tuple[Row, ...]], ...] = ()
    plain: tuple[tuple[str, str], ...] = ()
    reading: str = ""
    removed: tuple[str, ...] = ()  # rows that a reading takes away
    edges: tuple[tuple[str, Edge], ...] = ()

    def get(self, key: str) -> str:
        return dict(self.plain).get(key, "")

    @property
    def provision(self) -> str:
        return f"art-{self.article}/{self.name}"


@dataclass(frozen=True)
class Spell:
    party: str
    towards: str
    status: str
    start: Edge
    end: Edge | None


@dataclass(frozen=True)
class Pact:
    """A small instrument: who is bound when, and its blocks."""

    id: str
    spells: tuple[Spell, ...]
    blocks: tuple[Block, ...]

    def kind(self, kind: str) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if block.kind == kind)


@dataclass(frozen=True)
class Event:
    """A small incident; what is None or empty is not stated."""

    start: int | None
    end: int | None
    act: str | None = None
    actor: tuple[str, ...] = ()
    actor_kind: str | None = None
    supported_by: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    struck: tuple[str, ...] = ()
    harm: tuple[str, ...] = ()
    place: str | None = None
    origin: str | None = None
    capacity: str | None = None
    status: str = "happened"
    reported_late: bool = False  # known only after the day as of which it is asked
    facts: tuple[tuple[str, bool | None], ...] = field(default=())

    @property
    def when_text(self) -> object:
        if self.start is None or self.end is None:
            return None
        if self.start == self.end:
            return (FIRST + timedelta(hours=self.start)).isoformat()
        return {"start": moment_text(self.start), "end": moment_text(self.end - 24)}


@dataclass(frozen=True)
class World:
    """Everything that one comparison is about: `pact`, perhaps the `elder` to which it yields, and incidents."""

    pacts: tuple[Pact, ...]
    events: tuple[Event, ...]
