"""The desk as a web application: its pages, its JSON interface, its errors, behind its guard."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pkgutil import iter_modules

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import Scope

from foedus import __version__
from foedus.desk import pacts
from foedus.terms import LANGUAGES, FoedusError
from foedus.web import api as api_folder
from foedus.web import pages as pages_folder
from foedus.web.apart import end_all, ready
from foedus.web.asked import Asked, Busy, Desk
from foedus.web.assets import MADE, asset, held
from foedus.web.guard import Guard, Refusal
from foedus.web.kept import Shelf
from foedus.web.settings import Settings, from_variable
from foedus.web.words import say, texts

TOLD = 1_200
"""Characters of a message at most."""


def create_app(settings: Settings | None = None) -> FastAPI:
    """Return the desk as an ASGI application; raises FoedusError for a library that cannot be read."""
    settings = settings or Settings()
    desk = Desk(settings, pacts(settings.library), Shelf(settings.folder, settings.limits.kept))
    texts()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        import anyio

        async with anyio.create_task_group() as group:
            # no page waits for what only some pages need: the process that reads reports, the drawing program
            group.start_soon(anyio.to_thread.run_sync, _warm)
            yield
            end_all()
            group.cancel_scope.cancel()

    app = FastAPI(
        title="foedus", version=__version__, lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url="/api/openapi.json",
        description="What mutual-defence pacts say of what happened: the verbs of the command line as JSON.",
    )  # fmt: skip
    app.state.desk = desk
    for module in _modules(api_folder):
        app.include_router(module.router, prefix="/api")
    app.router.routes.append(Route("/", _by_language))
    app.router.routes.append(Route("/healthz", _alive))
    app.router.routes.append(Route("/favicon.ico", lambda request: asset("favicon.svg", request)))
    app.router.routes.append(Route("/static/{name}", lambda request: asset(request.path_params["name"], request)))
    for module in _modules(pages_folder):
        app.router.routes.extend(_routes(module))
    app.add_exception_handler(FoedusError, _refused)
    app.add_exception_handler(Busy, _busy)
    app.add_exception_handler(HTTPException, _missing)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_middleware(Guard, settings=settings, refuse=_turned_away)  # type: ignore[arg-type]
    return app


def _warm() -> None:
    """Make ready what takes a second or two, behind the first page."""
    ready()
    for name in MADE:
        held(name)


def from_environment() -> FastAPI:
    """Return the desk with the settings that the starting command left in the environment, in a process of its own."""
    app = create_app(from_variable())
    settle()
    return app


def settle() -> None:
    """Tell the collector that what is loaded by now, the law above all, stays: it need not be looked through again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 5)


def _modules(package: object) -> list:
    names = sorted(each.name for each in iter_modules(package.__path__))  # type: ignore[attr-defined]
    return [import_module(f"{package.__name__}.{name}") for name in names]  # type: ignore[attr-defined]


def _routes(module: object) -> list[BaseRoute]:
    """Return the pages of a module, in the order in which they stand there."""
    return [each for each in vars(module).values() if isinstance(each, Route)]


async def _by_language(request: Request) -> Response:
    """Send a reader to the language that the browser prefers among ours."""
    wished = [
        part.partition(";")[0].strip()[:2].lower() for part in request.headers.get("accept-language", "").split(",")
    ]
    return RedirectResponse(f"/{next((lang for lang in wished if lang in LANGUAGES), 'en')}/", 303)


async def _alive(request: Request) -> Response:
    return JSONResponse({"foedus": __version__, "library": request.app.state.desk.library.digest})


def _language(scope: Scope) -> str:
    start = scope["path"][1:3]
    return start if start in LANGUAGES and scope["path"][3:4] in ("", "/") else "en"


def _told(request: Request, status: int, title: str, message: str, remedy: str = "", field: str = "") -> Response:
    """Return an error: JSON under /api, a page elsewhere; what was typed is told back only in its beginning."""
    message = message if len(message) <= TOLD else f"{message[: TOLD - 2]} …"
    if request.scope["path"].startswith("/api/"):
        # half a character, which JSON can carry in and UTF-8 cannot carry out, is told as its code
        message = message.encode("utf-8", "backslashreplace").decode()
        return JSONResponse({"error": {"status": status, "title": title, "message": message, "field": field}}, status)
    lang = _language(request.scope)
    return Asked(request, lang).page(
        "error.html", title=title, status=status, heading=title, message=message, remedy=remedy
    )


async def _refused(request: Request, error: FoedusError) -> Response:
    lang = _language(request.scope)
    return _told(request, 400, say("error.bad", lang), str(error), field=error.field or "")


async def _busy(request: Request, error: Busy) -> Response:
    lang = _language(request.scope)
    response = _told(request, 503, say("error.busy", lang), say("error.busy told", lang))
    response.headers["Retry-After"] = "30"
    return response


async def _missing(request: Request, error: HTTPException) -> Response:
    lang = _language(request.scope)
    key = {404: "missing", 405: "method"}.get(error.status_code, "other")
    response = _told(request, error.status_code, say(f"error.{key}", lang), say(f"error.{key} told", lang))
    for name, value in (error.headers or {}).items():
        response.headers[name] = value
    return response


async def _invalid(request: Request, error: RequestValidationError) -> Response:
    told = "; ".join(f"{'.'.join(map(str, each['loc'][1:]))}: {each['msg']}" for each in error.errors()[:5])
    return _told(request, 422, "a value is wrong", told)


def _turned_away(scope: Scope, refusal: Refusal) -> Response:
    lang = _language(scope)
    title, told = say(f"error.{refusal.reason}", lang), say(f"error.{refusal.reason} told", lang)
    if scope["path"].startswith("/api/"):
        return JSONResponse(
            {"error": {"status": refusal.status, "title": title, "message": told, "field": ""}}, refusal.status
        )
    request = Request(scope)
    return Asked(request, lang).page(
        "error.html", title=title, status=refusal.status, heading=title, message=told, remedy=""
    )
