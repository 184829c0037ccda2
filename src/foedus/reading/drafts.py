"""Claims before they have ids, and one clause's claims told once."""

from __future__ import annotations

from dataclasses import dataclass, replace

from foedus.reading.claim import ClaimDate
from foedus.reading.parties import WEAK
from foedus.terms import is_a, lineage


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim before it has its id: spans in code points of the report's text."""

    type: str
    act: str | None
    initiator: tuple[str, ...]
    target: tuple[str, ...]
    place: str | None
    date: ClaimDate | None
    modality: str
    start: int
    end: int
    attributed_to: str | None = None
    struck: str | None = None
    about: tuple[str, ...] = ()
    origin: str | None = None
    rank: int = 0
    at: int = 0


def merged(drafts: list[Draft]) -> list[Draft]:
    """Return the claims of a sentence without those that say one thing twice in one clause.

    A general word beside a special one of the same tree ("the attack killed nine"), a bare threat
    beside the threat of an act, and the same claim from two words are told once.
    """
    kept: list[Draft] = []
    for draft in sorted(
        drafts, key=lambda d: (-(len(d.initiator) > 0) - (len(d.target) > 0), -_depth(d.act), -d.rank, d.at)
    ):
        for index, other in enumerate(kept):
            if _same(draft, other):
                kept[index] = _joined(other, draft)
                break
        else:
            kept.append(draft)
    return sorted(kept, key=lambda d: (d.start, d.end, d.at))


def _depth(act: str | None) -> int:
    if act is None:
        return 0
    return len(lineage(act))


def _same(one: Draft, other: Draft) -> bool:
    if one.type != other.type or (one.date and other.date and one.date.stated != other.date.stated):
        return False
    overlap = min(one.end, other.end) - max(one.start, other.start)
    if overlap <= 0:
        return False
    related = one.act == other.act or (one.act and other.act and (is_a(one.act, other.act) or is_a(other.act, one.act)))
    if one.type == "ASSAULT" and one.act and other.act and is_a(one.act, "attack") and is_a(other.act, "attack"):
        related = True
    if one.type == "THREATEN":
        related = True
    related = related or one.type == "SUPPORT" and None in (one.act, other.act)
    if not related:
        return False
    return _fits(one.initiator, other.initiator) and _fits(one.target, other.target)


def _fits(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    strong = set(one) - WEAK, set(other) - WEAK
    return not strong[0] or not strong[1] or strong[0] <= strong[1] or strong[1] <= strong[0]


def _joined(kept: Draft, other: Draft) -> Draft:
    act = kept.act
    if other.act and (act in (None, "threat of force") or (act and is_a(other.act, act))):
        act = other.act
    mode = other.modality if kept.act is None and other.act else kept.modality
    return replace(
        kept,
        act=act,
        initiator=kept.initiator or other.initiator,
        target=kept.target or other.target,
        place=kept.place or other.place,
        date=kept.date or other.date,
        struck=kept.struck or other.struck,
        modality=mode,
        about=tuple(dict.fromkeys([*kept.about, *other.about])),
    )
