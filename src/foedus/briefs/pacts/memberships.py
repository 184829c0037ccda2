"""Who is party to a pact: on a day, or through time."""

from __future__ import annotations

from collections.abc import Iterable

from foedus.briefs.pacts.wording import edge_words, told, truth
from foedus.pacts import Instrument, Spell, bound_parties, in_force
from foedus.terms import Truth, When, all_of, name_of, not_, reached

NOT_BOUND = ("signatory", "left")
LONGEST_TABLE = 8
"""Rows; a longer table of parties, or one with days in doubt, is told by groups that share status and days."""


def bound_by(spell: Spell, instrument: Instrument, when: When) -> Truth:
    """Tell whether a party is bound on a day by this row of its membership."""
    started = True if spell.start is None else reached(when, spell.start)
    over = False if spell.end is None else reached(when, spell.end)
    if spell.status in NOT_BOUND or all_of((started, not_(over))) is False:
        return False
    # Rows that adjoin may leave the row in doubt and the membership not, so the membership is asked.
    known = bound_parties(instrument, when)
    return all_of((
        in_force(instrument, instrument.standing, when).truth, known[spell.party].truth if spell.party in known else False
    ))  # fmt: skip


def parties_on(instrument: Instrument, when: When, lang: str) -> list[str]:
    """Return as Markdown who is bound on a day, and every row of parties.csv with what it says of the day."""
    bound = {spell: bound_by(spell, instrument, when) for spell in instrument.spells}
    lines: list[str] = []
    for value, head in ((True, "bound"), (None, "not known whether bound")):
        names = list(dict.fromkeys(name_of(spell.party, lang) for spell, held in bound.items() if held is value))
        if names or value:
            lines += [
                f"{told(head, lang).capitalize()} ({len(names)}): {', '.join(names) or told('nobody', lang)}.",
                "",
            ]
    if not _in_groups(bound):
        return [*lines, *table(_rows(bound, lang))]
    return [*lines, *_groups(bound, lang)]


def parties_through_time(instrument: Instrument, lang: str) -> list[str]:
    """Return as Markdown what every party was and is, from when until when."""
    if _in_groups(instrument.spells):
        return _groups(instrument.spells, lang)
    head = tuple(told(word, lang) for word in ("party", "name", "status", "from", "until", "verified"))
    return table([head, *(_cells(spell, lang) for spell in instrument.spells)])


def _in_groups(spells: Iterable[Spell]) -> bool:
    spells = list(spells)
    doubtful = any(edge and not edge.sharp for spell in spells for edge in (spell.start, spell.end))
    return len(spells) > LONGEST_TABLE or doubtful


def _groups(spells: Iterable[Spell], lang: str) -> list[str]:
    groups: dict[tuple[str, str, str], list[Spell]] = {}
    for spell in spells:
        groups.setdefault((_status(spell, lang), span_words(spell, lang), spell.verified), []).append(spell)
    lines = []
    for (status, span, verified), alike in sorted(groups.items(), key=lambda group: _first_day(group[1][0])):
        who = ", ".join(f"{name_of(spell.party, lang)} ({spell.party})" for spell in alike)
        lines.append(f"- {' '.join(filter(None, (status, span)))} [{verified}]: {who}")
    return lines


def _first_day(spell: Spell) -> str:
    return spell.start.text if spell.start else ""


def _status(spell: Spell, lang: str) -> str:
    status = told(spell.status, lang)
    return f"{status} ({told('towards', lang)} {spell.towards})" if spell.towards else status


def span_words(spell: Spell, lang: str) -> str:
    """Return the days of a membership in words: `from 2023-09-16, until 2025-01-29`."""
    edges = ((told("from", lang), spell.start), (told("until", lang), spell.end))
    return ", ".join(f"{word} {edge_words(edge.text, lang)}" for word, edge in edges if edge)


def _cells(spell: Spell, lang: str) -> tuple[str, ...]:
    start, end = (edge_words(edge.text, lang) if edge else "" for edge in (spell.start, spell.end))
    return spell.party, name_of(spell.party, lang), _status(spell, lang), start, end, spell.verified


def _rows(bound: dict[Spell, Truth], lang: str) -> list[tuple[str, ...]]:
    rows = [tuple(told(word, lang) for word in ("party", "name", "status", "from", "until", "bound", "verified"))]
    for spell, held in bound.items():
        *cells, verified = _cells(spell, lang)
        rows.append((*cells, truth(held, lang), verified))
    return rows


def table(rows: list[tuple[str, ...]]) -> list[str]:
    """Return rows, the head first, as a Markdown table."""
    clean = [[cell.replace("|", "/") for cell in row] for row in rows]
    head, *rest = clean
    return [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}", *(f"| {' | '.join(row)} |" for row in rest)]
