"""The law's own tests as data: each case run, with what was expected and the question that asks it again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from foedus.briefs.pacts.glosses import provision_anchor, row_name
from foedus.determinations import CaseReport, check_instrument
from foedus.pacts import Block, Instrument, Library


@dataclass(frozen=True)
class Expected:
    """One expectation of a case: the provision, the verdict, who bears it, what is missing, and under which reading."""

    provision: str
    anchor: str
    verdict: str
    bearers: tuple[str, ...]
    missing: tuple[str, ...]
    reading: str


@dataclass(frozen=True)
class CaseTold:
    """One case: its event, what it expects, how it came out, and the same event as a question.

    `query` holds the pairs of a question's address: keys of the incident with `_` for a blank, `fact.` with a phrase behind
    it, `vote.` with a decision behind it, `on`, `as_of`, `pact`, `all`.
    """

    name: str
    heading: str
    anchor: str
    date: str
    event: tuple[tuple[str, str, str], ...]
    expected: tuple[Expected, ...]
    passed: bool
    message: str
    query: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CasesTold:
    """All cases of a pact, how many came out as expected, and what none of them tries."""

    cases: tuple[CaseTold, ...]
    untried: tuple[str, ...]

    @property
    def passed(self) -> int:
        return sum(case.passed for case in self.cases)


def cases_told(instrument: Instrument, library: Library, lang: str) -> CasesTold:
    """Return the cases of a pact with their outcome; they are run once for a state of the library."""
    report = _Run(library).report(instrument)
    results = {result.line: result for result in report.cases}
    told = [
        CaseTold(
            name=block.name,
            heading=block.heading,
            anchor=f"case-{number}",
            date=_value(block, "date"),
            event=tuple(_event(block, lang)),
            expected=tuple(_expected(block, instrument)),
            passed=results[block.line].passed,
            message=results[block.line].message,
            query=tuple(_query(block, instrument)),
        )
        for number, block in enumerate(instrument.cases, 1)
    ]
    return CasesTold(tuple(told), report.missing)


class _Run:
    """A library as the key of what was run: two of one digest hold the same law."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def __hash__(self) -> int:
        return hash(self.library.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Run) and self.library.digest == other.library.digest

    def report(self, instrument: Instrument) -> CaseReport:
        return _report(self, instrument.id) if instrument.cases else CaseReport(instrument.id, "", (), ())


@lru_cache(maxsize=256)
def _report(run: _Run, id_: str) -> CaseReport:
    return check_instrument(run.library[id_], run.library)


def _value(block: Block, key: str) -> str:
    row = block.get(key)
    return "" if row is None else row.value or ", ".join(text for text, _ in row.items)


def _event(block: Block, lang: str) -> Iterator[tuple[str, str, str]]:
    """Yield key, its name and its value for what the case tells; a fact is a line of its own."""
    for row in block.rows[1:]:
        if row.key == "expect" or row.key.startswith("expect "):
            continue
        if row.key in ("facts", "votes"):
            for text, _ in row.items:
                phrase, _, answer = text.partition(": ")
                yield phrase, phrase, answer
        else:
            yield row.key, row_name(row.key.replace("_", " "), lang), _value(block, row.key)


def _expected(block: Block, instrument: Instrument) -> Iterator[Expected]:
    provisions = sorted((rule.provision for rule in instrument.rules), key=len, reverse=True)
    for row in block.rows:
        if row.key != "expect" and not row.key.startswith("expect "):
            continue
        reading = row.key.removeprefix("expect").strip().strip('"')
        for text in [row.value] if row.value else [text for text, _ in row.items]:
            provision = next((each for each in provisions if text.startswith(f"{each} ")), "")
            said = text.removeprefix(provision).strip()
            verdict = next((each for each in _VERDICTS if said.startswith(each)), "")
            by, _, names = said.removeprefix(verdict).partition(":")
            bearers = _list(by.strip().removeprefix("by "))
            anchor = provision_anchor(provision) if provision else ""
            yield Expected(provision, anchor, verdict, bearers, _list(names), reading)


def _list(text: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in text.split(",") if each.strip())


_VERDICTS = (
    "owed", "open", "breached", "deemed", "awaiting", "unsettled", "not triggered", "not in force", "excepted", "reserved",
    "overridden",
)  # fmt: skip


_ANSWERS = {"true": "yes", "false": "no"}


def _query(block: Block, instrument: Instrument) -> Iterator[tuple[str, str]]:
    for row in block.rows[1:]:
        if row.key == "expect" or row.key.startswith("expect "):
            continue
        if row.key in ("facts", "votes"):
            for text, _ in row.items:
                phrase, _, answer = text.partition(":")
                answer = answer.strip()
                yield f"{row.key[:-1]}.{phrase.strip()}", _ANSWERS.get(answer, answer)
        else:
            yield row.key.replace(" ", "_"), _value(block, row.key)
    yield "pact", instrument.id
    yield "all", "yes"  # a case may expect what does not answer: `not triggered`
