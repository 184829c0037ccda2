"""The sentences of a brief: catalogue, names with their article, days, deeds and duties, in English and French."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files

from foedus import terms
from foedus.terms import When

_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_FIELD = re.compile(r"\{(\w+)\}")
_MONTHS = {
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    "fr": (
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
}
MANY = 6
"""More names than this are counted, not listed."""
_FEMININE = {"Charte": "la", "Convention": "la", "Force": "la", "Alliance": "la"}
_VOWELS = "aeiouyâàéèêëîïôöûüœ"


@cache
def _catalogue(name: str) -> Mapping[str, Mapping[str, str]]:
    text = (files("foedus.briefs") / f"{name}.csv").read_text(encoding="utf-8")
    rows = tuple(csv.DictReader(text.splitlines()))
    key = next(iter(rows[0]))
    return {row[key]: row for row in rows}


def say(key: str, lang: str = "en", **params: object) -> str:
    """Return the sentence of `briefs/sentences.csv` for a key, its `{params}` filled in.

    A stretch in square brackets is left out when a param in it is empty.
    """
    row = _catalogue("sentences")[key]
    return fill(spaced(row["fr"]) if lang == "fr" and row["fr"] else row["en"], params)


@cache
def spaced(text: str) -> str:
    """Return French text with the no-break spaces that its punctuation asks for."""
    text = re.sub(r" (?=[:;!?»])", "\u00a0", text)
    return text.replace("« ", "«\u00a0")


def knows(key: str) -> bool:
    """Tell whether the catalogue has a sentence for a key."""
    return key in _catalogue("sentences")


def translated_name(instrument: str) -> str:
    """Return the French name of an instrument of the shipped library, empty where there is none."""
    return _catalogue("instruments").get(instrument, {}).get("fr", "")


def organ_name(organ: str, lang: str = "en") -> str:
    """Return what an organ of a pact is called, as `briefs/organs.csv` has it in French."""
    return _catalogue("organs").get(organ, {}).get("fr", organ) if lang == "fr" else organ


def reading_title(reading: str, lang: str = "en") -> str:
    """Return the name of a reading, as `briefs/readings.csv` has it in French."""
    return _catalogue("readings").get(reading, {}).get("fr", reading) if lang == "fr" else reading


def counted(key: str, number: int, lang: str = "en", **params: object) -> str:
    """Return the sentence for one or for many: `key.one` or `key.many`."""
    return say(f"{key}.{'one' if number == 1 else 'many'}", lang, number=number, **params)


def fill(pattern: str, params: Mapping[str, object]) -> str:
    """Return a pattern with its params; a bracketed stretch whose param is empty falls away."""

    def optional(found: re.Match[str]) -> str:
        named = _FIELD.findall(found.group(1))
        if not named:
            return found.group(0)
        return found.group(1) if all(str(params.get(name, "")) for name in named) else ""

    # filled in one pass: words of a report may hold braces or brackets of their own
    return _FIELD.sub(lambda found: str(params.get(found.group(1), "")), _OPTIONAL.sub(optional, pattern))


def sentence(text: str) -> str:
    """Return a text as a sentence: a capital at its start and a stop at its end."""
    text = text.strip()
    if not text:
        return text
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?", "…", ".”", ".»")) else ".")


def listed(words: Iterable[str], lang: str = "en", last: str = "and") -> str:
    """Return words as a sentence lists them."""
    return terms.join(list(words), lang, last)


def apart(words: Iterable[str], lang: str = "en") -> str:
    """Return clauses set apart by semicolons, before which French has a space."""
    return ("\u00a0; " if lang == "fr" else "; ").join(words)


def named(actor: str, lang: str = "en") -> str:
    """Return the name of a state or actor with its article: `the United States`, `le Mali`."""
    name = terms.name_of(actor, lang)
    given = _catalogue("articles").get(actor)
    if given is not None:
        article = given[lang]
    elif lang == "fr" and actor in terms.states():
        article = _french_article(name)
    else:
        article = ""
    return f"{article}{name}" if article.endswith("'") else f"{article} {name}".strip()


def french_object(title: str) -> str:
    """Return the title of an instrument after a verb: `la Charte …`, `l'Accord …`; one of several texts `les Accords …`."""
    first = title.partition(" ")[0]
    if first == "Accords":
        return f"les {title}"
    article = _FEMININE.get(first, "le")
    return f"l'{title}" if first[:1].lower() in _VOWELS else f"{article} {title}"


def _french_article(name: str) -> str:
    if name[:1].lower() in _VOWELS:
        return "l'"
    head = re.split(r"[ -]", name, maxsplit=1)[0]
    return "la" if name.endswith("e") or head.endswith("e") and head != "Royaume" else "le"


def names(actors: Iterable[str], lang: str = "en", last: str = "and") -> str:
    """Return several actors as a sentence lists them, each with its article."""
    return listed([named(actor, lang) for actor in actors], lang, last)


def some_names(actors: Sequence[str], lang: str = "en", first: Iterable[str] = ()) -> str:
    """Return actors as a sentence lists them; of more than `MANY` only a few, those of `first` before others."""
    if len(actors) <= MANY:
        return names(actors, lang)
    known = [actor for actor in actors if actor in set(first)][: MANY - 1]
    shown = known or list(actors[:2])
    return listed(
        [*(named(actor, lang) for actor in shown), say("bearers.more", lang, number=len(actors) - len(shown))], lang
    )


def of_names(actors: Sequence[str], lang: str = "en") -> str:
    """Return actors after `of` (English) or `de` with its contractions (French)."""
    return listed(
        [_after_de(named(actor, lang)) if lang == "fr" else f"{named(actor, lang)}" for actor in actors], lang
    )


def _after_de(name: str) -> str:
    for article, contracted in (("le ", "du "), ("les ", "des ")):
        if name.startswith(article):
            return contracted + name.removeprefix(article)
    return f"d'{name}" if name[:1].lower() in _VOWELS else f"de {name}"


def verdict_words(verdict: str, lang: str = "en") -> str:
    """Return a verdict in a reader's words: `not triggered` is `non déclenché` in French."""
    return say(f"verdict.{verdict}", lang)


