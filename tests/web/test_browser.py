"""Every page in a real browser, in both languages: it draws, stays on this machine, is usable by all and on a phone."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

WIDE, PHONE = {"width": 1200, "height": 900}, {"width": 320, "height": 640}
QUESTION = "act=raid&actor=JNIM&date=2023-09-20&struck=armed+forces&target=BFA"
PAGES = {
    "start": "/",
    "brief": "/example",
    "claims": "/example/claims",
    "ask": "/ask",
    "answer": f"/ask?{QUESTION}",
    "pacts": "/pacts",
    "search": "/pacts?text=sahel",
    "pact": "/pacts/liptako-gourma-charter-2023",
    "nato": "/pacts/north-atlantic-treaty-1949",
    "coded": "/pacts/atop-1115",
    "difference": "/pacts/ecowas-non-aggression-1978/compare/ecowas-pmad-1981",
    "terms": "/terms",
    "acts": "/terms/act",
    "world": "/world?on=2023-09-20",
    "world-1914": "/world?on=1914-07-28",
    "state": "/world/NER?on=2023-09-20",
    "pair": "/world/NGA/NER?on=2023-09-20",
    "sahel": "/sahel",
    "what-if": "/what-if",
    "about": "/about",
    "missing": "/nowhere",
}
"""Every page of the desk by name, with an address that shows it filled."""
FAILED_LOADS = re.compile(r"the server responded with a status of 40[04]")


@pytest.fixture(scope="module")
def opened(browser: Any, address: str) -> Iterator[Any]:
    """A page of the browser that notes what it complains of and what it asks of other machines."""
    context = browser.new_context(viewport=WIDE, locale="en-GB")
    page = context.new_page()
    page.complaints, page.outside = [], []
    page.on("console", lambda told: told.type == "error" and page.complaints.append(told.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on(
        "request",
        lambda asked: not asked.url.startswith((address, "data:", "blob:")) and page.outside.append(asked.url),
    )
    yield page
    context.close()


def visit(page: Any, address: str, path: str, lang: str, size: dict[str, int] = WIDE) -> None:
    """Open a page of the desk and wait until its pictures are drawn."""
    page.set_viewport_size(size)
    page.complaints.clear(), page.outside.clear()
    where = path
    if path == "/example/claims":
        page.goto(f"{address}/{lang}/example")
        where = page.url.removeprefix(f"{address}/{lang}") + "/claims"
    page.goto(f"{address}/{lang}{where}")
    page.wait_for_load_state("networkidle")
    if page.locator("figure[data-picture]").count():
        page.wait_for_selector("figure[data-picture] svg", timeout=20_000)


def picture(page: Any, name: str) -> None:
    """Keep a picture of the page where somebody asked for pictures, to be looked at."""
    if folder := os.environ.get("FOEDUS_SCREENSHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_draws_stays_here_and_passes_axe(name: str, lang: str, opened: Any, address: str) -> None:
    visit(opened, address, PAGES[name], lang)
    picture(opened, f"{name}-{lang}-wide")
    assert opened.locator("h1").count() == 1
    assert opened.locator("html").get_attribute("lang") == lang
    assert opened.outside == []
    assert [each for each in opened.complaints if name != "missing" or not FAILED_LOADS.search(each)] == []
    found = Axe().run(opened, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_a_phone(name: str, lang: str, opened: Any, address: str) -> None:
    visit(opened, address, PAGES[name], lang, PHONE)
    picture(opened, f"{name}-{lang}-phone")
    over = opened.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] :
        [...document.querySelectorAll("main *, header *, footer *")]
        .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".scroll, pre, .canvas"))
        .slice(0, 5).map(e => e.outerHTML.slice(0, 120))"""
    )
    assert over == [] and opened.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("name", PAGES)
def test_everything_on_a_page_can_be_reached_by_keyboard(name: str, opened: Any, address: str) -> None:
    visit(opened, address, PAGES[name], "en")
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.className") == "skip"
    lost = opened.evaluate(
        """() => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
        .filter(e => e.tabIndex < 0 && !e.closest("svg")).map(e => e.outerHTML.slice(0, 120))"""
    )
    assert lost == []
    clicks = opened.evaluate(
        """() => [...document.querySelectorAll("[onclick], [role=button]")].map(e => e.outerHTML.slice(0, 120))"""
    )
    assert clicks == []


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_page_works_without_script(lang: str, browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=WIDE)
    page = context.new_page()
    for path in ("/world?on=1939-09-01", f"/ask?{QUESTION}", "/sahel", "/pacts?text=sahel"):
        page.goto(f"{address}/{lang}{path}")
        assert page.locator("h1").count() == 1 and page.locator("main table, main article, main li").count() > 3
    context.close()
