"""docs/reference/commands.md says what the commands say of themselves."""

from __future__ import annotations

import runpy
from pathlib import Path

import typer

from foedus.cli.app import app


def test_the_page_is_what_the_commands_say(root: Path) -> None:
    writer = runpy.run_path(str(root / "docs" / "reference" / "commands.py"))
    assert writer["PAGE"].read_text(encoding="utf-8") == writer["page"](), "run: python docs/reference/commands.py"


def test_the_page_has_every_command(root: Path) -> None:
    writer = runpy.run_path(str(root / "docs" / "reference" / "commands.py"))

    def names(command: object, before: str = "") -> set[str]:
        inner = getattr(command, "commands", {})
        found = {before} if not inner else set()
        return found.union(*(names(each, f"{before} {name}".strip()) for name, each in inner.items()))

    assert names(typer.main.get_command(app)) == set(writer["COMMANDS"]) - {""}


def test_every_example_names_a_command_that_is_there(root: Path, run) -> None:
    page = (root / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    examples = [line for line in page.splitlines() if line.startswith("foedus ")]
    assert examples
    for line in examples:
        words = line.split()[1:3] if line.split()[1] == "pacts" else line.split()[1:2]
        assert run(*words, "--help").code == 0, line
