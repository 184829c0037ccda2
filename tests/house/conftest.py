"""The checkout as the house tests see it: its files, its rooms, its syntax trees."""

from __future__ import annotations

import ast
import subprocess
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def package(root: Path) -> Path:
    """The folder of the package `foedus`."""
    return root / "src" / "foedus"


@pytest.fixture(scope="session")
def rooms(package: Path) -> list[str]:
    """The rooms that are built: every folder of Python files directly under `foedus`."""
    return sorted({path.parent.name for path in package.glob("*/*.py")})


@pytest.fixture(scope="session")
def tree_files(root: Path) -> list[Path]:
    """Every file that is, or would be, committed: git's list, or a walk where there is no git."""
    listed = subprocess.run(
        ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        text=True,
    )
    if listed.returncode == 0 and listed.stdout:
        paths = [root / name for name in listed.stdout.split("\0") if name]
    else:
        skipped = {".git", ".venv", "build", "dist", "__pycache__", ".ruff_cache", ".pytest_cache", ".hypothesis"}
        paths = [path for path in root.rglob("*") if not skipped & set(path.relative_to(root).parts)]
    return sorted(path for path in paths if path.is_file())


@pytest.fixture(scope="session")
def modules(root: Path, tree_files: list[Path]) -> dict[str, ast.Module]:
    """The syntax tree of every Python file, by its path from the checkout."""
    return {
        path.relative_to(root).as_posix(): ast.parse(path.read_text(encoding="utf-8"), str(path))
        for path in tree_files
        if path.suffix == ".py"
    }


@pytest.fixture(scope="session")
def house(modules: dict[str, ast.Module]) -> dict[str, ast.Module]:
    """The syntax trees of the package only, by dotted name: `foedus.terms.truth`, `foedus.terms`."""
    found = {}
    for path, tree in modules.items():
        if path.startswith("src/foedus/"):
            found[path.removeprefix("src/").removesuffix(".py").removesuffix("/__init__").replace("/", ".")] = tree
    return found
