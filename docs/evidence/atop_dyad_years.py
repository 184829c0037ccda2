"""Writes atop-dyad-years.md and .csv beside this file: python docs/evidence/atop_dyad_years.py

The imported instruments are expanded to directed dyad-years and held against ATOP's own file, cell by cell.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from foedus.pacts import Instrument
from foedus.pacts.atop import read_atop, state_years
from foedus.pacts.atop.reproduction import (
    EARLIER_TEXT,
    NO_COW_CODE,
    NOT_DERIVABLE,
    STATE_ENDED,
    UNEXPLAINED,
    Difference,
    Reproduction,
    read_published,
    reproduce,
)
from foedus.pacts.atop.stateyears import StateYearDifference, read_published_state_years, state_year_differences
from foedus.pacts.atop.tables import PROMISES

PAGE = Path(__file__).with_name("atop-dyad-years.md")
TABLE = Path(__file__).with_name("atop-dyad-years.csv")

OPENING = """\
# ATOP directed dyad-years, reproduced from the instruments

Written by `python docs/evidence/atop_dyad_years.py`; a test compares this page and its table with what that command finds.

**What was done.** Every ATOP 5.1 alliance is read from the shipped tables (`atop51_alliance`, `atop51_phase`,
`atop51_member`) into an instrument of the same kind as a hand-encoded one. From these instruments alone, that is from
their rules, terms and spells of membership, it is worked out who owed what to whom in each year (on any day of it), and the
result is held against the directed dyad-years that ATOP publishes (`atop51_directed_dyad_year`, as trimmed by
peacesciencer). Nothing is filled from the file compared with: it is opened only to compare.

**How days become years.** A member is bound from its signature; the day that ATOP codes as the end is the last day bound
(the codebook: `endday` is the last day), unless the next text begins on that day. A row stands for two states that are
bound by one text on some day of the year. Codes are those that the Correlates of War give the state of that day.
"""


@cache
def found() -> tuple[tuple[Instrument, ...], Reproduction]:
    instruments = read_atop()
    return instruments, reproduce(instruments, read_published())


def table() -> str:
    """Return every difference, one row for each cell."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    write.writerow(("ccode1", "ccode2", "year", "promise", "expanded", "published", "alliances", "reason"))
    for each in found()[1].differences:
        expanded = "" if each.expanded is None else each.expanded
        write.writerow((*each[:4], expanded, each.published, " ".join(each.alliances), each.reason))
    return out.getvalue()


def page() -> str:
    """Return the page."""
    _, result = found()
    rows = [each for each in result.differences if each.promise == "row"]
    lines = [OPENING, "## In figures\n", "| | |", "|---|---|"]
    figures = {
        "directed dyad-years published": result.rows_published,
        "expanded from the instruments": result.rows_expanded,
        "cells compared (rows in both, five promises)": result.cells,
        "cells equal": result.equal,
        "cells not derivable (blank in the expansion, never filled)": len(result.of(NOT_DERIVABLE)),
        "cells that differ although derivable": len(result.of(EARLIER_TEXT)),
        "rows of the expansion that are not published": sum(each.published == 0 for each in rows),
        "rows published that the expansion has not": sum(each.expanded == 0 for each in rows),
        "unexplained": len(result.of(UNEXPLAINED)),
    }
    lines += [f"| {what} | {count:,} |" for what, count in figures.items()]
    lines += ["", "Cells by promise:", ""]
    lines += ["| promise | equal | not derivable: published 1 | published 0 | differ |", "|---|---|---|---|---|"]
    for promise in PROMISES:
        blank = [d for d in result.of(NOT_DERIVABLE) if d.promise == promise]
        differ = [d for d in result.of(EARLIER_TEXT) if d.promise == promise]
        equal = result.cells // len(PROMISES) - len(blank) - len(differ)
        ones = sum(d.published == 1 for d in blank)
        lines.append(f"| {promise} | {equal:,} | {ones} | {len(blank) - ones} | {len(differ)} |")
    lines += ["", _reasons(result), "## Each difference", ""]
    lines.append(f"All {len(result.differences):,} stand row by row, with their reason, in")
    lines.append(
        "[atop-dyad-years.csv](atop-dyad-years.csv); `expanded` is blank where the cell is not derivable; `row` in"
    )
    lines.append("`promise` is a whole row. By alliance:\n")
    lines += _by_alliance(result)
    lines += ["", *_state_years()]
    return "\n".join(lines) + "\n"


