"""A small world as facts of an answer-set program: primitive relations only, read from the tables themselves."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from tests.oracle.small import BODIES, GROUPS, NEVER, OUTSIDERS, STATES, Block, Edge, Event, Pact, Row, World

MODALITIES = ("must", "may", "must not", "deems")
OPEN = Edge(NEVER, NEVER)


def quoted(text: object) -> str:
    return '"' + str(text).replace('"', "") + '"'


def fact(name: str, *values: object) -> str:
    told = (str(value) if isinstance(value, int) else quoted(value) for value in values)
    return f"{name}({','.join(told)})." if values else f"{name}."


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    return tuple(csv.DictReader((files("foedus") / "terms" / f"{name}.csv").read_text(encoding="utf-8").splitlines()))


@cache
def vocabulary() -> tuple[str, ...]:
    """Return what the tables say of acts, states, actors and areas, as facts."""
    found: list[str] = []
    for row in table("acts"):
        found.append(fact("parent", row["act"], row["parent"]))
        if row["force"] == "yes":
            found.append(fact("force", row["act"]))
        if row["strikes"]:
            found.append(fact("strikes", row["act"], row["strikes"]))
        found += [fact("presumes", row["act"], harm.strip()) for harm in row["presumes"].split(";") if harm.strip()]
    states = {row["id"] for row in table("states")}
    found += [fact("state", state) for state in (*STATES, *OUTSIDERS) if state in states]
    found += [fact("territory", f"territory of {state}", state) for state in (*STATES, *OUTSIDERS)]
    kinds = {row["id"]: row["kind"] for row in table("actors")}
    found += [fact("kind", actor, kinds[actor]) for actor in (*GROUPS, *BODIES)]
    for row in table("areas"):
        for state in (*STATES, *OUTSIDERS):
            # a state with parts in the table (`DNK-main`) is not among the states of these worlds
            if state in [each.strip() for each in row["states_in"].split(";")]:
                found.append(fact("inside", row["area"], state))
            elif state in [each.strip() for each in row["states_part"].split(";")]:
                found.append(fact("partly", row["area"], state))
    return tuple(found)


class Facts:
    """Collects the facts of one pact, giving every condition a name of its own."""

    def __init__(self, pact: Pact) -> None:
        self.pact, self.made = pact, 0

    def edge(self, edge: Edge | None) -> tuple[str, str]:
        edge = edge or OPEN
        name = f"{edge.earliest}/{edge.latest}"
        return name, fact("edge", name, edge.earliest, edge.latest)

    def all(self) -> Iterator[str]:
        pact = self.pact
        for spell in pact.spells:
            (start, first), (end, last) = self.edge(spell.start), self.edge(spell.end)
            yield from (first, last, fact("spell", pact.id, spell.party, spell.towards, spell.status, start, end))
        for block in pact.blocks:
            yield from self.block(block)

    def block(self, block: Block) -> Iterator[str]:
        pact = self.pact.id
        name = f"{pact}/{block.kind}/{block.name}"
        for key, edge in block.edges:
            edge_name, told = self.edge(edge)
            yield told
            if block.kind == "standing":
                yield fact("clause", pact, block.reading, block.name, edge_name)
            else:
                yield fact("limit", name, key, edge_name)
        if block.kind in ("standing", "organ"):
            yield fact("block", pact, name, block.kind)
            return
        for row in block.rows:
            yield from self.row(name, block.reading, row.key, row)
        for key, items in block.lists:
            for item in items:
                yield from self.row(name, block.reading, key, item)
        if block.reading:
            keys = {row.key for row in block.rows} | {key for key, _ in block.lists} | set(block.removed)
            yield from (fact("touched", name, block.reading, key) for key in sorted(keys))
            return
        yield fact("block", pact, name, block.kind)
        if block.kind == "term":
            yield fact("named", pact, block.name, name)
        elif block.kind == "rule":
            yield from self.rule(name, block)
        else:
            yield from self.scope(name, block)

    def rule(self, name: str, block: Block) -> Iterator[str]:
        yield fact("provision", name, block.provision)
        yield fact("full_provision", name, f"{self.pact.id}/{block.provision}")
        yield fact("article", name, f"art-{block.article}")
        for word in block.get("bearer").split(", "):
            yield fact("bearer", name, word)
        modality = next(key for key, _ in block.plain if key in MODALITIES)
        # an abstention is written with `must` and answered with `must not`
        yield fact("effect", name, "must not" if block.get(modality) == "refrain from force" else modality)

    def scope(self, name: str, block: Block) -> Iterator[str]:
        if block.get("to"):
            yield fact("to", name, block.get("to"))
        else:
            yield fact("heads", name, f"art-{block.article}")
        if block.kind == "reservation":
            yield fact("by", name, block.get("by"))
            if block.get("accepted by").startswith("all except "):
                yield fact("not_towards", name, block.get("accepted by").removeprefix("all except "))
        if block.kind == "precedence":
            yield fact("yields", name, block.get("yields to"))

    def row(self, block: str, reading: str, key: str, row: Row) -> Iterator[str]:
        self.made += 1
        name = f"{block}#{self.made}"
        yield fact("row", block, reading, key, name)
        yield fact("cond", name, self.pact.id, row.key)
        yield from (fact("value", name, value) for value in row.values)
        yield from (fact("but", name, value) for value in row.but)


def of_pacts(world: World) -> str:
    """Return the facts that hold for every incident of a world."""
    return "\n".join((*vocabulary(), *(told for pact in world.pacts for told in Facts(pact).all())))


def moments_of(world: World, event: Event) -> list[int]:
    """Return an hour of each stretch of the event's time in which no status or law can change."""
    edges = [edge for pact in world.pacts for spell in pact.spells for edge in (spell.start, spell.end) if edge]
    edges += [edge for pact in world.pacts for block in pact.blocks for _, edge in block.edges]
    turns = {hour for edge in edges for hour in (edge.earliest, edge.latest) if abs(hour) < NEVER}
    if event.start is None or event.end is None:
        return sorted({min(turns, default=0) - 24, *turns})
    return sorted({event.start, *(hour for hour in turns if event.start < hour < event.end)})


def of_event(world: World, event: Event) -> str:
    """Return the facts of one incident."""
    found = [fact("status", event.status)]
    for key, values in (
        ("act", (event.act,)), ("actor", event.actor), ("supported by", event.supported_by), ("struck", event.struck),
        ("harm", event.harm), ("place", (event.place,)), ("origin", (event.origin,)), ("capacity", (event.capacity,)),
    ):  # fmt: skip
        told = [value for value in values if value]
        found += [fact("supporter" if key == "supported by" else key, value) for value in told]
        if told:
            found.append(fact("stated", key))
    found += [fact("target", target) for target in event.target or ("?",)]
    if event.actor_kind:
        found.append(fact("actor_kind", event.actor_kind))
    if event.reported_late:
        found.append(fact("late"))
    words = {True: "true", False: "false", None: "unknown"}
    found += [fact("fact", phrase, words[truth]) for phrase, truth in event.facts]
    found += [fact("moment", hour) for hour in moments_of(world, event)]
    return "\n".join(found)
