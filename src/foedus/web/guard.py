"""What every request passes and every answer carries: known host, same origin, bounded body, strict headers."""

from __future__ import annotations

import asyncio
import logging
import re
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from foedus.web.settings import Settings

LOG = logging.getLogger("foedus.web")
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # `no-referrer` would make browsers send `Origin: null` with the desk's own forms
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "X-Frame-Options": "DENY",
}
_HOST = re.compile(r"([a-z0-9._-]+|\[[0-9a-f:.]+\])(?::[0-9]{0,5})?")
SAFE = ("GET", "HEAD", "OPTIONS")
JSON_TYPES = ("application/json",)


class Refusal(Exception):
    """A request that is turned away before any page sees it; `reason` is a key of the words, `status` of HTTP."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status, self.reason = status, reason


class Guard:
    """The outermost door: it refuses what may not come in and puts the security headers on every answer."""

    def __init__(self, app: ASGIApp, settings: Settings, refuse: object) -> None:
        self.app, self.settings, self.refuse = app, settings, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        try:
            refused = refusal(scope, self.settings)
        except Refusal as found:
            refused = found
        if refused is not None:
            await self.refuse(scope, refused)(scope, receive, dressed)  # type: ignore[operator]
            return
        started = False

        async def noted(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await dressed(message)

        try:
            await self.app(scope, bounded(receive, self.settings), noted)
        except Refusal as found:
            if not started:
                await self.refuse(scope, found)(scope, receive, dressed)  # type: ignore[operator]
        except Exception as error:
            LOG.error("%s %s failed", scope["method"], scope["path"], exc_info=error)
            if started:
                raise  # a half-sent answer cannot become a page: the connection is cut
            await self.refuse(scope, Refusal(500, "failed"))(scope, receive, dressed)  # type: ignore[operator]


def refusal(scope: Scope, settings: Settings) -> Refusal | None:
    """Return why a request is refused by its head alone, None when it may come in."""
    headers = Headers(scope=scope)
    hosts = headers.getlist("host")
    if len(hosts) != 1 or host_of(hosts[0]) not in settings.hosts:
        return Refusal(421, "host")
    if len(scope.get("query_string", b"")) > settings.limits.query or len(scope["path"]) > settings.limits.path:
        return Refusal(414, "query")
    if scope["method"] in SAFE:
        return None
    if not same_origin(headers):
        return Refusal(403, "origin")
    length = headers.get("content-length", "")
    digits = length.strip().lstrip("0")
    # a number of more digits than the bound has is larger, and need not be read
    if digits.isdecimal() and (len(digits) > len(str(settings.limits.body)) or int(digits) > settings.limits.body):
        return Refusal(413, "body")
    return None


def host_of(header: str) -> str:
    """Return the name in a Host header, without its port; empty for what is no name with a port."""
    found = _HOST.fullmatch(header.strip().lower())
    return found[1] if found else ""


def same_origin(headers: Headers) -> bool:
    """Tell whether a request that changes something comes from the desk's own pages, or from no page at all.

    Browsers name the page's origin with every POST. A program that sends none may use the JSON interface, whose content
    type no form of a foreign page can send.
    """
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    if origin is not None:
        try:
            return urlsplit(origin).netloc.lower() == headers.get("host", "").strip().lower()
        except ValueError:
            return False
    return site is not None or headers.get("content-type", "").partition(";")[0].strip().lower() in JSON_TYPES


def bounded(receive: Receive, settings: Settings) -> Receive:
    """Return a body's source that ends with a Refusal when the body is too long or too slow."""
    taken = 0
    loop = asyncio.get_running_loop()
    until = loop.time() + settings.limits.body_seconds
    whole = False

    async def bounded_receive() -> Message:
        nonlocal taken, whole
        if whole:
            return await receive()
        try:
            async with asyncio.timeout_at(until):
                message = await receive()
        except TimeoutError:
            raise Refusal(408, "slow") from None
        if message["type"] == "http.request":
            taken += len(message.get("body", b""))
            whole = not message.get("more_body", False)
            if taken > settings.limits.body:
                raise Refusal(413, "body")
        return message

    return bounded_receive
