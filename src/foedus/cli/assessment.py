"""`foedus assess`: one incident through the pacts."""

from __future__ import annotations

from collections.abc import Sequence

from foedus.cli.ending import warn
from foedus.cli.options import Options
from foedus.cli.output import check_output, colour, put, width
from foedus.cli.saving import check_save, save_answer
from foedus.desk import (
    LARGEST_INCIDENT,
    Written,
    answer,
    day_of,
    from_file,
    from_words,
    incident_of,
    pacts,
    take,
    when_of,
)
from foedus.terms import FoedusError, nearest

PROOFS = ("short", "whole")
IN_QUOTES = 'put a value of several words in quotes: "struck=armed forces"'


def write_assessment(
    options: Options,
    arguments: Sequence[str],
    on: str,
    as_of: str,
    pact: Sequence[str],
    everything: bool,
    reading: Sequence[str] = (),
    proof: str = "",
    save: str = "",
    picture: str = "",
) -> None:
    """Write what the pacts say of one incident."""
    check_output(options)
    check_save(save, picture)
    if proof not in ("", *PROOFS):
        raise FoedusError(
            f"unknown length '{proof}'", field="--proof", expected=" or ".join(PROOFS), nearest=nearest(proof, PROOFS)
        )
    law_day, known_day = when_of(on, "--on"), day_of(as_of, "--as-of")
    stated = written(arguments)
    library = pacts(options.library)
    incident, unknown = incident_of(stated, library.fact_phrases)
    for told in unknown:
        warn(str(told))
    named = [name.strip() for each in pact for name in each.split(",") if name.strip()]
    found = answer(
        incident, library, on=law_day, as_of=known_day, pacts=named, everything=everything,
        inputs=(stated.given.named(),) if stated.given else (), readings=reading,
    )  # fmt: skip
    put(
        found.render(options.format, lang=options.lang, width=width(), colour=colour(options), proofs=proof == "whole"),
        options,
    )
    save_answer(save, picture, found, library, options)


def written(arguments: Sequence[str]) -> Written:
    """Return the incident that the arguments are: one file, `-`, or words `key=value`."""
    words = [text for text in arguments if "=" in text]
    if not words and len(arguments) == 1:
        return from_file(take(arguments[0], "an incident as YAML or JSON, or words such as act=raid", LARGEST_INCIDENT))
    if not words:
        raise FoedusError(
            f"'{arguments[1]}' is one too many", field="INCIDENT", expected="one incident file, or words 'key=value'",
            remedy=IN_QUOTES,
        )  # fmt: skip
    if len(words) < len(arguments):
        odd = next(text for text in arguments if "=" not in text)
        raise FoedusError(
            f"'{odd}' is no 'key=value'",
            field="INCIDENT",
            expected="words such as act=raid, or one file alone",
            remedy=IN_QUOTES,
        )
    return Written(from_words(words))
