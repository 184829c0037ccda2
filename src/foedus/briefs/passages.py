"""The words of a report that somebody says about a pact: the whole sentence of a short claim, and quotations beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from foedus.reading import Claim, Report

Span = tuple[int, int]
FEWEST_WORDS = 6
"""Shorter quotations are catchwords; a claim of fewer words is read with the sentence that it stands in."""
NEAR = 350
"""Code points within which a quotation belongs to the speaker named before it in the same paragraph."""
_QUOTED = re.compile(r"“([^”\n]+)”|\"([^\"\n]+)\"|«\s*([^»\n]+?)\s*»")
_END = re.compile(r"[.!?][”»\"]?(?=\s|$)|\n")


def said(claim: Claim, report: Report) -> Span:
    """Return the span of what a claim tells: its own, or the sentence around it where its own words are few."""
    if len(claim.quote.split()) >= FEWEST_WORDS:
        return claim.span
    start, end = claim.span
    before = [found.end() for found in _END.finditer(report.text, 0, start)]
    after = _END.search(report.text, end)
    first = before[-1] if before else 0
    last = after.start() + (after.group(0) != "\n") if after else len(report.text)
    while first < start and report.text[first].isspace():
        first += 1
    return first, last


def quoted_remarks(report: Report) -> Iterable[tuple[Claim, Span]]:
    """Yield quotations that no claim covers, each with the claim before it whose speaker it belongs to."""
    covered = [claim.span for claim in report.claims] + [part.span for part in report.set_aside]
    spoken = [claim for claim in report.claims if claim.type == "STATEMENT" and claim.attributed_to]
    for match in _QUOTED.finditer(report.text):
        start, end = match.span(next(number for number in (1, 2, 3) if match.group(number)))
        if len(report.text[start:end].split()) < FEWEST_WORDS:
            continue
        if any(first < end and start < last for first, last in covered):
            continue
        before = [
            claim
            for claim in spoken
            if 0 <= start - claim.span[1] <= NEAR and "\n" not in report.text[claim.span[1] : start]
        ]
        if before:
            yield max(before, key=lambda claim: claim.span[1]), (start, end)
