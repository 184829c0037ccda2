"""Floors 2 to 4 are pure: no file, database, clock, network or template reaches a verdict."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

PURE_ROOMS = ("incidents", "determinations", "obligations")

BANNED_MODULES = {
    "asyncio", "fileinput", "fsspec", "ftplib", "glob", "http", "httpx", "importlib", "io", "jinja2", "logging",
    "multiprocessing", "os", "pathlib", "pickle", "pkgutil", "random", "requests", "secrets", "shelve", "shutil",
    "socket", "sqlalchemy", "sqlite3", "ssl", "string.templatelib", "subprocess", "tempfile", "threading", "time",
    "urllib", "urllib3", "uuid",
}  # fmt: skip
BANNED_CALLS = {"open", "input", "print", "exec", "eval", "__import__", "breakpoint"}
CLOCK_CALLS = {"now", "today", "utcnow", "fromtimestamp"}
CLOCKS = {"datetime", "date"}
FILE_CALLS = {"read_text", "read_bytes", "write_text", "write_bytes", "iterdir", "rglob"}


def impurities(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Everything in a module that reaches beyond its arguments: line and what it is."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name in BANNED_MODULES or alias.name.split(".")[0] in BANNED_MODULES:
                    yield node.lineno, f"import {alias.name}"
        elif isinstance(node, ast.ImportFrom) and not node.level:
            if (node.module or "").split(".")[0] in BANNED_MODULES:
                yield node.lineno, f"from {node.module} import …"
        elif isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Name) and called.id in BANNED_CALLS:
                yield node.lineno, f"{called.id}(…)"
            elif isinstance(called, ast.Attribute):
                owner = called.value
                owner_name = owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")
                if called.attr in FILE_CALLS or (called.attr in CLOCK_CALLS and owner_name in CLOCKS):
                    yield node.lineno, f"{owner_name}.{called.attr}(…)"


@pytest.mark.parametrize("room", PURE_ROOMS)
def test_the_room_touches_nothing_outside(room: str, house: dict[str, ast.Module]) -> None:
    found = {module: tree for module, tree in house.items() if module.split(".")[1:2] == [room]}
    assert found, f"foedus.{room} is not built"
    wrong = [f"{module}:{line} {what}" for module, tree in found.items() for line, what in impurities(tree)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "code",
    [
        "import os.path",
        "from pathlib import Path",
        "import datetime\ndatetime.datetime.now()",
        "from datetime import date\ndate.today()",
        "open('x')",
        "def f(p):\n    return p.read_text()",
        "from urllib.request import urlopen",
    ],
)
def test_the_check_sees_what_it_looks_for(code: str) -> None:
    assert list(impurities(ast.parse(code)))


@pytest.mark.parametrize("code", ["from datetime import date, time", "import re", "from .claim import now\nnow()"])
def test_the_check_lets_pure_code_through(code: str) -> None:
    assert not list(impurities(ast.parse(code)))
