"""Duties told as sentences: what each determination says, and readings of one provision side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from foedus import terms
from foedus.briefs.alliances import coded_name, is_coded, one_phase
from foedus.briefs.phrases import (
    is_many,
    iso_day,
    listed,
    names,
    organ_name,
    reading_title,
    say,
    some_names,
    translated_name,
)
from foedus.briefs.phrases import knows as catalogued
from foedus.determinations import Determination, Question, Verdict, silent_readings
from foedus.pacts import Instrument, Rule, article_label
from foedus.terms import DECISION

ABSTENTION = "abstention"
MEMBERSHIP = "membership of "
BEFORE = "before "
"""How an answer to the question of a date names the time before a day."""
EXCEPTION = ": the exception '"
"""How a determination names an unverified exception among what it rests on."""
NUMBERED = ("art-", "par-", "sec-", "pt-")
"""How the id of a numbered provision begins."""
Facts = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Answer:
    """What one provision says of one incident for bearers who stand alike: the first reading and those that differ.

    `others` are the named readings with another verdict or other bearers, `agreeing` those that say the same, `denying`
    the names of those under which nothing is engaged, where their answers are left out.
    """

    base: Determination
    others: tuple[Determination, ...]
    agreeing: tuple[Determination, ...]
    denying: tuple[str, ...] = ()

    @property
    def readings(self) -> int:
        return 1 + len(self.others) + len(self.agreeing) + len(self.denying)


@dataclass(frozen=True)
class ArticleAnswers:
    """The answers that stand under one article of one instrument."""

    instrument: Instrument
    article: str
    answers: tuple[Answer, ...]

    @property
    def label(self) -> str:
        return self.article


def by_article(determinations: Iterable[Determination], asked: Question | None = None) -> tuple[ArticleAnswers, ...]:
    """Return determinations gathered under their articles, readings side by side, in the order of the library.

    With the question `asked`, readings that say nothing are told as denying.
    """
    rules: dict[tuple[str, str, tuple[str, ...]], list[Determination]] = {}
    for each in determinations:
        rules.setdefault((each.instrument.id, each.provision, each.incident.target), []).append(each)
    articles: dict[tuple[str, str], list[Answer]] = {}
    instruments: dict[str, Instrument] = {}
    for (instrument, provision, _), found in rules.items():
        instruments[instrument] = found[0].instrument
        articles.setdefault((instrument, provision.partition("/")[0]), []).extend(side_by_side(found, asked))
    return tuple(
        ArticleAnswers(instruments[instrument], article, tuple(answers))
        for (instrument, article), answers in articles.items()
    )


def side_by_side(found: Sequence[Determination], asked: Question | None = None) -> Iterable[Answer]:
    """Yield one answer for each group of bearers of the first reading, named readings set beside the first group."""
    base = [each for each in found if each.reading is None]
    named = [each for each in found if each.reading is not None]
    if not base:
        # the first reading says nothing; the named ones stand alone
        base, named = named[:1], named[1:]
    for number, each in enumerate(base):
        beside = named if number == 0 else []
        same = [other for other in beside if any(_same(one, other) for one in base)]
        others = tuple(other for other in beside if other not in same)
        silent = silent_readings(each, found, asked) if asked and number == 0 else ()
        told = {other.reading for other in (*others, *same)}
        yield Answer(each, others, tuple(same), tuple(name for name in silent if name not in told))


def _same(one: Determination, other: Determination) -> bool:
    if one.rule.standing and one.rule.how != other.rule.how:
        return False
    return (one.verdict, one.bearers, one.missing) == (other.verdict, other.bearers, other.missing)


def label(determination: Determination, lang: str = "en") -> str:
    """Return article and instrument as people cite them: `article 6 of the Liptako-Gourma Charter`."""
    return say(
        "cite",
        lang,
        article=""
        if one_phase(determination.instrument)
        else article(determination.provision, lang, determination.instrument),
        instrument=instrument_name(determination.instrument, lang),
    )


def article(provision: str, lang: str = "en", instrument: Instrument | None = None) -> str:
    """Return a provision as people cite it, without the id; a heading without a number in its own words."""
    label = article_label(provision)
    found = instrument.article(provision) if instrument else None
    if found is not None and not provision.startswith(NUMBERED):
        return found.heading
    if lang == "fr":
        label = (
            label.replace("paragraph ", "paragraphe ")
            .replace("the article on", "l'article sur")
            .replace("(number not read)", "(numéro non lu)")
        )
    return label


def articles(
    provisions: Iterable[str], lang: str = "en", last: str = "and", instrument: Instrument | None = None
) -> str:
    """Return several provisions as people cite them together: `articles 5, 6 and 7`.

    Empty for an alliance of a data set with one phase only, whose name says all.
    """
    if instrument is not None and one_phase(instrument):
        return ""
    labels = sorted(dict.fromkeys(_cited(each, lang, instrument) for each in provisions), key=_numbered)
    single = "article "
    if len(labels) > 1 and all(label.startswith(single) for label in labels):
        return f"articles {listed([label.removeprefix(single) for label in labels], lang, last)}"
    return listed(labels, lang, last)


def _cited(provision: str, lang: str, instrument: Instrument | None) -> str:
    """Return a provision inside a sentence; a heading without a number is told as a part of the text."""
    found = instrument.article(provision) if instrument and not is_coded(instrument) else None
    if found is None or provision.startswith(NUMBERED):
        return article(provision, lang)
    return say("cite.part", lang, heading=found.heading.partition(":")[0].strip())


def _numbered(label: str) -> tuple[object, ...]:
    """Return the key that puts articles in the order of their numbers, those without one last, as they came."""
    found = re.match(r"(\D+?)(\d+)(.*)", label)
    return (0, found[1], int(found[2]), found[3]) if found else (1,)


def titled(instrument: Instrument, provision: str, lang: str = "en") -> str:
    """Return an article with its title for people, where the library gives one: `article 6 (assistance)`."""
    if one_phase(instrument):
        return ""
    found = instrument.article(provision)
    title = found.heading.partition(":")[2].strip() if found else ""
    label = article(provision, lang, instrument)
    return f"{label} ({title})" if title and title not in label else label


def short_name(instrument: Instrument, lang: str = "en") -> str:
    """Return the instrument's short name; in French the usual one where `briefs/instruments.csv` has it."""
    if is_coded(instrument):
        return coded_name(instrument, lang)
    return translated_name(instrument.id) or instrument.short_name if lang == "fr" else instrument.short_name


