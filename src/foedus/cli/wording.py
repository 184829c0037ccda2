"""The commands' own few words in English and French; sentences about the law come from the rooms that know it."""

from __future__ import annotations

_FRENCH = {
    "act": "acte", "signed": "signé", "in force": "en vigueur", "parties": "parties", "rules": "règles",
    "verified": "vérifié", "yes": "oui", "no": "non", "unknown": "inconnu", "on": "le", "kind": "genre",
    "organisation": "organisation", "party": "partie", "status": "statut", "from": "depuis", "until": "jusqu'au",
    "bound": "liée", "sources": "sources", "read": "lu", "readings": "lectures", "towards": "envers", "cases": "cas",
    "passed": "réussis", "failed": "échoué", "not tried": "non essayé", "instruments": "instruments",
    "a kind of": "une sorte de", "kinds of it": "ses sortes", "presumes harm to": "fait présumer une atteinte à",
    "strikes": "touche", "used by": "employé par", "name": "nom", "codes": "codes", "aliases": "autres noms",
    "state": "État", "part of": "fait partie de", "vocabularies": "vocabulaires", "words": "mots",
    "general knowledge, not checked": "connaissance générale, non vérifiée", "document": "document", "title": "titre",
    "names": "noms", "signed at": "signé à", "region": "région", "note": "note", "duty": "obligation",
    "in force and parties on": "en vigueur et parties le",
}  # fmt: skip


def told(word: str, lang: str) -> str:
    """Return a word of the commands in the language of the answer."""
    return _FRENCH.get(word, word) if lang == "fr" else word


def truth(value: bool | None, lang: str) -> str:
    """Return yes, no or unknown."""
    return told("unknown" if value is None else "yes" if value else "no", lang)
