"""Dated acts as a timeline and on the map, each alone or both at once."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from foedus import terms
from foedus.pictures.land import SAHEL, sahel_geometry
from foedus.pictures.maps import WIDTH, Frame, halo, projection, spaced
from foedus.pictures.picture import Cell, Picture, made
from foedus.pictures.theme import FAMILIES, FAMILY_OF, NONE_FILL, SOFT, narrow_columns
from foedus.pictures.words import day_words, number_of, told, word

FRAME: Frame = (-18.5, 3.0, 17.0, 25.5)
SPREAD_DEGREES = 0.6
Entry = Mapping[str, str]
EntryLink = Callable[[Entry], str] | None
MARGIN = 168


def chronology_timeline(entries: Iterable[Entry], lang: str = "en", link: EntryLink = None) -> Picture:
    """Return dated acts in time, one row for each kind of act; a bar for what lasted or has no exact day.

    `entries` are rows of `Library.chronology`.
    """
    kept = _read(entries, lang, link)
    view = _timeline(kept, lang, bool(link))
    return made(
        {**view, "datasets": {"entries": kept}},
        title=told("chronology.title", lang),
        caption=_caption(kept, lang),
        columns=_columns(lang),
        rows=_rows(kept),
        lang=lang,
        margin=MARGIN,
        least=180,
    )


def incidents_timeline(incidents: Iterable[Any], lang: str = "en") -> Picture:
    """Return incidents in time, as a chronology tells its acts; those without any date are only counted in the caption."""
    dated, undated = [], 0
    for number, each in enumerate(incidents):
        first, last = each.date.first_day, each.date.last_day
        if first is None and last is None:
            undated += 1
            continue
        first, last = first or last, last or first
        who = [", ".join(terms.name_of(one, lang) for one in ids) or "?" for ids in (each.actor, each.target)]
        act = word(each.act, lang) if each.act else told("incident.unnamed", lang)
        status = "" if each.status == "happened" else f" ({word(each.status, lang)})"
        what = told("pair", lang, one=f"{act}{status}", other=" → ".join(who))
        dated.append(
            {
                "id": each.id or str(number),
                "date": f"{first}" if first == last else f"{first}/{last}",
                "act": each.act or "",
                "place": each.place or "",
                "what": what,
                "what_fr": what,
                "verified": "report" if each.status == "happened" else "gk",
            }
        )
    kept = _read(dated, lang, None)
    left = number_of("chronology.undated", undated, lang) if undated else ""
    return made(
        {**_timeline(kept, lang, False), "datasets": {"entries": kept}},
        title=told("chronology.incidents", lang),
        caption=" ".join(filter(None, (told("chronology.incidents caption", lang), left))),
        columns=_columns(lang),
        rows=_rows(kept, "·"),
        lang=lang,
        margin=MARGIN,
        least=180,
    )


def chronology_map(entries: Iterable[Entry], lang: str = "en", link: EntryLink = None) -> Picture:
    """Return dated acts on the map of West Africa, those of one place side by side round it."""
    kept = _read(entries, lang, link)
    view = _map(kept, lang, bool(link))
    return made(
        {**view, "datasets": _map_data(kept)},
        title=told("chronology.map title", lang),
        caption=" ".join((_caption(kept, lang), _off(kept, lang))),
        columns=_columns(lang),
        rows=_rows(kept),
        lang=lang,
        keep=True,
    )


def sahel(entries: Iterable[Entry], lang: str = "en", link: EntryLink = None) -> Picture:
    """Return timeline and map of dated acts together: what is chosen in one stands out in the other."""
    kept = _read(entries, lang, link)
    timeline, map_ = _timeline(kept, lang, bool(link), chosen=True), _map(kept, lang, bool(link), chosen=True)
    return made(
        {
            "vconcat": [timeline, map_],
            "datasets": _map_data(kept),
            "spacing": 24,
            "params": [
                {
                    "name": "chosen",
                    "select": {"type": "point", "fields": ["id"], "on": "click", "toggle": "true", "clear": "dblclick"},
                    "views": ["timeline", "map"],
                }
            ],
        },
        title=told("chronology.title", lang),
        caption=" ".join((_caption(kept, lang), _off(kept, lang), told("chronology.choose", lang))),
        columns=_columns(lang),
        rows=_rows(kept),
        lang=lang,
        margin=MARGIN,
        least=280,
    )


def family_of(act: str) -> str:
    """Return the family of an act: violence, power, pressure, forces, law made, law ended, bodies or words."""
    lineage = terms.lineage(act) if act in terms.acts() else (act,)
    return next((FAMILY_OF[each] for each in (act, *lineage) if each in FAMILY_OF), "words")


def _read(entries: Iterable[Entry], lang: str, link: EntryLink) -> list[dict[str, Any]]:
    order = {family: number for number, (family, _, _) in enumerate(FAMILIES)}
    found = []
    for entry in entries:
        when = terms.parse_when(entry["date"])
        first, last = when.first_day, when.last_day
        until = terms.parse_when(entry["until"]).first_day if entry.get("until") else None
        assert first is not None and last is not None
        family = family_of(entry["act"])
        row: dict[str, Any] = {
            "id": entry["id"],
            "day": first.isoformat(),
            "end": (until or last).isoformat(),
            "lasts": (until or last) > first,
            "act": word(entry["act"], lang),
            "family": told(f"family.{family}", lang),
            "order": order[family],
            "what": entry["what_fr"] if lang == "fr" and entry.get("what_fr") else entry["what"],
            "when": day_words(first, lang) if first == last else f"{day_words(first, lang)} – {day_words(last, lang)}",
            "sure": entry.get("verified") != "gk",
            "place": entry.get("place", ""),
            "source": entry.get("source", ""),
        }
        if until:
            row["when"] += f" ({told('chronology.until', lang)} {day_words(until, lang)})"
        row |= _spot(entry, first)
        if link:
            row["href"] = link(entry)
        found.append(row)
    return _spread(sorted(found, key=lambda row: (row["day"], row["id"])))


def _spot(entry: Entry, on: date) -> dict[str, Any]:
    """Return where an act is drawn: the place's point, or a point of its state where no place is told."""
    name = entry.get("place", "")
    if not name:
        return {}
    if name in terms.states():
        unit = next((each for each in terms.units().values() if each.state == name), None)
        return {"lat": unit.lat, "lon": unit.lon, "near": False, "place": terms.name_of(name)} if unit else {}
    found = terms.find_place(name)
    return {"lat": found.lat, "lon": found.lon, "near": True} if found else {}


