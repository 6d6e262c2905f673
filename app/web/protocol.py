"""HTTP/1.1 on uvicorn's parser, with limits on heads, times and readers, and refusals that reach the client.

This is a subclass of uvicorn's httptools protocol and uses internals of it. tests/web/test_uvicorn.py checks the whole
list and fails where uvicorn changes one:

- `parser.feed_data` and its callbacks `on_message_begin`, `on_header`, `on_headers_complete`, `on_body` and
  `on_message_complete`: a head goes to the parser whole, so that each is called in the known order;
- `headers`, `scope`, `cycle`, `flow`, `loop`, `logger`, `access_logger`, `access_log`, `server_state`, `transport`,
  `timeout_keep_alive`, `_unset_keepalive_if_required`: a connection's state;
- `_start_asgi_task` and `on_response_complete`: where a request begins and ends;
- `RequestResponseCycle`, made here for a refusal, so that it is answered and logged as every request is: its arguments,
  `more_body`, `body`, `keep_alive`, `response_started`, `response_complete`, `disconnected` and `message_event`.

One request of a connection is read at a time. What is pipelined behind it waits as bytes, so that nothing in it can be
answered first.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

import httptools
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.flow_control import HIGH_WATER_LIMIT
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from ..addresses import origins
from ..api.problems import Problem, Problems
from ..api.surroundings import ALONE
from ..settings import ROOT, Settings
from .door import TICKS, Door, Pace
from .head import HEAD_END, Arrived
from .headers import security_headers
from .locales import catalogues_of

if TYPE_CHECKING:
    from uvicorn._types import ASGI3Application

FRAMING = 6
"""Bytes of framing that are free for each byte of a chunked body; more is limited as a head is."""


class Protocol(HttpToolsProtocol):
    """One connection."""

    transport: Door

    def __init__(self, *arguments: Any, settings: Settings, alone: bool = False, **named: Any) -> None:
        """`alone`: the server listens for its own machine alone."""
        super().__init__(*arguments, **named)
        self._settings = settings
        self._alone = alone
        self.timeout_keep_alive = settings.idle_seconds  # type: ignore[assignment]
        self._arrived = Arrived(settings.max_head, settings.max_fields)
        self._reading = False  # a message has begun and is not complete
        self._left: int | None = 0  # bytes of its body that are still to come; None where it is chunked
        self._tail = b""  # the last bytes of a chunked body so far
        self._framing = 0  # bytes of chunk sizes and trailing fields, less what the chunks may have
        self._refused = False
        self._clock: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client has connected; the time for its first head begins."""
        limits = self._settings
        door = Door(
            transport,
            pace=Pace(limits.send_seconds, limits.send_rate),
            tick=limits.send_seconds / TICKS,
            linger_seconds=limits.linger_seconds,
            linger_bytes=limits.linger_bytes,
            unread=lambda: self._reading or self._refused or len(self._arrived) > 0,
        )
        super().connection_made(door)
        self._start_clock()

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is closed, by the client or by us."""
        self._stop_clock()
        self.transport.lost()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on; while lingering, throw it away."""
        self._unset_keepalive_if_required()
        if self.transport.lingering:
            self.transport.discard(len(data))
            return
        self._arrived.add(data)
        self._read_on()

    def _read_on(self) -> None:
        """Feed the parser: the rest of a body, or a head once the request before it is answered."""
        try:
            while self._arrived and not self.transport.is_closing():
                if self._reading:
                    self._read_body()
                elif self._busy:
                    if len(self._arrived) > HIGH_WATER_LIMIT:
                        self.flow.pause_reading()
                    return
                elif not self._read_head():
                    return
        except Problems as refusal:
            self._refuse(refusal)
        except httptools.HttpParserError:
            self._refuse(Problems(Problem("not_http", ("query",))))

    @property
    def _busy(self) -> bool:
        cycle: RequestResponseCycle | None = self.cycle
        return cycle is not None and not cycle.response_complete

    def _read_head(self) -> bool:
        """Feed the next head; False where it is not complete. Raises Problems and HttpParserError."""
        head = self._arrived.take_head()
        if head is None:
            if self._clock is None:
                self._start_clock()
            return False
        self._stop_clock()
        self._feed(head)
        fields = dict(self.headers)
        self._left = None if b"transfer-encoding" in fields else int(fields.get(b"content-length", 0))
        self._tail, self._framing = b"", 0
        return True

    def _read_body(self) -> None:
        """Raises Problems and HttpParserError."""
        if self._left is not None:
            piece = self._arrived.take(self._left)
            self._left -= len(piece)
        else:
            # where a chunked message ends there is an empty line, whatever else has one
            piece = self._arrived.take_until(HEAD_END, self._tail)
            self._tail = (self._tail + piece)[1 - len(HEAD_END) :]
            self._framing += len(piece)
        self._feed(piece)
        if self._framing > self._settings.max_head:
            raise Problems(Problem("head_too_large", ("header",), {"limit": self._settings.max_head}))

    def _feed(self, data: bytes) -> None:
        """Raises HttpParserError."""
        with suppress(httptools.HttpParserUpgrade):  # CONNECT, to which the app has the answer
            self.parser.feed_data(data)

    def on_message_begin(self) -> None:
        """A message begins."""
        super().on_message_begin()
        self._reading = True

    def on_header(self, name: bytes, value: bytes) -> None:
        """A field of the head. Fields behind a body are dropped."""
        if self._left is not None:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """The head is there, and the app begins."""
        super().on_headers_complete()
        self.scope["state"]["drop"] = partial(self._drop, self.cycle)
        self.scope["state"][ALONE] = self._alone

    def on_body(self, body: bytes) -> None:
        """Some of the body."""
        if self._left is None:
            self._framing -= (FRAMING + 1) * len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        """A message is complete."""
        self._reading, self._left = False, 0
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """An answer is complete; read the request behind it."""
        super().on_response_complete()
        if self._arrived:
            self._unset_keepalive_if_required()
            self._read_on()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        """Run a request. Where it is answered before its body is read, the connection is closed after it."""

        async def run(scope: Scope, receive: Receive, send: Send) -> None:
            async def send_on(message: Message) -> None:
                if message["type"] == "http.response.start" and cycle.more_body:
                    cycle.keep_alive = False
                await send(message)

            await app(scope, receive, send_on)  # type: ignore[arg-type]

        super()._start_asgi_task(cycle, run)  # type: ignore[arg-type]

    def _refuse(self, refusal: Problems) -> None:
        """Refuse bytes that are not a request, in the form and the language of every refusal; then close."""
        self._stop_clock()
        self._refused = True
        if self._busy:
            self.cycle.disconnected = True
            self.cycle.message_event.set()
            if self.cycle.response_started:
                self.transport.close()
                return
        sent = dict(self.headers or ()).get(b"accept-language", b"").decode("latin-1")
        answer = refusal.response(
            catalogues_of(ROOT / "static/locales").choose(None, self._arrived.accept_language or sent)
        )
        answer.headers.update(security_headers(origins(self._settings.frame_ancestors)))
        self._answer(answer, self._arrived.method)

    def _answer(self, app: ASGIApp, method: str) -> None:
        """Let `app` answer in place of the routes; then close."""
        super().on_message_begin()
        self.scope.update({"method": method, "path": "-", "raw_path": b"-", "query_string": b""})
        self.cycle = RequestResponseCycle(
            scope=self.scope,
            transport=self.transport,
            flow=self.flow,
            logger=self.logger,
            access_logger=self.access_logger,
            access_log=self.access_log,
            default_headers=self.server_state.default_headers,
            message_event=asyncio.Event(),
            expect_100_continue=False,
            keep_alive=False,
            on_response=self.on_response_complete,
        )
        self._start_asgi_task(self.cycle, app)  # type: ignore[arg-type]

    def _drop(self, cycle: RequestResponseCycle) -> None:
        """End the connection in the middle of an answer, without waiting until what is written is read."""
        cycle.disconnected = True
        self.transport.abort()

    def _start_clock(self) -> None:
        self._clock = self.loop.call_later(self._settings.head_seconds, self._overdue)

    def _stop_clock(self) -> None:
        if self._clock is not None:
            self._clock.cancel()
            self._clock = None

    def _overdue(self) -> None:
        """No head came in time: refuse, or just close where nothing came at all."""
        self._clock = None
        if self.transport.is_closing():
            return
        if self._arrived:
            self._refuse(Problems(Problem("head_too_slow", ("header",), {"seconds": self._settings.head_seconds})))
        else:
            self.transport.close()

    def pause_writing(self) -> None:
        """The client reads more slowly than we write."""
        super().pause_writing()
        self.transport.watch()

    def resume_writing(self) -> None:
        """The client has caught up."""
        super().resume_writing()
        if not self.transport.is_closing():
            self.transport.unwatch()

    def shutdown(self) -> None:
        """The server stops: finish a running answer, close all other connections and what has no end of its own."""
        if self._busy and self.scope["state"].get("endless"):
            self.cycle.disconnected = True
            self.cycle.message_event.set()
            self.transport.close_now()
        elif self._busy and not self.transport.lingering:
            super().shutdown()
        else:
            self.transport.close_now()


def limited(settings: Settings, *, alone: bool = False) -> Any:
    """A factory for uvicorn's `http`, with the limits of `settings`; it can be pickled for worker processes.

    `alone`: the server listens for its own machine alone.
    """
    return partial(Protocol, settings=settings, alone=alone)
