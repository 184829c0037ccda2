"""Lint of the tables: spells of membership, bearers that nobody is, sources that nothing lists."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from foedus import terms
from foedus.pacts.ast import Instrument, Reservation, Rule, Spell, StandingClause
from foedus.pacts.finding import Finding, at, backwards
from foedus.pacts.standing import BOUND

NOT_BOUND = ("signatory", "left")
OUTSIDE = ("not a party", "a state not a party", "armed group")
"""Words for someone who is surely no party."""


def party_findings(instrument: Instrument) -> Iterator[Finding]:
    """Yield what is wrong or doubtful in parties.csv, and bearers whom it leaves without a bond."""
    file = f"{instrument.id}/parties.csv"
    for spell in instrument.spells:
        if backwards(spell.start, spell.end):
            yield Finding(
                "error", "from after until",
                f"{spell.party} is {spell.status} from {_text(spell.start)} until {_text(spell.end)}: on no day",
                file, spell.line, "until", remedy="'from' is the first day, 'until' the first day on which it no longer holds",
            )  # fmt: skip
        for source in spell.sources:
            if source not in instrument.sources_by_id:
                yield Finding(
                    "warning", "unknown source", f"unknown source '{source}'", file, spell.line, "source",
                    "an id of sources.md", terms.nearest(source, instrument.sources_by_id), "list it in sources.md",
                )  # fmt: skip
    for one, other in combinations(instrument.spells, 2):
        if (
            (one.party, one.towards) == (other.party, other.towards)
            and _contradict(one, other)
            and _overlap(one, other)
        ):
            yield Finding(
                "warning", "overlapping spells",
                f"{other.party} is {other.status} here and {one.status} on line {one.line}, on the same days",
                file, other.line, remedy="let one row end ('until') on the day on which the other starts ('from')",
            )  # fmt: skip
    yield from _bearers(instrument)


def _text(edge: object) -> str:
    return str(getattr(edge, "text", "the beginning"))


def _contradict(one: Spell, other: Spell) -> bool:
    if one.status == other.status:
        return True
    statuses = {one.status, other.status}
    return ("left" in statuses or statuses == {"signatory", "party"}) and bool(statuses & {*BOUND, "signatory"})


def _overlap(one: Spell, other: Spell) -> bool:
    """Tell whether two spells surely share a day."""
    starts = [spell.start.latest if spell.start else None for spell in (one, other)]
    ends = [spell.end.earliest if spell.end else None for spell in (one, other)]
    if any(spell.start and start is None for spell, start in zip((one, other), starts, strict=True)):
        return False
    if any(spell.end and end is None for spell, end in zip((one, other), ends, strict=True)):
        return False
    known_starts = [start for start in starts if start is not None]
    known_ends = [end for end in ends if end is not None]
    return not known_starts or not known_ends or max(known_starts) < min(known_ends)


def _bearers(instrument: Instrument) -> Iterator[Finding]:
    bound = {spell.party for spell in instrument.spells if spell.status in BOUND}
    if not bound:
        yield Finding(
            "warning", "nobody bound", "parties.csv names nobody who is ever bound", f"{instrument.id}/parties.csv",
            expected=f"a row with status {', '.join(BOUND)}", remedy="'signatory' and 'left' do not bind",
        )  # fmt: skip
    for block in (*instrument.blocks, *instrument.variants):
        if isinstance(block, Rule):
            why = _unbound(block, instrument, bound)
            if why:
                yield Finding(
                    "warning", "bearer never bound", f"{block.provision}: {why}", block.origin.file, block.bearer.line, "bearer",
                    remedy="mend the bearer, the actor or the target, or the rows of parties.csv",
                )  # fmt: skip
        elif isinstance(block, Reservation | StandingClause):
            yield from _strangers(block, instrument)


def _strangers(block: Reservation | StandingClause, instrument: Instrument) -> Iterator[Finding]:
    """Yield the names of a clause for single parties that are nobody's in parties.csv."""
    named = {"by": block.by if isinstance(block, Reservation) else block.get("by")}
    if isinstance(block, Reservation):
        named["accepted by"] = block.accepted_by.partition("except ")[2]
    for field, text in named.items():
        for name in filter(None, (each.strip() for each in text.split(","))):
            if name not in instrument.parties:
                yield at(
                    block, "warning", "nobody's clause", f"'{name}' is no party of this instrument", "write its id", field=field,
                    expected="a party of parties.csv",
                    nearest=terms.resolve(name) or terms.nearest(name, instrument.parties),  # type: ignore[arg-type]
                )  # fmt: skip


def _unbound(rule: Rule, instrument: Instrument, bound: set[str]) -> str:
    """Return why nobody can ever bear a rule, empty where somebody can."""
    rows = {condition.key: condition for condition in rule.trigger}
    reasons = []
    for word in rule.bearer.values:
        reason = ""
        if word in ("the actor", "the target"):
            row = rows.get(word.removeprefix("the "))
            if row and all(value in OUTSIDE or _never(value, bound) for value in row.values):
                reason = f"{word} is no party ('{row.key}: {row.words}')"
        elif word in ("every party", "every other party") and bound and not bound - set(rule.bearer.but):
            reason = f"'{rule.bearer.words}' takes out all who are ever bound"
        elif word == "every other party" and len(bound) == 2 and not rule.standing:
            sides = [rows[key] for key in ("actor", "target") if key in rows]
            if len(sides) == 2 and all(set(row.values) <= {"a party", "another party", *bound} for row in sides):
                reason = "of two parties one is the actor and one the target, so that no other is left"
        elif _never(word, bound) and rule.modality != "may":
            reason = (
                f"{word} is never bound in parties.csv, and the rule binds it all the same"  # a permission binds nobody
            )
        reasons.append(reason)
    return "; ".join(reasons) if reasons and all(reasons) else ""


def _never(word: str, bound: set[str]) -> bool:
    """Tell whether a word is the id of a state that is never bound."""
    return terms.kind_of(word) == "state" and word not in bound