def instrument_name(instrument: Instrument, lang: str = "en") -> str:
    """Return the instrument's short name with its article."""
    name = short_name(instrument, lang)
    if lang == "fr":
        return name
    return name if name.lower().startswith(("the ", "a ")) else f"the {name}"


def duty_words(rule: Rule, beneficiaries: Sequence[str], lang: str = "en", first: Iterable[str] = ()) -> str:
    """Return a duty as a verb: `assist Niger`, `refrain from force against Mali`."""
    to = some_names(beneficiaries, lang, first)
    key = f"duty.{rule.duty}"
    if not catalogued(key):
        word = terms.translate(rule.duty, lang)
        return f"{word} ({to})" if to else word
    return say(key, lang, to=to)


def told(
    determination: Determination,
    lang: str = "en",
    first: Iterable[str] = (),
    also: Iterable[Determination] = (),
    who: str = "",
) -> str:
    """Return what a determination says as a clause without a stop; of many bearers those of `first` are named.

    `also` are determinations with the same verdict and bearers, whose duties are told in the same breath. `who` are the
    bearers in words where several answers are told as one.
    """
    each, rule = determination, determination.rule
    what_if = each.incident.status == "hypothetical"
    bearers = each.bearers
    duty = listed(
        dict.fromkeys(
            duty_words(one.rule, _others(one), lang, first) + _extent(one.rule, lang) for one in (each, *also)
        ),
        lang,
    )
    kind = str(each.verdict).replace(" ", "_")
    if rule.modality == "must not" and each.verdict == Verdict.OWED:
        kind = "abstain" if terms.vocabulary("duties").get(rule.duty, {}).get("kind") == ABSTENTION else "must_not"
    if each.verdict == Verdict.BREACHED and terms.vocabulary("duties").get(rule.duty, {}).get("kind") != ABSTENTION:
        kind = "breached_ban"
    if each.verdict in (Verdict.UNSETTLED, Verdict.AWAITING):
        kind = f"{kind}.{rule.modality.replace(' ', '_')}"
    elif each.verdict in (
        Verdict.NOT_TRIGGERED,
        Verdict.NOT_IN_FORCE,
        Verdict.EXCEPTED,
        Verdict.RESERVED,
        Verdict.OVERRIDDEN,
    ):
        if each.verdict == Verdict.RESERVED and _limits_only(each):
            return say("told.limited", lang, duty=duty, bearers=some_names(bearers, lang, first))
        key = f"told.{kind}{_kind_of_law(rule)}"
        return _elided(say(key, lang, duty=duty, bearers=some_names(bearers, lang, first)), duty, lang)
    mode = ".if" if what_if and catalogued(f"told.{kind}.if.one") else ""
    number = "many" if who or is_many(bearers) else "one"
    who = who or (some_names(bearers, lang, first) if bearers else say("somebody", lang))
    sentence = say(
        f"told.{kind}{mode}.{number}",
        lang,
        bearers=who,
        duty=duty,
        awaiting=listed(missing_words(each.awaiting, each.incident, lang, own_facts((each,))), lang),
    )
    return _elided(sentence, duty, lang)


