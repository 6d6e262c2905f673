"""Write files/: small networks of PyTorch, ONNX and Keras, and in outputs.npz what their own runtimes answer.

    python tests/imports/make.py      (a Python that has torch, safetensors, onnx, onnxruntime, keras and h5py)

Each network reads `NAME/x`, T rows of I numbers or T ids. `NAME/output` (T, D·H) is what its recurrent layers give, and
`NAME/logits` what its head says of that, where it has one.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ["KERAS_BACKEND"] = "torch"

import keras
import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from safetensors.torch import save_file

FILES = Path(__file__).parent / "files"
T, I, H, V, C = 4, 2, 3, 5, 3
RNG = np.random.default_rng(1390)
Arrays = dict[str, Any]


def main() -> None:
    """Every file, and the outputs of all."""
    torch.manual_seed(1390)
    keras.utils.set_random_seed(1390)
    FILES.mkdir(exist_ok=True)
    outputs: Arrays = {}
    for made in (_pytorch(), _onnx(), _keras()):
        for name, arrays in made:
            outputs |= {f"{name}/{part}": array for part, array in arrays.items()}
            print(name, (FILES / name).stat().st_size)
    np.savez_compressed(FILES / "outputs.npz", **outputs)


def _pytorch() -> Iterator[tuple[str, Arrays]]:
    """nn.RNN, nn.GRU and nn.LSTM; their numbers are rounded to the file's type before they calculate in float64."""
    two = {"num_layers": 2, "bidirectional": True}
    yield _saved("tanh.safetensors", torch.nn.RNN(I, H, **two), torch.float32, "encoder.rnn.")
    yield _saved("relu.safetensors", torch.nn.RNN(I, H, nonlinearity="relu"), torch.float64, "")
    yield _saved("gru16.safetensors", torch.nn.GRU(I, H, **two), torch.float16, "model.gru.")
    yield _saved("lstm-bfloat16.safetensors", torch.nn.LSTM(I, H, **two), torch.bfloat16, "lstm.")
    yield _saved("lstm-no-bias.safetensors", torch.nn.LSTM(I, H, bias=False), torch.float32, "rnn.")
    yield _saved("gru-layers.npz", torch.nn.GRU(I, H, num_layers=3), torch.float64, "decoder/")
    yield _saved("lstm.npz", torch.nn.LSTM(I, H, bidirectional=True), torch.float32, "net.lstm.")
    yield _saved("cell.npz", torch.nn.GRUCell(I, H), torch.float16, "cell.")
    yield _module("module.safetensors")


def _saved(name: str, module: Any, dtype: Any, prefix: str) -> tuple[str, Arrays]:
    module = module.to(dtype)
    state = {prefix + key: tensor.detach().clone() for key, tensor in module.state_dict().items()}
    _save(name, state)
    x = torch.tensor(RNG.normal(size=(T, I)))
    return name, {"x": x.numpy(), "output": _read(module.double(), x).detach().numpy()}


def _save(name: str, state: dict[str, Any]) -> None:
    if name.endswith("npz"):
        np.savez(FILES / name, **{key: tensor.numpy() for key, tensor in state.items()})
    else:
        save_file(state, FILES / name)


def _read(module: Any, x: Any) -> Any:
    """The outputs (T, D·H); a cell is called step by step."""
    if not isinstance(module, torch.nn.RNNCellBase):
        return module(x)[0]
    h, outputs = torch.zeros(H, dtype=torch.float64), []
    for row in x:
        h = module(row, h)
        outputs.append(h)
    return torch.stack(outputs)


def _module(name: str) -> tuple[str, Arrays]:
    """An embedding, a GRU in both directions, and a head."""
    parts = {
        "embed": torch.nn.Embedding(V, I),
        "gru": torch.nn.GRU(I, H, bidirectional=True),
        "fc": torch.nn.Linear(2 * H, C),
    }
    state = {f"{part}.{key}": tensor.clone() for part, of in parts.items() for key, tensor in of.state_dict().items()}
    _save(name, state)
    ids = torch.tensor([1, 0, 4, 2])
    embedding, gru, head = (part.double() for part in parts.values())
    output = gru(embedding(ids))[0]
    return name, {"x": ids.numpy(), "output": output.detach().numpy(), "logits": head(output).detach().numpy()}


