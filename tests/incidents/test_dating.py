"""Dates: what the words give, what follows from them, and what is never guessed."""

from __future__ import annotations

from datetime import date

import pytest

from foedus.incidents.dating import Published, anchored, clash, hint_of, own_clash, publication_bound
from foedus.incidents.reconcile import reconcile


def hint(day, stated, start=None, end=None, precision="day"):
    return hint_of(day(start, end, stated, precision))


@pytest.mark.parametrize(
    ("stated", "precision", "parts"),
    [
        ("On Saturday, September 16th", "day", (None, 9, 16, 5)),
        ("le samedi 16 septembre 2023", "day", (2023, 9, 16, 5)),
        ("on July 26", "day", (None, 7, 26, None)),
        ("in July", "month", (None, 7, None, None)),
        ("en août 2022", "month", (2022, 8, None, None)),
        ("On Saturday", "day", (None, None, None, 5)),
        ("in recent weeks", "interval", (None, None, None, None)),
    ],
)
def test_words_give_parts_of_a_day(day, stated, precision, parts):
    found = hint(day, stated, precision=precision)
    assert (found.year, found.month, found.day, found.weekday) == parts


@pytest.mark.parametrize("words", ["in recent weeks", "ces dernières semaines", "in the past months"])
def test_words_that_look_back_are_marked(day, words):
    assert hint(day, words, precision="interval").backward
    assert not hint(day, "last Saturday").backward


def test_bare_weekday_is_the_last_before_publication(day):
    out = Published(date(2023, 9, 18), date(2023, 9, 18))
    found = anchored(hint(day, "On Saturday"), out)
    assert (found.start, found.end, found.basis) == (date(2023, 9, 16), date(2023, 9, 16), "calculated")


def test_month_without_year_is_the_last_before_publication(day):
    out = Published(date(2023, 9, 16), date(2023, 9, 23))
    found = anchored(hint(day, "in July", precision="month"), out)
    assert (found.start, found.end) == (date(2023, 7, 1), date(2023, 7, 31))
    later = anchored(hint(day, "in December", precision="month"), out)
    assert later.start == date(2022, 12, 1)


def test_doubtful_publication_that_changes_the_answer_gives_none(day):
    out = Published(date(2023, 6, 20), date(2023, 7, 5))
    assert anchored(hint(day, "in July", precision="month"), out).start is None
    assert anchored(hint(day, "On Saturday"), out).start is None


def test_vague_words_never_become_a_day(day):
    out = Published(date(2023, 9, 18), date(2023, 9, 18))
    found = anchored(hint(day, "in recent weeks", precision="interval"), out)
    assert found.start is None
    assert found.end == date(2023, 9, 18)
    assert anchored(hint(day, "in recent weeks", precision="interval"), Published()).end is None


def test_day_that_does_not_exist_in_the_calendar_is_no_date(day):
    out = Published(date(2023, 3, 5), date(2023, 3, 5))
    assert anchored(hint(day, "on February 30"), out).start is None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("On Saturday", None), ("", "2023-09-16"), False),
        (("On Friday", None), ("", "2023-09-16"), True),
        (("September 16th", None), ("", "2023-09-16"), False),
        (("September 12th", None), ("", "2023-09-16"), True),
        (("On Saturday", None), ("September 16th", None), False),
        (("On Saturday", None), ("on Friday", None), True),
    ],
)
def test_clash_of_two_accounts(day, one, other, expected):
    first, second = hint(day, *one), hint(day, *other)
    assert clash(first, second) is expected
    assert clash(second, first) is expected


def test_weekday_that_does_not_fit_its_own_date(day):
    assert own_clash(hint(day, "Saturday 15 September 2023", "2023-09-15"))
    assert not own_clash(hint(day, "Saturday 16 September 2023", "2023-09-16"))


def test_publication_is_bounded_by_a_bare_weekday(day, make, say):
    told = make("a", say("signature", "BFA MLI", when=day(stated="On Saturday")))
    found = publication_bound([(told.claims[0], hint_of(told.claims[0].date), date(2023, 9, 16), date(2023, 9, 16))])
    assert (found.earliest, found.latest) == (date(2023, 9, 16), date(2023, 9, 23))


def test_weekday_beside_a_date_does_not_bound_publication(day, make, say):
    told = make("a", say("signature", "BFA MLI", when=day(stated="On Saturday, September 16th")))
    found = publication_bound([(told.claims[0], hint_of(told.claims[0].date), date(2023, 9, 16), date(2023, 9, 16))])
    assert found.latest is None


CHARTER = ("liptako-gourma-charter-2023",)


