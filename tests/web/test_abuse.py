"""What a hostile visitor tries: each try is bounded, told in one clear message, and holds up nobody else."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import anyio
import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

from foedus.terms import FoedusError
from foedus.web import Settings, create_app
from foedus.web.apart import end_all, run_apart
from foedus.web.asked import Busy, Desk
from foedus.web.chains import MOST_NAMES, MOST_PAIRS
from foedus.web.connection import HEAD_BYTES, HEADERS, Connection
from foedus.web.correcting import corrections_from
from foedus.web.guard import host_of
from foedus.web.question import MOST, MOST_FACTS, Posed
from foedus.web.settings import Limits

STATES = (
    "AGO AUS AUT BDI BEN BFA BGD BGR BOL BRA BWA CAF CAN CHE CHL CIV CMR COL CRI CUB DEU DNK DZA ECU EGY ESP".split()
)


@pytest.mark.parametrize(
    "host",
    ["localhost:80/evil.test", "localhost:80@evil.test", "[::1]evil.test", "localhost:x", "localhost\t", "local host"],
)
def test_a_host_that_is_no_name_with_a_port_is_none(host: str) -> None:
    assert host_of(host) not in Settings().hosts or host.strip() == "localhost"


def test_two_host_headers_are_refused(client: TestClient) -> None:
    assert client.get("/en/about", headers=[("Host", "localhost"), ("Host", "localhost")]).status_code == 421


def test_an_origin_that_is_no_address_is_a_foreign_one(client: TestClient) -> None:
    assert client.post("/en/", files={"text": (None, "x")}, headers={"Origin": "http://["}).status_code == 403


def test_a_length_of_thousands_of_digits_is_told_as_too_long(client: TestClient) -> None:
    answer = client.post("/en/", content=b"x", headers={"Content-Length": "9" * 5000})
    assert answer.status_code == 413 and "<h1>" in answer.text


def test_a_path_is_bounded_like_a_query(client: TestClient) -> None:
    assert client.get("/en/pacts/" + "z" * 1200).status_code == 414


def test_an_address_with_a_question_mark_in_its_path_is_not_kept_as_another_page(client: TestClient) -> None:
    query = "act=raid&target=BFA"
    client.get(f"/en/ask%3F{query}")
    kept = client.app.state.desk.pages._held  # type: ignore[attr-defined]
    plain = client.get(f"/en/ask?{query}")
    assert plain.status_code == 200 and ("/en/ask", query.encode()) in {key[:2] for key in kept}
    odd = client.get("/en/nowhere%3Fx%22")
    assert odd.status_code == 404 and 'href="/fr/nowhere%3Fx%22"' in odd.text


@pytest.mark.parametrize("year", ["9" * 5000, "²", "-1", "0"])
def test_a_year_that_is_none_is_told(year: str, client: TestClient) -> None:
    assert client.get("/en/world", params={"year": year}).status_code == 400


ASKED = {"act": "invasion", "actor": "RUS", "date": "2023-08-04", "target": "FRA"}
DEAR = {
    "targets": {"target": ", ".join(STATES)},
    "actors": {"actor": ", ".join(f"x{n}" for n in range(MOST["actor"] + 1))},
    "long": {"actor": "x" * 4001},
    "facts": {f"fact.x{n}": "yes" for n in range(MOST_FACTS + 1)},
}


@pytest.mark.parametrize("kind", DEAR)
@pytest.mark.parametrize("path", ["/en/ask", "/fr/ask.pdf", "/api/assess"])
def test_a_question_of_too_much_is_refused_with_the_bound(path: str, kind: str, client: TestClient) -> None:
    answer = client.get(f"{path}?{urlencode(sorted({**ASKED, **DEAR[kind]}.items()))}")
    assert answer.status_code in (400, 422), answer.status_code
    if path != "/fr/ask.pdf" and answer.status_code == 400:
        assert "at most" in answer.text


@pytest.mark.parametrize(
    "incident",
    [
        {**ASKED, "target": STATES},
        {**ASKED, "facts": {f"f{n}": True for n in range(5000)}},
        {**ASKED, **{f"k{n}": "x" for n in range(5000)}},
        {**ASKED, "act": "raid " * 100_000},
        {**ASKED, "claims": [f"c{n}" for n in range(5000)]},
        {**ASKED, "k" * 5000: "x"},
    ],
)
def test_an_incident_of_too_much_is_refused_before_it_is_read(incident: dict, client: TestClient, monkeypatch) -> None:
    monkeypatch.setattr("foedus.web.api.assess.from_file", lambda *_: pytest.fail("read all of it"))
    answer = client.post("/api/assess", json={"incident": incident})
    assert answer.status_code == 400 and "at most" in answer.json()["error"]["message"]
    assert len(answer.content) < 5_000


def test_what_is_nested_without_end_is_told(client: TestClient) -> None:
    for path, head in (
        ("/api/assess", '{"incident":{"a":'),
        ("/api/brief", '{"reports":[{"text":"x"}],"corrections":[{"a":'),
    ):
        body = head + "[" * 600 + "]" * 600 + ("}}" if "assess" in path else "}]}")
        answer = client.post(path, content=body, headers={"Content-Type": "application/json"})
        assert answer.status_code == 400, answer.text


def test_a_message_does_not_give_back_all_that_was_typed(client: TestClient) -> None:
    answer = client.get("/api/assess", params={**ASKED, "date": "1" * 3900})
    assert answer.status_code == 400 and len(answer.text) < 2_000


def _steps(*acts: tuple[str, str]) -> str:
    return urlencode(
        [
            ("step", f"date=2023-08-{n:02};act=invasion;actor={who};target={whom}")
            for n, (who, whom) in enumerate(acts, 1)
        ]
    )


def test_a_chain_of_too_many_states_is_refused(client: TestClient) -> None:
    many = ",".join(STATES[: MOST_NAMES + 1])
    assert client.get(f"/en/what-if?{_steps((many, 'FRA'))}").status_code == 400
    five, more = ",".join(STATES[:5]), ",".join(STATES[5:10])
    told = client.get(f"/en/what-if?{_steps(*[(five, more)] * 3)}")
    assert told.status_code == 400 and str(MOST_PAIRS) in told.text
    assert client.get(f"/en/what-if?{_steps(('RUS', 'FRA'))}").status_code == 200


def test_questions_that_take_long_leave_room_for_others(keep: Path) -> None:
    app = create_app(Settings(keep=str(keep)))
    desk: Desk = app.state.desk
    release = threading.Event()

    async def gone() -> dict[str, str]:
        await asyncio.sleep(3600)
        return {}

    def asked(receive: Any = gone) -> Request:
        return Request({"type": "http", "headers": [], "method": "GET", "path": "/"}, receive)

    async def tried() -> tuple[str, bool, list[str]]:
        done: list[str] = []
        async with anyio.create_task_group() as group:
            for n in range(6):
                group.start_soon(
                    lambda n=n: desk.made(asked(), lambda: (release.wait(20), done.append(f"dear {n}")), dear=True)
                )
            await anyio.sleep(0.2)
            quick = await desk.made(asked(), lambda: "quick")
            waited = desk.dear.statistics().tasks_waiting > 0 and not done
            release.set()
        return quick, waited, done

    quick, waited, done = asyncio.run(tried())
    assert quick == "quick" and waited and len(done) == 6


def test_a_reader_who_left_while_waiting_costs_nothing(keep: Path) -> None:
    desk: Desk = create_app(Settings(keep=str(keep))).state.desk

    async def left() -> dict[str, str]:
        return {"type": "http.disconnect"}

    async def tried() -> None:
        request = Request({"type": "http", "headers": [], "method": "GET", "path": "/"}, left)
        await desk.made(request, lambda: pytest.fail("worked for nobody"), dear=True)

    with pytest.raises(Busy):
        asyncio.run(tried())


def test_a_busy_desk_says_so_on_a_page(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foedus.web.asked.MOST_WAITING", 0)
    answer = client.get("/fr/ask.md?act=raid&target=BFA")
    assert answer.status_code == 503 and "<h1>" in answer.text and answer.headers["Retry-After"]


def test_a_long_answer_is_made_where_it_can_be_ended(keep: Path) -> None:
    limits = Limits(seconds=0.2)
    with TestClient(
        create_app(Settings(keep=str(keep), limits=limits)),
        "http://localhost",
        headers={"Sec-Fetch-Site": "same-origin"},
    ) as short:
        answer = short.get("/en/ask.docx", params={**ASKED, "all": "yes"})
        assert answer.status_code == 400 and "0.2 seconds" in answer.text
        assert short.get("/en/about").status_code == 200
    assert Posed({"target": ", ".join(STATES[:4])}).dear and not Posed({"target": "FRA"}).dear


def _end_itself() -> None:
    os._exit(3)


def test_work_that_fails_is_not_told_as_too_much() -> None:
    with pytest.raises(RuntimeError):
        run_apart(_end_itself, limits=Limits(seconds=20.0))


def test_work_that_is_killed_in_the_middle_is_told_and_the_next_goes_on() -> None:
    threading.Timer(1.0, end_all).start()
    with pytest.raises(FoedusError, match="ended"):
        run_apart(time.sleep, 60, limits=Limits(seconds=50.0))
    assert run_apart(abs, -2, limits=Limits(seconds=20.0)) == 2


def test_a_form_of_countless_fields_is_not_taken_apart(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foedus.web.uploads.parse_qsl", lambda *_, **__: pytest.fail("taken apart"))
    head = {"Content-Type": "application/x-www-form-urlencoded"}
    assert client.post("/en/", content=b"a=b&" * 500_000, headers=head).status_code == 400
    assert client.post("/en/", content=b"text=" + b"%41" * 1_000_000, headers=head).status_code == 400


def test_a_form_without_files_says_what_it_says(client: TestClient) -> None:
    head = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = client.post("/en/", content=b"text=&published=le+20+c%C3%A9%ff", headers=head)
    assert answer.status_code == 400 and "le 20 cé\ufffd" in answer.text


@pytest.mark.parametrize(
    "body",
    [
        b'--x\r\nContent-Disposition: form-data; name="t"\r\n\r\n1\r\n' * 20_000 + b"--x--\r\n",
        b'--x\r\nContent-Disposition: form-data; name="t"; x=' + b"a" * 3_000_000 + b"\r\n\r\n1\r\n--x--\r\n",
        b"--x\r\n" + b"X: y\r\n" * 300_000 + b"\r\n1\r\n--x--\r\n",
        b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nno end',
        b"--x\r\nContent-Disposition: form-data\r\n\r\n1\r\n--x--\r\n",
    ],
)
def test_a_form_in_parts_that_is_none_is_refused(body: bytes, client: TestClient) -> None:
    answer = client.post("/en/", content=body, headers={"Content-Type": "multipart/form-data; boundary=x"})
    assert answer.status_code == 400 and "<h1>" in answer.text


def test_who_and_why_of_corrections_are_short() -> None:
    claim = SimpleNamespace(id="c1", dropped=False, keys=())
    event = SimpleNamespace(incident="i1", claims=(claim,), keys=(), facts=())
    form = {"drop:c1": ["1"], "why": ["x" * 1001]}
    with pytest.raises(FoedusError, match="1,001"):
        corrections_from(form, [event])  # type: ignore[list-item]
    assert corrections_from({**form, "why": ["mistaken"]}, [event])[0]["why"] == "mistaken"  # type: ignore[list-item]


class _Quick(Connection):
    head_seconds = 0.5
    body_seconds = 0.8
    answer_seconds = 0.8


HOST = b"Host: localhost\r\n"
HELD = {
    "nothing": (b"", b""),
    "blank lines": (b"\r\n", b"\r\n"),
    "a slow head": (b"GET / HTTP/1.1\r\nX: ", b"a"),
    "a slow body": (b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 5000\r\n\r\n", b"a"),
    "slow pieces": (b"POST / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n5;", b"a"),
    "slow trailers": (b"POST / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n0\r\nX:", b"a"),
    "blank lines after an answer": (b"GET / HTTP/1.1\r\n" + HOST + b"\r\n", b"\r\n"),
    "an answer that nobody takes": (b"GET /large HTTP/1.1\r\n" + HOST + b"\r\n", b""),
}


@pytest.fixture(scope="module")
def port() -> Any:
    """The port of a small server whose connections are bounded by fractions of a second."""
    import uvicorn

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            body = b"x" * (30_000_000 if scope["path"] == "/large" else 3)
            length = str(len(body)).encode()
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", length)]})
            await send({"type": "http.response.body", "body": body})

    opened = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(app, http=_Quick, ws="none", lifespan="off", timeout_keep_alive=1, log_level="critical")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [opened]}, daemon=True)
    thread.start()
    yield opened.getsockname()[1]
    server.should_exit = True
    thread.join(10)


@pytest.mark.parametrize("kind", HELD)
def test_a_connection_that_only_holds_its_place_is_ended(kind: str, port: int) -> None:
    first, more = HELD[kind]
    with socket.create_connection(("127.0.0.1", port)) as held:
        if kind == "an answer that nobody takes":
            held.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        held.sendall(first)
        end = time.monotonic() + 15
        while time.monotonic() < end:
            time.sleep(0.2)
            try:
                if more:
                    held.sendall(more)
                held.setblocking(False)
                if kind != "an answer that nobody takes" and held.recv(65_536) == b"":
                    return
                if kind == "an answer that nobody takes" and time.monotonic() > end - 12:
                    taken = 0
                    held.settimeout(3)
                    while piece := held.recv(1_000_000):
                        taken += len(piece)
                    assert taken < 30_000_000
                    return
            except (BlockingIOError, InterruptedError):
                held.setblocking(True)
            except OSError:
                return
        pytest.fail("it still holds its place")


@pytest.mark.parametrize(
    "head",
    [
        b"GET / HTTP/1.1\r\n" + HOST + b"X: " + b"a" * HEAD_BYTES + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + HOST + b"X: y\r\n" * (HEADERS + 1) + b"\r\n",
        b"GET /" + b"a" * HEAD_BYTES + b" HTTP/1.1\r\n" + HOST + b"\r\n",
        b"GET / HTTP/1.1\r\n" + HOST + b"X: " + b"a" * (HEAD_BYTES + 70_000),
        b"\r\n" * HEAD_BYTES + b"G",
    ],
)
def test_a_head_is_bounded(head: bytes, port: int) -> None:
    with socket.create_connection(("127.0.0.1", port)) as opened:
        opened.settimeout(10)
        try:
            opened.sendall(head)
            answer = opened.recv(65_536)
        except ConnectionError:
            return
        assert b" 200 " not in answer[:20]


def test_a_body_in_the_same_piece_as_its_head_is_no_head(port: int) -> None:
    body = b"x" * (HEAD_BYTES * 2)
    with socket.create_connection(("127.0.0.1", port)) as opened:
        opened.settimeout(10)
        for _ in range(2):
            opened.sendall(b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: %d\r\n\r\n" % len(body) + body)
            assert b" 200 " in opened.recv(65_536)[:20]


def test_a_desk_that_is_ended_in_the_middle_leaves_nothing_behind(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "foedus", "serve", "--port", "0", "--keep", str(tmp_path)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        port = int(process.stderr.readline().partition("localhost:")[2].partition("/")[0])
        text = urlencode({"text": "<html><p>" + "attacked Niger on " * 20_000})
        head = (
            f"POST /en/ HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\nContent-Length: {len(text)}\r\n"
        )
        head += "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
        with socket.create_connection(("127.0.0.1", port)) as asking:
            asking.sendall((head + text).encode())
            place = asking.recv(65_536).decode().partition("location: ")[2].partition("\r\n")[0]
            asking.sendall(f"GET {place} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            time.sleep(1.5)
            below = _below(process.pid)
            process.send_signal(signal.SIGTERM)
            process.wait(25)
    assert below
    end = time.monotonic() + 10
    while (left := [each for each in below if _alive(each)]) and time.monotonic() < end:
        time.sleep(0.2)
    assert left == []


def _below(pid: int) -> list[int]:
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True).stdout.split()
    return [each for one in map(int, found) for each in (one, *_below(one))]


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
