"""Threats that no verb of threatening names: "would answer for it", "we reserve the right to respond"."""

from __future__ import annotations

from functools import cache

from foedus.reading.forms import rows, word_set
from foedus.reading.roles import Sentence

_OPEN = word_set("threats: open")
_NEGATED = frozenset({"not", "n't", "never", "no", "neither"})


@cache
def _words(lang: str) -> tuple[frozenset[str], tuple[tuple[str, str], ...]]:
    single: set[str] = set()
    pairs: list[tuple[str, str]] = []
    for row in rows("threat_words"):
        if row["lang"] == lang:
            if row["kind"] == "word":
                single.update(row["words"].split())
            else:
                first, last = row["words"].split()
                pairs.append((first, last))
    return frozenset(single), tuple(pairs)


def is_threat(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether a stretch of a sentence announces harm or an answer to come, for its speaker.

    It needs a verb of the future, the conditional or a right kept, and a word of retaliation behind it; what
    is expressly not going to happen is none.
    """
    words = [t.norm for t in sentence.tokens if start <= t.start and t.end <= end]
    opening = next((k for k, word in enumerate(words) if word in _OPEN or _conditional(word, sentence.lang)), None)
    if opening is None:
        return False
    single, pairs = _words(sentence.lang)
    for index in range(opening, len(words)):
        word = words[index]
        if word in single and (word.startswith("impuni") or word == "unpunished" or not _denied(words, index)):
            return True
        for first, last in pairs:
            if word == first and last in words[index + 1 : index + 5]:
                return True
    return False


def _conditional(word: str, lang: str) -> bool:
    return lang == "fr" and len(word) > 5 and word.endswith(("rait", "raient", "ront", "rons"))


def _denied(words: list[str], index: int) -> bool:
    return bool(_NEGATED & set(words[max(0, index - 3) : index]))
