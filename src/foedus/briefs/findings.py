"""What the brief itself finds: why a pact is silent on an event, threats to ask about, and reports against the library."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from foedus import terms
from foedus.briefs.clauses import Clause
from foedus.briefs.duties import short_name
from foedus.briefs.phrases import day as told_day
from foedus.briefs.phrases import names, say
from foedus.determinations import SILENT, Determination, Proof, Verdict, of_instrument, question
from foedus.incidents import Discrepancy, Incident
from foedus.pacts import Instrument, Library, bound_parties, in_force
from foedus.terms import When, day_when, reached


@dataclass(frozen=True)
class Said:
    """One of the things said, and the ids of the claims that say it; none where the library says it."""

    value: str
    claims: tuple[str, ...] = ()


REASONS = ("target", "act", "actor", "place")
"""Rows whose failure says best why a pact is silent: whom it protects before what was done."""
JUST_ENDED = timedelta(days=365)
DECLARED = ("declaration", "pledge", "announcement", "threat of force", "ultimatum", "state of war declared")


@dataclass(frozen=True)
class Silence:
    """Why a defence pact of a party to the event asks nothing of it: `before`, `after`, or a row of `REASONS`, or `else`."""

    instrument: Instrument
    why: str
    determination: Determination | None = None


def defence_pacts(library: Library, ids: Iterable[str]) -> tuple[Instrument, ...]:
    """Return those of some instruments that oblige parties to assist each other."""
    return tuple(
        library[name]
        for name in ids
        if any(rule.duty == "assist" and rule.modality == "must" for rule in library[name].rules)
    )


def silences(incident: Incident, pacts: Sequence[Instrument], library: Library, on: When) -> tuple[Silence, ...]:
    """Return the defence pacts of those concerned that the event does not engage, each with its reason."""
    found = []
    for instrument in pacts:
        if not {*incident.target, *incident.actor} & set(instrument.parties):
            continue
        asked = question(incident, library, on=on, everything=True)
        rules = tuple(rule for rule in instrument.rules if not rule.standing)
        loud = of_instrument(instrument, asked, rules, loud=True)
        if any(each.reading is None and each.verdict not in SILENT for each in loud):
            continue
        answers = [each for each in of_instrument(instrument, asked, rules) if each.reading is None]
        if not answers or any(each.verdict not in (Verdict.NOT_TRIGGERED, Verdict.NOT_IN_FORCE) for each in answers):
            continue
        found.append(Silence(instrument, _reason(instrument, answers, incident, on), answers[0]))
    return tuple(found)


def _reason(instrument: Instrument, answers: Sequence[Determination], incident: Incident, on: When) -> str:
    if in_force(instrument, instrument.standing, on).truth is False:
        entries = [clause.date for clause in instrument.standing if clause.kind == "entry into force" and clause.date]
        early = entries and reached(on, entries[0]) is False
        if early and incident.act and any(terms.is_a(incident.act, word) for word in DECLARED):
            return "declared before"
        if incident.status == "threatened" and early:
            return "threat before"
        return "before" if early else "after"
    if incident.status == "threatened":
        return "threat"
    helping = [each for each in answers if each.rule.duty == "assist"] or list(answers)
    failed = [{row for child in each.proof.children for row in _failed(child)} for each in helping]
    return next((row for row in REASONS if all(row in rows for rows in failed)), "else")


def _failed(proof: Proof) -> Iterable[str]:
    """Yield the rows on which a condition failed, those inside its terms too."""
    if proof.truth is not False:
        return
    if not proof.children:
        yield proof.row
    for child in proof.children:
        yield from _failed(child)


def in_view(instrument: Instrument, incident: Incident, on: When) -> bool:
    """Tell whether a pact is near enough to an event to say why it is silent.

    It was in force that day, signed and pending, or had ended within a year, and somebody concerned was or is bound.
    """
    people = {*incident.target, *incident.actor} & set(instrument.parties)
    if not people or on.first_day is None:
        return False
    if in_force(instrument, instrument.standing, on).truth is not False:
        return not people.isdisjoint(bound_parties(instrument, on))
    signed = instrument.about("signed")
    pending = [edge for clause in instrument.standing if clause.kind == "entry into force" and (edge := clause.date)]
    if signed and pending and reached(on, pending[0]) is False:
        return signed <= on.first_day.isoformat()[: len(signed)]
    before = day_when(on.first_day - JUST_ENDED)
    was = in_force(instrument, instrument.standing, before).truth is True
    return was and not people.isdisjoint(bound_parties(instrument, before))


def what_ifs(incidents: Iterable[Incident], day: When) -> tuple[Incident, ...]:
    """Return each threat of force against a state as a hypothesis: what if it came, on the day of the brief?"""
    found: dict[tuple[object, ...], Incident] = {}
    for incident in incidents:
        row = terms.acts().get(incident.act or "")
        if incident.status != "threatened" or row is None or row["force"] != "yes":
            continue
        if not any(terms.kind_of(target) == "state" for target in incident.target):
            continue
        key = (incident.act, incident.actor, incident.target)
        if key not in found:
            found[key] = replace(
                # what a threatened act would strike is not told: the act's own presumption holds
                incident,
                status="hypothetical",
                date=day,
                reported=None,
                basis=None,
                struck=(),
                id=f"what-if-{incident.id}",
                evidence={},
            )
    return tuple(found.values())


def on_the_texts(found: Iterable[Clause], lang: str = "en") -> tuple[Discrepancy, ...]:
    """Return where reports give as a pact's content what no article that was read carries, or tell two articles as one."""
    told: list[Discrepancy] = []
    for clause in found:
        name = short_name(clause.instrument, lang)
        quote = Said(clause.words, (clause.claim.id,))
        if clause.kind == "article" and len(clause.articles) > 1:
            told.append(
                Discrepancy(
                    say("finding.joined.about", lang, instrument=name),
                    (quote,),
                    say(
                        "finding.joined",
                        lang,
                        articles=terms.join([_article(each, lang) for each in clause.articles], lang),
                    ),
                )
            )
        elif clause.kind == "remark":
            who = clause.claim.attributed_to or names(clause.claim.initiator, lang) or say("finding.the report", lang)
            values = (quote, Said(clause.nearest)) if clause.nearest else (quote,)
            key = (
                "finding.remark.partly"
                if clause.partly
                else "finding.remark.note"
                if clause.note
                else "finding.remark.near"
                if clause.nearest
                else "finding.remark"
            )
            told.append(
                Discrepancy(
                    say("finding.remark.about", lang, instrument=name),
                    values,
                    say(
                        key,
                        lang,
                        who=_speaker(who, lang),
                        instrument=name,
                        article=_article(clause.nearest_in, lang) if clause.nearest_in else "",
                    ),
                )
            )
    return tuple(told)