def _onnx() -> Iterator[tuple[str, Arrays]]:
    """Nodes as exporters write them, run by onnxruntime."""
    yield _node("rnn.onnx", "RNN", 1, {})
    yield _node("rnn-relu.onnx", "RNN", 2, {"activations": ["Relu", "Relu"]})
    yield _node("gru.onnx", "GRU", 2, {"linear_before_reset": 1})
    yield _node("lstm.onnx", "LSTM", 1, {}, bias=False)
    yield _stack("stack.onnx")
    yield _exported("exported.onnx")


def _weights(kind: str, directions: int, inputs: int, *, bias: bool = True) -> list[np.ndarray[Any, Any]]:
    rows = {"RNN": 1, "GRU": 3, "LSTM": 4}[kind] * H
    shapes = [(directions, rows, inputs), (directions, rows, H), (directions, 2 * rows)][: 2 + bias]
    return [RNG.normal(scale=0.5, size=shape).astype(np.float32) for shape in shapes]


def _node(name: str, kind: str, directions: int, said: Arrays, *, bias: bool = True) -> tuple[str, Arrays]:
    weights = dict(zip("WRB", _weights(kind, directions, I, bias=bias), strict=False))
    direction = "bidirectional" if directions == 2 else "forward"
    node = helper.make_node(kind, ["X", *weights], ["Y"], hidden_size=H, direction=direction, **said)
    x = RNG.normal(size=(T, 1, I)).astype(np.float32)
    y = _run(name, [node], weights, x, "Y", [T, directions, 1, H])
    return name, {"x": x[:, 0], "output": y.transpose(0, 2, 1, 3).reshape(T, directions * H)}


def _run(name: str, nodes: list[Any], constants: Arrays, x: Any, output: str, shape: list[int]) -> Any:
    """Save the model of these nodes, and run it."""
    kind = helper.np_dtype_to_tensor_dtype(x.dtype)
    graph = helper.make_graph(
        nodes,
        "g",
        [helper.make_tensor_value_info("X", kind, x.shape)],
        [helper.make_tensor_value_info(output, TensorProto.FLOAT, shape)],
        [numpy_helper.from_array(array, key) for key, array in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 14)], ir_version=8)
    onnx.checker.check_model(model)
    onnx.save(model, FILES / name)
    return onnxruntime.InferenceSession(FILES / name).run([output], {"X": x})[0]


def _stack(name: str) -> tuple[str, Arrays]:
    """An embedding, two LSTMs in both directions one upon the other, a MatMul and an Add."""
    constants: Arrays = {"table": RNG.normal(size=(V, I)).astype(np.float32)}
    nodes = [helper.make_node("Gather", ["table", "X"], ["y0"])]
    constants |= {"shape": np.array([0, 0, -1])}
    for layer in (1, 2):
        weights = {
            f"{part}{layer}": a for part, a in zip("WRB", _weights("LSTM", 2, 2 * H if layer > 1 else I), strict=True)
        }
        constants |= weights
        before, own = f"y{layer - 1}", f"Y{layer}"
        nodes += [
            helper.make_node(
                "LSTM", [before, *weights], [own], f"lstm{layer}", hidden_size=H, direction="bidirectional"
            ),
            helper.make_node("Transpose", [own], [f"t{layer}"], perm=[0, 2, 1, 3]),
            helper.make_node("Reshape", [f"t{layer}", "shape"], [f"y{layer}"]),
        ]
    constants |= {"head": RNG.normal(size=(2 * H, C)).astype(np.float32), "bias": RNG.normal(size=C).astype(np.float32)}
    nodes += [helper.make_node("MatMul", ["y2", "head"], ["m"]), helper.make_node("Add", ["bias", "m"], ["Z"])]
    x = np.array([[1], [0], [4], [2]])
    logits = _run(name, nodes, constants, x, "Z", [T, 1, C])[:, 0]
    model = onnx.load(FILES / name)
    model.graph.output.append(helper.make_tensor_value_info("y2", TensorProto.FLOAT, [T, 1, 2 * H]))
    output = onnxruntime.InferenceSession(model.SerializeToString()).run(["y2"], {"X": x})[0][:, 0]
    return name, {"x": x[:, 0], "output": output, "logits": logits}


