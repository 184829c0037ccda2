"""What a field is taken as while it is typed: a date, a place, an actor, an act, in a reader's words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from foedus import terms
from foedus.briefs import time as time_words
from foedus.desk import day_of, when_of
from foedus.incidents import make_incident, parse_vote
from foedus.pacts import Library
from foedus.terms import FoedusError, When
from foedus.web.words import say

DATES = ("date", "start", "end", "reported", "on", "as_of")
WHO = ("actor", "supported_by", "target")
WORDS = ("actor_kind", "struck", "capacity", "harm", "origin", "status")
KEYS = (*DATES, *WHO, *WORDS, "act", "place", "pact", "reading", "fact", "vote")
"""The fields that can be checked, by their names in a question."""


@dataclass(frozen=True)
class Checked:
    """What a value is taken as: `told` in the reader's language, `ids` in the words of the answers."""

    good: bool
    told: str
    ids: tuple[str, ...] = ()
    nearest: str | None = None


def checked(key: str, value: str, library: Library, lang: str = "en", on: date | None = None) -> Checked:
    """Return what a field's value is taken as; an empty one is not said. Raises FoedusError for an unknown field."""
    if key not in KEYS:
        raise FoedusError(
            f"unknown field '{key}'",
            field="key",
            expected=f"one of {', '.join(KEYS)}",
            nearest=terms.nearest(key, KEYS),
        )
    text = value.strip()
    if not text:
        return Checked(True, "")
    try:
        return _taken(key, text, library, lang, on)
    except FoedusError as error:
        return Checked(False, wrong_words(error, lang, key, text), nearest=error.nearest)


def wrong_words(error: FoedusError, lang: str, key: str = "", value: str = "") -> str:
    """Return what is wrong with a field, without its name: what was expected and the nearest word.

    Messages for bad input are English; in another language the field's own words say what it takes.
    """
    if lang == "en":
        told = error.message[:1].upper() + error.message[1:]
        if error.expected:
            told += f" – {say('ask.expected', lang, words=error.expected)}"
    else:
        kind = "date" if key in DATES else "word"
        told = say(f"ask.wrong {kind}", lang, value=value) if value else error.message
    if error.nearest:
        told += f" – {say('ask.nearest', lang, word=error.nearest)}"
    return told


def _taken(key: str, text: str, library: Library, lang: str, on: date | None) -> Checked:
    if key in DATES:
        return _date(key, text, lang)
    if key in WHO:
        return _who(key, text, lang, on)
    if key == "place":
        return _place(text, lang, on)
    if key in WORDS or key == "act":
        incident = make_incident({key.replace("_", " "): text})
        value = getattr(incident, key)
        words = value if isinstance(value, tuple) else (value,)
        return Checked(True, ", ".join(_word(each, lang) for each in words), tuple(words))
    if key == "pact":
        found = [library[part.strip()] for part in text.split(",") if part.strip()]
        return Checked(True, "; ".join(each.title for each in found), tuple(each.id for each in found))
    if key == "reading":
        known = library.reading_names
        if text not in known:
            raise FoedusError(f"no pact has the reading '{text}'", nearest=terms.nearest(text, known))
        return Checked(True, text, (text,))
    if key == "fact":
        phrase = terms.plain(text)
        if phrase not in library.fact_phrases:
            raise FoedusError(
                f"no loaded pact knows the fact '{phrase}'", nearest=terms.nearest(phrase, library.fact_phrases)
            )
        return Checked(True, _word(phrase, lang), (phrase,))
    vote = parse_vote(text, on)
    return Checked(True, "; ".join(f"{terms.name_of(state, lang)}: {stance}" for state, stance in vote.stances))


def _word(word: str, lang: str) -> str:
    if lang == "en":
        lineage = terms.lineage(word) if word in terms.acts() else (word,)
        return " < ".join(lineage)
    return " < ".join(
        terms.translate(each, lang) for each in (terms.lineage(word) if word in terms.acts() else (word,))
    )


def _date(key: str, text: str, lang: str) -> Checked:
    when = when_of(text, key)
    if key == "as_of":
        day_of(text, key)
    assert when is not None
    told = time_words(when, lang)
    if when.first_day and when.first_day == when.last_day:
        told = say("ask.day", lang, day=told, weekday=say(f"ask.weekday {when.first_day.weekday()}", lang))
    return Checked(True, told, (_written(when),))


def _written(when: When) -> str:
    return when.words() if when.precision in ("instant", "day") else f"{when.first_day}/{when.last_day}"


def _who(key: str, text: str, lang: str, on: date | None) -> Checked:
    name = key.replace("_", " ")
    day = {"date": on.isoformat()} if on else {}
    incident = make_incident({name: text, **day})
    found = getattr(incident, key)
    told = [_named(each, lang) for each in found]
    if key == "actor" and incident.actor_kind:
        told.append(say("ask.kind", lang, kind=terms.translate(incident.actor_kind, lang)))
    strange = [each for each in found if not (each in terms.states() or each in terms.actors() or each == "none")]
    near = terms.nearest(strange[0], _called()) if strange else None
    if near:
        told.append(say("ask.nearest", lang, word=near))
    return Checked(True, "; ".join(told), found, near)


def _named(id_: str, lang: str) -> str:
    if id_ == "none":
        return terms.translate("nobody", lang)
    if id_ in terms.states() or id_ in terms.actors():
        name = terms.name_of(id_, lang)
        return name if name == id_ else f"{name} ({id_})"
    return say("ask.own name", lang, name=id_)


@cache
def _called() -> tuple[str, ...]:
    named = [(each.id, each.name, each.name_fr) for each in (*terms.states().values(), *terms.actors().values())]
    return tuple(dict.fromkeys(word for words in named for word in words if word))


def _place(text: str, lang: str, on: date | None) -> Checked:
    day = {"date": on.isoformat()} if on else {}
    place = make_incident({"place": text, **day}).place or ""
    if place in terms.states():
        return Checked(True, _named(place, lang), (place,))
    if point := terms.parse_point(place):
        held = sorted(terms.country_at(*point, on or date.today()))
        told = " / ".join(_named(each, lang) for each in held) or say("ask.no land", lang)
        return Checked(True, say("ask.point", lang, point=f"{point[0]:g}, {point[1]:g}", where=told), tuple(held))
    found = terms.find_place(place)
    if found and found.state:
        state = terms.state_of_place(place, on or date.today())
        where = _named(state, lang) if state else say("ask.no land", lang)
        return Checked(True, say("ask.town", lang, place=place, where=where), (place,))
    if found:
        return Checked(True, say("ask.area", lang, area=place), (place,))
    return Checked(True, say("ask.area", lang, area=terms.tell(terms.Word(place), lang)), (place,))
