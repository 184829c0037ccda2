"""A pact as lines of Markdown: its words and its rules under each article, its parties, readings and sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from foedus.briefs.pacts.body import Form, Section, kind_of_block, sections
from foedus.briefs.pacts.listing import flag_words
from foedus.briefs.pacts.memberships import parties_on, parties_through_time, table
from foedus.briefs.pacts.rule_words import told_lines
from foedus.briefs.pacts.wording import edge_words, told, truth
from foedus.pacts import (
    Body,
    Instrument,
    Rule,
    StandingClause,
    Status,
    flag_counts,
    in_force,
    rule_in_force,
)
from foedus.terms import When

HEAD = (
    "kind",
    "organisation",
    "signed",
    "signed at",
    "region",
    "names",
    "coded by",
    "coverage until",
    "replaced by",
    "replaced phases",
)
FENCE = "```yaml pact"


def page_lines(instrument: Instrument, lang: str, *, on: When | None = None, today: When | None = None) -> list[str]:
    """Return a pact as lines of Markdown: its parties on a day, or through time when no day is asked.

    `today` is the day for which it is told whether the pact is in force; without one its own clauses tell that.
    """
    lines = [f"# {instrument.title}", "", f"`{instrument.id}`", "", *head_lines(instrument, lang, today)]
    if note := instrument.about("status note"):
        lines += ["", note]
    if instrument.about("coded by"):
        lines += ["", told("imported note", lang)]
    opening, rest = opened(sections(instrument))
    for section in opening:
        lines += ["", *_section_lines(section, instrument, on, lang)]
    lines += ["", f"## {parties_title(lang, on)}", ""]
    lines += parties_on(instrument, on, lang) if on else parties_through_time(instrument, lang)
    for section in rest:
        lines += ["", *_section_lines(section, instrument, on, lang)]
    for title, body in after_the_text(instrument, lang):
        lines += ["", f"## {title}", "", *body]
    return lines


def head_lines(instrument: Instrument, lang: str, today: When | None) -> list[str]:
    """Return the head of a pact as list items: what it is, whether it is in force, on what its encoding rests."""
    lines = [f"- {told(key, lang)}: {instrument.about(key)}" for key in HEAD if instrument.about(key)]
    if today:
        status = in_force(instrument, instrument.standing, today)
        lines.append(f"- {told('in force', lang)} ({today.words()}): {truth(status.truth, lang)}{_why(status, lang)}")
    else:
        for clause in instrument.standing:
            if clause.kind in ("entry into force", "termination") and clause.date:
                lines.append(f"- {told(clause.kind, lang)}: {edge_words(clause.date.text, lang)}")
    lines.append(f"- {told('verified', lang)}: {flag_words(flag_counts(instrument), lang) or '?'}")
    unchecked = [cited(block) for block in (*instrument.blocks, *instrument.variants) if block.origin.verified == "gk"]
    if unchecked:
        lines.append(f"- {told('blocks on general knowledge', lang)}: {', '.join(dict.fromkeys(unchecked))}")
    return lines


def opened(body: Sequence[Section]) -> tuple[Sequence[Section], Sequence[Section]]:
    """Return what stands before the first heading, and the rest."""
    cut = 1 if body and not body[0].heading else 0
    return body[:cut], body[cut:]


def parties_title(lang: str, on: When | None) -> str:
    """Return the heading above the parties."""
    parties = told("parties", lang).capitalize()
    return f"{parties}, {on.words()}" if on else f"{parties} {told('through time', lang)}"


def cited(block: Body) -> str:
    """Return how a block is named among others: a provision, or its kind with its name; with its reading in brackets."""
    if isinstance(block, Rule):
        name = block.provision
    else:
        name = f"{kind_of_block(block)} {block.kind if isinstance(block, StandingClause) else block.name}"
    return f"{name} [{block.reading}]" if block.reading else name


def after_the_text(instrument: Instrument, lang: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the sections that stand after the articles: readings, fact phrases of its own, sources."""
    if readings := reading_lines(instrument, lang):
        yield told("readings", lang).capitalize(), readings
    if instrument.facts:
        heads = (told("fact", lang), told("when it holds", lang), told("note", lang))
        asked = _asked_facts(instrument)
        rows = [
            (row["phrase"], _filled(row["states"]), row.get("note") or "")
            for row in instrument.facts
            if row["phrase"] in asked
        ]
        if all(phrase == states for phrase, states, _ in rows):
            heads, rows = (heads[0], heads[2]), [(phrase, note) for phrase, _, note in rows]
        if rows:
            yield told("fact phrases of its own", lang).capitalize(), table([heads, *rows])
    if instrument.sources:
        heads = ("id", told("title", lang), told("read", lang), told("document", lang))
        yield told("sources", lang).capitalize(), table([
            heads, *((source.id, source.title, source.read, source.address) for source in instrument.sources)
        ])  # fmt: skip


