"""What a real server answers, and to whom: refusals that reach their reader, and requests in their order."""

from __future__ import annotations

import gzip
import json
import urllib.error
import urllib.request

import pytest

from tests.server.raw import HOST, JSON, answer, answers, connected, get, post

BODY = b'{"sentence": "a boy"}'
TOO_LARGE = b" " * 10_000_000
SLOW = "/step?hidden_size=64&sentence=" + "a+" * 3_000
GARBAGE = b"GARBAGE\r\n\r\n"


def test_a_refusal_of_a_large_body_reaches_urllib(server: str) -> None:
    """It sends all of its body before it reads, and says Connection: close."""
    for _ in range(20):
        request = urllib.request.Request(f"{server}/step", TOO_LARGE, {"Content-Type": "application/json"})
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(request, timeout=30)
        assert refused.value.code == 413
        assert refused.value.headers["connection"] == "close"
        assert json.loads(refused.value.read())["detail"][0]["type"] == "body_too_large"


@pytest.mark.parametrize(
    ("line", "fields", "status"),
    [
        (b"POST /step", JSON, 413),
        (b"POST /step", b"Content-Type: text/plain\r\n", 415),
        (b"POST /step", JSON + b"Content-Encoding: gzip\r\n", 415),
        (b"POST /step?cell=gru", JSON, 422),
        (b"POST /nothing", JSON, 404),
        (b"PUT /step", JSON, 405),
        (b"GET /step?sentence=" + b"a" * 60_001, JSON, 414),
        (b"GET /" + b"a" * 70_000, JSON, 414),
        (b"POST /step", JSON + b"X: " + b"a" * 40_000 + b"\r\n", 431),
        (b"POST /step", JSON + HOST, 400),
        (b"POST /step", JSON + b"Sec-Fetch-Site: cross-site\r\n", 403),
        (b"POST /train", JSON, 413),
        (b"POST /train", JSON + b"Content-Encoding: gzip\r\n", 415),
        (b"POST /sample?length=3", JSON, 422),
        (b"POST /models?size=3", b"", 422),
        (b"POST /models", b"Content-Encoding: gzip\r\n", 415),
        (b"DELETE /models/nothing", b"", 404),
        (b"POST /experiment", JSON, 405),
    ],
)
@pytest.mark.parametrize("framing", ["length", "chunked"])
def test_every_early_refusal_reaches_its_reader(
    server: str, line: bytes, fields: bytes, status: int, framing: str
) -> None:
    """Ten megabytes are sent to the end before anything is read; then the connection is closed in order."""
    head = line + b" HTTP/1.1\r\n" + HOST + fields
    if framing == "length":
        sent = head + b"Content-Length: %d\r\n\r\n" % len(TOO_LARGE) + TOO_LARGE
    else:
        sent = head + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n" % len(TOO_LARGE) + TOO_LARGE + b"\r\n0\r\n\r\n"
    with connected(server) as connection:
        connection.sendall(sent)
        (refused,) = answers(connection)
    assert (refused.status, refused.headers["connection"]) == (status, "close")


def test_a_compressed_body_is_told_so(server: str) -> None:
    with connected(server) as connection:
        connection.sendall(post("/step", gzip.compress(BODY), "Content-Encoding: gzip"))
        refused = answer(connection)
    assert (refused.status, refused.detail["type"]) == (415, "wrong_content_encoding")
    assert "gzip" in refused.detail["msg"]


def test_a_body_that_is_read_leaves_the_connection_open(server: str) -> None:
    with connected(server) as connection:
        for _ in range(2):
            connection.sendall(post("/step", b"{}"))
            assert answer(connection).status == 422
        connection.sendall(post("/step", BODY))
        assert answer(connection).status == 200


def test_a_bad_request_behind_a_good_one_waits_for_its_answer(server: str) -> None:
    with connected(server) as connection:
        connection.sendall(get(SLOW) + GARBAGE)
        good, bad = answers(connection)
    assert (good.status, bad.status, bad.detail["type"]) == (200, 400, "not_http")
    assert len(json.loads(good.body)["steps"]) == 3_000


def test_many_requests_in_one_packet_are_answered_in_their_order(server: str) -> None:
    """More than are read ahead; letters beyond ASCII, bodies with and without a length among them."""
    chunked = b"POST /step HTTP/1.1\r\n" + HOST + JSON + b"Transfer-Encoding: chunked\r\n\r\n"
    body = '{"sentence": "c\\r\\n\\r\\n나"}'.encode()
    middle = len(body) - 2
    in_chunks = chunked + b"%x\r\n%b\r\n2\r\n%b\r\n0\r\nT: 1\r\n\r\n" % (middle, body[:middle], body[middle:])
    letters = get("/step?sentence=나&digits=3")
    four = get("/step?sentence=a") + post("/step", BODY) + letters + in_chunks
    with connected(server) as connection:
        connection.sendall(four * 200 + get("/healthz", "Connection: close"))
        *found, last = answers(connection)
    tokens = [json.loads(one.body)["tokens"] for one in found]
    assert tokens == [["a"], ["a", "boy"], ["나"], ["c", "나"]] * 200
    assert last.status == 200


