"""The eleven verdicts, and what a determination says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from foedus.determinations.proof import Proof
from foedus.incidents import Incident
from foedus.pacts import Instrument, Rule


class Verdict(StrEnum):
    """How a provision answers an incident."""

    OWED = "owed"
    OPEN = "open"
    BREACHED = "breached"
    DEEMED = "deemed"
    AWAITING = "awaiting"
    UNSETTLED = "unsettled"
    NOT_TRIGGERED = "not triggered"
    NOT_IN_FORCE = "not in force"
    EXCEPTED = "excepted"
    RESERVED = "reserved"
    OVERRIDDEN = "overridden"


ENGAGED = (Verdict.OWED, Verdict.OPEN, Verdict.BREACHED, Verdict.DEEMED)
SILENT = (Verdict.NOT_TRIGGERED, Verdict.NOT_IN_FORCE)


@dataclass(frozen=True, repr=False)
class Determination:
    """What one provision under one reading says of one incident, for bearers who stand alike.

    `missing` and `awaiting` hold fact phrases, row names, `date`, `entry into force`, `membership of X`, or
    `the event happened`.
    """

    instrument: Instrument
    rule: Rule
    reading: str | None
    verdict: Verdict
    bearers: tuple[str, ...]
    beneficiaries: tuple[str, ...]
    awaiting: tuple[str, ...]
    missing: tuple[str, ...]
    unverified: tuple[str, ...]
    proof: Proof
    source_ids: tuple[str, ...]
    incident: Incident

    def __repr__(self) -> str:
        reading = f", reading {self.reading!r}" if self.reading else ""
        return (
            f"Determination({self.instrument.id} {self.provision}{reading}: {self.verdict} {', '.join(self.bearers)})"
        )

    @property
    def provision(self) -> str:
        return self.rule.provision

    @property
    def key(self) -> tuple[str, str, str | None]:
        """Return what names the determination in answers: instrument, provision, reading."""
        return self.instrument.id, self.provision, self.reading

    def name_json(self) -> dict[str, str | None]:
        """Return the three keys that name the determination."""
        return {"instrument": self.instrument.id, "provision": self.provision, "reading": self.reading}

    def to_json(self, lang: str = "en") -> dict[str, object]:
        """Return the determination in the shape of the contract."""
        rule = self.rule
        known = self.instrument.sources_by_id
        return {
            **self.name_json(),
            "verdict": str(self.verdict),
            "standing": rule.standing,
            "modality": rule.modality,
            "duty": rule.duty,
            "up_to": rule.up_to,
            "discretion": rule.discretion,
            "bearers": list(self.bearers),
            "beneficiaries": list(self.beneficiaries),
            "awaiting": list(self.awaiting),
            "missing": list(self.missing),
            "unverified": list(self.unverified),
            "proof": self.proof.to_json(lang),
            "sources": [
                {
                    "id": source,
                    "title": known[source].title,
                    "address": known[source].address,
                    "verified": rule.origin.verified,
                }
                for source in self.source_ids
                if source in known
            ],
        }
