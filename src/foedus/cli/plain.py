"""Help without marks: `REPORT...` where Typer would write `{REPORT...} <list[str]>`."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand


class PlainCommand(TyperCommand):
    """A command whose help names its arguments as the documentation does."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for each in self.params:
            if each.param_type_name == "argument":
                each.display_type_rich = lambda ctx: None  # type: ignore[attr-defined]

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Return the pieces of the line "Usage"."""
        arguments = [each for each in self.params if each.param_type_name == "argument"]
        names = [f"{each.metavar}{'...' if each.nargs != 1 else ''}" for each in arguments]
        wanted = [name if each.required else f"[{name}]" for name, each in zip(names, arguments, strict=True)]
        return ["[OPTIONS]", *wanted]
