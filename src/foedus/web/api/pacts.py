"""The law library as JSON: the same answers as `foedus pacts list` and `foedus pacts show`."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from foedus.briefs.pacts import Asked, as_json, chosen, party_named, row_of
from foedus.desk import when_of
from foedus.terms import day_when
from foedus.web.shapes import PactShape, PactsShape, beside, indented, made_by, problems

router = APIRouter(tags=["pacts"])
On = Annotated[str, Query(description="The day for parties and force; empty: today.", max_length=60)]
Word = Annotated[str, Query(max_length=200)]


@router.get("/pacts", summary="The law library", response_model=PactsShape, responses=problems())
async def list_pacts(request: Request, party: Word = "", on: On = "", region: Word = "", kind: Word = "") -> Response:
    """Return the instruments that fit every filter, with their state on the day."""

    def found() -> Response:
        library = request.app.state.desk.library
        day = when_of(on.strip(), "on")
        asked = Asked(party_named(party.strip(), day, "party") if party.strip() else "", day, region, kind, True)
        hand, rest = chosen(library, asked)
        when = day or day_when(date.today())
        return indented({
            "schema": "foedus/pacts/1", "made_by": made_by(library), "on": when.to_json(), "asked": asked.to_json(),
            "pacts": [row_of(each, when, asked.party, day) for each in (*hand, *rest)],
        })  # fmt: skip

    return await beside(request, found)


@router.get("/pacts/{id}", summary="One instrument", response_model=PactShape, responses=problems(404))
async def one_pact(
    request: Request, id: Annotated[str, Path(description="Its id.", max_length=200)], on: On = ""
) -> Response:
    """Return an instrument: articles with their rows, parties, readings, sources."""

    def found() -> Response:
        library = request.app.state.desk.library
        if id not in library.instruments:
            raise HTTPException(404)
        return indented(as_json(library[id], made_by(library), when_of(on.strip(), "on") or day_when(date.today())))

    return await beside(request, found)
