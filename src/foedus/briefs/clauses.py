"""What reports say a pact says, set beside the article that says it, or shown to be nobody's clause."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from foedus import terms
from foedus.briefs.passages import quoted_remarks, said
from foedus.pacts import Article, Condition, Instrument, Library, Rule, bound_parties
from foedus.reading import Claim, Report
from foedus.terms import When

_SUBJECTS = {
    "attack": re.compile(r"\battack|\baggress|\bagress|\battaqu|\batteinte", re.IGNORECASE),
    "armed rebellion": re.compile(r"\brebell|\brébell|\binsurrect", re.IGNORECASE),
    "terrorist act": re.compile(r"\bterror", re.IGNORECASE),
}
"""What a clause or remark is about, by its words, where the reader named no act."""
_DUTY_SUBJECT = {"fight terrorism": "terrorist act", "prevent rebellion": "armed rebellion", "consult": "consultation"}
_DEFENCE = ("assist", "count as attack on all")
_EMPTY = {
    "that",
    "this",
    "with",
    "from",
    "have",
    "will",
    "shall",
    "their",
    "they",
    "them",
    "which",
    "would",
    "where",
    "when",
    "what",
    "also",
    "between",
    "among",
    "other",
    "others",
    "more",
    "than",
    "into",
    "three",
    "state",
    "states",
    "country",
    "countries",
    "party",
    "parties",
    "charter",
    "article",
    "alliance",
    "pact",
    "treaty",
    "must",
    "such",
    "each",
    "both",
    "pour",
    "dans",
    "avec",
    "leur",
    "leurs",
    "entre",
    "cette",
    "sera",
    "plus",
    "elle",
    "trois",
    "pays",
    "charte",
    "etats",
    "partie",
    "said",
    "says",
    "told",
}
_SENTENCE = re.compile(r"(?<=[.;:])\s+")
FEWEST_SHARED = 2
"""Fewer shared words of weight can be chance: then no article is said to come near."""


@dataclass(frozen=True)
class Clause:
    """What a report says about an instrument's content.

    `kind` is `article` (an article carries it), `remark` (somebody's words about it, no clause) or `unplaced`.
    `articles` are the ids of the articles; two of them where the report tells two clauses as one. For a remark,
    `nearest` is the sentence of the library that comes nearest and `note` tells that the sentence is the library's
    comment, not an article; `partly` is then the article that carries part of what was said. `span` is the stretch of
    the report that says it, wider than the claim where the claim's own words are few.
    """

    claim: Claim
    report: Report
    instrument: Instrument
    kind: str
    articles: tuple[str, ...] = ()
    nearest: str = ""
    nearest_in: str = ""
    note: bool = False
    partly: str = ""
    span: tuple[int, int] | None = None

    @property
    def words(self) -> str:
        """Return the report's words."""
        return self.report.text[slice(*self.span)] if self.span else self.claim.quote


def clauses(reports: Iterable[Report], library: Library, on: When) -> tuple[Clause, ...]:
    """Return every clause and remark that reports give of an instrument of the library, each at its article."""
    found: dict[tuple[object, ...], Clause] = {}
    read = tuple(reports)
    main = main_instrument(read, library, on)
    for report in read:
        for claim in report.claims:
            if claim.type not in ("PROVISION", "STATEMENT"):
                continue
            instrument = _instrument_of(claim, library, on) or (main if claim.type == "PROVISION" else None)
            for told in _told_by(claim, report, instrument) if instrument is not None else ():
                key = (report.id, told.span or claim.span, told.instrument.id, told.kind)
                # one passage read as two claims tells two clauses as one
                known = found.get(key)
                articles = tuple(dict.fromkeys((*(known.articles if known else ()), *told.articles)))
                found[key] = replace(known or told, articles=articles)
        for claim, span in quoted_remarks(report):
            instrument = _instrument_of(claim, library, on) or main
            if instrument is not None:
                told = _remark(Clause(claim, report, instrument, "remark", span=span))
                if told.nearest:
                    found.setdefault((report.id, span, instrument.id, told.kind), told)
    return tuple(found.values())


def main_instrument(reports: Iterable[Report], library: Library, on: When) -> Instrument | None:
    """Return the pact that most claims are about, one with a duty of assistance before others, or None."""
    counted: Counter[str] = Counter()
    for report in reports:
        for claim in report.claims:
            instrument = _instrument_of(claim, library, on)
            if instrument is not None:
                counted[instrument.id] += 1
    ranked = [library[name] for name, _ in counted.most_common()]
    defence = [each for each in ranked if any(rule.duty in _DEFENCE for rule in each.rules)]
    return next(iter((*defence, *ranked)), None)


def _instrument_of(claim: Claim, library: Library, on: When) -> Instrument | None:
    for name in claim.about:
        if name in library.instruments:
            return library[name]
    for name in (*claim.about, claim.attributed_to or ""):
        founding = founded_by(name, library, on)
        if founding is not None:
            return founding
    return None


def founded_by(organisation: str, library: Library, on: When) -> Instrument | None:
    """Return the instrument that founds an organisation: the first signed among those with parties on the day, else the first."""
    founding = list(library.founding(organisation))
    founding.sort(key=lambda each: (not bound_parties(each, on), each.about("signed") or "9999", each.id))
    return founding[0] if founding else None


def _told_by(claim: Claim, report: Report, instrument: Instrument) -> Iterable[Clause]:
    """Yield the clause that a claim tells, and beside it the remark that the same words hold, where the library notes one."""
    told = _clause(claim, report, instrument)
    if told is None:
        return
    yield told
    if told.kind == "article" and told.note and claim.type == "STATEMENT":
        yield replace(told, kind="remark", articles=())


def _clause(claim: Claim, report: Report, instrument: Instrument) -> Clause | None:
    if claim.type == "PROVISION":
        articles = _articles(_subjects(claim, claim.quote), claim, instrument)
        return Clause(claim, report, instrument, "article" if articles else "unplaced", articles)
    if claim.act is not None and claim.act not in _SUBJECTS and claim.act != "cooperation":
        return None  # an announcement, a protest and their like are told with the events
    span = said(claim, report)
    told = _remark(Clause(claim, report, instrument, "remark", span=span if span != claim.span else None))
    articles = _articles(_subjects(claim, told.words), claim, instrument)
    return replace(told, kind="article", articles=articles) if articles else told


def _articles(subjects: Iterable[str], claim: Claim, instrument: Instrument) -> tuple[str, ...]:
    found = (article_on(subject, claim, instrument) for subject in subjects)
    return tuple(dict.fromkeys(article for article in found if article))


def _remark(told: Clause) -> Clause:
    """Return a remark with the library's sentence that comes nearest, and what the library notes of the rest of it.

    Where an article carries part of what was said and the library comments beside it on words that the article does not
    have, the comment is what is told.
    """
    nearest, where, note = nearest_sentence(told.words, told.instrument)
    if nearest and not note:
        comment = _comment(told.words, nearest, where, told.instrument)
        if comment:
            return replace(told, nearest=comment, nearest_in=where, note=True, partly=where)
    return replace(told, nearest=nearest, nearest_in=where, note=note)


def _comment(quote: str, restated: str, where: str, instrument: Instrument) -> str:
    """Return the library's comment under an article on words of a quote that the article does not carry."""
    beyond = _stems(quote) - _stems(restated)
    beside = [row for row in _sentences(instrument) if row[0].id == where and row[1] != restated and beyond & row[2]]
    return max(beside, key=lambda row: len(beyond & row[2]))[1] if beside else ""


def _subjects(claim: Claim, quote: str) -> tuple[str, ...]:
    named = [act for act, words in _SUBJECTS.items() if words.search(quote)]
    if claim.act is not None and claim.type == "PROVISION":
        # words of attack inside a clause on rebellion or terror do not move it to another article
        named = [act for act in named if act == claim.act or claim.act == "attack" and act == "armed rebellion"]
        return tuple(dict.fromkeys((claim.act, *named)))
    if claim.act in _SUBJECTS:
        return (claim.act,)
    return tuple(named)


def article_on(act: str, claim: Claim, instrument: Instrument) -> str | None:
    """Return the article of an instrument that is about an act, or None; the duty to help goes before other uses of it."""
    best: tuple[int, str] | None = None
    for rule in instrument.rules:
        score = _score(rule, act, claim, instrument)
        article = rule.provision.partition("/")[0]
        if score > 0 and (best is None or score > best[0]):
            best = (score, article)
    return best[1] if best else None


def _score(rule: Rule, act: str, claim: Claim, instrument: Instrument) -> int:
    score = 4 if _DUTY_SUBJECT.get(rule.duty) == act else 0
    for condition in rule.trigger:
        if condition.key == "act":
            score = max(score, _fits(act, condition, 4))
        elif condition.key == "when":
            score = max(score, *(_in_term(act, name, instrument) for name in condition.values))
    if score == 0:
        return 0
    struck = next((condition for condition in rule.trigger if condition.key == "struck"), None)
    if struck is not None:
        score += 3 if claim.struck in struck.values else -3
    if any(condition.key == "actor" and "a party" in condition.values for condition in rule.trigger):
        score -= 2
    return score + (rule.duty in _DEFENCE)


def _fits(act: str, condition: Condition, exact: int) -> int:
    if act in condition.values:
        return exact
    if any(terms.is_a(act, value) for value in condition.values):
        return 2
    return 1 if any(terms.is_a(value, act) for value in condition.values) else 0


def _in_term(act: str, name: str, instrument: Instrument, depth: int = 3) -> int:
    term = instrument.terms.get(name)
    if term is None or depth == 0:
        return 0
    scores = [0]
    for condition in (*term.rows, *term.any_of):
        if condition.key == "act":
            scores.append(_fits(act, condition, 3))
        elif condition.key == "when":
            scores += [_in_term(act, value, instrument, depth - 1) for value in condition.values]
    return max(scores)


def nearest_sentence(quote: str, instrument: Instrument) -> tuple[str, str, bool]:
    """Return the library's sentence that shares most words of weight with a quote, its article, and whether it is a comment.

    A numbered article is the instrument's; a heading without a number is the library's comment on it. Only the first
    sentence of an article restates it, what follows may speak about it. Nothing near: empty.
    """
    rows = _sentences(instrument)
    wanted = _stems(quote)
    seen = Counter(stem for _, _, stems in rows for stem in stems)
    best = max(rows, key=lambda row: sum(1 / seen[stem] for stem in wanted & row[2]), default=None)
    if best is None or len(wanted & best[2]) < FEWEST_SHARED:
        return "", "", False
    article, sentence, _ = best
    first = next(text for one, text, _ in rows if one.id == article.id)
    return sentence, article.id, not is_numbered(article) or sentence != first


def is_numbered(article: Article) -> bool:
    """Tell whether a heading is an article of the instrument and not a comment of the library."""
    return article.id.split("-")[0] in ("art", "par", "sec", "pt", "preamble", "mandate") or article.id.startswith(
        "resolution"
    )


@lru_cache(maxsize=64)
def _sentences_of(articles: Sequence[Article]) -> tuple[tuple[Article, str, frozenset[str]], ...]:
    return tuple(
        (article, text.strip(), _stems(text))
        for article in articles
        for text in _SENTENCE.split(" ".join(article.words.split()))
        if text.strip()
    )


def _sentences(instrument: Instrument) -> tuple[tuple[Article, str, frozenset[str]], ...]:
    return _sentences_of(instrument.articles)


def _stems(text: str) -> frozenset[str]:
    bare = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return frozenset(word[:6] for word in re.findall(r"[a-z]{4,}", bare) if word not in _EMPTY)


def by_instrument(found: Iterable[Clause]) -> Mapping[str, tuple[Clause, ...]]:
    """Return clauses gathered by instrument, those at an article first, in the order of the articles."""
    gathered: dict[str, list[Clause]] = {}
    for clause in found:
        gathered.setdefault(clause.instrument.id, []).append(clause)
    return {name: tuple(sorted(group, key=_place)) for name, group in gathered.items()}


def _place(clause: Clause) -> tuple[int, int]:
    order = [article.id for article in clause.instrument.articles]
    if not clause.articles:
        return (1 if clause.kind == "remark" else 2, 0)
    return (0, order.index(clause.articles[0]) if clause.articles[0] in order else len(order))
