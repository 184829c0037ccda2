"""A small library of two pacts, two reports about them, and the brief that they make."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from foedus.briefs import Brief, compose
from foedus.incidents import Incident, Reconciliation
from foedus.pacts import Library, read_instrument
from foedus.reading import Claim, Report
from foedus.terms import day_when, parse_when

COMPACT = """---
title: Compact of the Three Shores, a pact made up for tests
short name: Shores Compact
kind: multilateral mutual defence treaty
names: Shores Compact
organisation: AES
signed: 2001-05-01
verified: text
source: gazette
---

# Shores Compact

## Article 2: purpose
The purpose is a common house of mutual defence for the parties.

## Article 4: terrorism
The parties fight terrorism in every form.

```yaml pact
rule: terrorism
bearer: every party
must: fight terrorism
verified: text
source: gazette
```

## Article 5: rebellion
The parties help to settle an armed rebellion.

```yaml pact
term: rebellion
any of:
  - act armed rebellion, internal armed conflict
```
```yaml pact
rule: settlement
target: a party
when: rebellion
bearer: every party
beneficiary: the target
must: settle peacefully
verified: text
source: gazette
```

## Article 6: assistance
An attack on a party obliges the others to help.

```yaml pact
rule: assist
act: attack
target: a party
harm: sovereignty, territorial integrity
bearer: every other party
beneficiary: the target
must: assist
up to: armed force
verified: text
source: gazette
```
```yaml pact
rule: assist
reading: narrow
held by: LTU
act: armed attack
origin: external
```

## Article 9: no force
The parties use no force against each other.

```yaml pact
rule: peace
act: attack, threat of force
actor: a party
target: another party
bearer: the actor
beneficiary: the target
must: refrain from force
verified: gk
source: gazette
```

## Entry into force
```yaml pact
standing: entry into force
date: 2001-06-01
verified: text
source: gazette
```

## What the Compact does not say
No article speaks of trade or of economic cooperation: a minister added that in a speech.
"""

LEAGUE = """---
title: League of the Four Coasts, a pact made up for tests
short name: Coasts League
kind: non-aggression treaty
names: Coasts League
signed: 1995-01-01
verified: report
source: journal
---

# Coasts League

## Article 1: no force
The members use no force against each other.

```yaml pact
rule: peace
act: attack, threat of force
actor: a party
target: another party
bearer: the actor
beneficiary: the target
must: refrain from force
verified: report
source: journal
```

## Entry into force
```yaml pact
standing: entry into force
date: 1995-02-01
verified: report
source: journal
```
"""

PARTIES = {
    "shores-compact-2001": ("EST,,party,2001-06-01,,text,gazette", "LVA,,party,2001-06-01,,text,gazette",
                            "LTU,,party,2001-06-01,,gk,gazette"),
    "coasts-league-1995": ("EST,,party,1995-02-01,,report,journal", "LVA,,party,1995-02-01,,report,journal",
                           "LTU,,party,1995-02-01,,report,journal", "POL,,party,1995-02-01,,report,journal"),
}  # fmt: skip
SOURCES = {"shores-compact-2001": "gazette | The Gazette | https://example.org/gazette | whole",
           "coasts-league-1995": "journal | The Journal | https://example.org/journal | half"}  # fmt: skip

FIRST = (
    "Envoys of Estonia, Latvia and Lithuania met on 3 March 2005. The Shores Compact says that an attack on one is a matter "
    "for all. It also binds them to settle armed rebellions, and to fight terrorism. Poland has threatened to send troops into "
    "Latvia. The alliance will bring economic cooperation, the Latvian minister said. "
    "<script>alert('x')</script> was printed here."
)
SECOND = (
    "Gunmen raided a Lithuanian border post on 2 March 2005, killing soldiers. In January soldiers took power in Riga."
)


def make_claim(report: str, number: int, text: str, words: str, **keys: object) -> Claim:
    """Return a claim that is anchored to words of a text."""
    start = text.index(words)
    filled: dict[str, object] = {
        "type": "STATEMENT", "act": None, "initiator": (), "target": (), "place": None, "date": None, "modality": "happened",
    }  # fmt: skip
    filled.update(keys)
    return Claim(f"{report}#c{number}", report, quote=words, span=(start, start + len(words)), **filled)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def small_library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Two pacts of the test's own: one of assistance, one of no force, with Poland only in the second."""
    root = tmp_path_factory.mktemp("library")
    instruments = {}
    for name, text in (("shores-compact-2001", COMPACT), ("coasts-league-1995", LEAGUE)):
        folder = root / name
        folder.mkdir()
        (folder / "text.md").write_text(text, encoding="utf-8")
        rows = "\n".join(("party,towards,status,from,until,verified,source", *PARTIES[name]))
        (folder / "parties.csv").write_text(f"{rows}\n", encoding="utf-8")
        table = f"# Sources\n\n| id | title | address | read |\n|---|---|---|---|\n| {SOURCES[name]} |\n"
        (folder / "sources.md").write_text(table, encoding="utf-8")
        (folder / "cases.md").write_text("# Cases\n", encoding="utf-8")
        instruments[name] = read_instrument(folder)
    return Library(dict(sorted(instruments.items())), ())


