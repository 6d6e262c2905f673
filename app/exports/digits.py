"""Rounding to significant digits, as `float(f"{x:.{digits}g}")` does it, but for whole arrays.

A number is scaled to an integer of that many digits, rounded and scaled back. Three ways, each for what the one before
leaves open: plain doubles, which decide nearly all; pairs of doubles, for any magnitude and for what is nearly half
between two decimals; and printing.
"""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

EXACT = 17
"""Seventeen significant digits tell every double apart: rounding to them changes nothing."""
MOST_PLAIN = 13
"""Up to this many digits plain doubles decide: log10 is right to far less than half of the last digit."""
ULP = 2.0**-52
PAIR = 2.0**-96
"""A product of pairs is right to less than this, relatively."""
_SPLITTER = 2.0**27 + 1
_PLAIN = np.array([math.nan, *(10.0**k for k in range(23)), math.nan])
"""The powers of ten that are exact doubles, from 10⁰ in place 1; none at either end."""
_LARGEST = 270
"""Pairs of doubles keep all their digits for powers of ten up to this one, either way."""
_TENS = [Fraction(10) ** k for k in range(-_LARGEST, _LARGEST + 1)]
_HIGH = np.array([float(power) for power in _TENS])
_LOW = np.array([float(power - Fraction(high)) for power, high in zip(_TENS, _HIGH.tolist(), strict=True)])
"""10ᵏ in place k + _LARGEST is _HIGH + _LOW."""


def significant(values: Array, digits: int | None) -> Array:
    """`values`, of any shape, each the double nearest to its own decimal of `digits` significant digits.

    Half goes to the even digit. What is finite stays finite; inf and NaN stay. None: nothing is rounded.
    """
    if digits is None or digits >= EXACT:
        return values
    with np.errstate(all="ignore"):
        result, open_ = _plain(values, digits)
        if open_.any():
            result[open_] = _paired(values[open_], digits)
    return result


def _plain(values: Array, digits: int) -> tuple[Array, Mask]:
    """The values rounded, and where that is open: 0, inf and NaN, too large or small, nearly half between."""
    if digits > MOST_PLAIN:
        return values.copy(), np.ones(values.shape, dtype=np.bool_)
    places = (digits - np.floor(np.log10(np.abs(values)))).astype(np.intp)
    powers: Array = _PLAIN.take(places, mode="clip")
    scaled = values * powers
    whole = np.rint(scaled)
    scaled -= whole
    decided = np.abs(scaled, out=scaled) < 0.5 - 10.0**digits * ULP
    whole /= powers
    return whole, ~decided


def _paired(values: Array, digits: int) -> Array:
    """Values (n,) rounded, by way of pairs of doubles (Dekker 1971)."""
    result, places = values.copy(), digits - 1 - np.floor(np.log10(np.abs(values)))
    possible = np.abs(places) <= _LARGEST
    numbers, k = values[possible], places[possible].astype(np.intp)
    scaled, rest = _times(numbers, _HIGH[_LARGEST + k], _LOW[_LARGEST + k])
    whole = np.rint(scaled)
    rest += scaled - whole
    half = np.abs(np.abs(rest) - 0.5) <= np.abs(whole) * PAIR
    whole += np.copysign(np.abs(rest) > 0.5, rest)
    found, rest = _times(whole, _HIGH[_LARGEST - k], _LOW[_LARGEST - k])
    between = found + rest * (1 - ULP * 64) != found + rest * (1 + ULP * 64)
    size = np.abs(scaled)
    beside = (size <= 10.0 ** (digits - 1)) | (size >= min(10.0**digits - 1, 2.0**53))
    result[possible] = found + rest
    hard = np.isfinite(values) & (values != 0)
    hard[possible] = half | between | beside
    result[hard] = [_printed(value, digits) for value in values[hard].tolist()]
    return result


def _printed(value: float, digits: int) -> float:
    """`value` by way of its decimal; what would be rounded beyond the largest double is cut instead."""
    rounded = float(f"{value:.{digits}g}")
    if math.isfinite(rounded):
        return rounded
    mantissa, _, exponent = f"{value:.{EXACT}e}".partition("e")
    return float(f"{mantissa[: mantissa.index('.') + digits]}e{exponent}")


def _times(a: Array, high: Array, low: Array) -> tuple[Array, Array]:
    """a·(high + low) as the double nearest to a·high and what that is short of the product."""
    product = a * high
    a_high, a_low = _halves(a)
    b_high, b_low = _halves(high)
    rest = ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low
    return product, rest + a * low


def _halves(a: Array) -> tuple[Array, Array]:
    """`a` as a sum of two doubles of 26 bits (Veltkamp)."""
    scaled = _SPLITTER * a
    high = scaled - (scaled - a)
    return high, a - high
