"""A recorded vote and a thing said by one of two authorities, as incidents state them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from foedus import terms
from foedus.terms import FoedusError

STANCES = ("for", "against", "abstaining", "absent", "objecting")
DEADLINES = {"deadline passed": True, "deadline running": False}
_SAID = re.compile(r"^(?P<no>not\s+)?(?:by\s+)?(?P<who>.+)$")


@dataclass(frozen=True)
class Vote:
    """How the members of an organ voted, as recorded: stance by state; who is not named is not known.

    `deadline_passed` is for the silence procedure: whether the time to object is over; None where nothing is said.
    """

    stances: tuple[tuple[str, str], ...]
    deadline_passed: bool | None = None
    text: str = ""

    def of(self, state: str) -> str | None:
        """Return how a state voted, or None where the record does not tell."""
        return dict(self.stances).get(state)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Said:
    """What was said by some of the authorities that claim to speak for a state, and by which not."""

    by: tuple[str, ...]
    not_by: tuple[str, ...] = ()

    def under(self, authority: str) -> bool | None:
        """Return whether it was said, when that authority speaks for the state."""
        return True if authority in self.by else False if authority in self.not_by else None

    def __str__(self) -> str:
        return "by " + ", ".join((*self.by, *(f"not {name}" for name in self.not_by)))


def parse_vote(text: str, day: date | None = None) -> Vote:
    """Return the vote that `for NGA, GHA; against MLI; abstaining TGO; absent CPV` records.

    For the silence procedure: `objecting HUN` and `deadline passed`. Raises FoedusError naming what is wrong.
    """
    stances: dict[str, str] = {}
    deadline: bool | None = None
    for part in filter(None, (part.strip() for part in text.split(";"))):
        word, _, names = part.partition(" ")
        if part in DEADLINES:
            deadline = DEADLINES[part]
            continue
        if word not in STANCES:
            known = (*STANCES, *DEADLINES)
            raise FoedusError(
                f"'{part}' is no part of a vote", expected=f"one of {', '.join(known)}, then states",
                nearest=terms.nearest(word, known), remedy="write for example 'for NGA, GHA; against MLI; absent CPV'",
            )  # fmt: skip
        for name in filter(None, (name.strip() for name in names.split(","))):
            state = terms.resolve(name, day) or (name if name in terms.actors() else None)
            if state is None:
                raise FoedusError(
                    f"unknown member '{name}' in a vote",
                    expected="the id of a state",
                    nearest=terms.nearest(name, terms.states()),
                )
            if stances.setdefault(state, word) != word:
                raise FoedusError(f"{state} votes twice", expected="each member once")
    if not stances and deadline is None:
        raise FoedusError("an empty vote", expected="for example 'for NGA, GHA; against MLI; absent CPV'")
    return Vote(tuple(stances.items()), deadline, text.strip())


def parse_said(text: str) -> Said | None:
    """Return what `by Bazoum, not CNSP` says, or None for a text of another form.

    Raises FoedusError for an authority that `terms/governments.csv` does not know.
    """
    if not text.lower().startswith("by "):
        return None
    by: list[str] = []
    against: list[str] = []
    for part in filter(None, (part.strip() for part in text[3:].split(","))):
        found = _SAID.match(part)
        assert found is not None
        name = terms.find_authority(found["who"])
        if name is None:
            known = [each.name for each in terms.authorities()]
            raise FoedusError(
                f"unknown authority '{found['who']}'", expected=f"one of {', '.join(dict.fromkeys(known))}",
                nearest=terms.nearest(found["who"], known), remedy="see terms/governments.csv",
            )  # fmt: skip
        (against if found["no"] else by).append(name)
    return Said(tuple(by), tuple(against))
