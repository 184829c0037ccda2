"""docs/reference says what the commands, the words and the library say; language.md is written by hand and checked."""

from __future__ import annotations

import re
import runpy
from collections.abc import Iterable
from pathlib import Path

import pytest
import typer

from foedus import incidents, pacts, terms
from foedus.cli.app import app
from foedus.determinations import Verdict
from foedus.pacts import ast, kinds, tables
from foedus.pacts.lint import HEAD_KEYS, WRITTEN_BY_IMPORT

REMEDY = "run: python docs/reference/write.py"


@pytest.fixture(scope="module")
def reference(root: Path) -> Path:
    return root / "docs" / "reference"


@pytest.fixture(scope="module")
def written(reference: Path) -> dict[Path, str]:
    """Every generated page as it should be."""
    return runpy.run_path(str(reference / "write.py"))["pages"]()


def test_every_page_is_what_it_is_written_from(written: dict[Path, str], reference: Path) -> None:
    stale = [
        str(path.relative_to(reference))
        for path, text in written.items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]
    assert not stale, f"{REMEDY} ({', '.join(stale)})"


def test_no_page_is_left_of_an_instrument_that_is_gone(written: dict[Path, str], reference: Path) -> None:
    assert not runpy.run_path(str(reference / "write.py"))["stale"](written), REMEDY


def test_every_link_of_a_page_leads_to_a_page(written: dict[Path, str]) -> None:
    broken = [
        f"{path.name}: {to}"
        for path, text in written.items()
        for to in re.findall(r"\]\(([^)#:]+\.md)\)", text)
        if (path.parent / to).resolve() not in written and not (path.parent / to).is_file()
    ]
    assert not broken


def test_every_verdict_is_told_and_in_order(written: dict[Path, str], reference: Path) -> None:
    page = written[reference / "verdicts.md"]
    assert re.findall(r"^## (.+)$", page, flags=re.MULTILINE) == [str(verdict) for verdict in Verdict]
    # an example for each that a shipped case expects; the first pacts have one of nearly all
    assert page.count("```yaml") >= 9


BARE = re.compile(r"\s*- `[^`]+`|\| `[^`]+` \| (action|abstention|deeming) \|.*\|  \|")
"""A word of a list, or a duty of the table, without a line of its own."""


def test_every_word_has_its_line(written: dict[Path, str], reference: Path) -> None:
    lines = written[reference / "terms.md"].splitlines()
    bare = [line.strip() for line in lines if BARE.fullmatch(line)]
    assert not bare, f"give each a note in its table, or a line in docs/reference/glosses.py: {bare}"
    page = "\n".join(lines)
    tables = ("acts", "duties", "harms", "struck", "origins", "capacities", "ups", "statuses", "facts")
    assert all(f"`{word}`" in page for table in tables for word in terms.vocabulary(table))


def test_every_instrument_has_its_page_and_its_row(written: dict[Path, str], reference: Path) -> None:
    index = written[reference / "instruments" / "README.md"]
    for pact in pacts.load_library():
        if pact.about("coded by"):
            assert f"| {pact.id} |" in index
            continue
        page = written[reference / "instruments" / f"{pact.id}.md"]
        assert f"({pact.id}.md)" in index
        assert all(f"rule: {rule.name}\n" in page for rule in pact.rules)
        assert all(case.name.replace("|", "/") in page for case in pact.cases)
        assert all(f"(`{article.id}`)" in page for article in pact.articles)


def test_the_page_has_every_command(reference: Path) -> None:
    writer = runpy.run_path(str(reference / "commands.py"))

    def names(command: object, before: str = "") -> set[str]:
        inner = getattr(command, "commands", {})
        found = {before} if not inner else set()
        return found.union(*(names(each, f"{before} {name}".strip()) for name, each in inner.items()))

    assert names(typer.main.get_command(app)) == set(writer["COMMANDS"]) - {""}


def test_every_example_names_a_command_that_is_there(reference: Path, run) -> None:
    page = (reference / "commands.md").read_text(encoding="utf-8")
    examples = [line for line in page.splitlines() if line.startswith("foedus ")]
    assert examples
    for line in examples:
        words = line.split()[1:3] if line.split()[1] == "pacts" else line.split()[1:2]
        assert run(*words, "--help").code == 0, line


