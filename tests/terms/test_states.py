"""States: ids, spells and codes through time."""

from datetime import date
from itertools import combinations

import pytest

from foedus.terms.errors import FoedusError
from foedus.terms.places import find_place
from foedus.terms.rows import fold
from foedus.terms.states import StateSpell, exists, nearest_state, read_states, resolve, state, states

HEADER = (
    "id,name,name_fr,from,until,cow,gw,iso3,iso2,codes,demonym,demonym_fr,capital,aliases,aliases_fr,"
    "metonyms,metonyms_fr,before,note\n"
)
SPELLS = [spell for each in states().values() for spell in each.spells]


def sure(spell: StateSpell) -> tuple[date, date]:
    """Return the days for which a spell certainly holds."""
    return (
        spell.span.start[1] if spell.span.start else date.min,
        spell.span.end[0] if spell.span.end else date.max,
    )


def together() -> list[tuple[StateSpell, StateSpell]]:
    """Return the pairs of spells of different states that have a day in common."""
    windows = [(spell, *sure(spell)) for spell in SPELLS]
    return [
        (one, other)
        for (one, start, end), (other, begin, close) in combinations(windows, 2)
        if one.id != other.id and max(start, begin) < min(end, close)
    ]


@pytest.mark.parametrize(
    ("code", "day", "expected"),
    [
        ("RUS", date(1880, 1, 1), "RUS-EMPIRE"),
        ("RUS", date(1918, 3, 3), "RUS"),
        ("RUS", date(1980, 1, 1), "SUN"),
        ("RUS", date(2022, 2, 24), "RUS"),
        ("DEU", date(1860, 1, 1), "PRU"),
        ("DEU", date(1914, 8, 1), "DEU-EMPIRE"),
        ("DEU", date(1947, 1, 1), None),
        ("DEU", date(1960, 1, 1), "DEU"),
        ("GER", date(1914, 8, 1), "DEU-EMPIRE"),
        ("ITA", date(1850, 1, 1), "SARDINIA"),
        ("TUR", date(1914, 11, 1), "OTTOMAN"),
        ("AUT", date(1914, 7, 28), "AUH"),
        ("SRB", date(1914, 7, 28), "SRB-KINGDOM"),
        ("SRB", date(1999, 3, 24), "YUG"),
        ("SRB", date(2023, 9, 16), "SRB"),
        ("KOR", date(1904, 2, 8), "KOR-KINGDOM"),
        ("YEM", date(1970, 1, 1), "YEM-NORTH"),
        ("BFA", date(1970, 1, 1), "BFA"),
        ("mli", date(2023, 9, 16), "MLI"),
        ("Mali", date(2023, 9, 16), "MLI"),
        ("MLI", date(1950, 1, 1), None),
        ("YUG", date(2010, 1, 1), None),
        ("XQX", date(2010, 1, 1), None),
        ("", None, None),
        ("RUS", None, "RUS"),
        ("AUH", None, "AUH"),
    ],
)
def test_an_id_means_the_state_that_held_it_on_that_day(code, day, expected):
    assert resolve(code, day) == expected


