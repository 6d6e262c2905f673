"""Files of PyTorch, ONNX and Keras give the networks that their own runtimes ran: see make.py."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app import imports
from app.engine import losses, reader
from app.engine.network import Network
from app.engine.run import Run
from app.imports import Found

FILES = Path(__file__).parent / "files"
NAMES = sorted(path.name for path in FILES.iterdir() if path.name != "outputs.npz")
OUTPUTS = np.load(FILES / "outputs.npz")
PYTORCH = 1e-12
"""PyTorch calculated in float64, the other runtimes in float32."""


@cache
def found(name: str, **how: Any) -> Found:
    return imports.read(name, (FILES / name).read_bytes(), **how)[1]


def network(of: Found) -> Network:
    return Network.from_state_dict(of.state_dict, nonlinearity=of.nonlinearity)


def run(of: Found, x: Any) -> Run:
    """The network's reading of numbers (T, I) or ids (T,)."""
    ids = np.full(len(x), -1) if x.ndim == 2 else x.astype(np.int64)
    numbers = x.astype(np.float64) if x.ndim == 2 else None
    question = losses.ask("sum", ids, None, None)
    return reader.answer(network(of), [""] * len(x), ids, question, x=numbers)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_outputs_as_its_own_runtime(name: str) -> None:
    own = found(name, nonlinearity="relu") if name == "relu.safetensors" else found(name)
    read = run(own, OUTPUTS[f"{name}/x"])
    tolerance = PYTORCH if name.endswith(("safetensors", "npz")) else 1e-6
    np.testing.assert_allclose(read.output, OUTPUTS[f"{name}/output"], rtol=0, atol=tolerance)
    has_head = f"{name}/logits" in OUTPUTS
    assert ("linear.weight" in own.state_dict) == has_head
    if has_head:
        head = read.network.head
        logits = read.output @ head.weight.T + head.bias
        np.testing.assert_allclose(logits, OUTPUTS[f"{name}/logits"], rtol=0, atol=tolerance * 10)


SAID = {
    "tanh.safetensors": ("rnn", "tanh", 2, True, "float32", "encoder.rnn.", True),
    "gru16.safetensors": ("gru", "tanh", 2, True, "float16", "model.gru.", True),
    "lstm-bfloat16.safetensors": ("lstm", "tanh", 2, True, "bfloat16", "lstm.", True),
    "lstm-no-bias.safetensors": ("lstm", "tanh", 1, False, "float32", "rnn.", False),
    "gru-layers.npz": ("gru", "tanh", 3, False, "float64", "decoder/", True),
    "lstm.npz": ("lstm", "tanh", 1, True, "float32", "net.lstm.", True),
    "cell.npz": ("gru", "tanh", 1, False, "float16", "cell.", True),
    "rnn-relu.onnx": ("rnn", "relu", 1, True, "float32", "", True),
    "linear.h5": ("rnn", "identity", 1, False, "float32", "", True),
    "lstm.onnx": ("lstm", "tanh", 1, False, "float32", "", False),
}


@pytest.mark.parametrize("name", SAID)
def test_what_is_said_of_it(name: str) -> None:
    own = found(name)
    said = (own.cell, own.nonlinearity, own.num_layers, own.bidirectional, own.dtype, own.prefix, own.bias)
    assert said == SAID[name]
    assert (own.hidden_size, own.input_size) == (3, 2)
    assert own.unused == ()


def test_where_each_array_came_from() -> None:
    module = found("module.safetensors")
    assert {own: origin.name for own, origin in module.origins.items()} == {
        "embedding.weight": "embed.weight",
        "rnn.weight_ih_l0": "gru.weight_ih_l0",
        "rnn.weight_hh_l0": "gru.weight_hh_l0",
        "rnn.bias_ih_l0": "gru.bias_ih_l0",
        "rnn.bias_hh_l0": "gru.bias_hh_l0",
        "rnn.weight_ih_l0_reverse": "gru.weight_ih_l0_reverse",
        "rnn.weight_hh_l0_reverse": "gru.weight_hh_l0_reverse",
        "rnn.bias_ih_l0_reverse": "gru.bias_ih_l0_reverse",
        "rnn.bias_hh_l0_reverse": "gru.bias_hh_l0_reverse",
        "linear.weight": "fc.weight",
        "linear.bias": "fc.bias",
    }
    stack = found("stack.onnx")
    assert stack.origins["rnn.bias_hh_l1_reverse"] == imports.tensors.Origin("B2", (2, 24), "float32")
    assert stack.origins["linear.bias"].name == "bias"
    keras = found("gru.keras").origins["rnn.weight_hh_l0_reverse"]
    assert (keras.name, keras.shape) == ("layers/bidirectional/backward_layer/cell/vars/1", (3, 9))


def test_what_was_translated_is_said() -> None:
    assert found("gru.onnx").notes == ("onnx-gru",)
    assert found("lstm.h5").notes == ("keras-lstm",)
    assert found("rnn.onnx").notes == found("tanh.safetensors").notes == ()


@pytest.mark.parametrize("name", ["stack.onnx", "lstm.keras", "gru.h5"])
def test_one_layer_of_a_stack(name: str) -> None:
    """`prefix` chooses a layer by its name; then what it reads are numbers, and not the embedding's."""
    whole = found(name)
    upper = {"stack.onnx": "lstm2", "lstm.keras": "lstm_1", "gru.h5": "gru_2"}[name]
    one = found(name, prefix=upper)
    assert (whole.num_layers, one.num_layers) == (2, 1)
    assert one.input_size == whole.hidden_size * (1 + whole.bidirectional)
    assert "embedding.weight" not in one.state_dict
    np.testing.assert_array_equal(one.state_dict["rnn.weight_hh_l0"], whole.state_dict["rnn.weight_hh_l1"])


@pytest.mark.parametrize("name", NAMES)
def test_the_first_bytes_tell_the_format(name: str) -> None:
    """Whatever the file is called."""
    data = (FILES / name).read_bytes()
    assert imports.format_of("file", data) == name.rpartition(".")[2]


def test_a_safetensors_file_may_begin_like_any_other() -> None:
    """Its first bytes are a length: 640 is how a pickle begins, 19280 a zip archive."""
    data = (FILES / "lstm.npz").read_bytes()
    assert data.startswith(b"PK")
    file = (FILES / "relu.safetensors").read_bytes()
    size = int.from_bytes(file[:8], "little")
    for length in (640, 19_280):
        padded = length.to_bytes(8, "little") + file[8 : 8 + size].ljust(length) + file[8 + size :]
        assert padded[:2] in {b"\x80\x02", b"PK"}
        assert imports.read("x", padded)[0] == "safetensors"
