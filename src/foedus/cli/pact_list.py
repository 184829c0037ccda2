"""`foedus pacts list`: the law library as a table."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable
from datetime import date

from foedus.cli.layout import columns, wrapped
from foedus.cli.options import Options
from foedus.cli.output import check_output, made_by, put, put_json, width
from foedus.cli.wording import told, truth
from foedus.desk import when_of
from foedus.pacts import Instrument, bound_parties, in_force, load_library
from foedus.terms import When, all_of, day_when

LEGEND = (
    "Parties: those bound on the day, after + those of whom it is not known. Verified: how many rules and memberships rest "
    "on the text, on a report, on a calculation, or on general knowledge that nobody checked (gk)."
)


def write_list(options: Options, on: str) -> None:
    """Write every instrument with its state on a day, today unless another is given."""
    check_output(options)
    when = when_of(on, "--on") or day_when(date.today())
    library = load_library(*options.library)
    rows = [row_of(instrument, when) for instrument in library]
    if options.format == "json":
        put_json(
            {"schema": "foedus/pacts/1", "made_by": made_by(library.digest), "on": when.to_json(), "pacts": rows}, options
        )
    elif options.format == "csv":
        put(_csv(rows), options)
    else:
        put("\n".join(_lines(rows, when, options.lang)), options)


def row_of(instrument: Instrument, when: When) -> dict[str, object]:
    """Return what the list tells of an instrument, as JSON has it."""
    status = in_force(instrument, instrument.standing, when)
    bound = bound_parties(instrument, when) if status.truth is not False else {}
    return {
        "id": instrument.id,
        "short_name": instrument.short_name,
        "title": instrument.title,
        "kind": instrument.about("kind"),
        "signed": instrument.about("signed"),
        "in_force": status.truth,
        "parties": list(instrument.parties),
        "bound": [party for party, found in bound.items() if all_of((status.truth, found.truth))],
        "bound_unknown": [party for party, found in bound.items() if all_of((status.truth, found.truth)) is None],
        "rules": len(instrument.rules),
        "readings": sorted({block.reading for block in instrument.variants if block.reading}),
        "verified": flags(instrument),
    }


def flags(instrument: Instrument) -> dict[str, int]:
    """Return how many blocks and party rows rest on what: text, report, calculation, general knowledge."""
    found = [block.origin.verified for block in (*instrument.blocks, *instrument.variants)]
    count = Counter(flag for flag in (*found, *(spell.verified for spell in instrument.spells)) if flag)
    return {flag: count[flag] for flag in ("text", "report", "calc", "gk") if count[flag]}


def flag_words(counted: dict[str, int], lang: str = "en") -> str:
    """Return the counts in words: `9 read in the text, 2 general knowledge, not checked`."""
    return ", ".join(f"{number} {told(f'verified {flag}', lang)}" for flag, number in counted.items())


def _lines(rows: Iterable[dict], when: When, lang: str) -> list[str]:
    heads = ("id", *(told(word, lang) for word in ("signed", "in force", "parties", "rules")))
    table = [heads]
    names = []
    for row in rows:
        unknown = f"+{len(row['bound_unknown'])}?" if row["bound_unknown"] else ""
        table.append(
            (row["id"], row["signed"] or "?", truth(row["in_force"], lang), f"{len(row['bound'])}{unknown}", str(row["rules"]))
        )
        counted = ", ".join(f"{flag} {number}" for flag, number in row["verified"].items())
        names.append(f"  {row['short_name']} · {told('verified', lang)}: {counted or '?'}")
    laid = columns(table, right=(3, 4))
    if max(map(len, laid)) > width():
        laid = columns(table, right=(3, 4), gap=1)
    if max(map(len, laid)) > width():
        told_rows = ["; ".join(f"{head} {cell}" for head, cell in zip(heads[1:], row[1:], strict=True)) for row in table[1:]]
        both = [line for row, rest, name in zip(table[1:], told_rows, names, strict=True) for line in (
            row[0], *wrapped(rest, width(), "  "), *wrapped(name, width(), "  ", "    ")
        )]  # fmt: skip
    else:
        head, *lines = laid
        both = [head, *(line for pair in zip(lines, names, strict=True) for line in pair)]
    told_day = f"{told('in force and parties on', lang)} {when.words()}"
    return [told_day[:1].upper() + told_day[1:], "", *both, "", *wrapped(told(LEGEND, lang), width())]


def _csv(rows: Iterable[dict]) -> str:
    written = io.StringIO()
    names = (
        "id", "short_name", "title", "kind", "signed", "in_force", "parties", "bound", "bound_unknown", "rules", "readings",
        "verified",
    )  # fmt: skip
    table = csv.writer(written, lineterminator="\n")
    table.writerow(names)
    for row in rows:
        table.writerow(_cell(row[name]) for name in names)
    return written.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{flag} {number}" for flag, number in value.items())
    if isinstance(value, list):
        return " ".join(value) if all(" " not in each for each in value) else "; ".join(value)
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
