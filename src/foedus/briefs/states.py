"""How the instruments that the reports touch stand on a day: in force, who is bound, leaving, gone, and what differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from foedus import terms
from foedus.pacts import Article, Instrument, Library, StandingClause, Status, bound_parties, in_force
from foedus.reading import Claim, Report
from foedus.terms import Edge, Truth, When, reached

_ENDINGS = (
    "denunciation",
    "withdrawal",
    "termination",
    "end of mandate",
    "withdrawal of forces",
    "refusal",
    "suspension",
)


@dataclass(frozen=True)
class Member:
    """One party on the day: its status (`party`, `suspended`, `leaving` …), from and until when, and whether that is sure."""

    party: str
    status: str
    truth: Truth
    start: Edge | None
    until: Edge | None
    verified: str


@dataclass(frozen=True)
class Notice:
    """A notice that had been given by the day and has not run out: who gave it, when, when it takes effect, what is claimed.

    `text` is the heading of the text concerned, where an instrument gathers several.
    """

    by: tuple[str, ...]
    given: str
    effect: Edge | None
    claimed: str
    reading: str | None
    held_by: str
    words: str
    text: str


@dataclass(frozen=True)
class InstrumentState:
    """One instrument on one day, and the claims that touch it.

    `run_out` are notices on single texts whose time had run out by the day, on the view of those who gave them. `before`
    and `after` are rows of the library's chronology about its end: the last known by the day, the first after.
    """

    instrument: Instrument
    claims: tuple[str, ...]
    on: When
    truth: Truth
    entry: Edge | None
    end: Edge | None
    members: tuple[Member, ...]
    gone: tuple[tuple[str, Edge | None], ...]
    notices: tuple[Notice, ...]
    run_out: tuple[Notice, ...]
    readings: tuple[tuple[str, str, Edge | None], ...]
    speakers: tuple[str, ...]
    before: tuple[Mapping[str, str], ...]
    after: tuple[Mapping[str, str], ...]
    unverified: tuple[str, ...]


def touched(reports: Iterable[Report], library: Library) -> Mapping[str, tuple[str, ...]]:
    """Return the ids of the instruments that claims touch, the most touched first, each with the claims.

    A claim touches an instrument when it names it, the organisation that it founds or a group or mission that is its
    party, or when the two parties of a bilateral one stand against each other in it.
    """
    found: dict[str, list[str]] = {}
    for report in reports:
        for claim in report.claims:
            for instrument in library.encoded:
                if _touches(claim, instrument):
                    found.setdefault(instrument.id, []).append(claim.id)
    weight = Counter({name: len(ids) for name, ids in found.items()})
    return {name: tuple(dict.fromkeys(found[name])) for name, _ in weight.most_common()}


def _touches(claim: Claim, instrument: Instrument) -> bool:
    named = {*claim.about, *claim.initiator, *claim.target}
    if instrument.id in named or (instrument.about("organisation") and instrument.about("organisation") in named):
        return True
    parties = set(instrument.parties)
    if any(terms.kind_of(party) != "state" and party in named for party in parties):
        return True
    both_sides = bool(parties & set(claim.initiator)) and bool(parties & set(claim.target))
    return len(parties) == 2 and both_sides and parties <= {*claim.initiator, *claim.target}


def state_of(
    instrument: Instrument, claims: tuple[str, ...], library: Library, on: When, as_of: date | None
) -> InstrumentState:
    """Return how an instrument stands on a day, as known by `as_of`."""
    status = in_force(instrument, instrument.standing, on, as_of)
    bound = bound_parties(instrument, on, as_of)
    return InstrumentState(
        instrument,
        claims,
        on,
        status.truth,
        next((clause.date for clause in instrument.standing if clause.kind == "entry into force"), None),
        next(
            (clause.date for clause in instrument.standing if clause.kind == "termination" and _known(clause, as_of)),
            None,
        ),
        tuple(_member(instrument, party, on, found, as_of) for party, found in bound.items()),
        tuple(_gone(instrument, bound, on)),
        tuple(each for each in _notices(instrument, on, as_of) if not _is_over(each, on)),
        tuple(each for each in _notices(instrument, on, as_of) if _is_over(each, on) and _names_a_text(each)),
        tuple(_readings(instrument)),
        tuple(
            dict.fromkeys(
                block.reading
                for block in instrument.variants
                if block.reading and block.reading.startswith("government of")
            )
        ),
        *_chronology(instrument, library, on, as_of),
        tuple(dict.fromkeys((*status.unverified, *(row for found in bound.values() for row in found.unverified)))),
    )


def _member(instrument: Instrument, party: str, on: When, found: Status, as_of: date | None) -> Member:
    truth, kind = found.truth, found.kinds[0] if found.kinds else ""
    spells = [
        spell for spell in instrument.spells if spell.party == party and spell.status == kind and not spell.towards
    ]
    spells = [spell for spell in spells if not spell.start or reached(on, spell.start) is not False] or spells
    spell = spells[-1] if spells else None
    later = (
        spell.end if spell and (as_of is None or spell.status == "leaving" or _edge_known(spell.end, as_of)) else None
    )
    return Member(party, kind or "party", truth, spell.start if spell else None, later, spell.verified if spell else "")


def _gone(instrument: Instrument, bound: Mapping[str, object], on: When) -> Iterable[tuple[str, Edge | None]]:
    for party in instrument.parties:
        if party in bound:
            continue
        ended = [spell for spell in instrument.spells if spell.party == party and spell.status != "left" and spell.end]
        left = [spell for spell in instrument.spells if spell.party == party and spell.status == "left"]
        edges = [*(spell.end for spell in ended), *(spell.start for spell in left)]
        past = [edge for edge in edges if edge is not None and reached(on, edge) is True]
        if past:
            yield party, past[-1]


def _names_a_text(notice: Notice) -> bool:
    """Tell whether a notice is on one of several texts, not under an article on leaving."""
    return bool(notice.text) and not notice.text.lower().startswith(("article", "annex"))


def _is_over(notice: Notice, on: When) -> bool:
    return notice.reading is None and notice.effect is not None and reached(on, notice.effect) is True


def _notices(instrument: Instrument, on: When, as_of: date | None) -> Iterable[Notice]:
    """Yield the notices given by the day, each text's own where an instrument holds several."""
    blocks = [*instrument.standing, *(block for block in instrument.variants if isinstance(block, StandingClause))]
    named: set[str] = set()
    for block in blocks:
        given = block.get("notice given")
        if not given or block.kind not in ("withdrawal", "termination") or not _given(given, on, as_of):
            continue
        by = tuple(part.strip() for part in block.get("by").split(",") if part.strip())
        named.update(by)
        article = _article_of(instrument, block)
        effect = block.date or _law_ends(instrument, article) or _leaving_ends(instrument, by)
        yield Notice(
            by,
            given,
            effect,
            block.get("claimed"),
            block.reading,
            block.held_by,
            block.get("takes effect") or block.get("condition"),
            article.heading if article and block.date is None else "",
        )
    for spell in instrument.spells:
        running = spell.status == "leaving" and spell.start and reached(on, spell.start) is True
        if running and spell.party not in named and not (spell.end and reached(on, spell.end) is True):
            yield Notice((spell.party,), spell.start.text, spell.end, "", None, "", "", "")


