"""What a field is taken as, while it is typed; and the names that it may be offered."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from foedus import terms
from foedus.desk import when_of
from foedus.terms import FoedusError
from foedus.web.fields import KEYS, checked
from foedus.web.shapes import CheckShape, Lang, NamesShape, beside, indented, problems

router = APIRouter(tags=["check"])


@router.get("/check", summary="What a field's value is taken as", response_model=CheckShape, responses=problems())
async def check(
    request: Request,
    key: Annotated[str, Query(description=f"The field: {', '.join(KEYS)}.", max_length=40)],
    value: Annotated[str, Query(description="What was typed.", max_length=1000)] = "",
    on: Annotated[str, Query(description="The day by which names are understood.", max_length=60)] = "",
    lang: Lang = "en",
) -> Response:
    """Tell how a value would be understood: a day with its weekday, a place with its state, the nearest word."""

    def answer() -> Response:
        try:
            when = when_of(on.strip() or None, "on")
        except FoedusError:
            when = None  # the day has a field of its own, where it is told to be wrong
        found = checked(key, value, request.app.state.desk.library, lang, when.first_day if when else None)
        return indented({
            "schema": "foedus/check/1", "key": key, "value": value, "good": found.good, "told": found.told,
            "ids": list(found.ids), "nearest": found.nearest,
        })  # fmt: skip

    return await beside(request, answer)


@router.get("/names", summary="Names to offer while one types", response_model=NamesShape, responses=problems())
async def names(
    request: Request,
    of: Annotated[Literal["actors", "places"], Query(description="Whose names.")] = "actors",
    lang: Lang = "en",
) -> Response:
    """Return states, groups and organisations, or states, areas and places, by the id or name to write."""
    return await beside(request, lambda: indented({"schema": "foedus/names/1", "names": list(_names(of, lang))}))


@cache
def _names(of: str, lang: str) -> tuple[dict[str, str], ...]:
    states = [(each.id, terms.name_of(each.id, lang)) for each in terms.states().values()]
    if of == "actors":
        rest = [(each.id, terms.name_of(each.id, lang)) for each in terms.actors().values()]
    else:
        rest = [(area, terms.tell(terms.Word(area), lang)) for area in terms.areas()]
        rest += [(place, place) for place in terms.places()]
    ordered = sorted([*states, *rest], key=lambda pair: pair[1].casefold())
    return tuple({"value": value, "label": label} for value, label in ordered)
