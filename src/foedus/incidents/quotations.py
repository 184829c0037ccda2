"""One clause quoted in several reports: words that differ, cuts and ellipses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from rapidfuzz import fuzz

from foedus.incidents.discrepancies import Discrepancy, Value
from foedus.reading import Report

FEWEST_WORDS = 7
"""Shorter quotations are catchwords; that two of them are of one clause could not be told."""
ONE_CLAUSE = 78.0
"""Likeness (0 to 100) of the shorter quotation to the best stretch of the longer from which on both quote one clause."""
ONE_STEM = 70.0
"""Likeness of two words from which on they are taken for forms of one word, as contracted and contracting."""
STANDING = {
    ("contracting", "parties"),
    ("contracting", "states"),
    ("contracting", "powers"),
    ("territorial", "integrity"),
}
_BINDING = {"shall", "must", "may", "should", "can", "not", "never", "unless", "except", "or", "only"}
_SAME_FORCE = ({"shall", "will"}, {"shall", "must"}, {"must", "will"})
_DUTY = re.compile(r"\b(dut(y|ies)|oblig\w*|assist\w*|help|aid|relief|force|devoir|secours)\b", re.IGNORECASE)
_QUOTED = re.compile(r"“([^”]+)”|\"([^\"\n]+)\"|«\s*([^»]+?)\s*»")
_TOKEN = re.compile(r"…|\.{3}|[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True)
class Quotation:
    """A passage in quotation marks; `span` counts code points of the report's text, without the marks."""

    report: str
    text: str
    span: tuple[int, int]
    words: tuple[str, ...]
    claims: tuple[str, ...]


def quotations(report: Report) -> tuple[Quotation, ...]:
    """Return the quotations of a report that are long enough to compare."""
    found = []
    for match in _QUOTED.finditer(report.text):
        group = next(n for n in (1, 2, 3) if match.group(n))
        words = tuple("…" if word in ("…", "...") else word.lower() for word in _TOKEN.findall(match.group(group)))
        if len(words) < FEWEST_WORDS:
            continue
        span = match.span(group)
        claims = [c for c in report.claims if c.span[0] < span[1] and span[0] < c.span[1]]
        clauses = [c for c in claims if c.type == "PROVISION"] or claims
        found.append(Quotation(report.id, match.group(group), span, words, tuple(sorted(c.id for c in clauses))))
    return tuple(found)


def of_quotations(reports: Sequence[Report]) -> Iterable[Discrepancy]:
    """Return how quotations of one clause differ, and where a quotation has words left out."""
    quoted = [found for report in reports for found in quotations(report)]
    paired: set[Quotation] = set()
    for one, other in combinations(sorted(quoted, key=lambda q: (len(q.words), q.words, q.report, q.span)), 2):
        if one.report != other.report and fuzz.partial_ratio(" ".join(one.words), " ".join(other.words)) >= ONE_CLAUSE:
            yield from _compare(one, other)
            paired |= {one, other}
    for quotation in quoted:
        if "…" in quotation.words[1:-1]:
            yield _ellipsis(quotation)


def _compare(short: Quotation, long: Quotation) -> Iterable[Discrepancy]:
    steps = SequenceMatcher(None, short.words, long.words, autojunk=False).get_opcodes()
    loose: list[tuple[str, str]] = []
    for step, a, b, c, d in steps:
        mine, theirs = short.words[a:b], long.words[c:d]
        if step == "equal" or b == len(short.words) and step != "replace" or a == 0 and step == "insert":
            continue
        if b == len(short.words) and len(theirs) > len(mine) + 3:
            theirs = theirs[: len(mine)]
        if len(mine) == len(theirs) == 1 and fuzz.ratio(mine[0], theirs[0]) >= ONE_STEM:
            yield _other_form(short, long, a, c)
        else:
            loose.append((" ".join(short.words[max(0, a - 1) : b + 1]), " ".join(long.words[max(0, c - 1) : d + 1])))
    if loose:
        yield _other_words(short, long, loose)
    yield from _cut(short, long, steps)


def _other_form(short: Quotation, long: Quotation, at: int, there: int) -> Discrepancy:
    pairs = [
        (words[n], words[n + 1] if n + 1 < len(words) else "") for words, n in ((short.words, at), (long.words, there))
    ]
    usual = [pair for pair in pairs if pair in STANDING]
    said = [" ".join(pair).strip() for pair in pairs]
    if len(usual) == 1:
        right, wrong = " ".join(usual[0]), next(text for text in said if text != " ".join(usual[0]))
        assessment = (
            f"'{right}' is the standing expression in treaties; "
            f"'{wrong}' is a slip of the retelling and changes nothing in law."
        )
    else:
        assessment = (
            "One clause is quoted with two forms of a word; only the instrument's own text can tell which is right."
        )
    return Discrepancy(
        f"wording of the quoted clause: {pairs[0][0]} or {pairs[1][0]}" if pairs[0][0] < pairs[1][0]
        else f"wording of the quoted clause: {pairs[1][0]} or {pairs[0][0]}",
        (Value(said[0], short.claims), Value(said[1], long.claims)), assessment,
    )  # fmt: skip


def _other_words(short: Quotation, long: Quotation, loose: Sequence[tuple[str, str]]) -> Discrepancy:
    mine = {word for text, _ in loose for word in text.split()}
    theirs = {word for _, text in loose for word in text.split()}
    weighty = (mine ^ theirs) & _BINDING
    same = not weighty or any(weighty <= pair for pair in _SAME_FORCE) or weighty <= {"shall"}
    if same:
        assessment = "Two translations of one sentence; no legal difference can be seen in them."
    else:
        assessment = (
            f"The words {', '.join(sorted(weighty))} can change what is owed; the instrument's own text must decide."
        )
    return Discrepancy(
        "wording of the quoted clause: translation" if same else "wording of the quoted clause: binding words",
        (
            Value(" / ".join(text for text, _ in loose), short.claims),
            Value(" / ".join(text for _, text in loose), long.claims),
        ),
        assessment,
    )


def _cut(short: Quotation, long: Quotation, steps: Sequence[tuple[str, int, int, int, int]]) -> Iterable[Discrepancy]:
    last = max((step for step in steps if step[0] == "equal"), key=lambda step: step[2], default=None)
    if last is None:
        return
    rest = long.words[last[4] :]
    if len(rest) < 4 or len(short.words) - last[2] > 2:
        return
    left_out = " ".join(rest)
    shown = " ".join(rest[:12]) + (" …" if len(rest) > 12 else "")
    duty = _DUTY.search(left_out)
    assessment = (
        "The shorter quotation is cut: it ends where the other goes on. "
        + ("The part left out holds the duty or its means, so the shorter one must not be read as the whole clause." if duty
           else "It must not be read as the whole clause.")
    )  # fmt: skip
    yield Discrepancy(
        "extent of the quoted clause",
        (Value(f"ends with '{' '.join(short.words[-4:])}'", short.claims), Value(f"goes on: '{shown}'", long.claims)),
        assessment,
    )


def _ellipsis(quotation: Quotation) -> Discrepancy:
    at = quotation.words.index("…", 1)
    before = quotation.words[at - 1]
    return Discrepancy(
        f"ellipsis in the quoted clause, after '{before}'",
        (Value(f"words left out after '{before}'", quotation.claims),),
        "The report omits words here; they may hold further duties or conditions, so the quotation is not the whole clause.",
    )
