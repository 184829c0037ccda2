"""The pages of the law library: the list, a pact, two pacts, the words; both languages, every link leads somewhere."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from foedus.pacts import load_library

HAND = "liptako-gourma-charter-2023"
CODED = "atop-1350"
PATHS = (
    "/pacts", "/pacts?text=armed+force", "/pacts?party=NER&on=2023-09-20", "/pacts?coded=2", f"/pacts/{HAND}",
    f"/pacts/{HAND}?on=2023-09-20", f"/pacts/{CODED}", "/pacts/ecowas-mechanism-1999/compare/ecowas-pmad-1981",
    "/terms", "/terms?word=raid", "/terms/act", "/terms/up-to", "/terms/fact",
    "/terms/duty", "/terms/bearer", "/terms/place", "/terms/state", "/terms?word=assist", "/terms?word=every+party",
)  # fmt: skip


class Outline(HTMLParser):
    """Ids, links and headings of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[int] = []
        self.labelled: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        for key in ("aria-labelledby", "aria-describedby"):
            self.labelled += (given.get(key) or "").split()


def words(text: str) -> str:
    """The words of a page, without its marks."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_one_whole_page(client: TestClient, lang: str, path: str) -> None:
    answer = client.get(f"/{lang}{path}")
    assert answer.status_code == 200
    outline = Outline(answer.text)
    assert outline.headings.count(1) == 1
    steps = zip(outline.headings, outline.headings[1:], strict=False)
    assert all(after <= before + 1 for before, after in steps)
    assert len(outline.ids) == len(set(outline.ids)), "an id stands twice"
    within = {link[1:] for link in outline.links if link.startswith("#")}
    assert within | set(outline.labelled) <= set(outline.ids)


def test_the_list_shows_the_encoded_pacts_and_counts_the_coded_ones(client: TestClient) -> None:
    library = load_library()
    text = client.get("/en/pacts").text
    links = {urlsplit(link).path for link in Outline(text).links}
    assert {f"/en/pacts/{each.id}" for each in library.encoded} <= links
    coded = len(library) - len(library.encoded)
    assert f"({coded})" in words(text)
    assert not any("/pacts/atop-" in link for link in links)
    reached = set()
    address = next(link for link in Outline(text).links if "coded=" in link)
    while address:
        links = Outline(client.get(address).text).links
        reached |= {urlsplit(link).path for link in links if "/pacts/atop-" in link}
        number = int(parse_qs(urlsplit(address).query)["coded"][0])
        address = next((link for link in links if f"coded={number + 1}" in link), "")
    assert len(reached) == coded


def test_a_search_marks_what_it_found(client: TestClient) -> None:
    text = client.get("/en/pacts", params={"text": "blockade"}).text
    marked = re.findall(r"<mark>([^<]+)</mark>", text)
    assert marked
    assert {each.lower() for each in marked} == {"blockade"}


@pytest.mark.parametrize(("name", "value"), [("party", "atlantis"), ("on", "soon"), ("region", "the moon")])
def test_a_bad_filter_is_told_and_the_form_keeps_it(client: TestClient, name: str, value: str) -> None:
    answer = client.get("/en/pacts", params={name: value})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert f"'{value}'" in unescape(answer.text)
    assert f'value="{value}"' in answer.text or f"<option selected>{value}</option>" in answer.text


def test_a_search_for_too_many_words_is_refused(client: TestClient) -> None:
    answer = client.get("/en/pacts", params={"text": " ".join(f"word{number}" for number in range(500))})
    assert answer.status_code == 400
    assert "500 words are too many" in words(answer.text)


def test_what_is_searched_is_escaped(client: TestClient) -> None:
    hostile = '"><script>alert(1)</script>'
    for name in ("text", "party", "on", "region", "kind"):
        assert "<script>alert" not in client.get("/en/pacts", params={name: hostile}).text


def test_a_pact_has_words_and_form_side_by_side(client: TestClient) -> None:
    text = client.get(f"/en/pacts/{HAND}").text
    pact = load_library()[HAND]
    ids = set(Outline(text).ids)
    assert {article.id for article in pact.articles} <= ids
    assert {rule.provision.replace("/", "--").replace(" ", "-") for rule in pact.rules} <= ids
    assert {f"source-{source.id}" for source in pact.sources} <= ids
    assert "/en/terms/act#w-attack" in text


def test_a_day_changes_status_and_parties(client: TestClient) -> None:
    before, after = (
        words(client.get(f"/en/pacts/{HAND}", params={"on": day}).text) for day in ("2023-09-01", "2023-09-20")
    )
    assert "In force on 1 September 2023: no" in before
    assert "In force on 20 September 2023: yes" in after
    assert "Bound on 20 September 2023 (3): Burkina Faso, Mali, Niger" in after
    assert client.get(f"/en/pacts/{HAND}", params={"on": "never"}).status_code == 400


def test_every_case_leads_to_its_question(client: TestClient) -> None:
    text = client.get(f"/en/pacts/{HAND}").text
    asked = [link for link in Outline(text).links if link.startswith("/en/ask?")]
    cases = load_library()[HAND].cases
    assert len(asked) == len(cases)
    for link, case in zip(asked, cases, strict=True):
        query = parse_qs(urlsplit(link).query)
        assert query["pact"] == [HAND]
        assert query["act"] == [case.get("act").value]  # type: ignore[union-attr]


def test_the_question_of_a_case_answers_what_the_case_expects(client: TestClient) -> None:
    text = client.get("/en/pacts/ecowas-mechanism-1999").text
    parts = re.findall(r'<details class="case".*?</details>', text, re.S)
    with_facts = next(part for part in parts if "fact." in part)
    for part in (parts[0], with_facts):
        [address] = [link for link in Outline(part).links if link.startswith("/en/ask?")]
        answer = client.get(address)
        assert answer.status_code == 200
        verdicts = set(re.findall(r'class="verdict [^"]*">([^<]+)<', part))
        assert verdicts
        assert verdicts <= set(re.findall(r'class="verdict [^"]*">([^<]+)<', answer.text))


def test_the_pictures_have_their_tables(client: TestClient) -> None:
    text = client.get("/en/pacts/north-atlantic-treaty-1949", params={"on": "1970-01-01"}).text
    ids = set(Outline(text).ids)
    assert {"through-time", "bonds"} <= ids
    bonds = text[text.index('id="bonds"') :]
    assert "Canada" in bonds[: bonds.index("</figure>")]
    # nobody is bound to defend anybody on a day before the treaty
    assert "bonds" not in Outline(client.get("/en/pacts/north-atlantic-treaty-1949?on=1940-01-01").text).ids


def test_an_unknown_pact_is_not_found_and_the_nearest_is_named(client: TestClient) -> None:
    answer = client.get("/en/pacts/anzus-1952")
    assert answer.status_code == 404
    assert "anzus-1951" in answer.text
    assert client.get(f"/en/pacts/{HAND}/compare/nothing-here").status_code == 404
    assert client.get("/fr/terms/nothing").status_code == 404


def test_two_pacts_stand_beside_each_other(client: TestClient) -> None:
    text = words(client.get("/en/pacts/dual-alliance-1879/compare/triple-alliance-1882").text)
    assert "Dual Alliance" in text or "Austria-Hungary" in text
    swapped = words(client.get("/en/pacts/triple-alliance-1882/compare/dual-alliance-1879").text)
    only = re.compile(r"Only in ([AB]) \((\d+)\)")
    one, other = dict(only.findall(text)), dict(only.findall(swapped))
    assert (one["A"], one["B"]) == (other["B"], other["A"])
    whole = words(client.get(f"/en/pacts/{HAND}/compare/{HAND}").text)
    assert dict(only.findall(whole)) == {"A": "0", "B": "0"}


def test_a_word_tells_what_it_means_or_what_is_near(client: TestClient) -> None:
    found = client.get("/en/terms", params={"word": "raid"})
    assert "/en/terms/act#w-raid" in found.text
    wrong = client.get("/en/terms", params={"word": "raidd"})
    assert wrong.status_code == 400
    assert "raid" in words(wrong.text)


def test_words_of_forms_lead_to_words_of_the_vocabulary(client: TestClient) -> None:
    links = {link for link in Outline(client.get("/fr/pacts/north-atlantic-treaty-1949").text).links if "#w-" in link}
    assert links
    ids = {path: set(Outline(client.get(path).text).ids) for path in {link.partition("#")[0] for link in links}}
    assert not [link for link in links if link.partition("#")[2] not in ids[link.partition("#")[0]]]
