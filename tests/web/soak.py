"""The desk under 100,000 requests: what it holds in memory, and that no request fails. Writes docs/evidence/desk-memory.md.

Usage: python -m tests.web.soak [--requests 100000]
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bench"))

PAGE = ROOT / "docs" / "evidence" / "desk-memory.md"
SHARE = 1.15
"""Memory at the end, as a share of that after a fifth of the requests: above this it is not flat."""

HEAD = """# Memory of the desk under {requests:,} requests

Written by `make soak` (tests/web/soak.py). One process (`foedus serve`), 20 connections; of twenty requests one asks a
question that nobody asked before, nine ask one of 200 again, ten a page of the library. Memory is what the desk and the
processes it started hold (resident pages). Finished pages are kept up to 64 MB, so memory first grows to that and then has
to stay.

| requests | MB held | answers a second | failed |
|---:|---:|---:|---:|
"""


def mixed(load: object) -> itertools.chain:
    """Return addresses: of twenty requests one asks a new question, nine ask an old one, ten a page of the library."""
    new, old, pages = load.questions(), load.questions(new=False), load.pages()  # type: ignore[attr-defined]
    rounds = (
        (next(new), *(next(each) for _ in range(9) for each in (old, pages)), next(pages)) for _ in itertools.count()
    )
    return itertools.chain.from_iterable(rounds)  # type: ignore[return-value]


def main() -> None:
    """Run the requests in tenths, write the page, end with 1 where memory grew or a request failed."""
    import load

    asked = argparse.ArgumentParser()
    asked.add_argument("--requests", type=int, default=100_000)
    number = asked.parse_args().requests
    rows, failed, held = [], 0, []
    addresses = mixed(load)
    with load.desk() as (port, pid):
        for tenth in range(1, 11):
            found = asyncio.run(load.load("127.0.0.1", port, addresses, connections=20, requests=number // 10))
            held.append(load.memory(pid) / 1e6)
            failed += found.failed
            rows.append(f"| {tenth * number // 10:,} | {held[-1]:.0f} | {found.rate:.0f} | {found.failed} |")
            print(rows[-1], found.first_failure, flush=True)
    flat = held[-1] <= SHARE * held[1]
    told = f"\nFrom the second tenth to the last: {held[1]:.0f} MB to {held[-1]:.0f} MB ({'flat' if flat else 'NOT FLAT'}).\n"
    PAGE.write_text(HEAD.format(requests=number) + "\n".join(rows) + "\n" + told, encoding="utf-8")
    if failed or not flat:
        raise SystemExit(f"{failed} failed requests; memory {held[1]:.0f} to {held[-1]:.0f} MB")


if __name__ == "__main__":
    main()
