"""Duties told as sentences: what each determination says, and readings of one provision side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from foedus import terms
from foedus.briefs.phrases import is_many, listed, names, say
from foedus.briefs.phrases import knows as catalogued
from foedus.determinations import Determination, Verdict
from foedus.pacts import Instrument, Rule, article_label

ABSTENTION = "abstention"


@dataclass(frozen=True)
class Answer:
    """What one provision says of one incident for bearers who stand alike: the first reading and those that differ.

    `others` are the named readings with another verdict or other bearers, `agreeing` those that say the same.
    """

    base: Determination
    others: tuple[Determination, ...]
    agreeing: tuple[Determination, ...]

    @property
    def readings(self) -> int:
        return 1 + len(self.others) + len(self.agreeing)


@dataclass(frozen=True)
class ArticleAnswers:
    """The answers that stand under one article of one instrument."""

    instrument: Instrument
    article: str
    answers: tuple[Answer, ...]

    @property
    def label(self) -> str:
        return self.article


def by_article(determinations: Iterable[Determination]) -> tuple[ArticleAnswers, ...]:
    """Return determinations gathered under their articles, readings side by side, in the order of the library."""
    rules: dict[tuple[str, str, tuple[str, ...]], list[Determination]] = {}
    for each in determinations:
        rules.setdefault((each.instrument.id, each.provision, each.incident.target), []).append(each)
    articles: dict[tuple[str, str], list[Answer]] = {}
    instruments: dict[str, Instrument] = {}
    for (instrument, provision, _), found in rules.items():
        instruments[instrument] = found[0].instrument
        articles.setdefault((instrument, provision.partition("/")[0]), []).extend(side_by_side(found))
    return tuple(
        ArticleAnswers(instruments[instrument], article, tuple(answers)) for (instrument, article), answers in articles.items()
    )


def side_by_side(found: Sequence[Determination]) -> Iterable[Answer]:
    """Yield one answer for each group of bearers of the first reading, named readings set beside the first group."""
    base = [each for each in found if each.reading is None]
    named = [each for each in found if each.reading is not None]
    if not base:
        # the first reading says nothing; the named ones stand alone
        base, named = named[:1], named[1:]
    for number, each in enumerate(base):
        beside = named if number == 0 else []
        same = [other for other in beside if any(_same(one, other) for one in base)]
        yield Answer(each, tuple(other for other in beside if other not in same), tuple(same))


def _same(one: Determination, other: Determination) -> bool:
    return (one.verdict, one.bearers, one.missing) == (other.verdict, other.bearers, other.missing)


def label(determination: Determination, lang: str = "en") -> str:
    """Return article and instrument as people cite them: `article 6 of the Liptako-Gourma Charter`."""
    return say("cite", lang, article=article(determination.provision, lang), instrument=instrument_name(determination.instrument, lang))


def article(provision: str, lang: str = "en") -> str:
    """Return a provision as people cite it, without the id."""
    label = article_label(provision)
    if lang == "fr":
        label = label.replace("paragraph ", "paragraphe ").replace("the article on", "l'article sur").replace("(number not read)", "(numéro non lu)")
    return label


def titled(instrument: Instrument, provision: str, lang: str = "en") -> str:
    """Return an article with its title for people, where the library gives one: `article 6 (assistance)`."""
    found = instrument.article(provision)
    title = found.heading.partition(":")[2].strip() if found else ""
    label = article(provision, lang)
    return f"{label} ({title})" if title and title not in label else label


def instrument_name(instrument: Instrument, lang: str = "en") -> str:
    """Return the instrument's short name with its article."""
    name = instrument.short_name
    if lang == "fr":
        return name
    return name if name.lower().startswith(("the ", "a ")) else f"the {name}"


def duty_words(rule: Rule, beneficiaries: Sequence[str], lang: str = "en") -> str:
    """Return a duty as a verb: `assist Niger`, `refrain from force against Mali`."""
    to = names(beneficiaries, lang)
    key = f"duty.{rule.duty}"
    if not catalogued(key):
        word = terms.translate(rule.duty, lang)
        return f"{word} ({to})" if to else word
    return say(key, lang, to=to)


