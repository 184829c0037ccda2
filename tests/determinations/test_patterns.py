"""The page of patterns: its blocks are read, its cases run, and every answer on it compared with the program's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from foedus.determinations import Determination, Question, Verdict, check_instrument, determinations, question
from foedus.incidents import make_incident
from foedus.obligations import collisions
from foedus.pacts import Block, Library, read_instrument, shipped_library_folder
from foedus.terms import parse_when

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "patterns.md"
PACT = "pact"
HEAD = "---\ntitle: {name}\n---\n"
ENTRY = "```yaml pact\nstanding: entry into force\ndate: 1800-01-01\n```\n"
TABLES = ("parties.csv", "facts.csv", "seats.csv")
HELD = {Verdict.OWED, Verdict.OPEN, Verdict.BREACHED, Verdict.DEEMED, Verdict.AWAITING}


@dataclass
class Pattern:
    """One heading of the page: its words, the files that its fences make, and the collisions that it tells."""

    title: str
    words: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    tables: dict[tuple[str, str], str] = field(default_factory=dict)
    cases: str = ""
    collisions: tuple[str, ...] | None = None

    def library(self, folder: Path) -> Library:
        """Return the instruments of the pattern, read from files as a user's would be."""
        for name, text in self.texts.items():
            here = folder / name
            here.mkdir(parents=True)
            in_force = "" if "standing: entry into force" in text else f"## Entry into force\n{ENTRY}"
            (here / "text.md").write_text(f"{HEAD.format(name=name)}{text}{in_force}", encoding="utf-8")
            for (owner, table), rows in self.tables.items():
                if owner == name:
                    (here / table).write_text(rows, encoding="utf-8")
            if name == PACT:
                (here / "cases.md").write_text(self.cases, encoding="utf-8")
        return Library({name: read_instrument(folder / name) for name in self.texts})


def read_page() -> tuple[Pattern, ...]:
    """Return the patterns of the page, in order."""
    found: list[Pattern] = []
    where, info, inside = PACT, None, []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if info is not None:
            if line != "```":
                inside.append(line)
                continue
            pattern, body = found[-1], "\n".join(inside)
            if info == "yaml pact":
                pattern.texts[where] += f"```{info}\n{body}\n```\n"
            elif info == "yaml case":
                pattern.cases += f"```{info}\n{body}\n```\n"
            elif info == "text collisions":
                pattern.collisions = tuple(inside)
            else:
                language, table = info.split()
                assert language == "csv" and table in TABLES, info
                pattern.tables[where, table] = f"{body}\n"
            info = None
        elif line.startswith("```"):
            info, inside = line[3:], []
        elif line.startswith("## "):
            found.append(Pattern(line[3:]))
            where = PACT
        elif line.startswith("### "):
            other = re.fullmatch(r"### In ([a-z0-9-]+): (.+)", line)
            where, heading = (other[1], other[2]) if other else (PACT, line[4:])
            found[-1].texts.setdefault(where, "")
            found[-1].texts[where] += f"## {heading}\n"
        elif found:
            found[-1].words += f"{line}\n"
    return tuple(found)


@cache
def patterns() -> dict[str, Pattern]:
    return {pattern.title: pattern for pattern in read_page()}


def asked_by(case: Block, library: Library) -> Question:
    """Return the question that a case puts to the instrument of its pattern."""
    values: dict[str, object] = {}
    for row in case.rows[1:]:
        if row.key in ("facts", "votes"):
            values[row.key] = {
                key.strip(): value.strip() for key, value in (text.split(":", 1) for text, _ in row.items)
            }
        elif not row.key.startswith("expect"):
            values[row.key] = row.value
    on = values.pop("on", None)
    as_of = values.pop("as of", None)
    return question(
        make_incident(values), library, on=parse_when(str(on)) if on else None,
        as_of=parse_when(str(as_of)).first_day if as_of else None, pacts=(PACT,), everything=True,
    )  # fmt: skip


