"""The body of a pact: under each heading its words and its forms, from its file, or from its declarations alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from foedus import terms
from foedus.pacts import TRIGGER_KEYS, Body, Condition, Instrument, Rule, StandingClause

KINDS = {"RuleException": "exception", "StandingClause": "standing"}
_BESIDE = (
    "origin",
    "name",
    "provision",
    "heading",
    "reading",
    "kind",
    "modality",
    "duty",
    "trigger",
    "rows",
    "any_of",
    "date",
)
_KEYS = {"law_from": "from", "law_until": "until", "ends": "until"}


@dataclass(frozen=True)
class Form:
    """One block as it is shown: its rows as lines, and its declaration (None for what is not law, such as an example)."""

    rows: tuple[str, ...]
    block: Body | None


@dataclass(frozen=True)
class Part:
    """Words and the forms that follow them."""

    words: tuple[str, ...]
    forms: tuple[Form, ...]


@dataclass(frozen=True)
class Section:
    """A heading with its id in answers, and what stands under it; the opening words have no heading."""

    heading: str
    id: str
    depth: int
    parts: tuple[Part, ...]


def sections(instrument: Instrument) -> tuple[Section, ...]:
    """Return the body of an instrument in the order of its text."""
    path = Path(instrument.folder) / "text.md"
    if instrument.folder and path.is_file():
        return tuple(_from_text(instrument, path.read_text(encoding="utf-8-sig").splitlines()))
    return tuple(_from_declarations(instrument))


def kind_of_block(block: Body) -> str:
    """Return the kind of a block by the name of its first row."""
    return KINDS.get(type(block).__name__, type(block).__name__.lower())


def blocks_under(instrument: Instrument) -> Iterator[tuple[str, tuple[Body, ...]]]:
    """Yield each article's id with its blocks in the order of the text; blocks under no article come last, under ''."""
    blocks = sorted((*instrument.blocks, *instrument.variants), key=lambda block: block.origin.line)
    lined = any(article.line for article in instrument.articles)
    starts = [article.line for article in instrument.articles]
    left = list(blocks)
    for place, article in enumerate(instrument.articles):
        end = starts[place + 1] if place + 1 < len(starts) else float("inf")
        here = [
            block
            for block in left
            if (
                article.line < block.origin.line < end
                if lined
                else getattr(block, "provision", "").startswith(f"{article.id}/")
            )
        ]
        left = [block for block in left if block not in here]
        yield article.id, tuple(here)
    if left:
        yield "", tuple(left)


def _from_text(instrument: Instrument, lines: Sequence[str]) -> Iterator[Section]:
    end = next(place for place, line in enumerate(lines[1:], 1) if line.strip() == "---")
    at = {block.origin.line: block for block in (*instrument.blocks, *instrument.variants)}
    ids = {article.line: article.id for article in instrument.articles}
    heading, id_, depth = "", "", 2
    parts: list[Part] = []
    words: list[str] = []
    forms: list[Form] = []
    rows: list[str] | None = None
    opened = 0

    def close_part() -> None:
        nonlocal words, forms
        if any(line.strip() for line in words) or forms:
            parts.append(Part(tuple(_trimmed(words)), tuple(forms)))
        words, forms = [], []

    for number, line in enumerate(lines[end + 1 :], end + 2):
        if line.strip().startswith("```"):
            if rows is None:
                rows, opened = [], number
            else:
                forms.append(Form(tuple(rows), at.get(opened)))
                rows = None
        elif rows is not None:
            rows.append(line)
        elif line.startswith(("## ", "### ")):
            close_part()
            if heading or parts:
                yield Section(heading, id_, depth, tuple(parts))
            heading, id_ = line.lstrip("#").strip(), ids.get(number, "")
            depth, parts = len(line) - len(line.lstrip("#")), []
        elif not line.startswith("# "):
            if forms and line.strip():
                close_part()
            words.append(line)
    close_part()
    if heading or parts:
        yield Section(heading, id_, depth, tuple(parts))


def _from_declarations(instrument: Instrument) -> Iterator[Section]:
    articles = {article.id: article for article in instrument.articles}
    for id_, blocks in blocks_under(instrument):
        article = articles.get(id_)
        words = tuple(article.words.splitlines()) if article else ()
        forms = tuple(Form(tuple(row_lines(block)), block) for block in blocks)
        yield Section(article.heading if article else "Terms and standing", id_, 2, (Part(words, forms),))


def _trimmed(lines: Iterable[str]) -> list[str]:
    kept = list(lines)
    while kept and not kept[0].strip():
        kept.pop(0)
    while kept and not kept[-1].strip():
        kept.pop()
    return kept


def row_lines(block: Body) -> Iterator[str]:
    """Yield the rows of a block as its file would have them."""
    name = block.kind if isinstance(block, StandingClause) else block.name
    yield f"{kind_of_block(block)}: {name}"
    if block.reading:
        yield f"reading: {block.reading}"
    if isinstance(block, StandingClause) and block.date:
        yield f"date: {block.date.text}"
    conditions = getattr(block, "trigger", ()) or getattr(block, "rows", ())
    if isinstance(block, StandingClause):
        yield from (f"{key}: {value}" for key, value in block.rows)
    else:
        yield from _rows(sorted(conditions, key=lambda row: TRIGGER_KEYS.index(row.key)))
        yield from _listed("any of", getattr(block, "any_of", ()))
    for each in fields(block):
        value = getattr(block, each.name)
        if each.name in _BESIDE or value in ("", (), None, "none"):
            if each.name == "modality" and isinstance(block, Rule):
                # an abstention is kept as a must not, and its word says itself what is not done
                abstains = terms.vocabulary("duties").get(block.duty, {}).get("kind") == "abstention"
                yield f"{'must' if abstains else block.modality}: {block.duty}"
            continue
        key = _KEYS.get(each.name, each.name.replace("_", " "))
        if isinstance(value, Condition):
            yield f"{key}: {value.words}"
        elif isinstance(value, tuple) and isinstance(value[0], Condition):
            yield from _listed(key, value)
        else:
            yield f"{key}: {', '.join(value) if isinstance(value, tuple) else getattr(value, 'text', value)}"
    origin = block.origin
    for key, text in (("verified", origin.verified), ("source", ", ".join(origin.sources)), ("note", origin.note)):
        if text:
            yield f"{key}: {text}"


def _rows(conditions: Iterable[Condition]) -> Iterator[str]:
    conditions = list(conditions)
    facts = [row for row in conditions if row.key == "when"]
    yield from (f"{row.key}: {row.words}" for row in conditions if row.key != "when")
    if len(facts) == 1:
        yield f"when: {facts[0].words}"
    else:
        yield from _listed("when", facts)


def _listed(key: str, items: Sequence[Condition]) -> Iterator[str]:
    if items:
        yield f"{key}:"
        yield from (f"  - {item.words if item.key == 'when' else f'{item.key} {item.words}'}" for item in items)
