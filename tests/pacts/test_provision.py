"""Headings and the ids that answers use."""

import pytest

from foedus.pacts import article_label, provision_id


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Article 6", "art-6"),
        ("Article 8(a)", "art-8-a"),
        ("Article V", "art-5"),
        ("Article II(1)", "art-2-1"),
        ("Article XIV: withdrawal", "art-14"),
        ("Article 42(7)", "art-42-7"),
        ("Article x: denunciation", "art-x-denunciation"),
        ("Articles 44-45", "art-44-45"),
        ("Paragraph 3", "par-3"),
        ("Resolution 2100", "resolution-2100"),
        ("Mandate: what it may do", "mandate"),
    ],
)
def test_a_heading_has_its_id(heading: str, expected: str) -> None:
    assert provision_id(heading) == expected


@pytest.mark.parametrize(
    ("provision", "label"),
    [
        ("art-6/assist", "article 6"),
        ("art-8-a/blockade", "article 8(a)"),
        ("art-44-45/sanctions", "articles 44-45"),
        ("art-x-denunciation", "the article on denunciation (number not read)"),
        ("resolution-2100", "resolution 2100"),
    ],
)
def test_an_id_is_cited_as_people_cite_it(provision: str, label: str) -> None:
    assert article_label(provision) == label
