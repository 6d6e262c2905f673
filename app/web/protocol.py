"""HTTP as it is typed: an address may hold letters as they are, and a refused request is told why as everywhere else.

uvicorn's parser refuses any byte above 0x7f in a request target, as the standard does, and closes the connection with a
word of plain text. Yet `curl localhost:8000/step?sentence=나는` sends just that. So such bytes are percent-encoded
before the parser sees them: nothing else is touched, and what the parser refuses it still refuses.
"""

from __future__ import annotations

import re
from functools import cache, partial

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from ..api.problems import unreadable
from ..settings import ROOT
from .headers import SECURITY_HEADERS
from .locales import Locales

LONGEST_TARGET = 65_535
"""Bytes of address and query that the parser takes apart."""
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_HEAD_END = b"\r\n\r\n"
_locales = cache(lambda: Locales(ROOT / "static/locales"))


class TooLong(Exception):
    """The target is longer than the parser takes."""


class Protocol(HttpToolsProtocol):
    """uvicorn's protocol, which lets letters beyond ASCII into a request target."""

    _begun = False
    """Whether a message has begun and is not complete."""
    _in_line = False
    """Whether its request line goes on in the data to come."""
    _too_long = False

    def data_received(self, data: bytes) -> None:
        """Read on; of several requests in one piece of data each begins with a request line."""
        while not data.isascii() and not self.transport.is_closing() and (self._in_line or not self._begun):
            head, end, data = data.partition(_HEAD_END)
            self._feed(self._encoded(head) + end)
        if data and not self.transport.is_closing():
            self._feed(data)

    def _feed(self, data: bytes) -> None:
        in_line = self._in_line or not self._begun
        if in_line:
            in_line = b"\n" not in (data if self._in_line else data.lstrip(b"\r\n"))
        super().data_received(data)
        self._in_line = in_line and self._begun

    def _encoded(self, data: bytes) -> bytes:
        """The data, whose first line is a request line or what is left of one, with that line's target in ASCII."""
        start = 0 if self._in_line else len(data) - len(data.lstrip(b"\r\n"))
        line, end, rest = data[start:].partition(b"\n")
        if self._in_line:
            method, space, target = b"", b"", line
        else:
            method, space, target = line.partition(b" ")
        return data[:start] + method + space + _BEYOND_ASCII.sub(_percent, target) + end + rest

    def on_message_begin(self) -> None:
        """A message begins."""
        super().on_message_begin()
        self._begun, self._too_long = True, False

    def on_url(self, url: bytes) -> None:
        """Some of the target, which is kept no longer than it may be."""
        if len(self.url) + len(url) > LONGEST_TARGET:
            self._too_long = True
        else:
            super().on_url(url)

    def on_headers_complete(self) -> None:
        """The head is there. Raises TooLong, which ends in `send_400_response`."""
        if self._too_long:
            raise TooLong
        super().on_headers_complete()
        self.scope["state"]["drop"] = partial(self._drop, self.cycle)

    def _drop(self, cycle: RequestResponseCycle | None) -> None:
        """End the connection in the middle of an answer, without waiting until what is written is read."""
        if cycle is not None:
            cycle.disconnected = True
        self.transport.abort()

    def on_message_complete(self) -> None:
        """A message is complete."""
        self._begun = False
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        """Say what is wrong with a request that is none, in the form and the language of every refusal; close."""
        refusal = unreadable(LONGEST_TARGET if self._too_long else None)
        accepted = dict(self.headers or ()).get(b"accept-language", b"").decode("latin-1")
        answer = refusal.response(_locales().choose(None, accepted))
        ours = [(name.encode(), value.encode()) for name, value in SECURITY_HEADERS.items()]
        headers = [*answer.raw_headers, *ours, (b"connection", b"close")]
        lines = [STATUS_LINE[answer.status_code], *(b"%b: %b\r\n" % header for header in headers), b"\r\n"]
        self.transport.write(b"".join(lines) + bytes(answer.body))
        self.transport.close()

    def _unsupported_upgrade_warning(self) -> None:
        """Nothing here is a WebSocket: who asks for one is answered by HTTP, and nobody needs to hear of it."""


def _percent(found: re.Match[bytes]) -> bytes:
    return b"%%%02X" % found[0][0]
