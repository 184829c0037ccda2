"""Blocks of a pact file: `key: value` rows read as text, with their lines."""

from __future__ import annotations

import re
from dataclasses import dataclass

from foedus.terms import FoedusError

_KEY = re.compile(r'^([A-Za-z](?:[^:"]|"[^"]*")*?)\s*:(?:\s+(.*))?$')
_COMMENT = re.compile(r"(?:^|\s)#.*$")


@dataclass(frozen=True)
class Row:
    """One row: its key, its value as text (empty where it has items), its list or map items, and its line."""

    key: str
    value: str
    items: tuple[tuple[str, int], ...]
    line: int


@dataclass(frozen=True)
class Block:
    """A fenced block: `fence` is its second word (`pact` or `case`), `heading` the heading above it."""

    fence: str
    rows: tuple[Row, ...]
    file: str
    line: int
    heading: str
    heading_line: int

    @property
    def kind(self) -> str:
        return self.rows[0].key

    @property
    def name(self) -> str:
        return self.rows[0].value

    def get(self, key: str) -> Row | None:
        """Return the row of that key, or None."""
        return next((row for row in self.rows if row.key == key), None)


def read_rows(lines: list[tuple[int, str]], file: str) -> tuple[Row, ...]:
    """Return the rows of a block given as numbered lines; raise FoedusError naming the line that is wrong.

    The subset of YAML that the pact language uses: `key: value`, `- item` lists under a key, `phrase: value`
    lines one level under a key that has no value. Everything is text.
    """
    rows: list[Row] = []
    seen: dict[str, int] = {}
    open_key: tuple[str, int] | None = None
    value, items = "", []

    def close() -> None:
        if open_key is not None:
            if not value and not items:
                raise FoedusError(
                    f"'{open_key[0]}' has no value", file=file, line=open_key[1],
                    expected="a value after the colon, or '- item' lines under it",
                )  # fmt: skip
            rows.append(Row(open_key[0], _unquoted(value, file, open_key[1]), tuple(items), open_key[1]))

    for number, raw in lines:
        if "\t" in raw:
            raise FoedusError(
                "a tab", file=file, line=number, expected="spaces", remedy="replace the tab by two spaces"
            )
        text = _uncommented(raw).rstrip()
        if not text.strip():
            continue
        stripped = text.strip()
        indented = text[0] == " "
        if stripped.startswith("- ") or stripped == "-":
            if open_key is None or value:
                raise FoedusError(
                    f"the item '{stripped}' belongs to no key", file=file, line=number,
                    expected="a line 'key:' above the list",
                )  # fmt: skip
            items.append((_unquoted(stripped[1:].strip(), file, number), number))
            continue
        if indented and open_key is not None:
            if value:
                value = f"{value} {stripped}"
            elif items and not _KEY.match(stripped):
                text_so_far, line = items[-1]
                items[-1] = (f"{text_so_far} {stripped}", line)
            else:
                items.append((stripped, number))
            continue
        found = _KEY.match(stripped)
        if not found:
            raise FoedusError(f"'{stripped}' is not a row", file=file, line=number, expected="key: value")
        close()
        key = found.group(1)
        if key in seen:
            raise FoedusError(
                f"'{key}' stands twice in this block", file=file, line=number,
                expected=f"one row '{key}' (the first is on line {seen[key]})",
                remedy="join the values with a comma, or make two rules",
            )  # fmt: skip
        seen[key] = number
        open_key, value, items = (key, number), (found.group(2) or "").strip(), []
    close()
    return tuple(rows)


def _uncommented(line: str) -> str:
    if line.lstrip().startswith("#"):
        return ""
    if '"' in line:  # a quoted value may hold a number sign
        head, quote, tail = line.partition('"')
        inner, close, rest = tail.rpartition('"')
        return head + quote + inner + close + _COMMENT.sub("", rest)
    return _COMMENT.sub("", line)


def _unquoted(value: str, file: str, line: int) -> str:
    value = value.strip()
    if value[:1] in ("&", "*", "!", "{", "[", "|", ">", "%", "@", "`"):
        raise FoedusError(
            f"'{value[0]}' has no meaning here", file=file, line=line, expected="plain text",
            remedy="put the value in double quotes, or write a list as '- item' lines",
        )  # fmt: skip
    if len(value) > 1 and value[0] == value[-1] == '"':
        return value[1:-1].replace('\\"', '"')
    if value.count('"') % 2:
        raise FoedusError("a quote is not closed", file=file, line=line, expected='a closing "')
    if ": " in value:
        raise FoedusError(
            f"'{value}' holds a colon", file=file, line=line, expected="plain text", remedy="put it in double quotes"
        )
    return value


def read_blocks(text: str, file: str) -> tuple[Block, ...]:
    """Return every `yaml pact` and `yaml case` block of a Markdown text, in order."""
    blocks: list[Block] = []
    heading, heading_line = "", 0
    fence: tuple[str, int] | None = None
    inside: list[tuple[int, str]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if fence is None:
            if line.startswith("#"):
                heading, heading_line = line.lstrip("#").strip(), number
            elif line.lstrip().startswith("```"):
                fence, inside = (line.strip()[3:].strip(), number), []
            continue
        if not line.strip().startswith("```"):
            inside.append((number, line))
            continue
        words = fence[0].split()
        if len(words) == 2 and words[0] == "yaml":
            rows = read_rows(inside, file)
            if not rows:
                raise FoedusError("an empty block", file=file, line=fence[1], expected="rows 'key: value'")
            blocks.append(Block(words[1], rows, file, fence[1], heading, heading_line))
        fence = None
    if fence is not None:
        raise FoedusError("a block is opened and not closed", file=file, line=fence[1], expected="a line ``` below it")
    return tuple(blocks)
