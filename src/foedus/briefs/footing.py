"""What every told line stands on: numbered reports and legal sources, quotes with their anchors, proofs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from foedus import terms
from foedus.briefs.alliances import is_coded
from foedus.briefs.outline import (
    Block,
    Fold,
    Line,
    Paragraph,
    Point,
    Points,
    Quote,
    Run,
    faint,
    joined,
    line,
    link,
    visible_links,
)
from foedus.briefs.phrases import MANY, names, say, sentence
from foedus.determinations import Determination, Proof, Verdict
from foedus.incidents import Stipulation
from foedus.pacts import Instrument
from foedus.reading import Claim, Report

_TRIGGER_ROWS = (
    "act",
    "actor",
    "supported by",
    "target",
    "struck",
    "harm",
    "place",
    "origin",
    "capacity",
    "when",
    "term",
)
SHORT_QUOTE = 170
CODED = "alliances"
"""Under this name the source of all alliances of a data set is cited."""


@dataclass
class Footing:
    """The numbers under which reports (`R1`) and legal sources (`L1`) are cited while a brief is told.

    Without `whole` what a page folds away is not told; without `far_proofs` what is unsettled under instruments beside
    the point is told by instrument. `shown` are the sources cited where nothing is unfolded, None where that is not
    told apart. `first` are the states that the reports name: of many bearers these are told by name. With `every_proof`
    each reading has its proof, not the first alone. With `terse` it is told in the fewest lines that leave out no point,
    for a terminal.
    """

    lang: str
    reports: Sequence[Report] = ()
    claims: Mapping[str, Claim] = field(default_factory=dict)
    cited: dict[tuple[str, str], int] = field(default_factory=dict)
    laws: dict[tuple[str, str], Determination | Instrument] = field(default_factory=dict)
    quoted: dict[str, Claim] = field(default_factory=dict)
    passages: dict[str, tuple[str, tuple[int, int]]] = field(default_factory=dict)
    first: frozenset[str] = frozenset()
    shown: frozenset[tuple[str, str]] | None = None
    whole: bool = True
    far_proofs: bool = True
    every_proof: bool = False
    terse: bool = False
    held: set[tuple[str, str]] = field(default_factory=set)
    stipulations: Sequence[Stipulation] = ()

    def report_number(self, claim: Claim) -> int | None:
        """Return the number of the report that a claim belongs to."""
        for number, report in enumerate(self.reports, 1):
            if report.id == claim.report or claim in report.claims:
                return number
        return None

    def cite(self, instrument: Instrument, sources: Iterable[str], to: Determination | None = None) -> Line:
        """Return references to legal sources as `[L1, L2]`, numbering those not cited before."""
        runs: list[Line] = []
        named = [source for source in sources if source in instrument.sources_by_id]
        # a provision that names no source rests on those of its instrument's head
        for source in named or [part.strip() for part in instrument.about("source").split(",")]:
            if source not in instrument.sources_by_id:
                continue
            # the alliances of a data set share one source
            key = (CODED if is_coded(instrument) else instrument.id, source)
            number = self.cited.setdefault(key, len(self.cited) + 1)
            self.laws.setdefault(key, to or instrument)
            runs.append(line(link(f"L{number}", f"#l-{number}")))
        return line("[", joined(runs, ", "), "]") if runs else ()

    def cite_claims(self, ids: Iterable[str]) -> Line:
        """Return references to the reports that claims stand in, each linked to its words: `[R1 60–166]`."""
        runs: dict[str, Line] = {}
        for name in dict.fromkeys(ids):
            claim = self.claims.get(name)
            number = self.report_number(claim) if claim else None
            if claim is None or number is None:
                continue
            self.quoted[name] = claim
            label = f"R{number} {claim.span[0]}–{claim.span[1]}"
            runs.setdefault(label, line(link(label, anchor(name))))
        return line("[", joined(runs.values(), ", "), "]") if runs else ()

    def quote(self, name: str, *, short: bool = False, span: tuple[int, int] | None = None) -> Quote | None:
        """Return a claim's words with where they stand; `short` cuts them for a narrow page.

        With `span` it is that stretch of the claim's report, wider than the claim or beside it.
        """
        claim = self.claims.get(name)
        if claim is None or (number := self.report_number(claim)) is None:
            return None
        self.quoted[name] = claim
        report = self.reports[number - 1]
        start, end = span or claim.span
        at = anchor(name)
        if span:
            at = f"{at}-{start}"
            self.passages[at] = (report.id, span)
        text = " ".join(report.text[start:end].split())
        if short and len(text) > SHORT_QUOTE:
            text = text[:SHORT_QUOTE].rsplit(" ", 1)[0] + " …"
        said = self._speaker(claim.attributed_to) if claim.attributed_to else ""
        where = f"R{number}, {report.title or report.file}, {start}–{end}" if not short else f"R{number} {start}–{end}"
        return Quote(text, line(link(where, at), faint(f" ({said})") if said else ""), at)

    def _speaker(self, who: str) -> str:
        if "-" in who and who.islower():  # the id of an instrument: the report quotes its text
            return say("quote.of text", self.lang)
        return say("quote.by", self.lang, who=names((who,), self.lang) if terms.is_id(who) else who)

    def proof(self, determination: Determination, reading: str = "") -> Fold:
        """Return the whole proof of a determination, folded, with its short form before it.

        With the name of a `reading` it is the proof of that one, set beside the first: its short form is told there.
        """
        told = (Points((self._node(determination.proof),)),) if self.whole else ()
        if reading:
            return Fold(line(say("proof.whole reading", self.lang, reading=reading)), told)
        short = Paragraph(line(faint(say("proof.why", self.lang)), why(determination, self.lang)), "note")
        return Fold(line(say("proof.whole", self.lang)), told, (short,))

    def fold(self, summary: str, blocks: Callable[[], tuple[Block, ...]], short: tuple[Block, ...] = ()) -> Fold:
        """Return a fold, its hidden blocks told only where the format shows them."""
        return Fold(line(summary), blocks() if self.whole else (), short)

    def _node(self, proof: Proof) -> Point:
        mark = {True: "✓", False: "✗", None: "?"}[proof.truth]
        # the sentence itself names the person who said so
        named = any(each.kind == "stipulated" for each in proof.evidence)
        ground = "" if proof.ground == "found" or named else f" ({say(f'ground.{proof.ground}', self.lang)})"
        row = f"{proof.row} {proof.words}".strip()
        evidence: list[Line] = []
        for each in proof.evidence:
            if each.kind == "claim" and each.id in self.claims:
                evidence.append(line(" ", self.cite_claims([each.id])))
            elif each.words and each.words not in row and each.kind != "stipulated":
                evidence.append(line(faint(f"; {each.kind}: {each.words}" if row else f" — {each.kind}: {each.words}")))
        return Point(
            line(
                f"{mark} ",
                proof.sentence(self.lang),
                ground,
                faint(f" — {row}") if row else "",
                *evidence,
            ),
            (Points(tuple(self._node(child) for child in proof.children)),) if proof.children else (),
        )


def anchor(claim: str) -> str:
    """Return the anchor of a claim's words in the text of its report."""
    return "#q-" + re.sub(r"[^A-Za-z0-9]+", "-", claim).strip("-")


