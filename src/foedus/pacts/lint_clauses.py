"""Lint of the blocks: clauses that nothing reaches, names that nothing has, days that run backwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields

from foedus import terms
from foedus.pacts.ast import (
    Body,
    Condition,
    Instrument,
    Precedence,
    Reservation,
    Rule,
    RuleException,
    StandingClause,
    Term,
)
from foedus.pacts.finding import Finding, at, backwards, called
from foedus.pacts.library import Library
from foedus.pacts.lint_organs import organ_findings
from foedus.pacts.reach import Terms, Way, asks, certain, clash, conditions_of, names, ways
from foedus.terms import Edge

EXITS = ("withdrawal", "termination", "duration")
_BESIDE_THE_LAW = ("reading", "held_by", "origin", "heading")


def clause_findings(instrument: Instrument, library: Library | None = None) -> Iterator[Finding]:
    """Yield what is wrong or doubtful in the blocks of an instrument."""
    known = _terms(instrument)
    blocks = (*instrument.blocks, *instrument.variants)
    yield from _life(instrument)
    for block in blocks:
        yield from _dates(block)
        yield from _known_from(block)
        if isinstance(block, RuleException | Reservation):
            yield from _named(block, block.to, instrument)
        if isinstance(block, Precedence):
            if block.yields_to or not _own_heading(block.to):
                yield from _named(block, block.to, instrument)
            yield from _elsewhere(block, instrument, library)
    for rule in (block for block in blocks if isinstance(block, Rule)):
        yield from _reached(rule, instrument, known)
    for term in (block for block in blocks if isinstance(block, Term) and block.rows):
        yield from _unmet(term, term.rows, f"the term '{term.name}'", known)
    yield from _unused(instrument, blocks)
    yield from _readings(instrument)
    yield from organ_findings(instrument)
    yield from _area(instrument, known)


def _terms(instrument: Instrument) -> Terms:
    found: dict[str, list[Term]] = {}
    for block in (*instrument.blocks, *instrument.variants):
        if isinstance(block, Term):
            found.setdefault(block.name, []).append(block)
    return found


# --- days ---------------------------------------------------------------------------------------------------------------


def _dates(block: Body) -> Iterator[Finding]:
    start, end = getattr(block, "law_from", None), getattr(block, "law_until", None)
    if backwards(start, end):
        yield at(
            block, "error", "from after until", f"{called(block)} is law from {start.text} until {end.text}: on no day",
            "'from' is the first day, 'until' the first day on which it is no longer law",
        )  # fmt: skip


def _known_from(block: Body) -> Iterator[Finding]:
    flag = block.origin.verified
    if not flag and not isinstance(block, Term):  # a term may only join words that others verify
        yield at(
            block, "hint", "not said how known", f"{called(block)} does not say how it is known",
            "add 'verified: text', 'report' or 'calc' with a 'source', or 'verified: gk' for what nobody checked",
        )  # fmt: skip
    elif flag in ("text", "report") and not block.origin.sources:
        yield at(
            block, "hint", "no source", f"{called(block)} was read ('verified: {flag}'), and where is not said",
            "name it: 'source: ' and an id of sources.md",
        )  # fmt: skip


def _life(instrument: Instrument) -> Iterator[Finding]:
    """Yield what is wrong with the start and the end of an instrument, and with rules that lie outside of them."""
    file = f"{instrument.id}/text.md"
    entries = [clause for clause in instrument.standing if clause.kind == "entry into force" and clause.date]
    ends = [clause for clause in instrument.standing if clause.kind == "termination" and clause.date]
    every = (*instrument.standing, *(block for block in instrument.variants if isinstance(block, StandingClause)))
    if not any(clause.kind == "entry into force" and clause.date for clause in every):
        yield Finding(
            "warning", "no entry into force", "no day of entry into force, so that every answer is unsettled", file,
            remedy="write a block 'standing: entry into force' with 'date'; a day in doubt is an interval a/b, or 'unknown'",
        )  # fmt: skip
    if not any(clause.kind in EXITS for clause in every):
        yield Finding(
            "warning", "no exit", "nothing on how it ends or how a party leaves", file, expected=f"a block {' or '.join(EXITS)}",
            remedy="where the text is silent, say so: 'standing: withdrawal' with 'condition: not in the text'",
        )  # fmt: skip
    for entry in entries:
        for end in ends:
            if backwards(entry.date, end.date):
                yield at(
                    end, "error", "from after until", f"ends on {_day(end)}, and enters into force on {_day(entry)}",
                    "mend one of the two days",
                )  # fmt: skip
    for rule in instrument.rules:
        early = entries and all(backwards(entry.date, rule.law_until) for entry in entries)
        late = any(backwards(rule.law_from, end.date) for end in ends)
        if early or late:
            yield at(
                rule, "warning", "unreachable clause",
                f"{called(rule)} is law only {'before' if early else 'after'} the instrument is in force",
                "mend its 'from' or 'until', or the day in the standing block",
            )  # fmt: skip


def _day(clause: StandingClause) -> str:
    return clause.date.text if clause.date else "?"


# --- names --------------------------------------------------------------------------------------------------------------


def _own_heading(to: Sequence[str]) -> bool:
    return len(to) == 1 and to[0].endswith("/")


def _named(block: Body, to: Sequence[str], instrument: Instrument) -> Iterator[Finding]:
    """Yield the provisions that a block names and that the instrument does not have."""
    for each in to:
        if any(names(each, rule) for rule in instrument.rules):
            continue
        provisions = [rule.provision for rule in instrument.rules]
        known = [*provisions, *dict.fromkeys(provision.partition("/")[0] for provision in provisions)]
        if each.endswith("/"):
            yield at(
                block, "error", "exception to nothing", f"{called(block)} applies to nothing: no rule stands under its heading",
                "name the provisions: 'to: art-5/assist'", field="to",
            )  # fmt: skip
        else:
            yield at(
                block, "error", "unknown provision", f"{called(block)} names '{each}', which no rule has",
                "a provision is the article's id and the rule's name, such as art-5/assist", field="to",
                expected=f"one of {', '.join(provisions)}" if provisions else "a rule of this instrument",
                nearest=terms.nearest(each, known),  # type: ignore[arg-type]
            )  # fmt: skip


def _elsewhere(block: Precedence, instrument: Instrument, library: Library | None) -> Iterator[Finding]:
    """Yield the other instruments and provisions that a precedence names and that the library does not hold."""
    if library is None:
        return
    for key, named in (("yields to", block.yields_to), ("over", block.over)):
        for each in named:
            there, _, provision = each.partition("/")
            if key == "over" and each == "every other instrument":
                continue
            if there not in library.instruments:
                yield at(
                    block, "error" if key == "yields to" else "warning", "unknown provision",
                    f"{called(block)} names '{there}', which the library does not hold",
                    "see 'foedus pacts list'" + ("; until it is there every answer is unsettled" if key == "yields to" else ""),
                    field=key, expected="an id of the law library",
                    nearest=terms.nearest(there, library.instruments),  # type: ignore[arg-type]
                )  # fmt: skip
            elif provision and not any(names(provision, rule) for rule in library.instruments[there].rules):
                provisions = [rule.provision for rule in library.instruments[there].rules]
                yield at(
                    block, "error", "unknown provision", f"{called(block)} names '{provision}', which {there} does not have",
                    f"see 'foedus pacts show {there}'", field=key,
                    nearest=terms.nearest(provision, provisions),  # type: ignore[arg-type]
                )  # fmt: skip


def _used_words(blocks: Iterable[Body], *, but: str = "") -> set[str]:
    """Return every word that blocks use, leaving out what the term `but` says of itself."""
    used: set[str] = set()
    for block in blocks:
        if isinstance(block, StandingClause):
            used |= {part.strip() for _, text in block.rows for part in text.split(",")}
        elif not (but and isinstance(block, Term) and block.name == but):
            used |= {word for condition in conditions_of(block) for word in (*condition.values, *condition.but)}
    return used


def _unused(instrument: Instrument, blocks: Sequence[Body]) -> Iterator[Finding]:
    used = _used_words(blocks)
    for term in instrument.terms.values():
        if term.name not in used or term.name not in _used_words(blocks, but=term.name):
            yield at(
                term, "warning", "term never used", f"no block uses the term '{term.name}'",
                "name it in 'when', 'unless', 'requires', 'any of' or 'place', or take it out",
            )  # fmt: skip
    for number, row in enumerate(instrument.facts, 2):
        if row["phrase"] not in used:
            yield Finding(
                "hint", "fact never asked", f"no block asks the fact '{row['phrase']}'", f"{instrument.id}/facts.csv", number,
                remedy="name it in 'when', 'unless' or 'requires', or take it out",
            )  # fmt: skip


# --- what can be met ----------------------------------------------------------------------------------------------------


def _unmet(block: Body, rows: Sequence[Condition], name: str, known: Terms) -> Iterator[Finding]:
    found = ways(rows, known)
    clashes = [pair for way in found if (pair := clash(way))]
    if found and len(clashes) == len(found):
        one, other = clashes[0]
        how = (
            f"'{one.key}: {one.words}' takes out all that it names" if one is other
            else f"'{one.key}: {one.words}' and '{other.key}: {other.words}' (line {other.line}) share no word"
        )  # fmt: skip
        yield at(
            block, "warning", "unreachable clause", f"no event can meet {name}: {how}",
            "widen one of the rows, or write the alternatives under 'any of' of a term", one.line,
        )  # fmt: skip


def _reached(rule: Rule, instrument: Instrument, known: Terms) -> Iterator[Finding]:
    if rule.reading and any(_same_law(rule, base) for base in instrument.blocks):
        return
    name = called(rule)
    unmet = list(_unmet(rule, rule.trigger, name, known))
    yield from unmet
    met = [way for way in ways((*rule.trigger, *rule.requires), known) if not clash(way)]
    if unmet or not met:
        return
    for item in rule.unless:
        if all(any(certain(way, each) for each in _single(item)) for way in met):
            yield at(
                rule, "warning", "unreachable clause",
                f"whatever engages {name} also defeats it: 'unless {item.key} {item.words}'",
                "narrow the item under 'unless', or take it out", item.line,
            )  # fmt: skip
    for exception in instrument.exceptions:
        if exception.law_from or exception.law_until or not any(names(to, rule) for to in exception.to):
            continue
        if all(_always(exception, way) for way in met):
            yield at(
                rule, "warning", "unreachable clause",
                f"whatever engages {name} also meets {called(exception)}, so that it never holds",
                "narrow the exception, or name in its 'to' the provisions that it is for",
            )  # fmt: skip


def _single(item: Condition) -> Iterator[Condition]:
    if item.key != "when":
        yield item
    else:
        yield from (Condition("when", (value,), (), item.line) for value in item.values)


def _always(exception: RuleException, way: Way) -> bool:
    if exception.rows:
        return all(any(certain(way, each) for each in _single(row)) for row in exception.rows)
    return any(certain(way, each) for item in exception.any_of for each in _single(item))


# --- readings -----------------------------------------------------------------------------------------------------------


def _key(block: Body) -> tuple[str, str]:
    if isinstance(block, Rule):
        return "rule", block.provision
    return type(block).__name__, block.kind if isinstance(block, StandingClause) else block.name


def _same_law(one: Body, other: Body) -> bool:
    """Tell whether two blocks say the same, whoever holds it and whatever is noted beside it."""
    return _key(one) == _key(other) and all(
        _plain(getattr(one, each.name)) == _plain(getattr(other, each.name))
        for each in fields(one)
        if each.name not in _BESIDE_THE_LAW
    )


def _plain(value: object) -> object:
    """Return a value without the lines on which its rows stand."""
    if isinstance(value, Condition):
        return value.key, value.values, value.but
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    return value.text if isinstance(value, Edge) else value


def _readings(instrument: Instrument) -> Iterator[Finding]:
    for variant in instrument.variants:
        bases = [block for block in instrument.blocks if _key(block) == _key(variant)]
        if any(_same_law(variant, base) for base in bases):
            # one that says who holds it gives the first block's view a name
            yield at(
                variant, "hint" if variant.held_by else "warning", "reading that changes nothing",
                f"{called(variant)} differs in no row", "list the rows that differ, or say it in a 'note' of the first block",
            )  # fmt: skip


def _area(instrument: Instrument, known: Terms) -> Iterator[Finding]:
    for rule in instrument.rules:
        if rule.modality != "must" or rule.duty != "assist" or not rule.trigger:
            continue
        beside = [item for item in rule.unless]
        for exception in instrument.exceptions:
            if any(names(to, rule) for to in exception.to):
                beside += [*exception.rows, *exception.any_of]
        if not asks((*rule.trigger, *rule.requires), "place", known) and not any(
            asks((one,), "place", known) for one in beside
        ):
            yield at(
                rule, "hint", "no area", f"{called(rule)} says nothing of where the attack must happen",
                "where the text has no limit of place, say so: 'place: anywhere'",
            )  # fmt: skip
