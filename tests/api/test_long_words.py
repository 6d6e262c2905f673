"""Words that an answer repeats are weighed before anything is computed."""

from __future__ import annotations

from typing import Any

import pytest

from app.api import long_words
from tests.asgi import Client, only

WORD = "a" * 1_000


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit that short texts reach."""
    monkeypatch.setattr(long_words, "MOST_CHARACTERS", 30_000)


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(
    ("path", "least", "more"),
    [
        ("/step", {"include": ["predictions"], "sentence": f"{WORD} b " * 7}, {"sentence": f"{WORD} b " * 8}),
        ("/step", {"format": "csv", "hidden_size": 5, "sentence": f"{WORD} b c d e f"}, {"hidden_size": 6}),
        ("/neurons", {"sentence": f"{WORD[:500]} b", "hidden_size": 2}, {"hidden_size": 3}),
        ("/sample", {"sentence": f"{WORD} b", "length": 7}, {"length": 8}),
    ],
)
def test_what_is_said_often_may_not_be_long(
    client: Client, path: str, least: dict[str, Any], more: dict[str, Any]
) -> None:
    assert client.post(path, json=least).status_code == 200
    detail = only(client.post(path, json=least | more))
    assert (detail["type"], detail["loc"]) == ("long_words", ["body", "sentence"])
    assert f"the longest has {len(WORD) if path != '/neurons' else 500:,} characters" in detail["msg"]
    assert "the limit is 30,000" in detail["msg"]


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("path", ["/step", "/check", "/memory", "/script", "/weights", "/what-if"])
def test_what_is_said_once_may_be(client: Client, path: str) -> None:
    fields = {"sentence": f"{WORD} b {WORD} c", "hidden_size": 2}
    edits = {"edits": [{"t": 0, "unit": 0, "set": 0}]} if path == "/what-if" else {}
    assert client.post(path, json=fields | edits).status_code == 200


@pytest.mark.usefixtures("few")
def test_the_words_of_a_network_that_is_given_count_too(client: Client) -> None:
    given = client.step(sentence="a b", hidden_size=2, include=["parameters"])["parameters"]
    fields = {"parameters": given, "vocabulary": ["b" * 200, "c" * 200], "token_ids": [0] * 51}
    assert client.post("/step", json=fields).status_code == 200
    assert only(client.post("/step", json=fields | {"include": ["predictions"]}))["type"] == "long_words"


def test_in_thousands_they_are_refused_at_once_and_short_ones_are_not(client: Client) -> None:
    """Answers of 199 MB and of gigabytes."""
    long = "a" * 100_000 + " " + "b" * 99_000
    assert (
        only(client.post("/sample", json={"sentence": long, "length": 400, "hidden_size": 1}))["type"] == "long_words"
    )
    predicted = {"sentence": "a" * 150_000 + " b" * 5_000, "hidden_size": 1, "include": ["predictions"]}
    assert only(client.post("/step", json=predicted))["type"] == "long_words"
