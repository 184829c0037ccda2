"""Work on what strangers wrote, in a process of its own: bounded in time and memory, and killed beyond them."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from threading import Lock
from typing import Any

from foedus.terms import FoedusError
from foedus.web.settings import Limits

PRELOADED = "foedus.web.readied"
PARTS = ("message", "file", "line", "field", "expected", "nearest", "remedy")
_LOCK = Lock()
_RUNNING: set[Any] = set()
"""The processes at work, so that a desk that ends need not wait for them."""


def run_apart(function: Callable[..., Any], *given: Any, limits: Limits) -> Any:
    """Return what a function returns for what is given, from a process of its own.

    Function, arguments and result must be picklable. Raises FoedusError as the function does, and when the work takes
    longer or more memory than the limits allow. The process starts from one that has the law library and the lexicons
    ready, so that starting costs some milliseconds.
    """
    context = _context()
    ours, theirs = context.Pipe(duplex=False)
    worker = context.Process(target=_work, args=(theirs, limits, function, given), daemon=True)
    with _LOCK:  # starting is not safe from several threads at once
        worker.start()
        _RUNNING.add(worker)
    theirs.close()
    try:
        if not ours.poll(limits.seconds):
            raise FoedusError(
                f"the work took more than {limits.seconds:g} seconds and was ended",
                remedy="give or ask less at a time",
            )
        kind, value = ours.recv()
    except (EOFError, ConnectionError):
        worker.join(1.0)
        if (worker.exitcode or 0) > 0:  # ended by itself, not by the system for what it took
            raise RuntimeError(f"the process of the work ended with {worker.exitcode}") from None
        raise FoedusError(
            "the work needed too much and was ended", remedy="give fewer or shorter reports, or plain text"
        ) from None
    finally:
        ours.close()
        with _LOCK:
            _RUNNING.discard(worker)
        if worker.is_alive():
            worker.join(0.2)
        if worker.is_alive():
            worker.kill()
        worker.join()
        worker.close()
    if kind == "refused":
        raise FoedusError(**value)
    if kind == "failed":
        raise RuntimeError(value)
    return value


def end_all() -> None:
    """End the work that is under way: whoever waits for it is told so at once."""
    with _LOCK:
        for worker in _RUNNING:
            worker.kill()


def ready() -> None:
    """Start the process from which the others are made, so that the first reader does not wait for it."""
    with _LOCK:
        context = _context()
        worker = context.Process(target=os.getpid, daemon=True)
        worker.start()
    worker.join()


def _context() -> Any:
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([PRELOADED])
    return context


def _work(answer: Connection, limits: Limits, function: Callable[..., Any], given: tuple) -> None:
    _bound(limits)
    gc.disable()  # the process ends before a collector would have repaid its work; its memory is bounded
    try:
        answer.send(("done", function(*given)))
    except FoedusError as error:
        answer.send(("refused", {name: getattr(error, name) for name in PARTS}))
    except MemoryError:
        answer.send(
            ("refused", {"message": "the work needed too much memory", "remedy": "give fewer or shorter reports"})
        )
    except RecursionError:
        answer.send(("refused", {"message": "the report is nested too deeply", "remedy": "give it as plain text"}))
    except Exception as error:  # told to the parent, which logs it and shows a page
        import traceback

        answer.send(("failed", f"{type(error).__name__}: {error}\n{traceback.format_exc()}"))


def _bound(limits: Limits) -> None:
    try:
        import resource
    except ImportError:  # no such bounds on this system; the time still holds
        return
    seconds = int(limits.seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
