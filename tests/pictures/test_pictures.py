"""Every picture: a valid specification, its table beside it, nothing from outside, every format, both languages."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

import foedus
from foedus import pictures
from foedus.pacts import Library
from foedus.pictures import Picture
from foedus.terms import FoedusError

OUTSIDE = re.compile(r"(?:https?:)?//[a-z]", re.IGNORECASE)
GRAMMAR = "https://vega.github.io/schema/vega-lite/"
Draw = Callable[[str], Picture]


@pytest.fixture(scope="session")
def every(law: Library, bound: tuple, raid: Any) -> Mapping[str, Draw]:
    sahel = [entry for entry in law.chronology if entry["date"] >= "2012"]
    collisions = foedus.collisions_on("1914-07-28")
    return {
        "world": lambda lang: pictures.world_of_day(bound, "2023-10-01", lang, library=law),
        "duties": lambda lang: pictures.duties_of_state(bound, "FRA", "2023-10-01", lang, library=law),
        "incident": lambda lang: pictures.incident_map(raid.determinations, raid.incident, lang),
        "network": lambda lang: pictures.network(bound, "2023-10-01", lang, library=law),
        "timeline": lambda lang: pictures.chronology_timeline(sahel, lang),
        "incidents": lambda lang: pictures.incidents_timeline([raid.incident], lang),
        "map": lambda lang: pictures.chronology_map(sahel, lang),
        "sahel": lambda lang: pictures.sahel(sahel, lang),
        "parties": lambda lang: pictures.parties_through_time(law["csto-1992"], lang),
        "proof": lambda lang: pictures.proof_tree(raid.determinations[0], lang),
        "collisions": lambda lang: pictures.collisions_chart(collisions, lang, library=law),
        "years": lambda lang: pictures.pacts_by_year(law, lang, first=1900),
    }


NAMES = (
    "world", "duties", "incident", "network", "timeline", "incidents", "map", "sahel", "parties", "proof", "collisions", "years",
)  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("name", NAMES)
def test_the_specification_is_one_of_altair(every: Mapping[str, Draw], name: str, lang: str) -> None:
    import altair

    drawn = every[name](lang)
    altair.Chart.from_dict(dict(drawn.spec))
    assert isinstance(drawn.chart(), altair.TopLevelMixin)
    assert drawn.lang == lang and drawn.title and drawn.caption and drawn.table.rows


@pytest.mark.parametrize("name", NAMES)
def test_the_two_languages_say_the_same_differently(every: Mapping[str, Draw], name: str) -> None:
    english, french = every[name]("en"), every[name]("fr")
    assert english.caption != french.caption
    assert english.table.columns != french.table.columns
    assert len(english.table.rows) == len(french.table.rows)


@pytest.mark.parametrize("name", NAMES)
def test_every_row_of_a_table_has_all_its_cells(every: Mapping[str, Draw], name: str) -> None:
    table = every[name]("en").table
    assert {len(row) for row in table.rows} == {len(table.columns)}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_in_a_specification_is_fetched_from_outside(every: Mapping[str, Draw], name: str) -> None:
    spec = dict(every[name]("en").spec)
    assert spec.pop("$schema").startswith(GRAMMAR)
    assert not OUTSIDE.search(json.dumps(spec))


@pytest.mark.parametrize("name", NAMES)
def test_every_file_is_written(every: Mapping[str, Draw], name: str, tmp_path: Path) -> None:
    drawn = every[name]("fr")
    begins = {"svg": b"<svg", "png": b"\x89PNG", "pdf": b"%PDF", "html": b"<!doctype html>"}
    for suffix, first in begins.items():
        path = drawn.save(tmp_path / f"{name}.{suffix}")
        assert path.read_bytes().startswith(first)
    svg = (tmp_path / f"{name}.svg").read_text(encoding="utf-8")
    assert not OUTSIDE.search(svg.replace("http://www.w3.org/", ""))
    assert drawn.title.split()[0] in svg


def test_a_picture_of_another_suffix_or_place_is_refused(every: Mapping[str, Draw], tmp_path: Path) -> None:
    drawn = every["parties"]("en")
    for path in (tmp_path / "x.gif", tmp_path / "x", tmp_path / "none" / "x.svg"):
        with pytest.raises(FoedusError):
            drawn.save(path)
        assert not path.exists()


def test_an_unknown_language_is_refused(law: Library) -> None:
    with pytest.raises(FoedusError, match="language"):
        pictures.parties_through_time(law["csto-1992"], "de")


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</script><script>alert(2)</script>",
    "{{7*7}}",
    "']];//",
)


def test_hostile_words_stay_words(law: Library) -> None:
    entries = [
        {"id": f"e{n}", "date": "2023-09-20", "until": "", "act": "raid", "place": text, "what": text, "what_fr": text,
         "source": text}
        for n, text in enumerate(HOSTILE)
    ]  # fmt: skip
    drawn = pictures.chronology_timeline(entries, link=lambda entry: "javascript:alert(1)")
    page = drawn.html()
    data = page.partition('<script type="application/json">')[2].partition("</script>")[0]
    assert "<" not in data and json.loads(data)["datasets"]["entries"][0]["what"] in HOSTILE
    for text in HOSTILE[:3]:
        assert text not in page
    assert "javascript:" not in page.partition("<table>")[2].partition("</table>")[0]
    assert page.count("<script") == 3  # the data, the drawing program, what starts it
    notebook = drawn._repr_mimebundle_()["text/html"]
    assert "<script" not in notebook and "<img src=x" not in notebook


def test_the_page_lets_only_its_own_scripts_run(every: Mapping[str, Draw]) -> None:
    import base64
    import hashlib

    page = every["proof"]("en").html()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    told = policy[1].replace("&#x27;", "'")
    assert "default-src 'none'" in told and "unsafe" not in told and "http" not in told
    for body in re.findall(r"<script>(.*?)</script>", page, re.DOTALL):
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in told


def test_importing_the_room_loads_nothing_that_draws() -> None:
    drawing = ("altair", "vl_convert", "networkx", "shapely")
    code = f"import sys; import foedus.pictures; print([m for m in {drawing} if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
