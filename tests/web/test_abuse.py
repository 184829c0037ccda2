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
from concurrent.futures import ThreadPoolExecutor
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
from foedus.web.correcting import corrections_from
from foedus.web.fetching import fetch, is_public
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


def test_a_site_of_its_own_is_not_the_open_internet() -> None:
    assert not is_public("fec0::1")


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


def _run(work: Any) -> Any:
    """Run a coroutine in a thread of its own: the browser of other tests keeps a loop going in this one."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, work).result()


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

    quick, waited, done = _run(tried())
    assert quick == "quick" and waited and len(done) == 6


def test_a_reader_who_left_while_waiting_costs_nothing(keep: Path) -> None:
    desk: Desk = create_app(Settings(keep=str(keep))).state.desk

    async def left() -> dict[str, str]:
        return {"type": "http.disconnect"}

    async def tried() -> None:
        request = Request({"type": "http", "headers": [], "method": "GET", "path": "/"}, left)
        await desk.made(request, lambda: pytest.fail("worked for nobody"), dear=True)

    with pytest.raises(Busy):
        _run(tried())


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


def test_an_address_that_answers_drop_by_drop_is_left_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foedus.web.fetching.SECONDS", 1.0)
    stop = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as opened:

        def drip() -> None:
            link, _ = opened.accept()
            with link:
                try:
                    link.sendall(b"HTTP/1.1 200 OK\r\nX: ")
                    while not stop.wait(0.2):
                        link.sendall(b"a")
                except OSError:
                    pass

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        place = opened.getsockname()
        ended = threading.Thread(target=lambda: fetched.append(_fetched(place)), daemon=True)
        fetched: list[str] = []
        ended.start()
        ended.join(15)
        stop.set()
        thread.join(5)
    assert fetched and fetched[0] != "fetched"


def _fetched(place: tuple[str, int]) -> str:
    try:
        fetch("http://example.org/", Limits(), resolve=lambda *_: ["93.184.216.34"],
              connect=lambda *_: socket.create_connection(place))  # fmt: skip
    except FoedusError as error:
        return str(error)
    return "fetched"


@pytest.mark.parametrize("change", ["text", "list", "gone", "link"])
def test_a_case_changed_on_the_disk_is_told_without_the_place_of_the_folder(change: str, tmp_path: Path) -> None:
    with TestClient(
        create_app(Settings(keep=str(tmp_path))), "http://localhost", headers={"Sec-Fetch-Site": "same-origin"}
    ) as own:
        place = own.post("/en/", files={"text": (None, "Gunmen attacked Niger.")}, follow_redirects=False).headers[
            "location"
        ]
        case, report = next((tmp_path / "cases").iterdir()), next((tmp_path / "reports").iterdir())
        if change == "text":
            report.write_bytes(b"another text")
        elif change == "list":
            case.write_text("[" * 100_000)
        elif change == "gone":
            report.unlink()
        else:
            report.unlink()
            report.symlink_to("/etc/hostname")
        answer = own.get(place)
    assert answer.status_code == (404 if change == "gone" else 400)
    assert str(tmp_path) not in answer.text and tmp_path.name not in answer.text


def test_a_full_shelf_is_told_without_the_place_of_the_folder(tmp_path: Path) -> None:
    with TestClient(
        create_app(Settings(keep=str(tmp_path), limits=Limits(kept=10))), "http://localhost",
        headers={"Sec-Fetch-Site": "same-origin"},
    ) as full:  # fmt: skip
        answer = full.post("/en/", files={"text": (None, "Gunmen attacked Niger.")})
    assert answer.status_code == 400 and "full" in answer.text and str(tmp_path) not in answer.text
    assert list(tmp_path.rglob("*.txt")) == [] and not any(each.is_file() for each in tmp_path.rglob("*"))


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