@pytest.mark.parametrize(
    ("system", "code", "day", "expected"),
    [
        ("cow", "255", date(1816, 1, 1), "PRU"),
        ("cow", "255", date(1871, 1, 18), "DEU-EMPIRE"),
        ("cow", "255", date(1950, 1, 1), None),
        ("cow", "260", date(1970, 1, 1), "DEU"),
        ("cow", "255", date(1990, 10, 3), "DEU"),
        ("gw", "260", date(2016, 1, 1), "DEU"),
        ("cow", "679", date(1990, 5, 22), "YEM"),
        ("gw", "678", date(1990, 5, 22), "YEM"),
        ("gw", "678", date(1990, 5, 21), "YEM-NORTH"),
        ("cow", "345", date(1900, 1, 1), "SRB-KINGDOM"),
        ("cow", "345", date(2010, 1, 1), "SRB"),
        ("gw", "340", date(1900, 1, 1), "SRB-KINGDOM"),
        ("gw", "345", date(2006, 6, 4), "YUG"),
        ("gw", "340", date(2006, 6, 5), "SRB"),
        ("cow", "365", date(1950, 1, 1), "SUN"),
        ("gw", "815", date(1850, 1, 1), "VNM"),
        ("cow", "817", date(1970, 1, 1), "VNM-SOUTH"),
        ("gw", "327", date(1870, 9, 22), "PAPAL-STATES"),
        ("gw", "332", date(1861, 3, 16), "MODENA"),
        ("gw", "305", date(1940, 1, 1), "AUT"),
        ("gw", "652", date(1960, 1, 1), "SYR"),
        ("cow", "652", date(1960, 1, 1), None),
        ("cow", "UKG", None, "GBR"),
        ("cow", "AUS", date(1970, 1, 1), "AUT"),
        ("id", "AUS", date(1970, 1, 1), "AUS"),
        ("cow", "002", date(2000, 1, 1), "USA"),
        ("iso2", "SU", date(1980, 1, 1), "SUN"),
        ("iso2", "ML", None, "MLI"),
        ("iso3", "SCG", date(2005, 1, 1), "YUG"),
        ("name", "Haute-Volta", date(1970, 1, 1), "BFA"),
        ("name", "cote d’ivoire", None, "CIV"),
        ("name", "Germany", date(1914, 8, 1), "DEU-EMPIRE"),
        ("name", "Russie", date(1950, 1, 1), "SUN"),
        ("name", "Vietnam", date(1960, 1, 1), "VNM"),
        ("name", "MLI", None, None),
    ],
)
def test_codes_of_other_systems(system, code, day, expected):
    assert resolve(code, day, system) == expected


def test_a_numeric_code_may_be_a_number():
    assert resolve(432, date(2000, 1, 1), "cow") == "MLI"


def test_an_unknown_system_is_told_with_the_nearest_one():
    with pytest.raises(FoedusError) as caught:
        resolve("MLI", None, "iso33")
    assert caught.value.nearest in ("iso3", "iso2")


def test_existence_is_three_valued():
    assert exists("MLI", date(2023, 9, 16)) is True
    assert exists("MLI", date(1950, 1, 1)) is False
    assert exists("SUN", date(1991, 12, 25)) is True
    assert exists("SUN", date(1991, 12, 26)) is False
    assert exists("EST", date(1950, 1, 1)) is None, "annexed, which many states never recognised"
    assert exists("PSE", date(2024, 1, 1)) is None, "not recognised by every state"
    assert exists("MEX", date(1821, 6, 1)) is None, "only the year is known"
    assert exists("MEX", date(1820, 12, 31)) is False
    with pytest.raises(FoedusError):
        exists("JNIM", date(2023, 9, 16))


def test_no_state_has_two_spells_on_one_day():
    for each in states().values():
        for one, other in combinations(each.spells, 2):
            (start, end), (begin, close) = sure(one), sure(other)
            assert max(start, begin) >= min(end, close), (each.id, one.name, other.name)


@pytest.mark.parametrize("system", ["cow", "gw"])
def test_a_number_means_one_state_on_each_day(system):
    for one, other in together():
        assert not getattr(one, system) or getattr(one, system) != getattr(other, system), (one.id, other.id)


@pytest.mark.parametrize("system", ["iso3", "iso2"])
def test_a_code_means_one_state_on_each_day(system):
    for one, other in together():
        assert not set(getattr(one, system)) & set(getattr(other, system)), (one.id, other.id)
        assert one.id not in other.iso3
        assert other.id not in one.iso3


