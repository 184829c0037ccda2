"""Days, instants, doubtful dates."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.terms import FoedusError, date_would_tell, day_edge, day_when, parse_edge, parse_when, reached

DAYS = st.dates(date(1815, 1, 1), date(2030, 1, 1))
AFTERNOON = "2023-04-04T12:00:00+02:00/2023-04-04T18:00:00+02:00"


@given(DAYS, DAYS)
def test_a_day_has_reached_the_edge_of_its_own_day(event: date, edge: date) -> None:
    assert reached(day_when(event), day_edge(edge)) is (event >= edge)


@pytest.mark.parametrize(
    ("when", "answer"),
    [
        ("2023-04-03", False),
        ("2023-04-04", None),
        ("2023-04-05", True),
        ("2023-04-04T09:00:00+02:00", False),
        ("2023-04-04T16:00:00+02:00", None),
        ("2023-04-04T16:30:00Z", True),
        ("2023-04-04T18:00:00+02:00", True),
    ],
)
def test_an_instant_in_the_afternoon(when: str, answer: bool | None) -> None:
    assert reached(parse_when(when), parse_edge(AFTERNOON)) is answer


def test_an_exact_hour_would_settle_the_day_but_not_the_hour_in_doubt() -> None:
    assert date_would_tell(parse_when("2023-04-04"), parse_edge(AFTERNOON))
    assert not date_would_tell(parse_when("2023-04-04T16:00:00+02:00"), parse_edge(AFTERNOON))


@given(DAYS, DAYS, st.integers(0, 400))
def test_an_edge_in_doubt_is_firm_only_outside_the_doubt(event: date, edge: date, doubt: int) -> None:
    last = edge + timedelta(days=doubt)
    answer = reached(day_when(event), parse_edge(f"{edge}/{last}"))
    assert answer is (True if event >= last else False if event < edge else None)


@given(DAYS)
def test_some_day_or_never_is_never_firm_from_then_on(event: date) -> None:
    answer = reached(day_when(event), parse_edge("1981-05-29/.."))
    assert answer is (False if event < date(1981, 5, 29) else None)


@pytest.mark.parametrize(
    "text", ["2023-02-30", "2023-13-01", "yesterday", "20230920", "2023-09-20T25:00:00Z", "2023-09-20/2023-09-01", ""]
)
def test_what_is_no_date_is_told(text: str) -> None:
    with pytest.raises(FoedusError):
        parse_when(text)
