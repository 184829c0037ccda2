"""The place row: where it happened, and whether that lies in what a pact names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from foedus import terms
from foedus.determinations.docket import Docket
from foedus.determinations.grounds import evidence_of, ground_of, told_of
from foedus.determinations.proof import Proof, node
from foedus.incidents import Incident
from foedus.pacts import ADMINISTERED, Condition
from foedus.terms import Ids, Truth, When, Word, all_of, any_of, not_

_ACROSS = tuple(date(year, 7, 1) for year in (1816, 1850, 1870, 1900, 1919, 1939, 1950, 1961, 1970, 1992, 2012, 2024))
"""Days on which the map of an event without a date is asked: one in each age of the borders."""


def days_asked(when: When) -> tuple[date, ...]:
    """Return the days on which a place is judged: the day itself, or for a time in doubt its ends and days between.

    Whose land a place was changes with the day, so that an event of unknown date lies in an area only if it does on all.
    """
    first, last = when.first_day, when.last_day
    if first is not None and first == last:
        return (first,)
    between = [day for day in _ACROSS if (first is None or day > first) and (last is None or day < last)]
    return tuple(dict.fromkeys(filter(None, (first, *between, last))))


def place_of(incident: Incident) -> tuple[str | None, bool]:
    """Return where it happened and whether that is presumed: what strikes territory happened on the target's."""
    if incident.place or not incident.target or incident.act is None:
        return incident.place, False
    hits = not incident.struck or "territory" in incident.struck
    if terms.acts()[incident.act]["strikes"] == "territory" and len(incident.target) == 1 and hits:
        target = incident.target[0]
        return (target, True) if terms.kind_of(target) == "state" else (None, False)
    return None, False


def _within_any(
    words: tuple[str, ...], place: str, day: date, incident: Incident, docket: Docket, missing: dict[str, None]
) -> Truth:
    """Answer whether a place lies in any of several areas: Denmark with Greenland lies in two of them, none of it outside."""
    truth = any_of(_within(word, place, day, incident, docket, missing) for word in words)
    if truth is None and all(
        word in terms.areas() or word.startswith("territory of ") and word[13:] in terms.states() for word in words
    ):
        return terms.within_one_of(place, words, day)
    return truth


def _within(word: str, place: str, day: date, incident: Incident, docket: Docket, missing: dict[str, None]) -> Truth:
    """Answer whether a place lies in what a word names; `missing` gathers the memberships on which that hangs."""
    if word == "anywhere":
        return True
    term = docket.term(word)
    if term is not None and any(item.key != "place" for item in term.any_of):
        missing.update(
            dict.fromkeys(word for item in term.any_of for word in item.values)
        )  # which text was law is open
        return None
    if term is not None:
        return any_of(
            all_of(
                (
                    _within_any(item.values, place, day, incident, docket, missing),
                    *(not_(_within(bar, place, day, incident, docket, missing)) for bar in item.but),
                )
            )
            for item in term.any_of
        )
    if word in ("territory of the target", "territory of the actor"):
        key = "target" if word.endswith("target") else "actor"
        whose = incident.target if key == "target" else incident.actor
        kinds = [terms.kind_of(who) for who in whose] or [incident.actor_kind if key == "actor" else None]
        if not whose or None in kinds:
            missing[key] = None
        if not whose:
            could = kinds[0] in (None, "state", "unknown")
            if not could:
                missing.pop(key, None)
            return None if could else False
        inside = (
            terms.in_territory(place, terms.stands_for(who), day) if kind == "state" else None if kind is None else False
            for who, kind in zip(whose, kinds, strict=True)
        )
        return any_of(inside)
    if word in ("territory of a party", "territory of another party"):
        but = incident.target if word.endswith("another party") else ()
        return _of_parties(terms.in_territory, place, day, docket, missing, but)
    if word.startswith(ADMINISTERED):
        return _administered(word.removeprefix(ADMINISTERED), place, day, incident, docket, missing)
    if word in terms.states():
        return terms.in_territory(place, word, day)
    return terms.within(place, word, day)


def _administered(
    whom: str, place: str, day: date, incident: Incident, docket: Docket, missing: dict[str, None]
) -> Truth:
    """Answer whether a place is administered by a party, the target or a named state, whoever has the title."""
    if whom == "the target":
        states = [who for who in incident.target if terms.kind_of(who) == "state"]
        return any_of(terms.administered_by(place, state, day) for state in states) if states else None
    if whom != "a party":
        return terms.administered_by(place, whom, day)
    return _of_parties(terms.administered_by, place, day, docket, missing)


def _of_parties(
    held: Callable[[str, str, date], Truth], place: str, day: date, docket: Docket, missing: dict[str, None],
    but: tuple[str, ...] = (),
) -> Truth:  # fmt: skip
    """Answer whether a place is held by a party, as its territory or administered; `missing` gathers who may be one."""
    truths = []
    for party, status in docket.bound.items():
        if party in but:
            continue
        inside = held(place, party, day) if terms.kind_of(party) == "state" else False
        if inside is True and status.truth is None:
            missing.update(dict.fromkeys(status.missing))
        truths.append(all_of((status.truth, inside)))
    return any_of(truths)


def _on_day(
    condition: Condition, place: str, day: date, incident: Incident, docket: Docket
) -> tuple[Truth, tuple[str, ...]]:
    """Answer a place row for one day, with what would settle it: only doubts that matter are named."""
    doubts: tuple[dict[str, None], dict[str, None]] = ({}, {})
    inside = _within_any(condition.values, place, day, incident, docket, doubts[0])
    barred = any_of(_within(word, place, day, incident, docket, doubts[1]) for word in condition.but)
    truth = all_of((inside, not_(barred)))
    open_ = [doubt or {"place": None} for part, doubt in zip((inside, barred), doubts, strict=True) if part is None]
    return truth, tuple(dict.fromkeys(name for doubt in open_ for name in doubt)) if truth is None else ()


def ask_place(condition: Condition, incident: Incident, docket: Docket) -> Proof:
    """Return the proof node of a place row."""
    if condition.values == ("anywhere",) and not condition.but:
        return node("place", "anywhere", True, "place.any", ground=ground_of(incident))
    place, presumed = place_of(incident)
    if place is None:
        truth, missing = None, ("place",)
    else:
        people = (incident.target, incident.actor, incident.actor_kind)
        key = ("place", condition.values, condition.but, docket.reading, place, people)
        answers = docket.keep(
            key, lambda: [_on_day(condition, place, day, incident, docket) for day in days_asked(docket.on)]
        )
        truths = {answer for answer, _ in answers}
        truth = answers[0][0] if len(truths) == 1 else None
        missing = tuple(dict.fromkeys(name for answer, names in answers if answer is None for name in names))
        missing = (*missing, "date") if len(truths) > 1 else missing
    told = Ids((place,)) if place and terms.is_id(place) else Word(place or "somewhere")
    return node(
        "place", condition.words, truth, "place", ground="presumed" if presumed else ground_of(incident, "place"),
        evidence=evidence_of(incident, "place"), missing=missing if truth is None else (), place=told,
        **told_of(condition), presumed=("place",) if presumed else (),
    )  # fmt: skip
