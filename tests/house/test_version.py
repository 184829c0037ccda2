"""One version, wherever it is written."""

from __future__ import annotations

import tomllib
from pathlib import Path

import foedus


def test_package_project_and_changelog_agree(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert foedus.__version__ == project["version"]
    assert f"## [{foedus.__version__}]" in (root / "CHANGELOG.md").read_text(encoding="utf-8")
