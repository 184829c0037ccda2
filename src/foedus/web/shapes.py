"""The shapes of the JSON interface, as its description tells them; and how an answer is made beside the event loop."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response

from foedus import __version__
from foedus.pacts import Library
from foedus.terms import FoedusError

Lang = Annotated[Literal["en", "fr"], Query(description="The language of sentences.")]
Json = dict[str, Any]


class Fault(BaseModel):
    """What was wrong with a request: one message for people, and the field that it is about, empty where it is none."""

    status: int
    title: str
    message: str
    field: str


class Problem(BaseModel):
    """The answer to a request that cannot be taken."""

    error: Fault


_WHY = {
    400: "A value or input is wrong; the message names the field, what was expected and the nearest word.",
    403: "A request that changes something came from a page that is not the desk's, or not as JSON.",
    404: "There is no such thing.",
    405: "This address answers another method.",
    408: "The request came in too slowly.",
    413: "The request is too large.",
    414: "The address is too long.",
    421: "The desk does not answer to that host name.",
    503: "Too many questions that take long wait already.",
    422: "A parameter or the body has another shape than described.",
}


def problems(*more: int) -> dict[int | str, dict[str, Any]]:
    """Return the refusals that every operation may answer with, and some more, for its description."""
    return {
        status: {"model": Problem, "description": _WHY[status]} for status in sorted({400, 405, 414, 421, 422, 503, *more})
    }


DEEPEST = 12
"""Maps and lists inside each other that a body may have."""
POSTED = (403, 408, 413)
"""What a request with a body may be refused for beside the others."""


class MadeBy(BaseModel):
    """What an answer rests on: version, digest of the law library, inputs with their checksums."""

    model_config = ConfigDict(extra="allow")
    foedus: str
    library: str
    inputs: list[Json]


class Node(BaseModel):
    """A node of a proof: one row of a pact."""

    row: str
    words: str
    truth: bool | None
    sentence: str
    ground: Literal["found", "presumed", "decided", "stipulated"]
    evidence: list[Json]
    children: list[Node]


class DeterminationShape(BaseModel):
    """What one provision says under one reading."""

    model_config = ConfigDict(extra="allow")
    instrument: str
    provision: str
    reading: str | None
    verdict: Literal[
        "owed", "open", "breached", "deemed", "awaiting", "unsettled", "not triggered", "not in force", "excepted",
        "reserved", "overridden",
    ]  # fmt: skip
    standing: bool
    modality: Literal["must", "may", "must not", "deems"]
    duty: str
    up_to: str | None
    discretion: str | None
    bearers: list[str]
    beneficiaries: list[str]
    awaiting: list[str]
    missing: list[str]
    unverified: list[str]
    proof: Node
    sources: list[Json]


class AssessmentShape(BaseModel):
    """The answer `foedus/assessment/1`: as `foedus assess --format json` writes it."""

    model_config = ConfigDict(extra="allow")
    schema_: Literal["foedus/assessment/1"] = Field(alias="schema")
    made_by: MadeBy
    on: Any
    as_of: str | None
    incident: Json
    determinations: list[DeterminationShape]
    collisions: list[Json]
    would_change: list[Json]


class ReadingShape(BaseModel):
    """The answer `foedus/reading/1`: as `foedus read --format json` writes it."""

    model_config = ConfigDict(extra="allow")
    schema_: Literal["foedus/reading/1"] = Field(alias="schema")
    made_by: MadeBy
    reports: list[Json]
    incidents: list[Json]
    discrepancies: list[Json]


class BriefShape(BaseModel):
    """The answer `foedus/brief/1`: as `foedus brief --format json` writes it."""

    model_config = ConfigDict(extra="allow")
    schema_: Literal["foedus/brief/1"] = Field(alias="schema")
    made_by: MadeBy
    reading: Json
    assessments: list[Json]
    standing: list[Json]
    what_if: list[Json]
    collisions: list[Json]
    unknowns: list[Json]
    discrepancies: list[Json]
    sources: list[Json]


class PactsShape(BaseModel):
    """The answer `foedus/pacts/1`: as `foedus pacts list --format json` writes it."""

    model_config = ConfigDict(extra="allow")
    schema_: Literal["foedus/pacts/1"] = Field(alias="schema")
    made_by: MadeBy
    on: Any
    asked: Json
    pacts: list[Json]


class PactShape(BaseModel):
    """The answer `foedus/pact/1`: as `foedus pacts show ID --format json` writes it."""

    model_config = ConfigDict(extra="allow")
    schema_: Literal["foedus/pact/1"] = Field(alias="schema")
    made_by: MadeBy
    id: str
    title: str
    articles: list[Json]
    parties: list[Json]
    sources: list[Json]


class TermsShape(BaseModel):
    """The answer `foedus/terms/1`: as `foedus terms [WORD] --format json` writes it."""

    model_config = ConfigDict(extra="allow")
    schema_: Literal["foedus/terms/1"] = Field(alias="schema")
    made_by: MadeBy


class CheckShape(BaseModel):
    """What the value of a field is taken as."""

    schema_: Literal["foedus/check/1"] = Field(alias="schema")
    key: str
    value: str
    good: bool
    told: str
    ids: list[str]
    nearest: str | None


class NamesShape(BaseModel):
    """Names that a field may be offered: the value to write and what it stands for."""

    schema_: Literal["foedus/names/1"] = Field(alias="schema")
    names: list[Json]


def written(body: str | bytes) -> Response:
    """Return a finished answer as it is, byte for byte."""
    content = body if isinstance(body, bytes) else body.encode("utf-8", "backslashreplace")
    return Response(content, media_type="application/json")


def indented(answer: Mapping[str, object]) -> Response:
    """Return an answer about the library as the command line writes it: two spaces deep."""
    return written(json.dumps(answer, indent=2, ensure_ascii=False) + "\n")


def made_by(library: Library) -> dict[str, object]:
    """Return what an answer about the library rests on."""
    return {"foedus": __version__, "library": library.digest, "inputs": []}


async def beside(
    request: Request, function: Callable[..., Response], *given: object, dear: bool = False
) -> Response:  # fmt: skip
    """Return what a function answers, made in one of the few threads that the desk computes in."""
    return await request.app.state.desk.made(request, function, *given, dear=dear)


def sound(value: object, at: str = "body", deep: int = 0) -> None:
    """Raise FoedusError where a body holds half a character, which no text can carry on, or is nested too deeply."""
    if deep > DEEPEST:
        raise FoedusError("nested too deeply", field=at, expected=f"at most {DEEPEST} maps and lists inside each other")
    if isinstance(value, str):
        if any("\ud800" <= sign <= "\udfff" for sign in value):
            raise FoedusError(
                "half a character (a lone surrogate)", field=at, expected="text that can be written as UTF-8"
            )
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            sound(key, at, deep + 1)
            sound(inner, at, deep + 1)
    elif isinstance(value, list | tuple):
        for inner in value:
            sound(inner, at, deep + 1)
