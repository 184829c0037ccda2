"""The Sahel 2012–2025: the chronology as timeline and map, and what the pacts in force on each day said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import groupby

from starlette.responses import Response

from foedus import terms
from foedus.pictures import Picture, chronology_map, chronology_timeline
from foedus.terms import nearest
from foedus.web.answers import ask_address
from foedus.web.asked import Asked, page
from foedus.web.astray import Astray, leads_back
from foedus.web.bonds import by_name
from foedus.web.events import BODIES, FAMILIES, FIRST, LAST, STATES, Event, answers_on, events_of, narrowed

YEARS = tuple(str(each) for each in range(FIRST, LAST + 1))


@page("/sahel", keep=True)
@leads_back
def sahel(asked: Asked) -> Response:
    """The events of the region, narrowed to a state, a kind of act and a year."""
    lang, every = asked.lang, events_of(asked.library)
    states = sorted({*STATES, *BODIES} & {one for each in every for one in (*each.who, *each.whom, *each.states)},
                    key=lambda one: by_name(one, lang))  # fmt: skip
    state = _chosen(asked, "state", states)
    family = _chosen(asked, "family", tuple(FAMILIES))
    year = _chosen(asked, "year", YEARS)
    chosen = _chosen(asked, "event", tuple(each.id for each in every))
    events = narrowed(every, state, family, year)
    years = [(number, list(group)) for number, group in groupby(events, key=lambda each: each.day.year)]
    return asked.page(
        "sahel.html", title=asked.say("sahel.title"), years=years, events=events, total=len(every), states=states,
        state=state, family=family, year=year, chosen=chosen,
        pictures=_pictures(events, chosen, lang, lambda row: _address(asked, (state, family, year), row["id"])),

        families=tuple(FAMILIES), all_years=YEARS,
        answers=answers_on(asked.library, lang), ask=lambda each: ask_address(lang, each.incident),
        mark=lambda each: _address(asked, (state, family, year), each.id),
        the_one=next((each for each in every if each.id == chosen), None),
        pacts=asked.library.instruments,
    )  # fmt: skip


def _address(asked: Asked, narrowed_to: tuple[str, str, str], event: str) -> str:
    """Return the address of the page with one event chosen, the filters as they are."""
    state, family, year = narrowed_to
    return asked.link("/sahel", state=state, family=family, year=year, event=event) + "#picture"


Link = Callable[[Mapping[str, str]], str]
PLACED = {
    "longitude": {"field": "lon", "type": "quantitative"}, "latitude": {"field": "lat", "type": "quantitative"},
}  # fmt: skip


def _pictures(events: list[Event], chosen: str, lang: str, link: Link) -> tuple[Picture, ...]:
    """Return the timeline of the events and their map, a ring round the chosen one; each act leads to itself chosen."""
    if not events:
        return ()
    rows = [each.row for each in events]
    timeline, land = chronology_timeline(rows, lang, link=link), chronology_map(rows, lang, link=link)
    if chosen not in {each.id for each in events}:
        return timeline, land
    drawn = next(each["encoding"] for each in timeline.spec["layer"] if "y" in each.get("encoding", {}))
    at = {key: drawn[key] for key in ("x", "y")}
    return _ringed(timeline, chosen, "true", at), _ringed(land, chosen, "datum.on_map", PLACED)


def _ringed(picture: Picture, chosen: str, where: str, at: Mapping[str, object]) -> Picture:
    ring = {
        "data": {"name": "entries"}, "transform": [{"filter": f"datum.id === '{chosen}' && {where}"}],
        "mark": {"type": "point", "shape": "circle", "size": 520, "strokeWidth": 3, "color": "#000000", "filled": False},
        "encoding": dict(at),
    }  # fmt: skip
    return replace(picture, spec={**picture.spec, "layer": [*picture.spec["layer"], ring]})


def _chosen(asked: Asked, name: str, known: tuple[str, ...] | list[str]) -> str:
    """Return what a filter asks for; Astray, with the nearest, for what it does not know."""
    given = asked.one(name)
    if not given or given in known:
        return given
    if name == "state":
        meant = terms.resolve(given) or terms.find_actor(given)
        near = meant if meant in known else nearest(given, known)
        lead = [(terms.name_of(near, asked.lang), asked.link("/sahel", state=near))] if near else []
    elif name == "family":
        near = nearest(given, known)
        lead = [(asked.say(f"sahel.family {near}"), asked.link("/sahel", family=near))] if near else []
    elif name == "year":
        near = min(max(given, known[0]), known[-1]) if given.isdecimal() and len(given) == 4 else known[-1]
        lead = [(near, asked.link("/sahel", year=near))]
    else:
        near = nearest(given, known)
        lead = [(near, asked.link("/sahel", event=near) + f"#e-{near}")] if near else []
    raise Astray(
        asked.say(f"sahel.unknown {name}", given=given[:60]), [*lead, (asked.say("sahel.clear"), asked.link("/sahel"))]
    )
