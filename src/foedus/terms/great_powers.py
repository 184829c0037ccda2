"""Great powers through time, as the Correlates of War project lists them (State System Membership, 2016)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache

from foedus.terms.errors import FoedusError
from foedus.terms.states import nearest_state
from foedus.terms.territory import day, state_ids, state_on
from foedus.terms.truth import Truth
from foedus.terms.words import table

__all__ = ["GREAT_POWERS_FROM", "GREAT_POWERS_UNTIL", "great_power"]

# The list covers 1816 to 2016; a spell that is open in great_powers.csv was open when the list ended.
GREAT_POWERS_FROM = date(1816, 1, 1)
GREAT_POWERS_UNTIL = date(2017, 1, 1)


@cache
def _spells() -> Mapping[str, tuple[tuple[date, date], ...]]:
    found: dict[str, list[tuple[date, date]]] = defaultdict(list)
    for row in table("great_powers"):
        found[row["id"]].append((day(row["from"], GREAT_POWERS_FROM), day(row["until"], GREAT_POWERS_UNTIL)))
    return {state: tuple(spells) for state, spells in found.items()}


def great_power(state: str, on: date) -> Truth:
    """Tell whether a state was a great power on a day, by the list of major powers of the Correlates of War.

    None before 1816 and after 2016, which the list does not cover. A code means the state that held it on that
    day (DEU in 1900 is DEU-EMPIRE). Raises FoedusError for an unknown state.
    """
    on = on.date() if isinstance(on, datetime) else on
    code = state.strip().upper()
    if code not in state_ids():
        raise FoedusError(
            f"unknown state '{state}'", field="state", expected="the id of a state", nearest=nearest_state(code)
        )
    if not GREAT_POWERS_FROM <= on < GREAT_POWERS_UNTIL:
        return None
    return any(start <= on < end for start, end in _spells().get(state_on(code, on), ()))