def _filled(sentence: str) -> str:
    """Return the sentence of a fact with words in its gaps: `{target}` is the target."""
    return re.sub(r"\{(\w+)\}", r"the \1", sentence)


def _asked_facts(instrument: Instrument) -> set[str]:
    """Return the own fact phrases that a block asks; an imported pact carries those of all its kind."""
    if not instrument.about("coded by"):
        return set(instrument.fact_phrases)
    lines = [
        row for section in sections(instrument) for part in section.parts for form in part.forms for row in form.rows
    ]
    return {phrase for phrase in instrument.fact_phrases if any(phrase in row for row in lines)}


def reading_lines(instrument: Instrument, lang: str) -> list[str]:
    """Return the readings of a pact: what each changes, who holds it, and why."""
    lines = []
    for name in sorted({block.reading for block in instrument.variants if block.reading}):
        blocks = [block for block in instrument.variants if block.reading == name]
        where = ", ".join(dict.fromkeys(cited(block).removesuffix(f" [{name}]") for block in blocks))
        held = ", ".join(dict.fromkeys(block.held_by for block in blocks if block.held_by))
        notes = " / ".join(dict.fromkeys(block.origin.note for block in blocks if block.origin.note))
        said = f" · {told('held by', lang)}: {held}" if held else ""
        lines.append(f"- `{name}`: {where}{said}{f' · {notes}' if notes else ''}")
    return lines


def _why(status: Status, lang: str) -> str:
    rows = [row.partition(": ") for row in status.rows]
    told_rows = [f"{told(kind, lang)}: {edge_words(edge, lang)}" for kind, _, edge in rows]
    told_rows += [f"{told('missing', lang)}: {told(each, lang)}" for each in status.missing]
    return f" ({'; '.join(told_rows)})" if told_rows else ""


def _section_lines(section: Section, instrument: Instrument, on: When | None, lang: str) -> list[str]:
    """Return a heading with its id in answers, and its words, each followed by the forms that put them into rules."""
    lines = []
    if section.heading:
        title = told(section.heading, lang) if not section.id else section.heading
        lines += [f"{'#' * section.depth} {title}" + (f" (`{section.id}`)" if section.id else ""), ""]
    for part in section.parts:
        lines += [*part.words, ""] if part.words else []
        if instrument.about("coded by"):
            lines += told_lines([form.block for form in part.forms if form.block], instrument, on, lang)
            continue
        for form in part.forms:
            if remark := asleep(form, instrument, on, lang):
                lines += [remark, ""]
            lines += [FENCE, *form.rows, "```"]
        lines += [""] if part.forms else []
    while lines and not lines[-1]:
        lines.pop()
    return lines


def asleep(form: Form, instrument: Instrument, on: When | None, lang: str) -> str:
    """Return a remark on a rule that is not law, or perhaps not, on the day that was asked; empty for any other form."""
    if on is None or not isinstance(form.block, Rule):
        return ""
    status = rule_in_force(form.block, on, instrument.standing)
    if status.truth is True:
        return ""
    told_so = told("not law on" if status.truth is False else "not known whether law on", lang)
    return f"{told_so.capitalize()} {on.words()}:"
