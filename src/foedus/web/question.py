"""A question and its address: one incident with the options of the asking, as the query of a page or of the interface.

Names in the query are the keys of an incident file with `_` for a space (`act`, `actor_kind`, `supported_by`, `target`,
`struck`, `capacity`, `harm`, `place`, `origin`, `status`, `reported`, `date`, or `start` and `end`), `fact.` with a fact
phrase behind it (`yes`, `no`, `unknown`, or `by` with an authority), `vote.` with the decision of an organ behind it, and
`on`, `as_of`, `pact`, `reading`, `all`. Names that take several values are repeated or hold commas.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlencode

from foedus.desk import Assessment, Written, answer, day_of, incident_of, when_of
from foedus.incidents import KEYS, Incident
from foedus.pacts import Library
from foedus.terms import DECISION, FoedusError, When, nearest, plain

SEVERAL = ("actor", "supported by", "target", "struck", "harm")
"""Keys of an incident that take several values, joined by commas in an address."""
SINGLE = (
    "id",
    "date",
    "start",
    "end",
    "reported",
    "act",
    "actor kind",
    "capacity",
    "place",
    "origin",
    "status",
    "basis",
)
MOST: Mapping[str, int] = {"actor": 50, "supported by": 50, "target": 20, "struck": 20, "harm": 20}
"""Names that a key of a question may hold; each target is asked of every pact by itself."""
MOST_FACTS = 300
LONGEST = 4_000
"""Characters of one value."""
MOST_WRONG = 50
"""Pacts of a wrong question that are judged one by one."""
OPTIONS = ("on", "as_of", "pact", "reading", "all")
FACT, VOTE = "fact.", "vote."
_TRUTHS = {"yes": "yes", "true": "yes", "no": "no", "false": "no", "unknown": "unknown"}
_YES, _NO = ("yes", "true", "on", "1"), ("", "no", "false", "off", "0")
Pairs = Iterable[tuple[str, str]]


@dataclass(frozen=True)
class Posed:
    """A question as posed, every value as it was typed: empty ones are not in it.

    `values` are the keys of the incident but facts and votes; `odd` are names that no question has.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    votes: Mapping[str, str] = field(default_factory=dict)
    on: str = ""
    as_of: str = ""
    pacts: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    everything: bool = False
    odd: tuple[FoedusError, ...] = ()

    @property
    def asks(self) -> bool:
        """Tell whether there is an incident to answer for."""
        return bool(self.values or self.facts or self.votes)

    def pairs(self) -> list[tuple[str, str]]:
        """Return the question as the pairs of its address, sorted by name: only what is filled in."""
        found = [(key.replace(" ", "_"), value) for key, value in self.values.items()]
        found += [(f"{FACT}{phrase}", value) for phrase, value in self.facts.items()]
        found += [(f"{VOTE}{phrase}", value) for phrase, value in self.votes.items()]
        found += [(name, value) for name, value in (("on", self.on), ("as_of", self.as_of)) if value]
        found += [("all", "yes")] if self.everything else []
        several = [("pact", each) for each in self.pacts] + [("reading", each) for each in self.readings]
        # values of one name keep their order: it is that of the answers
        return sorted([*found, *several], key=lambda pair: pair[0])

    def query(self) -> str:
        """Return the canonical query: the same question always has the same."""
        return urlencode(self.pairs())

    def written(self) -> Written:
        """Return the incident as a file would write it."""
        values: dict[str, object] = {key: text for key, text in self.values.items() if key not in ("start", "end")}
        ends = {key: self.values[key] for key in ("start", "end") if key in self.values}
        if ends:
            if "date" in values:
                raise FoedusError(
                    "a day and a stretch of time at once",
                    field=next(iter(ends)),
                    expected="a day, or a start and an end",
                )
            values["date"] = ends
        if self.facts:
            values["facts"] = dict(self.facts)
        if self.votes:
            values["votes"] = dict(self.votes)
        return Written(values)

    @property
    def dear(self) -> bool:
        """Tell whether the answer may take seconds: of many states, or with everything that no pact says."""
        many = sum(len(_parts(self.values.get(key, ""))) for key in ("actor", "supported by"))
        return self.everything or many > 10 or len(_parts(self.values.get("target", ""))) > 3

    def day(self) -> date | None:
        """Return the day by which names are understood: that of the event, where it is one that can be read."""
        try:
            when = when_of(self.values.get("date") or self.values.get("start") or None, "date")
        except FoedusError:
            return None
        return when.first_day if when else None

    def having(self, facts: Mapping[str, str | bool]) -> Posed:
        """Return the question with facts and rows stated, as a proposal or a reader's answer would."""
        values, phrases, votes = dict(self.values), dict(self.facts), dict(self.votes)
        for key, value in facts.items():
            if isinstance(value, bool):
                phrases[key] = "yes" if value else "no"
                votes.pop(key, None)
            else:
                values[key] = value
        return replace(self, values=values, facts=phrases, votes=votes)

    def without(self, *keys: str) -> Posed:
        """Return the question with some keys or fact phrases left open again."""
        values = {key: value for key, value in self.values.items() if key not in keys}
        return replace(self, values=values, facts={key: value for key, value in self.facts.items() if key not in keys})


