"""The articles of a pact as data: each with its words and its blocks, each block row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foedus.briefs.pacts.body import Form, Section, kind_of_block, sections
from foedus.briefs.pacts.glosses import RowWord, anchor_of, provision_anchor, row_name, words_of
from foedus.briefs.pacts.rule_words import rule_sentence
from foedus.briefs.pacts.wording import edge_words, told
from foedus.pacts import Body, Instrument, Rule, StandingClause, in_force, rule_in_force
from foedus.terms import Truth, When, all_of, reached

ABOUT = ("reading", "held by", "verified", "source", "note")
"""Rows that are about a block and not its law; they stand apart in what is told."""


@dataclass(frozen=True)
class RowTold:
    """One row of a form: its key, the key in the reader's language, and its words; a list has several items."""

    key: str
    label: str
    items: tuple[tuple[RowWord, ...], ...]

    @property
    def listed(self) -> bool:
        """Tell whether the row is written as a list, one item a line."""
        return len(self.items) > 1

    @property
    def text(self) -> str:
        return "; ".join("".join(f"{word.before}{word.text}" for word in item) for item in self.items)


@dataclass(frozen=True)
class BlockTold:
    """One block of an article: what kind it is, its rows, on what it rests, and whether it is law on the day asked.

    `law` is None both where it is unknown and where the block is no law of its own (a term); `dated` tells the two
    apart. `sentence` is a rule in words, empty for other kinds. `verified` is `text`, `report`, `calc`, `gk` or empty.
    """

    kind: str
    name: str
    cited: str
    anchor: str
    reading: str
    held_by: str
    sentence: str
    rows: tuple[RowTold, ...]
    verified: str
    verified_words: str
    sources: tuple[str, ...]
    note: str
    dated: bool
    law: Truth
    law_words: str
    example: bool = False

    @property
    def unverified(self) -> bool:
        return self.verified == "gk"


@dataclass(frozen=True)
class PartTold:
    """Words of an article and the blocks that put them into rules."""

    words: tuple[str, ...]
    blocks: tuple[BlockTold, ...]


@dataclass(frozen=True)
class ArticleTold:
    """A heading with what stands under it; `id` is the article's id in answers, empty where it has none."""

    heading: str
    id: str
    anchor: str
    depth: int
    parts: tuple[PartTold, ...]


def articles_told(instrument: Instrument, on: When, lang: str) -> tuple[ArticleTold, ...]:
    """Return the body of a pact in the order of its text; what stands before the first heading has none."""
    taken: dict[str, int] = {}
    found = []
    for number, section in enumerate(sections(instrument)):
        anchor = section.id or (anchor_of("part", section.heading) if section.heading else f"opening-{number}")
        heading = section.heading if section.id else told(section.heading, lang)
        parts = tuple(
            PartTold(tuple(_paragraphs(part.words)), tuple(_blocks(part.forms, instrument, on, lang, taken)))
            for part in section.parts
        )
        found.append(ArticleTold(heading, section.id, anchor, section.depth, parts))
    return tuple(found)


def section_words(section: Section) -> str:
    """Return the restated words of a section as one text."""
    return " ".join(line.strip() for part in section.parts for line in part.words if line.strip())


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """Yield paragraphs of Markdown; an item of a list is a paragraph of its own that begins with `- `."""
    open_: list[str] = []
    for line in lines:
        text = line.strip()
        if open_ and (not text or text.startswith(("- ", "|"))):
            yield " ".join(open_)
            open_ = []
        if text:
            open_.append(text)
    if open_:
        yield " ".join(open_)


def _blocks(
    forms: Sequence[Form], instrument: Instrument, on: When, lang: str, taken: dict[str, int]
) -> Iterator[BlockTold]:
    imported = bool(instrument.about("coded by"))
    for form in forms:
        # a coded alliance has a form for each promise, member and text; its terms are named in the rules that use them
        if imported and not isinstance(form.block, Rule | StandingClause):
            continue
        yield block_told(form, instrument, on, lang, taken)


