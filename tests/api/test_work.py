"""What a request costs: counted by hand for every cell and include, and from what /limits says."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.api import work
from app.api.input_sequence import InputSequence
from app.api.operations import OPERATIONS
from app.api.schemas import MemoryRequest, SampleRequest, StepRequest, WhatIfRequest
from app.api.work import Work
from app.engine import reader, tokens
from app.engine.cells import CELLS
from app.engine.params import RECURRENT_INITS
from app.exports.columns import INCLUDES
from app.settings import Settings
from tests.asgi import Client
from tests.quick import examples

T, V, H, I = 6, 4, 64, 5
SENTENCE = "a b a c d a"
SHAPES = {"rnn": (1, 1), "gru": (3, 1), "lstm": (4, 2)}
"""G gates and S parts of the state."""


def priced(**fields: Any) -> Work:
    request = StepRequest(sentence=SENTENCE, hidden_size=H, input_size=I, **fields)
    return work.step(request, read(SENTENCE))


def read(sentence: str) -> InputSequence:
    text = tokens.text(sentence)
    return InputSequence(text.tokens, text.ids, text.vocabulary)


def made(cell: str, *, head: bool = True) -> int:
    """Numbers drawn at a quarter each, eight more for a word."""
    G, _ = SHAPES[cell]
    return (V * (I + 8) + (V * (H + 1) if head else 0) + G * H * (I + H + 2)) // 4


@pytest.mark.parametrize(
    ("cell", "include", "more"),
    [
        ("rnn", (), 0),
        ("gru", (), 0),
        ("lstm", (), 0),
        ("rnn", ("gates",), T * H * 1),
        ("gru", ("gates",), T * H * 3),
        ("lstm", ("gates",), T * H * 4),
        ("rnn", ("products",), T * H * 2),
        ("gru", ("products",), T * H * 6),
        ("lstm", ("products",), T * H * 8),
        ("rnn", ("gradients",), T * H * 1 + T * I + T * H * (I + H) // 128),
        ("gru", ("gradients",), T * H * 1 + T * I + 3 * T * H * (I + H) // 128),
        ("lstm", ("gradients",), T * H * 2 + T * I + 4 * T * H * (I + H) // 128),
        ("rnn", ("projection",), T * H),
        ("lstm", ("projection",), T * H),
        ("rnn", ("jacobian",), T * H * 2 * H + H**3 // 64),
        ("gru", ("jacobian",), T * H * 2 * H + 3 * H**3 // 64),
        ("lstm", ("jacobian",), T * H * 2 * H + 4 * H**3 // 64),
        ("rnn", ("inputs",), T * I),
        ("gru", ("inputs",), T * I),
        ("lstm", ("predictions",), T * V // 8),
        ("rnn", ("parameters",), V * (I + H + 1) + 1 * H * (I + H + 2)),
        ("gru", ("parameters",), V * (I + H + 1) + 3 * H * (I + H + 2)),
        ("lstm", ("parameters",), V * (I + H + 1) + 4 * H * (I + H + 2)),
        ("rnn", ("parameter_gradients",), V * (I + H + 1) + 1 * H * (I + H + 2) + T * H * (I + H) // 128),
        (
            "lstm",
            ("gates", "gradients", "inputs"),
            T * H * (4 + 2) + 2 * T * I + 4 * T * H * (I + H) // 128,
        ),
    ],
)
def test_step_by_hand(cell: str, include: tuple[str, ...], more: int) -> None:
    read = {"rnn": T * H * 2, "gru": T * H * 4, "lstm": T * H * 6}[cell]
    assert priced(cell=cell, include=include).amount == read + made(cell) + more


@pytest.mark.parametrize("cell", CELLS)
def test_what_decomposes_the_blocks_costs_their_cube(cell: str) -> None:
    plain, cube = priced(cell=cell).amount, SHAPES[cell][0] * H**3 // 64
    assert priced(cell=cell, spectral_radius=0.5).amount == plain + cube
    assert priced(cell=cell, recurrent_init="orthogonal").amount == plain + cube
    assert priced(cell=cell, recurrent_init="non-normal").amount == plain
    both = {"spectral_radius": 0.5, "recurrent_init": "orthogonal", "include": ("jacobian",)}
    assert priced(cell=cell, **both).amount == plain + 3 * cube + T * H * 2 * H


def test_next_token_looks_at_every_logit_once() -> None:
    plain = priced().amount
    assert priced(objective="next-token").amount == plain + T * V // 8
    assert priced(objective="next-token", include=("predictions",)).amount == plain + T * V // 8


@pytest.mark.parametrize("cell", CELLS)
def test_the_others_by_hand(cell: str) -> None:
    G, S = SHAPES[cell]
    fields: dict[str, Any] = {"sentence": SENTENCE, "cell": cell, "hidden_size": H, "input_size": I}
    text, request = read(SENTENCE), StepRequest(**fields)
    parameters = V * (I + H + 1) + G * H * (I + H + 2)
    assert work.weights(request, text).amount == parameters + made(cell)
    assert work.script(request, text).amount == 5 * T * H * (G + S) + parameters + made(cell)
    drawn = 7 * (V * (I + 8) + G * H * (I + H + 2)) // 4
    seeds = MemoryRequest(**fields, seeds=7)
    assert work.memory(seeds, text).amount == 7 * T * H * (G + S + H // 4 + 8) + drawn
    edits = [{"t": 0, "from": {"sentence": "we are", "t": 0}}, {"t": 1, "token": "x"}]
    edited = WhatIfRequest.model_validate({**fields, "edits": edits})
    others = 6 * H * (G + S), (6 * (I + 8) + 2 * I) / 4
    exact = V * (I + 8 + H + 1) / 4 + G * H * (I + H + 2) / 4 + others[1]
    assert work.what_if(edited, text).amount == 4 * T * H * (G + S) + others[0] + 64 * T + math.floor(exact)


def test_check_counts_its_nudged_runs() -> None:
    request = StepRequest(sentence=SENTENCE, cell="lstm", hidden_size=H, input_size=I, objective="next-token")
    found = work.check(request, read(SENTENCE))
    nudged = found.sizes["nudged_steps"]
    assert nudged > T * H
    assert found.amount == nudged * (H * 6 + V) // 16 + made("lstm")
    at = work.check(request.model_copy(update={"loss_at": 1}), read(SENTENCE))
    assert at.amount == at.sizes["nudged_steps"] * H * 6 // 16 + made("lstm")


def evaluate(parts: dict[str, Any], sizes: dict[str, int], request: dict[str, Any]) -> int:
    """What /limits says of a request, by nothing but what it says."""

    def holds(condition: dict[str, Any]) -> bool:
        found = request.get(condition["field"])
        if condition["value"] is None:
            return found is not None
        return condition["value"] in (found if isinstance(found, list) else [found])

    def counted(term: dict[str, Any]) -> bool:
        return not term["when"] or any(map(holds, term["when"]))

    return sum(
        math.floor(
            sum(term["factor"] * math.prod(sizes[name] for name in term["of"]) for term in terms if counted(term))
        )
        for terms in parts.values()
    )


LIMITS = Client().get("/limits").json()
requests = st.fixed_dictionaries(
    {
        "sentence": st.lists(st.sampled_from("abcdefg"), min_size=1, max_size=40).map(" ".join),
        "cell": st.sampled_from(list(CELLS)),
        "hidden_size": st.integers(1, 256),
        "input_size": st.integers(1, 256),
        "num_layers": st.integers(1, 4),
        "bidirectional": st.booleans(),
        "spectral_radius": st.none() | st.floats(0, 4),
        "recurrent_init": st.sampled_from(list(RECURRENT_INITS)),
        "objective": st.sampled_from(["recall", "next-token", "sum", "forecast", "label"]),
        "include": st.lists(st.sampled_from(list(INCLUDES)), unique=True),
    }
)


def sizes_of(fields: dict[str, Any]) -> dict[str, int]:
    """The quantities that the fields themselves say."""
    layers, both = fields.get("num_layers", 1), fields.get("bidirectional", False)
    sizes = {name: fields[name] for name in ("hidden_size", "input_size")}
    return sizes | {"num_layers": layers, "deeper_layers": layers - 1, "directions": 1 + both}


@settings(max_examples=examples(150), deadline=None)
@given(requests, st.integers(1, 100))
def test_a_client_that_evaluates_what_limits_says_gets_the_server_s_amount(fields: dict[str, Any], seeds: int) -> None:
    text = read(fields["sentence"])
    words = len(text.vocabulary)
    sizes = {"tokens": len(text.tokens), "vocabulary": words, "embedded": words, "seeds": seeds, "edits": 1}
    sizes |= sizes_of(fields) | {"other_characters": 3, "length": seeds}
    edits = [{"t": 0, "from": {"sentence": "a b", "t": 0}}]
    amounts = {
        "/step": work.step(StepRequest.model_validate(fields), text),
        "/memory": work.memory(MemoryRequest.model_validate({**fields, "seeds": seeds}), text),
        "/what-if": work.what_if(WhatIfRequest.model_validate({**fields, "edits": edits}), text),
        "/neurons": work.neurons(StepRequest.model_validate(fields), text),
        "/sample": work.sample(SampleRequest.model_validate({**fields, "length": seeds}), text),
        "/script": work.script(StepRequest.model_validate(fields), text),
        "/weights": work.weights(StepRequest.model_validate(fields), text),
    }
    for path, found in amounts.items():
        assert evaluate(LIMITS["work"][path][fields["cell"]], sizes, fields) == found.amount, path


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("include", [[], *([name] for name in INCLUDES), list(INCLUDES)], ids=str)
def test_limits_counts_the_numbers_of_an_answer(client: Client, cell: str, include: list[str]) -> None:
    fields = {"sentence": "to be or not to be that", "cell": cell, "hidden_size": 3, "input_size": 2}
    answer = client.step(**fields, include=include)
    sizes = {"tokens": 7, "vocabulary": 5, "embedded": 5, **sizes_of(fields)}
    forecasts = 7 * 2 * 2 if "predictions" in include else 0
    assert evaluate(LIMITS["numbers"][cell], sizes, {"include": include}) == numbers(answer) + forecasts


def test_limits_counts_at_least_the_forecasts_of_numbers(client: Client) -> None:
    asked = {"include": ["predictions"], "objective": "forecast"}
    answer = client.step(inputs=[[1] * 9] * 4, hidden_size=3, **asked)
    sizes = {"tokens": 4, "vocabulary": 9, "embedded": 0, **sizes_of({"hidden_size": 3, "input_size": 9})}
    assert 0 <= evaluate(LIMITS["numbers"]["rnn"], sizes, asked) - numbers(answer) <= 4 * (6 + 9 + 1)


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("include", [[], *([name] for name in INCLUDES)], ids=str)
@pytest.mark.parametrize("layer", [0, 1])
def test_limits_counts_those_of_several_layers_and_directions(
    client: Client, cell: str, include: list[str], layer: int
) -> None:
    fields = {"sentence": "to be or not to be that", "cell": cell, "hidden_size": 3, "input_size": 2}
    fields |= {"num_layers": 2, "bidirectional": True}
    answer = client.step(**fields, include=include, layer=layer)
    sizes = {"tokens": 7, "vocabulary": 5, "embedded": 5, **sizes_of(fields)}
    most = evaluate(LIMITS["numbers"][cell], sizes, {"include": include})
    width = {0: 2, 1: 2 * 3}[layer]
    less = 7 * (2 + 2 * 3 - width) if include in (["inputs"], ["gradients"]) else 0
    less += 7 * 2 * 2 if include == ["predictions"] else 0
    assert numbers(answer) == most - less + len(("num_layers", "bidirectional", "layer"))


def numbers(value: object) -> int:
    """Numbers in an answer, and nulls in their place; where the target is null it is a word that is missing."""
    if isinstance(value, dict):
        return sum(numbers(inner) for name, inner in value.items() if name != "target")
    if isinstance(value, list):
        return sum(map(numbers, value))
    return 0 if isinstance(value, str) else 1


def test_limits_are_those_of_the_server(client: Client) -> None:
    said = Client(max_tokens=7, max_work=123).get("/limits").json()
    assert (said["max_tokens"], said["max_work"]) == (7, 123)
    assert set(said["work"]) == {operation.path for operation in OPERATIONS} | {"/train"}
    assert client.get("/limits").headers["content-type"] == "application/json"


def test_every_quantity_of_a_price_is_explained() -> None:
    prices = [*(parts for cells in LIMITS["work"].values() for parts in cells.values()), *LIMITS["numbers"].values()]
    used = {name for parts in prices for terms in parts.values() for term in terms for name in term["of"]}
    assert used == set(LIMITS["quantities"])


def test_every_condition_looks_at_a_field() -> None:
    conditions = [
        condition
        for cells in LIMITS["work"].values()
        for parts in cells.values()
        for terms in parts.values()
        for term in terms
        for condition in term["when"]
    ]
    assert {condition["field"] for condition in conditions} <= set(StepRequest.model_fields)
    assert {condition["value"] for condition in conditions if condition["field"] == "include"} == set(INCLUDES)


@pytest.mark.parametrize("cell", CELLS)
def test_layers_and_directions_by_hand(cell: str) -> None:
    """Two layers in two directions: the second reads 2·H numbers, and so does the head."""
    G, S = SHAPES[cell]
    asked = StepRequest(sentence=SENTENCE, cell=cell, hidden_size=H, input_size=I, num_layers=2, bidirectional=True)
    drawn = V * (I + 8) + V * (2 * H + 1) + 2 * G * H * (I + H + 2) + 2 * G * H * (2 * H + H + 2)
    assert work.step(asked, read(SENTENCE)).amount == T * H * (G + S) * 4 + drawn // 4
    assert work.step(asked, read(SENTENCE)).formula.startswith("tokens 6 × num_layers 2 × directions 2 × ")


def given_network(cell: str, size: int) -> InputSequence:
    network = reader.seeded(cell=cell, hidden_size=size, input_size=I, vocabulary=("a", "b"))
    return replace(read("a b a"), network=network)


def test_a_network_that_is_given_is_not_drawn() -> None:
    asked, found = StepRequest(sentence="a b a"), given_network("lstm", 3)
    products = 3 * 4 * 3 * (I + 3) / 256 + 3 * 2 / 256
    assert work.step(asked, found).amount == 3 * 3 * 6 + math.floor(products)
    assert work.weights(asked, found).amount == 2 * (I + 3 + 1) + 4 * 3 * (I + 3 + 2) + math.floor(products)


def test_the_products_of_a_large_network_cost_more_than_its_numbers() -> None:
    found = work.step(StepRequest(sentence="a b a"), given_network("rnn", 1024))
    assert found.amount == 3 * 1024 * 2 + math.floor((3 * 1024 * (1024 + I) + 3 * 2) / 256)
    assert found.amount < Settings().max_work


def test_the_products_of_layers_and_directions_by_hand() -> None:
    size = 32
    network = reader.seeded(hidden_size=size, input_size=I, num_layers=2, bidirectional=True, vocabulary=("a", "b"))
    found = replace(read("a b a"), network=network)
    each = 3 * 2 * (size * (size + I) + size * (size + 2 * size)) / 256
    asked = work.step(StepRequest(sentence="a b a"), found)
    assert asked.amount == 3 * size * 2 * 4 + math.floor(each + 3 * 2 / 256)
    edits = [{"t": 0, "unit": 0, "set": 0}]
    edited = work.what_if(WhatIfRequest.model_validate({"sentence": "a b a", "edits": edits}), found)
    assert edited.amount == 4 * 3 * size * 2 * 4 + 64 * 3 * 4 + math.floor(2 * each + 3 * 2 / 256)
