"""Networks that packages ship, as they are: g2p_en's GRUs and silero-vad's LSTM, where they are installed."""

from __future__ import annotations

import json
import os
import subprocess
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from app import imports
from app.engine.network import Network
from tests.api.test_models import stored
from tests.asgi import Client
from tests.golden.test_modules import WITH_TORCH

SUM = {"objective": "sum"}
GRAPHEMES = ["<pad>", "<unk>", "</s>", *"abcdefghijklmnopqrstuvwxyz"]


def shipped(package: str, *places: str) -> Path:
    """A file of a package; TEST_PACKAGES may name a folder of packages that are not installed here."""
    folder = os.environ.get("TEST_PACKAGES")
    spec = find_spec(package) if folder is None else None
    found = Path(folder) / package if folder else Path(spec.origin).parent if spec and spec.origin else None
    if found is None or not found.joinpath(*places).exists():
        pytest.skip(f"{package} is not installed")
    return found.joinpath(*places)


def test_g2p_en_has_two_networks() -> None:
    """The names are its own: enc_w_ih, dec_w_ih …; their arithmetic and gate order are PyTorch's."""
    file = shipped("g2p_en", "checkpoint20.npz")
    with pytest.raises(imports.BadFile) as error:
        imports.read(file.name, file.read_bytes())
    assert error.value.values == {"known": "enc_, dec_", "first": "enc_"}
    decoder = imports.read(file.name, file.read_bytes(), prefix="dec_")[1]
    assert decoder.state_dict["linear.weight"].shape == (74, 256)
    assert decoder.origins["linear.bias"].name == "fc_b"


def test_g2p_en_reads_letters() -> None:
    """Its encoder, step by step as its own NumPy code calculates."""
    file = shipped("g2p_en", "checkpoint20.npz")
    client = Client()
    made = stored(client, file.name, file.read_bytes(), prefix="enc_", vocabulary=json.dumps(GRAPHEMES))
    radii = [row["spectral_radius"] for row in made["found"]["recurrent"]]
    assert radii == pytest.approx([1.96, 1.89, 4.46], abs=0.01)
    answer = client.step(model=made["id"], sentence="hello", tokenizer="char", objective="sum")
    arrays = {name: array.astype(np.float64) for name, array in np.load(file).items()}
    h = np.zeros(256)
    for step in answer["steps"]:
        x = arrays["enc_emb"][GRAPHEMES.index(step["token"])]
        into = x @ arrays["enc_w_ih"].T + arrays["enc_b_ih"]
        of_h = h @ arrays["enc_w_hh"].T + arrays["enc_b_hh"]
        r, z = np.split(1 / (1 + np.exp(-into[:512] - of_h[:512])), 2)
        h = (1 - z) * np.tanh(into[512:] + r * of_h[512:]) + z * h
        np.testing.assert_allclose(step["h"], h, rtol=0, atol=1e-12)
    assert (
        client.get("/check", params={"model": made["id"], "sentence": "hello", "tokenizer": "char"} | SUM).status_code
        == 200
    )


def test_silero_vad_is_nearly_the_same_in_two_formats() -> None:
    """Its LSTM as safetensors and, trained a little otherwise, as ONNX: each gate is most like the same gate there."""
    one = shipped("silero_vad", "data", "silero_vad_16k.safetensors")
    other = shipped("silero_vad", "data", "silero_vad_16k_sequence.onnx")
    first, second = (imports.read(file.name, file.read_bytes())[1] for file in (one, other))
    assert (first.cell, first.hidden_size, first.prefix) == ("lstm", 128, "lstm_cell.")
    assert first.state_dict.keys() == second.state_dict.keys()
    for name in ("rnn.weight_ih_l0", "rnn.weight_hh_l0"):
        gates = [found.state_dict[name].reshape(4, -1) for found in (first, second)]
        alike = np.corrcoef(gates[0], gates[1])[:4, 4:]
        assert alike.argmax(1).tolist() == [0, 1, 2, 3]
    assert Network.from_state_dict(first.state_dict).input_size == 128


def test_silero_vad_s_pickle_is_not_opened() -> None:
    file = shipped("silero_vad", "data", "silero_vad.jit")
    with pytest.raises(imports.BadFile) as error:
        imports.read(file.name, file.read_bytes())
    assert error.value.reason == "file_pickle"


SHIPPED = {
    "g2p_en encoder": (("g2p_en", "checkpoint20.npz"), {"prefix": "enc_"}, {"token_ids": [10, 7, 14, 14, 17]}),
    "g2p_en decoder": (("g2p_en", "checkpoint20.npz"), {"prefix": "dec_"}, {"token_ids": [2, 31, 12, 40, 3]}),
    "silero_vad": (
        ("silero_vad", "data", "silero_vad_16k.safetensors"),
        {},
        {"inputs": np.random.default_rng(0).normal(size=(6, 128)).tolist()},
    ),
}
"""A file, which of its networks, and what it reads."""


@pytest.mark.skipif(WITH_TORCH is None, reason="no torch here; TORCH_PYTHON names a Python that has it")
@pytest.mark.parametrize("name", SHIPPED)
def test_pytorch_gives_the_same_numbers_with_the_same_weights(name: str, tmp_path: Path) -> None:
    """The script of a run asserts the loss, every h and every gradient norm to 1e-9, in PyTorch's own arithmetic."""
    place, fields, read = SHIPPED[name]
    file = shipped(*place)
    client = Client()
    asked = SUM | read | {"model": stored(client, file.name, file.read_bytes(), **fields)["id"]}
    for path, written in (("/script", "rnn-flow.py"), ("/weights", "weights.safetensors")):
        (tmp_path / written).write_bytes(client.post(path, json=asked).content)
    assert WITH_TORCH
    done = subprocess.run([WITH_TORCH, "rnn-flow.py"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
