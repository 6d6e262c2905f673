""".onnx: a graph whose RNN, GRU or LSTM nodes have constant weights; needs the extra `onnx`.

https://onnx.ai/onnx/operators: gate orders are i, o, f, c (LSTM) and z, r, h (GRU); B is bias_ih and bias_hh in a row.
Shapes: W (D, G·H, I), R (D, G·H, H), B (D, 2·G·H), D directions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from . import stacks
from .assemble import network
from .errors import BadFile, some
from .found import Found
from .tensors import FLOATS, Origin, Raw, Tensor, check_sizes

CELLS = {"RNN": 1, "GRU": 3, "LSTM": 4}
"""The node's type and its number of gates."""
ORDER = {"RNN": (0,), "GRU": (1, 0, 2), "LSTM": (0, 2, 3, 1)}
"""Where PyTorch's gates are among ONNX's: r, z, n in z, r, h; i, f, g, o in i, o, f, c."""
USUAL = {"RNN": ("Tanh",), "GRU": ("Sigmoid", "Tanh"), "LSTM": ("Sigmoid", "Tanh", "Tanh")}
NONLINEARITIES = {"Tanh": "tanh", "Relu": "relu"}
PEEPHOLES = 7
"""The place of P among an LSTM's inputs."""
PASSING = {
    *("Transpose", "Reshape", "Squeeze", "Unsqueeze", "Identity", "Cast", "Dropout", "Flatten"),
    *("Slice", "Gather", "GatherElements", "Concat"),
}
"""Operators that only move numbers; the first input is what they move."""
NORMS = {"LayerNormalization", "BatchNormalization", "InstanceNormalization", "GroupNormalization"}
MOVED: dict[str, Callable[[Raw, Mapping[str, Any]], Raw]] = {
    "Identity": lambda raw, _: raw,
    "Transpose": lambda raw, said: np.transpose(raw, said.get("perm") or None),
    "Cast": lambda raw, _: raw,
}
"""What a constant may pass on its way to a node."""
LONGEST_WAY = 64
FLOATING = {1, 10, 11, 16}
"""TensorProto.FLOAT, FLOAT16, DOUBLE, BFLOAT16."""
WRONG = (KeyError, TypeError, AttributeError, IndexError, ValueError, RecursionError, OverflowError)


def read(data: bytes, prefix: str | None = None) -> Found:
    """The stack of recurrent nodes of a model, and its embedding and head. Raises BadFile."""
    graph = _parsed(data)
    try:
        return _Graph(graph).network(prefix)
    except BadFile:
        raise
    except WRONG as error:
        raise BadFile("file_damaged", what=f"{type(error).__name__}: {error}"[:100]) from None


def _parsed(data: bytes) -> Any:
    """The model's main graph. Raises BadFile."""
    try:
        import onnx  # noqa: PLC0415  # an extra
    except ModuleNotFoundError:
        raise BadFile("file_needs_extra", extra="onnx") from None
    try:
        graph = onnx.load_model_from_string(data).graph
        names = list(_names(graph))
    except Exception as error:  # noqa: BLE001  # protobuf raises what it likes
        raise BadFile("file_damaged", what=f"ONNX: {type(error).__name__}") from None
    if not all(isinstance(name, str) for name in names):  # protobuf gives bytes where they are no UTF-8
        raise BadFile("file_damaged", what="ONNX: UnicodeDecodeError")
    return graph


def _names(graph: Any) -> Iterable[object]:
    """Every name in a graph, and in the graphs of its nodes."""
    for part in (*graph.initializer, *graph.input, *graph.output, *graph.value_info):
        yield part.name
    for node in graph.node:
        yield from (node.name, node.op_type, node.domain, *node.input, *node.output)
        for attribute in node.attribute:
            yield attribute.name
            for inner in (attribute.g, *attribute.graphs):
                yield from _names(inner)


def attributes(node: Any) -> dict[str, Any]:
    """A node's attributes as Python values."""
    values: dict[str, Any] = {}
    for part in node.attribute:
        strings = [text.decode() for text in part.strings]
        values[part.name] = strings or list(part.floats) or list(part.ints) or part.s.decode() or part.i or part.f
    return values


