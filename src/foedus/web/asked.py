"""A page's view of one request: language, query, form, the desk, and how to answer with a page."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from threading import Lock
from typing import Any
from urllib.parse import quote, urlencode

import anyio
import anyio.to_thread
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from foedus import __version__
from foedus.pacts import Library
from foedus.terms import LANGUAGES, FoedusError
from foedus.web.filters import install
from foedus.web.kept import Shelf
from foedus.web.settings import Settings
from foedus.web.words import say, say_html

Values = Mapping[str, Sequence[str]]
KEPT_PAGES = 64_000_000
"""Bytes of finished pages that a process keeps in memory."""
SAFE_IN_PATHS = "/:@!$&'()*+,;=~"
MOST_WAITING = 60
"""Requests that may wait for dear work; further ones are told to come back."""


class _Language(Convertor[str]):
    """The first part of a page's path."""

    regex = "|".join(LANGUAGES)

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("lang", _Language())


class Pages:
    """Finished pages in memory, the least used dropped first."""

    def __init__(self, largest: int = KEPT_PAGES) -> None:
        self.largest, self.size = largest, 0
        self._held: OrderedDict[tuple, tuple[bytes, str, str]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple) -> tuple[bytes, str, str] | None:
        with self._lock:
            found = self._held.get(key)
            if found:
                self._held.move_to_end(key)
            return found

    def put(self, key: tuple, body: bytes, kind: str) -> str:
        """Keep a body and return its entity tag."""
        tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        with self._lock:
            if key not in self._held and len(body) <= self.largest // 8:
                self._held[key] = (body, kind, tag)
                self.size += len(body)
                while self.size > self.largest:
                    self.size -= len(self._held.popitem(last=False)[1][0])
        return tag


class Recent:
    """The last results of some dear work, by key."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._held: OrderedDict[object, Any] = OrderedDict()
        self._lock = Lock()

    def get(self, key: object, made: Callable[[], Any]) -> Any:
        """Return what is held under a key, else what `made` returns, which is then held."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
        value = made()
        with self._lock:
            self._held[key] = value
            while len(self._held) > self.most:
                self._held.popitem(last=False)
        return value


@dataclass(frozen=True)
class Desk:
    """What all requests of a process share: settings, the law library, the shelf of cases, finished pages and briefs."""

    settings: Settings
    library: Library
    shelf: Shelf
    pages: Pages = field(default_factory=Pages)
    shown: Recent = field(default_factory=lambda: Recent(60))
    at_once: anyio.CapacityLimiter = field(default_factory=lambda: anyio.CapacityLimiter(2))
    dear: anyio.CapacityLimiter = field(default_factory=lambda: anyio.CapacityLimiter(2))
    """Places of what may take seconds: its readers wait for each other, and nobody waits for them."""

    dear_threads: anyio.CapacityLimiter = field(default_factory=lambda: anyio.CapacityLimiter(2))

    async def made(self, request: Request, function: Callable[..., Any], *given: object, dear: bool = False) -> Any:
        """Return what a function returns, computed in a thread.

        Raises Busy where too many wait for dear work already, and for a reader who went away while waiting.
        """
        if not dear:
            return await anyio.to_thread.run_sync(function, *given, limiter=self.at_once)
        if self.dear.statistics().tasks_waiting >= MOST_WAITING:
            raise Busy
        async with self.dear:
            # the first look may find the request's own end
            if await request.is_disconnected() or await request.is_disconnected():
                raise Busy
            return await anyio.to_thread.run_sync(function, *given, limiter=self.dear_threads)


class Busy(Exception):
    """Too many questions that take long wait already."""


@dataclass(frozen=True)
class Asked:
    """One request as a page sees it."""

    request: Request
    lang: str
    form: Values = field(default_factory=dict)
    files: tuple[Any, ...] = ()

    @property
    def desk(self) -> Desk:
        return self.request.app.state.desk

    @property
    def library(self) -> Library:
        return self.desk.library

    @cached_property
    def query(self) -> Values:
        """Return the query as lists of values by name, in the order given."""
        found: dict[str, list[str]] = {}
        for name, value in self.request.query_params.multi_items():
            found.setdefault(name, []).append(value)
        return found

    def one(self, name: str, default: str = "") -> str:
        """Return the last value of a name in the query, or the form of a POST, without surrounding blanks."""
        return (self.form.get(name) or self.query.get(name) or [default])[-1].strip()

    def all(self, name: str) -> list[str]:
        """Return every value of a name that is not blank."""
        return [value.strip() for value in (*self.query.get(name, ()), *self.form.get(name, ())) if value.strip()]

    def part(self, name: str) -> str:
        """Return a part of the path."""
        return self.request.path_params[name]

    def say(self, key: str, **values: object) -> str:
        return say(key, self.lang, **values)

    def link(self, path: str, **query: object) -> str:
        """Return the address of a page of the desk in the language of this one; empty values are left out."""
        return link(self.lang, path, **query)

    def page(self, template: str, *, title: str, status: int = 200, **values: object) -> Response:
        """Return a page made from a template; `title` is what stands in the tab before the desk's name."""
        return Response(self.body(template, title=title, **values), status, media_type="text/html")

    def body(self, template: str, *, title: str, **values: object) -> bytes:
        """Return a page's bytes."""
        made = environment().get_template(template).render(title=title, **standing_values(self), **values)
        return made.encode("utf-8", "backslashreplace")

    def redirect(self, path: str, **query: object) -> Response:
        """Return the answer to a form: go and look there."""
        return RedirectResponse(self.link(path, **query), 303)


