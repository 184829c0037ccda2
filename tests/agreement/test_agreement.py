"""Explain and sweep agree: every provision and reading, row by row, unknowns included (a fixed sample of the soak)."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import HealthCheck, given, seed, settings

from foedus.determinations import Verdict, determinations, question, sweep
from foedus.pacts import Instrument, Library, load_library
from foedus.terms import parse_when
from tests.agreement.comparing import ROWS, Key, Told, differences, explained, rows_of, swept, told
from tests.agreement.made import Row, incident, incidents, table
from tests.agreement.soak import compare
from tests.oracle.drawing import worlds
from tests.oracle.papers import library_of
from tests.oracle.small import Event, World, moment_text
from tests.pacts_of_paper import paper

VERDICTS: Counter[str] = Counter()
AS_OF, LATE, EARLY = moment_text(24 * 60), moment_text(24 * 70), moment_text(24 * 50)


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


def hand_encoded(library: Library) -> list[Instrument]:
    return [each for each in library.instruments.values() if not each.about("coded by")]


def imported(library: Library) -> list[Instrument]:
    return [each for each in library.in_use if each.about("coded by")][::12]


@pytest.mark.parametrize(("which", "count", "number"), [(hand_encoded, 50, 1815), (imported, 100, 1949)])
def test_they_agree_on_every_row(library: Library, which: object, count: int, number: int) -> None:
    instruments = which(library)  # type: ignore[operator]
    rows = list(incidents(count, number, library, instruments, alike=2))
    compared = compare(rows, library, instruments)
    found = [difference for difference, _ in compared.differences]
    assert not found, told(found, rows)
    VERDICTS.update(compared.verdicts)


def test_they_leave_out_the_same(library: Library) -> None:
    rows = list(incidents(15, 1882, library))
    answer = sweep(table(rows), library, proof=True)
    ours = swept(answer.filter(pl.col("instrument").is_not_null()))
    left_open = set(answer.filter(pl.col("instrument").is_null())["event"])
    theirs: dict[Key, list[Told]] = {}
    for number, row in enumerate(rows):
        event = incident(row)
        assert event is not None
        for each in determinations(question(event, library)):
            if not event.target and not each.rule.standing and each.verdict == Verdict.UNSETTLED:
                assert number in left_open  # one row stands for all that an unknown target leaves open
                continue
            key = (number, each.instrument.id, each.provision, each.reading)
            theirs.setdefault(key, []).append((str(each.verdict), each.bearers, each.beneficiaries, rows_of(each)))
    found = list(differences(theirs, ours))
    assert not found, told(found, rows)
    assert not {number for number in left_open if rows[number].get("target")}


def test_they_agree_on_two_clocks(library: Library) -> None:
    instruments = [library["liptako-gourma-charter-2023"], library["ecowas-mechanism-1999"]]
    rows = list(incidents(40, 7, library, instruments))
    on, as_of = parse_when("2024-06-01/2025-02-01"), date(2024, 2, 1)
    answer = sweep(
        table(rows), library, pacts=[each.id for each in instruments], everything=True, proof=True, on=on, as_of=as_of
    )
    theirs: dict[Key, list[Told]] = {}
    for number, row in enumerate(rows):
        theirs |= explained(number, incident(row), library, instruments, on=on, as_of=as_of)  # type: ignore[arg-type]
    found = list(differences(theirs, swept(answer)))
    assert not found, told(found, rows)


@pytest.mark.parametrize("engine", ["pandas", "pyarrow", "duckdb", "polars lazy"])
def test_they_agree_on_every_engine(library: Library, engine: str) -> None:
    instruments = [library["liptako-gourma-charter-2023"], library["north-atlantic-treaty-1949"]]
    rows = list(incidents(25, 11, library, instruments))
    events = table(rows)
    asked = {"pacts": [each.id for each in instruments], "everything": True, "proof": True}
    if engine == "pandas":
        pytest.importorskip("pandas")
        answer = pl.from_pandas(sweep(events.to_pandas(), library, **asked))
    elif engine == "pyarrow":
        pytest.importorskip("pyarrow")
        answer = pl.from_arrow(sweep(events.to_arrow(), library, **asked))
    elif engine == "duckdb":
        connection = pytest.importorskip("duckdb").connect()
        arrow = events.to_arrow()  # noqa: F841 (found by its name)
        connection.execute("create table events as select * from arrow")
        # a table of a database has no order of its own
        answer = pl.from_arrow(sweep(connection.table("events"), library, **asked).to_arrow_table())
    else:
        answer = sweep(events.lazy(), library, **asked).collect()
    theirs: dict[Key, list[Told]] = {}
    for number, row in enumerate(rows):
        theirs |= explained(number, incident(row), library, instruments)  # type: ignore[arg-type]
    found = list(differences(theirs, swept(answer)))
    assert not found, told(found, rows)
    assert answer.schema["casus_foederis"] == pl.Boolean and all(answer.schema[name] == pl.Boolean for name in ROWS)


def row_of(event: Event) -> Row:
    """Return a small incident as a row of a table, which cannot say that a fact was raised and is not known."""
    row: Row = {
        "act": event.act, "actor": ", ".join(event.actor), "actor_kind": event.actor_kind, "place": event.place,
        "supported_by": ", ".join(event.supported_by), "target": ", ".join(event.target), "origin": event.origin,
        "struck": ", ".join(event.struck), "harm": ", ".join(event.harm), "capacity": event.capacity,
        "status": event.status, "reported": LATE if event.reported_late else EARLY,
        "facts": {phrase: answer for phrase, answer in event.facts if answer is not None},
    }  # fmt: skip
    when = event.when_text
    row |= {"date_start": when["start"], "date_end": when["end"]} if isinstance(when, dict) else {"date": when}
    return {key: value for key, value in row.items() if value}


@seed(1815)
@settings(max_examples=60, database=None, deadline=None, suppress_health_check=list(HealthCheck))
@given(worlds(most_events=8))
def test_they_agree_on_small_pacts(world: World) -> None:
    with TemporaryDirectory() as folder:
        library = library_of(world, Path(folder))
    rows, as_of = [row_of(event) for event in world.events], parse_when(AS_OF).first_day
    theirs: dict[Key, list[Told]] = {}
    for number, row in enumerate(rows):
        event = incident(row)
        assert event is not None
        theirs |= explained(number, event, library, library.instruments.values(), as_of=as_of)
    VERDICTS.update(verdict for found in theirs.values() for verdict, *_ in found)
    found = list(differences(theirs, swept(sweep(table(rows), library, everything=True, proof=True, as_of=as_of))))
    assert not found, told(found, rows)


AMENDED = (
    "standing: entry into force\ndate: 2000-01-01",
    "term: grave\nuntil: 2010-01-01\nstruck: territory",
    "term: grave\nfrom: 2010-01-01/2010-03-01\nstruck: armed forces",
    "term: zone\nuntil: 2015-01-01\nany of:\n  - west africa",
    "term: zone\nfrom: 2015-01-01\nany of:\n  - territory of MLI",
    "rule: assist\nact: attack\ntarget: a party\nwhen: grave\nbearer: every other party\nmust: assist",
    "rule: watch\nact: attack\nplace: zone\nsupported by: any\nbearer: every party\nmust: consult\nfrom: 2004",
    "exception: consented\nto: art-1/assist\nfrom: 2002-01-01/2002-06-01\nwhen: consent of the target",
    "reservation: abroad\nby: MLI\nto: art-1/assist\neffect: limits\nfrom: 2003-01-01/2012-01-01\naccepted by: all except BFA",
    "reservation: at sea\nby: MLI\nto: art-1/assist\neffect: limits\nstruck: ship, territory\naccepted by: all",
)


def test_they_agree_on_law_that_was_amended(tmp_path: Path) -> None:
    parties = ("MLI,,party,2000-01-01,,report,", "BFA,,party,2000-01-01,,report,", "NER,,party,2001,2013-05-05/..,report,",
               "NER,MLI,suspended,2005-01-01,2007-01-01,report,")  # fmt: skip
    library = paper(tmp_path, *AMENDED, parties=parties)
    rows = list(incidents(400, 3, library))
    rows += [{**row, "supported_by": "none"} for row in rows[:60]]
    theirs: dict[Key, list[Told]] = {}
    for number, row in enumerate(rows):
        theirs |= explained(number, incident(row), library, library.instruments.values())  # type: ignore[arg-type]
    found = list(differences(theirs, swept(sweep(table(rows), library, everything=True, proof=True))))
    assert not found, told(found, rows)
    VERDICTS.update(verdict for found in theirs.values() for verdict, *_ in found)


def test_every_verdict_was_reached() -> None:
    # runs after the comparisons, so that a drawing which has become barren is seen
    if len(VERDICTS) > 1:
        assert not [str(verdict) for verdict in Verdict if not VERDICTS[str(verdict)]], VERDICTS
