"""A request that is too long, too slow, too much or too wrong, or comes to a server that is full."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import threading
import time
from collections.abc import AsyncIterator
from functools import partial
from http.client import HTTPConnection
from typing import Any

import httpx
import pytest

from app.api import compute
from app.settings import ROOT, Settings
from tests.asgi import Client, only
from tests.serving import serving

JSON = {"content-type": "application/json"}


def test_a_body_over_the_limit_by_its_length() -> None:
    client = Client(max_body=100)
    detail = only(client.post("/step", content=b" " * 101, headers=JSON), 413)
    assert "100 bytes" in detail["msg"]


def test_a_body_over_the_limit_in_chunks() -> None:
    """No Content-Length: the limit counts what arrives, and stops reading there."""
    sent = 0

    async def chunks() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(1000):
            sent += 10
            yield b" " * 10

    response = Client(max_body=100).post("/step", content=chunks(), headers=JSON)
    assert only(response, 413)["type"] == "body_too_large"
    assert sent < 200


def test_a_body_that_does_not_arrive() -> None:
    async def slow() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.sleep(5)

    response = Client(body_seconds=0.01).post("/step", content=slow(), headers=JSON)
    assert only(response, 408)["type"] == "body_too_slow"


def test_a_query_over_the_limit() -> None:
    detail = only(Client(max_query=50).get(f"/step?sentence={'a' * 50}"), 414)
    assert "50 bytes" in detail["msg"]
    assert "59" in detail["msg"]


def asked(server: str, query: str) -> tuple[int, str, bytes]:
    """Status, Content-Type and body of a GET /step over a socket, where not every address reaches the app."""
    connection = HTTPConnection(server.removeprefix("http://"), timeout=30)
    try:
        connection.request("GET", f"/step?{query}")
        response = connection.getresponse()
        return response.status, response.headers["content-type"], response.read()
    finally:
        connection.close()


def of_length(count: int) -> str:
    return "sentence=".ljust(count, "a")


@pytest.mark.parametrize("count", [60_001, 65_000])
def test_a_query_over_the_limit_of_a_real_server(server: str, count: int) -> None:
    status, media_type, content = asked(server, of_length(count))
    assert (status, media_type) == (414, "application/json")
    (detail,) = json.loads(content)["detail"]
    assert detail["type"] == "query_too_long"
    assert f"60,000 bytes; got {count:,}" in detail["msg"]


def test_the_longest_query_is_answered_and_the_page_links_no_longer_one(server: str) -> None:
    assert asked(server, of_length(Settings().max_query))[0] == 200
    page = (ROOT / "static/js/page/address-bar.js").read_text(encoding="utf-8")
    assert re.findall(r"const SERVED = ([\d_]+);", page) == [f"{Settings().max_query:_}"]


def test_too_many_tokens() -> None:
    detail = only(Client(max_tokens=3).get("/step?sentence=a a a a"))
    assert detail["loc"] == ["query", "sentence"]
    assert "3 tokens; got 4" in detail["msg"]


def test_an_over_long_sentence() -> None:
    detail = only(Client(max_sentence=10).get(f"/step?sentence={'a' * 11}"))
    assert "10 characters; got 11" in detail["msg"]


def test_too_much_work_says_its_formula() -> None:
    detail = only(Client(max_work=100).get("/step?sentence=i am a boy&include=inputs,jacobian"))
    assert detail["type"] == "too_much_work"
    read = "tokens 4 × (hidden_size 8 × 2 + hidden_size 8 × hidden_size 8 × 2 + input_size 4)"
    assert f"Too much work: {read} + drawn 49 + decomposed 8 = 649;" in detail["msg"]
    assert "100" in detail["msg"]


def test_what_came_is_shown_shortened(client: Client) -> None:
    (detail,) = client.refusal(sentence="a", cell="x" * 10_000)
    assert len(detail["input"]) < 200
    assert len(detail["msg"]) < 300


@pytest.mark.parametrize(
    ("settings", "here"), [({}, [True]), ({"large_sentence": 3}, [False]), ({"large_work": 1}, [True])]
)
def test_a_text_is_made_once_and_that_of_a_long_sentence_in_a_thread(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, int], here: list[bool]
) -> None:
    made, made_here, own = compute.reading_and_work, [], threading.current_thread()

    def reading_and_work(*arguments: Any) -> Any:
        made_here.append(threading.current_thread() is own)
        return made(*arguments)

    monkeypatch.setattr(compute, "reading_and_work", reading_and_work)
    assert Client(**settings).get("/step?sentence=a b c d").status_code == 200
    assert made_here == here


def test_an_overloaded_server_says_when_to_come_again() -> None:
    client = Client(large_work=1, large_in_house=1, large_at_once=1, retry_after=7)

    async def crowd() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app=client.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as several:
            return await asyncio.gather(*(several.get("/step?sentence=i am") for _ in range(3)))

    answers = asyncio.run(crowd())
    assert sorted(answer.status_code for answer in answers) == [200, 503, 503]
    refused = next(answer for answer in answers if answer.status_code == 503)
    assert refused.headers["retry-after"] == "7"
    assert "7 seconds" in only(refused, 503)["msg"]
    assert client.get("/step?sentence=i am").status_code == 200


def test_a_client_that_does_not_read_loses_its_place() -> None:
    large = json.dumps({"sentence": "a b " * 10_000, "hidden_size": 32}).encode()
    post = b"POST /step HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
    with (
        serving(RNNFLOW_WARM_UP="false", RNNFLOW_LARGE_IN_HOUSE="1", RNNFLOW_SEND_SECONDS="1") as url,
        socket.socket() as deaf,
    ):
        host, port = url.removeprefix("http://").split(":")
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        deaf.connect((host, int(port)))
        deaf.sendall(post % len(large) + large)
        deadline = time.monotonic() + 30
        statuses: list[int] = []
        while statuses[-1:] != [200] and time.monotonic() < deadline:
            time.sleep(0.1)
            answer = httpx.post(f"{url}/step", content=large, headers=JSON, timeout=30)
            statuses.append(answer.status_code)
        assert statuses[-1] == 200
        assert 503 in statuses
        assert sum(map(len, iter(partial(deaf.recv, 1 << 20), b""))) < len(answer.content) / 2


def test_messages_have_the_limits_of_the_server() -> None:
    assert "from 1 to 16" in only(Client(max_hidden_size=16).get("/step?sentence=a&hidden_size=17"))["msg"]
    assert Settings().max_hidden_size == 256


MANY = 100_000


@pytest.mark.parametrize(
    ("path", "fields", "told"),
    [
        ("/step", {"include": [1] * MANY}, 1),
        ("/step", {"state": {"h": [""] * MANY}}, 1),
        ("/what-if", {"edits": [1] * MANY}, 1),
        ("/what-if", {"edits": [{"t": 0, "h": [""] * MANY}]}, 1),
        ("/step", {"include": ["gates"] * MANY}, 1),
        ("/step", {"state": {"h": [0] * MANY}}, 1),
        ("/step", {"state": {"h": [0], "c": [0] * MANY}}, 1),
        ("/what-if", {"edits": [{"t": 0, "h": [0] * MANY}]}, 1),
        ("/what-if", {"edits": [{}] * MANY}, 1),
        ("/step", {f"x{i}": 0 for i in range(99)}, 99),
        ("/step", {f"x{i}": 0 for i in range(MANY // 10)}, 1),
        ("/step", {"state": {f"x{i}": 0 for i in range(MANY // 10)}}, 1),
        ("/what-if", {"edits": [{f"x{i}": 0 for i in range(MANY // 10)}]}, 1),
        ("/what-if", {"edits": [{f"x{i}": 0 for i in range(90)}] * 9}, 91),
        ("/step", {"x" * MANY: 0}, 1),
    ],
)
def test_a_refusal_is_short_even_if_much_is_wrong(client: Client, path: str, fields: dict[str, Any], told: int) -> None:
    refused = client.post(path, json={"sentence": "i", **fields})
    assert refused.status_code == 422
    assert len(refused.json()["detail"]) == told
    assert len(refused.content) < 1_000 * told
