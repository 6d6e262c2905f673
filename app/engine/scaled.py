"""Vectors of any magnitude: rows of doubles times powers of two, so that 10⁻²⁰⁰⁰ and 10⁺⁵⁰⁰⁰ are exact.

A long product of matrices leaves the range of a double (10⁻³²³ … 10³⁰⁸) after a few hundred steps. Multiplying by a
power of two costs no digit, so a sweep that rescales on the way keeps every digit a double has. What may be lost is a
component below 10⁻¹³⁰ of its own vector.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .frozen import freeze, lasting, turned

Array = npt.NDArray[np.float64]
Exponents = npt.NDArray[np.intc]

LOG10_2 = math.log10(2.0)

SMALLEST = float(np.finfo(np.float64).smallest_normal)
"""A smaller number that is not 0 has lost digits: 5e-324 has none left."""

NOTHING = -(1 << 30)
"""The size of a vector of zeros: below every other."""

SQUARE_RANGE = (2.0**-900, 2.0**900)
"""A sum of squares within it has lost no digit to underflow and none of its terms has overflowed."""


@lasting
class Norms(NamedTuple):
    """T Euclidean norms: mantissas[t] · 2**exponents[t], (T,) each; they multiply and divide in any magnitude.

    `plain`: all exponents are 0 and no norm is 0, so the mantissas are the norms.
    """

    mantissas: Array
    exponents: Exponents
    plain: bool = False

    @property
    def value(self) -> Array:
        """The norms as doubles (T,): 0 for a zero vector, NaN outside the range in which doubles have all digits."""
        if self.plain:
            return self.mantissas
        with np.errstate(over="ignore", under="ignore"):
            values: Array = np.ldexp(self.mantissas, self.exponents)
        lost = np.isinf(values) | ((values < SMALLEST) & (self.mantissas != 0))
        values[lost] = np.nan
        values.setflags(write=False)
        return values

    @property
    def log10(self) -> Array:
        """log10 of the norms (T,), exact for any magnitude; −inf for a zero vector."""
        if self.plain:
            log10: Array = np.log10(self.mantissas)
        else:
            with np.errstate(divide="ignore"):
                log10 = np.log10(self.mantissas)
            log10 += self.exponents * LOG10_2
        log10.setflags(write=False)
        return log10

    def times(self, other: "Norms") -> "Norms":
        """The products, step by step."""
        return Norms(self.mantissas * other.mantissas, self.exponents + other.exponents)

    def reversed(self) -> "Norms":
        """The same norms, last first."""
        return Norms(turned(self.mantissas), turned(self.exponents), self.plain)

    def over(self, other: "Norms") -> Array:
        """The quotients (T,), step by step; NaN where the other norm is 0 or the quotient leaves double range."""
        with np.errstate(divide="ignore", invalid="ignore"):
            quotients = self.mantissas / other.mantissas
        quotients[other.mantissas == 0] = np.nan
        return Norms(quotients, self.exponents - other.exponents).value


@lasting
class Scaled(NamedTuple):
    """T vectors; vector t is rows[t] · 2**exponents[t]. Shapes (T, n) and (T,)."""

    rows: Array
    exponents: Exponents

    def values(self) -> Array:
        """The vectors as doubles (T, n); ±inf and 0 where a component leaves the range."""
        if not self.exponents.any():
            return self.rows
        with np.errstate(over="ignore", under="ignore"):
            values: Array = np.ldexp(self.rows, self.exponents[:, None])
        values.setflags(write=False)
        return values

    def reversed(self) -> "Scaled":
        """The same vectors, last first."""
        return Scaled(turned(self.rows), turned(self.exponents))

    def columns(self, part: slice) -> "Scaled":
        """Some components of every vector."""
        return Scaled(freeze(self.rows[:, part].copy()), self.exponents)

    def plus(self, other: "Scaled") -> "Scaled":
        """The sums, vector by vector, each in the scale of the larger one."""
        if not (self.exponents.any() or other.exponents.any()):
            return Scaled(freeze(self.rows + other.rows), self.exponents)
        top = np.maximum(self.sizes(), other.sizes())
        top[top == NOTHING] = 0
        rows = np.ldexp(self.rows, (self.exponents - top)[:, None])
        rows += np.ldexp(other.rows, (other.exponents - top)[:, None])
        return Scaled(freeze(rows), freeze(top))

    def sizes(self) -> Exponents:
        """The power of two just above each vector's largest component (T,); NOTHING for a vector of zeros."""
        largest = np.abs(self.rows).max(axis=1)
        sizes: Exponents = np.where(largest == 0, NOTHING, np.frexp(largest)[1] + self.exponents).astype(np.intc)
        return sizes

    def norms(self) -> Norms:
        """The vectors' norms, exact however large or small; only rows whose squares leave the range pay for it."""
        with np.errstate(over="ignore", under="ignore"):
            return self.norms_of(square_norms(self.rows))

    def norms_of(self, squares: Array) -> Norms:
        """The same, where the rows' `square_norms` are there already."""
        exponents = self.exponents
        lost = ~in_square_range(squares)
        if lost.any():
            shifts = np.frexp(np.abs(self.rows[lost]).max(axis=1))[1]
            squares[lost] = square_norms(np.ldexp(self.rows[lost], -shifts[:, None]))
            exponents = exponents.copy()
            exponents[lost] += shifts
        return Norms(np.sqrt(squares), exponents)


