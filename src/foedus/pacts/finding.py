"""One thing that lint found, told like every other message about a file."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.pacts.ast import Body, Rule, RuleException, StandingClause
from foedus.terms import Edge, FoedusError

LEVELS = ("error", "warning", "hint")
"""An error makes a check fail; a warning wants a look; a hint is for what a text may honestly leave out."""


@dataclass(frozen=True)
class Finding:
    """One thing that lint found: its level, the check that found it, and the message with file, line and remedy."""

    level: str
    check: str
    message: str
    file: str
    line: int = 0
    field: str = ""
    expected: str = ""
    nearest: str | None = None
    remedy: str = ""

    def __str__(self) -> str:
        """Return the message in the one form that every message about a file has."""
        return str(FoedusError(
            self.message, file=self.file, line=self.line or None, field=self.field or None, expected=self.expected or None,
            nearest=self.nearest, remedy=self.remedy or None,
        ))  # fmt: skip

    def to_json(self) -> dict[str, object]:
        """Return the finding as data; `text` is the whole message."""
        return {
            "level": self.level, "check": self.check, "file": self.file, "line": self.line or None, "message": self.message,
            "remedy": self.remedy or None, "text": str(self),
        }  # fmt: skip


def at(block: Body, level: str, check: str, message: str, remedy: str, line: int = 0, **more: str) -> Finding:
    """Return a finding about a block, at its line unless another is given."""
    return Finding(level, check, message, block.origin.file, line or block.origin.line, remedy=remedy, **more)


def called(block: Body) -> str:
    """Return how a message calls a block: a provision, or its kind with its name."""
    if isinstance(block, Rule):
        name = block.provision
    elif isinstance(block, StandingClause):
        name = f"the clause '{block.kind}'"
    else:
        kinds = {RuleException: "exception"}
        name = f"the {kinds.get(type(block), type(block).__name__.lower())} '{block.name}'"
    return f"{name} in the reading '{block.reading}'" if block.reading else name


def backwards(start: Edge | None, end: Edge | None) -> bool:
    """Tell whether something surely ends no later than it starts."""
    return bool(start and end and start.earliest and end.latest and end.latest <= start.earliest)