def _exported(name: str) -> tuple[str, Arrays]:
    """PyTorch's own exporter: a GRU of two layers and a head."""

    class Net(torch.nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.gru = torch.nn.GRU(I, H, num_layers=2, batch_first=True)
            self.linear = torch.nn.Linear(H, C)

        def forward(self, x: Any) -> Any:
            output, _ = self.gru(x)
            return output, self.linear(output)

    x = torch.tensor(RNG.normal(size=(1, T, I)).astype(np.float32))
    torch.onnx.export(Net().eval(), (x,), FILES / name, dynamo=False, input_names=["x"], output_names=["y", "z"])
    output, logits = onnxruntime.InferenceSession(FILES / name).run(["y", "z"], {"x": x.numpy()})
    return name, {"x": x[0].numpy(), "output": output[0], "logits": logits[0]}


def _keras() -> Iterator[tuple[str, Arrays]]:
    """Whole models in both forms of files."""
    layers = keras.layers
    both = {"return_sequences": True, "bias_initializer": "random_normal"}
    numbers = [keras.Input((None, I))]
    words = [keras.Input((None,), dtype="int32"), layers.Embedding(V, I)]
    yield _model("simple.keras", [*numbers, layers.SimpleRNN(H, **both)])
    yield _model("linear.h5", [*numbers, layers.SimpleRNN(H, activation="linear", **both)])
    yield _model("gru.keras", [*numbers, layers.Bidirectional(layers.GRU(H, **both))])
    yield _model("gru.h5", [*numbers, layers.GRU(H, **both), layers.Dropout(0.5), layers.GRU(H, **both)])
    heads = [layers.Dense(C, bias_initializer="random_normal") for _ in range(2)]
    yield _model("lstm.keras", [*words, layers.LSTM(H, **both), layers.LSTM(H, **both), heads[0]])
    yield _model("lstm.h5", [*words, layers.Bidirectional(layers.LSTM(H, **both)), layers.TimeDistributed(heads[1])])
    yield _functional("functional.keras")


def _model(name: str, parts: list[Any]) -> tuple[str, Arrays]:
    model = keras.Sequential(parts)
    return _kept(name, model, ids=any(isinstance(part, keras.layers.Embedding) for part in parts))


def _functional(name: str) -> tuple[str, Arrays]:
    layers = keras.layers
    given = keras.Input((None,), dtype="int32")
    read = layers.GRU(H, return_sequences=True)(layers.Dropout(0.1)(layers.Embedding(V, I)(given)))
    return _kept(name, keras.Model(given, layers.Dense(C)(read)), ids=True)


def _kept(name: str, model: Any, *, ids: bool) -> tuple[str, Arrays]:
    x = np.array([[1, 0, 4, 2]]) if ids else RNG.normal(size=(1, T, I)).astype(np.float32)
    logits = np.asarray(model(x).detach())
    model.save(FILES / name)
    recurrent = [layer for layer in model.layers if isinstance(layer, keras.layers.RNN | keras.layers.Bidirectional)]
    output = np.asarray(keras.Model(model.inputs, recurrent[-1].output)(x).detach())
    has_head = recurrent[-1] is not model.layers[-1]
    return name, {"x": x[0], "output": output[0]} | ({"logits": logits[0]} if has_head else {})


if __name__ == "__main__":
    main()
