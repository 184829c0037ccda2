"""In a real browser, under the strict policy of the desk: pictures draw, tell and lead, and ask nobody outside."""

from __future__ import annotations

import html
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

import foedus
from foedus import pictures
from foedus.pacts import Library
from foedus.pictures.page import json_inside

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'"
)
STYLE = (
    "body { margin: 0 } figure { margin: 0 } #vg-tooltip-element { position: fixed; visibility: hidden } "
    "#vg-tooltip-element.visible { visibility: visible }"
)


@pytest.fixture(scope="module")
def drawn(law: Library, bound: tuple, raid: Any) -> dict[str, pictures.Picture]:
    def link(state: str) -> str:
        return f"/state/{state}"

    sahel = [entry for entry in law.chronology if entry["date"] >= "2023"]
    return {
        "world": pictures.world_of_day(bound, "2023-10-01", link=link, geometry="/world.json"),
        "duties": pictures.duties_of_state(bound, "FRA", "2023-10-01", link=link),
        "incident": pictures.incident_map(raid.determinations, raid.incident),
        "network": pictures.network(bound, "2023-10-01", link=link, library=law),
        "timeline": pictures.chronology_timeline(sahel, "fr"),
        "map": pictures.chronology_map(sahel),
        "sahel": pictures.sahel(sahel),
        "parties": pictures.parties_through_time(law["csto-1992"], link=link),
        "proof": pictures.proof_tree(raid.determinations[0]),
        "collisions": pictures.collisions_chart(foedus.collisions_on("1914-07-28"), library=law),
        "years": pictures.pacts_by_year(law),
    }


@pytest.fixture(scope="module")
def desk(drawn: dict[str, pictures.Picture]) -> Iterator[str]:
    """Serve a page for each picture under the policy; yield its address."""
    import json

    served: dict[str, tuple[str, str]] = {
        "/vega.js": ("text/javascript", pictures.interactive_bundle()),
        "/show.js": ("text/javascript", pictures.show_script()),
        "/style.css": ("text/css", STYLE),
        "/world.json": ("application/json", json.dumps(pictures.world_geometry())),
        "/favicon.ico": ("image/x-icon", ""),
        "/state/FRA": ("text/html", "<title>France</title>"),
    }
    for name, each in drawn.items():
        served[f"/{name}"] = ("text/html", _page(each))

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kind, body = served.get(self.path, ("text/html", ""))
            self.send_response(200 if self.path in served else 404)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Security-Policy", POLICY)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def _page(each: pictures.Picture) -> str:
    return f"""<!doctype html><html lang="{each.lang}"><head><meta charset="utf-8"><title>{html.escape(each.title)}</title>
<link rel="stylesheet" href="/style.css"><script src="/vega.js" defer></script><script src="/show.js" defer></script></head>
<body><figure data-picture><div class="canvas" role="img" aria-label="x"></div>
<script type="application/json">{json_inside(each.spec)}</script><figcaption>x</figcaption></figure></body></html>"""


class Watched:
    """A page of which every message of the console, refusal of the policy and request is kept."""

    def __init__(self, browser: Any, width: int = 900) -> None:
        self.page = browser.new_page(viewport={"width": width, "height": 900})
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda told: self.said.append(f"{told.type}: {told.text}"))
        self.page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.add_init_script(
            "window.refused = []; document.addEventListener('securitypolicyviolation', "
            "e => window.refused.push(e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sample))"
        )

    def open(self, address: str) -> None:
        self.page.goto(address)
        self.page.wait_for_selector("figure[data-drawn]", timeout=30_000)

    @property
    def refused(self) -> list[str]:
        return self.page.evaluate("window.refused")


NAMES = (
    "world",
    "duties",
    "incident",
    "network",
    "timeline",
    "map",
    "sahel",
    "parties",
    "proof",
    "collisions",
    "years",
)


@pytest.mark.parametrize("name", NAMES)
def test_it_draws_under_the_strict_policy(browser: Any, desk: str, name: str) -> None:
    watched = Watched(browser)
    watched.open(f"{desk}/{name}")
    assert watched.page.get_attribute("figure", "data-drawn") == "yes"
    assert watched.page.locator("figure svg path").count() > 3
    assert watched.refused == []
    assert watched.said == []
    assert all(address.startswith(desk) for address in watched.asked)
    watched.page.close()


