"""The page of checks: checks.md, what `foedus pacts check` looks at beside the cases."""

from __future__ import annotations

from pathlib import Path

from foedus.pacts import CHECKS, LEVELS

PAGE = Path(__file__).with_name("checks.md")
OPENING = """\
# What a check looks at

Written by `python docs/reference/write.py` from `src/foedus/pacts/finding.py`; a test compares the two.

`foedus pacts check DIR` reads every instrument, runs its cases, and then looks for what reads well and is wrong all the same.
A word that the language does not know, a row that is missing or stands twice, a day that is none: these stop the reading, with
file, line, what was expected and the nearest known word. What is listed here is told after it, each with file, line and remedy:

- an **error** makes the check fail (exit code 1), as a case does that comes out otherwise than it expects;
- a **warning** wants a look, and passes;
- a **hint** is for what a text may honestly leave open; most can be answered by a row that says so.

`not tried` lists what no case tries: of each rule a case that holds, one that fails at each row of its trigger alone, and one
that is unsettled. The share that nobody verified (`gk`) is told beside each instrument.
"""


def pages() -> dict[Path, str]:
    """Return the page by its path."""
    lines = [OPENING]
    for level in LEVELS:
        lines += [f"## {level.capitalize()}s", "", "| check | finds |", "|---|---|"]
        lines += [f"| {check} | {what} |" for check, (most, what) in CHECKS.items() if most == level]
        lines.append("")
    return {PAGE: "\n".join(lines).rstrip() + "\n"}
