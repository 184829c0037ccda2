"""A report as read: spans, quotes, bad input, and the same answer twice."""

from __future__ import annotations

import string
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.reading import LARGEST, Claim, ReportTooLarge, ReportUnreadable, read_report
from foedus.terms import FoedusError

WORDS = st.sampled_from(
    "Mali Niger France ECOWAS Russia Finland troops attacked invaded the a of in on by and , . “ ” \" ' — ( ) said that if "
    "threatened to will not never Saturday 2023 September 16th July coup charter states any attack on parties who which was "
    "were been signed pact with its their he they Assimi Goita le la des une soldats ont attaqué menacé de d' l' qui que \n \n\n "
    "See also jihadists al-Qaeda-linked , and between agreement war declared ’s against withdrew from promising yesterday".split(
        " "
    )
)
SENTENCES = st.lists(WORDS, min_size=1, max_size=60).map(" ".join)


def check(report) -> None:
    for claim in report.claims:
        start, end = claim.span
        assert report.text[start:end] == claim.quote
        assert claim.quote == claim.quote.strip()
        assert list(claim.initiator) == sorted(set(claim.initiator))
        assert list(claim.target) == sorted(set(claim.target))
    for part in (*report.set_aside, *report.unread):
        assert 0 <= part.span[0] < part.span[1] <= len(report.text)
        assert part.why


@given(SENTENCES)
@settings(max_examples=150)
def test_spans_are_exact_whatever_the_words(text):
    if text.strip():
        check(read_report(text, id="r", file="r.txt", published=date(2023, 9, 16)))


@given(st.binary(min_size=1, max_size=400))
@settings(max_examples=150)
def test_bytes_are_read_or_refused_with_a_message(source):
    try:
        check(read_report(source, id="r", file="r.txt"))
    except FoedusError as error:
        assert "r.txt" in str(error)


@given(st.text(alphabet=string.printable + "éàç“”’…—\u00a0<>&/", min_size=1, max_size=300))
@settings(max_examples=100)
def test_any_text_is_read_or_refused(text):
    try:
        check(read_report("<html><body><p>" + text, id="r", file="r.html"))
        check(read_report(text, id="r", file="r.txt"))
    except FoedusError:
        assert not text.strip(" \t\n\r\x0b\x0c")


@given(SENTENCES)
@settings(max_examples=40)
def test_reading_twice_is_reading_once(text):
    if text.strip():
        assert read_report(text, id="r", file="r") == read_report(text, id="r", file="r")


def test_a_claim_without_words_cannot_exist():
    with pytest.raises(ValueError, match="span"):
        Claim("c", "r", "ASSAULT", "attack", (), (), None, None, "happened", "", (3, 3))


@pytest.mark.parametrize(
    ("source", "kind", "says"),
    [
        (b"", ReportUnreadable, "empty"),
        (b" \n\t ", ReportUnreadable, "empty"),
        (b"%PDF-1.7 \x00\x01", ReportUnreadable, "not text"),
        (bytes(range(256)) * 4, ReportUnreadable, "not text"),
        (b"a" * (LARGEST + 1), ReportTooLarge, "at most 5,000,000"),
    ],
)
def test_bad_input_gets_one_clear_message(source, kind, says):
    with pytest.raises(kind, match=says) as caught:
        read_report(source, id="r", file="bad.bin")
    assert str(caught.value).startswith("bad.bin: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "latin-1"])
def test_the_usual_encodings_give_one_reading(encoding):
    text = "L'armée malienne a été attaquée à Gao.\r\nDes soldats nigériens ont tué des jihadistes près de Tillabéri."
    report = read_report(text.encode(encoding), id="r", file="r.txt")
    assert report.text == text.replace("\r\n", "\n")


def test_text_decoded_wrongly_before_is_mended():
    text = "Mali’s army was attacked in Gao by jihadists, the government said."
    broken = text.encode("utf-8").decode("cp1252")
    assert read_report(broken, id="r", file="r.txt").text == text


def test_broken_html_is_still_read():
    source = "<html><body><nav><a>Home<p>Russia invaded Finland on 4 April 2023.<div><p>Nobody <b>knew"
    report = read_report(source, id="r", file="r.html")
    claim = next(claim for claim in report.claims if claim.act == "invasion")
    assert (claim.initiator, claim.target) == (("RUS",), ("FIN",))
    assert claim.date is not None and claim.date.start == date(2023, 4, 4)
    check(report)


def test_a_web_page_gives_title_day_and_text_without_its_menus():
    source = (
        "<html><head><title>Raid in Chad | Courier</title>"
        '<meta property="article:published_time" content="2024-03-22T08:00:00Z"></head><body>'
        "<nav><ul><li>Home</li><li>Sport</li></ul></nav><article><h1>Raid in Chad</h1>"
        "<p>Jihadists raided a camp of the Chadian army on Thursday. Nine soldiers died, the ministry said.</p>"
        "<p>See also: Ten cakes for spring</p></article><footer>© Courier</footer><script>var war = 1;</script></body></html>"
    )
    report = read_report(source, id="r", file="r.html")
    assert report.title == "Raid in Chad"
    assert report.published == date(2024, 3, 22)
    claim = report.claims[0]
    assert (claim.act, claim.initiator, claim.target) == ("raid", ("jihadists",), ("TCD",))
    assert claim.date is not None and claim.date.start == date(2024, 3, 21)
    assert "var war" not in report.text
    assert all("cakes" not in claim.quote for claim in report.claims)


@pytest.mark.parametrize(
    "text",
    [
        "Argentina attacked from kickoff and their striker scored two goals in the final. France's defence was under siege "
        "until halftime, when the coach brought on a midfielder. Argentina won the cup.",
        "Shares in the German carmaker were hit as investors attacked the merger. Its French rival launched a price war "
        "and signed an alliance with a startup; quarterly profits and revenue fell.",
        "Our garden was invaded by slugs in August, and my neighbour declared war on them.",
    ],
)
def test_figures_of_speech_yield_no_event(text):
    events = [
        claim for claim in read_report(text, id="r", file="r").claims if claim.type not in ("STATUS", "STATEMENT")
    ]
    assert events == []
