"""The Python API: light to import, lazy, and the same answers as the commands."""

from __future__ import annotations

import json
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

import foedus
from foedus.terms import FoedusError

from .conftest import RAID

NAMES = {
    "read", "reconcile", "assess", "brief", "pact", "pacts", "Incident", "Report", "Claim", "Determination", "Proof", "Verdict",
    "Truth", "Library", "load_library", "sweep", "__version__",
}  # fmt: skip


def test_the_names_are_those_of_the_contract_and_all_are_there() -> None:
    assert set(foedus.__all__) == NAMES | {"FoedusError", "collisions_on", "play", "verify"}
    assert all(hasattr(foedus, name) for name in NAMES)
    assert NAMES <= set(dir(foedus))
    with pytest.raises(AttributeError, match="panel"):
        foedus.panel  # noqa: B018


def test_importing_foedus_loads_no_room(environment) -> None:
    script = "import sys, foedus; print([name for name in sys.modules if name.startswith('foedus.')])"
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment)
    assert ended.stdout.strip() == "[]"


@pytest.mark.parametrize("first", ["foedus.pacts", "foedus.brief", "foedus.Library", "foedus.Verdict"])
def test_pacts_is_a_room_and_a_function_whatever_is_loaded_first(environment, first: str) -> None:
    script = (
        f"import foedus\n{first}\nimport foedus.pacts as room\nfrom foedus import pacts\n"
        "print(len(foedus.pacts()) == len(pacts()) > 0, room.Library is foedus.Library)"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment)
    assert ended.stdout.strip() == "True True", ended.stderr


def test_the_library_and_one_pact() -> None:
    assert foedus.pact("liptako-gourma-charter-2023").short_name
    assert isinstance(foedus.pacts(), foedus.Library)
    with pytest.raises(FoedusError, match="unknown pact"):
        foedus.pact("no-such-pact")


def test_a_folder_of_pacts_beside_the_library(charter_copy: Path) -> None:
    (charter_copy / "liptako-gourma-charter-2023").rename(charter_copy / "ours-2024")
    assert "ours-2024" in foedus.pacts(charter_copy).instruments
    found = foedus.assess(act="raid", target="BFA", date="2023-09-20", library=charter_copy, pacts="ours-2024")
    assert {each.instrument.id for each in found.determinations} == {"ours-2024"}


def test_assess_takes_words_mappings_files_and_incidents(run, tmp_path: Path) -> None:
    words = dict(word.split("=") for word in RAID)
    path = tmp_path / "raid.json"
    path.write_text(json.dumps(words), encoding="utf-8")
    by_words = foedus.assess(**words)
    assert by_words.to_json() == json.loads(run("assess", *RAID, "--format", "json").out)
    assert foedus.assess(words).to_json() == foedus.assess(by_words.incident).to_json() == by_words.to_json()
    by_file = foedus.assess(path)
    assert by_file.determinations == by_words.determinations and by_file.inputs[0][0] == str(path)
    with pytest.raises(FoedusError, match="no incident"):
        foedus.assess()


def test_an_unknown_fact_is_a_warning() -> None:
    with pytest.warns(UserWarning, match="consent of the target"):
        foedus.assess(act="raid", target="BFA", facts={"consent of the targett": True})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        foedus.assess(act="raid", target="BFA", facts={"consent of the target": True})


def test_reports_are_paths_texts_bytes_or_reports(root: Path) -> None:
    path = root / "src" / "foedus" / "data" / "samples" / "sahel-wire.txt"
    read = foedus.read(path)
    quotes = [claim.quote for claim in read.claims]
    assert quotes
    for source in (str(path), path.read_bytes(), path.read_text(encoding="utf-8"), read.reports[0], [path]):
        assert [claim.quote for claim in foedus.read(source).claims] == quotes
    assert foedus.reconcile(read.reports).incidents == read.incidents


def test_a_brief_as_of_a_day_knows_no_later_report() -> None:
    text = "Nigeria's forces entered Niger on Monday.\nNothing more is known.\n"
    with pytest.raises(FoedusError, match="later"):
        foedus.brief(text, published="2024-02-06", as_of="2023-10-01")


def test_results_show_themselves_in_a_notebook(note: Path) -> None:
    for result in (foedus.read(note), foedus.brief(note), foedus.assess(act="raid", target="BFA", date="2023-09-20")):
        assert result._repr_html_().startswith("<iframe srcdoc=")
        assert "Burkina Faso" in result.to_html() and "Burkina Faso" in str(result)
        assert len(repr(result)) < 120
        assert result.to_json()["schema"].startswith("foedus/")


def test_an_assessment_tells_each_duty_once() -> None:
    answer = foedus.assess(act="raid", actor="JNIM", target="BFA", struck="armed forces", place="BFA", date="2023-09-20")
    charter = [each for each in answer.obligations if each.instrument == "liptako-gourma-charter-2023" and each.duty == "assist"]
    assert [(each.bearer, each.beneficiary, str(each.verdict)) for each in charter] == [
        ("MLI", "BFA", "owed"),
        ("NER", "BFA", "owed"),
    ]


def test_a_table_is_swept_in_its_own_kind() -> None:
    import pandas as pd
    import polars as pl

    rows = {
        "event": ["a", "b"], "date": ["2023-09-20", "1914-08-04"], "act": ["raid", "invasion"], "actor": ["JNIM", "DEU"],
        "target": ["BFA", "BEL"], "struck": ["armed forces", None],
    }  # fmt: skip
    found = foedus.sweep(pl.DataFrame(rows), by="bearer")
    told = {(each["event"], each["instrument"], each["bearer"]) for each in found.to_dicts() if each["verdict"] == "owed"}
    assert ("a", "liptako-gourma-charter-2023", "MLI") in told
    assert ("b", "belgian-neutrality-1839", "GBR") in told
    assert isinstance(foedus.sweep(pd.DataFrame(rows), "belgian-neutrality-1839"), pd.DataFrame)
    with pytest.raises(FoedusError, match="1914"):
        foedus.sweep(pl.DataFrame({**rows, "date": ["2023-09-20", "1914-14-04"]}))
