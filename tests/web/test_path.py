"""The whole path in a real browser: paste, correct a claim, answer an unknown, see the verdict change, download."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import foedus

RAID = "Niamey, 21 March 2024 - Gunmen from JNIM raided an army post in Niger on 21 March 2024."
COUP = "Niamey - Soldiers overthrew the president of Niger in a coup on 26 July 2023."


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1100, "height": 900}, accept_downloads=True)
    opened = context.new_page()
    opened.complaints = []
    opened.on("console", lambda told: told.type == "error" and opened.complaints.append(told.text))
    opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
    yield opened
    assert opened.complaints == []
    context.close()


def _tab_to(page: Any, selector: str, most: int = 400) -> None:
    """Move the focus by the Tab key until it is on the first element that a selector finds."""
    wanted = page.locator(selector).first.element_handle()
    for _ in range(most):
        if page.evaluate("element => document.activeElement === element", wanted):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached by {most} tabs")


def _downloaded(page: Any, ending: str, tmp_path: Path) -> bytes:
    with page.expect_download() as waiting:
        page.locator(f'.downloads a[href$="/{ending}"]').click()
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path.read_bytes()


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_from_a_pasted_report_to_a_file_that_verifies(lang: str, page: Any, address: str, tmp_path: Path) -> None:
    page.goto(f"{address}/{lang}/")
    page.fill("#text", RAID)
    page.click("main button[type=submit]")
    first = page.url
    page.locator('main a.button[href$="/claims"]').click()
    page.locator("article.claim summary").first.click()
    page.locator('input[name^="c:"][name$=":target"]').first.fill("MLI")
    page.fill("#by", "Ada Lovelace")
    page.locator("main button[type=submit]").first.click()
    assert page.url != first and page.locator("#changed").count() == 1
    assert "Ada Lovelace" in page.locator("main").inner_text()
    assert "Mali" in page.locator("#answer, section.first").first.inner_text()
    corrected = page.url
    answer = json.loads(_downloaded(page, "json", tmp_path))
    assert {each["incident"]["target"] for each in answer["assessments"]} == {"MLI"}
    assert foedus.verify(tmp_path / next(each.name for each in tmp_path.iterdir()))
    assert _downloaded(page, "pdf", tmp_path).startswith(b"%PDF")
    page.locator(f'main a.button[href="{first.removeprefix(address)}"]').click()
    assert page.url == first != corrected and page.locator("#changed").count() == 0


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_an_unknown_is_answered_and_the_verdict_changes(lang: str, page: Any, address: str) -> None:
    page.goto(f"{address}/{lang}/")
    page.fill("#text", COUP)
    page.click("main button[type=submit]")
    page.locator('main a.button[href$="/claims"]').click()
    page.locator('input[name*="request by the target"][value=yes]').first.check()
    page.locator("main button[type=submit]").first.click()
    changed = page.locator("section.card", has=page.locator("#changed")).inner_text()
    assert foedus.load_library()["au-constitutive-act-2000"].short_name.split()[-1] in changed
    words = {"en": ("UNSETTLED", "OPEN"), "fr": ("NON TRANCHÉ", "OUVERT")}[lang]
    assert all(word in changed.upper() for word in words)


def test_the_path_by_keyboard_alone(page: Any, address: str) -> None:
    page.goto(f"{address}/en/")
    _tab_to(page, "#text")
    page.keyboard.insert_text(RAID)
    _tab_to(page, "main button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/brief/*")
    first = page.url
    _tab_to(page, 'main a.button[href$="/claims"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims")
    _tab_to(page, "#by")
    page.keyboard.insert_text("Ada")
    _tab_to(page, "article.claim summary")
    page.keyboard.press("Enter")
    _tab_to(page, 'input[name^="c:"][name$=":target"]')
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("BFA")
    _tab_to(page, "main section button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_selector("#changed")
    assert page.url != first and "Burkina Faso" in page.locator("main").inner_text()


def test_files_are_dropped_on_the_form(page: Any, address: str) -> None:
    page.goto(f"{address}/en/")
    page.evaluate(
        """text => {
          const carried = new DataTransfer();
          carried.items.add(new File([text], "dropped.txt", {type: "text/plain"}));
          document.querySelector("form[data-drop]").dispatchEvent(
            new DragEvent("drop", {bubbles: true, cancelable: true, dataTransfer: carried}));
        }""",
        RAID,
    )
    page.click("main button[type=submit]")
    assert "dropped.txt" in page.locator("main").inner_text() or "Niger" in page.locator("h1, .note").all_inner_texts()[0]
    assert "/brief/" in page.url


def test_a_sentence_of_the_brief_leads_to_the_words_of_the_report(page: Any, address: str) -> None:
    page.goto(f"{address}/en/example")
    cited = page.locator('main article a[href^="#"]').first
    target = cited.get_attribute("href")
    cited.click()
    assert page.url.endswith(target)
    assert page.locator(f"[id='{target[1:]}'] ~ mark, [id='{target[1:]}']").count() >= 1


def test_a_proposal_of_the_ask_page_makes_the_change(page: Any, address: str) -> None:
    page.goto(f"{address}/en/ask?act=raid&actor=JNIM&date=2023-09-20&struck=armed+forces&target=BFA")
    before = page.url
    page.locator("main a.button", has_text="yes").first.click()
    assert page.url != before and "fact" in page.url


def test_a_click_on_the_map_opens_a_state(page: Any, address: str) -> None:
    page.goto(f"{address}/en/world?on=2023-09-20")
    page.wait_for_selector("figure[data-picture] svg", timeout=20_000)
    box = page.locator("figure[data-picture] svg").first.bounding_box()
    # the middle of Canada, wherever the page puts the map: a large land in every projection of the world
    page.mouse.click(box["x"] + box["width"] * 0.26, box["y"] + box["height"] * 0.12)
    page.wait_for_url("**/world/*", timeout=10_000)
    assert "on=2023-09-20" in page.url


def test_the_year_slider_asks_as_it_is_moved(page: Any, address: str) -> None:
    page.goto(f"{address}/en/world?on=1914-07-28")
    page.locator("input[type=range]").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/world?*1915*", timeout=10_000)
    assert "1915" in page.locator("h1").inner_text()
