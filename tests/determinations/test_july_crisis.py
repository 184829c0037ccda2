"""The July crisis day by day: each dated act of 28 June to 12 August 1914 asked of the four pacts that bear on it."""

from __future__ import annotations

import csv
import re
import shlex
from datetime import date
from pathlib import Path

import pytest

from foedus.determinations import SILENT, Determination, Question, Verdict, determinations, question
from foedus.incidents import Incident, make_incident
from foedus.incidents.chronology import Entry, entries
from foedus.obligations import collisions
from foedus.pacts import load_library, shipped_library_folder
from foedus.terms import acts, find_place, states

LIBRARY = load_library()
D, T, F, B = "dual-alliance-1879", "triple-alliance-1882", "franco-russian-1892", "belgian-neutrality-1839"
PACTS = {D: "D", T: "T", F: "F", B: "B"}


def _rows() -> list[dict[str, str]]:
    with (shipped_library_folder() / "crisis-1914.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = _rows()
CRISIS = {entry.id: entry for entry in entries(ROWS)}

# What a row of the table cannot hold and was known, or disputed, on its day; without a source, as the table itself.
# A fact that is None was pleaded by one side and denied by the other.
KNOWN: dict[str, dict[str, object]] = {
    # Germany was the invader and Austria-Hungary its ally, so that the five could not act as one
    "germany-invades-belgium-1914": {"facts": {"concert of the guarantors": False}},
    # at war with Russia and France, and now Great Britain; whether invading Belgium provoked it was the quarrel itself;
    # neither Austria-Hungary nor Italy was at war with any of the three
    "britain-at-war-with-germany-1914": {
        "facts": {
            "war with two or more great powers not parties": True,
            "provocation by the target": None,
            "war waged in common by all parties": False,
        }
    },
    "montenegro-declares-war-on-austria-1914": {"facts": {"war waged in common by all parties": False}},
    # Germany had been at war with Russia for five days, and pressed its ally to follow
    "austria-declares-war-on-russia-1914": {"supported by": "DEU-EMPIRE"},
    # Russia was at war with Germany, and for Serbia's sake
    "serbia-declares-war-on-germany-1914": {
        "supported by": "RUS-EMPIRE",
        "facts": {"war waged in common by all parties": False},
    },
    # Russia, bound to France by the convention, had been at war with Austria-Hungary since 6 August; France gave the war on
    # its ally as the reason, which raises who provoked whom; Italy waged no war
    "france-declares-war-on-austria-1914": {
        "supported by": "RUS-EMPIRE",
        "facts": {
            "war with two or more great powers not parties": True,
            "provocation by the target": None,
            "war waged in common by all parties": False,
        },
    },
    # Great Britain had no engagement with Russia before September 1914, so that nothing is said of support
    "britain-declares-war-on-austria-1914": {
        "facts": {
            "war with two or more great powers not parties": True,
            "provocation by the target": None,
            "war waged in common by all parties": False,
        }
    },
}

NOTHING: tuple[str, ...] = ()
CONSULT = "T art-5/consult: owed AUH, DEU-EMPIRE, ITA"
COMPENSATION = "T balkans/prior agreement [any armed action]: owed AUH"

# What each pact said on each day: everything that is engaged or open, and nothing else; a reading where it differs from the
# first. Standing duties (secrecy, the exchange of views, Belgium's own neutrality) are asked apart.
SAID: dict[str, tuple[str, ...]] = {
    # an assassination by no state is neither attack nor threat of force by anyone whom a pact names
    "sarajevo-1914": NOTHING,
    # a promise beyond the treaty: the Dual Alliance asks nothing when an ally means to attack
    "germany-backs-austria-1914": NOTHING,
    # an ultimatum by a party to a state outside engages no duty to help; only Italy's wide reading of the Balkan clause
    # wants agreement before it
    "austria-ultimatum-serbia-1914": (COMPENSATION,),
    # Serbia is no great power, so that its mobilisation is no threat "as foreseen before" (Triple Alliance V), and no attack
    "serbia-mobilises-1914": NOTHING,
    # the convention names a mobilisation of one member of the Triple Alliance and asks neither how much nor against whom:
    # in its letter both had to mobilise on 25 July. The staffs wanted an accord first where Austria-Hungary moved alone.
    "austria-mobilises-partly-1914": (
        "F art-2/answer to an austrian or italian mobilisation: owed FRA, RUS-EMPIRE",
        "F art-2/answer to an austrian or italian mobilisation [concert of the staffs]: unsettled FRA, RUS-EMPIRE"
        " (accord on mobilisation)",
    ),
    # no casus foederis for anybody: Austria-Hungary is not attacked, and Serbia is party to none of the four; nor is Serbia
    # a great power that could have forced it to war (Triple Alliance IV)
    "austria-declares-war-on-serbia-1914": (COMPENSATION,),
    "belgrade-shelled-1914": (COMPENSATION,),
    # a great power threatens a party: the three have to confer; help waits for an attack (Dual Alliance I, Triple Alliance III)
    "russia-mobilises-partly-1914": (CONSULT,),
    # the same for both targets; nothing in the Dual Alliance makes mobilisation an attack
    "russia-mobilises-1914": (CONSULT,),
    # again a member of the Triple Alliance mobilises
    "austria-mobilises-1914": (
        "F art-2/answer to an austrian or italian mobilisation: owed FRA, RUS-EMPIRE",
        "F art-2/answer to an austrian or italian mobilisation [concert of the staffs]: unsettled FRA, RUS-EMPIRE"
        " (accord on mobilisation)",
    ),
    # threats by a party, which no pact answers: the convention waits for an attack or for mobilisation
    "germany-ultimatum-russia-1914": NOTHING,
    "germany-ultimatum-france-1914": NOTHING,
    # a question put and an army called up for defence break no neutrality
    "britain-asks-about-belgium-1914": NOTHING,
    "belgium-mobilises-1914": NOTHING,
    # a great power threatens Germany
    "france-mobilises-1914": (CONSULT,),
    # mobilisation answered by mobilisation, and no accord is needed under any reading
    "germany-mobilises-1914": ("F art-2/answer to a german mobilisation: owed FRA, RUS-EMPIRE",),
    # Germany attacks Russia: France is bound under point 1(b). Austria-Hungary owes nothing under the Dual Alliance, for
    # Germany is not attacked. Italy and Austria-Hungary owe benevolent neutrality only if Russia forced Germany to it.
    "germany-declares-war-on-russia-1914": (
        "F art-1-b/assist: owed FRA",
        "F art-3/both fronts: owed FRA, RUS-EMPIRE",
        "F art-5/common peace: owed FRA, RUS-EMPIRE",
        "T art-4/join: unsettled AUH, ITA (forced to make war by a threat to its security)",
        "T art-4/neutrality: unsettled AUH, ITA (forced to make war by a threat to its security)",
    ),
    # Luxembourg's neutrality was guaranteed in 1867 by another treaty
    "germany-in-luxembourg-1914": NOTHING,
    # a shot across the border is an attack on France: point 1(a), a day before the declaration of war
    "joncherey-1914": (
        "F art-1-a/assist: owed RUS-EMPIRE",
        "F art-3/both fronts: owed FRA, RUS-EMPIRE",
        "F art-5/common peace: owed FRA, RUS-EMPIRE",
        "T art-4/join: unsettled AUH, ITA (forced to make war by a threat to its security)",
        "T art-4/neutrality: unsettled AUH, ITA (forced to make war by a threat to its security)",
    ),
    # a threat to break the neutrality is not yet its breach
    "germany-ultimatum-belgium-1914": NOTHING,
    "belgium-refuses-1914": NOTHING,
    # a declaration is no act that any of the four forbids: no party had been attacked
    "italy-neutral-1914": NOTHING,
    # as on 2 August; Italy's duty towards Germany (Triple Alliance II) needs France to be the one that attacks
    "germany-declares-war-on-france-1914": (
        "F art-1-a/assist: owed RUS-EMPIRE",
        "F art-3/both fronts: owed FRA, RUS-EMPIRE",
        "F art-5/common peace: owed FRA, RUS-EMPIRE",
        "T art-4/join: unsettled AUH, ITA (forced to make war by a threat to its security)",
        "T art-4/neutrality: unsettled AUH, ITA (forced to make war by a threat to its security)",
    ),
    # a guarantor breaks what it guaranteed; the others are called on, Austria-Hungary with them. If the guarantee is
    # collective only, nobody is bound as long as the guarantors do not act together.
    "germany-invades-belgium-1914": (
        "B guarantee/respect: breached DEU-EMPIRE",
        "B guarantee/uphold: owed AUH, FRA, GBR, RUS-EMPIRE",
        "B guarantee/uphold [collective only]: awaiting AUH, FRA, GBR, RUS-EMPIRE (concert of the guarantors)",
    ),
    "belgium-appeals-1914": NOTHING,
    # a great power threatens Germany
    "britain-ultimatum-germany-1914": (CONSULT,),
    # Another power than Russia makes war on Germany: Austria-Hungary owes at the least benevolent neutrality, and all its
    # strength if Russia supports Great Britain, of which nothing is said. The Triple Alliance is not against Great Britain;
    # if that declaration had lapsed, all hangs on who provoked whom.
    "britain-at-war-with-germany-1914": (
        "D art-2-1/neutrality: owed AUH",
        "D art-2-1/no help to the attacker: owed AUH",
        "D art-2-2/assist: unsettled AUH (supported by, russian military measures that threaten the target)",
        "D art-2-2/common peace: unsettled AUH, DEU-EMPIRE (supported by, russian military measures that threaten the target)",
        "T art-3/assist [declaration not renewed]: unsettled AUH, ITA (provocation by the target)",
        "T art-4/neutrality towards an ally attacked: unsettled AUH, ITA (provocation by the target)",
        CONSULT,
    ),
    # Montenegro is a power "other than Russia", but no great one: the Dual Alliance answers, the Triple Alliance does not
    "montenegro-declares-war-on-austria-1914": (
        "D art-2-1/neutrality: owed DEU-EMPIRE",
        "D art-2-1/no help to the attacker: owed DEU-EMPIRE",
        "D art-2-2/assist: unsettled DEU-EMPIRE (supported by, russian military measures that threaten the target)",
        "D art-2-2/common peace: unsettled AUH, DEU-EMPIRE (supported by, russian military measures that threaten the target)",
    ),
    # Austria-Hungary with Germany behind it attacks Russia: again France. Russia did not attack Austria-Hungary, so that the
    # Dual Alliance is silent; Germany, the supporter, is not asked to be neutral, Italy is, if Russia forced the war.
    "austria-declares-war-on-russia-1914": (
        "F art-1-b/assist: owed FRA",
        "F art-3/both fronts: owed FRA, RUS-EMPIRE",
        "F art-5/common peace: owed FRA, RUS-EMPIRE",
        "T art-4/join: unsettled ITA (forced to make war by a threat to its security)",
        "T art-4/neutrality: unsettled ITA (forced to make war by a threat to its security)",
    ),
    # the first casus foederis of the Dual Alliance, and by the smallest of the powers: another power with Russia behind it
    "serbia-declares-war-on-germany-1914": (
        "D art-2-1/neutrality: excepted AUH",
        "D art-2-1/no help to the attacker: owed AUH",
        "D art-2-2/assist: owed AUH",
        "D art-2-2/common peace: owed AUH, DEU-EMPIRE",
    ),
    # France with Russia behind it against Austria-Hungary: Germany is bound; under the Triple Alliance the two great powers
    # are there, and all hangs on provocation
    "france-declares-war-on-austria-1914": (
        "D art-2-1/neutrality: excepted DEU-EMPIRE",
        "D art-2-1/no help to the attacker: owed DEU-EMPIRE",
        "D art-2-2/assist: owed DEU-EMPIRE",
        "D art-2-2/common peace: owed AUH, DEU-EMPIRE",
        "T art-3/assist: unsettled DEU-EMPIRE, ITA (provocation by the target)",
        "T art-4/neutrality towards an ally attacked: unsettled DEU-EMPIRE, ITA (provocation by the target)",
        CONSULT,
    ),
    "britain-declares-war-on-austria-1914": (
        "D art-2-1/neutrality: owed DEU-EMPIRE",
        "D art-2-1/no help to the attacker: owed DEU-EMPIRE",
        "D art-2-2/assist: unsettled DEU-EMPIRE (supported by, russian military measures that threaten the target)",
        "D art-2-2/common peace: unsettled AUH, DEU-EMPIRE (supported by, russian military measures that threaten the target)",
        "T art-3/assist [declaration not renewed]: unsettled DEU-EMPIRE, ITA (provocation by the target)",
        "T art-4/neutrality towards an ally attacked: unsettled DEU-EMPIRE, ITA (provocation by the target)",
        CONSULT,
    ),
    # an invasion is no occupation yet, for which alone the words of the Balkan clause want agreement
    "austria-invades-serbia-1914": (COMPENSATION,),
}


def incident_of(entry: Entry, **more: object) -> Incident:
    day = f"{entry.start}/{entry.end}" if entry.start != entry.end else entry.start.isoformat()
    values: dict[str, object] = {
        "date": day, "act": entry.act, "actor": sorted(entry.initiator), "target": sorted(entry.target), "place": entry.place,
    }  # fmt: skip
    return make_incident({**values, **KNOWN.get(entry.id, {}), **more})


def asked(incident: Incident, as_of: date | None = None) -> Question:
    return question(incident, LIBRARY, as_of=as_of, pacts=tuple(PACTS), everything=True)


def ask(entry: Entry, **more: object) -> tuple[Determination, ...]:
    """What the four pacts say of a dated act, as known on its day."""
    return determinations(asked(incident_of(entry, **more), entry.end))


def told(each: Determination) -> str:
    reading = f" [{each.reading}]" if each.reading else ""
    open_questions = each.awaiting if each.verdict == Verdict.AWAITING else each.missing
    names = f" ({', '.join(open_questions)})" if open_questions else ""
    who = ", ".join(sorted(each.bearers))
    return f"{PACTS[each.instrument.id]} {each.provision}{reading}: {each.verdict} {who}{names}"


def engaged(found: tuple[Determination, ...]) -> set[str]:
    """Everything that is not silent and not a standing duty; a reading only where it differs from the first."""
    first = {
        (each.provision, each.incident.target): (each.verdict, each.bearers, each.missing)
        for each in found
        if not each.reading
    }
    return {
        told(each)
        for each in found
        if each.verdict not in SILENT and not each.rule.standing
        if not each.reading
        or first[each.provision, each.incident.target] != (each.verdict, each.bearers, each.missing)
    }  # fmt: skip


def test_the_table_has_the_columns_of_the_chronology_and_dates_within_the_crisis() -> None:
    assert list(ROWS[0]) == list(LIBRARY.chronology[0])
    assert len(CRISIS) == len(ROWS) and not CRISIS.keys() & {row["id"] for row in LIBRARY.chronology}
    days = [entry.start for entry in CRISIS.values()]
    assert days == sorted(days)
    assert days[0] == date(1914, 6, 28) and max(entry.end for entry in CRISIS.values()) == date(1914, 8, 12)


def test_the_table_uses_known_words_and_says_what_it_rests_on() -> None:
    for row in ROWS:
        entry = CRISIS[row["id"]]
        assert entry.act in acts() and entry.initiator | entry.target <= set(states()), row["id"]
        assert not entry.place or entry.place in states() or find_place(entry.place), row["id"]
        assert not entry.instrument or entry.instrument in PACTS, row["id"]
        assert entry.verified in ("gk", "report") and (entry.verified == "gk") == (not entry.address), row["id"]
        assert row["what"] and row["what_fr"], row["id"]


def test_every_act_is_judged_and_every_known_fact_belongs_to_an_act() -> None:
    assert SAID.keys() == CRISIS.keys()
    assert KNOWN.keys() <= CRISIS.keys()


@pytest.mark.parametrize("act", list(CRISIS))
def test_what_the_four_pacts_said_on_the_day(act: str) -> None:
    assert engaged(ask(CRISIS[act])) == set(SAID[act])


@pytest.mark.parametrize("act", list(CRISIS))
def test_all_four_were_in_force_and_their_standing_duties_owed_throughout(act: str) -> None:
    # none had ended: the Triple Alliance ran on until Italy left it in May 1915, the Dual Alliance was public since 1888
    standing = {told(each) for each in ask(CRISIS[act]) if each.rule.standing and not each.reading}
    assert standing == {
        "B art-7/neutrality: owed BEL",
        "D art-4/secrecy: not in force ",
        "F art-4/staffs: owed FRA, RUS-EMPIRE",
        "F art-7/secrecy: owed FRA, RUS-EMPIRE",
        "T art-1/exchange of views: owed AUH, DEU-EMPIRE, ITA",
        "T art-6/secrecy: owed AUH, DEU-EMPIRE, ITA",
    }


@pytest.mark.parametrize("act", list(CRISIS))
def test_italy_never_surely_owed_help(act: str) -> None:
    # no party was attacked without that party's own war, or its part in it, being pleaded against it
    helps = [each for each in ask(CRISIS[act]) if each.rule.duty == "assist" and "ITA" in each.bearers]
    assert {each.verdict for each in helps} <= {Verdict.UNSETTLED}


@pytest.mark.parametrize("act", list(CRISIS))
def test_great_britain_was_bound_by_the_belgian_guarantee_alone(act: str) -> None:
    bound = {(each.instrument.id, each.provision) for each in ask(CRISIS[act]) if "GBR" in each.bearers}
    assert bound == ({(B, "guarantee/uphold")} if act == "germany-invades-belgium-1914" else set())


def test_had_italy_agreed_that_nobody_was_provoked_it_was_bound_in_august() -> None:
    entry = CRISIS["france-declares-war-on-austria-1914"]
    facts = {**KNOWN[entry.id]["facts"], "provocation by the target": False}  # type: ignore[dict-item]
    assert "T art-3/assist: owed DEU-EMPIRE, ITA" in engaged(ask(entry, facts=facts))
    facts["provocation by the target"] = True
    assert "T art-3/assist: excepted DEU-EMPIRE, ITA" in engaged(ask(entry, facts=facts))


@pytest.mark.parametrize(("forced", "verdict"), [(True, "owed AUH, ITA"), (False, None)])
def test_the_war_on_russia_and_the_neutrality_of_article_4(forced: bool, verdict: str | None) -> None:
    # Germany pleaded Russia's mobilisation; if that forced it to war, its allies owed a benevolent neutrality, no more
    facts = {"forced to make war by a threat to its security": forced}
    said = engaged(ask(CRISIS["germany-declares-war-on-russia-1914"], facts=facts))
    assert (f"T art-4/neutrality: {verdict}" in said) is (verdict is not None)
    assert not any(each.startswith(("T art-3", "D ")) for each in said)
    assert any(each.startswith("T art-4") for each in said) is forced


def test_the_staffs_reading_once_the_two_have_agreed_or_not() -> None:
    entry = CRISIS["austria-mobilises-partly-1914"]
    clause = "F art-2/answer to an austrian or italian mobilisation [concert of the staffs]"
    said = engaged(ask(entry, facts={"accord on mobilisation": False}))
    assert f"{clause}: awaiting FRA, RUS-EMPIRE (accord on mobilisation)" in said
    assert clause not in " ".join(
        engaged(ask(entry, facts={"accord on mobilisation": True}))
    )  # then both readings agree


def test_the_french_raids_that_germany_alleged_settle_nothing() -> None:
    # pleaded on 3 August, denied by France: alleged is not happened, and not happened is not said either
    raid = make_incident(
        {"date": "1914-08-02", "act": "bombing", "actor": "FRA", "target": "DEU-EMPIRE", "status": "alleged"}
    )
    said = {told(each) for each in determinations(asked(raid, date(1914, 8, 3))) if not each.reading}
    assert "T art-2-2/assist germany: unsettled ITA (the event happened)" in said
    assert "D art-2-1/neutrality: unsettled AUH (the event happened)" in said


def test_on_the_eve_nobody_could_know_of_the_invasion_of_belgium() -> None:
    # the law of 4 August, the knowledge of 3 August
    found = determinations(asked(incident_of(CRISIS["germany-invades-belgium-1914"]), date(1914, 8, 3)))
    uphold = [each for each in found if each.provision == "guarantee/uphold" and not each.reading]
    assert [(each.verdict, each.missing) for each in uphold] == [(Verdict.UNSETTLED, ("the event happened",))]


def test_austria_hungary_could_not_keep_both_its_guarantee_and_its_alliance() -> None:
    # to defend Belgium against Germany with arms it would have had to attack its ally; less than arms would keep both
    day = asked(incident_of(CRISIS["germany-invades-belgium-1914"]), date(1914, 8, 4))
    found = {
        (each.bearer, each.between[0].key[:2], each.between[1].key[:2], each.avoidable)
        for each in collisions(determinations(day), day)
    }
    assert ("AUH", (B, "guarantee/uphold"), (T, "art-1/peace"), True) in found
    assert {bearer for bearer, _, _, _ in found} == {"AUH"}


def test_two_weeks_later_on_paper_all_hangs_on_the_first_shot() -> None:
    # the same wars begun from the other side would have bound the allies that in fact were free
    russia = make_incident({"date": "1914-08-01", "act": "state of war declared", "actor": "RUS-EMPIRE", "target": "DEU-EMPIRE",
                            "status": "hypothetical"})  # fmt: skip
    said = engaged(determinations(asked(russia)))
    assert "D art-1/assist: owed AUH" in said and not any(each.startswith("F ") for each in said)
    france = make_incident({"date": "1914-08-03", "act": "invasion", "actor": "FRA", "target": "DEU-EMPIRE",
                            "status": "hypothetical"})  # fmt: skip
    said = engaged(determinations(asked(france)))
    assert "T art-2-2/assist germany: owed ITA" in said


def test_the_page_on_july_1914_shows_what_the_program_prints(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from foedus.cli.ending import run

    page = (root / "docs" / "explanation" / "july-1914.md").read_text(encoding="utf-8")
    shown = re.findall(r"```text\n\$ foedus (.+?)\n(.+?)```", page, re.DOTALL)
    assert len(shown) == page.count("$ foedus")
    for command, output in shown:
        assert run(shlex.split(command)) == 0
        printed = " ".join(capsys.readouterr().out.split())
        for piece in output.split("…"):
            told, found, printed = printed.partition(" ".join(piece.split()))
            assert found, (command, piece)
