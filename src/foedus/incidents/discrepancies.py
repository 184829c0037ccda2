"""Where reports contradict each other or the library: every value kept, with an assessment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from foedus.incidents.dating import own_clash
from foedus.incidents.kinship import fits, is_mutual, is_town
from foedus.incidents.merge import Group, Mention
from foedus.incidents.settle import Settled
from foedus.terms import join, name_of


@dataclass(frozen=True)
class Value:
    """One of the things said, and the ids of the claims that say it; none where the library says it."""

    value: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True)
class Discrepancy:
    """Accounts that differ about one thing, and what is to be made of it."""

    about: str
    values: tuple[Value, ...]
    assessment: str

    def to_json(self) -> dict[str, object]:
        return {
            "about": self.about,
            "values": [{"value": value.value, "claims": list(value.claims)} for value in self.values],
            "assessment": self.assessment,
        }


def merged(found: Iterable[Discrepancy]) -> tuple[Discrepancy, ...]:
    """Return the discrepancies in a fixed order, those about one thing with the same assessment made one.

    What reports say stands before what the library or a table says.
    """
    by_subject: dict[tuple[str, str], dict[str, set[str]]] = {}
    for discrepancy in found:
        values = by_subject.setdefault((discrepancy.about, discrepancy.assessment), {})
        for value in discrepancy.values:
            values.setdefault(value.value, set()).update(value.claims)
    return tuple(
        Discrepancy(
            about,
            tuple(sorted((Value(text, tuple(sorted(ids))) for text, ids in values.items()), key=_told_first)),
            assessment,
        )
        for (about, assessment), values in sorted(by_subject.items())
    )


def _told_first(value: Value) -> tuple[bool, str]:
    return not value.claims, value.value


def values_of(pairs: Iterable[tuple[str, str]]) -> tuple[Value, ...]:
    """Return one value for each text, with every claim id that says it."""
    found: dict[str, set[str]] = {}
    for text, claim in pairs:
        found.setdefault(text, set()).update({claim} if claim else ())
    return tuple(Value(text, tuple(sorted(ids))) for text, ids in sorted(found.items()))


def of_event(name: str, group: Group, settled: Settled) -> tuple[Discrepancy, ...]:
    """Return how the accounts of one event differ: in date, place, actor, numbers, words, or by a denial."""
    checks = (_dates, _places, _actors, _numbers, _denials, _endorsed)
    return tuple(found for check in checks for found in check(name, group, settled))


def _dates(name: str, group: Group, settled: Settled) -> Iterable[Discrepancy]:
    if not settled.against:
        return
    said = [
        (mention.hint.stated or str(mention.hint.start), mention.claim.id)
        for mention in group.mentions
        if not mention.hint.is_empty
    ]
    slips = [mention for mention in settled.against if own_clash(mention.hint)]
    why = f"{settled.when.words()} is kept (basis: {settled.basis})."
    if slips:
        why += f' "{slips[0].hint.stated}" cannot be right: day and weekday do not belong together.'
    else:
        why += " The other date is shown and not used."
    yield Discrepancy(f"date of {name}", values_of(said), why)


def _places(name: str, group: Group, settled: Settled) -> Iterable[Discrepancy]:
    said = [(mention.place or "", mention.claim.id) for mention in group.mentions if is_town(mention.place)]
    if len({place for place, _ in said}) > 1:
        yield Discrepancy(
            f"place of {name}", values_of(said), "The reports name different places for what is otherwise one event."
        )


def _actors(name: str, group: Group, settled: Settled) -> Iterable[Discrepancy]:
    named = [mention for mention in group.mentions if mention.initiator]
    if rival_authors(group):
        said = [(join(sorted(name_of(one) for one in mention.initiator)), mention.claim.id) for mention in named]
        yield Discrepancy(
            f"author of {name}", values_of(said),
            "One act is given to different authors; it counts once, and who did it stays unknown.",
        )  # fmt: skip


def rival_authors(group: Group) -> bool:
    """Tell whether the accounts of one act name authors that exclude each other."""
    named = [mention.initiator for mention in group.mentions if mention.initiator]
    act = group.mentions[0].act
    return not is_mutual(act) and any(not fits(one, other) for one, other in combinations(named, 2))


_COUNTED = re.compile(
    r"\b(\d[\d,. ]*\d|\d)\s+(?:\w+\s+){0,2}?(soldiers?|civilians?|troops|people|fighters|volunteers|dead|killed|wounded|"
    r"accords?|agreements|soldats|civils|morts|blessés|personnes)\b",
    re.IGNORECASE,
)


def _numbers(name: str, group: Group, settled: Settled) -> Iterable[Discrepancy]:
    counted: dict[str, list[tuple[str, str]]] = {}
    for mention in group.mentions:
        for number, what in _COUNTED.findall(mention.claim.quote):
            digits = re.sub(r"\D", "", number)
            counted.setdefault(what.lower().rstrip("s"), []).append((digits, mention.claim.id))
    for what, said in sorted(counted.items()):
        by_claim = {claim for _, claim in said}
        if len({number for number, _ in said}) > 1 and len(by_claim) > 1:
            yield Discrepancy(
                f"number of {what} in {name}", values_of((f"{number} {what}", claim) for number, claim in said),
                "The reports count differently; neither number is used in a determination.",
            )  # fmt: skip


def _denials(name: str, group: Group, settled: Settled) -> Iterable[Discrepancy]:
    denied = [mention for mention in group.mentions if mention.claim.modality == "denied"]
    told = [mention for mention in group.mentions if mention.claim.modality != "denied"]
    if denied and told:
        said = [("denied", mention.claim.id) for mention in denied] + [
            ("happened", mention.claim.id) for mention in told
        ]
        by = sorted({mention.claim.attributed_to for mention in denied if mention.claim.attributed_to})
        who = f" by {', '.join(by)}" if by else ""
        settled_so = (
            "a report tells it in its own voice, so it is taken as happened"
            if _in_own_voice(told)
            else ("only interested parties assert it, so it counts as alleged")
        )
        yield Discrepancy(f"whether there was {name}", values_of(said), f"The event is denied{who}; {settled_so}.")


def _in_own_voice(mentions: Sequence[Mention]) -> bool:
    return any(mention.claim.attributed_to is None for mention in mentions)


_SIGNED = re.compile(r"\bsign|\bnames? to\b|\bparaph", re.IGNORECASE)
_LOOSER = re.compile(r"\b(endors|approv|agree|adopt|back|conclu|unveil|approuv|adopt|enterin)\w*", re.IGNORECASE)


def _endorsed(name: str, group: Group, settled: Settled) -> Iterable[Discrepancy]:
    """A pact binds by being signed; a report with a looser verb about the same act is shown beside it."""
    if not any(mention.act == "signature" for mention in group.mentions):
        return
    signed = [m for m in group.mentions if _SIGNED.search(m.claim.quote)]
    looser = [
        (m, found)
        for m in group.mentions
        if not _SIGNED.search(m.claim.quote) and (found := _LOOSER.search(m.claim.quote))
    ]
    if signed and looser:
        said = [("signed", m.claim.id) for m in signed] + [(found.group(0).lower(), m.claim.id) for m, found in looser]
        yield Discrepancy(
            f"verb for {name}", values_of(said),
            "The act was a signature, as the other accounts say; the looser verb is no separate act.",
        )  # fmt: skip
