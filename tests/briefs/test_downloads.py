"""PDF and Word: the same document as the page, in the same bytes each time, whatever a report holds."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest

from foedus.briefs import Brief, brief_document, render, render_assessment, render_reading
from foedus.briefs.outline import (
    Document,
    Entry,
    Fold,
    Paragraph,
    Passage,
    Point,
    Points,
    Quote,
    Section,
    Text,
    line,
    link,
    strong,
)
from foedus.briefs.paper import laid_out, marked
from foedus.briefs.pdf import render_images, render_pdf
from foedus.briefs.word import render_word
from foedus.terms import FoedusError

HOSTILE = (
    "#panic()", "#read(\"/etc/passwd\")", "$ x $", "*bold* _em_ `raw` <label> @cite", "#set text(size: 99pt)", "\\u{41}",
    "= heading\n- list", "</w:t><w:br/>", "]]>", "&amp;&#0;", "{{ x }} {% y %}", "\x00\x07\u202e\ud800\ufffe", "🦀 漢字 العربية",
    "W" * 3000, "https://example.org/" + "a" * 400, "../../x", "//comment", "#import \"@preview/x:0.1.0\"", "\\", "#", "\"",
)  # fmt: skip


def hostile(text: str) -> Document:
    """A document with one text in every place that takes one."""
    quote = Quote(text, line(link(text, "#q-1")), "#q-1")
    fold = Fold(line(text), (Paragraph(line(text)), quote), (Paragraph(line(text), "note"),))
    source = Point(line(link(text, "#l-1", "strong"), " ", link(text, "https://example.org/" + text)))
    entry = Entry(line(strong(text)), (quote, fold, Points((source,))), "#i-1", "what-if")
    blocks = (
        Paragraph(line(text, link(text, "#nowhere")), "warning"),
        entry,
        Points((Point(line(text), (fold,)),), True),
    )
    report = Text(
        "#r-1", text, line(text), f"Before {text} after", (Passage("#q-1", (0, 6)), Passage("", (3, 9), "aside"))
    )
    return Document(
        "fr", text, (line(text),), (Section(text, "#s", blocks),) * 2, (Paragraph(line(text)),), (report,), text, text
    )


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_is_ever_interpreted(text: str) -> None:
    pdf = render_pdf(hostile(text))
    assert pdf.startswith(b"%PDF-") and b"/Launch" not in pdf and b"/JavaScript" not in pdf and b"root:" not in pdf
    told = words_of(render_word(hostile(text)))
    seen = " ".join(re.sub(r"[\x00-\x1f\u202e\ud800-\udfff\ufffe]", " ", text).split())
    assert seen[:200].replace(" ", "") in re.sub(r"[\s\ufffd]", "", told)


def words_of(word: bytes) -> str:
    import docx

    document = docx.Document(io.BytesIO(word))
    texts = document.element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t")
    return " ".join(each.text or "" for each in texts)


def test_the_same_answer_is_the_same_bytes(brief: Brief) -> None:
    for lang in ("en", "fr"):
        for format in ("pdf", "docx"):
            first, again = render(brief, format, lang=lang), render(brief, format, lang=lang)
            assert isinstance(first, bytes) and first == again
    assert render(brief, "pdf", lang="en") != render(brief, "pdf", lang="fr")


def test_a_pdf_has_title_language_outline_and_pages(brief: Brief) -> None:
    made = render_pdf(brief_document(brief, "fr"))
    assert re.search(rb"/Lang ?\(fr\)", made) and b"/Outlines" in made and b"/MarkInfo" in made
    pages = render_images(brief_document(brief, "fr"), 20)
    assert len(pages) > 2 and all(page.startswith(b"\x89PNG") for page in pages)


def test_every_link_on_paper_leads_to_a_place(brief: Brief) -> None:
    document = brief_document(brief, "en", far_proofs=False)
    paper = laid_out(document)
    anchors = {piece for text in document.texts for row in marked(text) for each in row for piece in each.at}
    quoted = {each.anchor for text in document.texts for each in text.passages if each.anchor}
    assert quoted and {name.removeprefix("#") for name in quoted} == anchors
    assert {"#texts", "#answer", "#a1"} <= paper.places


def test_word_has_headings_lists_quotes_and_bookmarks_for_all_its_links(brief: Brief) -> None:
    import docx

    document = docx.Document(io.BytesIO(render(brief, "docx")))
    styles = {each.style.name for each in document.paragraphs}
    assert {"Title", "Heading 1", "Heading 2", "List Bullet", "Quote"} <= styles
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    marks = [each.get(f"{space}name") for each in document.element.body.iter(f"{space}bookmarkStart")]
    links = {each.get(f"{space}anchor") for each in document.element.body.iter(f"{space}hyperlink")} - {None}
    assert links and links <= set(marks) and len(marks) == len(set(marks)) and all(len(name) <= 40 for name in marks)
    assert document.core_properties.title == "Brief on 2 reports" and document.core_properties.author.startswith(
        "foedus"
    )
    assert "comments" not in document.core_properties.comments


def test_word_holds_what_the_page_says(brief: Brief) -> None:
    told = re.sub(r"\s+", "", words_of(render_word(brief_document(brief, "en"))))
    for section in brief_document(brief, "en").sections:
        assert re.sub(r"\s+", "", section.title) in told
    for report in brief.reports:
        assert re.sub(r"\s+", "", report.text)[:60] in told


def test_word_parts_are_dated_alike(brief: Brief) -> None:
    with zipfile.ZipFile(io.BytesIO(render(brief, "docx"))) as parts:
        assert {each.date_time for each in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert parts.namelist()[0] == "[Content_Types].xml"


def test_assessments_and_readings_are_paper_too(brief: Brief) -> None:
    for format, start in (("pdf", b"%PDF-"), ("docx", b"PK")):
        assert render_assessment(brief.assessments[1], format).startswith(start)  # type: ignore[arg-type]
        assert render_reading(brief.reports, brief.reconciliation, format).startswith(start)  # type: ignore[arg-type]


def test_a_reading_is_no_calendar(brief: Brief) -> None:
    with pytest.raises(FoedusError, match="unknown format 'ics'"):
        render_reading(brief.reports, brief.reconciliation, "ics")


def test_a_format_of_another_package_may_be_bytes(brief: Brief, monkeypatch: pytest.MonkeyPatch) -> None:
    class Added:
        def load(self) -> Callable[[Document], bytes]:
            return lambda document: document.title.encode()

    monkeypatch.setattr(sys.modules["foedus.briefs.render"], "_added", lambda: {"odd": Added()})
    assert render(brief, "odd") == b"Brief on 2 reports"


def test_folds_go_to_the_annex_once(brief: Brief) -> None:
    document = brief_document(brief, "en")
    paper = laid_out(document)
    numbers = [each.number for each in paper.annex]
    assert numbers == [f"A{n}" for n in range(1, len(numbers) + 1)] and numbers

    def folds(blocks: object) -> int:
        if isinstance(blocks, tuple):
            return sum(map(folds, blocks))
        if isinstance(blocks, Fold):
            return 1
        if isinstance(blocks, Points):
            return sum(folds(each.under) for each in blocks.points)
        return folds(blocks.blocks) if isinstance(blocks, Entry) else 0

    assert all(folds(section.blocks) == 0 for section in paper.document.sections)
    assert replace(document, sections=()) == replace(paper.document, sections=())
