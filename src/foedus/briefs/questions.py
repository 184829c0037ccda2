"""Open questions gathered over all events: each asked once, with what hangs on it and what each answer would give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from foedus.briefs.duties import own_facts, phrase, verdict_word
from foedus.briefs.footing import verdict_run
from foedus.briefs.outline import Line, Run, joined, line, link, plain
from foedus.briefs.phrases import iso_day, listed, say, sentence
from foedus.briefs.told_open import Facts, cited_provisions, facts_told_as_one, provisions_in_words
from foedus.briefs.unknowns import Unknown
from foedus.determinations import Change, Determination

WITH_OTHERS = ("with other answers", True)
"""Stands, where it is told in few lines, for the answers to other questions that an outcome needs as well."""
Numbers = Mapping[str, tuple[str, str]]
"""For each incident the label and the anchor under which the brief tells it."""


@dataclass(frozen=True)
class Asked:
    """One question, the unknowns of single events that it gathers, and the determinations that wait for it."""

    what: str
    unknowns: tuple[Unknown, ...]
    hangs: tuple[Determination, ...]

    @property
    def hypothetical(self) -> bool:
        """Tell whether only what-ifs ask it."""
        return all(each.assessment.hypothetical for each in self.unknowns)


def gathered(found: Iterable[Unknown], near: Iterable[str]) -> tuple[Asked, ...]:
    """Return the questions on which the first reading of some instruments turns, those of what-ifs alone last."""
    ids = set(near)
    groups: dict[str, list[tuple[Unknown, tuple[Determination, ...]]]] = {}
    for each in found:
        ours = tuple(one for one in each.hangs if one.instrument.id in ids and one.reading is None)
        if ours:
            groups.setdefault(each.what, []).append((each, ours))
    asked = [
        Asked(what, tuple(each for each, _ in group), tuple(one for _, ours in group for one in ours))
        for what, group in groups.items()
    ]
    return tuple(sorted(asked, key=lambda one: one.hypothetical))


def question_lines(
    asked: Asked, numbers: Numbers, lang: str, *, terse: bool = False, main: str | None = None
) -> tuple[Line, tuple[Line, ...]]:
    """Return a question as a head and the lines of its answers, each with the events that it holds for.

    With `terse` an answer tells its articles only where they are not all those that hang on the question, and the
    instrument `main` is not named.
    """
    answers = [
        (each, change)
        for each in asked.unknowns
        for change in each.answers(tuple(one for one in asked.hangs if one in each.hangs))
    ]
    supposed = {str(change.facts["date"]) for _, change in answers if "date" in change.facts and asked.what != "date"}
    tried = () if terse else supposed
    own = own_facts(asked.hangs)
    mark = (Run(say("what-if.mark", lang), "what-if"), " ") if asked.hypothetical else ()
    alone = asked.unknowns[0].assessment.incident if len(asked.unknowns) == 1 else _NOBODY
    one_pact = terse and len({one.instrument.id for one in asked.hangs}) == 1 and main is not None
    where = (
        provisions_in_words({one.provision for one in asked.hangs}, lang)
        if one_pact and asked.hangs[0].instrument.id == main
        else cited_provisions(asked.hangs, lang)
    )
    head = line(
        *mark,
        Run(sentence(phrase(asked.what, alone, lang, own)), "strong"),
        " ",
        say("unknowns.hangs", lang, where=where),
        " (",
        event_numbers([each.assessment.incident.id for each in asked.unknowns], numbers, lang),
        ")",
        *(f" {say('unknowns.tried', lang, day=iso_day(each, lang))}" for each in sorted(tried)),
    )
    return head, tuple(_outcomes(asked, answers, numbers, lang, terse))


@dataclass(frozen=True)
class _Nobody:
    """An event of which neither actor nor target is told: the question is that of several."""

    actor: tuple[str, ...] = ()
    target: tuple[str, ...] = ()


_NOBODY = _Nobody()


def _outcomes(
    asked: Asked, answers: Sequence[tuple[Unknown, Change]], numbers: Numbers, lang: str, terse: bool
) -> Iterable[Line]:
    found: dict[Facts, list[tuple[Unknown, Change]]] = {}
    for each, change in answers:
        facts = tuple((key, value) for key, value in change.facts.items() if key != "date" or asked.what == "date")
        if terse and len(facts) > 1:
            facts = (*((key, value) for key, value in facts if key == asked.what), WITH_OTHERS)
        found.setdefault(facts, []).append((each, change))
    rows: dict[str, tuple[list[Facts], Line]] = {}
    whole = provisions_in_words({each.provision for each in asked.hangs}, lang)
    every = {each.assessment.incident.id for each in asked.unknowns}
    for facts, group in found.items():
        verdicts: dict[str, list[tuple[Unknown, Change]]] = {}
        for each, change in group:
            verdicts.setdefault(str(change.to), []).append((each, change))
        parts = []
        for same in verdicts.values():
            events = list(dict.fromkeys(each.assessment.incident.id for each, _ in same))
            provisions = {change.determination.provision for _, change in same}
            where = provisions_in_words(provisions, lang)
            only = (", ", event_numbers(events, numbers, lang)) if set(events) != every and not terse else ()
            to = same[0][1].to
            bracket = () if terse and where == whole else (f" ({where}", *only, ")")
            parts.append(line(verdict_run(to, verdict_word(to, lang)), *bracket))
        outcome = joined(parts)
        rows.setdefault(plain(outcome), ([], outcome))[0].append(facts)
    between = say("unknowns.or if", lang)
    own = own_facts(asked.hangs)
    alone = asked.unknowns[0].assessment.incident if len(asked.unknowns) == 1 else _NOBODY
    for ways, outcome in rows.values():
        plain_ways = list(dict.fromkeys(tuple(fact for fact in way if fact != WITH_OTHERS) for way in ways))
        told = between.join(facts_told_as_one(plain_ways, alone, lang, own))
        if any(WITH_OTHERS in way for way in ways):
            told += say("unknowns.with others", lang)
        yield line(say("unknowns.if", lang, facts=told), " ", outcome)


def event_numbers(ids: Sequence[str], numbers: Numbers, lang: str) -> Line:
    """Return events by the numbers under which the brief tells them: `events 16 and 17`."""
    runs = [link(*numbers[each]) for each in ids if each in numbers]
    key = "events.numbered.one" if len(runs) == 1 else "events.numbered.many"
    parts = listed(["\x00"] * len(runs), lang).split("\x00")
    told: list[Line | str | Run] = [say(key, lang), " "]
    for before, run in zip(parts, (*runs, ""), strict=False):
        told += [before, run]
    return line(*told)
