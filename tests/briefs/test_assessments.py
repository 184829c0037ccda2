"""Single events asked of the shipped library: readings, silences, open articles, alliances of the data set, proofs."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from foedus import terms
from foedus.briefs import Assessment, assess, render_assessment
from foedus.briefs.alliances import coded_name, is_coded
from foedus.briefs.duties import facts_told, phrase
from foedus.briefs.phrases import knows, named, translated_name
from foedus.incidents import Incident, parse_vote
from foedus.pacts import Library, load_library
from foedus.terms import Ids, Word, day_when

Asking = Callable[..., Assessment]


@pytest.fixture(scope="module")
def library() -> Library:
    """The shipped library, alliances of the data set included."""
    return load_library()


@pytest.fixture(scope="module")
def ask(library: Library) -> Asking:
    """Ask the shipped library about one event."""

    def asked(
        act: str, actor: str, target: str, day: str, *, pacts: tuple[str, ...] = (), **keys: object
    ) -> Assessment:
        when = day_when(date.fromisoformat(day))
        incident = Incident(
            date=when,
            act=act,
            actor=(actor,) if actor else (),
            target=(target,),
            **keys,  # type: ignore[arg-type]
        )
        return assess(incident, library, pacts=pacts)

    return asked


@pytest.fixture(scope="module")
def serbia(ask: Asking) -> Assessment:
    """28 July 1914."""
    return ask("armed attack", "AUH", "SRB-KINGDOM", "1914-07-28")


def flat(text: str) -> str:
    return " ".join(text.split())


def short(assessment: Assessment, lang: str = "en") -> str:
    """Return the answer in short, on one line."""
    told = render_assessment(assessment, lang=lang)
    return flat(told.split("───\n", 1)[1].split("\n\n1. ")[0]).replace("\u00a0", " ")


def test_what_only_a_named_reading_engages_is_told_in_short_with_its_name_and_holder(serbia: Assessment) -> None:
    found = [each for each in serbia.by_event if each.reading == "any armed action" and each.verdict == "owed"]
    assert found, "the library holds the reading"
    told = short(serbia)
    assert "On the reading “any armed action” (who holds it is not recorded): Austria-Hungary must negotiate" in told
    assert "No provision" not in told and "does not settle" not in told


def test_on_named_readings_alone_it_is_said_that_the_first_is_silent(ask: Asking) -> None:
    told = short(ask("armed attack", "AUH", "SRB-KINGDOM", "1914-07-28", pacts=("triple-alliance-1882",)))
    assert "On the first reading of each text nobody is engaged; on a named reading somebody is" in told
    assert "Belgian" not in told and "Dual" not in told, "only pacts that were asked are told to be silent"


def test_silence_is_told_of_pacts_of_that_day_only_and_with_its_reason(serbia: Assessment, ask: Asking) -> None:
    told = short(serbia)
    assert "Nothing under the Belgian Neutrality Treaty or the Dual Alliance: Serbia is not protected by them." in told
    assert "EU 42(7)" not in told and "North Atlantic" not in told
    france = short(ask("state of war declared", "DEU-EMPIRE", "FRA", "1914-08-03"))
    assert "EU 42(7)" not in france and "North Atlantic" not in france
    named = short(ask("invasion", "DEU-EMPIRE", "FRA", "1914-08-03", pacts=("north-atlantic-treaty-1949",)))
    assert "Nothing under the North Atlantic Treaty: not yet in force." in named


def test_a_pact_signed_and_pending_or_just_ended_is_in_view(ask: Asking) -> None:
    pending = short(ask("armed attack", "SUN", "NLD", "1949-06-01"))
    assert "Nothing under the North Atlantic Treaty: not yet in force." in pending
    assert "North Atlantic Treaty" not in short(ask("armed attack", "SUN", "NLD", "1948-06-01"))


def test_an_unsettled_article_of_those_concerned_is_not_dropped(ask: Asking) -> None:
    told = short(ask("state of war declared", "DEU-EMPIRE", "RUS-EMPIRE", "1914-08-01"))
    assert "unsettled: Triple Alliance, article 4" in told
    assert "threatened the security of the German Empire" in told


def test_a_comma_in_a_row_is_told_as_or(ask: Asking) -> None:
    assessment = ask("state of war declared", "DEU-EMPIRE", "RUS-EMPIRE", "1914-08-01")
    told = flat(render_assessment(assessment))
    assert "by Germany or by Austria-Hungary with German support" in told
    assert "counts as: attack or declaration of a state of war" in told


def test_alliances_of_a_data_set_are_named_by_year_and_parties(library: Library) -> None:
    assert coded_name(library["atop-4875"]) == "1997 pact of Russia and Ukraine (ATOP 4875)"
    assert coded_name(library["atop-1485"]) == "1912 pact of the United Kingdom and France (ATOP 1485)"
    many = coded_name(library["atop-4188"])
    assert re.fullmatch(r"1992 pact of \d+ states \(ATOP 4188\)|1992 pact of .+ and .+ \(ATOP 4188\)", many)
    assert coded_name(library["atop-4875"], "fr") == "Pacte de 1997 entre la Russie et l'Ukraine (ATOP 4875)"


def test_alliances_that_say_the_same_are_one_line_behind_those_encoded_by_hand(ask: Asking) -> None:
    assessment = ask("invasion", "RUS", "UKR", "2005-05-01")
    told = short(assessment)
    engaged = [each for each in assessment.engaged if is_coded(each.instrument)]
    kinds = {(each.verdict, each.rule.duty, each.beneficiaries) for each in engaged}
    lines = [part for part in told.split(" - ") if "(ATOP" in part]
    assert len(lines) == len(kinds) < len(engaged) / 3
    assert "Hungary (ATOP 4120)" in told and "up to consultation" not in told and "phase 1" not in told
    whole = flat(render_assessment(assessment))
    coded = {each.instrument.id for each in assessment.by_event if is_coded(each.instrument)}
    assert len(coded) > 20 and all(each.removeprefix("atop-") in whole for each in coded)
    for part in (told, whole.split("1. What the pacts say")[1].split(" 2. ")[0]):
        assert part.rindex("UN Charter") < part.index("ATOP"), "what was encoded by hand comes first"


def test_alliances_beyond_the_data_are_one_line_with_their_number(ask: Asking) -> None:
    assessment = ask("invasion", "RUS", "UKR", "2022-02-24")
    number = len({each.instrument.id for each in assessment.open_questions if is_coded(each.instrument)})
    told = short(assessment)
    assert f"{number} alliances of the ATOP data set: whether they were in force after 2018" in told
    assert "ATOP 4875" not in told and "4875" in render_assessment(assessment)


def test_french_articles_follow_the_head_of_a_name() -> None:
    assert [named(each, "fr") for each in ("MKD", "KOR", "GNB", "BFA", "GBR")] == [
        "la Macédoine du Nord", "la Corée du Sud", "la Guinée-Bissau", "le Burkina Faso", "le Royaume-Uni",
    ]  # fmt: skip


def test_every_instrument_of_the_library_has_a_french_name(library: Library) -> None:
    assert not [each.id for each in library.encoded if not translated_name(each.id)]


def test_every_fact_phrase_of_the_library_has_a_french_sentence(library: Library) -> None:
    phrases = {row["phrase"] for each in library.instruments.values() for row in each.facts}
    assert len(phrases) > 30
    assert not sorted(each for each in phrases if not (knows(f"fact.{each}.true") and knows(f"fact.{each}.false")))


def test_a_fact_phrase_without_a_french_sentence_is_marked_as_english() -> None:
    event = Incident(date=day_when(date(2005, 1, 1)), act="raid", target=("EST",))
    own = {"gift of ships": {"states": "{target} was given ships", "denies": "{target} was given no ships"}}
    assert phrase("gift of ships", event, "en", own) == "whether Estonia was given ships"
    assert (
        phrase("gift of ships", event, "fr", own).replace("\u00a0", " ")
        == "si « gift of ships (en anglais) » est acquis"
    )
    told = facts_told([("gift of ships", False)], event, "fr", own).replace("\u00a0", " ")
    assert told == "« gift of ships (en anglais) » n'est pas acquis"


def test_a_reservation_that_limits_takes_nobody_out(ask: Asking) -> None:
    assessment = ask("armed attack", "RUS", "EST", "2015-05-01", pacts=("eu-teu-42-7",), place="EST")
    limited = [each for each in assessment.by_event if each.verdict == "reserved" and each.reading is None]
    if not limited:
        pytest.skip("the engine tells a limiting reservation in another way")
    told = flat(render_assessment(assessment))
    assert "a reservation limits the duty of" in told.lower() and "takes Austria out" not in told


MARK = re.compile(r"^(\s*)- ([✓✗?]) (.*)$")
TRUTH = {True: "✓", False: "✗", None: "?"}
Trees = list[tuple[tuple[int, str, str], ...]]


def trees_of(lines: list[tuple[int, str, str]]) -> Trees:
    """Return node lines cut at each root, depths counted from it."""
    found: list[list[tuple[int, str, str]]] = []
    root = 0
    for depth, mark, text in lines:
        if " — provision " in text:
            root = depth
            found.append([])
        found[-1].append((depth - root, mark, text.split(" — ")[0]))
    return [tuple(tree) for tree in found]


def in_json(assessment: Assessment) -> Trees:
    def walked(node: dict, depth: int):  # noqa: ANN202
        ground = "" if node["ground"] == "found" else f" ({node['ground'].replace('stipulated', 'supposed')})"
        yield depth, TRUTH[node["truth"]], node["sentence"] + ground
        for child in node["children"]:
            yield from walked(child, depth + 1)

    answer = json.loads(render_assessment(assessment, "json"))
    return [tuple(walked(each["proof"], 0)) for each in answer["determinations"]]


def in_terminal(assessment: Assessment) -> Trees:
    rows = render_assessment(assessment, width=100_000, proofs=True).splitlines()
    found = [match for row in rows if (match := MARK.match(row))]
    return trees_of([(len(each[1]) // 2, each[2], each[3]) for each in found])


def in_markdown(assessment: Assessment) -> Trees:
    rows = render_assessment(assessment, "md").splitlines()
    found = [match for row in rows if (match := MARK.match(row))]
    plain = [(len(each[1]) // 2, each[2], html.unescape(re.sub(r"\\(.)", r"\1", each[3]))) for each in found]
    return trees_of(plain)


def in_html(assessment: Assessment) -> Trees:
    page = render_assessment(assessment, "html")
    lines, depth = [], 0
    for token in re.findall(r"<ul>|</ul>|<li>[✓✗?] [^\n]*", page):
        depth += {"<ul>": 1, "</ul>": -1}.get(token, 0)
        if token.startswith("<li>"):
            lines.append((depth, token[4], html.unescape(re.sub(r"<[^>]+>", "", token[6:]))))
    return trees_of(lines)


@pytest.fixture(scope="module", params=["serbia", "coup", "raid"])
def asked(request: pytest.FixtureRequest, ask: Asking, serbia: Assessment) -> Assessment:
    """Events with a named reading, a counted vote, and standing duties."""
    if request.param == "serbia":
        return serbia
    if request.param == "raid":
        return ask(
            "raid", "JNIM", "BFA", "2023-09-20", struck=("armed forces",), pacts=("liptako-gourma-charter-2023",)
        )
    gate = "decision of the mediation and security council"
    vote = parse_vote("for NGA, BEN, SEN, GHA; against MLI")
    return ask("coup", "", "NER", "2023-07-26", votes={gate: vote}, pacts=("ecowas-mechanism-1999",))


@pytest.mark.parametrize("told", [in_terminal, in_markdown, in_html])
def test_every_format_shows_the_same_trees_with_the_same_nodes_in_the_same_order(
    asked: Assessment, told: Callable[[Assessment], Trees]
) -> None:
    expected, found = in_json(asked), told(asked)
    assert len(expected) == len(asked.determinations) > 3
    assert any(len(tree) > 5 for tree in expected)
    assert sorted(found) == sorted(expected)


def test_the_short_proof_is_the_path_that_decided(ask: Asking) -> None:
    raid = ask("raid", "JNIM", "BFA", "2023-09-20", struck=("armed forces",), pacts=("liptako-gourma-charter-2023",))
    told = render_assessment(raid)
    assert "Why: " in told and not re.search(r"^\s*- [✓✗?] ", told, re.MULTILINE)
    assert len(told.splitlines()) * 3 < len(render_assessment(raid, proofs=True).splitlines())


def test_each_step_of_a_count_is_a_sentence(ask: Asking) -> None:
    gate = "decision of the mediation and security council"
    vote = parse_vote("for NGA, BEN, SEN, GHA; against MLI")
    coup = ask("coup", "", "NER", "2023-07-26", votes={gate: vote}, pacts=("ecowas-mechanism-1999",))
    told = flat(render_assessment(coup, proofs=True))
    for part in (
        "seats may vote on 2023-07-26",
        "Mali may not vote: suspended",
        "In favour: Benin, Ghana, Nigeria and Senegal",
    ):
        assert part in told, part
    assert re.search(r"quorum.*\d+ of \d+ seats", told) and re.search(r"majority.*\d+ of \d+", told)


def test_an_intervention_that_a_vote_leaves_open_is_told_in_short(ask: Asking) -> None:
    vote = parse_vote("for NGA, BEN, SEN, GHA; against MLI")
    coup = ask("coup", "", "NER", "2023-07-26", votes={"decision of the mediation and security council": vote})
    told = short(coup)
    assert "ECOWAS Mechanism, article 25" in told and "a decision of the mediation and security council" in told


def test_a_standing_duty_of_one_party_is_not_told_of_another(ask: Asking) -> None:
    islands = ask("occupation", "CHN", "JPN", "2012-09-11", place="senkaku islands")
    standing = [each for each in islands.determinations if each.rule.standing and each.instrument.id == "us-japan-1960"]
    assert len({each.bearers for each in standing if each.verdict == "owed"}) > 1
    told = [part for part in short(islands).split(" - ") if part.startswith("Whatever happens, under the US-Japan")]
    assert len(told) > 1 and sum("the United States" in part for part in told) >= 1
    alone = next(part for part in told if "the United States" not in part)
    assert "article 1)" not in alone, "settling by peaceful means is owed by both"


def test_the_samples_stay_short(root: Path) -> None:
    from foedus.briefs import compose, render
    from foedus.incidents import reconcile
    from foedus.reading import read_report

    library = load_library()
    paths = sorted((root / "src" / "foedus" / "data" / "samples").glob("sahel*.txt"))
    reports = [read_report(path.read_bytes(), id=f"r{at}", file=path.name) for at, path in enumerate(paths, 1)]
    told = render(compose(reports, reconcile(reports, chronology=library.chronology), library))
    assert len(told.splitlines()) < 520


@pytest.mark.parametrize(
    ("key", "params", "english", "french"),
    [
        ("act.true", {"act": Word("raid"), "values": (Word("attack"), Word("coup"))},
         "Raid counts as: attack or coup", "Raid compte comme : attaque ou coup d'État"),
        ("place.true", {"place": Ids(("JPN",)), "values": (Word("administered by JPN"),)},
         "Japan is administered by Japan", "Japon est administré par : Japon"),
        ("place.unknown", {"place": Word("somewhere"), "values": (Word("pacific"),)},
         "Where it happened is not told; whether that lies within the Pacific is not known",
         "On ne sait pas où cela s'est passé, ni donc si c'est dans : Pacifique"),
        ("actor.true", {"actor": Ids(("USA",)), "values": (Word("a state in americas"),)},
         "The United States is a state in the Americas", "États-Unis répond à : un État (les Amériques)"),
        ("actor.false", {"actor": Ids(("AUH", "ITA")), "values": (Word("two or more great powers not parties"),)},
         "Austria-Hungary and Italy are not two or more great powers outside the pact",
         "Autriche-Hongrie et Italie ne répondent pas à : deux grandes puissances non parties ou plus"),
        ("actor.true", {"actor": Ids(("FRA",)), "values": (Word("a state"),), "but": (Ids(("RUS-EMPIRE",)),)},
         "France is a state except the Russian Empire", "France répond à : un État sauf Empire russe"),
        ("target.true", {"target": Ids(("FRA",)), "values": (Ids(("FRA",)),)},
         "The target is France as the text asks", "La cible est France comme le texte le demande"),
        ("gate.unknown", {"phrase": (Word("supported by"), Ids(("RUS",)), Ids(("ITA",)))},
         "Whether the precondition is met is not known: supported by Russia or Italy",
         "On ne sait pas si la condition préalable est remplie : soutenu par : Russie ou Italie"),
        ("when.true", {"values": (Word("gift of german ships"),)},
         "It is so: gift of German ships", "Il en est ainsi : gift of german ships (en anglais)"),
    ],
)  # fmt: skip
def test_the_sentences_of_a_proof_are_read_as_people_write(
    key: str, params: dict[str, object], english: str, french: str
) -> None:
    assert terms.say(key, "en", params) == english
    assert terms.say(key, "fr", params) == french


def test_no_sentence_of_any_proof_in_the_library_s_cases_has_a_hole(library: Library, ask: Asking) -> None:
    for event in (
        ("invasion", "RUS", "UKR", "2005-05-01"), ("blockade", "CHN", "JPN", "2012-09-11"),
        ("armed attack", "ARG", "GBR", "1982-04-02"), ("terrorist act", "AQ", "USA", "2001-09-11"),
    ):  # fmt: skip
        for each in ask(*event).determinations:
            for node in each.proof.walk():
                for lang in terms.LANGUAGES:
                    told = node.sentence(lang)
                    assert told and "{" not in told and "  " not in told and not told.endswith(": "), told
