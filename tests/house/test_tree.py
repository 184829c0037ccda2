"""What must never be committed: other people's reports, and paths of one machine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

RUN = 8
WORD = re.compile(r"\w+")
QUOTATION = re.compile(r"[“\"]([^”\"]+)[”\"]")
TREATY_CLAUSE = "sovereignty and territorial integrity"
# Names belong to what they name, however many words they have.
NAMES = ("the Support Group for Islam and Muslims (GSIM)",)
MACHINE_PATHS = tuple(f"/{top}/" for top in ("work", "root"))


def texts(files: list[Path]) -> Iterator[tuple[Path, str]]:
    """Each file that is text, with its text."""
    for path in files:
        raw = path.read_bytes()
        if b"\0" not in raw:
            yield path, raw.decode("utf-8", errors="replace")


def runs(text: str, length: int = RUN) -> set[tuple[str, ...]]:
    """Every run of words in a text, case and punctuation aside."""
    words = WORD.findall(text.lower())
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


def test_runs_see_through_case_and_punctuation() -> None:
    assert runs("One two, THREE four.", 3) == {("one", "two", "three"), ("two", "three", "four")}


def test_no_sentence_of_the_seeds_is_in_the_tree(root: Path, seeds: Path, tree_files: list[Path]) -> None:
    theirs: set[tuple[str, ...]] = set()
    for path in sorted(seeds.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        quoted = [clause for clause in QUOTATION.findall(text) if TREATY_CLAUSE in clause]
        assert quoted, f"{path.name} no longer quotes the treaty clause: is it the seed?"
        # The clause is the treaty's, whoever quotes it.
        theirs |= runs(text).difference(*map(runs, [*quoted, *NAMES]))
    wrong = [
        f"{path.relative_to(root)}: {' '.join(run)}"
        for path, text in texts(tree_files)
        for run in sorted(runs(text) & theirs)[:3]
    ]
    assert not wrong, "\n".join(wrong)


def test_no_path_of_one_machine_is_in_the_tree(root: Path, tree_files: list[Path]) -> None:
    wrong = [
        f"{path.relative_to(root)}:{number} {line.strip()[:100]}"
        for path, text in texts(tree_files)
        for number, line in enumerate(text.splitlines(), start=1)
        if any(place in line for place in MACHINE_PATHS)
    ]
    assert not wrong, "\n".join(wrong)


def test_the_locks_name_no_place_to_download_from(root: Path) -> None:
    for lock in sorted(root.glob("requirements*.lock")):
        for number, line in enumerate(lock.read_text(encoding="utf-8").splitlines(), start=1):
            assert re.fullmatch(r"[a-z0-9-]+==\S+( ; [^#]+?)?( \\)?| {4}--hash=sha256:[0-9a-f]{64}( \\)?", line), (
                f"{lock.name}:{number} {line}"
            )