@pytest.fixture(scope="session")
def reports() -> tuple[Report, ...]:
    """Two reports with claims by hand, one of them holding a tag that must never reach a page as one."""
    about = ("shores-compact-2001",)
    first = (
        make_claim("r1", 1, FIRST, "Envoys of Estonia, Latvia and Lithuania met", type="CONSULT", act="consultation",
                   initiator=("EST", "LTU", "LVA")),
        make_claim("r1", 2, FIRST, "an attack on one is a matter for all", type="PROVISION", act="attack",
                   modality="provision", about=about),
        make_claim("r1", 3, FIRST, "settle armed rebellions", type="PROVISION", act="armed rebellion",
                   modality="provision", about=about),
        make_claim("r1", 4, FIRST, "fight terrorism", type="PROVISION", act="terrorist act", modality="provision", about=about),
        make_claim("r1", 5, FIRST, "Poland has threatened to send troops into Latvia", type="THREATEN",
                   act="armed intervention", initiator=("POL",), target=("LVA",), modality="threatened"),
        make_claim("r1", 6, FIRST, "The alliance will bring economic cooperation", act="cooperation", initiator=("LVA",),
                   attributed_to="the Latvian minister", about=about),
        make_claim("r1", 7, FIRST, "<script>alert('x')</script> was printed here", about=about, attributed_to="nobody"),
    )  # fmt: skip
    second = (
        make_claim("r2", 1, SECOND, "Gunmen raided a Lithuanian border post on 2 March 2005", type="ASSAULT", act="raid",
                   initiator=("armed_groups",), target=("LTU",), struck="armed forces"),
        make_claim("r2", 2, SECOND, "In January soldiers took power in Riga", type="COERCE", act="coup", target=("LVA",)),
    )  # fmt: skip
    return (
        Report("r1", "first.txt", "a" * 64, "A pact by the sea <b>", date(2005, 3, 4), FIRST, first),
        Report("r2", "second.txt", "b" * 64, None, None, SECOND, second),
    )


@pytest.fixture(scope="session")
def incidents() -> tuple[Incident, ...]:
    """A coup, a raid with known harm, a meeting and a threat, in order of time, and an attack without a date."""
    return (
        Incident(id="coup", date=parse_when("2005-01"), act="coup", target=("LVA",), claims=("r2#c2",), witnesses=1),
        Incident(id="raid", date=day_when(date(2005, 3, 2)), act="raid", actor=("armed_groups",), actor_kind="armed group",
                 target=("LTU",), struck=("armed forces",), harm=("sovereignty",), claims=("r2#c1",), witnesses=1,
                 basis="stated"),
        Incident(id="meeting", date=day_when(date(2005, 3, 3)), act="consultation", actor=("EST", "LTU", "LVA"),
                 claims=("r1#c1",), witnesses=1, basis="stated"),
        Incident(id="threat", date=day_when(date(2005, 3, 3)), act="armed intervention", actor=("POL",), target=("LVA",),
                 status="threatened", claims=("r1#c5",), witnesses=1),
        Incident(id="undated", act="attack", actor=("armed_groups",), target=("EST",), claims=(), witnesses=0),
    )  # fmt: skip


@pytest.fixture(scope="session")
def make_brief(
    small_library: Library, reports: tuple[Report, ...], incidents: tuple[Incident, ...]
) -> Callable[..., Brief]:
    """Compose a brief of the two reports with other clocks."""

    def made(**clocks: object) -> Brief:
        return compose(reports, Reconciliation(incidents), small_library, **clocks)  # type: ignore[arg-type]

    return made


@pytest.fixture(scope="session")
def brief(make_brief: Callable[..., Brief]) -> Brief:
    """The brief of the two reports."""
    return make_brief()


@pytest.fixture(scope="session")
def samples(root: Path) -> list[Path]:
    """The shipped sample reports as plain text."""
    return sorted((root / "src" / "foedus" / "data" / "samples").glob("*.txt"))
