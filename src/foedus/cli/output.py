"""Where a result goes: standard output, or the file of -o."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from foedus.cli.ending import PIPE_CLOSED, hush
from foedus.cli.options import Options
from foedus.terms import FoedusError

AS_WRITTEN = ("utf-8", "backslashreplace")


BINARY = ("pdf", "docx")
"""Formats that are no text: a terminal would show them as noise, and may obey it."""


def check_output(options: Options) -> None:
    """Raise FoedusError when the result cannot be written where it should go, before any work is done."""
    if options.output is None:
        if options.format in BINARY and _is_terminal():
            raise FoedusError(
                f"{options.format} is no text for a terminal", field="--format", expected="a file or a pipe",
                remedy=f"write it to a file with -o brief.{options.format}",
            )  # fmt: skip
        return
    path = Path(options.output)
    if path.is_dir():
        raise FoedusError("is a folder", file=options.output, field="-o", expected="the name of a file")
    if not path.parent.is_dir():
        raise FoedusError(f"no folder '{path.parent}'", file=options.output, field="-o", remedy="make the folder first")


def put(result: str | bytes, options: Options) -> None:
    """Write a finished result: text ending in one newline, bytes as they are; a calendar keeps its own line ends."""
    text = result if isinstance(result, bytes) else result.rstrip("\r\n") + ("\r\n" if "\r\n" in result else "\n")
    if options.output is not None:
        try:
            Path(options.output).write_bytes(text if isinstance(text, bytes) else text.encode(*AS_WRITTEN))
        except OSError as error:
            raise FoedusError(error.strerror or "cannot be written", file=options.output, field="-o") from None
        return
    if sys.stdout is None:
        raise FoedusError("standard output is closed", remedy="write to a file with -o")
    try:
        if isinstance(text, bytes):
            sys.stdout.flush()
            sys.stdout.buffer.write(text)
        else:
            sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        hush()
        raise SystemExit(PIPE_CLOSED) from None
    except OSError as error:
        hush()
        raise FoedusError(error.strerror or "cannot be written", file="standard output") from None


def put_json(answer: object, options: Options) -> None:
    """Write an answer as JSON: two spaces deep, every script as it is."""
    put(json.dumps(answer, indent=2, ensure_ascii=False), options)


def colour(options: Options) -> bool:
    """Tell whether the result may be coloured: it goes to a terminal, and NO_COLOR is not set."""
    import os

    return options.output is None and _is_terminal() and not os.environ.get("NO_COLOR")


def width() -> int:
    """Return how many columns a line may have, from 40 to 100: the variable COLUMNS, else the terminal's, else 80."""
    import os
    import shutil

    asked = _is_terminal() or os.environ.get("COLUMNS")
    return max(40, min(shutil.get_terminal_size((80, 24)).columns, 100)) if asked else 80


def _is_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def made_by(library_digest: str) -> dict[str, object]:
    """Return what an answer about the library rests on: the version and the state of the law."""
    from foedus import __version__

    return {"foedus": __version__, "library": library_digest, "inputs": []}
