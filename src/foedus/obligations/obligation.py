"""Who owes what to whom: determinations gathered so that one duty is told once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from foedus.determinations import Determination, Verdict


@dataclass(frozen=True)
class Obligation:
    """One bearer's duty towards one beneficiary under one instrument, with every determination that founds it.

    Several articles, several readings and several incidents may found the same duty; it is owed once.
    """

    bearer: str
    beneficiary: str | None
    instrument: str
    duty: str
    modality: str
    verdict: Verdict
    bases: tuple[Determination, ...]

    @property
    def provisions(self) -> tuple[str, ...]:
        """Return the provisions that found the duty, each once."""
        return tuple(dict.fromkeys(basis.provision for basis in self.bases))

    @property
    def within(self) -> tuple[str, ...]:
        """Return the times that the provisions set, as they word them."""
        return tuple(dict.fromkeys(basis.rule.within for basis in self.bases if basis.rule.within))


def obligations(
    determinations: Iterable[Determination],
    verdicts: tuple[Verdict, ...] = (Verdict.OWED, Verdict.OPEN, Verdict.BREACHED),
) -> tuple[Obligation, ...]:
    """Return the duties that determinations found, one for each bearer, beneficiary, instrument, duty and verdict.

    Only the first reading of a provision founds a duty here; named readings are shown beside it, not added to it.
    """
    bases: dict[tuple[str, str | None, str, str, str, Verdict], list[Determination]] = {}
    for each in determinations:
        if each.verdict not in verdicts or each.reading is not None:
            continue
        for bearer in each.bearers:
            for beneficiary in each.beneficiaries or (None,):
                if bearer == beneficiary:
                    continue
                key = (bearer, beneficiary, each.instrument.id, each.rule.duty, each.rule.modality, each.verdict)
                bases.setdefault(key, []).append(each)
    return tuple(Obligation(*key, tuple(founding)) for key, founding in bases.items())
