"""One reader's connection: a head, a body and an answer that take too long or too much end it.

The server below bounds neither the size of a request's head nor its time, and waits without end for a reader who does not
take the answer: a few hundred such connections would leave no place for anybody else.
"""

from __future__ import annotations

from asyncio import TimerHandle

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_BYTES = 65_536
"""Of the request line with all headers."""
HEADERS = 200


class TooLarge(Exception):
    """A head beyond the bounds."""


class Connection(HttpToolsProtocol):
    """A connection with its bounds in seconds: of a head, of a whole request, and of an answer that nobody takes."""

    head_seconds = 15.0
    body_seconds = 30.0
    answer_seconds = 60.0

    due: TimerHandle | None = None
    stuck: TimerHandle | None = None
    in_head = True
    came = 0
    """Bytes that came for a head that is not complete yet."""
    heads = 0
    """Heads that are complete."""
    lines = told = 0
    """Headers of a request so far, and their bytes."""

    def connection_made(self, transport) -> None:  # noqa: ANN001  # type: ignore[override]
        super().connection_made(transport)
        self._expect(self.head_seconds)

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        for timer in (self.due, self.stuck):
            if timer:
                timer.cancel()
        self.due = self.stuck = None

    def data_received(self, data: bytes) -> None:
        before, heads = self.in_head, self.heads
        super().data_received(data)
        if before and self.in_head and heads == self.heads:
            self.came += len(data)
            if self.came > HEAD_BYTES and not self.transport.is_closing():
                self.send_400_response("The request's head is too large.")

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.in_head, self.lines, self.told = True, 0, 0

    def on_url(self, url: bytes) -> None:
        super().on_url(url)
        if len(self.url) > HEAD_BYTES:
            raise TooLarge

    def on_header(self, name: bytes, value: bytes) -> None:
        self.lines += 1
        self.told += len(name) + len(value)
        if self.lines > HEADERS or self.told > HEAD_BYTES:
            raise TooLarge
        if self.in_head:  # what follows a body in pieces says nothing of the request
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self.in_head, self.came = False, 0
        self.heads += 1
        super().on_headers_complete()
        self._expect(self.body_seconds)

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self.in_head, self.came = True, 0
        self._expect(None)
        if self.cycle.response_complete:  # the rest of a body that was refused
            self._expect(self.timeout_keep_alive + self.head_seconds)

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.in_head and not self.pipeline:
            self._expect(self.timeout_keep_alive + self.head_seconds)

    def pause_writing(self) -> None:
        super().pause_writing()
        if self.stuck is None:
            self.stuck = self.loop.call_later(self.answer_seconds, self._end)

    def resume_writing(self) -> None:
        super().resume_writing()
        if self.stuck:
            self.stuck.cancel()
            self.stuck = None

    def timeout_keep_alive_handler(self) -> None:
        # closing waits until the reader has taken what is still to be sent, and some never do
        if self.transport.get_write_buffer_size():
            self._end()
        else:
            super().timeout_keep_alive_handler()

    def _unsupported_upgrade_warning(self) -> None:
        """Say nothing: the request is answered as if it had not asked for another protocol."""

    def _expect(self, seconds: float | None) -> None:
        """Give the reader so long for the next thing, None for no end."""
        if self.due:
            self.due.cancel()
        self.due = self.loop.call_later(seconds, self._late) if seconds is not None and self.loop else None

    def _late(self) -> None:
        self.due = None
        if self.pipeline:  # this side does not read while it answers what came before
            self._expect(self.body_seconds)
        else:
            self._end()

    def _end(self) -> None:
        if self.transport is not None:
            self.transport.abort()
