"""The answer in short: a few plain sentences that could be printed, made from the answers and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from foedus import terms
from foedus.briefs.assessment import Assessment
from foedus.briefs.brief import Brief
from foedus.briefs.clashes import collision_groups
from foedus.briefs.duties import (
    article,
    articles,
    duty_words,
    instrument_name,
    marked,
    own_facts,
    phrase,
    reading_name,
    rests_on_unverified,
    short_name,
    told,
)
from foedus.briefs.phrases import (
    apart,
    counted,
    day,
    deed,
    is_many,
    listed,
    names,
    on_time,
    say,
    sentence,
    some_names,
    time,
)
from foedus.briefs.states import InstrumentState
from foedus.briefs.told_law import edge_words
from foedus.determinations import Determination, Verdict
from foedus.pacts import Instrument

_MOST_OPEN = 3
_MOST_OTHERS = 2


def answer(brief: Brief, lang: str = "en") -> tuple[str, ...]:
    """Return the answer of a brief in plain sentences, the most important first."""
    return tuple(dict.fromkeys(each for each in _sentences(brief, lang) if each))


def _sentences(brief: Brief, lang: str) -> Iterable[str]:
    if not brief.assessments:
        yield sentence(say("answer.nothing", lang))
        return
    main = main_pact(brief)
    if main is not None:
        yield _pact(brief, main, lang)
    if main is not None:
        yield from _engaged(brief, main, lang)
    yield from _threats(brief, main, lang)
    for each in brief.what_if:
        yield _what_if(brief, each, main, lang)
    yield _collisions(brief, main, lang)
    yield _standing(brief, main, lang)
    yield _coups(brief, main, lang)
    yield _standing_of_others(brief, main, lang)
    yield _open(brief, main, lang)
    # what other law says of the same events must not outshine the pact that the reports are about
    yield from _engaged_elsewhere(brief, main, lang)
    yield _differing(brief, lang)


def main_pact(brief: Brief) -> Instrument | None:
    """Return the defence pact that the reports speak of most, or None."""
    return brief.pacts[0] if brief.pacts else None


def _state(brief: Brief, instrument: Instrument) -> InstrumentState | None:
    return next((state for state in brief.states if state.instrument.id == instrument.id), None)


def _pact(brief: Brief, main: Instrument, lang: str) -> str:
    state = _state(brief, main)
    name = instrument_name(main, lang)
    signed = next(
        (
            each.incident
            for each in brief.assessments
            if each.incident.act == "signature"
            and each.incident.status == "happened"
            and set(each.incident.actor) <= set(main.parties)
            and each.incident.date.first_day
            and each.incident.date.first_day.isoformat() == main.about("signed")
        ),
        None,
    )
    first = ""
    if signed is not None:
        where = signed.place or ""
        first = sentence(
            say(
                "answer.signed",
                lang,
                actors=names(signed.actor, lang),
                pact=name,
                when=on_time(signed.date, lang),
                place=terms.name_of(where, lang) if terms.is_id(where) else where,
            )
        )
    if state is None:
        return first
    if state.truth is True:
        bound = (
            names([member.party for member in state.members], lang)
            if len(state.members) <= 8
            else say("state.count", lang, number=len(state.members))
        )
        same = (
            signed is not None
            and state.entry is not None
            and state.entry.sharp
            and state.entry.earliest is not None
            and (state.entry.earliest.local.date() == signed.date.first_day)
        )
        rest = say(
            "answer.in force same" if same else "answer.in force",
            lang,
            pact=name,
            since=edge_words(state.entry, lang),
            day=day(brief.day.first_day, lang),
            bound=bound,
        )
    else:
        rest = say(
            "answer.not in force" if state.truth is False else "answer.in doubt",
            lang,
            pact=name,
            day=day(brief.day.first_day, lang),
            since=edge_words(state.entry, lang),
        )
    others = [reading for reading, kind, _ in state.readings if kind == "entry into force"]
    differ = (
        sentence(
            say("answer.force readings", lang, readings=listed([reading_name(each, lang) for each in others], lang))
        )
        if others
        else ""
    )
    return " ".join(part for part in (first, sentence(rest), differ) if part)


def _clause(found: Sequence[Determination], lang: str, named_first: Iterable[str] = ()) -> str:
    """Return several determinations of like verdict as one clause, with their articles."""
    first = found[0]
    where = articles((each.provision for each in found), lang, instrument=first.instrument)
    clause = say(
        "answer.under",
        lang,
        told=told(first, lang, named_first),
        articles=where,
        instrument=instrument_name(first.instrument, lang),
    )
    return marked(clause, lang, *found)


def _alike(found: Iterable[Determination]) -> list[list[Determination]]:
    groups: dict[tuple[object, ...], list[Determination]] = {}
    for each in found:
        groups.setdefault(
            (each.instrument.id, each.verdict, each.bearers, each.beneficiaries, each.rule.duty), []
        ).append(each)
    return list(groups.values())


def _engaged(brief: Brief, main: Instrument, lang: str) -> Iterable[str]:
    ours = [(each, group) for each, group in _duties_engaged(brief) if group[0].instrument.id == main.id]
    for each, group in ours:
        yield sentence(say("answer.engages", lang, event=_event(each, lang), clause=_clause(group, lang, brief.named)))
    if not any(group[0].rule.duty == "assist" for _, group in ours):
        helping = [rule.provision for rule in main.rules if rule.duty == "assist" and rule.reading is None]
        where = articles(helping, lang, "or")
        yield sentence(say("answer.none engages", lang, articles=where, pact=instrument_name(main, lang)))
    yield _undecided(brief, main, lang)


def _engaged_elsewhere(brief: Brief, main: Instrument | None, lang: str) -> Iterable[str]:
    others = [
        (each, group) for each, group in _duties_engaged(brief) if main is None or group[0].instrument.id != main.id
    ]
    sure = [(each, group) for each, group in others if not any(map(rests_on_unverified, group))]
    for each, group in sure[:_MOST_OTHERS]:
        clause = _clause(group, lang, brief.named)
        key = "answer.engages" if main is None else "answer.engages beside"
        yield sentence(say(key, lang, event=_event(each, lang), clause=clause))
    doubtful = dict.fromkeys(
        instrument_name(group[0].instrument, lang) for each, group in others if (each, group) not in sure
    )
    if doubtful:
        yield sentence(say("answer.unverified more", lang, instruments=listed(doubtful, lang)))


def _duties_engaged(brief: Brief) -> list[tuple[Assessment, list[Determination]]]:
    """Return the duties of assistance and the breaches that events engage, the first reading's, alike ones together."""
    return [
        (each, group)
        for each in brief.assessments
        for group in _alike(
            one
            for one in each.engaged
            if one.reading is None and (one.rule.duty == "assist" or one.verdict == Verdict.BREACHED)
        )
    ]


