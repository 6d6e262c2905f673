""".keras and .h5: models of Keras 2 and 3; need the extra `keras`, which brings h5py.

Keras keeps kernel (I, G·H) and recurrent_kernel (H, G·H); its gate orders are i, f, c, o (LSTM, as PyTorch's) and
z, r, h (GRU). An LSTM's one bias becomes bias_ih; a GRU with reset_after has two, (2, 3·H).
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

import numpy as np

from ..engine.cells.base import Array
from .errors import BadFile
from .names import Found, network
from .tensors import Tensors, check_sizes

GATES = {"SimpleRNN": 1, "GRU": 3, "LSTM": 4}
ORDER = {"SimpleRNN": (0,), "GRU": (1, 0, 2), "LSTM": (0, 1, 2, 3)}
PASSED = {"InputLayer", "Dropout", "Activation", "Masking", "SpatialDropout1D", "Softmax"}
CONFIG, WEIGHTS = "config.json", "model.weights.h5"
LARGEST_CONFIG = 4_000_000


def read(data: bytes) -> Found:
    """The stack of recurrent layers of a model, its Embedding and its last Dense. Raises BadFile."""
    try:
        import h5py
    except ModuleNotFoundError:
        raise BadFile("file-needs-extra", extra="keras") from None
    try:
        config, weights = _opened(data, h5py)
        with weights:
            return _read(config, weights)
    except (OSError, KeyError, zipfile.BadZipFile, json.JSONDecodeError, TypeError, AttributeError) as error:
        raise BadFile("file-damaged", what=f"{type(error).__name__}: {error}"[:200]) from None


def _opened(data: bytes, h5py: Any) -> tuple[dict[str, Any], Any]:
    """The model's config and the open file of its weights, in either form."""
    if not data.startswith(b"PK"):
        file = h5py.File(io.BytesIO(data), "r")
        return json.loads(file.attrs["model_config"]), file
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if archive.getinfo(CONFIG).file_size > LARGEST_CONFIG:
            raise BadFile("file-too-large", limit=LARGEST_CONFIG)
        return json.loads(archive.read(CONFIG)), h5py.File(io.BytesIO(archive.read(WEIGHTS)), "r")


def _read(config: dict[str, Any], weights: Any) -> Found:
    tensors = Tensors()
    layer = 0
    nonlinearity = "tanh"
    for place, (kind, said) in enumerate(_layers(config)):
        arrays = _arrays(weights, said["name"], kind, place, config)
        if kind in GATES or kind == "Bidirectional":
            nonlinearity = _add_recurrent(tensors, kind, said, arrays, layer)
            layer += 1
        elif kind == "Embedding":
            tensors.add("embedding.weight", *_widened(arrays[0]))
        elif kind in {"Dense", "TimeDistributed"}:
            tensors.add("linear.weight", *_widened(arrays[0].T))
            if len(arrays) > 1:
                tensors.add("linear.bias", *_widened(arrays[1]))
        elif kind not in PASSED:
            raise BadFile("file-layer-unknown", kind=kind)
    if layer == 0:
        raise BadFile("file-no-network", names=", ".join(kind for kind, _ in _layers(config)))
    return network(tensors.arrays, nonlinearity=nonlinearity, dtype=tensors.dtype, notes=("keras",))


