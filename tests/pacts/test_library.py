"""The library: cached, rebuilt when a file changes, added to by folders and by installed packages."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.pacts_of_paper import ENTRY, RULE, THREE, write_pact

from foedus.pacts import load_library, shipped_library_folder
from foedus.pacts.cache import kept, signature


def test_every_alliance_of_atop_and_every_encoded_pact_is_there() -> None:
    library = load_library()
    imported = [each for each in library if each.about("coded by")]
    assert len(imported) == 789
    assert len(library.encoded) == len(library) - 789 >= 41


def test_a_twin_answers_only_when_it_is_named() -> None:
    library = load_library()
    twins = [each for each in library if each.about("replaced by")]
    assert twins and not {each.id for each in twins if not each.about("replaced phases")} & {
        each.id for each in library.in_use
    }
    partly = library["atop-4175"]  # Maastricht of 1992 is no text of article 42(7)
    assert [rule.provision for rule in library.rules_in_use(partly)] == ["phase-1/consultation"]
    assert partly in library.in_use


def test_what_is_kept_is_built_anew_when_its_mark_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOEDUS_CACHE", str(tmp_path))
    built: list[int] = []

    def build() -> int:
        built.append(1)
        return len(built)

    assert [kept("x", "a", build), kept("x", "a", build), kept("x", "b", build), kept("x", "b", build)] == [1, 1, 2, 2]


@pytest.mark.parametrize("damage", [b"", b"a", b"a\x80garbage", pickle.dumps({"no": "mark"})])
def test_a_damaged_cache_is_built_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: bytes) -> None:
    monkeypatch.setenv("FOEDUS_CACHE", str(tmp_path))
    (tmp_path / "x.pickle").write_bytes(damage)
    assert kept("x", "a", lambda: "made") == "made"
    assert kept("x", "a", lambda: "again") == "made"


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    monkeypatch.setenv("FOEDUS_CACHE", str(blocked))
    assert kept("x", "a", lambda: "made") == "made"


def test_the_mark_changes_with_a_file(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("one")
    first = signature([file])
    file.write_text("three")
    assert signature([file]) != first


def test_a_pact_changed_on_disk_is_read_anew_in_the_same_process(tmp_path: Path) -> None:
    folder = write_pact(tmp_path, "ours", (ENTRY, RULE), THREE)
    assert load_library(str(tmp_path))["ours"].title == "A pact"
    text = (folder / "text.md").read_text().replace("title: A pact", "title: Another title")
    (folder / "text.md").write_text(text)
    os.utime(folder / "text.md", ns=(1, 1))
    assert load_library(str(tmp_path))["ours"].title == "Another title"


def test_an_installed_package_brings_its_pacts(tmp_path: Path) -> None:
    package = tmp_path / "my_pacts"
    package.mkdir()
    (package / "__init__.py").write_text("")
    write_pact(package, "ours-2030", (ENTRY, RULE), THREE)
    info = tmp_path / "my_pacts-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: my-pacts\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[foedus.pacts]\nours = my_pacts\n")
    code = "import foedus; print('ours-2030' in foedus.pacts().instruments)"
    path = os.pathsep.join([str(tmp_path), str(shipped_library_folder().parents[1])])
    ran = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True
    )
    assert ran.stdout.strip() == "True", ran.stderr


def test_a_copied_shipped_pact_replaces_the_shipped_one(tmp_path: Path) -> None:
    shutil.copytree(shipped_library_folder() / "anzus-1951", tmp_path / "anzus-1951")
    text = (tmp_path / "anzus-1951" / "text.md").read_text()
    (tmp_path / "anzus-1951" / "text.md").write_text(text.replace("title: ", "title: My copy of ", 1))
    assert load_library(str(tmp_path))["anzus-1951"].title.startswith("My copy of")
