"""Plain sockets to a server: requests as no well-behaved client would send them."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any

HOST = b"Host: x\r\n"
JSON = b"Content-Type: application/json\r\n"
SECONDS = 30
"""No test waits longer for anything."""


@dataclass(frozen=True)
class Answer:
    """One answer: its status, its header fields by lower-case name, its body."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def detail(self) -> dict[str, Any]:
        """The one thing that is wrong."""
        (detail,) = json.loads(self.body)["detail"]
        return dict(detail)


def address(url: str) -> tuple[str, int]:
    """Host and port."""
    host, port = url.removeprefix("http://").split(":")
    return host, int(port)


@contextmanager
def connected(url: str, receive_buffer: int = 0) -> Iterator[socket.socket]:
    """A connection; a small `receive_buffer` makes the server feel a client that does not read."""
    with socket.socket() as connection:
        if receive_buffer:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        connection.settimeout(SECONDS)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.connect(address(url))
        yield connection


def get(target: str, *fields: str) -> bytes:
    """A GET as it goes over the line."""
    return "".join(f"{line}\r\n" for line in (f"GET {target} HTTP/1.1", "Host: x", *fields, "")).encode()


def post(target: str, body: bytes, *fields: str, length: int | None = None) -> bytes:
    """A POST of JSON as it goes over the line; `length` where it promises another than the body's."""
    lines = (f"POST {target} HTTP/1.1", "Host: x", "Content-Type: application/json", *fields)
    head = "".join(f"{line}\r\n" for line in lines)
    return head.encode() + b"Content-Length: %d\r\n\r\n" % (len(body) if length is None else length) + body


def answers(connection: socket.socket) -> list[Answer]:
    """Every answer until the server closes. Raises ConnectionResetError where it does not close in order."""
    with connection.makefile("rb") as file:
        found = []
        while (one := _answer(file)) is not None:
            found.append(one)
        return found


def answer(connection: socket.socket) -> Answer:
    """The next answer, where no other is behind it."""
    with connection.makefile("rb") as file:
        one = _answer(file)
    assert one is not None
    return one


def _answer(file: IO[bytes]) -> Answer | None:
    line = file.readline()
    if not line:
        return None
    headers = {}
    while (field := file.readline().strip()) != b"":
        name, _, value = field.decode("latin-1").partition(":")
        headers[name.lower()] = value.strip()
    body = file.read(int(headers["content-length"])) if "content-length" in headers else _chunks(file)
    return Answer(int(line.split()[1]), headers, body)


def _chunks(file: IO[bytes]) -> bytes:
    body = bytearray()
    while size := int(file.readline(), 16):
        body += file.read(size)
        file.readline()
    file.readline()
    return bytes(body)
