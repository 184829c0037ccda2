"""Loads a running desk: so many connections, each asking one address after another, for so many seconds or requests.

Usage: python bench/load.py [--seconds 60] [--connections 50] [--workers 2] [-o FILE]
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ("sahel-wire.txt", "sahel-regional-paper.txt")
STATES = (
    "BFA",
    "MLI",
    "NER",
    "NGA",
    "FRA",
    "DEU",
    "POL",
    "RUS",
    "USA",
    "CHN",
    "JPN",
    "KOR",
    "TUR",
    "GRC",
    "SAU",
    "EGY",
)
PAGES = ("/en/pacts", "/fr/pacts", "/en/pacts/liptako-gourma-charter-2023", "/en/pacts/north-atlantic-treaty-1949",
         "/fr/pacts/dual-alliance-1879", "/en/terms", "/en/pacts/atop-1115")  # fmt: skip


def questions(new: bool = True) -> Iterator[str]:
    """Yield addresses of the Ask page; with `new` no two are alike, so that no answer comes from memory."""
    pairs = [(actor, target) for actor in STATES for target in STATES if actor != target]
    days = (
        f"{year}-{month:02}-{day:02}"
        for year in itertools.count(1990)
        for month in range(1, 13)
        for day in range(1, 29)
    )
    spread = zip(days, itertools.cycle(pairs), strict=False)
    for day, (actor, target) in spread if new else itertools.cycle(list(itertools.islice(spread, 200))):
        yield "/en/ask?" + urlencode({"act": "invasion", "actor": actor, "date": day, "target": target})


def pages() -> Iterator[str]:
    """Yield addresses of the library's pages, over and over."""
    return itertools.cycle(PAGES)