def _article_of(instrument: Instrument, block: StandingClause) -> Article | None:
    above = [article for article in instrument.articles if article.line < block.origin.line]
    return max(above, key=lambda article: article.line, default=None)


def _law_ends(instrument: Instrument, article: Article | None) -> Edge | None:
    """Return the end of the provisions under a heading: an instrument that gathers several texts ends each on its own."""
    ends = [rule.law_until for rule in instrument.rules if article and rule.provision.partition("/")[0] == article.id]
    known = [edge for edge in ends if edge is not None]
    return max(known, key=lambda edge: edge.text) if known else None


def _leaving_ends(instrument: Instrument, parties: tuple[str, ...]) -> Edge | None:
    ends = [
        spell.end for spell in instrument.spells if spell.status == "leaving" and spell.party in parties and spell.end
    ]
    return ends[-1] if ends else None


def _given(text: str, on: When, as_of: date | None) -> bool:
    day = text.partition("/")[0].strip()[:10]
    if len(day) != 10 or on.first_day is None:
        return False
    return day <= on.first_day.isoformat() and (as_of is None or day <= as_of.isoformat())


def _readings(instrument: Instrument) -> Iterable[tuple[str, str, Edge | None]]:
    for block in instrument.variants:
        if (
            isinstance(block, StandingClause)
            and block.kind in ("entry into force", "termination", "withdrawal")
            and block.reading
        ):
            yield block.reading, block.kind, block.date


def _chronology(
    instrument: Instrument, library: Library, on: When, as_of: date | None
) -> tuple[tuple[Mapping[str, str], ...], tuple[Mapping[str, str], ...]]:
    day = on.first_day.isoformat() if on.first_day else "9999"
    limit = as_of.isoformat() if as_of else "9999"
    rows = [
        row
        for row in library.chronology
        if row["act"] in _ENDINGS and _concerns(row, instrument) and row["date"][:10] <= limit
    ]
    rows.sort(key=lambda row: row["date"])
    before = [row for row in rows if row["date"][:10] <= day and row["act"] != "termination"]
    after = [row for row in rows if row["date"][:10] > day]
    return tuple(before[-3:]), tuple(after[:1])


def _concerns(row: Mapping[str, str], instrument: Instrument) -> bool:
    if row["instrument"]:
        return row["instrument"] == instrument.id
    organisation = instrument.about("organisation")
    sides = {part.strip() for part in f"{row['initiator']};{row['target']}".split(";")}
    return bool(organisation) and organisation in sides


def _known(clause: StandingClause, as_of: date | None) -> bool:
    return (
        as_of is None
        or _edge_known(clause.date, as_of)
        or (clause.get("notice given") or "9999")[:10] <= as_of.isoformat()
    )


def _edge_known(edge: Edge | None, as_of: date | None) -> bool:
    return as_of is None or edge is None or edge.earliest is None or edge.earliest.local.date() <= as_of