def _layers(config: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Class and config of each layer of a Sequential or a functional model, in order."""
    for layer in config["config"]["layers"]:
        yield layer["class_name"], layer["config"]


def _arrays(weights: Any, name: str, kind: str, place: int, config: dict[str, Any]) -> list[Any]:
    """The layer's arrays in Keras's own order: of Keras 3 by the layer's class and count, of Keras 2 by its name."""
    group = weights["model_weights"][name] if "model_weights" in weights else weights["layers"][_stem(config, place)]
    found: list[Any] = []
    datasets: list[Any] = []

    def visit(_: str, item: Any) -> None:
        if hasattr(item, "shape"):
            datasets.append(item)

    del kind
    if "weight_names" in group.attrs:
        found = [group[path.decode() if isinstance(path, bytes) else path] for path in group.attrs["weight_names"]]
    else:
        group.visititems(visit)
        found = datasets
    check_sizes((item.name, item.shape) for item in found)
    return [np.asarray(item) for item in found]


def _stem(config: dict[str, Any], place: int) -> str:
    """How Keras 3 calls a layer's weights: its class in snake case, counted from the second on."""
    kinds = [kind for kind, _ in _layers(config)]
    kinds = [kind for kind in kinds if kind != "InputLayer"]
    own = [kind for kind, _ in _layers(config)][place]
    before = [kind for kind, _ in list(_layers(config))[:place] if kind == own]
    snake = "".join(
        f"_{c.lower()}" if c.isupper() and i and not own[i - 1].isupper() else c.lower() for i, c in enumerate(own)
    )
    return snake if not before else f"{snake}_{len(before)}"


def _widened(array: Any) -> tuple[Array, str]:
    return np.ascontiguousarray(array, dtype=np.float64), str(array.dtype)


def _add_recurrent(tensors: Tensors, kind: str, said: dict[str, Any], arrays: list[Any], layer: int) -> str:
    """One recurrent layer, both directions where it has them; its nonlinearity. Raises BadFile."""
    halves = [arrays]
    if kind == "Bidirectional":
        if said.get("merge_mode", "concat") != "concat":
            raise BadFile("file-not-pytorch-arithmetic", what=f"merge_mode={said['merge_mode']}")
        inner = said["layer"]
        kind, said = inner["class_name"], inner["config"]
        half = len(arrays) // 2
        halves = [arrays[:half], arrays[half:]]
    if kind not in GATES:
        raise BadFile("file-layer-unknown", kind=kind)
    nonlinearity = _check(kind, said)
    for back, own in enumerate(halves):
        _add_direction(tensors, kind, own, f"_l{layer}{'_reverse' * back}")
    return nonlinearity


def _check(kind: str, said: dict[str, Any]) -> str:
    """The layer's nonlinearity. Raises BadFile where its arithmetic is not PyTorch's."""
    if kind == "GRU" and not said.get("reset_after", False):
        raise BadFile("file-not-pytorch-arithmetic", what="reset_after=False")
    if said.get("go_backwards"):
        raise BadFile("file-not-pytorch-arithmetic", what="go_backwards")
    if kind != "SimpleRNN" and said.get("recurrent_activation", "sigmoid") != "sigmoid":
        raise BadFile("file-not-pytorch-arithmetic", what=f"recurrent_activation={said['recurrent_activation']}")
    activation = said.get("activation", "tanh")
    if activation not in ({"tanh", "relu"} if kind == "SimpleRNN" else {"tanh"}):
        raise BadFile("file-not-pytorch-arithmetic", what=f"activation={activation}")
    return str(activation)


def _add_direction(tensors: Tensors, kind: str, arrays: list[Any], end: str) -> None:
    kernel, recurrent, *bias = arrays
    tensors.add(f"weight_ih{end}", _reordered(kernel.T, kind), str(kernel.dtype))
    tensors.add(f"weight_hh{end}", _reordered(recurrent.T, kind), str(kernel.dtype))
    if bias:
        rows = bias[0] if bias[0].ndim == 2 else [bias[0]]
        for name, row in zip(("bias_ih", "bias_hh"), rows, strict=False):
            tensors.add(f"{name}{end}", _reordered(row, kind), str(kernel.dtype))


def _reordered(array: Any, kind: str) -> Array:
    """Gate blocks along the first axis in PyTorch's order, as float64."""
    blocks = np.asarray(array, dtype=np.float64).reshape(GATES[kind], -1, *array.shape[1:])
    return np.ascontiguousarray(blocks[list(ORDER[kind])].reshape(array.shape))
