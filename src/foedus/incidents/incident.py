"""An incident: what happened, in the same words as the rows of a pact; what is left out is unknown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from foedus import terms
from foedus.incidents.vote import Said, Vote, parse_said, parse_vote
from foedus.terms import DECISION, UNKNOWN_WHEN, Evidence, FoedusError, When, parse_when

KEYS = (
    "id", "date", "reported", "act", "actor", "actor kind", "supported by", "target", "struck", "capacity", "harm",
    "place", "origin", "status", "facts", "votes", "basis", "claims", "witnesses",
)  # fmt: skip
NOBODY = "none"
"""In `supported by`: it is known that nobody stands behind the actor."""
_WORD_TABLES = {
    "struck": "struck",
    "capacity": "capacities",
    "harm": "harms",
    "origin": "origins",
    "status": "statuses",
}


@dataclass(frozen=True)
class Incident:
    """One event as it is judged: several targets are all of them, an empty field is unknown.

    `facts` maps a fact phrase to True, False, or None where it was raised and is not known. `said` maps a phrase to
    which of the authorities that claim to speak for a state said it; `votes` maps the gate phrase of an organ to the
    vote recorded. `evidence` maps a key of the incident to what it rests on.
    """

    date: When = UNKNOWN_WHEN
    act: str | None = None
    actor: tuple[str, ...] = ()
    actor_kind: str | None = None
    supported_by: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    struck: tuple[str, ...] = ()
    capacity: str | None = None
    harm: tuple[str, ...] = ()
    place: str | None = None
    origin: str | None = None
    status: str = "happened"
    reported: date | None = None
    facts: Mapping[str, bool | None] = field(default_factory=dict)
    said: Mapping[str, Said] = field(default_factory=dict)
    votes: Mapping[str, Vote] = field(default_factory=dict)
    id: str = ""
    basis: str | None = None
    claims: tuple[str, ...] = ()
    witnesses: int = 0
    evidence: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)

    @property
    def known_from(self) -> date | None:
        """Return the day from which the incident could be known: as reported, else its own first day."""
        return self.reported or self.date.first_day

    def with_value(self, key: str, value: str | bool) -> Incident:
        """Return the incident with one fact or row stated, as a reader's "what if" would."""
        if isinstance(value, bool) or key in self.facts:
            said = {phrase: said for phrase, said in self.said.items() if phrase != key}
            votes = {phrase: vote for phrase, vote in self.votes.items() if phrase != key}
            return replace(self, facts={**self.facts, key: value}, said=said, votes=votes)
        name = key.replace(" ", "_")
        if isinstance(getattr(self, name), tuple):
            return replace(self, **{name: (value,)})
        return replace(self, **{name: value})

    def to_json(self) -> dict[str, object]:
        """Return the incident as an incident file would write it, unknown keys left out."""
        found: dict[str, object] = {}
        if self.id:
            found["id"] = self.id
        found["date"] = self.date.to_json()
        if self.reported:
            found["reported"] = self.reported.isoformat()
        for key in (
            "act",
            "actor",
            "actor kind",
            "supported by",
            "target",
            "struck",
            "capacity",
            "harm",
            "place",
            "origin",
        ):
            value = getattr(self, key.replace(" ", "_"))
            if value:
                found[key] = _plain_or_list(value)
        found["status"] = self.status
        if self.facts or self.said:
            found["facts"] = {**self.facts, **{phrase: str(said) for phrase, said in self.said.items()}}
        if self.votes:
            found["votes"] = {phrase: str(vote) for phrase, vote in self.votes.items()}
        if self.basis:
            found["basis"] = self.basis
        return found


def _plain_or_list(value: str | tuple[str, ...]) -> object:
    if isinstance(value, str):
        return value
    return value[0] if len(value) == 1 else list(value)


