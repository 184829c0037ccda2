"""The engine and the expansion to dyads agree on who owes what to whom, day by day."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from tests.pacts.atop.asking import asked

from foedus import terms
from foedus.pacts import Instrument, Library, membership
from foedus.pacts.atop.conditions import shared_facts
from foedus.pacts.atop.dyads import COLUMN, Duty
from foedus.terms import day_when

STATED = {row["phrase"]: True for row in shared_facts()} | {"request by the target": True}
DAYS = random.Random(1815).sample(range(date(1816, 1, 1).toordinal(), date(2018, 12, 31).toordinal()), 25)


def bound_on(pact: Instrument, day: date) -> list[str]:
    return [party for party in pact.parties if membership(pact, party, day_when(day)).truth is True]


def outsider(pact: Instrument, day: date) -> str:
    return next(state for state in terms.states() if terms.exists(state, day) and state not in pact.parties)


def owed_to(pact: Instrument, promise: str, partner: str, day: date) -> set[str]:
    """Return who owes a promise to a partner on a day, as the expansion reads the rules."""
    duties = [Duty(pact, rule) for rule in pact.rules]
    return {
        party
        for duty in duties
        if duty.column == COLUMN[promise] and duty.window.sure_first <= day < duty.window.sure_end
        if partner in duty.partners
        for party in bound_on(pact, day)
        if party in duty.bearers and party != partner
    }


def answered(library: Library, pact: Instrument, promise: str, incident: Mapping[str, object]) -> set[str]:
    """Return who owes a promise when its conditions are stated to hold, as the engine tells."""
    return {
        bearer
        for found in asked(library, pact.id, {**incident, "facts": STATED})
        if found.rule.name.partition("-")[0] == promise and found.verdict == "owed"
        for bearer in found.bearers
    }


@pytest.mark.parametrize("ordinal", DAYS)
def test_the_engine_agrees_with_the_expansion(
    atop: Mapping[str, Instrument], atop_library: Library, ordinal: int
) -> None:
    day, chance = date.fromordinal(ordinal), random.Random(ordinal)
    living = [pact for pact in atop.values() if len(bound_on(pact, day)) > 1]
    for pact in chance.sample(living, min(6, len(living))):
        third, partner = outsider(pact, day), chance.choice(bound_on(pact, day))
        attacked = {"date": day.isoformat(), "act": "invasion", "actor": third, "target": partner}
        attacks = {**attacked, "actor": partner, "target": third}
        told = f"{pact.id} {day} {partner}"
        assert answered(atop_library, pact, "defense", attacked) == owed_to(pact, "defense", partner, day), told
        assert answered(atop_library, pact, "neutrality", attacked) == owed_to(pact, "neutrality", partner, day), told
        assert answered(atop_library, pact, "offense", attacks) == owed_to(pact, "offense", partner, day), told
        consulting = answered(atop_library, pact, "consultation", attacked) - {partner}
        assert consulting == owed_to(pact, "consultation", partner, day), told


def test_the_sample_asks_of_every_kind_of_promise(atop: Mapping[str, Instrument]) -> None:
    kinds: set[str] = set()
    for ordinal in DAYS:
        day = date.fromordinal(ordinal)
        for pact in atop.values():
            if len(bound_on(pact, day + timedelta(days=1))) > 1:
                kinds |= {rule.name.partition("-")[0] for rule in pact.rules}
    assert kinds == set(COLUMN)
