"""Starting the desk: one process, or several that share a port."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable

from foedus.terms import FoedusError
from foedus.web.settings import LOOPBACK, VARIABLE, Settings


def serve(settings: Settings, *, workers: int = 1, started: Callable[[str], None] = print) -> None:
    """Serve the desk until it is ended; `started` is told its address once the port is open.

    Raises FoedusError when the port cannot be opened or the library cannot be read.
    """
    opened = _listen(settings)
    port = opened.getsockname()[1]
    name = f"[{settings.host}]" if ":" in settings.host else settings.host
    address = f"http://{'localhost' if name in LOOPBACK else name}:{port}/"
    os.environ[VARIABLE] = settings.to_environment()
    import uvicorn

    from foedus.web.app import create_app, settle
    from foedus.web.connection import Connection

    options = {
        "log_level": "warning",
        "access_log": False,
        "server_header": False,
        "date_header": True,
        "limit_concurrency": 400,
        "timeout_keep_alive": 20,
        "http": Connection,
        "ws": "none",
        "proxy_headers": False,
        "timeout_graceful_shutdown": 5,
    }
    if workers == 1:
        app = create_app(settings)
        settle()
        started(address)
        uvicorn.Server(uvicorn.Config(app, **options)).run(sockets=[opened])
        return
    opened.close()  # that it can be opened is known now; the processes open it together
    started(address)
    uvicorn.run(
        "foedus.web:from_environment", factory=True, host=settings.host, port=port, workers=workers, **options
    )  # fmt: skip


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    opened = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform != "win32":
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind((settings.host, settings.port))
        opened.listen(512)
    except OverflowError:
        opened.close()
        raise FoedusError(f"no port '{settings.port}'", field="--port", expected="a number from 0 to 65535") from None
    except OSError as error:
        opened.close()
        raise FoedusError(
            f"cannot listen on {settings.host}:{settings.port} ({error.strerror or error})", field="--port",
            remedy="choose another port with --port, or 0 for any that is free",
        ) from None  # fmt: skip
    opened.set_inheritable(True)
    return opened