def make_incident(
    values: Mapping[str, object],
    *,
    file: str | None = None,
    lines: Mapping[str, int] | None = None,
    strict: bool = True,
) -> Incident:
    """Return the incident that a mapping of keys to texts states; raise FoedusError naming the key that is wrong.

    Keys and words may be written with `_` for a space; lists as lists or comma-separated text; `date` as text or as
    `{start, end}`; `facts` as a mapping from phrase to true or false. With `strict` False a key that is a fact phrase
    may stand among the others.
    """
    lines = lines or {}

    def fail(key: str, message: str, **more: object) -> FoedusError:
        return FoedusError(message, file=file, line=lines.get(key), field=key, **more)  # type: ignore[arg-type]

    given: dict[str, object] = {}
    facts: dict[str, bool | None] = {}
    said: dict[str, Said] = {}
    votes: Mapping[str, object] = {}
    for raw, value in values.items():
        key = " ".join(str(raw).replace("_", " ").split())
        if key == "facts":
            if not isinstance(value, Mapping):
                raise fail("facts", f"'{value}' is not a map", expected="lines 'phrase: true' or 'phrase: false'")
            for phrase, answer in value.items():
                told = _said(answer, lambda m, **k: fail("facts", m, **k))
                if told is not None:
                    said[terms.plain(str(phrase))] = told
                else:
                    facts[terms.plain(str(phrase))] = _truth(answer, lambda m, **k: fail("facts", m, **k))
        elif key == "votes":
            if not isinstance(value, Mapping):
                raise fail(
                    "votes", f"'{value}' is not a map", expected=f"lines '{DECISION}…: for AAA, BBB; against CCC'"
                )
            votes = {terms.plain(str(phrase)): vote for phrase, vote in value.items()}
            if odd := next((phrase for phrase in votes if not phrase.startswith(DECISION)), None):
                raise fail("votes", f"no organ decides '{odd}'", expected=f"'{DECISION}…' with the name of the organ")
        elif key in KEYS:
            if key in given:
                raise fail(key, f"'{key}' is given twice")
            given[key] = value
        elif not strict and (key.lower() in terms.vocabulary("facts") or key.lower().startswith("decision of ")):
            facts[key.lower()] = _truth(value, lambda m, k=key, **more: fail(k, m, **more))
        else:
            known = [*KEYS, *terms.vocabulary("facts")]
            raise fail(
                key, f"unknown key '{key}'", expected="a key of the incident file", nearest=terms.nearest(key, known),
                remedy="facts go under 'facts:' as 'phrase: true'",
            )  # fmt: skip
    when = _date(given.get("date"), fail)
    day = when.first_day
    words = {key: _words(given.get(key), table, key, fail) for key, table in _WORD_TABLES.items()}
    act = _text(given.get("act"))
    if act is not None:
        act = terms.plain(act)
        if act not in terms.acts():
            raise fail(
                "act", f"unknown act '{act}'", expected="a word of the tree of acts", nearest=terms.nearest(act, terms.acts()),
                remedy="see 'foedus terms act'",
            )  # fmt: skip
    actor, kind = _actors(given.get("actor"), day, fail)
    if given.get("actor kind") is not None:
        kind = terms.plain(str(given["actor kind"]))
        if kind not in terms.vocabulary("actor_kinds"):
            known = terms.vocabulary("actor_kinds")
            raise fail(
                "actor kind",
                f"unknown kind '{kind}'",
                expected=f"one of {', '.join(known)}",
                nearest=terms.nearest(kind, known),
            )
    reported = _text(given.get("reported"))
    status = words["status"][0] if words["status"] else "happened"
    for single in ("capacity", "origin", "status"):
        if len(words[single]) > 1:
            raise fail(single, f"several values for '{single}'", expected="one word")
    return Incident(
        date=when, act=act, actor=actor, actor_kind=kind,
        supported_by=_actors(given.get("supported by"), day, fail, "supported by")[0],
        target=_targets(given.get("target"), day, fail), struck=words["struck"],
        capacity=words["capacity"][0] if words["capacity"] else None, harm=words["harm"],
        place=_place(given.get("place"), day, fail), origin=words["origin"][0] if words["origin"] else None,
        status=status, reported=_date(reported, fail, "reported").first_day if reported else None, facts=facts,
        said=said, votes={phrase: _vote(vote, day, fail) for phrase, vote in votes.items()},
        id=_text(given.get("id")) or "", basis=_text(given.get("basis")),
    )  # fmt: skip


def _text(value: object) -> str | None:
    if value is None:
        return None
    text = str(value).strip()
    return text or None


def _listed(value: object) -> list[str]:
    if value is None:
        return []
    if isinstance(value, list | tuple):
        return [str(item).strip() for item in value if str(item).strip()]
    return [part.strip() for part in str(value).split(",") if part.strip()]


def _truth(value: object, fail) -> bool | None:  # noqa: ANN001 (a closure that builds the error)
    if isinstance(value, bool) or value is None:
        return value
    word = str(value).strip().lower()
    if word in ("true", "yes"):
        return True
    if word in ("false", "no"):
        return False
    if word in ("unknown", "null", ""):
        return None
    raise fail(f"'{value}' is neither true nor false", expected="true, false or unknown")


def _said(value: object, fail) -> Said | None:  # noqa: ANN001
    try:
        return parse_said(value.strip()) if isinstance(value, str) else None
    except FoedusError as error:
        raise fail(error.message, expected=error.expected, nearest=error.nearest, remedy=error.remedy) from None


def _vote(value: object, day: date | None, fail) -> Vote:  # noqa: ANN001
    try:
        return parse_vote(_text(value) or "", day)
    except FoedusError as error:
        raise fail(
            "votes", error.message, expected=error.expected, nearest=error.nearest, remedy=error.remedy
        ) from None


