"""The forms that a lexicon word takes in running text, English and French."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

VOWELS = "aeiou"


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of `lexicon/<name>.csv` in file order."""
    text = (files("foedus.reading") / "lexicon" / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def word_set(name: str) -> frozenset[str]:
    """Return the words of one row of `lexicon/word_sets.csv`."""
    return next(frozenset(row["words"].split()) for row in rows("word_sets") if row["name"] == name)


@cache
def _irregular() -> dict[str, dict[str, str]]:
    return {row["base"]: row for row in rows("irregular")}


def english_verb(base: str) -> dict[str, set[str]]:
    """Return each form of an English verb with what it can be: base, s, past, part, ing."""
    found: dict[str, set[str]] = {}

    def add(form: str, kind: str) -> None:
        found.setdefault(form, set()).add(kind)

    add(base, "base")
    odd = _irregular().get(base)
    double = _doubles(base)
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        add(base + "es", "s")
    elif base.endswith("y") and base[-2:-1] not in VOWELS:
        add(base[:-1] + "ies", "s")
    else:
        add(base + "s", "s")
    if base.endswith("ie"):
        add(base[:-2] + "ying", "ing")
    elif base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        add(base[:-1] + "ing", "ing")
    else:
        add(base + (base[-1] if double else "") + "ing", "ing")
    if odd:
        for form in odd["past"].split("/"):
            add(form, "past")
        for form in odd["participle"].split("/"):
            add(form, "part")
        return found
    if base.endswith("e"):
        regular = base + "d"
    elif base.endswith("y") and base[-2:-1] not in VOWELS:
        regular = base[:-1] + "ied"
    else:
        regular = base + (base[-1] if double else "") + "ed"
    add(regular, "past")
    add(regular, "part")
    return found


_DOUBLED = frozenset(
    "rebel commit admit expel compel repel kidnap refer occur permit submit equip transfer control patrol regret "
    "omit incur propel dispel confer prefer travel cancel shell signal".split()
) - {"shell"}


def _doubles(base: str) -> bool:
    if base in _DOUBLED:
        return True
    body, last = base[:-1], base[-1:]
    short = sum(1 for letter in base if letter in VOWELS) == 1
    return short and last not in "wxy" + VOWELS and body[-1:] in VOWELS and len(base) > 2


def english_plural(noun: str) -> str:
    """Return the plural of an English noun."""
    if noun.endswith("y") and noun[-2:-1] not in VOWELS:
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    return noun[:-3] + "men" if noun.endswith("man") else noun + "s"


def french_verb(base: str) -> dict[str, set[str]]:
    """Return each third-person form of a French verb with what it can be: base, s, past, part, ing."""
    found: dict[str, set[str]] = {}

    def add(kind: str, *forms: str) -> None:
        for form in forms:
            found.setdefault(form, set()).add(kind)

    add("base", base)
    odd = _irregular().get(base)
    if odd:
        add("s", *odd["past"].split("/"))
        for form in odd["participle"].split("/"):
            add("part", form, form + "e", form + "s" if not form.endswith("s") else form, form + "es")
        return found
    if base.endswith("er"):
        stem = base[:-2]
        soft = stem + "e" if stem.endswith("g") else stem[:-1] + "ç" if stem.endswith("c") else stem
        present = stem + "e"
        if len(stem) > 2 and stem[-2] == "é":
            present = stem[:-2] + "è" + stem[-1] + "e"
        if stem.endswith(("pel", "jet")):
            present = stem + stem[-1] + "e"
        if stem.endswith(("oy", "uy")):
            present = stem[:-1] + "ie"
        add("s", present, present + "nt", soft + "ait", soft + "aient", soft + "a", stem + "èrent")
        future = present[:-1] if stem.endswith(("oy", "uy", "pel", "jet")) else stem
        add("future", future + "era", future + "eront", future + "erait", future + "eraient")
        add("part", stem + "é", stem + "ée", stem + "és", stem + "ées")
        add("ing", soft + "ant")
    elif base.endswith("ir"):
        stem = base[:-2]
        add("s", stem + "it", stem + "issent", stem + "issait", stem + "issaient", stem + "irent")
        add("future", stem + "ira", stem + "iront", stem + "irait", stem + "iraient")
        add("part", stem + "i", stem + "ie", stem + "is", stem + "ies")
        add("ing", stem + "issant")
    elif base.endswith("re"):
        stem = base[:-2]
        add("s", stem, stem + "ent", stem + "ait", stem + "aient", stem + "it", stem + "irent")
        add("future", stem + "ra", stem + "ront", stem + "rait", stem + "raient")
        add("part", stem + "u", stem + "ue", stem + "us", stem + "ues")
        add("ing", stem + "ant")
    return found


def french_plural(noun: str) -> str:
    """Return the plural of a French noun."""
    if noun.endswith(("s", "x", "z")):
        return noun
    if noun.endswith("al"):
        return noun[:-2] + "aux"
    if noun.endswith("eau"):
        return noun + "x"
    return noun + "s"
