"""What a reader gets: the brief, an assessment, a reading, told in the terminal, Markdown, HTML or JSON.

Each name is loaded from its file when it is first used: who only wants a word or a pact reads no lexicon.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from foedus.briefs.alliances import is_coded
    from foedus.briefs.assessment import Assessment, answered, assess
    from foedus.briefs.brief import Brief, compose
    from foedus.briefs.document import brief_document
    from foedus.briefs.duties import (
        article,
        articles,
        denial,
        duty_words,
        instrument_name,
        joined_place,
        missing_words,
        own_facts,
        phrase,
        reading_name,
        rests_on_unverified,
        short_name,
        told,
    )
    from foedus.briefs.outline import Document, Entry, Paragraph, Run, plain
    from foedus.briefs.page import Parts, page_parts
    from foedus.briefs.phrases import (
        day,
        deed,
        deed_noun,
        is_many,
        listed,
        named,
        names,
        organ_name,
        reading_title,
        sentence,
        some_names,
        spaced,
        time,
        verdict_words,
    )
    from foedus.briefs.render import FORMATS, render, render_assessment, render_reading
    from foedus.briefs.short_answer import matters, rank
    from foedus.briefs.shown_assessment import (
        FarPact,
        Proposal,
        ShownAnswer,
        ShownArticle,
        ShownAssessment,
        ShownPact,
        ShownReading,
        Wanted,
        shown_assessment,
    )
    from foedus.briefs.told_corrections import value_told
    from foedus.briefs.verification import Difference, Verified, compared, verdicts

__all__ = [
    "FORMATS",
    "Assessment",
    "Brief",
    "Difference",
    "Document",
    "Entry",
    "FarPact",
    "Paragraph",
    "Parts",
    "Proposal",
    "Run",
    "ShownAnswer",
    "ShownArticle",
    "ShownAssessment",
    "ShownPact",
    "ShownReading",
    "Verified",
    "Wanted",
    "answered",
    "article",
    "articles",
    "assess",
    "brief_document",
    "compared",
    "compose",
    "day",
    "deed",
    "deed_noun",
    "denial",
    "duty_words",
    "instrument_name",
    "is_coded",
    "is_many",
    "joined_place",
    "listed",
    "matters",
    "missing_words",
    "named",
    "names",
    "organ_name",
    "own_facts",
    "page_parts",
    "phrase",
    "plain",
    "rank",
    "reading_name",
    "reading_title",
    "render",
    "render_assessment",
    "render_reading",
    "rests_on_unverified",
    "sentence",
    "short_name",
    "shown_assessment",
    "some_names",
    "spaced",
    "time",
    "told",
    "value_told",
    "verdict_words",
    "verdicts",
]

_FILES = {
    "alliances": ("is_coded",),
    "assessment": ("Assessment", "answered", "assess"),
    "brief": ("Brief", "compose"),
    "document": ("brief_document",),
    "duties": (
        "article",
        "articles",
        "denial",
        "duty_words",
        "instrument_name",
        "joined_place",
        "missing_words",
        "own_facts",
        "phrase",
        "reading_name",
        "rests_on_unverified",
        "short_name",
        "told",
    ),
    "outline": ("Document", "Entry", "Paragraph", "Run", "plain"),
    "page": ("Parts", "page_parts"),
    "phrases": (
        "day",
        "deed",
        "deed_noun",
        "is_many",
        "listed",
        "named",
        "names",
        "organ_name",
        "reading_title",
        "sentence",
        "some_names",
        "spaced",
        "time",
        "verdict_words",
    ),
    "render": ("FORMATS", "render", "render_assessment", "render_reading"),
    "short_answer": ("matters", "rank"),
    "shown_assessment": (
        "FarPact",
        "Proposal",
        "ShownAnswer",
        "ShownArticle",
        "ShownAssessment",
        "ShownPact",
        "ShownReading",
        "Wanted",
        "shown_assessment",
    ),
    "told_corrections": ("value_told",),
    "verification": ("Difference", "Verified", "compared", "verdicts"),
}
_FILE_OF = {name: file for file, names in _FILES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Load a name of the room from its file when it is first asked for."""
    if name not in _FILE_OF:
        raise AttributeError(f"module 'foedus.briefs' has no attribute '{name}'")
    file = _FILE_OF[name]
    room = import_module(f"foedus.briefs.{file}")
    # all names of the file at once: importing `render` the file would hide `render` the function
    globals().update({each: getattr(room, each) for each in _FILES[file]})
    return globals()[name]