def _spread(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows with those of one place set round it in a spiral, so that each can be seen and clicked."""
    met: Counter[tuple[float, float]] = Counter()
    for row in rows:
        if "lat" not in row:
            row["on_map"] = False
            continue
        number = met[row["lat"], row["lon"]]
        met[row["lat"], row["lon"]] += 1
        far, turn = SPREAD_DEGREES * math.sqrt(number), number * 2.39996
        row["at_lat"], row["at_lon"] = row["lat"], row["lon"]
        row["lat"], row["lon"] = (
            round(row["lat"] + far * math.sin(turn), 3),
            round(row["lon"] + far * math.cos(turn), 3),
        )
        row["on_map"] = FRAME[0] < row["at_lon"] < FRAME[2] and FRAME[1] < row["at_lat"] < FRAME[3]
    return rows


def _look(rows: Sequence[Mapping[str, Any]], lang: str, columns: object) -> dict[str, Any]:
    used = {row["family"] for row in rows}
    looks = [(told(f"family.{key}", lang), colour, shape) for key, colour, shape in FAMILIES]
    looks = [each for each in looks if each[0] in used]
    legend = {"title": told("chronology.legend", lang), "columns": columns}
    names = [each[0] for each in looks]
    return {
        "color": {
            "field": "family",
            "type": "nominal",
            "scale": {"domain": names, "range": [each[1] for each in looks]},
            "legend": legend,
        },
        "shape": {
            "field": "family",
            "type": "nominal",
            "scale": {"domain": names, "range": [each[2] for each in looks]},
            "legend": legend,
        },
    }


def _tip(lang: str) -> list[dict[str, str]]:
    return [{"field": key, "title": told(f"chronology.{key}", lang)} for key in ("when", "what", "place", "source")]


def _seen(chosen: bool) -> dict[str, Any]:
    return {"opacity": {"condition": {"param": "chosen", "value": 1}, "value": 0.12} if chosen else {"value": 1}}


def _is_short(rows: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether the acts lie within so few years that an axis of years would name one several times."""
    days = [date.fromisoformat(row[key]) for row in rows for key in ("day", "end")]
    return bool(days) and (max(days) - min(days)).days < 3 * 366


def _timeline(rows: Sequence[Mapping[str, Any]], lang: str, linked: bool, chosen: bool = False) -> dict[str, Any]:
    acts = sorted({(row["order"], row["act"]) for row in rows})
    order = [act for _, act in acts]
    y = {
        "field": "act",
        "type": "nominal",
        "sort": order,
        "title": None,
        "axis": {
            "grid": True,
            "minExtent": MARGIN - 24,
            "maxExtent": MARGIN - 24,
            "labelLimit": MARGIN - 30,
            "ticks": False,
            "domain": False,
        },
    }
    x = {
        "field": "day",
        "type": "temporal",
        "title": None,
        "scale": {"type": "utc"},
        "axis": {"format": "%m/%Y" if _is_short(rows) else "%Y", "grid": True, "labelOverlap": True},
    }
    look = _look(rows, lang, 2 if chosen else narrow_columns(4, 420))
    lasting = {
        "transform": [{"filter": "datum.lasts"}],
        "mark": {"type": "bar", "height": 5, "opacity": 0.55},
        "encoding": {
            "x": x,
            "x2": {"field": "end"},
            "y": y,
            "color": look["color"],
            "tooltip": _tip(lang),
            **_seen(chosen),
        },
    }
    whole = {**x, "scale": {"type": "utc", "domain": _domain(rows), "nice": False}}
    points = _points({"x": whole, "y": y}, look, "timeline", lang, linked, chosen)
    view = {"width": WIDTH - MARGIN, "height": {"step": 19}, "layer": [lasting, points]}
    return {"data": {"name": "entries"}, **view}


def _domain(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the first and last day of the axis, with room for the marks at its ends."""
    first = min((date.fromisoformat(row["day"]) for row in rows), default=date(2012, 1, 1))
    last = max((date.fromisoformat(row["end"]) for row in rows), default=date(2025, 12, 31))
    room = timedelta(days=max(20, (last - first).days // 50))
    return [(first - room).isoformat(), (last + room).isoformat()]


def _map_data(rows: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """Return the acts, the places where any of them happened, each once, and the land."""
    many = Counter(row["place"] for row in rows if row["on_map"])
    places = {
        row["place"]: {
            "text": row["place"],
            "lat": row["at_lat"],
            "lon": row["at_lon"],
            "away": round(8.0 * math.sqrt(many[row["place"]] - 1), 1),
        }
        for row in rows
        if row["on_map"] and row.get("near")
    }
    return {
        "entries": list(rows),
        "places": spaced(
            sorted(places.values(), key=lambda each: -sum(row["place"] == each["text"] for row in rows)),
            FRAME,
            552,
            (18, -18),
        ),
        SAHEL: sahel_geometry()["features"],
    }


def _points(
    at: dict[str, Any], look: dict[str, Any], view: str, lang: str, linked: bool, chosen: bool
) -> dict[str, Any]:
    """Return the marks of the acts: full where somebody checked them, hollow where nobody did."""
    return {
        "data": {"name": "entries"},
        "name": view,
        "transform": [{"filter": "datum.on_map"}] if view == "map" else [],
        "mark": {
            "type": "point",
            "size": 90,
            "strokeWidth": 1.6,
            **({"cursor": "pointer"} if linked or chosen else {}),
        },
        "encoding": {
            **at,
            "shape": look["shape"],
            "fill": look["color"],
            "stroke": look["color"],
            "tooltip": _tip(lang),
            **_seen(chosen),
            "fillOpacity": {"condition": {"test": "datum.sure", "value": 1}, "value": 0},
        },
    }


def _map(rows: Sequence[Mapping[str, Any]], lang: str, linked: bool, chosen: bool = False) -> dict[str, Any]:
    at = {"longitude": {"field": "lon", "type": "quantitative"}, "latitude": {"field": "lat", "type": "quantitative"}}
    look = _look([row for row in rows if chosen or row["on_map"]], lang, 2 if chosen else narrow_columns(4, 520))
    width = WIDTH - MARGIN if chosen else WIDTH
    shape, height = projection(FRAME, width)
    land = {
        "data": {"name": SAHEL},
        "transform": [{"filter": "datum.properties.kind === 'land'"}],
        "mark": {"type": "geoshape", "fill": NONE_FILL, "stroke": SOFT, "strokeWidth": 0.6, "aria": False},
    }
    points = _points(at, look, "map", lang, linked, chosen)
    places = halo({"fontSize": 11, "dy": {"expr": "datum.dy"}}, {**at, "text": {"field": "text"}}, {"name": "places"})
    layer = [land, *places, points]
    return {"width": width, "height": height, "projection": shape, "layer": layer}


def _caption(rows: Sequence[Mapping[str, Any]], lang: str) -> str:
    unsure = sum(1 for row in rows if not row["sure"])
    doubt = number_of("chronology.unsure", unsure, lang) if unsure else ""
    return " ".join(filter(None, (told("chronology.caption", lang), doubt)))


def _off(rows: Sequence[Mapping[str, Any]], lang: str) -> str:
    off = sum(1 for row in rows if not row["on_map"])
    return number_of("chronology.off", off, lang) if off else ""


def _columns(lang: str) -> tuple[str, ...]:
    return tuple(told(f"chronology.{key}", lang) for key in ("when", "act", "what", "place", "certain", "source"))


def _rows(rows: Sequence[Mapping[str, Any]], unsure: str = "gk") -> list[tuple[Cell, ...]]:
    return [
        (
            row["when"],
            row["act"],
            {"text": row["what"], "href": row["href"]} if "href" in row else row["what"],
            row["place"],
            "✓" if row["sure"] else unsure,
            row["source"],
        )
        for row in rows
    ]
