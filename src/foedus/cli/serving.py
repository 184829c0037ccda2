"""`foedus serve`: the desk in the browser."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from foedus.cli.ending import warn
from foedus.cli.options import Options
from foedus.terms import FoedusError
from foedus.web import Settings, serve


def run_desk(
    options: Options, host: str, port: int, names: Sequence[str], keep: str, workers: int, fetch: bool, example: bool,
    show: bool,
) -> None:  # fmt: skip
    """Serve the desk until Ctrl-C; tell its address on stderr, and open it in a browser when asked."""
    if not 1 <= workers <= 64:
        raise FoedusError(f"{workers} processes", field="--workers", expected="a number from 1 to 64")
    settings = Settings(host, port, tuple(names), tuple(options.library), keep, fetch)
    if host not in ("127.0.0.1", "localhost", "::1"):
        warn(f"the desk listens on {host}: whoever reaches this machine can use it; there is no sign-in")

    def started(address: str) -> None:
        first = f"{address}{options.lang}/" + ("example" if example else "")
        print(f"The desk is at {first} (Ctrl-C ends it)", file=sys.stderr, flush=True)
        if show:
            import threading
            import webbrowser

            # the browser asks once the port answers, which it does as soon as this thread has gone on to serve
            threading.Timer(0.3, webbrowser.open, (first,)).start()

    serve(settings, workers=workers, started=started)
