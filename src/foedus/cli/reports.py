"""`foedus brief` and `foedus read`: news reports in, a brief or a reading out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from foedus.cli.ending import WRONG, complain, warn
from foedus.cli.options import Options
from foedus.cli.output import check_output, colour, put, width
from foedus.cli.saving import check_save, save_events
from foedus.desk import (
    STANDARD_INPUT,
    brief,
    day_of,
    later_reports,
    pacts,
    read,
    report_of,
    take,
    when_of,
)
from foedus.reading import Report
from foedus.terms import FoedusError


def write_brief(
    options: Options, names: Sequence[str], published: str, on: str, as_of: str, corrections: str = "", save: str = ""
) -> None:
    """Write the brief of the reports that can be read; end with 1 when one could not."""
    check_output(options)
    check_save(save)
    day, law_day, known_day = day_of(published, "--published"), when_of(on, "--on"), day_of(as_of, "--as-of")
    library = pacts(options.library)
    reports, whole = read_reports(names, day)
    later = later_reports(reports, known_day, published=day, library=library)
    for report in reports:
        if report.id in later:
            when = "on" if report.published else "not before"
            warn(f"{report.file}: came out {when} {later[report.id]}, after --as-of {known_day}; left out")
    kept = [report for report in reports if report.id not in later]
    if not kept:
        raise FoedusError("no report is left", field="--as-of", expected=f"a report that came out by {known_day}")
    # the reports that came out later go in too: a correction may be about one of them
    found = brief(
        reports, published=day, on=law_day, as_of=known_day, library=library, corrections=corrections or None
    )  # fmt: skip
    put(found.render(options.format, lang=options.lang, width=width(), colour=colour(options)), options)
    save_events(save, found, options)
    if not whole:
        raise SystemExit(WRONG)


def write_reading(options: Options, names: Sequence[str], published: str, corrections: str = "") -> None:
    """Write what the reports say and what they come to; end with 1 when one could not be read."""
    check_output(options)
    day = day_of(published, "--published")
    library = pacts(options.library)
    reports, whole = read_reports(names, day)
    found = read(reports, published=day, library=library, corrections=corrections or None)
    put(found.render(options.format, lang=options.lang, width=width(), colour=colour(options)), options)
    if not whole:
        raise SystemExit(WRONG)


def read_reports(names: Sequence[str], published: date | None) -> tuple[tuple[Report, ...], bool]:
    """Return the reports that can be read, and whether all could; each that cannot is told on stderr.

    Ends with 1 when none can be read.
    """
    reports: list[Report] = []
    taken: dict[str, int] = {}
    for number, name in enumerate(names):
        try:
            if name == STANDARD_INPUT and STANDARD_INPUT in names[:number]:
                raise FoedusError("standard input is named twice", file=name, expected="'-' once")
            reports.append(report_of(take(name), taken, published))
        except FoedusError as error:
            complain(str(error))
    if not reports:
        raise SystemExit(WRONG)
    return tuple(reports), len(reports) == len(names)
