"""Event words found in a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.reading.forms import word_set
from foedus.reading.lexicon import Entry, forms
from foedus.reading.names import Mention
from foedus.reading.tokens import Token

_SKIPPED = frozenset({"det", "adv", "num", "n", "name", "neg", "gen", "hyph", "date"})
_COUNTED = frozenset({"dozens", "hundreds", "thousands", "scores", "number", "series", "dizaines", "centaines"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """An event word at tokens `i` to `j` (exclusive); a verb's head stands at `i`."""

    i: int
    j: int
    entries: tuple[Entry, ...]
    verbal: bool

    @property
    def sends(self) -> bool:
        """Whether the word tells of forces moved."""
        return any(entry.type == "MOBILIZE" for entry in self.entries)


def triggers(tokens: list[Token], tags: list[str], lang: str, covered: list[Mention | None]) -> list[Trigger]:
    """Return the event words of a sentence, the longest at each place; several rows may share one word."""
    table = forms(lang)
    found: list[Trigger] = []
    for index, token in enumerate(tokens):
        choices = table.get(token.norm)
        if not choices:
            continue
        verbal = tags[index] in ("vb", "ved", "ving")
        name = covered[index]
        best: dict[tuple[int, int], list[Entry]] = {}
        for form in choices:
            is_verb = form.entry.kind == "verb"
            if is_verb and not verbal or form.entry.kind == "noun" and verbal:
                continue
            end = _reach(tokens, tags, index, form.words)
            if (
                end
                and not is_verb
                and (
                    _modifies(tokens, tags, covered, end, lang) or (name is not None and not _closes(name, tokens, end))
                )
            ):
                continue
            if end:
                best.setdefault((len(form.words), end), []).append(form.entry)
        if not best:
            continue
        longest = max(size for size, _ in best)
        for (size, end), entries in best.items():
            # a longer pattern wins, but a shorter one may still fit where the longer needs what is not there
            found.append(Trigger(index, end, tuple(dict.fromkeys(entries)), verbal))
            if size == longest:
                continue
    return _without_shadowed(found)


_HEADS_ANYWAY = word_set("triggers: heads anyway")


def _modifies(tokens: list[Token], tags: list[str], covered: list[Mention | None], end: int, lang: str) -> bool:
    """Tell whether an event noun only describes the noun behind it: "coup leaders", "attack helicopter"."""
    if lang != "en" or end >= len(tokens) or tags[end] not in ("n", "hyph") or covered[end] is not None:
        return False
    return tokens[end].norm not in _HEADS_ANYWAY and tokens[end - 1].end + 1 >= tokens[end].start


def _closes(name: Mention, tokens: list[Token], end: int) -> bool:
    """Tell whether an event word ends a name that is a common noun: "jihadist insurgency"."""
    last = tokens[end - 1]
    return name.kind == "actor" and last.text.islower() and (last.end == name.end or last.end > name.end)


def _without_shadowed(found: list[Trigger]) -> list[Trigger]:
    kept: list[Trigger] = []
    for trigger in sorted(found, key=lambda t: (t.i, -(t.j - t.i))):
        inside = any(
            other.i <= trigger.i and trigger.j <= other.j and (other.i, other.j) != (trigger.i, trigger.j)
            and not trigger.verbal
            for other in kept
        )  # fmt: skip
        if not inside:
            kept.append(trigger)
    return kept


def _reach(tokens: list[Token], tags: list[str], index: int, words: tuple[str, ...]) -> int:
    """Return the token after a pattern's last word, or 0 where the pattern does not fit."""
    at = index + 1
    wild = False
    for word in words[1:]:
        if word == "*":
            wild = True
            continue
        at = _find(tokens, tags, at, word, 9 if wild else 4, wild)
        if at < 0:
            return 0
        at += 1
        wild = False
    return at


def _find(tokens: list[Token], tags: list[str], at: int, word: str, limit: int, wild: bool) -> int:
    for index in range(at, min(len(tokens), at + limit)):
        if tokens[index].norm == word:
            return index
        kind = tags[index]
        if wild and kind in ("ved", "prep", "vb", "conj") and kind != "ved":
            if word not in ("to", "leave", "out") and tokens[index].norm != "of":
                return -1
        elif wild:
            continue
        elif kind == "prep" and tokens[index].norm in ("of", "de") and tokens[index - 1].norm in _COUNTED:
            continue
        elif kind not in _SKIPPED:
            return -1
        elif kind != "adv" and word in (
            "on",
            "into",
            "at",
            "against",
            "to",
            "of",
            "with",
            "by",
            "from",
            "for",
            "in",
            "out",
            "back",
            "down",
            "upon",
        ):
            return -1
    return -1
