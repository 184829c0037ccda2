"""From the folder of an instrument to its declarations."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from foedus import terms
from foedus.pacts.ast import Article, Instrument
from foedus.pacts.forms import Builder, Draft
from foedus.pacts.kinds import check_keys, dated, overlay
from foedus.pacts.provision import provision_id
from foedus.pacts.rows import Block, read_blocks
from foedus.pacts.tables import check_sources, own_facts, read_parties, read_seats, read_sources, text_of
from foedus.terms import FoedusError


def read_instrument(folder: Path) -> Instrument:
    """Return the instrument that a folder holds; raise FoedusError at the first line that is wrong."""
    text_file = folder / "text.md"
    if not text_file.is_file():
        raise FoedusError(
            "no text.md", file=str(folder), remedy="start an instrument with 'foedus pacts new ID --into DIR'"
        )
    text = text_of(text_file)
    file = f"{folder.name}/text.md"
    head, body_line = _read_head(text, file)
    drafts = [Draft(block, provision_id(block.heading)) for block in read_blocks(text, file) if block.fence == "pact"]
    for draft in drafts:
        check_keys(draft.block)
    bases: dict[tuple[str, str], Draft] = {}
    variants: list[Draft] = []
    for draft in drafts:
        if draft.block.get("reading"):
            base = bases.get(draft.key)
            _check_base(draft, drafts)
            variants.append(Draft(overlay(base.block, draft.block), draft.provision) if base else draft)
        elif draft.key in bases and draft.block.kind not in ("standing",) and not dated(draft.block):
            raise FoedusError(
                f"a second {draft.block.kind} '{draft.block.name}'", file=file, line=draft.block.line,
                expected="another name, a 'reading', or 'from'/'until'",
            )  # fmt: skip
        else:
            bases.setdefault(draft.key, draft)
    facts = own_facts(folder)
    build = Builder(file, drafts, frozenset(row["phrase"] for row in facts))
    source_ids, sources = read_sources(folder)
    base_blocks = tuple(build.body(draft) for draft in drafts if not draft.block.get("reading"))
    variant_blocks = tuple(build.body(draft) for draft in variants)
    spells = read_parties(folder)
    check_sources((*base_blocks, *variant_blocks), source_ids, file)
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.is_file():
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return Instrument(
        id=folder.name, title=head.get("title", folder.name), head=tuple(head.items()),
        articles=_read_articles(text, body_line), blocks=base_blocks, variants=variant_blocks, spells=spells,
        sources=sources, folder=str(folder), digest=digest.hexdigest(), facts=facts, cases=read_cases(folder),
        seats=read_seats(folder, frozenset(draft.block.name for draft in drafts if draft.block.kind == "organ")),
    )  # fmt: skip


def _check_base(variant: Draft, drafts: list[Draft]) -> None:
    """Raise FoedusError for a reading of a block that does not stand, or stands in several dated texts."""
    kind, name = variant.key
    row = variant.block.get("reading")
    firsts = [draft for draft in drafts if draft.key == variant.key and not draft.block.get("reading")]
    if kind != "standing" and not firsts:
        known = [draft.key[1] for draft in drafts if draft.key[0] == kind and not draft.block.get("reading")]
        raise FoedusError(
            f"a reading of the {kind} '{variant.block.name}', which the text does not hold", file=variant.block.file,
            line=row.line if row else variant.block.line, field="reading", nearest=terms.nearest(name, known),
            expected=f"a block '{kind}: {variant.block.name}' without 'reading'"
            + (" under the same heading" if kind == "rule" else ""),
        )  # fmt: skip
    if kind != "standing" and len(firsts) > 1:
        raise FoedusError(
            f"a reading of the {kind} '{variant.block.name}', which stands in {len(firsts)} dated texts",
            file=variant.block.file, line=row.line if row else variant.block.line, field="reading",
            expected="one text to lay it over", remedy="give each text a name of its own",
        )  # fmt: skip


def _read_head(text: str, file: str) -> tuple[dict[str, str], int]:
    lines = text.splitlines()
    if not lines or lines[0].strip() != "---":
        raise FoedusError("no head", file=file, line=1, expected="'---', then lines such as 'title: …', then '---'")
    head: dict[str, str] = {}
    for number, line in enumerate(lines[1:], 2):
        if line.strip() == "---":
            if "title" not in head:
                raise FoedusError("the head has no title", file=file, line=number, expected="a line 'title: …'")
            return head, number
        key, colon, value = line.partition(":")
        if line.strip() and not colon:
            raise FoedusError(
                f"'{line.strip()}' is not a line of the head", file=file, line=number, expected="key: value"
            )
        if line.strip():
            head[key.strip()] = value.strip().strip('"')
    raise FoedusError("the head is not closed", file=file, line=1, expected="a second line '---'")


def _read_articles(text: str, body_line: int) -> tuple[Article, ...]:
    articles: list[Article] = []
    heading, line_of, words, fenced = "", 0, [], False

    def close() -> None:
        if heading:
            restated = "\n".join(words).strip()
            articles.append(Article(provision_id(heading), heading, re.sub(r"\n{3,}", "\n\n", restated), line_of))

    for number, line in enumerate(text.splitlines(), 1):
        if number <= body_line:
            continue
        if line.lstrip().startswith("```"):
            fenced = not fenced
        elif fenced:
            continue
        elif line.startswith("## ") or line.startswith("### "):
            close()
            heading, line_of, words = line.lstrip("#").strip(), number, []
        elif not line.startswith("# "):
            words.append(line)
    close()
    return tuple(articles)


def read_cases(folder: Path) -> tuple[Block, ...]:
    """Return the cases of an instrument as blocks; none when it has no cases.md."""
    path = folder / "cases.md"
    if not path.is_file():
        return ()
    blocks = read_blocks(text_of(path), f"{folder.name}/cases.md")
    for block in blocks:
        if block.fence != "case" or block.kind != "case":
            raise FoedusError(
                f"a block '{block.fence}' that begins with '{block.kind}'", file=block.file, line=block.line,
                expected="a fenced block 'yaml case' whose first row is 'case: its name'",
            )  # fmt: skip
    return blocks
