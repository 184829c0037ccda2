"""The page of a pact as data: status with reasons, rows with meanings, parties on a day, cases that ask again, search."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from foedus.briefs.pacts import PactPage, pact_difference, pact_index, pact_page
from foedus.determinations import check_instrument
from foedus.pacts import Library, bound_parties, load_library, read_instrument
from foedus.terms import FoedusError, parse_when

TEXT = """---
title: Treaty of the Two Shores, made up for tests
short name: Two Shores
kind: bilateral mutual defence treaty
signed: 1990-01-01
region: Sahel
---

# Two Shores

Opening words of ours.

## Article 1: help
The two help each other when one is struck.

- only on land

```yaml pact
rule: assist
act: raid
target: a party
when: on a bad day
requires:
  - decision of the shore council
  - place NER
bearer: every other party
beneficiary: the target
must: assist
verified: text
source: gazette
```
```yaml pact
rule: assist
reading: wide
held by: one professor
act: attack
verified: gk
note: what one professor says
```
```yaml pact
term: on a bad day
struck: armed forces
```
```yaml pact
organ: shore council
unanimity: all agree
verified: report
```

## Article 2: start
```yaml pact
standing: entry into force
date: 1990-06-01
verified: gk
```
```yaml pact
rule: consult
from: 2000-01-01
bearer: every party
must: consult
up to: consultation
verified: report
```
"""
PARTIES = """party,towards,status,from,until,verified,source
MLI,,party,1990-06-01,,text,gazette
NER,,party,1990-06-01,2010-01-01/2010-12-31,gk,
"""
CASES = """# Cases

## Raids
```yaml case
case: the council has decided
date: 1995-05-05
act: raid
target: NER
struck: armed forces
place: NER
facts:
  decision of the shore council: true
expect: art-1/assist owed by MLI
```
```yaml case
case: wrongly expected
date: 1995-05-05
act: raid
target: TCD
expect: art-1/assist owed by MLI
```
"""
SOURCES = """# Sources

| id | title | address | read |
|---|---|---|---|
| gazette | The gazette | https://example.org/g | whole |
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    found = {}
    folder = tmp_path_factory.mktemp("pacts")
    later = TEXT.replace("act: raid", "act: raid, ambush").replace("when one is struck", "when one is hit")
    for name, text in (("two-shores-1990", TEXT), ("two-shores-1999", later)):
        here = folder / name
        here.mkdir()
        for file, words in (("text", text), ("cases", CASES), ("sources", SOURCES)):
            (here / f"{file}.md").write_text(words, encoding="utf-8")
        (here / "parties.csv").write_text(PARTIES, encoding="utf-8")
        found[name] = read_instrument(here)
    return Library(found)


def page_of(library: Library, lang: str = "en", on: str | None = "1995-05-05") -> PactPage:
    when = parse_when(on) if on else None
    return pact_page(library["two-shores-1990"], library, lang, when)


def blocks_of(page: PactPage) -> dict:
    return {
        (each.name, each.reading): each for article in page.articles for part in article.parts for each in part.blocks
    }


def test_the_head_tells_status_with_its_reasons_and_what_is_unverified(library: Library) -> None:
    page = page_of(library)
    assert page.status.truth is True
    assert "1990-06-01" in page.status.reasons[0]
    assert page.status.unverified
    assert page_of(library, on="1980-01-01").status.truth is False
    assert "standing entry into force" in page.unchecked


def test_the_body_keeps_the_order_of_the_text(library: Library) -> None:
    page = page_of(library)
    assert [each.heading for each in page.opening] == [""]
    assert [each.id for each in page.articles] == ["art-1", "art-2"]
    words = page.articles[0].parts[0].words
    assert words == ("The two help each other when one is struck.", "- only on land")


