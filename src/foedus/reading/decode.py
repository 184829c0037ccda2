"""Bytes of a report to its text, and the refusals that a reader gives before it reads."""

from __future__ import annotations

import codecs

from foedus.terms import FoedusError

LARGEST = 5_000_000
"""Bytes; a report above this is refused by its size."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY_HEADS = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
)
_KEPT_CONTROLS = {9, 10, 12, 13, 27}


class ReportTooLarge(FoedusError):
    """A report above `LARGEST` bytes."""


class ReportUnreadable(FoedusError):
    """A report that is empty, binary, or in no encoding that can be told."""


def decode(source: bytes, *, file: str | None = None) -> str:
    """Return a report's text with newlines as `\\n`.

    UTF-8 first, then UTF-16/32 by their marks, then the usual wrong encodings; text that was decoded
    wrongly before it came here is mended. Raises `ReportTooLarge` and `ReportUnreadable`.
    """
    if len(source) > LARGEST:
        raise ReportTooLarge(
            f"the report has {len(source):,} bytes",
            file=file,
            expected=f"at most {LARGEST:,}",
            remedy="give one report at a time, as text or HTML",
        )
    if not source.strip(b" \t\r\n\x00\x0b\x0c"):
        raise ReportUnreadable("the file is empty", file=file, remedy="give a report as text or HTML")
    if source.startswith(_BINARY_HEADS):
        raise _binary(file)
    for mark, encoding in _BOMS:
        if source.startswith(mark):
            try:
                return settle(source.decode(encoding), file=file)
            except UnicodeDecodeError:
                break
    if b"\x00" in source:
        return settle(_wide(source, file), file=file)
    if _share_of_controls(source) > 0.02:
        raise _binary(file)
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError:
        text = _guess(source)
    return settle(text, file=file)


def settle(text: str, *, file: str | None = None) -> str:
    """Return text with one kind of newline, no byte-order mark, and wrong decodings mended.

    Raises `ReportUnreadable` for text without a single visible character.
    """
    if len(text) > LARGEST:
        raise ReportTooLarge(f"the report has {len(text):,} characters", file=file, expected=f"at most {LARGEST:,}")
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    if any(mark in text for mark in ("â€", "Ã©", "Ã¨", "Ã ", "Ã´", "Ãª", "Â«", "Â»", "Ã§")):
        import ftfy

        text = ftfy.fix_encoding(text)
    if not text.strip(" \t\n\x00\x0b\x0c"):
        raise ReportUnreadable("the file is empty", file=file, remedy="give a report as text or HTML")
    return text


def _share_of_controls(source: bytes) -> float:
    head = source[:8192]
    controls = sum(1 for byte in head if byte < 32 and byte not in _KEPT_CONTROLS)
    return controls / len(head)


def _binary(file: str | None) -> ReportUnreadable:
    return ReportUnreadable(
        "the file is not text", file=file, expected="a report as plain text or HTML", remedy="save it as text first"
    )


def _wide(source: bytes, file: str | None) -> str:
    """Decode UTF-16 without a mark, known by a zero at every second byte."""
    head = source[:4000]
    half = max(1, len(head) // 2)
    for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        if zeros.count(0) > 0.6 * half and len(source) % 2 == 0:
            try:
                return source.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise _binary(file)


def _guess(source: bytes) -> str:
    """Decode bytes that are not UTF-8: Windows-1252 for western text, else what the counts say."""
    high = sum(1 for byte in source if byte >= 0x80)
    if high <= 0.12 * len(source):
        try:
            return source.decode("cp1252")
        except UnicodeDecodeError:
            pass
    from charset_normalizer import from_bytes

    best = from_bytes(source[:200_000]).best()
    encoding = best.encoding if best else "cp1252"
    return source.decode(encoding, errors="replace")
