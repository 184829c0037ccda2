"""Past forms without an auxiliary: finite verb, or participle that describes the noun before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.reading.grammar import Chunk, is_reporting

if TYPE_CHECKING:
    from foedus.reading.clauses import ClausePass

_NOMINATIVE = frozenset("they he she we i ils elles il elle".split())
_FINITE = frozenset("stood went came passed stopped lived met sat fell began".split())


def is_participle(at: ClausePass, part: Chunk, before: Chunk | None, index: int) -> bool:
    """Tell whether a past form without auxiliary is a participle: "troops stationed in …"."""
    top = at.stack[-1]
    after = at.parts[index + 1] if index + 1 < len(at.parts) else None
    by = after is not None and after.kind == "np" and after.prep in ("by", "par")
    if before is None:
        return True
    if by:
        return at.tokens[part.main].norm not in _FINITE
    if before.kind == "sub":
        return top.subject is None
    if (
        before.kind == "comma"
        and top.predication is not None
        and after is not None
        and after.kind == "np"
        and after.prep
    ):
        return at.tokens[part.main].norm in ("backed", "supported", "based", "known", "dubbed", "called", "led")
    if before.kind not in ("np", "adv"):
        return False
    object_follows = after is not None and (
        after.kind in ("sub", "quote") or (after.kind == "np" and after.prep is None)
    )
    if top.predication is None or (top.predication.link == "part" and top.finite is None):
        if top.predication is not None and top.subject is not None:
            return False
        if top.kind == "rel" and top.word == "object":
            return False
        if top.subject is None or top.kind == "rel" and before.kind != "np":
            return top.subject is None and not top.lead
        return not object_follows and _verb_waits(at, index)
    if object_follows and any(frame.subject is not None and frame.finite is None for frame in at.stack[:-1]):
        return False
    if object_follows:
        governor = top.predication
        if is_reporting(at.tokens[governor.verb.main].norm, at.lang):
            return False
        return not any(group.i >= governor.boundary > governor.verb.j for group in governor.objects)
    governor = top.predication
    if is_reporting(at.tokens[governor.verb.main].norm, at.lang) and top.kind != "rel":
        return False
    outer_waits = any(frame.subject is not None and frame.predication is None for frame in at.stack[:-1])
    if outer_waits:
        return False
    return not any(group.i >= governor.boundary > governor.verb.j for group in governor.objects)


def _verb_waits(at: ClausePass, index: int) -> bool:
    """Tell whether another finite verb without subject of its own follows in the same clause."""
    parts, fresh_subject = at.parts, False
    for offset, piece in enumerate(parts[index + 1 : index + 14]):
        if piece.kind == "np" and piece.prep is None and at.tokens[piece.i].norm in _NOMINATIVE:
            fresh_subject = True
        if piece.kind in ("sub", "rel", "colon", "conj"):
            return False
        if piece.kind == "comma":
            fresh_subject = False
            follows = parts[index + 2 + offset] if index + 2 + offset < len(parts) else None
            if follows is not None and follows.kind == "np" and follows.prep is None:
                return False
        if piece.kind == "vg" and piece.form in ("finite", "copula"):
            return not fresh_subject
        if piece.kind == "vg" and piece.form == "past":
            after = parts[index + 2 + offset] if index + 2 + offset < len(parts) else None
            if after is None or not (after.kind == "np" and after.prep in ("by", "par")):
                return not fresh_subject
    return False