def day(value: date | None, lang: str = "en") -> str:
    """Return a day as people write it: `16 September 2023`."""
    if value is None:
        return say("date.unknown", lang)
    number = "1er" if lang == "fr" and value.day == 1 else str(value.day)
    return f"{number} {_MONTHS[lang][value.month - 1]} {value.year}"


def iso_day(text: str, lang: str = "en") -> str:
    """Return a day or a stretch of days, written as ISO dates, as people write it; other text stays as it is."""
    first, _, last = text.partition("/")
    try:
        if len(text) == len("2023-09"):
            return f"{_MONTHS[lang][int(text[5:]) - 1]} {int(text[:4])}"
        start = date.fromisoformat(first.strip()[:10])
        if last.strip() and last.strip() != "..":
            return say(
                "date.between", lang, first=day(start, lang), last=day(date.fromisoformat(last.strip()[:10]), lang)
            )
        return day(start, lang)
    except ValueError:
        return text


def time(when: When, lang: str = "en") -> str:
    """Return a time as people write it: a day, an hour, a month, a year or a stretch."""
    first, last = when.first_day, when.last_day
    if first is None and last is None:
        return say("date.unknown", lang)
    if when.precision == "instant" and when.start is not None:
        return f"{day(first, lang)}, {when.start.local:%H:%M}"
    if first is None:
        return say("date.until", lang, day=day(last, lang))
    if last is None:
        return say("date.since", lang, day=day(first, lang))
    if first == last:
        return day(first, lang)
    if (first.day, first.month, last.day, last.month) == (1, 1, 31, 12) and first.year == last.year:
        return str(first.year)
    if first.day == 1 and (first.year, first.month) == (last.year, last.month) and (last - first).days >= 27:
        return f"{_MONTHS[lang][first.month - 1]} {first.year}"
    return say("date.between", lang, first=day(first, lang), last=day(last, lang))


def on_time(when: When, lang: str = "en") -> str:
    """Return a time with the preposition that a sentence needs."""
    first, last = when.first_day, when.last_day
    if first is None and last is None:
        return say("date.at unknown", lang)
    if first is None or last is None:
        return time(when, lang)
    if first == last:
        return say("date.on", lang, day=time(when, lang))
    text = time(when, lang)
    return text if " " in text and not text[0].isalpha() else say("date.in", lang, time=text)


def deed(
    act: str | None,
    status: str,
    lang: str = "en",
    *,
    actor: Sequence[str] = (),
    target: Sequence[str] = (),
    about: str = "",
) -> str:
    """Return what was done as a clause, from `briefs/deeds.csv`: `Mali and Niger signed the Charter`."""
    params = _deed_params(actor, target, about, lang)
    row = _deed_row(act)
    if status == "threatened":
        key = "deed.threatened" if actor else "deed.threatened by nobody"
        return say(key, lang, noun=deed_noun(act, lang), **params)
    if status == "hypothetical":
        return say("deed.hypothetical", lang, noun=deed_noun(act, lang), **params)
    if row is None:
        told = say(
            "deed.other" if actor else "deed.bare",
            lang,
            noun=terms.translate(act, lang) if act else say("deed.nothing", lang),
            **params,
        )
    else:
        told = fill(row[lang if actor else f"{lang}_bare"] or row[lang], params)
    return say(f"deed.{status}", lang, told=told) if status in ("alleged", "denied") else told


def deed_noun(act: str | None, lang: str = "en") -> str:
    """Return an act as a noun: `armed intervention`, `an attack`."""
    row = _deed_row(act)
    if row is not None and row[f"{lang}_noun"]:
        return row[f"{lang}_noun"]
    return terms.translate(act, lang) if act else say("deed.nothing", lang)


def _deed_row(act: str | None) -> Mapping[str, str] | None:
    rows = _catalogue("deeds")
    for each in terms.lineage(act) if act else ():
        if each in rows:
            return rows[each]
    return None


def _deed_params(actor: Sequence[str], target: Sequence[str], about: str, lang: str) -> dict[str, str]:
    many = len(actor) > 1 or (len(actor) == 1 and is_plural(actor[0]))
    others = [each for each in target if each not in actor]
    return {
        "actor": names(actor, lang),
        "target": names(others, lang),
        "of_target": of_names(others, lang),
        "about": about,
        "about_or": about or say("about.nothing", lang),
        "its": ("their" if many else "its") if lang == "en" else ("leurs" if many else "ses"),
        "has": ("have" if many else "has") if lang == "en" else ("ont" if many else "a"),
    }


def is_plural(actor: str) -> bool:
    """Tell whether an actor's name takes a verb in the plural."""
    given = _catalogue("articles").get(actor)
    return bool(given and given["number"] == "many")


def is_many(actors: Sequence[str]) -> bool:
    """Tell whether actors as the subject of a sentence take a verb in the plural."""
    return len(actors) > 1 or (len(actors) == 1 and is_plural(actors[0]))
