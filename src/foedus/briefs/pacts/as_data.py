"""A pact as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from foedus.briefs.pacts.body import blocks_under
from foedus.briefs.pacts.memberships import bound_by
from foedus.pacts import Body, Instrument, flag_counts, in_force
from foedus.terms import When, name_of


def as_json(instrument: Instrument, made_by: Mapping[str, object], when: When) -> dict[str, object]:
    """Return an instrument as data: head, standing and parties on a day, articles with their rows, sources.

    `made_by` names the version and the state of the law that the answer rests on.
    """
    status = in_force(instrument, instrument.standing, when)
    return {
        "schema": "foedus/pact/1",
        "made_by": dict(made_by),
        "id": instrument.id,
        "title": instrument.title,
        "short_name": instrument.short_name,
        "head": dict(instrument.head),
        "digest": instrument.digest,
        "coded_by": instrument.about("coded by") or None,
        "replaced_by": instrument.about("replaced by") or None,
        "on": when.to_json(),
        "in_force": {"truth": status.truth, "rows": list(status.rows), "missing": list(status.missing)},
        "parties": [
            {
                "party": spell.party, "name": name_of(spell.party), "towards": spell.towards or None, "status": spell.status,
                "from": spell.start.text if spell.start else None, "until": spell.end.text if spell.end else None,
                "bound": bound_by(spell, instrument, when),
                "verified": spell.verified, "sources": list(spell.sources),
            }
            for spell in instrument.spells
        ],
        "articles": list(_articles(instrument)),
        "readings": sorted({block.reading for block in instrument.variants if block.reading}),
        "facts": [dict(row) for row in instrument.facts],
        "sources": [
            {"id": source.id, "title": source.title, "address": source.address, "read": source.read}
            for source in instrument.sources
        ],
        "verified": flag_counts(instrument),
    }  # fmt: skip


def _articles(instrument: Instrument) -> Iterator[dict[str, object]]:
    articles = {article.id: article for article in instrument.articles}
    for id_, blocks in blocks_under(instrument):
        article = articles.get(id_)
        yield {
            "id": id_ or None, "heading": article.heading if article else None, "words": article.words if article else "",
            "blocks": [_block_json(block) for block in blocks],
        }  # fmt: skip


def _block_json(block: Body) -> dict[str, object]:
    found: dict[str, object] = {"kind": type(block).__name__.removeprefix("Rule").lower() or "rule"}
    for name, value in vars(block).items():
        if name == "origin":
            found |= {
                "line": value.line,
                "verified": value.verified,
                "sources": list(value.sources),
                "note": value.note,
            }
        elif value not in (None, "", ()):
            found[name] = _plain(value)
    return found


def _plain(value: object) -> object:
    if hasattr(value, "words") and hasattr(value, "key"):
        return {"row": value.key, "words": value.words}
    if hasattr(value, "text"):
        return value.text
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return value
