"""Worked examples that others have published: their own weights and numbers, sent as they stand there.

The right values are those printed at the source, or computed there or independently with PyTorch in float64.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from tests.asgi import Client

BY_HAND = {
    "rnn.weight_ih_l0": [[0.5], [0.6]],
    "rnn.weight_hh_l0": [[0.1, 0.3], [0.2, 0.4]],
    "rnn.bias_ih_l0": [0.1, -0.1],
    "linear.weight": [[1.0, 2.0]],
    "linear.bias": [0.1],
}
"""tensorflow-in-action, chapter 8: a state times [[.1, .2], [.3, .4]] there is this, its transpose, times a state."""


def test_two_steps_by_hand_of_tensorflow_in_action(client: Client) -> None:
    answer = client.step(inputs=[1, 2], parameters=BY_HAND, include=["gates", "predictions"])
    first, second = answer["steps"]
    assert first["gates"]["a"] == pytest.approx([0.6, 0.5], abs=1e-12)
    assert first["h"] == pytest.approx([0.537050, 0.462117], abs=1e-6)
    assert first["predictions"]["forecast"] == pytest.approx([1.561284], abs=1e-6)
    assert second["gates"]["a"] == pytest.approx([1.29234, 1.39226], abs=1e-5)
    assert second["h"] == pytest.approx([0.859738, 0.883666], abs=1e-6)
    assert second["predictions"]["forecast"] == pytest.approx([2.727071], abs=1e-6)


def test_the_same_two_steps_by_an_address(client: Client) -> None:
    query = (
        "inputs=1;2&rnn.weight_ih_l0=0.5;0.6&rnn.weight_hh_l0=0.1,0.3;0.2,0.4&rnn.bias_ih_l0=0.1,-0.1"
        "&linear.weight=1,2&linear.bias=0.1"
    )
    assert client.get(f"/step?{query}").json() == client.step(inputs=[1, 2], parameters=BY_HAND)


def test_the_gru_cell_of_arraymancer(client: Client) -> None:
    """mratsim/Arraymancer, test_nnp_gru_cell.py: PyTorch's GRUCell with the weights written there, h = −1."""
    parameters = {
        "rnn.weight_ih_l0": [[round(0.9 - 0.1 * (row + k), 1) for k in range(4)] for row in range(6)],
        "rnn.weight_hh_l0": [[-0.3, -0.1], [-0.2, 0.0], [-0.3, -0.1], [-0.2, 0.0], [-0.3, -0.1], [-0.2, 0.0]],
        "rnn.bias_ih_l0": [0.1, 0.2, 0.3, 0.4, 0.5, 0.6],
        "rnn.bias_hh_l0": [-0.1, -0.2, -0.3, -0.4, -0.5, -0.6],
    }
    x = [[0.1, 0.2, 0.3, 0.4], [-0.1, -0.2, -0.3, -0.4], [0.5, 0.6, 0.7, 0.8]]
    answers = [client.step(inputs=[row], parameters=parameters, state={"h": [-1, -1]}) for row in x]
    printed = [[-0.5317, -0.4753], [-0.3930, -0.3210], [-0.7325, -0.6430]]
    for answer, row in zip(answers, printed, strict=True):
        assert answer["cell"] == "gru"
        assert answer["steps"][0]["h"] == pytest.approx(row, abs=5e-5)


def test_hello_in_one_hot_vectors(client: Client) -> None:
    """nhatquan2k4/TranslationModel: e, h, l, o as one-hot vectors; np.random.seed(42), every weight randn · 0.1."""
    random = np.random.RandomState(42)
    weight_ih, weight_hh = random.randn(3, 4) * 0.1, random.randn(3, 3) * 0.1
    parameters = {"rnn.weight_ih_l0": weight_ih.tolist(), "rnn.weight_hh_l0": weight_hh.tolist()}
    inputs = [np.eye(4)["ehlo".index(letter)].tolist() for letter in "hello"]
    answer = client.step(inputs=inputs, labels=list("hello"), parameters=parameters)
    assert answer["tokens"] == list("hello")
    assert answer["steps"][0]["h"] == pytest.approx([-0.01382555, -0.02340942, 0.05420283], abs=5e-9)
    assert answer["steps"][4]["h"] == pytest.approx([0.14079667, 0.05777251, -0.08181014], abs=5e-9)


def backward_of_ones(client: Client, weight: list[list[float]]) -> list[float]:
    """‖∂L/∂h_t‖ / √2, the last first: "Deep Learning from Scratch 2" has two equal rows of ones and divides by 2."""
    size = len(weight)
    answer = client.step(
        inputs=[[0.0]] * 21,
        parameters={"rnn.weight_ih_l0": [[0.0]] * size, "rnn.weight_hh_l0": weight},
        nonlinearity="identity",
        objective="sum",
    )
    return [step["grad_norm"] / math.sqrt(2) for step in answer["steps"][::-1]]


