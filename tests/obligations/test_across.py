"""Collisions over all ordered pairs of states on a day: pair by pair what one incident would raise."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from tests.pacts_of_paper import ENTRY, RULE, paper

from foedus import terms
from foedus.determinations import determinations, question
from foedus.obligations import collisions, collisions_on, supposed_attack
from foedus.pacts import load_library
from foedus.terms import parse_when

NO_FORCE = """rule: peace
act: attack
actor: a party
target: another party
bearer: the actor
beneficiary: the target
must: refrain from force
"""


def _one_by_one(library, attacker: str, target: str, on) -> set:
    asked = question(supposed_attack(attacker, target, on), library)
    return {
        (each.bearer, each.between[0].key, each.between[1].key) for each in collisions(determinations(asked), asked)
    }


@pytest.mark.parametrize("day", ["1914-08-01", "1939-09-01", "2005-06-01", "2023-09-20"])
def test_it_says_what_each_incident_would_say(day: str) -> None:
    library, on, chance = load_library(), parse_when(day), random.Random(day)
    states = [each for each in terms.states() if terms.exists(each, on.first_day)]
    some = chance.sample(states, 26)
    found = collisions_on(library, on, some)
    by_pair: dict[tuple[str, str], set] = {}
    for each in found:
        by_pair.setdefault((each.attacker, each.target), set()).add((each.bearer, *each.between))
    pairs = [(one, other) for one in some for other in some if one != other]
    for attacker, target in chance.sample(pairs, 25) + chance.sample(sorted(by_pair), min(15, len(by_pair))):
        alone = {each for each in _one_by_one(library, attacker, target, on) if each[0] in some}
        assert by_pair.get((attacker, target), set()) == alone, (attacker, target)


def test_help_among_parties_that_promised_each_other_peace_collides(tmp_path: Path) -> None:
    library = paper(tmp_path, ENTRY, RULE, NO_FORCE)
    on = parse_when("2010-01-01")
    # the help is against a party: Mali, bound to help Burkina Faso against Niger, promised Niger peace
    found = collisions_on(library, on, ("MLI", "BFA", "NER", "NGA"))
    told = {(each.bearer, each.attacker, each.target) for each in found}
    assert told == {
        (bearer, attacker, target)
        for bearer in ("MLI", "BFA", "NER") for attacker in ("MLI", "BFA", "NER") for target in ("MLI", "BFA", "NER")
        if len({bearer, attacker, target}) == 3
    }  # fmt: skip
    assert not any("NGA" in each for each in told), "an attack from outside raises none"
