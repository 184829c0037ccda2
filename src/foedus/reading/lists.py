"""Lists of names joined: "Mali, Niger and Burkina Faso" is one group."""

from __future__ import annotations

from foedus.reading.grammar import Chunk, is_reporting
from foedus.reading.tokens import Token

_LONGEST = 60  # members of a list; what is longer is no list of parties


def coordinate(parts: list[Chunk], tokens: list[Token], lang: str) -> list[Chunk]:
    """Return the groups with lists of names joined: "A, B and C" is one group, cut marks kept."""
    found: list[Chunk] = []
    index = 0
    verb_seen = False
    while index < len(parts):
        part = parts[index]
        if part.kind == "vg" and part.form in ("finite", "past", "copula"):
            verb_seen = True
        elif part.kind in ("sub", "rel", "colon", "quote"):
            verb_seen = False
        if part.kind == "np" and _named(part):
            last, cuts = _list_end(parts, index)
            if last > index:
                after = parts[last + 1] if last + 1 < len(parts) else None
                told = (
                    index > 0
                    and parts[index - 1].kind == "vg"
                    and is_reporting(tokens[parts[index - 1].main].norm, lang)
                )
                steals = (
                    verb_seen and not told and len(cuts) == 1 and after is not None and after.kind == "vg"
                    and after.form in ("finite", "past", "copula")
                )  # fmt: skip
                if not steals:
                    joined = Chunk("np", part.i, parts[last].j, prep=part.prep, at=part.at, cuts=cuts)
                    for piece in parts[index : last + 1]:
                        joined.mentions.extend(piece.mentions)
                    found.append(joined)
                    index = last + 1
                    continue
        found.append(part)
        index += 1
    return found


def _named(part: Chunk) -> bool:
    return bool(part.mentions)


def _list_end(parts: list[Chunk], index: int) -> tuple[int, list[int]]:
    """Return the last group of a list that ends in "and", and where its members begin."""
    cuts: list[int] = []
    at, last = index, index
    commas = 0
    while True:
        step = at + 1
        if step < len(parts) and parts[step].kind == "comma":
            step += 1
            comma = True
        else:
            comma = False
        while step < len(parts) and parts[step].kind == "date":
            return last, [cut for cut in cuts if cut <= parts[last].i] if last > index else []
        joined = step < len(parts) and parts[step].kind == "conj" and parts[step].word in ("and", "et", "&", "or", "ou")
        if joined:
            step += 1
        if not (comma or joined) or step >= len(parts):
            break
        member = parts[step]
        if member.kind != "np" or not _named(member):
            break
        prep = member.prep
        if prep is not None and not (prep == parts[index].prep and (joined or parts[index].prep in _REPEATED)):
            break
        cuts.append(member.i)
        if len(cuts) > _LONGEST:
            break
        at = step
        if comma and not joined:
            commas += 1
            continue
        if joined:
            last = at
            follows = parts[at + 1].kind if at + 1 < len(parts) else ""
            if follows not in ("comma", "conj"):
                break
            commas = 0
            # "A and B, C and D" is two lists
            if follows == "comma":
                break
    if last == index:
        return index, []
    return last, [cut for cut in cuts if cut <= parts[last].i]


_REPEATED = frozenset({"de", "du", "des", "d'", "of", "with", "avec", "entre", "between", "from"})
