"""A state_dict under PyTorch's names → the parts of a network; what does not fit is refused by name.

    embedding.weight (V, I)      rnn.weight_ih_l0 (G·H, I)      rnn.weight_hh_l0 (G·H, H)      linear.weight (C, D·H)

Shapes: I input size, H hidden size, G gates, V vocabulary, D directions, C rows of the head. Layers above the first
read D·H numbers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from . import params
from .cells import CELLS, cell_class
from .cells.base import Array, Cell
from .errors import (
    LONGEST_NAME,
    MissingParameter,
    NoSuchCell,
    NotFinite,
    NotNumbers,
    NoVocabulary,
    RepeatedToken,
    UnknownParameter,
    WrongShape,
)
from .params import Head, Layer

EMBEDDING, LINEAR, LINEAR_BIAS = "embedding.weight", "linear.weight", "linear.bias"
RECURRENT = re.compile(rf"rnn\.({'|'.join(params.NAMES)})_l(0|[1-9][0-9]{{0,2}})(_reverse)?")
"""The name of a layer's array: which one, the layer's number, and whether it reads backward."""


class Parts(NamedTuple):
    """What a network is made of, but for its vocabulary; see network.Network."""

    embedding: Array
    layers: tuple[Layer, ...]
    head: Head
    directions: int
    bias: bool
    head_bias: bool


def ending(layer: int, direction: int) -> str:
    """How the names of a layer's arrays end: l0, l0_reverse, l1 and so on."""
    return f"l{layer}_reverse" if direction else f"l{layer}"


def parse(arrays: Mapping[str, npt.ArrayLike], nonlinearity: str, cell: str | None) -> Parts:
    """The parts of the network with these parameters; see Network.from_state_dict."""
    found = _found(arrays)
    endings = _endings(found)
    num_layers, directions = max(layer for layer, _ in endings) + 1, 1 + any(back for _, back in endings)
    _check_names(found, num_layers, directions)
    numbers = {name: _numbers(name, values) for name, values in arrays.items()}
    middle = _cell(numbers["rnn.weight_hh_l0"], nonlinearity, cell)
    layers = [
        _layer(numbers, middle, divmod(index, directions), directions) for index in range(num_layers * directions)
    ]
    embedding = _embedding(numbers.get(EMBEDDING), layers[0].weight_ih.shape[1])
    head = _head(numbers, directions * middle.hidden_size)
    bias = any(name.startswith("rnn.bias") for name in numbers)
    head_bias = LINEAR_BIAS in numbers or LINEAR not in numbers
    return Parts(embedding, tuple(layers), head, directions, bias, head_bias)


def vocabulary(words: Sequence[str], count: int) -> tuple[str, ...]:
    """The tokens of an embedding of `count` rows. Raises NoVocabulary and RepeatedToken."""
    found = tuple(words)
    if len(found) != count:
        raise NoVocabulary(count, len(found))
    seen: set[str] = set()
    for word in found:
        if word in seen:
            raise RepeatedToken(word)
        seen.add(word)
    return found


def _found(arrays: Mapping[str, npt.ArrayLike]) -> dict[str, re.Match[str] | None]:
    """The names, with the match of those that belong to a layer. Raises UnknownParameter and MissingParameter."""
    found = {name: RECURRENT.fullmatch(name) for name in arrays}
    for name, match in found.items():
        if not match and name not in (EMBEDDING, LINEAR, LINEAR_BIAS):
            raise UnknownParameter(name, _nearest(name, found))
    if not any(found.values()):
        raise MissingParameter("rnn.weight_hh_l0", None)
    return found


def _endings(found: Mapping[str, re.Match[str] | None]) -> set[tuple[int, bool]]:
    """The layers that are there: each one's number, and whether it reads backward."""
    return {(int(match[2]), match[3] is not None) for match in found.values() if match}


def _nearest(name: str, found: Mapping[str, re.Match[str] | None]) -> str | None:
    """The most similar name that the network could have: of the layers that are there, the next, and the backward."""
    count = max((layer for layer, _ in _endings(found)), default=0) + 2
    layers = [f"rnn.{kind}_{ending(layer, back)}" for layer in range(count) for back in (0, 1) for kind in params.NAMES]
    known = [EMBEDDING, LINEAR, LINEAR_BIAS, *layers]
    return next(iter(get_close_matches(name[:LONGEST_NAME], known, n=1, cutoff=0.6)), None)


