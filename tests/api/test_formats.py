"""`format` of /step: the forms through HTTP, small and large, GET and POST."""

from __future__ import annotations

import io
import json as standard
from typing import Any

import numpy as np
import pytest

from app.api.answers import Answer
from app.exports.formats import FORMATS
from tests.asgi import Client, client_of, only

FIELDS: dict[str, Any] = {"sentence": "i am a boy", "hidden_size": 3, "include": ["gates", "gradients", "inputs"]}
SENT_AS = {
    "json": ("application/json", None),
    "ndjson": ("application/x-ndjson", "rnn-flow.ndjson"),
    "csv": ("text/csv; charset=utf-8; header=present", "rnn-flow.csv"),
    "npz": ("application/octet-stream", "rnn-flow.npz"),
}


def test_every_form_is_held_here() -> None:
    assert list(FORMATS) == list(SENT_AS)


@pytest.mark.parametrize("form", SENT_AS)
def test_get_and_post_give_the_same_file(client: Client, form: str) -> None:
    asked = FIELDS | {"format": form}
    response = client.get("/step", params=asked, headers={"accept-encoding": "identity"})
    assert response.status_code == 200
    media_type, filename = SENT_AS[form]
    assert response.headers["content-type"] == media_type
    saved_as = f'attachment; filename="{filename}"' if filename else None
    assert response.headers.get("content-disposition") == saved_as
    assert response.headers["content-length"] == str(len(response.content))
    assert response.content == client.post("/step", json=asked).content


@pytest.mark.parametrize("form", SENT_AS)
def test_large_answers_come_whole(form: str) -> None:
    asked = {"sentence": "to be or not " * 200, "hidden_size": 40, "include": "gradients,gates", "format": form}
    small, large = client_of(large_work=10**9, large_sentence=10**6), client_of(large_work=1, large_sentence=1)
    found = large.get("/step", params=asked)
    assert found.content == small.get("/step", params=asked).content
    assert found.headers["content-type"] == SENT_AS[form][0]
    assert "content-length" not in found.headers


def test_each_form_is_kept_by_itself(client: Client) -> None:
    asked = {form: client.get("/step", params=FIELDS | {"format": form}).content for form in SENT_AS}
    again = {form: client.get("/step", params=FIELDS | {"format": form}).content for form in SENT_AS}
    assert asked == again
    assert len(set(asked.values())) == len(SENT_AS)


def test_numpy_reads_the_loss_and_the_gates(client: Client) -> None:
    step = client.step(**FIELDS)
    data = client.post("/step", json=FIELDS | {"format": "npz"}).content
    with np.load(io.BytesIO(data), allow_pickle=False) as archive:
        assert archive["loss"] == step["loss"]
        assert archive["gates.a"].tolist() == [own["gates"]["a"] for own in step["steps"]]
        assert standard.loads(archive["texts.json"])["tokens"] == step["tokens"]


@pytest.mark.parametrize("form", SENT_AS)
def test_digits_round_in_every_form(client: Client, form: str) -> None:
    exact, rounded = (
        client.get("/step", params={"sentence": "i am", "format": form, **digits}).content
        for digits in ({}, {"digits": 3})
    )
    assert exact != rounded
    if form != "npz":
        assert len(rounded) < len(exact)


@pytest.mark.parametrize("form", SENT_AS)
def test_a_refusal_is_json(client: Client, form: str) -> None:
    response = client.get("/step", params={"sentence": "", "format": form})
    assert response.headers["content-type"] == "application/json"
    assert "content-disposition" not in response.headers
    assert only(response)["loc"] == ["query", "sentence"]


@pytest.mark.parametrize("path", ["/check", "/memory", "/script", "/weights"])
def test_other_addresses_have_one_form(client: Client, path: str) -> None:
    detail = only(client.get(path, params={"sentence": "i am", "format": "csv"}))
    assert detail["loc"] == ["query", "format"]
    assert "json" in detail["msg"]
    assert client.get(path, params={"sentence": "i am", "format": "json"}).status_code == 200


def test_openapi_says_what_may_come(client: Client) -> None:
    document = client.get("/openapi.json").json()
    content = document["paths"]["/step"]["get"]["responses"]["200"]["content"]
    assert list(content) == [media_type for media_type, _ in SENT_AS.values()]
    assert all(shown["schema"] for shown in content.values())
    for path, allowed in (("/step", list(SENT_AS)), ("/check", ["json"])):
        (form,) = [own for own in document["paths"][path]["get"]["parameters"] if own["name"] == "format"]
        assert form["schema"].get("enum", [form["schema"].get("const")]) == allowed


def test_the_json_is_the_declared_answer(client: Client) -> None:
    Answer.model_validate(client.step(**FIELDS, format="json"))


@pytest.mark.parametrize(("form", "large"), [("json", False), ("ndjson", False), ("npz", False), ("csv", True)])
def test_a_form_that_takes_longer_is_large_sooner(form: str, large: bool) -> None:
    """A large answer is sent while it is written, so its length is not known when it begins."""
    client = Client(large_work=1_000)
    response = client.get(
        "/step", params={"sentence": "i am a boy", "format": form}, headers={"accept-encoding": "identity"}
    )
    assert ("content-length" not in response.headers) == large
