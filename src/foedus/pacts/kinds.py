"""What each kind of block may hold: its rows, the flags of verification, and how a reading is laid over its first text."""

from __future__ import annotations

from foedus import terms
from foedus.pacts.ast import MODALITIES, TRIGGER_KEYS, VOTING_RULES
from foedus.pacts.rows import Block
from foedus.terms import FoedusError

COMMON_KEYS = ("from", "until", "reading", "held by", "verified", "note", "source")
KEYS = {
    "rule": (
        *TRIGGER_KEYS, "requires", "unless", "bearer", "beneficiary", *MODALITIES, "up to", "how", "discretion",
        "within", "report to",
    ),
    "term": (*TRIGGER_KEYS, "any of"),
    "exception": ("to", *TRIGGER_KEYS, "any of"),
    "organ": (*VOTING_RULES, "quorum", "excludes", "seats", "veto"),
    "standing": (
        "date", "condition", "notice given", "by", "takes effect", "meanwhile", "claimed", "notice to", "loses", "keeps",
        "requires", "organ",
    ),
    "reservation": ("by", "to", "effect", "accepted by", *TRIGGER_KEYS),
    "precedence": ("over", "yields to", "to", "between", "when"),
}  # fmt: skip
OF_PARTIES = ("withdrawal", "suspension")
"""Standing clauses that a reading may apply to named parties."""
FLAGS = ("text", "report", "calc", "gk")


def check_keys(block: Block) -> None:
    """Raise FoedusError for a kind of block, row or flag that the language does not know."""
    if block.kind not in KEYS:
        raise FoedusError(
            f"unknown kind of block '{block.kind}'", file=block.file, line=block.rows[0].line,
            expected=f"first row one of {', '.join(KEYS)}", nearest=terms.nearest(block.kind, KEYS),
        )  # fmt: skip
    allowed = (*KEYS[block.kind], *COMMON_KEYS)
    for row in block.rows[1:]:
        if row.key not in allowed:
            raise FoedusError(
                f"unknown row '{row.key}' in {'an' if block.kind[0] in 'aeiou' else 'a'} {block.kind}",
            file=block.file, line=row.line,
                expected=f"one of {', '.join(allowed)}", nearest=terms.nearest(row.key, allowed),
            )  # fmt: skip
    flag = block.get("verified")
    if flag and flag.value not in FLAGS:
        raise FoedusError(
            f"unknown flag '{flag.value}'", file=block.file, line=flag.line, field="verified",
            expected=f"one of {', '.join(FLAGS)}", nearest=terms.nearest(flag.value, FLAGS),
        )  # fmt: skip


def dated(block: Block) -> bool:
    """Tell whether a block is law only for a time."""
    return block.get("from") is not None or block.get("until") is not None


def overlay(base: Block, variant: Block) -> Block:
    """Return the base with the rows of its reading in place of its own; a row `none` is taken away."""
    changed = {row.key: row for row in variant.rows}
    effects = set(MODALITIES) & set(changed)
    kept = [
        changed.pop(row.key, row)
        for row in base.rows
        if not (effects and row.key in MODALITIES and row.key not in effects)
    ]
    rows = tuple(row for row in (*kept, *changed.values()) if row.value != "none" or row.key == "discretion")
    return Block(base.fence, rows, variant.file, variant.line, base.heading, base.heading_line)
