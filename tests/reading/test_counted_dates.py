"""Days counted from other days, and which clause a date belongs to."""

from __future__ import annotations

from datetime import date

import pytest

from foedus.reading import read_report
from foedus.reading.dates import date_phrases

PUBLISHED = date(2024, 6, 20)  # a Thursday


def days(text: str, lang: str = "en"):
    found = date_phrases(text, [(0, len(text))], lang, PUBLISHED)
    return [(phrase.date.start, phrase.date.end) for phrase in found]


@pytest.mark.parametrize(
    ("text", "lang", "last"),
    [
        ("They met on 3 May 2024 and signed two days later.", "en", date(2024, 5, 5)),
        ("They met on 3 May 2024 and left the next day.", "en", date(2024, 5, 4)),
        ("They met on 3 May 2024 and left that evening.", "en", date(2024, 5, 3)),
        ("They met on 3 May 2024, a day earlier than planned, one week earlier.", "en", date(2024, 4, 25)),
        ("Ils se sont vus le 3 mai 2024 et ont signé le lendemain.", "fr", date(2024, 5, 4)),
        ("Ils se sont vus le 3 mai 2024 et avaient écrit deux jours plus tôt.", "fr", date(2024, 5, 1)),
    ],
)
def test_days_are_counted_from_the_day_named_before(text, lang, last):
    assert days(text, lang)[-1] == (last, last)


def test_without_a_day_to_count_from_nothing_is_guessed():
    assert days("They left the next day.") == [(None, None)]
    assert days("They had left a day earlier.") == [(date(2024, 6, 19), date(2024, 6, 19))]


@pytest.mark.parametrize(
    ("text", "lang", "start", "end"),
    [
        ("It began on Tuesday of last week.", "en", date(2024, 6, 11), date(2024, 6, 11)),
        ("It began on the 30th.", "en", date(2024, 5, 30), date(2024, 5, 30)),
        ("It has lasted since 30 May.", "en", date(2024, 5, 30), None),
        ("It has lasted since the 1960s.", "en", date(1960, 1, 1), None),
        ("C'était dans la nuit de mardi à mercredi.", "fr", date(2024, 6, 18), date(2024, 6, 19)),
        ("C'était le 28 novembre dernier.", "fr", date(2023, 11, 28), date(2023, 11, 28)),
    ],
)
def test_other_phrases(text, lang, start, end):
    assert days(text, lang) == [(start, end)]


def test_a_year_that_opens_a_sentence_holds_for_its_days():
    assert days("In 2019, after a raid on 14 September, talks began.")[-1] == (date(2019, 9, 14), date(2019, 9, 14))


def test_a_date_is_not_taken_from_the_clause_before():
    text = "The jihadist insurgency, which originated in Mali in 2012, spread to Niger in 2015."
    report = read_report(text, id="r", file="r.txt")
    told = {claim.target: claim.date.stated for claim in report.claims}
    assert told == {("MLI",): "in 2012", ("NER",): "in 2015"}


def test_a_count_before_a_clause_is_that_clauses_date():
    text = "Ministers met on Thursday, nine days after Israel bombed Lebanon."
    report = read_report(text, id="r", file="r.txt", published=PUBLISHED)
    (attack,) = (claim for claim in report.claims if claim.type == "ASSAULT")
    assert attack.date.start == attack.date.end == date(2024, 6, 11)


@pytest.mark.parametrize(
    "line",
    ["VIENNA, July 24, 1914.", "(Vienna, 24 July 1914) The court met.", "Oslo/Vienna, July 24, 1914 - The court met."],
)
def test_datelines_in_other_dress(line):
    report = read_report(f"{line}\n\nThe court met again yesterday and the envoys left the hall at noon.", id="r", file="r.txt")
    assert report.published == date(1914, 7, 24)


def test_a_sentence_with_a_date_is_no_dateline():
    report = read_report("Russia invaded Finland on 4 April 2023.\n\nNobody knew why it had come to that.", id="r", file="r.txt")
    assert report.published is None
