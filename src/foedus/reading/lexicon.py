"""The event words: CSV rows compiled to a look-up by first word."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from foedus.reading.forms import english_plural, english_verb, french_plural, french_verb, rows
from foedus.reading.tokens import words

TABLES = (
    "fire", "sea_air", "organs", "stances",
    "force_verbs", "force_nouns", "accord_verbs", "accord_nouns", "pressure_verbs", "pressure_nouns",
    "phrases", "states_of_affairs", "french_verbs", "french_nouns", "french_phrases",
    "french_force", "french_accord", "french_pressure",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the lexicon: what a pattern means and where its parties stand.

    `initiator` and `target` are alternatives in order, each a set of slots taken together.
    """

    pattern: str
    kind: str
    type: str
    act: str | None
    initiator: tuple[tuple[str, ...], ...]
    target: tuple[tuple[str, ...], ...]
    modality: str | None
    needs: str
    lang: str
    example: str
    table: str


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a pattern in running text; `features` tells what the verb form can be."""

    words: tuple[str, ...]
    entry: Entry
    features: frozenset[str]


NOUN = frozenset({"noun"})


def _slots(frame: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(part.split("+")) for part in frame.split("/") if part)


@cache
def entries() -> tuple[Entry, ...]:
    """Return every row of the lexicon in file order."""
    found = []
    named = {row["name"]: row["frame"] for row in rows("frames")}
    for name in TABLES:
        for row in rows(name):
            initiator, _, target = named.get(row["frame"], row["frame"]).partition(">")
            found.append(
                Entry(
                    row["pattern"], row["kind"], row["type"], row["act"] or None, _slots(initiator), _slots(target),
                    row["modality"] or None, row["needs"], row["lang"], row["example"], name,
                )
            )  # fmt: skip
    return tuple(found)


def _verb_forms(base: str, lang: str) -> dict[str, set[str]]:
    return english_verb(base) if lang == "en" else french_verb(base)


@cache
def forms(lang: str) -> dict[str, tuple[Form, ...]]:
    """Return the forms of one language's patterns by their first word, longest first."""
    found: dict[str, list[Form]] = {}
    for entry in entries():
        if entry.lang != lang:
            continue
        head, *rest = words(entry.pattern)
        if entry.kind == "verb":
            for form, features in _verb_forms(head, lang).items():
                found.setdefault(form, []).append(Form((form, *rest), entry, frozenset(features)))
            continue
        found.setdefault(head, []).append(Form((head, *rest), entry, NOUN))
        if entry.kind == "noun":
            plural = english_plural if lang == "en" else french_plural
            for index in range(len(rest) + 1):
                many = [head, *rest]
                if lang == "en" and index != len(rest) or not many[index].isalpha() or len(many[index]) < 3:
                    continue
                many[index] = plural(many[index])
                if many != [head, *rest]:
                    found.setdefault(many[0], []).append(Form(tuple(many), entry, NOUN))
            if lang == "fr" and rest:
                many = [french_plural(word) if len(word) > 3 else word for word in (head, *rest)]
                found.setdefault(many[0], []).append(Form(tuple(many), entry, NOUN))
    return {head: tuple(sorted(all_, key=lambda form: -len(form.words))) for head, all_ in found.items()}


@cache
def verb_features(lang: str) -> dict[str, frozenset[str]]:
    """Return every known verb form of a language with what it can be."""
    found: dict[str, set[str]] = {}
    bases = {verb for row in rows("common_verbs") if row["lang"] == lang for verb in row["words"].split()}
    bases |= {words(entry.pattern)[0] for entry in entries() if entry.lang == lang and entry.kind == "verb"}
    bases |= {row["verb"] for row in rows("reporting") if row["lang"] == lang}
    for base in bases:
        for form, features in _verb_forms(base, lang).items():
            found.setdefault(form, set()).update(features)
    return {form: frozenset(features) for form, features in found.items()}


@cache
def nouns(lang: str) -> frozenset[str]:
    """Return the first and last words of the noun patterns, in every number."""
    return frozenset(
        word
        for all_ in forms(lang).values()
        for form in all_
        if form.entry.kind == "noun"
        for word in (form.words[0], form.words[-1])
    )


@cache
def reporting(lang: str) -> dict[str, str]:
    """Return each form of the reporting verbs with the verb."""
    return {
        form: row["verb"] for row in rows("reporting") if row["lang"] == lang for form in _verb_forms(row["verb"], lang)
    }


@cache
def word_class(lang: str) -> dict[str, str]:
    """Return the closed-class words of a language with their class."""
    found: dict[str, str] = {}
    for row in rows("function_words"):
        if row["lang"] == lang:
            for word in row["words"].split():
                found.setdefault(word, row["class"])
    return found


@cache
def struck(lang: str) -> dict[str, str]:
    """Return the head nouns that tell what is struck."""
    return {word: row["struck"] for row in rows("heads") if row["lang"] == lang for word in row["words"].split()}


@cache
def treaty_heads(lang: str) -> frozenset[str]:
    """Return the nouns that name an instrument."""
    return frozenset(word for row in rows("treaty_heads") if row["lang"] == lang for word in row["words"].split())
