"""One incident on the map: who did it, who suffered it, and who bears what."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from foedus import terms
from foedus.pacts import article_label
from foedus.pictures.bonds import DEFENCE
from foedus.pictures.land import seat_of
from foedus.pictures.maps import (
    WIDTH,
    Frame,
    Link,
    Shade,
    frame_round,
    halo,
    land_layers,
    map_caption,
    projection,
    spaced,
)
from foedus.pictures.picture import Cell, Picture, made
from foedus.pictures.theme import BLACK, ORANGE, VERDICTS, VERMILLION
from foedus.pictures.words import day_words, name_on, some_of, told, word
from foedus.pictures.world import day_of
from foedus.terms import FoedusError

HELP = (*DEFENCE, "intervene", "mobilise")
CLASSES = (
    ("breached", VERMILLION),
    ("owed help", "#0b3255"),
    ("open", "#009E73"),
    ("deemed", "#7a4fa3"),
    ("awaiting", "#CC79A7"),
    ("unsettled", "#f3e58c"),
    ("owed other", "#8dbbda"),
    ("abstain", "#b9b4a8"),
)
"""Classes of bearers, the strongest first."""
FAINT = 5
"""Classes from this one on do not decide how near the map goes, and are not labelled."""

NARROW = "width < 420 ? 0 : 1"
ROOM = "width < 420 && !datum.part ? 0 : 1"
"""On a narrow screen only actor, target and place are named; the table beside the map names all."""


def incident_map(
    determinations: Iterable[Any],
    incident: Any,
    lang: str = "en",
    on: Any = None,
    link: Link = None,
    *,
    geometry: str | None = None,
    cited: Callable[[Any], str] | None = None,
) -> Picture:
    """Return the map of an incident: actor, target, and each state that bears something by its strongest verdict.

    It tells the first reading of each provision that the event engages or may engage; standing duties and rights of
    everybody are left out. `on` is the day of the land drawn (default: the incident's). Raises FoedusError for an
    incident without a date when `on` is not given. `cited` says where a determination stands in the law.
    """
    if on is None and incident.date.first_day is None:
        raise FoedusError("an incident without a date has no map", field="date", expected="a day such as 2023-09-20")
    day = day_of(on if on is not None else incident.date)
    borne = _borne(determinations)
    roles = _roles(incident)
    label = {role: told(f"incident.{role}", lang) for role in ("actor", "target")}
    classes = [(label["actor"], ORANGE), (label["target"], BLACK)]
    classes += [(told(f"incident.{key}", lang), colour) for key, colour in CLASSES]
    shades, rows, drawn, bodies = {}, [], [], []
    for who in sorted({*borne, *roles}, key=lambda each: (each not in roles, name_on(each, lang, day))):
        strongest = min(borne.get(who, ()), key=lambda each: each[0], default=None)
        shade = label[roles[who]] if who in roles else told(f"incident.{CLASSES[strongest[0]][0]}", lang)
        name = name_on(who, lang, day)
        told_duties = sorted(_told(borne.get(who, ()), lang, cited or _cited))
        duties = list(dict.fromkeys(text for _, text in told_duties))
        cell: Cell = {"text": name, "href": link(who)} if link and who in terms.states() else name
        rows.append((cell, shade, told("between", lang).join(duties)))
        spot = seat_of(who, day) if who in terms.states() else None
        if spot is None:
            bodies.append(told("pair", lang, one=name, other=shade))
            continue
        shades[who] = Shade(
            who, shade, told("between", lang).join(filter(None, (shade, some_of(duties, lang, 4)))), name
        )
        main = who in roles or strongest[0] < FAINT
        drawn.append({"state": who, "lat": spot[0], "lon": spot[1], "label": name, "role": shade, "main": main})
    place = _place(incident, day)
    # what is not settled may reach round the globe: it does not decide how near the map goes
    spots = [(each["lat"], each["lon"]) for each in drawn if each["main"]] + ([place[0]] if place else [])
    frame = frame_round(spots)
    layers, data = land_layers(
        shades,
        day,
        lang,
        classes=[each for each in classes if each[0] in {shade.shade for shade in shades.values()}],
        legend=told("incident.legend", lang),
        link=link,
        geometry=geometry,
        none=told("incident.none", lang),
        frame=frame,
    )
    layers += _labels(drawn, place, incident, frame, lang, data)
    if bodies:
        data["bodies"] = [{"line": number, "text": text} for number, text in enumerate(bodies)]
        layers += _bodies(lang)
    shape, height = projection(frame)
    act = word(incident.act, lang) if incident.act else told("incident.unnamed", lang)
    what = told("pair", lang, one=act[:1].upper() + act[1:], other=_who(incident, day, lang))
    place_row = [(place[1], told("incident.place", lang), "")] if place else []
    return made(
        {"width": WIDTH, "height": height, "projection": shape, "datasets": data, "layer": layers},
        title=told("incident.title", lang, what=what, day=day_words(day, lang)),
        caption=" ".join(
            (
                told(f"incident.caption.{'as told' if incident.status == 'happened' else 'supposed'}", lang),
                map_caption(day, lang),
            )
        ),
        columns=tuple(told(f"incident.{each}", lang) for each in ("who", "role", "duties")),
        rows=[*rows, *place_row],
        lang=lang,
        keep=True,
    )


def _borne(determinations: Iterable[Any]) -> dict[str, list[tuple[int, Any]]]:
    """Return what each state and body bears: the rank of its class, and the determination."""
    ranks = {key: number for number, (key, _) in enumerate(CLASSES)}
    found: dict[str, list[tuple[int, Any]]] = {}
    for each in determinations:
        rule, verdict = each.rule, str(each.verdict)
        everybodys = rule.modality == "may" and "every other party" in rule.bearer.values
        if rule.standing or each.reading is not None or everybodys or verdict not in VERDICTS:
            continue
        key = verdict
        if verdict == "owed":
            key = "abstain" if rule.modality == "must not" else "owed help" if rule.duty in HELP else "owed other"
        for bearer in each.bearers:
            found.setdefault(bearer, []).append((ranks[key], each))
    return found


def _told(borne: Iterable[tuple[int, Any]], lang: str, cited: Callable[[Any], str]) -> Iterable[tuple[int, str]]:
    for rank, each in borne:
        said = told("pair", lang, one=word(str(each.verdict), lang), other=word(each.rule.duty, lang))
        yield rank, f"{said} ({cited(each)})"


def _cited(each: Any) -> str:
    return f"{each.instrument.short_name}, {article_label(each.provision)}"


def _roles(incident: Any) -> dict[str, str]:
    found = {who: "target" for who in incident.target}
    return {
        **found,
        **{terms.stands_for(who): "actor" for who in (*incident.actor, *incident.supported_by) if who != "none"},
    }


def _who(incident: Any, day: date, lang: str) -> str:
    actors = ", ".join(name_on(who, lang, day) for who in incident.actor) or "?"
    targets = ", ".join(name_on(who, lang, day) for who in incident.target) or "?"
    return f"{actors} → {targets}"


def _place(incident: Any, day: date) -> tuple[tuple[float, float], str] | None:
    """Return the point and name of the place where it happened, None where only its state is known, or nothing."""
    if not incident.place or incident.place in terms.states():
        return None
    point = terms.parse_point(incident.place)
    if point is not None:
        return point, incident.place
    found = terms.find_place(incident.place)
    return ((found.lat, found.lon), found.place) if found else None


def _labels(
    drawn: list[dict[str, Any]],
    place: tuple[tuple[float, float], str] | None,
    incident: Any,
    frame: Frame | None,
    lang: str,
    data: dict[str, Any],
) -> list[dict[str, Any]]:
    """Return the layers that name the place, who has a part in it, and of the others as many as there is room for."""
    roles = _roles(incident)
    first = [{**each, "text": [each["label"], each["role"]], "part": True} for each in drawn if each["state"] in roles]
    others = [{**each, "text": each["label"]} for each in drawn if each["main"] and each["state"] not in roles]
    at = {"longitude": {"field": "lon", "type": "quantitative"}, "latitude": {"field": "lat", "type": "quantitative"}}
    layers: list[dict[str, Any]] = []
    if place:
        (lat, lon), name = place
        first.insert(0, {"lat": lat, "lon": lon, "text": name, "role": told("incident.place", lang), "part": True})
        data["place"] = [{"lat": lat, "lon": lon, "name": name}]
        layers.append(
            {
                "data": {"name": "place"},
                "name": "place",
                "mark": {
                    "type": "point",
                    "shape": "cross",
                    "filled": True,
                    "size": 160,
                    "color": VERMILLION,
                    "stroke": "#ffffff",
                    "opacity": 1,
                    "angle": 45,
                },
                "encoding": {**at, "tooltip": [{"field": "name", "title": told("incident.place", lang)}]},
            }
        )
    data["labels"] = spaced(
        [*first, *others], frame, shifts=(0, -34, 16, -20, 30) if not place else (16, -34, -20, 30, 46, 0)
    )
    return [
        *layers,
        *halo(
            {"fontSize": 11, "dy": {"expr": "datum.dy"}, "opacity": {"expr": ROOM}},
            {**at, "text": {"field": "text"}},
            {"name": "labels"},
        ),
    ]


def _bodies(lang: str) -> list[dict[str, Any]]:
    """Return the layers that tell, in the corner of the map, who bears something and has no land."""
    y = {"value": {"expr": "height - 8"}}
    return halo(
        {
            "align": "left",
            "baseline": "bottom",
            "fontSize": 11,
            "dy": {"expr": "-14 * datum.line"},
            "opacity": {"expr": NARROW},
        },
        {"x": {"value": 8}, "y": y, "text": {"field": "text"}},
        {"name": "bodies"},
    )
