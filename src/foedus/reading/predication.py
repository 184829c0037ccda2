"""A verb with what stands about it."""

from __future__ import annotations

from dataclasses import dataclass, field

from foedus.reading.grammar import Chunk


@dataclass(slots=True)
class Predication:
    """A verb group and what stands about it, in one clause."""

    verb: Chunk
    subject: Chunk | None
    link: str
    word: str
    governor: Predication | None
    start: int
    end: int
    objects: list[Chunk] = field(default_factory=list)
    pps: list[Chunk] = field(default_factory=list)
    lead: list[Chunk] = field(default_factory=list)
    boundary: int = 0
    quoted: bool = False
    tail: int = 0


@dataclass(slots=True)
class Frame:
    kind: str
    word: str
    start: int
    subject: Chunk | None = None
    predication: Predication | None = None
    finite: Predication | None = None
    governor: Predication | None = None
    lead: list[Chunk] = field(default_factory=list)
    boundary: int = 0
    quoted: bool = False
