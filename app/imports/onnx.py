""".onnx: a graph whose RNN, GRU or LSTM nodes have constant weights; needs the extra `onnx`.

ONNX's gate orders are i, o, f, c (LSTM) and z, r, h (GRU); its bias is bias_ih and bias_hh in a row. Shapes: W (D, G·H, I),
R (D, G·H, H), B (D, 2·G·H), D directions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from ..engine.cells.base import Array
from .errors import BadFile
from .names import Found, network
from .tensors import Tensors, check_sizes

CELLS = {"RNN": 1, "GRU": 3, "LSTM": 4}
"""The node's type and its number of gates."""
ORDER = {"RNN": (0,), "GRU": (1, 0, 2), "LSTM": (0, 2, 3, 1)}
"""Where PyTorch's gates stand among ONNX's: r, z, n in z, r, h; i, f, g, o in i, o, f, c."""
USUAL = {"RNN": ("Tanh",), "GRU": ("Sigmoid", "Tanh"), "LSTM": ("Sigmoid", "Tanh", "Tanh")}
PEEPHOLES = 7
"""The place of P among an LSTM's inputs."""


def read(data: bytes, prefix: str | None = None) -> Found:
    """The stack of recurrent nodes of a model, and its embedding and head. Raises BadFile."""
    try:
        import onnx
        from onnx import numpy_helper
    except ModuleNotFoundError:
        raise BadFile("file-needs-extra", extra="onnx") from None
    try:
        model = onnx.load_model_from_string(data)
    except Exception as error:  # noqa: BLE001  # protobuf raises what it likes
        raise BadFile("file-damaged", what=type(error).__name__) from None
    graph = model.graph
    check_sizes((part.name, tuple(part.dims)) for part in graph.initializer)
    constants = _constants(graph, numpy_helper)
    nodes = [node for node in graph.node if node.op_type in CELLS]
    if not nodes:
        raise BadFile("file-no-network", names=", ".join(sorted({node.op_type for node in graph.node})[:12]))
    if len({node.op_type for node in nodes}) > 1 or prefix is not None:
        nodes = _chosen(nodes, prefix)
    tensors = Tensors()
    nonlinearity = "tanh"
    for layer, node in enumerate(nodes):
        nonlinearity = _check(node, attributes(node))
        _add_layer(tensors, constants, node, layer)
    _add_around(tensors, constants, graph, nodes)
    return network(
        tensors.arrays, nonlinearity=nonlinearity, dtype=tensors.dtype, notes=(f"onnx-{nodes[0].op_type.lower()}",)
    )


def _constants(graph: Any, helper: Any) -> dict[str, np.ndarray[Any, Any]]:
    """Initializers and Constant nodes by name."""
    found = {part.name: helper.to_array(part) for part in graph.initializer}
    for node in graph.node:
        if node.op_type == "Constant" and node.attribute and node.attribute[0].name == "value":
            found[node.output[0]] = helper.to_array(node.attribute[0].t)
    return found


def _chosen(nodes: Sequence[Any], prefix: str | None) -> list[Any]:
    """The nodes whose name or first output begins with the prefix."""
    known = [node.name or node.output[0] for node in nodes]
    if prefix is None:
        raise BadFile("file-several-networks", known=", ".join(known))
    found = [node for node, name in zip(nodes, known, strict=True) if name.startswith(prefix)]
    if not found:
        raise BadFile("file-no-such-prefix", prefix=prefix, known=", ".join(known))
    return found


def attributes(node: Any) -> dict[str, Any]:
    """A node's attributes as Python values."""
    values: dict[str, Any] = {}
    for part in node.attribute:
        strings = [text.decode() for text in part.strings]
        values[part.name] = strings or list(part.floats) or list(part.ints) or part.s.decode() or part.i or part.f
    return values