def _article(provision: str, lang: str) -> str:
    from foedus.briefs.duties import article

    return article(provision, lang)


def _speaker(who: str, lang: str) -> str:
    return names((who,), lang) if terms.is_id(who) else who


def on_declarations(
    incidents: Iterable[Incident], pacts: Sequence[Instrument], lang: str = "en"
) -> tuple[Discrepancy, ...]:
    """Return declarations of parties made before their pact was law: they are no duty under it."""
    told = []
    for incident in incidents:
        if (
            not incident.act
            or not any(terms.is_a(incident.act, word) for word in DECLARED)
            or incident.date.last_day is None
        ):
            continue
        for instrument in pacts:
            entries = [
                clause.date for clause in instrument.standing if clause.kind == "entry into force" and clause.date
            ]
            if not entries or reached(incident.date, entries[0]) is not False or not incident.actor:
                continue
            if set(incident.actor) <= set(instrument.parties):
                entry = entries[0].earliest
                told.append(
                    Discrepancy(
                        say(
                            "finding.declared.about",
                            lang,
                            actors=names(incident.actor, lang),
                            day=told_day(incident.date.first_day, lang),
                        ),
                        (Said(incident.act, incident.claims),),
                        say(
                            "finding.declared",
                            lang,
                            instrument=short_name(instrument, lang),
                            day=told_day(entry.local.date() if entry else None, lang),
                        ),
                    )
                )
    return tuple(told)
