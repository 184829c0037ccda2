"""A small world as files, read by the engine as a user's own pacts would be."""

from __future__ import annotations

from pathlib import Path

from tests.oracle.small import PLACES, Block, Event, Pact, World, moment_text

from foedus.incidents import Incident, make_incident
from foedus.pacts import Library, read_instrument

AS_OF, TOO_LATE = moment_text(24 * 60), moment_text(24 * 70)


def block_text(block: Block) -> str:
    lines = [f"{block.kind}: {block.name}"]
    if block.reading:
        lines.append(f"reading: {block.reading}")
    lines += [f"{row.key}: {row.value_text}" for row in block.rows]
    lines += [f"{key}: none" for key in block.removed]
    lines += [f"{key}: {value}" for key, value in block.plain]
    lines += [f"{key}: {edge.text}" for key, edge in block.edges]
    for key, items in block.lists:
        bare = block.name == PLACES  # a term of places lists area words, others list rows
        lines += [f"{key}:", *(f"  - {item.value_text if bare else item.item_text}" for item in items)]
    return "```yaml pact\n" + "\n".join(lines) + "\n```\n"


def text_of(pact: Pact) -> str:
    parts = ["---\ntitle: A small pact\nshort name: Small\n---\n# A small pact\n"]
    for article in sorted({block.article for block in pact.blocks}):
        parts.append(f"\n## Article {article}\nWords.\n\n")
        parts += [block_text(block) for block in pact.blocks if block.article == article]
    return "".join(parts)


def parties_of(pact: Pact) -> str:
    lines = ["party,towards,status,from,until,verified,source"]
    for spell in pact.spells:
        end = spell.end.text if spell.end else ""
        lines.append(f"{spell.party},{spell.towards},{spell.status},{spell.start.text},{end},report,")
    return "\n".join(lines) + "\n"


def library_of(world: World, folder: Path) -> Library:
    """Write the pacts of a world below a folder and read them."""
    found = {}
    for pact in world.pacts:
        here = folder / pact.id
        here.mkdir(parents=True, exist_ok=True)
        (here / "text.md").write_text(text_of(pact), encoding="utf-8")
        (here / "parties.csv").write_text(parties_of(pact), encoding="utf-8")
        found[pact.id] = read_instrument(here)
    return Library(found)


def incident_of(event: Event) -> Incident:
    """Return an incident as an incident file would give it."""
    told: dict[str, object] = {
        "date": event.when_text, "act": event.act, "actor": list(event.actor), "actor kind": event.actor_kind,
        "supported by": list(event.supported_by), "target": list(event.target), "struck": list(event.struck),
        "harm": list(event.harm), "place": event.place, "origin": event.origin, "capacity": event.capacity,
        "status": event.status, "facts": dict(event.facts),
        "reported": TOO_LATE if event.reported_late else moment_text(24 * 50),
    }  # fmt: skip
    return make_incident({key: value for key, value in told.items() if value})
