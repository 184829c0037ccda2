"""The README shows what the program prints, and its example runs."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

SAMPLES = ("sahel-wire.txt", "sahel-regional-paper.txt", "sahel-fr.txt")


def test_the_readme_shows_what_the_demo_prints(root: Path) -> None:
    shown = re.search(r"```text\n(.*?)\n```", (root / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert shown
    reports = [str(root / "src" / "foedus" / "data" / "samples" / name) for name in SAMPLES]
    done = subprocess.run(
        [sys.executable, "-m", "foedus", "brief", *reports], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert done.stdout.startswith(shown[1])


def test_the_example_of_the_readme_runs(root: Path) -> None:
    code = re.search(r"```python\n(.*?)\n```", (root / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert code
    done = subprocess.run([sys.executable, "-c", code[1]], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert "Liptako-Gourma Charter art-6/assist owed" in done.stdout


def test_the_counts_of_the_readme_are_the_librarys(root: Path) -> None:
    from foedus.pacts import load_library

    cases = sum(len(instrument.cases) for instrument in load_library().instruments.values())
    assert f"{cases} cases of law" in (root / "README.md").read_text(encoding="utf-8")