def _elided(sentence: str, duty: str, lang: str) -> str:
    """Return a French sentence with `de` shortened before a duty that begins with a vowel: `le devoir d'intervenir`."""
    vowel = lang == "fr" and duty[:1].lower() in tuple("aeiouyâàéèêîô")
    return sentence.replace(f" de {duty}", f" d'{duty}") if vowel else sentence


def _kind_of_law(rule: Rule) -> str:
    """Return how a clause that does not apply is told: what it deems, allows or forbids is no duty."""
    if rule.modality in ("deems", "may"):
        return f".{rule.modality}"
    abstains = terms.vocabulary("duties").get(rule.duty, {}).get("kind") == ABSTENTION
    return ".ban" if rule.modality == "must not" and not abstains else ""


def _others(each: Determination) -> tuple[str, ...]:
    """Return whom a duty benefits, unless it is those who bear it: defence of oneself needs no `for`."""
    return () if set(each.beneficiaries) == set(each.bearers) else each.beneficiaries


def _limits_only(each: Determination) -> bool:
    """Tell whether the reservations of those concerned leave the duty standing, in narrower bounds."""
    own = [
        one
        for one in each.instrument.reservations
        if one.by in each.bearers
        and {each.provision, each.provision.partition("/")[0]} & {to.rstrip("/") for to in one.to}
    ]
    return bool(own) and all(one.effect == "limits" for one in own)


def marked(text: str, lang: str, *found: Determination) -> str:
    """Return a clause with the mark that it rests on law or dates that nobody verified, where one of its answers does."""
    return text + say("verified.mark.gk", lang) if any(map(rests_on_unverified, found)) else text


def rests_on_unverified(each: Determination) -> bool:
    """Tell whether an answer rests on what nobody verified; an exception that does not apply carries no answer."""
    if each.verdict == Verdict.EXCEPTED:
        return bool(each.unverified)
    return any(EXCEPTION not in row for row in each.unverified)


def _extent(rule: Rule, lang: str) -> str:
    parts = []
    # consultation "up to consultation" would say it twice
    if rule.up_to and not (rule.duty == "consult" and rule.up_to.startswith("consultation")):
        parts.append(say("extent.up to", lang, up_to=terms.translate(rule.up_to, lang)))
    if rule.discretion in ("means", "whether"):
        parts.append(say(f"extent.{rule.discretion}", lang))
    if rule.standing and rule.how:
        parts.append(in_english(rule.how, lang))
    if rule.ends:
        ends = say(f"ends.{rule.ends}", lang) if catalogued(f"ends.{rule.ends}") else rule.ends
        parts.append(say("extent.until", lang, until=ends))
    return f" ({', '.join(parts)})" if parts else ""


def own_facts(found: Iterable[Determination]) -> Facts:
    """Return the fact phrases that the instruments of some determinations add, with their sentences."""
    return {row["phrase"]: row for each in found for row in each.instrument.facts}


def in_english(text: str, lang: str) -> str:
    """Return words of the library, which are English, marked as such where another language is told."""
    return text if lang == "en" else say("library.english", lang, text=text)


def missing_words(words: Iterable[str], incident: object, lang: str = "en", own: Facts | None = None) -> list[str]:
    """Return what is missing as phrases; the membership of many parties is one question."""
    plain = list(dict.fromkeys(words))
    parties = [word.removeprefix(MEMBERSHIP) for word in plain if word.startswith(MEMBERSHIP)]
    if len(parties) <= 2:
        return [phrase(word, incident, lang, own) for word in plain]
    told = [phrase(word, incident, lang, own) for word in plain if not word.startswith(MEMBERSHIP)]
    return [*told, say("missing.memberships", lang, parties=some_names(parties, lang))]


def joined_place(instrument: Instrument, provisions: Iterable[str], lang: str = "en") -> str:
    """Return instrument and articles as a heading names them: `UN Charter, articles 2(4) and 51`."""
    where = articles(provisions, lang, instrument=instrument)
    name = short_name(instrument, lang)
    return f"{name}, {where}" if where else name


