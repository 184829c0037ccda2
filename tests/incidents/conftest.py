"""Reports made by hand: a few words for each claim, spans and text built around them."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from datetime import date
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import pytest

from foedus.reading import Claim, ClaimDate, Report

TYPES = {
    "signature": "AGREE", "coup": "COERCE", "withdrawal of forces": "RETREAT", "denunciation": "REJECT",
    "withdrawal": "RETREAT", "request": "REQUEST", "ultimatum": "THREATEN", "sanctions": "SANCTION",
}  # fmt: skip


def on(
    start: str | None = None, end: str | None = None, stated: str = "", precision: str = "day", basis: str = "stated"
) -> ClaimDate:
    """A date of a claim; one day when only `start` is given."""
    first = date.fromisoformat(start) if start else None
    last = date.fromisoformat(end) if end else None
    if first and last is None and precision == "day":
        last = first
    return ClaimDate(first, last, precision, stated or (start or ""), basis)


def tell(
    act: str | None,
    actor: str = "",
    target: str = "",
    *,
    when: ClaimDate | None = None,
    place: str | None = None,
    modality: str = "happened",
    kind: str | None = None,
    words: str = "",
    by: str | None = None,
    about: tuple[str, ...] = (),
) -> dict[str, object]:
    """What a claim says; `actor` and `target` are ids with spaces between them."""
    named = kind or ("THREATEN" if modality == "threatened" else TYPES.get(act or "", "ASSAULT" if act else "STATUS"))
    return {
        "type": named, "act": act, "initiator": tuple(actor.split()), "target": tuple(target.split()),
        "place": place, "date": when, "modality": modality, "attributed_to": by, "about": about,
        "words": words or f"{actor or 'somebody'} and {act or 'nothing'} and {target or 'nobody'}",
    }  # fmt: skip


def report(
    name: str,
    *claims: Mapping[str, object],
    published: str | None = None,
    text: str | None = None,
    digest: str | None = None,
) -> Report:
    """A report whose text is one sentence for each claim, or the given text, which then holds the claims' words."""
    written = text if text is not None else f"Report {name}.\n" + "".join(f"{claim['words']}.\n" for claim in claims)
    made, at = [], 0
    for number, claim in enumerate(claims):
        words = str(claim["words"])
        start = written.index(words, at if text is None else 0)
        at = start + len(words)
        made.append(
            Claim(
                f"{name}-c{number}",
                name,
                claim["type"],
                claim["act"],
                claim["initiator"],
                claim["target"],
                claim["place"],
                claim["date"],
                claim["modality"],
                words,
                (start, at),
                claim["attributed_to"],
                about=claim["about"],
            )  # fmt: skip
        )
    day = date.fromisoformat(published) if published else None
    return Report(name, f"{name}.txt", digest or sha256(written.encode()).hexdigest(), None, day, written, tuple(made))


@pytest.fixture(scope="session")
def chronology() -> tuple[Mapping[str, str], ...]:
    """The shipped chronology as its rows."""
    text = (files("foedus") / "library" / "chronology.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@pytest.fixture(scope="session")
def make() -> Callable[..., Report]:
    return report


@pytest.fixture(scope="session")
def say() -> Callable[..., dict[str, object]]:
    return tell


@pytest.fixture(scope="session")
def day() -> Callable[..., ClaimDate]:
    return on


def expected_report(folder: Path, name: str, text: str) -> Report:
    """The report of an expected-claims file, as if it had been read without a fault."""
    told = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))

    def spoken(value: object) -> str | None:
        return text[value[0] : value[1]] if isinstance(value, list) else value

    claims = []
    for claim in told["claims"]:
        given, span = claim["date"], tuple(claim["span"])
        when = None
        if given:
            days = [date.fromisoformat(given[key]) if given[key] else None for key in ("start", "end")]
            when = ClaimDate(*days, given["precision"], spoken(given.get("stated")) or "")
        claims.append(
            Claim(
                f"{name}#{claim['id']}",
                name,
                claim["type"],
                claim["act"],
                tuple(claim["initiator"]),
                tuple(claim["target"]),
                claim["place"],
                when,
                claim["modality"],
                text[span[0] : span[1]],
                span,
                spoken(claim.get("attributed_to")),
                claim.get("struck"),
                tuple(claim.get("about") or ()),
            )  # fmt: skip
        )
    day = date.fromisoformat(told["published"]) if told.get("published") else None
    return Report(name, told["file"], told["sha256"], None, day, text, tuple(claims))


@pytest.fixture(scope="session")
def expected(root: Path) -> Callable[[str], Report]:
    """Return the expected reading of a shipped sample by its name."""
    samples = root / "src" / "foedus" / "data" / "samples"

    def load(name: str) -> Report:
        return expected_report(root / "tests" / "reading" / "gold", name, (samples / f"{name}.txt").read_text("utf-8"))

    return load


@pytest.fixture(scope="session")
def expected_seeds(root: Path, seeds: Path) -> tuple[Report, ...]:
    """The expected reading of both seed reports; skips where they are not at hand."""
    folder = root / "tests" / "reading" / "gold"
    found = []
    for name in ("seed-000", "seed-001"):
        told = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        raw = (seeds / told["file"]).read_bytes()
        assert sha256(raw).hexdigest() == told["sha256"], f"{told['file']} is not the text that was annotated"
        found.append(expected_report(folder, name, raw.decode("utf-8").replace("\r\n", "\n")))
    return tuple(found)
