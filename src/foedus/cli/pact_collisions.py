"""`foedus pacts collisions`: if any state attacked any other on a day, who would be bound to two incompatible things."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date

from foedus.cli.layout import wrapped
from foedus.cli.options import Options
from foedus.cli.output import check_output, made_by, put, put_json, width
from foedus.desk import collisions_on, when_of
from foedus.obligations import SupposedCollision, arguments
from foedus.pacts import Library, article_label, load_library
from foedus.terms import day_when, join, name_of

COLUMNS = (
    "bearer", "attacker", "target", "instrument_1", "provision_1", "reading_1", "instrument_2", "provision_2", "reading_2",
    "avoidable",
)  # fmt: skip
MOST_NAMES = 6
Clash = tuple[tuple[str, str, str | None], tuple[str, str, str | None]]


def write_collisions(options: Options, on: str, party: str) -> None:
    """Write the collisions of a day, those of one bearer where a party is named."""
    check_output(options)
    library = load_library(*options.library)
    when = when_of(on, "--on") or day_when(date.today())
    found = [each for each in collisions_on(when, library=library) if not party or each.bearer == party]
    if options.format == "json":
        put_json({
            "schema": "foedus/supposed-collisions/1", "made_by": made_by(library.digest), "on": when.to_json(),
            "supposed": "every ordered pair of states: the first invades the second",
            "collisions": [_json(each, library) for each in found],
        }, options)  # fmt: skip
    elif options.format == "csv":
        put(_csv(found), options)
    else:
        put("\n".join(_lines(found, library, when.words(), options.lang)), options)


def _json(each: SupposedCollision, library: Library) -> dict[str, object]:
    first, second = each.between
    return {
        "bearer": each.bearer, "attacker": each.attacker, "target": each.target,
        "between": [dict(zip(("instrument", "provision", "reading"), one, strict=True)) for one in (first, second)],
        "avoidable": each.avoidable,
    }  # fmt: skip


def _csv(found: Sequence[SupposedCollision]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in found:
        first, second = (tuple(part or "" for part in one) for one in each.between)
        writer.writerow([each.bearer, each.attacker, each.target, *first, *second, str(each.avoidable).lower()])
    return out.getvalue()


def _lines(found: Sequence[SupposedCollision], library: Library, day: str, lang: str) -> list[str]:
    groups: dict[Clash, list[SupposedCollision]] = {}
    for each in found:
        groups.setdefault(each.between, []).append(each)
    pairs = {(each.attacker, each.target) for each in found}
    rows = [
        f"If any state invaded any other on {day}: {len(found):,} collisions, in {len(pairs):,} of the ordered pairs, "
        f"between {len(groups):,} pairs of provisions.",
        "Performing the first to the full would break the second; help short of that may satisfy both.",
        "",
    ]
    for clash, some in sorted(groups.items(), key=lambda item: (-len(item[1]), str(item[0]))):
        rows += _group(clash, some, library, lang)
    return [line for row in rows for line in (_wrapped(row) if row else [""])]


def _wrapped(row: str) -> list[str]:
    return wrapped(row, width(), "  " if row.startswith(" ") else "", "  " if row.startswith((" ", "-")) else "")


def _group(clash: Clash, some: Sequence[SupposedCollision], library: Library, lang: str) -> list[str]:
    first, second = clash
    bearers = list(dict.fromkeys(each.bearer for each in some))
    example = some[0]
    told = (
        f"- {_provision(first, library)} against {_provision(second, library)}: {counted(len(some))}, for "
        f"{_names(bearers, lang)}; for example {name_of(example.bearer, lang)}, if {name_of(example.attacker, lang)} "
        f"invaded {name_of(example.target, lang)}."
    )
    instrument = library[first[0]]
    rule = next(rule for rule in instrument.rules if rule.provision == first[1])
    pleas = arguments(example.bearer, (instrument, rule), library[second[0]], library)
    return [told, *([f"  Could be pleaded: {' '.join(pleas)}"] if pleas else [])]


def counted(number: int) -> str:
    """Return how often: `once`, `4 times`."""
    return "once" if number == 1 else f"{number:,} times"


def _provision(key: tuple[str, str, str | None], library: Library) -> str:
    instrument = library[key[0]]
    reading = f" (reading “{key[2]}”)" if key[2] else ""
    return f"{instrument.short_name}, {article_label(key[1])}{reading}"


def _names(bearers: Sequence[str], lang: str) -> str:
    shown = [name_of(each, lang) for each in bearers[:MOST_NAMES]]
    more = len(bearers) - len(shown)
    return join([*shown, f"{more} others"] if more else shown, lang)
