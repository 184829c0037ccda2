"""What a word in a row of a pact means, and in which vocabulary it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from foedus.briefs.pacts.row_words import OF_STATE
from foedus.briefs.pacts.rule_words import said
from foedus.briefs.pacts.vocabularies import TABLES, entries_of, gloss
from foedus.pacts import TRIGGER_KEYS, Instrument

VOCABULARY_OF_ROW: Mapping[str, str] = {
    "act": "act", "actor": "actor", "supported by": "actor", "target": "target", "struck": "struck", "harm": "harm",
    "place": "place", "origin": "origin", "capacity": "capacity", "when": "fact", "requires": "fact", "unless": "fact",
    "any of": "fact", "bearer": "bearer", "beneficiary": "bearer", "must": "duty", "may": "duty", "must not": "duty",
    "deems": "duty", "up to": "up to", "by": "state",
}  # fmt: skip
"""The rows whose words stand in a vocabulary, and in which; the other rows are plain text."""
PROVISION_ROWS = ("to", "yields to", "over")
"""The rows that name provisions or instruments."""
_ROW_NAMES_FR = {
    "act": "acte", "actor": "auteur", "supported by": "soutenu par", "target": "cible", "struck": "frappé", "harm": "atteinte",
    "place": "lieu", "origin": "origine", "capacity": "au service de", "when": "quand", "requires": "exige", "unless": "sauf si",
    "bearer": "débiteur", "beneficiary": "bénéficiaire", "must": "doit", "may": "peut", "must not": "ne doit pas",
    "deems": "répute", "up to": "jusqu'à", "discretion": "appréciation", "how": "comment", "within": "dans un délai de",
    "until": "jusqu'au", "from": "depuis", "report to": "rend compte à", "any of": "l'un de", "to": "à l'égard de", "by": "par",
    "reading": "lecture", "held by": "soutenue par", "note": "note", "source": "source", "verified": "vérifié", "date": "date",
    "rule": "règle", "term": "terme", "exception": "exception", "organ": "organe", "standing": "clause finale",
    "reservation": "réserve", "precedence": "rang", "effect": "effet", "accepted by": "acceptée par", "over": "prime",
    "yields to": "cède devant", "between": "entre", "quorum": "quorum", "majority": "majorité", "unanimity": "unanimité",
    "consensus": "consensus", "silence": "silence", "veto": "veto", "seats": "sièges", "excludes": "exclut",
    "condition": "condition", "takes effect": "prend effet", "meanwhile": "entre-temps", "notice given": "préavis donné",
    "notice to": "préavis à", "claimed": "prétendue le", "loses": "perd", "keeps": "garde", "organ's rule": "règle de l'organe",
    "facts": "faits", "votes": "votes", "expect": "attendu", "on": "le", "as of": "connu au", "status": "statut",
    "actor kind": "genre d'auteur", "reported": "rapporté le", "case": "cas",
}  # fmt: skip
_DISCRETION = {
    "none": ("what is to be done is fixed", "ce qui est à faire est fixé"),
    "means": ("that they act is owed, how is theirs to choose", "agir est dû, la manière est à leur choix"),
    "whether": ("owed is a decision in good faith", "une décision de bonne foi est due"),
}


@dataclass(frozen=True)
class RowWord:
    """One word in a row: as the pact has it, in the reader's language, what it means, and where to read on.

    `before` stands before it (a comma, `except`); `vocabulary` is a name of TABLES or empty; `anchor` is the place on the
    pact's own page where the word is defined, or empty; `instrument` is another pact that the word names, or empty.
    """

    text: str
    told: str
    meaning: str = ""
    vocabulary: str = ""
    anchor: str = ""
    instrument: str = ""
    before: str = ""


def row_name(key: str, lang: str) -> str:
    """Return the key of a row in the reader's language."""
    return _ROW_NAMES_FR.get(key, key) if lang == "fr" else key


