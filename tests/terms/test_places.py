"""Places and the state with lawful title to them on a day."""

from datetime import date

import pytest

from foedus.terms.errors import FoedusError
from foedus.terms.places import find_place, places, read_places, state_of_place
from foedus.terms.rows import fold
from foedus.terms.states import exists, states

HEADER = "place,kind,state,lat,lon,aliases,aliases_fr,former,note\n"


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Bamako", "Bamako"),
        ("Tombouctou", "Timbuktu"),
        ("Léré", "Léré"),
        ("lere", "Léré"),
        ("Tin Zaouatine", "Tinzaouaten"),
        ("Ménaka", "Menaka"),
        ("zone des trois frontières", "Liptako-Gourma"),
        ("Haut-Karabakh", "Nagorno-Karabakh"),
        ("Kiev", "Kyiv"),
        ("Pékin", "Beijing"),
        ("Falklands", "Falkland Islands"),
        ("Nowhere in Particular", None),
    ],
)
def test_a_place_is_found_in_both_languages_without_accents(name, place):
    found = find_place(name)
    assert (found.place if found else None) == place


@pytest.mark.parametrize(
    ("name", "day", "expected"),
    [
        ("Bamako", date(2023, 9, 16), "MLI"),
        ("Bourem", date(2023, 9, 12), "MLI"),
        ("Ouagadougou", date(1970, 1, 1), "BFA"),
        ("Ouagadougou", date(1950, 1, 1), "FRA"),
        ("Algiers", date(1956, 1, 1), "FRA"),
        ("Sarajevo", date(1914, 6, 28), "AUH"),
        ("Sarajevo", date(1950, 1, 1), "YUG"),
        ("Sarajevo", date(1994, 1, 1), "BIH"),
        ("Belgrade", date(1914, 7, 28), "SRB-KINGDOM"),
        ("Strasbourg", date(1914, 8, 1), "DEU-EMPIRE"),
        ("Strasbourg", date(1949, 4, 4), "FRA"),
        ("Lviv", date(1914, 8, 1), "AUH"),
        ("Kaliningrad", date(1980, 1, 1), "SUN"),
        ("East Berlin", date(1961, 8, 13), "DDR"),
        ("Berlin", date(1947, 1, 1), None),
        ("Tallinn", date(1980, 1, 1), None),
        ("Hong Kong", date(1997, 6, 30), "GBR"),
        ("Hong Kong", date(1997, 7, 1), "CHN"),
        ("Stepanakert", date(2020, 10, 1), "AZE"),
        ("Sevastopol", date(2022, 2, 24), "UKR"),
        ("Kursk", date(2024, 8, 6), "RUS"),
        ("Senkaku Islands", date(2024, 1, 1), None),
        ("Taiwan Strait", date(2024, 1, 1), None),
        ("Liptako-Gourma", date(2023, 9, 16), None),
        ("Ceuta", None, "ESP"),
    ],
)
def test_title_goes_by_the_day(name, day, expected):
    assert state_of_place(name, day) == expected


def test_an_unknown_place_is_told_with_the_nearest_one():
    with pytest.raises(FoedusError) as caught:
        state_of_place("Bamakoo")
    assert caught.value.nearest == "Bamako"


def test_a_name_means_one_place():
    owner: dict[str, str] = {}
    for each in places().values():
        for name in (each.place, *each.aliases, *each.aliases_fr):
            assert owner.setdefault(fold(name), each.place) == each.place, name


def test_no_town_bears_a_state_name_except_where_both_do():
    both = {
        "algiers": "the regency and the town", "hanover": "kingdom and town", "hanovre": "kingdom and town",
        "modena": "duchy and town", "modene": "duchy and town", "parma": "duchy and town", "parme": "duchy and town",
        "tripoli": "the regency and the town", "zanzibar": "the sultanate and the island",
        "sao tome": "the islands' short name and the town", "mexico": "the French name of the town",
    }  # fmt: skip
    names = {
        fold(name)
        for each in states().values()
        for spell in each.spells
        for name in (spell.name, spell.name_fr, *spell.aliases, *spell.aliases_fr)
    }
    found = {fold(name) for each in places().values() for name in (each.place, *each.aliases, *each.aliases_fr)}
    assert names & found == set(both)


def test_a_state_with_title_exists_today_and_former_holders_are_known():
    for each in places().values():
        if each.state:
            assert exists(each.state, date(2025, 1, 1)) is not False, each.place
        for title in each.former:
            assert title.state is None or title.state in states(), (each.place, title)


def test_disputed_places_say_so():
    open_ = [each for each in places().values() if each.state is None and each.kind in ("town", "island", "base")]
    assert open_
    assert not [each.place for each in open_ if not each.note]


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("X,city,MLI,1,1,,,,", "kind"),
        ("X,town,MLX,1,1,,,,", "state"),
        ("X,town,MLI,91,1,,,,", "lat"),
        ("X,town,MLI,1,east,,,,", "lon"),
        ("X,town,MLI,1,1,,,AUH 1914,", "former"),
        ("Y,town,MLI,1,1,,,,", "place"),
        ("X,town", "row"),
    ],
)
def test_a_bad_row_is_told_with_file_and_line(row, field):
    with pytest.raises(FoedusError) as caught:
        read_places(HEADER + "Y,town,MLI,1,1,,,,\n" + row)
    assert (caught.value.file, caught.value.line, caught.value.field) == ("terms/places.csv", 3, field)
