"""What must not come in does not come in, what comes in is only text, and every refusal is a page."""

from __future__ import annotations

import io
import zipfile

import pytest
from starlette.testclient import TestClient

from foedus.web import Settings, create_app
from foedus.web.settings import Limits
from tests.web.hostile import MARK, hostile, runs_something

SHEET = "Content-Security-Policy"
REPORT = "Gunmen attacked an army post in Niger on 20 September 2023, killing twelve soldiers, the ministry said.\n"


def _post(client: TestClient, text: str, name: str | None = None, **headers: str):
    files = {"text": (None, text)} if name is None else {"files": (name, text.encode())}
    return client.post("/en/", files=files, headers=headers, follow_redirects=True)


@pytest.mark.parametrize(
    "path", ["/en/", "/fr/about", "/en/nowhere", "/static/desk.css", "/api/openapi.json", "/healthz"]
)
def test_every_answer_carries_the_strict_policy(path: str, client: TestClient) -> None:
    headers = client.get(path).headers
    policy = headers[SHEET]
    assert "default-src 'none'" in policy and "script-src 'self'" in policy and "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff" and headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(
    "host",
    [
        "evil.test",
        "localhost.evil.test",
        "127.0.0.1.evil.test",
        "",
        "foedus",
        "169.254.169.254",
        "[::2]",
        "localhost@evil.test",
    ],
)
def test_a_desk_answers_only_to_its_own_names(host: str, client: TestClient) -> None:
    answer = client.get("/en/", headers={"Host": host})
    assert answer.status_code == 421 and "evil" not in answer.text and "<h1>" in answer.text


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8765", "[::1]:8765", "LOCALHOST:1"])
def test_its_own_names_are_answered(host: str, client: TestClient) -> None:
    assert client.get("/en/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.test", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "null"},
        {"Origin": "http://localhost.evil.test", "Sec-Fetch-Site": "none"},
        {"Origin": "http://localhost:1"},
    ],
)
def test_a_form_of_a_foreign_page_changes_nothing(headers: dict[str, str], client: TestClient) -> None:
    answer = _post(client, REPORT, **headers)
    assert answer.status_code == 403 and "<h1>" in answer.text


def test_a_form_without_any_origin_is_refused_and_one_of_the_desk_is_taken(keep) -> None:
    with TestClient(create_app(Settings(keep=str(keep))), "http://localhost") as bare:
        assert bare.post("/en/", files={"text": (None, REPORT)}).status_code == 403
        own = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
        assert bare.post("/en/", files={"text": (None, REPORT)}, headers=own, follow_redirects=False).status_code == 303


def _zip_bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("report.txt", b"0" * 20_000_000)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("bomb.zip", _zip_bomb(), "zip"),
        ("bomb.txt", _zip_bomb(), "zip"),
        ("x.gz", b"\x1f\x8b\x08\x00" + b"\0" * 50, "gzip"),
        ("x.pdf", b"%PDF-1.7\n", "PDF"),
        ("x.png", b"\x89PNG\r\n", "picture"),
        ("empty.txt", b" \n", "empty"),
        ("large.txt", b"a" * 1_000_002, "1,000,000"),
    ],
)
def test_what_is_no_report_is_refused_by_name(name: str, content: bytes, told: str, client: TestClient) -> None:
    answer = client.post("/en/", files={"files": (name, content)})
    assert answer.status_code == 400 and told in answer.text and "<h1>" in answer.text


def test_too_many_files_and_too_long_bodies_and_addresses_are_refused(client: TestClient) -> None:
    many = [("files", (f"{n}.txt", REPORT.encode())) for n in range(25)]
    assert client.post("/en/", files=many).status_code == 400
    assert client.post("/en/", content=b"x" * 8_000_001, headers={"Content-Type": "text/plain"}).status_code == 413
    assert client.get("/en/about?" + "x" * 16_001).status_code == 414


def test_a_body_that_tells_no_length_is_cut_off_at_the_bound(client: TestClient) -> None:
    def endless():
        for _ in range(200):
            yield b"x" * 50_000

    head = {"Content-Type": "multipart/form-data; boundary=x"}
    answer = client.post("/en/", content=endless(), headers=head)
    assert answer.status_code in (400, 413)