WHY = """\
## Why they differ

**Not derivable, {blank:,} cells.** Where `obvary` is 1 a member owes different things to different partners, and the
member file tells what it owes, not to whom. The instrument asks for it as a fact of its own, "the promise runs towards this
partner", so a determination is `unsettled` and the cell is blank, unless another alliance of the same two states makes the
promise sure. Had the cells been taken as promised to every partner, {zero} of them would differ from the published file
and {ones:,} would agree.

**Two texts in one year, {earlier} cells** ({texts}). A text of the year promised it, and the
amended text of the same year dropped it. The instruments say that it was owed on some day of the year; the published file
tells what the last text says. That it does so throughout was checked on the member file: with only the last text of each
pair and year all derivable cells agree, and in these cells alone does that make a difference.

**A member without a code, {no_code} rows.** ATOP 1320 is an alliance of France with Annam, to which ATOP gives a number
of its own (8152); the published file leaves it out. The instrument keeps it, as a treaty of VNM.

**A state that had ended, {ended} rows.** ATOP 3973 (Czechoslovakia and Syria) is coded to 1 January 1993, the day after
Czechoslovakia's last. The instrument lets the membership end with the state.

**What days set right.** Years alone, without days, would give 14 more rows, of states that shared no day of the year in a
text: Germany with the two German states in 1990, the new Yemen with the two that it replaced, and Yugoslavia with Croatia,
Ukraine and Uzbekistan in 1992, which joined the Helsinki process (ATOP 3740) after Yugoslavia had been put out of it in May.
Neither the published file nor the expansion has them.
"""


def _reasons(result: Reproduction) -> str:
    blank, earlier = result.of(NOT_DERIVABLE), result.of(EARLIER_TEXT)
    zero = sum(each.published == 0 for each in blank)
    return WHY.format(
        blank=len(blank), zero=zero, ones=len(blank) - zero, earlier=len(earlier),
        texts=", ".join(sorted({name for each in earlier for name in each.alliances})),
        no_code=len(result.of(NO_COW_CODE)), ended=len(result.of(STATE_ENDED)),
    )  # fmt: skip


SHORT = {
    NOT_DERIVABLE: "obvary",
    EARLIER_TEXT: "two texts in one year",
    NO_COW_CODE: "no code",
    STATE_ENDED: "state ended",
}


def _by_alliance(result: Reproduction) -> list[str]:
    groups: dict[tuple[tuple[str, ...], str], list[Difference]] = {}
    for each in result.differences:
        groups.setdefault((each.alliances, each.reason), []).append(each)
    lines = ["| alliances | years | promises | cells | of these published 1 | reason |", "|---|---|---|---|---|---|"]
    for (alliances, reason), cells in sorted(groups.items(), key=lambda item: (item[0][1], item[0][0])):
        years = sorted({d.year for d in cells})
        span = str(years[0]) if years[0] == years[-1] else f"{years[0]}-{years[-1]}"
        promises = ", ".join(p for p in ("row", *PROMISES) if any(d.promise == p for d in cells))
        ones = sum(d.published == 1 for d in cells)
        names = ", ".join(alliances)
        lines.append(f"| {names} | {span} | {promises} | {len(cells)} | {ones} | {SHORT.get(reason, reason)} |")
    return lines


STATE_YEARS = """\
## State-years

The same instruments, expanded to what a state owed anyone in a year, are held against `atop51_stateyear`
({published:,} rows, five promises, and the list of alliances). A promise to some partners only is owed to someone, so nothing is
blank here. Everything agrees but {count} entries, for the reasons above; the one more is ATOP 3640 (West Germany and the Soviet
Union, coded to 9 November 1990 under 260), which the state of the day has under its new code 255.

| ccode | year | what | expanded | published |
|---|---|---|---|---|"""


@cache
def state_year_result() -> tuple[int, tuple[StateYearDifference, ...]]:
    published = read_published_state_years()
    return len(published), state_year_differences(state_years(found()[0]), published)


def _state_years() -> list[str]:
    published, differences = state_year_result()
    told = [STATE_YEARS.format(published=published, count=len(differences))]
    for each in differences:
        sides = [" ".join(side) if isinstance(side, tuple) else side for side in (each.expanded, each.published)]
        told.append(f"| {each.ccode} | {each.year} | {each.what} | {sides[0]} | {sides[1]} |")
    return told


def main(wanted: Iterable[tuple[Path, str]]) -> None:
    for path, text in wanted:
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(((PAGE, page()), (TABLE, table())))
