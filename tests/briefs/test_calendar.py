"""The days of an answer as iCalendar, held against RFC 5545 by a small reader of its own."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

import foedus
from foedus.briefs import Brief, render, render_assessment
from foedus.briefs.calendar import brief_calendar, deadline, escaped, folded
from foedus.terms import UNKNOWN_WHEN, FoedusError, day_when, parse_edge, parse_when


def events(text: str) -> list[dict[str, str]]:
    """Read a calendar: lines of at most 75 octets ended by CR LF, unfolded, properties by name."""
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "") and "\r" not in text.replace("\r\n", "")
    assert all(len(row.encode()) <= 75 for row in text.split("\r\n"))
    rows = text.replace("\r\n ", "").split("\r\n")[:-1]
    assert rows[0] == "BEGIN:VCALENDAR" and rows[-1] == "END:VCALENDAR" and "VERSION:2.0" in rows
    found: list[dict[str, str]] = []
    for row in rows[1:-1]:
        name, colon, value = row.partition(":")
        assert colon and re.fullmatch(r"[A-Z-]+(;[A-Z-]+=[A-Za-z-]+)*", name), row
        if row == "BEGIN:VEVENT":
            found.append({})
        elif row != "END:VEVENT" and found:
            assert name not in found[-1]
            found[-1][name.partition(";")[0]] = value
    assert all({"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(each) for each in found)
    assert len({each["UID"] for each in found}) == len(found)
    return found


def test_dated_events_are_whole_days_and_what_ifs_are_left_out(brief: Brief) -> None:
    found = events(render(brief, "ics"))
    starts = {each["DTSTART"]: each for each in found}
    assert starts["20050302"]["DTEND"] == "20050303" and "Lithuania" in starts["20050302"]["SUMMARY"]
    coup = starts["20050101"]
    assert coup["DTEND"] == "20050201" and "January 2005" in coup["DESCRIPTION"] and "not known" in coup["DESCRIPTION"]
    assert not any("WHAT IF" in each["SUMMARY"] for each in found)
    assert len(found) == sum(each.incident.date.first_day is not None for each in brief.assessments)
    asked = events(brief_calendar(brief, hypothetical=True))
    assert [each for each in asked if each["SUMMARY"].startswith("[WHAT IF]")] and len(asked) > len(found)


def test_a_calendar_is_the_same_each_time_and_stamped_by_the_answer(brief: Brief) -> None:
    assert render(brief, "ics") == render(brief, "ics")
    assert {each["DTSTAMP"] for each in events(render(brief, "ics"))} == {f"{brief.day.last_day:%Y%m%d}T000000Z"}
    french = events(render(brief, "ics", lang="fr"))
    assert {each["UID"] for each in french} == {each["UID"] for each in events(render(brief, "ics"))}
    assert any("janvier 2005" in each["DESCRIPTION"] for each in french)


def test_an_answer_without_a_date_says_so(brief: Brief) -> None:
    undated = next(each for each in brief.assessments if each.incident.id == "undated")
    with pytest.raises(FoedusError, match="no date"):
        render_assessment(undated, "ics")


def test_an_hour_is_an_instant() -> None:
    told = foedus.assess(act="raid", target="BFA", date="2023-09-20T16:00:00+02:00").render("ics")
    assert events(told)[0]["DTSTART"] == "20230920T140000Z"


def test_the_end_of_a_notice_stands_in_the_calendar() -> None:
    found = foedus.assess(act="armed intervention", actor="ECOWAS", target="NER", date="2024-06-01").render("ics")
    ends = [each for each in events(found) if each["CATEGORIES"] == "DEADLINE"]
    assert any(each["DTSTART"] == "20250129" and "Niger" in each["SUMMARY"] for each in ends)


def owed(within: str, when: str = "2024-01-31", standing: bool = False) -> object:
    """What `deadline` asks of a determination."""
    incident = SimpleNamespace(date=parse_when(when) if when else UNKNOWN_WHEN)
    clause = SimpleNamespace(kind="entry into force", date=parse_edge("2012-04-28"))
    return SimpleNamespace(
        rule=SimpleNamespace(within=within, standing=standing),
        incident=incident,
        instrument=SimpleNamespace(standing=(clause,)),
    )


@pytest.mark.parametrize(
    ("within", "when", "first", "last"),
    [
        ("1 month", "2024-01-31", "2024-02-29", "2024-02-29"),
        ("two weeks", "2024-01-31", "2024-02-14", "2024-02-14"),
        ("1 year", "2024-02-29", "2025-02-28", "2025-02-28"),
        ("30 days", "2024-01-01/2024-01-05", "2024-01-31", "2024-02-04"),
        ("one year of entry into force", "2024-01-31", "2013-04-28", "2013-04-28"),
        ("by 31 December 2023", "", "2023-12-31", "2023-12-31"),
    ],
)
def test_deadlines_count_calendar_units(within: str, when: str, first: str, last: str) -> None:
    assert deadline(owed(within, when)) == (date.fromisoformat(first), date.fromisoformat(last))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("within", "when"),
    [("at once", "2024-01-31"), ("30 days", ""), ("72 hours", "2024-01-31"), ("3 days of receipt", "2024-01-31"),
     ("by 31 February 2023", ""), ("9000 years", "2024-01-31")],
)  # fmt: skip
def test_what_is_no_matter_of_days_has_no_deadline(within: str, when: str) -> None:
    assert deadline(owed(within, when)) is None  # type: ignore[arg-type]


def test_text_is_escaped_and_folded_between_characters() -> None:
    assert escaped("a;b,c\\d\ne\r\x00") == "a\\;b\\,c\\\\d\\ne"
    told = folded("SUMMARY:" + "é漢🦀" * 60)
    rows = told.removesuffix("\r\n").split("\r\n")
    assert len(rows) > 5 and all(len(row.encode()) <= 75 for row in rows) and all(row[0] == " " for row in rows[1:])
    assert "".join([rows[0], *(row[1:] for row in rows[1:])]) == "SUMMARY:" + "é漢🦀" * 60


def test_hostile_words_open_no_property(brief: Brief) -> None:
    incident = replace(
        brief.assessments[0].incident, place="x\r\nATTACH:file:///etc/passwd", date=day_when(date(2005, 1, 2))
    )
    first = replace(brief.assessments[0], incident=incident)
    found = events(brief_calendar(replace(brief, assessments=(first,))))
    assert "ATTACH" not in {key for each in found for key in each}
