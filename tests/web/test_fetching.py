"""Web addresses are asked only where that was switched on, and never private ones."""

from __future__ import annotations

import http.server
import socket
import threading
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from foedus.terms import FoedusError
from foedus.web.fetching import checked, fetch, is_public
from foedus.web.settings import Limits

PRIVATE = [
    "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "fd12::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "2002:7f00:1::", "2002:a00:1::", "fe80::1%eth0", "ff02::1", "not-an-address",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_private_and_reserved_nets_are_not_public(address: str) -> None:
    assert not is_public(address)


def test_an_address_of_the_open_internet_is_public() -> None:
    assert is_public("93.184.216.34") and is_public("2606:2800:220:1:248:1893:25c8:1946")


@pytest.mark.parametrize(
    "address",
    ["ftp://example.org/x", "file:///etc/passwd", "http://", "example.org", "http://a:b@example.org/", "http://example.org:22/",
     "https://example.org:80/", "gopher://x", "http://[::1", "javascript:alert(1)"],
)  # fmt: skip
def test_what_is_no_plain_public_address_is_never_asked(address: str) -> None:
    with pytest.raises(FoedusError):
        checked(address)


@pytest.mark.parametrize("address", [each for each in PRIVATE if each != "not-an-address"])
def test_a_name_that_leads_to_a_private_net_is_refused_before_any_connection(address: str) -> None:
    def never(*_: object) -> socket.socket:
        raise AssertionError("a connection was made")

    with pytest.raises(FoedusError, match="open internet"):
        fetch("http://example.org/", Limits(), resolve=lambda *_: [address], connect=never)
    with pytest.raises(FoedusError, match="open internet"):
        fetch("http://example.org/", Limits(), resolve=lambda *_: ["93.184.216.34", address], connect=never)


class _Site(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        answers = {
            "/report": (200, {"Content-Type": "text/plain"}, b"Gunmen attacked an army post in Mali on 5 May 2022.\n"),
            "/moved": (302, {"Location": "/report"}, b""),
            "/inwards": (302, {"Location": "http://inside.test/secret"}, b""),
            "/round": (302, {"Location": "/round"}, b""),
            "/picture": (200, {"Content-Type": "image/png"}, b"\x89PNG"),
            "/packed": (200, {"Content-Type": "text/plain", "Content-Encoding": "gzip"}, b"\x1f\x8b"),
            "/large": (200, {"Content-Type": "text/plain"}, b"x" * 3000),
            "/gone": (404, {"Content-Type": "text/plain"}, b"no"),
        }
        status, headers, body = answers[self.path]
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[int]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def _fetch(path: str, site: int):
    """Fetch from the local site as if it were a public one; the name `inside.test` leads to a private net."""
    return fetch(
        f"http://example.org{path}", Limits(report=2000),
        resolve=lambda host, _: ["10.0.0.7"] if host == "inside.test" else ["93.184.216.34"],
        connect=lambda *_: socket.create_connection(("127.0.0.1", site), 5),
    )  # fmt: skip


def test_a_public_report_comes_in_as_given(site: int) -> None:
    assert _fetch("/report", site).content.startswith(b"Gunmen attacked")
    assert _fetch("/moved", site).content.startswith(b"Gunmen attacked")


@pytest.mark.parametrize(
    ("path", "told"),
    [("/inwards", "open internet"), ("/round", "leads on"), ("/picture", "no plain text"), ("/packed", "no plain text"),
     ("/large", "too large"), ("/gone", "answers 404")],
)  # fmt: skip
def test_what_is_no_bounded_public_text_is_refused(path: str, told: str, site: int) -> None:
    with pytest.raises(FoedusError, match=told):
        _fetch(path, site)


def test_a_desk_that_was_not_allowed_to_asks_no_address(client: TestClient) -> None:
    answer = client.post("/en/", files={"addresses": (None, "http://example.org/")})
    assert answer.status_code == 400 and "--fetch" in answer.text
