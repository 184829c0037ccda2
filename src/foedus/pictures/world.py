"""The world on a day: who is defended by how many, and what one state owes and is owed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from foedus import terms
from foedus.pictures.bonds import Bond, Names, bonds, called, named
from foedus.pictures.maps import WIDTH, Link, Shade, land_layers, map_caption, projection, unplaced
from foedus.pictures.picture import Cell, Picture, made
from foedus.pictures.theme import BLACK, STEPS
from foedus.pictures.words import day_words, folded, in_order, name_on, number_of, some_of, told

BINS = ((1, 2), (3, 5), (6, 15), (16, 30), (31, None))
PERHAPS = "#f0d9b5"
RELATIONS = (
    ("itself", BLACK), ("both", "#0b3255"), ("owes", "#9c3f00"), ("owes most", "#E69F00"), ("owed", "#2a7fb8"),
    ("owed most", "#8dbbda"), ("perhaps", PERHAPS),
)  # fmt: skip
"""How two states may stand to each other, in colours that also differ in grey."""


def day_of(on: Any) -> date:
    """Return the day that a date, a time of an event, or a text names; raises FoedusError for none."""
    if isinstance(on, str):
        on = terms.parse_when(on)
    found = on if isinstance(on, date) else getattr(on, "first_day", None)
    if found is None:
        raise terms.FoedusError("no day", field="on", expected="a day such as 1914-07-28")
    return found


def world_of_day(
    commitments: Iterable[Any], on: Any, lang: str = "en", link: Link = None, *, library: Any = None, geometry: str | None = None,
    names: Names | None = None,
) -> Picture:  # fmt: skip
    """Return the map of how many states are bound to defend each state on a day.

    `commitments` are those of the day (`obligations.commitments_on`); `link` gives the address of a state's page;
    `library` gives pacts their short names, `names` other ones; `geometry` is the address under which the caller serves
    `world_geometry()`, without it the land stands in the specification.
    """
    day, library = day_of(on), called(library, names)
    guarded = _by_beneficiary(bonds(commitments).values())
    shades, rows = {}, []
    for state in sorted(guarded, key=lambda each: folded(name_on(each, lang, day))):
        sure = [bond for bond in guarded[state] if bond.settled]
        perhaps = [bond for bond in guarded[state] if not bond.settled]
        shade = _bin(len(sure)) if sure else told("world.perhaps", lang)
        shades[state] = Shade(state, shade, _says(sure, perhaps, lang, day), name_on(state, lang, day))
        rows.append((
            _linked(state, link, lang, day), len(sure), _who(sure, lang, day), len(perhaps), _who(perhaps, lang, day),
            ", ".join(sorted({named(each, library) for bond in guarded[state] for each in bond.instruments})),
        ))  # fmt: skip
    classes = [
        (told("world.perhaps", lang), PERHAPS),
        *((_bin(low), colour) for (low, _), colour in zip(BINS, STEPS, strict=True)),
    ]
    used = {each.shade for each in shades.values()}
    layers, data = land_layers(
        shades, day, lang, classes=[each for each in classes if each[0] in used], legend=told("world.legend", lang),
        striped=told("world.perhaps", lang),
        link=link, geometry=geometry,
    )  # fmt: skip
    shape, height = projection(None)
    return made(
        {"width": WIDTH, "height": height, "projection": shape, "datasets": data, "layer": layers},
        title=told("world.title", lang, day=day_words(day, lang)),
        caption=_caption("world.caption", shades, day, lang), lang=lang, keep=True,
        columns=tuple(told(f"world.{each}", lang) for each in ("state", "sure", "who", "doubt", "doubt who", "pacts")),
        rows=rows,
    )  # fmt: skip


def duties_of_state(
    commitments: Iterable[Any], state: str, on: Any, lang: str = "en", link: Link = None, *, library: Any = None,
    geometry: str | None = None, names: Names | None = None,
) -> Picture:  # fmt: skip
    """Return the map of whom a state must defend on a day and who must defend it, both directions told apart.

    Raises FoedusError for an unknown state.
    """
    day, library = day_of(on), called(library, names)
    terms.state(state)
    known = bonds(commitments)
    met = {other for pair in known if state in pair for other in pair if other != state}
    others = sorted(met, key=lambda each: folded(name_on(each, lang, day)))
    classes = tuple((told(f"duties.{key}", lang), colour) for key, colour in RELATIONS)
    itself = classes[0][0]
    shades = {state: Shade(state, itself, itself, name_on(state, lang, day))}
    rows: list[tuple[Cell, ...]] = [(_linked(state, link, lang, day), itself, "", "", "")]
    for other in others:
        out, back = known.get((state, other)), known.get((other, state))
        shade = told(f"duties.{_relation(out, back)}", lang)
        told_pacts = _pacts((out, back), library)
        shades[other] = Shade(
            other, shade, told("pair", lang, one=shade, other=some_of(told_pacts, lang, 4)), name_on(other, lang, day)
        )
        rows.append((
            _linked(other, link, lang, day), shade, _yes(out, lang, day), _yes(back, lang, day), ", ".join(told_pacts)
        ))  # fmt: skip
    used = {each.shade for each in shades.values()}
    layers, data = land_layers(
        shades, day, lang, classes=[each for each in classes if each[0] in used],
        legend=told("duties.legend", lang, state=name_on(state, lang, day)), link=link, geometry=geometry,
        none=told("duties.none", lang), striped=told("duties.perhaps", lang),
    )  # fmt: skip
    shape, height = projection(None)
    return made(
        {"width": WIDTH, "height": height, "projection": shape, "datasets": data, "layer": layers},
        title=told("duties.title", lang, state=name_on(state, lang, day), day=day_words(day, lang)),
        caption=_caption("duties.caption", shades, day, lang), lang=lang, keep=True,
        columns=tuple(told(f"duties.{each}", lang) for each in ("state", "relation", "to", "fro", "pacts")), rows=rows,
    )  # fmt: skip


def _relation(out: Bond | None, back: Bond | None) -> str:
    """Return how a state stands to another: `out` is what it owes, `back` what it is owed."""
    to, fro = out is not None and out.settled, back is not None and back.settled
    if to and fro:
        return "both"
    if to:
        return "owes" if back is None else "owes most"
    if fro:
        return "owed" if out is None else "owed most"
    return "perhaps"


def _by_beneficiary(found: Iterable[Bond]) -> dict[str, list[Bond]]:
    guarded: dict[str, list[Bond]] = {}
    for bond in found:
        guarded.setdefault(bond.beneficiary, []).append(bond)
    return guarded


def _bin(count: int) -> str:
    low, high = next(each for each in reversed(BINS) if count >= each[0])
    return f"{low}+" if high is None else f"{low}–{high}"


def _who(found: Iterable[Bond], lang: str, day: date) -> str:
    return ", ".join(in_order(_against(each, lang, day) for each in found))


def _against(bond: Bond, lang: str, day: date) -> str:
    name = name_on(bond.bearer, lang, day)
    if bond.against is None or not bond.against:
        return name
    only = some_of(in_order(name_on(each, lang, day) for each in bond.against), lang, 4)
    return f"{name} ({told('world.against', lang, who=only)})"


def _says(sure: list[Bond], perhaps: list[Bond], lang: str, day: date) -> str:
    parts = []
    if sure:
        names = in_order(name_on(each.bearer, lang, day) for each in sure)
        parts.append(told("pair", lang, one=number_of("world.bound", len(sure), lang), other=some_of(names, lang)))
    if perhaps:
        names = in_order(name_on(each.bearer, lang, day) for each in perhaps)
        parts.append(told("pair", lang, one=told("world.doubt", lang), other=some_of(names, lang)))
    return told("between", lang).join(parts)


def _pacts(both: Iterable[Bond | None], library: Any) -> list[str]:
    return sorted({named(each, library) for bond in both if bond is not None for each in bond.instruments})


def _yes(bond: Bond | None, lang: str, day: date) -> str:
    if bond is None:
        return told("no", lang)
    answer = told("yes" if bond.settled else "perhaps", lang)
    if bond.against is None or not bond.against:
        return answer
    only = some_of(in_order(name_on(each, lang, day) for each in bond.against), lang, 4)
    return f"{answer} ({told('world.against', lang, who=only)})"


def _linked(state: str, link: Link, lang: str, day: date) -> Cell:
    name = name_on(state, lang, day)
    return {"text": name, "href": link(state)} if link else name


def _caption(key: str, shades: Iterable[str], day: date, lang: str) -> str:
    off = unplaced(shades, day)
    lost = told("map.unplaced", lang, names=", ".join(name_on(each, lang, day) for each in off)) if off else ""
    ended = told("atop.ended", lang) if day.year > 2018 else ""
    return " ".join(filter(None, (told(key, lang), ended, lost, map_caption(day, lang))))
