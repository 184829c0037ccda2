"""The parties of an instrument through time, each status by its bar."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from foedus import terms
from foedus.pacts import Instrument, Spell
from foedus.pictures.maps import Link
from foedus.pictures.picture import Cell, Picture, made
from foedus.pictures.theme import BLACK, narrow_columns
from foedus.pictures.words import day_words, told
from foedus.terms import Edge

STATUSES = (
    ("signatory", "#8f8b82", 3),
    ("provisional", "#8dbbda", 9),
    ("party", "#1f639b", 11),
    ("suspended", "#E69F00", 6),
    ("leaving", "#D55E00", 6),
    ("left", BLACK, 0),
)
"""Each status with its colour and the thickness of its bar, so that grey print tells them apart too."""
MARGIN = 190
FEW_YEARS = 12


def parties_through_time(
    instrument: Instrument,
    lang: str = "en",
    link: Link = None,
    *,
    until: date | None = None,
    name: str = "",
) -> Picture:
    """Return when each party had which status, as bars in time; edges of which the day is not known are drawn pale.

    `name` is what the reader calls the instrument; `until` is the last day drawn (default: today). A spell that begins
    after it is drawn all the same.
    """
    last = until or date.today()
    days = [day for spell in instrument.spells for edge in (spell.start, spell.end) for day in _days(edge)]
    first = min(days, default=date(last.year - 10, 1, 1))
    edge = max([last, *(day + timedelta(days=200) for day in days)])
    early = first - timedelta(days=max(120, (edge - first).days // 40))
    bars, ends, rows = [], [], []
    for spell in instrument.spells:
        who = _who(spell, lang)
        status = told(f"status.{spell.status}", lang)
        row: dict[str, Any] = {"who": who, "status": status, "kind": spell.status, "span": _span(spell, lang)}
        if link and spell.party in terms.states():
            row["href"] = link(spell.party)
        if spell.status == "left":
            at = _days(spell.start)
            ends.append(
                {**row, "day": (min(at) if at else early).isoformat(), "sure": spell.start is None or spell.start.sharp}
            )
        else:
            bars += [{**row, **piece} for piece in _pieces(spell, early, edge)]
        cell: Cell = {"text": who, "href": row["href"]} if "href" in row else who
        rows.append(
            (
                cell,
                status,
                _edge(spell.start, lang),
                _edge(spell.end, lang),
                spell.verified or "?",
                ", ".join(spell.sources),
            )
        )
    order = list(
        dict.fromkeys(row["who"] for row in sorted([*bars, *ends], key=lambda each: (_first(each), each["who"])))
    )
    return made(
        {
            "width": 720 - MARGIN,
            "height": {"step": 18 if len(order) <= 60 else 14},
            "datasets": {"bars": bars, "ends": ends},
            "layer": _layers(bars, ends, order, lang),
        },
        title=told("parties.title", lang, pact=name or instrument.short_name),
        caption=_caption(instrument, lang),
        lang=lang,
        margin=MARGIN,
        least=150,
        columns=tuple(
            told(f"parties.{each}", lang) for each in ("party", "status", "from", "until", "verified", "sources")
        ),
        rows=rows,
    )


def _who(spell: Spell, lang: str) -> str:
    name = terms.name_of(spell.party, lang)
    return f"{name} → {terms.name_of(spell.towards, lang)}" if spell.towards else name


def _days(edge: Edge | None) -> list[date]:
    return [moment.local.date() for moment in (edge.earliest, edge.latest) if moment is not None] if edge else []


def _first(row: dict[str, Any]) -> str:
    return row.get("day") or row["start"]


def _pieces(spell: Spell, early: date, edge: date) -> Iterable[dict[str, Any]]:
    """Yield the sure part of a spell and its doubtful ends, each as first and last day."""
    opens, closes = spell.start, spell.end
    begin, sure_from = early, early
    if opens is not None:
        begin = opens.earliest.local.date() if opens.earliest else early
        sure_from = opens.latest.local.date() if opens.latest else edge
    end, sure_until = edge, edge
    if closes is not None:
        sure_until = closes.earliest.local.date() if closes.earliest else early
        end = closes.latest.local.date() if closes.latest else edge
    if sure_from < sure_until:
        yield {"start": sure_from.isoformat(), "end": sure_until.isoformat(), "sure": True}
        if begin < sure_from:
            yield {"start": begin.isoformat(), "end": sure_from.isoformat(), "sure": False}
        if sure_until < end:
            yield {"start": sure_until.isoformat(), "end": end.isoformat(), "sure": False}
    else:
        yield {"start": begin.isoformat(), "end": max(end, begin).isoformat(), "sure": False}


def _layers(
    bars: list[dict[str, Any]], ends: list[dict[str, Any]], order: list[str], lang: str
) -> list[dict[str, Any]]:
    used = {row["kind"] for row in (*bars, *ends)}
    looks = [(told(f"status.{key}", lang), colour) for key, colour, _ in STATUSES if key in used]
    y = {
        "field": "who",
        "type": "nominal",
        "sort": order,
        "title": None,
        "scale": {"domain": order},
        "axis": {
            "minExtent": MARGIN - 24,
            "maxExtent": MARGIN - 24,
            "labelLimit": MARGIN - 30,
            "ticks": False,
            "labelPadding": 6,
            "domain": False,
            "grid": False,
        },
    }
    edges = [row[key] for row in (*bars, *ends) for key in ("start", "end", "day") if key in row]
    short = bool(edges) and int(max(edges)[:4]) - int(min(edges)[:4]) < FEW_YEARS
    # of a short life the axis would say each year several times
    ticks = {"tickCount": {"interval": "year", "step": 1}} if short else {}
    x = {
        "type": "temporal",
        "title": None,
        "scale": {"type": "utc", "nice": False},
        "axis": {"format": "%Y", "grid": True, "labelOverlap": True, "orient": "bottom", **ticks},
    }
    colour = {
        "field": "status",
        "type": "nominal",
        "scale": {"domain": [each[0] for each in looks], "range": [each[1] for each in looks]},
        "legend": {"title": told("parties.legend", lang), "columns": narrow_columns(6, 400), "symbolType": "square"},
    }
    tip = [
        {"field": key, "title": told(f"parties.{name}", lang)}
        for key, name in (("who", "party"), ("status", "status"), ("span", "time"))
    ]
    layers: list[dict[str, Any]] = []
    for key, ink, thick in STATUSES:
        if thick and key in used:
            for sure in sorted({row["sure"] for row in bars if row["kind"] == key}, reverse=True):
                look: dict[str, Any] = (
                    {"opacity": 1}
                    if sure
                    else {"fillOpacity": 0.25, "stroke": ink, "strokeDash": [3, 2], "strokeWidth": 1}
                )
                layers.append(
                    {
                        "data": {"name": "bars"},
                        "transform": [{"filter": f"datum.kind === '{key}' && datum.sure === {str(sure).lower()}"}],
                        "mark": {"type": "bar", "height": thick, "cornerRadius": 0, **look},
                        "encoding": {
                            "x": {**x, "field": "start"},
                            "x2": {"field": "end"},
                            "y": y,
                            "color": colour,
                            "tooltip": tip,
                        },
                    }
                )
    if ends:
        layers.append(
            {
                "data": {"name": "ends"},
                "name": "ends",
                "mark": {"type": "point", "shape": "cross", "filled": True, "size": 70, "angle": 45, "opacity": 1},
                "encoding": {"x": {**x, "field": "day"}, "y": y, "color": colour, "tooltip": tip},
            }
        )
    return layers


def _edge(edge: Edge | None, lang: str) -> str:
    if edge is None:
        return ""
    if edge.earliest is None:
        return told("parties.unknown", lang)
    first = day_words(edge.earliest.local.date(), lang)
    if edge.sharp:
        return first
    if edge.latest and edge.latest.local.date() == edge.earliest.local.date():
        # within one day the hours tell what is in doubt
        return f"{first}, {edge.earliest.local:%H:%M}–{edge.latest.local:%H:%M}"
    last = day_words(edge.latest.local.date(), lang) if edge.latest else told("parties.or never", lang)
    return told("parties.between", lang, first=first, last=last)


def _span(spell: Spell, lang: str) -> str:
    return f"{_edge(spell.start, lang) or '…'} – {_edge(spell.end, lang) or '…'}"


def _caption(instrument: Instrument, lang: str) -> str:
    unsure = sum(1 for spell in instrument.spells if spell.verified == "gk")
    return " ".join(
        filter(
            None,
            (
                told("parties.caption", lang, pact=instrument.title),
                told("parties.unverified", lang, number=unsure, of=len(instrument.spells)) if unsure else "",
                told("parties.coded", lang, by=instrument.about("coded by")) if instrument.about("coded by") else "",
            ),
        )
    )
