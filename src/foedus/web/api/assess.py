"""One incident through the pacts, as JSON: the same answer, byte for byte, as `foedus assess --format json`."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response

from foedus.desk import Given, Written, day_of, from_file, incident_of, when_of
from foedus.terms import FoedusError
from foedus.web.apart import run_apart
from foedus.web.question import MOST, Posed, Ready, made_apart, posed, readied, within_bounds
from foedus.web.shapes import POSTED, AssessmentShape, Lang, beside, problems, sound, written

router = APIRouter(tags=["assess"])
ABOUT = """Return what every pact says of one event.

The query is that of the page Ask: beside the parameters named here, `fact.` with a fact phrase behind it is a fact
(`fact.consent of the target=no`), and `vote.` with the decision of an organ behind it a recorded vote.
"""
Text = Annotated[str | None, Query(max_length=4000)]
Texts = Annotated[list[str], Query(max_length=50)]


class Ask(BaseModel):
    """An incident, as an incident file writes it, and how it is asked."""

    model_config = ConfigDict(extra="forbid")
    incident: dict[str, Any] = Field(
        description="The keys of an incident file.",
        examples=[{"date": "2023-09-20", "act": "raid", "actor": "JNIM", "target": "BFA"}],
    )
    on: str = Field("", description="The law of this day; empty: that of the event.")
    as_of: str = Field("", description="Hides what became known after this day; empty: everything known.")
    pact: list[str] = Field(default_factory=list, max_length=1000, description="Only these instruments.")
    reading: list[str] = Field(
        default_factory=list, max_length=100, description="Only these readings beside the first."
    )
    all: bool = Field(False, description="Every provision, what is not triggered or not in force included.")


@router.get("/assess", summary="Ask the pacts about one event", description=ABOUT, response_model=AssessmentShape,
            responses=problems(404))  # fmt: skip
async def assess_words(
    request: Request, date: Text = None, start: Text = None, end: Text = None, reported: Text = None, act: Text = None,
    actor: Texts = [], actor_kind: Text = None, supported_by: Texts = [], target: Texts = [],  # noqa: B006
    struck: Texts = [], capacity: Text = None, harm: Texts = [], place: Text = None, origin: Text = None,  # noqa: B006
    status: Text = None, id: Text = None, basis: Text = None, on: Text = None, as_of: Text = None, pact: Texts = [],  # noqa: B006
    reading: Texts = [], all: Annotated[str | None, Query(description="yes or no")] = None, lang: Lang = "en",  # noqa: B006
) -> Response:  # fmt: skip
    """Answer the question of a query."""
    question = posed(pair for pair in request.query_params.multi_items() if pair[0] != "lang")

    def found() -> Response:
        if not question.asks and not question.odd:
            raise FoedusError("no incident", expected="keys such as act=raid&target=BFA&date=2023-09-20")
        return _answered(request, readied(question, request.app.state.desk.library), lang)

    return await beside(request, found, dear=question.dear)


@router.post("/assess", summary="Ask the pacts about one incident file", response_model=AssessmentShape,
             responses=problems(404, *POSTED))  # fmt: skip
async def assess_file(request: Request, asked: Ask, lang: Lang = "en") -> Response:
    """Return what every pact says of an incident that is given as an incident file writes it."""

    def found() -> Response:
        sound(asked.model_dump())
        within_bounds(asked.incident, asked.on, asked.as_of, *asked.pact, *asked.reading)
        library = request.app.state.desk.library
        # read as the file would be, so that the same shapes are taken and refused
        held = from_file(Given("incident.json", json.dumps(asked.incident).encode()))
        if not held.values:
            raise FoedusError("no incident", field="incident", expected="keys such as 'act' and 'target'")
        incident, _ = incident_of(Written(held.values), library.fact_phrases)
        values = {key: ", ".join(getattr(incident, key.replace(" ", "_"))) for key in MOST}
        question = Posed(values, pacts=tuple(asked.pact), everything=asked.all, readings=tuple(asked.reading))
        ready = Ready(question, incident, when_of(asked.on, "on"), day_of(asked.as_of, "as_of"))
        return _answered(request, ready, lang)

    # what it asks is known only when it is read
    return await beside(request, found, dear=True)


def _answered(request: Request, ready: Ready, lang: str) -> Response:
    """Return an answer; one that may take long is made where it can be ended."""
    desk = request.app.state.desk
    if ready.posed.dear:
        return written(run_apart(made_apart, ready, "json", lang, limits=desk.settings.limits))
    return written(ready.answer(desk.library).render("json", lang=lang))
