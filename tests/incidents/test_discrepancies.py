"""Contradictions are kept, shown with who says what, and assessed."""

from __future__ import annotations

from datetime import date

import pytest

from foedus.incidents.offices import named_offices
from foedus.incidents.reconcile import reconcile

CLAUSE = "any assault on the land or freedom of one or more {} parties {} an act against the other parties"


def about(found, start):
    return [d for d in found.discrepancies if d.about.startswith(start)]


def quoting(make, say, name, quoted, day=None):
    words = f"The pact says “{quoted}”"
    return make(name, say("attack", "BFA MLI", kind="PROVISION", modality="provision", words=quoted), text=words + ".")


def test_one_word_of_a_clause_differs(make, say):
    found = reconcile(
        [
            quoting(make, say, "a", CLAUSE.format("contracted", "shall be")),
            quoting(make, say, "b", CLAUSE.format("contracting", "shall be")),
        ]
    )
    (wording,) = about(found, "wording of the quoted clause: contracted or contracting")
    assert {value.value: value.claims for value in wording.values} == {
        "contracted parties": ("a-c0",), "contracting parties": ("b-c0",),
    }  # fmt: skip
    assert "'contracting parties' is the standing expression" in wording.assessment


@pytest.mark.parametrize(("one", "other", "weighty"), [("will be", "shall be", False), ("may be", "shall be", True)])
def test_translations_are_told_from_words_that_bind(make, say, one, other, weighty):
    found = reconcile(
        [
            quoting(make, say, "a", CLAUSE.format("contracting", one)),
            quoting(make, say, "b", CLAUSE.format("contracting", other)),
        ]
    )
    (wording,) = about(found, "wording of the quoted clause")
    assert ("no legal difference" in wording.assessment) is not weighty


def test_clause_quoted_whole_and_cut(make, say):
    whole = CLAUSE.format("contracting", "shall be") + " and gives rise to a duty of help by every means"
    found = reconcile(
        [quoting(make, say, "a", CLAUSE.format("contracting", "shall be")), quoting(make, say, "b", whole)]
    )
    (extent,) = about(found, "extent of the quoted clause")
    assert any(value.claims == ("b-c0",) and "duty of help" in value.value for value in extent.values)
    assert "cut" in extent.assessment
    assert "duty" in extent.assessment


def test_ellipsis_is_shown(make, say):
    found = reconcile(
        [quoting(make, say, "a", CLAUSE.format("contracting", "shall be") + " and a duty of help… with arms too")]
    )
    (gap,) = about(found, "ellipsis")
    assert "after 'help'" in gap.about
    assert gap.values[0].claims == ("a-c0",)


def test_different_clauses_are_not_compared(make, say):
    found = reconcile(
        [
            quoting(make, say, "a", CLAUSE.format("contracting", "shall be")),
            quoting(make, say, "b", "the organs of the alliance shall be set up at a later time by common accord"),
        ]
    )
    assert found.discrepancies == ()


def test_same_quotation_twice_is_no_discrepancy(make, say):
    clause = CLAUSE.format("contracting", "shall be")
    assert reconcile([quoting(make, say, "a", clause), quoting(make, say, "b", clause)]).discrepancies == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mali’s Defense Minister, Abdoulaye Diop, spoke", ("Abdoulaye Diop", "defence minister")),
        ("said Abdoulaye Diop, Mali's defence minister, who left", ("Abdoulaye Diop", "defence minister")),
        ("a déclaré le ministre de la Défense Abdoulaye Diop.", ("Abdoulaye Diop", "defence minister")),
        ("Foreign Minister Abdoulaye Diop told reporters", ("Abdoulaye Diop", "foreign minister")),
        ("the defence minister resigned", None),
    ],
)
def test_office_beside_a_name_is_found(text, expected):
    assert [(name, office) for name, office, _ in named_offices(text)] == ([expected] if expected else [])


def minister(make, say, day, title, published="2023-09-17"):
    words = f"Mali’s {title} Abdoulaye Diop"
    return make(
        "a", say(None, "MLI", words=words), say("signature", "BFA MLI NER", when=day("2023-09-16")), published=published
    )


def test_wrong_office_is_set_against_the_dated_table(make, say, day):
    (office,) = about(reconcile([minister(make, say, day, "Defense Minister")]), "office of Abdoulaye Diop")
    assert ("defence minister", ("a-c0",)) in [(value.value, value.claims) for value in office.values]
    assert "foreign minister" in office.assessment
    assert "Sadio Camara" in office.assessment


def test_right_office_and_unknown_person_say_nothing(make, say, day):
    assert about(reconcile([minister(make, say, day, "Foreign Minister")]), "office") == []
    unknown = make("b", say(None, "MLI", words="Defense Minister Zacharie Nemo"), published="2023-09-17")
    assert about(reconcile([unknown]), "office") == []


def test_numbers_that_differ(make, say, day):
    told = {"place": "Koumbri", "when": day("2023-09-04")}
    found = reconcile(
        [
            make("a", say("raid", "JNIM", "BFA", words="the raid killed 17 soldiers", **told)),
            make("b", say("raid", "JNIM", "BFA", words="20 soldiers died in the raid", **told)),
        ]
    )
    (number,) = about(found, "number of soldier")
    assert {value.value for value in number.values} == {"17 soldier", "20 soldier"}


def test_places_that_differ(make, say, day):
    found = reconcile(
        [
            make("a", say("signature", "BFA MLI NER", place="Bamako", when=day("2023-09-16"))),
            make("b", say("signature", "BFA MLI NER", place="Niamey", when=day("2023-09-16"))),
        ]
    )
    (place,) = about(found, "place of")
    assert {value.value for value in place.values} == {"Bamako", "Niamey"}
    assert len(found.incidents) == 1


