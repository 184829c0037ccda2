"""What reports say that is no event: clauses, opinions, states of affairs, and sums of several events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foedus.incidents.incident import Incident
from foedus.incidents.merge import Mention, is_event
from foedus.reading import Claim, Report


@dataclass(frozen=True)
class Remark:
    """Claims that are no event: clauses, opinions and states of affairs about one thing, or a summing-up.

    `about` are ids of instruments or organisations; `kind` is `provision`, `statement`, `status`, `event`
    (an act that no word of the vocabulary names) or `summary`, whose `incidents` are those summed up.
    """

    about: tuple[str, ...]
    kind: str
    claims: tuple[str, ...]
    incidents: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        return {
            "about": list(self.about),
            "kind": self.kind,
            "claims": list(self.claims),
            "incidents": list(self.incidents),
        }


def remarks_of(
    reports: Sequence[Report],
    summaries: Sequence[tuple[Mention, tuple[int, ...]]],
    incidents: Sequence[Incident],
) -> tuple[Remark, ...]:
    """Return the claims that became no incident, grouped by kind and by what they are about.

    `summaries` are mentions that sum up several events, with the places of those events in `incidents`.
    """
    grouped: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    for report in reports:
        for claim in report.claims:
            if not is_event(claim):
                grouped.setdefault((_kind(claim), tuple(sorted(claim.about))), set()).add(claim.id)
    found = [Remark(about, kind, tuple(sorted(ids))) for (kind, about), ids in grouped.items()]
    summed: dict[str, set[str]] = {}
    for mention, numbers in summaries:
        summed.setdefault(mention.claim.id, set()).update(incidents[n].id for n in numbers)
    alike: dict[tuple[str, ...], list[str]] = {}
    for claim_id, ids in sorted(summed.items()):
        alike.setdefault(tuple(sorted(ids)), []).append(claim_id)
    found += [Remark((), "summary", tuple(claims), ids) for ids, claims in alike.items()]
    return tuple(sorted(found, key=lambda remark: (remark.kind, remark.about, remark.claims)))


def _kind(claim: Claim) -> str:
    if claim.modality == "provision" or claim.type == "PROVISION":
        return "provision"
    return claim.type.lower() if claim.type in ("STATEMENT", "STATUS") else "event"
