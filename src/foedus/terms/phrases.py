"""Sentences in the reader's language: templates in sentences.csv, words in translations.csv."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from foedus.terms.actors import name_of
from foedus.terms.identity import is_id
from foedus.terms.words import table, vocabulary

LANGUAGES = ("en", "fr")
MOST_VALUES = 8
"""Of a row that names more than this many only the first few are told; the words of the row stand beside."""
_FIRST_VALUES = 3
_ANY_OF = ("values", "phrase")
"""What a row or a gate asks: its commas are `or`. Everything else in a sentence is a list of all."""
_LAW = (*_ANY_OF, "name", "organ", "rule", "missing_words", "awaiting")
"""Params that hold words of the law, which may have no translation and are then marked as English."""
_ROWS = ("act", "actor", "target", "supported by", "struck", "harm", "place", "origin", "capacity")
_ADMINISTERED = "administered by "
_BEFORE_ID = ("territory of ", _ADMINISTERED, "membership of ", "great power ")
_STATE_IN = "a state in "
_WITH_THE = re.compile(
    r"^(United|Central African|Dominican|Democratic|Orange Free|Papal|Soviet|African Union|Arab League|UN )"
    r"|(Empire|Republic|Islands|Netherlands|Philippines|Maldives|Bahamas|Seychelles|Comoros|Gambia)$"
)


class Ids(tuple):  # noqa: SLOT000 (a marked tuple: it is told as names)
    """Ids of states and actors, told as names: `Mali and Niger`."""


class Word(str):
    """A word of a vocabulary, told in the reader's language."""

    __slots__ = ()


def say(key: str, lang: str = "en", params: Mapping[str, object] | None = None) -> str:
    """Return the sentence of `terms/sentences.csv` for a key, its `{params}` filled in, in English or French."""
    given = dict(params or {})
    told = {name: _told(name, value, lang) for name, value in given.items()}
    if given.get("but"):
        but = _any_of(given["but"], lang)
        told["values"] = vocabulary("sentences")["except"][lang].format(values=told.get("values", ""), but=but)
    told["be"] = _verb(key, given, lang)
    row = vocabulary("sentences")[_key(key, given, told)]
    sentence = (row[lang] or row["en"]).format(**told)
    return sentence[:1].upper() + sentence[1:] if row.get("case", "") != "as is" else sentence


def _key(key: str, given: Mapping[str, object], told: Mapping[str, str]) -> str:
    """Return the key of a sentence that fits better: on who administers a place, or where actor and row are one name."""
    if key.startswith("place.") and key != "place.any":
        row = "place administered" if _administered(given.get("values")) else "place"
        nowhere = key == "place.unknown" and given.get("place") == "somewhere"
        return f"{row}.{'unplaced' if nowhere else key.partition('.')[2]}"
    who = key.removesuffix(".true")
    if who in ("actor", "target") and who != key and told.get(who) == told.get("values"):
        return f"{who}.named"
    return key


def _verb(key: str, given: Mapping[str, object], lang: str) -> str:
    """Return the verb that agrees with the actors or targets of a sentence."""
    who = given.get(key.partition(".")[0])
    many = isinstance(who, Ids) and len(who) > 1
    return {"en": ("is", "are"), "fr": ("répond", "répondent")}[lang][many]


def _administered(values: object) -> bool:
    """Tell whether a row asks only who administers a place, which has a sentence of its own."""
    return (
        isinstance(values, tuple)
        and bool(values)
        and all(isinstance(value, Word) and value.startswith(_ADMINISTERED) for value in values)
    )


def _told(name: str, value: object, lang: str) -> str:
    if name in _ANY_OF and isinstance(value, tuple):
        if _administered(value):
            value = tuple(_holder(each.removeprefix(_ADMINISTERED)) for each in value)
        return _any_of(value, lang)
    if name == "name" and isinstance(value, str):
        value = Word(value)
    if name == "missing_words" and isinstance(value, tuple):
        return join([_missing(each, lang) for each in value], lang)
    return tell(value, lang, mark=name in _LAW)


def _holder(word: str) -> object:
    return Ids((word,)) if is_id(word) else Word(word)


