"""The first page: give reports, or start from the shipped example."""

from __future__ import annotations

import re
from importlib.resources import files

from starlette.responses import RedirectResponse, Response

from foedus.desk import Given, day_of, when_of
from foedus.terms import FoedusError
from foedus.web.asked import Asked, link, page
from foedus.web.fetching import fetch
from foedus.web.kept import Case
from foedus.web.uploads import check

EXAMPLE = ("sahel-wire.txt", "sahel-regional-paper.txt", "sahel-fr.txt")
_BETWEEN = re.compile(r"^={3,}[ \t]*$", re.MULTILINE)


@page("/", keep=True)
def home(asked: Asked) -> Response:
    """The form for reports."""
    return _form(asked)


@page("/", methods=("POST",))
def write(asked: Asked) -> Response:
    """Keep what was given as a case and show its brief."""
    try:
        case = case_of(asked)
    except FoedusError as error:
        return _form(asked, error)
    return asked.redirect(f"/brief/{asked.desk.shelf.put(case)}")


@page("/example")
def example(asked: Asked) -> Response:
    """Keep the shipped reports as a case, which is always the same one, and show its brief."""
    id = asked.desk.shelf.put(Case(sample_reports()))
    return RedirectResponse(link(asked.lang, f"/brief/{id}"), 303)


def sample_reports() -> tuple[Given, ...]:
    """Return the shipped reports."""
    folder = files("foedus").joinpath("data", "samples")
    return tuple(Given(name, folder.joinpath(name).read_bytes()) for name in EXAMPLE)


def case_of(asked: Asked) -> Case:
    """Return what a form gave as a case; raise FoedusError for what is missing, too large or wrong."""
    limits = asked.desk.settings.limits
    # browsers send CRLF; what was pasted keeps its own text, one newline a line
    texts = [part.strip("\n") for part in _BETWEEN.split(asked.one("text").replace("\r\n", "\n"))]
    pasted = [Given(f"pasted-{number}", text.encode()) for number, text in enumerate(filter(str.strip, texts), 1)]
    reports = (*pasted, *asked.files, *_fetched(asked))
    if not reports:
        raise FoedusError(
            asked.say("brief.nothing"), field=asked.say("brief.paste"), expected="a report as text or HTML"
        )
    if len(reports) > limits.reports:
        raise FoedusError(f"{len(reports)} reports are too many", expected=f"at most {limits.reports}")
    for each in reports:
        check(each, limits)
    day_of(asked.one("published") or None, asked.say("brief.published"))
    when_of(asked.one("on") or None, asked.say("brief.on"))
    day_of(asked.one("as_of") or None, asked.say("brief.as of"))
    return Case(reports, asked.one("published"), asked.one("on"), asked.one("as_of"))


def _fetched(asked: Asked) -> list[Given]:
    """Return the reports at the web addresses that were given, where this desk may ask them."""
    addresses = asked.one("addresses").split()
    if not addresses:
        return []
    if not asked.desk.settings.fetch:
        raise FoedusError(asked.say("brief.no fetch"), field=asked.say("brief.addresses"))
    if len(addresses) > asked.desk.settings.limits.reports:
        raise FoedusError(f"{len(addresses)} addresses are too many", field=asked.say("brief.addresses"))
    return [fetch(address, asked.desk.settings.limits) for address in addresses]


def _form(asked: Asked, error: FoedusError | None = None) -> Response:
    limits = asked.desk.settings.limits
    return asked.page(
        "home.html", title=asked.say("brief.title"), status=400 if error else 200, error=error,
        given={name: asked.one(name) for name in ("text", "addresses", "published", "on", "as_of")}, limits=limits,
        fetches=asked.desk.settings.fetch,
    )  # fmt: skip
