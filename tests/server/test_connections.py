"""Connections that would hold a real server: slow, silent, endless, or closed in the middle."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial

import pytest

from tests.server.raw import HOST, JSON, SECONDS, address, answer, answers, connected, get, post
from tests.serving import serving

LARGE = "/step?hidden_size=64&sentence=" + "a+b+" * 4_000
"""Some 26 MB."""
DEAREST = "/step?hidden_size=256&cell=lstm&include=jacobian,parameters&sentence=a+b+a+b&seed="


@pytest.fixture(scope="module")
def strict() -> Iterator[str]:
    """A server with short limits."""
    with serving(
        RNNFLOW_HEAD_SECONDS="0.5",
        RNNFLOW_IDLE_SECONDS="0.5",
        RNNFLOW_BODY_SECONDS="0.5",
        RNNFLOW_LINGER_SECONDS="0.5",
        RNNFLOW_MAX_HEAD="4096",
        RNNFLOW_MAX_FIELDS="20",
        RNNFLOW_SEND_SECONDS="0.5",
        RNNFLOW_LARGE_IN_HOUSE="2",
        RNNFLOW_LARGE_AT_ONCE="1",
        RNNFLOW_STOP_SECONDS="1",
    ) as url:
        yield url


def test_a_head_that_comes_drop_by_drop_is_refused(strict: str) -> None:
    with connected(strict) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nAccept-Language: ko\r\nX: ")
        connection.settimeout(0.05)
        deadline = time.monotonic() + SECONDS
        received = b""
        while not received and time.monotonic() < deadline:
            connection.sendall(b"a")
            try:
                received = connection.recv(9, socket.MSG_PEEK)
            except TimeoutError:
                continue
        connection.settimeout(SECONDS)
        refused = answers(connection)[0]
    assert (refused.status, refused.detail["type"], refused.headers["connection"]) == (408, "head_too_slow", "close")
    assert "0.5초" in refused.detail["msg"]


def test_a_second_head_has_its_time_too(strict: str) -> None:
    with connected(strict) as connection:
        connection.sendall(get("/healthz") + b"G")
        first, second = answers(connection)
    assert (first.status, second.status) == (200, 408)


@pytest.mark.parametrize("sent", [b"", b"\r\n\r\n", get("/healthz")])
def test_a_silent_connection_is_closed(strict: str, sent: bytes) -> None:
    with connected(strict) as connection:
        connection.sendall(sent)
        assert [one.status for one in answers(connection)] == [200] * sent.count(b"GET")


def test_a_head_within_its_limits_is_read(strict: str) -> None:
    fields = [f"X-{k}: {'a' * 150}" for k in range(19)]
    with connected(strict) as connection:
        connection.sendall(get("/healthz", *fields))
        assert answer(connection).status == 200


@pytest.mark.parametrize("size", [4_080, 100_000, 5_000_000])
def test_a_huge_head_is_refused(strict: str, size: int) -> None:
    with connected(strict) as connection:
        connection.sendall(get("/healthz", "Accept-Language: ko", "X: " + "a" * size))
        (refused,) = answers(connection)
    assert (refused.status, refused.detail["type"], refused.headers["connection"]) == (431, "head_too_large", "close")
    assert "4,096바이트" in refused.detail["msg"]
    assert refused.headers["x-content-type-options"] == "nosniff"


def test_too_many_fields_are_refused(strict: str) -> None:
    with connected(strict) as connection:
        connection.sendall(get("/healthz", *(f"X{k}: a" for k in range(20))))
        (refused,) = answers(connection)
    assert (refused.status, refused.detail["type"]) == (431, "too_many_header_fields")
    assert "20 fields" in refused.detail["msg"]


def send_for_ever(connection: socket.socket, piece: bytes) -> None:
    """Raises OSError once the server closes."""
    while True:
        connection.sendall(piece)


@pytest.mark.parametrize(
    ("start", "piece"),
    [
        (b"GET /healthz HTTP/1.1\r\n", b"X: " + b"a" * 65_536 + b"\r\n"),
        (b"GET /", b"a" * 65_536),
        (post("/step", b"", length=10**12), b" " * 65_536),
    ],
)
def test_what_has_no_end_is_cut_off(strict: str, start: bytes, piece: bytes) -> None:
    with connected(strict) as connection:
        connection.sendall(start)
        with pytest.raises(OSError):  # noqa: PT011 - a reset or a broken pipe
            send_for_ever(connection, piece)


def test_trailing_fields_have_the_limit_of_a_head(strict: str) -> None:
    head = b"POST /step HTTP/1.1\r\n" + HOST + JSON + b"Transfer-Encoding: chunked\r\n\r\n"
    with connected(strict) as connection:
        connection.sendall(head + b'10\r\n{"sentence":"a"}\r\n0\r\nX: ' + b"a" * 20_000)
        (refused,) = answers(connection)
    assert (refused.status, refused.detail["type"]) == (431, "head_too_large")


def test_a_slow_body_is_refused(strict: str) -> None:
    with connected(strict) as connection:
        connection.sendall(post("/step", b"{", length=100))
        (refused,) = answers(connection)
    assert (refused.status, refused.detail["type"], refused.headers["connection"]) == (408, "body_too_slow", "close")


@pytest.mark.parametrize(("target", "repeats"), [(LARGE, 1), ("/static/vendor/swagger-ui/swagger-ui-bundle.js", 40)])
def test_a_client_that_does_not_read_is_dropped(strict: str, target: str, repeats: int) -> None:
    """One large answer, or many that are ready: all but what the system holds of them is lost."""
    with connected(strict, receive_buffer=4096) as connection:
        connection.sendall(get(target) * repeats)
        connection.recv(1)
        time.sleep(2)
        assert sum(map(len, iter(partial(connection.recv, 1 << 20), b""))) < 15_000_000


def status(url: str, request: bytes) -> int:
    """What one request is answered, asked as fast as can be."""
    with connected(url) as connection:
        connection.sendall(request)
        return answer(connection).status


def large(url: str) -> int:
    """The status of one more large request."""
    return status(url, get(f"/step?hidden_size=32&sentence={'b+' * 2_000}"))


def settled(url: str) -> None:
    """Return once the server has seen what was done to its connections before."""
    for _ in range(5):
        assert status(url, get("/healthz")) == 200


def test_slow_readers_make_room_for_others() -> None:
    """They read just fast enough to keep their connection, but not the places."""
    with (
        serving(RNNFLOW_LARGE_IN_HOUSE="2", RNNFLOW_SEND_RATE="1", RNNFLOW_SEND_SECONDS="3") as url,
        connected(url, receive_buffer=4096) as one,
        connected(url, receive_buffer=4096) as two,
    ):
        for slow in (one, two):
            slow.sendall(get(LARGE))
            slow.recv(1024)
        assert large(url) == 503
        deadline = time.monotonic() + SECONDS
        while (found := large(url)) == 503 and time.monotonic() < deadline:
            for slow in (one, two):
                slow.recv(1 << 16)
            time.sleep(0.1)
        assert found == 200


def test_the_work_of_clients_that_have_left_is_dropped() -> None:
    """All places are taken; then their clients hang up, and the next one is not turned away."""
    with serving(RNNFLOW_LARGE_AT_ONCE="1", RNNFLOW_LARGE_IN_HOUSE="8", RNNFLOW_LARGE_EACH="8") as url:
        with ExitStack() as clients:
            for seed in range(8):
                clients.enter_context(connected(url)).sendall(get(f"{DEAREST}{seed}"))
            settled(url)
            assert large(url) == 503
        settled(url)
        assert large(url) == 200


def test_one_client_leaves_room_for_others() -> None:
    with serving(RNNFLOW_LARGE_EACH="2") as url, ExitStack() as clients:
        for seed in range(2):
            clients.enter_context(connected(url)).sendall(get(f"{DEAREST}{seed}"))
        settled(url)
        assert large(url) == 503
        other = clients.enter_context(socket.create_connection(address(url), SECONDS, ("127.0.0.2", 0)))
        other.sendall(get(f"{DEAREST}9"))
        assert answer(other).status == 200


def test_what_is_sent_behind_an_answer_that_is_not_read_is_not_kept(server: str) -> None:
    """Thirty megabytes of requests: the server takes some and lets the client wait."""
    with connected(server, receive_buffer=4096) as connection:
        connection.sendall(get(LARGE))
        connection.recv(1)
        connection.settimeout(2)
        with pytest.raises(TimeoutError):
            connection.sendall(get("/healthz") * 1_000_000)