BOMBS = {
    "deep": "<html><body>" + "<div>" * 40_000 + REPORT + "</div>" * 40_000,
    "wide": "<html><body>" + "<p>x</p>" * 100_000,
    "entities": '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    ) + "]><html><body>&i;</body></html>",
    "attributes": "<html><body><p " + " ".join(f"a{n}='x'" for n in range(60_000)) + ">" + REPORT,
    "words": "<html><body><p>" + "attacked Niger on " * 50_000,
}  # fmt: skip


@pytest.mark.parametrize("kind", BOMBS)
def test_an_html_bomb_is_ended_in_time_and_the_desk_goes_on(kind: str, keep) -> None:
    limits = Limits(seconds=6.0)
    with TestClient(
        create_app(Settings(keep=str(keep), limits=limits)), "http://localhost", raise_server_exceptions=False,
        headers={"Sec-Fetch-Site": "same-origin"},
    ) as bounded:  # fmt: skip
        answer = bounded.post("/en/", files={"files": ("bomb.html", BOMBS[kind].encode())}, follow_redirects=True)
        assert answer.status_code in (200, 400) and "<h1>" in answer.text
        assert bounded.get("/en/").status_code == 200


def test_2000_hostile_strings_in_reports_stay_text(client: TestClient) -> None:
    strings, shown = hostile(), 0
    for start in range(0, len(strings), 250):
        # where the text is taken for HTML, the reading leaves its tags out; elsewhere they are shown
        lines = "\n".join(f"{each}\n{REPORT}" for each in strings[start : start + 250])
        answer = _post(client, "Attack in Niger\n\n" + lines.replace("\x00", ""))
        assert answer.status_code == 200, answer.text[-800:]
        assert runs_something(answer.text) == []
        claims = client.get(answer.url.path + "/claims")
        assert claims.status_code == 200 and runs_something(claims.text) == []
        shown += MARK in answer.text
    assert shown


def test_hostile_names_of_files_stay_text(client: TestClient) -> None:
    for each in hostile()[::25]:
        answer = _post(client, REPORT, "".join(c for c in each if c.isprintable() and c not in '"\\'))
        assert answer.status_code in (200, 400) and runs_something(answer.text) == []


@pytest.mark.parametrize(
    "path",
    ["/en/ask?act={}", "/fr/ask?actor={}&target={}", "/en/pacts?text={}", "/en/pacts?party={}", "/en/world?on={}",
     "/en/what-if?step={}", "/en/sahel?state={}", "/en/{}", "/api/check?key=place&value={}", "/en/brief/{}", "/en/pacts/{}",
     "/static/{}",     "/en/terms/{}", "/en/world/{}?on=2023-01-01"],
)  # fmt: skip
def test_hostile_addresses_stay_text(path: str, client: TestClient) -> None:
    from urllib.parse import quote

    for each in hostile()[::61]:
        answer = client.get(path.replace("{}", quote(each, safe="")))
        assert answer.status_code < 500, answer.text[-500:]
        if "text/html" in answer.headers.get("content-type", ""):
            assert runs_something(answer.text) == []


def test_an_error_of_the_program_is_a_page_without_its_inside(keep, monkeypatch: pytest.MonkeyPatch) -> None:
    app = create_app(Settings(keep=str(keep)))
    monkeypatch.setattr("foedus.web.asked.environment", lambda: 1 / 0)
    with TestClient(app, "http://localhost", raise_server_exceptions=False) as broken:
        answer = broken.get("/healthz")
        assert answer.status_code == 200
    monkeypatch.undo()
    monkeypatch.setattr("foedus.web.kept.Shelf.get", lambda *_: {}["secret"])
    with TestClient(app, "http://localhost", raise_server_exceptions=False) as broken:
        answer = broken.get("/en/brief/" + "0" * 24)
    assert answer.status_code == 500 and "<h1>" in answer.text
    assert "secret" not in answer.text and "Traceback" not in answer.text and SHEET in answer.headers
