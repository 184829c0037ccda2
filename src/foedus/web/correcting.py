"""What the form of the claims page says as corrections: only what differs from what it showed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from foedus.desk import Correctable, CorrectableClaim
from foedus.terms import FoedusError

Form = Mapping[str, Sequence[str]]
YES_NO: Mapping[str, bool | None] = {"yes": True, "no": False, "unknown": None}
LONGEST = 1_000
"""Characters of one value."""
ADDED = ("date", "act", "actor", "target", "struck", "place", "origin", "status")
"""The keys that the form offers for an event that no report tells."""


def corrections_from(
    form: Form, events: Sequence[Correctable], loose: Sequence[CorrectableClaim] = ()
) -> list[dict[str, Any]]:
    """Return what a form changes, as corrections.

    Its fields: `c:CLAIM:KEY` and `k:INCIDENT:KEY` hold values, `f:INCIDENT:PHRASE` yes, no or unknown, `drop:CLAIM` is
    ticked for a claim to be dropped, `split:CLAIM` for one that is an event of its own, `merge:INCIDENT` names the
    incident that it is one with, `add:KEY` tells an event that no report does; `by` and `why` say who and why.
    """
    said = {key: value for key in ("by", "why") if (value := _one(form, key))}
    found: list[dict[str, Any]] = []
    for claim in (*(claim for event in events for claim in event.claims), *loose):
        if _one(form, f"drop:{claim.id}") and not claim.dropped:
            found.append({"do": "drop", "claim": claim.id})
        elif changed := _changed(form, "c", claim.id, claim.keys):
            found.append({"do": "change", "claim": claim.id, "set": changed})
    for event in events:
        found += _of_event(form, event, events)
    added = {key: value for key in ADDED if (value := _one(form, f"add:{key}"))}
    if {*added} - {"status"}:
        found.append({"do": "add", "incident": added})
    return [{**each, **said} for each in found]


def _of_event(form: Form, event: Correctable, events: Sequence[Correctable]) -> Iterable[dict[str, Any]]:
    split = [claim.id for claim in event.claims if _one(form, f"split:{claim.id}")]
    if split and len(split) < len(event.claims):
        yield {"do": "split", "claims": split}
    other = _one(form, f"merge:{event.incident}")
    with_it = next((each for each in events if each.incident == other and each.claims), None)
    if with_it and event.claims:
        yield {"do": "merge", "claims": [event.claims[0].id, with_it.claims[0].id]}
    stated = _changed(form, "k", event.incident, event.keys)
    facts = {}
    for fact in event.facts:
        given = _one(form, f"f:{event.incident}:{fact.phrase}")
        if fact.kind == "event" and given in ("yes", "no", "unknown"):
            stated["status"] = {"yes": "happened", "no": "denied", "unknown": "alleged"}[given]
        elif fact.kind in ("fact", "vote") and given in YES_NO:
            facts[fact.phrase] = YES_NO[given]
        elif fact.kind == "key" and given:
            stated[fact.phrase] = given
    if stated or facts:
        # an incident is named by a claim that it holds: its own id may change with what is corrected
        named = {"claim": event.claims[0].id} if event.claims else {"incident": event.incident}
        if event.claims:
            named["incident"] = event.incident
        yield {"do": "state", **named, **({"set": stated} if stated else {}), **({"facts": facts} if facts else {})}


def _changed(form: Form, kind: str, id: str, keys: Iterable[Any]) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for each in keys:
        name = f"{kind}:{id}:{each.key}"
        if name in form and (value := _one(form, name)) != each.value:
            found[each.key] = value or None
    return found


def _one(form: Form, name: str) -> str:
    value = (form.get(name) or [""])[-1].strip()
    # who and why stand in every correction: a long one would fill the shelf
    if len(value) > LONGEST:
        raise FoedusError(f"a value of {len(value):,} characters", field=name[:60], expected=f"at most {LONGEST:,}")
    return value
