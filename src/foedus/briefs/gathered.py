"""Many alliances of a data set told in few lines: those that say the same are one line with their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from foedus import terms
from foedus.briefs.alliances import is_coded, number_of, numbers_listed
from foedus.briefs.duties import (
    articles,
    instrument_name,
    joined_place,
    marked,
    missing_words,
    own_facts,
    short_name,
    told,
    verdict_word,
)
from foedus.briefs.footing import Footing, verdict_run
from foedus.briefs.outline import Line, faint, line
from foedus.briefs.phrases import apart, counted, listed, say, sentence, some_names
from foedus.determinations import Determination, Verdict
from foedus.pacts import Instrument
from foedus.terms import When

_NAMED = 2
"""Alliances with the same bearers are named up to this number, then told by their numbers."""


def engaged_lines(found: Iterable[Determination], foot: Footing) -> list[Line]:
    """Return what alliances of a data set oblige to, one line for each verdict, duty and beneficiary."""
    groups: dict[tuple[object, ...], list[Determination]] = {}
    for each in found:
        rule = each.rule
        key = (each.verdict, rule.modality, rule.duty, rule.up_to, each.beneficiaries, each.reading)
        groups.setdefault(key, []).append(each)
    return [_engaged_line(group, foot) for group in groups.values()]


def _engaged_line(group: Sequence[Determination], foot: Footing) -> Line:
    lang, first = foot.lang, group[0]
    mark = verdict_run(first.verdict, verdict_word(first.verdict, lang))
    by_bearers: dict[tuple[str, ...], list[Determination]] = {}
    for each in group:
        by_bearers.setdefault(tuple(sorted(each.bearers)), []).append(each)
    if len(by_bearers) == 1:
        clause = _same_bearers(group, foot)
    else:
        clause = told(first, lang, foot.first, who=_each_with_its_own(by_bearers, foot))
    cite = foot.cite(first.instrument, first.source_ids[:1], first)
    return line(mark, say("colon", lang), sentence(marked(clause, lang, *group)), *((" ", cite) if cite else ()))


def _same_bearers(group: Sequence[Determination], foot: Footing) -> str:
    lang, first = foot.lang, group[0]
    words = told(first, lang, foot.first)
    instruments = list({each.instrument.id: each.instrument for each in group}.values())
    if len(instruments) > _NAMED:
        number = len(instruments)
        return say("alliance.several", lang, told=words, number=number, ids=numbers_listed(instruments, lang))
    names = []
    for one in instruments:
        provisions = [each.provision for each in group if each.instrument.id == one.id]
        where = articles(provisions, lang, instrument=one)
        names.append(say("cite", lang, article=where, instrument=instrument_name(one, lang)))
    return say("answer.under", lang, told=words, articles="", instrument=listed(names, lang))


def _each_with_its_own(by_bearers: dict[tuple[str, ...], list[Determination]], foot: Footing) -> str:
    """Return bearers with their alliances: `Ukraine and, each under a pact of its own, Greece (ATOP 4855) …`."""
    lang = foot.lang
    common = set.intersection(*map(set, by_bearers))
    if any(set(bearers) == common for bearers in by_bearers):
        common = set()
    entries = []
    for bearers, found in by_bearers.items():
        own = [each for each in bearers if each not in common]
        ids = listed(dict.fromkeys(number_of(each.instrument) for each in found), lang)
        words = say("alliance.bearer", lang, bearers=some_names(own, lang, foot.first), ids=ids)
        entries.append(([terms.name_of(each, lang) for each in own], words))
    others = listed([words for _, words in sorted(entries)], lang)
    if not common:
        return say("alliance.each", lang, others=others)
    return say("alliance.with", lang, common=some_names(sorted(common), lang, foot.first), others=others)


def ended_coverage(each: Determination, on: When) -> bool:
    """Tell whether an answer is open because the data set no longer covers the day: then nothing else is worth asking."""
    until = each.instrument.about("coverage until")
    if not until or each.verdict != Verdict.UNSETTLED or on.last_day is None:
        return False
    return on.last_day > date.fromisoformat(until) and "termination" in each.missing


def open_lines(
    found: Sequence[Determination], foot: Footing, on: When, *, with_ids: bool = True, cited: bool = True
) -> list[Line]:
    """Return what alliances of a data set leave open: those asking the same in a line, those no longer covered in one."""
    lang = foot.lang
    over = [each for each in found if ended_coverage(each, on)]
    groups: dict[tuple[str, ...], list[Determination]] = {}
    gone = {each.instrument.id for each in over}
    by_instrument: dict[str, list[Determination]] = {}
    for each in found:
        if each.instrument.id not in gone:
            by_instrument.setdefault(each.instrument.id, []).append(each)
    for group in by_instrument.values():
        asked = dict.fromkeys(word for each in group for word in (*each.missing, *each.awaiting))
        groups.setdefault(tuple(asked), []).extend(group)
    mark = verdict_run(Verdict.UNSETTLED, verdict_word(Verdict.UNSETTLED, lang))
    lines = []
    for asked, group in groups.items():
        words = missing_words(asked, group[0].incident, lang, own_facts(group))
        missing = (" ", sentence(say("missing.list", lang, words=apart(words, lang)))) if words else ()
        cite = foot.cite(group[0].instrument, group[0].source_ids[:1], group[0]) if cited else ()
        names = f"{_names(group, lang)}."
        lines.append(line(mark, say("colon", lang), names, *missing, *((" ", cite) if cite else ())))
    if over:
        instruments = list({each.instrument.id: each.instrument for each in over}.values())
        year = instruments[0].about("coverage until")[:4]
        ids = numbers_listed(instruments, lang) if with_ids else ""
        told_words = counted("alliance.covered", len(instruments), lang, year=year, ids=ids)
        cite = foot.cite(instruments[0], over[0].source_ids[:1], over[0]) if cited else ()
        lines.append(line(mark, say("colon", lang), f"{told_words}.", *((" ", cite) if cite else ())))
    return lines


def _names(group: Sequence[Determination], lang: str) -> str:
    by_id: dict[str, list[Determination]] = {}
    for each in group:
        by_id.setdefault(each.instrument.id, []).append(each)
    if len(by_id) > _NAMED:
        instruments = [found[0].instrument for found in by_id.values()]
        return say("alliance.others", lang, ids=numbers_listed(instruments, lang))
    return listed(
        [joined_place(found[0].instrument, [each.provision for each in found], lang) for found in by_id.values()], lang
    )


def pact_names(instruments: Iterable[Instrument], lang: str = "en") -> str:
    """Return instruments as a sentence lists them: those encoded by hand by name, then alliances of a data set."""
    every = list({each.id: each for each in instruments}.values())
    coded = [each for each in every if is_coded(each)]
    words = [short_name(each, lang) for each in every if not is_coded(each)]
    if len(coded) == 1:
        words.append(short_name(coded[0], lang))
    elif coded:
        words.append(say("alliance.others", lang, ids=numbers_listed(coded, lang)))
    return listed(words, lang)


def faint_names(key: str, instruments: Iterable[Instrument], lang: str) -> Line:
    """Return a sentence that only names instruments, in a faint line."""
    return line(faint(say(key, lang, names=pact_names(instruments, lang))))


__all__ = ["ended_coverage", "engaged_lines", "faint_names", "open_lines", "pact_names"]