def test_rows_keep_their_order_and_their_words_lead_to_what_they_mean(library: Library) -> None:
    block = blocks_of(page_of(library))["assist", ""]
    rows = {row.key: row for row in block.rows}
    expected = ["act", "target", "when", "requires", "bearer", "beneficiary", "must"]
    assert [row.key for row in block.rows] == expected
    [[raid]] = rows["act"].items
    assert raid.vocabulary == "act"
    [[day]] = rows["when"].items
    assert day.anchor == blocks_of(page_of(library))["on a bad day", ""].anchor
    [council], [place, shore] = rows["requires"].items
    assert council.anchor == page_of(library).organs[0].anchor
    assert (place.text, shore.text, shore.vocabulary) == ("place", "NER", "place")
    [[bearer]] = rows["bearer"].items
    assert "target" in bearer.meaning


def test_a_block_tells_on_what_it_rests_and_its_reading(library: Library) -> None:
    blocks = blocks_of(page_of(library))
    assert (blocks["assist", ""].verified, blocks["assist", ""].sources) == ("text", ("gazette",))
    wide = blocks["assist", "wide"]
    assert wide.unverified
    assert wide.held_by == "one professor"
    assert [row.key for row in wide.rows] == ["act"]
    assert wide.anchor != blocks["assist", ""].anchor
    [reading] = page_of(library).readings
    assert (reading.name, reading.held_by, reading.blocks[0][0]) == ("wide", "one professor", "art-1/assist")


@pytest.mark.parametrize(("on", "law"), [("1995-05-05", False), ("2005-05-05", True), ("1999-12-01/2000-02-01", None)])
def test_a_rule_says_whether_it_is_law_on_the_day(library: Library, on: str, law: bool | None) -> None:
    block = blocks_of(page_of(library, on=on))["consult", ""]
    assert block.law is law
    assert bool(block.law_words) is (law is not True)


def test_parties_on_a_day_are_those_who_are_bound_and_doubt_is_kept(library: Library) -> None:
    page = page_of(library, on="2010-06-01")
    assert [each.id for each in page.parties.bound] == ["MLI"]
    assert [each.id for each in page.parties.unknown] == ["NER"]
    spell = next(each for each in page.parties.spells if each.party == "NER")
    assert spell.doubtful
    assert spell.bound is None
    assert spell.unverified


def test_cases_are_run_and_ask_again(library: Library) -> None:
    first, second = page_of(library).cases.cases
    assert first.passed
    assert not second.passed
    assert second.message
    pairs = dict(first.query)
    assert pairs["fact.decision of the shore council"] == "yes"
    assert (pairs["act"], pairs["date"], pairs["pact"]) == ("raid", "1995-05-05", "two-shores-1990")
    [expected] = first.expected
    assert (expected.provision, expected.verdict, expected.bearers) == ("art-1/assist", "owed", ("MLI",))


def test_sources_tell_where_they_are_and_how_much_rests_on_them(library: Library) -> None:
    [source] = page_of(library).sources
    assert source.linked
    assert source.read == "whole"
    assert source.rests == 3  # the rule, what its reading takes over from it, and one membership


def test_french_has_french_words_and_the_same_law(library: Library) -> None:
    english, french = page_of(library), page_of(library, "fr")
    assert french.status.words == "oui"
    ours, theirs = blocks_of(english)["assist", ""], blocks_of(french)["assist", ""]
    assert theirs.sentence != ours.sentence
    assert "chaque autre partie" in theirs.sentence.lower()
    assert [row.text for row in theirs.rows] == [row.text for row in ours.rows]


def test_a_difference_is_data_and_versions_are_seen(library: Library) -> None:
    one, other = library["two-shores-1990"], library["two-shores-1999"]
    found = pact_difference(one, other)
    assert found.versions  # one title
    [changed] = [pair for pair in found.changed if pair.either.reading is None]
    assert changed.rows == {"act": ("raid", "raid, ambush")}
    assert list(found.words) == ["art-1"]
    assert "kind" not in found.to_json()["head"]  # type: ignore[operator]
    apart = pact_difference(one, replace(other, title="Another"))
    assert not apart.versions
    assert not apart.words


