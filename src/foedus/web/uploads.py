"""Forms and files as they come in, bounded in number and size; what is no text is refused by its first bytes."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.formparsers import MultiPartException
from starlette.requests import Request

from foedus.desk import Given
from foedus.terms import FoedusError
from foedus.web.settings import Limits

_NOT_TEXT = {
    b"PK\x03\x04": "a zip or office file",
    b"PK\x05\x06": "a zip file",
    b"\x1f\x8b": "a gzip file",
    b"BZh": "a bzip2 file",
    b"\xfd7zXZ": "an xz file",
    b"7z\xbc\xaf": "a 7-Zip file",
    b"Rar!": "a rar file",
    b"%PDF": "a PDF file",
    b"\x28\xb5\x2f\xfd": "a Zstandard file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
}
REPORT = "a report as text or HTML"


async def form_of(request: Request, limits: Limits) -> tuple[dict[str, list[str]], tuple[Given, ...]]:
    """Return the values and the files of a form; raise FoedusError for what is beyond the bounds."""
    stated = request.headers.get("content-type", "")
    kind = stated.partition(";")[0].strip().lower()
    if len(stated) > 300 or kind not in ("application/x-www-form-urlencoded", "multipart/form-data"):
        raise FoedusError("no form came in", field="content-type", expected="a form of this desk")
    values: dict[str, list[str]] = {}
    if kind == "application/x-www-form-urlencoded":
        for name, value in await _pairs_of(request, limits):
            values.setdefault(name, []).append(value)
        return values, ()
    files: list[Given] = []
    try:
        form = await request.form(
            max_files=limits.reports + 1, max_fields=limits.fields, max_part_size=limits.report + 1000
        )
    except MultiPartException as error:
        raise FoedusError(f"the form cannot be read ({error.message})", expected=_bounds(limits)) from None
    try:
        for name, value in form.multi_items():
            if isinstance(value, str):
                values.setdefault(name, []).append(value)
            elif value.filename:
                files.append(Given(_named(value.filename), await value.read(limits.report + 1)))
    finally:
        await form.close()
    for each in files:
        check(each, limits)
    if len(files) > limits.reports:
        raise FoedusError(f"{len(files)} files are too many", expected=_bounds(limits), remedy="give fewer at a time")
    return values, tuple(files)


async def _pairs_of(request: Request, limits: Limits) -> list[tuple[str, str]]:
    """Return the pairs of a form without files; counted as they come, since taking them apart holds up everybody."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if body.count(b"&") > limits.fields or len(body) > 2 * limits.report:
            raise FoedusError(
                "the form cannot be read: too much is in it", expected=f"at most {limits.fields} fields and {_bounds(limits)}"
            )
    return parse_qsl(body.decode("latin-1"), keep_blank_values=True, errors="replace")


def check(given: Given, limits: Limits) -> None:
    """Raise FoedusError for a report that is too large, empty, or no text."""
    if len(given.content) > limits.report:
        raise FoedusError(
            "is too large", file=given.name, expected=f"at most {limits.report:,} bytes", remedy="cut it to the report"
        )
    if not given.content.strip():
        raise FoedusError("the file is empty", file=given.name, expected=REPORT)
    for start, what in _NOT_TEXT.items():
        if given.content.startswith(start):
            raise FoedusError(f"is {what}", file=given.name, expected=REPORT, remedy="save or unpack it as text first")


def _named(filename: str) -> str:
    """Return a file's name as it may be shown and kept: without folders and without control characters."""
    name = filename.replace("\\", "/").rpartition("/")[2]
    return "".join(each for each in name if each.isprintable())[:120] or "report"


def _bounds(limits: Limits) -> str:
    return f"at most {limits.reports} reports of {limits.report:,} bytes each"
