"""Words of a sentence with their places in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|(?<![^\W_])[A-Za-z]{1,3}-\d+[a-z]{0,2}(?![^\W_])"  # F-16s
    r"|-t-(?:il|elle|on|ils|elles)\b|(?<=[^\W\d_])-(?:il|elle|ils|elles)\b"
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|er|ère|ème|e|h\d{0,2})?(?![^\W\d_])"
    r"|(?:jusqu|lorsqu|puisqu|quelqu|aujourd|qu|[ldnsjmtc])['’](?=[^\W\d_])"
    r"|['’]s(?![^\W_])"
    r"|n['’]t(?![^\W_])"
    r"|[^\W\d_]+?(?=n['’]t(?![^\W_]))"
    r"|[^\W_]+"
    r"|[^\w\s]",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Token:
    """One word or mark: its text, its plain form for look-up, and its span in the report's text."""

    text: str
    norm: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum() or self.text[:2] == "-t"


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens between two places of a text."""
    end = len(text) if end is None else end
    return [
        Token(found, found.lower().replace("’", "'"), match.start(), match.end())
        for match in _WORD.finditer(text, start, end)
        for found in (match.group(),)
    ]


def words(pattern: str) -> tuple[str, ...]:
    """Return the plain forms of a lexicon pattern's words."""
    return tuple(token.norm for token in tokens(pattern))
