""".keras and .h5: whole models of Keras 2 and 3; need the extra `keras`, which brings h5py.

Keras keeps kernel (I, G·H) and recurrent_kernel (H, G·H); its gate orders are i, f, c, o (LSTM, as PyTorch's) and
z, r, h (GRU). An LSTM's one bias becomes bias_ih; a GRU with reset_after has two, (2, 3·H).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from . import archive, hdf5, safetensors, stacks
from .assemble import network
from .errors import BadFile, some
from .found import Found
from .tensors import MOST_NUMBERS, Raw, Tensor

GATES = {"SimpleRNN": 1, "GRU": 3, "LSTM": 4}
ORDER = {"SimpleRNN": (0,), "GRU": (1, 0, 2), "LSTM": (0, 1, 2, 3)}
PASSED = {"InputLayer", "Dropout", "Masking", "SpatialDropout1D", "GaussianNoise", "GaussianDropout"}
"""Layers that change nothing when a network is used."""
NORMS = {"LayerNormalization", "BatchNormalization", "GroupNormalization", "RMSNormalization"}
NONLINEARITIES = {"tanh": "tanh", "relu": "relu", "linear": "identity"}
CONFIG, WEIGHTS = "config.json", "model.weights.h5"
LARGEST_CONFIG = 4_000_000
WRONG = (KeyError, TypeError, AttributeError, IndexError, ValueError, RecursionError)


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer of the model: class, name, config, place in the list, and the name of the layer that it reads."""

    kind: str
    name: str
    said: Mapping[str, Any]
    place: int
    reads: str | None

    @property
    def recurrent(self) -> bool:
        """Whether it is a recurrent layer, or one in both directions."""
        return self.kind in GATES or self.kind == "Bidirectional"


def read(data: bytes, prefix: str | None = None) -> Found:
    """The stack of recurrent layers of a model, the Embedding under it and the Dense above it. Raises BadFile."""
    try:
        config, weights = _opened(data)
        return _read(list(_layers(config)), weights, prefix)
    except BadFile:
        raise
    except WRONG as error:
        raise BadFile("file_damaged", what=f"{type(error).__name__}: {error}"[:100]) from None


def _opened(data: bytes) -> tuple[Any, safetensors.File]:
    """The model's config, and its weights, in either form."""
    if not data.startswith(b"PK"):
        weights = hdf5.read(data)
        said = json.loads(weights.metadata.get("", "{}"))
        if "model_config" not in said:
            raise BadFile("file_weights_only")
        return json.loads(said["model_config"]), weights
    with archive.opened(data) as opened:
        config = json.loads(archive.unpacked(opened, CONFIG, LARGEST_CONFIG))
        return config, hdf5.read(archive.unpacked(opened, WEIGHTS, 8 * MOST_NUMBERS))


def _layers(config: Any) -> Iterator[Layer]:
    """The layers of a Sequential or a functional model, in order."""
    before = None
    for place, layer in enumerate(config["config"]["layers"]):
        name = layer["config"]["name"]
        sources = list(_sources(layer.get("inbound_nodes", [])))
        reads = (sources[0] if sources else None) if "inbound_nodes" in layer else before
        yield Layer(str(layer["class_name"]), str(name), layer["config"], place, reads)
        before = str(name)


def _sources(nodes: Any) -> Iterator[str]:
    """The layers whose outputs a layer reads: Keras 2 writes ["lstm", 0, 0, …], Keras 3 a keras_history."""
    if isinstance(nodes, dict):
        if "keras_history" in nodes:
            yield str(nodes["keras_history"][0])
        else:
            for inner in nodes.values():
                yield from _sources(inner)
    elif isinstance(nodes, list):
        if len(nodes) > 2 and isinstance(nodes[0], str) and isinstance(nodes[1], int):
            yield nodes[0]
        else:
            for inner in nodes:
                yield from _sources(inner)


def _read(layers: list[Layer], weights: safetensors.File, prefix: str | None) -> Found:
    by_name = {layer.name: layer for layer in layers}
    below = {layer.name: _below(layer, by_name) for layer in layers if layer.recurrent}
    if not below:
        raise BadFile("file_no_network", names=some(dict.fromkeys(layer.kind for layer in layers)))
    chosen = [by_name[name] for name in stacks.choose(stacks.stacks(below), prefix)]
    tensors: dict[str, Tensor] = {}
    said = {_add_recurrent(tensors, layer, index, weights, layers) for index, layer in enumerate(chosen)}
    if len({kind for kind, _ in said}) > 1:
        raise BadFile("file_layers_differ", layers=some(layer.name for layer in chosen))
    _add_around(tensors, chosen, layers, weights)
    kind, nonlinearity = said.pop()
    if said:
        raise BadFile("file_layers_differ", layers=some(layer.name for layer in chosen))
    note = () if kind == "SimpleRNN" else (f"keras-{kind.lower()}",)
    found = network(tensors, nonlinearity=nonlinearity, notes=note)
    used = {origin.name for origin in found.origins.values()}
    return replace(found, unused=tuple(name for name in weights.arrays if name not in used))


def _below(layer: Layer, by_name: Mapping[str, Layer]) -> str | None:
    """The recurrent layer whose outputs this one reads, past those that change nothing."""
    seen = {layer.name}
    source = by_name.get(layer.reads or "")
    while source is not None and source.name not in seen:
        if source.recurrent:
            return source.name
        if source.kind in NORMS:
            raise BadFile("file_not_pytorch_arithmetic", what=source.kind)
        if source.kind not in PASSED:
            return None
        seen.add(source.name)
        source = by_name.get(source.reads or "")
    return None


