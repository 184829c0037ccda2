"""What comes in: the bytes of reports and files, refused with one clear message where they cannot be taken."""

from __future__ import annotations

import hashlib
import stat
import sys
from dataclasses import dataclass
from pathlib import Path

from foedus.terms import FoedusError

LARGEST = 5_000_000
"""Bytes; a file above this is refused by its size, without being read."""

STANDARD_INPUT = "-"


@dataclass(frozen=True)
class Given:
    """One input as it came: what the user called it, and its bytes."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    def named(self) -> tuple[str, str, bytes]:
        """Return the input as answers carry it: file, checksum and bytes."""
        return self.name, self.sha256, self.content


def take(name: str, what: str = "a report as text or HTML", largest: int = LARGEST) -> Given:
    """Return one input by its path, `-` for standard input; raise FoedusError when there is nothing to take."""
    if name == STANDARD_INPUT:
        return _standard_input(what, largest)
    path = Path(name)
    try:
        kind = path.stat()
        if stat.S_ISDIR(kind.st_mode):
            raise FoedusError("is a folder", file=name, expected=what, remedy="name a file in it")
        if kind.st_size > largest:
            raise _too_large(name, f"{kind.st_size:,}", largest)
        with path.open("rb") as opened:
            content = opened.read(largest + 1)
    except FileNotFoundError:
        raise FoedusError("no such file", file=name, expected=what) from None
    except PermissionError:
        raise FoedusError("may not be read", file=name, expected=what, remedy="change its permissions") from None
    except (OSError, ValueError) as error:
        raise FoedusError(
            f"cannot be read ({getattr(error, 'strerror', None) or error})", file=name, expected=what
        ) from None
    if len(content) > largest:
        raise _too_large(name, f"more than {largest:,}", largest)
    if not content.strip():
        raise FoedusError("the file is empty", file=name, expected=what)
    return Given(name, content)


def text_of(given: Given) -> str:
    """Return an input as UTF-8 text; raise FoedusError where it is not."""
    try:
        text = given.content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = given.content.count(b"\n", 0, error.start) + 1
        raise FoedusError("not UTF-8 text", file=given.name, line=line, remedy="save the file as UTF-8") from None
    if "\x00" in text:
        raise FoedusError("the file is not text", file=given.name, expected="UTF-8 text")
    return text


def _standard_input(what: str, largest: int) -> Given:
    if sys.stdin is None:
        raise FoedusError("there is no standard input", file=STANDARD_INPUT, expected=what)
    content = sys.stdin.buffer.read(largest + 1)
    if len(content) > largest:
        raise _too_large("standard input", f"more than {largest:,}", largest)
    if not content.strip():
        raise FoedusError("nothing on standard input", file=STANDARD_INPUT, expected=what)
    return Given(STANDARD_INPUT, content)


def _too_large(name: str, size: str, largest: int) -> FoedusError:
    return FoedusError(
        f"has {size} bytes", file=name, expected=f"at most {largest:,}", remedy="give one report or incident at a time"
    )
