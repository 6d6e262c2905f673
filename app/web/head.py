"""The head of a request before the parser sees it: its limits, and the two things in it that are rewritten.

uvicorn's parser (httptools) has no limit on a head, refuses any byte above 0x7f in an address, and drops the body of a
request that offers another protocol (`Upgrade: h2c`). So a head is collected here, up to its limits. Letters in its
address are percent-encoded, as `curl localhost:8000/step?sentence=나는` leaves them, and an offer to upgrade is taken
out, which a server may ignore (RFC 9110, 7.8). Everything else goes to the parser as it came.
"""

from __future__ import annotations

import re

from ..api.problems import Problem, Problems

LONGEST_TARGET = 65_535
"""Bytes of address and query that httptools takes apart, once they are percent-encoded."""
LONGEST_LINE = LONGEST_TARGET + 100
"""Bytes of a request line that are kept: what is longer is refused anyway."""
MOST_DROPPED = 1 << 20
"""Bytes of a longer line that are dropped to read what follows, which has the reader's language; then it is refused."""
HEAD_END = b"\r\n\r\n"
_METHOD = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,32}(?: |\Z)")
_LINE = re.compile(rb"([^ ]+) ([\x21-\x7e\x80-\xff]+) (HTTP/1\.[01]\r\n)")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_HOST = re.compile(rb"(?i)\nhost[ \t]*:")
_UPGRADE = re.compile(rb"(?i)(?<=\r\n)upgrade:[^\r\n]*\r\n")
_ACCEPT_LANGUAGE = re.compile(rb"(?i)\naccept-language:[ \t]*([^\r\n]*)")


class Arrived:
    """The bytes of a connection that the parser has not had yet."""

    def __init__(self, max_head: int, max_fields: int) -> None:
        """`max_head` bytes of header fields, `max_fields` of them."""
        self._max_head = max_head
        self._max_fields = max_fields
        self._data = bytearray()
        self._begin()

    def _begin(self) -> None:
        self._line = 0  # bytes of the request line with its end; 0 while it is not complete
        self._seen = 0  # bytes that have been searched for the end
        self._dropped = 0

    def __len__(self) -> int:
        return len(self._data)

    def add(self, data: bytes) -> None:
        """Some more."""
        self._data += data

    def take(self, count: int) -> bytes:
        """The first `count` bytes, taken out."""
        taken = bytes(self._data[:count])
        del self._data[:count]
        return taken

    def take_until(self, end: bytes, before: bytes) -> bytes:
        """Everything up to and with the first `end`, taken out, or all where it does not come.

        `before` is what was taken last, shorter than `end`: the end may have begun in it.
        """
        place = (before + self._data).find(end)
        return self.take(len(self._data) if place < 0 else place + len(end) - len(before))

    def take_head(self) -> bytes | None:
        """The next head, taken out and rewritten for the parser; None where it has not all come. Raises Problems."""
        if not self._line and not self._find_line():
            return None
        end = self._data.find(HEAD_END, max(self._line - len(b"\r\n"), self._seen - len(HEAD_END) + 1))
        size = (len(self._data) if end < 0 else end + len(HEAD_END)) - self._line
        if size > self._max_head:
            raise Problems(Problem("head_too_large", ("header",), {"limit": self._max_head}))
        if end < 0:
            self._seen = len(self._data)
            return None
        head = self._rewritten(end + len(HEAD_END))
        self.take(end + len(HEAD_END))
        self._begin()
        return head

    def _find_line(self) -> bool:
        """Whether the request line is complete. Raises Problems where it is no request line."""
        if self._data.startswith((b"\r", b"\n")):
            del self._data[: len(self._data) - len(self._data.lstrip(b"\r\n"))]
        if self._data and not _METHOD.match(self._data):
            raise Problems(Problem("not_http", ("query",)))
        self._line = self._data.find(b"\n", self._seen) + 1
        if not self._line:
            self._cut()
        elif self._line <= LONGEST_LINE and not _LINE.fullmatch(self._data, 0, self._line):
            raise Problems(Problem("not_http", ("query",)))
        return bool(self._line)

    def _cut(self) -> None:
        """Keep no more of an endless line than is needed to refuse it."""
        self._dropped += max(0, len(self._data) - LONGEST_LINE)
        if self._dropped > MOST_DROPPED:
            raise Problems(Problem("target_too_long", ("query",), {"limit": LONGEST_TARGET}))
        del self._data[LONGEST_LINE:]
        self._seen = len(self._data)

    def _rewritten(self, size: int) -> bytes:
        """The head in the first `size` bytes, as the parser gets it."""
        line = _LINE.fullmatch(self._data, 0, self._line)
        target = _BEYOND_ASCII.sub(_percent, line[2]) if line else b""
        if not line or len(target) > LONGEST_TARGET:
            raise Problems(Problem("target_too_long", ("query",), {"limit": LONGEST_TARGET}))
        fields = bytes(self._data[self._line - len(b"\r\n") : size])
        if fields.count(b"\r\n") - 2 > self._max_fields:
            raise Problems(Problem("too_many_header_fields", ("header",), {"limit": self._max_fields}))
        hosts = len(_HOST.findall(fields))
        if hosts > 1 or (hosts == 0 and line[3].startswith(b"HTTP/1.1")):
            raise Problems(Problem("not_one_host", ("header",), {"count": hosts}))
        return b"%b %b %b%b" % (line[1], target, line[3][:-2], _UPGRADE.sub(b"", fields))

    @property
    def method(self) -> str:
        """The method of a head that is not taken yet; "-" where it is not known."""
        method, space, _ = bytes(self._data[:33]).partition(b" ")
        return method.decode("latin-1") if space and _METHOD.fullmatch(method) else "-"

    @property
    def accept_language(self) -> str:
        """The languages that a head which is not taken yet asks for."""
        found = _ACCEPT_LANGUAGE.search(self._data)
        return found[1].decode("latin-1") if found else ""


def _percent(found: re.Match[bytes]) -> bytes:
    return b"%%%02X" % found[0][0]
