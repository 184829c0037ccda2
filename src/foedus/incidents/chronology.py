"""The library's dated events, and the one among them that a group of claims can mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from foedus.incidents.dating import Hint, clash
from foedus.incidents.kinship import (
    is_mutual,
    is_of_a_state,
    is_town,
    menaces,
    one_event,
    recurs,
    same_family,
    serves_as_threat,
)
from foedus.terms import parse_when


@dataclass(frozen=True)
class Entry:
    """One row of `chronology.csv`; `start` and `end` are inclusive days between which the event lies."""

    id: str
    start: date
    end: date
    until: date | None
    precision: str
    act: str
    initiator: frozenset[str]
    target: frozenset[str]
    place: str | None
    instrument: str | None
    what: str
    verified: str
    source: str
    address: str

    @property
    def hint(self) -> Hint:
        """The entry's date as a hint, so that one comparison serves reports and library."""
        if self.start == self.end:
            day = self.start
            return Hint(day, day, day.year, day.month, day.day, None, "day", day.isoformat())
        same_year = self.start.year == self.end.year
        same_month = same_year and self.start.month == self.end.month
        return Hint(
            self.start,
            self.end,
            self.start.year if same_year else None,
            self.start.month if same_month else None,
            precision="interval",
            stated=f"{self.start} to {self.end}",
        )

    @property
    def ids(self) -> frozenset[str]:
        """Everything that the entry is about: its parties, organisations and instrument."""
        return self.initiator | self.target | ({self.instrument} if self.instrument else set())


def entries(rows: Iterable[Mapping[str, str]]) -> tuple[Entry, ...]:
    """Return the rows of the chronology as entries; a bad date raises FoedusError."""
    return tuple(_entry(row) for row in rows)


def _entry(row: Mapping[str, str]) -> Entry:
    when = parse_when(row["date"])
    start, end = when.first_day, when.last_day
    if when.precision == "instant" or start is None or end is None:
        start = end = when.first_day or date.min
    until = parse_when(row["until"]).last_day if row.get("until") else None
    return Entry(
        row["id"], start, end, until, row.get("precision") or "day", row["act"],
        _ids(row.get("initiator")), _ids(row.get("target")), row.get("place") or None,
        row.get("instrument") or None, row.get("what") or "", row.get("verified") or "gk",
        row.get("source") or "", row.get("address") or "",
    )  # fmt: skip


def _ids(text: str | None) -> frozenset[str]:
    return frozenset(part.strip() for part in (text or "").split(";") if part.strip())


@dataclass(frozen=True)
class Sought:
    """What a group of claims says of its event, as far as the chronology can answer to it."""

    act: str | None
    mode: str
    initiator: frozenset[str]
    target: frozenset[str]
    place: str | None
    about: frozenset[str]
    hints: tuple[Hint, ...]
    latest: date | None = None


def matches(sought: Sought, known: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return every entry that the group of claims may mean, in order of date.

    The chronology is not a list of every attack, so an act that recurs (an attack, a request) is looked
    up only with a town and some date from the words; a signature or a coup also without a date.
    """
    if sought.act is None or sought.mode not in ("event", "threat"):
        return ()
    if sought.mode == "event" and recurs(sought.act) and not _well_described(sought):
        return ()
    found = [entry for entry in known if _may_be(sought, entry)]
    return tuple(sorted(found, key=lambda entry: (entry.start, entry.id)))


def the_one(found: tuple[Entry, ...]) -> Entry | None:
    """Return the entry when all that match give the same days, else None: several answers are no answer."""
    if found and len({(entry.start, entry.end) for entry in found}) == 1:
        return found[0]
    return None


def _well_described(sought: Sought) -> bool:
    told = max((hint.rank for hint in sought.hints if not hint.is_period), default=0)
    return told >= 2 and (is_town(sought.place) or bool(sought.initiator and sought.target and told >= 3))


def _may_be(sought: Sought, entry: Entry) -> bool:
    if sought.mode == "threat":
        if not (menaces(sought.act) and serves_as_threat(entry.act)):
            return False
    elif not same_family(sought.act, entry.act):
        return False
    if not one_event(sought.act, (sought.initiator, sought.target), (entry.initiator, entry.target)):
        return False
    # the library is complete about its own entries: a side left out there is nobody, not somebody unsaid
    directed = not (is_mutual(sought.act) or is_of_a_state(sought.act))
    if directed and (sought.initiator and not entry.initiator or sought.target and not entry.target):
        return False
    towns = is_town(sought.place), is_town(entry.place)
    if all(towns) and sought.place != entry.place:
        return False
    if recurs(sought.act) and sought.mode == "event" and not any(towns) and entry.start != entry.end:
        return False
    instruments = {word for word in sought.about if word.islower()}
    if entry.instrument and instruments and entry.instrument not in instruments:
        return False
    if any(clash(hint, entry.hint) for hint in sought.hints):
        return False
    return sought.latest is None or entry.start <= sought.latest
