"""A proof drawn as a tree: each row asked, its answer by shape and colour, what it rests on."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from foedus.pictures.picture import Picture, made
from foedus.pictures.theme import DARK, GREEN, LINE, VERMILLION, narrow_columns
from foedus.pictures.words import told, word
from foedus.terms import GROUNDS, Truth

WIDTH = 720
INDENT = 30
LINE_HIGH = 15
GAP = 13
CHARACTER = 6.0
TRUTHS = ((True, GREEN, "circle"), (False, VERMILLION, "cross"), (None, "#E69F00", "diamond"))


@dataclass(frozen=True)
class Node:
    """One node as drawn: how deep it stands, the parent's number, and its words in lines."""

    number: int
    parent: int | None
    depth: int
    truth: Truth
    row: str
    sentence: str
    ground: str
    lines: tuple[str, ...]
    top: float


def proof_tree(determination: Any, lang: str = "en") -> Picture:
    """Return the proof of a determination as a tree that reads from the top, each question below the one it answers.

    A circle is true, a cross false, a diamond unknown; after the sentence stands what the answer rests on.
    """
    nodes = list(_laid(determination.proof, lang))
    height = nodes[-1].top + len(nodes[-1].lines) * LINE_HIGH + GAP if nodes else 40
    pact = determination.instrument.short_name
    drawn = [
        {
            "x": each.depth * INDENT + 8,
            "y": each.top + 6,
            "text": list(each.lines),
            "row": word(each.row, lang),
            "sentence": each.sentence,
            "truth": _truth(each.truth, lang),
            "ground": each.ground,
            "at": each.depth * INDENT + 24,
        }
        for each in nodes
    ]
    branches = []
    for each in nodes:
        children = [child for child in nodes if child.parent == each.number]
        x = each.depth * INDENT + 8
        if children:
            branches.append({"x": x, "x2": x, "y": each.top + 14, "y2": children[-1].top + 6})
        branches += [{"x": x, "x2": x + INDENT - 7, "y": child.top + 6, "y2": child.top + 6} for child in children]
    reading = told("proof.reading", lang, reading=determination.reading) if determination.reading else ""
    return made(
        {
            "width": WIDTH,
            "height": height,
            "datasets": {"nodes": drawn, "branches": branches},
            "layer": _layers(height, {each.truth for each in nodes}, lang),
        },
        title=told(
            "proof.title",
            lang,
            pact=pact,
            provision=determination.provision,
            verdict=word(str(determination.verdict), lang),
        ),
        caption=" ".join(
            filter(
                None,
                (
                    told("proof.caption", lang),
                    reading,
                    told("proof.unverified", lang, what=", ".join(determination.unverified[:4]))
                    if determination.unverified
                    else "",
                ),
            )
        ),
        columns=tuple(told(f"proof.{each}", lang) for each in ("row", "sentence", "answer", "ground")),
        rows=[
            (f"{'· ' * each.depth}{word(each.row, lang)}", each.sentence, _truth(each.truth, lang), each.ground)
            for each in nodes
        ],
        lang=lang,
        least=560,
    )


def _laid(proof: Any, lang: str) -> Iterator[Node]:
    """Yield the nodes from the top, each below the one before."""
    top, number = 4.0, 0
    stack: list[tuple[Any, int, int | None]] = [(proof, 0, None)]
    while stack:
        each, depth, parent = stack.pop()
        ground = told(f"ground.{each.ground}", lang) if each.ground in GROUNDS else each.ground
        sentence = each.sentence(lang)
        letters = max(34, int((WIDTH - depth * INDENT - 30) / CHARACTER))
        # what was simply found needs no word more
        told_whole = sentence if each.ground == "found" else f"{sentence} [{ground}]"
        lines = tuple(textwrap.wrap(told_whole, letters, max_lines=4, placeholder=" …")) or ("",)
        yield Node(number, parent, depth, each.truth, each.row, sentence, ground, lines, top)
        top += len(lines) * LINE_HIGH + GAP
        stack += [(child, depth + 1, number) for child in reversed(each.children)]
        number += 1


def _truth(truth: Truth, lang: str) -> str:
    return told({True: "true", False: "false", None: "unknown"}[truth], lang)


def _layers(height: float, used: set[Truth], lang: str) -> list[dict[str, Any]]:
    far = {"type": "quantitative", "axis": None}
    x = {"field": "x", **far, "scale": {"domain": [0, WIDTH], "nice": False, "zero": False}}
    y = {"field": "y", **far, "scale": {"domain": [height, 0], "nice": False, "zero": False}}
    looks = [(_truth(truth, lang), colour, shape) for truth, colour, shape in TRUTHS if truth in used]
    legend = {"title": None, "columns": narrow_columns(3), "orient": "top"}
    look = {
        "color": {
            "field": "truth",
            "type": "nominal",
            "scale": {"domain": [each[0] for each in looks], "range": [each[1] for each in looks]},
            "legend": legend,
        },
        "shape": {
            "field": "truth",
            "type": "nominal",
            "scale": {"domain": [each[0] for each in looks], "range": [each[2] for each in looks]},
            "legend": legend,
        },
    }
    tip = [
        {"field": key, "title": told(f"proof.{name}", lang)}
        for key, name in (("row", "row"), ("sentence", "sentence"), ("truth", "answer"), ("ground", "ground"))
    ]
    return [
        {
            "data": {"name": "branches"},
            "mark": {"type": "rule", "color": LINE, "strokeWidth": 1.2},
            "encoding": {"x": x, "y": y, "x2": {"field": "x2"}, "y2": {"field": "y2"}},
        },
        {
            "data": {"name": "nodes"},
            "name": "nodes",
            "mark": {"type": "point", "filled": True, "size": 130, "opacity": 1, "stroke": DARK, "strokeWidth": 0.6},
            "encoding": {"x": x, "y": y, **look, "tooltip": tip},
        },
        {
            "data": {"name": "nodes"},
            "name": "sentences",
            "mark": {
                "type": "text",
                "align": "left",
                "baseline": "top",
                "dy": -6,
                "fontSize": 12,
                "lineHeight": LINE_HIGH,
                "color": "currentColor",
            },
            "encoding": {"x": {**x, "field": "at"}, "y": y, "text": {"field": "text"}, "tooltip": tip},
        },
    ]
