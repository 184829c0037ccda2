"""Office holders, and the forms under which a text names anything."""

import re
from datetime import date

import pytest

from foedus.terms.actors import actors
from foedus.terms.errors import FoedusError
from foedus.terms.offices import find_person, holders, offices, offices_of, persons, read_offices
from foedus.terms.places import places
from foedus.terms.rows import fold
from foedus.terms.spoken import SPOKEN_KINDS, spoken_names
from foedus.terms.states import states

SIGNING = date(2023, 9, 16)
HEADER = "person,aliases,office,body,state,from,until,verified,source\n"


def held(name: str, on: date) -> list[tuple[str, str]]:
    return [(each.office, each.body) for each in offices_of(name, on)]


def test_diop_was_foreign_minister_and_camara_minister_of_defence():
    assert held("Abdoulaye Diop", SIGNING) == [("foreign minister", "MLI")]
    assert held("Sadio Camara", SIGNING) == [("defence minister", "MLI")]
    diop = offices_of("Abdoulaye Diop", SIGNING)[0]
    assert (diop.verified, diop.source) == ("report", "liptako-gourma-charter-2023:nation")
    assert diop.held(SIGNING) is True


@pytest.mark.parametrize(
    ("name", "day", "expected"),
    [
        ("Assimi Goïta", SIGNING, ("head of state", "MLI")),
        ("Ibrahim Traoré", SIGNING, ("head of state", "BFA")),
        ("Abdourahamane Tiani", SIGNING, ("head of state", "NER")),
        ("Bazoum", date(2023, 7, 25), ("head of state", "NER")),
        ("Bola Tinubu", SIGNING, ("chair", "ECOWAS")),
        ("Emmanuel Macron", SIGNING, ("head of state", "FRA")),
        ("Jens Stoltenberg", SIGNING, ("secretary general", "NATO")),
        ("Recep Tayyip Erdoğan", SIGNING, ("head of state", "TUR")),
        ("Leopold von Berchtold", date(1914, 7, 28), ("foreign minister", "AUH")),
        ("Poincaré", date(1914, 7, 28), ("head of state", "FRA")),
        ("Pašić", date(1914, 7, 28), ("head of government", "SRB-KINGDOM")),
    ],
)
def test_a_person_is_found_in_any_spelling(name, day, expected):
    assert expected in held(name, day)


def test_nothing_is_held_before_or_after():
    assert held("Mohamed Bazoum", SIGNING) == []
    assert held("Tchiani", date(2023, 7, 25)) == []
    assert held("nobody at all", SIGNING) == []
    assert find_person("nobody at all") is None
    assert len(holders("Diop")) == 2


def test_a_border_known_by_its_month_leaves_days_of_that_month_open():
    diop = holders("Abdoulaye Diop")[-1]
    assert diop.held(date(2020, 10, 15)) is None
    assert diop.held(date(2020, 9, 30)) is False
    assert diop.held(date(2020, 11, 1)) is True


def test_a_spelling_belongs_to_one_person():
    owner: dict[str, str] = {}
    for each in offices():
        for name in (each.person, *each.aliases):
            assert owner.setdefault(fold(name), each.person) == each.person, name


def test_a_state_has_one_head_on_a_day():
    heads: dict[tuple[str, str], list] = {}
    for each in offices():
        if each.office in ("head of state", "head of government"):
            heads.setdefault((each.body, each.office), []).append(each)
    for rows in heads.values():
        for day in {row.span.start[1] for row in rows if row.span.start}:
            assert len({row.person for row in rows if row.held(day) is True}) <= 1, (rows[0].body, day)


def test_every_row_says_what_it_rests_on():
    for each in offices():
        if each.verified == "report":
            assert re.match(r"([a-z0-9-]+:[a-z0-9-]+|https://\S+)$", each.source), each
        else:
            assert not each.source


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("A,,chair,NOBODY,,,,gk,", "body"),
        ("A,,chair,MLI,MLX,,,gk,", "state"),
        ("A,,chair,MLI,MLI,2020-02-30,,gk,", "from, until"),
        ("A,,chair,MLI,MLI,,,report,", "verified"),
        (",,chair,MLI,MLI,,,gk,", "person"),
        ("A,,chair", "row"),
    ],
)
def test_a_bad_row_is_told_with_file_and_line(row, field):
    with pytest.raises(FoedusError) as caught:
        read_offices(HEADER + row)
    assert (caught.value.file, caught.value.line, caught.value.field) == ("terms/office_holders.csv", 2, field)


def test_spoken_names_point_at_things_that_are_there():
    known = {
        "state": states(), "demonym": states(), "metonym": states(),
        "actor": actors(), "place": places(), "person": persons(),
    }  # fmt: skip
    assert set(known) == set(SPOKEN_KINDS)
    for spoken in spoken_names():
        assert spoken.id in known[spoken.kind], spoken
        assert spoken.lang in ("en", "fr", "")
        assert spoken.surface == spoken.surface.strip() != ""


@pytest.mark.parametrize(
    "spoken",
    [
        ("Mali", "state", "MLI", "en"),
        ("Malian", "demonym", "MLI", "en"),
        ("maliennes", "demonym", "MLI", "fr"),
        ("Maliens", "demonym", "MLI", "fr"),
        ("Bamako", "place", "Bamako", "en"),
        ("Bamako", "metonym", "MLI", "en"),
        ("Pékin", "metonym", "CHN", "fr"),
        ("the Kremlin", "metonym", "RUS", "en"),
        ("Washington", "metonym", "USA", "en"),
        ("Whitehall", "metonym", "GBR", "en"),
        ("Quai d'Orsay", "metonym", "FRA", "fr"),
        ("Upper Volta", "state", "BFA", "en"),
        ("Russia", "state", "RUS", "en"),
        ("Russia", "state", "RUS-EMPIRE", "en"),
        ("GSIM", "actor", "JNIM", "en"),
        ("CEDEAO", "actor", "ECOWAS", "fr"),
        ("Kidal", "place", "Kidal", "fr"),
        ("Assimi Goïta", "person", "Assimi Goita", ""),
    ],
)
def test_spoken_names_hold_what_reports_say(spoken):
    assert spoken in spoken_names()
