"""A chain of hypothetical acts: what would follow what, as JSON and as a few words for an address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote, unquote

from foedus.incidents import KEYS, Incident, make_incident
from foedus.terms import DECISION, FoedusError, When, day_when, nearest, plain, vocabulary

SCHEMA = "foedus/chain/1"
HYPOTHETICAL = "hypothetical"
LONGEST = 50
"""Acts; a chain of more is refused, since every act is asked of the whole library."""
_NOT_WRITTEN = ("status", "facts", "votes")


@dataclass(frozen=True)
class Act:
    """One act of a chain. `withdrawn` are facts stated earlier that hold no longer from here on.

    `dated` is False where its day was not given and is the day after the act before.
    """

    incident: Incident
    withdrawn: tuple[str, ...] = ()
    dated: bool = True

    def to_json(self) -> dict[str, Any]:
        """Return the act as the keys of an incident file, with what it withdraws."""
        found = {key: value for key, value in self.incident.to_json().items() if key != "date" or self.dated}
        return {**found, "withdrawn": list(self.withdrawn)} if self.withdrawn else found

    def text(self) -> str:
        """Return the act in one line, `act=invasion;actor=NGA;target=NER;date=2023-08-30`; `;`, `=` and `%` as %3B …"""
        told: list[tuple[str, str]] = []
        for key, value in self.to_json().items():
            if key == "withdrawn":
                told.append(("withdraw", ",".join(value)))
            elif key == "date" and isinstance(value, Mapping):
                told.append(("date", "/".join(value[end] for end in ("start", "end") if value[end])))
            elif key not in _NOT_WRITTEN:
                told.append((key, ",".join(value) if isinstance(value, list) else str(value)))
        for phrase, said in self.to_json().get("facts", {}).items():
            told.append((phrase, {True: "true", False: "false", None: "unknown"}.get(said, str(said))))
        told += [(phrase, str(vote)) for phrase, vote in self.to_json().get("votes", {}).items()]
        return ";".join(f"{_escaped(key).replace(' ', '_')}={_escaped(value)}" for key, value in told)


@dataclass(frozen=True)
class Chain:
    """Hypothetical acts in the order of their days."""

    acts: tuple[Act, ...]

    def __len__(self) -> int:
        return len(self.acts)

    def __iter__(self) -> Iterator[Act]:
        return iter(self.acts)

    def first(self, number: int) -> Chain:
        """Return the chain of its first acts."""
        return Chain(self.acts[:number])

    def without(self, number: int) -> Chain:
        """Return the chain without one act, counted from 1; later days that nobody gave move up."""
        if not 1 <= number <= len(self.acts):
            raise FoedusError(f"no step {number}", field="step", expected=f"a number from 1 to {len(self.acts)}")
        return _in_order([*self.acts[: number - 1], *self.acts[number:]])

    def then(self, act: Act | Incident | Mapping[str, object] | str) -> Chain:
        """Return the chain with one more act at its end."""
        return chain_of([*self.acts, act])

    def texts(self) -> tuple[str, ...]:
        """Return one line for each act, such as `step=` takes in an address."""
        return tuple(act.text() for act in self.acts)

    def to_json(self) -> dict[str, Any]:
        """Return the chain as data that `chain_of` takes."""
        return {"schema": SCHEMA, "steps": [act.to_json() for act in self.acts]}


def chain_of(given: Chain | str | Mapping[str, Any] | Iterable[Any], *, on: When | None = None) -> Chain:
    """Return a chain from acts (incidents, mappings of their keys, lines of text), from its JSON, or from a chain.

    A day that is not given is the day after the act before; of the first act it is `on`. Raises FoedusError naming the
    step: a bad word, a status other than hypothetical, days out of order, no day to start from.
    """
    if isinstance(given, Chain):
        return given
    if isinstance(given, str):
        given = [given] if "=" in given and not given.lstrip().startswith(("{", "[")) else _parsed(given)
    if isinstance(given, Mapping):
        if given.get("schema") != SCHEMA:
            raise FoedusError(
                f"not a chain: schema {given.get('schema')!r}", field="schema", expected=f"'{SCHEMA}'"
            )  # fmt: skip
        given = given.get("steps")  # type: ignore[assignment]
    if not isinstance(given, Iterable) or isinstance(given, str | bytes):
        raise FoedusError("no steps", field="steps", expected="a list of acts")
    raw = list(given)
    if not raw:
        raise FoedusError("the chain has no step", field="step", expected="at least one act")
    if len(raw) > LONGEST:
        raise FoedusError(f"{len(raw)} steps", field="step", expected=f"at most {LONGEST}")
    acts: list[Act] = []
    for number, each in enumerate(raw, 1):
        day = _day_after(acts[-1].incident.date) if acts else on
        with_step = _at(number)
        try:
            acts.append(_act(each, day))
        except FoedusError as error:
            raise with_step(error) from None
    return _in_order(acts)


def _at(number: int):  # noqa: ANN202 (a closure that names the step in an error)
    def named(error: FoedusError) -> FoedusError:
        field = f"step {number}" + (f": {error.field}" if error.field else "")
        return FoedusError(
            error.message, field=field, expected=error.expected, nearest=error.nearest, remedy=error.remedy
        )

    return named


def _act(given: Any, day: When | None) -> Act:
    if isinstance(given, Act):
        return given if given.dated or day is None else replace(given, incident=replace(given.incident, date=day))
    if isinstance(given, Incident):
        dated = given.date.start is not None or given.date.end is not None
        return Act(replace(given, date=given.date if dated else _needed(day), status=HYPOTHETICAL), dated=dated)
    if isinstance(given, str):
        given = _read_line(given)
    if not isinstance(given, Mapping):
        raise FoedusError("not an act", expected="the keys of an incident, such as act, actor, target")
    values = {plain(str(key).replace("_", " ")): value for key, value in given.items()}
    withdrawn = values.pop("withdrawn", values.pop("withdraw", ()))
    if isinstance(withdrawn, str):
        withdrawn = withdrawn.split(",")
    if not isinstance(withdrawn, list | tuple):
        raise FoedusError("not a list of facts", field="withdrawn", expected="fact phrases")
    if values.get("status") not in (None, HYPOTHETICAL):
        raise FoedusError(
            f"status '{values['status']}'", field="status", expected=f"'{HYPOTHETICAL}'",
            remedy="a chain holds supposed acts only; leave the status out",
        )  # fmt: skip
    dated = bool(values.get("date"))
    if not dated:
        values["date"] = _needed(day).to_json()
    incident = make_incident({**values, "status": HYPOTHETICAL}, strict=False)
    if incident.act is None:
        raise FoedusError("no act", field="act", expected="a word of the tree of acts", remedy="see 'foedus terms act'")
    return Act(incident, tuple(plain(str(each)) for each in withdrawn if str(each).strip()), dated)


def _needed(day: When | None) -> When:
    if day is None:
        raise FoedusError("no date", field="date", expected="a day such as 2023-08-30 for the first act")
    return day


def _in_order(acts: Sequence[Act]) -> Chain:
    """Return acts as a chain; undated ones take the day after the one before."""
    found: list[Act] = []
    for number, act in enumerate(acts, 1):
        if not act.dated and found:
            act = replace(act, incident=replace(act.incident, date=_day_after(found[-1].incident.date)))
        before, now = (found[-1].incident.date if found else None), act.incident.date
        if before is not None and before.start and now.start and now.start < before.start:
            raise FoedusError(
                f"{now.words()} lies before step {number - 1} ({before.words()})", field=f"step {number}: date",
                expected="days in order", remedy="move the step, or leave its date out",
            )  # fmt: skip
        found.append(act)
    return Chain(tuple(found))


def _day_after(when: When) -> When:
    last = when.last_day or when.first_day
    if last is None or last == date.max:
        raise FoedusError("no day to count from", field="date", expected="a day for the act before")
    return day_when(last + timedelta(days=1))


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise FoedusError(
            f"not JSON ({error.msg})", line=error.lineno, expected=f"a chain as JSON, schema {SCHEMA}"
        ) from None


def _read_line(line: str) -> dict[str, object]:
    values: dict[str, object] = {}
    facts: dict[str, object] = {}
    votes: dict[str, object] = {}
    for part in filter(str.strip, line.split(";")):
        raw, equals, value = part.partition("=")
        key, value = plain(unquote(raw).replace("_", " ")), unquote(value).strip()
        if not equals or not key or not value:
            raise FoedusError(f"'{part.strip()}' has no {'value' if key else 'key'}", expected="key=value;key=value")
        place = values
        if key not in KEYS and key not in ("withdraw", "withdrawn"):
            is_vote = key.startswith(DECISION) and not re.fullmatch(r"(?i)true|false|yes|no|unknown|by .*", value)
            place = votes if is_vote else facts
            if not is_vote and " " not in key and key not in vocabulary("facts"):
                raise FoedusError(
                    f"unknown key '{key}'", expected="a key of the incident file, or a fact phrase",
                    nearest=nearest(key, [*KEYS, *vocabulary("facts")]),
                )  # fmt: skip
        if key in place:
            raise FoedusError(f"'{key}' is given twice", field=key, remedy="join several values with a comma")
        place[key] = value
    if facts:
        values["facts"] = facts
    if votes:
        values["votes"] = votes
    return values


def _escaped(text: str) -> str:
    return quote(text, safe=" ,:/.+-'()[]é")
