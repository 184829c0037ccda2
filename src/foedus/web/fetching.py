"""Reports by their web address, where the desk was started with --fetch: public addresses only, bounded, text only."""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from urllib.parse import SplitResult, urljoin, urlsplit

from foedus import __version__
from foedus.desk import Given
from foedus.terms import FoedusError
from foedus.web.settings import Limits
from foedus.web.uploads import check

PORTS = {"http": 80, "https": 443}
REDIRECTS = 3
SECONDS = 10.0
TEXT = ("text/html", "text/plain", "application/xhtml+xml")
EXPECTED = "a public web address such as https://example.org/report.html"

Resolve = Callable[[str, int], Sequence[str]]
Connect = Callable[[str, int, float], socket.socket]


def addresses_of(host: str, port: int) -> list[str]:
    """Return the network addresses of a host name; raise OSError where there are none."""
    return [each[4][0] for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def connected(address: str, port: int, seconds: float) -> socket.socket:
    """Return a connection to a network address."""
    return socket.create_connection((address, port), seconds)


def fetch(
    address: str, limits: Limits, *, resolve: Resolve = addresses_of, connect: Connect = connected
) -> Given:  # fmt: skip
    """Return what stands at a web address; raise FoedusError for what is private, too large, too slow or no text.

    The name is resolved once for each hop, and the connection goes to the address that was checked: a name that means
    something else a moment later leads nowhere.
    """
    until = time.monotonic() + SECONDS
    asked = address
    for _ in range(REDIRECTS + 1):
        found = _one(asked, until, limits, resolve, connect)
        if isinstance(found, Given):
            check(found, limits)
            return found
        asked = urljoin(asked, found)
    raise FoedusError(f"leads on more than {REDIRECTS} times", field=address, expected=EXPECTED)


def checked(address: str) -> SplitResult:
    """Return an address in its parts; raise FoedusError for one that is never asked."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise FoedusError("is no web address", field=address, expected=EXPECTED) from None
    if parts.scheme not in PORTS or not parts.hostname:
        raise FoedusError("is no web address", field=address, expected=EXPECTED)
    if parts.username or parts.password or port not in (None, PORTS[parts.scheme]):
        raise FoedusError("has a user or a port of its own", field=address, expected=EXPECTED)
    return parts


def is_public(address: str) -> bool:
    """Tell whether a network address is one of the open internet: not this machine, not a private or reserved net."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    if inner is not None and not is_public(str(inner)):
        return False
    local = getattr(found, "is_site_local", False)
    return found.is_global and not (found.is_multicast or found.is_reserved or local)


def _one(address: str, until: float, limits: Limits, resolve: Resolve, connect: Connect) -> Given | str:
    """Return what one address answers: its content, or where it leads on to."""
    parts = checked(address)
    host, port = parts.hostname or "", PORTS[parts.scheme]
    try:
        found = list(resolve(host, port))
        private = [each for each in found if not is_public(each)]
        if private or not found:
            raise FoedusError("is not on the open internet", field=address, expected=EXPECTED)
        link = connect(found[0], port, _left(until))
        # the whole is bounded, not only the wait for each byte: an answer may come drop by drop
        watch = link.dup()
        ending = threading.Timer(_left(until), _shut, (watch,))
        ending.daemon = True
        ending.start()
        connection = http.client.HTTPConnection(host, port, timeout=_left(until))
        connection.sock = link
        try:
            if parts.scheme == "https":
                connection.sock = link = ssl.create_default_context().wrap_socket(link, server_hostname=host)
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            # compressed content is not asked for and not taken: nothing can swell when it is unpacked
            headers = {"Accept-Encoding": "identity", "Accept": ", ".join(TEXT), "User-Agent": f"foedus/{__version__}"}
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            if answer.status in (301, 302, 303, 307, 308):
                return answer.getheader("Location") or ""
            return Given(address, _content(answer, address, link, until, limits))
        finally:
            ending.cancel()
            connection.close()
            watch.close()
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise FoedusError(f"cannot be fetched ({error})", field=address, remedy="paste its text instead") from None


def _shut(link: socket.socket) -> None:
    """End a connection that somebody waits on."""
    with contextlib.suppress(OSError):
        link.shutdown(socket.SHUT_RDWR)


def _content(
    answer: http.client.HTTPResponse, address: str, link: socket.socket, until: float, limits: Limits
) -> bytes:  # fmt: skip
    kind = (answer.getheader("Content-Type") or "").partition(";")[0].strip().lower()
    if answer.status != 200:
        raise FoedusError(f"answers {answer.status}", field=address, remedy="paste its text instead")
    if kind not in TEXT or (answer.getheader("Content-Encoding") or "identity") != "identity":
        raise FoedusError(f"is no plain text or HTML ({kind or 'unnamed'})", field=address, expected="a report")
    taken = b""
    while len(taken) <= limits.report:
        link.settimeout(_left(until))
        piece = answer.read1(65_536)
        if not piece:
            break
        taken += piece
    _left(until)  # an end that came from this side is no end of the report
    return taken


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("too slow")
    return left
