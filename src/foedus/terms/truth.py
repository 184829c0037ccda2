"""Three-valued truth: True, False, or None for unknown, joined by Kleene's strong tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

Truth: TypeAlias = bool | None
"""True, False, or None where it is not known; unknown never becomes no."""


def all_of(truths: Iterable[Truth]) -> Truth:
    """Return Kleene's "and": False if any is False, else unknown if any is, else True."""
    unknown = False
    for truth in truths:
        if truth is False:
            return False
        unknown = unknown or truth is None
    return None if unknown else True


def any_of(truths: Iterable[Truth]) -> Truth:
    """Return Kleene's "or": True if any is True, else unknown if any is, else False."""
    unknown = False
    for truth in truths:
        if truth is True:
            return True
        unknown = unknown or truth is None
    return None if unknown else False


def not_(truth: Truth) -> Truth:
    """Return Kleene's "not": unknown stays unknown."""
    return None if truth is None else not truth
