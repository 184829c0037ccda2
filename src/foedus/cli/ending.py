"""How the program ends: one exit code, one line for what went wrong, never a traceback."""

from __future__ import annotations

import contextlib
import os
import sys

DONE, WRONG, INTERRUPTED, PIPE_CLOSED = 0, 1, 130, 141


def run(args: list[str] | None = None) -> int:
    """Run one command and return its exit code; whatever goes wrong is one line on stderr.

    The environment variable FOEDUS_DEBUG lets an unexpected error through with its traceback.
    """
    code = DONE
    try:
        _plain_streams()
        from foedus.cli.app import app

        app(args=args, prog_name="foedus")
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else WRONG if ended.code else DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return hush()
    except Exception as error:
        code = _tell(error)
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        return hush()
    except OSError as error:
        hush()
        complain(f"standard output: {error.strerror or error}")
        return WRONG
    return code


def _tell(error: Exception) -> int:
    if type(error).__module__.startswith("foedus."):
        from foedus.terms import FoedusError

        if isinstance(error, FoedusError):
            complain(str(error))
            return WRONG
    if os.environ.get("FOEDUS_DEBUG"):
        raise error
    if isinstance(error, OSError) and error.strerror:
        complain(f"{error.filename or 'the system'}: {error.strerror}")
    else:
        first = (str(error).splitlines() or [""])[0]
        complain(
            f"an error inside foedus ({type(error).__name__}: {first}); please report it; "
            "with FOEDUS_DEBUG=1 the same command shows where"
        )
    return WRONG


def complain(text: str) -> None:
    """Write one message to stderr."""
    message(f"foedus: {text}")


def warn(text: str) -> None:
    """Write one warning to stderr: something was left out or ignored, and the answer still came."""
    message(f"foedus: warning: {text}")


def message(text: str) -> None:
    """Write a line to stderr; a stderr that is closed is no reason to fail."""
    with contextlib.suppress(OSError, ValueError):
        print(" ".join(text.splitlines()), file=sys.stderr, flush=True)


def _plain_streams() -> None:
    # An answer holds names in many scripts; a terminal that cannot show one gets an escape, not a crash.
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def hush() -> int:
    # What is still buffered must go nowhere, else Python complains about it on its way out.
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return PIPE_CLOSED
