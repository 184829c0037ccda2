"""`foedus assess`: one incident through the pacts."""

from __future__ import annotations

from collections.abc import Sequence

from foedus.cli.clocks import day_of, when_of
from foedus.cli.incident_file import incident_of, written
from foedus.cli.inputs import made_by
from foedus.cli.options import Options
from foedus.cli.output import check_output, colour, put, width


def write_assessment(
    options: Options, arguments: Sequence[str], on: str, as_of: str, pacts: Sequence[str], everything: bool
) -> None:
    """Write what the pacts say of one incident."""
    check_output(options)
    law_day, known_day = when_of(on, "--on"), day_of(as_of, "--as-of")
    stated = written(arguments)
    from foedus.pacts import load_library

    library = load_library(*options.library)
    incident = incident_of(stated, library.fact_phrases)
    named = tuple(name.strip() for each in pacts for name in each.split(",") if name.strip())
    raise NotImplementedError
