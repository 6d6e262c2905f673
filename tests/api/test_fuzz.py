"""Arbitrary input never gives a 500, a hang or a NaN."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote_from_bytes, quote_plus

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from app.api.answers import Answer, Check, Memory, Neurons, Sample, WhatIf
from app.api.schemas import StepRequest
from app.engine.params import RECURRENT_INITS
from app.exports.columns import INCLUDES
from tests.asgi import Client
from tests.quick import examples

CLIENT = Client(max_work=200_000, answer_cache=0)
SLOW = settings(max_examples=examples(60), deadline=None, suppress_health_check=list(HealthCheck))

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
numbers = st.one_of(
    st.integers(), st.floats(), st.sampled_from([0, -1, 1, 256, 257, 2**32, 2**64, 1e308, -1e308, 1e-320])
)
junk = st.recursive(
    st.none() | st.booleans() | numbers | text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(text, inner, max_size=3),
    max_leaves=8,
)
vectors = st.lists(st.floats(allow_nan=False), min_size=3, max_size=3)
valid = st.fixed_dictionaries(
    {"sentence": text.map(lambda words: f"a {words}")},
    optional={
        "tokenizer": st.sampled_from(["word", "char", "jamo"]),
        "cell": st.sampled_from(["rnn", "gru", "lstm"]),
        "nonlinearity": st.sampled_from(["tanh", "relu"]),
        "hidden_size": st.integers(1, 12),
        "input_size": st.integers(1, 5),
        "seed": st.integers(0, 2**32 - 1),
        "spectral_radius": st.none() | st.floats(0, 4),
        "objective": st.sampled_from(["recall", "next-token", "sum"]),
        "recurrent_init": st.sampled_from(list(RECURRENT_INITS)),
        "include": st.lists(st.sampled_from(list(INCLUDES)), max_size=4),
        "digits": st.none() | st.integers(3, 17),
    },
)


def refuse_constant(name: str) -> None:
    raise AssertionError(f"{name} in an answer")


def check(status: int, content: bytes, model: type[BaseModel] = Answer) -> None:
    """A good answer of numbers, or a refusal that says something."""
    answer = json.loads(content, parse_constant=refuse_constant)
    if status == 200:
        model.model_validate(answer)
    else:
        assert 400 <= status < 500
        assert all(detail["msg"] and "error-" not in detail["msg"] for detail in answer["detail"])


@SLOW
@given(st.binary(max_size=200))
def test_any_body(body: bytes) -> None:
    response = CLIENT.post("/step", content=body, headers={"content-type": "application/json"})
    check(response.status_code, response.content)


@SLOW
@given(st.binary(max_size=100))
def test_any_query(raw: bytes) -> None:
    response = CLIENT.get(f"/step?sentence={quote_from_bytes(raw)}&{quote_from_bytes(raw, safe='&=,')}")
    check(response.status_code, response.content)


@SLOW
@given(st.dictionaries(st.sampled_from([*StepRequest.model_fields, "u", "x"]), junk, max_size=4), text)
def test_any_values_of_the_fields(fields: dict[str, Any], sentence: str) -> None:
    response = CLIENT.post(
        "/step",
        content=json.dumps({"sentence": sentence, **fields}).encode(),
        headers={"content-type": "application/json"},
    )
    check(response.status_code, response.content)
    query = "&".join(f"{name}={quote_plus(str(value))}" for name, value in fields.items())
    response = CLIENT.get(f"/step?sentence={quote_plus(sentence)}&{query}")
    check(response.status_code, response.content)


@SLOW
@given(valid)
def test_any_valid_request(fields: dict[str, Any]) -> None:
    response = CLIENT.post("/step", json=fields)
    check(response.status_code, response.content)
    if fields.get("nonlinearity") != "relu" and not any(c < " " or "\x7f" <= c <= "\x9f" for c in fields["sentence"]):
        assert response.status_code == 200, response.text


@SLOW
@given(valid, st.none() | st.integers(0, 9), st.none() | st.integers(0, 9), st.none() | st.floats(-10, 10))
def test_any_question(
    fields: dict[str, Any], loss_at: int | None, target: int | None, forget_bias: float | None
) -> None:
    response = CLIENT.post("/step", json={**fields, "loss_at": loss_at, "target": target, "forget_bias": forget_bias})
    check(response.status_code, response.content)


@SLOW
@given(valid, st.integers(1, 5))
def test_any_memory(fields: dict[str, Any], seeds: int) -> None:
    response = CLIENT.post("/memory", json={**fields, "seeds": seeds})
    check(response.status_code, response.content, Memory)


@SLOW
@given(valid)
def test_any_check(fields: dict[str, Any]) -> None:
    response = CLIENT.post("/check", json=fields)
    check(response.status_code, response.content, Check)
    if response.status_code == 200:
        assert (response.json()["worst_relative_error"] or 0) < 1e-4


@SLOW
@given(valid)
def test_any_script(fields: dict[str, Any]) -> None:
    response = CLIENT.post("/script", json=fields)
    if response.status_code == 200:
        compile(response.text, "rnn-flow.py", "exec")
    else:
        check(response.status_code, response.content)


@SLOW
@given(valid)
def test_any_module(fields: dict[str, Any]) -> None:
    response = CLIENT.post("/script", json={**fields, "style": "module"})
    if response.status_code == 200:
        compile(response.text, "rnn-flow.py", "exec")
    else:
        check(response.status_code, response.content)


@SLOW
@given(valid)
def test_any_neurons(fields: dict[str, Any]) -> None:
    response = CLIENT.post("/neurons", json=fields)
    check(response.status_code, response.content, Neurons)


@SLOW
@given(valid, st.integers(1, 9) | junk, st.floats(0, 10) | junk)
def test_any_sample(fields: dict[str, Any], length: object, temperature: object) -> None:
    body = json.dumps({**fields, "length": length, "temperature": temperature}).encode()
    response = CLIENT.post("/sample", content=body, headers={"content-type": "application/json"})
    check(response.status_code, response.content, Sample)


edits = st.lists(
    st.one_of(
        st.fixed_dictionaries({"t": st.integers(0, 3), "token": text}),
        st.fixed_dictionaries({"t": st.integers(0, 3), "unit": st.integers(0, 3), "set": st.floats(allow_nan=False)}),
        st.fixed_dictionaries({"t": st.integers(0, 3), "unit": st.integers(0, 3), "clamp": st.floats(-2, 2)}),
        st.fixed_dictionaries({"t": st.integers(0, 3), "h": vectors}),
        st.fixed_dictionaries(
            {"t": st.integers(0, 3), "from": st.fixed_dictionaries({"sentence": text, "t": st.integers(0, 3)})}
        ),
        st.dictionaries(st.sampled_from(["t", "token", "unit", "set", "clamp", "h", "from"]), junk, max_size=4),
    ),
    max_size=4,
)


@SLOW
@given(valid, edits | junk)
def test_any_edits(fields: dict[str, Any], changes: object) -> None:
    body = json.dumps({**fields, "hidden_size": 3, "edits": changes}).encode()
    response = CLIENT.post("/what-if", content=body, headers={"content-type": "application/json"})
    check(response.status_code, response.content, WhatIf)


@SLOW
@given(vectors, vectors, st.sampled_from(["rnn", "gru", "lstm"]), st.sampled_from(["tanh", "relu"]))
def test_any_state(h: list[float], c: list[float], cell: str, nonlinearity: str) -> None:
    state = {"h": h, "c": c} if cell == "lstm" else {"h": h}
    fields = {"sentence": "i am a boy", "hidden_size": 3, "cell": cell, "state": state, "include": list(INCLUDES)}
    if cell == "rnn":
        fields["nonlinearity"] = nonlinearity
    body = json.dumps(fields).encode()
    response = CLIENT.post("/step", content=body, headers={"content-type": "application/json"})
    check(response.status_code, response.content)


def test_a_nan_would_be_noticed() -> None:
    with pytest.raises(AssertionError):
        check(200, b"[NaN]")
