"""The vocabulary as JSON: the same answers as `foedus terms`."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from foedus.briefs.pacts import OTHER_NAMES, TABLES, entries_of, listed, meanings, own_phrases
from foedus.terms import FoedusError, plain
from foedus.web.shapes import TermsShape, beside, indented, made_by, problems

router = APIRouter(tags=["terms"])


@router.get("/terms", summary="All vocabularies", response_model=TermsShape, responses=problems())
async def all_terms(request: Request) -> Response:
    """Return the vocabularies: how many words each has, and which rows take them."""

    def found() -> Response:
        library = request.app.state.desk.library
        phrases = own_phrases(library)
        told = {"vocabularies": [listed(each, phrases) for each in TABLES]}
        return indented({"schema": "foedus/terms/1", "made_by": made_by(library), **told})

    return await beside(request, found)


@router.get("/terms/{word}", summary="One vocabulary, or what a word means", response_model=TermsShape,
            responses=problems(404))  # fmt: skip
async def one_term(
    request: Request, word: Annotated[str, Path(description="A word or a vocabulary.", max_length=200)]
) -> Response:
    """Return one vocabulary with its words, or every meaning of a word."""

    def found() -> Response:
        library = request.app.state.desk.library
        name, phrases = plain(word), own_phrases(library)
        if table := (name if name in TABLES else OTHER_NAMES.get(name)):
            told: dict[str, object] = {"vocabulary": table, "words": list(entries_of(TABLES[table][0], phrases))}
        else:
            try:
                told = {"word": word, "meanings": meanings(word, phrases)}
            except FoedusError:
                raise HTTPException(404) from None
        return indented({"schema": "foedus/terms/1", "made_by": made_by(library), **told})

    return await beside(request, found)
