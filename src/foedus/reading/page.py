"""A web page to the text of its report, with its title and day of publication."""

from __future__ import annotations

import html as entities
import re
from dataclasses import dataclass
from datetime import date

_HTML = re.compile(r"<(?:!doctype html|html|head|body|article|div|p|meta|title|span|h1|br)\b[^>]*>", re.IGNORECASE)
_DROPPED = re.compile(
    r"<(script|style|noscript|nav|footer|aside|template|svg|form|button)\b.*?(?:</\1\s*>|$)", re.IGNORECASE | re.DOTALL
)
_BLOCK = re.compile(
    r"</?(?:p|div|br|li|ul|ol|h[1-6]|tr|table|section|article|main|header|figure|figcaption|blockquote|title)\b[^>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^>]*>?")
_TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
_OG_TITLE = re.compile(r"<meta[^>]+property=[\"']og:title[\"'][^>]+content=[\"']([^\"']+)", re.IGNORECASE)
_H1 = re.compile(r"<h1[^>]*>(.*?)</h1", re.IGNORECASE | re.DOTALL)
_TIME = re.compile(
    r"(?:article:published_time|datePublished|date\.issued|dc\.date|pubdate|publishdate)[\"']?[^>]{0,40}?(?:content=|:)\s*[\"'](\d{4}-\d{2}-\d{2})",
    re.IGNORECASE,
)
_LONGEST_FOR_EXTRACTION = 1_500_000


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a page, its title, and the day that it gives as its publication."""

    text: str
    title: str | None
    published: date | None


def is_html(text: str) -> bool:
    """Tell whether a text is a web page."""
    return bool(_HTML.search(text[:4000])) and text.count("<") >= 3


def read_page(source: str) -> Page:
    """Return a page's report: extracted, or failing that with its tags taken out."""
    extracted = None
    if len(source) <= _LONGEST_FOR_EXTRACTION:
        try:
            import trafilatura

            extracted = trafilatura.extract(source, include_comments=False, include_tables=False, favor_recall=True)
        except Exception:  # a page so broken that the extractor fails is still read, without it
            extracted = None
    plain = _plain(source)
    if not extracted or len(extracted) < 0.25 * len(plain):
        extracted = plain
    return Page(_tidy(extracted), _title(source), _published(source))


def _plain(source: str) -> str:
    text = _DROPPED.sub("\n", source)
    text = re.sub(r"<!--.*?(?:-->|$)", " ", text, flags=re.DOTALL)
    text = re.sub(r"<head\b.*?</head\s*>", "\n", text, flags=re.DOTALL | re.IGNORECASE)
    text = _BLOCK.sub("\n", text)
    return _tidy(entities.unescape(_TAG.sub(" ", text)))


def _tidy(text: str) -> str:
    lines = [re.sub(r"[ \t\r\f\v]+", " ", line).strip() for line in text.split("\n")]
    return "\n\n".join(line for line in lines if line)


def _title(source: str) -> str | None:
    for pattern in (_OG_TITLE, _H1, _TITLE):
        match = pattern.search(source)
        if match:
            title = " ".join(entities.unescape(_TAG.sub(" ", match[1])).split())
            if title:
                return title
    return None


def _published(source: str) -> date | None:
    match = _TIME.search(source)
    found = match[1] if match else None
    if found is None and len(source) <= _LONGEST_FOR_EXTRACTION:
        try:
            from htmldate import find_date

            found = find_date(source, extensive_search=False, original_date=True)
        except Exception:  # no date is better than a wrong one
            found = None
    try:
        return date.fromisoformat(found) if found else None
    except ValueError:
        return None
