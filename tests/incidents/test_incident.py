"""What an incident states, as it is judged."""

from __future__ import annotations

from foedus.incidents import make_incident


def test_a_target_that_is_a_states_forces_is_that_state() -> None:
    assert make_incident({"act": "raid", "target": "IDF, JNIM"}).target == ("ISR", "JNIM")
