"""A desk to ask: in process for its answers, as a process of its own for the browser."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from foedus.web import Settings, create_app


@pytest.fixture(scope="session")
def keep(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the desk of the tests keeps its cases."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture(scope="session")
def client(keep: Path) -> Iterator[TestClient]:
    """The desk in process, asked as a browser on this machine asks it; a failure shows as its page."""
    app = create_app(Settings(keep=str(keep)))
    headers = {"Sec-Fetch-Site": "same-origin"}
    with TestClient(app, "http://localhost", raise_server_exceptions=False, headers=headers) as opened:
        yield opened


@pytest.fixture(scope="session")
def address(keep: Path) -> Iterator[str]:
    """The address of a desk that really runs, without the slash at its end."""
    command = [sys.executable, "-m", "foedus", "serve", "--port", "0", "--keep", str(keep)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            line = process.stderr.readline() if process.stderr else ""
            found = re.search(r"http://\S+?:\d+", line)
            assert found, f"the desk told no address: {line}"
            yield found.group(0)
        finally:
            process.terminate()
            process.wait(10)