def _check_names(found: Mapping[str, object], num_layers: int, directions: int) -> None:
    """Raise MissingParameter unless every layer has its weights in every direction, and a head's bias its weight."""
    for index in range(num_layers * directions):
        own = ending(*divmod(index, directions))
        for kind in ("weight_hh", "weight_ih"):
            if (name := f"rnn.{kind}_{own}") not in found:
                raise MissingParameter(name, next(other for other in found if other.startswith("rnn.")))
    if LINEAR_BIAS in found and LINEAR not in found:
        raise MissingParameter(LINEAR, LINEAR_BIAS)


def _numbers(name: str, values: npt.ArrayLike) -> Array:
    """The array as float64. Raises NotNumbers and NotFinite."""
    try:
        array: npt.NDArray[Any] = np.asarray(values)
    except ValueError:
        raise NotNumbers(name) from None
    if array.dtype.kind not in "iuf":
        raise NotNumbers(name)
    if not np.isfinite(array).all():
        raise NotFinite(name)
    return array.astype(np.float64, copy=False)


def _cell(weight_hh: Array, nonlinearity: str, name: str | None) -> Cell:
    """The cell with as many gates as weight_hh (G·H, H) has blocks. Raises WrongShape, NoSuchCell and UnknownName."""
    if weight_hh.ndim != 2 or not weight_hh.size:
        raise WrongShape("rnn.weight_hh_l0", ("G·H", "H"), weight_hh.shape)
    rows, size = weight_hh.shape
    known = {cell: len(kind.gates) for cell, kind in CELLS.items() if name in (None, cell)}
    fitting = [name for name, gates in known.items() if rows == gates * size]
    if name is not None:
        cell_class(name)
    if not fitting:
        raise NoSuchCell("rnn.weight_hh_l0", rows, size, dict(sorted(known.items(), key=lambda item: item[1])))
    return cell_class(fitting[0])(size, nonlinearity)


def _layer(numbers: Mapping[str, Array], cell: Cell, place: tuple[int, int], directions: int) -> Layer:
    """The layer at a place, its number and direction. Raises WrongShape."""
    own = ending(*place)
    rows, size = len(cell.gates) * cell.hidden_size, cell.hidden_size
    first = numbers["rnn.weight_ih_l0"]
    below: int | str = directions * size if place[0] else first.shape[1] if first.ndim == 2 and first.size else "I"
    shapes: dict[str, tuple[int | str, ...]] = {
        "weight_hh": (rows, size), "weight_ih": (rows, below), "bias_ih": (rows,), "bias_hh": (rows,)
    }  # fmt: skip
    found = {}
    for kind, shape in shapes.items():
        name = f"rnn.{kind}_{own}"
        found[kind] = numbers[name] if name in numbers else np.zeros(rows)
        if found[kind].shape != shape:
            raise WrongShape(name, shape, found[kind].shape)
    return Layer(cell, **found)


def _embedding(weight: Array | None, input_size: int) -> Array:
    if weight is None:
        return np.zeros((0, input_size))
    if weight.ndim != 2 or not weight.size or weight.shape[1] != input_size:
        raise WrongShape(EMBEDDING, ("V", input_size), weight.shape)
    return weight


def _head(numbers: Mapping[str, Array], output_size: int) -> Head:
    weight = numbers.get(LINEAR)
    if weight is None:
        return Head(np.zeros((0, output_size)), np.zeros(0))
    if weight.ndim != 2 or not weight.size or weight.shape[1] != output_size:
        raise WrongShape(LINEAR, ("C", output_size), weight.shape)
    bias = numbers.get(LINEAR_BIAS)
    if bias is not None and bias.shape != weight.shape[:1]:
        raise WrongShape(LINEAR_BIAS, weight.shape[:1], bias.shape)
    return Head(weight, np.zeros(len(weight)) if bias is None else bias)
