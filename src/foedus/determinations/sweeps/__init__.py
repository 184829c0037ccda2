"""The second interpreter: a table of events through the same law that is explained case by case."""

from foedus.determinations.sweeps.sweep import sweep

__all__ = ["sweep"]
