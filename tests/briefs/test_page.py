"""HTML and Markdown: one file, no network, nothing of a report becomes markup, every quote leads to its words."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from foedus.briefs import Brief, render, render_assessment
from foedus.briefs.markdown import escape

VOID = {"meta", "br", "hr", "img", "link", "input"}


class Page(HTMLParser):
    """The tags, attributes and ids of a page, and whether every tag is closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag, f"</{tag}> closes nothing"

    @property
    def ids(self) -> list[str]:
        return [found for _, keys in self.tags if (found := keys.get("id"))]


@pytest.fixture(scope="module", params=["en", "fr"])
def html(brief: Brief, request: pytest.FixtureRequest) -> str:
    return render(brief, "html", lang=request.param)


def test_tags_are_closed_and_ids_unique(html: str) -> None:
    page = Page(html)
    assert not page.open
    assert len(page.ids) == len(set(page.ids))


def test_nothing_is_loaded_and_nothing_runs(html: str) -> None:
    page = Page(html)
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "img", "iframe", "object", "embed", "link", "form", "base", "svg", "audio", "video"}
    for tag, keys in page.tags:
        assert not [
            key for key in keys if key in ("src", "srcset", "style", "background", "ping") or key.startswith("on")
        ]
        if "href" in keys:
            assert tag == "a" and re.match(r"(#|https?://)", keys["href"] or "")
    assert "url(" not in html and "@import" not in html
    assert any(keys.get("http-equiv") == "Content-Security-Policy" for tag, keys in page.tags if tag == "meta")


def test_markup_in_a_report_stays_text(html: str) -> None:
    assert "<script>" not in html and "&lt;script&gt;" in html and "by the sea &lt;b&gt;" in html


def test_every_link_inside_leads_somewhere(html: str) -> None:
    page = Page(html)
    inside = {keys["href"][1:] for tag, keys in page.tags if tag == "a" and (keys.get("href") or "").startswith("#")}
    assert inside and not inside - set(page.ids)


def test_the_words_of_every_quote_are_marked_in_the_text(html: str, brief: Brief) -> None:
    page = Page(html)
    assert [found for found in page.ids if found.startswith("q-")]
    marked = " ".join(re.findall(r"<mark>(.*?)</mark>", html, re.DOTALL))
    assert "Gunmen raided a Lithuanian border post" in marked


def test_proofs_are_folded_whole(html: str) -> None:
    assert html.count("<details>") >= 3 and "<summary>" in html


def test_an_assessment_is_a_page_too(brief: Brief) -> None:
    for each in brief.assessments:
        assert not Page(render_assessment(each, "html")).open


def test_markdown_escapes_what_a_report_says(brief: Brief) -> None:
    told = render(brief, "md")
    assert "<script>" not in told and "\\<script\\>" in told
    assert set(re.findall(r"(?<!\\)<(/?[a-z]+)", told)) <= {
        "details",
        "/details",
        "summary",
        "/summary",
        "a",
        "/a",
        "https",
    }
    assert told.count("<details>") == told.count("</details>") > 0
    assert escape("*a* [b](http://c) <i> `d` # e") == "\\*a\\* \\[b\\](http&#58;//c) \\<i\\> \\`d\\` \\# e"


def test_markdown_links_in_the_file_lead_to_anchors(brief: Brief) -> None:
    told = render(brief, "md")
    wanted = set(re.findall(r"\]\(#([a-z0-9-]+)\)", told))
    assert wanted and wanted <= set(re.findall(r'<a id="([^"]+)"></a>', told))