def test_weekday_other_report_and_library_agree(day, make, say, chronology):
    one = make("a", say("signature", "BFA MLI NER", when=day(stated="On Saturday, September 16th"), about=CHARTER))
    other = make("b", say("signature", "BFA MLI NER", when=day(stated="On Saturday"), about=CHARTER))
    (signing,) = reconcile([one, other], chronology=chronology).incidents
    assert signing.date.words() == "2023-09-16"
    assert signing.basis == "stated + calculated + other report + library"
    assert signing.place == "Bamako"


def test_without_a_year_from_anywhere_the_date_stays_unknown(day, make, say):
    (signing,) = reconcile([make("a", say("signature", "BFA MLI NER", when=day(stated="September 16th")))]).incidents
    assert signing.date.first_day is None
    assert signing.basis is None


def test_published_given_by_the_reader_of_the_brief_anchors(day, make, say):
    told = make("a", say("signature", "BFA MLI NER", when=day(stated="On Saturday")))
    (signing,) = reconcile([told], published=date(2023, 9, 17)).incidents
    assert (signing.date.words(), signing.basis) == ("2023-09-16", "calculated")


def test_another_report_dates_the_event(day, make, say):
    one = make("a", say("signature", "BFA MLI NER"))
    other = make("b", say("signature", "BFA MLI NER", when=day("2023-09-16", stated="16 September 2023")))
    (signing,) = reconcile([one, other]).incidents
    assert signing.date.words() == "2023-09-16"
    assert signing.basis == "stated + other report"


def test_library_dates_a_coup_told_by_its_month(day, make, say, chronology):
    told = make("a", say("coup", "", "NER", when=day(stated="in July", precision="month")))
    (coup,) = reconcile([told], chronology=chronology).incidents
    assert coup.date.words() == "2023-07-26"
    assert "library" in coup.basis


def test_two_entries_of_the_library_are_no_answer(make, say, chronology):
    (coup,) = reconcile([make("a", say("coup", "", "MLI"))], chronology=chronology).incidents
    assert coup.date.first_day is None


def test_library_does_not_date_an_attack_told_without_place_and_day(day, make, say, chronology):
    told = make(
        "a",
        say("armed attack", "JNIM", "BFA"),
        say("raid", "", "MLI", when=day(stated="in September", precision="month")),
    )
    incidents = reconcile([told], chronology=chronology).incidents
    assert [incident.date.first_day for incident in incidents] == [None, None]


def test_library_dates_an_attack_told_by_town_and_month(day, make, say, chronology):
    told = make(
        "a", say("armed attack", "CSP", "MLI", place="Bourem", when=day(stated="in September", precision="month"))
    )
    (attack,) = reconcile([told], chronology=chronology).incidents
    assert attack.date.words() == "2023-09-12"


def test_library_entry_after_publication_is_not_meant(make, say, chronology):
    told = make("a", say("withdrawal of forces", "FRA", "NER"), published="2023-09-20")
    (leaving,) = reconcile([told], chronology=chronology).incidents
    assert leaving.date.first_day is None


def test_recent_weeks_end_at_the_bound_and_stay_open(day, make, say, chronology):
    told = make(
        "a",
        say("signature", "BFA MLI NER", when=day(stated="On Saturday"), place="Bamako", about=CHARTER),
        say("attack", "tuareg_armed_groups", "MLI", when=day(stated="in recent weeks", precision="interval")),
    )
    attack = next(i for i in reconcile([told], chronology=chronology).incidents if i.act == "attack")
    assert attack.date.first_day is None
    assert attack.date.last_day == date(2023, 9, 16), "the report tells of no later day than the signing"
    assert attack.basis == "calculated"


def test_dates_that_clash_are_shown_and_the_supported_one_kept(day, make, say, chronology):
    right = make(
        "a", say("signature", "BFA MLI NER", when=day("2023-09-16", stated="16 September 2023"), about=CHARTER)
    )
    wrong = make(
        "b", say("signature", "BFA MLI NER", when=day("2023-09-15", stated="Saturday 15 September 2023"), about=CHARTER)
    )
    found = reconcile([wrong, right], chronology=chronology)
    (signing,) = found.incidents
    assert signing.date.words() == "2023-09-16"
    (differing,) = [d for d in found.discrepancies if d.about.startswith("date of")]
    assert {value.claims for value in differing.values} == {("a-c0",), ("b-c0",)}
    assert "weekday" in differing.assessment


def test_evidence_names_the_library_row_and_says_when_it_is_unverified(make, say, chronology):
    told = make("a", say("accession", "SWE", "NATO", kind="AGREE"))
    (joined,) = reconcile([told], chronology=chronology).incidents
    (row,) = [e for e in joined.evidence["date"] if e.kind == "library"]
    assert row.id == "swe-joins-nato-2024"
    assert "unverified" in row.words
