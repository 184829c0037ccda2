"""Claims gathered by event: one group for each event, whatever the order in which reports came in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from foedus.incidents.dating import Hint, Published, anchored, clash, days_apart, hint_of
from foedus.incidents.kinship import (
    fits,
    is_done_once,
    is_mutual,
    is_of_a_state,
    is_per_state,
    is_threat,
    is_town,
    menaces,
    participants_fit,
    recurs,
    same_family,
    share_participant,
    siblings,
)
from foedus.reading import Claim, Report
from foedus.terms import kind_of, lineage

SAME_NEWS_DAYS = 14
"""Reports published further apart than this do not mean the same undated attack or request."""
NO_EVENT = ("PROVISION", "STATEMENT", "STATUS")
SLIP_DAYS = 7
"""Reports of one unique act (a signature, a coup) may differ by this many days and still mean one event."""


@dataclass(frozen=True)
class Mention:
    """One claim as far as it tells of one event; a claim about coups in three states is three mentions.

    `telling` names the text that its report goes back to: the same for reports that are one witness. `told`
    is the day on which the report came out, or the first on which it can have, where that is known.
    """

    claim: Claim
    telling: str
    act: str
    mode: str
    initiator: frozenset[str]
    target: frozenset[str]
    hint: Hint
    told: date | None
    key: tuple = field(compare=False, repr=False)

    @property
    def place(self) -> str | None:
        return self.claim.place

    @property
    def sides(self) -> tuple[frozenset[str], frozenset[str]]:
        return self.initiator, self.target

    @property
    def instruments(self) -> frozenset[str]:
        """The instruments, not the organisations, that the claim is about."""
        return frozenset(word for word in self.claim.about if word.islower())


@dataclass(frozen=True)
class Group:
    """The mentions of one event, in a fixed order."""

    mentions: tuple[Mention, ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(mention.claim for mention in self.mentions)

    @property
    def reports(self) -> frozenset[str]:
        return frozenset(claim.report for claim in self.claims)


@dataclass(frozen=True)
class Summary:
    """A mention that sums up several events, such as "coups since 2020"."""

    mention: Mention
    groups: tuple[int, ...]


def mode_of(claim: Claim) -> str:
    """Return the class within which claims may be joined: event, threat, plan or hypothesis.

    A denial is of the same class as the assertion: both are about whether one event was.
    """
    if (
        claim.modality == "threatened"
        or claim.modality == "happened"
        and (is_threat(claim.act) or claim.type == "THREATEN")
    ):
        return "threat"
    return {"planned": "plan", "hypothetical": "hypothesis"}.get(claim.modality, "event")


def is_event(claim: Claim) -> bool:
    """Tell whether a claim tells of something done, and not of a clause, an opinion or a state of affairs."""
    return claim.type not in NO_EVENT and claim.modality != "provision" and gathering_act(claim) is not None


def gathering_act(claim: Claim) -> str | None:
    """Return the act by which a claim is gathered; one that a person made unknown goes by the widest word of its kind.

    So the event stays, with an act that is not known, and is not lost with the word.
    """
    read = next((str(each.value) for each in claim.read_as if each.key == "act" and each.value), None)
    return claim.act or (lineage(read)[-1] if read else None)


def mentions_of(report: Report, out: Published, telling: str) -> tuple[Mention, ...]:
    """Return the mentions of events in a report, dates anchored at its publication where that is known.

    `telling` names the witness that the report belongs to, so that a retelling counts as the same account.
    """
    found = []
    for claim in report.claims:
        if not is_event(claim):
            continue
        act = gathering_act(claim) or ""
        hint = hint_of(claim.date)
        hint = hint if claim.stipulates("date") else anchored(hint, out)
        for initiator, target in _sides(claim):
            key = (
                -hint.rank, hint.start or date.max, hint.end or date.max, hint.month or 0, hint.day or 0,
                -len(initiator) - len(target), act, sorted(initiator), sorted(target), claim.place or "~",
                report.sha256, report.id, claim.span, claim.id,
            )  # fmt: skip
            found.append(
                Mention(
                    claim,
                    telling,
                    act,
                    mode_of(claim),
                    initiator,
                    target,
                    hint,
                    out.latest or out.earliest,
                    key,
                )
            )
    return tuple(found)


def _sides(claim: Claim) -> Iterable[tuple[frozenset[str], frozenset[str]]]:
    initiator, target = frozenset(claim.initiator), frozenset(claim.target)
    # an attack told of three states stays one story: what each of them is owed is asked state by state later
    if is_per_state(claim.act) and not recurs(claim.act):
        named = target or (initiator if is_of_a_state(claim.act) else frozenset())
        states = sorted(name for name in named if kind_of(name) == "state")
        if len(states) > 1 and len(states) == len(named):
            for state in states:
                one = frozenset({state})
                yield (initiator & one if is_of_a_state(claim.act) else initiator), one
            return
    yield initiator, target


def gather(mentions: Iterable[Mention]) -> tuple[tuple[Group, ...], tuple[Summary, ...]]:
    """Return the groups of mentions that tell of one event each, and the mentions that sum up several.

    Mentions are taken in a fixed order, the most exact first. Each joins the group none of whose members it
    contradicts and to some member of which it is linked; where several qualify, the one that it resembles
    more than any other; where none stands out, it stays alone, or sums them up when its words speak of several
    at once.
    """
    groups: list[list[Mention]] = []
    summaries: list[Summary] = []
    for mention in sorted(set(mentions), key=lambda mention: mention.key):
        open_to = [n for n, group in enumerate(groups) if admits(group, mention)]
        best = _best(mention, open_to, groups)
        if best is not None:
            groups[best].append(mention)
        elif len(open_to) > 1 and sums_up(mention):
            summaries.append(Summary(mention, tuple(open_to)))
        else:
            groups.append([mention])
    return tuple(Group(tuple(group)) for group in groups), tuple(summaries)


def admits(group: Sequence[Mention], mention: Mention) -> bool:
    """Tell whether a mention may join a group."""
    return not any(contradict(mention, other) for other in group) and any(linked(mention, other) for other in group)


def sums_up(mention: Mention) -> bool:
    """Tell whether the words speak of several events at once: "coups since 2020", "each nation had coups"."""
    several_states = is_per_state(mention.act) and len(mention.claim.target) > len(mention.target)
    return mention.hint.is_period or several_states and mention.hint.is_empty


def _best(mention: Mention, open_to: Sequence[int], groups: Sequence[Sequence[Mention]]) -> int | None:
    if len(open_to) < 2:
        return open_to[0] if open_to else None
    likeness = {n: max(_likeness(mention, other) for other in groups[n]) for n in open_to}
    top = max(likeness.values())
    nearest = [n for n in open_to if likeness[n] == top]
    return nearest[0] if len(nearest) == 1 else None


def _likeness(one: Mention, other: Mention) -> tuple[bool, ...]:
    return (
        _same_date(one.hint, other.hint),
        bool(one.instruments & other.instruments),
        is_town(one.place) and one.place == other.place,
        one.sides == other.sides,
        one.act == other.act,
    )


def _same_date(one: Hint, other: Hint) -> bool:
    return (one.start, one.end, one.month, one.day, one.weekday) == (
        other.start, other.end, other.month, other.day, other.weekday,
    )  # fmt: skip


def contradict(one: Mention, other: Mention) -> bool:
    """Tell whether two mentions cannot be of one event: class, participants, instrument, act, place or date forbid it."""
    if one.mode != other.mode:
        return True
    if not participants_fit(one.act, one.sides, other.sides):
        return not _blamed_on_others(one, other)
    if one.instruments and other.instruments and not one.instruments & other.instruments:
        return True
    if not _acts_fit(one, other):
        return True
    towns_differ = is_town(one.place) and is_town(other.place) and one.place != other.place
    recurring = recurs(one.act) or recurs(other.act)
    if recurring and towns_differ:
        return True
    if clash(one.hint, other.hint):
        return towns_differ or not _one_slipped(one, other)
    # "in recent weeks" speaks of many attacks, so it is never the attack of one day
    return recurring and one.hint.is_period != other.hint.is_period and max(one.hint.rank, other.hint.rank) >= 2


def linked(one: Mention, other: Mention) -> bool:
    """Tell whether two mentions that do not contradict each other have enough in common to be of one event.

    Somebody must take part in both. An act of a kind that recurs needs more: a date of the same exactness,
    the same town, both participants the same, or a second mention in the same account.
    """
    if one.telling == other.telling and one.claim.span == other.claim.span and one.sides == other.sides:
        return True  # the same words in two copies of one text
    if not share_participant(one.act, one.sides, other.sides):
        return _blamed_on_others(one, other)
    return not (recurs(one.act) or recurs(other.act)) or _recurrence_fits(one, other)


def _acts_fit(one: Mention, other: Mention) -> bool:
    if one.mode == "threat" and (is_threat(one.act) and _threatens(other) or is_threat(other.act) and _threatens(one)):
        return True
    if same_family(one.act, other.act):
        return True
    same_town = is_town(one.place) and one.place == other.place
    same_day = one.hint.gives_day and _same_date(one.hint, other.hint)
    return siblings(one.act, other.act) and same_town and same_day


def _threatens(mention: Mention) -> bool:
    """Tell whether the words threaten an act of force, which an ultimatum does too."""
    return mention.claim.modality == "threatened" and menaces(mention.act)


def _one_slipped(one: Mention, other: Mention) -> bool:
    apart = days_apart(one.hint, other.hint)
    if apart is None:
        # "Saturday" against a day that is none: the same act told with one slip, if nothing else differs
        weekday_only = one.hint.bare_weekday != other.hint.bare_weekday
        return weekday_only and one.sides == other.sides and bool(one.instruments & other.instruments)
    if one.hint.year and other.hint.year and one.hint.year != other.hint.year:
        return False
    if not same_family(one.act, other.act):
        return False
    if not is_done_once(one.act):
        return apart <= 1 and is_town(one.place) and one.place == other.place and one.sides == other.sides
    sides_equal = (
        one.initiator | one.target == other.initiator | other.target
        if is_mutual(one.act)
        else fits(one.initiator, other.initiator) and one.target == other.target
    )
    return apart <= SLIP_DAYS and sides_equal


def _blamed_on_others(one: Mention, other: Mention) -> bool:
    """Tell whether two reports give one act to different authors: same day, town, target and kind of act."""
    return (
        one.telling != other.telling
        and is_town(one.place)
        and one.place == other.place
        and bool(one.target)
        and one.target == other.target
        and one.hint.gives_day
        and one.hint.start == other.hint.start
        and recurs(one.act)
        and same_family(one.act, other.act)
    )


def _recurrence_fits(one: Mention, other: Mention) -> bool:
    same_sides = one.sides == other.sides
    if one.hint.is_period or other.hint.is_period:
        return same_sides
    if one.hint.rank == other.hint.rank and one.hint.rank > 0:
        return True
    if _told_far_apart(one, other):
        return False
    if one.telling == other.telling and (one.hint.is_empty or other.hint.is_empty):
        return one.initiator == other.initiator or not one.initiator or not other.initiator
    same_town = is_town(one.place) and one.place == other.place
    return same_town or bool(one.initiator and one.target) and same_sides


def _told_far_apart(one: Mention, other: Mention) -> bool:
    """Tell whether two reports came out so long after each other that each has its own news in mind."""
    return bool(one.told and other.told) and abs((one.told - other.told).days) > SAME_NEWS_DAYS
