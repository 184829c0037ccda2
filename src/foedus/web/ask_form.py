"""The form of one incident: its fields with the words of the vocabularies, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from markupsafe import Markup

from foedus import briefs, terms
from foedus.pacts import Library
from foedus.web.asked import Asked
from foedus.web.question import FACT, VOTE, Posed, is_decision

TABLES = {
    "actor_kind": "actor_kinds", "struck": "struck", "capacity": "capacities", "harm": "harms", "origin": "origins",
    "status": "statuses",
}  # fmt: skip
TYPED = (
    "date", "start", "end", "reported", "actor", "supported_by", "target", "place", "on", "as_of", "pact",
)  # fmt: skip
EXAMPLES = (
    ("1", "act=raid&actor=JNIM&date=2023-09-20&origin=external&struck=armed+forces&target=BFA"),
    ("2", "act=invasion&actor=DEU-EMPIRE&date=1914-08-04&place=BEL&target=BEL"),
    ("3", "act=armed+intervention&actor=ECOWAS&date=2023-09-20&place=NER&status=hypothetical&target=NER"),
    ("4", "act=armed+attack&actor=RUS&date=2024-05-01&place=EST&struck=territory&target=EST"),
)
Option = tuple[str, str]


@dataclass(frozen=True)
class FactField:
    """A fact phrase as a question: its name in the address, its words, what is said, `lang` where they are English."""

    name: str
    id: str
    label: str
    value: str
    english: bool


@dataclass(frozen=True)
class AskForm:
    """The fields of the form, filled in as the question is posed, with what is wrong at each."""

    typed: Mapping[str, str]
    chosen: Mapping[str, tuple[str, ...]]
    act: str
    acts: tuple[tuple[str, tuple[Option, ...]], ...]
    words: Mapping[str, tuple[Option, ...]]
    facts: tuple[FactField, ...]
    more: Markup
    more_number: int
    votes: tuple[FactField, ...]
    readings: tuple[str, ...]
    reading_names: tuple[str, ...]
    everything: bool
    hidden: tuple[Option, ...]
    wrong: Mapping[str, str]


def ask_form(question: Posed, asked: Asked, wrong: Mapping[str, str], wanted: Sequence[str] = ()) -> AskForm:
    """Return the form for a question; facts that are stated, wrong or `wanted` by an answer stand first."""
    lang, library = asked.lang, asked.library
    several = {"pact": ", ".join(question.pacts), "on": question.on, "as_of": question.as_of}
    values = {key.replace(" ", "_"): text for key, text in question.values.items()} | several
    first = [*question.facts, *(each for each in wanted if each in library.fact_phrases)]
    if not wanted:
        first += terms.vocabulary("facts")
    first = tuple(dict.fromkeys(first))
    votes = tuple(dict.fromkeys((*question.votes, *(each for each in first if is_decision(each)))))
    act = terms.plain(values.get("act", ""))
    odd = ((act, act),) if act and act not in terms.acts() else ()
    return AskForm(
        {name: values.get(name, "") for name in TYPED},
        {name: tuple(map(terms.plain, filter(None, values.get(name, "").split(", ")))) for name in TABLES},
        act, (*_acts(lang), *((("", odd),) if odd else ())),
        {name: _with_odd(_words(name, lang), values.get(name, "")) for name in TABLES},
        tuple(_fact(phrase, FACT, question.facts.get(phrase, ""), library, lang) for phrase in first),
        _more_facts(first, library.digest, _held(library), lang), len(library.fact_phrases) - len(first),
        tuple(_fact(phrase, VOTE, question.votes.get(phrase, ""), library, lang) for phrase in votes),
        question.readings, library.reading_names, question.everything,
        tuple((name, values[name]) for name in ("id", "basis") if name in values), wrong,
    )  # fmt: skip


@cache
def _words(name: str, lang: str) -> tuple[Option, ...]:
    return tuple((word, _told(word, lang)) for word in terms.vocabulary(TABLES[name]))


def _with_odd(options: tuple[Option, ...], stated: str) -> tuple[Option, ...]:
    """Return options with what was typed and is none of them, so that nothing typed is lost."""
    known = {word for word, _ in options}
    odd = [part.strip() for part in stated.split(",") if part.strip() and terms.plain(part) not in known]
    return (*options, *((each, each) for each in odd))


def _told(word: str, lang: str) -> str:
    return terms.translate(word, lang)


@cache
def _acts(lang: str) -> tuple[tuple[str, tuple[Option, ...]], ...]:
    """Return the tree of acts as groups: each act that has kinds with all below it, then the rest."""
    tree = terms.acts()
    children = {row["parent"] for row in tree.values() if row["parent"]}
    roots = [act for act, row in tree.items() if not row["parent"]]
    groups = [(_told(root, lang), tuple(_below(root, 0, lang))) for root in roots if root in children]
    alone = [act for act in roots if act not in children]
    cut = alone.index("signature")
    for key, found in (("ask.act hostile", alone[:cut]), ("ask.act speech", alone[cut:])):
        from foedus.web.words import say

        groups.append((say(key, lang), tuple((act, _told(act, lang)) for act in found)))
    return tuple(groups)


def _below(act: str, depth: int, lang: str) -> Iterable[Option]:
    yield act, "\u00a0\u00a0" * depth + _told(act, lang)
    for each, row in terms.acts().items():
        if row["parent"] == act:
            yield from _below(each, depth + 1, lang)


_LIBRARIES: dict[str, Library] = {}


def _held(library: Library) -> str:
    """Return the digest under which a library is held, so that what follows from it is made once."""
    _LIBRARIES.setdefault(library.digest, library)
    return library.digest


@lru_cache(maxsize=4096)
def _label(phrase: str, digest: str, lang: str) -> tuple[str, bool]:
    own = _own_facts(digest)
    told = briefs.missing_words((phrase,), None, lang, own)[0]
    english = (
        lang != "en"
        and phrase in own
        and f"« {phrase} »".replace(" ", "") in told.replace("\u00a0", "").replace(" ", "")
    )
    return told[:1].upper() + told[1:], english


@lru_cache(maxsize=8)
def _own_facts(digest: str) -> Mapping[str, Mapping[str, str]]:
    return {row["phrase"]: row for each in _LIBRARIES[digest] for row in each.facts}


def _fact(phrase: str, prefix: str, value: str, library: Library, lang: str) -> FactField:
    label, english = _label(phrase, _held(library), lang)
    return FactField(f"{prefix}{phrase}", f"{prefix[:-1]}-{'-'.join(phrase.split())}", label, value, english)


@lru_cache(maxsize=64)
def _more_facts(first: tuple[str, ...], digest: str, held: str, lang: str) -> Markup:
    """Return the fields of all other facts as HTML: nothing is said in them, so that they are made once."""
    from foedus.web.asked import environment
    from foedus.web.words import say_html

    library = _LIBRARIES[held]
    rest = sorted(
        (phrase for phrase in library.fact_phrases if phrase not in first), key=lambda one: _label(one, held, lang)
    )
    made = environment().get_template("ask_fact.html").module
    return Markup("").join(
        made.fact(_fact(phrase, FACT, "", library, lang), "", lambda key, **values: say_html(key, lang, **values))  # type: ignore[attr-defined]
        for phrase in rest
    )
