"""`foedus verify`: an answer file checked again."""

from __future__ import annotations

from foedus.cli.ending import WRONG
from foedus.cli.options import Options
from foedus.cli.output import check_output, colour, put, width
from foedus.desk import LARGEST_ANSWER, take, verify


def write_verification(options: Options, file: str) -> None:
    """Write whether the same question gives the same answer; end with 1 when it does not."""
    check_output(options)
    found = verify(take(file, "an answer of foedus as JSON", LARGEST_ANSWER), library=options.library)
    put(found.render(options.format, lang=options.lang, width=width(), colour=colour(options)), options)
    if not found.holds:
        raise SystemExit(WRONG)
