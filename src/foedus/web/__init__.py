"""The desk in the browser: server-rendered pages and a JSON interface over the same verbs as the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from foedus.web.app import create_app, from_environment
    from foedus.web.serve import serve
    from foedus.web.settings import Settings

__all__ = ["Settings", "create_app", "from_environment", "serve"]

_FILES = {"Settings": "settings", "create_app": "app", "from_environment": "app", "serve": "serve"}


def __getattr__(name: str) -> Any:
    """Load a name from its file when it is first used: the settings need no web framework."""
    if name not in _FILES:
        raise AttributeError(f"module 'foedus.web' has no attribute '{name}'")
    from importlib import import_module

    value = getattr(import_module(f"foedus.web.{_FILES[name]}"), name)
    globals()[name] = value
    return value
