"""One thing that lint found, told like every other message about a file."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.pacts.ast import Body, Rule, RuleException, StandingClause
from foedus.terms import Edge, FoedusError

LEVELS = ("error", "warning", "hint")
"""An error makes a check fail; a warning wants a look; a hint is for what a text may honestly leave out."""

CHECKS = {
    "exception to nothing": ("error", "an exception, reservation or precedence under a heading that has no rule"),
    "from after until": ("error", "a block, a membership or a seat that holds on no day"),
    "name never matched": ("error", "an organ or fact in capital letters or with underscores, which no incident can state"),
    "no day": ("error", "a day of signature that is no date"),
    "unknown organisation": ("error", "an organisation in the head that no table knows"),
    "unknown provision": ("error", "`to`, `yields to` or `over` names what no rule has, or a pact that is not in the library"),
    "bearer never bound": ("warning", "a duty whose bearer is nobody that parties.csv ever binds"),
    "gate nobody can meet": ("warning", "a gate on an organ in which nobody has a vote"),
    "gate without an organ": ("warning", "a gate on an organ that no block describes"),
    "no cases": ("warning", "an instrument without any case"),
    "no entry into force": ("warning", "no day of entry into force, so that every answer is unsettled"),
    "no exit": ("warning", "nothing on its end, its duration or on leaving it"),
    "nobody bound": ("warning", "a parties.csv that binds nobody"),
    "nobody's clause": ("warning", "a clause by or accepted by somebody who is no party"),
    "organ without a voting rule": ("warning", "words by which no vote can be counted; a hint where they say it was not read"),
    "overlapping spells": ("warning", "two rows on one party that contradict each other on the same days"),
    "reading that changes nothing": ("warning", "a reading that differs in no row; a hint where it says who holds it"),
    "rule without a case": ("warning", "a rule of which no case expects anything"),
    "term never used": ("warning", "a term that no block uses"),
    "unknown head line": ("warning", "a line of the head that nobody reads"),
    "unknown source": ("warning", "a row of parties.csv that names a source which sources.md does not list"),
    "unreachable clause": (
        "warning", "rows that no event can meet together, a defeat that always holds, or a rule outside the life of its pact"
    ),
    "fact never asked": ("hint", "a fact phrase of its own that no block asks"),
    "no area": ("hint", "a duty to assist without a word on where; `place: anywhere` says that there is no limit"),
    "no source": ("hint", "something that was read, and not said where"),
    "not said how known": ("hint", "a block without `verified`"),
    "organ without seats": ("hint", "an organ in which nobody is known to sit, on some day or ever"),
}  # fmt: skip
"""Every check by its name: the level that it has at most, and what it finds."""


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
