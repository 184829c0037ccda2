"""What if: a chain of hypothetical acts, played step by step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from foedus import escalation
from foedus.desk.clocks import when_of
from foedus.desk.questions import Books, pacts
from foedus.escalation import Act, Chain, Step
from foedus.incidents import Incident
from foedus.terms import When


def play(
    chain: Chain | str | Mapping[str, Any] | Iterable[Act | Incident | Mapping[str, Any] | str], *,
    on: str | date | When | None = None, library: Books = None,
) -> tuple[Step, ...]:  # fmt: skip
    """Return what each act of a chain of hypothetical acts does: duties engaged, performed and broken, who is at war.

    An act is an incident, a mapping of its keys, or a line such as `act=invasion;actor=NGA;target=NER;date=2023-09-20`;
    a chain may also be given as its JSON. An act without a day comes the day after the one before. `on` asks the law of
    one day for all steps, and dates the first act where it has no day. Raises FoedusError naming the step.
    """
    day = when_of(on, "on")
    return escalation.play(escalation.chain_of(chain, on=day), pacts(library), on=day)
