"""Sentences in the reader's language: templates in sentences.csv, words in translations.csv."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from foedus.terms.actors import name_of
from foedus.terms.words import vocabulary

LANGUAGES = ("en", "fr")


class Ids(tuple):  # noqa: SLOT000 (a marked tuple: it is told as names)
    """Ids of states and actors, told as names: `Mali and Niger`."""


class Word(str):
    """A word of a vocabulary, told in the reader's language."""

    __slots__ = ()


def say(key: str, lang: str = "en", params: Mapping[str, object] | None = None) -> str:
    """Return the sentence of `terms/sentences.csv` for a key, its `{params}` filled in, in English or French."""
    row = vocabulary("sentences")[key]
    told = {name: tell(value, lang) for name, value in (params or {}).items()}
    sentence = (row[lang] or row["en"]).format(**told)
    return sentence[:1].upper() + sentence[1:] if row.get("case", "") != "as is" else sentence


def tell(value: object, lang: str = "en") -> str:
    """Return a value as people read it: ids as names, words translated, lists joined."""
    if isinstance(value, Ids):
        return join([name_of(each, lang) for each in value], lang)
    if isinstance(value, Word):
        return translate(value, lang)
    if isinstance(value, tuple | list):
        return join([tell(each, lang) for each in value], lang)
    return str(value)


def translate(word: str, lang: str) -> str:
    """Return a word of a vocabulary in a language; a word without a translation stays as it is."""
    if lang == "en":
        return word
    row = vocabulary("translations").get(word)
    return row[lang] if row and row[lang] else word


def join(parts: Iterable[str], lang: str = "en", last: str = "and") -> str:
    """Return parts as a sentence lists them: `a, b and c`."""
    words = list(parts)
    link = {"and": {"en": "and", "fr": "et"}, "or": {"en": "or", "fr": "ou"}}[last][lang]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {link} {words[-1]}"
