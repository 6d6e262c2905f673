"""Bodies with too many names or items are refused before they are read whole."""

from __future__ import annotations

import asyncio
import json

import pytest

from app.api import body
from app.api.body import MOST_NAMES, MOST_OPENED, check_counts
from app.api.problems import Problems
from app.api.schemas import MOST_ITEMS
from tests.asgi import Client, only

JSON = {"content-type": "application/json"}


def names(count: int) -> bytes:
    return json.dumps({f"x{k}": k for k in range(count)}).encode()


def items(count: int) -> bytes:
    return json.dumps([1] * count).encode()


def lists(count: int) -> bytes:
    """That many, in rows of 999 and what is left, none with too many items."""
    rows, left = divmod(count - 1, 1_000)
    row = b"[" + b",".join([b"[]"] * 999) + b"]"
    return b"[" + b",".join([row] * rows + [b"[]"] * left) + b"]"


@pytest.mark.parametrize(
    ("raw", "refused"),
    [
        (names(MOST_NAMES), None),
        (names(MOST_NAMES + 1), "too_many_names"),
        (items(MOST_ITEMS), None),
        (items(MOST_ITEMS + 1), "too_many_items"),
        (b'{"edits": [' + b",".join([names(90)] * 9) + b"]}", None),
        (b'{"edits": [' + b",".join([names(9)] * 9) + b", " + names(101) + b"]}", "too_many_names"),
        (b'{"a": {}, "b": [' + items(MOST_ITEMS) + b'], "c": ' + items(MOST_ITEMS + 1) + b"}", "too_many_items"),
        (b'{"h": [1], "e": {}, ' + names(98)[1:], None),
        (b'{"h": [1], ' + names(100)[1:], "too_many_names"),
        (b'{"e": {}, ' + names(100)[1:], "too_many_names"),
        (b'[{"h": [1]}, ' + items(MOST_ITEMS)[1:], "too_many_items"),
        (json.dumps({"sentence": ':,"\\{[' * 20_000}).encode(), None),
        (json.dumps({"sentence": '\\"' * 20_000, "x": {f"y{k}": 0 for k in range(101)}}).encode(), "too_many_names"),
        (b'{"a" : 1,' * MOST_NAMES + b"}", None),
        (b"}]:,:," + b",:" * MOST_ITEMS, None),
        (b'"' + b"x" * 100_000, None),
        (b'"' + b'\\"' * 500_000, None),
        (b'["' + b'\\"' * 500_000 + b"\\", None),
        (lists(MOST_OPENED), None),
        (lists(MOST_OPENED + 1), "too_many_lists"),
        (json.dumps({"sentence": "[{" * MOST_OPENED}).encode(), None),
    ],
    ids=range(21),
)
def test_what_has_too_many_parts(raw: bytes, refused: str | None) -> None:
    if refused is None:
        check_counts(raw)
        return
    with pytest.raises(Problems) as found:
        check_counts(raw)
    assert [problem.type for problem in found.value.problems] == [refused]


@pytest.mark.parametrize(
    ("raw", "count"),
    [
        (names(400), "100 fields"),
        (b'{"x":' + items(30_000) + b"}", "20,000 items"),
        (lists(70_000), "65,536 lists"),
    ],
)
@pytest.mark.parametrize("lang", ["en", "ko"])
def test_the_refusal_has_the_limit(client: Client, raw: bytes, count: str, lang: str) -> None:
    said = only(client.post(f"/step?lang={lang}", content=raw, headers=JSON))
    assert said["loc"] == ["body"]
    assert count.split(maxsplit=1)[0] in said["msg"]


def test_pydantic_says_which_list_is_too_long(client: Client) -> None:
    included = only(client.post("/step", json={"sentence": "i", "include": ["gates"] * 51}))
    assert (included["type"], included["loc"]) == ("too_long", ["body", "include"])
    assert included["msg"] == "include may have at most 50 items."


def test_numbers_that_are_too_many_are_counted_against_the_network(client: Client) -> None:
    """No list of numbers has a limit of its own: a network that is given may be large."""
    lstm = {"sentence": "i", "cell": "lstm", "state": {"h": [0] * 8, "c": [0] * 257}}
    said = only(client.post("/step", json=lstm))
    assert (said["type"], said["loc"]) == ("state_length", ["body", "state", "c"])
    assert said["msg"] == "state.c must have 8 numbers, as many as hidden_size; got 257."
    edited = only(client.post("/what-if", json={"sentence": "i", "edits": [{"t": 0, "h": [0] * 257}]}))
    assert edited["msg"] == "edits.h must have 8 numbers, as many as hidden_size; got 257."


def test_a_large_body_is_parsed_in_a_thread(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = []

    async def to_thread(function: object, *arguments: object) -> object:
        parsed.append(function)
        return function(*arguments)  # type: ignore[operator]

    monkeypatch.setattr(asyncio, "to_thread", to_thread)
    small = {"sentence": "i", "state": {"h": [0.5] * 8}}
    assert client.post("/step", json=small).status_code == 200
    assert parsed == []
    padded = json.dumps(small).encode() + b" " * body.LARGE
    assert client.post("/step", content=padded, headers=JSON).json() == client.step(**small)
    assert len(parsed) == 1


def test_a_name_that_comes_a_thousand_times_is_told_a_hundred_times_at_most(client: Client) -> None:
    raw = b'{"sentence":"i",' + b",".join([b'"seed":1'] * 90) + b"}"
    assert len(client.post("/step", content=raw, headers=JSON).json()["detail"]) == 89
    nested = (
        b'{"sentence":"i","edits":[' + b",".join([b'{"t":0,"token":"a","t":0}'] * 100) + b',{"t":0,"t":0,"token":"a"}]}'
    )
    assert len(client.post("/what-if", content=nested, headers=JSON).json()["detail"]) <= 100