def _undecided(brief: Brief, main: Instrument, lang: str) -> str:
    undecided = [
        each
        for each in brief.assessments
        if each.incident.status == "happened"
        and any(
            one.instrument.id == main.id and one.rule.duty == "assist" and one.reading is None
            for one in each.open_questions
        )
    ]
    if not undecided:
        return ""
    events = apart((_event(each, lang) for each in undecided[:_MOST_OPEN]), lang)
    return sentence(say("answer.undecided", lang, events=events, pact=instrument_name(main, lang)))


def _event(assessment: Assessment, lang: str) -> str:
    incident = assessment.incident
    told_deed = deed(incident.act, incident.status, lang, actor=incident.actor, target=incident.target)
    return f"{told_deed} ({time(incident.date, lang)})"


def _threats(brief: Brief, main: Instrument | None, lang: str) -> Iterable[str]:
    for each in brief.assessments:
        row = terms.acts().get(each.incident.act or "")
        if each.incident.status != "threatened" or row is None or row["force"] != "yes":
            continue
        helping = (
            [rule.provision for rule in main.rules if rule.duty == "assist" and rule.reading is None] if main else []
        )
        early = any(silence.why == "threat before" for silence in brief.silences.get(each.incident.id, ()))
        told_words = say(
            "answer.threat before" if early else "answer.threat",
            lang,
            event=_event(each, lang),
            pact=instrument_name(main, lang) if main else "",
            articles=articles(helping, lang, "or"),
        )
        yield sentence(told_words)


def _what_if(brief: Brief, each: Assessment, main: Instrument | None, lang: str) -> str:
    incident = each.incident
    what = deed(incident.act, "hypothetical", lang, actor=incident.actor, target=incident.target)
    what = what[:1].upper() + what[1:]
    owed = [
        one for one in each.engaged if one.rule.duty == "assist" and one.verdict == Verdict.OWED and one.reading is None
    ]
    owed.sort(key=lambda one: main is None or one.instrument.id != main.id)
    when = on_time(each.on, lang)
    if not owed:
        return sentence(say("answer.what-if nothing", lang, what=what, when=when))
    groups = _alike(owed)
    clauses = _clause(groups[0], lang, brief.named)
    sentences = [sentence(say("answer.what-if", lang, what=what, when=when, clauses=clauses))]
    rest = groups[1:]
    if rest:
        others = listed(
            dict.fromkeys(marked(instrument_name(group[0].instrument, lang), lang, *group) for group in rest), lang
        )
        sentences.append(sentence(say("answer.what-if more", lang, instruments=others)))
    broken = [one for one in each.engaged if one.verdict == Verdict.BREACHED and one.reading is None]
    if broken:
        who = listed([_clause(group, lang, brief.named) for group in _alike(broken)[:1]], lang)
        sentences.append(sentence(who))
    return " ".join(sentences)