def anchor_of(kind: str, name: str) -> str:
    """Return the place of a provision, term or organ on the page of its pact: `art-6--assist`, `term--area`."""
    return "".join(each if each.isalnum() or each == "-" else "-" for each in f"{kind}--{name}".lower()).strip("-")


def provision_anchor(provision: str) -> str:
    """Return the place of a provision on the page: `art-6/assist` is `art-6--assist`, an article alone is itself."""
    article, slash, name = provision.partition("/")
    return anchor_of(article, name) if slash else article


def words_of(key: str, text: str, instrument: Instrument, lang: str) -> tuple[RowWord, ...]:
    """Return the words of a row, or of one item of its list, each with its meaning; a plain text is one word."""
    if key in PROVISION_ROWS:
        return tuple(_provision(part, before, instrument) for part, before in _parts(text))
    if key == "discretion":
        english, french = _DISCRETION.get(text, ("", ""))
        return (RowWord(text, text, french if lang == "fr" else english),)
    vocabulary = VOCABULARY_OF_ROW.get(key)
    if vocabulary is None:
        return (RowWord(text, text),)
    opening = next((each for each in TRIGGER_KEYS if each != "when" and text.startswith(f"{each} ")), "")
    if vocabulary == "fact" and opening:  # an item may be a row in one line: `supported by RUS-EMPIRE`
        rest = words_of(opening, text.removeprefix(opening).strip(), instrument, lang)
        return (RowWord(opening, row_name(opening, lang)), *(_after_blank(each, n) for n, each in enumerate(rest)))
    return tuple(_word(part, before, vocabulary, instrument, lang) for part, before in _parts(text))


def _after_blank(word: RowWord, place: int) -> RowWord:
    return word if place else RowWord(**{**vars(word), "before": " "})


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """Yield the words of a list with what stands before each."""
    for place, side in enumerate(text.split(" except ")):
        for number, part in enumerate(each.strip() for each in side.split(",") if each.strip()):
            yield part, ", " if number else " except " if place else ""


def _provision(part: str, before: str, instrument: Instrument) -> RowWord:
    if any(part == rule.provision for rule in instrument.rules) or part in {each.id for each in instrument.articles}:
        return RowWord(part, part, anchor=provision_anchor(part), before=before)
    pact = part.partition("/")[0]
    return RowWord(part, part, instrument=pact if "-" in pact and " " not in pact else "", before=before)


def _word(part: str, before: str, vocabulary: str, instrument: Instrument, lang: str) -> RowWord:
    told = said(part, lang)
    # the page of a coded alliance shows no terms and facts of its own: hundreds share them
    here = not instrument.about("coded by")
    if part in instrument.terms:
        return RowWord(part, told, "", anchor=anchor_of("term", part) if here else "", before=before)
    organ = part.removeprefix("decision of the ")
    if organ != part and organ in instrument.organs:
        return RowWord(part, told, "", anchor=anchor_of("organ", organ), before=before)
    own = next((row for row in instrument.facts if row["phrase"] == part), None)
    if own:
        return RowWord(part, told, own.get("note") or "", anchor="facts" if here else "", before=before)
    name, meaning = _meaning(vocabulary, part, lang)
    return RowWord(part, told, meaning, vocabulary=name, before=before)


def _meaning(vocabulary: str, word: str, lang: str) -> tuple[str, str]:
    for name in (vocabulary, "area" if vocabulary in ("fact", "place") else "", "state", "fact"):
        meanings = _meanings(name, lang) if name else {}
        if word in meanings:
            return name, meanings[word]
        if name == "place" and word.startswith("territory of "):
            return name, meanings.get(OF_STATE, "")
    return "", ""


@lru_cache(maxsize=64)
def _meanings(vocabulary: str, lang: str) -> Mapping[str, str]:
    """Return the meaning of each word of a vocabulary."""
    return {str(entry["word"]): gloss(entry, lang) for entry in entries_of(TABLES[vocabulary][0], ())}
