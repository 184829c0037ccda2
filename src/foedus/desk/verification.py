"""An answer file checked again: the same inputs and the same question, asked of the library that is here."""

from __future__ import annotations

import binascii
import hashlib
import json
from base64 import b64decode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from os import PathLike, fspath
from typing import Any

from foedus.briefs import Verified, compared, verdicts
from foedus.desk.answers import Reading
from foedus.desk.clocks import day_of, when_of
from foedus.desk.incident_file import Written, from_file, incident_of
from foedus.desk.inputs import Given, take
from foedus.desk.questions import Books, answer, brief, pacts, read
from foedus.incidents import Incident, make_incident
from foedus.pacts import Library
from foedus.reading import Report, read_report
from foedus.terms import LANGUAGES, Evidence, FoedusError, nearest

LARGEST_ANSWER = 300_000_000
"""Bytes; a brief of many reports with every proof in it is long."""
WHAT = "an answer of foedus as JSON"
SCHEMAS = {"foedus/brief/1": "brief", "foedus/reading/1": "read", "foedus/assessment/1": "assess"}
_READ_ONLY = ("foedus/reading/1",)
_REMEDY = "make the answer again with --format json"


@dataclass(frozen=True)
class _Input:
    """One input as the answer carries it; `id` and `published` are those of a report."""

    file: str
    content: bytes
    id: str = ""
    published: str | None = None


def verify(answer: str | PathLike[str] | bytes | Given, *, library: Books = None) -> Verified:
    """Return what becomes of an answer file when its question is asked again of the library that is here.

    `answer` is a path or the bytes of a brief, a reading or an assessment as JSON; `library` names folders of pacts, as
    it did when the answer was made. Raises FoedusError for a file that is no answer, is cut short, carries no inputs, or
    whose inputs do not have the sha256 that it names.
    """
    given = Given("answer", answer) if isinstance(answer, bytes) else answer
    given = given if isinstance(given, Given) else take(fspath(given), WHAT, LARGEST_ANSWER)
    stated = _read(given)
    schema = stated["schema"]
    made, inputs, asked = _made_by(stated, given.name)
    law = pacts(library)
    try:
        again = _again(SCHEMAS[schema], inputs, asked, law, given.name)
    except FoedusError as error:
        raise FoedusError(
            f"what was asked cannot be asked again: {error}", file=given.name, field="made_by", remedy=_REMEDY
        ) from None
    written = again.encode("utf-8", "backslashreplace")
    found = json.loads(again)
    here, there = verdicts(found), verdicts(stated)
    read_alike = schema not in _READ_ONLY or all(found[key] == stated.get(key) for key in ("reports", "incidents"))
    reports = found.get("reports", []) or found.get("reading", {}).get("reports", [])
    return Verified(
        given.name,
        schema,
        made["foedus"],
        made["library"],
        law.digest,
        tuple((each.file, hashlib.sha256(each.content).hexdigest(), len(each.content)) for each in inputs),
        len(here),
        sum(len(report["claims"]) for report in reports),
        compared(given.content, stated, written, found),
        here == there and read_alike,
    )


def _read(given: Given) -> dict[str, Any]:
    """Return the answer that a file holds."""
    try:
        text = given.content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = given.content.count(b"\n", 0, error.start) + 1
        raise FoedusError("not UTF-8 text", file=given.name, line=line, expected=WHAT) from None
    try:
        stated = json.loads(text)
    except json.JSONDecodeError as error:
        cut = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated")
        what = "the file is cut short" if cut else f"not JSON: {error.msg}"
        raise FoedusError(what, file=given.name, line=error.lineno, expected=WHAT, remedy=_REMEDY) from None
    except (RecursionError, ValueError):
        raise FoedusError("not JSON that can be read", file=given.name, expected=WHAT) from None
    schema = stated.get("schema") if isinstance(stated, dict) else None
    if not isinstance(schema, str) or schema not in SCHEMAS:
        raise FoedusError(
            f"no answer that can be checked: the schema is '{schema}'" if schema else "no answer: it names no schema",
            file=given.name, field="schema", expected=", ".join(SCHEMAS),
            nearest=nearest(schema, SCHEMAS) if isinstance(schema, str) else None,
        )  # fmt: skip
    return stated


def _made_by(stated: Mapping[str, Any], file: str) -> tuple[Mapping[str, Any], tuple[_Input, ...], Mapping[str, Any]]:
    """Return who made an answer, its inputs with their bytes, and what was asked."""
    made = stated.get("made_by")
    if not isinstance(made, dict) or not all(isinstance(made.get(key), str) for key in ("foedus", "library")):
        raise FoedusError(
            "it does not say what made it", file=file, field="made_by", expected="foedus, library, inputs"
        )
    if not isinstance(made.get("asked"), dict) or not isinstance(made.get("inputs"), list):
        raise FoedusError(
            f"made by foedus {made['foedus']}, which did not write the question into its answers"
            if "asked" not in made else "it does not say what was asked",
            file=file, field="made_by.asked", expected="the question and the inputs", remedy=_REMEDY,
        )  # fmt: skip
    inputs = tuple(_input(each, number, file) for number, each in enumerate(made["inputs"]))
    return made, inputs, made["asked"]


