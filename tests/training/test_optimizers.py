"""The optimizers' arithmetic, by hand; fifty steps against PyTorch's are in tests/golden/test_training.py."""

from __future__ import annotations

import math

import numpy as np
import pytest

from app.engine.errors import UnknownName
from app.training.optimizers import OPTIMIZERS, Adam, Sgd, clip, optimizer_class, total_norm


def test_sgd_goes_down_the_gradient() -> None:
    parameters = np.array([1.0, 2.0])
    Sgd(2, 0.1).step(parameters, np.array([3.0, -4.0]))
    np.testing.assert_allclose(parameters, [0.7, 2.4])


def test_adam_s_first_steps_by_hand() -> None:
    parameters, adam = np.array([1.0]), Adam(1, 0.1)
    mean = square = 0.0
    value = 1.0
    for step, gradient in enumerate([3.0, -0.5, 1e-9], start=1):
        adam.step(parameters, np.array([gradient]))
        mean, square = 0.9 * mean + 0.1 * gradient, 0.999 * square + 0.001 * gradient**2
        value -= 0.1 * (mean / (1 - 0.9**step)) / (math.sqrt(square / (1 - 0.999**step)) + 1e-8)
        assert parameters[0] == pytest.approx(value, rel=1e-14)


def test_adam_does_not_divide_by_zero() -> None:
    parameters = np.array([1.0, 1.0])
    Adam(2, 0.1).step(parameters, np.array([0.0, 1e-30]))
    assert parameters[0] == 1.0
    assert np.isfinite(parameters).all()


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_an_optimizer_goes_on_from_its_state(name: str) -> None:
    gradients = np.random.default_rng(1).normal(size=(6, 4))
    one, parameters = optimizer_class(name)(4, 0.1), np.zeros(4)
    for gradient in gradients[:3]:
        one.step(parameters, gradient.copy())
    other, copy = optimizer_class(name)(4, 0.1), parameters.copy()
    other.load(one.state())
    for gradient in gradients[3:]:
        one.step(parameters, gradient.copy())
        other.step(copy, gradient.copy())
        assert (parameters == copy).all()


def test_a_long_gradient_is_clipped_as_pytorch_does() -> None:
    gradient = np.array([3.0, 4.0])
    norm = total_norm(gradient)
    assert norm == 5.0
    assert clip(gradient, norm, 1.0)
    np.testing.assert_allclose(gradient, np.array([3.0, 4.0]) / (5 + 1e-6), rtol=1e-15)


@pytest.mark.parametrize("most", [None, 5.1, 6.0])
def test_a_short_gradient_stays(most: float | None) -> None:
    gradient = np.array([3.0, 4.0])
    assert not clip(gradient, 5.0, most)
    assert gradient.tolist() == [3.0, 4.0]


def test_a_gradient_of_exactly_the_norm_is_clipped_by_a_hair() -> None:
    """PyTorch's factor is most / (norm + 1e-6), and 1 at the most."""
    gradient = np.array([3.0, 4.0])
    assert clip(gradient, 5.0, 5.0)
    assert gradient[0] == pytest.approx(3.0 * 5 / (5 + 1e-6), rel=1e-15)


def test_an_unknown_optimizer_is_refused() -> None:
    with pytest.raises(UnknownName, match="unknown optimizer: lion; have adam, sgd"):
        optimizer_class("lion")
