"""The network of pacts: states as nodes, a line for each duty to defend, a pact of many as a hub of its own."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from foedus.pictures.bonds import Bond, Names, bonds, called, named, short
from foedus.pictures.hubs import Hub, hubs_of
from foedus.pictures.picture import Cell, Picture, made
from foedus.pictures.placing import placed
from foedus.pictures.theme import BLUE, GREEN, ORANGE, PAPER, PURPLE, SKY, VERMILLION, narrow_columns
from foedus.pictures.words import code_of, day_words, name_on, told
from foedus.pictures.world import Link, day_of

FEW = 24
"""Up to this many states are named in full; more are named by their codes."""
COLOURED = (
    (BLUE, "square"),
    (VERMILLION, "diamond"),
    (GREEN, "triangle-up"),
    (ORANGE, "triangle-down"),
    (PURPLE, "cross"),
    (SKY, "stroke"),
)
OTHER = "#77736a"


@dataclass(frozen=True)
class Line:
    """One line of the network: from a state to another or to a hub, one way or both.

    It stands for `of` duties, each of one state towards one other; `sure` of them bind at once. It is drawn as `settled`
    where more than half of them do.
    """

    first: str
    second: str
    instruments: tuple[str, ...]
    both: bool
    settled: bool
    sure: int
    of: int


def network(
    commitments: Iterable[Any],
    on: Any,
    lang: str = "en",
    states: Iterable[str] | None = None,
    link: Link = None,
    *,
    library: Any = None,
    names: Names | None = None,
) -> Picture:
    """Return the network of who is bound to defend whom on a day.

    `states` keeps the bonds in which both are among them. A pact that binds four or more to each other is
    a hub. Lines are coloured by pact for the few with most bonds; an arrow points at the state that is defended where that is
    one way only; a dashed line waits for a decision or is not known. `library` gives pacts their short names, `names` other
    ones.
    """
    day, library = day_of(on), called(library, names)
    kept = None if states is None else frozenset(states)
    known = {
        pair: bond for pair, bond in bonds(commitments).items() if kept is None or (pair[0] in kept and pair[1] in kept)
    }
    hubs = hubs_of(known)
    lines = [*_spokes(known, hubs), *_lines(known, hubs)]
    colours = _coloured(lines, hubs, library)
    places, sizes, width, height = placed(lines, hubs, day, lang)
    big = len({name for name in places if name not in hubs}) > FEW
    nodes = [_node(name, spot, hubs, lines, day, lang, big, link, library) for name, spot in sorted(places.items())]
    drawn = [_drawn(line, places, colours, hubs, day, lang, library) for line in lines]
    return made(
        {
            "width": width,
            "height": height,
            "datasets": {"lines": drawn, "nodes": nodes, "arrows": _arrows(lines, drawn, sizes)},
            "layer": _layers(drawn, nodes, colours, big, bool(link), lang, (width, height)),
        },
        title=told("network.title", lang, day=day_words(day, lang)),
        caption=" ".join(
            filter(
                None,
                (
                    told("network.caption", lang),
                    told("network.hub", lang) if hubs else "",
                    told("network.codes", lang) if big else "",
                    told("atop.ended", lang) if day.year > 2018 else "",
                ),
            )
        ),
        columns=tuple(told(f"network.{each}", lang) for each in ("first", "second", "way", "certain", "pacts")),
        rows=_rows(lines, hubs, link, day, lang, library),
        lang=lang,
        keep=True,
        least=width if big else round(width * 0.75),
    )


def _spokes(known: Mapping[tuple[str, str], Bond], hubs: Mapping[str, Hub]) -> list[Line]:
    found = []
    for name, hub in hubs.items():
        for state in sorted(hub.members):
            out = [(state, other) for other in hub.defended if state in hub.bearers]
            back = [(other, state) for other in hub.bearers if state in hub.defended]
            pairs = [pair for pair in (*out, *back) if pair in known and name in known[pair].instruments]
            sure = sum(known[pair].instruments[name] for pair in pairs)
            ends = (name, state) if not out else (state, name)
            found.append(Line(*ends, (name,), bool(out and back), sure * 2 > len(pairs), sure, len(pairs)))
    return found


def _lines(known: Mapping[tuple[str, str], Bond], hubs: Mapping[str, Hub]) -> list[Line]:
    """Return the lines between two states, for what no hub tells."""

    def own(pair: tuple[str, str]) -> dict[str, bool]:
        bond = known.get(pair)
        told_by_hub = {name for name, hub in hubs.items() if hub.tells(pair)}
        return (
            {} if bond is None else {each: sure for each, sure in bond.instruments.items() if each not in told_by_hub}
        )

    found = []
    for one, other in sorted({tuple(sorted(pair)) for pair in known}):
        out, back = own((one, other)), own((other, one))
        ways = [each for each in (out, back) if each]
        if not ways:
            continue
        first, second = (one, other) if out else (other, one)
        sure = sum(any(each.values()) for each in ways)
        instruments = tuple(sorted({*out, *back}))
        found.append(Line(first, second, instruments, len(ways) == 2, sure * 2 > len(ways), sure, len(ways)))
    return found


def _coloured(lines: Sequence[Line], hubs: Mapping[str, Hub], library: Any) -> dict[str, tuple[str, str, str]]:
    """Return name, colour and shape of the pacts that bind most pairs."""
    count = Counter(each for line in lines for each in line.instruments for _ in range(line.of))
    largest = [each for each, many in sorted(count.items(), key=lambda found: (-found[1], found[0])) if many > 2]
    return {each: (short(named(each, library)), *look) for each, look in zip(largest, COLOURED, strict=False)}


def _node(
    name: str,
    spot: tuple[float, float],
    hubs: Mapping[str, Hub],
    lines: Sequence[Line],
    day: date,
    lang: str,
    big: bool,
    link: Link,
    library: Any,
) -> dict[str, Any]:
    hub = name in hubs
    row: dict[str, Any] = {"x": round(spot[0], 1), "y": round(spot[1], 1), "node": name, "hub": hub}
    if hub:
        many = told("network.members", lang, bearers=len(hubs[name].bearers), defended=len(hubs[name].defended))
        return {
            **row,
            "label": short(named(name, library), 26 if big else 40),
            "name": named(name, library),
            "says": many,
        }
    told_name = name_on(name, lang, day)
    mine = sum(1 for line in lines if name in (line.first, line.second))
    row |= {
        "label": code_of(name, day) if big else told_name,
        "name": told_name,
        "says": told("network.lines", lang, number=mine),
    }
    return {**row, "href": link(name)} if link else row


def _drawn(
    line: Line,
    places: Mapping[str, tuple[float, float]],
    colours: Mapping[str, tuple[str, str, str]],
    hubs: Mapping[str, Hub],
    day: date,
    lang: str,
    library: Any,
) -> dict[str, Any]:
    (x, y), (x2, y2) = places[line.first], places[line.second]
    pact = next((colours[each][0] for each in line.instruments if each in colours), told("network.other", lang))
    ends = _end(line.first, hubs, day, lang, library), _end(line.second, hubs, day, lang, library)
    return {
        "x": round(x, 1),
        "y": round(y, 1),
        "x2": round(x2, 1),
        "y2": round(y2, 1),
        "pact": pact,
        "name": f"{ends[0]} {'↔' if line.both else '→'} {ends[1]}",
        "one": not line.both,
        "says": ", ".join(named(each, library) for each in line.instruments),
        "settled": line.settled,
    }


def _end(name: str, hubs: Mapping[str, Hub], day: date, lang: str, library: Any) -> str:
    return named(name, library) if name in hubs else name_on(name, lang, day)


def _arrows(
    lines: Sequence[Line], drawn: Sequence[Mapping[str, Any]], sizes: Mapping[str, tuple[float, float]]
) -> list[dict[str, Any]]:
    """Return the arrow heads of lines that run one way, at the edge of the name that they point at."""
    found = []
    for line, each in zip(lines, drawn, strict=True):
        if line.both:
            continue
        wide, tall = each["x2"] - each["x"], each["y2"] - each["y"]
        long = math.hypot(wide, tall) or 1.0
        half = sizes[line.second][0] / 2, sizes[line.second][1] / 2
        edge = min(half[0] / abs(wide) if wide else 1.0, half[1] / abs(tall) if tall else 1.0) * long + 3
        short = min(edge, long * 0.6)
        found.append(
            {
                "x": round(each["x2"] - wide / long * short, 1),
                "y": round(each["y2"] - tall / long * short, 1),
                "turn": round(math.degrees(math.atan2(wide, -tall)), 1),
                "pact": each["pact"],
                "name": each["name"],
                "says": each["says"],
            }
        )
    return found


def _layers(
    drawn: Sequence[Mapping[str, Any]],
    nodes: Sequence[Mapping[str, Any]],
    colours: Mapping[str, tuple[str, str, str]],
    big: bool,
    linked: bool,
    lang: str,
    size: tuple[int, int],
) -> list[dict[str, Any]]:
    far = {"type": "quantitative", "axis": None}
    x = {"field": "x", **far, "scale": {"domain": [0, size[0]], "nice": False, "zero": False}}
    y = {"field": "y", **far, "scale": {"domain": [size[1], 0], "nice": False, "zero": False}}
    used = {line["pact"] for line in drawn}
    looks = [look for look in colours.values() if look[0] in used]
    if told("network.other", lang) in used:
        looks.append((told("network.other", lang), OTHER, "circle"))
    names, paints = [look[0] for look in looks], [look[1] for look in looks]
    tip = [
        {"field": "name", "title": told("network.bond", lang)},
        {"field": "says", "title": told("network.pacts", lang)},
    ]
    colour = {
        "field": "pact",
        "type": "nominal",
        "scale": {"domain": names, "range": paints},
        "legend": {
            "title": told("network.legend", lang),
            "symbolType": "stroke",
            "symbolStrokeWidth": 4,
            "columns": narrow_columns(3),
        },
    }
    layers: list[dict[str, Any]] = [
        {
            "data": {"name": "lines"},
            "name": "lines",
            "mark": {"type": "rule", "strokeWidth": 1.3 if big else 2, "opacity": 0.75},
            "encoding": {
                "x": x,
                "y": y,
                "x2": {"field": "x2"},
                "y2": {"field": "y2"},
                "color": colour,
                "tooltip": tip,
                "strokeDash": {"condition": {"test": "!datum.settled", "value": [4, 4]}, "value": [1, 0]},
            },
        },
        {
            "data": {"name": "arrows"},
            "name": "arrows",
            "mark": {"type": "point", "shape": "triangle", "filled": True, "size": 55 if big else 110, "opacity": 1},
            "encoding": {
                "x": x,
                "y": y,
                "color": colour,
                "angle": {"field": "turn", "type": "quantitative", "scale": None},
                "tooltip": tip,
            },
        },
    ]
    about = [
        {"field": "name", "title": told("network.node", lang)},
        {"field": "says", "title": told("network.bonds", lang)},
    ]
    for hub in (False, True):
        part = [node for node in nodes if node["hub"] is hub]
        if not part:
            continue
        at = {"x": x, "y": y, "text": {"field": "label"}, "tooltip": about}
        words: dict[str, Any] = {"fontSize": 11 if big else 13, "fontWeight": "bold" if not hub else "normal"}
        if hub:
            words |= {"dy": 13, "fontStyle": "italic"}
            layers.append(
                {
                    "data": {"name": "nodes"},
                    "transform": [{"filter": "datum.hub"}],
                    "name": "hubs",
                    "mark": {
                        "type": "point",
                        "shape": "square",
                        "filled": True,
                        "size": 90,
                        "opacity": 1,
                        "color": "#1b1f24",
                    },
                    "encoding": {"x": x, "y": y, "tooltip": about},
                }
            )
        for behind in (True, False):
            ink = (
                {"stroke": PAPER, "strokeWidth": 4, "strokeJoin": "round", "color": PAPER, "aria": False}
                if behind
                else {"color": "#1b1f24"}
            )
            layers.append(
                {
                    "data": {"name": "nodes"},
                    "transform": [{"filter": "datum.hub" if hub else "!datum.hub"}],
                    "mark": {"type": "text", **words, **ink, **({"cursor": "pointer"} if linked and not hub else {})},
                    "encoding": at,
                }
            )
    return layers


def _rows(
    lines: Sequence[Line], hubs: Mapping[str, Hub], link: Link, day: date, lang: str, library: Any
) -> list[tuple[Cell, ...]]:
    def end(name: str) -> Cell:
        told_name = _end(name, hubs, day, lang, library)
        return {"text": told_name, "href": link(name)} if link and name not in hubs else told_name

    rows: list[tuple[Cell, ...]] = []
    for line in lines:
        way = "hub way" if line.both and line.second in hubs else "both ways" if line.both else "one way"
        rows.append(
            (
                end(line.first),
                end(line.second),
                told(f"network.{way}", lang),
                told("network.sure", lang, sure=line.sure, of=line.of),
                ", ".join(named(each, library) for each in line.instruments),
            )
        )
    return rows
