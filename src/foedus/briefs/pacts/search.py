"""Search over the law library: titles, ids, parties and the restated words, each hit with the words that were found."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from foedus.briefs.pacts.blocks import section_words
from foedus.briefs.pacts.body import sections
from foedus.briefs.pacts.filters import Asked, chosen, imported, party_named
from foedus.pacts import Instrument, Library
from foedus.terms import FoedusError, When, name_of

TITLE, NAMED, PARTY, WORDS = range(4)
"""Where something was found, the best first."""
BESIDE = 70
"""Characters told on either side of what was found."""
MOST_WORDS = 12
"""Words of one search."""
MOST_FOUND = 3
"""Passages told of one pact."""


@dataclass(frozen=True)
class Found:
    """Words of a pact in which something was found: where they stand, the words, and the spans of what was found."""

    where: str
    anchor: str
    words: str
    spans: tuple[tuple[int, int], ...]

    @property
    def pieces(self) -> tuple[tuple[str, bool], ...]:
        """Return the words cut into pieces, each with whether it was found."""
        cut, last = [], 0
        for start, end in self.spans:
            cut += [(self.words[last:start], False), (self.words[start:end], True)]
            last = end
        return tuple((text, hit) for text, hit in (*cut, (self.words[last:], False)) if text)


@dataclass(frozen=True)
class PactHit:
    """A pact that fits the search, with where the words were found.

    `rank` is the best of these places; `close` counts how many of the words stand together in one of them, and one more
    where they stand side by side.
    """

    instrument: Instrument
    imported: bool
    rank: int
    close: int
    found: tuple[Found, ...]


@dataclass(frozen=True)
class PactIndex:
    """What a search found: the pacts that somebody encoded, and those coded in a data set, each in order of rank."""

    hand: tuple[PactHit, ...]
    coded: tuple[PactHit, ...]
    party: str


@dataclass(frozen=True)
class _Passage:
    """Words of a pact as they are searched: their rank, where they stand, as written and folded, sign for sign."""

    rank: int
    where: str
    anchor: str
    words: str
    folded: str


def pact_index(
    library: Library, *, text: str = "", party: str = "", on: When | None = None, region: str = "", kind: str = "",
    lang: str = "en",
) -> PactIndex:  # fmt: skip
    """Return the pacts that hold every word of `text` and fit every filter; with nothing asked all of them.

    `party` is an id, code or name of a state or body, on the day where one is given. Raises FoedusError for a party,
    region or kind that is none, or for too many words.
    """
    meant = party_named(party, on, field="party") if party else ""
    fitting = chosen(library, Asked(meant, on, region, kind, imported=True))
    wanted = tuple(dict.fromkeys(fold(text).replace('"', " ").split()))
    if len(wanted) > MOST_WORDS:
        raise FoedusError(f"{len(wanted)} words are too many", field="text", expected=f"at most {MOST_WORDS} words")
    pages = _pages(_Key(library), lang) if wanted else {}
    hits = []
    for instrument in (*fitting[0], *fitting[1]):
        found = _searched(pages[instrument.id], wanted) if wanted else ()
        if found is not None:
            rank = min((each.rank for each in found), default=TITLE)
            close = max((each.close for each in found), default=0)
            shown = tuple(_shown(each.passage, each.spans) for each in found[:MOST_FOUND])
            hits.append(PactHit(instrument, imported(instrument), rank, close, shown))
    hits.sort(key=lambda hit: (hit.rank, -hit.close, "" if hit.imported else fold(hit.instrument.short_name)))
    return PactIndex(tuple(hit for hit in hits if not hit.imported), tuple(hit for hit in hits if hit.imported), meant)


@cache
def _folded_sign(sign: str) -> str:
    """Return one sign for one: without case and accent, what is no letter or figure as a blank."""
    plain = unicodedata.normalize("NFKD", sign.casefold())[:1] or " "
    return plain if plain.isalnum() or plain == '"' else " "


def fold(text: str) -> str:
    """Return a text as it is searched, each sign in its place."""
    return "".join(map(_folded_sign, text))


class _Key:
    """A library as the key of what was made from it: two of one digest hold the same law."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def __hash__(self) -> int:
        return hash(self.library.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.library.digest == other.library.digest


@lru_cache(maxsize=8)
def _pages(key: _Key, lang: str) -> Mapping[str, tuple[_Passage, ...]]:
    return {
        each.id: tuple(_Passage(*passage, fold(passage[3])) for passage in _passages(each, lang))
        for each in key.library
    }


def _passages(instrument: Instrument, lang: str) -> Iterator[tuple[int, str, str, str]]:
    """Yield rank, place, anchor and words of all that is searched in a pact."""
    yield TITLE, "title", "", instrument.short_name
    if instrument.title != instrument.short_name:
        yield TITLE, "title", "", instrument.title
    yield NAMED, "id", "", instrument.id
    if names := instrument.about("names"):
        yield NAMED, "names", "", names
    parties = ", ".join(f"{name_of(party, lang)} ({party})" for party in instrument.parties)
    yield PARTY, "parties", "parties", parties
    if imported(instrument):
        return  # its words are made from a table and the same in hundreds of alliances
    for section in sections(instrument):
        text = f"{section.heading}. {section_words(section)}".lstrip(". ")
        yield WORDS, section.heading or "opening", section.id, text


@dataclass(frozen=True)
class _Hit:
    """A passage with the spans in which words were found; `close` counts the words, and one more side by side."""

    passage: _Passage
    spans: tuple[tuple[int, int], ...]
    close: int

    @property
    def rank(self) -> int:
        return self.passage.rank


def _searched(passages: tuple[_Passage, ...], wanted: tuple[str, ...]) -> list[_Hit] | None:
    """Return the passages that hold the words, the best first; None where one of the words stands in none."""
    left = set(wanted)
    found = []
    together = " ".join(wanted)
    for passage in passages:
        here = {word: spans for word in wanted if (spans := tuple(_spans(word, passage.folded)))}
        if here:
            left -= set(here)
            beside = len(wanted) > 1 and together in passage.folded
            found.append(_Hit(passage, tuple(sorted({s for each in here.values() for s in each})), len(here) + beside))
    return None if left else sorted(found, key=lambda each: (each.rank, -each.close))


def _spans(word: str, folded: str) -> Iterator[tuple[int, int]]:
    if word not in folded:
        return
    for match in re.finditer(rf"(?<![^\W_]){re.escape(word)}", folded):
        yield match.span()


def _shown(passage: _Passage, spans: tuple[tuple[int, int], ...]) -> Found:
    """Return the words about the first find, cut at blanks."""
    # where all words stand close together, the passage is cut about them
    spans = spans[_densest(spans) :]
    start = max(0, spans[0][0] - BESIDE)
    end = min(len(passage.words), spans[0][1] + 2 * BESIDE)
    if start:
        start = passage.words.find(" ", start, spans[0][0]) + 1 or start
    if end < len(passage.words):
        end = max(passage.words.rfind(" ", spans[0][1], end), spans[0][1])
    before, after = "… " if start else "", " …" if end < len(passage.words) else ""
    moved: list[tuple[int, int]] = []
    for first, last in spans:
        if first >= start and last <= end and (not moved or first - start + len(before) >= moved[-1][1]):
            moved.append((first - start + len(before), last - start + len(before)))
    where = (
        "" if passage.rank == WORDS and passage.where != "opening" and not start else passage.where
    )  # the words begin with their heading
    return Found(where, passage.anchor, f"{before}{passage.words[start:end]}{after}", tuple(moved))


def _densest(spans: tuple[tuple[int, int], ...]) -> int:
    """Return the place of the first span from which most others follow within what is shown."""
    return max(
        range(len(spans)),
        key=lambda place: (sum(0 <= last - spans[place][0] < 2 * BESIDE for _, last in spans[place:]), -place),
    )