def _input(given: object, number: int, file: str) -> _Input:
    where = f"made_by.inputs[{number}]"
    if not isinstance(given, dict) or not isinstance(given.get("file"), str):
        raise FoedusError("no input", file=file, field=where, expected="file, sha256 and content")
    if not isinstance(given.get("content"), str):
        raise FoedusError(
            f"the bytes of '{given['file']}' are not in the answer", file=file, field=f"{where}.content",
            expected="the input in base64", remedy=_REMEDY,
        )  # fmt: skip
    try:
        content = b64decode(given["content"], validate=True)
    except (binascii.Error, ValueError):
        raise FoedusError(
            f"the bytes of '{given['file']}' are damaged", file=file, field=f"{where}.content", expected="base64"
        ) from None
    digest = hashlib.sha256(content).hexdigest()
    if digest != given.get("sha256"):
        raise FoedusError(
            f"the bytes of '{given['file']}' have the sha256 {digest}", file=file, field=f"{where}.sha256",
            expected=f"{given.get('sha256')}, as the answer says", remedy="one of the two was changed after it was made",
        )  # fmt: skip
    id_, published = given.get("id", ""), given.get("published")
    if not isinstance(id_, str) or not (published is None or isinstance(published, str)):
        raise FoedusError("no report", file=file, field=where, expected="an id and a day of publication")
    return _Input(given["file"], content, id_, published)


def _again(command: str, inputs: tuple[_Input, ...], asked: Mapping[str, Any], library: Library, file: str) -> str:
    """Return the answer made again."""
    if asked.get("command") != command:
        raise FoedusError(f"'{asked.get('command')}'", field="command", expected=command)
    lang = asked.get("lang")
    if lang not in LANGUAGES:
        raise FoedusError(f"unknown language '{lang}'", field="lang", expected=" or ".join(LANGUAGES))
    made = _ANSWERS[command](inputs, asked, library)
    return made.render("json", lang=lang)


def _brief_again(inputs: Sequence[_Input], asked: Mapping[str, Any], library: Library) -> Any:
    on = when_of(_time(asked, "on"), "on")
    published, as_of = _day(asked, "published"), _day(asked, "as_of")
    return brief(_reports(inputs), published=published, on=on, as_of=as_of, library=library, **_corrections(asked))


def _reading_again(inputs: Sequence[_Input], asked: Mapping[str, Any], library: Library) -> Reading:
    return read(_reports(inputs), published=_day(asked, "published"), library=library, **_corrections(asked))


def _assessment_again(inputs: Sequence[_Input], asked: Mapping[str, Any], library: Library) -> Any:
    stated = asked.get("incident")
    if stated is None:
        if len(inputs) != 1:
            raise FoedusError("no incident", field="incident", expected="one incident file, or the incident in words")
        written = from_file(Given(inputs[0].file, inputs[0].content))
        incident = incident_of(written, library.fact_phrases)[0]
    else:
        incident = _incident(stated, library)
    found = answer(
        incident, library, on=when_of(_time(asked, "on"), "on"), as_of=_day(asked, "as_of"), pacts=_words(asked, "pacts"),
        everything=asked.get("all") is True, readings=_words(asked, "readings"),
        inputs=tuple(Given(each.file, each.content).named() for each in inputs),
    )  # fmt: skip
    return replace(found, restated=stated is not None and bool(inputs))


_ANSWERS: dict[str, Callable[..., Any]] = {"brief": _brief_again, "read": _reading_again, "assess": _assessment_again}


def _reports(inputs: Sequence[_Input]) -> tuple[Report, ...]:
    if not inputs:
        raise FoedusError("no report", field="inputs", expected="one report at least")
    return tuple(
        read_report(each.content, id=each.id, file=each.file, published=day_of(each.published, "published"))
        for each in inputs
    )


def _incident(stated: object, library: Library) -> Incident:
    """Return an incident as an answer states it, with the claims and evidence that it came with."""
    if not isinstance(stated, dict):
        raise FoedusError("no incident", field="incident", expected="the keys of an incident file")
    values = {key: value for key, value in stated.items() if key not in ("claims", "witnesses", "evidence")}
    incident = incident_of(Written(values), library.fact_phrases)[0] if values else make_incident({})
    claims, witnesses, evidence = (stated.get(key) for key in ("claims", "witnesses", "evidence"))
    try:
        return replace(
            incident,
            claims=tuple(map(str, claims or ())),
            witnesses=int(witnesses or 0),
            evidence={key: tuple(Evidence(**each) for each in found) for key, found in (evidence or {}).items()},
        )
    except (TypeError, ValueError, AttributeError):
        raise FoedusError("no evidence", field="incident", expected="claims, witnesses and evidence") from None


def _corrections(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return the corrections as the verbs take them, nothing where there are none; never a path, which they would open."""
    given = asked.get("corrections", [])
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        raise FoedusError("no list of corrections", field="corrections", expected="a list of mappings")
    return {"corrections": given} if given else {}


def _time(asked: Mapping[str, Any], key: str) -> str | None:
    """Return a time as the verbs take it: an answer writes a stretch of days as start and end."""
    given = asked.get(key)
    if isinstance(given, dict):
        return f"{given.get('start')}/{given.get('end')}"
    if given is None or isinstance(given, str):
        return given
    raise FoedusError(f"'{given}' is not a date", field=key, expected="a day, or start and end")


def _day(asked: Mapping[str, Any], key: str) -> date | None:
    given = asked.get(key)
    if given is not None and not isinstance(given, str):
        raise FoedusError(f"'{given}' is not a date", field=key, expected="a day such as 2023-09-20")
    return day_of(given, key)


def _words(asked: Mapping[str, Any], key: str) -> list[str]:
    given = asked.get(key, [])
    if not isinstance(given, list) or not all(isinstance(each, str) for each in given):
        raise FoedusError("no list of names", field=key, expected="a list")
    return given
