"""A table of events through the pacts: one row for each event, provision, reading and group of bearers."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import narwhals as nw
import numpy as np
import polars as pl

from foedus.determinations.sweeps.answers import Answers
from foedus.determinations.sweeps.engines import embedded, same_kind
from foedus.determinations.sweeps.events import Told, judged, read_events, timed
from foedus.determinations.sweeps.forms import Group, forms_of
from foedus.determinations.sweeps.law import Law, checked_readings, law_of
from foedus.determinations.sweeps.meetings import Events, Meetings
from foedus.determinations.sweeps.overriding import Overrider
from foedus.determinations.sweeps.rejects import Reject, told
from foedus.determinations.sweeps.telling import by_bearer, in_words
from foedus.pacts import Instrument, Library
from foedus.terms import FoedusError, When, day_when, parse_when

AT_ONCE = 250_000
"""How many events are asked together, which bounds the memory of a sweep."""
AT_ONCE_IN_FULL = 2_000_000
"""How many events times rulings are asked together where everything is asked for."""


@dataclass(frozen=True)
class Asked:
    """What a sweep asks of its events: the law and its forms, the epoch of each time, and how."""

    law: Law
    groups: tuple[Group, ...]
    epoch: np.ndarray
    on: When | None
    as_of: date | None
    everything: bool
    proof: bool
    named: bool


def sweep(
    events: Any, library: Library, *, pacts: Sequence[str] | None = None, everything: bool = False,
    by: Literal["bearer"] | None = None, proof: bool = False, on: When | date | str | None = None,
    as_of: date | str | None = None, readings: bool | Sequence[str] = True,
) -> Any:  # fmt: skip
    """Return what every provision says of every event of a table, as the same kind of table.

    `events` is any table that Narwhals takes; its columns are the keys of the incident file with `_` for a space
    (`date` or `date_start` and `date_end`; several words as lists or with commas), and one nullable Boolean for each
    fact phrase. Columns returned: `event` (the user's `event` or `id`, else the row number), `instrument`, `provision`,
    `reading`, `verdict`, `casus_foederis`, `bearers`, `beneficiaries` (lists of ids); with `by="bearer"` one row for
    each pair `bearer`, `beneficiary`; with `proof` a nullable Boolean `row_…` for each row, true where it is passed or
    not asked. Determinations that stay silent are left out unless `everything` is asked for; then, too, an event whose
    target is unknown has one unsettled row with no instrument in place of all that turn on it. `readings` may be False
    (the first only) or names. An event that names a state which did not exist on its day is left out, and one warning
    counts such events. Raises FoedusError for any other bad value, with its column and first event.
    """
    table = embedded(events)
    answer, rejects = answers_and_rejects(
        table, library, pacts=pacts, everything=everything, by=by, proof=proof, on=on, as_of=as_of, readings=readings
    )
    if rejects:
        warnings.warn(told(rejects, table.height), stacklevel=2)
    return same_kind(answer, events)


def answers_and_rejects(
    table: pl.DataFrame, library: Library, *, pacts: Sequence[str] | None = None, everything: bool = False,
    by: Literal["bearer"] | None = None, proof: bool = False, on: When | date | str | None = None,
    as_of: date | str | None = None, readings: bool | Sequence[str] = True,
) -> tuple[pl.DataFrame, tuple[Reject, ...]]:  # fmt: skip
    """Return what `sweep` answers of a table of the embedded engine, and the events that cannot be judged."""
    if by not in (None, "bearer"):
        raise FoedusError(f"cannot sweep by '{by}'", field="by", expected="'bearer' or nothing")
    events, rejects = read_events(table, library.fact_phrases)
    when = _when(on)
    known = parse_when(as_of).first_day if isinstance(as_of, str) else as_of
    law, epoch = law_of(
        library, _instruments(library, pacts), (when,) if when else events.whens, known, checked_readings(library, readings),
        named=bool(pacts),
    )  # fmt: skip
    groups = forms_of(law) if events.rows.height and law.rulings else ()
    asked = Asked(law, groups, epoch, when, known, everything, proof, bool(pacts))
    step = max(100, AT_ONCE_IN_FULL // max(1, len(law.rulings))) if everything else AT_ONCE
    parts = range(0, max(1, events.rows.height), step)
    answer = pl.concat([_swept(events.part(start, step), asked) for start in parts])
    return by_bearer(answer) if by else answer, rejects


def _instruments(library: Library, pacts: Sequence[str] | None) -> tuple[Instrument, ...]:
    if pacts:
        return tuple(library[pact] for pact in dict.fromkeys(pacts))
    return library.in_use


def _when(on: When | date | str | None) -> When | None:
    if on is None or isinstance(on, When):
        return on
    return day_when(on) if isinstance(on, date) else parse_when(on)


def _swept(events: Told, asked: Asked) -> pl.DataFrame:
    """Return the determinations of some events in the columns of the contract."""
    frames = []
    for rows in judged(events):
        rows = timed(rows, asked.epoch, asked.on, asked.as_of, events).with_row_index("row")
        frames.append(nw.from_native(rows.with_columns(pl.col("row").cast(pl.Int32)), eager_only=True))
    meetings = Meetings(Events(events, frames[0], frames[1]), asked.law)
    answers = Answers(meetings, asked.everything, asked.proof, asked.named)
    answers.overrider = Overrider(meetings, answers.lists)
    tables = [answered for group in asked.groups if (answered := answers.to(group)) is not None]
    found = nw.concat(tables) if tables else None
    untold = nw.concat(answers.untold) if answers.untold else None
    return in_words(found, untold, asked.law, answers.lists, events.names, asked.proof)
