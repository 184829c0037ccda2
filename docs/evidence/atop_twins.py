"""Writes atop-twins.md beside this file: python docs/evidence/atop_twins.py

Each hand-encoded instrument that ATOP codes too is held against its twin: promises, parties by year, conditions.
Reasons are in atop-twins-reasons.csv (atopid, about, reason); a difference without one is written `unexplained`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from foedus import terms
from foedus.pacts import Instrument, Library, Rule, in_force, load_library, membership
from foedus.pacts.atop import read_atop, read_twins
from foedus.pacts.atop.rules import NAMES
from foedus.terms import Truth, all_of, day_when

PAGE = Path(__file__).with_name("atop-twins.md")
REASONS = Path(__file__).with_name("atop-twins-reasons.csv")
UNEXPLAINED = "unexplained"
SIGNED_EARLIER = "signature against being bound"

PROMISE_OF = {
    "assist": "defense",
    "remain neutral": "neutrality",
    "benevolent neutrality": "neutrality",
    "assist no enemy": "neutrality",
    "refrain from force": "nonaggression",
    "settle peacefully": "nonaggression",
    "consult": "consultation",
}
"""Which of ATOP's promises a duty of the library amounts to."""
LAST = 2018
TOLD = {True: "yes", False: "no", None: "unknown"}
ABOUT = {
    (True, False): "lacking",
    (True, None): "unknown",
    (False, True): "beyond",
    (False, None): "doubt",
    (None, True): "beyond",
    (None, False): "lacking",
}

OPENING = """\
# Hand-encoded instruments and their ATOP twins

Written by `python docs/evidence/atop_twins.py` from the library and the imported instruments; the reasons stand in
[atop-twins-reasons.csv](atop-twins-reasons.csv). A test compares this page with what that command finds and fails for a
difference without a reason.

A twin is the ATOP 5.1 alliance that codes the same treaty as an instrument of the library (`pacts/atop/twins.csv`). Both
stay: ATOP columns and the reproduction of its dyad-years use the twin; `assess`, `brief` and `sweep` use the instrument and
skip the twin unless it is named.

**Two things that must differ.** ATOP starts a member at its signature, the library tells from when a state is bound: years
that ATOP has before the first year bound carry this reason. And ATOP says *that* a promise has a condition, the library
says which.

Compared are: the kinds of promise, ever; who is a party on 31 December of each year, from ATOP's first to 2018; the rows
that condition each promise. No twin have the instruments that lie behind ATOP's last year, that found no mutual
promise, or that ATOP has no alliance for: Belgian neutrality (1839: a guarantee of others), the EAC protocol (2012; ATOP 6080
is another pact, of three of its members), the France-Sahel accords, the Mechanism and the Protocol on democracy of ECOWAS.
"""


@cache
def reasons() -> dict[tuple[int, str], str]:
    with REASONS.open(encoding="utf-8", newline="") as file:
        return {(int(row["atopid"]), row["about"]): row["reason"] for row in csv.DictReader(file)}


def because(atopid: int, about: str) -> str:
    """Return the reason of a difference."""
    return reasons().get((atopid, about), UNEXPLAINED)


@cache
def pairs() -> tuple[tuple[int, Instrument, Instrument], ...]:
    """Return the twins: number, instrument of the library, imported instrument."""
    library: Library = load_library()
    atop = {instrument.id: instrument for instrument in read_atop()}
    return tuple((number, library[name], atop[f"atop-{number}"]) for number, name in sorted(read_twins().items()))


def promise_of(rule: Rule) -> str | None:
    """Return the promise that a rule of the library amounts to; help to one who attacks is offensive."""
    promise = None if _of_a_body(rule) else PROMISE_OF.get(rule.duty)
    to_actor = rule.beneficiary is not None and rule.beneficiary.values == ("the actor",)
    return "offense" if promise == "defense" and to_actor else promise


def _of_a_body(rule: Rule) -> bool:
    """Tell whether only an organisation owes it: no promise of the members, which ATOP codes."""
    return all(terms.kind_of(word) == "organisation" for word in rule.bearer.values)


def promises(ours: Instrument, theirs: Instrument) -> tuple[dict[str, list[Rule]], dict[str, list[Rule]]]:
    """Return the rules of each instrument by promise."""
    here: dict[str, list[Rule]] = {}
    there: dict[str, list[Rule]] = {}
    for rule in ours.rules:
        if (promise := promise_of(rule)) and rule.modality != "may":
            here.setdefault(promise, []).append(rule)
    for rule in theirs.rules:
        there.setdefault(rule.name.partition("-")[0], []).append(rule)
    return here, there


def bound(instrument: Instrument, party: str, year: int) -> Truth:
    """Tell whether a state is bound on the last day of a year."""
    when = day_when(date(year, 12, 31))
    member = membership(instrument, party, when).truth if party in instrument.parties else False
    return all_of((in_force(instrument, instrument.standing, when).truth, member))