SIGNED = {"about": ("liptako-gourma-charter-2023",)}


def told_on_the_day(make, say, day, *claims):
    return make("a", say("signature", "BFA MLI NER", when=day("2023-09-16"), **SIGNED), *claims)


def test_accord_called_ineffective_is_not_terminated(make, say, day, chronology):
    claim = say(None, words="that accord is now largely ineffective", about=("mali-algiers-accord-2015",))
    (standing,) = about(
        reconcile([told_on_the_day(make, say, day, claim)], chronology=chronology), "standing of mali-algiers"
    )
    assert "not a termination" in standing.assessment
    assert "25 January 2024" in standing.assessment


def test_mission_told_as_gone_was_still_leaving(make, say, day, chronology):
    claim = say(
        "expulsion", "MLI", "UN_MINUSMA", when=day("2023-01-01", "2023-12-31", "in 2023", "year"), kind="COERCE"
    )
    (standing,) = about(
        reconcile([told_on_the_day(make, say, day, claim)], chronology=chronology), "standing of MINUSMA"
    )
    assert "30 June 2023" in standing.assessment
    assert "31 December 2023" in standing.assessment


def test_members_told_as_former_were_still_members(make, say, day, chronology):
    claim = say(
        None, "BFA MLI NER", words="the three used to belong to the G5", about=("G5_SAHEL", "g5-sahel-convention-2014")
    )
    (standing,) = about(reconcile([told_on_the_day(make, say, day, claim)], chronology=chronology), "standing of g5")
    assert "Mali had left" in standing.assessment
    assert "Burkina Faso and Niger still belonged" in standing.assessment


def test_denounced_accords_had_notice_running(make, say, day, chronology):
    claim = say(
        "denunciation", "NER", "FRA", about=("france-niger-agreements",), words="Niger renounced several accords"
    )
    (standing,) = about(
        reconcile([told_on_the_day(make, say, day, claim)], chronology=chronology), "standing of france-niger"
    )
    assert "denunciation" in standing.assessment
    assert "notice" in standing.assessment


def test_what_was_over_by_then_is_no_discrepancy(make, say, day, chronology):
    claim = say(None, "MLI FRA", words="the treaty ended", about=("france-mali-defence-2014",))
    assert about(reconcile([told_on_the_day(make, say, day, claim)], chronology=chronology), "standing") == []


def test_year_of_the_force_is_not_the_year_of_the_organisation(make, say, day, chronology):
    claim = say(
        None, "G5_SAHEL", when=day("2017-01-01", "2017-12-31", "in 2017", "year"),
        words="This force, initiated in 2017", about=("G5_SAHEL", "g5-sahel-joint-force-2017"),
    )  # fmt: skip
    (began,) = about(
        reconcile([told_on_the_day(make, say, day, claim)], chronology=chronology), "year in which G5 Sahel"
    )
    assert "2014" in began.assessment


def test_looser_verb_for_a_signature(make, say, day):
    found = reconcile(
        [
            make("a", say("signature", "BFA MLI NER", when=day("2023-09-16"), words="the three signed a pact")),
            make("b", say("signature", "BFA MLI NER", when=day("2023-09-16"), words="the three endorsed a pact")),
        ]
    )
    (verb,) = about(found, "verb for")
    assert "signature" in verb.assessment


def test_json_has_the_shape_of_the_contract(make, say):
    found = reconcile([quoting(make, say, "a", CLAUSE.format("contracting", "shall be") + " and help… with arms")])
    (told,) = found.to_json()["discrepancies"]
    assert set(told) == {"about", "values", "assessment"}
    assert all(set(value) == {"value", "claims"} for value in told["values"])


def test_office_is_judged_only_on_a_known_day(make, say):
    told = make("a", say(None, "MLI", words="Mali’s Defense Minister Abdoulaye Diop"))
    assert about(reconcile([told]), "office") == []
    assert len(about(reconcile([told], published=date(2023, 9, 17)), "office")) == 1
    assert about(reconcile([told], published=date(2019, 9, 17)), "office") == []


def test_that_accord_is_the_one_just_told_of(make, say, day, chronology):
    told = make(
        "a",
        say("signature", "BFA MLI NER", when=day("2023-09-16"), **SIGNED),
        say("signature", "CMA MLI", when=day("2015-01-01", "2015-12-31", "in 2015", "year")),
        say(None, words="But that accord is now largely seen as dead"),
    )
    (standing,) = about(reconcile([told], chronology=chronology), "standing of mali-algiers")
    assert "not a termination" in standing.assessment


def test_accords_not_named_are_those_that_the_library_has_for_the_event(make, say, day, chronology):
    claim = say("denunciation", "NER", "FRA", words="Niger renounced several accords")
    (standing,) = about(
        reconcile([told_on_the_day(make, say, day, claim)], chronology=chronology), "standing of france-niger"
    )
    assert "notice" in standing.assessment


def test_that_accord_is_the_one_just_told_of_also_where_the_reader_took_it_for_another(make, say, day, chronology):
    told = make(
        "a",
        say("signature", "BFA MLI NER", when=day("2023-09-16", stated="16 September 2023"), place="Bamako"),
        say("signature", "MLI CMA", when=day("2015-05-15", stated="in 2015", precision="day"), place="Bamako"),
        say(None, words="that accord is now largely considered ineffective", about=("liptako-gourma-charter-2023",)),
    )
    found = [one for one in reconcile([told], chronology=chronology).discrepancies if "not a termination" in one.assessment]
    assert [one.about for one in found] == ["standing of mali-algiers-accord-2015"]
