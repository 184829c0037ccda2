"""Actors that are no states: armed groups, organisations, missions, authorities, collective words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from foedus.terms.errors import FoedusError
from foedus.terms.rows import failed, fold, required, rows_of, split_names
from foedus.terms.states import states
from foedus.terms.words import nearest

__all__ = [
    "ACTOR_KINDS", "Actor", "actor", "actors", "find_actor", "kind_of", "name_of", "read_actors", "stands_for",
]  # fmt: skip

ACTOR_KINDS = ("armed group", "organisation", "coalition", "people", "mission", "government")


@dataclass(frozen=True, slots=True)
class Actor:
    """One row of `terms/actors.csv`.

    `kind` is one of ACTOR_KINDS; a coalition is one of states. `part_of` is the actor that it belongs to.
    `state` is the state whose organ or force it is, empty where it is nobody's or that is in dispute.
    """

    id: str
    kind: str
    name: str
    name_fr: str
    aliases: tuple[str, ...]
    aliases_fr: tuple[str, ...]
    part_of: str
    state: str
    note: str

    def __getitem__(self, column: str) -> str | tuple[str, ...]:
        """Return a column by name, as the rows of the other tables of words give it."""
        return getattr(self, column)


def read_actors(text: str | None = None) -> dict[str, Actor]:
    """Return the actors of `terms/actors.csv`, or of a text of the same columns, by id.

    Raises FoedusError with the line for a bad row.
    """
    found: dict[str, Actor] = {}
    lines: dict[str, int] = {}
    for line, row in rows_of("actors", text):
        required("actors", line, row, ("id", "kind", "name", "name_fr"))
        if row["kind"] not in ACTOR_KINDS:
            raise failed(
                "actors", line, "kind", f"unknown kind '{row['kind']}'",
                expected=", ".join(ACTOR_KINDS), nearest=nearest(row["kind"], ACTOR_KINDS),
            )  # fmt: skip
        if row["id"] in found or row["id"] in states():
            raise failed("actors", line, "id", f"'{row['id']}' is taken", expected="an id that nothing else has")
        if row["state"] and row["state"] not in states():
            raise failed(
                "actors", line, "state", f"unknown state '{row['state']}'",
                expected="the id of a state", nearest=nearest(row["state"], states()),
            )  # fmt: skip
        lines[row["id"]] = line
        found[row["id"]] = Actor(
            row["id"], row["kind"], row["name"], row["name_fr"],
            split_names(row["aliases"]), split_names(row["aliases_fr"]), row["part_of"], row["state"], row["note"],
        )  # fmt: skip
    for each in found.values():
        if each.part_of and each.part_of not in found:
            raise failed(
                "actors", lines[each.id], "part_of", f"unknown actor '{each.part_of}'",
                expected="the id of an actor", nearest=nearest(each.part_of, found),
            )  # fmt: skip
    return found


@cache
def actors() -> Mapping[str, Actor]:
    """Return every actor that is no state, by its id."""
    return read_actors()


def actor(id_: str) -> Actor:
    """Return the actor of an id; raises FoedusError, with the nearest id, for an unknown one."""
    found = actors().get(id_)
    if found is None:
        raise FoedusError(
            f"unknown actor '{id_}'", field="actor", expected="the id of an actor, such as JNIM or ECOWAS",
            nearest=nearest(id_, actors()), remedy="see 'foedus terms'",
        )  # fmt: skip
    return found


def find_actor(name: str) -> str | None:
    """Return the id of the actor with this id, name or alias, English or French, or None."""
    return name if name in actors() else _named().get(fold(name))


def kind_of(id_: str) -> str | None:
    """Return `state`, `armed group` or `organisation` for the id of a state or actor, else None.

    The authorities and forces of a state count as that state; None too for peoples and claimed states.
    """
    if id_ in states():
        return "state"
    found = actors().get(id_)
    if found is None or found.kind == "people":
        return None
    if found.kind in ("government", "mission"):
        return "state" if found.state else "organisation" if found.kind == "mission" else None
    return "organisation" if found.kind == "coalition" else found.kind


def stands_for(id_: str) -> str:
    """Return the state whose authorities or forces an actor is, else the id itself."""
    found = actors().get(id_)
    return found.state if found and found.state else id_


def name_of(id_: str, lang: str = "en") -> str:
    """Return the name of a state or actor in English or French; what is no known id is its own name."""
    found = states().get(id_) or actors().get(id_)
    if found is None:
        return id_
    return found.name_fr if lang == "fr" else found.name


@cache
def _named() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for each in actors().values():
        for name in (each.id, each.name, each.name_fr, *each.aliases, *each.aliases_fr):
            found.setdefault(fold(name), each.id)
    return found