def _collisions(brief: Brief, main: Instrument | None, lang: str) -> str:
    found = [
        (each, collision)
        for each, collision in brief.collisions
        if main is None or collision.between[0].instrument.id == main.id and collision.between[0].reading is None
    ]
    if not found:
        return ""
    ranked = [each for group in collision_groups(found, [main.id] if main else ()) for each in group]
    bearers = list(dict.fromkeys(collision.bearer for _, collision in ranked))
    first = list(dict.fromkeys(instrument_name(one.between[0].instrument, lang) for _, one in ranked))
    against: dict[str, list[Determination]] = {}
    for _, collision in ranked:
        second = collision.between[1]
        against.setdefault(instrument_name(second.instrument, lang), []).append(second)
    second = [marked(name, lang, *group) for name, group in against.items()]
    key = "answer.collisions if" if all(each.hypothetical for each, _ in found) else "answer.collisions"
    return sentence(
        say(
            key,
            lang,
            bearers=some_names(bearers, lang, brief.named),
            first=listed(first, lang),
            second=listed(second, lang),
        )
    )


def _standing(brief: Brief, main: Instrument | None, lang: str) -> str:
    if main is None:
        return ""
    duties = [
        one
        for one in brief.standing
        if one.instrument.id == main.id and one.reading is None and one.verdict == Verdict.OWED
    ]
    told_duties = [one for one in duties if one.rule.duty not in ("set up organs",)] or duties
    if not told_duties:
        return ""
    parts = listed(
        [
            marked(f"{duty_words(one.rule, (), lang)} ({article(one.provision, lang)})", lang, one)
            for one in told_duties
        ],
        lang,
    )
    bearers = told_duties[0].bearers
    return sentence(
        say(
            f"answer.standing.{'many' if is_many(bearers) else 'one'}", lang, bearers=names(bearers, lang), duties=parts
        )
    )


def _coups(brief: Brief, main: Instrument | None, lang: str) -> str:
    if main is None:
        return ""
    coups = [each for each in brief.assessments if each.incident.act == "coup" and each.incident.status == "happened"]
    engaged = [one for each in coups for one in each.engaged if one.instrument.id == main.id and one.reading is None]
    if not coups or engaged:
        return ""
    where = names(sorted({target for each in coups for target in each.incident.target}), lang)
    return sentence(counted("answer.coups", len(coups), lang, where=where, pact=instrument_name(main, lang)))


def _standing_of_others(brief: Brief, main: Instrument | None, lang: str) -> str:
    others = [state for state in brief.states if state.claims and (main is None or state.instrument.id != main.id)]
    if not others:
        return ""
    leaving = [state for state in others if any(one.reading is None for one in state.notices)]
    force = [short_name(state.instrument, lang) for state in others if state.truth is True and state not in leaving]
    notice = [short_name(state.instrument, lang) for state in leaving if state.truth is not False]
    ended = [short_name(state.instrument, lang) for state in others if state.truth is False]
    parts = []
    if force:
        parts.append(say("answer.others force", lang, names=listed(force, lang)))
    if notice:
        parts.append(say("answer.others notice", lang, names=listed(notice, lang)))
    if ended:
        parts.append(say("answer.others ended", lang, names=listed(ended, lang)))
    return (
        sentence(say("answer.others", lang, day=day(brief.day.first_day, lang), told=apart(parts, lang)))
        if parts
        else ""
    )


def _open(brief: Brief, main: Instrument | None, lang: str) -> str:
    words: dict[str, None] = {}
    for each in brief.unknowns:
        ours = [one for one in each.hangs if one.reading is None and (main is None or one.instrument.id == main.id)]
        if ours and not each.assessment.hypothetical:
            words[phrase(each.what, each.assessment.incident, lang, own_facts(ours))] = None
    return sentence(say("answer.open", lang, words=apart(list(words)[:5], lang))) if words else ""


def _differing(brief: Brief, lang: str) -> str:
    number = len(brief.discrepancies(lang))
    return sentence(counted("answer.differing", number, lang)) if number else ""


__all__ = ["answer", "main_pact"]
