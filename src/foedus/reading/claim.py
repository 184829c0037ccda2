"""What a report says, each thing tied to the words that say it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

MODALITIES = ("happened", "planned", "threatened", "denied", "hypothetical", "provision")
PRECISIONS = ("instant", "day", "month", "year", "interval", "unknown")
CLAIM_TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
    "PROVISION", "STATEMENT", "STATUS",
)  # fmt: skip


@dataclass(frozen=True)
class ClaimDate:
    """When, as far as the words and the publication date give it.

    `start` and `end` are inclusive days, None where open; `basis` is `stated` (the words give it)
    or `calculated` (weekday or month arithmetic from the publication date).
    """

    start: date | None
    end: date | None
    precision: str
    stated: str
    basis: str = "stated"

    def to_json(self) -> dict:
        return {
            "start": self.start.isoformat() if self.start else None,
            "end": self.end.isoformat() if self.end else None,
            "precision": self.precision,
            "stated": self.stated,
        }


@dataclass(frozen=True)
class ReadAs:
    """What the reader understood of one key of a claim that a person corrected, and who corrected it."""

    key: str
    value: object
    by: str = ""


@dataclass(frozen=True)
class Claim:
    """One thing that a report says; `quote` is exactly `text[span[0]:span[1]]` of its report.

    `span` counts code points of the report's text, so a claim without words cannot exist. `read_as` holds what the
    reader understood where a person corrected it.
    """

    id: str
    report: str
    type: str
    act: str | None
    initiator: tuple[str, ...]
    target: tuple[str, ...]
    place: str | None
    date: ClaimDate | None
    modality: str
    quote: str
    span: tuple[int, int]
    attributed_to: str | None = None
    struck: str | None = None
    about: tuple[str, ...] = ()
    origin: str | None = None
    read_as: tuple[ReadAs, ...] = ()

    def __post_init__(self) -> None:
        start, end = self.span
        if not 0 <= start < end or len(self.quote) != end - start:
            raise ValueError(f"claim {self.id}: span {self.span} does not carry its quote")
        if self.type not in CLAIM_TYPES or self.modality not in MODALITIES:
            raise ValueError(f"claim {self.id}: unknown type or modality {self.type}/{self.modality}")

    def stipulates(self, key: str) -> bool:
        """Tell whether a person gave the claim its value for a key; what they made unknown is none."""
        return bool(getattr(self, key)) and any(each.key == key for each in self.read_as)

    def to_json(self) -> dict:
        found = self._told()
        if self.read_as:
            found["read_as"] = {each.key: _plain(each.value) for each in self.read_as}
            found["corrected_by"] = {each.key: each.by for each in self.read_as if each.by}
        return found

    def _told(self) -> dict:
        return {
            "id": self.id,
            "type": self.type,
            "act": self.act,
            "initiator": list(self.initiator),
            "target": list(self.target),
            "place": self.place,
            "date": self.date.to_json() if self.date else None,
            "modality": self.modality,
            "quote": self.quote,
            "span": list(self.span),
            "attributed_to": self.attributed_to,
            "struck": self.struck,
            "about": list(self.about),
            "origin": self.origin,
        }


def _plain(value: object) -> object:
    return value.to_json() if isinstance(value, ClaimDate) else list(value) if isinstance(value, tuple) else value


@dataclass(frozen=True)
class SetAside:
    """A stretch of a report that is not its news, and why (advert, menu, repeated title …)."""

    span: tuple[int, int]
    why: str

    def to_json(self) -> dict:
        return {"span": list(self.span), "why": self.why}


@dataclass(frozen=True)
class Report:
    """A news report as read: its text, its claims and what was set aside.

    `text` is the decoded text with newlines as `\\n`; for HTML, the extracted text. `dropped` are claims that a person
    took away, `content` the bytes that were read.
    """

    id: str
    file: str
    sha256: str
    title: str | None
    published: date | None
    text: str
    claims: tuple[Claim, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    unread: tuple[SetAside, ...] = field(default=())
    dropped: tuple[Claim, ...] = ()
    content: bytes = field(default=b"", repr=False, compare=False)

    def to_json(self) -> dict:
        dropped = {"dropped": [claim.to_json() for claim in self.dropped]} if self.dropped else {}
        return {
            "id": self.id,
            "file": self.file,
            "title": self.title,
            "published": self.published.isoformat() if self.published else None,
            "text": self.text,
            "claims": [claim.to_json() for claim in self.claims],
            "set_aside": [part.to_json() for part in self.set_aside],
            "unread": [part.to_json() for part in self.unread],
            **dropped,
        }
