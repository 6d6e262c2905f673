"""Vectors of any magnitude: rows of doubles times powers of two, so that 10⁻²⁰⁰⁰ and 10⁺⁵⁰⁰⁰ are exact.

A long product of matrices leaves the range of a double (10⁻³²³ … 10³⁰⁸) after a few hundred steps. Multiplying by a
power of two costs no digit, so a sweep that rescales on the way keeps every digit a double has. What may be lost is a
component below 10⁻¹³⁰ of its own vector.
"""

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Exponents = npt.NDArray[np.intc]

LOG10_2 = math.log10(2.0)

SMALLEST = float(np.finfo(np.float64).smallest_normal)
"""A smaller number that is not 0 has lost digits: 5e-324 has none left."""

SQUARE_RANGE = (2.0**-900, 2.0**900)
"""A sum of squares within it has lost no digit to underflow and none of its terms has overflowed."""


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

    def over(self, other: "Norms") -> Array:
        """The quotients (T,), step by step; NaN where the other norm is 0 or the quotient leaves double range."""
        with np.errstate(divide="ignore", invalid="ignore"):
            quotients = self.mantissas / other.mantissas
        quotients[other.mantissas == 0] = np.nan
        return Norms(quotients, self.exponents - other.exponents).value


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


def outer_sum(vectors: Scaled, rows: Array) -> Array:
    """Σ_t vectors_t ⊗ rows_t, (n, m), for rows (T, m); ±inf or 0 where a sum leaves double range."""
    with np.errstate(over="ignore", under="ignore"):
        top, shift = int(vectors.exponents.max()), exponent_of(rows) or 0
        near_1 = np.ldexp(vectors.rows, vectors.exponents[:, None] - top)
        total: Array = np.ldexp(np.dot(near_1.T, np.ldexp(rows, -shift)), top + shift)
    return total


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
