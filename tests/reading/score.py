"""Recall and precision of the reader against expected claims: `python -m tests.reading.score DIR`.

A folder holds expected claims as JSON files, each with the report's `file` (beside it, in the shipped
samples, or among the seeds). Claims match by overlap of spans and same type or act, the best overlap
first; over matched claims each key is right or wrong. Optional expected claims and claims within the
headline count neither way.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from pathlib import Path

from foedus.reading import Claim, Report, read_report
from foedus.terms import is_a

KEYS = ("type", "act", "initiator", "target", "place", "date", "modality")
ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass
class Score:
    """Counts over one or more reports."""

    expected: int = 0
    found: int = 0
    recalled: int = 0
    precise: int = 0
    keys: Counter = field(default_factory=Counter)
    matched: int = 0

    def add(self, other: Score) -> None:
        self.expected += other.expected
        self.found += other.found
        self.recalled += other.recalled
        self.precise += other.precise
        self.matched += other.matched
        self.keys.update(other.keys)

    @property
    def recall(self) -> float:
        return self.recalled / self.expected if self.expected else 1.0

    @property
    def precision(self) -> float:
        return self.precise / self.found if self.found else 1.0

    def accuracy(self, key: str) -> float:
        return self.keys[key] / self.matched if self.matched else 1.0

    def line(self, name: str) -> str:
        keys = " ".join(f"{key} {self.accuracy(key):.2f}" for key in KEYS)
        return (
            f"{name:28} recall {self.recall:.2f} ({self.recalled}/{self.expected})"
            f" precision {self.precision:.2f} ({self.precise}/{self.found}) | {keys}"
        )


def report_path(name: str, beside: Path) -> Path | None:
    """Return where a report is, or None when it is not at hand."""
    seeds = Path(os.environ.get("FOEDUS_SEEDS") or ROOT.parent / "shared" / "seeds")
    folders = (beside, beside / "reports", Path(str(files("foedus") / "data" / "samples")), seeds)
    return next((folder / name for folder in folders if (folder / name).is_file()), None)


def _acts_agree(one: str | None, other: str | None) -> bool:
    return one == other or bool(one and other and (is_a(one, other) or is_a(other, one)))


def _allowed(expected: dict, key: str) -> list:
    return [expected.get(key), *expected.get("also", {}).get(key, [])]


def _type_or_act(expected: dict, claim: Claim) -> bool:
    if claim.type in _allowed(expected, "type"):
        return True
    return any(act is not None and act == claim.act for act in _allowed(expected, "act"))


def _right(expected: dict, claim: Claim, key: str) -> bool:
    values = _allowed(expected, key)
    if key == "act":
        return any(_acts_agree(value, claim.act) for value in values)
    if key in ("initiator", "target"):
        mine = sorted(getattr(claim, key))
        return any(mine == sorted(value or []) for value in values)
    if key == "date":
        return any(_same_date(value, claim) for value in values)
    return getattr(claim, key) in values


def _same_date(value: dict | None, claim: Claim) -> bool:
    if value is None or claim.date is None:
        return value is None and claim.date is None
    mine = claim.date.to_json()
    return (mine["start"], mine["end"]) == (value["start"], value["end"])


def pairs(expected: list[dict], claims: list[Claim]) -> list[tuple[dict, Claim]]:
    """Return the best matching pairs, each claim and each expected claim once."""
    candidates = []
    for i, wanted in enumerate(expected):
        for j, claim in enumerate(claims):
            overlap = min(wanted["span"][1], claim.span[1]) - max(wanted["span"][0], claim.span[0])
            if overlap > 0 and _type_or_act(wanted, claim):
                union = max(wanted["span"][1], claim.span[1]) - min(wanted["span"][0], claim.span[0])
                right = sum(_right(wanted, claim, key) for key in KEYS)
                candidates.append((overlap / union + right / 20, -i, -j))
    taken_i: set[int] = set()
    taken_j: set[int] = set()
    found = []
    for _, i, j in sorted(candidates, reverse=True):
        if i not in taken_i and j not in taken_j:
            taken_i.add(i)
            taken_j.add(j)
            found.append((expected[-i], claims[-j]))
    return found


def compare(gold: dict, report: Report) -> tuple[Score, list[tuple[dict, Claim]], list[dict], list[Claim]]:
    """Return the score of one report, the matched pairs, what was missed and what was too much."""
    title = gold.get("title")
    if isinstance(title, str):
        at = report.text.find(title)
        title = [at, at + len(title)] if at >= 0 else None
    claims = [c for c in report.claims if not (title and c.span[0] < title[1] and c.span[1] > title[0])]
    matched = pairs(gold["claims"], claims)
    needed = [wanted for wanted in gold["claims"] if not wanted.get("optional")]
    hit = [id(wanted) for wanted, _ in matched]
    optional = [claim for wanted, claim in matched if wanted.get("optional")]
    used = {id(claim) for _, claim in matched}
    # a second claim on words that an expected claim covers with the same type and act is no error of its own kind
    extra = [claim for claim in claims if id(claim) not in used]
    score = Score(
        expected=len(needed),
        found=len(claims) - len(optional),
        recalled=sum(1 for wanted in needed if id(wanted) in hit),
        precise=len(matched) - len(optional),
    )
    for wanted, claim in matched:
        if wanted.get("optional"):
            continue
        score.matched += 1
        for key in KEYS:
            score.keys[key] += _right(wanted, claim, key)
    return score, matched, [wanted for wanted in needed if id(wanted) not in hit], extra


def read_gold(path: Path) -> tuple[dict, Report] | None:
    """Return one file of expected claims and its report as read, or None when the report is not at hand."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    where = report_path(gold["file"], path.parent)
    if where is None:
        return None
    # a day that the report itself gives is read from it; another is given as --published
    published = date.fromisoformat(gold["published"]) if gold.get("published") else None
    report = read_report(where.read_bytes(), id=path.stem, file=gold["file"], published=published)
    for claim in gold["claims"]:
        claim.setdefault("span", _span_of(claim["quote"], report.text) if "quote" in claim else None)
    return gold, report


