"""The door at the terminal: thin commands, one for each verb."""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """Run the command line and end the program with its exit code: 0 done, 1 bad value or input, 2 bad command.

    Ctrl-C ends quietly with 130, a reader that closed its pipe quietly with 141, as a shell shows it.
    """
    import gc
    import sys

    # A command ends before a collector would have repaid its work, which is about a third of a brief's time.
    gc.disable()
    try:
        from foedus.cli.ending import run
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(run())