def _date(value: object, fail, key: str = "date") -> When:  # noqa: ANN001
    if value is None:
        return UNKNOWN_WHEN
    try:
        if isinstance(value, Mapping):
            start, end = _text(value.get("start")), _text(value.get("end"))
            if unknown := set(value) - {"start", "end"}:
                raise FoedusError(f"unknown key '{sorted(unknown)[0]}' in a date", expected="start and end")
            if start and end:
                return parse_when(f"{start}/{end}")
            first, last = (parse_when(text) if text else None for text in (start, end))
            return When(
                first.start if first else None, last.end if last else None, "interval" if first or last else "unknown"
            )
        return parse_when(str(value)) if _text(value) else UNKNOWN_WHEN
    except FoedusError as error:
        raise fail(key, error.message, expected=error.expected) from None


def _words(value: object, table: str, key: str, fail) -> tuple[str, ...]:  # noqa: ANN001
    known = terms.vocabulary(table)
    words = [terms.plain(word) for word in _listed(value)]
    for word in words:
        if word not in known and word != "none":
            raise fail(
                key, f"unknown word '{word}'", expected=f"one of {', '.join(known)}", nearest=terms.nearest(word, known)
            )
    return tuple(words)


def _state(word: str, day: date | None) -> str | None:
    """Return the state that an id, code or name means on a day; `NO` is Norway."""
    return terms.resolve(word, day) or (terms.resolve(word, day, "iso2") if len(word) == 2 and word.isupper() else None)


def _named(word: str, day: date | None) -> str | None:
    """Return the id that a code or name stands for on a day, or None."""
    if word in terms.actors():
        return word
    return _state(word, day) or terms.find_actor(word)


def _actors(value: object, day: date | None, fail, key: str = "actor") -> tuple[tuple[str, ...], str | None]:  # noqa: ANN001
    found: list[str] = []
    kind: str | None = None
    for word in _listed(value):
        if key == "supported by" and terms.plain(word) == NOBODY:
            found.append(NOBODY)
        elif key == "supported by" and terms.plain(word) in terms.vocabulary("actor_kinds"):
            raise fail(
                key, f"'{word}' is a kind and nobody in particular", expected="the id or name of who stands behind the actor",
                remedy=f"write '{NOBODY}' where nobody does, and leave it out where it is not known",
            )  # fmt: skip
        elif terms.plain(word) in terms.vocabulary("actor_kinds"):
            kind = terms.plain(word)
        elif named := _named(word, day):
            found.append(named)
        elif day is not None and word.isupper() and _named(word, None):
            raise fail(key, f"no state '{word}' on {day}", expected="a state that existed on that day")
        elif len(word) == 3 and word.isupper():
            raise fail(
                key, f"unknown code '{word}'", expected="the id of a state or actor, or a name",
                nearest=terms.nearest(word, [*terms.states(), *terms.actors()]), remedy="see 'foedus terms'",
            )  # fmt: skip
        else:
            found.append(word)
    return tuple(dict.fromkeys(found)), kind


def _targets(value: object, day: date | None, fail) -> tuple[str, ...]:  # noqa: ANN001
    found = []
    for word in _listed(value):
        named = _named(word, day)
        if named is None and day is not None and _named(word, None):
            raise fail("target", f"no state '{word}' on {day}", expected="a state that existed on that day")
        if named is None:
            raise fail(
                "target",
                f"unknown target '{word}'",
                expected="the id or name of a state or actor",
                nearest=terms.nearest(word, [*terms.states(), *terms.actors()]),
                remedy="see 'foedus terms'",
            )
        # an attack on a state's forces or authorities is an attack on that state
        found.append(terms.stands_for(named))
    return tuple(dict.fromkeys(found))


def _place(value: object, day: date | None, fail) -> str | None:  # noqa: ANN001
    text = ", ".join(map(str, value)) if isinstance(value, list | tuple) else _text(value)
    if text is None:
        return None
    try:
        if terms.parse_point(text) is not None:
            return text
    except FoedusError as error:
        raise fail("place", error.message, expected=error.expected) from None
    state = _state(text, day)
    if state:
        return state
    if terms.find_place(text) is not None or terms.plain(text) in terms.areas():
        place = terms.find_place(text)
        return place.place if place else terms.plain(text)
    if day is not None and text.isupper() and _state(text, None):
        raise fail(
            "place",
            f"no state '{text}' on {day}",
            expected="a state that existed on that day, a named area, or 'lat, lon'",
        )
    raise fail(
        "place",
        f"unknown place '{text}'",
        expected="a state, a named area, a known town, or 'lat, lon'",
        nearest=terms.nearest(text, [*terms.states(), *terms.areas(), *terms.places()]),
        remedy="give the point as 'lat, lon'",
    )


def per_target(incident: Incident) -> Iterable[Incident]:
    """Return one incident for each target, since each target's friends are asked on their own."""
    if len(incident.target) < 2:
        return (incident,)
    return tuple(replace(incident, target=(target,)) for target in incident.target)
