"""What the tags of a clause so far tell: its last word class, whether it has its verb, whether it opens a condition."""

from __future__ import annotations

from foedus.reading.tokens import Token


def last_kind(tags: list[str]) -> str:
    for kind in reversed(tags):
        if kind not in ("adv", "neg", "quote", "date", "refl"):
            return kind
    return "start"


def inverted(tokens, tags, covered, index, classes) -> bool:
    """Tell whether "should" opens a condition: "should the north attack"."""
    if index + 1 >= len(tokens) or last_kind(tags) not in ("start", "comma", "sub", "conj", "colon"):
        return False
    after = tokens[index + 1]
    return covered[index + 1] is not None or classes.get(after.norm) in ("det", "pron", "adv")


def has_verb(tags: list[str]) -> bool:
    """Tell whether the clause so far has its verb."""
    for kind in reversed(tags):
        if kind in ("comma", "sub", "rel", "conj", "colon", "quote"):
            return False
        if kind in ("vb", "ved", "be", "modal"):
            return True
    return False


def awaits_verb(tokens: list[Token], tags: list[str]) -> bool:
    """Tell whether an inverted "should" still waits for its verb."""
    for token, kind in zip(reversed(tokens[: len(tags)]), reversed(tags), strict=False):
        if kind == "sub" and token.norm == "should":
            return True
        if kind in ("vb", "ved", "be", "have", "comma", "modal"):
            return False
    return False
