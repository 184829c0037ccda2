"""The brief in the desk: the same answer as the command line, corrected, answered, compared, downloaded."""

from __future__ import annotations

import json
import re
import zipfile
from html import unescape
from io import BytesIO

import pytest
from starlette.testclient import TestClient

import foedus
from foedus.desk import Correctable, CorrectableClaim, Given, OpenFact
from foedus.web.correcting import corrections_from
from foedus.web.kept import Case
from foedus.web.pages.home import sample_reports
from foedus.web.settings import Settings
from tests.web.hostile import runs_something

RAID = "Niamey, 21 March 2024 - Gunmen from JNIM raided an army post in Niger on 21 March 2024.\n"


COUP = "Niamey - Soldiers overthrew the president of Niger in a coup on 26 July 2023.\n"


@pytest.fixture(scope="module")
def example(client: TestClient) -> str:
    """The id of the case of the shipped reports."""
    return client.get("/en/example").url.path.rpartition("/")[2]


def _give(client: TestClient, text: str) -> str:
    answer = client.post("/en/", files={"text": (None, text)}, follow_redirects=False)
    assert answer.status_code == 303, answer.text[-500:]
    return answer.headers["location"].rpartition("/")[2]


def _first(page: str, start: str, *also: str) -> str:
    """Return the first field of a form whose name starts so and holds the other words."""
    names = [each for each in re.findall(r'name="([^"]+)"', page) if each.startswith(start)]
    return next(name for name in names if all(word in name for word in also))


def test_the_page_says_what_the_command_says(client: TestClient, example: str) -> None:
    page = client.get(f"/en/brief/{example}").text
    told = foedus.brief(sample_reports())
    words = " ".join(unescape(re.sub(r"<[^>]*>", "", page)).split())
    for assessment in told.assessments:
        for claim in assessment.incident.claims:
            assert " ".join(told.claims[claim].quote.split()) in words
    assert runs_something(page) == []


def test_an_address_is_made_from_what_was_given(client: TestClient) -> None:
    assert _give(client, RAID) == _give(client, RAID) != _give(client, RAID + "More.\n")
    assert client.get(f"/fr/brief/{_give(client, RAID)}").status_code == 200
    assert client.get("/en/brief/" + "f" * 24).status_code == client.get("/en/brief/../x").status_code == 404


def test_a_correction_follows_through_to_the_verdicts_and_can_be_undone(client: TestClient) -> None:
    id = _give(client, RAID)
    claims = client.get(f"/en/brief/{id}/claims").text
    target = _first(claims, "c:", ":target")
    answer = client.post(f"/en/brief/{id}/claims", data={target: "MLI", "by": "Ada <Lovelace>", "why": "slip"})
    assert answer.status_code == 200 and answer.url.path != f"/en/brief/{id}"
    assert 'id="changed"' in answer.text and "Ada &lt;Lovelace&gt;" in answer.text
    after = client.get(answer.url.path + "/download/json").json()
    before = client.get(f"/en/brief/{id}/download/json").json()
    assert {t for a in after["assessments"] for t in [a["incident"].get("target")]} == {"MLI"}
    assert {t for a in before["assessments"] for t in [a["incident"].get("target")]} == {"NER"}
    assert after["corrections"][0]["by"] == "Ada <Lovelace>"
    proofs = json.dumps(after["assessments"])
    assert '"stipulated"' in proofs and '"stipulated"' not in json.dumps(before["assessments"])
    assert f'href="/en/brief/{id}"' in answer.text


def test_an_answered_unknown_gives_the_verdict_that_the_fact_gives(client: TestClient) -> None:
    id = _give(client, COUP)
    claims = client.get(f"/en/brief/{id}/claims").text
    field = _first(claims, "f:", "coup", "request by the target")
    answer = client.post(f"/en/brief/{id}/claims", data={field: "yes", "by": "Ada"})
    after = client.get(answer.url.path + "/download/json").json()
    stated = [
        each for each in after["assessments"] if (each["incident"].get("facts") or {}).get("request by the target")
    ]
    assert len(stated) == 1
    asked = foedus.assess(stated[0]["incident"])
    verdicts = {(d["instrument"], d["provision"], d["reading"]): d["verdict"] for d in stated[0]["determinations"]}
    assert verdicts == {(d.instrument.id, d.rule.provision, d.reading): str(d.verdict) for d in asked.determinations}


def test_a_bad_correction_comes_back_with_its_message_and_nothing_is_lost(client: TestClient) -> None:
    id = _give(client, RAID)
    field = _first(client.get(f"/en/brief/{id}/claims").text, "c:", ":target")
    answer = client.post(f"/en/brief/{id}/claims", data={field: "Nigr", "by": "Ada"})
    assert answer.status_code == 400 and 'role="alert"' in answer.text
    assert 'value="Nigr"' in answer.text and 'value="Ada"' in answer.text
    assert client.post(f"/en/brief/{id}/claims", data={"by": "Ada"}).status_code == 400


