"""What templates may do with values: verdicts in words, data inside a page."""

from __future__ import annotations

import json
import re
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from foedus import terms
from foedus.briefs import (
    articles,
    day,
    named,
    organ_name,
    reading_name,
    reading_title,
    sentence,
    short_name,
    some_names,
    time,
    verdict_words,
)
from foedus.terms import FoedusError, parse_when
from foedus.web.words import say, texts


def json_inside(value: Any) -> Markup:
    """Return data as JSON that may stand inside a script element: nothing in it can end that element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign, code in (
        ("<", "\\u003c"),
        (">", "\\u003e"),
        ("&", "\\u0026"),
        ("\u2028", "\\u2028"),
        ("\u2029", "\\u2029"),
    ):
        text = text.replace(sign, code)
    return Markup(text)


def verdict_class(verdict: str) -> str:
    """Return the class of a verdict in the style sheet: its first word."""
    return str(verdict).partition(" ")[0]


def word(each: str, lang: str) -> str:
    """Return a word of a vocabulary in the reader's language."""
    return terms.tell(terms.Word(each), lang)


_ISO = re.compile(r"\b\d{4}-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?)?\b(?![-/])")


def days_said(text: str, lang: str) -> str:
    """Return a text with every ISO day or month in it as people write it: `30 June 1846`."""

    def said(found: re.Match[str]) -> str:
        try:
            return time(parse_when(found[0]), lang)
        except FoedusError:  # a number that only looks like a day
            return found[0]

    return _ISO.sub(said, str(text))


def clause_words(label: str, lang: str) -> str:
    """Return the label of a clause as people cite it: `art-5/assist [wide]` is `Article 5: assist (reading: wide)`."""
    head, bracket, reading = label.partition(" [")
    provision, slash, name = head.partition("/")
    told = (
        f"{sentence(articles((head,), lang)).rstrip('.')}{say('pacts.colon', lang)} {name}"
        if slash and provision
        else head
    )
    about = f"{say('pacts.reading', lang)}{say('pacts.colon', lang)} {reading_title(reading.rstrip(']'), lang)}"
    return f"{told} ({about})" if bracket else told


def kind_words(text: str, lang: str) -> str:
    """Return the kind or the regions of an instrument in the reader's language; what no table has stays English."""
    if lang == "en" or not text:
        return text
    if f"kinds.{text}" in texts():
        return say(f"kinds.{text}", lang)
    head, bracket, rest = text.partition(" (")
    if (
        bracket and f"kinds.{head}" in texts()
    ):  # an alliance of a data set: `bilateral alliance (defence, consultation)`
        return f"{kind_words(head, lang)} ({', '.join(_promise(each, lang) for each in rest.removesuffix(')').split(', '))})"
    return ", ".join(kind_words(each, lang) for each in text.split(", ")) if ", " in text else text


def _promise(each: str, lang: str) -> str:
    return say(f"pacts.kind {each}", lang) if f"pacts.kind {each}" in texts() else each


def install(environment: Environment) -> Environment:
    """Return the environment with these filters in it."""
    environment.filters.update(
        json_inside=json_inside, verdict_class=verdict_class, verdict_words=verdict_words, word=word, day_words=day,
        days_said=days_said, clause_words=clause_words, kind_words=kind_words, when_words=time, name_of=terms.name_of,
        named=named, organ_name=organ_name, reading_name=reading_name, reading_title=reading_title, pact_name=short_name,
        some_names=some_names,
    )  # fmt: skip
    return environment
