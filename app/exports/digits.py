"""Rounding to significant digits, as `float(f"{x:.{digits}g}")` does it, but for whole arrays."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

EXACT = 17
"""Seventeen significant digits tell every double apart: rounding to them changes nothing."""
_POWERS = np.array([10.0**k for k in range(23)])
"""The powers of ten that are exact doubles."""
_LARGEST_WHOLE = 2.0**53
_SPLITTER = 2.0**27 + 1


def significant(values: Array, digits: int | None) -> Array:
    """`values`, of any shape, each the double nearest to its own decimal of `digits` significant digits.

    A number is scaled to an integer, rounded half to even and scaled back. The product is kept with its rounding error
    (Dekker 1971), so this is exact while the power of ten and the integer are exact doubles; the few numbers beyond are
    printed and read back. What is finite stays finite; inf and NaN stay. None: nothing is rounded.
    """
    if digits is None or digits >= EXACT:
        return values
    with np.errstate(all="ignore"):
        exponents = digits - 1 - np.floor(np.log10(np.abs(values)))
        simple = (exponents >= 0) & (exponents < len(_POWERS))
        powers: Array = _POWERS[np.where(simple, exponents, 0).astype(np.intp)]
        scaled, error = _product(values, powers)
        whole = np.rint(scaled)
        rest = (scaled - whole) + error
        whole += np.copysign((np.abs(rest) > 0.5) | ((np.abs(rest) == 0.5) & (np.abs(whole) % 2 == 1)), rest)
        result = np.where(simple, whole / powers, values)
    size = np.abs(scaled)
    hard = ~simple | (size < 10.0 ** (digits - 1)) | (size >= min(10.0**digits - 1, _LARGEST_WHOLE))
    hard &= np.isfinite(values) & (values != 0)
    result[hard] = [_printed(value, digits) for value in values[hard].tolist()]
    return result


def _printed(value: float, digits: int) -> float:
    """`value` by way of its decimal; what would be rounded beyond the largest double is cut instead."""
    rounded = float(f"{value:.{digits}g}")
    if math.isfinite(rounded):
        return rounded
    mantissa, _, exponent = f"{value:.{EXACT}e}".partition("e")
    return float(f"{mantissa[: mantissa.index('.') + digits]}e{exponent}")


def _product(a: Array, b: Array) -> tuple[Array, Array]:
    """a·b as the nearest double and what that is short of the exact product."""
    product = a * b
    a_high, a_low = _halves(a)
    b_high, b_low = _halves(b)
    return product, ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low


def _halves(a: Array) -> tuple[Array, Array]:
    """`a` as a sum of two doubles of 26 bits (Veltkamp)."""
    scaled = _SPLITTER * a
    high = scaled - (scaled - a)
    return high, a - high
