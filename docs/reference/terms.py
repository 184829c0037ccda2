"""The page of words: terms.md, from the tables in src/foedus/terms and the words that the pact language knows."""

from __future__ import annotations

import re
import runpy
from collections.abc import Iterable, Iterator
from pathlib import Path

from foedus import terms
from foedus.briefs.pacts import GLOSSES as ROW_WORDS
from foedus.briefs.pacts import OF_STATE
from foedus.pacts import ACTOR_WORDS, BEARER_WORDS, PLACE_WORDS, load_library

PAGE = Path(__file__).with_name("terms.md")
LINES: dict[str, str] = runpy.run_path(str(Path(__file__).with_name("glosses.py")))["GLOSSES"]
"""A line for each word whose table has no note."""
OPENING = """\
# The words

Written by `python docs/reference/write.py` from the tables in `src/foedus/terms` and the library; a test compares the two.
`foedus terms WORD` tells one word or one table, in French with `--lang fr`. States, actors, places and persons are too many
for a page: `foedus terms state`, `foedus terms actor`, `foedus terms place`. A pact's own page is under `instruments/`.
"""
MEMBERSHIP = {
    "signatory": "has signed and is not bound",
    "party": "bound",
    "provisional": "bound by provisional application",
    "suspended": "bound, its seat or votes suspended; towards one other party alone: the bond is cut between the two",
    "leaving": "has given notice and is bound until it has run",
    "left": "no longer bound",
}
FLAGS = {
    "text": "read in the wording of the instrument",
    "report": "read in a report or another document about it",
    "calc": "calculated from what was read, such as the day on which a notice ran out",
    "gk": "general knowledge that nobody checked; every answer that rests on it says so",
}
TABLES = (
    ("Harms", "harms", "What an act harms (`harm`)."),
    ("What was struck", "struck", "What was hit (`struck`)."),
    ("Origins", "origins", "From where it comes (`origin`)."),
    ("Capacities", "capacities", "In whose service those stood who were hit (`capacity`)."),
    ("Up to", "ups", "How far a performance may go (`up to`), the least first."),
    ("Status of an event", "statuses", "How sure an event is (`status` of an incident)."),
)


def pages() -> dict[Path, str]:
    """Return the page by its path."""
    return {PAGE: "\n".join([OPENING, *_lines()]).rstrip() + "\n"}


def _lines() -> Iterator[str]:
    yield "## Acts\n"
    yield "A word holds for everything below it: a raid is an armed attack is an attack. `presumes`: the harm that the act"
    yield "carries by its nature, unless a fact says otherwise. `strikes`: what it hits by its nature.\n"
    yield from _tree("", 0)
    yield "\n## Duties\n"
    yield "What a rule makes owed, open, forbidden or deemed (`must`, `may`, `must not`, `deems`).\n"
    yield from _table(
        ("duty", "kind", "performed by", "conflicts with", "note"),
        (
            (word, row["kind"], row["performed by"], row["conflicts with"], line_of(word, row))
            for word, row in _rows("duties")
        ),
    )
    for title, table, what in TABLES:
        yield f"\n## {title}\n"
        yield f"{what}\n"
        yield from _items((word, line_of(word, row)) for word, row in _rows(table))
    yield "\n## Fact phrases\n"
    yield "For `when`, `requires`, `unless` and the `facts` of an incident. What nobody states is unknown.\n"
    yield from _table(
        ("phrase", "asked as", "it holds when", "note"),
        ((word, row["subject"], _sentence(row["states"]), row["note"]) for word, row in _rows("facts")),
    )
    yield "\nPhrases that pacts of the library add, each with the pacts that know it:\n"
    yield from _table(("phrase", "it holds when", "pacts"), _own_facts())
    yield "\nAn organ gives the phrase `decision of the` and its name:\n"
    yield from _table(("phrase", "decides by", "pact"), _organs())
    yield "\n## Areas\n"
    yield "For `place`; an area may change with the day.\n"
    yield from _items((name, spells[0].note) for name, spells in sorted(terms.areas().items()))
    yield "\n## Words for somebody\n"
    yield "In `actor`, `target` and `supported by`:\n"
    yield from _glossed(ACTOR_WORDS)
    yield "\nIn `bearer` and `beneficiary`:\n"
    yield from _glossed(BEARER_WORDS)
    yield "\n## Words for a place\n"
    yield from _glossed((*PLACE_WORDS, OF_STATE))
    yield "\n## Membership (parties.csv)\n"
    yield from _items(MEMBERSHIP.items())
    yield "\n## How a piece of law is known (verified)\n"
    yield from _items(FLAGS.items())


def line_of(word: str, row: dict[str, str]) -> str:
    """Return what a word means: the note of its table, else its line here."""
    return row.get("note") or LINES.get(word, "")


def _rows(table: str) -> Iterable[tuple[str, dict[str, str]]]:
    return terms.vocabulary(table).items()  # type: ignore[return-value]


def _tree(parent: str, depth: int) -> Iterator[str]:
    for act, row in terms.acts().items():
        if row["parent"] == parent:
            parts = [line_of(act, row)]
            parts += [f"presumes harm to {row['presumes'].replace(';', ',')}"] if row["presumes"] else []
            parts += [f"strikes {row['strikes']}"] if row.get("strikes") else []
            told = "; ".join(part for part in parts if part)
            yield f"{'  ' * depth}- `{act}`{f': {told}' if told else ''}"
            yield from _tree(act, depth + 1)


def _items(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield from (f"- `{word}`{f': {note}' if note else ''}" for word, note in pairs)


def _glossed(words: Iterable[str]) -> Iterator[str]:
    yield from _items((word, ROW_WORDS.get(word, ("", ""))[0]) for word in words)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for first, *rest in rows:
        yield f"| {' | '.join([f'`{first}`', *(cell.replace('|', '/') for cell in rest)])} |"


def _sentence(text: str) -> str:
    return re.sub(r"\{(\w+)\}", r"the \1", text)


def _own_facts() -> Iterator[tuple[str, str, str]]:
    shared = terms.vocabulary("facts")
    found: dict[str, tuple[str, list[str]]] = {}
    for pact in load_library():
        for row in () if pact.about("coded by") else pact.facts:
            if row["phrase"] not in shared:
                found.setdefault(row["phrase"], (row["states"], []))[1].append(f"[{pact.id}](instruments/{pact.id}.md)")
    yield from ((phrase, _sentence(states), ", ".join(pacts)) for phrase, (states, pacts) in sorted(found.items()))


def _organs() -> Iterator[tuple[str, str, str]]:
    for pact in load_library():
        for organ in pact.organs.values():
            decides = f"{organ.rule}: {organ.rule_words}" + (f"; quorum {organ.quorum}" if organ.quorum else "")
            yield f"decision of the {organ.name}", decides, f"[{pact.id}](instruments/{pact.id}.md)"
