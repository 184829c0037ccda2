"""The answer to one event in short: who owes what, on which reading, what is open, and which pacts say nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from foedus.briefs.alliances import is_coded
from foedus.briefs.assessment import Assessment
from foedus.briefs.duties import (
    Answer,
    article,
    articles,
    by_article,
    denial,
    duty_words,
    instrument_name,
    marked,
    missing_words,
    own_facts,
    reading_name,
    rests_on_unverified,
    told,
    verdict_word,
)
from foedus.briefs.findings import defence_pacts, in_view, silences
from foedus.briefs.footing import Footing, verdict_run
from foedus.briefs.gathered import ended_coverage, engaged_lines, open_lines
from foedus.briefs.outline import Line, faint, line
from foedus.briefs.phrases import apart, is_many, listed, say, sentence, some_names
from foedus.briefs.told_events import by_instrument, held_by, silences_told, unsettled_line
from foedus.determinations import ENGAGED, Determination, Verdict
from foedus.pacts import Instrument

_MOST = 10
DEFENCE = ("assist", "count as attack on all")
INTERVENE = "intervene"


def promises_help(instrument: Instrument) -> bool:
    """Tell whether an instrument obliges parties to help each other."""
    return any(rule.duty in DEFENCE and rule.modality in ("must", "deems") for rule in instrument.rules)


def helps(assessment: Assessment, instrument: Instrument) -> bool:
    """Tell whether an instrument promises help to those whom the event hits."""
    return promises_help(instrument) and bool({*assessment.incident.target} & set(instrument.parties))


def concerns(assessment: Assessment, instrument: Instrument) -> bool:
    """Tell whether an instrument promises help among those who are target or actor of the event."""
    people = {*assessment.incident.target, *assessment.incident.actor}
    return promises_help(instrument) and bool(people & set(instrument.parties))


def matters(assessment: Assessment, each: Determination) -> bool:
    """Tell whether what an answer leaves open is worth a line: of a pact that was named, of help among those concerned.

    A right to intervene in a member is told too: whether an organ used it is what such an event turns on.
    """
    if each.instrument.id in assessment.asked.pacts or concerns(assessment, each.instrument):
        return True
    return each.rule.duty == INTERVENE and bool({*assessment.incident.target} & set(each.instrument.parties))


def short_answer(assessment: Assessment, lang: str) -> Iterable[Line]:
    """Yield the engaged answers of the first reading, help first; then named readings, what is open, stands or is silent.

    What was encoded from a text comes before what comes from a data set.
    """
    foot = Footing(lang, first=frozenset((*assessment.incident.actor, *assessment.incident.target)))
    answers = [one for found in by_article(assessment.by_event, assessment.asked) for one in found.answers]
    engaged = sorted((each.base for each in answers if each.base.verdict in ENGAGED), key=rank)
    plain = [each for each in engaged if each.reading is None]
    denying = {id(each.base): each.denying for each in answers}
    encoded = [_answer_line(assessment, group, denying, lang) for group in _alike(_encoded(plain)).values()]
    coded = [_uncited(each) for each in engaged_lines(_coded(plain), foot)]
    readings = list(_reading_lines(assessment, answers, lang))
    if readings and not encoded and not coded:
        yield line(say("assessment.first silent", lang))
    told_lines = [*encoded, *readings, *coded]
    yield from told_lines[:_MOST]
    if len(told_lines) > _MOST:
        yield line(faint(say("assessment.more", lang, number=len(told_lines) - _MOST)))
    if not told_lines:
        yield line(say("assessment.nothing", lang) if assessment.open_questions else say("assessment.silent", lang))
    yield from _open_lines(assessment, answers, foot)
    yield from _standing_lines(assessment, lang)
    named = [assessment.asked.library[name] for name in assessment.asked.pacts]
    pacts = named or [
        each
        for each in defence_pacts(assessment.asked.library, [each.id for each in assessment.asked.library.encoded])
        if in_view(each, assessment.incident, assessment.on)
    ]
    found = silences(assessment.incident, pacts, assessment.asked.library, assessment.on)
    yield from (line(words) for words in silences_told(found[:_MOST], lang))


def _encoded(found: Iterable[Determination]) -> list[Determination]:
    return [each for each in found if not is_coded(each.instrument)]


def _coded(found: Iterable[Determination]) -> list[Determination]:
    return [each for each in found if is_coded(each.instrument)]


def _uncited(told_line: Line) -> Line:
    """Return a line without its references: the answer in short has none."""
    return tuple(run for run in told_line if not run.to and run.text not in ("[", "]", " "))


def _reading_lines(assessment: Assessment, answers: Sequence[Answer], lang: str) -> Iterable[Line]:
    """Yield what named readings engage where the first reading does not, each with who holds it."""
    found = [
        one
        for each in answers
        for one in (each.base, *each.others)
        if one.reading is not None
        and one.verdict in ENGAGED
        and not (each.base.reading is None and each.base.verdict == one.verdict and each.base.bearers == one.bearers)
    ]
    groups: dict[tuple[object, ...], list[Determination]] = {}
    for each in sorted(found, key=rank):
        groups.setdefault((each.instrument.id, each.reading, each.verdict, each.bearers), []).append(each)
    for group in groups.values():
        first = group[0]
        holder = held_by(first, lang)
        duties = {each.rule.duty: each for each in group}
        clause = say(
            "answer.under",
            lang,
            told=told(first, lang, _named(assessment), [each for each in duties.values() if each is not first]),
            articles=articles((each.provision for each in group), lang, instrument=first.instrument),
            instrument=instrument_name(first.instrument, lang),
        )
        words = say(
            "answer.reading",
            lang,
            reading=reading_name(first.reading or "", lang),
            held=say("reading.held", lang, who=holder) if holder else say("reading.unheld", lang),
            clause=marked(clause, lang, *group),
        )
        yield line(verdict_run(first.verdict, verdict_word(first.verdict, lang)), say("colon", lang), sentence(words))


def _open_lines(assessment: Assessment, answers: Sequence[Answer], foot: Footing) -> Iterable[Line]:
    """Yield what is open under pacts of help of those concerned, one line for each pact, alliances of a data set last."""
    waiting = [
        each.base for each in answers if each.base.verdict in (Verdict.UNSETTLED, Verdict.AWAITING)
        and each.base.reading is None
    ]  # fmt: skip
    near = [each for each in _encoded(waiting) if matters(assessment, each)]
    near.sort(key=lambda each: (not helps(assessment, each.instrument), each.rule.duty not in DEFENCE, rank(each)))
    for group in by_instrument(near)[:_MOST]:
        yield unsettled_line(group, foot, with_missing=True, cited=0)
    coded = [each for each in _coded(waiting) if each.rule.duty in DEFENCE or _uncovered(assessment, each)]
    coded = [each for each in coded if concerns(assessment, each.instrument) or _uncovered(assessment, each)]
    yield from open_lines(coded, foot, assessment.on, with_ids=False, cited=False)[:_MOST]


def _uncovered(assessment: Assessment, each: Determination) -> bool:
    return ended_coverage(each, assessment.on)


def _named(assessment: Assessment) -> tuple[str, ...]:
    return (*assessment.incident.actor, *assessment.incident.target)


def rank(each: Determination) -> tuple[object, ...]:
    """Return the rank of an answer: help owed, breaches, other duties, deemings, rights; the narrower circle first.

    What comes from a data set stands behind what was encoded from a text, what rests on law that nobody verified behind
    the rest of its kind, and what is not engaged behind all.
    """
    weight = {Verdict.BREACHED: 1, Verdict.DEEMED: 3, Verdict.OPEN: 4, Verdict.AWAITING: 5, Verdict.UNSETTLED: 6}
    kind = weight.get(each.verdict, 7)
    if each.verdict == Verdict.OWED:
        kind = 0 if each.rule.duty == "assist" else 2
    return is_coded(each.instrument), kind, rests_on_unverified(each), len(each.instrument.parties)


def article_rank(found: Sequence[Answer]) -> tuple[object, ...]:
    """Return the rank of an article: that of its weightiest answer."""
    return min(rank(one) for each in found for one in (each.base, *each.others))


def _standing_lines(assessment: Assessment, lang: str) -> Iterable[Line]:
    """Yield the standing duties under the pacts that the event engages, one line for each pact and those who bear them."""
    own = engaged_instruments(assessment)
    owed = [
        each
        for each in assessment.determinations
        if each.rule.standing
        and each.verdict == Verdict.OWED
        and each.reading is None
        and each.rule.modality != "must not"
        and each.instrument.id in own
    ]
    owed.sort(key=rank)
    groups: dict[tuple[object, ...], list[Determination]] = {}
    for each in owed:
        groups.setdefault((each.instrument.id, frozenset(each.bearers)), []).append(each)
    for group in groups.values():
        duties = [
            marked(f"{duty_words(each.rule, (), lang)} ({article(each.provision, lang)})", lang, each) for each in group
        ]
        key = f"assessment.standing.{'many' if is_many(group[0].bearers) else 'one'}"
        bearers = some_names(group[0].bearers, lang, assessment.incident.target)
        pact = instrument_name(group[0].instrument, lang)
        yield line(sentence(say(key, lang, bearers=bearers, duties=listed(duties, lang), pact=pact)))


def _alike(found: Iterable[Determination]) -> dict[tuple[object, ...], list[Determination]]:
    groups: dict[tuple[object, ...], list[Determination]] = {}
    for each in found:
        key = (each.instrument.id, each.rule.duty, each.verdict, each.bearers, each.beneficiaries)
        groups.setdefault(key, []).append(each)
    return groups


def denied_by(group: Sequence[Determination], denying: Mapping[int, Sequence[str]]) -> tuple[str, ...]:
    """Return the readings under which none of some answers is engaged; `denying` has those of each, by its identity."""
    first = denying.get(id(group[0]), ())
    return tuple(name for name in first if all(name in denying.get(id(each), ()) for each in group))


def _answer_line(
    assessment: Assessment, group: Sequence[Determination], denying: Mapping[int, Sequence[str]], lang: str
) -> Line:
    first = group[0]
    clause = say(
        "answer.under",
        lang,
        told=told(first, lang, (*assessment.incident.actor, *assessment.incident.target)),
        articles=articles((each.provision for each in group), lang, instrument=first.instrument),
        instrument=instrument_name(first.instrument, lang),
    )
    clause = marked(clause, lang, *group)
    words = missing_words((w for each in group for w in each.missing), assessment.incident, lang, own_facts(group))
    missing = say("missing.list", lang, words=apart(words, lang)) if words else ""
    mark = verdict_run(first.verdict, verdict_word(first.verdict, lang))
    told_words = [sentence(clause), sentence(missing) if missing else "", denial(denied_by(group, denying), lang)]
    return line(mark, say("colon", lang), " ".join(filter(None, told_words)))


def engaged_instruments(assessment: Assessment) -> set[str]:
    """Return the pacts of help that the event engages, or else may engage."""
    for found in (assessment.engaged, assessment.open_questions):
        own = {
            each.instrument.id
            for each in found
            if each.rule.duty in DEFENCE and helps(assessment, each.instrument) and each.reading is None
        }
        if own:
            return own
    return set()
