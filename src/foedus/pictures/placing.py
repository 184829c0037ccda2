"""Where the nodes of a network stand: the same places for the same network, and no label over another."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from foedus.pictures.words import code_of, name_on

SEED = 1815
WIDE = 860
"""Width of a network of many states in pixels; one of a few is narrower."""
EDGE = 26.0
FEW = 24


def placed(
    lines: Iterable[Any], hubs: Collection[str], day: date, lang: str
) -> tuple[dict[str, tuple[float, float]], dict[str, tuple[float, float]], int, int]:
    """Return the place and the size of each node in pixels, and the width and height that hold them.

    Each connected part is laid out by ForceAtlas2 (Jacomy and others 2014) from a fixed start, the parts are set side by
    side, the largest first, and what overlaps is moved apart.
    """
    import networkx

    graph = networkx.Graph()
    for line in sorted(lines, key=lambda each: (each.first, each.second)):
        graph.add_edge(line.first, line.second, weight=0.6 if line.second in hubs or line.first in hubs else 1.0)
    if not graph:
        return {}, {}, 300, 80
    many = len([name for name in graph if name not in hubs]) > FEW
    sizes = {name: _size(name, name in hubs, many, day, lang) for name in graph}
    parts = sorted(networkx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    boxes = []
    for part in parts:
        inside = graph.subgraph(sorted(part))
        spread = networkx.forceatlas2_layout(inside, seed=SEED, max_iter=300, scaling_ratio=8.0)
        boxes.append(_boxed(spread, sizes, 74.0 if many else 150.0))
    places, width, height = _packed(boxes, WIDE if many else 680)
    return places, sizes, width, height


def _size(name: str, hub: bool, many: bool, day: date, lang: str) -> tuple[float, float]:
    """Return about how much room a label takes, with a little air."""
    if hub:
        return (150.0 if many else 210.0), 34.0
    letters = len(code_of(name, day) if many else name_on(name, lang, day))
    return letters * (7.6 if many else 8.2) + 10, 19.0 if many else 26.0


def _boxed(
    spread: Mapping[str, Any], sizes: Mapping[str, tuple[float, float]], apart: float
) -> tuple[dict[str, tuple[float, float]], float, float]:
    """Return a part's places from its own corner, its width and its height."""
    # screens and pages are wider than high
    side = apart * math.sqrt(len(spread))
    lefts, tops = [float(at[0]) for at in spread.values()], [float(at[1]) for at in spread.values()]
    across, down = (max(lefts) - min(lefts)) or 1.0, (max(tops) - min(tops)) or 1.0
    if across < down:
        spread = {name: (at[1], at[0]) for name, at in spread.items()}
        lefts, tops, across, down = tops, lefts, down, across
    wide = min(side * 1.2, WIDE - 120.0)
    tall = min(side * 0.8, wide * max(0.35, down / across))
    spots = {
        name: [(float(at[0]) - min(lefts)) / across * wide, (float(at[1]) - min(tops)) / down * tall]
        for name, at in sorted(spread.items())
    }
    names = list(spots)
    spots = dict(zip(names, _apart([spots[name] for name in names], [sizes[name] for name in names]), strict=True))
    left = min(spots[name][0] - sizes[name][0] / 2 for name in names)
    top = min(spots[name][1] - sizes[name][1] / 2 for name in names)
    places = {name: (at[0] - left, at[1] - top) for name, at in spots.items()}
    width = max(places[name][0] + sizes[name][0] / 2 for name in names)
    height = max(places[name][1] + sizes[name][1] / 2 for name in names)
    return places, width, height


def _packed(
    boxes: Iterable[tuple[dict[str, tuple[float, float]], float, float]], wide: float
) -> tuple[dict[str, tuple[float, float]], int, int]:
    """Return all places on one sheet: the parts in rows, as they fit."""
    boxes = list(boxes)
    wide = max(wide, max(width for _, width, _ in boxes) + 2 * EDGE)
    found: dict[str, tuple[float, float]] = {}
    x, y, row = EDGE, EDGE, 0.0
    for places, width, height in boxes:
        if x > EDGE and x + width > wide - EDGE:
            x, y, row = EDGE, y + row + EDGE, 0.0
        found |= {name: (at[0] + x, at[1] + y) for name, at in places.items()}
        x, row = x + width + EDGE, max(row, height)
    used = max(at[0] for at in found.values())
    return found, round(max(320.0, min(wide, max(used + 80, x)))), round(y + row + EDGE)


def _apart(spots: list[list[float]], sizes: list[tuple[float, float]]) -> list[list[float]]:
    """Return the spots moved until no label covers another: first all ways alike, then along the shorter way out."""
    import numpy

    at, size = numpy.array(spots, dtype=float), numpy.array(sizes, dtype=float)
    room = (size[:, None, :] + size[None, :, :]) / 2
    # two nodes in one place need a way to part that is always the same
    at += numpy.column_stack([numpy.arange(len(at)) % 7, numpy.arange(len(at)) % 5]) * 0.01
    for step in range(400):
        gap = at[:, None, :] - at[None, :, :]
        share = gap / room
        if step == 150:
            at *= numpy.minimum(1.0, (WIDE - 110.0) / numpy.maximum(numpy.ptp(at, axis=0), 1.0))[0], 1.0
        elif step < 150:
            far = numpy.hypot(share[..., 0], share[..., 1])
            numpy.fill_diagonal(far, 9.0)
            lack = numpy.clip(1.2 - far, 0.0, None)
            push = (share / numpy.maximum(far, 1e-6)[..., None]) * (lack / 2)[..., None] * room * 0.6
        if step >= 150:
            gap = at[:, None, :] - at[None, :, :]
            lack = room - numpy.abs(gap)
            over = (lack > 0).all(axis=2)
            numpy.fill_diagonal(over, False)
            if not over.any():
                break
            upright = lack[..., 1] <= lack[..., 0]
            way = numpy.where(gap >= 0, 1.0, -1.0)
            # of two in one place exactly one goes the one way
            lower = numpy.tri(len(at), k=-1, dtype=bool)[..., None]
            way = numpy.where(gap == 0, numpy.where(lower, 1.0, -1.0), way)
            chosen = numpy.stack([~upright, upright], axis=2) & over[..., None]
            push = numpy.where(chosen, way * (lack / 2 + 0.5), 0.0) * 0.7
        at += push.sum(axis=1)
    return at.tolist()