class _Graph:
    """The main graph of a model: its nodes by what they give, and its constants."""

    def __init__(self, graph: Any) -> None:
        self._nodes = list(graph.node)
        self._makers = {name: node for node in self._nodes for name in node.output if name}
        parts = {part.name: part for part in graph.initializer}
        for node in self._nodes:
            if node.op_type == "Constant" and node.attribute and node.attribute[0].name == "value":
                parts[node.output[0]] = node.attribute[0].t
        self._parts = parts
        check_sizes((name, tuple(part.dims)) for name, part in parts.items())

    def network(self, prefix: str | None) -> Found:
        """The network of one stack of nodes."""
        nodes = {node.name or node.output[0]: node for node in self._nodes if node.op_type in CELLS}
        if not nodes:
            raise BadFile("file_no_network", names=some(sorted({node.op_type for node in self._nodes})))
        names = {id(node): name for name, node in nodes.items()}
        sources = {name: self._source(node.input[0]) for name, node in nodes.items()}
        below = {name: names.get(id(source)) for name, source in sources.items()}
        chosen = stacks.choose(stacks.stacks(below), prefix)
        said = {(nodes[name].op_type, _nonlinearity(nodes[name])) for name in chosen}
        if len(said) > 1:
            raise BadFile("file_layers_differ", layers=some(chosen))
        kind, nonlinearity = said.pop()
        tensors: dict[str, Tensor] = {}
        for layer, name in enumerate(chosen):
            self._add_layer(tensors, nodes[name], name, layer)
        self._add_embedding(tensors, sources[chosen[0]])
        self._add_head(tensors, nodes[chosen[-1]])
        notes = () if kind == "RNN" else (f"onnx-{kind.lower()}",)
        found = network(tensors, nonlinearity=nonlinearity, notes=notes)
        used = {origin.name for origin in found.origins.values()}
        rest = [name for name, part in self._parts.items() if part.data_type in FLOATING and name not in used]
        return replace(found, unused=tuple(rest))

    def _source(self, name: str) -> Any:
        """The node that gives these numbers, past those that only move them; None where there is none."""
        for _ in range(LONGEST_WAY):
            node = self._makers.get(name)
            if node is not None and node.op_type in NORMS and self._recurrent_below(node):
                raise BadFile("file_not_pytorch_arithmetic", what=node.op_type)
            if node is None or node.op_type not in PASSING:
                return node
            if node.op_type == "Gather" and self._constant(node.input[0]) is not None:
                return node
            name = node.input[0]
        return None

    def _recurrent_below(self, node: Any) -> bool:
        """Whether what `node` reads comes from a recurrent node."""
        source = self._makers.get(node.input[0])
        for _ in range(LONGEST_WAY):
            if source is None or source.op_type not in PASSING:
                break
            source = self._makers.get(source.input[0])
        return source is not None and source.op_type in CELLS

    def _constant(self, name: str, depth: int = 8) -> Tensor | None:
        """A tensor that does not depend on the model's inputs. Raises BadFile where its numbers are in another file."""
        if name in self._parts:
            return self._tensor(name)
        node = self._makers.get(name)
        if node is None or node.op_type not in MOVED or not depth:
            return None
        inner = self._constant(node.input[0], depth - 1)
        if inner is None:
            return None
        change, said = MOVED[node.op_type], attributes(node)
        turned = np.transpose(np.empty(inner.shape, "V0"), said.get("perm") or None).shape
        return inner.reshaped(turned if node.op_type == "Transpose" else inner.shape, lambda raw: change(raw, said))

    def _tensor(self, name: str) -> Tensor | None:
        """An initializer, if it holds floating-point numbers."""
        from onnx import TensorProto, helper, numpy_helper  # noqa: PLC0415  # an extra

        part = self._parts[name]
        if part.data_location == TensorProto.EXTERNAL or part.external_data:
            raise BadFile("file_external", name=name[:60])
        dtype = "bfloat16" if part.data_type == TensorProto.BFLOAT16 else None
        dtype = dtype or helper.tensor_dtype_to_np_dtype(part.data_type).name
        if dtype not in FLOATS:
            return None

        def load() -> Raw:
            array: Raw = numpy_helper.to_array(part)
            return array.view("<u2") if dtype == "bfloat16" else array

        shape = tuple(part.dims)
        return Tensor(shape, dtype, load, Origin(name, shape, dtype))

    def _add_layer(self, tensors: dict[str, Tensor], node: Any, name: str, layer: int) -> None:
        """W, R and B of one node under PyTorch's names."""
        inputs = [*node.input, "", "", ""]
        given = [self._constant(inputs[place]) if inputs[place] else None for place in (1, 2, 3)]
        weight, recurrent, bias = given
        if weight is None or recurrent is None or (inputs[3] and bias is None):
            raise BadFile("file_weights_not_constant", name=name[:60])
        directions, rows = _shape(name, weight, 3)[:2]
        if _shape(name, recurrent, 3)[:2] != (directions, rows) or directions not in {1, 2}:
            raise BadFile("file_shape", name=name[:60], expected="(D, G·H, H)", got=str(recurrent.shape))
        if bias is not None and bias.shape != (directions, 2 * rows):
            raise BadFile("file_shape", name=name[:60], expected=str((directions, 2 * rows)), got=str(bias.shape))
        for back in range(directions):
            end = f"_l{layer}{'_reverse' * back}"
            tensors[f"weight_ih{end}"] = _piece(weight, node.op_type, back, slice(None))
            tensors[f"weight_hh{end}"] = _piece(recurrent, node.op_type, back, slice(None))
            if bias is not None:
                tensors[f"bias_ih{end}"] = _piece(bias, node.op_type, back, slice(0, rows))
                tensors[f"bias_hh{end}"] = _piece(bias, node.op_type, back, slice(rows, 2 * rows))

    def _add_embedding(self, tensors: dict[str, Tensor], source: Any) -> None:
        """The table (V, I) that a Gather looks up."""
        table = self._constant(source.input[0]) if source is not None and source.op_type == "Gather" else None
        if table is not None and table.ndim == 2:
            tensors["embedding.weight"] = table

    def _add_head(self, tensors: dict[str, Tensor], node: Any) -> None:
        """The MatMul and Add, or the Gemm, that reads the node's outputs, and nothing between but what moves them."""
        head = self._reader(node.output, {"MatMul", "Gemm"})
        matrix = self._constant(head.input[1]) if head is not None else None
        if head is None or matrix is None or matrix.ndim != 2:
            return
        said = attributes(head)
        if head.op_type == "Gemm" and (said.get("transA") or said.get("alpha", 1.0) != 1 or said.get("beta", 1.0) != 1):
            return
        turned = matrix if said.get("transB") else matrix.reshaped(matrix.shape[::-1], np.transpose)
        tensors["linear.weight"] = turned
        if head.op_type == "Gemm":
            bias = self._constant(head.input[2]) if len(head.input) > 2 else None
        else:
            added = next((n for n in self._nodes if n.op_type == "Add" and head.output[0] in n.input), None)
            found = (self._constant(name) for name in (added.input if added is not None else ()))
            bias = next((one for one in found if one is not None), None)
        if bias is not None and bias.shape == turned.shape[:1]:
            tensors["linear.bias"] = bias

    def _reader(self, outputs: Iterable[str], wanted: set[str]) -> Any:
        """The first node of those kinds that reads one of `outputs`, past nodes that only move numbers; else None."""
        given = {name for name in outputs if name}
        for node in self._nodes:  # in topological order, as ONNX demands
            if node.op_type in CELLS or not node.input or node.input[0] not in given:
                continue
            if node.op_type in wanted:
                return node
            if node.op_type in PASSING:
                given |= set(node.output)
        return None


