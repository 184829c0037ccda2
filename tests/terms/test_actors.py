"""Actors that are no states."""

import pytest

from foedus.terms.actors import actor, actors, find_actor, kind_of, name_of, read_actors, stands_for
from foedus.terms.errors import FoedusError
from foedus.terms.rows import fold
from foedus.terms.states import states

HEADER = "id,kind,name,name_fr,aliases,aliases_fr,part_of,state,note\n"
OF_THE_CONTRACT = (
    "JNIM", "ISGS", "AQ", "CMA", "CSP", "ECOWAS", "AU", "UN", "UN_MINUSMA", "AES", "G5_SAHEL", "NATO", "CSTO",
    "jihadists", "tuareg_armed_groups", "terrorists", "civilians",
)  # fmt: skip


@pytest.mark.parametrize("id_", OF_THE_CONTRACT)
def test_the_ids_of_the_contract_exist(id_):
    assert actor(id_).id == id_


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("GSIM", "JNIM"),
        ("the Support Group for Islam and Muslims".removeprefix("the "), "JNIM"),
        ("Groupe de soutien à l’islam et aux musulmans", "JNIM"),
        ("Islamic State in the Greater Sahara", "ISGS"),
        ("Islamic State group", "IS"),
        ("al-Qaida", "AQ"),
        ("Al Qaeda", "AQ"),
        ("CEDEAO", "ECOWAS"),
        ("Cédéao", "ECOWAS"),
        ("OTAN", "NATO"),
        ("OTSC", "CSTO"),
        ("Nations unies", "UN"),
        ("UN peacekeeping mission MINUSMA", "UN_MINUSMA"),
        ("Alliance des États du Sahel", "AES"),
        ("Coordination des mouvements de l'Azawad", "CMA"),
        ("UN_MINUSMA", "UN_MINUSMA"),
        ("Mali", None),
        ("the Alliance", None),
    ],
)
def test_an_actor_is_found_by_name_and_alias(name, expected):
    assert find_actor(name) == expected


def test_a_name_belongs_to_one_actor():
    owner: dict[str, str] = {}
    for each in actors().values():
        for name in (each.name, each.name_fr, *each.aliases, *each.aliases_fr):
            assert owner.setdefault(fold(name), each.id) == each.id, name


def test_no_actor_bears_the_name_of_a_state():
    names = {fold(name) for each in states().values() for spell in each.spells for name in (spell.name, *spell.aliases)}
    for each in actors().values():
        assert not names & {fold(name) for name in (each.name, *each.aliases)}, each.id


def test_no_actor_is_a_part_of_itself():
    for each in actors().values():
        seen = {each.id}
        while each.part_of:
            assert each.part_of not in seen, each.id
            seen.add(each.part_of)
            each = actors()[each.part_of]


@pytest.mark.parametrize(
    ("id_", "kind"),
    [
        ("MLI", "state"),
        ("SUN", "state"),
        ("JNIM", "armed group"),
        ("CSP", "armed group"),
        ("jihadists", "armed group"),
        ("ECOWAS", "organisation"),
        ("TRIPLE_ALLIANCE", "organisation"),
        ("UN_MINUSMA", "organisation"),
        ("BARKHANE", "state"),
        ("NER_CNSP", "state"),
        ("ARTSAKH", None),
        ("civilians", None),
        ("somebody else", None),
    ],
)
def test_the_kind_of_an_id(id_, kind):
    assert kind_of(id_) == kind


def test_authorities_and_forces_stand_for_their_state_and_nobody_else_does():
    assert stands_for("MLI_TRANSITION") == "MLI"
    assert stands_for("BARKHANE") == "FRA"
    assert stands_for("UN_MINUSMA") == "UN_MINUSMA"
    assert stands_for("WAGNER") == "WAGNER", "whose force it is is a fact to be found, not a name"
    assert stands_for("DNR") == "DNR"
    assert stands_for("MLI") == "MLI"


def test_every_armed_group_is_nobodys_organ():
    assert not [each.id for each in actors().values() if each.kind == "armed group" and each.state]


def test_names_in_two_languages():
    assert name_of("MLI") == "Mali"
    assert name_of("BFA", "fr") == "Burkina Faso"
    assert name_of("DEU-EMPIRE", "fr") == "Empire allemand"
    assert name_of("NATO", "fr") == "Otan"
    assert name_of("a passer-by", "fr") == "a passer-by"


def test_an_unknown_actor_is_told_with_the_nearest_one():
    with pytest.raises(FoedusError) as caught:
        actor("ECOWASS")
    assert caught.value.nearest == "ECOWAS"


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("X,armed gruop,X,X,,,,,", "kind"),
        ("MLI,organisation,X,X,,,,,", "id"),
        ("Y,organisation,X,X,,,,,", "id"),
        ("X,organisation,X,X,,,NOBODY,,", "part_of"),
        ("X,government,X,X,,,,MLX,", "state"),
        ("X,organisation,,X,,,,,", "name"),
        ("X,organisation", "row"),
    ],
)
def test_a_bad_row_is_told_with_file_and_line(row, field):
    with pytest.raises(FoedusError) as caught:
        read_actors(HEADER + "Y,organisation,Why,Why,,,,,\n" + row)
    assert (caught.value.file, caught.value.line, caught.value.field) == ("terms/actors.csv", 3, field)
