"""The plane that shows most of a path, against the eigenvectors of the covariance."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine import reader, tokens
from app.engine.cells import CELLS
from app.engine.cells.base import Array
from app.engine.projection import Projection, projection
from app.engine.run import Run

LONG = "the cat sat on the mat and looked at the dog that sat on the cat " * 4


def read(
    sentence: str = LONG,
    cell: str = "rnn",
    nonlinearity: str = "tanh",
    hidden_size: int = 8,
    seed: int = 0,
    spectral_radius: float | None = None,
    h: Array | None = None,
) -> Run:
    words = tokens.tokenize(sentence, "word")
    net = reader.seeded(
        cell=cell,
        nonlinearity=nonlinearity,
        hidden_size=hidden_size,
        input_size=4,
        seed=seed,
        spectral_radius=spectral_radius,
        vocabulary=tokens.vocabulary(words)[0],
    )
    return reader.run(net, words, objective="sum", state=None if h is None else {"h": h})


def agrees(run: Run) -> Projection:
    """What is true of every projection."""
    found = projection(run)
    assert all(np.isfinite(part).all() for part in (found.mean, found.components, found.points, found.start))
    gram = found.components @ found.components.T
    np.testing.assert_allclose(gram, np.diag(np.diag(gram)), atol=1e-12)
    assert all(abs(length - 1) < 1e-12 or length == 0 for length in np.diag(gram))
    np.testing.assert_allclose(found.points, (run.h - found.mean) @ found.components.T, atol=1e-12)
    a, b = found.explained_variance_ratio
    assert 1 + 1e-12 >= a >= b >= 0
    assert a + b <= 1 + 1e-12
    return found


@pytest.mark.parametrize("cell", sorted(CELLS))
@pytest.mark.parametrize("hidden_size", [2, 8, 64])
def test_directions_are_the_first_eigenvectors_of_the_covariance(cell: str, hidden_size: int) -> None:
    run = read(cell=cell, hidden_size=hidden_size)
    found = agrees(run)
    values, vectors = np.linalg.eigh(np.cov(run.h.T, bias=True))
    first_two = vectors[:, ::-1][:, :2].T
    np.testing.assert_allclose(np.abs(np.sum(found.components * first_two, axis=1)), 1, atol=1e-9)
    np.testing.assert_allclose(found.explained_variance_ratio, values[::-1][:2] / values.sum(), atol=1e-12)
    np.testing.assert_allclose(found.points.var(axis=0), values[::-1][:2], atol=1e-12)


def test_the_largest_loading_is_positive() -> None:
    for seed in range(20):
        components = projection(read(seed=seed)).components
        assert (components[np.arange(2), np.abs(components).argmax(axis=1)] > 0).all()


def test_the_state_before_the_first_step_is_in_the_plane_but_does_not_choose_it() -> None:
    first = read(LONG)
    rest = read(LONG, h=np.full(8, 0.5))
    for run, h in ((first, np.zeros(8)), (rest, np.full(8, 0.5))):
        found = projection(run)
        np.testing.assert_allclose(found.start, (h - found.mean) @ found.components.T, atol=1e-14)
        np.testing.assert_allclose(found.mean, run.h.mean(axis=0), atol=1e-15)


def test_one_step_has_no_direction() -> None:
    found = agrees(read("word"))
    assert not found.components.any()
    assert not found.explained_variance_ratio.any()
    np.testing.assert_array_equal(found.points, [[0, 0]])


def test_two_steps_lie_on_one_line() -> None:
    found = agrees(read("two words"))
    np.testing.assert_allclose(found.explained_variance_ratio, [1, 0], atol=1e-12)
    assert not found.components[1].any()
    assert not found.points[:, 1].any()


def test_one_unit_is_one_direction() -> None:
    run = read(hidden_size=1)
    found = agrees(run)
    np.testing.assert_array_equal(found.components, [[1], [0]])
    np.testing.assert_allclose(found.points[:, 0], run.h[:, 0] - run.h.mean(), atol=1e-15)


def test_states_that_never_change_have_no_direction() -> None:
    # relu with every sum below zero: all states are zero
    zeros = next(
        run
        for seed in range(200)
        if not (run := read("so so so so", nonlinearity="relu", hidden_size=1, seed=seed)).h.any()
    )
    found = agrees(zeros)
    assert not found.components.any()
    assert not found.points.any()


def test_huge_states_are_projected_exactly() -> None:
    run = read("so " * 800, nonlinearity="relu", spectral_radius=3.0, seed=1)
    assert run.h.max() > 1e150
    found = projection(run)
    assert np.isfinite(found.points).all()
    assert np.isfinite(found.start).all()
    size = run.h.max()
    expected = (run.h / size - (run.h / size).mean(axis=0)) @ found.components.T
    np.testing.assert_allclose(found.points / size, expected, atol=1e-12)
    sizes = np.linalg.svd(run.h / size - (run.h / size).mean(axis=0), compute_uv=False)
    np.testing.assert_allclose(found.explained_variance_ratio, sizes[:2] ** 2 / np.sum(sizes**2), atol=1e-12)


def test_a_long_run_is_projected_as_a_short_one_is() -> None:
    run = read("a b c d e f g h " * 500, hidden_size=4)
    _, _, directions = np.linalg.svd(run.h - run.h.mean(axis=0), full_matrices=False)
    np.testing.assert_allclose(np.abs(np.sum(agrees(run).components * directions[:2], axis=1)), 1, atol=1e-9)


@given(
    words=st.lists(st.sampled_from("abcde"), min_size=1, max_size=12),
    cell=st.sampled_from(sorted(CELLS)),
    hidden_size=st.integers(1, 9),
    seed=st.integers(0, 2**32 - 1),
    spectral_radius=st.sampled_from([None, 0.0, 0.01, 1.0, 4.0]),
)
def test_never_nan(words: list[str], cell: str, hidden_size: int, seed: int, spectral_radius: float | None) -> None:
    agrees(read(" ".join(words), cell=cell, hidden_size=hidden_size, seed=seed, spectral_radius=spectral_radius))