def phrase(word: str, incident: object, lang: str = "en", own: Facts | None = None) -> str:
    """Return what is missing or awaited as a noun or a clause: `the exact date`, `whether Niger has asked for help`."""
    if word.startswith(MEMBERSHIP):
        party = word.removeprefix(MEMBERSHIP)
        return say(f"missing.membership.{'many' if is_many((party,)) else 'one'}", lang, party=names((party,), lang))
    key = f"missing.{word}"
    if catalogued(key):
        return say(key, lang, target=names(getattr(incident, "target", ()), lang) or say("the target", lang))
    if word.startswith(DECISION):
        return say("missing.decision", lang, organ=organ_name(word.removeprefix(DECISION), lang))
    if stated := _stated(word, True, incident, lang, own):
        return say("missing.whether he" if stated.startswith("il ") else "missing.whether", lang, stated=stated)
    return say("missing.other", lang, phrase=_translated(word, lang))


def _translated(word: str, lang: str) -> str:
    """Return a word in a language; one that has no translation there is marked as English."""
    told_word = terms.tell(terms.Word(word), lang)
    return in_english(told_word, lang) if told_word == word else told_word


def _stated(word: str, truth: bool, incident: object, lang: str, own: Facts | None) -> str:
    """Return a fact phrase as a clause, affirmed or denied, in the words of the vocabulary or of its pact; else empty."""
    target = names(getattr(incident, "target", ()), lang) or say("the target", lang)
    actor = names(getattr(incident, "actor", ()), lang) or say("the actor", lang)
    if word.startswith(DECISION):
        return say(f"fact.decision.{str(truth).lower()}", lang, organ=organ_name(word.removeprefix(DECISION), lang))
    key = f"fact.{word}.{str(truth).lower()}"
    if catalogued(key):
        return say(key, lang, target=target, actor=actor)
    row = {**(own or {}), **terms.vocabulary("facts")}.get(word)
    if row is None or lang != "en":
        return ""
    return row["states" if truth else "denies"].format(target=target, actor=actor)


def facts_told(
    facts: Iterable[tuple[str, object]], incident: object, lang: str = "en", own: Facts | None = None
) -> str:
    """Return supposed facts as clauses: `if Niger has not asked for help`, `if what was hit is civilians`."""
    clauses = []
    for word, value in facts:
        if isinstance(value, bool):
            stated = _stated(word, value, incident, lang, own)
            fallback = say(f"fact.{str(value).lower()}", lang, phrase=_translated(word, lang))
            clauses.append(stated or fallback)
        else:
            values = [str(each) for each in (value if isinstance(value, tuple) else (value,))]
            if word == "date":
                before = values[0].startswith(BEFORE)
                text = values[0].removeprefix(BEFORE)
                clauses.append(say("fact.date.before" if before else "fact.date", lang, value=iso_day(text, lang)))
            elif catalogued(f"fact.{word}"):
                told_values = [
                    names((each,), lang) if terms.is_id(each) else terms.tell(terms.Word(each), lang) for each in values
                ]
                key = f"fact.{word}.none" if values == ["none"] else f"fact.{word}"
                clauses.append(say(key, lang, value=listed(told_values, lang, "or")))
            else:
                clauses.append(f"{word}: {listed(values, lang, 'or')}")
    return listed(clauses, lang)


def reading_name(reading: str, lang: str = "en") -> str:
    """Return a reading's name for people: a view on who governs a state is told as such."""
    views = []
    for part in reading.split(" + "):
        state, _, holder = part.removeprefix("government of ").partition(": ")
        if part.startswith("government of ") and holder:
            views.append(
                say(
                    "reading.government",
                    lang,
                    state=names((state,), lang),
                    holder=names((holder,), lang) if terms.is_id(holder) else holder,
                )
            )
        else:
            views.append(say("reading.name", lang, reading=reading_title(part, lang)))
    return listed(views, lang)


def denial(readings: Iterable[str], lang: str = "en") -> str:
    """Return that nothing is engaged under some readings, as a sentence; empty for none."""
    told_names = list(dict.fromkeys(reading_name(each, lang) for each in readings))
    key = "reading.deny.one" if len(told_names) == 1 else "reading.deny.many"
    return say(key, lang, names=listed(told_names, lang)) if told_names else ""


def verdict_word(verdict: Verdict, lang: str = "en") -> str:
    """Return a verdict in the reader's language."""
    return say(f"verdict.{verdict}", lang)
