"""What is wrong, doubtful or left unsaid in an instrument that reads well: found without asking any incident."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from foedus import terms
from foedus.pacts.ast import Instrument, Rule
from foedus.pacts.finding import LEVELS, Finding
from foedus.pacts.library import Library
from foedus.pacts.lint_clauses import clause_findings
from foedus.pacts.lint_parties import party_findings
from foedus.terms import FoedusError


def lint(instrument: Instrument, library: Library | None = None) -> tuple[Finding, ...]:
    """Return what a careful reader would ask about an instrument, errors first, then by file and line.

    With a library the provisions of other instruments that a precedence names are looked up too. Of an instrument made
    from a table is not asked what no table can say.
    """
    found = [*_head(instrument), *clause_findings(instrument, library), *party_findings(instrument)]
    if instrument.about("coded by"):
        # a table codes no cases and no area, all alliances share its phrases, and its head is no file's
        found = [each for each in found if each.check not in ("no area", "fact never asked", "unknown head line")]
    else:
        found += _cases(instrument)
    return tuple(sorted(dict.fromkeys(found), key=lambda each: (LEVELS.index(each.level), each.file, each.line)))


HEAD_KEYS = (
    "title", "short name", "kind", "names", "organisation", "signed", "signed at", "region", "status note", "verified", "source",
    "coded by", "coverage until", "replaced by",
)  # fmt: skip
WRITTEN_BY_IMPORT = ("coded by", "coverage until", "replaced by")
"""Lines that only an instrument made from a table has."""


def _head(instrument: Instrument) -> Iterator[Finding]:
    file = f"{instrument.id}/text.md"
    known = [key for key in HEAD_KEYS if key not in WRITTEN_BY_IMPORT]
    for line, (key, value) in enumerate(instrument.head, 2):  # the first line is the mark '---'
        if key not in HEAD_KEYS:
            yield Finding(
                "warning", "unknown head line", f"nobody reads the line '{key}' of the head", file, line, key,
                f"one of {', '.join(known)}", terms.nearest(key, known), "mend the word, or write it into 'status note'",
            )  # fmt: skip
        elif key == "organisation" and value not in terms.actors():
            yield Finding(
                "error", "unknown organisation", f"unknown organisation '{value}'", file, line, key,
                "an id of 'foedus terms actor'",
                terms.nearest(value, terms.actors()), "add the body to terms/actors.csv, or leave the line out",
            )  # fmt: skip
        elif key == "signed":
            try:
                terms.parse_edge(value)
            except FoedusError as error:
                yield Finding(
                    "error", "no day", error.message, file, 1, key, error.expected or "a day such as 2023-09-16"
                )


def expected_provisions(instrument: Instrument) -> set[str]:
    """Return the provisions that the cases say anything about."""
    texts = [
        text
        for case in instrument.cases
        for row in case.rows
        if row.key == "expect" or row.key.startswith("expect ")
        for text in ([row.value] if row.value else [text for text, _ in row.items])
    ]
    named = set()
    for text in texts:
        fitting = [rule.provision for rule in instrument.rules if text.startswith(f"{rule.provision} ")]
        named |= {max(fitting, key=len)} if fitting else set()
    return named


def _cases(instrument: Instrument) -> Iterator[Finding]:
    if instrument.rules and not instrument.cases:
        yield Finding(
            "warning", "no cases", "no cases at all", f"{instrument.id}/cases.md",
            remedy="write a fenced block 'yaml case' that expects something of each rule",
        )  # fmt: skip
        return
    tried = expected_provisions(instrument)
    for rule in instrument.rules:
        if rule.provision not in tried:
            yield _untried(rule)


def _untried(rule: Rule) -> Finding:
    return Finding(
        "warning", "rule without a case", f"no case expects anything of {rule.provision}", rule.origin.file, rule.origin.line,
        remedy=f"write one in cases.md: 'expect: {rule.provision} owed by …', or another verdict",
    )  # fmt: skip


def flag_counts(instrument: Instrument) -> dict[str, int]:
    """Return how many blocks and party rows rest on what: text, report, calculation, general knowledge."""
    flags: Iterable[str] = (
        *(block.origin.verified for block in (*instrument.blocks, *instrument.variants)),
        *(spell.verified for spell in instrument.spells),
    )
    found = list(flags)
    return {flag: found.count(flag) for flag in ("text", "report", "calc", "gk") if flag in found}
