"""Every alliance of ATOP 5.1 as an instrument: read from the shipped tables, never by hand."""

from foedus.pacts.atop.dyads import DyadYear, directed_dyad_years
from foedus.pacts.atop.importer import COVERAGE_UNTIL, read_atop, read_twins
from foedus.pacts.atop.stateyears import StateYear, state_years

__all__ = [
    "COVERAGE_UNTIL",
    "DyadYear",
    "StateYear",
    "directed_dyad_years",
    "read_atop",
    "read_twins",
    "state_years",
]
