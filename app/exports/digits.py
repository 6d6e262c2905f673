"""Rounding to significant digits, as `float(f"{x:.{digits}g}")` does it, but for whole arrays.

A number is scaled to an integer of that many digits, rounded and scaled back. Three ways, each for what the one before
leaves open: plain doubles, which decide nearly all; pairs of doubles, for any magnitude and for what is nearly half
between two decimals; and printing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]

EXACT = 17
"""Seventeen significant digits tell every double apart: rounding to them changes nothing."""
MOST_PLAIN = 12
"""Up to this many digits plain doubles decide: log10 is right to far less than half of the last digit."""
AT_ONCE, SHORT = 16_384, 4_096
"""Numbers that are rounded at one time, so that they stay in the processor's cache; and those of a short array."""
ULP = 2.0**-52
_NOWHERE = np.empty(0, np.intp)
PAIR = 2.0**-96
"""A product of pairs is right to less than this, relatively."""
_SPLITTER = 2.0**27 + 1
_LARGEST = 270
"""Pairs of doubles keep all their digits for powers of ten up to this one, either way."""
_TENS = [Fraction(10) ** k for k in range(-_LARGEST, _LARGEST + 1)]
_HIGH = np.array([float(power) for power in _TENS])
_LOW = np.array([float(power - Fraction(high)) for power, high in zip(_TENS, _HIGH.tolist(), strict=True)])
"""10ᵏ in place k + _LARGEST is _HIGH + _LOW. From 10⁰ to 10²² the first is all of it."""
_PLAIN = (_LARGEST, _LARGEST + 22)
MOST_FEW = 6
"""Up to this many digits a rounded number is a whole one of 20 bits, up to MOST_PLAIN one of 40."""


def _parted(bits: int) -> tuple[Array, Array]:
    """10⁻ᵏ in place k + _LARGEST as a sum of two: the first of so many bits, the second a double for the rest."""
    mantissas, exponents = np.frexp(_HIGH)
    first = (mantissas * 2.0**bits).astype(np.int64) * 2.0 ** (exponents - bits)
    second = np.array([float(power - Fraction(part)) for power, part in zip(_TENS, first.tolist(), strict=True)])
    return first[::-1].copy(), second[::-1].copy()


_FEW, _MORE = _parted(33), _parted(13)
"""The product of the first part with a rounded number is exact: 20 and 33 bits, 40 and 13."""


def significant(values: Array, digits: int | None) -> Array:
    """`values`, of any shape, each the double nearest to its own decimal of `digits` significant digits.

    Half goes to the even digit. What is finite stays finite; inf and NaN stay. None: nothing is rounded.
    """
    if digits is None or digits >= EXACT:
        return values
    flat, result = values.reshape(-1), np.empty(values.size)
    with np.errstate(all="ignore"):
        for start in range(0, len(flat), AT_ONCE):
            part = slice(start, start + AT_ONCE)
            result[part], left = _plain(flat[part], digits)
            if len(left):
                result[part][left] = _paired(flat[part][left], digits)
    return result.reshape(values.shape)


def significant_number(value: float, digits: int) -> float:
    """One number, rounded."""
    return _printed(value, digits) if math.isfinite(value) else value


def significant_each(arrays: Sequence[Array], digits: int) -> list[Array]:
    """`significant` of several arrays; the short ones are rounded together, which costs less than each by itself.

    Arrays of anything but doubles are left as they are.
    """
    found = list(arrays)
    short = [k for k, array in enumerate(arrays) if array.size <= SHORT and array.dtype == np.float64]
    if short:
        joined = significant(np.concatenate([arrays[k].ravel() for k in short]), digits)
        ends = accumulate(arrays[k].size for k in short)
        for k, end in zip(short, ends, strict=True):
            found[k] = joined[end - arrays[k].size : end].reshape(arrays[k].shape)
    return [significant(own, digits) if own.size > SHORT and own.dtype == np.float64 else own for own in found]


def _plain(values: Array, digits: int) -> tuple[Array, Places]:
    """The values (n,) rounded, and the places of those that are left: very large, very small, nearly half between."""
    if digits > MOST_PLAIN:
        return values, np.flatnonzero(np.isfinite(values) & (values != 0))
    # the places of the powers in the tables, kept in one array: most of what this takes is memory. astype cuts off: for
    # a power of ten itself k is one more, which leaves it as it is
    size = np.abs(values)
    np.log10(size, out=size)
    k = np.subtract(_LARGEST + digits, size, out=size).astype(np.intp)
    power = _HIGH.take(k, mode="clip")
    whole = np.multiply(values, power, out=size)
    rest = np.rint(whole)
    whole -= rest
    decided = np.abs(whole, out=whole) < 0.5 - 10.0**digits * (2 * ULP)
    if k.min() >= _PLAIN[0] and k.max() <= _PLAIN[1]:
        result = np.divide(rest, power, out=power)
    else:
        result = _far(rest, k, decided, _FEW if digits <= MOST_FEW else _MORE)
    if decided.all():
        return result, _NOWHERE
    left = np.flatnonzero(~decided)
    numbers = result[left] = values[left]
    return result, left[np.isfinite(numbers) & (numbers != 0)]


def _far(rest: Array, k: Places, decided: Mask, tens: tuple[Array, Array]) -> Array:
    """rest · 10⁻ᵏ (`k` the places in the tables) where a power of ten is no exact double; notes what is undecided.

    Undecided is a product so near the middle of two doubles that it may be the other one.
    """
    near = np.clip(k, 0, 2 * _LARGEST)
    first, second = (part.take(near) for part in tens)
    first *= rest
    second *= rest
    other = second * (1 + ULP * 4)
    other += first
    second *= 1 - ULP * 4
    first += second
    # the place 0 may be one below it, cut off
    decided &= (near == k) & (k > 0) & (first == other)
    return first


def _paired(values: Array, digits: int) -> Array:
    """Values (n,), finite and not 0, rounded by way of pairs of doubles (Dekker 1971)."""
    places = (digits - 1) - np.floor(np.log10(np.abs(values)))
    k = np.where(np.abs(places) <= _LARGEST, places, 0).astype(np.intp)
    scaled, rest = _times(values, _HIGH.take(k + _LARGEST), _LOW.take(k + _LARGEST))
    whole = np.rint(scaled)
    rest += scaled - whole
    size = np.abs(rest)
    half = np.abs(size - 0.5) <= np.abs(whole) * PAIR
    whole += np.copysign(size > 0.5, rest)
    result, between = _scaled_back(whole, k)
    size = np.abs(scaled)
    beside = (size <= 10.0 ** (digits - 1)) | (size >= min(10.0**digits - 1, 2.0**53))
    hard = np.flatnonzero(half | between | beside | (k != places))
    if len(hard):
        result[hard] = [_printed(value, digits) for value in values[hard].tolist()]
    return result


def _scaled_back(whole: Array, k: Places) -> tuple[Array, Mask]:
    """The doubles nearest to whole · 10⁻ᵏ, and where that is so near the middle of two that it may be the other one."""
    found, rest = _times(whole, _HIGH.take(_LARGEST - k), _LOW.take(_LARGEST - k))
    return found + rest, found + rest * (1 - ULP * 64) != found + rest * (1 + ULP * 64)


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
