"""The page of commands: commands.md, from what the commands say of themselves."""

from __future__ import annotations

import contextlib
import io
import os
from pathlib import Path

PAGE = Path(__file__).with_name("commands.md")
COMMANDS = (
    "",
    "brief",
    "read",
    "assess",
    "verify",
    "serve",
    "terms",
    "pacts list",
    "pacts show",
    "pacts check",
    "pacts diff",
    "pacts collisions",
    "pacts new",
)
OPENING = """\
# Commands

Written by `python docs/reference/write.py` from the commands' own `--help`; a test compares the two.

Results go to standard output or to the file of `-o`; messages go to standard error. Without `--format` the suffix of the
file chooses the format where it names one (`-o brief.html`). The options that every command takes (`--format`, `-o`,
`--lang`, `--library`, `--version`) may stand before or after the command's name; what stands after it counts first, and
folders of pacts add up.

| exit code | means |
|---|---|
| 0 | done |
| 1 | a bad value or input, told in one line (file, line, field, what was expected, the nearest known word), or a failed check |
| 2 | an unknown command or option, or a missing argument |
| 130 | ended by Ctrl-C |
| 141 | the reader of a pipe went away |

Of several reports of which one is bad, the others are answered, the bad one is told, and the exit code is 1.
With `--as-of`, a report that came out later is left out and told; one without a day of its own came out no earlier than the
last event it tells of. A file of `-o` whose suffix names a format that the command does not offer is refused.
`NO_COLOR` is heeded, and colour is used on a terminal only; lines are as wide as the terminal or `COLUMNS`, 40 to 100, else 80.
`FOEDUS_DEBUG=1` shows where an error inside foedus arose.

## Examples

```sh
foedus brief wire.txt paper.html -o brief.html
foedus read - --published 2023-09-17 --format json < wire.txt
foedus assess act=raid target=BFA "struck=armed forces" date=2023-09-20
foedus assess incident.yaml --pact north-atlantic-treaty-1949 --all
foedus assess "act=armed intervention" actor=NGA target=NER date=2023-09-20 "consent of the target=false"
foedus brief wire.txt --corrections mine.json -o brief.pdf
foedus verify brief.json
foedus serve --show
foedus pacts list --party BFA --on 2023-09-20
foedus pacts list --region Sahel --kind "mutual defence"
foedus pacts show liptako-gourma-charter-2023 --on 2023-09-20
foedus pacts show north-atlantic-treaty-1949 -o nato.html
foedus pacts collisions --on 1914-08-01
foedus pacts new our-treaty-2024 --into my-pacts/
foedus pacts check my-pacts/
foedus pacts diff liptako-gourma-charter-2023 north-atlantic-treaty-1949
foedus assess act=invasion target=AND date=2024-07-01 --library my-pacts/
foedus terms armed attack
```

## An incident file

YAML, or the same as JSON. Everything is text, so `NO` is not a no; what is left out is unknown. A fact phrase that no loaded
pact knows is a warning, and the answer comes all the same.

```yaml
date: 2023-09-20            # or an instant, or {start: …, end: …}
act: raid                   # foedus terms act
actor: JNIM                 # a state, an actor, or a name
target: BFA                 # several: a comma or a list, and then all of them
struck: armed forces
harm: [sovereignty, territorial integrity]
facts:
  consent of the target: false
```
"""


def help_of(command: str) -> str:
    """Return what a command says of itself, 80 columns wide."""
    from foedus.cli.ending import run

    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        run([*command.split(), "--help"])
    return told.getvalue().rstrip()


def page() -> str:
    """Return the whole page."""
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = "80"
    try:
        parts = [f"## foedus {command}".rstrip() + f"\n\n```text\n{help_of(command)}\n```\n" for command in COMMANDS]
    finally:
        if before is None:
            del os.environ["COLUMNS"]
        else:
            os.environ["COLUMNS"] = before
    return "\n".join([OPENING, *parts])


def pages() -> dict[Path, str]:
    """Return the page by its path."""
    return {PAGE: page()}
