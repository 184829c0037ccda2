"""The page on what-if chains shows what really comes out."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path


def test_the_example_of_the_page_says_what_the_page_shows(root: Path) -> None:
    page = (root / "docs" / "explanation" / "what-if.md").read_text(encoding="utf-8")
    code = re.search(r"```python\n(.*?)```", page, re.DOTALL)
    shown = re.search(r"```text\n(.*?)```", page, re.DOTALL)
    assert code and shown
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(compile(code[1], "what-if.md", "exec"), {})
    assert out.getvalue() == shown[1]
