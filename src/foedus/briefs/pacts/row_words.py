"""The words that stand in a pact's rows for someone or somewhere: `a party`, `every other party`, `territory of the target`."""

from __future__ import annotations

from collections.abc import Mapping

from foedus.pacts import ACTOR_WORDS, BEARER_WORDS, PLACE_WORDS, TARGET_WORDS

OF_STATE = "territory of ID"
# vocabulary → its words for a row of a pact, and the rows that take them
ROW_WORDS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "actor": (ACTOR_WORDS, ("actor", "supported by")),
    "target": (TARGET_WORDS, ("target",)),
    "bearer": (BEARER_WORDS, ("bearer", "beneficiary")),
    "place": ((*PLACE_WORDS, OF_STATE), ("place",)),
}
GLOSSES: Mapping[str, tuple[str, str]] = {
    "any": ("whoever it is", "qui que ce soit"),
    "a state": ("any state", "tout État"),
    "a party": ("a state or body bound on the day", "un État ou un organisme lié ce jour-là"),
    "another party": ("a party, but not the one on the other side", "une partie, mais non celle de l'autre côté"),
    "not a party": ("anyone who is not bound", "quiconque n'est pas lié"),
    "a state not a party": ("a state that is not bound", "un État qui n'est pas lié"),
    "armed group": ("any group under arms that is no state", "tout groupe armé qui n'est pas un État"),
    "organisation": ("any organisation of states or their mission", "toute organisation d'États ou sa mission"),
    "every party": ("all who are bound on the day", "tous ceux qui sont liés ce jour-là"),
    "every other party": (
        "all who are bound, less the target, the actor and states found to act with it",
        "tous ceux qui sont liés, sauf la cible, l'auteur et les États qui agissent avec lui",
    ),
    "the target": ("the one to whom it was done", "celui à qui cela fut fait"),
    "the actor": ("the one who did it", "celui qui l'a fait"),
    "a great power": ("a state that counted as a great power on the day", "un État alors grande puissance"),
    "a great power not a party": ("the same, not bound by the pact", "de même, non liée par le pacte"),
    "two or more great powers": ("at least two great powers together", "au moins deux grandes puissances ensemble"),
    "two or more great powers not parties": (
        "at least two together that are not bound by the pact",
        "au moins deux ensemble qui ne sont pas liées par le pacte",
    ),
    "the party concerned": (
        "whichever of actor and target is a party",
        "celui de l'auteur et de la cible qui est une partie",
    ),
    "administered by a party": (
        "where a party administers, whoever has the title",
        "là où une partie administre, quel que soit le titre",
    ),
    "administered by the target": (
        "where the target administers, whoever has the title",
        "là où la cible administre, quel que soit le titre",
    ),
    "anywhere": ("wherever it happened", "où que ce soit"),
    "territory of the target": ("the target's land, waters and air by title", "le territoire de la cible par titre"),
    "territory of the actor": ("the same of the actor", "celui de l'auteur"),
    "territory of a party": ("the same of any party", "celui d'une partie"),
    "territory of another party": (
        "the same of a party other than the target",
        "celui d'une partie autre que la cible",
    ),
    OF_STATE: (
        "the territory of one state, such as territory of TUR",
        "le territoire d'un État, par exemple territory of TUR",
    ),
}


def row_words(vocabulary: str | None = None) -> list[dict[str, object]]:
    """Return the row words of one vocabulary, or all of them once, as entries of `foedus terms`."""
    found: dict[str, dict[str, object]] = {}
    for name, (words, rows) in ROW_WORDS.items():
        for word in words if vocabulary in (None, name) else ():
            english, french = GLOSSES.get(word, ("", ""))
            entry = found.setdefault(
                word, {"word": word, "kind": "row word", "rows": [], "meaning": english, "meaning_fr": french}
            )
            entry["rows"] = [*entry["rows"], *rows]  # type: ignore[misc]
    return list(found.values())
