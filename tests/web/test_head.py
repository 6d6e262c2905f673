"""Heads before the parser sees them; tests/server/ has them over real connections."""

from __future__ import annotations

import pytest

from app.api.problems import Problems
from app.web.head import LONGEST_TARGET, MOST_DROPPED, Arrived

HOST = b"Host: x\r\n"
GET = b"GET / HTTP/1.1\r\n"


def arrived(*pieces: bytes, max_head: int = 1000, max_fields: int = 10) -> Arrived:
    found = Arrived(max_head, max_fields)
    for piece in pieces:
        found.add(piece)
    return found


def head(data: bytes, **limits: int) -> bytes | None:
    return arrived(data, **limits).take_head()


def refused(data: bytes, **limits: int) -> str:
    with pytest.raises(Problems) as raised:
        head(data, **limits)
    return raised.value.problems[0].type


def test_a_head_passes_as_it_is() -> None:
    plain = b"POST /step?a=b HTTP/1.0\r\nX:  y \r\nHost: x\r\n\r\n"
    assert head(plain) == plain


def test_only_the_head_is_taken() -> None:
    both = arrived(b"\r\n\r\n" + GET + HOST + b"\r\n" + b"body")
    assert both.take_head() == GET + HOST + b"\r\n"
    assert both.take(100) == b"body"


def test_it_may_come_byte_by_byte() -> None:
    whole = b"\r\n" + GET + HOST + b"\r\n"
    bytes_come = arrived()
    for byte in whole[:-1]:
        bytes_come.add(bytes([byte]))
        assert bytes_come.take_head() is None
    bytes_come.add(whole[-1:])
    assert bytes_come.take_head() == whole[2:]
    assert len(bytes_come) == 0


def test_letters_of_an_address_are_percent_encoded_and_nothing_else_is() -> None:
    taken = head("GET /나%EB?a=é HTTP/1.1\r\nHost: 나\r\n\r\n".encode())
    assert taken == "GET /%EB%82%98%EB?a=%C3%A9 HTTP/1.1\r\nHost: 나\r\n\r\n".encode()


def test_offers_to_upgrade_are_taken_out() -> None:
    offers = b"Upgrade: h2c\r\nuPGRADE:\r\n"
    assert head(GET + offers + HOST + b"Upgrade-Insecure-Requests: 1\r\n\r\n") == (
        GET + HOST + b"Upgrade-Insecure-Requests: 1\r\n\r\n"
    )


@pytest.mark.parametrize("size", [1000, 1001])
def test_the_size_of_a_head_is_counted_without_its_address(size: int) -> None:
    line = b"GET /" + b"a" * 5000 + b" HTTP/1.1\r\n"
    fields = (HOST + b"X: ").ljust(size - 4, b"a") + b"\r\n\r\n"
    assert len(fields) == size
    for data in (line + fields, line + fields[:-2] + b"a" * 2):
        if size == 1000:
            assert head(data) in {line + fields, None}
        else:
            assert refused(data) == "head_too_large"


@pytest.mark.parametrize("count", [10, 11])
def test_fields_are_counted(count: int) -> None:
    data = GET + HOST + b"X: y\r\n" * (count - 1) + b"\r\n"
    if count == 10:
        assert head(data) == data
    else:
        assert refused(data) == "too_many_header_fields"


@pytest.mark.parametrize("letter", ["a", "나"])
def test_the_longest_address(letter: str) -> None:
    """It is counted as it is percent-encoded."""
    encoded = 1 if letter == "a" else 9
    longest = letter * ((LONGEST_TARGET - 1) // encoded)
    rest = b" HTTP/1.1\r\n" + HOST + b"\r\n"
    assert head(f"GET /{longest}".encode() + rest)
    assert refused(f"GET /{longest}{letter}".encode() + rest) == "target_too_long"


def test_an_endless_address_is_not_kept() -> None:
    endless = arrived(b"GET /")
    for _ in range(MOST_DROPPED // 10_000):
        endless.add(b"a" * 10_000)
        assert endless.take_head() is None
        assert len(endless) < 70_000
    endless.add(b"a" * 100_000)
    with pytest.raises(Problems) as raised:
        endless.take_head()
    assert raised.value.problems[0].type == "target_too_long"
    assert endless.method == "GET"


@pytest.mark.parametrize(
    "start",
    [
        b"\x16\x03\x01",
        b"GARBAGE\r",
        b"GET\t",
        b" GET / HTTP/1.1",
        b"a" * 33,
        b"GET / HTTP/1.1\n",
        b"GET / HTTP/2.0\r\n",
    ],
)
def test_what_cannot_become_a_request_is_refused_at_once(start: bytes) -> None:
    assert refused(start) == "not_http"


@pytest.mark.parametrize("fields", [b"", HOST + HOST, HOST + b"host : y\r\n", b"X-Host: x\r\n"])
def test_one_host(fields: bytes) -> None:
    assert refused(GET + fields + b"\r\n") == "not_one_host"


def test_the_language_of_a_refusal() -> None:
    early = arrived(b"HEAD / HTTP/1.1\r\nX-Accept-Language: en\r\nACCEPT-language:  ko, en \r\nX")
    assert early.take_head() is None
    assert (early.method, early.accept_language) == ("HEAD", "ko, en ")
    assert (arrived(b"GE").method, arrived(b"GE").accept_language) == ("-", "")


def test_an_end_may_begin_in_what_was_taken_before() -> None:
    data = arrived(b"ab\r\n\r\ncd")
    assert data.take_until(b"\r\n\r\n", b"") == b"ab\r\n\r\n"
    assert data.take_until(b"\r\n\r\n", b"\n\r\n") == b"cd"
    rest = arrived(b"\ncd")
    assert rest.take_until(b"\r\n\r\n", b"\r\n\r") == b"\n"
