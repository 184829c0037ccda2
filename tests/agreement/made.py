"""Random incidents for both interpreters: near the edges of the law, with everything that a table can say or leave open."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

import polars as pl

from foedus import terms
from foedus.incidents import Incident, make_incident
from foedus.pacts import Condition, Instrument, Library
from foedus.terms import FoedusError

GROUPS = (
    "JNIM",
    "CSP",
    "CMA",
    "ECOWAS",
    "AU",
    "UN",
    "UNSC",
    "UN_MINUSMA",
    "NATO",
    "tuareg_armed_groups",
    "AQ",
    "jihadists",
)
KINDS = ("state", "armed group", "organisation", "unknown")
PLACES = (
    "three-border zone", "mediterranean", "europe", "Bamako", "Niamey", "Brest", "17.0, -1.0", "14.4, 0.2", "45.0, -30.0",
    "36.7, 3.0", "38.9, 1.4", "25.7, 123.5",
)  # fmt: skip
FIRST, LAST = date(1815, 1, 1), date(2026, 12, 31)
OFFSETS = ("+02:00", "+00:00", "-05:00", "Z", "")
Row = dict[str, object]


def _kept(about: Callable[[Instrument], tuple]) -> Callable[[Instrument], tuple]:
    """Keep what was found about an instrument."""
    found: dict[str, tuple] = {}

    def ask(instrument: Instrument) -> tuple:
        key = f"{instrument.id} {instrument.digest}"
        if key not in found:
            found[key] = about(instrument)
        return found[key]

    return ask


@_kept
def _edge_days(instrument: Instrument) -> tuple[date, ...]:
    edges = [edge for spell in instrument.spells for edge in (spell.start, spell.end) if edge]
    for block in (*instrument.blocks, *instrument.variants):
        edges += [edge for name in ("date", "law_from", "law_until") if (edge := getattr(block, name, None))]
    moments = [moment for edge in edges for moment in (edge.earliest, edge.latest) if moment]
    days = {moment.local.date() for moment in moments}
    return tuple(day for day in sorted(days) if FIRST <= day <= LAST)


def incidents(
    count: int, seed: int, library: Library, instruments: Sequence[Instrument] = (), alike: int = 1
) -> Iterator[Row]:
    """Yield incidents as rows of a table: keys of the incident file with `_`, and `facts`, what is unknown left out.

    Each is made round one of the instruments (those in use unless given): its parties, its acts and its days. `alike` is
    how many in a row share instrument and time, which saves both interpreters asking anew who is bound.
    """
    dice = random.Random(seed)
    chosen = list(instruments or library.in_use)
    made = 0
    while made < count:
        instrument = dice.choice(chosen)
        when = _when(dice, instrument)
        for _ in range(min(alike, count - made)):
            row = {**when, **_row(dice, instrument)}
            if incident(row) is not None:
                made += 1
                yield row


def incident(row: Row) -> Incident | None:
    """Return the incident of a row, None where a name means nothing on the day."""
    given = dict(row)
    start, end = given.pop("date_start", None), given.pop("date_end", None)
    if start or end:
        given["date"] = {"start": start, "end": end}
    try:
        return make_incident(given)
    except FoedusError:
        return None


def table(rows: Sequence[Row]) -> pl.DataFrame:
    """Return rows as a table of events; a fact phrase is a column with `_` for spaces."""
    told = []
    for number, row in enumerate(rows):
        facts = row.get("facts") or {}
        flat = {key: value for key, value in row.items() if key != "facts"}
        flat |= {phrase.replace(" ", "_"): answer for phrase, answer in facts.items()}  # type: ignore[union-attr]
        told.append({"event": number, **flat})
    names = dict.fromkeys(name for row in told for name in row)
    kinds = {name: _kind(name, [row.get(name) for row in told]) for name in names}
    return pl.DataFrame({name: [row.get(name) for row in told] for name in names}, schema=kinds)


def _kind(name: str, values: list[object]) -> object:
    if name == "event":
        return pl.Int64
    return pl.Boolean if any(isinstance(value, bool) for value in values) else pl.String


def _row(dice: random.Random, instrument: Instrument) -> Row:
    """Return a row round one rule: often what the rule asks, else anything, else nothing."""
    rules = [rule for rule in (*instrument.rules, *instrument.variants) if getattr(rule, "trigger", ())]
    asked: dict[str, str] = {}
    facts: dict[str, bool] = {}
    if rules:
        rule = dice.choice(rules)
        for condition in (*rule.trigger, *rule.requires):
            _meet(dice, condition, instrument, asked, facts, 0)
    row: Row = {}
    made = _anything(dice, instrument)
    likely = {"act": 0.97, "actor": 0.85, "target": 0.95, "supported_by": 0.2, "capacity": 0.3}
    for key, value in made.items():
        value = asked.get(key, value) if dice.random() < 0.85 else value
        if value is not None and (dice.random() < likely.get(key, 0.55) or (key in asked and dice.random() < 0.6)):
            row[key] = value
    if "actor" not in row or dice.random() < 0.05:
        row.pop("actor", None)
        if dice.random() < 0.2:
            row["actor"] = "somebody unheard of"
        if dice.random() < 0.5:
            row["actor_kind"] = dice.choice(KINDS)
    for phrase in _phrases(instrument) or ("consent of the target",):
        if dice.random() < 0.5:
            facts.setdefault(phrase, dice.random() < 0.4)
    facts = {phrase: answer for phrase, answer in facts.items() if dice.random() < 0.8}
    if facts:
        row["facts"] = facts
    return row


def _anything(dice: random.Random, instrument: Instrument) -> dict[str, str | None]:
    states = list(terms.states())

    def somebody() -> str:
        pick = dice.random()
        if pick < 0.5 and instrument.parties:
            return dice.choice(instrument.parties)
        return dice.choice(GROUPS) if pick < 0.65 else dice.choice(states)

    def several(of: Sequence[str] | None = None, more: float = 0.2) -> str:
        count = 1 + (dice.random() < more) + (dice.random() < more / 2)
        return ", ".join(dict.fromkeys(dice.choice(of) if of else somebody() for _ in range(count)))

    place = somebody() if dice.random() < 0.6 else dice.choice(PLACES)
    return {
        "act": _act(dice, instrument), "actor": several(), "target": several(), "supported_by": several(),
        "struck": several(list(terms.vocabulary("struck"))), "harm": several(list(terms.vocabulary("harms"))),
        "origin": dice.choice(list(terms.vocabulary("origins"))), "capacity": dice.choice(list(terms.vocabulary("capacities"))),
        "place": None if place in GROUPS else place,
        "status": dice.choice(("happened", "happened", "happened", *terms.vocabulary("statuses"))),
    }  # fmt: skip


def _meet(
    dice: random.Random,
    condition: Condition,
    instrument: Instrument,
    asked: dict[str, str],
    facts: dict[str, bool],
    deep: int,
) -> None:
    """Write what would meet a condition, where it can be written in one word."""
    word, key = dice.choice(condition.values), condition.key.replace(" ", "_")
    if key == "when":
        term = instrument.terms.get(word)
        if term is None:
            facts[word] = True
        elif deep < 5:
            for row in term.rows or (dice.choice(term.any_of),):
                _meet(dice, row, instrument, asked, facts, deep + 1)
    elif key in ("actor", "target", "supported_by", "place"):
        if met := _somebody(dice, word, key, instrument, asked):
            asked[key] = met
    elif key == "act":
        asked[key] = dice.choice([act for act in terms.acts() if terms.is_a(act, word)])
    else:
        asked[key] = word


def _somebody(dice: random.Random, word: str, key: str, instrument: Instrument, asked: dict[str, str]) -> str | None:
    if word in terms.states() or word in terms.actors() or word in terms.areas():
        return word
    if "a party" in word or word == "another party":
        return dice.choice(instrument.parties) if "not" not in word and instrument.parties else None
    if word == "territory of the target":
        return asked.get("target")
    if word.startswith("territory of ") and word[13:] in terms.states():
        return word[13:]
    if word == "armed group":
        return dice.choice(("JNIM", "CSP", "AQ"))
    term = instrument.terms.get(word)
    if key == "place" and term is not None and term.any_of:
        return _somebody(dice, dice.choice(dice.choice(term.any_of).values), key, instrument, asked)
    return None


@_kept
def _acts(instrument: Instrument) -> tuple[str, ...]:
    words = [
        value for block in (*instrument.blocks, *instrument.variants)
        for condition in (*getattr(block, "trigger", ()), *getattr(block, "rows", ()))
        if getattr(condition, "key", "") == "act" for value in condition.values
    ]  # fmt: skip
    return tuple(dict.fromkeys(words))


@_kept
def _phrases(instrument: Instrument) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for block in (*instrument.blocks, *instrument.variants):
        rows = [
            row
            for name in ("trigger", "rows", "requires", "unless", "any_of", "when")
            for row in getattr(block, name, ())
        ]
        for row in rows:
            if getattr(row, "key", "") == "when":
                found.update(dict.fromkeys(value for value in row.values if value not in instrument.terms))
    return tuple(found)


def _act(dice: random.Random, instrument: Instrument) -> str:
    own = _acts(instrument)
    acts = list(terms.acts())
    if own and dice.random() < 0.8:
        word = dice.choice(own)
        below = [act for act in acts if terms.is_a(act, word)]
        return dice.choice(below)
    return dice.choice(acts)


def _when(dice: random.Random, instrument: Instrument) -> Row:
    days = _edge_days(instrument)
    near = dice.choice(days) if days and dice.random() < 0.5 else None
    if near is None and days:
        first, last = min(days), max(max(days), date(2020, 1, 1))
        near = first + timedelta(days=dice.randrange((last - first).days + 1))
    near = (near or date(2023, 9, 16)) + timedelta(days=dice.choice((-400, -1, 0, 0, 1, 30, 400)))
    near = min(max(near, FIRST), LAST)
    pick = dice.random()
    if pick < 0.6:
        return {"date": near.isoformat()}
    if pick < 0.7:
        return {"date": f"{near}T{dice.randrange(24):02d}:{dice.choice((0, 30)):02d}:00{dice.choice(OFFSETS)}"}
    if pick < 0.8:
        return {"date": f"{near}/{near + timedelta(days=dice.choice((1, 5, 60, 800)))}"}
    if pick < 0.86:
        return {"date": near.isoformat()[: dice.choice((4, 7))]}
    if pick < 0.9:
        return {"date_start": near.isoformat()}
    if pick < 0.94:
        return {"date_end": near.isoformat()}
    if pick < 0.97:
        return {"date_start": near.isoformat(), "date_end": (near + timedelta(days=9)).isoformat()}
    return {}
