"""`foedus pacts show`: a pact as a page, with its parties on a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from foedus.cli.options import Options
from foedus.cli.output import check_output, made_by, put, put_json, width
from foedus.cli.pact_list import flag_words, flags
from foedus.cli.page_text import terminal_lines
from foedus.cli.wording import edge_words, told, truth
from foedus.desk import when_of
from foedus.pacts import Instrument, Library, Rule, Spell, Status, bound_parties, in_force, load_library, rule_in_force
from foedus.terms import Truth, When, all_of, day_when, name_of, not_, reached

NOT_BOUND = ("signatory", "left")
LONGEST_TABLE = 8
"""Rows; a longer table of parties, or one with days in doubt, is told by groups that share status and days."""
HEAD = ("kind", "organisation", "signed", "signed at", "region", "names")


def write_pact(options: Options, pact: str, on: str) -> None:
    """Write an instrument: its articles with their rules, its parties on a day, its sources."""
    check_output(options)
    when = when_of(on, "--on") or day_when(date.today())
    library = load_library(*options.library)
    instrument = library[pact]
    if options.format == "json":
        put_json(as_json(instrument, library, when), options)
    elif options.format == "md":
        put("\n".join(_markdown(instrument, when, options.lang)), options)
    else:
        put("\n".join(terminal_lines(_markdown(instrument, when, options.lang), width())), options)


def as_json(instrument: Instrument, library: Library, when: When) -> dict[str, object]:
    """Return an instrument as data: head, standing and parties on a day, articles with their rows, sources."""
    status = in_force(instrument, instrument.standing, when)
    return {
        "schema": "foedus/pact/1",
        "made_by": made_by(library.digest),
        "id": instrument.id,
        "title": instrument.title,
        "short_name": instrument.short_name,
        "head": dict(instrument.head),
        "digest": instrument.digest,
        "on": when.to_json(),
        "in_force": {"truth": status.truth, "rows": list(status.rows), "missing": list(status.missing)},
        "parties": [
            {
                "party": spell.party, "name": name_of(spell.party), "towards": spell.towards or None, "status": spell.status,
                "from": spell.start.text if spell.start else None, "until": spell.end.text if spell.end else None,
                "bound": _bound_by(spell, instrument, when),
                "verified": spell.verified, "sources": list(spell.sources),
            }
            for spell in instrument.spells
        ],
        "articles": [
            {"id": article.id, "heading": article.heading, "words": article.words, "blocks": list(blocks)}
            for article, blocks in _articles(instrument)
        ],
        "sources": [
            {"id": source.id, "title": source.title, "address": source.address, "read": source.read}
            for source in instrument.sources
        ],
        "verified": flags(instrument),
    }  # fmt: skip


def _articles(instrument: Instrument) -> Iterator[tuple]:
    blocks = sorted((*instrument.blocks, *instrument.variants), key=lambda block: block.origin.line)
    starts = [article.line for article in instrument.articles]
    for place, article in enumerate(instrument.articles):
        end = starts[place + 1] if place + 1 < len(starts) else float("inf")
        here = [block for block in blocks if article.line < block.origin.line < end]
        yield article, [_block_json(block) for block in here]


def _block_json(block: object) -> dict[str, object]:
    found: dict[str, object] = {"kind": type(block).__name__.removeprefix("Rule").lower() or "rule"}
    for name, value in vars(block).items():
        if name == "origin":
            found |= {"line": value.line, "verified": value.verified, "sources": list(value.sources), "note": value.note}
        elif value not in (None, "", ()):
            found[name] = _plain(value)
    return found


def _plain(value: object) -> object:
    if hasattr(value, "words") and hasattr(value, "key"):
        return {"row": value.key, "words": value.words}
    if hasattr(value, "text"):
        return value.text
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return value


def _bound_by(spell: Spell, instrument: Instrument, when: When) -> Truth:
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


def _markdown(instrument: Instrument, when: When, lang: str) -> list[str]:
    status = in_force(instrument, instrument.standing, when)
    lines = [f"# {instrument.title}", "", f"`{instrument.id}`", ""]
    lines += [f"- {told(key, lang)}: {instrument.about(key)}" for key in HEAD if instrument.about(key)]
    lines.append(f"- {told('in force', lang)} ({when.words()}): {truth(status.truth, lang)}{_why(status, lang)}")
    lines.append(f"- {told('verified', lang)}: {flag_words(flags(instrument), lang) or '?'}")
    if note := instrument.about("status note"):
        lines += ["", note]
    lines += ["", f"## {told('parties', lang).capitalize()}, {when.words()}", "", *_parties(instrument, when, lang)]
    lines += ["", *_body(instrument, when, lang)]
    if instrument.sources:
        heads = ("id", told("title", lang), told("read", lang), told("document", lang))
        rows = [(source.id, source.title, source.read, source.address) for source in instrument.sources]
        lines += ["", f"## {told('sources', lang).capitalize()}", "", *_table([heads, *rows])]
    return lines


def _why(status: Status, lang: str) -> str:
    rows = [row.partition(": ") for row in status.rows]
    told_rows = [f"{told(kind, lang)}: {edge_words(edge, lang)}" for kind, _, edge in rows]
    told_rows += [f"{told('missing', lang)}: {told(each, lang)}" for each in status.missing]
    return f" ({'; '.join(told_rows)})" if told_rows else ""


def _parties(instrument: Instrument, when: When, lang: str) -> list[str]:
    """Return who is bound on the day, and every row of parties.csv: as a table, or in groups where there are many."""
    bound = {spell: _bound_by(spell, instrument, when) for spell in instrument.spells}
    lines: list[str] = []
    for value, head in ((True, "bound"), (None, "not known whether bound")):
        names = list(dict.fromkeys(name_of(spell.party, lang) for spell, held in bound.items() if held is value))
        if names or value:
            lines += [f"{told(head, lang).capitalize()} ({len(names)}): {', '.join(names) or told('nobody', lang)}.", ""]
    doubtful = any(edge and not edge.sharp for spell in bound for edge in (spell.start, spell.end))
    if len(bound) <= LONGEST_TABLE and not doubtful:
        return [*lines, *_table(_party_rows(bound, lang))]
    groups: dict[tuple[str, str, str], list[Spell]] = {}
    for spell in bound:
        groups.setdefault((_status(spell, lang), _span(spell, lang), spell.verified), []).append(spell)
    for (status, span, verified), spells in groups.items():
        who = ", ".join(f"{name_of(spell.party, lang)} ({spell.party})" for spell in spells)
        lines.append(f"- {' '.join(filter(None, (status, span)))} [{verified}]: {who}")
    return lines


def _status(spell: Spell, lang: str) -> str:
    status = told(spell.status, lang)
    return f"{status} ({told('towards', lang)} {spell.towards})" if spell.towards else status


def _span(spell: Spell, lang: str) -> str:
    edges = ((told("from", lang), spell.start), (told("until", lang), spell.end))
    return ", ".join(f"{word} {edge_words(edge.text, lang)}" for word, edge in edges if edge)


def _party_rows(bound: dict[Spell, Truth], lang: str) -> list[tuple[str, ...]]:
    rows = [tuple(told(word, lang) for word in ("party", "name", "status", "from", "until", "bound", "verified"))]
    for spell, held in bound.items():
        rows.append((
            spell.party, name_of(spell.party, lang), _status(spell, lang),
            edge_words(spell.start.text, lang) if spell.start else "", edge_words(spell.end.text, lang) if spell.end else "",
            truth(held, lang), spell.verified,
        ))  # fmt: skip
    return rows


def _table(rows: list[tuple[str, ...]]) -> list[str]:
    clean = [[cell.replace("|", "/") for cell in row] for row in rows]
    head, *rest = clean
    return [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}", *(f"| {' | '.join(row)} |" for row in rest)]


def _body(instrument: Instrument, when: When, lang: str) -> list[str]:
    """Return the text with its forms as its file has them, without head and title.

    Headings are followed by their id in answers; a rule whose own days leave the day out is marked.
    """
    lines = (Path(instrument.folder) / "text.md").read_text(encoding="utf-8-sig").splitlines()
    end = next(place for place, line in enumerate(lines[1:], 1) if line.strip() == "---")
    ids = {article.line: article.id for article in instrument.articles}
    asleep = _asleep(instrument, when, lang)
    body: list[str] = []
    for number, line in enumerate(lines[end + 1 :], end + 2):
        if line.startswith("# ") and not any(body):
            continue
        if number in asleep:
            body += ["", asleep[number], ""]
        body.append(f"{line} (`{ids[number]}`)" if number in ids else line)
    return body


def _asleep(instrument: Instrument, when: When, lang: str) -> dict[int, str]:
    """Return a remark by line for each rule that is not law, or perhaps not, on a day on which others are."""
    found = {}
    for block in (*instrument.blocks, *instrument.variants):
        if isinstance(block, Rule):
            status = rule_in_force(block, when, instrument.standing)
            if status.truth is not True:
                told_so = told("not law on" if status.truth is False else "not known whether law on", lang)
                found[block.origin.line] = f"{told_so.capitalize()} {when.words()}:"
    return found