SHARED = {
    frozenset({"COD", "COG"}): "both Congos are Congolese, and reports say Congo for either",
    frozenset({"DMA", "DOM"}): "Dominica and the Dominican Republic are both Dominican",
    frozenset({"AUH", "AUT"}): "two days of November 1918, on which the lists still have Austria-Hungary",
}


def test_names_and_demonyms_of_different_states_collide_only_where_they_must():
    found = set()
    for one, other in together():
        for field in ("demonyms", "demonyms_fr", "metonyms", "metonyms_fr"):
            if set(getattr(one, field)) & set(getattr(other, field)):
                found.add(frozenset({one.id, other.id}))
        for names, plus in (("name", "aliases"), ("name_fr", "aliases_fr")):
            mine = {fold(name) for name in (getattr(one, names), *getattr(one, plus))}
            theirs = {fold(name) for name in (getattr(other, names), *getattr(other, plus))}
            if mine & theirs:
                found.add(frozenset({one.id, other.id}))
    assert found == set(SHARED)


def test_niger_is_not_nigeria_and_the_guineas_are_four():
    assert {"Nigerien", "Nigeriens"} <= set(state("NER").latest.demonyms)
    assert {"Nigerian", "Nigerians"} <= set(state("NGA").latest.demonyms)
    assert "nigérien" in state("NER").latest.demonyms_fr
    assert "nigérian" in state("NGA").latest.demonyms_fr
    named = ["Guinea", "Guinea-Bissau", "Equatorial Guinea", "Papua New Guinea"]
    assert [resolve(name, system="name") for name in named] == ["GIN", "GNB", "GNQ", "PNG"]


def test_every_spell_has_a_capital_that_is_a_known_place():
    for spell in SPELLS:
        for capital in spell.capitals:
            assert find_place(capital), (spell.id, capital)
    current = [each for each in states().values() if not each.is_gone]
    assert all(each.latest.capitals for each in current)


def test_current_states_are_the_members_of_the_un_and_five_more():
    current = [each.id for each in states().values() if not each.is_gone]
    assert len(current) == 198
    assert {"XKX", "TWN", "PSE", "VAT", "ESH"} <= set(current)
    for id_ in current:
        latest = state(id_).latest
        assert id_ in latest.iso3
        assert latest.demonyms, id_
        assert latest.demonyms_fr, id_


def test_titles_before_a_state_name_known_states_and_end_when_it_begins():
    for each in states().values():
        for title in each.before:
            assert title.state in states(), (each.id, title)
            start = title.span.start[0] if title.span.start else date(1815, 1, 1)
            assert exists(each.id, start) is not True, (each.id, title)


def test_the_nearest_state_is_found_by_id_code_and_name():
    assert nearest_state("Burkina Fasso") == "BFA"
    assert nearest_state("BFO") == "BFA"
    assert nearest_state("RUS-EMPIR") == "RUS-EMPIRE"
    assert nearest_state("qqqqqqqq") is None
    with pytest.raises(FoedusError) as caught:
        state("RUS-EMPIR")
    assert caught.value.nearest == "RUS-EMPIRE"


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("AAA,Aland,Aland,1900-13-01,,,,,,,,,,,,,,,", "from, until, before"),
        ("AAA,Aland,Aland,1900,1890,,,,,,,,,,,,,,", "from, until, before"),
        ("AAA,Aland,Aland,1900,,,,,,,,,,,,,,nobody,", "from, until, before"),
        ("AAA,Aland,Aland,1900,,twelve,,,,,,,,,,,,,", "cow"),
        ("AAA,,Aland,1900,,,,,,,,,,,,,,,", "name"),
        ("AAA,Aland,Aland,1900", "row"),
    ],
)
def test_a_bad_row_is_told_with_file_and_line(row, field):
    with pytest.raises(FoedusError) as caught:
        read_states(HEADER + "BBB,Bland,Bland,1900,,,,,,,,,,,,,,,\n" + row)
    assert (caught.value.file, caught.value.line, caught.value.field) == ("terms/states.csv", 3, field)
