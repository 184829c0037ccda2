"""A pact as one page of data: head, status on a day, articles, parties, organs, readings, cases, sources, kin."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from foedus.briefs.pacts.blocks import ArticleTold, articles_told
from foedus.briefs.pacts.body import kind_of_block
from foedus.briefs.pacts.cases import CasesTold, cases_told
from foedus.briefs.pacts.filters import imported
from foedus.briefs.pacts.glosses import anchor_of, provision_anchor
from foedus.briefs.pacts.markdown import HEAD, cited
from foedus.briefs.pacts.memberships import bound_by
from foedus.briefs.pacts.wording import edge_words, told, truth
from foedus.pacts import Body, Instrument, Library, Rule, Spell, StandingClause, bound_parties, flag_counts, in_force
from foedus.terms import Edge, Truth, When, all_of, day_when, name_of, reached

LEAST_COMMON = 2
"""Parties that two pacts share before one is told beside the other."""
MOST_KIN = 8


@dataclass(frozen=True)
class HeadLine:
    """One line of the head: its key, the key in the reader's language, its text; `to` is another pact that it names."""

    key: str
    label: str
    text: str
    to: str = ""


@dataclass(frozen=True)
class StatusTold:
    """Whether a pact is in force on the day, in a word, on what that rests, and what would settle an unknown."""

    truth: Truth
    words: str
    reasons: tuple[str, ...]
    missing: tuple[str, ...]
    unverified: bool


@dataclass(frozen=True)
class SpellTold:
    """One row of parties.csv as told; `doubtful` where a day of it is an interval or unknown."""

    party: str
    name: str
    towards: str
    towards_name: str
    status: str
    status_words: str
    start: str
    start_words: str
    end: str
    end_words: str
    doubtful: bool
    bound: Truth
    bound_words: str
    verified: str
    verified_words: str
    sources: tuple[str, ...]

    @property
    def unverified(self) -> bool:
        return self.verified == "gk"


@dataclass(frozen=True)
class Member:
    """A party by id and name."""

    id: str
    name: str


@dataclass(frozen=True)
class PartiesTold:
    """Who is bound on the day, of whom it is not known, and every row of membership through time."""

    bound: tuple[Member, ...]
    unknown: tuple[Member, ...]
    spells: tuple[SpellTold, ...]


@dataclass(frozen=True)
class OrganTold:
    """A body that decides: its rule of decision, who sits on the day, and on what that rests."""

    name: str
    anchor: str
    rows: tuple[tuple[str, str], ...]
    sitting: tuple[Member, ...]
    span: str
    verified: str


@dataclass(frozen=True)
class ReadingTold:
    """A reading: which blocks it changes (how each is cited, and where it stands on the page), who holds it, why."""

    name: str
    blocks: tuple[tuple[str, str], ...]
    held_by: str
    notes: tuple[str, ...]
    unverified: bool


@dataclass(frozen=True)
class FactTold:
    """A fact phrase of the pact's own: when it holds, and a note."""

    phrase: str
    states: str
    note: str


@dataclass(frozen=True)
class SourceTold:
    """Something that was read: how it is cited, its title, where it is, what of it was read, how much rests on it."""

    id: str
    title: str
    address: str
    read: str
    rests: int

    @property
    def linked(self) -> bool:
        return self.address.startswith(("https://", "http://"))


@dataclass(frozen=True)
class Kin:
    """Another pact beside this one: `twin` (one treaty, coded or encoded), `replaces`, `named`, `organisation`, `parties`."""

    relation: str
    id: str
    title: str
    common: int = 0


@dataclass(frozen=True)
class PactPage:
    """All that the page of a pact tells."""

    id: str
    title: str
    short_name: str
    imported: bool
    digest: str
    lang: str
    on: str
    on_words: str
    asked: bool
    head: tuple[HeadLine, ...]
    notes: tuple[str, ...]
    status: StatusTold
    rests: tuple[tuple[str, str, int], ...]
    unchecked: tuple[str, ...]
    opening: tuple[ArticleTold, ...]
    articles: tuple[ArticleTold, ...]
    parties: PartiesTold
    organs: tuple[OrganTold, ...]
    readings: tuple[ReadingTold, ...]
    facts: tuple[FactTold, ...]
    cases: CasesTold
    sources: tuple[SourceTold, ...]
    kin: tuple[Kin, ...]


