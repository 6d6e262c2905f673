from __future__ import annotations

import math

import mpmath  # type: ignore[import-untyped]
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.scaled import SMALLEST, Norms, Scaled, gathered, outer_sum, total_norm, unscaled

doubles = st.floats(allow_nan=False, allow_infinity=False)


@given(st.lists(doubles, min_size=1, max_size=5), st.integers(-40_000, 40_000))
def test_log10_of_a_norm_is_exact_for_any_magnitude(row: list[float], exponent: int) -> None:
    norms = Scaled(np.array([row]), np.array([exponent], dtype=np.intc)).norms()
    exact = mpmath.sqrt(mpmath.fsum(mpmath.mpf(value) ** 2 for value in row)) * mpmath.mpf(2) ** exponent
    if exact == 0:
        assert norms.log10[0] == -math.inf
        assert norms.value[0] == 0
    else:
        assert norms.log10[0] == pytest.approx(float(mpmath.log10(exact)), abs=1e-10)
        if SMALLEST <= exact < mpmath.mpf(2) ** 1024 * (1 - mpmath.mpf(2) ** -50):
            assert norms.value[0] == pytest.approx(float(exact), rel=1e-14, abs=0)
        elif exact < SMALLEST * (1 - mpmath.mpf(2) ** -50):
            assert math.isnan(norms.value[0])


def test_a_norm_below_the_normal_doubles_has_a_logarithm_alone() -> None:
    """The case that the property above once met by luck: 2e-313 has lost digits."""
    norms = Scaled(np.array([[2.2250738585e-313]]), np.array([0], dtype=np.intc)).norms()
    assert math.isnan(norms.value[0])
    assert norms.log10[0] == pytest.approx(-312.652655, abs=1e-6)


def test_a_norm_outside_double_range_is_nan() -> None:
    norms = Scaled(np.ones((2, 4)), np.array([5_000, -5_000], dtype=np.intc)).norms()
    assert np.isnan(norms.value).all()
    assert norms.log10.tolist() == pytest.approx([5_000 * math.log10(2) + math.log10(2), -4_999 * math.log10(2)])


def test_norms_multiply_and_divide_beyond_the_range() -> None:
    huge = Norms(np.array([3.0, 0.0]), np.array([9_000, 0], dtype=np.intc))
    other = Norms(np.array([2.0, 0.0]), np.array([8_999, 0], dtype=np.intc))
    assert huge.over(other)[0] == 3.0
    assert np.isnan(huge.over(other)[1])
    assert huge.times(other).log10[0] == pytest.approx(math.log10(6) + 17_999 * math.log10(2))


def test_values_are_the_rows_times_powers_of_two() -> None:
    rows = np.array([[1.5, -2.0], [1.0, 0.0]])
    assert Scaled(rows, np.array([3, -1], dtype=np.intc)).values().tolist() == [[12.0, -16.0], [0.5, 0.0]]
    assert unscaled(rows).values() is rows


def test_outer_sum_never_mixes_infinities() -> None:
    vectors = Scaled(np.array([[1.0], [-1.0]]), np.array([1_500, 1_500], dtype=np.intc))
    assert outer_sum(vectors, np.array([[1e300], [1e300]])).value().tolist() == [[0.0]]
    assert outer_sum(vectors, np.array([[1e300], [0.0]])).value().tolist() == [[math.inf]]


def test_a_norm_that_would_have_lost_digits_is_none() -> None:
    exponents = np.array([-1022, -1023, -1074, -1080, 0], dtype=np.intc)
    norms = Norms(np.array([1.0, 1.5, 1.0, 1.0, 0.0]), exponents)
    np.testing.assert_array_equal(norms.value, [2.0**-1022, np.nan, np.nan, np.nan, 0.0])
    assert norms.log10[2] == pytest.approx(-1074 * np.log10(2))


def test_sums_of_vectors_take_the_larger_scale() -> None:
    rows = np.array([[1.0, 2.0], [0.0, 0.0], [3.0, 0.0]])
    near = Scaled(rows, np.array([0, 0, -6_000], dtype=np.intc))
    far = Scaled(np.array([[1.0, 0.0], [0.0, 0.0], [5.0, 1.0]]), np.array([-9_000, 40, -6_001], dtype=np.intc))
    total = near.plus(far)
    assert np.ldexp(total.rows[0], total.exponents[0]).tolist() == [1.0, 2.0]
    assert (total.rows[1].tolist(), total.exponents[1]) == ([0.0, 0.0], 0)
    assert np.ldexp(total.rows[2], total.exponents[2] + 6_001).tolist() == [11.0, 1.0]
    assert far.plus(near).norms().log10.tolist() == total.norms().log10.tolist()
    small = far.columns(slice(0, 1)).reversed()
    assert small.rows.tolist() == [[5.0], [0.0], [1.0]]
    assert small.exponents.tolist() == [-6_001, 40, -9_000]


def test_a_term_that_is_zero_sets_no_scale() -> None:
    vectors = Scaled(np.array([[1.0], [1.0]]), np.array([20_000, -9_000], dtype=np.intc))
    total = outer_sum(vectors, np.array([[0.0], [4.0]]))
    assert total.norm().log10[0] == pytest.approx((2 - 9_000) * math.log10(2))
    assert total.value().tolist() == [[0.0]]
    nothing = outer_sum(vectors, np.zeros((2, 1)))
    assert (nothing.norm().log10.tolist(), nothing.exponent) == ([-math.inf], 0)


def test_vectors_are_gathered_in_the_scale_of_the_largest() -> None:
    vectors = Scaled(np.array([[1.0], [3.0], [1.0]]), np.array([-9_000, -9_000, -9_001], dtype=np.intc))
    total = gathered(vectors, np.array([1, 0, 1]), 3)
    assert np.ldexp(total.near_1, total.exponent + 9_000).tolist() == [[3.0], [1.5], [0.0]]


@pytest.mark.parametrize("exponent", [-9_000, 0, 9_000])
def test_a_total_of_norms_in_any_magnitude(exponent: int) -> None:
    parts = [Norms(np.array([size]), np.array([exponent], dtype=np.intc)) for size in (3.0, 4.0)]
    nothing = Norms(np.array([0.0]), np.array([0], dtype=np.intc))
    total = total_norm([*parts, nothing])
    assert total.log10[0] == pytest.approx(math.log10(5) + exponent * math.log10(2))
    assert total_norm([nothing]).value.tolist() == [0.0]
