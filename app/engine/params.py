"""Parameters: the four arrays of a recurrent layer under PyTorch's names, and how a seed makes them.

Seeded numbers depend on the seed and a label only: SHAKE-256 of the label gives 53-bit uniforms, Box–Muller makes
N(0, 1) of them. So they are the same on every platform and will stay the same, and a word has the same vector in every
sentence.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from hashlib import shake_256

import numpy as np

from .cells.base import Array, Cell
from .errors import NoBias, NoSpectralRadius, NotFinite, UnknownName, WrongShape
from .frozen import freeze, frozen, lasting

Label = tuple[object, ...]
"""What a stream of random numbers is drawn from: the seed, and the name of what is made of it."""

NON_NORMAL_RADIUS, GROUPS, AMPLIFICATION = 0.8, 4, 2.0
"""What `non_normal` is made of: W_h by itself lengthens some vectors for about five steps, then shrinks them."""

NAMES = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
"""The four arrays of a layer; in a state_dict `rnn.weight_ih_l0` and so on."""
WEIGHTS, BIASES = NAMES[:2], NAMES[2:]


@lasting
@dataclass(frozen=True, slots=True)
class Layer:
    """One recurrent layer: its cell, weight_ih (G·H, I), weight_hh (G·H, H), bias_ih and bias_hh (G·H,).

    All arrays are read-only; what is given is copied unless it is. The other fields are the same numbers as the loop
    needs them, with the ½ of σ(x) = (1 + tanh(x/2))/2 folded in; bias_hh is the last row of `recurrent` (H+1, G·H), for
    a state that ends in 1.
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
        for name in NAMES:
            object.__setattr__(self, name, frozen(getattr(self, name)))
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
        weight_and_bias = np.column_stack([self.weight_hh, self.bias_hh]) * scale[:, None]
        object.__setattr__(self, "input", freeze(np.array((self.weight_ih * scale[:, None]).T, order="C")))
        object.__setattr__(self, "input_bias", freeze(self.bias_ih * scale))
        object.__setattr__(self, "recurrent", freeze(np.array(weight_and_bias.T, order="C")))

    def careful(self) -> "Layer":
        """The same layer with the cell whose σ has all digits also near 0."""
        return replace(self, cell=self.cell.careful)


def check(name: str, array: Array, shape: tuple[int, ...]) -> None:
    """Raise WrongShape or NotFinite unless `array` is finite and has `shape`."""
    if array.shape != shape:
        raise WrongShape(name, shape, array.shape)
    if not np.isfinite(array).all():
        raise NotFinite(name)


@lasting
@dataclass(frozen=True, slots=True)
class Head:
    """The linear head: weight (C, D·H) and bias (C,), read-only; it says weight h + bias. C = 0 means no head."""

    weight: Array
    bias: Array

    def __post_init__(self) -> None:
        object.__setattr__(self, "weight", frozen(self.weight))
        object.__setattr__(self, "bias", frozen(self.bias))


def seeded_layer(
    cell: Cell,
    input_size: int,
    seed: int,
    index: int,
    spectral_radius: float | None,
    recurrent_init: str = "uniform",
    forget_bias: float | None = None,
    reverse: bool = False,
    bias: bool = True,
) -> Layer:
    """The four arrays of layer `index`: U(±1/√H) as in PyTorch, but for what the later arguments say.

    `recurrent_init` names how each H×H block of weight_hh is drawn instead, in RECURRENT_INITS; then weight_hh is
    `rescaled` unless `spectral_radius` is None. `forget_bias` is added to bias_ih of the gate f: around 1 an LSTM keeps
    its c from the start (Gers et al. 2000; Jozefowicz, Zaremba & Sutskever 2015, "An empirical exploration of recurrent
    network architectures"). `reverse` is the layer's backward direction. Without `bias` both biases are zero. Raises
    UnknownName for an unknown `recurrent_init`, and where the cell has no gate f; NoBias for a forget bias without it.
    """
    size = cell.hidden_size
    rows = len(cell.gates) * size
    shapes = {"weight_ih": (rows, input_size), "weight_hh": (rows, size), "bias_ih": (rows,), "bias_hh": (rows,)}
    ending = f"l{index}_reverse" if reverse else f"l{index}"
    arrays = {
        name: _uniform(size, [(seed, cell.name, f"rnn.{name}_{ending}")], math.prod(shape)).reshape(shape)
        for name, shape in shapes.items()
        if bias or name not in BIASES
    }
    if recurrent_init not in RECURRENT_INITS:
        raise UnknownName("recurrent_init", recurrent_init, tuple(RECURRENT_INITS))
    if draw := RECURRENT_INITS[recurrent_init]:
        labels = [(seed, cell.name, f"rnn.weight_hh_{ending}", recurrent_init, gate) for gate in cell.gates]
        arrays["weight_hh"] = np.concatenate([draw(label, size) for label in labels])
    if spectral_radius is not None:
        arrays["weight_hh"] = rescaled(arrays["weight_hh"], cell, spectral_radius, f"rnn.weight_hh_{ending}")
    if not bias:
        arrays |= {name: np.zeros(rows) for name in BIASES}
    if forget_bias is not None:
        if "f" not in cell.gates:
            raise UnknownName(f"gate of {cell.name}", "f", cell.gates)
        if not bias:
            raise NoBias
        forget = cell.gates.index("f") * size
        arrays["bias_ih"][forget : forget + size] += forget_bias
    return Layer(cell, **arrays)


