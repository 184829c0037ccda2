"""What would change it: equal to brute force on small pacts."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, product
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, assume, given, settings
from tests.oracle.drawing import worlds
from tests.oracle.papers import incident_of, library_of
from tests.oracle.small import STATES, World
from tests.pacts_of_paper import ENTRY, RAID, RULE, ask, asked, paper

from foedus.determinations import (
    Determination,
    Docket,
    Question,
    determinations,
    determine,
    question,
    what_would_change,
)
from foedus.determinations.change import facts_to_try
from foedus.incidents import Incident, make_incident
from foedus.pacts import load_library

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


# ---------------------------------------------------------------- random small pacts, against every value of every row

VALUES = {
    "harm": ("sovereignty", "territorial integrity", "stability", "lives of civilians"),
    "struck": ("territory", "armed forces", "civilians", "aircraft"),
    "origin": ("external", "internal", "internal with outside support"),
    "capacity": ("national", "united nations", "regional organisation"),
    "supported by": ("none", "NGA", "DZA", "JNIM", *STATES),
    "place": ("MLI", "BFA", "NER", "SEN", "TCD", "NGA", "DEU", "DZA", "sahel", "africa", "west africa", "europe"),
}
Facts = frozenset[tuple[str, object]]


def with_facts(incident: Incident, facts: Facts) -> Incident:
    for key, value in facts:
        if isinstance(value, bool):
            incident = replace(incident, facts={**incident.facts, key: value})
        else:
            name = key.replace(" ", "_")
            several = isinstance(getattr(incident, name), tuple)
            incident = replace(incident, **{name: (value,) if several else value})
    return incident


def verdict_with(found: Determination, asked: Question, facts: Facts) -> str:
    """Return what the first bearer of a determination is told when facts are added, asked through the main door."""
    again = determinations(replace(asked, incident=with_facts(found.incident, facts)))
    same = [each for each in again if each.key == found.key]
    mine = [each for each in same if set(found.bearers[:1]) <= set(each.bearers)]
    return str((mine or [each for each in same if not each.bearers] or same)[0].verdict)


def questions_of(world: World) -> dict[str, tuple[object, ...]]:
    """Return every fact phrase and row that stands anywhere in a pact, with all values that it can take."""
    rows = [
        row for pact in world.pacts for block in pact.blocks
        for row in (*block.rows, *(item for _, items in block.lists for item in items))
    ]  # fmt: skip
    names = {block.name for pact in world.pacts for block in pact.blocks}
    phrases = {value for row in rows if row.key == "when" for value in row.values} - names
    return {
        **{phrase: (True, False) for phrase in sorted(phrases)},
        **{key: VALUES[key] for key in sorted({row.key for row in rows} & set(VALUES))},
    }


def smallest(sets: set[tuple[frozenset[str], str]]) -> set[tuple[frozenset[str], str]]:
    return {(some, to) for some, to in sets if not any(less < some and there == to for less, there in sets)}


def _without_open_places(found: set[tuple[frozenset[str], str]]) -> set[tuple[frozenset[str], str]]:
    return {(keys, to) for keys, to in found if not ("place" in keys and to == "unsettled")}


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(worlds(most_events=1))
def test_on_random_pacts_it_is_every_smallest_set_of_questions(world: World) -> None:
    event = world.events[0]
    assume(event.start is not None and len(event.target) == 1)
    open_questions = questions_of(world)
    sizes = [len(values) for values in open_questions.values()]
    assume(sum(a * b * c for a, b, c in combinations(sizes, 3)) < 4_000)  # a brute force of some seconds at most
    with TemporaryDirectory() as folder:
        library = library_of(world, Path(folder))
    asked_of = question(incident_of(event), library, everything=True)
    for found in [each for each in determinations(asked_of) if not each.rule.standing and each.bearers][:2]:
        # a bearer who stood behind the actor would bear no more: that is another event, not another answer
        told = [
            each for each in what_would_change(found, asked_of) if each.facts.get("supported by") not in found.bearers
        ]
        here = {
            key: [value for value in values if key != "supported by" or value not in found.bearers]
            for key, values in open_questions.items()
        }
        reached = {
            (frozenset(keys), to)
            for size in (1, 2, 3)
            for keys in combinations(here, size)
            for values in product(*(here[key] for key in keys))
            if (to := verdict_with(found, asked_of, frozenset(zip(keys, values, strict=True)))) != found.verdict
        }
        # a place that lies partly in the area leaves the row open: one of the places tried may, another may not
        named = smallest({(frozenset(change.facts), str(change.to)) for change in told})
        assert _without_open_places(named) == _without_open_places(smallest(reached)), found.key
        for change in told:
            facts = frozenset(change.facts.items())
            assert verdict_with(found, asked_of, facts) == change.to
            for size in range(1, len(facts)):
                assert change.to not in [
                    verdict_with(found, asked_of, frozenset(less)) for less in combinations(facts, size)
                ]


# ---------------------------------------------------------------- cases of the library

LIBRARY = load_library()
EVENTS = [
    {"date": "2023-09-20", "act": "raid", "actor": "JNIM", "target": "BFA"},
    {"date": "2023-09-20", "act": "armed intervention", "actor": "NGA", "target": "NER"},
    {"date": "2023-10-01", "act": "coup", "target": "NER"},
    {"date": "2024-07-26", "act": "ambush", "actor": "CSP", "target": "MLI", "struck": "armed forces"},
    {"date": "2001-09-11", "act": "attack", "actor": "AQ", "target": "USA", "place": "USA"},
    {"date": "2020-02-28", "act": "air strike", "target": "TUR", "struck": "armed forces", "place": "SYR"},
]
MOST_CHOICES = 14


def of_the_library() -> list[tuple[str, Determination, Question]]:
    """Return twenty determinations of written instruments that say something and turn on a few facts."""
    found = []
    for number, event in enumerate(EVENTS):
        asked_of = question(make_incident(event), LIBRARY)
        for each in determinations(asked_of):
            docket = Docket(LIBRARY, each.instrument, each.reading, asked_of.on)
            written = not each.instrument.id.startswith("atop-")
            if (
                written
                and not each.rule.standing
                and 1 < len(facts_to_try(each, each.incident, docket)) <= MOST_CHOICES
            ):
                found.append((f"{number} {' '.join(map(str, each.key))}", each, asked_of))
    return found[:: max(1, len(found) // 20)][:20]


CASES = of_the_library()


def test_there_are_twenty_cases_of_the_library() -> None:
    assert len(CASES) == 20


@pytest.mark.parametrize(("found", "asked_of"), [pytest.param(*case[1:], id=case[0]) for case in CASES])
def test_in_the_library_it_is_every_smallest_set_and_no_other(found: Determination, asked_of: Question) -> None:
    docket = Docket(LIBRARY, found.instrument, found.reading, asked_of.on)
    choices = facts_to_try(found, found.incident, docket)
    alone = replace(asked_of, pacts=(found.instrument.id,), everything=True)
    reached = {}
    for size in (1, 2, 3):
        for some in combinations(choices, size):
            if len({key for key, _ in some}) == size:
                to = verdict_with(found, alone, frozenset(some))
                if to != found.verdict:
                    reached[frozenset(some)] = to
    least = {
        (some, to) for some, to in reached.items()
        if not any(less < some and there == to for less, there in reached.items())
    }  # fmt: skip
    told = {(frozenset(change.facts.items()), str(change.to)) for change in what_would_change(found, asked_of)}
    assert told == least
