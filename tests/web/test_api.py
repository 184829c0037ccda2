"""The JSON interface: the contract's answers, byte for byte those of the command line; bounded and told what is wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from urllib.parse import urlencode

import pytest

WORDS = {"act": "raid", "actor": "JNIM", "date": "2023-09-20", "target": "BFA"}
REPORT = "NIAMEY, 20 September 2023. Niger's army said gunmen attacked its post near Tillaberi on Wednesday.\n"


def command(*arguments: str, given: str | None = None) -> bytes:
    """Return what the command line writes."""
    done = subprocess.run(
        [sys.executable, "-m", "foedus", *arguments], capture_output=True, input=given and given.encode()
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_an_answer_is_byte_for_byte_that_of_the_command(client, lang):
    expected = command(
        "assess", *(f"{key}={value}" for key, value in WORDS.items()), "--format", "json", "--lang", lang
    )
    assert client.get(f"/api/assess?{urlencode({**WORDS, 'lang': lang})}").content == expected
    assert client.post(f"/api/assess?lang={lang}", json={"incident": WORDS}).content == expected
    assert client.get(f"/{lang}/ask.json?{urlencode(sorted(WORDS.items()))}").content == expected


def test_options_of_the_asking_are_those_of_the_command(client):
    expected = command("assess", *(f"{key}={value}" for key, value in WORDS.items()), "--format", "json",
                       "--pact", "liptako-gourma-charter-2023", "--on", "2024-01-01", "--reading", "narrow", "--all")  # fmt: skip
    options = {"pact": "liptako-gourma-charter-2023", "on": "2024-01-01", "reading": "narrow"}
    assert client.get(f"/api/assess?{urlencode({**WORDS, **options, 'all': 'yes'})}").content == expected
    body = {"incident": WORDS, "on": options["on"], "pact": [options["pact"]], "reading": ["narrow"], "all": True}
    assert client.post("/api/assess", json=body).content == expected


def test_an_incident_file_may_be_posted_with_its_facts_lists_and_dates(client):
    incident = {"act": "invasion", "target": ["BFA", "MLI"], "date": {"start": "2023-09-18", "end": "2023-09-20"},
                "facts": {"consent of the target": False}, "place": [13.5, 2.1]}  # fmt: skip
    answer = client.post("/api/assess", json={"incident": incident})
    assert answer.status_code == 200, answer.text
    told = answer.json()["incident"]
    assert told["target"] == ["BFA", "MLI"] and told["facts"] == {"consent of the target": False}
    assert told["date"] == {"start": "2023-09-18", "end": "2023-09-20"} and told["place"] == "13.5, 2.1"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (
            "/api/pacts?on=1985-01-01&party=NZL",
            ("pacts", "list", "--party", "NZL", "--on", "1985-01-01", "--format", "json"),
        ),
        (
            "/api/pacts/anzus-1951?on=1985-01-01",
            ("pacts", "show", "anzus-1951", "--on", "1985-01-01", "--format", "json"),
        ),
        ("/api/terms", ("terms", "--format", "json")),
        ("/api/terms/act", ("terms", "act", "--format", "json")),
        ("/api/terms/raid", ("terms", "raid", "--format", "json")),
    ],
)
def test_the_law_and_its_words_are_byte_for_byte_those_of_the_command(client, path, words):
    assert client.get(path).content == command(*words)


def test_reports_are_read_and_briefed_as_the_command_does(client, tmp_path):
    (tmp_path / "post.txt").write_text(REPORT, encoding="utf-8")
    body = {"reports": [{"file": str(tmp_path / "post.txt"), "text": REPORT}], "published": "2023-09-21"}
    for verb in ("read", "brief"):
        expected = json.loads(
            command(verb, str(tmp_path / "post.txt"), "--published", "2023-09-21", "--format", "json")
        )
        answer = client.post(f"/api/{verb}", json=body)
        assert answer.status_code == 200, answer.text
        assert answer.json()["schema"] == expected["schema"]
        for key in expected.keys() - {"made_by", "reading"}:
            assert answer.json()[key] == expected[key], key


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("key=date&value=2023-09-20", "20 September 2023, a Wednesday"),
        ("key=date&value=2023-09-20&lang=fr", "20 septembre 2023, un mercredi"),
        ("key=place&value=Niger&on=2023-09-20", "Niger (NER)"),
        ("key=place&value=13.5, 2.1", "13.5, 2.1: Niger (NER)"),
        ("key=target&value=Burkina Faso", "Burkina Faso (BFA)"),
        ("key=actor&value=RUS&on=1900-01-01", "Russian Empire (RUS-EMPIRE)"),
        ("key=act&value=raid", "raid < armed attack < attack"),
    ],
)
def test_a_field_is_told_what_it_is_taken_as(client, query, told):
    answer = client.get(f"/api/check?{query}").json()
    assert answer["good"] is True and answer["told"] == told


NEAR = [
    ("act", "rade", "raid"),
    ("target", "BFAA", "BFA"),
    ("harm", "sovereinty", "sovereignty"),
    ("pact", "anzus", "anzus-1951"),
]


@pytest.mark.parametrize(("key", "value", "nearest"), NEAR)
def test_a_wrong_value_is_told_with_the_nearest_word(client, key, value, nearest):
    answer = client.get(f"/api/check?key={key}&value={value}").json()
    assert answer["good"] is False and answer["nearest"] == nearest and value in answer["told"]


def test_names_are_offered_for_actors_and_places(client):
    found = {each["value"]: each["label"] for each in client.get("/api/names?of=actors&lang=fr").json()["names"]}
    assert found["NER"] == "Niger" and found["DEU"] == "Allemagne" and "JNIM" in found
    places = {each["value"] for each in client.get("/api/names?of=places").json()["names"]}
    assert {"NER", "sahel", "Niamey"} <= places


@pytest.mark.parametrize(
    ("path", "status", "field"),
    [
        ("/api/assess", 400, ""),
        ("/api/assess?act=rade", 400, "act"),
        ("/api/assess?act=raid&pact=nope", 400, "pact"),
        ("/api/assess?act=raid&targt=BFA", 400, "targt"),
        ("/api/check?key=nope", 400, "key"),
        ("/api/check", 422, ""),
        ("/api/assess?act=raid&lang=de", 422, ""),
        ("/api/pacts/nope", 404, ""),
        ("/api/terms/zzzzzz", 404, ""),
        ("/api/nope", 404, ""),
    ],
)
def test_what_is_wrong_is_told_in_one_shape(client, path, status, field):
    answer = client.get(path)
    assert answer.status_code == status
    error = answer.json()["error"]
    assert (
        set(error) == {"status", "title", "message", "field"} and error["status"] == status and error["field"] == field
    )
    assert error["message"]


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b"null", b'{"incident": []}', b'{"incident": {}}', b'{"incident": {"act": "raid"}, "no": 1}',
        b'{"incident": {"act": {"a": {"b": {"c": 1}}}}}', b'{"incident": {"act": "\\ud800"}}', b'{"\\ud800": 1}',
        b'{"incident": {"act": 1e999}}', b"[" * 5000, b'{"incident": {"date": ' + b"9" * 5000 + b"}}",
        b'{"incident": {"facts": [1]}}', b'{"incident": {"votes": "x"}}', b'{"incident": {"place": [[1]]}}',
    ],
)  # fmt: skip
def test_bad_bodies_are_refused_in_one_shape(client, body):
    answer = client.post("/api/assess", content=body, headers={"content-type": "application/json"})
    assert answer.status_code in (400, 422), answer.text
    assert set(answer.json()["error"]) == {"status", "title", "message", "field"}


def test_too_many_reports_corrections_and_odd_files_are_refused(client):
    one = {"file": "a.txt", "text": "Niger said on 20 September 2023 that it left."}
    for body in ({"reports": [one] * 21}, {"reports": [one], "corrections": [{}] * 501}, {"reports": [{"text": "  "}]},
                 {"reports": [{"text": "%PDF-1.7"}]}):  # fmt: skip
        answer = client.post("/api/read", json=body)
        assert answer.status_code == 400, answer.text
