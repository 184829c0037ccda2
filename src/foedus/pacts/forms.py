"""From blocks of rows to declarations: what each kind of block may hold and must hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from foedus import terms
from foedus.pacts.ast import (
    MODALITIES,
    STANDING_KINDS,
    TRIGGER_KEYS,
    VOTING_RULES,
    Body,
    Condition,
    Organ,
    Origin,
    Precedence,
    Reservation,
    Rule,
    RuleException,
    StandingClause,
    Term,
)
from foedus.pacts.kinds import COMMON_KEYS, OF_PARTIES
from foedus.pacts.rows import Block, Row
from foedus.pacts.vocabulary import check_words, is_area, is_id
from foedus.terms import Edge, FoedusError, parse_edge

_DATE_LIKE = re.compile(r"^\d{4}(-\d{2})?(-\d{2})?")


@dataclass(frozen=True)
class Draft:
    """A block with the id of the heading it stands under, before its words are checked."""

    block: Block
    provision: str

    @property
    def key(self) -> tuple[str, str]:
        name = f"{self.provision}/{self.block.name}" if self.block.kind == "rule" else self.block.name
        return self.block.kind, name


class Builder:
    """Turns blocks into declarations, knowing the terms and phrases of the instrument."""

    def __init__(self, file: str, drafts: list[Draft], facts: frozenset[str]) -> None:
        self.file = file
        blocks = [draft.block for draft in drafts]
        self.term_names = frozenset(block.name for block in blocks if block.kind == "term")
        organs = frozenset(f"{terms.DECISION}{block.name}" for block in blocks if block.kind == "organ")
        self.names = frozenset(terms.vocabulary("facts")) | facts | organs | self.term_names
        self.place_terms = self._place_terms([block for block in blocks if block.kind == "term"])

    def _place_terms(self, blocks: list[Block]) -> frozenset[str]:
        found: set[str] = set()
        while True:
            more = {block.name for block in blocks if block.name not in found and self._is_places(block, found)}
            if not more:
                return frozenset(found)
            found |= more

    @staticmethod
    def _is_places(block: Block, found: set[str]) -> bool:
        row = block.get("any of")
        if row is None:
            return False
        pieces = [piece for text, _ in _items(row) for part in text.split(" except ") for piece in split_list(part)]
        return all(is_area(piece) or piece in found for piece in pieces)

    def condition(self, key: str, text: str, line: int) -> Condition:
        values, _, but = text.partition(" except ")
        condition = Condition(key, tuple(split_list(values)), tuple(split_list(but)), line)
        check_words(condition, file=self.file, place_terms=self.place_terms, names=self.names)
        return condition

    def item(self, text: str, line: int) -> Condition:
        """Return an item of a list: a row in one line, or a fact phrase or term."""
        for key in TRIGGER_KEYS:
            if key != "when" and text.startswith(f"{key} ") and text not in self.names:
                return self.condition(key, text[len(key) + 1 :], line)
        pieces = [piece for part in text.split(" except ") for piece in split_list(part)]
        if all(piece in self.place_terms or is_area(piece) for piece in pieces):
            return self.condition("place", text, line)
        return self.condition("when", text, line)

    def trigger(self, block: Block) -> tuple[Condition, ...]:
        rows = {row.key: row for row in block.rows[1:] if row.key in TRIGGER_KEYS}
        found: list[Condition] = []
        for key in TRIGGER_KEYS:
            if key in rows and key == "when" and rows[key].items:
                found += [self.item(text, line) for text, line in rows[key].items]  # a list under `when` is "and"
            elif key in rows:
                found.append(self.condition(key, _text(rows[key]), rows[key].line))
        return tuple(found)

    def items(self, block: Block, key: str) -> tuple[Condition, ...]:
        row = block.get(key)
        try:
            return tuple(self.item(text, line) for text, line in _items(row)) if row else ()
        except FoedusError as error:
            error.field = key if error.field == "when" else error.field  # the row that the author wrote
            raise

    def body(self, draft: Draft) -> Body:
        return _BODIES[draft.block.kind](self, draft)


def _rule(build: Builder, draft: Draft) -> Rule:
    block, file = draft.block, build.file
    effects = [row for row in block.rows if row.key in MODALITIES]
    if len(effects) != 1:
        raise FoedusError(
            f"rule '{block.name}' has {'no effect' if not effects else 'several effects'}", file=file, line=block.line,
            expected="exactly one row of must, may, must not, deems", remedy="write for example 'must: assist'",
        )  # fmt: skip
    effect, bearer = effects[0], block.get("bearer")
    if bearer is None:
        raise FoedusError(
            f"rule '{block.name}' has no bearer", file=file, line=block.line, expected="a row 'bearer'",
            remedy="write for example 'bearer: every other party'",
        )  # fmt: skip
    modality, duty = _effect(effect, file)
    beneficiary = block.get("beneficiary")
    until = block.get("until")
    ends = until.value if until and not _DATE_LIKE.match(until.value) else ""
    return Rule(
        provision=f"{draft.provision}/{block.name}", name=block.name, heading=block.heading, trigger=build.trigger(block),
        requires=build.items(block, "requires"), unless=build.items(block, "unless"),
        bearer=build.condition("bearer", bearer.value, bearer.line),
        beneficiary=build.condition("beneficiary", beneficiary.value, beneficiary.line) if beneficiary else None,
        modality=modality, duty=duty, up_to=_word(block, "up to", "ups", file), discretion=_discretion(block, file),
        how=_value(block, "how"), within=_value(block, "within"), ends=ends, report_to=_value(block, "report to"),
        law_from=_edge(block, "from", file), law_until=None if ends else _edge(block, "until", file), **_common(block, file),
    )  # fmt: skip


def _effect(effect: Row, file: str) -> tuple[str, str]:
    duties = terms.vocabulary("duties")
    if effect.value not in duties:
        raise FoedusError(
            f"unknown duty '{effect.value}'", file=file, line=effect.line, field=effect.key,
            expected="a word of the list of duties", nearest=terms.nearest(effect.value, duties),
            remedy="see 'foedus terms duty'",
        )  # fmt: skip
    kind = duties[effect.value]["kind"]
    if kind == "abstention" and effect.key != "must":
        raise FoedusError(
            f"'{effect.key}: {effect.value}' says no twice", file=file, line=effect.line, field=effect.key,
            expected="an abstention under 'must'", remedy=f"write 'must: {effect.value}'",
        )  # fmt: skip
    if (kind == "deeming") != (effect.key == "deems"):
        raise FoedusError(
            f"'{effect.key}: {effect.value}' does not fit", file=file, line=effect.line, field=effect.key,
            expected="'deems' with a deeming word, other rows with a duty",
        )  # fmt: skip
    return ("must not" if kind == "abstention" else effect.key), effect.value


def _term(build: Builder, draft: Draft) -> Term:
    block = draft.block
    rows, any_of = build.trigger(block), build.items(block, "any of")
    if bool(rows) == bool(any_of):
        raise FoedusError(
            f"term '{block.name}' says nothing" if not rows else f"term '{block.name}' mixes rows and 'any of'",
            file=build.file, line=block.line, expected="trigger rows, or 'any of' with a list",
        )  # fmt: skip
    return Term(block.name, rows, any_of, *_life(block, build.file), **_common(block, build.file))


def _exception(build: Builder, draft: Draft) -> RuleException:
    block, to = draft.block, draft.block.get("to")
    rows, any_of = build.trigger(block), build.items(block, "any of")
    if bool(rows) == bool(any_of):
        raise FoedusError(
            f"exception '{block.name}' {'mixes rows and' if rows else 'says nothing: no row and no'} 'any of'",
            file=build.file, line=block.line, expected="trigger rows, or 'any of' with a list",
            remedy="name what needs both as a term" if rows else None,
        )  # fmt: skip
    return RuleException(
        block.name, tuple(split_list(_text(to))) if to else (f"{draft.provision}/",), rows, any_of,
        *_life(block, build.file), **_common(block, build.file),
    )  # fmt: skip


def _organ(build: Builder, draft: Draft) -> Organ:
    block = draft.block
    rules = [row for row in block.rows if row.key in VOTING_RULES]
    if len(rules) != 1:
        raise FoedusError(
            f"organ '{block.name}' has {'no voting rule' if not rules else 'several voting rules'}", file=build.file,
            line=block.line, expected=f"one of {', '.join(VOTING_RULES)}",
        )  # fmt: skip
    _one_of(block, "excludes", ("suspended", "the target", "the actor"), build.file)
    _check_party(block, "veto", build.file)
    seats, veto = block.get("seats"), block.get("veto")
    if seats and seats.value != "every party" and not seats.value.isdigit():
        raise FoedusError(
            f"'{seats.value}' is no number of seats", file=build.file, line=seats.line, field="seats",
            expected="'every party', or a number with a table seats.csv",
        )  # fmt: skip
    if veto and rules[0].key != "majority":
        raise FoedusError(
            f"a veto beside '{rules[0].key}'", file=build.file, line=veto.line, field="veto", expected="a majority",
            remedy="under unanimity and consensus every member can stop a decision",
        )  # fmt: skip
    return Organ(
        block.name, rules[0].key, rules[0].value, _value(block, "quorum"), _value(block, "excludes"),
        _value(block, "seats"), tuple(split_list(_value(block, "veto"))), *_life(block, build.file),
        **_common(block, build.file),
    )  # fmt: skip


def _standing(build: Builder, draft: Draft) -> StandingClause:
    block = draft.block
    if block.name not in STANDING_KINDS:
        raise FoedusError(
            f"unknown standing '{block.name}'", file=build.file, line=block.line,
            expected=f"one of {', '.join(STANDING_KINDS)}", nearest=terms.nearest(block.name, STANDING_KINDS),
        )  # fmt: skip
    for key in ("notice given", "claimed"):
        _edge(block, key, build.file)  # a bad date is told where it stands
    reading = block.get("reading")
    if reading and block.name in OF_PARTIES and not (block.get("by") and block.get("date")):
        raise FoedusError(
            f"a reading of {block.name} without 'by' and 'date'", file=build.file, line=reading.line,
            expected="'by: ' the parties and 'date: ' the day from which, under this reading, they are not bound",
        )  # fmt: skip
    _check_party(block, "by", build.file, but=("every party",))
    claimed = block.get("claimed")
    if claimed and not block.get("by"):
        raise FoedusError(
            "a claim by nobody",
            file=build.file,
            line=claimed.line,
            field="claimed",
            expected="a row 'by' that names who claims it",
        )
    if block.get("from"):
        raise FoedusError(
            "'from' in a standing block", file=build.file, line=block.get("from").line, field="from",
            expected="a row 'date'", remedy="write the day as 'date'",
        )  # fmt: skip
    skip = {"standing", "date", *COMMON_KEYS}
    rows = tuple((row.key, _text(row)) for row in block.rows if row.key not in skip)
    return StandingClause(
        block.name, _edge(block, "date", build.file), rows, _edge(block, "until", build.file), **_common(block, build.file)
    )  # fmt: skip


def _reservation(build: Builder, draft: Draft) -> Reservation:
    block = draft.block
    for key in ("by", "to", "effect"):
        if not block.get(key):
            raise FoedusError(
                f"reservation '{block.name}' has no '{key}'",
                file=build.file,
                line=block.line,
                expected=f"a row '{key}'",
            )
    _check_party(block, "by", build.file)
    _one_of(block, "effect", ("limits", "excludes"), build.file)
    accepted = block.get("accepted by")
    if accepted:
        all_, _, but = accepted.value.partition(" except ")
        bad = next((word for word in split_list(but) if not is_id(word)), None)
        if all_ != "all" or bad:
            raise FoedusError(
                f"unknown word '{bad or all_}'", file=build.file, line=accepted.line, field="accepted by",
                expected="'all', or 'all except' ids", nearest=terms.nearest(bad, list(terms.states())) if bad else "all",
            )  # fmt: skip
    return Reservation(
        block.name, _value(block, "by"), tuple(split_list(_value(block, "to"))), _value(block, "effect"),
        _value(block, "accepted by") or "all", build.trigger(block), *_life(block, build.file), **_common(block, build.file),
    )  # fmt: skip


def _precedence(build: Builder, draft: Draft) -> Precedence:
    block = draft.block
    over, yields = block.get("over"), block.get("yields to")
    if bool(over) == bool(yields):
        raise FoedusError(
            f"precedence '{block.name}' needs one direction", file=build.file, line=block.line,
            expected="either 'over' or 'yields to'",
        )  # fmt: skip
    to = block.get("to")
    return Precedence(
        block.name, tuple(split_list(_text(over))) if over else (), tuple(split_list(_text(yields))) if yields else (),
        tuple(split_list(_text(to))) if to else (f"{draft.provision}/",), _value(block, "between"), build.items(block, "when"),
        *_life(block, build.file), **_common(block, build.file),
    )  # fmt: skip


_BODIES: dict[str, Callable[[Builder, Draft], Body]] = {
    "rule": _rule, "term": _term, "exception": _exception, "organ": _organ, "standing": _standing,
    "reservation": _reservation, "precedence": _precedence,
}  # fmt: skip


def _common(block: Block, file: str) -> dict[str, object]:
    return {
        "reading": _value(block, "reading") or None,
        "held_by": _value(block, "held by"),
        "origin": Origin(
            file,
            block.line,
            _value(block, "verified"),
            tuple(split_list(_value(block, "source"))),
            _value(block, "note"),
        ),
    }


def _life(block: Block, file: str) -> tuple[Edge | None, Edge | None]:
    return _edge(block, "from", file), _edge(block, "until", file)


def _check_party(block: Block, key: str, file: str, but: tuple[str, ...] = ()) -> None:
    """Raise FoedusError for a word of a row that is the id of no state or body."""
    row = block.get(key)
    for word in split_list(_text(row)) if row else ():
        if word not in but and not is_id(word):
            raise FoedusError(
                f"unknown party '{word}'", file=file, line=row.line, field=key, expected="the id of a state or body",
                nearest=terms.nearest(word, [*terms.states(), *terms.actors()]),
            )  # fmt: skip


def _one_of(block: Block, key: str, known: tuple[str, ...], file: str) -> None:
    """Raise FoedusError for a word of a row that is not on its short list."""
    row = block.get(key)
    for word in split_list(_text(row)) if row else ():
        if word not in known:
            raise FoedusError(
                f"unknown word '{word}'", file=file, line=row.line, field=key, expected=f"one of {', '.join(known)}",
                nearest=terms.nearest(word, known),
            )  # fmt: skip


def _discretion(block: Block, file: str) -> str:
    value, known = _value(block, "discretion") or "none", ("none", "means", "whether")
    if value not in known:
        row = block.get("discretion")
        raise FoedusError(
            f"unknown discretion '{value}'", file=file, line=row.line if row else block.line, field="discretion",
            expected=f"one of {', '.join(known)}", nearest=terms.nearest(value, known),
        )  # fmt: skip
    return value


def _word(block: Block, key: str, table: str, file: str) -> str | None:
    row = block.get(key)
    if row is None:
        return None
    known = terms.vocabulary(table)
    if row.value not in known:
        raise FoedusError(
            f"unknown word '{row.value}'", file=file, line=row.line, field=key,
            expected=f"one of {', '.join(known)}", nearest=terms.nearest(row.value, known),
        )  # fmt: skip
    return row.value


def _edge(block: Block, key: str, file: str) -> Edge | None:
    row = block.get(key)
    if row is None:
        return None
    try:
        return parse_edge(row.value)
    except FoedusError as error:
        raise FoedusError(error.message, file=file, line=row.line, field=key, expected=error.expected) from None


def _items(row: Row) -> tuple[tuple[str, int], ...]:
    return row.items if row.items else ((row.value, row.line),)


def _text(row: Row) -> str:
    return row.value if row.value else ", ".join(text for text, _ in row.items)


def _value(block: Block, key: str) -> str:
    row = block.get(key)
    return _text(row) if row else ""


def split_list(text: str) -> list[str]:
    """Return the parts of a comma-separated value."""
    return [part.strip() for part in text.split(",") if part.strip()]