def told(found: Iterable[Determination]) -> list[tuple[str, str]]:
    """Return determinations as a case expects them: reading, and provision, verdict, bearers and what is open.

    Bearers who stand apart under one verdict are told together, as `expect` compares them.
    """
    alike: dict[tuple[str, str, str], dict[str, None]] = {}
    for each in found:
        names = dict.fromkeys((*each.missing, *each.awaiting))
        key = each.reading or "", f"{each.provision} {each.verdict}", f": {', '.join(names)}" if names else ""
        alike.setdefault(key, {}).update(dict.fromkeys(each.bearers))
    return [
        (reading, verdict + (f" by {', '.join(bearers)}" if bearers else "") + names)
        for (reading, verdict, names), bearers in alike.items()
    ]


def expected(case: Block) -> Iterator[tuple[str, str]]:
    for row in case.rows:
        if row.key.startswith("expect"):
            for text in [row.value] if row.value else [text for text, _ in row.items]:
                yield row.key.removeprefix("expect").strip().strip('"'), text


@pytest.mark.parametrize("title", list(patterns()))
def test_the_page_tells_all_that_the_program_answers(title: str, tmp_path: Path) -> None:
    pattern = patterns()[title]
    library = pattern.library(tmp_path)
    assert library[PACT].cases, "a pattern without an incident"
    for case in library[PACT].cases:
        answers = told(determinations(asked_by(case, library)))
        assert sorted(answers) == sorted(expected(case)), f"{case.name}: the program says {answers}"


@pytest.mark.parametrize("title", list(patterns()))
def test_its_cases_pass_as_a_users_own_would(title: str, tmp_path: Path) -> None:
    library = patterns()[title].library(tmp_path)
    report = check_instrument(library[PACT], library)
    assert report.passed, [case.message for case in report.cases if not case.passed]


@pytest.mark.parametrize("title", list(patterns()))
def test_each_pattern_is_seen_to_work(title: str, tmp_path: Path) -> None:
    """At least one incident engages a rule, and the treaty named is in the library."""
    pattern = patterns()[title]
    library = pattern.library(tmp_path)
    verdicts = {each.verdict for case in library[PACT].cases for each in determinations(asked_by(case, library))}
    assert verdicts & HELD
    named = re.findall(r"\]\(instruments/([a-z0-9-]+)\.md\)", pattern.words)
    assert named, "a pattern that names no treaty"
    assert all((shipped_library_folder() / name / "text.md").is_file() for name in named), named


def test_collisions_on_the_page_are_those_of_the_program(tmp_path: Path) -> None:
    told_on_page = [pattern for pattern in patterns().values() if pattern.collisions is not None]
    assert told_on_page
    for pattern in told_on_page:
        library = pattern.library(tmp_path / pattern.title)
        found = []
        for case in library[PACT].cases:
            asked = asked_by(case, library)
            for each in collisions(determinations(asked), asked):
                first, second = each.between
                found.append(
                    f"{each.bearer}: {first.provision} against {second.instrument.id} {second.provision}"
                    f"{', avoidable' if each.avoidable else ''}"
                )
                found += [f"argued: {argument}" for argument in each.arguments]
        assert tuple(found) == pattern.collisions


REQUIRED = {
    "Deeming apart from duty", "Help that comes by itself", "Bound to help, free in the means", "Each by its own constitution",
    "An organ decides by a rule", "Consult only", "Negotiate first", "Trigger place apart from aim place", "Any attacker",
    "A state", "A named state", "Two or more great powers", "A group that is no state", "Backed by",
    "A party, by general words", "Any American state", "Forces, ships and aircraft", "Administered territory",
    "Own territory only", "General and special rule inside one pact", "Several preconditions at once", "An exception",
    "A reserve of one party, for a time", "A pair inside a wider pact", "Instants within a day",
    "Claimed against legally effective exit", "Recognition as a parameter", "Language versions that differ",
    "Notice periods", "Provisional application", "Succession of a state", "Dated articles", "A pact that gives way",
    "Silence procedure", "Quorum and suspended members", "Dated territory", "An area built from latitude and ocean",
}  # fmt: skip


def test_all_that_the_language_must_be_able_to_say_is_on_the_page() -> None:
    assert REQUIRED <= set(patterns())


def test_the_index_leads_to_every_pattern() -> None:
    links = re.findall(r"\]\(#([a-z0-9-]+)\)", PAGE.read_text(encoding="utf-8"))
    assert links == [re.sub(r"[^a-z0-9 -]", "", title.lower()).replace(" ", "-") for title in patterns()]
