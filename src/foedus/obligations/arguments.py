"""Rules of conflict that somebody could plead where duties collide: listed with where they stand, never applied."""

from __future__ import annotations

from collections.abc import Iterator

from foedus.pacts import Instrument, Library, Rule, article_label

NO_CONFLICT = "not enter conflicting engagements"


def arguments(bearer: str, first: tuple[Instrument, Rule], second: Instrument, library: Library) -> tuple[str, ...]:
    """Return what either side could plead: a clause of precedence, a promise of no conflict, later and special law.

    `first` is the duty to be performed, `second` the instrument that its performance would break. Whether a plea is
    good, such as article 103 of the UN Charter where neither duty stands in the Charter, is not decided here.
    """
    instrument, rule = first
    found = dict.fromkeys(
        (
            *_precedences(bearer, instrument, second, library),
            *_no_conflict(bearer, instrument, second),
            *_forbids_the_act(bearer, rule, instrument, library),
            *_later(instrument, second),
            *_special(instrument, second),
        )
    )
    return tuple(found)


def _precedences(bearer: str, first: Instrument, second: Instrument, library: Library) -> Iterator[str]:
    pair = {first.id, second.id}
    for instrument in library.in_use:
        for clause in instrument.precedences:
            if not clause.over or (instrument.parties and bearer not in instrument.parties):
                continue
            if "every other instrument" in clause.over or pair & set(clause.over):
                yield f"{instrument.short_name}, {article_label(clause.to[0].rstrip('/'))}: {clause.name}."


def _no_conflict(bearer: str, first: Instrument, second: Instrument) -> Iterator[str]:
    for instrument in (first, second):
        for rule in instrument.rules:
            if rule.duty == NO_CONFLICT and bearer in instrument.parties:
                label = article_label(rule.provision)
                yield f"{instrument.short_name}, {label}: its parties promised to enter no conflicting engagement."


def _forbids_the_act(bearer: str, rule: Rule, first: Instrument, library: Library) -> Iterator[str]:
    for instrument in library.in_use:
        for each in instrument.rules:
            if each.modality == "must not" and each.duty == rule.duty and instrument.id != first.id:
                if bearer in instrument.parties or bearer in each.bearer.values or "the actor" in each.bearer.values:
                    label = article_label(each.provision)
                    yield f"{instrument.short_name}, {label}: the duty not to {each.duty}, unless its own condition is met."


def _later(first: Instrument, second: Instrument) -> Iterator[str]:
    signed = sorted((each.about("signed"), each.short_name) for each in (first, second))
    if first.id != second.id and all(day for day, _ in signed) and signed[0][0] != signed[1][0]:
        yield f"{signed[1][1]} is the later law ({signed[1][0]}), {signed[0][1]} the earlier ({signed[0][0]})."


def _special(first: Instrument, second: Instrument) -> Iterator[str]:
    narrow, wide = sorted((first, second), key=lambda each: len(each.parties))
    if narrow.parties and set(narrow.parties) < set(wide.parties):
        yield f"{narrow.short_name} is the narrower circle of the two, which may be pleaded as the special law."