def test_dropped_added_merged_and_split(client: TestClient) -> None:
    id = _give(client, RAID)
    page = client.get(f"/en/brief/{id}/claims").text
    dropped = client.post(f"/en/brief/{id}/claims", data={_first(page, "drop:"): "yes"})
    assert client.get(dropped.url.path + "/download/json").json()["assessments"] == []
    added = client.post(
        f"/en/brief/{id}/claims", data={"add:act": "invasion", "add:target": "MLI", "add:date": "2024-04-01"}
    )
    told = client.get(added.url.path + "/download/json").json()["assessments"]
    assert len(told) == 2 and {each["incident"]["act"] for each in told} == {"raid", "invasion"}
    both = _give(client, RAID + "\n" + RAID.replace("21 March", "22 March").replace("raided", "attacked") + "\n" + COUP)
    page = client.get(f"/en/brief/{both}/claims").text
    events = re.findall(r'name="merge:([^"]+)"', page)
    raids = [each for each in events if "coup" not in each]
    assert len(raids) == 2, events
    merged = client.post(f"/en/brief/{both}/claims", data={f"merge:{raids[0]}": raids[1]})
    page = client.get(merged.url.path + "/claims").text
    assert len(re.findall(r'id="event-\d+"', page)) == len(events) - 1
    split = client.post(merged.url.path + "/claims", data={_first(page, "split:"): "yes"})
    assert len(re.findall(r'id="event-\d+"', client.get(split.url.path + "/claims").text)) == len(events)


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("format", ["html", "pdf", "docx", "md", "json", "bib", "ics"])
def test_every_download_is_the_file_of_the_command(format: str, lang: str, client: TestClient) -> None:
    answer = client.get(f"/{lang}/brief/{_give(client, RAID)}/download/{format}")
    assert answer.status_code == 200 and answer.headers["content-disposition"].startswith("attachment")
    made = foedus.brief([Given("pasted-1", RAID.strip("\n").encode())]).render(format, lang=lang)
    assert answer.content == (made if isinstance(made, bytes) else made.encode())
    if format == "pdf":
        assert answer.content.startswith(b"%PDF")
    if format == "docx":
        assert "word/document.xml" in zipfile.ZipFile(BytesIO(answer.content)).namelist()
    if format == "html":
        assert runs_something(answer.text) == [] and "https://fonts" not in answer.text


def test_an_answer_file_of_the_desk_verifies(client: TestClient) -> None:
    id = _give(client, RAID)
    field = _first(client.get(f"/en/brief/{id}/claims").text, "c:", ":target")
    corrected = client.post(f"/en/brief/{id}/claims", data={field: "MLI", "by": "Ada"}).url.path
    for path in (f"/en/brief/{id}", corrected):
        content = client.get(f"{path}/download/json").content
        assert foedus.verify(content)
        assert not foedus.verify(content.replace(b'"raid"', b'"riad"', 1))


def test_a_file_changed_on_the_disk_is_refused(tmp_path) -> None:
    from foedus.web.kept import Shelf

    shelf = Shelf(tmp_path, 1_000_000)
    case = Case(sample_reports()[:1])
    id = shelf.put(case)
    assert shelf.get(id) == case
    report = tmp_path / "reports" / case.reports[0].sha256
    report.write_bytes(report.read_bytes() + b"x")
    with pytest.raises(foedus.FoedusError, match="changed on the disk"):
        shelf.get(id)


def test_a_full_shelf_says_so_and_keeps_what_it_has(tmp_path) -> None:
    from foedus.web.kept import Shelf

    small = sample_reports()[:1]
    shelf = Shelf(tmp_path, len(small[0].content) + 600)
    kept = shelf.put(Case(small))
    with pytest.raises(foedus.FoedusError, match="full"):
        shelf.put(Case(sample_reports()))
    assert shelf.get(kept) == Case(small)
    assert Settings(keep=str(tmp_path)).folder == tmp_path


def _event(id: str, claim: str) -> Correctable:
    fact = OpenFact("consent of the target", "fact", {"en": "?", "fr": "?"}, True, "", (), ())
    return Correctable(id, 1, (), (CorrectableClaim(claim, "r", "q", (0, 1), ()),), (fact,))


def test_a_form_that_says_nothing_new_makes_no_correction() -> None:
    events = [_event("a", "r#c1"), _event("b", "r#c2")]
    assert corrections_from({"by": ["Ada"]}, events) == []
    assert corrections_from({"f:a:consent of the target": ["perhaps"]}, events) == []
    found = corrections_from({"f:b:consent of the target": ["no"], "by": ["Ada"]}, events)
    assert found == [
        {"do": "state", "claim": "r#c2", "incident": "b", "facts": {"consent of the target": False}, "by": "Ada"}
    ]