def party_differences(ours: Instrument, theirs: Instrument) -> Iterator[tuple[str, str, str, Truth, Truth]]:
    """Yield what about, parties, years, ATOP's answer and the library's, parties that differ alike together."""
    first = min(spell.start.earliest.local.year for spell in theirs.spells)  # type: ignore[union-attr]
    groups: dict[tuple[str, str, Truth, Truth], list[str]] = {}
    for party in dict.fromkeys((*theirs.parties, *ours.parties)):
        found: dict[tuple[Truth, Truth], list[int]] = {}
        answers = {year: (bound(theirs, party, year), bound(ours, party, year)) for year in range(first, LAST + 1)}
        begun = next((year for year, (_, here) in answers.items() if here is not False), None)
        for year, (there, here) in answers.items():
            if there != here:
                found.setdefault((there, here), []).append(year)
        for (there, here), years in found.items():
            early = (there, here) == (True, False) and begun is not None and years[-1] < begun
            about = "early" if early else ABOUT[there, here]
            groups.setdefault((about, _spans(years), there, here), []).append(party)
    for (about, years, there, here), parties in sorted(groups.items(), key=lambda item: item[0][:2]):
        yield about, ", ".join(sorted(parties)), years, there, here


def _spans(years: list[int]) -> str:
    spans: list[list[int]] = []
    for year in years:
        if spans and spans[-1][1] == year - 1:
            spans[-1][1] = year
        else:
            spans.append([year, year])
    return ", ".join(f"{a}-{b}" if a != b else str(a) for a, b in spans)


def conditions(rule: Rule) -> str:
    """Return what conditions a promise, in the words of its rows; what every such promise asks is left out."""
    plain = {("target", "a party"), ("target", "another party"), ("actor", "a party")}
    rows = [
        f"{row.key} {_short(row.words)}" for row in rule.trigger
        if row.key not in ("act", "harm") and (row.key, row.words) not in plain and row.words != "anywhere"
    ]  # fmt: skip
    rows += [f"requires {row.words}" for row in rule.requires]
    rows += [f"unless {row.words if row.key == 'when' else f'{row.key} {row.words}'}" for row in rule.unless]
    if rule.discretion != "none":
        rows.append(f"discretion {rule.discretion}")
    return "; ".join(rows) or "none"


def _short(words: str) -> str:
    return words if len(words) < 80 else f"{words[:76]} …"


def page() -> str:
    """Return the page."""
    lines = [
        OPENING,
        "## Kinds of promise",
        "",
        "| ATOP | instrument | promised in both | differs | reason |",
        "|---|---|---|---|---|",
    ]
    for number, ours, theirs in pairs():
        lines += _promise_rows(number, ours, theirs)
    lines += ["", "## Parties by year", "", "| ATOP | instrument | years | ATOP | library | parties | reason |"]
    lines.append("|---|---|---|---|---|---|---|")
    for number, ours, theirs in pairs():
        rows = list(party_differences(ours, theirs))
        for about, parties, years, there, here in rows:
            reason = reasons().get((number, about), SIGNED_EARLIER if about == "early" else UNEXPLAINED)
            lines.append(f"| {number} | {ours.id} | {years} | {TOLD[there]} | {TOLD[here]} | {parties} | {reason} |")
        if not rows:
            lines.append(f"| {number} | {ours.id} | all | | | all | no difference |")
    lines += [
        "",
        "## Conditions",
        "",
        "Of each promise that both hold: what conditions it. Phases and members that have the same rows stand together.",
        "",
    ]
    lines += ["| ATOP | promise | ATOP's conditions | the library's | remark |", "|---|---|---|---|---|"]
    for number, ours, theirs in pairs():
        here, there = promises(ours, theirs)
        for promise in NAMES.values():
            if promise in here and promise in there:
                lines.append(
                    f"| {number} | {promise} | {_told(there[promise])} | {_told(here[promise])} "
                    f"| {because(number, f'conditions of {promise}')} |"
                )
    return "\n".join(lines) + "\n"


def _promise_rows(number: int, ours: Instrument, theirs: Instrument) -> Iterator[str]:
    here, there = promises(ours, theirs)
    both = ", ".join(promise for promise in NAMES.values() if promise in here and promise in there) or "none"
    only = [
        (promise, f"{promise} only in {'ATOP' if promise in there else 'the library'}")
        for promise in NAMES.values() if (promise in here) != (promise in there)
    ]  # fmt: skip
    if not only:
        yield f"| {number} | {ours.id} | {both} | | no difference |"
    for position, (promise, about) in enumerate(only):
        rules = ", ".join(f"`{rule.provision}`" for rule in (here if promise in here else there)[promise])
        yield f"| {number} | {ours.id} | {both if not position else ''} | {about} ({rules}) | {because(number, about)} |"


def _told(rules: list[Rule]) -> str:
    grouped: dict[str, list[str]] = {}
    for rule in rules:
        grouped.setdefault(conditions(rule), []).append(rule.provision)
    return "<br>".join(f"`{'`, `'.join(provisions)}`: {words}" for words, provisions in grouped.items())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
