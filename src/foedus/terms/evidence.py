"""Grounds and evidence: why something is held to be so."""

from __future__ import annotations

from dataclasses import dataclass

GROUNDS = ("found", "presumed", "decided", "stipulated")


@dataclass(frozen=True)
class Evidence:
    """One thing that a fact rests on.

    `kind` is `claim` (a span of a report), `incident` (stated in the incident), `law` (a row or source of an
    instrument), `library` (the chronology), `derived` or `stipulated` (said by a person, whose name `id` is); `id` names it
    there; `words` are what it says.
    """

    kind: str
    id: str
    words: str = ""

    def to_json(self) -> dict[str, str]:
        return {"kind": self.kind, "id": self.id, "words": self.words}
