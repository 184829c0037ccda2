"""The days that commands are given: --on, --as-of, --published."""

from __future__ import annotations

from datetime import date

from foedus.terms import FoedusError, When, parse_when


def when_of(text: str, option: str) -> When | None:
    """Return the time that an option names, None where it is not given; raise FoedusError for another text."""
    if not text:
        return None
    try:
        return parse_when(text)
    except FoedusError as error:
        raise FoedusError(error.message, field=option, expected=error.expected) from None


def day_of(text: str, option: str) -> date | None:
    """Return the one day that an option names, None where it is not given."""
    when = when_of(text, option)
    if when is None:
        return None
    first = when.first_day
    if first is None or first != when.last_day:
        raise FoedusError(f"'{text}' is not one day", field=option, expected="a day such as 2023-09-20")
    return first