def posed(pairs: Pairs) -> Posed:
    """Return the question that the pairs of a query pose; what cannot be taken stands in its `odd`, and never raises."""
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        text = value.strip()
        if text and text not in found.setdefault(name, []):
            found[name].append(text)
    values: dict[str, str] = {}
    facts: dict[str, str] = {}
    votes: dict[str, str] = {}
    options: dict[str, list[str]] = {}
    odd: list[FoedusError] = []
    for name, texts in found.items():
        if not texts:
            continue
        key = plain(name)
        if name in OPTIONS:
            options[name] = texts
        elif name.startswith(FACT) and plain(name.removeprefix(FACT)):
            _once(facts, plain(name.removeprefix(FACT)), [_TRUTHS.get(each.lower(), each) for each in texts], name, odd)
        elif name.startswith(VOTE) and plain(name.removeprefix(VOTE)):
            _once(votes, plain(name.removeprefix(VOTE)), texts, name, odd)
        elif key in SEVERAL:
            values[key] = ", ".join(dict.fromkeys(part for text in texts for part in _parts(text)))
        elif key in SINGLE:
            _once(values, key, texts, name, odd)
        else:
            known = [*(each.replace(" ", "_") for each in (*SINGLE, *SEVERAL)), *OPTIONS, FACT, VOTE]
            odd.append(
                FoedusError(
                    f"unknown key '{name}'", field=name, expected="a key of the question", nearest=nearest(name, known)
                )
            )
    for name in ("on", "as_of", "all"):
        if len(options.get(name, ())) > 1:
            odd.append(_twice(name))
    every = options.get("all", [""])[-1].lower()
    if every not in (*_YES, *_NO):
        odd.append(FoedusError(f"'{every}' is neither yes nor no", field="all", expected="yes or no"))
    odd += _too_much({**values, **facts, **votes}, len(facts) + len(votes))
    pacts = tuple(dict.fromkeys(part for text in options.get("pact", ()) for part in _parts(text)))
    return Posed(
        {key: text for key, text in values.items() if text}, facts, votes, options.get("on", [""])[-1],
        options.get("as_of", [""])[-1], pacts, tuple(options.get("reading", ())), every in _YES, tuple(odd),
    )  # fmt: skip


def _too_much(values: Mapping[str, str], facts: int) -> Iterable[FoedusError]:
    """Yield what is beyond the bounds of a question."""
    if facts > MOST_FACTS:
        yield FoedusError(f"{facts} facts are too many", field="facts", expected=f"at most {MOST_FACTS}")
    for key, text in values.items():
        if len(text) > LONGEST:
            yield FoedusError(
                f"a value of {len(text):,} characters", field=key.replace(" ", "_"), expected=f"at most {LONGEST:,}"
            )
        elif key in MOST and (number := len(_parts(text))) > MOST[key]:
            yield FoedusError(
                f"{number} names are too many", field=key.replace(" ", "_"), expected=f"at most {MOST[key]}"
            )


