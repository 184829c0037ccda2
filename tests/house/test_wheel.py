"""What is installed is whole: the wheel and the source archive carry the law library and every table."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

# The backend rewrites sys.argv, so the folder is taken out of it first.
BUILD = "import setuptools.build_meta as b, sys; out = sys.argv[1]; b.build_sdist(out); b.build_wheel(out)"


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source archive, built offline from a copy of the checkout."""
    copy = tmp_path_factory.mktemp("checkout")
    shutil.copytree(root / "src", copy / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(root / name, copy / name)
    out = tmp_path_factory.mktemp("built")
    ran = subprocess.run([sys.executable, "-c", BUILD, str(out)], cwd=copy, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return out


@pytest.fixture(scope="module")
def shipped(root: Path) -> set[str]:
    """Every file of the package in the checkout, as `foedus/…`."""
    src = root / "src"
    return {
        path.relative_to(src).as_posix()
        for path in (src / "foedus").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    }


def test_the_wheel_carries_every_file_of_the_package(built: Path, shipped: set[str]) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        names = set(wheel.namelist())
    assert not sorted(shipped - names), "not in the wheel; see package-data in pyproject.toml"
    for folder in ("foedus/library/", "foedus/data/samples/", "foedus/terms/"):
        assert any(name.startswith(folder) and not name.endswith(".py") for name in names), folder
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


def test_the_source_archive_carries_every_file_of_the_package(built: Path, shipped: set[str]) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {name.split("/", 2)[-1] for name in archive.getnames() if "/src/" in name}
    assert not sorted(shipped - names)
