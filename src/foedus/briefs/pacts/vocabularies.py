"""The vocabularies: the words of pacts, cases and incidents, as entries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from foedus import terms
from foedus.briefs.pacts.row_words import OF_STATE, row_words
from foedus.pacts import Library
from foedus.terms import FoedusError, nearest, plain

# name → the tables that hold its words, and the rows or keys that take them
TABLES: Mapping[str, tuple[tuple[str, ...], str]] = {
    "act": (("acts",), "act"),
    "actor": (("actor words", "actors", "states", "actor_kinds"), "actor, supported by"),
    "target": (("target words", "actors", "states"), "target"),
    "bearer": (("bearer words", "actors", "states"), "bearer, beneficiary"),
    "state": (("states",), "actor, target, place, bearer, parties.csv"),
    "actor kind": (("actor_kinds",), "actor, actor kind"),
    "struck": (("struck",), "struck"),
    "harm": (("harms",), "harm"),
    "capacity": (("capacities",), "capacity"),
    "origin": (("origins",), "origin"),
    "status": (("statuses",), "status"),
    "place": (("place words", "areas", "places", "states"), "place"),
    "area": (("areas",), "place"),
    "duty": (("duties",), "must, may, must not, deems"),
    "up to": (("ups",), "up to"),
    "fact": (("facts",), "when, requires, unless, facts"),
}
# the names of rows and tables, as messages and people write them
OTHER_NAMES = {
    "supported by": "actor", "beneficiary": "bearer", "targets": "target", "bearers": "bearer", "must": "duty", "may": "duty",
    "must not": "duty", "deems": "duty", "when": "fact", "requires": "fact", "unless": "fact", "facts": "fact",
    "acts": "act", "actors": "actor", "states": "state", "harms": "harm", "capacities": "capacity", "origins": "origin",
    "statuses": "status", "places": "place", "areas": "area", "duties": "duty", "ups": "up to", "actor kinds": "actor kind",
}  # fmt: skip
_KIND_OF_TABLE = {
    "acts": "act", "actors": "actor", "states": "state", "actor_kinds": "actor kind", "struck": "struck", "harms": "harm",
    "capacities": "capacity", "origins": "origin", "statuses": "status", "areas": "area", "places": "place",
    "duties": "duty", "ups": "up to", "facts": "fact", "row words": "row word",
}  # fmt: skip


def own_phrases(library: Library) -> tuple[dict[str, object], ...]:
    """Return the fact phrases that pacts add to the shared ones, each with the pact that does."""
    shared = terms.vocabulary("facts")
    found: dict[str, dict[str, object]] = {}
    for instrument in library:
        rows = {row["phrase"]: row for row in instrument.facts}
        for phrase in (*rows, *(f"decision of the {name}" for name in instrument.organs)):
            if phrase not in shared:
                entry = found.setdefault(
                    phrase, {"word": phrase, "kind": "fact", "used_by": [], **_said(rows.get(phrase, {}))}
                )
                user = instrument.about("coded by") or instrument.id  # hundreds of alliances share the words of a table
                if user not in entry["used_by"]:  # type: ignore[operator]
                    entry["used_by"] = [*entry["used_by"], user]  # type: ignore[misc]
    return tuple(found.values())


def entries_of(tables: Iterable[str], phrases: Iterable[dict[str, object]]) -> Iterator[dict[str, object]]:
    for table in tables:
        if table.endswith(" words"):
            yield from row_words(table.removesuffix(" words") if table != "row words" else None)
        elif table == "states":
            yield from (_state(each) for each in terms.states().values())
        elif table == "actors":
            yield from (_actor(each) for each in terms.actors().values())
        elif table == "areas":
            yield from (_area(name) for name in terms.areas())
        elif table == "places":
            yield from (_place(each) for each in terms.places().values())
        else:
            yield from (_row(table, word, row) for word, row in terms.vocabulary(table).items())
        if table == "facts":
            yield from phrases


def _row(table: str, word: str, row: Mapping[str, str]) -> dict[str, object]:
    entry: dict[str, object] = {"word": word, "kind": _KIND_OF_TABLE[table]}
    if table == "acts":
        entry["is_a"] = list(terms.lineage(word)[1:])
        entry["kinds"] = [each for each, other in terms.acts().items() if other["parent"] == word]
        entry["presumes_harm"] = [each.strip() for each in row["presumes"].split(";") if each.strip()]
        entry["strikes"] = row.get("strikes", "")
    return entry | _said({key: value for key, value in row.items() if key not in ("presumes", "strikes")}, word)


def _said(row: Mapping[str, str], word: str = "") -> dict[str, object]:
    """Return the filled columns of a row beside the word itself."""
    return {
        key.replace(" ", "_"): value
        for key, value in row.items()
        if value and value != word and key not in ("parent", "phrase")
    }


def _state(found: terms.State) -> dict[str, object]:
    return {
        "word": found.id, "kind": "state", "name": found.name, "name_fr": found.name_fr,
        "spells": [
            {
                "name": spell.name, "from": _edge(spell.span.start), "until": _edge(spell.span.end), "cow": spell.cow,
                "gw": spell.gw, "codes": [*dict.fromkeys((*spell.iso3, *spell.iso2, *spell.codes))], "note": spell.note,
            }
            for spell in found.spells
        ],
        "aliases": [*dict.fromkeys(alias for spell in found.spells for alias in spell.aliases)],
    }  # fmt: skip


def _edge(edge: object) -> str | None:
    if not edge:
        return None
    first, last = (edge[0], edge[-1]) if isinstance(edge, tuple) else (edge, edge)
    return f"{first}" if first == last else f"{first}/{last}"


def _actor(found: terms.Actor) -> dict[str, object]:
    return {
        "word": found.id, "kind": "actor", "name": found.name, "name_fr": found.name_fr, "actor_kind": found.kind,
        "aliases": list(found.aliases), "part_of": found.part_of, "state": found.state, "note": found.note,
    }  # fmt: skip


def _place(found: terms.Place) -> dict[str, object]:
    return {
        "word": found.place, "kind": "place", "place_kind": found.kind, "state": found.state or "", "lat": found.lat,
        "lon": found.lon, "aliases": list(found.aliases), "note": found.note,
    }  # fmt: skip


def _area(name: str) -> dict[str, object]:
    spells = terms.areas()[name]
    return {"word": name, "kind": "area", "note": spells[0].note, "verified": spells[0].verified}


def meanings(word: str, phrases: Iterable[dict[str, object]]) -> list[dict[str, object]]:
    """Return everything that a word is; raise FoedusError with the nearest known word when it is nothing."""
    name = plain(word)
    every = list(entries_of(_KIND_OF_TABLE, phrases))
    if name.startswith("territory of ") and name.removeprefix("territory of ").upper() in terms.states():
        name = plain(OF_STATE)
    found = [entry for entry in every if str(entry["word"]).lower() == name or plain(str(entry["word"])) == name]
    known = {str(entry["word"]): entry for entry in every if entry["kind"] in ("state", "actor", "place")}
    place = terms.find_place(word)
    code = terms.resolve(word, None, "iso2") if len(word) == 2 and word.isupper() else None
    for id_ in (terms.resolve(word), code, terms.find_actor(word), place.place if place else None):
        if id_ in known and known[id_] not in found:
            found.append(known[id_])
    if not found:
        names = [str(entry[key]) for entry in every for key in ("word", "name") if entry.get(key)]
        raise FoedusError(
            f"unknown word '{word}'", field="WORD", expected="a vocabulary, a word of one, a state or an actor",
            nearest=nearest(word, [*TABLES, *OTHER_NAMES, *names]), remedy="see 'foedus terms'",
        )  # fmt: skip
    return found


def listed(name: str, phrases: tuple[dict[str, object], ...]) -> dict[str, object]:
    tables, rows = TABLES[name]
    return {"name": name, "rows": rows.split(", "), "words": sum(1 for _ in entries_of(tables, phrases))}


def gloss(entry: Mapping[str, object], lang: str) -> str:
    """Return what a word means in one line: its name, its word in the language, its kind, its note."""
    name = entry.get(f"name_{lang}") or entry.get("name") or entry.get("meaning_fr" if lang == "fr" else "meaning")
    word = str(entry["word"])
    translated = terms.translate(word, lang)
    parts = [
        str(part)
        for part in (
            name, translated if translated != word else "", terms.translate(str(entry.get("actor_kind") or ""), lang),
            entry.get("place_kind"),
            entry.get("state") if entry["kind"] == "place" else "", _fact_words(entry), entry.get("note"),
            ", ".join(entry["used_by"]) if entry.get("used_by") else "",  # type: ignore[arg-type]
        )
        if part
    ]  # fmt: skip
    return "; ".join(dict.fromkeys(parts))


def _fact_words(entry: Mapping[str, object]) -> str:
    """Return the sentence of a fact phrase with its places filled in."""
    return re.sub(r"\{(\w+)\}", r"the \1", str(entry.get("states") or ""))
