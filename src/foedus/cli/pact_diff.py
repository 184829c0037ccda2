"""`foedus pacts diff`: two pacts clause by clause, or two versions of one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from foedus.cli.layout import wrapped
from foedus.cli.options import Options
from foedus.cli.output import check_output, made_by, put, put_json, width
from foedus.cli.wording import told
from foedus.pacts import (
    Body,
    Condition,
    Instrument,
    Library,
    Rule,
    Spell,
    StandingClause,
    load_library,
    read_instrument,
)
from foedus.terms import FoedusError, nearest, vocabulary

HEAD = ("kind", "organisation", "signed", "signed at")
_ABOUT = ("origin", "name", "provision", "heading", "reading", "kind", "modality", "duty")


@dataclass(frozen=True)
class Clause:
    """One block as it is compared: what kind it is, how it is cited, its reading, and its rows as text."""

    kind: str
    id: str
    reading: str | None
    effect: str
    rows: Mapping[str, str]

    @property
    def label(self) -> str:
        return f"{self.id} [{self.reading}]" if self.reading else self.id


Pair = tuple[Clause | None, Clause | None]


def write_diff(options: Options, first: str, second: str) -> None:
    """Write where two pacts differ; each is an id of the library or a folder.

    A folder alone is compared with the shipped pact of the same name, which is then the first of the two.
    """
    check_output(options)
    library = load_library(*options.library)
    one, other = (_taken(first, library), _taken(second, library)) if second else _with_shipped(first)
    same = one.id == other.id or one.title == other.title
    pairs = paired(_clauses(one), _clauses(other), same=same)
    if options.format == "json":
        put_json({
            "schema": "foedus/pact-diff/1", "made_by": made_by(library.digest), "between": [one.id, other.id],
            "versions": same, "head": _head(one, other), "parties": _parties(one, other),
            "memberships": _memberships(one, other) if same else {}, "words": _words(one, other) if same else {},
            "clauses": [_as_json(pair) for pair in pairs],
        }, options)  # fmt: skip
    else:
        put("\n".join(_lines(one, other, pairs, same, options.lang)), options)


def _with_shipped(folder: str) -> tuple[Instrument, Instrument]:
    """Return the shipped pact that a folder is named like, and the one in the folder."""
    path = Path(folder).resolve()
    if not (path / "text.md").is_file():
        raise FoedusError(
            f"'{folder}' alone cannot be compared", field="A", expected="two pacts, or one folder with a text.md",
            remedy="name the other pact as well",
        )  # fmt: skip
    shipped = load_library()
    if path.name not in shipped.instruments:
        raise FoedusError(
            f"no shipped pact is called '{path.name}'", field="A", expected="a folder named like a shipped pact",
            nearest=nearest(path.name, shipped.instruments), remedy="name the other pact as well",
        )  # fmt: skip
    return shipped[path.name], read_instrument(path)


def _taken(named: str, library: Library) -> Instrument:
    path = Path(named)
    return read_instrument(path.resolve()) if (path / "text.md").is_file() else library[named]


def _clauses(instrument: Instrument) -> list[Clause]:
    blocks = sorted((*instrument.blocks, *instrument.variants), key=lambda block: block.origin.line)
    return [_clause(block) for block in blocks]


def _clause(block: Body) -> Clause:
    kind = {"RuleException": "exception", "StandingClause": "standing"}.get(
        type(block).__name__, type(block).__name__.lower()
    )
    if isinstance(block, Rule):
        # An abstention is kept as a must not, and its word says itself what is not done: refrain from force.
        abstains = vocabulary("duties").get(block.duty, {}).get("kind") == "abstention"
        named, effect = block.provision, f"{'must' if abstains else block.modality} {block.duty}"
    elif isinstance(block, StandingClause):
        # Notices of several parties are clauses of one kind.
        named = effect = " ".join(filter(None, (block.kind, block.get("by"))))
    else:
        named = effect = block.name
    rows = {"effect": effect} if isinstance(block, Rule) else {}
    for name, value in vars(block).items():
        if name not in _ABOUT and value not in (None, "", (), "none"):
            rows |= _rows(name.replace("_", " "), value)
    return Clause(kind, named if kind == "rule" else f"{kind}: {named}", block.reading, effect, rows)


def _rows(name: str, value: object) -> dict[str, str]:
    """Return a field of a block as rows: conditions of a trigger under their own keys, lists as one row."""
    if isinstance(value, Condition):
        return {name: value.words}
    if isinstance(value, tuple) and value and all(isinstance(each, Condition) for each in value):
        if name in ("trigger", "rows"):
            return {each.key: each.words for each in value}
        return {name: "; ".join(each.words if each.key == "when" else f"{each.key} {each.words}" for each in value)}
    if isinstance(value, tuple) and value and isinstance(value[0], tuple):
        return {key: text for key, text in value if text}
    return {name: ", ".join(map(str, value)) if isinstance(value, tuple) else str(getattr(value, "text", value))}


def paired(ones: list[Clause], others: list[Clause], *, same: bool) -> list[Pair]:
    """Return clauses side by side: in versions of one pact by their ids, in different pacts by what they oblige to."""
    left = list(others)
    found: dict[int, Clause] = {}
    for likeness in _likenesses(same):
        for place, one in enumerate(ones):
            if place not in found and (match := next((other for other in left if likeness(one, other)), None)):
                found[place] = match
                left.remove(match)
    return [*((one, found.get(place)) for place, one in enumerate(ones)), *((None, other) for other in left)]


def _likenesses(same: bool) -> Iterable:
    """Yield what makes two clauses one, the closest likeness first; only readings of one name are compared."""

    def alike(one: Clause, other: Clause) -> bool:
        return (one.kind, one.reading) == (other.kind, other.reading)

    def rule_name(clause: Clause) -> str:
        return clause.id.rpartition("/")[2]

    if same:
        yield lambda one, other: alike(one, other) and one.id == other.id
    yield lambda one, other: alike(one, other) and one.effect == other.effect and rule_name(one) == rule_name(other)
    yield lambda one, other: alike(one, other) and one.effect == other.effect


def _differing(one: Clause, other: Clause) -> dict[str, tuple[str, str]]:
    keys = dict.fromkeys((*one.rows, *other.rows))
    return {
        key: (one.rows.get(key, ""), other.rows.get(key, ""))
        for key in keys
        if one.rows.get(key) != other.rows.get(key)
    }


def _as_json(pair: Pair) -> dict[str, object]:
    one, other = pair
    either = one or other
    rows = _differing(one, other) if one and other else {}
    return {
        "kind": either.kind,  # type: ignore[union-attr]
        "reading": either.reading,  # type: ignore[union-attr]
        "clauses": [one.id if one else None, other.id if other else None],
        "rows": {key: [value or None for value in values] for key, values in rows.items()},
        "same": bool(one and other and not rows),
    }


def _head(one: Instrument, other: Instrument) -> dict[str, list[str]]:
    return {key: [one.about(key), other.about(key)] for key in HEAD if one.about(key) != other.about(key)}


def _parties(one: Instrument, other: Instrument) -> dict[str, list[str]]:
    return {
        "both": [party for party in one.parties if party in other.parties],
        "first": [party for party in one.parties if party not in other.parties],
        "second": [party for party in other.parties if party not in one.parties],
    }


def _memberships(one: Instrument, other: Instrument) -> dict[str, list[list[str]]]:
    """Return for each party of both versions its rows of parties.csv where they differ."""
    found = {}
    for party in _parties(one, other)["both"]:
        rows = [[_spell(spell) for spell in each.spells if spell.party == party] for each in (one, other)]
        if rows[0] != rows[1]:
            found[party] = rows
    return found


def _spell(spell: Spell) -> str:
    start, end = (f"{word} {edge.text}" if edge else "" for word, edge in (("from", spell.start), ("until", spell.end)))
    return " ".join(filter(None, (spell.status, spell.towards and f"towards {spell.towards}", start, end)))


def _words(one: Instrument, other: Instrument) -> dict[str, list[str | None]]:
    """Return for each article its restatement in the two versions where they differ, null where there is no article."""
    left, right = ({article.id: " ".join(article.words.split()) for article in each.articles} for each in (one, other))
    return {id_: [left.get(id_), right.get(id_)] for id_ in {**left, **right} if left.get(id_) != right.get(id_)}


def _changed_words(texts: list[str | None]) -> tuple[str, str]:
    """Return the sentences of each text that the other does not have."""
    sentences = [re.split(r"(?<=[.;:])\s+", text) if text else [] for text in texts]
    told = (" ".join(each for each in here if each not in there) for here, there in (sentences, sentences[::-1]))
    return next(told), next(told)


def _lines(one: Instrument, other: Instrument, pairs: list[Pair], versions: bool, lang: str) -> list[str]:
    wide = width()
    lines = [
        *wrapped(f"A: {one.short_name} ({one.id})", wide),
        *wrapped(f"B: {other.short_name} ({other.id})", wide),
        "",
    ]
    for key, values in _head(one, other).items():
        lines += _both(told(key, lang), values, wide, "")
    for key, head in (("both", "A, B"), ("first", "A"), ("second", "B")):
        if named := _parties(one, other)[key]:
            lines += wrapped(f"{told('parties', lang)} {head}: {', '.join(named)}", wide, "", "  ")
    for party, rows in _memberships(one, other).items() if versions else ():
        lines += ["", *_both(party, ["; ".join(each) for each in rows], wide, "")]
    for id_, texts in _words(one, other).items() if versions else ():
        lines += ["", *_both(f"{told('words of', lang)} {id_}", _changed_words(texts), wide, "")]
    same = [f"{first.label}" for first, second in pairs if first and second and not _differing(first, second)]
    for first, second in pairs:
        if first and second and (rows := _differing(first, second)):
            label = first.label if first.label == second.label else f"A {first.label}, B {second.label}"
            lines += ["", *wrapped(label, wide, "", "  ")]
            for key, values in rows.items():
                lines += _both(key, values, wide, "  ")
    for mark, alone in (
        ("A", [first for first, second in pairs if not second]),
        ("B", [each for one, each in pairs if not one]),
    ):
        if alone:
            lines += ["", f"{told('only in', lang)} {mark}:"]
            for clause in alone:
                effect = f" ({clause.effect})" if clause and clause.kind == "rule" else ""
                lines += wrapped(f"{clause.label}{effect}", wide, "  ", "    ")  # type: ignore[union-attr]
    if same:
        lines += ["", *wrapped(f"{told('the same', lang)}: {', '.join(same)}", wide, "", "  ")]
    return lines


def _both(key: str, values: Iterable[str], wide: int, indent: str) -> list[str]:
    lines = [f"{indent}{key}:"]
    for mark, value in zip("AB", values, strict=True):
        lines += wrapped(f"{mark}  {value or '-'}", wide, f"{indent}  ", f"{indent}     ")
    return lines
