"""Small libraries made of text, for tests that need a pact of a certain form."""

from __future__ import annotations

from pathlib import Path

from foedus.determinations import Determination, Question, determinations, question
from foedus.incidents import make_incident
from foedus.pacts import Library, read_instrument
from foedus.terms import parse_when

PARTIES = "AAA: MLI, BFA, NER"
RULE = """rule: assist
act: attack
target: a party
bearer: every other party
beneficiary: the target
must: assist
up to: armed force
"""
ENTRY = "standing: entry into force\ndate: 2000-01-01\nverified: report\n"


def instrument_text(*blocks: str) -> str:
    body = "".join(f"```yaml pact\n{block.strip()}\n```\n" for block in blocks)
    return f"---\ntitle: A pact\nshort name: Pact\n---\n# A pact\n\n## Article 1\nWords.\n\n{body}"


def parties_text(*rows: str) -> str:
    return "party,towards,status,from,until,verified,source\n" + "".join(f"{row}\n" for row in rows)


def write_pact(folder: Path, name: str, blocks: tuple[str, ...], parties: tuple[str, ...]) -> Path:
    """Write one instrument and return its folder."""
    here = folder / name
    here.mkdir(parents=True)
    (here / "text.md").write_text(instrument_text(*blocks), encoding="utf-8")
    (here / "parties.csv").write_text(parties_text(*parties), encoding="utf-8")
    return here


THREE = ("MLI,,party,2000-01-01,,report,", "BFA,,party,2000-01-01,,report,", "NER,,party,2000-01-01,,report,")


def paper(
    folder: Path, *blocks: str, parties: tuple[str, ...] = THREE, others: dict[str, tuple] | None = None
) -> Library:
    """Return a library of one pact called `pact` (and others), read from files as a user's would be."""
    found = {"pact": read_instrument(write_pact(folder, "pact", blocks, parties))}
    for name, (their_blocks, their_parties) in (others or {}).items():
        found[name] = read_instrument(write_pact(folder, name, their_blocks, their_parties))
    return Library(found)


def ask(
    library: Library, *, on: str | None = None, as_of: str | None = None, **incident: object
) -> tuple[Determination, ...]:
    """Return every determination of a paper library on an incident given by its keys."""
    return determinations(asked(library, on=on, as_of=as_of, **incident))


def asked(library: Library, *, on: str | None = None, as_of: str | None = None, **incident: object) -> Question:
    incident = {key.replace("_", " "): value for key, value in incident.items()}
    return question(
        make_incident(incident), library, on=parse_when(on) if on else None,
        as_of=parse_when(as_of).first_day if as_of else None, everything=True,
    )  # fmt: skip


RAID = {"act": "raid", "actor": "JNIM", "target": "BFA", "place": "BFA", "date": "2023-09-20"}
