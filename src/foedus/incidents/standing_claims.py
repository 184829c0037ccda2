"""What reports say of the standing of pacts, missions and memberships, against the library's chronology."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from foedus.incidents.chronology import Entry
from foedus.incidents.dating import MONTH_NAMES, hint_of
from foedus.incidents.discrepancies import Discrepancy, Value
from foedus.reading import Claim, Report
from foedus.terms import join, kind_of, name_of

_OVER = re.compile(
    r"\b(were|was)\b(?=.*\bmembers?\b)|\bused to (be|belong)\b|\bformer(ly)?\b|\bhistorically\b|\bno longer\b|"
    r"\b(left|quit|ended|expired|defunct|dissolved|lapsed|scrapped|ineffective|dead|moot|collapsed)\b|"
    r"\bappartenai(en)?t\b|\bautrefois\b|\bancien\w*\b|\bcaduc\w*\b|\bne plus\b|\binefficace\w*\b|\brompu\w*\b",
    re.IGNORECASE,
)
_THAT_TEXT = re.compile(
    r"\b(that|this|the|it|cet|cette|ce|l['’])\s*(peace\s+)?(accord|agreement|treaty|pact|text|deal|texte|trait[eé])\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\b(that|cet|cette|celui-ci|celle-ci)\s*(peace\s+)?(accord|agreement|treaty|pact|text|deal|texte|trait[eé])\b",
    re.IGNORECASE,
)
NEAR = 250
"""Code points within which "that accord" points back to the accord just told of."""
_WORTH = re.compile(r"\b(ineffective|dead|moot|collapsed|caduc\w*|inefficace\w*|lettre morte)\b", re.IGNORECASE)
_FOUNDED = re.compile(
    r"\b(found|creat|initiat|establish|launch|set up|form|born|cr[eé]{1,2}|fond|lanc|institu)\w*", re.IGNORECASE
)
_ENDING = ("withdrawal", "termination", "end of mandate", "denunciation", "withdrawal of forces")
_SAID_ENDING = (*_ENDING, "expulsion")
_UNTIL = "it was still running on the day that the reports speak of"


def of_standing(
    reports: Sequence[Report],
    known: Sequence[Entry],
    spoken: Mapping[str, date | None],
    meant: Mapping[str, frozenset[str]],
) -> Iterable[Discrepancy]:
    """Return the claims that something is over or began, where the library has other dates.

    `spoken` is, for each report, the day of its newest dated event, for which the standing is asked;
    `meant` gives for the claims of events that the library knows the instruments that it has for them.
    """
    for report in reports:
        day = spoken.get(report.id)
        for claim in report.claims:
            if day is not None:
                topics, pointed = _topics(claim), _pointed_at(claim, report, meant)
                if _POINTS_BACK.search(claim.quote) and topics & _told_of(report, meant) and pointed:
                    # "that accord" is the one told of last, also where the reader took it for the report's main pact
                    topics = pointed
                topics = topics or pointed
                yield from _ended(claim, known, day, topics)
            yield from _began(claim, known, report)


def _pointed_at(claim: Claim, report: Report, meant: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return the instruments that a claim means without naming them: its own event's, or "that accord" just told of."""
    if claim.id in meant:
        return meant[claim.id]
    if claim.type not in ("STATUS", "STATEMENT") or not _THAT_TEXT.search(claim.quote):
        return frozenset()
    before = [
        (other.span[1], meant[other.id])
        for other in report.claims
        if other.id in meant and 0 <= claim.span[0] - other.span[1] <= NEAR
    ]
    return max(before, key=lambda found: (found[0], sorted(found[1])), default=(0, frozenset()))[1]


