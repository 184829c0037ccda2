"""A page for each hand-encoded instrument, and the index with the alliances of ATOP: instruments/*.md"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from foedus.briefs.pacts import edge_words, life, page_lines, promises, table, years
from foedus.determinations import CaseReport, check_instrument
from foedus.pacts import Block, Instrument, Library, flag_counts, load_library

FOLDER = Path(__file__).with_name("instruments")
OPENING = """\
# The law library

Written by `python docs/reference/write.py` from `src/foedus/library`; a test compares the two. The words of every article are
ours, restated; the forms below them are what foedus runs ([the language](../language.md), [its words](../terms.md), [the
verdicts](../verdicts.md)). `verified` tells how many blocks and memberships rest on the text, on a report, on a calculation,
or on general knowledge that nobody checked (gk). `foedus pacts show ID --on DATE` tells who was bound on a day.
"""
ATOP = """\
## Alliances of ATOP 5.1

Made from the tables of the Alliance Treaty Obligations and Provisions project, which name no treaty. What they do not code is
unknown; their coverage ends with 2018, and a year with `?` means that the alliance was in force then. An alliance with an arrow
has been encoded by hand as well: that one answers, unless this one is asked for by its id.
"""
NAMED = 8
"""How many parties a row names before it counts the others."""


def pages() -> dict[Path, str]:
    """Return the pages by their paths."""
    library = load_library()
    hand = [each for each in library if not each.about("coded by")]
    rest = [each for each in library if each.about("coded by")]
    reports = {each.id: check_instrument(each, library) for each in hand}
    found = {FOLDER / f"{each.id}.md": _page(each, reports[each.id], library) for each in hand}
    return {FOLDER / "README.md": _index(hand, rest, reports), **found}


def _page(pact: Instrument, report: CaseReport, library: Library) -> str:
    title, *lines = page_lines(pact, "en")
    twins = [each.id for each in library if each.about("replaced by") == pact.id]
    beside = [f"Its coding in ATOP 5.1: {', '.join(f'`{twin}`' for twin in twins)}.", ""] if twins else []
    top = [title, "", "[The law library](README.md)", "", *beside]
    return "\n".join([*top, *lines[1:], "", *_cases(pact, report)]).rstrip() + "\n"


def _cases(pact: Instrument, report: CaseReport) -> Iterator[str]:
    yield "## Cases"
    yield ""
    if not report.cases:
        yield "None yet."
        return
    good = sum(case.passed for case in report.cases)
    yield f"{good} of {len(report.cases)} come out as expected."
    yield ""
    results = {case.line: case for case in report.cases}
    rows = [("case", "day", "event", "expected", "state")]
    for block in pact.cases:
        result = results[block.line]
        state = "passed" if result.passed else f"failed: {result.message}"
        rows.append((block.name, _value(block, "date"), _event(block), "<br>".join(_expected(block)), state))
    yield from table(rows)
    if report.missing:
        yield ""
        yield "Not tried:"
        yield ""
        yield from (f"- {gap}" for gap in report.missing)


def _value(block: Block, key: str) -> str:
    row = block.get(key)
    return "" if row is None else row.value or ", ".join(text for text, _ in row.items)


def _event(block: Block) -> str:
    keys = [row.key for row in block.rows[1:] if row.key != "date" and not row.key.startswith("expect")]
    return "; ".join(f"{key}: {_value(block, key)}" for key in keys)


def _expected(block: Block) -> Iterator[str]:
    for row in block.rows:
        if row.key == "expect" or row.key.startswith("expect "):
            reading = row.key.removeprefix("expect").strip().strip('"')
            for text in [row.value] if row.value else [text for text, _ in row.items]:
                yield f"{text} [{reading}]" if reading else text


def _index(hand: list[Instrument], rest: list[Instrument], reports: dict[str, CaseReport]) -> str:
    rows = [("id", "name", "kind", "signed", "law", "parties", "rules", "cases", "verified")]
    for each in hand:
        span = life(each)
        start, end = (edge_words(span[key] or "", "en") for key in ("from", "until"))
        law = f"{start or '?'} – {end}".strip()
        counted = ", ".join(f"{flag} {number}" for flag, number in flag_counts(each).items())
        report = reports[each.id]
        cases = f"{sum(case.passed for case in report.cases)}/{len(report.cases)}"
        rows.append((
            f"[{each.id}]({each.id}.md)", each.short_name, each.about("kind"), each.about("signed"), law, str(len(each.parties)),
            str(len(each.rules)), cases, counted,
        ))  # fmt: skip
    lines = [OPENING, f"{len(hand)} instruments encoded by hand:", "", *table(rows)]
    if rest:
        alliances = [("id", "years", "parties", "promises")]
        for each in rest:
            span, twin = life(each), each.about("replaced by")
            twin = twin if twin in reports else ""  # the twin may not be written yet
            named = f"{' '.join(each.parties[:NAMED])}" + (
                f" +{len(each.parties) - NAMED}" if len(each.parties) > NAMED else ""
            )
            told = ", ".join(promises(each)) + (f" → [{twin}]({twin}.md)" if twin else "")
            alliances.append((each.id, years(span["from"], span["until"]), named, told))
        lines += ["", ATOP, *table(alliances)]
    return "\n".join(lines).rstrip() + "\n"
