"""Page furniture is set aside, each line with its reason, and news is not."""

from __future__ import annotations

import pytest

from foedus.reading import read_report

NEWS = "Kenya and Uganda signed a defence pact in Nairobi on Monday, the two governments said."


def aside(line: str) -> list[str]:
    report = read_report(f"Kenya and Uganda sign a pact\n\n{NEWS}\n\n{line}\n\n{NEWS}", id="r", file="r")
    return [part.why for part in report.set_aside if report.text[slice(*part.span)] == line]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("See also\u00a0 A singer shows her new house", "advert"),
        ("Read also: ten cakes for spring", "advert"),
        ("Lire aussi : dix gâteaux pour le printemps", "advert"),
        ("Share this story: Facebook | X | Email", "share line"),
        ("Sign up for our morning newsletter and never miss a story.", "newsletter"),
        ("This site uses cookies to improve your experience.", "cookie notice"),
        ("© The Courier 2023. All rights reserved.", "copyright"),
        ("Photo: Soldiers at the gate (Courier picture desk)", "photo caption"),
        ("By Jane Miller", "byline"),
        ("Home > Region > Politics", "menu"),
        ("Kenya and Uganda sign a pact", "repeated title"),
    ],
)
def test_furniture_is_set_aside_with_its_reason(line, why):
    assert aside(line) == [why]


@pytest.mark.parametrize(
    "line",
    [
        "Share of voters who back the pact rose to 60 percent after Uganda's parliament ratified it on Tuesday.",
        "By nightfall Ugandan troops had crossed the frontier into Kenya, the army said.",
        "Home to six million people, Nairobi was bombed by Ugandan jets.",
        "Photographs of the raid were shown by the Kenyan army.",
    ],
)
def test_news_is_not_furniture(line):
    assert aside(line) == []