def _span_of(quote: str, text: str) -> list[int]:
    """Return where a quotation stands in a text, whatever its white space; an empty span where it does not."""
    found = re.search(r"\s+".join(map(re.escape, quote.split())), text)
    return list(found.span()) if found else [0, 0]


def measure(folder: Path, *, show: bool = False) -> tuple[Score, dict[str, Score]]:
    """Return the score over a folder and by report."""
    total, single = Score(), {}
    for path in sorted(folder.glob("*.json")):
        both = read_gold(path)
        if both is None:
            print(f"{path.stem}: its report is not at hand, left out", file=sys.stderr)
            continue
        gold, report = both
        score, matched, missed, extra = compare(gold, report)
        single[path.stem] = score
        total.add(score)
        if show:
            _print(path.stem, report, matched, missed, extra)
    return total, single


def _print(name: str, report: Report, matched, missed, extra) -> None:
    print(f"== {name}")
    for wanted, claim in matched:
        wrong = [f"{key}: {_told(claim, key)} for {wanted.get(key)}" for key in KEYS if not _right(wanted, claim, key)]
        if wrong:
            print(f"  ~ [{claim.type}] {claim.quote[:90]!r}: {'; '.join(wrong)}")
    for wanted in missed:
        print(
            f"  - {wanted['type']}/{wanted['act']} {wanted['initiator']}>{wanted['target']}"
            f" {report.text[slice(*wanted['span'])]!r}"
        )
    for claim in extra:
        print(f"  + {claim.type}/{claim.act} {claim.initiator}>{claim.target} {claim.modality} {claim.quote!r}")


def _told(claim: Claim, key: str) -> object:
    value = getattr(claim, key)
    return value.to_json() if key == "date" and value is not None else value


def main(arguments: list[str]) -> int:
    """Print the measure of a folder; with `-v` what was missed and what was too much."""
    shown = [a for a in arguments if not a.startswith("-")]
    total, single = measure(Path(shown[0]), show="-v" in arguments)
    for name, score in single.items():
        print(score.line(name))
    print(total.line("all"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
