"""What templates may do with values: verdicts in words, data inside a page."""

from __future__ import annotations

import json
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from foedus import terms
from foedus.briefs import day, named, reading_name, short_name, some_names, time, verdict_words


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


def install(environment: Environment) -> Environment:
    """Return the environment with these filters in it."""
    environment.filters.update(
        json_inside=json_inside, verdict_class=verdict_class, verdict_words=verdict_words, word=word, day_words=day,
        when_words=time, name_of=terms.name_of, named=named, reading_name=reading_name,
        pact_name=short_name, some_names=some_names,
    )  # fmt: skip
    return environment
