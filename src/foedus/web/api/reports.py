"""Reports read and briefed, as JSON: the same answers as `foedus read` and `foedus brief`, made in a process of its own."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response

from foedus.desk import Given
from foedus.terms import FoedusError
from foedus.web.apart import run_apart
from foedus.web.briefing import read_written
from foedus.web.briefing import written as brief_written
from foedus.web.kept import Case
from foedus.web.shapes import POSTED, BriefShape, Lang, ReadingShape, beside, problems, sound, written
from foedus.web.uploads import check

router = APIRouter(tags=["reports"])


class ReportText(BaseModel):
    """One report: what it is called, and its text or HTML."""

    model_config = ConfigDict(extra="forbid")
    file: str = Field("report", max_length=200, description="What the report is called in the answer.")
    text: str = Field(description="Its text, or HTML.")


class Reports(BaseModel):
    """Reports with what is asked of them."""

    model_config = ConfigDict(extra="forbid")
    reports: list[ReportText] = Field(min_length=1)
    published: str = Field("", description="The day of publication of reports that carry none.")
    on: str = Field("", description="The law of this day for all events; empty: each event's own.")
    as_of: str = Field("", description="Hides what became known after this day; empty: everything known.")
    corrections: list[dict[str, Any]] = Field(
        default_factory=list, description="What a person corrects in the reading, as in a corrections file."
    )


@router.post("/read", summary="Read reports", response_model=ReadingShape, responses=problems(*POSTED))
async def read(request: Request, given: Reports) -> Response:
    """Return the claims of reports, what they come to together, and where they differ."""
    limits = request.app.state.desk.settings.limits
    return await beside(request, lambda: written(run_apart(read_written, _case(request, given), limits=limits)), dear=True)


@router.post("/brief", summary="Brief reports", response_model=BriefShape, responses=problems(*POSTED))
async def brief(request: Request, given: Reports, lang: Lang = "en") -> Response:
    """Return the brief of reports: what happened, what each pact says, duties, collisions, unknowns, sources."""
    limits = request.app.state.desk.settings.limits
    return await beside(
        request, lambda: written(run_apart(brief_written, _case(request, given), "json", lang, limits=limits)), dear=True
    )


def _case(request: Request, given: Reports) -> Case:
    """Return what was sent as a case; raise FoedusError for what is too much, empty or no text."""
    sound(given.model_dump())
    limits = request.app.state.desk.settings.limits
    if len(given.reports) > limits.reports:
        raise FoedusError(
            f"{len(given.reports)} reports are too many", field="reports", expected=f"at most {limits.reports}"
        )
    if len(given.corrections) > limits.corrections:
        raise FoedusError(
            f"{len(given.corrections)} corrections are too many", field="corrections",
            expected=f"at most {limits.corrections}",
        )  # fmt: skip
    reports = tuple(Given(each.file or "report", each.text.encode()) for each in given.reports)
    for each in reports:
        check(each, limits)
    return Case(reports, given.published, given.on, given.as_of, tuple(given.corrections))
