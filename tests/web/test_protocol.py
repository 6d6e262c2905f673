"""What the parser would refuse, over real sockets: letters in an address, an address too long, and what is no HTTP."""

from __future__ import annotations

import asyncio
import json
import socket
import time
from collections.abc import Iterator
from functools import partial
from http.client import HTTPResponse
from typing import Any

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send
from uvicorn.server import ServerState

from app.settings import Settings
from app.web.protocol import Protocol

HOST = b"Host: x\r\n"
SENTENCE = "나는 소년"
TARGET = f"/step?sentence={SENTENCE.replace(' ', '+')}&digits=3".encode()
GET = b"GET " + TARGET + b" HTTP/1.1\r\n" + HOST


@pytest.fixture
def connection(server: str) -> Iterator[socket.socket]:
    host, port = server.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=30) as opened:
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        yield opened


def answer(connection: socket.socket) -> tuple[int, Any]:
    """The next answer on a connection: its status and what it says."""
    response = HTTPResponse(connection)
    response.begin()
    assert response.headers["content-type"] == "application/json"
    return response.status, json.loads(response.read())


def answers(connection: socket.socket, count: int) -> list[tuple[int, Any]]:
    """Several answers that may have come in one piece."""
    found, file = [], connection.makefile("rb")
    for _ in range(count):
        status = int(file.readline().split()[1])
        length = 0
        while (line := file.readline().strip()) != b"":
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        found.append((status, json.loads(file.read(length))))
    return found


def refused(connection: socket.socket, status: int, kind: str) -> str:
    """The sentence of the one thing that is wrong, after which the connection is closed."""
    got, content = answer(connection)
    (detail,) = content["detail"]
    assert (got, detail["type"]) == (status, kind)
    assert connection.recv(1) == b""
    return str(detail["msg"])


def test_letters_may_be_typed_as_they_are(connection: socket.socket) -> None:
    connection.sendall(GET + b"\r\n")
    status, content = answer(connection)
    assert (status, content["tokens"]) == (200, ["나는", "소년"])


def test_and_again_on_the_same_connection(connection: socket.socket) -> None:
    for _ in range(3):
        connection.sendall(GET + b"\r\n")
        assert answer(connection)[1]["tokens"] == ["나는", "소년"]


@pytest.mark.parametrize("place", [2, 4, 20, 21, len(GET) - len(HOST) - 1, len(GET) - 3])
def test_a_request_line_in_two_packets(connection: socket.socket, place: int) -> None:
    connection.sendall(GET[:place])
    time.sleep(0.05)
    connection.sendall(GET[place:] + b"\r\n")
    assert answer(connection)[1]["tokens"] == ["나는", "소년"]


def test_byte_by_byte(connection: socket.socket) -> None:
    for byte in b"\r\n" + GET + b"\r\n":
        connection.sendall(bytes([byte]))
        time.sleep(0.001)
    assert answer(connection)[1]["tokens"] == ["나는", "소년"]


def test_several_requests_in_one_packet(connection: socket.socket) -> None:
    healthy = b"GET /healthz HTTP/1.1\r\n" + HOST + b"\r\n"
    connection.sendall(GET + b"\r\n" + healthy + b"\r\n" + GET + b"Connection: close\r\n\r\n")
    first, second, third = answers(connection, 3)
    assert first[1]["tokens"] == third[1]["tokens"] == ["나는", "소년"]
    assert second == (200, {"status": "ok"})


def test_the_body_and_the_headers_are_left_alone(connection: socket.socket) -> None:
    body = '{"sentence": "나는\\r\\n\\r\\nGET /é HTTP/1.1", "digits": 3}'.encode()
    head = b"POST /step?lang=ko HTTP/1.1\r\n" + HOST + b"Content-Type: application/json\r\nX-Name: \xed\x95\x9c\r\n"
    connection.sendall(head + b"Content-Length: %d\r\n\r\n" % len(body) + body)
    status, content = answers(connection, 1)[0]
    assert (status, content["tokens"][0]) == (200, "나는")


def test_letters_that_are_no_utf_8_are_refused_by_their_field(connection: socket.socket) -> None:
    connection.sendall(
        b"GET /step?sentence=" + SENTENCE.encode("euc-kr").replace(b" ", b"+") + b" HTTP/1.1\r\n" + HOST + b"\r\n"
    )
    status, content = answer(connection)
    assert (status, content["detail"][0]["type"]) == (422, "not_utf8")


@pytest.mark.parametrize(
    "line",
    [
        b"G\xc3\x89T / HTTP/1.1",
        b"\xed\x95\x9c / HTTP/1.1",
        b"GET / HTTP/1.\xed\x95\x9c",
        b"GET /\x01 HTTP/1.1",
        b"GET /step?sentence=\xed\x95\x9c\x00 HTTP/1.1",
        b"GET /step?sentence=\xed\x95\x9c i HTTP/1.1",
        b"\x16\x03\x01\x02\x00\x01",
    ],
)
def test_nothing_else_is_let_through(connection: socket.socket, line: bytes) -> None:
    connection.sendall(line + b"\r\n" + HOST + b"\r\n")
    assert "--data-urlencode" in refused(connection, 400, "not_http")


@pytest.mark.parametrize("count", [65_536, 70_000, 300_000])
def test_an_address_too_long_is_told_so(connection: socket.socket, count: int) -> None:
    connection.sendall(b"GET " + b"/step?sentence=".ljust(count, b"a") + b" HTTP/1.1\r\nAccept-Language: ko\r\n\r\n")
    assert "65,535바이트까지" in refused(connection, 414, "target_too_long")


def test_the_longest_address_reaches_the_application(connection: socket.socket) -> None:
    connection.sendall(b"GET " + b"/step?sentence=".ljust(65_535, b"a") + b" HTTP/1.1\r\n" + HOST + b"\r\n")
    status, content = answer(connection)
    assert (status, content["detail"][0]["type"]) == (414, "query_too_long")


@pytest.mark.parametrize("target", [b"/static/js/main.js", b"/healthz", b"/no"])
def test_who_asks_for_a_websocket_is_answered_by_http(connection: socket.socket, target: bytes) -> None:
    upgrade = b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAA\r\n"
    connection.sendall(b"GET " + target + b" HTTP/1.1\r\n" + HOST + upgrade + b"\r\n")
    response = HTTPResponse(connection)
    response.begin()
    assert response.status == (404 if target == b"/no" else 200)


def test_a_request_that_breaks_off_in_its_body_ends_for_the_app() -> None:
    """It is told that the client has left, and the answer is the refusal alone."""
    received: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        while not received or received[-1] == "http.request":
            received.append((await receive())["type"])
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def run() -> bytes:
        config = uvicorn.Config(app, interface="asgi3", log_level="critical")
        config.load()
        one, other = socket.socketpair()
        with one, other:
            other.settimeout(0)
            made = partial(Protocol, config, ServerState(), {}, settings=Settings(linger_seconds=0.05))
            transport, _ = await asyncio.get_running_loop().connect_accepted_socket(made, one)
            chunked = b"POST / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n"
            other.send(chunked + b"1\r\na\r\n")
            await asyncio.sleep(0.01)
            other.send(b"no size\r\n")
            await asyncio.sleep(0.1)
            transport.close()
            return other.recv(1 << 16)

    assert asyncio.run(run()).count(b"HTTP/1.1 ") == 1
    assert received == ["http.request", "http.disconnect"]
