"""The command line as its tests use it: in this process where that is enough, as a program where it is not."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import foedus

RAID = ("act=raid", "target=BFA", "struck=armed forces", "date=2023-09-20")
START = [sys.executable, "-c", "from foedus.cli import main; main()"]


@dataclass(frozen=True)
class Ended:
    """How a command ended: exit code, what it answered, what it said on stderr."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ended]:
    """Run a command in this process; `stdin` is what it finds on standard input."""
    from foedus.cli.ending import run as run_command

    def command(*words: str | Path, stdin: bytes = b"") -> Ended:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = run_command([str(word) for word in words])
        told = capsys.readouterr()
        return Ended(code, told.out, told.err)

    return command


@pytest.fixture
def environment() -> dict[str, str]:
    """The variables under which the program is started: this checkout's package, and nothing that debugs."""
    source = str(Path(foedus.__file__).parent.parent)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FOEDUS_")}
    return {**kept, "PYTHONPATH": source}


@pytest.fixture
def program(environment: dict[str, str]) -> Callable[..., Ended]:
    """Run a command as a whole program."""

    def command(*words: str | Path, stdin: bytes = b"", **variables: str) -> Ended:
        ended = subprocess.run(
            [*START, *map(str, words)], input=stdin, capture_output=True, env={**environment, **variables}, timeout=60,
        )  # fmt: skip
        return Ended(ended.returncode, ended.stdout.decode(), ended.stderr.decode())

    return command


@pytest.fixture
def note(tmp_path: Path) -> Path:
    """A report of one event, which is answered sooner than a long one."""
    path = tmp_path / "note.txt"
    path.write_text("On 16 September 2023 Mali, Burkina Faso and Niger signed a defence charter in Bamako.\n", encoding="utf-8")
    return path


@pytest.fixture
def charter_copy(root: Path, tmp_path: Path) -> Path:
    """A folder with one instrument in it, which a test may spoil."""
    shipped = root / "src" / "foedus" / "library" / "liptako-gourma-charter-2023"
    copied = tmp_path / "pacts" / "liptako-gourma-charter-2023"
    copied.mkdir(parents=True)
    for path in shipped.iterdir():
        if path.is_file():
            (copied / path.name).write_bytes(path.read_bytes())
    return copied.parent


def one_message(ended: Ended) -> str:
    """The only line on stderr; nothing may stand on stdout beside it."""
    lines = ended.err.splitlines()
    assert len(lines) == 1, ended.err
    assert "Traceback" not in ended.err
    return lines[0]
