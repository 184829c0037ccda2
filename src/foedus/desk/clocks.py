"""The days that a question is asked on: of the law, of what was known, of publication."""

from __future__ import annotations

from datetime import date, datetime

from foedus.terms import FoedusError, When, day_when, parse_when


def when_of(given: str | date | When | None, field: str) -> When | None:
    """Return the time that is given, None where none is; raise FoedusError for a text that is no date."""
    if isinstance(given, When):
        return given
    if isinstance(given, datetime):
        given = given.isoformat(timespec="seconds")
    elif isinstance(given, date):
        return day_when(given)
    if not given:
        return None
    try:
        return parse_when(given)
    except FoedusError as error:
        # A slash parts an interval, so 20/09/2023 fails at its first piece; the message names what was written.
        whole = given in error.message
        raise FoedusError(
            error.message if whole else f"'{given}' is not a date", field=field, expected=error.expected
        ) from None


def day_of(given: str | date | None, field: str) -> date | None:
    """Return the one day that is given, None where none is."""
    when = when_of(given, field)
    if when is None:
        return None
    first = when.first_day
    if first is None or first != when.last_day:
        raise FoedusError(f"'{given}' is not one day", field=field, expected="a day such as 2023-09-20")
    return first
