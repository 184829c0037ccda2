"""Every ATOP 5.1 alliance is an instrument, and says what ATOP says."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from foedus import terms
from foedus.pacts import Instrument, load_library
from foedus.pacts.atop import read_atop, read_twins
from foedus.terms import FoedusError

PROVISION = re.compile(r"phase-[1-9]/(defense|offense|neutrality|nonaggression|consultation)(-\d{1,4})?")


def promised(atop: Mapping[str, Instrument], name: str) -> int:
    return sum(any(rule.name.partition("-")[0] == name for rule in pact.rules) for pact in atop.values())


def test_there_are_as_many_as_the_codebook_counts(atop: Mapping[str, Instrument]) -> None:
    assert len(atop) == 789
    assert sum(len(pact.articles) for pact in atop.values()) == 849
    assert sum(len(pact.articles) > 1 for pact in atop.values()) == 47


@pytest.mark.parametrize(
    ("name", "count"),
    [("defense", 280), ("offense", 82), ("neutrality", 126), ("nonaggression", 442), ("consultation", 388)],
)
def test_as_many_hold_each_promise_as_the_codebook_counts(
    atop: Mapping[str, Instrument], name: str, count: int
) -> None:
    assert promised(atop, name) == count


def test_in_force_at_the_end_of_the_coverage_as_the_codebook_counts(atop: Mapping[str, Instrument]) -> None:
    ends = [clause for pact in atop.values() for clause in pact.standing if clause.kind == "termination"]
    assert len(ends) == 789
    assert sum(clause.date is not None and clause.date.latest is None for clause in ends) == 372


def test_provisions_are_named_as_promised(atop: Mapping[str, Instrument]) -> None:
    for pact in atop.values():
        provisions = [rule.provision for rule in pact.rules]
        assert all(PROVISION.fullmatch(provision) for provision in provisions), pact.id
        assert max(Counter(provisions).values()) == 1, pact.id
        assert all(pact.article(provision) for provision in provisions), pact.id


def test_the_words_are_words_of_the_language(atop: Mapping[str, Instrument]) -> None:
    """What stock blocks may hold is checked by their reader; imported ones are held to the same tables."""
    from foedus.pacts.vocabulary import check_words

    for pact in atop.values():
        names = frozenset(terms.vocabulary("facts")) | set(pact.fact_phrases) | pact.terms.keys()
        for rule in pact.rules:
            assert rule.duty in terms.vocabulary("duties")
            assert rule.up_to is None or rule.up_to in terms.vocabulary("ups")
            rows = [*rule.trigger, *rule.requires, *rule.unless, rule.bearer, *filter(None, (rule.beneficiary,))]
            rows += [row for term in pact.terms.values() for row in (*term.rows, *term.any_of)]
            for row in rows:
                check_words(row, file=pact.id, place_terms=frozenset(), names=names)


def test_every_party_is_a_state_and_every_rule_has_someone_to_bear_it(atop: Mapping[str, Instrument]) -> None:
    for pact in atop.values():
        assert len(pact.parties) > 1, pact.id
        assert all(party in terms.states() for party in pact.parties), pact.id
        for rule in pact.rules:
            assert set(pact.parties) - set(rule.bearer.but), rule.provision


def test_every_condition_is_a_row_of_its_own(atop: Mapping[str, Instrument]) -> None:
    rule = next(rule for rule in atop["atop-1350"].rules if rule.provision == "phase-1/defense")
    assert [row.words for row in rule.trigger if row.key == "when"] == [
        "the adversary is one that the pact names",
        "there are as many adversaries as the pact asks",
    ]
    assert [row.words for row in rule.unless] == ["provocation by the target"]


def test_members_who_owe_different_things_have_a_rule_each(atop: Mapping[str, Instrument]) -> None:
    """France protected Annam in 1874, and Annam promised to conform; neither owed what the other did."""
    rules = {rule.provision: rule for rule in atop["atop-1320"].rules}
    assert set(rules) == {"phase-1/defense-220", "phase-1/consultation-8152"}
    assert rules["phase-1/defense-220"].bearer.values == ("FRA",)
    assert rules["phase-1/defense-220"].trigger[1].but == ("FRA",)


def test_a_head_tells_whence_it_comes(atop: Mapping[str, Instrument]) -> None:
    pact = atop["atop-3285"]
    assert pact.about("coded by") == "ATOP 5.1"
    assert pact.about("short name") == "1955 pact of 8 states (ATOP 3285)"
    assert pact.about("coverage until") == "2018-12-31"
    assert pact.about("replaced by") == "warsaw-pact-1955"
    assert "Soviet Union" in atop["atop-3440"].title and "1961" in atop["atop-3440"].title
    assert not atop["atop-3440"].about("replaced by")
    assert all(source.id == "atop" for source in pact.sources)


def test_a_text_that_atop_did_not_find_is_told(atop: Mapping[str, Instrument]) -> None:
    secondary = [pact for pact in atop.values() if "secondary sources" in pact.about("status note")]
    assert "atop-3725" in {pact.id for pact in secondary}  # Libya and Niger, 1974
    assert all(rule.origin.note for pact in secondary for rule in pact.rules)


def test_twins_are_instruments_of_the_library_and_of_atop(atop: Mapping[str, Instrument]) -> None:
    library = load_library()
    for atopid, instrument in read_twins().items():
        assert f"atop-{atopid}" in atop
        assert instrument in library.instruments


def test_a_twin_was_signed_when_the_instrument_was_or_the_table_says_why(atop: Mapping[str, Instrument]) -> None:
    library = load_library()
    late = {"atop-1385", "atop-4175", "atop-4985"}  # told in the notes of twins.csv
    for atopid, instrument in read_twins().items():
        if f"atop-{atopid}" not in late:
            ours, theirs = library[instrument].about("signed")[:4], atop[f"atop-{atopid}"].about("signed")[:4]
            assert ours == theirs, instrument


def test_the_import_itself_needs_no_polars() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", "import sys, foedus.pacts.atop; sys.exit('polars' in sys.modules)"],
        env={"PYTHONPATH": str(Path(terms.__file__).parents[2])},
        check=False,
    )
    assert ran.returncode == 0


def test_a_missing_table_is_told_in_one_message(tmp_path: Path) -> None:
    with pytest.raises(FoedusError, match="no such table"):
        read_atop(tmp_path)
