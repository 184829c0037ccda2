"""Provision ids: how a heading is named in answers."""

from __future__ import annotations

import re

_NUMBERED = re.compile(
    r"^(article|articles|art\.|paragraph|par\.|section|point)\s+(?P<number>x|[0-9]+[a-z]?|[ivxlc]+)\b"
    r"(?P<rest>(?:\s*[-–]\s*[0-9]+|\([0-9a-z]+\)|\.[0-9]+)*)\s*(?::\s*(?P<title>.*))?$",
    re.IGNORECASE,
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def provision_id(heading: str) -> str:
    """Return the id of a heading: `Article 8(a)` is `art-8-a`, `Article II(1)` is `art-2-1`, `Mandate` is `mandate`."""
    heading = heading.strip()
    found = _NUMBERED.match(heading)
    if not found:
        return _slug(heading.partition(":")[0])
    word = found.group(1).lower()
    prefix = "par" if word.startswith("par") else "sec" if word == "section" else "pt" if word == "point" else "art"
    number = found.group("number").lower()
    if number == "x" and found.group("title"):
        return f"{prefix}-x-{_slug(found.group('title'))}"
    if re.fullmatch(r"[ivxlc]+", number):
        number = str(_arabic(number))
    parts = re.findall(r"[0-9a-z]+", found.group("rest").lower())
    return "-".join([prefix, number, *parts])


def article_label(provision: str) -> str:
    """Return a provision id as people cite it: `art-8-a/blockade` is `article 8(a)`."""
    article = provision.partition("/")[0]
    parts = article.split("-")
    if parts[0] in ("art", "par", "sec", "pt") and len(parts) > 1 and parts[1] != "x":
        word = {"art": "article", "par": "paragraph", "sec": "section", "pt": "point"}[parts[0]]
        if len(parts) == 3 and parts[1].isdigit() and parts[2].isdigit() and int(parts[2]) == int(parts[1]) + 1:
            return f"{word}s {parts[1]}-{parts[2]}"
        return f"{word} {parts[1]}" + "".join(f"({part})" for part in parts[2:])
    if parts[:2] == ["art", "x"]:
        return "the article on " + " ".join(parts[2:]) + " (number not read)"
    return " ".join(parts)


def _arabic(roman: str) -> int:
    total, previous = 0, 0
    for letter in reversed(roman):
        value = _ROMAN[letter]
        total += -value if value < previous else value
        previous = max(previous, value)
    return total


def _slug(text: str) -> str:
    return "-".join(re.findall(r"[0-9a-z]+", text.lower()))