def test_search_ranks_titles_before_words_and_tells_what_it_found() -> None:
    library = load_library()
    found = pact_index(library, text="Sahel").hand
    ranks = [hit.rank for hit in found]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) > 1
    for hit in found:
        marked = [text for each in hit.found for text, is_hit in each.pieces if is_hit]
        assert marked
        assert all(text.lower() == "sahel" for text in marked)


def test_search_wants_every_word_and_looks_through_accents_and_case() -> None:
    library = load_library()
    assert (
        {hit.instrument.id for hit in pact_index(library, text="CHARTE liptako").hand}
        == {hit.instrument.id for hit in pact_index(library, text="chàrte  Liptako").hand}
        != set()
    )
    both = {hit.instrument.id for hit in pact_index(library, text="armed rebellion").hand}
    each = [{hit.instrument.id for hit in pact_index(library, text=word).hand} for word in ("armed", "rebellion")]
    assert both == each[0] & each[1]
    nothing = pact_index(library, text="xylophone")
    assert not nothing.hand
    assert not nothing.coded


def test_search_without_words_is_the_whole_library_hand_and_coded() -> None:
    library = load_library()
    found = pact_index(library)
    assert {hit.instrument.id for hit in found.hand} == {each.id for each in library.encoded}
    assert len(found.hand) + len(found.coded) == len(library)


def test_search_by_party_and_day_keeps_who_is_bound() -> None:
    library = load_library()
    on = parse_when("1985-06-01")
    found = pact_index(library, party="France", on=on, kind="defence")
    assert found.party == "FRA"
    for hit in (*found.hand, *found.coded):
        assert "FRA" in bound_parties(hit.instrument, on)
        assert "defence" in hit.instrument.about("kind")
    with pytest.raises(FoedusError, match="atlantis") as refused:
        pact_index(library, party="atlantis")
    assert refused.value.field == "party"


def test_found_words_are_cut_where_they_stand(tmp_path: Path) -> None:
    folder = tmp_path / "long-2000"
    folder.mkdir()
    text = TEXT.replace("when one is struck", f"{'word ' * 60}when the quetzal sings {'more ' * 60}")
    (folder / "text.md").write_text(text, encoding="utf-8")
    (folder / "parties.csv").write_text(PARTIES, encoding="utf-8")
    (folder / "sources.md").write_text(SOURCES, encoding="utf-8")
    [hit] = pact_index(Library({"long-2000": read_instrument(folder)}), text="Quetzal").hand
    [found] = hit.found
    assert ("quetzal", True) in found.pieces
    assert found.words.startswith("… ")
    assert found.words.endswith(" …")
    assert found.anchor == "art-1"


@pytest.mark.parametrize("id_", ["north-atlantic-treaty-1949", "un-charter-1945", "atop-1350"])
def test_a_page_of_the_shipped_library_is_whole(id_: str) -> None:
    library = load_library()
    page = pact_page(library[id_], library, "en", parse_when("1970-01-01"))
    assert len(page.cases.cases) == len(check_instrument(library[id_], library).cases)
    anchors = [each.anchor for article in page.articles for part in article.parts for each in part.blocks]
    assert len(anchors) == len(set(anchors))
    known = {*anchors, *(article.anchor for article in page.articles), "facts"}
    words = [
        word for article in page.articles for part in article.parts for each in part.blocks for row in each.rows
        for item in row.items for word in item
    ]  # fmt: skip
    assert not [word.text for word in words if word.anchor and word.anchor not in known]


def test_twins_are_told_both_ways() -> None:
    library = load_library()
    twin = next(each for each in library if each.about("replaced by") in library.instruments)
    here, there = twin.id, twin.about("replaced by")
    assert ("replaced", there) in {(kin.relation, kin.id) for kin in pact_page(library[here], library, "en").kin}
    assert ("twin", here) in {(kin.relation, kin.id) for kin in pact_page(library[there], library, "en").kin}
