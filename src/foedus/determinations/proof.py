"""The proof: one node for one row, with its truth, its ground and its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from foedus.terms import Evidence, Truth, join, say, vocabulary


@dataclass(frozen=True)
class Proof:
    """A node of a proof tree: the row asked, its words in the pact, the answer and what it rests on.

    `missing` names what would settle an unknown, in the words that an incident file or gate uses; `unverified` what in
    it is general knowledge. The sentence is told from `key` and `params` in any language.
    """

    row: str
    words: str
    truth: Truth
    key: str
    params: tuple[tuple[str, object], ...] = ()
    ground: str = "found"
    evidence: tuple[Evidence, ...] = ()
    children: tuple[Proof, ...] = ()
    missing: tuple[str, ...] = ()
    unverified: tuple[str, ...] = ()
    presumed: tuple[str, ...] = field(default=())

    def sentence(self, lang: str = "en") -> str:
        """Return the node told in one sentence, with who said so where a person did."""
        told = say(self.key, lang, dict(self.params))
        said = [each.id for each in self.evidence if each.kind == "stipulated"]
        if not said:
            return told
        who = join(dict.fromkeys(name for name in said if name), lang)
        return f"{told} ({vocabulary('sentences')['stipulated.by' if who else 'stipulated'][lang].format(who=who)})"

    def to_json(self, lang: str = "en") -> dict[str, object]:
        """Return the node and all below it in the shape of the contract."""
        return {
            "row": self.row,
            "words": self.words,
            "truth": self.truth,
            "sentence": self.sentence(lang),
            "ground": self.ground,
            "evidence": [evidence.to_json() for evidence in self.evidence],
            "children": [child.to_json(lang) for child in self.children],
        }

    def walk(self) -> Iterator[Proof]:
        """Yield this node and every node below it."""
        yield self
        for child in self.children:
            yield from child.walk()


def node(
    row: str, words: str, truth: Truth, key: str, *, ground: str = "found", evidence: Iterable[Evidence] = (),
    children: Iterable[Proof] = (), missing: Iterable[str] = (), unverified: Iterable[str] = (),
    presumed: Iterable[str] = (), **params: object,
) -> Proof:  # fmt: skip
    """Return a proof node; `key` without a suffix takes `.true`, `.false` or `.unknown` from the truth."""
    if "." not in key:
        key = f"{key}.{'unknown' if truth is None else str(truth).lower()}"
    return Proof(
        row, words, truth, key, tuple(params.items()), ground, tuple(evidence), tuple(children), tuple(missing),
        tuple(unverified), tuple(presumed),
    )  # fmt: skip
