"""The world on a day: who is bound to help whom, one state's duties, and what an attack of one on another would ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from starlette.responses import Response

from foedus import briefs, terms
from foedus.obligations import Commitment, supposed_attack
from foedus.pacts import Instrument
from foedus.pictures import Picture, duties_of_state, incident_map, network, world_of_day
from foedus.terms import day_when
from foedus.web.answers import answers_of, ask_address, cited_in, clashes_of
from foedus.web.asked import Asked, page
from foedus.web.astray import EARLIEST, Astray, day_asked, leads_back, state_asked
from foedus.web.bonds import Bond, all_of, bonds_of, by_name, conditions, help_of, memberships, pacts_on, table_of
from foedus.web.chains import step_text
from foedus.web.words import say

GEOMETRY = "/static/world.json"
COVERED_UNTIL = date(2018, 12, 31)
"""The last day on which ATOP 5.1 answers."""
FEW_STATES = 45
"""The network of more states than this stands on a page of its own: laying it out takes longer than the rest."""
NOTABLE = (
    ("of 1879", date(1885, 1, 1)), ("of 1914", date(1914, 7, 28)), ("of 1939", date(1939, 9, 1)),
    ("of 1955", date(1968, 8, 20)), ("of 2023", date(2023, 8, 10)), ("of today", None),
)  # fmt: skip


@page("/world", keep=True)
@leads_back
def world(asked: Asked) -> Response:
    """The world of one day: map, network and table."""
    if year := asked.one("year"):
        return asked.redirect("/world", on=_in_year(asked, year).isoformat())
    if word := asked.one("state"):
        day = day_asked(asked, "/world")
        state = state_asked(asked, word, day, lambda each: f"/world/{each}")
        return asked.redirect(f"/world/{state}", on=day.isoformat())
    day = day_asked(asked, "/world")
    library, lang = asked.library, asked.lang
    bonds = help_of(library, day)
    rows, known = table_of(bonds, lang), pacts_on(library, day)
    states = existing(day, lang)
    outside = [each for each in states if each not in {row.state for row in rows}]
    link = _state_link(asked, day)
    return asked.page(
        "world.html", title=asked.say("world.title on", day=briefs.day(day, lang)), day=day, rows=rows, known=known,
        states=states, outside=[(each, terms.name_of(each, lang)) for each in outside], state_link=link,
        bound=sum(1 for row in rows if row.helps), picture=world_of_day(
            bonds, day, lang, link=link, library=library, geometry=GEOMETRY, names=_called(lang)),
        network=_network(asked, bonds, day) if 0 < len(rows) <= FEW_STATES else None,
        today=date.today(), earliest=EARLIEST, notable=[(key, each or date.today()) for key, each in NOTABLE],
        before=max(day - timedelta(days=1), EARLIEST), after=min(day + timedelta(days=1), date.today()),
        after_coverage=day > COVERED_UNTIL,
    )  # fmt: skip


@page("/world/network", keep=True)
@leads_back
def world_network(asked: Asked) -> Response:
    """The network of who is bound to help whom on a day, of all states or of those round one."""
    day, word = day_asked(asked, "/world/network"), asked.one("state")
    state = state_asked(asked, word, day, lambda each: f"/world/{each}") if word else ""
    bonds = help_of(asked.library, day)
    rows = table_of(bonds, asked.lang)
    round_it = {one for row in rows if row.state == state for one in (state, *row.helps, *row.helped_by, *row.doubtful)}
    shown = round_it if state else {row.state for row in rows}
    return asked.page(
        "world_network.html", title=asked.say("world.network on", day=briefs.day(day, asked.lang)), day=day, state=state,
        states=[row.state for row in rows], picture=_network(asked, bonds, day, round_it if state else None) if shown else None,
    )  # fmt: skip


@page("/world/{state}", keep=True)
@leads_back
def world_state(asked: Asked) -> Response:
    """One state's duties on a day, by kind."""
    word, lang, library = asked.part("state"), asked.lang, asked.library
    day = day_asked(asked, f"/world/{word}")
    state = state_asked(asked, word, day, lambda each: f"/world/{each}")
    for name, pair in (
        ("attacker", lambda one: f"/world/{one}/{state}"),
        ("attacked", lambda one: f"/world/{state}/{one}"),
    ):
        if other := asked.one(name):
            return asked.redirect(pair(state_asked(asked, other, day, pair)), on=day.isoformat())
    if state != word:
        return asked.redirect(f"/world/{state}", on=day.isoformat())
    commitments = all_of(library, day)
    link = _state_link(asked, day)
    return asked.page(
        "world_state.html", title=_heading(asked.say("world.state title", name=_name(state, lang), day=briefs.day(day, lang))),
        day=day, state=state, bonds=bonds_of(library, state, commitments, lang), state_link=link,
        pacts=memberships(library, state, day),
        conditions=lambda bond: conditions(bond, day, lang), duty=lambda bond: _duty(bond, state, lang),
        disputed=terms.exists(state, day) is None, others=[each for each in existing(day, lang) if each != state],
        picture=duties_of_state(
            commitments, state, day, lang, link=link, library=library, geometry=GEOMETRY, names=_called(lang)),
        after_coverage=day > COVERED_UNTIL,
    )  # fmt: skip


