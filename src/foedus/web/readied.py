"""Loaded once by the process that others are made from: the law library and the lexicons are then ready."""

from __future__ import annotations

from foedus.desk import Given, brief, pacts
from foedus.web.settings import from_variable

LIBRARY = pacts(from_variable().library)
"""The law library as this desk reads it."""

# One reading fills every cache that reports need.
brief(
    [Given("first.txt", b"Niger said on 20 September 2023 that gunmen attacked its army near Tillaberi.\n")],
    library=LIBRARY,
)
