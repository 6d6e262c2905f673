from __future__ import annotations

import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from app.exports.digits import significant


def printed(values: np.ndarray, digits: int) -> list[str]:
    return [repr(float(f"{value:.{digits}g}")) for value in values.ravel().tolist()]


# what would be printed as beyond the largest double has its own test
NUMBERS = st.floats(width=64).filter(lambda value: not 1.79e308 < abs(value) < np.inf)


@given(arrays(np.float64, st.integers(1, 20), elements=NUMBERS), st.integers(3, 17))
def test_as_printing_and_reading_does(values: np.ndarray, digits: int) -> None:
    assert list(map(repr, significant(values, digits).tolist())) == printed(values, digits)


@pytest.mark.parametrize("digits", range(3, 18))
def test_where_scaling_is_delicate(digits: int) -> None:
    """Ties, powers of ten and their neighbours, numbers of every magnitude a gradient has, and of each of the last."""
    random = np.random.default_rng(digits)
    ties = random.integers(-(10**4), 10**4, 2000) / 8.0
    halves = np.round(random.normal(size=2000), digits - 1) + 5 * 10.0**-digits
    powers = 10.0 ** np.arange(-300, 300)
    anything = random.normal(size=5000) * 10.0 ** random.integers(-30, 30, 5000)
    ends = random.normal(size=9000) * 10.0 ** np.tile(np.concatenate([np.arange(-307, -247), np.arange(247, 307)]), 75)
    values = np.concatenate(
        [ties, halves, powers, np.nextafter(powers, 0), np.nextafter(powers, np.inf), anything, ends]
    )
    assert list(map(repr, significant(values, digits).tolist())) == printed(values, digits)


def test_none_rounds_nothing() -> None:
    values = np.array([[0.1, np.nan], [1 / 3, -np.inf]])
    assert significant(values, None) is values


@pytest.mark.parametrize(("digits", "largest"), [(3, 1.79e308), (5, 1.7976e308), (15, 1.79769313486231e308)])
def test_what_is_finite_stays_finite(digits: int, largest: float) -> None:
    values = np.array([sys.float_info.max, -sys.float_info.max, 1.0])
    assert significant(values, digits).tolist() == [largest, -largest, 1.0]


@pytest.mark.parametrize("digits", [3, 6, 12])
def test_nearly_half_between_two_decimals(digits: int) -> None:
    """The doubles nearest to such a middle, and their neighbours, at every magnitude."""
    random = np.random.default_rng(digits)
    whole = random.integers(10 ** (digits - 1), 10**digits, 3000)
    middles = [
        float(f"{n}5e{k}") for n, k in zip(whole.tolist(), random.integers(-260, 200, 3000).tolist(), strict=True)
    ]
    near = [float(f"{n}5e{k}") for n, k in zip(whole.tolist(), random.integers(-20, 2, 3000).tolist(), strict=True)]
    values = np.array(middles + near)
    values = np.concatenate([values, np.nextafter(values, 0), np.nextafter(values, np.inf)])
    assert list(map(repr, significant(values, digits).tolist())) == printed(values, digits)
