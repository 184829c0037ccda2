"""What is not known: what would settle it, which provisions hang on it, and what each answer would give."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property

from foedus import terms
from foedus.briefs.assessment import Assessment
from foedus.briefs.duties import BEFORE
from foedus.determinations import Change, Determination, Verdict, of_instrument, question
from foedus.incidents import Incident
from foedus.pacts import Instrument, Library
from foedus.terms import When


@dataclass(frozen=True)
class Redated:
    """An assessment with an unknown date, and the same event asked as if it had happened on the day of the brief."""

    assessment: Assessment
    library: Library
    day: When

    @property
    def possible(self) -> bool:
        """Tell whether the event can have happened on that day, as far as its date is known."""
        date, day = self.assessment.incident.date, self.day.first_day
        if day is None or (date.first_day == day and date.last_day == day):
            return False
        return (date.first_day is None or date.first_day <= day) and (date.last_day is None or day <= date.last_day)

    def asked(self, when: When) -> Assessment:
        """Return the event asked on another day."""
        incident = replace(self.assessment.incident, date=when)
        asked = question(incident, self.library, on=when, as_of=self.assessment.as_of, everything=True)
        return replace(self.assessment, incident=incident, on=when, asked=asked, determinations=(), collisions=())

    @cached_property
    def today(self) -> Assessment:
        return self.asked(self.day)

    def verdicts(
        self, waiting: Sequence[Determination], asked: Assessment
    ) -> Iterable[tuple[Determination, Determination]]:
        """Yield each determination with what the same provision and reading would say then."""
        for each in waiting:
            found = self._then(each.instrument, asked).get((each.key, each.incident.target))
            if found is not None:
                yield each, found

    def _then(self, instrument: Instrument, asked: Assessment) -> dict[object, Determination]:
        key = (instrument.id, asked.on.words())
        if key not in self._memory:
            answers: dict[object, Determination] = {}
            for each in of_instrument(instrument, asked.asked):
                answers.setdefault((each.key, each.incident.target), each)
            self._memory[key] = answers
        return self._memory[key]

    @cached_property
    def _memory(self) -> dict[object, dict[object, Determination]]:
        return {}


@dataclass(frozen=True)
class Unknown:
    """One thing not known of one incident.

    `what` is the word that an incident file or gate uses; `hangs` are the determinations that wait for it.
    """

    what: str
    assessment: Assessment
    hangs: tuple[Determination, ...]
    redated: Redated

    def answers(self, hangs: Iterable[Determination] | None = None) -> tuple[Change, ...]:
        """Return the verdicts that answers to it would give, alone where one fact is enough, else with one more.

        An unknown date is tried out: the day before an instrument's entry into force, and the day of the brief. Where
        the date is unknown as well, other answers are given as if it were the day of the brief, and say so.
        """
        waiting = tuple(self.hangs if hangs is None else hangs)
        key = (waiting[0].key, len(waiting)) if waiting else ()
        if key not in self._told:
            self._told[key] = self._answers(waiting)
        return self._told[key]

    @cached_property
    def _told(self) -> dict[object, tuple[Change, ...]]:
        return {}

    def _answers(self, waiting: tuple[Determination, ...]) -> tuple[Change, ...]:
        plain = tuple(each for each in waiting if each.reading is None) or waiting
        if self.what == "date":
            return tuple(_by_date(plain, self.redated))
        undated = tuple(each for each in plain if "date" in each.missing) if self.redated.possible else ()
        firm = tuple(each for each in plain if each not in undated)
        changes = [change for each in firm for change in self.assessment.changes_of(each)]
        if undated:
            today = self.redated.today
            for each, then in self.redated.verdicts(undated, today):
                day = {"date": str(self.redated.day.to_json())}
                found = (change for change in today.changes_of(then) if then.verdict == Verdict.UNSETTLED)
                changes += [Change(each, change.to, {**day, **change.facts}) for change in found]
        changes = [change for change in changes if self.what in change.facts]
        least = min((len(set(change.facts) - {"date"}) for change in changes), default=0)
        return tuple(change for change in changes if len(set(change.facts) - {"date"}) == least)

    def to_json(self) -> dict[str, object]:
        """Return the unknown as the brief writes it."""
        return {
            "what": self.what,
            "incident": self.assessment.incident.id,
            "hangs": [each.name_json() for each in self.hangs],
            "answers": [change.to_json() for change in self.answers()],
        }


def unknowns(assessments: Iterable[Assessment], library: Library, day: When) -> tuple[Unknown, ...]:
    """Return everything missing, by incident; an unknown date is tried out with `day`, the day of the brief."""
    found: list[Unknown] = []
    for assessment in assessments:
        redated = Redated(assessment, library, day)
        hangs: dict[str, list[Determination]] = {}
        for each in assessment.open_questions:
            for word in dict.fromkeys((*each.missing, *each.awaiting)):
                hangs.setdefault(word, []).append(each)
        found += [Unknown(word, assessment, tuple(waiting), redated) for word, waiting in hangs.items()]
    return tuple(found)


def _instruments(waiting: Iterable[Determination]) -> list[Instrument]:
    return list({each.instrument.id: each.instrument for each in waiting}.values())


def _by_date(waiting: Sequence[Determination], redated: Redated) -> Iterable[Change]:
    incident: Incident = redated.assessment.incident
    for instrument in _instruments(waiting):
        here = [each for each in waiting if each.instrument.id == instrument.id]
        entry = next((one.date for one in instrument.standing if one.kind == "entry into force" and one.date), None)
        if entry is not None and entry.sharp and entry.earliest is not None:
            first = entry.earliest.local.date()
            if incident.date.first_day is None or incident.date.first_day < first:
                eve = redated.asked(terms.day_when(first - timedelta(days=1)))
                for each, then in redated.verdicts(here, eve):
                    if then.verdict != each.verdict:
                        yield Change(each, then.verdict, {"date": f"{BEFORE}{first.isoformat()}"})
        if redated.possible:
            for each, then in redated.verdicts(here, redated.today):
                yield Change(each, then.verdict, {"date": str(redated.day.to_json())})
