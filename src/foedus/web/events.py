"""The library's dated events of the Sahel, each as the incident that pacts are asked about."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from foedus import terms
from foedus.briefs import Assessment
from foedus.determinations import determinations, question
from foedus.incidents import Incident, make_incident
from foedus.pacts import Library
from foedus.terms import When, parse_when
from foedus.web.answers import Answers, answers_of
from foedus.web.bonds import kept

FIRST, LAST = 2012, 2025
STATES = ("BEN", "BFA", "CIV", "GHA", "GIN", "GMB", "MLI", "MRT", "NER", "NGA", "SEN", "TCD", "TGO")
"""The states whose events are shown; others stand in an event beside them."""
BODIES = ("AES", "CMA", "CSP", "ECOWAS", "G5_SAHEL", "ISGS", "JNIM", "MNLA", "UN_MINUSMA", "jihadists")
REGIONS = ("Sahel", "West Africa")
FAMILIES: Mapping[str, tuple[str, ...]] = {
    "attack": ("attack", "armed rebellion", "terrorist act", "internal armed conflict"),
    "coup": ("coup", "attempted coup"),
    "threat": ("threat of force",),
    "coercion": ("coercion", "suspension"),
    "pact": ("signature", "accession", "ratification"),
    "leaving": ("denunciation", "withdrawal", "termination"),
    "forces": ("deployment", "withdrawal of forces", "mandate", "end of mandate", "pledge"),
    "words": (),
}
"""The kinds of act that the page can be narrowed to; `words` is what stands in no other: declarations, requests, decisions."""


@dataclass(frozen=True)
class Event:
    """One row of the chronology; `incident` is what pacts are asked about, `states` those of the region in it."""

    id: str
    when: When
    act: str
    family: str
    who: tuple[str, ...]
    whom: tuple[str, ...]
    place: str
    instrument: str
    states: tuple[str, ...]
    incident: Incident
    row: Mapping[str, str]

    def what(self, lang: str) -> str:
        """Return what happened as a sentence."""
        return self.row["what_fr" if lang == "fr" else "what"]

    @property
    def day(self) -> date:
        return self.when.first_day or date.min

    @property
    def verified(self) -> str:
        return self.row["verified"] or "gk"


@kept(2)
def events_of(library: Library) -> tuple[Event, ...]:
    """Return the events of the region from 2012 to 2025, in order of date."""
    found = []
    for row in library.chronology:
        when = parse_when(row["date"])
        if when.first_day is None or not FIRST <= when.first_day.year <= LAST:
            continue
        who, whom = _ids(row["initiator"]), _ids(row["target"])
        place = row["place"] or ""
        at = terms.state_of_place(place, when.first_day) if terms.find_place(place) else place
        states = tuple(each for each in STATES if each in (*who, *whom, at))
        region = (
            library.instruments[row["instrument"]].about("region") if row["instrument"] in library.instruments else ""
        )
        if not states and region not in REGIONS and not {*who, *whom} & {*BODIES}:
            continue
        found.append(Event(
            row["id"], when, row["act"], family_of(row["act"]), who, whom, place, row["instrument"], states,
            _incident(row, who, whom), row,
        ))  # fmt: skip
    return tuple(sorted(found, key=lambda each: (each.day, each.id)))


def family_of(act: str) -> str:
    """Return the kind of act that the page narrows by."""
    return next((name for name, acts in FAMILIES.items() if any(terms.is_a(act, each) for each in acts)), "words")


@cache
def details() -> Mapping[str, Mapping[str, str]]:
    """Return what an event's sentence tells beyond the columns of the chronology: rows and facts of the incident."""
    found: dict[str, dict[str, str]] = {}
    text = files("foedus.web").joinpath("event_details.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        found.setdefault(row["id"], {})[row["key"]] = row["value"]
    return found


def _incident(row: Mapping[str, str], who: tuple[str, ...], whom: tuple[str, ...]) -> Incident:
    values: dict[str, object] = {"id": row["id"], "date": row["date"], "act": row["act"], "actor": who, "target": whom}
    values |= {"place": row["place"]} if row["place"] else {}
    facts: dict[str, object] = {}
    for key, value in details().get(row["id"], {}).items():
        if key in terms.vocabulary("facts"):
            facts[key] = value
        elif value:
            values[key] = value
        else:
            values.pop(key, None)
    return make_incident({**values, **({"facts": facts} if facts else {})})


def _ids(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split(";") if part.strip())


ASKED = ("attack", "coup", "threat", "coercion")
"""The kinds of act that pacts of help and of peace ask about; the others are told without an answer."""


@kept(2)
def assessed(library: Library) -> Mapping[str, Assessment]:
    """Return what the pacts in force on each event's day say of it, by the event's id; collisions are not looked for."""
    found = {}
    for each in events_of(library):
        if each.family in ASKED:
            asked = question(each.incident, library)
            found[each.id] = Assessment(each.incident, asked.on, None, determinations(asked), (), asked)
    return found


@kept(4)
def answers_on(library: Library, lang: str) -> Mapping[str, Answers]:
    """Return the answers to the events as lines in a language, by the event's id."""
    return {id: answers_of(each, lang) for id, each in assessed(library).items()}


def narrowed(events: Iterable[Event], state: str = "", family: str = "", year: str = "") -> list[Event]:
    """Return the events of a state, a kind of act and a year; empty keeps all."""
    return [
        each for each in events
        if (not state or state in (*each.states, *each.who, *each.whom))
        and (not family or each.family == family)
        and (not year or str(each.day.year) == year)
    ]  # fmt: skip