def pact_page(instrument: Instrument, library: Library, lang: str, on: When | None = None) -> PactPage:
    """Return the page of a pact as data, its status, parties and rules as of a day (today where none is asked)."""
    when = on or day_when(date.today())
    body = articles_told(instrument, when, lang)
    cut = 1 if body and not body[0].heading else 0
    is_imported = imported(instrument)
    notes = (instrument.about("status note"), told("imported note", lang) if is_imported else "")
    unchecked = (cited(block) for block in _every_block(instrument) if block.origin.verified == "gk")
    return PactPage(
        id=instrument.id,
        title=instrument.title,
        short_name=instrument.short_name,
        imported=is_imported,
        digest=instrument.digest,
        lang=lang,
        on=when.words(),
        on_words=when.words(),
        asked=on is not None,
        head=tuple(_head(instrument, library, lang)),
        notes=tuple(filter(None, notes)),
        status=status_told(instrument, when, lang),
        rests=tuple((flag, told(f"verified {flag}", lang), number) for flag, number in flag_counts(instrument).items()),
        unchecked=tuple(dict.fromkeys(unchecked)),
        opening=body[:cut],
        articles=body[cut:],
        parties=parties_told(instrument, when, lang),
        organs=tuple(_organs(instrument, when, lang)),
        readings=tuple(_readings(instrument)),
        facts=tuple(_facts(instrument)),
        cases=cases_told(instrument, library, lang),
        sources=tuple(_sources(instrument)),
        kin=tuple(_kin(instrument, library)),
    )


def status_told(instrument: Instrument, when: When, lang: str) -> StatusTold:
    """Return whether a pact is in force on a day, with its reasons."""
    status = in_force(instrument, instrument.standing, when)
    rows = [row.partition(": ") for row in status.rows]
    return StatusTold(
        status.truth,
        truth(status.truth, lang),
        tuple(f"{told(kind, lang)} {edge_words(edge, lang)}" for kind, _, edge in rows),
        tuple(told(each, lang) for each in status.missing),
        bool(status.unverified),
    )


def parties_told(instrument: Instrument, when: When, lang: str) -> PartiesTold:
    """Return who is bound on a day and every row of parties.csv with what it says of that day."""
    force = in_force(instrument, instrument.standing, when).truth
    found = {party: all_of((force, status.truth)) for party, status in bound_parties(instrument, when).items()}
    return PartiesTold(
        tuple(Member(party, name_of(party, lang)) for party, held in found.items() if held),
        tuple(Member(party, name_of(party, lang)) for party, held in found.items() if held is None),
        tuple(_spell(spell, instrument, when, lang) for spell in instrument.spells),
    )


def _spell(spell: Spell, instrument: Instrument, when: When, lang: str) -> SpellTold:
    bound = bound_by(spell, instrument, when)
    return SpellTold(
        party=spell.party,
        name=name_of(spell.party, lang),
        towards=spell.towards,
        towards_name=name_of(spell.towards, lang) if spell.towards else "",
        status=spell.status,
        status_words=told(spell.status, lang),
        start=spell.start.text if spell.start else "",
        start_words=edge_words(spell.start.text, lang) if spell.start else "",
        end=spell.end.text if spell.end else "",
        end_words=edge_words(spell.end.text, lang) if spell.end else "",
        doubtful=any(edge and not edge.sharp for edge in (spell.start, spell.end)),
        bound=bound,
        bound_words=truth(bound, lang),
        verified=spell.verified,
        verified_words=told(f"verified {spell.verified}", lang) if spell.verified else "",
        sources=spell.sources,
    )


def _every_block(instrument: Instrument) -> tuple[Body, ...]:
    return (*instrument.blocks, *instrument.variants)


def _head(instrument: Instrument, library: Library, lang: str) -> Iterator[HeadLine]:
    for key in HEAD:
        if text := instrument.about(key):
            yield HeadLine(key, told(key, lang), text, text if text in library.instruments else "")


