"""`foedus pacts new`: a folder to start a pact from, which passes `pacts check` as it stands."""

from __future__ import annotations

import re
from pathlib import Path

from foedus.cli.ending import message
from foedus.cli.options import Options
from foedus.cli.output import check_output, made_by, put, put_json
from foedus.pacts import load_library, shipped_library_folder
from foedus.terms import FoedusError

TEXT = """\
---
title: Treaty of mutual assistance between Andorra and Monaco
short name: Example treaty
kind: bilateral mutual defence treaty
names: Example treaty
signed: 2024-01-15
signed at: Andorra la Vella
region: Europe
status note: An example that nobody signed. Put the real title, day and place here.
---

# Example treaty

Say here what it is and which parts of it were read. All words are your own, never the treaty's.

## Article 1: assistance
Restate the article in plain words: what happens, who then owes what to whom, and what the text leaves open.

```yaml pact
# One row is one question; a row left out is not asked; a comma is an or.
# The words of a row: foedus terms act, foedus terms bearer ...
rule: assist
act: armed attack
target: a party
place: anywhere
bearer: every other party
beneficiary: the target
must: assist
up to: armed force
discretion: means
verified: text
source: treaty
note: each party chooses its means
```

## Article 2: entry into force
Say when and how it starts.

```yaml pact
standing: entry into force
date: 2024-06-01
condition: both ratifications
verified: text
source: treaty
```

## Article 3: end
Say how it ends and how a party may leave; where the text is silent, say that: condition: not in the text.

```yaml pact
standing: withdrawal
takes effect: 6 months after notice
meanwhile: bound
verified: text
source: treaty
```
"""
PARTIES = """\
party,towards,status,from,until,verified,source
AND,,signatory,2024-01-15,2024-06-01,text,treaty
AND,,party,2024-06-01,,text,treaty
MCO,,signatory,2024-01-15,2024-06-01,text,treaty
MCO,,party,2024-06-01,,text,treaty
"""
CASES = """\
# Cases

Each rule wants a case that holds, one that fails at each of its rows alone, and one that is unsettled.
`foedus pacts check` runs them and lists what is missing.

```yaml case
case: an invasion binds the other party
date: 2024-07-01
act: invasion
actor: a state
target: AND
expect: art-1/assist owed by MCO
```
```yaml case
case: sanctions are no armed attack
date: 2024-07-01
act: sanctions
target: AND
expect: art-1/assist not triggered
```
```yaml case
case: an attack on somebody else engages nobody
date: 2024-07-01
act: invasion
target: FRA
expect: art-1/assist not triggered
```
```yaml case
case: what was done is not told
date: 2024-07-01
target: AND
expect: "art-1/assist unsettled: act"
```
```yaml case
case: signed is not in force
date: 2024-02-01
act: invasion
target: AND
expect: art-1/assist not in force
```
"""
SOURCES = """\
# Sources

`read` tells which part was read; nothing beyond it was.

| id | title | address | read |
|---|---|---|---|
| treaty | Example treaty (a source that does not exist) | https://example.org/treaty | whole |
"""
FILES = {"text.md": TEXT, "parties.csv": PARTIES, "cases.md": CASES, "sources.md": SOURCES}
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def write_new(options: Options, pact: str, into: str) -> None:
    """Write the files of an example under a new id, and their folder as the result; nothing there is overwritten."""
    check_output(options)
    if not _ID.fullmatch(pact):
        raise FoedusError(
            f"'{pact}' is no id of a pact",
            field="ID",
            expected="small letters, digits and hyphens such as our-treaty-2024",
        )
    if (shipped_library_folder() / pact).is_dir():
        raise FoedusError(f"'{pact}' ships with foedus", field="ID", expected="an id that no shipped pact has")
    folder = Path(into or ".") / pact
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FoedusError("stands there already", file=str(folder), expected="a folder that is not there yet, or empty")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in FILES.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise FoedusError(
            error.strerror or "cannot be written", file=str(error.filename or folder), field="--into"
        ) from None
    if options.format == "json":
        answer = {
            "schema": "foedus/pact-new/1",
            "made_by": made_by(load_library().digest),
            "id": pact,
            "folder": str(folder),
        }
        put_json({**answer, "files": list(FILES)}, options)
    else:
        put(str(folder), options)
    message(f"an example to write over: {', '.join(FILES)}; then 'foedus pacts check {folder}'")