# --- language.md --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def language(reference: Path) -> dict[str, str]:
    """The sections of language.md by their headings; '' is the whole page."""
    page = (reference / "language.md").read_text(encoding="utf-8")
    parts = re.split(r"^##+ (.+)$", page, flags=re.MULTILINE)
    return {"": page, **dict(zip(parts[1::2], parts[2::2], strict=True))}


def named(text: str) -> set[str]:
    """Every word that stands in backticks, alone, in a list with commas, or as the key of a row."""
    quoted = re.findall(r"`([^`\n]+)`", text)
    return {part.strip() for words in quoted for part in (words, words.partition(":")[0], *words.split(","))}


def missing(words: Iterable[str], text: str) -> list[str]:
    return [word for word in words if word not in named(text)]


def cells(section: str) -> dict[str, str]:
    """The rows of a table of the page: first cell to last."""
    rows = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("| `")]
    return {row[0].strip().strip("`"): row[-1] for row in rows}


def test_every_row_of_a_trigger_is_told_and_no_other(language: dict[str, str]) -> None:
    assert set(cells(language["rule"])) == set(pacts.TRIGGER_KEYS)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("struck", terms.vocabulary("struck")), ("origin", terms.vocabulary("origins")),
        ("capacity", terms.vocabulary("capacities")), ("actor", pacts.ACTOR_WORDS), ("place", pacts.PLACE_WORDS),
    ],
)  # fmt: skip
def test_the_words_of_a_row_are_all_told(language: dict[str, str], row: str, words: Iterable[str]) -> None:
    assert not missing(words, cells(language["rule"])[row])


def test_no_row_is_told_with_a_word_that_it_does_not_know(language: dict[str, str]) -> None:
    known = {
        *pacts.ACTOR_WORDS, *pacts.PLACE_WORDS, *terms.acts(), *terms.areas(), *terms.vocabulary("facts"), *pacts.TRIGGER_KEYS,
        *(word for table in ("struck", "harms", "origins", "capacities") for word in terms.vocabulary(table)),
    }  # fmt: skip
    strange = [
        word
        for cell in cells(language["rule"]).values()
        for word in named(cell)
        if word not in known
        and "," not in word
        and not re.search(r"\.csv|…|\bID\b|[A-Z]{3}", word)
        and not word.startswith(pacts.STATE_IN)
    ]
    assert not strange


@pytest.mark.parametrize("kind", kinds.KEYS)
def test_every_row_of_a_block_is_told_under_its_kind(language: dict[str, str], kind: str) -> None:
    beside = {*pacts.TRIGGER_KEYS, *kinds.COMMON_KEYS}
    assert not missing((key for key in kinds.KEYS[kind] if key not in beside), language[kind])


def test_the_kinds_of_block_are_told_and_no_other(language: dict[str, str]) -> None:
    headings = re.findall(r"^### (.+)$", language[""], flags=re.MULTILINE)
    assert [heading for heading in headings if heading in kinds.KEYS] == list(kinds.KEYS)


def test_the_rows_of_every_block_and_their_flags_are_told(language: dict[str, str]) -> None:
    assert not missing((*kinds.COMMON_KEYS, *kinds.FLAGS), language["Blocks"])


def test_the_other_lists_are_whole(language: dict[str, str]) -> None:
    assert not missing(pacts.BEARER_WORDS, language["rule"])
    assert not missing(ast.STANDING_KINDS, language["standing"])
    assert not missing(ast.VOTING_RULES, language["organ"])
    assert not missing(("none", "means", "whether"), language["rule"])
    assert not missing(tables.STATUSES, language["parties.csv"])
    assert not missing((key for key in HEAD_KEYS if key not in WRITTEN_BY_IMPORT), language["The head of text.md"])


def test_the_keys_of_a_case_are_those_of_an_incident(language: dict[str, str]) -> None:
    listed = re.search(r"the keys of the incident file \(`([^`]+)`\)", language["cases.md"])
    assert listed
    text = listed.group(1).replace("_", " ")
    told = set()
    for key in sorted(incidents.KEYS, key=len, reverse=True):  # the longest first: actor kind is not actor
        if re.search(rf"\b{key}\b", text):
            told.add(key)
            text = re.sub(rf"\b{key}\b", "", text, count=1)
    assert not text.split()
    assert set(incidents.KEYS) - told <= {"id", "facts", "votes", "basis", "claims", "witnesses"}
