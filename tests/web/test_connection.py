"""A connection that takes too long or too much is ended; the others do not notice."""

from __future__ import annotations

import socket
import threading
import time
from typing import Any

import pytest

from foedus.web.connection import HEAD_BYTES, HEADERS, Connection


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
}


@pytest.fixture(scope="module")
def server() -> Any:
    """A small server whose connections are bounded by fractions of a second."""
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
    server.port = opened.getsockname()[1]
    yield server
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def port(server: Any) -> int:
    return server.port


@pytest.mark.parametrize("kind", HELD)
def test_a_connection_that_only_holds_its_place_is_ended(kind: str, port: int) -> None:
    first, more = HELD[kind]
    with socket.create_connection(("127.0.0.1", port)) as held:
        held.sendall(first)
        held.settimeout(0.2)
        end = time.monotonic() + 15
        while time.monotonic() < end:
            try:
                held.sendall(more)
                if held.recv(65_536) == b"":
                    return
            except TimeoutError:
                continue
            except OSError:
                return
    pytest.fail("it still holds its place")


def test_an_answer_that_nobody_takes_does_not_hold_its_place(port: int, server: Any) -> None:
    with socket.create_connection(("127.0.0.1", port)) as held:
        held.sendall(b"GET /large HTTP/1.1\r\n" + HOST + b"\r\n")
        own = held.getsockname()
        end = time.monotonic() + 15
        seen = False
        while time.monotonic() < end:
            there = own in {each.client for each in list(server.server_state.connections)}
            if seen and not there:
                return
            seen = seen or there
            time.sleep(0.02)
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