@page("/world/{attacker}/{target}", keep=True)
@leads_back
def world_pair(asked: Asked) -> Response:
    """What the pacts would say if one state attacked another on a day."""
    lang, library = asked.lang, asked.library
    first, second = asked.part("attacker"), asked.part("target")
    day = day_asked(asked, f"/world/{first}/{second}")
    attacker = state_asked(asked, first, day, lambda each: f"/world/{each}/{second}")
    target = state_asked(asked, second, day, lambda each: f"/world/{attacker}/{each}")
    if attacker == target:
        raise Astray(asked.say("world.same state", name=_name(target, lang)),
                     [(_name(target, lang), asked.link(f"/world/{target}", on=day.isoformat()))])  # fmt: skip
    if (attacker, target) != (first, second):
        return asked.redirect(f"/world/{attacker}/{target}", on=day.isoformat())
    incident = supposed_attack(attacker, target, day_when(day))
    assessment = briefs.assess(incident, library)
    return asked.page(
        "world_pair.html",
        title=asked.say("world.pair title", attacker=_name(attacker, lang), target=_name(target, lang),
                        day=briefs.day(day, lang)),
        day=day, attacker=attacker, target=target, answers=answers_of(assessment, lang),
        clashes=clashes_of(assessment, lang), ask=ask_address(lang, incident),
        chain=asked.link("/what-if", step=step_text(incident)), state_link=_state_link(asked, day),
        after_coverage=day > COVERED_UNTIL,
        picture=incident_map(
            assessment.determinations, incident, lang, link=_state_link(asked, day), geometry=GEOMETRY,
            cited=cited_in(lang)),
    )  # fmt: skip


def _network(asked: Asked, bonds: Iterable[Commitment], day: date, states: set[str] | None = None) -> Picture:
    return network(
        bonds,
        day,
        asked.lang,
        states=states,
        link=_state_link(asked, day),
        library=asked.library,
        names=_called(asked.lang),
    )


def _called(lang: str) -> Callable[[Instrument], str]:
    return lambda each: briefs.short_name(each, lang)


def existing(day: date, lang: str) -> list[str]:
    """Return the states that existed on a day, those in doubt with them, in the order of their names."""
    found = [each for each in terms.states() if terms.exists(each, day) is not False]
    return sorted(found, key=lambda each: by_name(each, lang))


def _in_year(asked: Asked, year: str) -> date:
    """Return the day that the slider means: month and day stay, the year changes."""
    known = year.isdecimal() and len(year) <= 9
    if not known or not EARLIEST.year <= int(year) <= date.today().year:
        near = min(max(int(year), EARLIEST.year), date.today().year) if known else date.today().year
        raise Astray(asked.say("world.no day", given=year[:40]), [(str(near), asked.link("/world", year=near))])
    month, _, day = asked.one("day", "01-01").partition("-")
    for last in (day, "28", "01"):
        try:
            found = date(int(year), int(month), int(last))
        except ValueError:
            continue
        return min(found, date.today())
    return date(int(year), 1, 1)


def _name(state: str, lang: str) -> str:
    return briefs.named(state, lang)


def _heading(words: str) -> str:
    return words[:1].upper() + words[1:]


def _state_link(asked: Asked, day: date) -> Callable[[str], str]:
    return lambda state: asked.link(f"/world/{state}", on=day.isoformat())


def _duty(bond: Bond, state: str, lang: str) -> str:
    """Return a bond as a sentence: `Poland must assist Germany`, `France and Britain must assist Poland`."""
    first, rule, who = bond.commitment, bond.rule, bond.who
    borne = first.bearer == state
    bearers = (state,) if borne else who
    duty = briefs.duty_words(rule, who if borne else (state,), lang)
    kind = {"may": "may", "deems": "deems", "must": "must"}.get(first.modality, "must not")
    if kind == "must not" and terms.vocabulary("duties").get(first.duty, {}).get("kind") != "abstention":
        kind = "ban"
    number = "many" if briefs.is_many(bearers) else "one"
    return briefs.sentence(say(f"world.{kind}.{number}", lang, who=briefs.some_names(bearers, lang), duty=duty)).rstrip(
        "."
    )
