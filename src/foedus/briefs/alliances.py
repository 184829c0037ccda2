"""Alliances of a data set, which know no treaty name: told by year, parties and number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from foedus.briefs.phrases import listed, named, say
from foedus.pacts import Instrument

FEW_PARTIES = 3
"""More parties than this are counted in an alliance's name, not listed."""
_NUMBER = re.compile(r"^atop-(\d+)$")


def is_coded(instrument: Instrument) -> bool:
    """Tell whether an instrument comes from a data set and not from its text."""
    return bool(instrument.about("coded by"))


def number_of(instrument: Instrument) -> str:
    """Return the number under which the data set holds an alliance."""
    found = _NUMBER.match(instrument.id)
    return found[1] if found else instrument.id


def coded_name(instrument: Instrument, lang: str = "en") -> str:
    """Return the name of an alliance that has none: `1997 pact of Russia and Ukraine (ATOP 4875)`."""
    key = ("told name", lang)
    if key not in instrument.memory:
        parties = _first_parties(instrument)
        few = len(parties) <= FEW_PARTIES
        who = listed([named(each, lang) for each in parties], lang) if few else str(len(parties))
        sentence = "alliance.few" if few else "alliance.many"
        year = instrument.about("signed")[:4]
        instrument.memory[key] = say(sentence, lang, year=year, parties=who, id=number_of(instrument))
    return str(instrument.memory[key])


def _first_parties(instrument: Instrument) -> Sequence[str]:
    """Return those who were bound from the first day, else all that ever were."""
    started = [
        (spell.start.earliest, spell.party) for spell in instrument.spells if spell.start and spell.start.earliest
    ]
    if not started:
        return instrument.parties
    first = min(start.local for start, _ in started)
    return tuple(dict.fromkeys(party for start, party in started if start.local == first))


def one_phase(instrument: Instrument) -> bool:
    """Tell whether an alliance of a data set never changed: then its only phase is not worth a word."""
    return is_coded(instrument) and len(instrument.articles) < 2


def numbers_listed(instruments: Iterable[Instrument], lang: str = "en") -> str:
    """Return alliances by their numbers: `ATOP 4120, 4188 and 4225`."""
    numbers = list(dict.fromkeys(number_of(each) for each in instruments))
    return say("alliance.numbers", lang, numbers=listed(numbers, lang)) if numbers else ""
