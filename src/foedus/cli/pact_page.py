"""`foedus pacts show`: a pact as a page, with its parties on a day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from foedus.cli.layout import columns, wrapped
from foedus.cli.options import Options
from foedus.cli.output import check_output, made_by, put, put_json, width
from foedus.cli.pact_list import flag_words, flags
from foedus.cli.wording import told, truth
from foedus.desk import when_of
from foedus.pacts import Instrument, Library, Status, bound_parties, in_force, load_library
from foedus.terms import When, day_when, name_of

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
        put("\n".join(_terminal(_markdown(instrument, when, options.lang), width())), options)


def as_json(instrument: Instrument, library: Library, when: When) -> dict[str, object]:
    """Return an instrument as data: head, standing and parties on a day, articles with their rows, sources."""
    status = in_force(instrument, instrument.standing, when)
    known = bound_parties(instrument, when)
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
                "bound": known[spell.party].truth if spell.party in known else False,
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


def _markdown(instrument: Instrument, when: When, lang: str) -> list[str]:
    status = in_force(instrument, instrument.standing, when)
    lines = [f"# {instrument.title}", "", f"`{instrument.id}`", ""]
    lines += [f"- {told(key, lang)}: {instrument.about(key)}" for key in HEAD if instrument.about(key)]
    lines.append(f"- {told('in force', lang)} ({when.words()}): {truth(status.truth, lang)}{_why(status)}")
    gk = told("general knowledge, not checked", lang)
    lines.append(f"- {told('verified', lang)}: {flag_words(flags(instrument)) or '?'} (gk: {gk})")
    if note := instrument.about("status note"):
        lines += ["", note]
    lines += ["", f"## {told('parties', lang).capitalize()}, {when.words()}", ""]
    lines += _table(_party_rows(instrument, when, lang))
    lines += ["", *_body(instrument)]
    if instrument.sources:
        heads = ("id", told("title", lang), told("read", lang), told("document", lang))
        rows = [(source.id, source.title, source.read, source.address) for source in instrument.sources]
        lines += ["", f"## {told('sources', lang).capitalize()}", "", *_table([heads, *rows])]
    return lines


def _why(status: Status) -> str:
    told_rows = [*status.rows, *(f"missing: {each}" for each in status.missing)]
    return f" ({'; '.join(told_rows)})" if told_rows else ""


def _party_rows(instrument: Instrument, when: When, lang: str) -> list[tuple[str, ...]]:
    known = bound_parties(instrument, when)
    heads = tuple(told(word, lang) for word in ("party", "name", "status", "from", "until", "bound", "verified"))
    rows = [heads]
    for spell in instrument.spells:
        bound = known[spell.party].truth if spell.party in known else False
        status = f"{spell.status} ({told('towards', lang)} {spell.towards})" if spell.towards else spell.status
        rows.append((
            spell.party, name_of(spell.party, lang), status, spell.start.text if spell.start else "",
            spell.end.text if spell.end else "", truth(bound, lang), spell.verified,
        ))  # fmt: skip
    return rows


def _table(rows: list[tuple[str, ...]]) -> list[str]:
    clean = [[cell.replace("|", "/") for cell in row] for row in rows]
    head, *rest = clean
    return [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}", *(f"| {' | '.join(row)} |" for row in rest)]


def _body(instrument: Instrument) -> list[str]:
    """Return the text with its forms as its file has them, without head and title."""
    lines = (Path(instrument.folder) / "text.md").read_text(encoding="utf-8-sig").splitlines()
    end = next(place for place, line in enumerate(lines[1:], 1) if line.strip() == "---")
    body = lines[end + 1 :]
    return [line for place, line in enumerate(body) if not (line.startswith("# ") and not any(body[:place]))]


def _terminal(lines: list[str], columns_wide: int) -> list[str]:
    """Return the page for a terminal: paragraphs wrapped, forms set in, tables lined up."""
    out: list[str] = []
    paragraph: list[str] = []
    table: list[list[str]] = []
    fenced = False

    def close() -> None:
        nonlocal paragraph, table
        if paragraph:
            item = paragraph[0].startswith("- ")
            out.extend(wrapped(" ".join(paragraph), columns_wide, "", "  " if item else ""))
        if table:
            out.extend(_fitted(table, columns_wide))
        paragraph, table = [], []

    for line in lines:
        if line.lstrip().startswith("```"):
            close()
            fenced = not fenced
            if fenced and out and out[-1]:
                out.append("")
        elif fenced:
            out.append(f"    {line}")
        elif line.startswith("|"):
            if not re.fullmatch(r"[|\s:-]+", line):
                table.append([cell.strip() for cell in line.strip("|").split("|")])
        elif line.startswith("#"):
            close()
            title = line.lstrip("#").strip()
            out += [*wrapped(title, columns_wide), ("=" if line.startswith("# ") else "-") * min(len(title), columns_wide)]
        elif not line.strip():
            close()
            if out and out[-1]:
                out.append("")
        else:
            if line.startswith("- "):
                close()
            paragraph.append(line.strip())
    close()
    return out


def _fitted(table: list[list[str]], columns_wide: int) -> list[str]:
    lines = columns(table)
    if max(map(len, lines)) <= columns_wide:
        return lines
    # Too wide for a table: each row becomes an item, its cells after its first one.
    out: list[str] = []
    for row in table[1:]:
        out += wrapped(f"{row[0]}: {'; '.join(cell for cell in row[1:] if cell)}", columns_wide, "", "  ")
    return out
