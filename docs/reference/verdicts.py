"""The page of verdicts: verdicts.md, each with an example from the cases of the library."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from foedus.determinations import Verdict, check_instrument
from foedus.pacts import Block, Instrument, load_library

PAGE = Path(__file__).with_name("verdicts.md")
OPENING = """\
# The eleven verdicts

Written by `python docs/reference/write.py`; the examples are cases of the library that pass, and a test compares the page.

Each provision, under each reading, answers an incident with one verdict. The questions run in this order, and the first that
is not clearly passed gives the verdict:

1. is the instrument in force on the day, and is the provision law, and is the bearer bound?
2. is every row of the trigger met, and did the event happen?
3. are the gates met (`requires`)?
4. does something defeat it (`unless`, an exception)?
5. did the bearer make a reservation?
6. does the instrument itself give way to another (`yields to`)?

One false row of the trigger makes `not triggered`, whatever else is unknown. No false row and one unknown makes `unsettled`,
and what is unknown stands in `missing`. Unknown never becomes no: unknown membership or an unknown day of entry into force is
`unsettled`, never `not in force`. An exception that nothing in the incident raises is presumed not to apply; a gate is never
presumed met. Where bearers stand differently (a reservation, a suspended pair) each group has a determination of its own.
Every determination also names what would change it: the smallest sets of up to three facts that flip the verdict.
"""
MEANS = {
    Verdict.OWED: (
        "A `must` whose questions are all passed: the bearers owe the duty. Also where the means, or whether to act, are "
        "left to them: what is owed is then a decision in good faith. A `must not` is owed where another's act engages it "
        "and no bearer has broken it."
    ),
    Verdict.OPEN: "A `may` whose questions are all passed: the bearers are free to do it.",
    Verdict.BREACHED: "A `must not` whose act a bearer did.",
    Verdict.DEEMED: "A `deems` whose trigger is met: the act counts as what the clause says, and nothing more is owed by it.",
    Verdict.AWAITING: "The trigger is met and a gate is known not to be: a request, a consent, a decision is awaited.",
    Verdict.UNSETTLED: "Nothing is known to fail, and something that counts is not known; `missing` names it.",
    Verdict.NOT_TRIGGERED: "A row of the trigger is known to fail.",
    Verdict.NOT_IN_FORCE: "The instrument or the provision is not law on the day, or none of those named is bound.",
    Verdict.EXCEPTED: "All gates are met, and an exception or an `unless` defeats it.",
    Verdict.RESERVED: "The bearer made a reservation that covers the case.",
    Verdict.OVERRIDDEN: (
        "The instrument itself gives way to another provision that the same incident engages for the same bearers. What the "
        "UN Charter, later law or special law argue stands under collisions and is never applied silently."
    ),
}
FIRST = ("liptako-gourma-charter-2023", "north-atlantic-treaty-1949")
"""Pacts whose cases are taken first, the best known ones."""


def pages() -> dict[Path, str]:
    """Return the page by its path."""
    library = load_library()
    pacts = [each for each in library if not each.about("coded by")]
    pacts.sort(key=lambda pact: (FIRST.index(pact.id) if pact.id in FIRST else len(FIRST), pact.id))
    good: dict[str, set[int]] = {}

    def passes(pact: Instrument, case: Block) -> bool:
        if pact.id not in good:
            good[pact.id] = {found.line for found in check_instrument(pact, library).cases if found.passed}
        return case.line in good[pact.id]

    lines = [OPENING]
    for verdict in Verdict:
        lines += [f"## {verdict}", "", MEANS[verdict], "", *_example(verdict, pacts, passes), ""]
    return {PAGE: "\n".join(lines).rstrip() + "\n"}


def _example(verdict: Verdict, pacts: list[Instrument], passes: Callable[[Instrument, Block], bool]) -> Iterator[str]:
    # a case of a well-known pact if there is one, and of those the shortest
    found = [
        (min(place, len(FIRST)), len(case.rows), place, case.line, pact, case)
        for place, pact in enumerate(pacts)
        for case in pact.cases
        if any(_says(text, verdict, pact) for key, text in _expectations(case) if key == "expect")
    ]
    first = next((each for each in sorted(found, key=lambda one: one[:4]) if passes(*each[4:])), None)
    if first is None:
        yield "No case of the library has this verdict."
        return
    *_, pact, case = first
    yield f"Example, from [{pact.short_name}](instruments/{pact.id}.md):"
    yield ""
    yield "```yaml"
    for row in case.rows:
        if row.key.startswith("expect"):
            texts = [row.value] if row.value else [text for text, _ in row.items]
            yield from (f"{row.key}: {text}" for text in texts if row.key == "expect" and _says(text, verdict, pact))
        elif row.value:
            yield f"{row.key}: {row.value}"
        else:
            yield f"{row.key}:"
            yield from (f"  {text}" for text, _ in row.items)
    yield "```"


def _expectations(case: Block) -> Iterator[tuple[str, str]]:
    for row in case.rows:
        if row.key == "expect" or row.key.startswith("expect "):
            for text in [row.value] if row.value else [text for text, _ in row.items]:
                yield row.key, text


def _says(text: str, verdict: Verdict, pact: Instrument) -> bool:
    fitting = [rule.provision for rule in pact.rules if text.startswith(f"{rule.provision} ")]
    rest = text[len(max(fitting, key=len)) :].strip() if fitting else ""
    return rest == verdict or rest.startswith((f"{verdict} ", f"{verdict}:"))