def _organs(instrument: Instrument, when: When, lang: str) -> Iterator[OrganTold]:
    for organs in instrument.organs_named.values():
        for organ in organs:
            rows = (
                (organ.rule, organ.rule_words), ("quorum", organ.quorum), ("veto", ", ".join(organ.veto)),
                ("seats", organ.seats), ("excludes", organ.excludes),
            )  # fmt: skip
            edges = ((told("from", lang), organ.law_from), (told("until", lang), organ.law_until))
            yield OrganTold(
                organ.name,
                anchor_of("organ", organ.name),
                tuple((key, text) for key, text in rows if text),
                tuple(
                    Member(seat.holder, name_of(seat.holder, lang))
                    for seat in instrument.seats
                    if seat.organ == organ.name and _sits(seat.start, seat.end, when)
                ),
                ", ".join(f"{word} {edge_words(edge.text, lang)}" for word, edge in edges if edge),
                organ.origin.verified,
            )


def _sits(start: Edge | None, end: Edge | None, when: When) -> bool:
    started = True if start is None else reached(when, start)
    over = False if end is None else reached(when, end)
    return started is True and over is False


def _readings(instrument: Instrument) -> Iterator[ReadingTold]:
    for name in sorted({block.reading for block in instrument.variants if block.reading}):
        blocks = [block for block in instrument.variants if block.reading == name]
        where = dict.fromkeys((cited(block).removesuffix(f" [{name}]"), _anchor(block)) for block in blocks)
        yield ReadingTold(
            name,
            tuple(where),
            ", ".join(dict.fromkeys(block.held_by for block in blocks if block.held_by)),
            tuple(dict.fromkeys(block.origin.note for block in blocks if block.origin.note)),
            any(block.origin.verified == "gk" for block in blocks),
        )


def _anchor(block: Body) -> str:
    if isinstance(block, Rule):
        return provision_anchor(block.provision)
    return anchor_of(kind_of_block(block), block.kind if isinstance(block, StandingClause) else block.name)


def _facts(instrument: Instrument) -> Iterator[FactTold]:
    if imported(instrument):
        return  # an imported pact carries the phrases of all its kind
    for row in instrument.facts:
        states = re.sub(r"\{(\w+)\}", r"the \1", row["states"])
        yield FactTold(row["phrase"], "" if states == row["phrase"] else states, row.get("note") or "")


def _sources(instrument: Instrument) -> Iterator[SourceTold]:
    rests = Counter(source for block in _every_block(instrument) for source in block.origin.sources)
    rests.update(source for spell in instrument.spells for source in spell.sources)
    for source in instrument.sources:
        yield SourceTold(source.id, source.title, source.address, source.read, rests[source.id])


def _kin(instrument: Instrument, library: Library) -> Iterator[Kin]:
    """Yield the pacts beside this one, each once, the closest relation first."""
    told_ids = {instrument.id}

    def kin(relation: str, other: Instrument, common: int = 0) -> Iterator[Kin]:
        if other.id not in told_ids:
            told_ids.add(other.id)
            yield Kin(relation, other.id, other.short_name, common)

    for other in library:
        if other.about("replaced by") == instrument.id:
            yield from kin("twin", other)
    if twin := library.instruments.get(instrument.about("replaced by")):
        yield from kin("replaced", twin)
    for named in _named_pacts(instrument):
        if named in library.instruments:
            yield from kin("named", library[named])
    for other in library.founding(instrument.about("organisation")) if instrument.about("organisation") else ():
        yield from kin("organisation", other)
    mine = set(instrument.parties)
    shared = [(len(mine & set(other.parties)), other) for other in library.encoded if other.id != instrument.id]
    near = [(common, other) for common, other in shared if common >= LEAST_COMMON]
    # a pact of the same few is nearer than one of the whole world that they too are in
    near.sort(key=lambda each: (-each[0] / len(mine | set(each[1].parties)), each[1].id))
    for common, other in near[:MOST_KIN]:
        yield from kin("parties", other, common)


def _named_pacts(instrument: Instrument) -> Iterator[str]:
    """Yield the ids of pacts that the clauses of rank name."""
    for precedence in instrument.precedences:
        for text in (*precedence.over, *precedence.yields_to):
            yield text.partition("/")[0]