def test_the_gradient_of_a_linear_network_explodes_and_vanishes(client: Client) -> None:
    """Deep Learning from Scratch 2, rnn_gradient_graph.py: np.random.seed(3), W_h = randn(3, 3), dh = ones((2, 3))."""
    weight = np.random.RandomState(3).randn(3, 3)
    norms = backward_of_ones(client, weight.T.tolist())
    assert norms[0] == pytest.approx(math.sqrt(3 / 2))
    assert norms[1:4] == pytest.approx([2.4684, 3.3357, 4.7833], abs=5e-5)
    assert norms[20] == pytest.approx(249.4956, abs=5e-5)
    halved = backward_of_ones(client, (weight.T / 2).tolist())
    assert halved[1] == pytest.approx(1.2342, abs=5e-5)
    assert halved[20] == pytest.approx(2.38e-4, abs=5e-7)


def test_the_spectrum_of_that_matrix(client: Client) -> None:
    weight = np.random.RandomState(3).randn(3, 3)
    parameters = {"rnn.weight_ih_l0": [[0.0]] * 3, "rnn.weight_hh_l0": weight.tolist()}
    found = client.step(inputs=[0], parameters=parameters, include=["jacobian"])["spectrum"]["gates"]["a"]
    assert found["spectral_radius"] == pytest.approx(1.25519, abs=5e-6)
    assert found["largest_singular_value"] == pytest.approx(2.65943, abs=5e-6)


def test_the_numbers_typed_are_the_numbers_read(client: Client) -> None:
    """A course page with the sequence 1.0, 0.5, 0.0 and sliders for the weights: x_t is the number."""
    answer = client.get("/step?inputs=0.5;1.0;1.5&hidden_size=1&include=inputs").json()
    assert [step["x"] for step in answer["steps"]] == [[0.5], [1.0], [1.5]]
    assert answer["tokens"] == ["0.5", "1", "1.5"]
    assert (answer["token_ids"], answer["vocabulary"], answer["input_size"]) == ([], [], 1)


def test_an_irnn(client: Client) -> None:
    """keras-team/keras #275: W_h = I, no biases, relu."""
    fields = {"nonlinearity": "relu", "recurrent_init": "identity", "bias": False, "hidden_size": 3}
    answer = client.step(sentence="i am a boy", include=["parameters", "products"], **fields)
    assert answer["parameters"]["rnn.weight_hh_l0"] == np.eye(3).tolist()
    assert not [name for name in answer["parameters"] if "bias" in name]
    assert [step["hh"] for step in answer["steps"][1:]] == [step["h"] for step in answer["steps"][:-1]]


def saliency(client: Client, **fields: Any) -> dict[str, Any]:
    return client.step(sentence="i am a boy", hidden_size=3, objective="sum", include=["gradients"], **fields)


def test_which_word_decided(client: Client) -> None:
    """allenai/allennlp #3539 asks for ∂L/∂x_t: of this network x.grad is known from PyTorch."""
    found = [step["input_grad_norm"] for step in saliency(client)["steps"]]
    assert found == pytest.approx([0.0166, 0.1891, 0.4385, 0.9767], abs=5e-5)


def test_the_gradient_of_the_initial_state(client: Client) -> None:
    """flairNLP/flair #897, a learned initial state: by autograd for all three cells."""
    assert saliency(client)["initial_grad_norm"] == {"h": pytest.approx(0.0062416, abs=5e-8)}
    lstm = saliency(client, cell="lstm")["initial_grad_norm"]
    assert lstm == {"h": pytest.approx(0.0282337, abs=5e-8), "c": pytest.approx(0.1304601, abs=5e-8)}
    assert saliency(client, cell="gru")["initial_grad_norm"] == {"h": pytest.approx(0.0230347, abs=5e-8)}


def test_the_norm_to_clip_by(client: Client) -> None:
    """pytorch/pytorch #1032: the total norm over all parameters, and each one's."""
    answer = saliency(client)
    norms = answer["parameter_grad_norms"]
    assert norms["rnn.weight_hh_l0"] == pytest.approx(1.22467, abs=5e-6)
    assert answer["total_grad_norm"] == pytest.approx(math.hypot(*norms.values()), rel=1e-12)
    whole = client.step(sentence="i am a boy", hidden_size=3, objective="sum", include=["parameter_gradients"])
    gradients = {name: np.array(values) for name, values in whole["parameter_gradients"].items()}
    assert {name: float(np.linalg.norm(values)) for name, values in gradients.items()} == pytest.approx(norms)
