"""How an ATOP alliance starts, lasts and ends: standing clauses from its coded term, renewal, exit and accession."""

from __future__ import annotations

from functools import cache

from foedus.pacts.ast import Origin, StandingClause
from foedus.pacts.atop.days import AFTER_COVERAGE, end_edge, start_edge
from foedus.pacts.atop.spells import SOURCE
from foedus.pacts.atop.tables import FILES, Alliance
from foedus.terms import Edge

_ORIGIN = Origin(FILES[0], 0, "report", SOURCE)
_LENGTH = {0: "no term is set", 2: "until a condition that the pact names", 3: "without end, or until notice"}
_RENEWAL = {0: "no renewal is foreseen", 1: "only if renewed", 2: "by itself unless denounced"}
_RENOUNCE = {
    0: "nothing is said of leaving during the term",
    1: "at any time with notice",
    2: "if another member is the aggressor",
    3: "after a time that the pact sets",
    4: "leaving during the term is forbidden",
}
_ACCESSION = {1: "possible, by means that are not said", 2: "if all members agree", 3: "by a procedure of its own"}


def clauses_of(alliance: Alliance) -> tuple[StandingClause, ...]:
    """Return the standing clauses of an alliance; what ATOP leaves blank has none.

    In force from signature, the only start that ATOP codes. One in force when the coverage ends, on 31 December
    2018, may have ended on any day since: whether it is in force later is unknown.
    """
    coded = alliance.clauses
    found = [
        _clause("entry into force", start_edge(alliance.start), "signature; ATOP codes no entry into force"),
        _clause(
            "duration", None, f"{coded['length']} months" if coded["speclgth"] == 1 else _LENGTH.get(coded["speclgth"])
        ),
        _clause("renewal", None, _renewal(coded["proren"], coded["renewlgt"])),
        _clause("withdrawal", None, _RENOUNCE.get(coded["renounce"])),
        _clause("accession", None, _ACCESSION.get(coded["proadd"])),
    ]
    if alliance.end is None:
        found.append(_clause("termination", AFTER_COVERAGE, "not known: the coverage of ATOP ends on 31 December 2018"))
    else:
        found.append(_clause("termination", end_edge(alliance.end), "the day after the last day that ATOP codes"))
    return tuple(clause for clause in found if clause is not None)


def _renewal(kind: int | None, months: int | None) -> str | None:
    words = _RENEWAL.get(kind)  # type: ignore[arg-type]
    return f"{words}, for {months} months at a time" if words and kind and months else words


@cache
def _clause(kind: str, date: Edge | None, condition: str | None) -> StandingClause | None:
    if condition is None:
        return None
    return StandingClause(kind, date, (("condition", condition),), origin=_ORIGIN)
