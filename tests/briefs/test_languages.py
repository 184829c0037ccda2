"""English and French: every sentence in both, with the same params."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from foedus.briefs import FORMATS, Brief, render
from foedus.briefs.phrases import deed, fill, iso_day, names, of_names, say, some_names, time
from foedus.terms import FoedusError, acts, parse_when


def rows(root: Path, name: str) -> list[dict[str, str]]:
    with (root / "src" / "foedus" / "briefs" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_sentence_is_there_in_both_languages_with_the_same_params(root: Path) -> None:
    for row in rows(root, "sentences"):
        assert set(row) == {"key", "en", "fr"} and row["en"] and row["fr"], row
        english, french = (set(re.findall(r"{(\w+)}", row[lang])) for lang in ("en", "fr"))
        # what a language may need alone: agreement of the verb, a name told again, or left to a pronoun
        free = {"has", "its", "of_target", "pact", "first", "to", "day", "id"}
        assert english ^ french <= free, row["key"]


def test_every_deed_is_a_word_of_the_acts_and_told_in_both_languages(root: Path) -> None:
    for row in rows(root, "deeds"):
        assert row["act"] in acts() and all(row[key] for key in row), row["act"]


def test_headings_are_french_where_french_is_asked(brief: Brief) -> None:
    told = render(brief, lang="fr")
    assert "La réponse en bref" in told and "Ce qui s'est passé, dans l'ordre du temps" in told
    assert "The answer in short" not in told and "What happened" not in told
    assert "l'Estonie" in told and "doivent assister la Lituanie" in " ".join(told.replace("\u00a0", " ").split())


def test_names_take_their_article() -> None:
    assert names(("USA", "FRA", "MLI"), "fr") == "les États-Unis, la France et le Mali"
    assert names(("USA", "FRA"), "en") == "the United States and France"
    assert of_names(("NER",), "fr") == "du Niger" and of_names(("EST",), "fr") == "de l'Estonie"


def test_many_names_are_counted() -> None:
    many = ("AGO", "BDI", "BEN", "BFA", "BWA", "CAF", "MLI")
    assert some_names(many, first=("MLI",)) == "Mali and 6 other parties"
    assert some_names(many[:3]) == "Angola, Burundi and Benin"


@pytest.mark.parametrize(
    ("text", "english", "french"),
    [
        ("2023-09-16", "16 September 2023", "16 septembre 2023"),
        ("2023-09-01", "1 September 2023", "1er septembre 2023"),
        ("2023-09", "September 2023", "septembre 2023"),
        ("2012", "2012", "2012"),
        ("2023-08-03/2023-08-04", "3 August 2023 to 4 August 2023", "du 3 août 2023 au 4 août 2023"),
    ],
)
def test_times_are_told_as_people_write_them(text: str, english: str, french: str) -> None:
    assert (time(parse_when(text)), time(parse_when(text), "fr")) == (english, french)


def test_iso_days_in_text() -> None:
    assert iso_day("2023-09-16") == "16 September 2023" and iso_day("unknown") == "unknown"


def test_deeds_are_clauses() -> None:
    assert deed("raid", "happened", actor=("JNIM",), target=("BFA",)) == "JNIM raided Burkina Faso"
    assert deed("coup", "happened", target=("NER",)) == "soldiers seized power in Niger"
    assert deed("armed intervention", "threatened", actor=("ECOWAS",), target=("NER",)) == (
        "ECOWAS threatened armed intervention against Niger"
    )
    assert deed("raid", "denied", target=("BFA",)).endswith("(denied)")


def test_words_of_a_report_are_never_taken_for_params() -> None:
    assert fill("{who} said[ of {whom}]", {"who": "{whom} [x]", "whom": ""}) == "{whom} [x] said"
    assert "[" in say("what-if.mark")


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_is_told(brief: Brief, format: str) -> None:
    assert len(render(brief, format)) > 500


def test_an_unknown_format_or_language_is_one_clear_message(brief: Brief) -> None:
    with pytest.raises(FoedusError, match="did you mean 'html'"):
        render(brief, "htlm")
    with pytest.raises(FoedusError, match="expected one of en, fr"):
        render(brief, lang="de")