def _add_recurrent(
    tensors: dict[str, Tensor], layer: Layer, index: int, weights: safetensors.File, layers: list[Layer]
) -> tuple[str, str]:
    """One recurrent layer, both directions where it has them; its class and nonlinearity. Raises BadFile."""
    kind, said, backward = layer.kind, layer.said, layer.kind == "Bidirectional"
    if backward:
        if said.get("merge_mode", "concat") != "concat":
            raise BadFile("file_not_pytorch_arithmetic", what=f"merge_mode={said['merge_mode']}")
        kind, said = str(said["layer"]["class_name"]), said["layer"]["config"]
        if kind not in GATES:
            raise BadFile("file_not_pytorch_arithmetic", what=f"Bidirectional({kind})")
    nonlinearity = _nonlinearity(kind, said)
    arrays = _arrays(layer, weights, layers)
    halves = [arrays[: len(arrays) // 2], arrays[len(arrays) // 2 :]] if backward else [arrays]
    for own, end in zip(halves, ("", "_reverse"), strict=False):
        _add_direction(tensors, kind, own, f"_l{index}{end}")
    return kind, nonlinearity


def _nonlinearity(kind: str, said: Mapping[str, Any]) -> str:
    """The layer's nonlinearity. Raises BadFile where its arithmetic is not PyTorch's."""
    activation, gate = said.get("activation", "tanh"), said.get("recurrent_activation", "sigmoid")
    wrong = {
        "reset before the product (reset_after=False)": kind == "GRU" and said.get("reset_after", False) is not True,
        "go_backwards": bool(said.get("go_backwards")),
        f"recurrent_activation={gate}": kind != "SimpleRNN" and gate != "sigmoid",
        f"activation={activation}": activation not in (NONLINEARITIES if kind == "SimpleRNN" else {"tanh"}),
    }
    for what, is_wrong in wrong.items():
        if is_wrong:
            raise BadFile("file_not_pytorch_arithmetic", what=what[:80])
    return NONLINEARITIES[activation]


def _arrays(layer: Layer, weights: safetensors.File, layers: list[Layer]) -> list[Tensor]:
    """The layer's arrays in Keras's own order, forward before backward: kernel, recurrent_kernel, bias."""
    group = f"model_weights/{layer.name}/"
    if group in weights.metadata:
        names = json.loads(weights.metadata[group])["weight_names"]
        return [weights.arrays[group + name] for name in names]
    start = f"layers/{_stem(layer, layers)}/"
    names = [name for name in weights.arrays if name.startswith(start)]
    return [weights.arrays[name] for name in sorted(names, key=_natural)]


def _natural(name: str) -> list[tuple[bool, int, str]]:
    """A key that sorts vars/2 before vars/10, and forward_layer before backward_layer."""
    parts = name.replace("forward_layer", "a").replace("backward_layer", "b").split("/")
    return [(part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts]


def _stem(layer: Layer, layers: list[Layer]) -> str:
    """How Keras 3 calls a layer's weights: its class in snake case, counted from the second of a class on."""
    snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", layer.kind).lower()
    before = sum(other.kind == layer.kind for other in layers[: layer.place])
    return f"{snake}_{before}" if before else snake


def _add_direction(tensors: dict[str, Tensor], kind: str, arrays: list[Tensor], end: str) -> None:
    kernel, recurrent, *bias = arrays
    tensors[f"weight_ih{end}"] = _reordered(kernel, kind, transposed=True)
    tensors[f"weight_hh{end}"] = _reordered(recurrent, kind, transposed=True)
    for vector in bias[:1]:
        if vector.ndim == 1:
            tensors[f"bias_ih{end}"] = _reordered(vector, kind)
        else:
            for row, name in enumerate(("bias_ih", "bias_hh")):
                tensors[f"{name}{end}"] = _reordered(_row(vector, row), kind)


def _row(matrix: Tensor, row: int) -> Tensor:
    if matrix.ndim != 2 or matrix.shape[0] != 2:
        raise BadFile("file_shape", name="bias", expected="(2, G·H)", got=str(matrix.shape))
    return matrix.reshaped(matrix.shape[1:], lambda raw: raw[row])


def _reordered(tensor: Tensor, kind: str, *, transposed: bool = False) -> Tensor:
    """Gate blocks along the first axis in PyTorch's order, of a matrix that is transposed first."""
    gates, order = GATES[kind], list(ORDER[kind])
    shape = tensor.shape[::-1] if transposed else tensor.shape
    if not shape or shape[0] % gates:
        raise BadFile("file_shape", name=kind, expected=f"{gates}·H rows", got=str(shape))

    def change(raw: Raw) -> Raw:
        turned = raw.T if transposed else raw
        return turned.reshape(gates, -1, *shape[1:])[order].reshape(shape)

    return tensor.reshaped(shape, change)


def _add_around(
    tensors: dict[str, Tensor], chosen: list[Layer], layers: list[Layer], weights: safetensors.File
) -> None:
    """The Embedding that the lowest layer reads, and the Dense that reads the highest."""
    by_name = {layer.name: layer for layer in layers}
    source = by_name.get(chosen[0].reads or "")
    while source is not None and source.kind in PASSED and source.reads != source.name:
        source = by_name.get(source.reads or "")
    if source is not None and source.kind == "Embedding":
        tensors["embedding.weight"] = _arrays(source, weights, layers)[0]
    above = chosen[-1].name
    for layer in layers[chosen[-1].place + 1 :]:
        if layer.reads != above:
            continue
        above = layer.name
        inner = layer.said["layer"]["class_name"] if layer.kind == "TimeDistributed" else layer.kind
        if inner == "Dense":
            weight, *bias = _arrays(layer, weights, layers)
            tensors["linear.weight"] = weight.reshaped(weight.shape[::-1], np.transpose)
            tensors.update(zip(("linear.bias",), bias, strict=False))
            return
        if layer.kind not in PASSED:
            return