def link(lang: str, path: str, **query: object) -> str:
    """Return an address: `link("fr", "/pacts/anzus-1951", on="1985-01-01")` is `/fr/pacts/anzus-1951?on=1985-01-01`."""
    pairs = [
        (name.rstrip("_"), each)
        for name, value in query.items()
        for each in (value if isinstance(value, list | tuple) else [value])
        if each not in (None, "")
    ]
    return f"/{lang}{path if path != '/' else '/'}" + (f"?{urlencode(pairs)}" if pairs else "")


def standing_values(asked: Asked) -> dict[str, Any]:
    """Return what every template has beside its own values."""
    path = quote(asked.request.scope["path"], safe=SAFE_IN_PATHS)
    rest = path[3:] if path[1:3] in LANGUAGES and path[3:4] in ("", "/") else "/"
    query = asked.request.url.query
    return {
        "asked": asked,
        "lang": asked.lang,
        "say": lambda key, **values: say_html(key, asked.lang, **values),
        "link": asked.link,
        "version": __version__,
        "digest": asked.library.digest,
        "here": rest or "/",
        "other_languages": [
            (lang, f"/{lang}{rest or '/'}" + (f"?{query}" if query else "")) for lang in LANGUAGES if lang != asked.lang
        ],
    }


_ENVIRONMENT: list[Environment] = []


def environment() -> Environment:
    """Return the templates; everything put into them is escaped."""
    if not _ENVIRONMENT:
        made = Environment(
            loader=PackageLoader("foedus.web", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        _ENVIRONMENT.append(install(made))
    return _ENVIRONMENT[0]


def page(
    path: str, *, keep: bool = False, methods: Sequence[str] = ("GET",), dear: bool | Callable[[Request], bool] = False
) -> Callable[[Callable], Route]:  # fmt: skip
    """Return a decorator that makes a function from `Asked` to a response the page at `/{lang}` + path.

    With `keep` the page depends on nothing but its address, the day and the library: it is made once and kept. The
    function runs in a thread, so it may compute; where it is `dear`, in one of the few that only such pages take. A
    FoedusError that it raises is shown as a page with status 400.
    """

    def decorate(function: Callable[[Asked], Response]) -> Route:
        async def endpoint(request: Request) -> Response:
            desk: Desk = request.app.state.desk
            # as they came: an address put together again from its decoded path may be that of another page
            key = (request.scope["path"], request.scope["query_string"], date.today())
            if keep and (held := desk.pages.get(key)):
                return kept_response(request, *held)
            asked = await _asked(request, desk)
            response = await desk.made(request, function, asked, dear=dear(request) if callable(dear) else dear)
            if keep and response.status_code == 200:
                tag = desk.pages.put(key, response.body, response.headers["content-type"])
                return kept_response(request, response.body, response.headers["content-type"], tag)
            return response

        endpoint.__name__ = function.__name__
        return Route("/{lang:lang}" + path, endpoint, methods=list(methods), name=function.__name__)

    return decorate


def kept_response(request: Request, body: bytes, kind: str, tag: str) -> Response:
    """Return a kept page, or that the reader's copy is still good."""
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(None, 304, headers)
    return Response(body, 200, headers, media_type=kind)


async def _asked(request: Request, desk: Desk) -> Asked:
    from foedus.web.uploads import form_of

    lang = request.path_params["lang"]
    if request.method in ("GET", "HEAD"):
        return Asked(request, lang)
    values, files = await form_of(request, desk.settings.limits)
    return Asked(request, lang, values, files)


def wrong(error: FoedusError) -> dict[str, str]:
    """Return a message for bad input in its parts, for a page or the JSON interface."""
    return {"message": str(error), "field": error.field or ""}
