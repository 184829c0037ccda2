"""Date phrases: interval, precision, the words, and nothing that the text does not give."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.reading import PRECISIONS
from foedus.reading.dates import date_phrases

PUBLISHED = date(2023, 9, 18)  # a Monday


def read(text: str, lang: str = "en", published: date | None = None):
    return date_phrases(text, [(0, len(text))], lang, published)


def one(text: str, lang: str = "en", published: date | None = None):
    found = read(text, lang, published)
    assert len(found) == 1, found
    return found[0].date


@pytest.mark.parametrize(
    ("text", "lang", "start", "end", "precision"),
    [
        ("They met on 4 April 2023.", "en", "2023-04-04", "2023-04-04", "day"),
        ("They met on April 4th, 2023.", "en", "2023-04-04", "2023-04-04", "day"),
        ("They met in August 2020.", "en", "2020-08-01", "2020-08-31", "month"),
        ("They met in 2012.", "en", "2012-01-01", "2012-12-31", "year"),
        ("Since 2020 they have met.", "en", "2020-01-01", None, "interval"),
        ("They met in early April 2023.", "en", "2023-04-01", "2023-04-10", "interval"),
        ("They met in mid-April 2023.", "en", "2023-04-11", "2023-04-20", "interval"),
        ("They met in late April 2023.", "en", "2023-04-21", "2023-04-30", "interval"),
        ("They met between 2012 and 2015.", "en", "2012-01-01", "2015-12-31", "interval"),
        ("They met in the 1960s.", "en", "1960-01-01", "1969-12-31", "interval"),
        ("They met from July 28 to 30, 1914.", "en", "1914-07-28", "1914-07-30", "interval"),
        ("They met on 2023-09-16.", "en", "2023-09-16", "2023-09-16", "day"),
        ("They met on 4 April 2023 at 4 p.m. in the hall.", "en", "2023-04-04", "2023-04-04", "instant"),
        ("They met in the summer of 1914.", "en", "1914-06-01", "1914-08-31", "interval"),
        ("Ils ont signé le 16 septembre 2023.", "fr", "2023-09-16", "2023-09-16", "day"),
        ("Ils ont signé le 1er août 1914.", "fr", "1914-08-01", "1914-08-01", "day"),
        ("Ils ont signé en août 2020.", "fr", "2020-08-01", "2020-08-31", "month"),
        ("Depuis 2020, ils signent.", "fr", "2020-01-01", None, "interval"),
        ("Ils ont signé fin avril 2023.", "fr", "2023-04-21", "2023-04-30", "interval"),
    ],
)
def test_what_the_words_give_is_read(text, lang, start, end, precision):
    found = one(text, lang)
    assert (found.to_json()["start"], found.to_json()["end"], found.precision) == (start, end, precision)
    assert found.basis == "stated"


@pytest.mark.parametrize(
    ("text", "lang", "precision"),
    [
        ("On Saturday they signed.", "en", "day"),
        ("On Saturday, September 16th, they signed.", "en", "day"),
        ("They fell in July.", "en", "month"),
        ("They attacked in recent weeks.", "en", "interval"),
        ("They attacked yesterday.", "en", "day"),
        ("They left last year.", "en", "year"),
        ("They have fought for years.", "en", "interval"),
        ("Ils ont signé samedi.", "fr", "day"),
        ("Ils attaquent depuis des années.", "fr", "interval"),
        ("Ils sont tombés en juillet.", "fr", "month"),
    ],
)
def test_nothing_is_guessed_without_the_day_of_the_report(text, lang, precision):
    found = one(text, lang)
    assert (found.start, found.end, found.precision) == (None, None, precision)


@pytest.mark.parametrize(
    ("text", "lang", "start", "end"),
    [
        ("On Saturday they signed.", "en", "2023-09-16", "2023-09-16"),
        ("On Monday they signed.", "en", "2023-09-18", "2023-09-18"),
        ("They will sign on Saturday.", "en", "2023-09-23", "2023-09-23"),
        ("On September 16th they signed.", "en", "2023-09-16", "2023-09-16"),
        ("They fell in July.", "en", "2023-07-01", "2023-07-31"),
        ("They fell in December.", "en", "2022-12-01", "2022-12-31"),
        ("They attacked yesterday.", "en", "2023-09-17", "2023-09-17"),
        ("They attacked overnight.", "en", "2023-09-17", "2023-09-18"),
        ("They met last week.", "en", "2023-09-11", "2023-09-17"),
        ("They left three days ago.", "en", "2023-09-15", "2023-09-15"),
        ("They left last year.", "en", "2022-01-01", "2022-12-31"),
        ("Ils ont signé samedi.", "fr", "2023-09-16", "2023-09-16"),
        ("Ils ont signé hier.", "fr", "2023-09-17", "2023-09-17"),
    ],
)
def test_the_day_of_the_report_anchors_and_the_basis_says_so(text, lang, start, end):
    found = one(text, lang, PUBLISHED)
    assert (found.to_json()["start"], found.to_json()["end"]) == (start, end)
    assert found.basis == "calculated"


def test_vague_spans_stay_open_even_with_a_day_of_the_report():
    assert one("They attacked in recent weeks.", published=PUBLISHED).start is None


def test_a_joined_date_lends_its_year_and_nothing_else_does():
    first, second = read("They fell in January and September 2022.")
    assert (first.date.start, first.date.basis) == (date(2022, 1, 1), "calculated")
    assert second.date.basis == "stated"
    apart = read("They fell in January. They rose again in September 2022.")
    assert apart[0].date.start is None


@pytest.mark.parametrize("text", ["They met on 31 April 2023.", "They met on February 30, 2023.", "They met on 2023-13-45."])
def test_a_day_that_does_not_exist_is_no_day(text):
    assert all(phrase.date.precision != "day" or phrase.date.start is None for phrase in read(text))


@pytest.mark.parametrize("text", ["The 2015 accord failed.", "They march on.", "It may rain.", "The second of two."])
def test_other_words_are_no_dates(text):
    assert read(text) == []


@given(st.text(alphabet="0123456789 ondiJulySeptmbrauchavil-/,.:enle", max_size=60), st.sampled_from(["en", "fr"]))
def test_any_text_gives_ordered_dates_inside_it(text, lang):
    last = 0
    for phrase in read(text, lang, PUBLISHED):
        assert last <= phrase.start < phrase.end <= len(text)
        last = phrase.end
        assert phrase.date.precision in PRECISIONS
        if phrase.date.start and phrase.date.end:
            assert phrase.date.start <= phrase.date.end
