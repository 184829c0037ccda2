"""Who is bound to defend whom: commitments of one day brought together by ordered pair of states."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from foedus import terms

DEFENCE = ("assist",)
"""Duties to defend: help to the victim of an attack."""
Names = Callable[[Any], str]
"""What a reader calls an instrument."""


@dataclass
class Bond:
    """That one state is bound to defend another, and under what.

    `settled` is True where a text binds it at once; False where each of its texts waits for a decision, or where it is
    not known whether it binds: then it is drawn apart from both yes and no. `against` are the only attackers against
    whom it holds, None where any will do.
    """

    bearer: str
    beneficiary: str
    settled: bool = False
    against: frozenset[str] | None = frozenset()
    instruments: dict[str, bool] = field(default_factory=dict)
    unverified: bool = False


def settled(commitment: Any) -> bool:
    """Tell whether a commitment binds at once; one that says nothing of it does."""
    return bool(getattr(commitment, "settled", getattr(commitment, "certain", True)))


def defends(commitment: Any) -> bool:
    """Tell whether a commitment is a state's duty to defend another against an attack, as its text first reads."""
    return (
        commitment.duty in DEFENCE
        and bool(commitment.beneficiary)
        and commitment.bearer != commitment.beneficiary
        and getattr(commitment, "modality", "must") == "must"
        and getattr(commitment, "side", "target") == "target"
        and getattr(commitment, "reading", None) is None
    )


def bonds(commitments: Iterable[Any], *, states_only: bool = True) -> Mapping[tuple[str, str], Bond]:
    """Return the bonds of defence by bearer and beneficiary; with `states_only` those borne by bodies are left out."""
    found: dict[tuple[str, str], Bond] = {}
    known = terms.states()
    for each in commitments:
        if not defends(each) or (states_only and not (each.bearer in known and each.beneficiary in known)):
            continue
        bond = found.setdefault((each.bearer, each.beneficiary), Bond(each.bearer, each.beneficiary))
        sure = settled(each)
        if sure and not bond.settled:
            bond.settled, bond.against = True, frozenset()
        if sure == bond.settled and bond.against is not None:
            bond.against = None if each.against is None else bond.against | each.against
        bond.instruments[each.instrument] = bond.instruments.get(each.instrument, False) or sure
        bond.unverified |= getattr(each, "verified", "") == "gk"
    return found


@dataclass(frozen=True)
class Called:
    """The pacts of a library with the names by which the reader knows them."""

    instruments: Mapping[str, Any]
    names: Names


def called(library: Any, names: Names | None) -> Any:
    """Return a library that calls its pacts by other names than their short ones, where such are given."""
    return Called(library.instruments, names) if names is not None and library is not None else library


def named(instrument: str, library: Any = None) -> str:
    """Return the name of an instrument where the library is given, else its id."""
    known = getattr(library, "instruments", {}).get(instrument)
    if known is None:
        return instrument
    return library.names(known) if isinstance(library, Called) else known.short_name


def short(name: str, most: int = 44) -> str:
    """Return a name cut to a number of letters."""
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"
