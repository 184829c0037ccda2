"""The shelf: cases as given, each under an address made from its content, so that an address always shows the same."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from foedus.desk import Given
from foedus.terms import FoedusError

LOG = logging.getLogger("foedus.web")
_ID = re.compile(r"[0-9a-f]{24}")


@dataclass(frozen=True)
class Case:
    """Reports with what was asked of them and what a person corrected: everything that a brief follows from.

    A correction makes a new case; `parent` is the id of the one before it.
    """

    reports: tuple[Given, ...]
    published: str = ""
    on: str = ""
    as_of: str = ""
    corrections: tuple[Mapping[str, Any], ...] = ()
    parent: str = ""

    @property
    def id(self) -> str:
        """Return the address of the case: the first 24 hex digits of the SHA-256 of its content."""
        return hashlib.sha256(self._written()).hexdigest()[:24]

    def corrected(self, *more: Mapping[str, Any]) -> Case:
        """Return the case with corrections added at the end."""
        return replace(self, corrections=(*self.corrections, *more), parent=self.id)

    def _written(self) -> bytes:
        held = {
            "schema": "foedus/case/1",
            "reports": [{"file": each.name, "sha256": each.sha256} for each in self.reports],
            "published": self.published,
            "on": self.on,
            "as_of": self.as_of,
            "corrections": list(self.corrections),
            "parent": self.parent,
        }
        return json.dumps(held, ensure_ascii=False, sort_keys=True, indent=1).encode("utf-8", "surrogatepass")


class Shelf:
    """Cases in a folder: `cases/<id>.json` and `reports/<sha256>`, written whole or not at all."""

    def __init__(self, folder: Path, largest: int) -> None:
        self.folder, self.largest = folder, largest
        self._size: int | None = None

    def put(self, case: Case) -> str:
        """Keep a case and return its id; raise FoedusError when the shelf is full or cannot be written."""
        try:
            for each in case.reports:
                self._write(self.folder / "reports" / each.sha256, each.content)
            self._write(self.folder / "cases" / f"{case.id}.json", case._written())
        except OSError as error:
            LOG.error("a case cannot be kept in %s", self.folder, exc_info=error)
            raise FoedusError(
                f"the case cannot be kept ({error.strerror or 'the folder cannot be written'})",
                remedy="free some room, or start the desk with --keep and another folder",
            ) from None  # fmt: skip
        return case.id

    def get(self, id: str) -> Case | None:
        """Return a case by its id, None when the shelf has none; raise FoedusError when its file was changed."""
        if not _ID.fullmatch(id):
            return None
        try:
            held = json.loads((self.folder / "cases" / f"{id}.json").read_bytes())
            reports = tuple(
                Given(each["file"], (self.folder / "reports" / each["sha256"]).read_bytes()) for each in held["reports"]
            )
            found = Case(
                reports, held["published"], held["on"], held["as_of"], tuple(held["corrections"]), held["parent"]
            )
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            # where the folder is, only the log tells
            LOG.error("case %s in %s cannot be read", id, self.folder, exc_info=error)
            raise FoedusError(f"the kept case {id} cannot be read") from None
        if found.id != id:
            raise FoedusError(f"the kept case {id} was changed on the disk")
        return found

    def _write(self, path: Path, content: bytes) -> None:
        if path.exists():
            return
        if self._size is None:
            self._size = sum(each.stat().st_size for each in self.folder.rglob("*") if each.is_file())
        if self._size + len(content) > self.largest:
            raise FoedusError(
                f"the shelf is full: it may hold {self.largest:,} bytes",
                remedy="remove old cases from the folder, or start the desk with --keep and another",
            )  # fmt: skip
        path.parent.mkdir(parents=True, exist_ok=True)
        made, name = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(made, "wb") as opened:
                opened.write(content)
            os.replace(name, path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        self._size += len(content)