def unscaled(rows: Array) -> Scaled:
    """The rows (T, n) as they are."""
    return Scaled(rows, _ZERO if len(rows) == 1 else _zeros(len(rows)))


def _zeros(count: int) -> Exponents:
    exponents = np.zeros(count, dtype=np.intc)
    exponents.setflags(write=False)
    return exponents


_ZERO = _zeros(1)


class ScaledSum(NamedTuple):
    """An array of any shape: near_1 · 2**exponent. It is a sum over the steps of a run."""

    near_1: Array
    exponent: int

    def value(self) -> Array:
        """The array as doubles; ±inf and 0 where a sum leaves the range."""
        with np.errstate(over="ignore", under="ignore"):
            value: Array = np.ldexp(self.near_1, self.exponent)
        return value

    def norm(self) -> Norms:
        """The Frobenius norm, as one norm (1,)."""
        return Scaled(self.near_1.reshape(1, -1), np.array([self.exponent], dtype=np.intc)).norms()


def outer_sum(vectors: Scaled, rows: Array) -> ScaledSum:
    """Σ_t vectors_t ⊗ rows_t, (n, m), for rows (T, m), in the scale of the largest term."""
    with np.errstate(over="ignore", under="ignore"):
        sizes = unscaled(rows).sizes()
        shifts = np.where(sizes == NOTHING, 0, sizes)
        top = _top(np.where(sizes == NOTHING, NOTHING, vectors.sizes() + shifts))
        near_1 = np.ldexp(vectors.rows, np.where(sizes == NOTHING, 0, vectors.exponents + shifts - top)[:, None])
        return ScaledSum(np.dot(near_1.T, np.ldexp(rows, -shifts[:, None])), top)


def gathered(vectors: Scaled, ids: npt.NDArray[np.int64], count: int) -> ScaledSum:
    """The sums (count, n) of the vectors of each id 0 … count-1, in the scale of the largest vector."""
    top = _top(vectors.sizes())
    sums = np.zeros((count, vectors.rows.shape[1]))
    with np.errstate(under="ignore"):
        np.add.at(sums, ids, np.ldexp(vectors.rows, (vectors.exponents - top)[:, None]))
    return ScaledSum(sums, top)


def total_norm(norms: Sequence[Norms]) -> Norms:
    """The root of the sum of the squares of some norms (1,) each, as one norm (1,)."""
    parts = Scaled(np.array([own.mantissas for own in norms]), np.array([own.exponents[0] for own in norms]))
    top = _top(parts.sizes())
    with np.errstate(under="ignore"):
        near_1 = np.ldexp(parts.rows[:, 0], parts.exponents - top)
    return ScaledSum(near_1, top).norm()


def _top(sizes: Exponents) -> int:
    """The largest of some `sizes`; 0 where nothing has one."""
    top = int(sizes.max())
    return 0 if top <= NOTHING // 2 else top


def square_norms(rows: Array, out: Array | None = None) -> Array:
    """Sum of squares along the last axis: (T, n) → (T,)."""
    return np.vecdot(rows, rows, out)


def in_square_range(squares: Array) -> npt.NDArray[np.bool_]:
    """Where a sum of squares is exact; False for zero, inf and NaN."""
    low, high = SQUARE_RANGE
    return (squares > low) & (squares < high)


def all_in_square_range(squares: Array) -> bool:
    """Whether every sum of squares is exact."""
    low, high = SQUARE_RANGE
    return bool(low < _smallest(squares) and _largest(squares) < high)


def sum_of_squares(array: Array) -> float:
    """Of all numbers in `array`."""
    flat = array.ravel()
    return float(flat.dot(flat))


def surely_finite(array: Array) -> bool:
    """Whether the sum of all squares is finite: then each number is. One call, where asking each number takes three."""
    return math.isfinite(sum_of_squares(array))


def all_finite(array: Array) -> bool:
    """Whether every number is finite."""
    return surely_finite(array) or bool(np.isfinite(array).all())


def exponent_of(array: Array, shift: int = 0) -> int | None:
    """The power of two just above the norm of `array` · 2**shift, or above its largest magnitude; None for zeros."""
    low, high = SQUARE_RANGE
    square = sum_of_squares(array)
    size = math.sqrt(square) if low < square < high else float(np.abs(array).max())
    return math.frexp(size)[1] + shift if size else None


_smallest, _largest = np.minimum.reduce, np.maximum.reduce
