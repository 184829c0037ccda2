"""Files that pages refer to: the style sheet, scripts, the drawing program, land and sea; each under its checksum."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

TYPES = {"js": "text/javascript", "css": "text/css", "svg": "image/svg+xml", "json": "application/json"}
MADE = {"vega.js": ("foedus.pictures", "interactive_bundle"), "world.json": ("foedus.pictures", "world_geometry")}
"""Files that a room makes: name → room and function; made once for each process, when first asked for."""


@dataclass(frozen=True)
class Asset:
    """One file as served: plain and compressed, with its entity tag."""

    body: bytes
    packed: bytes
    kind: str
    tag: str


@cache
def held(name: str) -> Asset:
    """Return a file by its name; KeyError for a name that there is not."""
    if name in MADE:
        body = _made(*MADE[name])
    elif name in names():
        body = names()[name].read_bytes()
    else:
        raise KeyError(name)
    kind = TYPES.get(name.rpartition(".")[2]) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Asset(body, gzip.compress(body, 6, mtime=0), kind, f'"{hashlib.sha256(body).hexdigest()[:32]}"')


@cache
def names() -> dict:
    """Return the shipped files by name: those of the desk, and the script with which pictures draw."""
    found = {each.name: each for each in files("foedus.web").joinpath("static").iterdir() if each.is_file()}
    show = files("foedus.pictures").joinpath("show.js")
    return {**found, "show.js": show} if show.is_file() else found


def asset(name: str, request: Request) -> Response:
    """Return a file to a browser, which may keep it and asks whether it is still the same."""
    try:
        found = held(name)
    except KeyError:
        raise HTTPException(404) from None
    headers = {"ETag": found.tag, "Cache-Control": "max-age=60, must-revalidate", "Vary": "Accept-Encoding"}
    if request.headers.get("if-none-match") == found.tag:
        return Response(None, 304, headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(found.packed, 200, {**headers, "Content-Encoding": "gzip"}, media_type=found.kind)
    return Response(found.body, 200, headers, media_type=found.kind)


def _made(room: str, function: str) -> bytes:
    import json
    from importlib import import_module

    found = getattr(import_module(room), function)()
    return found.encode() if isinstance(found, str) else json.dumps(found, separators=(",", ":")).encode()