def block_told(form: Form, instrument: Instrument, on: When, lang: str, taken: dict[str, int]) -> BlockTold:
    """Return one form as data; `taken` counts the anchors given so far, since a reading stands under the same name."""
    rows = list(_rows(form.rows))
    about = {key: items[0] for key, items in rows if key in ABOUT and items}
    block = form.block
    kind, name = (rows[0][0], (rows[0][1] or ("",))[0]) if rows else ("", "")
    anchor = provision_anchor(block.provision) if isinstance(block, Rule) else anchor_of(kind, name)
    taken[anchor] = taken.get(anchor, 0) + 1
    anchor = anchor if taken[anchor] == 1 else f"{anchor}-{taken[anchor]}"
    dated, law = _law(block, instrument, on)
    verified = block.origin.verified if block else about.get("verified", "")
    return BlockTold(
        kind=kind_of_block(block) if block else kind,
        name=name,
        cited=block.provision if isinstance(block, Rule) else f"{row_name(kind, lang)} · {name}",
        anchor=anchor,
        reading=about.get("reading", ""),
        held_by=about.get("held by", ""),
        sentence=rule_sentence(block, lang) if isinstance(block, Rule) else "",
        rows=tuple(
            RowTold(key, row_name(key, lang), tuple(words_of(key, item, instrument, lang) for item in items))
            for key, items in rows[1:]
            if key not in ABOUT
        ),
        verified=verified,
        verified_words=told(f"verified {verified}", lang) if verified else "",
        sources=block.origin.sources if block else (),
        note=about.get("note", "") or (block.origin.note if block else ""),
        dated=dated,
        law=law,
        law_words=_law_words(block, dated, law, on, lang),
        example=block is None,
    )


def _law(block: Body | None, instrument: Instrument, on: When) -> tuple[bool, Truth]:
    """Return whether a block has a life of its own, and whether it is law on the day."""
    if isinstance(block, Rule):
        own = rule_in_force(block, on, instrument.standing).truth
        return True, all_of((own, in_force(instrument, instrument.standing, on).truth))
    if block is None or isinstance(block, StandingClause):
        return False, None
    start, end = block.law_from, block.law_until
    if start is None and end is None:
        return False, None
    started = True if start is None else reached(on, start)
    over = False if end is None else reached(on, end)
    return True, all_of((started, None if over is None else not over))


def _law_words(block: Body | None, dated: bool, law: Truth, on: When, lang: str) -> str:
    if not dated or law is True:
        return ""
    words = told("not law on" if law is False else "not known whether law on", lang)
    edges = ((told("from", lang), block.law_from), (told("until", lang), block.law_until)) if block else ()  # type: ignore[union-attr]
    span = ", ".join(f"{word} {edge_words(edge.text, lang)}" for word, edge in edges if edge)
    return f"{words.capitalize()} {on.words()}" + (f" ({span})" if span else "")


def _rows(lines: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the rows of a form: its key and its value, or the items of its list.

    What was read without an error is told as it stands; this looks only for keys, items and lines that go on.
    """
    key, items = "", []
    for line in lines:
        text = _without_comment(line).rstrip()
        if not text.strip():
            continue
        if text.lstrip().startswith("- "):
            items.append(text.strip()[2:].strip())
        elif text[0] == " ":
            if items:
                items[-1] = f"{items[-1]} {text.strip()}"
            else:
                items.append(text.strip())
        else:
            if key:
                yield key, tuple(map(_unquoted, items))
            key, _, value = text.partition(":")
            items = [value.strip()] if value.strip() else []
    if key:
        yield key, tuple(map(_unquoted, items))


def _without_comment(line: str) -> str:
    if line.lstrip().startswith("#"):
        return ""
    head, sign, _ = line.partition(" #")
    return head if sign and '"' not in line else line


def _unquoted(text: str) -> str:
    return text[1:-1].replace('\\"', '"') if len(text) > 1 and text[0] == text[-1] == '"' else text