def seeded_embedding(seed: int, vocabulary: Sequence[str], input_size: int) -> Array:
    """embedding.weight (V, I), N(0, 1): each row made of the seed and its token alone."""
    keys = [(seed, "embedding.weight", token) for token in vocabulary]
    return _normal(_random(keys, input_size + input_size % 2))[:, :input_size]


def seeded_head(seed: int, rows: Sequence[str], output_size: int) -> Head:
    """linear.weight (C, D·H) and linear.bias (C,), U(±1/√(D·H)): each row made of the seed and its name alone.

    The names are tokens, or the numbers of the columns that are forecast.
    """
    weight = _uniform(output_size, [(seed, "linear.weight", row) for row in rows], output_size)
    bias = _uniform(output_size, [(seed, "linear.bias", row) for row in rows], 1)
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


def orthogonal(label: Label, size: int) -> Array:
    """A rotation or reflection (H, H), each as likely as any other: it keeps every length, so tanh′ alone can shrink.

    The Q of a normal matrix's QR, the signs of R's diagonal taken into it (Mezzadri 2007). See Saxe, McClelland &
    Ganguli (2014), "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks". Like every
    block that comes out of linear algebra it is the same on every platform but for the last bits.
    """
    q, r = np.linalg.qr(_normal(_random([label], size * size + size * size % 2))[0, : size * size].reshape(size, size))
    signed: Array = q * np.where(np.diag(r) < 0, -1.0, 1.0)
    return signed


def non_normal(label: Label, size: int) -> Array:
    """A block (H, H) whose spectral radius is 0.8, below 1, and whose powers still grow first, before they die.

    P U Pᵀ with a seeded signed permutation P and an upper triangular U (a Schur form). Its diagonal has the
    eigenvalues, 0.4 … 0.8; above it there are four groups of units, each of which hands its state on to the next by
    twice a rotation. The eigenvalues say how its powers end, the path through the groups how they begin. A permutation
    keeps the triangle a triangle whatever tanh′ multiplies its rows by, so that the Jacobians of a run decay in the end
    too. H = 1 has no next group. See Trefethen & Embree (2005), "Spectra and Pseudospectra", on transient growth, and
    Ganguli, Huh & Sompolinsky (2008), "Memory traces in dynamical systems", on chains that remember by it.
    """
    draws = _random([label], 3 * size)[0]
    group = -(-size // GROUPS)
    schur = np.diag(NON_NORMAL_RADIUS * (0.5 + 0.5 * draws[:size]))
    schur[0, 0] = NON_NORMAL_RADIUS
    onward = AMPLIFICATION * orthogonal((*label, "onward"), group)
    for start in range(0, size - group, group):
        block = schur[start : start + group, start + group : start + 2 * group]
        block[:] = onward[:, : block.shape[1]]
    order, flips = np.argsort(draws[size : 2 * size], kind="stable"), np.where(draws[2 * size :] < 0.5, -1.0, 1.0)
    shuffled = np.empty_like(schur)
    shuffled[np.ix_(order, order)] = schur * np.outer(flips, flips)
    return shuffled


def identity(_: Label, size: int) -> Array:
    """The identity (H, H): each unit keeps what it has and adds its input to it.

    Le, Jaitly & Hinton (2015), "A simple way to initialize recurrent networks of rectified linear units".
    """
    return np.eye(size)


RECURRENT_INITS: dict[str, Callable[[Label, int], Array] | None] = {
    "uniform": None,
    "orthogonal": orthogonal,
    "non-normal": non_normal,
    "identity": identity,
}
"""By name: a label to draw from and H → one H×H block of weight_hh; None leaves PyTorch's U(±1/√H)."""


def signs(label: Label, count: int) -> Array:
    """±1, (count,), drawn from a label."""
    return np.where(_random([label], count)[0] < 0.5, -1.0, 1.0)


def _random(keys: Sequence[Label], count: int) -> Array:
    """One row of `count` uniforms in [0, 1) for each key, (N, count)."""
    size = 8 * count
    stream = b"".join(shake_256("\0".join(map(str, key)).encode("utf-8", "surrogatepass")).digest(size) for key in keys)
    bits = np.frombuffer(stream, dtype="<u8").reshape(len(keys), count) >> np.uint64(11)
    return bits.astype(np.float64) * 2.0**-53


def _uniform(hidden_size: int, keys: Sequence[Label], count: int) -> Array:
    """U(±1/√H), (N, count)."""
    return (2.0 * _random(keys, count) - 1.0) / math.sqrt(hidden_size)


def _normal(uniform: Array) -> Array:
    """N(0, 1) by Box–Muller from pairs of uniforms, rounded to 2⁻⁴⁰: coarser than platforms differ, so all agree."""
    radius = np.sqrt(-2.0 * np.log1p(-uniform[:, 0::2]))
    angle = 2.0 * np.pi * uniform[:, 1::2]
    pairs = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=-1)
    normal: Array = np.rint(pairs.reshape(uniform.shape) * 2.0**40) * 2.0**-40
    return normal
