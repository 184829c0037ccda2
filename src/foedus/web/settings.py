"""How a desk is run: where it listens, what it keeps, and the bounds of what it takes."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

VARIABLE = "FOEDUS_DESK"
"""The environment variable in which a starting desk hands its settings to its worker processes."""

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True)
class Limits:
    """The bounds of what one request may ask; beyond them it is refused with a page that says so.

    Sizes in bytes, times in seconds; `memory` is of the process that reads reports.
    """

    report: int = 1_000_000
    reports: int = 20
    body: int = 8_000_000
    query: int = 16_000
    path: int = 1_000
    fields: int = 6000
    corrections: int = 500
    seconds: float = 30.0
    body_seconds: float = 20.0
    memory: int = 3_000_000_000
    kept: int = 2_000_000_000


@dataclass(frozen=True)
class Settings:
    """Settings of one desk. `names` are host names it answers to beside the loopback ones; `keep` is its folder."""

    host: str = "127.0.0.1"
    port: int = 8765
    names: tuple[str, ...] = ()
    library: tuple[str, ...] = ()
    keep: str = ""
    fetch: bool = False
    limits: Limits = field(default_factory=Limits)

    @property
    def folder(self) -> Path:
        """Return the folder in which cases are kept."""
        return Path(self.keep) if self.keep else default_folder()

    @property
    def hosts(self) -> frozenset[str]:
        """Return the host names that a request may carry, without port, in small letters."""
        return frozenset(name.lower() for name in (*LOOPBACK, *self.names))

    def to_environment(self) -> str:
        return json.dumps(asdict(self))


def from_variable(text: str | None = None) -> Settings:
    """Return the settings that the environment carries; the defaults where it carries none."""
    text = os.environ.get(VARIABLE, "") if text is None else text
    if not text:
        return Settings()
    given: Mapping[str, object] = json.loads(text)
    made = {key: tuple(value) if isinstance(value, list) else value for key, value in given.items()}
    return Settings(**{**made, "limits": Limits(**given.get("limits", {}))})  # type: ignore[arg-type]


def default_folder() -> Path:
    """Return where the desk of this user keeps its cases: $XDG_STATE_HOME/foedus/desk."""
    state = os.environ.get("XDG_STATE_HOME") or os.path.join(os.path.expanduser("~"), ".local", "state")
    return Path(state) / "foedus" / "desk"