def _shape(name: str, tensor: Tensor, axes: int) -> tuple[int, ...]:
    if tensor.ndim != axes:
        raise BadFile("file_shape", name=name[:60], expected="(D, G·H, …)", got=str(tensor.shape))
    return tensor.shape


def _nonlinearity(node: Any) -> str:
    """The plain RNN's nonlinearity. Raises BadFile where the node's arithmetic is not PyTorch's."""
    kind, said = node.op_type, attributes(node)
    directions = 2 if said.get("direction") == "bidirectional" else 1
    functions = tuple(said.get("activations") or USUAL[kind] * directions)
    plain = kind == "RNN" and len(set(functions)) == 1 and functions[0] in NONLINEARITIES
    wrong = {
        "reset before the product (linear_before_reset=0)": kind == "GRU" and said.get("linear_before_reset", 0) != 1,
        "peepholes": kind == "LSTM" and len(node.input) > PEEPHOLES and bool(node.input[PEEPHOLES]),
        "clip": bool(said.get("clip")),
        "input_forget": bool(said.get("input_forget")),
        "direction=reverse": said.get("direction", "forward") == "reverse",
        f"activations {', '.join(functions)}": not plain and functions != USUAL[kind] * directions,
    }
    for what, is_wrong in wrong.items():
        if is_wrong:
            raise BadFile("file_not_pytorch_arithmetic", what=what[:80])
    return NONLINEARITIES[functions[0]] if plain else "tanh"


def _piece(tensor: Tensor, kind: str, back: int, rows: slice) -> Tensor:
    """One direction's array, of some of its rows, its gate blocks in PyTorch's order."""
    gates, order = CELLS[kind], list(ORDER[kind])
    count = len(range(*rows.indices(tensor.shape[1])))
    shape = (count, *tensor.shape[2:])
    if count % gates:
        raise BadFile("file_shape", name=kind, expected=f"{gates}·H rows", got=str(tensor.shape))

    def change(raw: Raw) -> Raw:
        own: Raw = raw[back][rows].reshape(gates, -1, *shape[1:])[order].reshape(shape)
        return own

    return tensor.reshaped(shape, change)
