"""`foedus pacts diff`: two pacts clause by clause, or two versions of one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from foedus.briefs.pacts import PactDifference, changed_words, pact_difference, told
from foedus.cli.layout import wrapped
from foedus.cli.options import Options
from foedus.cli.output import check_output, made_by, put, put_json, width
from foedus.pacts import Instrument, Library, load_library, read_instrument
from foedus.terms import FoedusError, nearest


def write_diff(options: Options, first: str, second: str) -> None:
    """Write where two pacts differ; each is an id of the library or a folder.

    A folder alone is compared with the shipped pact of the same name, which is then the first of the two.
    """
    check_output(options)
    library = load_library(*options.library)
    one, other = (_taken(first, library), _taken(second, library)) if second else _with_shipped(first)
    found = pact_difference(one, other, options.lang)
    if options.format == "json":
        put_json(
            {"schema": "foedus/pact-diff/1", "made_by": made_by(library.digest), **found.to_json()},
            options,
        )
    else:
        put("\n".join(_lines(found, options.lang)), options)


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


def _lines(found: PactDifference, lang: str) -> list[str]:
    wide = width()
    one, other = found.first, found.second
    lines = [
        *wrapped(f"A: {one.short_name} ({one.id})", wide),
        *wrapped(f"B: {other.short_name} ({other.id})", wide),
        "",
    ]
    for row in found.head:
        lines += _both(row.label, (row.first, row.second), wide, "")
    for parties, head in ((found.both, "A, B"), (found.only_first, "A"), (found.only_second, "B")):
        if parties:
            lines += wrapped(f"{told('parties', lang)} {head}: {', '.join(parties)}", wide, "", "  ")
    for party, rows in found.memberships.items():
        lines += ["", *_both(party, ["; ".join(each) for each in rows], wide, "")]
    for id_, texts in found.words.items():
        lines += ["", *_both(f"{told('words of', lang)} {id_}", changed_words(texts), wide, "")]
    for pair in found.changed:
        lines += ["", *wrapped(pair.label, wide, "", "  ")]
        for key, values in pair.rows.items():
            lines += _both(key, values, wide, "  ")
    for mark, alone in zip("AB", found.alone, strict=True):
        if alone:
            lines += ["", f"{told('only in', lang)} {mark}:"]
            for clause in alone:
                effect = f" ({clause.effect})" if clause.kind == "rule" else ""
                lines += wrapped(f"{clause.label}{effect}", wide, "  ", "    ")
    if found.same:
        same = ", ".join(pair.either.label for pair in found.same)
        lines += ["", *wrapped(f"{told('the same', lang)}: {same}", wide, "", "  ")]
    return lines


def _both(key: str, values: Iterable[str], wide: int, indent: str) -> list[str]:
    lines = [f"{indent}{key}:"]
    for mark, value in zip("AB", values, strict=True):
        lines += wrapped(f"{mark}  {value or '-'}", wide, f"{indent}  ", f"{indent}     ")
    return lines
