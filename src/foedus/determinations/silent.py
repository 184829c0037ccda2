"""The readings that stay silent on what another reading answers: who holds them sees nothing engaged."""

from __future__ import annotations

from collections.abc import Iterable

from foedus.determinations.assess import Question, readings_asked
from foedus.determinations.docket import exit_readings
from foedus.determinations.verdict import SILENT, Determination
from foedus.determinations.views import views


def silent_readings(one: Determination, found: Iterable[Determination], asked: Question) -> tuple[str, ...]:
    """Return the readings under which a provision that answers on its first reading is not triggered or not in force.

    `found` are the answers to the question: what is silent is left out of them unless everything was asked, so that a
    reading is also silent where it was asked and nothing of it is there.
    """
    if one.reading is not None or one.verdict in SILENT:
        return ()
    names = readings_asked(
        one.instrument, one.rule, asked, exit_readings(one.instrument, asked.on), views(asked.incident, asked.on)
    )
    if not names:
        return ()
    same = (one.instrument.id, one.provision, one.incident.target)
    loud = {
        each.reading
        for each in found
        if each.verdict not in SILENT and (each.instrument.id, each.provision, each.incident.target) == same
    }
    return tuple(name for name in names if name not in loud)
