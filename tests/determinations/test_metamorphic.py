"""Changes of a question that must not change the answer, and the loss of a fact, which must not make it firmer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.oracle.compare import Said, by_engine
from tests.oracle.drawing import pacts, worlds
from tests.oracle.papers import AS_OF, incident_of, library_of
from tests.oracle.small import Block, Event, Pact, World

from foedus.determinations import ENGAGED, SILENT, Determination, determinations, question
from foedus.terms import parse_when

quick = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
ALIKE = ("MLI", "BFA", "NER", "SEN", "NGA")  # states that lie in the same of the areas drawn
LOSABLE = ("act", "actor", "supported_by", "struck", "harm", "place", "origin", "capacity", "date")
PRESUMING = ("invasion",)  # the act among those drawn that carries harm, and strikes territory, by its nature
Key = tuple[str, str, str]


def said(world: World, event: Event) -> dict[Key, dict[str, Said]]:
    with TemporaryDirectory() as folder:
        return by_engine(world, event, Path(folder)).said


def of(name: str, answers: dict[Key, dict[str, Said]]) -> dict[Key, dict[str, Said]]:
    return {key: each for key, each in answers.items() if key[0].startswith(f"{name}/")}


def renamed(thing: object, names: dict[str, str]) -> object:
    """Return anything made of texts and plain collections with the states in it renamed."""
    if isinstance(thing, str):
        return re.sub("|".join(names), lambda found: names[found[0]], thing)
    if isinstance(thing, dict):
        return {renamed(key, names): renamed(value, names) for key, value in thing.items()}
    if isinstance(thing, tuple | frozenset):
        return type(thing)(renamed(each, names) for each in thing)
    if is_dataclass(thing):
        return type(thing)(**{field.name: renamed(getattr(thing, field.name), names) for field in fields(thing)})
    return thing


def shuffled(values: tuple, chance: Random) -> tuple:
    return tuple(chance.sample(values, len(values)))


def disordered(pact: Pact, chance: Random) -> Pact:
    """Return a pact with its party lines, blocks, rows, list items and words in another order; a reading follows its base."""

    def within(block: Block) -> Block:
        rows = tuple(replace(row, values=shuffled(row.values, chance)) for row in shuffled(block.rows, chance))
        lists = tuple((key, shuffled(items, chance)) for key, items in shuffled(block.lists, chance))
        return replace(block, rows=rows, lists=lists, plain=shuffled(block.plain, chance))

    bases = tuple(within(block) for block in pact.blocks if not block.reading)
    readings = tuple(within(block) for block in pact.blocks if block.reading)
    return Pact(pact.id, shuffled(pact.spells, chance), (*shuffled(bases, chance), *shuffled(readings, chance)))


def unordered(answers: dict[Key, dict[str, Said]]) -> dict[Key, dict[str, Said]]:
    """Return answers whose gates of several words ("threat of force, coup") are told in one order."""

    def sorted_words(phrases: object) -> object:
        return frozenset(", ".join(sorted(each.split(", "))) for each in phrases) if isinstance(phrases, frozenset) else phrases

    return {
        key: {bearer: tuple(map(sorted_words, each)) for bearer, each in found.items()} for key, found in answers.items()
    }


@quick
@given(worlds(most_events=1), st.permutations(ALIKE))
def test_renaming_states_renames_the_answer(world: World, others: list[str]) -> None:
    names = dict(zip(ALIKE, others, strict=True))
    event = world.events[0]
    assert said(renamed(world, names), renamed(event, names)) == renamed(said(world, event), names)


@quick
@given(worlds(most_events=1), st.integers(0, 2**32))
def test_order_tells_nothing(world: World, number: int) -> None:
    chance, event = Random(number), world.events[0]
    mixed = World(tuple(disordered(pact, chance) for pact in shuffled(world.pacts, chance)), world.events)
    again = replace(
        event, actor=shuffled(event.actor, chance), target=shuffled(event.target, chance), harm=shuffled(event.harm, chance),
        struck=shuffled(event.struck, chance), facts=shuffled(event.facts, chance),
    )  # fmt: skip
    assert unordered(without_first_target(said(mixed, again))) == unordered(without_first_target(said(world, event)))


def without_first_target(answers: dict[Key, dict[str, Said]]) -> dict[tuple[str, ...], dict[str, Said]]:
    """Return answers with the target kept only where a provision answers for several; a standing duty is told but once."""
    targets: dict[tuple[str, str], set[str]] = {}
    for name, reading, target in answers:
        targets.setdefault((name, reading), set()).add(target)
    return {
        (name, reading, target) if len(targets[name, reading]) > 1 else (name, reading): each
        for (name, reading, target), each in answers.items()
    }


@quick
@given(worlds(most_events=1), pacts("stranger"))
def test_a_pact_that_nobody_names_changes_nothing(world: World, stranger: Pact) -> None:
    event, among = world.events[0], World((stranger, *world.pacts), world.events)
    assert of("pact", said(among, event)) == of("pact", said(world, event))


@quick
@given(worlds(most_events=1))
def test_what_is_said_twice_is_said_once(world: World) -> None:
    event = world.events[0]
    twice = replace(
        event, target=event.target * 2, actor=event.actor * 2, harm=event.harm * 2, struck=event.struck * 2,
        supported_by=event.supported_by * 2,
    )  # fmt: skip
    assert said(world, twice) == said(world, event)


@quick
@given(worlds(most_events=3))
def test_an_event_asked_again_after_others_is_answered_the_same(world: World) -> None:
    # one library answers all, so what it keeps in memory from other questions is put to the test
    with TemporaryDirectory() as folder:
        library = library_of(world, Path(folder))
    asked = [question(incident_of(event), library, everything=True) for event in (*world.events, *world.events)]
    answers = [
        [(each.key, each.verdict, each.bearers, each.missing, each.awaiting) for each in determinations(one)]
        for one in asked
    ]
    assert answers[: len(world.events)] == answers[len(world.events) :]


# Removing a fact. A fact is a row of the incident or a fact phrase with its answer; `status` is how the event is told
# (left out it is `happened`) and `reported` is the second clock, so neither is one. What holds:
#   1. Where nothing is presumed (no exception, defeat, reservation or precedence in the pact, no act that carries harm
#      by its nature): a bearer who is told something firm without the fact was told the same with it. Nobody passes from
#      unsettled to firm. (Without its actor an event excludes nobody from bearing: who was no bearer may become one.)
#   2. Everywhere else an answer may only become firm by a presumption that the lost fact had stood against: the new
#      proof shows a node with ground `presumed` that was not presumed before.


def losses(event: Event) -> Iterator[tuple[str, Event]]:
    """Yield the event without one of its rows, or without one fact phrase that is true or false."""
    for key in LOSABLE:
        if key == "date":
            yield key, replace(event, start=None, end=None)
        elif getattr(event, key):
            lost = replace(event, **{key: () if isinstance(getattr(event, key), tuple) else None})
            yield key, lost
    for phrase, answer in event.facts:
        if answer is not None:
            yield phrase, replace(event, facts=tuple(fact for fact in event.facts if fact[0] != phrase))


def plain(world: World) -> World:
    """Return the world without anything that is presumed not to apply."""
    kinds = ("exception", "reservation", "precedence")
    return World(
        tuple(
            Pact(
                pact.id,
                pact.spells,
                tuple(
                    replace(block, lists=tuple(each for each in block.lists if each[0] != "unless"))
                    for block in pact.blocks
                    if block.kind not in kinds
                ),
            )  # fmt: skip
            for pact in world.pacts
        ),
        world.events,
    )


@quick
@given(worlds(most_events=1))
def test_a_lost_fact_makes_nothing_firm_where_nothing_is_presumed(world: World) -> None:
    world, event = plain(world), world.events[0]
    if event.act in PRESUMING:
        event = replace(event, act="raid")
    # nobody attacks himself: of an unknown actor it is taken as known that he is not the one who was hit
    event = replace(event, actor=tuple(each for each in event.actor if each not in event.target))
    before = said(world, event)
    for lost, poorer in losses(event):
        for key, bearers in said(world, poorer).items():
            had = before[key]
            for bearer, (verdict, *_) in bearers.items():
                if verdict == "unsettled":
                    continue
                if bearer in had:
                    # both silences say no; which of them is told when the date is lost is a matter of order (4.1)
                    assert had[bearer][0] == verdict or {had[bearer][0], verdict} <= set(SILENT), (
                        lost,
                        key,
                        bearer,
                        had[bearer],
                        verdict,
                    )
                else:  # nobody was told something firm and is not now, unless the lost actor or supporter stood out
                    assert lost in ("actor", "supported_by") or bearer == "-" and not unsettled(had), (lost, key, had)


def unsettled(bearers: dict[str, Said]) -> bool:
    return any(verdict == "unsettled" for verdict, *_ in bearers.values())


def presumed(found: Determination) -> set[tuple[str, str]]:
    return {(node.row, node.words) for node in found.proof.walk() if node.ground == "presumed"}


@quick
@given(worlds(most_events=1))
def test_a_lost_fact_makes_firm_only_by_a_presumption_that_the_proof_names(world: World) -> None:
    with TemporaryDirectory() as folder:
        library = library_of(world, Path(folder))

    def asked(event: Event) -> dict[tuple[object, ...], Determination]:
        as_of = parse_when(AS_OF).first_day
        found = determinations(question(incident_of(event), library, as_of=as_of, everything=True))
        return {(*each.key, each.incident.target, bearer): each for each in found for bearer in each.bearers}

    before = asked(world.events[0])
    for lost, poorer in losses(world.events[0]):
        for key, found in asked(poorer).items():
            if found.verdict in ENGAGED and key in before and before[key].verdict == "unsettled":
                assert presumed(found) - presumed(before[key]), (lost, key)