def _check(node: Any, said: dict[str, Any]) -> str:
    """The plain RNN's nonlinearity. Raises BadFile where the node's arithmetic is not PyTorch's."""
    kind = node.op_type
    if kind == "GRU" and said.get("linear_before_reset", 0) != 1:
        raise BadFile("file-not-pytorch-arithmetic", what="linear_before_reset=0")
    if kind == "LSTM" and len(node.input) > PEEPHOLES and node.input[PEEPHOLES]:
        raise BadFile("file-not-pytorch-arithmetic", what="peepholes")
    for name in ("clip", "input_forget"):
        if said.get(name):
            raise BadFile("file-not-pytorch-arithmetic", what=name)
    if said.get("direction", "forward") == "reverse":
        raise BadFile("file-not-pytorch-arithmetic", what="direction=reverse")
    functions = tuple(said.get("activations") or USUAL[kind])
    one = functions[: len(USUAL[kind])]
    if kind == "RNN" and set(functions) == {"Relu"}:
        return "relu"
    if one * (len(functions) // len(one)) != functions or one != USUAL[kind]:
        raise BadFile("file-not-pytorch-arithmetic", what=f"activations {', '.join(functions)}")
    return "tanh"


def _add_layer(tensors: Tensors, constants: dict[str, np.ndarray[Any, Any]], node: Any, layer: int) -> None:
    """W, R and B of one node under PyTorch's names."""
    parts = [constants.get(name) if name else None for name in list(node.input)[1:4]]
    parts += [None] * (3 - len(parts))
    if parts[0] is None or parts[1] is None:
        raise BadFile("file-weights-not-constant", name=node.name or node.output[0])
    gates = CELLS[node.op_type]
    directions = parts[0].shape[0]
    rows = parts[0].shape[1]
    bias = parts[2] if parts[2] is not None else np.zeros((directions, 2 * rows))
    for back in range(directions):
        end = f"_l{layer}{'_reverse' * back}"
        pieces = {"weight_ih": parts[0][back], "weight_hh": parts[1][back]}
        if parts[2] is not None:
            pieces |= {"bias_ih": bias[back][:rows], "bias_hh": bias[back][rows:]}
        for name, array in pieces.items():
            tensors.add(name + end, _reordered(array, node.op_type, gates), array.dtype.name)


def _reordered(array: np.ndarray[Any, Any], kind: str, gates: int) -> Array:
    """Gate blocks along the first axis in PyTorch's order, as float64."""
    blocks = np.asarray(array, dtype=np.float64).reshape(gates, -1, *array.shape[1:])
    return np.ascontiguousarray(blocks[list(ORDER[kind])].reshape(array.shape))


def _add_around(tensors: Tensors, constants: dict[str, np.ndarray[Any, Any]], graph: Any, nodes: Iterable[Any]) -> None:
    """The embedding: what a Gather looks up. The head: the last MatMul and Add, or Gemm, with a constant matrix."""
    del nodes
    for node in graph.node:
        if node.op_type == "Gather" and node.input[0] in constants and constants[node.input[0]].ndim == 2:
            table = constants[node.input[0]]
            tensors.add("embedding.weight", np.asarray(table, dtype=np.float64), table.dtype.name)
            break
    for place, node in reversed(list(enumerate(graph.node))):
        matrix = constants.get(node.input[1]) if node.op_type in {"MatMul", "Gemm"} and len(node.input) > 1 else None
        if matrix is None or matrix.ndim != 2:
            continue
        transposed = node.op_type == "Gemm" and attributes(node).get("transB", 0) == 1
        weight = np.asarray(matrix if transposed else matrix.T, dtype=np.float64)
        tensors.add("linear.weight", np.ascontiguousarray(weight), matrix.dtype.name)
        if (bias := _bias(node, list(graph.node)[place + 1 :], constants)) is not None:
            tensors.add("linear.bias", np.asarray(bias, dtype=np.float64), bias.dtype.name)
        return


def _bias(node: Any, after: Sequence[Any], constants: dict[str, np.ndarray[Any, Any]]) -> np.ndarray[Any, Any] | None:
    """What a Gemm adds, or the Add that follows a MatMul."""
    if node.op_type == "Gemm":
        return constants.get(node.input[2]) if len(node.input) > 2 else None
    for other in after:
        if other.op_type == "Add" and node.output[0] in other.input:
            return next((constants[name] for name in other.input if name in constants), None)
    return None
