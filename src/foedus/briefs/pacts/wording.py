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
    "document": "document", "title": "titre",
    "names": "noms", "signed at": "signé à", "region": "région", "note": "note", "duty": "obligation",
    "in force and parties on": "en vigueur et parties le", "row word": "mot des lignes d'un pacte", "meaning": "sens",
    "row words": "mots des lignes d'un pacte", "actors": "acteurs", "states": "États", "actor kinds": "genres d'acteur",
    "areas": "espaces", "places": "lieux", "rows": "lignes",
    "verified text": "lus dans le texte", "verified report": "lus dans un compte rendu",
    "verified calc": "calculés", "verified gk": "de connaissance générale, non vérifiés", "missing": "manque",
    "could not be read": "illisible(s)", "only in": "seulement dans", "the same": "identiques",
    "nobody": "personne", "not known whether bound": "on ne sait si liées", "signatory": "signataire",
    "provisional": "à titre provisoire", "suspended": "suspendue", "leaving": "en retrait", "left": "retirée",
    "not law on": "pas en vigueur le", "not known whether law on": "on ne sait si en vigueur le",
    "entry into force": "entrée en vigueur", "termination": "extinction", "or later, or never": "ou plus tard, ou jamais",
    "some time between": "un moment entre", "and": "et",
    "error": "erreur", "errors": "erreurs", "warning": "avertissement", "warnings": "avertissements", "hint": "indication",
    "hints": "indications", "of": "de", "not verified (gk)": "non vérifiés (gk)",
    "through time": "au fil du temps", "held by": "soutenue par", "fact": "fait", "when it holds": "quand il vaut",
    "fact phrases of its own": "faits qui lui sont propres", "replaced by": "remplacé par",
    "replaced phases": "phases remplacées",
    "coverage until": "couvert jusqu'au", "Terms and standing": "Termes et clauses finales",
    "blocks on general knowledge": "blocs de connaissance générale", "imported note":
    "Fait à partir de tableaux : ce qu'ils ne codent pas est inconnu, et ce qui vint après la fin de la couverture aussi.",
    "must": "doit", "may": "peut", "must not": "ne doit pas", "deems": "répute", "up to": "au plus", "only if": "seulement si",
    "after": "après", "unless": "sauf si", "duration": "durée", "renewal": "renouvellement", "accession": "adhésion",
    "provisional application": "application provisoire", "suspension": "suspension", "withdrawal": "retrait",
    "words of": "mots de", "contents": "sommaire", "except": "sauf", "actor": "auteur", "target": "cible", "harm": "atteinte",
    "coded by": "codé par", "alliances coded by": "alliances codées par", "not listed here": "non listées ici",
    "no pact fits": "aucun pacte ne convient", "years": "années", "promises": "promesses",
    "Parties: those bound on the day, after + those of whom it is not known. Verified: how many rules and memberships rest "
    "on the text, on a report, on a calculation, or on general knowledge that nobody checked (gk).":
    "Parties : celles qui sont liées ce jour-là, après + celles dont on ne le sait pas. Vérifié : combien de règles et de "
    "participations reposent sur le texte (text), un compte rendu (report), un calcul (calc) ou une connaissance générale que "
    "personne n'a vérifiée (gk).",
}  # fmt: skip


_ENGLISH = {
    "verified text": "read in the text", "verified report": "read in a report", "verified calc": "calculated",
    "verified gk": "general knowledge, not checked", "imported note":
    "Made from tables: what they do not code is unknown, and so is what came after the end of their coverage.",
    "blocks on general knowledge": "blocks on general knowledge, not checked",
}  # fmt: skip


def told(word: str, lang: str) -> str:
    """Return a word of the commands in the language of the answer."""
    return (_FRENCH if lang == "fr" else _ENGLISH).get(word, word)


def edge_words(text: str, lang: str) -> str:
    """Return a day of the law as a reader is told it: `a/b` is a doubt between two days, `a/..` has no last one."""
    first, slash, last = text.partition("/")
    if not slash:
        return told(text, lang)
    if last in ("..", ""):
        return f"{first} {told('or later, or never', lang)}"
    return f"{told('some time between', lang)} {first} {told('and', lang)} {last}"


def truth(value: bool | None, lang: str) -> str:
    """Return yes, no or unknown."""
    return told("unknown" if value is None else "yes" if value else "no", lang)