def _told_of(report: Report, meant: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return the instruments that the library has for the events that a report tells."""
    return frozenset(name for claim in report.claims for name in meant.get(claim.id, ()))


def _topics(claim: Claim) -> frozenset[str]:
    """Return the instruments and organisations that a claim is about; the states are its parties."""
    named = {*claim.about, *claim.initiator, *claim.target}
    return frozenset(name for name in named if _is_instrument(name) or kind_of(name) == "organisation")


def _is_instrument(name: str) -> bool:
    return name.islower() and "-" in name


def _touches(entry: Entry, topics: frozenset[str]) -> bool:
    return bool(topics & entry.ids)


def _ended(claim: Claim, known: Sequence[Entry], day: date, topics: frozenset[str]) -> Iterable[Discrepancy]:
    says_over = claim.act in _SAID_ENDING or claim.type in ("STATUS", "STATEMENT") and _OVER.search(claim.quote)
    if not topics or not says_over or claim.modality != "happened":
        return
    states = frozenset({*claim.initiator, *claim.target} - topics)
    # one member's leaving says nothing of another's membership
    endings = [
        entry for entry in known
        if entry.act in _ENDING and _touches(entry, topics)
        and (entry.act != "withdrawal" or not states or states & entry.initiator)
    ]  # fmt: skip
    later = [entry for entry in endings if entry.end > day]
    if not later:
        return
    before = [entry for entry in endings if entry.end <= day]
    subject = sorted(topics, key=lambda topic: (not _is_instrument(topic), topic))[0]
    yield Discrepancy(
        f"standing of {name_of(subject)}",
        (Value(_shortened(claim.quote), (claim.id,)), *(Value(_told(entry)) for entry in _weighty(before, later))),
        _assessment(claim, before, later, day),
    )


def _weighty(before: Sequence[Entry], later: Sequence[Entry]) -> Sequence[Entry]:
    """Return the entries that tell how things stood, without the many terms that ran out on the way."""
    told = [entry for entry in before if entry.act != "termination"]
    ran_out = [entry for entry in later if entry.act == "termination"]
    last = [max(ran_out, key=lambda entry: (entry.end, entry.id))] if ran_out else []
    return [*told, *(entry for entry in later if entry.act != "termination"), *last]


def _assessment(claim: Claim, before: Sequence[Entry], later: Sequence[Entry], day: date) -> str:
    last = max(later, key=lambda entry: (entry.end, entry.id))
    if (
        claim.act == "denunciation"
        or any(entry.act == "denunciation" for entry in before)
        and claim.act in _SAID_ENDING
    ):
        return (
            f"The act was a denunciation, and notice runs from it: by the library's dates some of it was still running "
            f"on {_words(day)}, the last until {_words(last.end)}. Giving notice is not the end of an instrument."
        )
    if any(entry.act == "withdrawal" for entry in later):
        gone = set().union(*(entry.initiator for entry in before if entry.act == "withdrawal"))
        still = set().union(*(entry.initiator for entry in later if entry.act == "withdrawal")) - gone
        left = f"{_names(gone)} had left" if gone else "nobody had left"
        return (
            f"On {_words(day)} only part of this held: {left}; {_names(still)} still belonged to it and left, "
            f"by the library's dates, on {_words(last.start)} or later."
        )
    if any(entry.act in ("end of mandate", "withdrawal of forces") for entry in later):
        ended = next((entry for entry in before if entry.act == "end of mandate"), None)
        how = (
            f"the mandate ended by a decision of the UN Security Council on {_words(ended.end)}; "
            if ended and "UNSC" in ended.initiator
            else f"the mandate ended on {_words(ended.end)}; "
            if ended
            else ""
        )
        return f"Shorthand: {how}the mission was still leaving on {_words(day)}, and its term ran until {_words(last.end)}."
    if _WORTH.search(claim.quote) or claim.type in ("STATUS", "STATEMENT"):
        return (
            f"This is a claim about practice, not a termination: formally the instrument was in force on {_words(day)}; "
            f"the library dates its end to {_words(last.end)}."
        )
    return f"The library has its end on {_words(last.end)}: {_UNTIL}."


def _began(claim: Claim, known: Sequence[Entry], report: Report) -> Iterable[Discrepancy]:
    hint = hint_of(claim.date)
    organisations = {name for name in claim.about if name.isupper() and "_" in name}
    if (
        claim.type not in ("STATUS", "STATEMENT")
        or hint.year is None
        or not organisations
        or not _FOUNDED.search(claim.quote)
    ):
        return
    for organisation in sorted(organisations):
        stem = organisation.lower().replace("_", "-")
        first = min(
            (entry for entry in known if entry.act == "signature" and (entry.instrument or "").startswith(stem)),
            key=lambda entry: entry.start, default=None,
        )  # fmt: skip
        if first is None or first.start.year == hint.year or str(first.start.year) in report.text:
            continue
        launched = [e for e in known if (e.instrument or "").startswith(stem) and e.start.year == hint.year]
        fits = (
            f" The year {hint.year} is that of {launched[0].instrument}, which is not the organisation."
            if launched
            else ""
        )
        yield Discrepancy(
            f"year in which {name_of(organisation)} began",
            (Value(_shortened(claim.quote), (claim.id,)), Value(_told(first))),
            f"The organisation dates from {_words(first.start)} by the library.{fits}",
        )


def _told(entry: Entry) -> str:
    doubt = {"gk": ", unverified", "calc": ", calculated"}.get(entry.verified, "")
    days = entry.start.isoformat() if entry.start == entry.end else f"{entry.start} to {entry.end}"
    return f"library, {days}{doubt}: {entry.what}"


def _names(ids: Iterable[str]) -> str:
    return join(sorted(name_of(one) for one in ids))


def _shortened(text: str) -> str:
    words = text.split()
    return " ".join(words[:14]) + (" …" if len(words) > 14 else "")


def _words(day: date) -> str:
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
