"""The pictures on the page of a pact: its parties through time, and who is bound to whom on a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from foedus.briefs import short_name, time
from foedus.obligations import commitments_on
from foedus.pacts import Instrument, Library
from foedus.pictures import Picture, network, parties_through_time
from foedus.terms import When
from foedus.web.words import say

DEFENCE = "assist"
"""The duty whose bonds are drawn."""
Link = Callable[[str], str]


def parties_picture(instrument: Instrument, lang: str, link: Link) -> Picture | None:
    """Return the parties of a pact through time as a picture, None where none is named."""
    return (
        parties_through_time(instrument, lang, link, name=short_name(instrument, lang)) if instrument.spells else None
    )


def bonds_picture(instrument: Instrument, when: When, lang: str, link: Link) -> Picture | None:
    """Return who is bound by a pact to defend whom on a day as a picture, None where nobody is.

    `link` gives the address of a state's page.
    """
    if not any(rule.duty == DEFENCE for rule in instrument.rules):
        return None
    alone = Library({instrument.id: instrument})
    picture = network(
        commitments_on(alone, when, duties=(DEFENCE,)),
        when,
        lang,
        link=link,
        library=alone,
        names=lambda each: short_name(each, lang),
    )
    if not picture.table.rows:
        return None
    # what is drawn are the bonds of this pact alone, and not of the library
    title = say("pacts.bonds title", lang, day=time(when, lang))
    return replace(picture, title=title, caption=say("pacts.bonds caption", lang))
