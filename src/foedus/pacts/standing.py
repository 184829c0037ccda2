"""Who is bound and what is in force, on a day, three-valued (law through time on two clocks)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from foedus.pacts.ast import Instrument, Rule, Spell, StandingClause
from foedus.terms import Edge, Truth, When, all_of, any_of, date_would_tell, lasting, not_, parse_edge, reached

BOUND = ("party", "provisional", "suspended", "leaving")
CUT = ("suspended", "left")
"""Statuses that, between two parties alone, cut the bond: the United States towards New Zealand in ANZUS."""


MOST_KEPT = 20_000
"""How many memberships an instrument keeps before it starts anew, so that a long sweep stays small."""


@dataclass(frozen=True)
class Status:
    """Whether something holds at a time, and on what that rests.

    `missing` names what would settle an unknown: `date`, `entry into force`, `membership of X`.
    `words` are the rows that were read, `unverified` those of them that are general knowledge.
    """

    truth: Truth
    missing: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    unverified: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


def membership(instrument: Instrument, party: str, when: When, as_of: date | None = None, towards: str = "") -> Status:
    """Return whether `party` is bound by an instrument at `when`, as known on `as_of` (None: everything known).

    Answers are kept with the instrument: one question asks for the same membership under every rule and reading, and
    all days between two on which a membership begins or ends have the same answer.
    """
    towards = towards if instrument.has_pairs else ""
    key = (party, _stretch(instrument, when) if as_of is None else when.mark, as_of, towards)
    kept: dict[object, Status] = instrument.memory.setdefault("memberships", {})  # type: ignore[assignment]
    found = kept.get(key)
    if found is None:
        if len(kept) > MOST_KEPT:
            # a new one, and not this one emptied: another thread may be reading it
            kept = instrument.memory["memberships"] = {}
        found = kept[key] = _membership(instrument, party, when, as_of, towards)
    return found


def _stretch(instrument: Instrument, when: When) -> object:
    """Return what all days have alike on which the same memberships hold: a number; any other time stands for itself."""
    day = when.first_day
    if when.precision != "day" or day is None or when.last_day != day:
        return when.mark
    turns = instrument.memory.get("turns")
    if turns is None:
        edges = (edge for spell in instrument.spells for edge in (spell.start, spell.end) if edge)
        moments = (moment for edge in edges for moment in (edge.earliest, edge.latest) if moment)
        # an instant with an offset may fall on a neighbouring day elsewhere, so each day near a turn stands alone
        near = {moment.local.date().toordinal() + step for moment in moments for step in (-1, 0, 1, 2)}
        turns = instrument.memory["turns"] = sorted(near)
    return bisect_right(turns, day.toordinal())  # type: ignore[arg-type]


def _membership(instrument: Instrument, party: str, when: When, as_of: date | None, towards: str) -> Status:
    known = [spell for spell in instrument.spells_by_party.get(party, ()) if _started(spell, as_of)]
    spells = [spell for spell in known if spell.status in BOUND and spell.towards in ("", towards)]
    # a pair that is cut is cut both ways: New Zealand's duty to the United States as theirs to it
    pair = (*instrument.spells_by_party.get(party, ()), *instrument.spells_by_party.get(towards, ())) if towards else ()
    cuts = [
        spell for spell in pair
        if spell.status in CUT and {spell.party, spell.towards} == {party, towards} and _started(spell, as_of)
    ]  # fmt: skip
    spells = [spell for spell in spells if spell not in cuts]
    truths = [_holds(spell, when, as_of) for spell in spells]
    truth = any_of(truths)
    if truth is None and _covered(spells, truths, when, as_of):
        truth = True
    truth = all_of((truth, *(not_(_holds(cut, when, as_of)) for cut in cuts)))
    spells, truths = [*spells, *cuts], [*truths, *(_holds(cut, when, as_of) for cut in cuts)]
    used = [spell for spell, held in zip(spells, truths, strict=True) if held is not False]
    missing = ()
    if truth is None:
        edges = [edge for spell in used for edge in (spell.start, _end(spell, as_of)) if edge]
        tells = any(date_would_tell(when, edge) for edge in edges if reached(when, edge) is None)
        missing = ("date",) if tells else (f"membership of {party}",)
    return Status(
        truth, missing, tuple(_words(spell, instrument) for spell in used),
        tuple(_words(spell, instrument) for spell in used if spell.verified == "gk"),
        tuple(dict.fromkeys(source for spell in used for source in spell.sources)),
        tuple(dict.fromkeys(spell.status for spell in used)),
    )  # fmt: skip


def bound_parties(instrument: Instrument, when: When, as_of: date | None = None) -> dict[str, Status]:
    """Return every party that is bound, or may be, at a time."""
    found = {party: membership(instrument, party, when, as_of) for party in instrument.parties}
    return {party: status for party, status in found.items() if status.truth is not False}


def in_force(
    instrument: Instrument, clauses: Iterable[StandingClause], when: When, as_of: date | None = None
) -> Status:
    """Return whether an instrument is in force at `when`, by its entry into force and termination clauses."""
    entries = [clause for clause in clauses if clause.kind == "entry into force" and clause.date]
    ends = [clause for clause in clauses if clause.kind == "termination" and clause.date]
    ends = [clause for clause in ends if _known_end(clause, as_of)]
    started = any_of(_reached_known(when, clause.date, as_of) for clause in entries) if entries else None
    over = any_of(reached(when, clause.date) for clause in ends if clause.date) if ends else False
    truth = all_of((started, not_(over)))
    used = [*entries, *ends]
    missing: tuple[str, ...] = ()
    if truth is None:
        asked = ((started, entries, "entry into force"), (over, ends, "termination"))
        missing = tuple(
            dict.fromkeys(_settled_by(clauses, when, name) for unknown, clauses, name in asked if unknown is None)
        )
    rows = tuple(f"{clause.kind}: {clause.date.text}" for clause in used if clause.date)
    return Status(
        truth, missing, rows,
        tuple(
            f"{instrument.id}: {clause.kind} {clause.date.text}"
            for clause in used if clause.date and clause.origin.verified == "gk"
        ),
        tuple(dict.fromkeys(source for clause in used for source in clause.origin.sources)),
    )  # fmt: skip


def _settled_by(clauses: list[StandingClause], when: When, name: str) -> str:
    """Return what would settle an open edge: a more exact date, or the question of law itself."""
    edges = [clause.date for clause in clauses if clause.date and reached(when, clause.date) is None]
    return "date" if any(date_would_tell(when, edge) for edge in edges) else name


def rule_in_force(rule: Rule, when: When, clauses: Iterable[StandingClause] = (), as_of: date | None = None) -> Status:
    """Return whether a provision is law at `when`, by its own `from` and `until` rows.

    An end that comes later than `as_of` was known by then only if notice had been given.
    """
    until = rule.law_until
    if until is not None and not _known(until, as_of) and not any(_notice_known(clause, as_of) for clause in clauses):
        until = None
    started = True if rule.law_from is None else _reached_known(when, rule.law_from, as_of)
    over = False if until is None else reached(when, until)
    truth = all_of((started, not_(over)))
    doubtful = [
        (edge, name)
        for edge, name in ((rule.law_from, "entry into force"), (until, "termination"))
        if edge is not None and reached(when, edge) is None
    ]
    tells = any(date_would_tell(when, edge) for edge, _ in doubtful)
    missing = () if truth is not None else ("date",) if tells else tuple(name for _, name in doubtful)
    rows = tuple(
        f"{word} {edge.text}" for word, edge in (("from", rule.law_from), ("until", until)) if edge is not None
    )
    return Status(truth, missing, rows)


def _holds(spell: Spell, when: When, as_of: date | None) -> Truth:
    return lasting(when, spell.start, _end(spell, as_of))


def _end(spell: Spell, as_of: date | None) -> Edge | None:
    """Return the end as known on `as_of`: an end still to come is known only once notice runs (`leaving`)."""
    if spell.end is None or as_of is None or spell.status == "leaving":
        return spell.end
    return spell.end if _known(spell.end, as_of) else None


def _started(spell: Spell, as_of: date | None) -> bool:
    return spell.start is None or _known(spell.start, as_of)


def _known(edge: Edge, as_of: date | None) -> bool:
    return as_of is None or edge.earliest is None or edge.earliest.local.date() <= as_of


def _known_end(clause: StandingClause, as_of: date | None) -> bool:
    return clause.date is None or _known(clause.date, as_of) or _notice_known(clause, as_of)


def _notice_known(clause: StandingClause, as_of: date | None) -> bool:
    """Tell whether notice of an end had been given by a day; `notice given` may be a day or an interval of days."""
    notice = clause.get("notice given")
    if as_of is None or not notice or clause.kind not in ("withdrawal", "termination"):
        return False
    return _known(parse_edge(notice), as_of)


def _reached_known(when: When, edge: Edge | None, as_of: date | None) -> Truth:
    if edge is None:
        return None
    return reached(when, edge) if _known(edge, as_of) else False


def _covered(spells: list[Spell], truths: list[Truth], when: When, as_of: date | None) -> bool:
    """Tell whether adjoining spells together cover the time, as where a party becomes a leaving one within it."""
    chain = [spell for spell, held in zip(spells, truths, strict=True) if held is None]
    ends = {end.text for spell in chain if (end := _end(spell, as_of))}
    starts = {spell.start.text for spell in chain if spell.start}
    joints = ends & starts
    if not joints:
        return False
    outer_starts = [spell for spell in chain if not spell.start or spell.start.text not in joints]
    outer_ends = [spell for spell in chain if not (end := _end(spell, as_of)) or end.text not in joints]
    return (
        all(_holds(replace(spell, end=None), when, None) is True for spell in outer_starts)
        and all(_holds(replace(spell, start=None), when, as_of) is True for spell in outer_ends)
        and bool(outer_starts) and bool(outer_ends)
    )  # fmt: skip


def _words(spell: Spell, instrument: Instrument) -> str:
    start = spell.start.text if spell.start else "the beginning"
    until = f" until {spell.end.text}" if spell.end else ""
    return f"{spell.party} {spell.status} of {instrument.id} from {start}{until}"