def _any_of(value: object, lang: str) -> str:
    """Return the words of a row: `attack or state of war declared`; a gate that asks a row names it first."""
    words = list(value) if isinstance(value, tuple) else [value]
    head = ""
    if len(words) > 1 and isinstance(words[0], Word) and words[0] in _ROWS:
        head = f"{_read(str(words.pop(0)), lang)}{' : ' if lang == 'fr' else ' '}"
    told = [tell(each, lang, mark=True) for each in words]
    if len(told) > MOST_VALUES:
        more = vocabulary("sentences")["more values"][lang].format(number=len(told) - _FIRST_VALUES)
        told = [*told[:_FIRST_VALUES], more]
    return head + join(told, lang, "or")


def tell(value: object, lang: str = "en", *, mark: bool = False) -> str:
    """Return a value as people read it: ids as names, words translated, lists joined.

    With `mark` a word of the law without a translation is marked as English.
    """
    if isinstance(value, Ids):
        return join([_named(each, lang) for each in value], lang)
    if isinstance(value, Word):
        return _marked(value, lang) if mark else _read(value, lang)
    if isinstance(value, tuple | list):
        return join([tell(each, lang, mark=mark) for each in value], lang)
    return str(value)


def _missing(word: object, lang: str) -> str:
    """Return what would settle a question: a row or a date as people say it, another word as it is."""
    row = vocabulary("sentences").get(f"missing {word}")
    return row[lang] if row else tell(word, lang, mark=True)


def _named(actor: str, lang: str) -> str:
    """Return a name with the article that English asks for: `the German Empire`."""
    name = name_of(actor, lang)
    return f"the {name}" if lang == "en" and _WITH_THE.search(name) else name


def _marked(word: str, lang: str) -> str:
    told = _read(word, lang)
    if lang == "en" or told != word or _row(word) is not None or is_id(word):
        return told
    return vocabulary("sentences")["in english"][lang].format(words=told)


def translate(word: str, lang: str) -> str:
    """Return a word of a vocabulary in a language; a word without a translation, and every English one, stays as it is."""
    row = _row(word)
    return str(row[lang]) if lang != "en" and row is not None and row[lang] else word


def _read(word: str, lang: str) -> str:
    """Return a word of the law inside a sentence: names for ids, capitals for names, English that people would write."""
    row = _row(word)
    if row is not None and row.get(lang):
        return str(row[lang])
    for before in _BEFORE_ID:
        rest = word.removeprefix(before)
        if rest != word and is_id(rest):
            return _sentence(before.strip(), lang).format(name=name_of(rest, lang))
        if rest != word and lang == "en":
            return f"{before}{_read(rest, lang)}"
    area = word.removeprefix(_STATE_IN)
    if area != word:
        return _sentence(_STATE_IN.strip(), lang).format(name=_read(area, lang))
    return _with_capitals(word) if lang == "en" else word


def _row(word: str) -> Mapping[str, str] | None:
    return vocabulary("translations").get(word)


def _sentence(key: str, lang: str) -> str:
    return vocabulary("sentences")[key][lang]


@cache
def _capitals() -> tuple[Mapping[str, str], re.Pattern[str]]:
    proper = {row["name"].lower(): row["name"] for row in table("states")}
    for row in table("states"):
        for demonym in (row.get("demonym") or "").split("; "):
            proper.setdefault(demonym.lower(), demonym)
    proper |= {
        word: row["en"].removeprefix("the ") for word, row in vocabulary("translations").items() if row.get("en")
    }
    proper.pop("", None)
    ranked = sorted(proper, key=len, reverse=True)
    return proper, re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, ranked))})(?![\w])")


@cache
def _with_capitals(word: str) -> str:
    proper, names = _capitals()
    return names.sub(lambda found: proper[found.group(1)], word)


def join(parts: Iterable[str], lang: str = "en", last: str = "and") -> str:
    """Return parts as a sentence lists them: `a, b and c`."""
    words = list(parts)
    link = {"and": {"en": "and", "fr": "et"}, "or": {"en": "or", "fr": "ou"}}[last][lang]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {link} {words[-1]}"