@pytest.mark.parametrize("size", [1, 3, 7])
def test_requests_may_come_in_any_pieces(server: str, size: int) -> None:
    chunked = b"POST /step HTTP/1.1\r\n" + HOST + JSON + b"Transfer-Encoding: chunked\r\n\r\n"
    requests = chunked + b"15\r\n%b\r\n0\r\n\r\n" % BODY + get("/step?sentence=나", "Connection: close")
    with connected(server) as connection:
        for place in range(0, len(requests), size):
            connection.sendall(requests[place : place + size])
        assert [json.loads(one.body)["tokens"] for one in answers(connection)] == [["a", "boy"], ["나"]]


@pytest.mark.parametrize("protocol", ["h2c", "websocket", "HTTP/2.0"])
def test_an_offer_to_upgrade_loses_nothing(server: str, protocol: str) -> None:
    """As `curl --http2` sends it."""
    offer = ("Connection: Upgrade, HTTP2-Settings", f"Upgrade: {protocol}", "HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA")
    with connected(server) as connection:
        connection.sendall(post("/step", BODY, *offer) + get("/healthz", *offer) + get("/healthz", "Connection: close"))
        first, second, third = answers(connection)
    assert json.loads(first.body)["tokens"] == ["a", "boy"]
    assert (first.status, second.status, third.status) == (200, 200, 200)


@pytest.mark.parametrize(
    ("fields", "version", "status"),
    [
        (b"", b"1.1", 400),
        (b"Host: a\r\nHost: a\r\n", b"1.1", 400),
        (b"Host: a\r\nhost: b\r\n", b"1.0", 400),
        (b"", b"1.0", 200),
        (b"Host:\r\n", b"1.1", 200),
        (b"hOST: a\r\n", b"1.1", 200),
    ],
)
def test_a_request_names_one_host(server: str, fields: bytes, version: bytes, status: int) -> None:
    with connected(server) as connection:
        connection.sendall(b"GET /healthz HTTP/" + version + b"\r\n" + fields + b"Connection: close\r\n\r\n")
        (only,) = answers(connection)
    assert only.status == status
    if status == 400:
        assert only.detail["type"] == "not_one_host"


def test_no_answer_copies_a_host(server: str) -> None:
    for target in ("/step/?sentence=a", "/static", "/docs/", "//evil.example/step"):
        with connected(server) as connection:
            connection.sendall(get(target, "Connection: close").replace(b"Host: x", b"Host: evil.example"))
            (only,) = answers(connection)
        assert "//evil.example" not in only.headers.get("location", "")


@pytest.mark.parametrize(
    "fields",
    [
        "Content-Length: 1\r\nContent-Length: 2",
        "Content-Length: 5\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: chunked, identity",
        "Content-Length: -1",
        "Content-Length: abc",
        "Content-Length: 99999999999999999999999999",
        "X: a\r\n b",
        "X : a",
        "X: a\0b",
        "X: a\nY: b",
    ],
)
def test_a_head_that_could_be_read_in_two_ways_is_refused(server: str, fields: str) -> None:
    """And what is behind it is never read as a request."""
    head = get("/step", *fields.split("\r\n")).replace(b"GET", b"POST")
    with connected(server) as connection:
        connection.sendall(head + b"0\r\n\r\n" + get("/healthz"))
        (refused,) = answers(connection)
    assert (refused.status, refused.detail["type"]) == (400, "not_http")


def test_a_bad_chunk_is_refused_once(server: str) -> None:
    head = b"POST /step HTTP/1.1\r\n" + HOST + JSON + b"Transfer-Encoding: chunked\r\n\r\n"
    with connected(server) as connection:
        connection.sendall(head + b"5\r\n" + BODY + b"\r\n0\r\n\r\n")
        (refused,) = answers(connection)
    assert (refused.status, refused.detail["type"]) == (400, "not_http")


def test_a_client_that_expects_to_be_asked_is_asked(server: str) -> None:
    with connected(server) as connection:
        connection.sendall(post("/step", b"", "Expect: 100-continue", "Connection: close", length=len(BODY)))
        assert connection.recv(25) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(BODY)
        assert answers(connection)[0].status == 200


def test_and_is_refused_without_sending_its_body(server: str) -> None:
    with connected(server) as connection:
        connection.sendall(post("/step", b"", "Expect: 100-continue", length=10_000_000))
        (refused,) = answers(connection)
    assert (refused.status, refused.headers["connection"]) == (413, "close")
