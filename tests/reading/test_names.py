"""Names told apart: states and their look-alikes, bodies, persons, collectives and pronouns."""

from __future__ import annotations

from datetime import date

import pytest

from foedus.reading import read_report
from foedus.reading.names import mentions


def ids(text: str, lang: str = "en", when: date | None = None) -> list[tuple[str, ...]]:
    return [found.ids for found in mentions(text, lang, when) if found.is_party]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Nigerian troops met Nigerien troops.", "en", [("NGA",), ("NER",)]),
        ("Des soldats nigérians et nigériens.", "fr", [("NGA",), ("NER",)]),
        ("Lake Chad lies in Chad.", "en", [("TCD",)]),
        ("The Niger Delta is not in Niger.", "en", [("NER",)]),
        ("GSIM and the Support Group for Islam and Muslims", "en", [("JNIM",), ("JNIM",)]),
        ("an Al-Qaeda-linked group", "en", []),
        ("the anti-French march", "en", []),
        ("Guinea-Bissau is not Guinea.", "en", [("GNB",), ("GIN",)]),
    ],
)
def test_names_are_told_apart(text, lang, expected):
    assert ids(text, lang) == expected


@pytest.mark.parametrize(
    ("when", "expected"), [(date(1914, 8, 1), "DEU-EMPIRE"), (date(2023, 1, 1), "DEU"), (None, "DEU")]
)
def test_the_day_tells_which_state_bore_a_name(when, expected):
    assert ids("Germany", "en", when) == [(expected,)]


def initiators(text: str, **given) -> list[tuple[str, ...]]:
    return [claim.initiator for claim in read_report(text, id="r", file="r", **given).claims if claim.type != "STATUS"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mali, Niger and Chad met in Bamako. The three countries signed a pact.", ("MLI", "NER", "TCD")),
        ("Kenya and Uganda quarrelled. Both nations signed a treaty.", ("KEN", "UGA")),
        ("Tuareg groups marched. The secessionist groups attacked Niger.", ("tuareg_armed_groups",)),
        ("ECOWAS met. The bloc imposed sanctions on Mali.", ("ECOWAS",)),
        ("Kenya rearmed. It invaded Uganda.", ("KEN",)),
    ],
)
def test_collectives_and_pronouns_stand_for_what_was_named(text, expected):
    assert initiators(text)[-1] == expected


def test_a_person_speaks_for_the_state_of_the_office():
    report = read_report("Mali's ruler, Colonel Assimi Goita, announced a pact on Sunday.", id="r", file="r")
    assert all(claim.initiator == ("MLI",) for claim in report.claims)
    assert "Assimi Goita" in {claim.attributed_to for claim in report.claims}
