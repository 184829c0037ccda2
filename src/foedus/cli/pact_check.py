"""`foedus pacts check`: pacts read, linted, and their cases run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from foedus.briefs.pacts import told
from foedus.cli.ending import WRONG, complain
from foedus.cli.layout import wrapped
from foedus.cli.options import Options
from foedus.cli.output import check_output, made_by, put, put_json, width
from foedus.determinations import CaseReport, check_instrument
from foedus.pacts import (
    LEVELS,
    Finding,
    Library,
    flag_counts,
    lint,
    load_library,
    read_instrument,
    shipped_library_folder,
)
from foedus.terms import FoedusError

UNTRIED = "no case expects anything of "
START = "start one with 'foedus pacts new ID --into DIR'"


@dataclass(frozen=True)
class Checked:
    """One instrument as it was checked: how its cases came out, what lint found, and on what it rests."""

    report: CaseReport
    findings: tuple[Finding, ...]
    verified: dict[str, int]

    @property
    def passed(self) -> bool:
        return self.report.passed and not any(found.level == "error" for found in self.findings)


def write_check(options: Options, folder: str) -> None:
    """Write how the cases of each instrument come out and what lint finds.

    Ends with 1 when a case fails, lint finds an error, or an instrument cannot be read; warnings and hints are listed
    and pass. Without a folder the shipped library and the folders of --library are checked. An instrument that cannot
    be read is reported, and the others are checked all the same.
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
    beside = load_library(*options.library) if folder or not broken else load_library()
    library = Library({**beside.instruments, **read}, beside.chronology)
    checked = [
        Checked(check_instrument(library[name], library), lint(library[name], library), flag_counts(library[name]))
        for name in sorted(read)
    ]
    if options.format == "json":
        put_json(_json(checked, library, broken), options)
    else:
        put("\n".join(_lines(checked, broken, options.lang)), options)
    if broken or any(not each.passed for each in checked):
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
        raise FoedusError(
            "no instrument in this folder", file=str(folder), expected="folders with a text.md", remedy=START
        )
    return found


def _json(checked: Iterable[Checked], library: Library, broken: list[str]) -> dict[str, object]:
    checked = list(checked)
    return {
        "schema": "foedus/pact-check/1",
        "made_by": made_by(library.digest),
        "passed": not broken and all(each.passed for each in checked),
        "unread": broken,  # one message for each
        "found": _levels(checked),
        "instruments": [
            {
                "id": each.report.instrument,
                "passed": each.passed,
                "cases": [
                    {
                        "name": case.name, "passed": case.passed, "message": case.message, "file": each.report.file,
                        "line": case.line,
                    }
                    for case in each.report.cases
                ],
                "missing": list(each.report.missing),
                "findings": [found.to_json() for found in each.findings],
                "verified": each.verified,
            }
            for each in checked
        ],
    }  # fmt: skip


def _levels(checked: Iterable[Checked]) -> dict[str, int]:
    count = Counter(found.level for each in checked for found in each.findings)
    return {level: count[level] for level in LEVELS}


def _lines(checked: list[Checked], broken: list[str], lang: str) -> list[str]:
    lines: list[str] = []
    ran = passed = 0
    for each in checked:
        report = each.report
        good = sum(case.passed for case in report.cases)
        ran, passed = ran + len(report.cases), passed + good
        head = f"{report.instrument}: {good}/{len(report.cases)} {told('cases', lang)} {told('passed', lang)}"
        parts = filter(None, (head, _counted(_levels([each]), lang), _unchecked(each, lang)))
        lines += wrapped("; ".join(parts), width(), "", "  ")
        for case in report.cases:
            if not case.passed:
                lines += wrapped(
                    f"{report.file}:{case.line}: {told('failed', lang)}: {case.name}: {case.message}",
                    width(),
                    "  ",
                    "    ",
                )
        for found in each.findings:
            lines += wrapped(f"{told(found.level, lang)}: {found}", width(), "  ", "    ")
        untried = [found.message.removeprefix(UNTRIED) for found in each.findings if found.message.startswith(UNTRIED)]
        for gap in report.missing:
            if any(gap.startswith(f"{provision}: ") for provision in untried):
                continue  # told by lint already
            lines += wrapped(f"{told('not tried', lang)}: {gap}", width(), "  ", "    ")
    summary = f"{passed}/{ran} {told('cases', lang)} {told('passed', lang)}"
    if broken:
        summary += f"; {len(broken)} {told('could not be read', lang)}"
    found = _counted(_levels(checked), lang)
    return [*lines, *wrapped("; ".join(filter(None, (summary, found))), width(), "", "  ")]


def _counted(levels: dict[str, int], lang: str) -> str:
    return ", ".join(
        f"{number} {told(level if number == 1 else f'{level}s', lang)}" for level, number in levels.items() if number
    )


def _unchecked(each: Checked, lang: str) -> str:
    """Return how much of an instrument nobody checked, empty where all of it was read somewhere."""
    if not each.verified.get("gk"):
        return ""
    return f"{each.verified['gk']} {told('of', lang)} {sum(each.verified.values())} {told('not verified (gk)', lang)}"
