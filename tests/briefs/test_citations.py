"""BibTeX of what an answer rests on: it parses, nothing in it is obeyed, keys stay what they are."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from foedus.briefs import Brief, render, render_assessment
from foedus.briefs.citations import brief_citations, escaped


def entries(text: str) -> dict[str, dict[str, str]]:
    """Parse BibTeX as strictly as a reader of it must: entries, keys, values in balanced braces."""
    found: dict[str, dict[str, str]] = {}
    at = 0
    while at < len(text):
        head = re.compile(r"@misc\{([A-Za-z0-9-]+),\n").match(text, at)
        assert head, text[at : at + 60]
        assert head[1] not in found
        fields = found[head[1]] = {}
        at = head.end()
        while not text.startswith("}\n", at):
            name = re.compile(r"  ([a-z]+) = \{").match(text, at)
            assert name, text[at : at + 60]
            start = at = name.end()
            depth = 1
            while depth:
                depth += {"{": 1, "}": -1}.get(text[at], 0)
                at += 1
            fields[name[1]] = text[start : at - 1]
            assert text.startswith(",\n", at)
            at += 2
        at += 2
        at += text.startswith("\n", at)
    return found


def test_reports_law_and_foedus_itself_are_cited(brief: Brief) -> None:
    found = entries(render(brief, "bib"))
    titles = {each["title"] for each in found.values()}
    assert {"The Gazette", "The Journal", "A pact by the sea <b>", "second.txt"} <= titles
    by_title = {each["title"]: each for each in found.values()}
    assert by_title["The Gazette"]["url"] == "https://example.org/gazette"
    dated = by_title["A pact by the sea <b>"]
    assert (dated["date"], dated["year"], dated["howpublished"]) == ("2005-03-04", "2005", "first.txt")
    assert "year" not in by_title["second.txt"]
    own = next(each for key, each in found.items() if key.startswith("foedus-"))
    assert brief.library.digest in own["note"]


def test_keys_are_the_same_in_every_answer(brief: Brief) -> None:
    whole = entries(render(brief, "bib"))
    for assessment in brief.assessments:
        for key, fields in entries(render_assessment(assessment, "bib")).items():
            assert key not in whole or whole[key]["title"] == fields["title"]
            assert not fields.get("url") or key in whole
    assert render(brief, "bib") == render(brief, "bib", lang="fr")


@pytest.mark.parametrize(
    "title", ["}, note = {x", "{{{", "\\input{/etc/passwd}", '50% of $x_1^2$ & #1 ~ "a"', "é漢 @misc{k,"]
)
def test_a_hostile_title_stays_one_value(brief: Brief, title: str) -> None:
    first, *rest = brief.reports
    told = entries(brief_citations(replace(brief, reports=(replace(first, title=title, file=title), *rest))))
    assert escaped(title) in {each["title"] for each in told.values()}
    assert not re.search(r"(?<!\\)[$&#%_^~]", escaped(title))
