"""What would change it: equal to brute force on small pacts."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from tests.pacts_of_paper import ENTRY, RAID, RULE, ask, asked, paper

from foedus.determinations import Docket, determine, what_would_change
from foedus.determinations.change import facts_to_try

COUNCIL = "organ: council\nmajority: two thirds of those present"
PACTS = {
    "gates": RULE + "requires:\n  - request by the target\n  - decision of the council",
    "rows": RULE + "harm: sovereignty\norigin: external",
    "defeat": RULE + "struck: armed forces\nunless:\n  - provocation by the target",
    "all": RULE + "harm: sovereignty\nrequires:\n  - request by the target\nunless:\n  - provocation by the target",
}


@pytest.mark.parametrize("name", sorted(PACTS))
@pytest.mark.parametrize("facts", [{}, {"request by the target": "true"}, {"provocation by the target": "true"}])
@pytest.mark.parametrize("more", [{}, {"harm": "sovereignty"}, {"struck": "armed forces", "origin": "external"}])
def test_it_is_every_smallest_set_and_no_other(tmp_path: Path, name: str, facts: dict, more: dict) -> None:
    library = paper(tmp_path, PACTS[name], COUNCIL, ENTRY)
    question = asked(library, facts=facts, **RAID, **more)
    found = ask(library, facts=facts, **RAID, **more)[0]
    docket = Docket(library, found.instrument, None, question.on)
    choices = facts_to_try(found, found.incident, docket)

    def verdict(chosen: frozenset) -> str:
        incident = found.incident
        for key, value in chosen:
            incident = incident.with_value(key, value)
        return str(determine(found.rule, incident, docket)[0].verdict)

    sets = [
        frozenset(some)
        for size in (1, 2, 3)
        for some in combinations(choices, size)
        if len({key for key, _ in some}) == size
    ]
    flips = {some: verdict(some) for some in sets if verdict(some) != found.verdict}
    smallest = {
        (some, to)
        for some, to in flips.items()
        if not any(less < some and there == to for less, there in flips.items())
    }
    assert {
        (frozenset(change.facts.items()), str(change.to)) for change in what_would_change(found, question)
    } == smallest


def test_an_unsettled_verdict_names_what_settles_it(tmp_path: Path) -> None:
    library = paper(tmp_path, PACTS["gates"], COUNCIL, ENTRY)
    found = ask(library, **RAID)[0]
    changes = what_would_change(found, asked(library, **RAID))
    assert {"request by the target": True, "decision of the council": True} in [
        dict(each.facts) for each in changes if each.to == "owed"
    ]
    assert {"request by the target": False} in [dict(each.facts) for each in changes if each.to == "awaiting"]


def test_a_presumption_stands_in_what_would_change_it(tmp_path: Path) -> None:
    library = paper(tmp_path, PACTS["defeat"], ENTRY)
    found = ask(library, struck="armed forces", **RAID)[0]
    assert found.verdict == "owed"
    changes = [
        (dict(each.facts), str(each.to))
        for each in what_would_change(found, asked(library, struck="armed forces", **RAID))
    ]
    assert ({"provocation by the target": True}, "excepted") in changes
