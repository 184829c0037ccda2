"""Writes every generated page of this folder: python docs/reference/write.py

Each writer beside this file has `pages()`, which returns the text of its pages by path. A page that no writer
knows any more is removed from `instruments/`.
"""

from __future__ import annotations

import runpy
from pathlib import Path

HERE = Path(__file__).parent
WRITERS = ("commands.py", "terms.py", "verdicts.py", "checks.py", "instruments.py")


def pages() -> dict[Path, str]:
    """Return the text of every generated page by its path."""
    found: dict[Path, str] = {}
    for writer in WRITERS:
        found |= runpy.run_path(str(HERE / writer))["pages"]()
    return found


def stale(found: dict[Path, str]) -> list[Path]:
    """Return the pages of instruments that are there and should not be."""
    return sorted(path for path in (HERE / "instruments").glob("*.md") if path not in found)


if __name__ == "__main__":
    written = pages()
    for path in stale(written):
        path.unlink()
    for path, text in written.items():
        path.parent.mkdir(exist_ok=True)
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
            print(path.relative_to(HERE))
