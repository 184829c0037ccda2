"""Files stay small, and names are the field's words."""

from __future__ import annotations

import ast
import re
from pathlib import Path

LONGEST_FILE = 450
EMPTY_WORDS = {
    "util", "utils", "utility", "utilities", "helper", "helpers", "manager", "managers", "handler", "handlers",
    "service", "services", "info", "process", "processor", "processes", "misc", "common",
}  # fmt: skip


def words_of(name: str) -> set[str]:
    """`PactInfo` and `pact_info` are both the words pact and info."""
    return {word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)}


def test_no_file_is_too_long_to_read(root: Path, tree_files: list[Path]) -> None:
    lengths = {
        path.relative_to(root).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in tree_files
        if path.suffix == ".py"
    }
    long = {path: lines for path, lines in lengths.items() if lines > LONGEST_FILE}
    assert not long, f"split by noun: {long}"


def test_names_say_what_a_thing_is(modules: dict[str, ast.Module]) -> None:
    wrong = []
    for path, tree in modules.items():
        if words_of(Path(path).stem) & EMPTY_WORDS:
            wrong.append(path)
        wrong += [
            f"{path}:{node.lineno} {node.name}"
            for node in ast.walk(tree)
            if isinstance(node, ast.ClassDef) and words_of(node.name) & EMPTY_WORDS
        ]
    assert not wrong, "\n".join(wrong)
