"""foedus runs mutual-defence pacts: what happened, which pact is engaged, who owes what to whom, and why.

The names listed here are the Python API. Each is loaded when it is first used, so that `import foedus` stays light.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

# name → the room that offers it
_OFFERED = {
    "read": "desk",
    "reconcile": "desk",
    "assess": "desk",
    "brief": "desk",
    "pact": "desk",
    "collisions_on": "desk",
    "sweep": "desk",
    "play": "desk",
    "verify": "desk",
    "Incident": "incidents",
    "Report": "reading",
    "Claim": "reading",
    "Determination": "determinations",
    "Proof": "determinations",
    "Verdict": "determinations",
    "FoedusError": "terms",
    "Truth": "terms",
    "Library": "pacts",
    "load_library": "pacts",
}
# Rooms that are named like a function of the API: the room itself answers the call.
_CALLED = ("pacts",)

__all__ = [
    "Claim", "Determination", "FoedusError", "Incident", "Library", "Proof", "Report", "Truth", "Verdict", "__version__",
    "assess", "brief", "collisions_on", "load_library", "pact", "pacts", "play", "read", "reconcile", "sweep",
    "verify",
]  # fmt: skip

if TYPE_CHECKING:
    from foedus.desk import assess, brief, collisions_on, pact, pacts, play, read, reconcile, sweep, verify
    from foedus.determinations import Determination, Proof, Verdict
    from foedus.incidents import Incident
    from foedus.pacts import Library, load_library
    from foedus.reading import Claim, Report
    from foedus.terms import FoedusError, Truth


def _load(room: str) -> ModuleType:
    from importlib import import_module

    return import_module(f"foedus.{room}")


def __getattr__(name: str) -> Any:
    """Load a name of the API from its room when it is first asked for."""
    if name in _CALLED:
        return _load(name)
    if name in _OFFERED:
        value = getattr(_load(_OFFERED[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'foedus' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted({*__all__, *(name for name in globals() if name.startswith("__"))})


class _CalledRoom(ModuleType):
    """A room that is also a function of the API: `foedus.pacts` holds names and `foedus.pacts()` answers."""

    def __call__(self, *given: Any, **named: Any) -> Any:
        return getattr(_load("desk"), self.__name__.rpartition(".")[2])(*given, **named)


class _FrontDesk(ModuleType):
    """The package itself. Python binds a room's name here once the room is imported, whoever imports it."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name in _CALLED and isinstance(value, ModuleType):
            value.__class__ = _CalledRoom
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _FrontDesk
