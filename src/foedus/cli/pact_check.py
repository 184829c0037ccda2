"""`foedus pacts check`: pacts read, linted, and their cases run."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from foedus.cli.ending import WRONG, complain
from foedus.cli.layout import wrapped
from foedus.cli.options import Options
from foedus.cli.output import check_output, made_by, put, put_json, width
from foedus.cli.wording import told
from foedus.determinations import CaseReport, check_instrument
from foedus.pacts import Library, load_library, read_instrument, shipped_library_folder
from foedus.terms import FoedusError

START = "start one with 'foedus pacts new ID --into DIR'"


def write_check(options: Options, folder: str) -> None:
    """Write how the cases of each instrument come out; end with 1 when one fails or an instrument cannot be read.

    Without a folder the shipped library and the folders of --library are checked. An instrument that cannot be
    read is reported, and the others are checked all the same.
    """
    check_output(options)
    folders = [Path(folder)] if folder else [shipped_library_folder(), *map(Path, options.library)]
    paths = [path for each in folders for path in _instruments(each)]
    broken: list[str] = []
    read = {}
    for path in paths:
        try:
            read[path.name] = read_instrument(path)
        except FoedusError as error:
            complain(str(error))
            broken.append(str(error))
    # The instruments stand in the library that their rules and members refer to.
    library = Library({**load_library(*(() if not folder else options.library)).instruments, **read})
    reports = [check_instrument(library[name], library) for name in sorted(read)]
    if options.format == "json":
        put_json(_json(reports, library, broken), options)
    else:
        put("\n".join(_lines(reports, broken, options.lang)), options)
    if broken or any(not report.passed for report in reports):
        raise SystemExit(WRONG)


def _instruments(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise FoedusError(
            "no such folder" if not folder.exists() else "is a file", file=str(folder),
            expected="a folder of one instrument, or of several", remedy=START,
        )  # fmt: skip
    if (folder / "text.md").is_file():
        return [folder.resolve()]
    found = [path for path in sorted(folder.iterdir()) if (path / "text.md").is_file()]
    if not found:
        raise FoedusError("no instrument in this folder", file=str(folder), expected="folders with a text.md", remedy=START)
    return found


def _json(reports: Iterable[CaseReport], library: Library, broken: list[str]) -> dict[str, object]:
    return {
        "schema": "foedus/pact-check/1",
        "made_by": made_by(library.digest),
        "passed": not broken and all(report.passed for report in reports),
        "unread": broken,  # one message for each
        "instruments": [
            {
                "id": report.instrument,
                "passed": report.passed,
                "cases": [
                    {"name": case.name, "passed": case.passed, "message": case.message, "file": report.file, "line": case.line}
                    for case in report.cases
                ],
                "missing": list(report.missing),
            }
            for report in reports
        ],
    }


def _lines(reports: Iterable[CaseReport], broken: list[str], lang: str) -> list[str]:
    lines: list[str] = []
    ran = passed = 0
    for report in reports:
        good = sum(case.passed for case in report.cases)
        ran, passed = ran + len(report.cases), passed + good
        lines.append(f"{report.instrument}: {good}/{len(report.cases)} {told('cases', lang)} {told('passed', lang)}")
        for case in report.cases:
            if not case.passed:
                lines += wrapped(
                    f"{report.file}:{case.line}: {told('failed', lang)}: {case.name}: {case.message}", width(), "  ", "    "
                )
        for gap in report.missing:
            lines += wrapped(f"{told('not tried', lang)}: {gap}", width(), "  ", "    ")
    summary = f"{passed}/{ran} {told('cases', lang)} {told('passed', lang)}"
    if broken:
        summary += f"; {len(broken)} {told('could not be read', lang)}"
    return [*lines, summary]
