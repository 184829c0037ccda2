"""The law library as rows: what a list tells of each instrument."""

from __future__ import annotations

from foedus.briefs.pacts.filters import CODED_BY, imported, spells_of
from foedus.briefs.pacts.wording import told
from foedus.pacts import Instrument, bound_parties, flag_counts, in_force
from foedus.terms import When, all_of

PROMISES = ("defense", "offense", "neutrality", "nonaggression", "consultation")


def row_of(instrument: Instrument, when: When, party: str = "", day: When | None = None) -> dict[str, object]:
    """Return what the list tells of an instrument, as JSON has it; with a party its memberships (on a day) too."""
    status = in_force(instrument, instrument.standing, when)
    bound = bound_parties(instrument, when) if status.truth is not False else {}
    row: dict[str, object] = {
        "id": instrument.id,
        "short_name": instrument.short_name,
        "title": instrument.title,
        "kind": instrument.about("kind"),
        "region": instrument.about("region"),
        "signed": instrument.about("signed"),
        **life(instrument),
        "in_force": status.truth,
        "parties": list(instrument.parties),
        "bound": [party for party, found in bound.items() if all_of((status.truth, found.truth))],
        "bound_unknown": [party for party, found in bound.items() if all_of((status.truth, found.truth)) is None],
        "rules": len(instrument.rules),
        "readings": sorted({block.reading for block in instrument.variants if block.reading}),
        "verified": flag_counts(instrument),
        "coded_by": instrument.about(CODED_BY) or None,
        "replaced_by": instrument.about("replaced by") or None,
    }
    if imported(instrument):
        row["promises"] = promises(instrument)
    if party:
        row["memberships"] = [
            {
                "party": spell.party, "towards": spell.towards or None, "status": spell.status,
                "from": spell.start.text if spell.start else None, "until": spell.end.text if spell.end else None,
            }
            for spell in spells_of(instrument, party, day)
        ]  # fmt: skip
    return row


def life(instrument: Instrument) -> dict[str, str | None]:
    """Return from when until when an instrument is law by its standing clauses, as they write it."""
    starts = [clause.date.text for clause in instrument.standing if clause.kind == "entry into force" and clause.date]
    ends = [clause.date.text for clause in instrument.standing if clause.kind == "termination" and clause.date]
    return {"from": starts[0] if starts else None, "until": ends[0] if ends else None}


def promises(instrument: Instrument) -> list[str]:
    """Return what an imported alliance promises, by the names that ATOP gives its provisions."""
    heads = {rule.name.partition("-")[0] for rule in instrument.rules}
    return [promise for promise in PROMISES if promise in heads]


def flag_words(counted: dict[str, int], lang: str = "en") -> str:
    """Return the counts in words: `9 read in the text, 2 general knowledge, not checked`."""
    return ", ".join(f"{number} {told(f'verified {flag}', lang)}" for flag, number in counted.items())


def years(start: str | None, end: str | None) -> str:
    """Return a span in years: `1879-1914`; an end in doubt with no last day is `1879-2018?`."""
    first = (start or "?")[:4]
    last = "" if end is None else f"{int(end[:4]) - 1}?" if end.endswith("/..") else end[:4]
    return first if first == last else f"{first}-{last}"