def within_bounds(incident: Mapping[str, object], *said: str) -> None:
    """Raise FoedusError for an incident as a file writes it, or words said beside it, beyond the bounds of a question."""
    number = 0
    for key, value in incident.items():
        held = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else [value]
        number += len(held) if isinstance(value, Mapping) else 1
        if number > MOST_FACTS or len(held) > MOST_FACTS:
            raise FoedusError(
                "too much for one incident",
                field=key[:60],
                expected=f"at most {MOST_FACTS} keys, facts or words of a list",
            )
        texts = [each for each in held if isinstance(each, str)]
        if any(len(text) > LONGEST for text in (key, *texts)):
            raise FoedusError("a value that is too long", field=key[:60], expected=f"at most {LONGEST:,} characters")
        for error in _too_much({plain(key): ", ".join(texts)} if plain(key) in MOST else {}, 0):
            raise error
    for text in said:
        if len(text) > LONGEST:
            raise FoedusError(f"a value of {len(text):,} characters", expected=f"at most {LONGEST:,}")


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _once(into: dict[str, str], key: str, texts: Sequence[str], name: str, odd: list[FoedusError]) -> None:
    if key in into or len(set(texts)) > 1:
        odd.append(_twice(name))
    into[key] = texts[-1]


def _twice(name: str) -> FoedusError:
    return FoedusError(f"'{name}' is given twice", field=name, expected="one value")


@dataclass(frozen=True)
class Ready:
    """A question that can be answered: its incident, its two clocks, and warnings of words that are not known."""

    posed: Posed
    incident: Incident
    on: When | None
    as_of: date | None
    warnings: tuple[FoedusError, ...] = ()

    def answer(self, library: Library) -> Assessment:
        """Return what the library says; raises FoedusError for a pact or reading that there is not."""
        return answer(
            self.incident, library, on=self.on, as_of=self.as_of, pacts=self.posed.pacts,
            everything=self.posed.everything, readings=self.posed.readings,
        )  # fmt: skip


def made_apart(ready: Ready, format: str, lang: str) -> bytes:
    """Return an answer in a format, in the process of its own that this is called in."""
    from foedus.web.readied import LIBRARY

    made = ready.answer(LIBRARY).render(format, lang=lang)
    return made if isinstance(made, bytes) else made.encode("utf-8", "backslashreplace")


def readied(asked: Posed, library: Library) -> Ready:
    """Return a question ready to be answered; raise FoedusError for the first thing that is wrong in it."""
    if asked.odd:
        raise asked.odd[0]
    incident, unknown = incident_of(asked.written(), library.fact_phrases)
    for each in asked.pacts:
        _known_pact(each, library)
    return Ready(asked, incident, when_of(asked.on, "on"), day_of(asked.as_of, "as_of"), unknown)


def faults(asked: Posed, library: Library) -> dict[str, FoedusError]:
    """Return everything that is wrong in a question, by the name of its field: each field judged for itself."""
    found: dict[str, FoedusError] = {each.field or "": each for each in asked.odd}
    day = asked.day()
    alone: list[tuple[str, Posed]] = [
        (key.replace(" ", "_"), Posed({key: value, **_dated(key, asked, day)})) for key, value in asked.values.items()
    ]
    alone += [(f"{FACT}{phrase}", Posed(facts={phrase: value})) for phrase, value in asked.facts.items()]
    alone += [(f"{VOTE}{phrase}", Posed(votes={phrase: value})) for phrase, value in asked.votes.items()]
    alone += [("on", Posed(on=asked.on)), ("as_of", Posed(as_of=asked.as_of))]
    alone += [("pact", Posed(pacts=(each,))) for each in asked.pacts[:MOST_WRONG]]
    for name, each in alone:
        try:
            readied(each, library)
        except FoedusError as error:
            found.setdefault(name, error)
    try:
        if not found:
            readied(asked, library).answer(library)
    except FoedusError as error:
        unknown_reading = asked.readings and "reading" in error.message
        found[(error.field or "").replace(" ", "_") or ("reading" if unknown_reading else "")] = error
    return found


def _dated(key: str, asked: Posed, day: date | None) -> dict[str, str]:
    """Return the day beside a key whose words hang on it; start and end are judged together."""
    if key in ("start", "end"):
        return {other: asked.values[other] for other in ("start", "end") if other in asked.values and other != key}
    return {"date": day.isoformat()} if day and key in ("actor", "supported by", "target", "place") else {}


def _known_pact(name: str, library: Library) -> None:
    try:
        library[name]
    except FoedusError as error:
        error.field = "pact"
        raise


def is_decision(phrase: str) -> bool:
    """Tell whether a fact phrase is what an organ decides, of which a vote may be recorded."""
    return phrase.startswith(DECISION)


assert {*SEVERAL, *SINGLE} - {"start", "end"} | {"facts", "votes", "claims", "witnesses"} == {*KEYS}
