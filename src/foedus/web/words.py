"""What the pages say, in each language: one row for each text in `words/*.csv`."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from markupsafe import Markup, escape

from foedus.briefs import spaced
from foedus.terms import LANGUAGES

FOLDER = "words"


@cache
def texts() -> Mapping[str, Mapping[str, str]]:
    """Return every text by its key (file stem, dot, key) and language; a missing one fails when the desk starts."""
    found: dict[str, dict[str, str]] = {}
    for each in sorted(files("foedus.web").joinpath(FOLDER).iterdir(), key=lambda one: one.name):
        if not each.name.endswith(".csv"):
            continue
        stem = each.name.removesuffix(".csv")
        for row in csv.DictReader(each.read_text(encoding="utf-8").splitlines()):
            key = f"{stem}.{row['key']}"
            missing = [lang for lang in LANGUAGES if not row.get(lang)]
            if missing or key in found:
                raise ValueError(f"{each.name}: '{row['key']}' {'stands twice' if key in found else 'lacks a text'}")
            found[key] = {lang: spaced(row[lang]) if lang == "fr" else row[lang] for lang in LANGUAGES}
    return found


def say(key: str, lang: str, **values: object) -> str:
    """Return a text with its values put in; KeyError for a key that no file has."""
    text = texts()[key][lang]
    return text.format(**values) if values else text


def say_html(key: str, lang: str, **values: object) -> Markup:
    """Return a text as HTML: its own words escaped, values that are Markup put in as they are."""
    text = str(escape(texts()[key][lang]))
    return Markup(text).format(**values) if values else Markup(text)
