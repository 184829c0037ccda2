"""The date of a group of mentions: what the reports state, what follows from it, what the library adds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from foedus.incidents.chronology import Entry
from foedus.incidents.dating import MONTH_NAMES, WEEKDAY_NAMES, Hint, clash, own_clash
from foedus.incidents.merge import Group, Mention
from foedus.terms import UNKNOWN_WHEN, Moment, When, parse_when

BASES = ("stated", "calculated", "other report", "library", "stipulated")


@dataclass(frozen=True)
class Settled:
    """The date found for an event.

    `bases` are words of BASES in that order, empty where nothing was found; `told` says in sentences how
    the date came about; `against` are the mentions whose words contradict it.
    """

    when: When = UNKNOWN_WHEN
    bases: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    against: tuple[Mention, ...] = ()

    @property
    def basis(self) -> str | None:
        """The bases as one text, or None."""
        return " + ".join(self.bases) or None


def when_of(start: date | None, end: date | None, precision: str) -> When:
    """Return the time between two inclusive days."""
    first = Moment(datetime(start.year, start.month, start.day)) if start else None
    after = end + timedelta(days=1) if end else None
    return When(first, Moment(datetime(after.year, after.month, after.day)) if after else None, precision)


def settle(group: Group, entry: Entry | None, weight: Mapping[str, int]) -> Settled:
    """Return the date of a group, given the library's entry for it if there is exactly one.

    `weight` numbers the witness that each report belongs to: days are counted once for each witness.
    """
    said = next((mention for mention in group.mentions if mention.claim.stipulates("date")), None)
    if said is not None:
        return _stipulated(group, said)
    day = _day_told(group, entry, weight)
    if day is not None:
        return _explained(group, Hint(day, day, day.year, day.month, day.day, precision="day"), entry)
    if entry is not None:
        return _explained(group, entry.hint, entry)
    return _bounded(group)


def _stipulated(group: Group, said: Mention) -> Settled:
    """Return the date that a person gave, an instant with its hour; the words of others that it contradicts are shown."""
    hint = said.hint
    when = when_of(hint.start, hint.end, "interval") if "/" in hint.stated else parse_when(hint.stated)
    against = tuple(mention for mention in group.mentions if clash(mention.hint, said.hint))
    return Settled(when, ("stipulated",), (), against)


def _day_told(group: Group, entry: Entry | None, weight: Mapping[str, int]) -> date | None:
    voices: dict[date, set[int]] = defaultdict(set)
    for mention in group.mentions:
        if mention.hint.gives_day and mention.hint.start:
            voices[mention.hint.start].add(weight.get(mention.claim.report, 0))
    if not voices:
        return None

    def standing(day: date) -> tuple:
        hint = Hint(day, day, day.year, day.month, day.day)
        disputed = sum(clash(hint, mention.hint) or own_clash(mention.hint) for mention in group.mentions)
        in_library = entry is not None and entry.start <= day <= entry.end
        return (not in_library, disputed, -len(voices[day]), day)

    return min(voices, key=standing)


def _explained(group: Group, found: Hint, entry: Entry | None) -> Settled:
    bases: set[str] = set()
    told: list[str] = []
    against = tuple(mention for mention in group.mentions if clash(mention.hint, found) or own_clash(mention.hint))
    agreeing = [mention for mention in group.mentions if mention not in against]
    for mention in agreeing:
        hint = mention.hint
        if hint.gives_day or hint.start is not None and not hint.is_period:
            bases.add(hint.basis)
        elif hint.rank >= 2 and hint.month is not None:
            bases.add("stated")
        if hint.stated and (hint.rank >= 1):
            told.append(f'the words "{hint.stated}" agree')
        if hint.weekday is not None and found.gives_day and found.start and hint.basis == "stated":
            bases.add("calculated")
            told.append(f"{_day_words(found.start)} was a {WEEKDAY_NAMES[hint.weekday]}")
    if _owed_to_another(group, agreeing):
        bases.add("other report")
        told.append("not every report gives the day; those that do speak of the same event")
    if entry is not None and not clash(entry.hint, found):
        bases.add("library")
        doubt = "" if entry.verified in ("report", "text") else " (unverified)"
        told.append(f"the library's chronology has it{doubt}: {entry.what}")
    precision = "day" if found.gives_day else "interval"
    return Settled(when_of(found.start, found.end, precision), _ordered(bases), tuple(dict.fromkeys(told)), against)


def _owed_to_another(group: Group, agreeing: list[Mention]) -> bool:
    best: dict[str, int] = {report: 0 for report in group.reports}
    for mention in agreeing:
        hint = mention.hint
        parts = 3 if hint.gives_day else 2 if hint.month is not None and hint.day is not None else 0
        best[mention.claim.report] = max(best[mention.claim.report], parts)
    return len(best) > 1 and max(best.values()) >= 2 and min(best.values()) == 0


def _bounded(group: Group) -> Settled:
    """Return what the bounds of all mentions have in common; without any bound the date is unknown."""
    hints = [mention.hint for mention in group.mentions]
    bounded = [hint for hint in hints if hint.start or hint.end]
    starts = [hint.start for hint in bounded if hint.start]
    ends = [hint.end for hint in bounded if hint.end]
    start, end = max(starts, default=None), min(ends, default=None)
    if start and end and end < start:
        start, end = min(starts), max(ends)
    if start is None and end is None:
        told = tuple(f'the words "{hint.stated}" give no day' for hint in hints if hint.stated)
        return Settled(UNKNOWN_WHEN, (), tuple(dict.fromkeys(told)))
    precisions = {hint.precision for hint in bounded if (hint.start, hint.end) == (start, end)}
    precision = precisions.pop() if len(precisions) == 1 else "interval"
    told = tuple(f'the words "{hint.stated}"' for hint in hints if hint.stated)
    if precision == "day" and start != end:
        precision = "interval"
    bases = {hint.basis for hint in bounded}
    if any(hint.is_period and hint.start for hint in bounded):
        bases.add("stated")  # "since 2020" gives its start itself, even where publication gave the end
    return Settled(when_of(start, end, precision), _ordered(bases), tuple(dict.fromkeys(told)))


def _ordered(bases: set[str]) -> tuple[str, ...]:
    return tuple(word for word in BASES if word in bases)


def _day_words(day: date) -> str:
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
