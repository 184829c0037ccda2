"""Rules of an imported alliance in a line each: it has one form for each promise, member and text, and many of them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from foedus import terms
from foedus.briefs.pacts.wording import edge_words, told
from foedus.pacts import Body, Condition, Instrument, Rule, StandingClause, rule_in_force
from foedus.terms import When

_COPY = re.compile(r" \(\d+/[^)]*\)$")
"""What tells a term of one member in one text from its like; its name says what it means without it."""


def told_lines(blocks: Iterable[Body], instrument: Instrument, on: When | None, lang: str) -> list[str]:
    """Return blocks as list items: rules and clauses; terms are named in the rules that use them.

    Where a day is asked on which none of the rules is law, it is said instead.
    """
    blocks = list(blocks)
    rules = [block for block in blocks if isinstance(block, Rule)]
    if on and rules and all(rule_in_force(rule, on, instrument.standing).truth is False for rule in rules):
        return [f"{told('not law on', lang).capitalize()} {on.words()}."]
    lines = []
    for block in blocks:
        if isinstance(block, Rule):
            lines.append(f"- `{block.name}`: {rule_words(block, lang)}")
        elif isinstance(block, StandingClause):
            rows = [edge_words(block.date.text, lang)] if block.date else []
            lines.append(f"- {told(block.kind, lang)}: {'; '.join([*rows, *(value for _, value in block.rows)])}")
    return lines


def rule_words(rule: Rule, lang: str) -> str:
    """Return a rule in a sentence: who owes what to whom, when, only if what, unless what."""
    abstains = terms.vocabulary("duties").get(rule.duty, {}).get("kind") == "abstention"
    owed = f"{told('must' if abstains else rule.modality, lang)} {_word(rule.duty, lang)}"
    up_to = (
        f" ({told('up to', lang)} {_word(rule.up_to, lang)})"
        if rule.up_to and not rule.up_to.startswith(rule.duty)
        else ""
    )
    owes = f"{_words(rule.bearer, lang)} {owed}{up_to}"
    if rule.beneficiary:
        owes += f" → {_words(rule.beneficiary, lang)}"
    rows = [each for each in rule.trigger if each.key != "when"]
    facts = [each for each in rule.trigger if each.key == "when"]
    parts = [owes, "; ".join(f"{told(each.key, lang)}: {_words(each, lang)}" for each in rows)]
    for head, items in (("only if", facts), ("after", rule.requires), ("unless", rule.unless)):
        if items:
            parts.append(f"{told(head, lang)}: {'; '.join(_item(each, lang) for each in items)}")
    return ". ".join(part[:1].upper() + part[1:] for part in parts if part) + "."


_SAID_FR = {
    "any": "quiconque", "a state": "un État", "a party": "une partie", "another party": "une autre partie",
    "not a party": "quiconque n'est pas partie", "a state not a party": "un État non partie", "armed group": "groupe armé",
    "organisation": "organisation", "every party": "chaque partie", "every other party": "chaque autre partie",
    "the target": "la cible", "the actor": "l'auteur", "the party concerned": "la partie concernée",
    "a great power": "une grande puissance", "a great power not a party": "une grande puissance non partie",
    "two or more great powers": "deux grandes puissances ou plus",
    "two or more great powers not parties": "deux grandes puissances ou plus, non parties", "anywhere": "n'importe où",
    "territory of the target": "territoire de la cible", "territory of the actor": "territoire de l'auteur",
    "territory of a party": "territoire d'une partie", "territory of another party": "territoire d'une autre partie",
    "administered by the target": "administré par la cible", "administered by a party": "administré par une partie",
}  # fmt: skip
"""The words that stand in rows for someone or somewhere, as a French sentence has them."""
_PLURAL_FR = {"doit": "doivent", "peut": "peuvent", "ne doit pas": "ne doivent pas", "répute": "réputent"}


def said(word: str, lang: str) -> str:
    """Return a word of a row in a language, as a sentence has it: names for ids."""
    word = _COPY.sub("", word)
    if terms.is_id(word):
        return terms.name_of(word, lang)
    translated = terms.translate(word, lang)
    return _SAID_FR.get(word, translated) if lang == "fr" else translated


def rule_sentence(rule: Rule, lang: str) -> str:
    """Return who owes what to whom by a rule, in a line with names for ids; its conditions stand in its rows."""
    abstains = terms.vocabulary("duties").get(rule.duty, {}).get("kind") == "abstention"
    verb = told("must" if abstains else rule.modality, lang)
    if lang == "fr" and len(rule.bearer.values) > 1:
        verb = _PLURAL_FR.get(verb, verb)
    # duties are named in the infinitive or by a noun: a colon takes both
    colon = "\u00a0: " if lang == "fr" else ": "
    if rule.modality == "deems":
        owed = f"{'pour' if lang == 'fr' else 'for'} {_list(rule.bearer, lang)}{colon}{said(rule.duty, lang)}"
    else:
        owed = f"{_list(rule.bearer, lang)} {verb}{colon}{said(rule.duty, lang)}"
    if rule.up_to and not rule.up_to.startswith(rule.duty) and rule.up_to != "consultation":
        owed += f" ({told('up to', lang)}{colon}{said(rule.up_to, lang)})"
    beneficiary = f" → {_list(rule.beneficiary, lang)}" if rule.beneficiary else ""
    return f"{owed[:1].upper()}{owed[1:]}{beneficiary}."


def _list(condition: Condition, lang: str) -> str:
    values = terms.join([said(value, lang) for value in condition.values], lang)
    but = ", ".join(said(value, lang) for value in condition.but)
    return f"{values} {told('except', lang)} {but}" if but else values


def _item(item: Condition, lang: str) -> str:
    return _words(item, lang) if item.key == "when" else f"{told(item.key, lang)} {_words(item, lang)}"


def _words(condition: Condition, lang: str) -> str:
    values = ", ".join(_word(_COPY.sub("", value), lang) for value in condition.values)
    return f"{values} {told('except', lang)} {', '.join(condition.but)}" if condition.but else values


def _word(word: str, lang: str) -> str:
    return terms.translate(word, lang)
