"""The law's own tests: cases.md of an instrument, read in the same words and run."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from foedus import terms
from foedus.determinations.assess import Question, of_instrument, question
from foedus.determinations.docket import exit_readings, readings_of
from foedus.determinations.verdict import Determination, Verdict
from foedus.determinations.views import PREFIX
from foedus.incidents import make_incident
from foedus.pacts import Block, Instrument, Library
from foedus.terms import FoedusError, parse_when

_EXPECT = re.compile(
    r"^(?P<verdict>owed|open|breached|deemed|awaiting|unsettled|not triggered|not in force|excepted"
    r"|reserved|overridden)\b(?:\s+by\s+(?P<bearers>[^:]+?))?(?:\s*:\s*(?P<names>.+))?$"
)
HOLDS = (Verdict.OWED, Verdict.OPEN, Verdict.BREACHED, Verdict.DEEMED, Verdict.AWAITING)


@dataclass(frozen=True)
class CaseResult:
    """One case and whether it came out as its author expected."""

    name: str
    line: int
    passed: bool
    message: str = ""


@dataclass(frozen=True)
class CaseReport:
    """All cases of an instrument, and what they leave untried."""

    instrument: str
    file: str
    cases: tuple[CaseResult, ...]
    missing: tuple[str, ...]

    @property
    def passed(self) -> bool:
        return all(case.passed for case in self.cases)


def check_instrument(instrument: Instrument, library: Library) -> CaseReport:
    """Return the outcome of every case of an instrument and the cases that it lacks.

    Each rule wants a case that holds, one that fails at each trigger row alone, and one unsettled.
    """
    file = f"{instrument.id}/cases.md"
    results: list[CaseResult] = []
    seen: list[Determination] = []
    for block in instrument.cases:
        name = block.name
        try:
            asked = _question(block, instrument, library)
            found = tuple(of_instrument(instrument, asked))
            seen += found
            problems = [
                problem for text, reading in _expected(block) for problem in _compare(text, reading, found, instrument)
            ]
            if not any(True for _ in _expected(block)):
                problems = ["no row 'expect'"]
        except FoedusError as error:
            problems = [str(error)]
        results.append(CaseResult(name, block.line, not problems, "; ".join(problems)))
    return CaseReport(instrument.id, file, tuple(results), tuple(_untried(instrument, seen)))


def _question(block: Block, instrument: Instrument, library: Library) -> Question:
    values: dict[str, object] = {}
    lines = {}
    on = as_of = None
    for row in block.rows[1:]:
        lines[row.key] = row.line
        if row.key == "expect" or row.key.startswith("expect "):
            continue
        if row.key == "on":
            on = parse_when(row.value)
        elif row.key == "as of":
            as_of = parse_when(row.value).first_day
        elif row.key in ("facts", "votes"):
            if row.value:
                raise FoedusError(
                    f"'{row.value}' is no list of lines", file=block.file, line=row.line, field=row.key,
                    expected="lines 'phrase: answer' under it, indented",
                )  # fmt: skip
            values[row.key] = dict(_fact(text, block, line) for text, line in row.items)
        else:
            values[row.key] = row.value or [text for text, _ in row.items]
    for key in ("facts", "votes"):
        stated = values.get(key, {})
        for phrase in stated if isinstance(stated, dict) else ():
            if phrase not in library.fact_phrases:
                raise FoedusError(
                    f"unknown fact '{phrase}'", file=block.file, line=lines.get(key),
                    expected="a fact phrase", nearest=terms.nearest(phrase, library.fact_phrases),
                )  # fmt: skip
    incident = make_incident(values, file=block.file, lines=lines)
    return question(incident, library, on=on, as_of=as_of, pacts=(instrument.id,), everything=True)


def _fact(text: str, block: Block, line: int) -> tuple[str, str]:
    phrase, colon, answer = text.rpartition(":")
    if not colon:
        raise FoedusError(f"'{text}' is not a fact", file=block.file, line=line, expected="phrase: true|false|unknown")
    return phrase.strip(), answer.strip()


def _expected(block: Block) -> Iterable[tuple[str, str | None]]:
    for row in block.rows:
        if row.key == "expect" or row.key.startswith("expect "):
            reading = row.key.removeprefix("expect").strip().strip('"') or None
            for text in [row.value] if row.value else [text for text, _ in row.items]:
                yield text, reading


def _compare(text: str, reading: str | None, found: tuple[Determination, ...], instrument: Instrument) -> Iterable[str]:
    named = [rule for rule in instrument.rules if text.startswith(f"{rule.provision} ")]
    if not named:
        near = terms.nearest(text, [rule.provision for rule in instrument.rules])
        known = ", ".join(dict.fromkeys(rule.provision for rule in instrument.rules))
        yield f"'{text}' begins with no provision of this instrument ({known})" + (
            f"; did you mean '{near}'?" if near else ""
        )
        return
    rule = max(named, key=lambda each: len(each.provision))
    provision = rule.provision
    told = _EXPECT.match(text[len(provision) :].strip())
    if not told:
        yield f"'{text}' is not an expectation (write '{provision} owed by …', or another verdict)"
        return
    verdict, where = told["verdict"], f"{provision} [{reading or 'base'}]"
    known = (*readings_of(instrument, rule), *exit_readings(instrument))
    if reading is not None and reading not in known and not reading.startswith(PREFIX):
        yield f"'{provision}' has no reading '{reading}' (it has: {', '.join(known) or 'none'})"
        return
    here = [each for each in found if each.provision == provision and each.reading == reading]
    matching = [each for each in here if each.verdict == verdict]
    if not matching:
        yield f"{where}: expected {verdict}, got {'; '.join(_told(each) for each in here)}"
        return
    if told["bearers"]:
        wanted = {word.strip() for word in told["bearers"].split(",")}
        got = {bearer for each in matching for bearer in each.bearers}
        if wanted != got:
            yield f"{where}: expected {verdict} by {_listed(wanted)}, got {_listed(got)}"
    if told["names"]:
        wanted = {word.strip() for word in told["names"].split(",")}
        got = {name for each in matching for name in (*each.missing, *each.awaiting)}
        if not wanted <= got:
            yield f"{where}: expected {verdict}: {_listed(wanted)}, got {_listed(got)}"


def _listed(words: set[str]) -> str:
    return ", ".join(sorted(words)) or "none"


def _told(each: Determination) -> str:
    by = f" by {', '.join(each.bearers)}" if each.bearers else ""
    names = (*each.missing, *(name for name in each.awaiting if name not in each.missing))
    return f"{each.verdict}{by}" + (f" ({', '.join(names)})" if names else "")


def _untried(instrument: Instrument, seen: list[Determination]) -> Iterable[str]:
    for rule in instrument.rules:
        mine = [each for each in seen if each.provision == rule.provision]
        if not any(each.verdict in HOLDS for each in mine):
            yield f"{rule.provision}: no case that holds"
        if rule.standing:
            continue
        failed = {row for each in mine for row in _failed_alone(each)}
        for condition in rule.trigger:
            if "any" not in condition.values and condition.values != ("anywhere",) and condition.key not in failed:
                yield f"{rule.provision}: no case that fails at '{condition.key}' alone"
        if not any(each.verdict == Verdict.UNSETTLED for each in mine):
            yield f"{rule.provision}: no unsettled case"


def _failed_alone(each: Determination) -> Iterable[str]:
    """Yield the trigger row at which a determination failed, when it is the only one."""
    rows = {condition.key for condition in each.rule.trigger}
    asked = [child for child in each.proof.children if child.row in rows or child.row == "term"]
    false = [child for child in asked if child.truth is False]
    if each.verdict == Verdict.NOT_TRIGGERED and len(false) == 1:
        yield "when" if false[0].row == "term" else false[0].row
