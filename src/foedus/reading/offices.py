"""Offices that named persons hold."""

from __future__ import annotations

from functools import cache

from foedus.reading.drafts import Draft
from foedus.reading.forms import rows, word_set
from foedus.reading.grammar import Chunk
from foedus.reading.parties import actor_kinds, settle
from foedus.reading.roles import Sentence, is_state
from foedus.terms import find_person

_PORTFOLIO = word_set("offices: portfolio")


@cache
def office_words(lang: str) -> frozenset[str]:
    return frozenset(word for row in rows("offices") if row["lang"] == lang for word in row["words"].split())


def titled(sentence: Sentence, chunk: Chunk, words: frozenset[str]) -> bool:
    return any(token.norm in words for token in sentence.tokens[chunk.i : chunk.j])


def read_offices(sentence: Sentence, known: set[str]) -> list[Draft]:
    """Return the offices that named persons hold, once for each person in a report."""
    found: list[Draft] = []
    words = office_words(sentence.lang)
    parts = [chunk for chunk in sentence.chunks if chunk.kind in ("np", "comma")]
    for index, chunk in enumerate(parts):
        person = next((m for m in chunk.mentions if m.person), None)
        if person is None or person.name in known:
            continue
        start, end = chunk.i, chunk.j
        group = [chunk]
        if (
            index >= 2
            and parts[index - 1].kind == "comma"
            and parts[index - 1].j == chunk.i
            and parts[index - 2].kind == "np"
        ):
            before = parts[index - 2]
            if titled(sentence, before, words) and not any(m.person for m in before.mentions):
                group, start = [before, *group], before.i
                head = parts[index - 3] if index >= 3 and before.prep in ("of", "de", "du", "des", "d'") else None
                if head is not None and head.kind == "np" and head.j >= before.i - 2:
                    group, start = [head, *group], head.i
        if index + 2 < len(parts) and parts[index + 1].kind == "comma" and parts[index + 1].i == chunk.j:
            after = parts[index + 2]
            if (
                after.i == parts[index + 1].j
                and titled(sentence, after, words)
                and not any(m.person for m in after.mentions)
            ):
                group, end = [*group, after], after.j
        if (
            start == chunk.i
            and index >= 1
            and chunk.prep in ("of", "de", "du", "des", "d'")
            and parts[index - 1].kind == "np"
        ):
            group, start = [parts[index - 1], *group], parts[index - 1].i
        if not any(titled(sentence, part, words) for part in group):
            continue
        # a bare title ("President X") is how one names a person; an office with its field can be checked
        if not any(titled(sentence, part, _PORTFOLIO) for part in group) or not find_person(person.name):
            continue
        ids = settle(
            tuple(id_ for part in group for m in part.mentions if not m.modifier and not m.person for id_ in m.ids)
        )
        ids = tuple(i for i in ids if is_state(i) or actor_kinds().get(i) in ("organisation",)) or person.ids
        if not ids:
            continue
        known.add(person.name)
        if any(
            token.norm in ("overthrew", "overthrown", "ousted", "removed", "renversé", "deposed", "toppled")
            for token in sentence.tokens
        ):
            continue
        begin, stop = sentence.tokens[start].start, sentence.tokens[end - 1].end
        found.append(Draft("STATUS", None, ids[:1], (), None, None, "happened", begin, stop, at=begin))
    return found