@dataclass
class Load:
    """What a load came to: seconds of each answer, how many failed, and the wall time of all."""

    seconds: list[float] = field(default_factory=list)
    failed: int = 0
    wall: float = 0.0
    first_failure: str = ""

    @property
    def rate(self) -> float:
        """Return answers in each second."""
        return len(self.seconds) / self.wall if self.wall else 0.0

    def quantile(self, share: float) -> float:
        """Return the time within which that share of the answers came."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


async def load(
    host: str, port: int, addresses: Iterator[str], *, connections: int, seconds: float = 0.0, requests: int = 0
) -> Load:
    """Return how a desk bears a load that ends after a time, or after a number of requests."""
    found, left = Load(), itertools.count(1)
    start = time.perf_counter()

    async def one_after_another() -> None:
        reader, writer = await asyncio.open_connection(host, port)
        while (not seconds or time.perf_counter() - start < seconds) and (not requests or next(left) <= requests):
            address = next(addresses)
            asked = time.perf_counter()
            writer.write(f"GET {address} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n".encode())
            try:
                head = await reader.readuntil(b"\r\n\r\n")
                length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
                await reader.readexactly(int(length.group(1)) if length else 0)
            except (asyncio.IncompleteReadError, OSError) as error:
                found.failed, found.first_failure = found.failed + 1, found.first_failure or f"{address}: {error!r}"
                reader, writer = await asyncio.open_connection(host, port)
                continue
            found.seconds.append(time.perf_counter() - asked)
            if not head.startswith(b"HTTP/1.1 200"):
                found.failed, found.first_failure = found.failed + 1, found.first_failure or f"{address}: {head[:40]!r}"
        writer.close()

    await asyncio.gather(*(one_after_another() for _ in range(connections)))
    found.wall = time.perf_counter() - start
    return found


@contextmanager
def desk(workers: int = 1) -> Iterator[tuple[int, int]]:
    """Yield the port and the process id of a desk that runs as its users run it, and end it."""
    with tempfile.TemporaryDirectory() as keep:
        command = [sys.executable, "-m", "foedus", "serve", "--port", "0", "--keep", keep, "--workers", str(workers)]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
            try:
                line = process.stderr.readline() if process.stderr else ""
                port = int(re.search(r":(\d+)/", line).group(1))  # type: ignore[union-attr]
                _wait(port)
                yield port, process.pid
            finally:
                process.terminate()
                process.wait(20)


def first_page() -> float:
    """Return the seconds from `foedus serve` to its first page."""
    start = time.perf_counter()
    with desk() as (port, _):
        return time.perf_counter() - start if port else 0.0


def memory(pid: int) -> int:
    """Return the bytes that a process and those it started hold, each page shared counted once for each."""
    children = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True).stdout.split()
    held = 0
    for each in (str(pid), *children):
        try:
            with open(f"/proc/{each}/statm") as told:
                held += int(told.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        except FileNotFoundError:
            continue
    return held


def _wait(port: int) -> None:
    from http.client import HTTPConnection

    for _ in range(600):
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", "/en/", headers={"Host": "localhost"})
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.02)
    raise SystemExit("the desk did not answer")


def waits() -> list[dict[str, object]]:
    """Return what one reader waits for on a desk that has just become ready: each page asked for the first time."""
    samples = [(ROOT / "src" / "foedus" / "data" / "samples" / name).read_text(encoding="utf-8") for name in SAMPLES]
    rows = []
    with desk() as (port, _):
        _ask(port, "POST", "/en/", _form("\n===\n".join(samples)))  # returns when the reading process is ready
        briefs = []
        for edition in range(5):
            start = time.perf_counter()
            text = "\n===\n".join(f"{each}\nEdition {edition}.\n" for each in samples)
            address = _ask(port, "POST", "/en/", _form(text))
            _ask(port, "GET", address)
            briefs.append(time.perf_counter() - start)
        rows.append(
            {"name": "desk: a brief of two reports, given to shown", "median_s": statistics.median(briefs), "runs": 5}
        )
        for name, addresses in (
            (
                "desk: the world on a day not asked before",
                [f"/en/world?on={year}-07-01" for year in range(1820, 2018, 18)],
            ),
            (
                "desk: the page of a pact not asked before",
                [f"/en/pacts/atop-{n}" for n in (1005, 1115, 2030, 3010, 4035)],
            ),
        ):
            took = []
            for address in addresses:
                start = time.perf_counter()
                _ask(port, "GET", address)
                took.append(time.perf_counter() - start)
            rows.append({"name": name, "median_s": statistics.median(took), "runs": len(took), "slowest_s": max(took)})
    return rows


def _ask(port: int, method: str, address: str, body: tuple[bytes, str] | None = None) -> str:
    """Return where an answer leads; SystemExit where it is no page."""
    from http.client import HTTPConnection

    headers = {"Host": f"localhost:{port}", "Origin": f"http://localhost:{port}", "Sec-Fetch-Site": "same-origin"}
    if body:
        headers["Content-Type"] = body[1]
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request(method, address, body[0] if body else None, headers)
    answer = connection.getresponse()
    answer.read()
    if answer.status not in (200, 303):
        raise SystemExit(f"{address}: {answer.status}")
    return answer.getheader("Location") or address


def _form(text: str) -> tuple[bytes, str]:
    edge = "bench-part"
    head = f'--{edge}\r\nContent-Disposition: form-data; name="text"\r\n\r\n'
    return f"{head}{text}\r\n--{edge}--\r\n".encode(), f"multipart/form-data; boundary={edge}"


def measured(seconds: float, connections: int, workers: int) -> list[dict[str, object]]:
    """Return the results of the loads, in the shape of bench/results.json with rates beside the times."""
    rows = []
    firsts = sorted(first_page() for _ in range(5))
    rows.append({"name": "desk: from the command to the first page", "median_s": firsts[2], "runs": 5})
    rows += waits()
    for name, addresses in (
        ("desk: Ask, every question new", questions()),
        ("desk: Ask, 200 questions again and again", questions(new=False)),
        ("desk: pages of the library", pages()),
    ):
        with desk(workers) as (port, _):
            asyncio.run(load("127.0.0.1", port, pages(), connections=4, requests=40))  # the first pages are made
            found = asyncio.run(load("127.0.0.1", port, addresses, connections=connections, seconds=seconds))
        rows.append(
            {
                "name": f"{name}, {connections} connections, {workers} processes",
                "median_s": found.quantile(0.5),
                "runs": len(found.seconds),
                "per_second": round(found.rate, 1),
                "p99_s": found.quantile(0.99),
                "failed": found.failed,
                "first_failure": found.first_failure,
            }  # fmt: skip
        )
    return rows


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument("--seconds", type=float, default=60.0)
    asked.add_argument("--connections", type=int, default=50)
    asked.add_argument("--workers", type=int, default=2)
    asked.add_argument("-o", "--output")
    given = asked.parse_args()
    rows = measured(given.seconds, given.connections, given.workers)
    print(json.dumps(rows, indent=2), file=open(given.output, "w") if given.output else sys.stdout)


if __name__ == "__main__":
    main()
