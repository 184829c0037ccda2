"""The library cache: the shipped law as read once, kept until a file of it, or the reader itself, changes."""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

Kept = TypeVar("Kept")


def signature(paths: Iterable[Path]) -> str:
    """Return what changes when any of the files changes: name, size and time of writing of each, and the Python."""
    total = hashlib.sha256(f"{sys.version_info} {pickle.HIGHEST_PROTOCOL}\n".encode())
    for path in paths:
        try:
            stat = path.stat()
        except FileNotFoundError:
            continue  # a file that goes while it is looked at is one that is not there
        total.update(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return total.hexdigest()


def cache_folder() -> Path | None:
    """Return where the cache lies, by `FOEDUS_CACHE` (a folder, or `off`) or as the system has it; None when off."""
    asked = os.environ.get("FOEDUS_CACHE", "")
    if asked == "off":
        return None
    if asked:
        return Path(asked)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME", "") or str(Path.home() / ".cache")
    return Path(base) / "foedus" if base else None


def kept(name: str, mark: str, build: Callable[[], Kept]) -> Kept:
    """Return what `build` makes, from the cache where it holds the same mark.

    A cache that is missing, damaged, of another mark or not the user's own is built anew; one that cannot be written
    costs time and nothing else.
    """
    folder = cache_folder()
    if folder is None:
        return build()
    path = folder / f"{name}.pickle"
    found = _load(path, mark)
    if found is not None:
        return found  # type: ignore[no-any-return]
    made = build()
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=f"{name}-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(mark.encode())
                pickle.dump(made, file, protocol=pickle.HIGHEST_PROTOCOL)
            os.replace(temporary, path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    return made


def _load(path: Path, mark: str) -> object | None:
    import gc

    collecting = gc.isenabled()
    try:
        with path.open("rb") as file:
            # a pickle can run code: only a file that this user wrote is opened as one
            if hasattr(os, "getuid") and os.fstat(file.fileno()).st_uid != os.getuid():
                return None
            if file.read(len(mark)) != mark.encode():
                return None
            gc.disable()  # thousands of small objects arrive that all stay: collecting among them doubles the time
            return pickle.load(file)
    except (OSError, EOFError, pickle.UnpicklingError, AttributeError, ImportError, ValueError, TypeError, KeyError):
        return None
    finally:
        if collecting:
            gc.enable()
