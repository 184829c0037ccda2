"""A pact told to a reader: its page, its parties, its differences, the list of the library, the words of the law.

Each name is loaded from its file when it is first used, so that a list of words builds no page.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from foedus.briefs.pacts.as_data import as_json
    from foedus.briefs.pacts.blocks import ArticleTold, BlockTold, PartTold, RowTold
    from foedus.briefs.pacts.cases import CasesTold, CaseTold, Expected, cases_told
    from foedus.briefs.pacts.difference import (
        Clause,
        ClausePair,
        HeadRow,
        PactDifference,
        changed_words,
        pact_difference,
    )
    from foedus.briefs.pacts.filters import (
        CODED_BY,
        Asked,
        chosen,
        imported,
        named,
        other_bearers,
        party_named,
        spells_of,
    )
    from foedus.briefs.pacts.glosses import RowWord, anchor_of, provision_anchor, row_name
    from foedus.briefs.pacts.html_page import html_page
    from foedus.briefs.pacts.listing import PROMISES, flag_words, life, promises, row_of, years
    from foedus.briefs.pacts.markdown import page_lines
    from foedus.briefs.pacts.memberships import table
    from foedus.briefs.pacts.page import (
        HeadLine,
        Kin,
        Member,
        OrganTold,
        PactPage,
        PartiesTold,
        ReadingTold,
        SourceTold,
        SpellTold,
        StatusTold,
        pact_page,
        parties_told,
        status_told,
    )
    from foedus.briefs.pacts.row_words import GLOSSES, OF_STATE, row_words
    from foedus.briefs.pacts.search import Found, PactHit, PactIndex, pact_index
    from foedus.briefs.pacts.vocabularies import OTHER_NAMES, TABLES, entries_of, gloss, listed, meanings, own_phrases
    from foedus.briefs.pacts.wording import edge_words, told, truth


__all__ = [
    "CODED_BY",
    "GLOSSES",
    "OF_STATE",
    "OTHER_NAMES",
    "PROMISES",
    "TABLES",
    "ArticleTold",
    "Asked",
    "BlockTold",
    "CaseTold",
    "CasesTold",
    "Clause",
    "ClausePair",
    "Expected",
    "Found",
    "HeadLine",
    "HeadRow",
    "Kin",
    "Member",
    "OrganTold",
    "PactDifference",
    "PactHit",
    "PactIndex",
    "PactPage",
    "PartTold",
    "PartiesTold",
    "ReadingTold",
    "RowTold",
    "RowWord",
    "SourceTold",
    "SpellTold",
    "StatusTold",
    "anchor_of",
    "as_json",
    "cases_told",
    "changed_words",
    "chosen",
    "edge_words",
    "entries_of",
    "flag_words",
    "gloss",
    "html_page",
    "imported",
    "life",
    "listed",
    "meanings",
    "named",
    "other_bearers",
    "own_phrases",
    "pact_difference",
    "pact_index",
    "pact_page",
    "page_lines",
    "parties_told",
    "party_named",
    "promises",
    "provision_anchor",
    "row_name",
    "row_of",
    "row_words",
    "spells_of",
    "status_told",
    "table",
    "told",
    "truth",
    "years",
]

_FILES = {
    "as_data": ("as_json",),
    "blocks": (
        "ArticleTold",
        "BlockTold",
        "PartTold",
        "RowTold",
    ),
    "cases": (
        "CaseTold",
        "CasesTold",
        "Expected",
        "cases_told",
    ),
    "difference": (
        "Clause",
        "ClausePair",
        "HeadRow",
        "PactDifference",
        "changed_words",
        "pact_difference",
    ),
    "filters": (
        "CODED_BY",
        "Asked",
        "chosen",
        "imported",
        "named",
        "other_bearers",
        "party_named",
        "spells_of",
    ),
    "glosses": (
        "RowWord",
        "anchor_of",
        "provision_anchor",
        "row_name",
    ),
    "html_page": ("html_page",),
    "listing": (
        "PROMISES",
        "flag_words",
        "life",
        "promises",
        "row_of",
        "years",
    ),
    "markdown": ("page_lines",),
    "memberships": ("table",),
    "page": (
        "HeadLine",
        "Kin",
        "Member",
        "OrganTold",
        "PactPage",
        "PartiesTold",
        "ReadingTold",
        "SourceTold",
        "SpellTold",
        "StatusTold",
        "pact_page",
        "parties_told",
        "status_told",
    ),
    "row_words": (
        "GLOSSES",
        "OF_STATE",
        "row_words",
    ),
    "search": (
        "Found",
        "PactHit",
        "PactIndex",
        "pact_index",
    ),
    "vocabularies": (
        "OTHER_NAMES",
        "TABLES",
        "entries_of",
        "listed",
        "gloss",
        "meanings",
        "own_phrases",
    ),
    "wording": (
        "edge_words",
        "told",
        "truth",
    ),
}
_FILE_OF = {name: file for file, names in _FILES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Load a name of the room from its file when it is first asked for."""
    if name not in _FILE_OF:
        raise AttributeError(f"module 'foedus.briefs.pacts' has no attribute '{name}'")
    value = getattr(import_module(f"foedus.briefs.pacts.{_FILE_OF[name]}"), name)
    globals()[name] = value
    return value
