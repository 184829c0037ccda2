"""Corrections at the desk: taken from a file or a list, checked against the library; and what of a brief can be corrected."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from os import PathLike, fspath
from typing import Any

from foedus import briefs, incidents, terms
from foedus.desk.inputs import Given, take, text_of
from foedus.determinations import Change, Determination
from foedus.incidents import CLAIM_KEYS, STATED_KEYS, Correction, Incident, corrections_of, fault, value_of
from foedus.pacts import Library
from foedus.reading import Claim, Report
from foedus.terms import FoedusError

WHAT = "a corrections file as JSON"
Corrections = str | PathLike[str] | Given | Iterable[Any] | None


def take_corrections(given: Corrections, library: Library | None = None) -> tuple[Correction, ...]:
    """Return the corrections of a file (its path or bytes), or of a list of mappings or Corrections.

    With `library` a fact or vote that no loaded pact asks for is refused, with the nearest known one. Raises FoedusError
    naming the correction and its field.
    """
    if given is None:
        return ()
    if isinstance(given, str | PathLike):
        given = take(fspath(given), WHAT)
    with blamed_on(given, whole=True):
        asked = corrections_of(_content(given) if isinstance(given, Given) else given)
        if library is not None:
            _check_phrases(asked, library)
    return asked


@contextmanager
def blamed_on(given: Corrections, *, whole: bool = False) -> Iterator[None]:
    """Name the corrections file in an error about one of its corrections, with `whole` in every error."""
    try:
        yield
    except FoedusError as error:
        name = given.name if isinstance(given, Given) else fspath(given) if isinstance(given, str | PathLike) else None
        if whole or (error.field or "").startswith("correction "):
            error.file = error.file or name
        raise


def about(
    corrections: Sequence[Correction], reports: Sequence[Report], hidden: Sequence[Report]
) -> tuple[Correction, ...]:
    """Return the corrections that concern what is known: those of reports that are left out fall away with them."""
    if not hidden:
        return tuple(corrections)
    incidents.corrected((*reports, *hidden), corrections)  # a claim that no report has is an error all the same
    away = {claim.id for report in hidden for claim in (*report.claims, *report.dropped)}
    kept = []
    for each in corrections:
        claims = tuple(name for name in each.claims if name not in away)
        if claims == each.claims:
            kept.append(each)
        elif claims and not (each.do == "merge" and len(claims) < 2):
            kept.append(replace(each, claims=claims))
    return tuple(kept)


def _content(given: Given) -> object:
    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        made: dict[str, object] = {}
        for key, value in pairs:
            if key in made:
                raise FoedusError(f"'{key}' stands twice", file=given.name, expected="each key once")
            made[key] = value
        return made

    try:
        return json.loads(text_of(given), object_pairs_hook=once, parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        raise FoedusError(f"not JSON: {error.msg}", file=given.name, line=error.lineno, expected=WHAT) from None
    except RecursionError:
        raise FoedusError("nested too deeply", file=given.name, expected=WHAT) from None


def _check_phrases(corrections: Sequence[Correction], library: Library) -> None:
    known = library.fact_phrases
    for number, each in enumerate(corrections, 1):
        for field, phrases in (("facts", each.facts), ("votes", each.votes)):
            for phrase in phrases:
                if phrase not in known:
                    raise fault(
                        number, field, f"no loaded pact asks for '{phrase}'", expected="a fact phrase",
                        nearest=terms.nearest(phrase, known), remedy="see 'foedus terms fact'",
                    )  # fmt: skip


@dataclass(frozen=True)
class Told:
    """One key of a claim or incident: its value as text, empty where unknown, and the ground that it has.

    `read` is what the reader understood where a person changed it; `by` who did.
    """

    key: str
    value: str
    ground: str
    read: str | None = None
    by: tuple[str, ...] = ()


@dataclass(frozen=True)
class CorrectableClaim:
    """A claim with its words, and each key that a correction may change."""

    id: str
    report: str
    quote: str
    span: tuple[int, int]
    keys: tuple[Told, ...]
    dropped: bool = False


@dataclass(frozen=True)
class Decided:
    """What the answer to an open fact would decide: a provision, its verdict now and then, and with which facts."""

    instrument: str
    provision: str
    reading: str | None
    before: str
    after: str
    facts: tuple[tuple[str, object], ...]


@dataclass(frozen=True)
class OpenFact:
    """Something that a determination turns on and that can be asked of a reader.

    `kind` says how it is answered: `fact` (yes, no, unknown), `vote`, `key` (a word of the incident file, `words` where
    they are a closed list), `event` (whether it happened: its status), or `law` (no correction answers it: the day of
    entry into force, a membership). `question` gives the sentence in `en` and `fr`; `waits` names the provisions that wait
    for it; `missing` tells whether a verdict waits for it now, and not only could change with it.
    """

    phrase: str
    kind: str
    question: dict[str, str]
    missing: bool
    value: str
    waits: tuple[tuple[str, str, str | None], ...]
    decides: tuple[Decided, ...]
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Correctable:
    """One incident as a form shows it: keys with their grounds, claims, and open facts."""

    incident: str
    number: int
    keys: tuple[Told, ...]
    claims: tuple[CorrectableClaim, ...]
    facts: tuple[OpenFact, ...]


_CLOSED = {"struck": "struck", "capacity": "capacities", "harm": "harms", "origin": "origins", "status": "statuses"}
_LAW = ("entry into force", "termination", "membership of ", "great power ")
_EVENT = "the event happened"


def correctable(brief: briefs.Brief, *, decides: bool = True) -> tuple[Correctable, ...]:
    """Return what of a brief can be corrected, one entry for each incident, in the order in which the brief tells them.

    Without `decides` only those open facts stand there that a verdict waits for now, and not what else would change one
    nor what they would decide, which is dear: seconds for a brief of some twenty incidents.
    What the answers to an open fact decide is told alone, and together with one other fact for the instruments that are
    the brief's own subject. Claims that were dropped, and those that became no incident, are in `loose_claims`.
    """
    near = frozenset(pact.id for pact in brief.pacts)
    return tuple(
        Correctable(
            each.incident.id,
            number,
            tuple(_told(each.incident, key) for key in (*STATED_KEYS, *_phrases(each.incident))),
            tuple(_claim(brief.claims[name]) for name in each.incident.claims if name in brief.claims),
            _open_facts(each, near, decides),
        )
        for number, each in enumerate(brief.assessments, 1)
    )


def loose_claims(brief: briefs.Brief) -> tuple[CorrectableClaim, ...]:
    """Return the claims that no incident holds: those dropped, and those that tell of no event."""
    held = {name for each in brief.assessments for name in each.incident.claims}
    return tuple(
        _claim(claim, dropped)
        for report in brief.reports
        for claims, dropped in ((report.claims, False), (report.dropped, True))
        for claim in claims
        if claim.id not in held
    )


def _phrases(incident: Incident) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*incident.facts, *incident.said, *incident.votes)))


def _told(incident: Incident, key: str) -> Told:
    evidence = incident.evidence.get(key, ())
    by = tuple(dict.fromkeys(each.id for each in evidence if each.kind == "stipulated"))
    ground = "stipulated" if any(each.kind == "stipulated" for each in evidence) else "found"
    return Told(key, value_of(incident, key), ground, None, by)


def _claim(claim: Claim, dropped: bool = False) -> CorrectableClaim:
    read = {each.key: each for each in claim.read_as}
    keys = tuple(
        Told(
            key, incidents.text_of(getattr(claim, key)), "stipulated" if key in read else "found",
            incidents.text_of(read[key].value) if key in read else None, (read[key].by,) if key in read else (),
        )
        for key in CLAIM_KEYS
    )  # fmt: skip
    return CorrectableClaim(claim.id, claim.report, claim.quote, claim.span, keys, dropped)


def _open_facts(assessment: briefs.Assessment, near: frozenset[str], decides_too: bool) -> tuple[OpenFact, ...]:
    waits: dict[str, list[Determination]] = {}
    for each in assessment.open_questions:
        for phrase in dict.fromkeys((*each.missing, *each.awaiting)):
            waits.setdefault(phrase, []).append(each)
    decides: dict[str, dict[Decided, None]] = {}
    asking: dict[str, list[Determination]] = {phrase: list(found) for phrase, found in waits.items()}
    for change in _changes(assessment, near) if decides_too else ():
        facts = tuple(change.facts.items())
        told = Decided(*change.determination.key, str(change.determination.verdict), str(change.to), facts)
        for phrase in change.facts:
            decides.setdefault(phrase, {})[told] = None
            asking.setdefault(phrase, []).append(change.determination)
    return tuple(
        OpenFact(
            phrase,
            kind := _kind(phrase),
            {
                lang: briefs.sentence(briefs.phrase(phrase, assessment.incident, lang, briefs.own_facts(found)))
                for lang in terms.LANGUAGES
            },
            phrase in waits,
            value_of(assessment.incident, phrase),
            tuple(dict.fromkeys(each.key for each in waits.get(phrase, ()))),
            tuple(sorted(decides.get(phrase, ()), key=lambda one: len(one.facts))),
            tuple(terms.vocabulary(_CLOSED[phrase])) if kind == "key" and phrase in _CLOSED else (),
        )
        for phrase, found in asking.items()
    )


def _changes(assessment: briefs.Assessment, near: frozenset[str]) -> Iterable[Change]:
    """Yield what would change the answers that matter here; every set of facts of every pact would take too long."""
    for each in (*assessment.open_questions, *assessment.engaged):
        yield from assessment.changes_of(each, 2 if each.instrument.id in near else 1)


def _kind(phrase: str) -> str:
    if phrase == _EVENT:
        return "event"
    if phrase in STATED_KEYS:
        return "key"
    if phrase.startswith(_LAW):
        return "law"
    return "vote" if phrase.startswith(terms.DECISION) else "fact"
