"""The terminal: never too wide, no colour unasked, nothing of a report can drive it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.briefs import Brief, render, render_assessment, render_reading
from foedus.briefs.outline import Run
from foedus.briefs.terminal import cells, clean, wrap

VERDICT = re.compile(r"^(?:- )?(owed|open|breached|deemed|unsettled|awaiting): ")


@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_no_line_is_wider_than_asked(brief: Brief, width: int) -> None:
    for told in (
        render(brief, width=width),
        render(brief, width=width, lang="fr"),
        *(render_assessment(each, width=width) for each in brief.assessments),
        render_reading(brief.reports, brief.reconciliation, width=width),
    ):
        wide = [row for row in told.splitlines() if cells(row) > width]
        assert not wide, wide[:3]


def test_colour_only_where_asked(brief: Brief) -> None:
    assert "\x1b" not in render(brief)
    painted = render(brief, colour=True)
    assert "\x1b[" in painted
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted).split() == render(brief).split()


def test_a_report_cannot_send_control_characters(brief: Brief) -> None:
    claim = brief.reports[0].claims[1]
    evil = replace(claim, quote=claim.quote[:5] + "\x1b[31m" + claim.quote[10:])
    report = replace(brief.reports[0], claims=(evil,), title="bad\x07 \x9b title\u202e")
    told = render_reading((report,), brief.reconciliation)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", told)
    assert clean("a\x1b[0mb\nc") == "a[0mb c"


def test_the_answer_comes_first_in_sentences(brief: Brief) -> None:
    rows = render(brief).splitlines()
    assert rows.index("The answer in short") < next(at for at, row in enumerate(rows) if row.startswith("1. "))
    told = " ".join(render(brief).split("1. What happened")[0].split())
    owed = "Estonia and Latvia must assist Lithuania (up to armed force) under article 6 of the Shores Compact (unverified)."
    assert owed in told, "who is bound rests on a row that nobody verified"
    assert "only threatened" in told and "as a hypothesis: Estonia and Lithuania would have to assist Latvia" in told
    assert "shores-compact-2001" not in told, "an id is no word for people"


def test_sections_are_numbered_in_order(brief: Brief) -> None:
    numbers = re.findall(r"^(\d+)\. .*\n─+$", render(brief), re.MULTILINE)
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)] and len(numbers) == 10


def test_every_verdict_leads_to_a_source_that_is_listed(brief: Brief) -> None:
    told = render(brief)
    body, _, sources = told.partition("10. Sources")
    cited = set(re.findall(r"\bL\d+\b", body))
    assert cited and cited == set(re.findall(r"\b(L\d+) \S", sources))
    paragraphs: list[str] = []
    for row in body.splitlines():
        if VERDICT.match(row.strip()):
            paragraphs.append(row)
        elif paragraphs and row.startswith(" ") and "]" not in paragraphs[-1]:
            paragraphs[-1] += f" {row.strip()}"
    assert paragraphs and all(re.search(r"\[L\d", each) for each in paragraphs), paragraphs


def test_what_is_supposed_is_marked_wherever_it_is_told(brief: Brief) -> None:
    told = render(brief)
    section = " ".join(told.split("3. What if")[1].split("4. Where duties collide")[0].split())
    assert "nothing of this has happened" in section
    assert " must assist" not in section and "would have to" in section
    assert "[WHAT IF] " in told.split("4. Where duties collide")[1]


def test_it_says_what_it_is_not(brief: Brief) -> None:
    told = " ".join(render(brief).split())
    assert "no legal advice, no prediction" in told and brief.library.digest[:12] in told


def test_readings_stand_side_by_side(brief: Brief) -> None:
    raid = next(each for each in brief.assessments if each.incident.id == "raid")
    told = " ".join(render_assessment(raid).split())
    assert "Reading “narrow” (held by Lithuania): unsettled" in told
    assert "where the attack came from" in told.lower()


@given(st.lists(st.text(max_size=60), max_size=8), st.integers(min_value=1, max_value=40))
def test_wrapping_keeps_every_word_and_the_width(texts: list[str], width: int) -> None:
    rows = list(wrap(tuple(Run(text) for text in texts), max(width, 2)))
    told = ["".join(run.text for run in row) for row in rows]
    assert all(cells(row) <= max(width, 2) for row in told)
    kept = re.sub(r"[ \t\n]", "", clean("".join(texts)))
    assert re.sub(r"[ \t\n]", "", "".join(told)) == kept
