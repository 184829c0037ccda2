"""Lint of organs: names that no incident can state, gates that nobody can meet, seats that nobody is said to hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from foedus import terms
from foedus.pacts.ast import Body, Instrument, Organ, StandingClause
from foedus.pacts.finding import Finding, at, backwards, called
from foedus.pacts.reach import conditions_of
from foedus.pacts.threshold import parse_threshold
from foedus.terms import DECISION

FAILING = "failing which "


def organ_findings(instrument: Instrument) -> Iterator[Finding]:
    """Yield what is wrong or doubtful about organs and the gates that wait for them."""
    yield from _spelling(instrument)
    for seat in instrument.seats:
        if backwards(seat.start, seat.end):
            yield Finding(
                "error", "from after until", f"the seat of {seat.holder} in the {seat.organ} is held on no day",
                f"{instrument.id}/seats.csv", seat.line, "until",
                remedy="'from' is the first day, 'until' the first day on which it no longer holds",
            )  # fmt: skip
    for block in (*instrument.blocks, *instrument.variants):
        if isinstance(block, Organ):
            yield from _voting(block)
    yield from _organs(instrument, (*instrument.blocks, *instrument.variants))


def _spelling(instrument: Instrument) -> Iterator[Finding]:
    """Yield names that an incident can never state: its facts are taken in small letters, without underscores."""
    for organ in instrument.organs.values():
        if terms.plain(organ.name) != organ.name:
            yield at(
                organ, "error", "name never matched", f"no incident can state a decision of the '{organ.name}'",
                f"write the name in small letters, here and in every gate: 'organ: {terms.plain(organ.name)}'", field="organ",
            )  # fmt: skip
    for number, row in enumerate(instrument.facts, 2):
        if terms.plain(row["phrase"]) != row["phrase"]:
            yield Finding(
                "error", "name never matched", f"no incident can state the fact '{row['phrase']}'", f"{instrument.id}/facts.csv",
                number, "phrase", remedy=f"write it in small letters, here and in text.md: '{terms.plain(row['phrase'])}'",
            )  # fmt: skip


def _organs(instrument: Instrument, blocks: Sequence[Body]) -> Iterator[Finding]:
    asked: dict[str, Body] = {}
    for block in blocks:
        for condition in () if isinstance(block, StandingClause) else conditions_of(block):
            for word in condition.values:
                if word.startswith(DECISION):
                    asked.setdefault(word.removeprefix(DECISION), block)
    for name, block in asked.items():
        organ = instrument.organs.get(name)
        if organ is None:
            yield at(
                block, "warning", "gate without an organ", f"nothing says how the {name} decides",
                f"write a block 'organ: {name}' with its voting rule, 'seats' and what it excludes",
            )  # fmt: skip
        else:
            yield from _seats(organ, block, instrument)


def _seats(organ: Organ, gated: Body, instrument: Instrument) -> Iterator[Finding]:
    """Yield why nobody could cast a vote in an organ on which a gate waits, or who sits there is not known."""
    sitting = [seat for seat in instrument.seats if seat.organ == organ.name]
    who = {seat.holder for seat in sitting} if sitting else set(instrument.parties)
    if "suspended" in _words(organ.excludes):
        bound = {spell.party for spell in instrument.spells if spell.status in ("party", "provisional", "leaving")}
        who = {party for party in who if party in bound or party not in instrument.parties}
    if not who:
        yield at(
            organ, "warning", "gate nobody can meet", f"{called(gated)} waits for the {organ.name}, in which nobody has a vote",
            "mend 'seats' or 'excludes', or the rows of parties.csv and seats.csv",
        )  # fmt: skip
    elif not sitting and organ.seats not in ("", "every party"):
        yield at(
            organ, "hint", "organ without seats",
            f"the {organ.name} has seats '{organ.seats}', and seats.csv names nobody: whoever votes is presumed to sit there",
            "write the holders in seats.csv: organ,seat,from,until,verified,source", field="seats",
        )  # fmt: skip
    elif sitting and all(seat.end and seat.end.latest for seat in sitting) and not getattr(gated, "law_until", None):
        last = max(sitting, key=lambda seat: seat.end.latest)  # type: ignore[union-attr,arg-type,return-value]
        yield Finding(
            "hint", "organ without seats", f"nobody is said to sit in the {organ.name} from {last.end.text} on",  # type: ignore[union-attr]
            f"{instrument.id}/seats.csv", last.line, "until",
            remedy="add the holders that followed, or an 'until' to the rules that wait for it",
        )  # fmt: skip


def _voting(organ: Organ) -> Iterator[Finding]:
    """Yield the words of an organ by which no vote of it can be counted."""
    thresholds = {"quorum": organ.quorum} if organ.quorum else {}
    if organ.rule == "majority":
        thresholds["majority"] = organ.rule_words.partition(", ")[0]
    elif organ.rule == "consensus" and organ.rule_words.startswith(FAILING):
        thresholds["consensus"] = organ.rule_words.removeprefix(FAILING)
    for key, words in thresholds.items():
        if parse_threshold(words) is None:
            # words such as 'not read' say honestly that the rule is not known
            yield at(
                organ, "hint" if words.startswith("not ") else "warning", "organ without a voting rule",
                f"no vote of the {organ.name} can be counted by '{words}'",
                "until it can, only a case or report that states the decision settles it", field=key,
                expected="a threshold such as 'two thirds of those present', 'majority of the members', 'nine votes'",
            )  # fmt: skip
    if organ.rule == "majority" and "permanent" in organ.rule_words and not organ.veto:
        yield at(
            organ, "warning", "organ without a voting rule", f"who may veto in the {organ.name} is not said",
            "name them in a row 'veto'", field="veto",
        )  # fmt: skip


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]
