"""The one kind of message that a user sees for bad input."""

from __future__ import annotations


class FoedusError(Exception):
    """A bad value or input, told in one line: where, what was expected, nearest word, remedy.

    Errors are public text. `str(error)` reads
    `FILE:LINE: FIELD: MESSAGE; expected EXPECTED; did you mean NEAREST? REMEDY`, parts unknown left out.
    """

    def __init__(
        self,
        message: str,
        *,
        file: str | None = None,
        line: int | None = None,
        field: str | None = None,
        expected: str | None = None,
        nearest: str | None = None,
        remedy: str | None = None,
    ) -> None:
        self.message, self.file, self.line, self.field = message, file, line, field
        self.expected, self.nearest, self.remedy = expected, nearest, remedy
        super().__init__(message)

    def __str__(self) -> str:
        where = [part for part in (self.file, str(self.line) if self.line else None) if part]
        head = ": ".join([":".join(where)] if where else [])
        parts = [part for part in (head, self.field, self.message) if part]
        text = ": ".join(parts)
        if self.expected:
            text += f"; expected {self.expected}"
        if self.nearest:
            text += f"; did you mean '{self.nearest}'?"
        if self.remedy:
            text += f"{'' if text.endswith('?') else ';'} {self.remedy}"
        return text
