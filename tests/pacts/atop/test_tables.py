"""Rows that ATOP could not hold are refused where they stand; a blank promise is kept as unknown."""

from __future__ import annotations

import hashlib

import pytest
from tests.pacts.atop.asking import verdicts

from foedus.pacts import Library
from foedus.pacts.atop import importer
from foedus.pacts.atop.tables import COMMON_FLAGS, FLAGS, PROMISES, gather, tables_folder
from foedus.terms import FoedusError

CLAUSES = {
    "speclgth": 0, "length": 0, "renounce": 0, "proren": 0, "renewlgt": 0, "proadd": None, "source": 2, "bilat": 1,
}  # fmt: skip


def member(code: int, **changed: int | None) -> dict[str, int | None]:
    owes = dict.fromkeys((*PROMISES, *COMMON_FLAGS, *(flag for flags in FLAGS.values() for flag in flags)), 0)
    dates = {"yrent": 1950, "moent": 5, "dayent": 4, "yrexit": 0, "moexit": 0, "dayexit": 0}
    return {"atopid": 9999, "phase": 0, "member": code, **owes, **dates, **changed}


def life(**changed: int | None) -> dict[str, int | None]:
    dates = {"begyr": 1950, "begmo": 5, "begday": 4, "endyr": 0, "endmo": 0, "endday": 0}
    return {"atopid": 9999, "phase": 0, **CLAUSES, **dates, **changed}


def test_a_blank_promise_is_unsettled_and_never_no() -> None:
    rows = [member(2, defense=None), member(20, defense=None)]
    pact = importer._instrument(gather([life()], [life()], rows)[0], "", {})
    library = Library({pact.id: pact})
    attack = {"date": "1960-01-01", "act": "invasion", "actor": "CUB", "target": "CAN"}
    assert verdicts(library, pact.id, attack) == {"phase-1/defense": ("unsettled", ("USA",))}
    held = {**attack, "facts": {"the pact holds this promise": True}}
    assert verdicts(library, pact.id, held) == {"phase-1/defense": ("owed", ("USA",))}
    denied = {**attack, "facts": {"the pact holds this promise": False}}
    assert verdicts(library, pact.id, denied)["phase-1/defense"][0] == "not triggered"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"defense": 3}, "'3' is no code of defense"),
        ({"defconpr": None}, "'None' is no code of defconpr"),
        ({"moent": 13}, "1950-13-4"),
        ({"phase": 2}, "unknown phase|has no members"),
    ],
)
def test_a_row_that_is_wrong_is_told_where_it_stands(changed: dict[str, int | None], told: str) -> None:
    with pytest.raises(FoedusError, match=told) as raised:
        gather([life()], [life()], [member(2), member(20, **changed)][:: -1 if "phase" in changed else 1])
    assert raised.value.file


def test_an_alliance_without_phases_is_refused() -> None:
    with pytest.raises(FoedusError, match="alliance 9998 has no phase"):
        gather([life(atopid=9998)], [life()], [member(2)])


def test_a_member_with_two_minds_in_one_phase_is_refused() -> None:
    rows = [member(2, defense=1), member(20), member(2, yrent=1960)]
    with pytest.raises(FoedusError, match="member 2 makes the promise 'defense' in two ways"):
        importer._instrument(gather([life()], [life()], rows)[0], "", {})


def test_an_unknown_state_code_is_told() -> None:
    rows = [member(2, defense=1), member(999, defense=1)]
    with pytest.raises(FoedusError, match="state code 999 is unknown"):
        importer._instrument(gather([life()], [life()], rows)[0], "", {})


def test_the_shipped_tables_are_the_ones_that_were_fetched() -> None:
    told = (tables_folder().parent / "SOURCES.md").read_text(encoding="utf-8")
    for path in sorted(tables_folder().glob("*.parquet")):
        assert hashlib.sha256(path.read_bytes()).hexdigest() in told, path.name
