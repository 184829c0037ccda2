"""What is not known: what would settle it, which provisions hang on it, and what each answer would give."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from foedus.briefs.assessment import Assessment
from foedus.determinations import Change, Determination, Question, Verdict, of_instrument, question
from foedus.pacts import Library
from foedus.terms import When

@dataclass(frozen=True)
class Unknown:
    """One thing not known of one incident.

    `what` is the word that an incident file or gate uses; `hangs` are the determinations that wait for it.
    """

    what: str
    assessment: Assessment
    hangs: tuple[Determination, ...]
    library: Library
    day: When

    def answers(self, hangs: Iterable[Determination] | None = None) -> tuple[Change, ...]:
        """Return the verdicts that answers to it would give, alone where one fact is enough, else with one more.

        An unknown date is tried out with the day of the brief.
        """
        waiting = tuple(self.hangs if hangs is None else hangs)
        plain = tuple(each for each in waiting if each.reading is None) or waiting
        if self.what == "date":
            return tuple(_if_on(self.day, self.assessment, plain, self.library))
        changes = [change for each in plain for change in self.assessment.changes_of(each) if self.what in change.facts]
        single = tuple(change for change in changes if len(change.facts) == 1)
        return single or tuple(changes)

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
        hangs: dict[str, list[Determination]] = {}
        for each in assessment.open_questions:
            for word in dict.fromkeys((*each.missing, *each.awaiting)):
                hangs.setdefault(word, []).append(each)
        found += [Unknown(word, assessment, tuple(waiting), library, day) for word, waiting in hangs.items()]
    return tuple(found)


def _if_on(day: When, assessment: Assessment, waiting: Sequence[Determination], library: Library) -> Iterable[Change]:
    """Yield what the provisions would say had it happened on the day of the brief."""
    incident = replace(assessment.incident, date=day)
    asked: Question = question(incident, library, on=day, as_of=assessment.as_of, everything=True)
    for instrument in {each.instrument.id: each.instrument for each in waiting}.values():
        answers = tuple(of_instrument(instrument, asked))
        for each in waiting:
            if each.instrument.id != instrument.id:
                continue
            same = [other for other in answers if other.key == each.key and other.incident.target == each.incident.target]
            if same and same[0].verdict != Verdict.UNSETTLED:
                yield Change(each, same[0].verdict, {"date": str(day.to_json())})
