"""The engine and the answer-set program asked the same, and where they differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import clingo
from tests.oracle.papers import AS_OF, incident_of, library_of, parties_of, text_of
from tests.oracle.primitives import of_event, of_pacts
from tests.oracle.small import Event, World

from foedus.determinations import determinations, question
from foedus.terms import parse_when

PROGRAM = (Path(__file__).parent / "verdicts.lp").read_text(encoding="utf-8")
SILENT = ("not triggered", "not in force")
Key = tuple[str, str, str]  # provision with its instrument, reading, target
Said = tuple[str, frozenset[str], frozenset[str]]  # verdict, missing, awaiting


@dataclass(frozen=True)
class Answer:
    """What is said of each bearer of each provision, reading and target; bearer `-` where nobody bears."""

    said: dict[Key, dict[str, Said]]
    one_of: dict[tuple[Key, str], dict[str, set[str]]] = field(
        default_factory=dict
    )  # of each doubt, names that tell it
    loose: frozenset[Key] = frozenset()  # where a gate has no name that the design fixes
    unfixed: frozenset[tuple[Key, str]] = frozenset()  # bearers of whom the design does not say what they are told


@dataclass(frozen=True)
class Difference:
    world: World
    event: Event
    key: Key
    what: str

    def __str__(self) -> str:
        pacts = "\n".join(f"=== {pact.id}\n{parties_of(pact)}\n{text_of(pact)}" for pact in self.world.pacts)
        return f"{self.what}\n{self.key}\n{self.event}\n{incident_of(self.event).to_json()}\n{pacts}"


def _name(symbol: clingo.Symbol) -> str:
    if symbol.type == clingo.SymbolType.Function:
        return f"membership of {symbol.arguments[0].string}"
    return symbol.string


def by_program(world: World, pacts: str, event: Event) -> Answer:
    """Return what the answer-set program says; it has exactly one answer set."""
    control = clingo.Control(["--warn=none"])
    control.add("base", [], f"{PROGRAM}\n{pacts}\n{of_event(world, event)}")
    control.ground([("base", [])])
    models: list[list[clingo.Symbol]] = []
    control.configuration.solve.models = 2  # type: ignore[union-attr]
    control.solve(on_model=lambda model: models.append(list(model.symbols(shown=True))))
    assert len(models) == 1, f"{len(models)} answer sets"
    verdicts: dict[Key, dict[str, str]] = {}
    names: dict[tuple[str, Key, str], set[str]] = {}
    loose: set[Key] = set()
    unfixed: set[tuple[Key, str]] = set()
    one_of: dict[tuple[Key, str], dict[str, set[str]]] = {}
    for symbol in models[0]:
        block, reading, target, *rest = symbol.arguments
        key = (block.string.replace("/rule/", "/"), reading.string, target.string)
        if symbol.name == "verdict":
            bearer, verdict = rest[0].string, rest[1].string
            assert bearer not in verdicts.setdefault(key, {}), (key, bearer, verdict, verdicts[key])
            verdicts[key][bearer] = verdict
        elif symbol.name == "unnamed_gate":
            loose.add(key)
        elif symbol.name == "unfixed":
            unfixed.add((key, rest[0].string))
        elif symbol.name == "one_of":
            one_of.setdefault((key, rest[0].string), {}).setdefault(rest[1].string, set()).add(_name(rest[2]))
        else:
            names.setdefault((symbol.name, key, rest[0].string), set()).add(_name(rest[1]))
    said = {
        key: {
            bearer: (
                verdict,
                frozenset(names.get(("missing", key, bearer), ())),
                frozenset(names.get(("awaiting", key, bearer), ())),
            )
            for bearer, verdict in bearers.items()
        }
        for key, bearers in verdicts.items()
    }
    return Answer(said, one_of, frozenset(loose), frozenset(unfixed))


def by_engine(world: World, event: Event, folder: Path) -> Answer:
    """Return what the engine says of all provisions and readings."""
    library = library_of(world, folder)
    asked = question(incident_of(event), library, as_of=parse_when(AS_OF).first_day, everything=True)
    said: dict[Key, dict[str, Said]] = {}
    for each in determinations(asked):
        target = each.incident.target[0] if each.incident.target else "?"
        key = (f"{each.instrument.id}/{each.rule.name}", each.reading or "", target)
        told = (str(each.verdict), frozenset(each.missing), frozenset(each.awaiting))
        here = said.setdefault(key, {})
        for bearer in each.bearers or (("-",) if each.verdict in SILENT else ("?",)):
            assert bearer == "-" or bearer not in here, (key, bearer, told, here)
            here.setdefault(bearer, told)
    for here in said.values():
        if len(here) > 1:
            here.pop("-", None)  # some are not bound towards this target, others are
    return Answer(said)


def differences(world: World, counts: Counter[str] | None = None) -> Iterator[Difference]:
    """Yield every difference between the two over all incidents of a world; count verdicts on the way."""
    facts = of_pacts(world)
    with TemporaryDirectory() as folder:
        for event in world.events:
            ours = by_engine(world, event, Path(folder))
            theirs = by_program(world, facts, event)
            yield from _compared(world, event, ours, theirs, counts if counts is not None else Counter())


def _compared(world: World, event: Event, ours: Answer, theirs: Answer, counts: Counter[str]) -> Iterator[Difference]:
    standing = {f"{pact.id}/{rule.name}" for pact in world.pacts for rule in pact.kind("rule") if not rule.rows}
    for key in sorted({*ours.said, *theirs.said}):
        if key[0] in standing:  # a standing duty is told once, whatever the targets
            first = next((each for each in ours.said if each[:2] == key[:2]), key)
            if first != key and key not in ours.said:
                continue
        mine, other = ours.said.get(key), theirs.said.get(key)
        if mine is None or other is None:
            yield Difference(world, event, key, f"engine {mine}, program {other}")
            continue
        for bearer in sorted({*mine, *other}):
            engine, program = mine.get(bearer), other.get(bearer)
            if (key, bearer) in theirs.unfixed:
                counts["not fixed by the design"] += 1
                continue
            counts[program[0] if program else "nobody"] += 1
            if engine is None or program is None or engine[0] != program[0]:
                yield Difference(world, event, key, f"{bearer}: engine {mine}, program {other}")
                continue
            alike = {
                each for each in mine if mine[each] == engine
            }  # one determination tells the doubts of all its bearers
            others = {name for each in alike for names in theirs.one_of.get((key, each), {}).values() for name in names}
            problem = _names_differ(engine, program, theirs.one_of.get((key, bearer), {}), others, key in theirs.loose)
            if problem:
                yield Difference(world, event, key, f"{bearer}: {problem}")


def _names_differ(engine: Said, program: Said, one_of: dict[str, set[str]], others: set[str], loose: bool) -> str:
    """Tell how `missing` or `awaiting` differ, as far as the design fixes them."""
    allowed = program[1] | others
    if not program[1] <= engine[1] <= allowed or any(not names & engine[1] for names in one_of.values()):
        return f"missing: engine {sorted(engine[1])}, program {sorted(program[1])} and one of each of {one_of}"
    if not loose and engine[2] != program[2]:
        return f"awaiting: engine {sorted(engine[2])}, program {sorted(program[2])}"
    return ""