@pytest.mark.parametrize("name", NAMES)
def test_on_a_narrow_screen_the_page_does_not_scroll_sideways(browser: Any, desk: str, name: str) -> None:
    watched = Watched(browser, width=320)
    watched.open(f"{desk}/{name}")
    assert watched.page.evaluate("document.documentElement.scrollWidth") <= 320
    # letters keep their size: the drawing is laid out anew, not shrunk
    sizes = watched.page.eval_on_selector_all(
        "figure svg text", "all => all.filter(t => t.textContent).map(t => t.getBoundingClientRect().height)"
    )
    assert not sizes or max(sizes) >= 9
    watched.page.close()


def test_pointing_at_a_state_tells_who_defends_it_as_text(browser: Any, desk: str) -> None:
    watched = Watched(browser)
    watched.open(f"{desk}/world")
    _point_at(watched.page, "France")
    told = watched.page.locator("#vg-tooltip-element")
    assert told.evaluate("e => getComputedStyle(e).visibility") == "visible"
    assert "France" in told.inner_text() and "Poland" in told.inner_text()
    assert watched.refused == []
    watched.page.close()


def test_clicking_a_state_opens_its_page(browser: Any, desk: str) -> None:
    watched = Watched(browser)
    watched.open(f"{desk}/world")
    _point_at(watched.page, "France")
    watched.page.mouse.down()
    watched.page.mouse.up()
    watched.page.wait_for_url(f"{desk}/state/FRA")
    watched.page.close()


def test_an_act_chosen_in_the_timeline_stands_out_on_the_map(browser: Any, desk: str) -> None:
    watched = Watched(browser)
    watched.open(f"{desk}/sahel")
    faint = "all => all.filter(p => Number(p.getAttribute('opacity') ?? 1) < 0.5).length"
    assert watched.page.eval_on_selector_all("svg path", faint) == 0
    first = watched.page.locator("svg .mark-symbol path").first
    box = first.bounding_box()
    watched.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    watched.page.wait_for_function(
        "[...document.querySelectorAll('svg path')].filter(p => Number(p.getAttribute('opacity') ?? 1) < 0.5).length > 20"
    )
    assert watched.refused == [] and watched.said == []
    watched.page.close()


@pytest.mark.parametrize("name", ["world", "network", "sahel", "proof"])
def test_the_page_of_its_own_draws_offline_and_asks_nobody(
    browser: Any, drawn: dict[str, pictures.Picture], tmp_path: Path, name: str
) -> None:
    path = drawn[name].save(tmp_path / f"{name}.html")
    watched = Watched(browser)
    watched.open(path.as_uri())
    assert watched.page.get_attribute("figure", "data-drawn") == "yes"
    assert watched.refused == []
    assert watched.said == []
    assert [address for address in watched.asked if not address.startswith(("file:", "data:"))] == []
    assert watched.page.locator("main table tbody tr").count() == len(drawn[name].table.rows)
    watched.page.close()


def _point_at(page: Any, name: str) -> None:
    """Move the mouse onto the first mark whose label begins with a name."""
    spots = page.eval_on_selector_all(
        "figure svg path",
        """(all, name) => all.filter(p => p.__data__ && p.__data__.datum && p.__data__.datum.name === name)
        .map(p => { const b = p.getBoundingClientRect(); return [b.left, b.top, b.width, b.height]; })""",
        name,
    )
    assert spots, f"{name} is not drawn"
    left, top, wide, high = max(spots, key=lambda each: each[2] * each[3])
    for across in range(1, 12):
        for down in range(1, 12):
            x, y = left + wide * across / 12, top + high * down / 12
            hit = page.evaluate(
                "([x, y]) => { const e = document.elementFromPoint(x, y); return e && e.__data__ && e.__data__.datum "
                "&& e.__data__.datum.name }",
                [x, y],
            )
            if hit == name:
                page.mouse.move(x - 1, y)
                page.mouse.move(x, y)
                return
    raise AssertionError(f"no spot of {name} can be pointed at")
