"""Parameters: the four arrays of a recurrent layer under PyTorch's names, and how a seed makes them.

Seeded numbers depend on nothing but the seed and a label: SHAKE-256 of the label gives 53-bit uniforms, Box–Muller
makes N(0, 1) of them. So they are the same for ever and on every platform, and a word has the same vector in every
sentence.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import shake_256

import numpy as np

from app.engine.cells.base import Array, Cell
from app.engine.errors import NoSpectralRadius, NotFinite, WrongShape

NAMES = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
"""The four arrays of a layer; in a state_dict `rnn.weight_ih_l0` and so on."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One recurrent layer: its cell, weight_ih (G·H, I), weight_hh (G·H, H), bias_ih and bias_hh (G·H,).

    The other fields are copies laid out for the loop, with the ½ of σ(x) = (1 + tanh(x/2))/2 folded in; bias_hh is the
    last row of `recurrent` (H+1, G·H), to be met by a state that ends in 1.
    """

    cell: Cell
    weight_ih: Array
    weight_hh: Array
    bias_ih: Array
    bias_hh: Array
    input: Array = field(init=False, repr=False)
    input_bias: Array = field(init=False, repr=False)
    recurrent: Array = field(init=False, repr=False)

    def __post_init__(self) -> None:
        rows = len(self.cell.gates) * self.cell.hidden_size
        shapes = {
            "weight_ih": (rows, self.weight_ih.shape[-1]),
            "weight_hh": (rows, self.cell.hidden_size),
            "bias_ih": (rows,),
            "bias_hh": (rows,),
        }
        for name, shape in shapes.items():
            check(name, getattr(self, name), shape)
        scale = self.cell.scale
        object.__setattr__(self, "input", np.ascontiguousarray((self.weight_ih * scale[:, None]).T))
        object.__setattr__(self, "input_bias", self.bias_ih * scale)
        weight_and_bias = np.column_stack([self.weight_hh, self.bias_hh]) * scale[:, None]
        object.__setattr__(self, "recurrent", np.ascontiguousarray(weight_and_bias.T))

    def by_gate(self, rows: Array) -> tuple[Array, ...]:
        """Views of rows (…, G·H), one a gate, (…, H) each."""
        size = self.cell.hidden_size
        return tuple(rows[..., k * size : (k + 1) * size] for k in range(len(self.cell.gates)))

    def together_and_each(self, rows: Array) -> Iterator[tuple[Array, ...]]:
        """Row after row of (T, G·H) as the cell's `forward` wants it: the gates squashed together, then each."""
        together = self.cell.together * self.cell.hidden_size
        return zip(*([rows[:, :together]] if together else []), *self.by_gate(rows), strict=True)

    def whole_and_each(self, rows: Array) -> Iterator[tuple[Array, ...]]:
        """Row after row of (T, …, G·H) as the cell's `backward` wants it: all gates, then, of several, each."""
        return zip(rows, *(self.by_gate(rows) if len(self.cell.gates) > 1 else ()), strict=True)

    @property
    def nbytes(self) -> int:
        """Size in bytes."""
        return sum(array.nbytes for array in (self.weight_ih, self.weight_hh, self.input, self.recurrent))


def check(name: str, array: Array, shape: tuple[int, ...]) -> None:
    """Raise WrongShape or NotFinite unless `array` is finite and has `shape`."""
    if array.shape != shape:
        raise WrongShape(name, shape, array.shape)
    if not np.isfinite(array).all():
        raise NotFinite(name)


@dataclass(frozen=True, slots=True)
class Head:
    """The linear head: weight (V, H) and bias (V,). Logits are weight h + bias."""

    weight: Array
    bias: Array

    @property
    def nbytes(self) -> int:
        """Size in bytes."""
        return self.weight.nbytes + self.bias.nbytes


def seeded_layer(cell: Cell, input_size: int, seed: int, index: int, spectral_radius: float | None) -> Layer:
    """The four arrays of layer `index`: U(±1/√H) as in PyTorch, then weight_hh `rescaled` unless the radius is None."""
    size = cell.hidden_size
    rows = len(cell.gates) * size
    shapes = {"weight_ih": (rows, input_size), "weight_hh": (rows, size), "bias_ih": (rows,), "bias_hh": (rows,)}
    arrays = {
        name: _uniform(size, [(seed, cell.name, f"rnn.{name}_l{index}")], math.prod(shape)).reshape(shape)
        for name, shape in shapes.items()
    }
    if spectral_radius is not None:
        arrays["weight_hh"] = rescaled(arrays["weight_hh"], cell, spectral_radius, f"rnn.weight_hh_l{index}")
    return Layer(cell, **arrays)


def seeded_embedding(seed: int, vocabulary: Sequence[str], input_size: int) -> Array:
    """embedding.weight (V, I), N(0, 1): each row made of the seed and its token alone."""
    keys = [(seed, "embedding.weight", token) for token in vocabulary]
    return _normal(_random(keys, input_size + input_size % 2))[:, :input_size]


def seeded_head(seed: int, vocabulary: Sequence[str], hidden_size: int) -> Head:
    """linear.weight (V, H) and linear.bias (V,), U(±1/√H): each row made of the seed and its token alone."""
    weight = _uniform(hidden_size, [(seed, "linear.weight", token) for token in vocabulary], hidden_size)
    bias = _uniform(hidden_size, [(seed, "linear.bias", token) for token in vocabulary], 1)
    return Head(weight, bias[:, 0])


def rescaled(weight_hh: Array, cell: Cell, radius: float, name: str = "weight_hh") -> Array:
    """`weight_hh` (G·H, H) with each H×H block multiplied so that its largest |eigenvalue| is `radius`.

    Radius 0 gives zeros. Raises NoSpectralRadius for a block without a nonzero eigenvalue.
    """
    blocks = weight_hh.reshape(len(cell.gates), cell.hidden_size, cell.hidden_size)
    if radius == 0:
        return np.zeros_like(weight_hh)
    radii = np.abs(np.linalg.eigvals(blocks)).max(axis=1)
    for gate, own in zip(cell.gates, radii, strict=True):
        if own == 0:
            raise NoSpectralRadius(name, gate, radius)
    scaled: Array = blocks * (radius / radii)[:, None, None]
    return scaled.reshape(weight_hh.shape)


def _random(keys: Sequence[tuple[object, ...]], count: int) -> Array:
    """One row of `count` uniforms in [0, 1) for each key, (N, count)."""
    size = 8 * count
    stream = b"".join(shake_256("\0".join(map(str, key)).encode("utf-8", "surrogatepass")).digest(size) for key in keys)
    bits = np.frombuffer(stream, dtype="<u8").reshape(len(keys), count) >> np.uint64(11)
    return bits.astype(np.float64) * 2.0**-53


def _uniform(hidden_size: int, keys: Sequence[tuple[object, ...]], count: int) -> Array:
    """U(±1/√H), (N, count)."""
    return (2.0 * _random(keys, count) - 1.0) / math.sqrt(hidden_size)


def _normal(uniform: Array) -> Array:
    """N(0, 1) by Box–Muller from pairs of uniforms, rounded to 2⁻⁴⁰: coarser than platforms differ, so all agree."""
    radius = np.sqrt(-2.0 * np.log1p(-uniform[:, 0::2]))
    angle = 2.0 * np.pi * uniform[:, 1::2]
    pairs = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=-1)
    normal: Array = np.rint(pairs.reshape(uniform.shape) * 2.0**40) * 2.0**-40
    return normal
