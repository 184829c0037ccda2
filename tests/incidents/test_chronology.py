"""The shipped chronology: every row is well formed and says where it comes from."""

from __future__ import annotations

import re

import pytest

from foedus.incidents.chronology import Sought, entries, matches, the_one
from foedus.terms import FoedusError, actors, acts, find_place, states

COLUMNS = (
    "id", "date", "until", "precision", "act", "initiator", "target", "place", "instrument", "what", "what_fr",
    "verified", "source", "address",
)  # fmt: skip


def test_rows_have_the_columns_and_unique_ids(chronology):
    assert tuple(chronology[0]) == COLUMNS
    assert len({row["id"] for row in chronology}) == len(chronology)


def test_rows_use_known_words(chronology):
    for row in chronology:
        assert row["act"] in acts(), row["id"]
        assert row["precision"] in ("day", "night", "instant", "month", "year", "interval"), row["id"]
        for name in re.split(r"; ", "; ".join(filter(None, (row["initiator"], row["target"])))):
            assert name in states() or name in actors(), (row["id"], name)


def test_rows_name_known_places(chronology):
    unknown = {
        row["place"]
        for row in chronology
        if row["place"] and row["place"] not in states() and find_place(row["place"]) is None
    }
    assert not unknown


def test_rows_say_what_they_rest_on(chronology):
    for row in chronology:
        assert row["what"].endswith("."), row["id"]
        assert row["what_fr"].endswith("."), row["id"]
        assert row["verified"] in ("text", "report", "calc", "gk"), row["id"]
        assert (row["verified"] == "gk") == (not row["source"]), row["id"]


def test_rows_stand_in_order_of_time(chronology):
    dates = [row["date"] for row in chronology]
    assert dates == sorted(dates, key=lambda text: text.split("/")[0])


def test_dates_can_be_read(chronology):
    for entry in entries(chronology):
        assert entry.start <= entry.end
        assert entry.until is None or entry.until >= entry.start


def test_bad_date_is_told():
    row = dict.fromkeys(COLUMNS, "") | {"id": "x", "date": "2023-02-30", "act": "coup", "what": "no such day"}
    with pytest.raises(FoedusError, match="2023-02-30"):
        entries([row])


def test_several_rows_of_one_day_still_give_the_day(chronology):
    known = entries(chronology)
    found = matches(
        Sought("denunciation", "event", frozenset({"MLI"}), frozenset({"FRA"}), None, frozenset(), ()), known
    )
    assert len(found) == 2
    assert the_one(found) == found[0]


def test_instrument_tells_two_signings_of_the_same_three_apart(chronology):
    known = entries(chronology)
    three = frozenset({"BFA", "MLI", "NER"})
    either = matches(Sought("signature", "event", three, frozenset(), None, frozenset(), ()), known)
    assert the_one(either) is None
    charter = frozenset({"liptako-gourma-charter-2023", "AES"})
    one = matches(Sought("signature", "event", three, frozenset(), None, charter, ()), known)
    assert the_one(one).id == "sign-liptako-gourma-2023"


def test_nothing_hypothetical_is_looked_up(chronology):
    sought = Sought("coup", "hypothesis", frozenset(), frozenset({"NER"}), None, frozenset(), ())
    assert matches(sought, entries(chronology)) == ()


def test_entry_against_nobody_is_not_the_threat_against_somebody(chronology):
    sought = Sought(
        "state of war declared", "threat", frozenset({"BFA", "MLI"}), frozenset({"ECOWAS"}), None, frozenset(), ()
    )
    assert [entry.id for entry in matches(sought, entries(chronology))] == ["bfa-mli-war-declaration-2023"]
