"""Each room has one door, its `__init__`, and what the door offers is listed there."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator

import pytest

FRONT_DESK_FOR_ROOMS = {"__version__"}
SUB_ROOMS = ("foedus.briefs.pacts",)
"""Rooms in rooms that have a door of their own; other rooms may use it."""


def room_of(module: str) -> str:
    """`terms` for `foedus.terms.truth`, the empty string for `foedus` itself."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def imports(module: str, tree: ast.Module, is_package: bool) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """Every import of the package inside itself: line, module named, names taken from it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] == "foedus":
                    yield node.lineno, alias.name, ()
        elif isinstance(node, ast.ImportFrom):
            named = node.module or ""
            if node.level:
                base = module.split(".") if is_package else module.split(".")[:-1]
                base = base[: len(base) - (node.level - 1)]
                named = ".".join([*base, *([named] if named else [])])
            if named.split(".")[0] == "foedus":
                yield node.lineno, named, tuple(alias.name for alias in node.names)


@pytest.fixture(scope="module")
def doors(rooms: list[str]) -> dict[str, list[str]]:
    return {room: list(getattr(importlib.import_module(f"foedus.{room}"), "__all__", [])) for room in rooms}


@pytest.mark.parametrize(
    ("module", "code", "named"),
    [
        ("foedus.pacts.reader", "from foedus.terms import nearest", "foedus.terms"),
        ("foedus.pacts.reader", "from ..terms.words import nearest", "foedus.terms.words"),
        ("foedus.pacts.reader", "from .forms import Form", "foedus.pacts.forms"),
        ("foedus.pacts.reader", "def late():\n    import foedus.terms.dates", "foedus.terms.dates"),
    ],
)
def test_the_check_knows_which_file_an_import_names(module: str, code: str, named: str) -> None:
    assert [found for _, found, _ in imports(module, ast.parse(code), is_package=False)] == [named]


def test_every_room_lists_what_its_door_offers(rooms: list[str], house: dict[str, ast.Module]) -> None:
    without = []
    for room in rooms:
        names = {
            target.id
            for node in getattr(house.get(f"foedus.{room}"), "body", [])
            if isinstance(node, ast.Assign | ast.AnnAssign)
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
            if isinstance(target, ast.Name)
        }
        if "__all__" not in names:
            without.append(room)
    assert not without, f"rooms without an __init__ that lists __all__: {without}"


def test_what_a_door_lists_is_there_once(doors: dict[str, list[str]]) -> None:
    for room, names in doors.items():
        module = importlib.import_module(f"foedus.{room}")
        assert len(names) == len(set(names)), f"foedus.{room}.__all__ names something twice"
        assert not [name for name in names if not hasattr(module, name)], (
            f"foedus.{room}.__all__ lists what is not there"
        )


def test_what_a_door_takes_in_it_lists(doors: dict[str, list[str]], house: dict[str, ast.Module]) -> None:
    for room, names in doors.items():
        taken = {
            alias.asname or alias.name
            for node in getattr(house.get(f"foedus.{room}"), "body", [])
            if isinstance(node, ast.ImportFrom) and (node.level or (node.module or "").startswith(f"foedus.{room}."))
            for alias in node.names
        }
        unlisted = sorted(name for name in taken - set(names) if not name.startswith("_"))
        assert not unlisted, f"foedus.{room} imports {unlisted} into its door and does not list them in __all__"


def test_rooms_use_each_others_doors_only(
    doors: dict[str, list[str]], house: dict[str, ast.Module], modules: dict[str, ast.Module]
) -> None:
    wrong = []
    sub_rooms = {name: list(getattr(importlib.import_module(name), "__all__", [])) for name in SUB_ROOMS}
    for module, tree in house.items():
        is_package = f"src/{module.replace('.', '/')}/__init__.py" in modules
        for line, named, names in imports(module, tree, is_package):
            room = room_of(named)
            if room == room_of(module):
                continue
            if not room:
                wrong += [
                    f"{module}:{line} takes {name} from the front desk; import it from its room"
                    for name in names or (named,)
                    if name not in FRONT_DESK_FOR_ROOMS | set(doors)
                ]
            elif named.count(".") > 1 and not (offered := sub_rooms.get(named)):
                wrong.append(f"{module}:{line} imports {named}, a file of another room; use foedus.{room}")
            else:
                listed = offered if named.count(".") > 1 else doors.get(room, [])
                wrong += [
                    f"{module}:{line} takes {name} from {named}, which does not list it"
                    for name in names
                    if name not in listed
                ]
    assert not wrong, "\n".join(wrong)
