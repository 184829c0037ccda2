"""`foedus pacts list`: the law library as a table, whole or as far as it was asked for."""

from __future__ import annotations

import csv
import io
import textwrap
from collections.abc import Iterable, Sequence
from datetime import date

from foedus.briefs.pacts import (
    Asked,
    chosen,
    edge_words,
    imported,
    named,
    other_bearers,
    party_named,
    row_of,
    told,
    truth,
    years,
)
from foedus.cli.ending import message
from foedus.cli.layout import columns, wrapped
from foedus.cli.options import Options
from foedus.cli.output import check_output, made_by, put, put_json, width
from foedus.cli.saving import check_save, save_world
from foedus.desk import when_of
from foedus.pacts import load_library
from foedus.terms import When, day_when

LEGEND = (
    "Parties: those bound on the day, after + those of whom it is not known. Verified: how many rules and memberships rest "
    "on the text, on a report, on a calculation, or on general knowledge that nobody checked (gk)."
)
CSV = (
    "id", "short_name", "title", "kind", "signed", "in_force", "parties", "bound", "bound_unknown", "rules", "readings",
    "verified", "region", "from", "until", "promises", "coded_by", "replaced_by",
)  # fmt: skip


def write_list(options: Options, on: str, party: str, region: str, kind: str, atop: bool, save: str = "") -> None:
    """Write the instruments that were asked for, with their state on the day that was asked, else today."""
    check_output(options)
    check_save(save)
    day = when_of(on, "--on")
    # what a program reads is whole; what a person reads opens with the texts that somebody encoded
    atop = atop or options.format != "terminal"
    asked = Asked(party_named(party, day) if party else "", day, region, kind, atop)
    if party and not day and (others := other_bearers(party, asked.party)):
        message(
            f"'{party}' is taken as {asked.party}; at other times it meant {', '.join(others)}: ask by id, or with --on"
        )
    when = day or day_when(date.today())
    library = load_library(*options.library)
    hand, rest = chosen(library, asked)
    left_out = 0 if asked.imported or asked.filtered else sum(map(imported, library))
    rows = [row_of(each, when, asked.party, day) for each in (*hand, *rest)]
    if options.format == "json":
        put_json({
            "schema": "foedus/pacts/1", "made_by": made_by(library.digest), "on": when.to_json(), "asked": asked.to_json(),
            "pacts": rows,
        }, options)  # fmt: skip
    elif options.format == "csv":
        put(_csv(rows), options)
    else:
        put("\n".join(_lines(rows, when, asked, left_out, options.lang)), options)
    save_world(save, library, when, options)


def _lines(rows: Sequence[dict], when: When, asked: Asked, left_out: int, lang: str) -> list[str]:
    hand = [row for row in rows if not row["coded_by"]]
    rest = [row for row in rows if row["coded_by"]]
    told_day = f"{told('in force and parties on', lang)} {when.words()}"
    lines = [told_day[:1].upper() + told_day[1:], ""]
    if hand:
        lines += [*_hand_lines(hand, lang), "", *wrapped(told(LEGEND, lang), width())]
    elif not rest:
        lines += wrapped(_nothing(asked, lang), width())
    if rest:
        head = f"{told('coded by', lang).capitalize()} {rest[0]['coded_by']} ({len(rest)}):"
        lines += [
            *([""] if hand else []),
            *wrapped(head, width()),
            "",
            *_imported_lines(rest, asked.on is not None, lang),
        ]
    if left_out:
        more = f"{told('alliances coded by', lang)} ATOP 5.1, {told('not listed here', lang)}"
        lines += ["", *wrapped(f"{left_out} {more}: --atop, --party ID, --on DATE.", width())]
    return lines


def _nothing(asked: Asked, lang: str) -> str:
    day = asked.on.words() if asked.on else ""
    wanted = {"--party": asked.party, "--on": day, "--region": asked.region, "--kind": asked.kind}
    return f"{told('no pact fits', lang)}: {' '.join(f'{key} {value}' for key, value in wanted.items() if value)}"


def _hand_lines(rows: Iterable[dict], lang: str) -> list[str]:
    heads = ("id", *(told(word, lang) for word in ("signed", "in force", "parties", "rules")))
    table = [heads]
    names: list[list[str]] = []
    for row in rows:
        table.append((row["id"], row["signed"] or "?", truth(row["in_force"], lang), _bound(row), str(row["rules"])))
        counted = ", ".join(f"{flag} {number}" for flag, number in row["verified"].items())
        names.append([f"{row['short_name']} · {told('verified', lang)}: {counted or '?'}", *_memberships(row, lang)])
    laid = columns(table, right=(3, 4))
    if max(map(len, laid)) > width():
        laid = columns(table, right=(3, 4), gap=1)
    if max(map(len, laid)) > width():
        told_rows = [
            "; ".join(f"{head} {cell}" for head, cell in zip(heads[1:], row[1:], strict=True)) for row in table[1:]
        ]
        return [line for row, rest, name in zip(table[1:], told_rows, names, strict=True) for line in (
            row[0], *wrapped(rest, width(), "  "), *_under(name)
        )]  # fmt: skip
    head, *lines = laid
    return [head, *(line for row, name in zip(lines, names, strict=True) for line in (row, *_under(name)))]


def _under(texts: Iterable[str]) -> list[str]:
    return [line for text in texts for line in wrapped(text, width(), "  ", "    ")]


def _bound(row: dict) -> str:
    return f"{len(row['bound'])}" + (f"+{len(row['bound_unknown'])}?" if row["bound_unknown"] else "")


def _memberships(row: dict, lang: str) -> list[str]:
    """Return a line on what the asked party was and is of the pact, none where no party was asked."""
    spells = []
    for each in row.get("memberships", ()):
        edges = ((told("from", lang), each["from"]), (told("until", lang), each["until"]))
        span = " ".join(f"{word} {edge_words(edge, lang)}" for word, edge in edges if edge)
        towards = f" ({told('towards', lang)} {each['towards']})" if each["towards"] else ""
        spells.append(f"{told(each['status'], lang)}{towards} {span}".strip())
    return [f"{named(row['memberships'][0]['party'], lang)}: {'; '.join(spells)}"] if spells else []


def _imported_lines(rows: Iterable[dict], on_a_day: bool, lang: str) -> list[str]:
    rows = list(rows)
    table = [("id", told("years", lang), told("in force", lang), told("parties", lang))]
    told_promises = [told("promises", lang)]
    for row in rows:
        count = _bound(row) if on_a_day else str(len(row["parties"]))
        table.append((row["id"], years(row["from"], row["until"]), truth(row["in_force"], lang), count))
        told_promises.append(", ".join(row["promises"]) + (f" → {row['replaced_by']}" if row["replaced_by"] else ""))
    wide = max(map(len, columns(table, right=(3,)))) + 2
    lines = []
    for line, text in zip(columns(table, right=(3,)), told_promises, strict=True):
        first, *more = textwrap.wrap(text, max(24, width() - wide), break_on_hyphens=False, break_long_words=False) or [
            ""
        ]
        lines += [f"{line.ljust(wide)}{first}".rstrip(), *(f"{' ' * wide}{each}" for each in more)]
    return lines


def _csv(rows: Iterable[dict]) -> str:
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow(CSV)
    for row in rows:
        table.writerow(_cell(row.get(name)) for name in CSV)
    return written.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{flag} {number}" for flag, number in value.items())
    if isinstance(value, list):
        return " ".join(value) if all(" " not in each for each in value) else "; ".join(value)
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
