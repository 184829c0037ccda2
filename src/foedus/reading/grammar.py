"""A sentence's tagged tokens gathered into noun groups, verb groups and marks."""

from __future__ import annotations

from dataclasses import dataclass, field

from foedus.reading.forms import word_set
from foedus.reading.lexicon import reporting, verb_features
from foedus.reading.names import Mention
from foedus.reading.tokens import Token

NOMINAL = frozenset({"det", "n", "name", "num", "gen", "hyph", "pron"})
VERBAL = frozenset({"vb", "ved", "ving", "be", "have", "do", "modal", "neg", "to", "refl"})
_TIMES = frozenset("dawn daybreak sunrise noon midday midnight dusk nightfall night sunset morning evening".split())
_MOTION = word_set("grammar: motion")


@dataclass(slots=True)
class Chunk:
    """A noun group, verb group or mark; `i` and `j` bound its tokens."""

    kind: str
    i: int
    j: int
    prep: str | None = None
    mentions: list[Mention] = field(default_factory=list)
    pps: list[Chunk] = field(default_factory=list)
    alt: list[Chunk] = field(default_factory=list)
    fresh: bool = False
    renamed: bool = False
    cuts: list[int] = field(default_factory=list)
    main: int = -1
    passive: bool = False
    negated: bool = False
    modal: str | None = None
    form: str = "finite"
    word: str = ""
    at: int = -1


def chunks(tokens: list[Token], tags: list[str], covered: list[Mention | None], lang: str) -> list[Chunk]:
    """Return the noun groups, verb groups and marks of a sentence in order; brackets are left out."""
    found: list[Chunk] = []
    index, size = 0, len(tokens)
    while index < size:
        kind = tags[index]
        if kind == "date":
            stop = index + 1
            while stop < size and tags[stop] == "date":
                stop += 1
            found.append(Chunk("date", index, stop))
            index = stop
            continue
        if kind == "open":
            close = next((k for k in range(index + 1, min(size, index + 40)) if tags[k] == "close"), None)
            index = close + 1 if close is not None else index + 1
            continue
        if kind == "prep":
            index = _prepositional(tokens, tags, covered, index, found)
            continue
        if kind in NOMINAL:
            index = _noun_group(tokens, tags, covered, index, found, None)
            continue
        if kind in VERBAL:
            index = _verb_group(tokens, tags, index, found, lang)
            continue
        word = "if" if kind == "sub" and tokens[index].norm == "should" else tokens[index].norm
        found.append(Chunk(kind, index, index + 1, word=word))
        index += 1
    return found


def _prepositional(tokens, tags, covered, index, found) -> int:
    start = index
    word = tokens[index].norm
    index += 1
    while index < len(tokens) and (tags[index] in ("adv", "quote") or tags[index] == "prep"):
        if tags[index] == "prep" and word != "auprès":
            word = tokens[index].norm
        index += 1
    if index < len(tokens) and tags[index] in NOMINAL:
        after = _noun_group(tokens, tags, covered, index, found, word)
        found[-1].at = start
        return after
    found.append(Chunk("prep", start, index, word=word))
    return index


def _noun_group(tokens, tags, covered, index, found, prep) -> int:
    start, size = index, len(tokens)
    seen_noun = False
    mentions: list[Mention] = []
    while index < size and tags[index] in NOMINAL:
        kind = tags[index]
        if kind in ("det", "pron") and seen_noun and index > start:
            break
        if kind == "pron":
            index += 1
            seen_noun = True
            break
        mention = covered[index]
        if mention is not None and prep is not None and index > start and tokens[index - 1].norm in _TIMES:
            # "at daybreak Bulgarian troops crossed"
            break
        if mention is not None:
            if (
                mentions and not mentions[-1].adjective and mention is not mentions[-1] and tags[index - 1] == "name"
                and not mention.person and not mentions[-1].person and not mention.adjective
            ):  # fmt: skip
                break
            if not mentions or mentions[-1] is not mention:
                mentions.append(mention)
        if kind in ("n", "name", "num"):
            seen_noun = True
        index += 1
        # quotes and adverbs inside a group do not end it
        if (
            index < size
            and tags[index] in ("quote", "adv")
            and not seen_noun
            and index + 1 < size
            and tags[index + 1] in NOMINAL
        ):
            index += 1
    found.append(Chunk("np", start, index, prep=prep, mentions=mentions, at=start))
    return index


def _verb_group(tokens, tags, index, found, lang) -> int:
    start, size = index, len(tokens)
    chunk = Chunk("vg", start, start + 1)
    auxiliary = ""
    has_to = reflexive = False
    while index < size:
        kind = tags[index]
        norm = tokens[index].norm
        if kind == "adv":
            index += 1
            continue
        if kind == "date" and auxiliary and chunk.main < 0:
            # "had a day earlier invoked"
            after = next((k for k in range(index, size) if tags[k] not in ("date", "adv")), size)
            if after < size and after - index <= 6 and tags[after] in ("ved", "be"):
                index = after
                continue
        if kind not in VERBAL:
            break
        if chunk.main >= 0:
            break
        if kind == "refl":
            reflexive = True
        elif kind == "neg":
            chunk.negated = chunk.negated or norm not in ("n'", "ne") or lang == "fr"
        elif kind == "modal":
            chunk.modal = norm
        elif kind == "to":
            if auxiliary or chunk.modal:
                break
            has_to = True
        elif kind in ("be", "have", "do"):
            has_to = has_to or (norm in ("avoir", "être") and not auxiliary)
            auxiliary = kind if kind != "have" or auxiliary != "be" else auxiliary
            chunk.word = norm
        else:
            chunk.main = index
            if kind == "vb":
                chunk.form = "inf" if has_to or (lang == "fr" and _is_infinitive(norm)) else "finite"
            elif kind == "ving":
                chunk.form = "finite" if auxiliary == "be" else "ger"
            else:
                chunk.passive = auxiliary == "be" and not reflexive and norm not in _MOTION
                chunk.form = "finite" if auxiliary or chunk.modal else "past" if lang == "en" else "part"
            if has_to and auxiliary:
                chunk.form = "inf"
            if tokens[start].norm == "having":
                # "accused it of having planned": a gerund of the past
                chunk.form = "ger"
        index += 1
    while index > start + 1 and tags[index - 1] == "adv":
        index -= 1
    if chunk.main < 0:
        chunk.form = "copula" if not has_to else "inf"
        chunk.main = index - 1
        if tags[chunk.main] in ("neg", "to"):
            chunk.kind = "adv"
    chunk.j = index
    found.append(chunk)
    return index


def _is_infinitive(norm: str) -> bool:
    features = verb_features("fr").get(norm, ())
    return "base" in features and norm.endswith(("er", "ir", "re"))


def is_reporting(norm: str, lang: str) -> bool:
    """Tell whether a verb form reports speech."""
    return norm in reporting(lang)
