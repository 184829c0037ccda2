"""The words of the pictures in both languages: `words.csv`, and names as a reader writes them."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from importlib.resources import files

from foedus import terms

MOST_NAMED = 12
"""How many names a label that shows on pointing gives; the table beside the picture gives all."""


@cache
def _rows() -> Mapping[str, Mapping[str, str]]:
    text = (files("foedus.pictures") / "words.csv").read_text(encoding="utf-8")
    return {row["key"]: {**row, "fr": _spaced(row["fr"])} for row in csv.DictReader(text.splitlines())}


def _spaced(text: str) -> str:
    """Return French with the no-break spaces that its punctuation asks for."""
    return re.sub(r" (?=[:;!?»])", "\u00a0", text).replace("« ", "«\u00a0")


def told(key: str, lang: str = "en", **params: object) -> str:
    """Return the words of a key in English or French, its `{params}` filled in."""
    if lang not in terms.LANGUAGES:
        raise terms.FoedusError(f"unknown language '{lang}'", field="lang", expected=" or ".join(terms.LANGUAGES))
    return _rows()[key][lang].format(**params)


def number_of(key: str, count: int, lang: str, **params: object) -> str:
    """Return the words of a key for one or for several: `{key}.one` or `{key}.many`."""
    # French has zero in the singular
    one = count == 1 or (lang == "fr" and count == 0)
    return told(f"{key}.{'one' if one else 'many'}", lang, number=count, **params)


def name_on(id_: str, lang: str, day: date | None) -> str:
    """Return the name that a state had on a day, or an actor's; the newest where it had none."""
    known = terms.states().get(id_)
    spell = known.on(day) if known is not None and day is not None else None
    if spell is None:
        return terms.name_of(id_, lang)
    return spell.name_fr if lang == "fr" else spell.name


def some_of(words: Iterable[str], lang: str, most: int = MOST_NAMED) -> str:
    """Return words as a list, the rest only counted where there are many."""
    listed = list(words)
    if len(listed) <= most + 1:
        return ", ".join(listed)
    return f"{', '.join(listed[:most])} {told('and more', lang, number=len(listed) - most)}"


def day_words(day: date, lang: str) -> str:
    """Return a day as people write it: `28 July 1914`, `1er août 2023`."""
    month = told(f"month.{day.month}", lang)
    return f"{'1er' if lang == 'fr' and day.day == 1 else day.day} {month} {day.year}"


def in_order(words: Iterable[str]) -> list[str]:
    """Return words as a dictionary orders them: É with E."""
    return sorted(words, key=folded)


def folded(text: str) -> str:
    """Return a word as a dictionary takes it when it orders: small letters without accents."""
    return "".join(
        letter for letter in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(letter)
    )


def code_of(state: str, on: date | None) -> str:
    """Return a short code for a state: the three letters that meant it on the day, else its id."""
    if len(state) <= 4 or state not in terms.states():
        return state
    spell = terms.state(state).on(on) if on else None
    return (spell or terms.state(state).latest).iso3[:1][0] if (spell or terms.state(state).latest).iso3 else state


def word(of: str, lang: str) -> str:
    """Return a word of the law in the reader's language, the word itself where there is no translation."""
    return terms.translate(of, lang)
