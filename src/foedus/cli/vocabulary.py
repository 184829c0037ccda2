"""`foedus terms`: the words of pacts, cases and incidents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from foedus import terms
from foedus.briefs.pacts import OTHER_NAMES, TABLES, entries_of, gloss, listed, meanings, own_phrases, told
from foedus.cli.layout import described, wrapped
from foedus.cli.options import Options
from foedus.cli.output import check_output, made_by, put, put_json, width
from foedus.terms import plain


def write_terms(options: Options, word: str) -> None:
    """Write the list of vocabularies, one vocabulary, or what one word means."""
    from foedus.pacts import load_library

    check_output(options)
    name = plain(word)
    library = load_library(*options.library)
    phrases = own_phrases(library)
    if not name:
        answer: dict[str, object] = {"vocabularies": [listed(each, phrases) for each in TABLES]}
        lines = _all_lines(phrases, options.lang)
    elif table := (name if name in TABLES else OTHER_NAMES.get(name)):
        entries = list(entries_of(TABLES[table][0], phrases))
        answer = {"vocabulary": table, "words": entries}
        lines = _table_lines(table, entries, options.lang)
    else:
        entries = meanings(word, phrases)
        answer = {"word": word, "meanings": entries}
        lines = [line for entry in entries for line in (*_entry_lines(entry, options.lang), "")][:-1]
    if options.format == "json":
        put_json({"schema": "foedus/terms/1", "made_by": made_by(library.digest), **answer}, options)
    else:
        put("\n".join(lines), options)


def _all_lines(phrases: tuple[dict[str, object], ...], lang: str) -> list[str]:
    pairs = []
    for name in TABLES:
        each = listed(name, phrases)
        pairs.append((name, f"{each['words']} {told('words', lang)}: {', '.join(each['rows'])}"))  # type: ignore[arg-type]
    return [f"{told('vocabularies', lang).capitalize()} (foedus terms WORD):", "", *described(pairs, width(), "  ")]


def _table_lines(table: str, entries: list[dict[str, object]], lang: str) -> list[str]:
    if table == "act":
        return list(_tree("", 0, lang))
    lines: list[str] = []
    # Two columns fit words of one length: what stands in rows, ids, names and areas are each set for themselves.
    for kind, group in groupby(entries, key=lambda entry: str(entry["kind"])):
        heading = (
            [*([""] if lines else []), f"{told(f'{kind}s', lang).capitalize()}:"] if len(TABLES[table][0]) > 1 else []
        )
        pairs = [(str(entry["word"]), gloss(entry, lang)) for entry in group]
        lines += [*heading, *described(pairs, width(), "  " if heading else "")]
    return lines


def _tree(parent: str, depth: int, lang: str) -> Iterator[str]:
    for act, row in terms.acts().items():
        if row["parent"] == parent:
            note = " · ".join(
                part for part in (terms.translate(act, lang) if lang != "en" else "", row["note"]) if part
            )
            indent = "  " * depth
            yield from wrapped(f"{act}{f' ({note})' if note and note != act else ''}", width(), indent, f"{indent}    ")
            yield from _tree(act, depth + 1, lang)


def _entry_lines(entry: Mapping[str, object], lang: str) -> list[str]:
    """Return what one word is, as lines."""
    word = str(entry["word"])
    translated = terms.translate(word, lang)
    head = f"{word}: {told(str(entry['kind']), lang)}" + (f" ({translated})" if translated != word else "")
    pairs: list[tuple[str, str]] = []
    for key, value in entry.items():
        if (
            key in ("word", "kind", "spells", *(("name_fr", "meaning_fr") if lang == "en" else ("name", "meaning")))
            or not value
        ):
            continue
        name = {
            "is_a": "a kind of", "kinds": "kinds of it", "presumes_harm": "presumes harm to", "used_by": "used by",
            "part_of": "part of", "name_fr": "name", "meaning_fr": "meaning", "actor_kind": "kind", "place_kind": "kind",
        }.get(key, key.replace("_", " "))  # fmt: skip
        link = " < " if key == "is_a" else ", "
        pairs.append((told(name, lang), link.join(map(str, value)) if isinstance(value, list) else str(value)))
    pairs += [(told("state", lang), _spell_words(spell, lang)) for spell in entry.get("spells", ())]  # type: ignore[attr-defined]
    return [head, *described(pairs, width(), "  ")]


def _spell_words(spell: Mapping[str, object], lang: str) -> str:
    span = " ".join(f"{told(key, lang)} {spell[key]}" for key in ("from", "until") if spell[key])
    numbers = [f"{system.upper()} {spell[system]}" for system in ("cow", "gw") if spell[system]]
    codes = ", ".join([*spell["codes"], *numbers])  # type: ignore[misc]
    return "; ".join(str(part) for part in (spell["name"], span, codes, spell["note"]) if part)