def why(determination: Determination, lang: str) -> str:
    """Return the nodes that decided, as sentences: the rows met, or those that failed or are not known."""
    children = determination.proof.children
    if determination.verdict in (Verdict.UNSETTLED, Verdict.AWAITING):
        decided = [
            child for child in children if child.truth is None or (child.row == "gate" and child.truth is not True)
        ]
    elif determination.verdict in (Verdict.NOT_TRIGGERED, Verdict.NOT_IN_FORCE):
        decided = [child for child in children if child.truth is False and child.ground != "presumed"]
    elif determination.verdict in (Verdict.EXCEPTED, Verdict.RESERVED, Verdict.OVERRIDDEN):
        decided = [
            child
            for child in children
            if child.truth is True and child.row in ("unless", "exception", "reservation", "precedence")
        ]
    else:
        decided = [child for child in children if child.truth is True and child.row in (*_TRIGGER_ROWS, "gate")]
        decided = decided or [child for child in children if child.truth is True][:1]
    told = []
    for child in decided:
        if child.row == "bound" and len(child.missing) > MANY:
            told.append(sentence(say("why.bound", lang, number=len(child.missing))))
        elif not child.key.endswith(".any"):
            told += [sentence(each.sentence(lang)) for each in _path(child)]
    return " ".join(dict.fromkeys(told)) or sentence(determination.proof.sentence(lang))


def _path(child: Proof) -> Iterable[Proof]:
    """Yield a node and, below it, what made it so: the item that met it, the row that failed, what is not known."""
    deciding = [each for each in child.children if each.truth is child.truth and not each.key.endswith(".any")]
    if child.truth is not None and len(deciding) < len(child.children):
        deciding = deciding[:1]
    # a term is only a name for the rows below it: these say why
    if child.row != "term" or not deciding:
        yield child
    for each in deciding[:MANY]:
        yield from _path(each)


def blocks(*given: Block | None) -> tuple[Block, ...]:
    """Return the blocks that are there."""
    return tuple(each for each in given if each is not None)


def verdict_run(verdict: Verdict, word: str) -> Run:
    """Return a verdict as a run in its own style."""
    return Run(word, f"verdict {str(verdict).replace(' ', '-')}")


Parts = list[tuple[str, str, tuple[Block, ...]]]


def numbered(foot: Footing, tell: Callable[[Footing], Parts]) -> tuple[Parts, Footing]:
    """Return what `tell` tells and the footing that it stands on.

    It is told twice: the first time shows which legal sources are seen unfolded, so that these get the first numbers.
    """
    first = replace(foot, whole=False, cited={}, laws={}, quoted={}, passages={}, held=set())
    seen = dict.fromkeys(to for _, _, told in tell(first) for to in visible_links(told) if to.startswith("#l-"))
    by_anchor = {f"#l-{number}": key for key, number in first.cited.items()}
    order = [by_anchor[to] for to in seen]
    second = replace(
        foot,
        cited={key: number for number, key in enumerate(order, 1)},
        laws={key: first.laws[key] for key in order},
        quoted={},
        passages={},
        held=set(),
        shown=frozenset(order),
    )
    return tell(second), second
