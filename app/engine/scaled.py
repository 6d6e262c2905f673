"""Vectors of any magnitude: rows of doubles times powers of two, so that 10⁻²⁰⁰⁰ and 10⁺⁵⁰⁰⁰ are exact.

A long product of matrices leaves the range of a double (10⁻³²³ … 10³⁰⁸) after a few hundred steps. Multiplying by a
power of two costs no digit, so a sweep that rescales on the way keeps every digit a double has. What may be lost is a
component below 10⁻¹³⁰ of its own vector.
"""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Exponents = npt.NDArray[np.intc]

LOG10_2 = math.log10(2.0)

SQUARE_RANGE = (2.0**-900, 2.0**900)
"""A sum of squares within it has lost no digit to underflow and none of its terms has overflowed."""


@dataclass(frozen=True, slots=True)
class Norms:
    """T Euclidean norms: mantissas[t] · 2**exponents[t], (T,) each; they multiply and divide in any magnitude."""

    mantissas: Array
    exponents: Exponents

    @property
    def value(self) -> Array:
        """The norms as doubles (T,): 0 for a zero vector, NaN outside double range."""
        with np.errstate(over="ignore", under="ignore"):
            values: Array = np.ldexp(self.mantissas, self.exponents)
        lost = np.isinf(values) | ((values == 0) & (self.mantissas != 0))
        values[lost] = np.nan
        return values

    @property
    def log10(self) -> Array:
        """log10 of the norms (T,), exact for any magnitude; −inf for a zero vector."""
        with np.errstate(divide="ignore"):
            log10: Array = np.log10(self.mantissas)
        log10 += self.exponents * LOG10_2
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


@dataclass(frozen=True, slots=True)
class Scaled:
    """T vectors; vector t is rows[t] · 2**exponents[t]. Shapes (T, n) and (T,)."""

    rows: Array
    exponents: Exponents

    def values(self) -> Array:
        """The vectors as doubles (T, n); ±inf and 0 where a component leaves the range."""
        if not self.exponents.any():
            return self.rows
        with np.errstate(over="ignore", under="ignore"):
            return np.ldexp(self.rows, self.exponents[:, None])

    def norms(self) -> Norms:
        """The vectors' norms, exact however large or small; only rows whose squares leave the range pay for it."""
        with np.errstate(over="ignore", under="ignore"):
            squares = square_norms(self.rows)
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
    return Scaled(rows, np.zeros(len(rows), dtype=np.intc))


def outer_sum(vectors: Scaled, rows: Array) -> Array:
    """Σ_t vectors_t ⊗ rows_t, (n, m), for rows (T, m); ±inf or 0 where a sum leaves double range."""
    top, shift = int(vectors.exponents.max()), exponent_of(rows) or 0
    with np.errstate(over="ignore", under="ignore"):
        near_1 = np.ldexp(vectors.rows, vectors.exponents[:, None] - top)
        total: Array = np.ldexp(np.dot(near_1.T, np.ldexp(rows, -shift)), top + shift)
    return total


def square_norms(rows: Array) -> Array:
    """Sum of squares along the last axis: (T, n) → (T,)."""
    squares: Array = np.einsum("tn,tn->t", rows, rows)
    return squares


def in_square_range(squares: Array) -> npt.NDArray[np.bool_]:
    """Where a sum of squares is exact; False for zero, inf and NaN."""
    low, high = SQUARE_RANGE
    return (squares > low) & (squares < high)


def exponent_of(*arrays: Array, shift: int = 0) -> int | None:
    """The power of two just above the largest magnitude in `arrays` · 2**shift; None where all is zero."""
    largest = max(float(np.abs(array).max()) for array in arrays)
    return math.frexp(largest)[1] + shift if largest else None
