"""What the benchmarks of the server ask and say with."""

from __future__ import annotations

import re
import socket
import time
from http.client import HTTPConnection, HTTPException
from typing import NamedTuple

from bench.requests import Request

LAST_CHUNK = b"0\r\n\r\n"
"""What ends an answer whose length is not known when it begins."""


class Server(NamedTuple):
    """A server in a process of its own."""

    port: int
    pid: int


def fetch(port: int, asked: Request) -> tuple[int, bytes]:
    """The status of the answer and its body; 0 where the connection broke."""
    connection = HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        headers = {"accept-encoding": asked.accept_encoding}
        if asked.body:
            headers["content-type"] = asked.content_type
        connection.request("POST" if asked.body else "GET", asked.target, asked.body, headers)
        response = connection.getresponse()
        return response.status, response.read()
    except (OSError, HTTPException):
        return 0, b""
    finally:
        connection.close()


def ask(port: int, asked: Request) -> int:
    """The status alone."""
    return fetch(port, asked)[0]


def blocking(connection: socket.socket, target: str, header: str = "") -> float:
    """Seconds of one request over a plain blocking socket, the client that costs least; the answer must be 200.

    `header` is one more line of its header.
    """
    return asking(
        connection, f"GET {target} HTTP/1.1\r\nHost: x\r\n{header and header + chr(13) + chr(10)}\r\n".encode()
    )


def asking(connection: socket.socket, request: bytes) -> float:
    """Seconds of one whole request, header and body; the answer must be 200."""
    start = time.perf_counter()
    connection.sendall(request)
    head, _, body = connection.recv(1 << 20).partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(head.decode())
    length = re.search(rb"content-length: (\d+)", head.lower())
    if length:
        missing = int(length[1]) - len(body)
        while missing:
            missing -= len(connection.recv(1 << 20))
    else:
        end = body[-len(LAST_CHUNK) :]
        while end != LAST_CHUNK:
            end = (end + connection.recv(1 << 20))[-len(LAST_CHUNK) :]
    return time.perf_counter() - start


def percentile(values: list[float], share: float) -> float:
    """The value below which `share` of them lie."""
    return sorted(values)[int((len(values) - 1) * share)]


def say(what: str, value: str, budget: str, note: str, *, met: bool = True) -> bool:
    """One line of the result."""
    print(f"{'ok  ' if met else 'MISS'} {what:<52} {value:>8}  {budget:<9} {note}", flush=True)
    return met
