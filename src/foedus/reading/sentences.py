"""Paragraphs and sentences of a text, as spans."""

from __future__ import annotations

import re

from foedus.reading.forms import word_set

_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)|\n[ \t]*\n|\n(?=\s*[•*\-–—]\s)")
_SHORTENED = word_set("sentences: shortened")
_PARAGRAPH = re.compile(r"[^\n]+")


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the span of each line that has visible characters, without space around it."""
    spans = []
    for match in _PARAGRAPH.finditer(text):
        span = _trim(text, match.start(), match.end())
        if span:
            spans.append(span)
    return spans


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return the spans of the sentences between two places of a text.

    A full stop after a shortened word or an initial, or before a small letter, does not end one.
    """
    end = len(text) if end is None else end
    spans: list[tuple[int, int]] = []
    begin = start
    for match in _STOP.finditer(text, start, end):
        stop = match.end()
        mark = match.group()
        if mark.startswith(".") and not mark.startswith(".."):
            before = text[max(begin, match.start() - 12) : match.start()]
            word = before.split()[-1].lower().lstrip("(\"'“«") if before.split() else ""
            follows = text[stop : stop + 3].lstrip()[:1]
            if (
                word in _SHORTENED
                and follows
                and not (word in ("a.m", "p.m", "u.s", "u.n", "u.k") and follows.isupper())
            ):
                continue
            if len(word) == 1 and word.isalpha() and before.split()[-1][-1:].isupper():
                continue
            if follows and follows.islower():
                continue
        elif mark[0] in "…!?." and text[stop : stop + 3].lstrip()[:1].islower():
            continue
        span = _trim(text, begin, stop)
        if span:
            spans.append(span)
        begin = stop
    span = _trim(text, begin, end)
    if span:
        spans.append(span)
    return spans


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and (text[start].isspace() or text[start] in "\u200b\ufeff"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "\u200b\ufeff"):
        end -= 1
    return (start, end) if start < end else None