def told(determination: Determination, lang: str = "en", *, hypothetical: bool | None = None, brief: bool = False) -> str:
    """Return what a determination says as a clause without a stop; `brief` leaves out how far and how."""
    each, rule = determination, determination.rule
    what_if = each.incident.status == "hypothetical" if hypothetical is None else hypothetical
    bearers = each.bearers
    duty = duty_words(rule, each.beneficiaries, lang)
    if not brief:
        duty += _extent(rule, lang)
    kind = str(each.verdict).replace(" ", "_")
    if rule.modality == "must not" and each.verdict == Verdict.OWED:
        kind = "abstain" if terms.vocabulary("duties").get(rule.duty, {}).get("kind") == ABSTENTION else "must_not"
    if each.verdict in (Verdict.UNSETTLED, Verdict.AWAITING):
        kind = f"{kind}.{rule.modality.replace(' ', '_')}"
    elif each.verdict in (Verdict.NOT_TRIGGERED, Verdict.NOT_IN_FORCE, Verdict.EXCEPTED, Verdict.RESERVED, Verdict.OVERRIDDEN):
        return say(f"told.{kind}", lang, duty=duty, bearers=names(bearers, lang))
    mode = ".if" if what_if and catalogued(f"told.{kind}.if.one") else ""
    number = "many" if is_many(bearers) else "one"
    who = names(bearers, lang) if bearers else say("somebody", lang)
    return say(
        f"told.{kind}{mode}.{number}", lang, bearers=who, duty=duty,
        awaiting=listed([phrase(word, each.incident, lang) for word in each.awaiting], lang),
    )  # fmt: skip


def _extent(rule: Rule, lang: str) -> str:
    parts = []
    if rule.up_to:
        parts.append(say("extent.up to", lang, up_to=terms.translate(rule.up_to, lang)))
    if rule.discretion in ("means", "whether"):
        parts.append(say(f"extent.{rule.discretion}", lang))
    if rule.ends:
        parts.append(say("extent.until", lang, until=terms.translate(rule.ends, lang)))
    return f" ({', '.join(parts)})" if parts else ""


def phrase(word: str, incident: object, lang: str = "en") -> str:
    """Return what is missing or awaited as a noun or a clause: `the exact date`, `whether Niger has asked for help`."""
    if word.startswith("membership of "):
        return say("missing.membership", lang, party=names((word.removeprefix("membership of "),), lang))
    key = f"missing.{word}"
    if catalogued(key):
        return say(key, lang, target=names(getattr(incident, "target", ()), lang) or say("the target", lang))
    facts = terms.vocabulary("facts")
    if word in facts and lang == "en":
        return f"whether {_fact_sentence(facts[word]['states'], incident, lang)}"
    if word.startswith("decision of the "):
        return say("missing.decision", lang, organ=word.removeprefix("decision of the "))
    return say("missing.other", lang, phrase=terms.translate(word, lang))


def _fact_sentence(pattern: str, incident: object, lang: str) -> str:
    target = names(getattr(incident, "target", ()), lang) or say("the target", lang)
    actor = names(getattr(incident, "actor", ()), lang) or say("the actor", lang)
    return pattern.format(target=target, actor=actor)


def facts_told(facts: Iterable[tuple[str, object]], incident: object, lang: str = "en") -> str:
    """Return supposed facts as clauses: `if Niger has not asked for help`, `if what was hit is civilians`."""
    known = terms.vocabulary("facts")
    clauses = []
    for word, value in facts:
        if isinstance(value, bool):
            if word in known and lang == "en":
                clauses.append(_fact_sentence(known[word]["states" if value else "denies"], incident, lang))
            else:
                clauses.append(say(f"fact.{str(value).lower()}", lang, phrase=terms.translate(word, lang)))
        elif catalogued(f"fact.{word}"):
            told_value = names((str(value),), lang) if terms.is_id(str(value)) else terms.translate(str(value), lang)
            clauses.append(say(f"fact.{word}.none" if value == "none" else f"fact.{word}", lang, value=told_value))
        else:
            clauses.append(f"{word}: {value}")
    return listed(clauses, lang)


def verdict_word(verdict: Verdict, lang: str = "en") -> str:
    """Return a verdict in the reader's language."""
    return say(f"verdict.{verdict}", lang)
