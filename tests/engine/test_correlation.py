"""Correlations, held against numpy.corrcoef, and what chance reaches, held against chance itself."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine import correlation, features, reader, tokens
from app.engine.cells.base import Array
from app.engine.correlation import Correlations, correlations
from app.engine.features import Feature
from tests.quick import examples

TEXT = """the quick brown fox jumps over the lazy dog; "pack my box" (with five dozen jugs) and call me ishmael. it was
the best of times, it was the worst of times: an age of wisdom (and of folly). 3 more words in 1851, he said.
Nobody knew (as "nobody" does) what came next."""


def of(h: Array, *series: Array) -> Correlations:
    return correlations(h, [Feature(f"f{k}", values) for k, values in enumerate(series)])


@settings(max_examples=examples(60), deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 60), st.integers(1, 9), st.floats(-300, 300), st.booleans())
def test_r_is_numpy_s(seed: int, steps: int, units: int, log10_size: float, some: bool) -> None:
    rng = np.random.default_rng(seed)
    h, values = rng.normal(size=(steps, units)), rng.normal(size=steps) + 3.0
    mask = rng.random(steps) < 0.6 if some else np.ones(steps, dtype=bool)
    mask[:2] = True
    found = of(h * 10.0**log10_size, np.where(mask, values, np.nan)).r[:, 0]
    expected = [np.corrcoef(h[mask, unit], values[mask])[0, 1] for unit in range(units)]
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-9)


def test_features_that_speak_of_different_steps_keep_their_places() -> None:
    rng = np.random.default_rng(0)
    h, series = rng.normal(size=(30, 3)), rng.normal(size=(4, 30))
    series[1, ::2] = series[2, 5:] = np.nan
    found = of(h, *series).r
    for place, values in enumerate(series):
        mask = ~np.isnan(values)
        expected = [np.corrcoef(h[mask, unit], values[mask])[0, 1] for unit in range(3)]
        np.testing.assert_allclose(found[:, place], expected, atol=1e-12)


@pytest.mark.parametrize(
    "values", [np.full(9, 2.0), np.full(9, np.nan), np.array([1.0, *[np.nan] * 8]), 1 + 1e-14 * np.arange(9)]
)
def test_what_is_constant_or_says_nothing_has_no_correlation(values: Array) -> None:
    h = np.random.default_rng(0).normal(size=(9, 2))
    found = of(h, values)
    assert np.isnan(found.r).all()
    assert not found.beyond_chance.any()
    assert np.isnan(of(np.column_stack([values] * 2), h[:, 0]).r).all() or np.isnan(values).any()


def test_what_is_exactly_the_same_is_one() -> None:
    values = np.random.default_rng(0).normal(size=50)
    assert of(np.column_stack([values, -3 * values + 7]), values).r[:, 0] == pytest.approx([1, -1], abs=1e-15)
    assert (np.abs(of(np.column_stack([values, 1e200 * values]), values).r) <= 1).all()


def test_four_steps_are_never_beyond_chance() -> None:
    for words in ("i am a boy", "a a b b", "go"):
        read = tokens.text(words)
        for seed in range(50):
            net = reader.seeded(hidden_size=8, seed=seed, vocabulary=read.vocabulary)
            h = reader.read(net, read.ids)[0].h
            found = correlations(h, features.of_tokens(read.tokens))
            assert not found.beyond_chance.any()
            assert (found.by_chance == 1).all()


def test_a_real_relation_is_beyond_chance() -> None:
    rng = np.random.default_rng(3)
    values = rng.normal(size=200)
    h = np.column_stack([values + 0.5 * rng.normal(size=200), rng.normal(size=200)])
    found = of(h, values, rng.normal(size=200))
    assert found.beyond_chance.tolist() == [[True, False], [False, False]]
    # of white noise every step counts, or nearly; a large r counts against itself
    assert found.independent_steps[1] == pytest.approx([200, 200], rel=0.2)
    assert found.by_chance[1] == pytest.approx(np.full(2, math.tanh(2.4977 / math.sqrt(195))), rel=0.1)
    assert found.by_chance[1, 0] < found.by_chance[0, 0] < 0.25


def test_the_best_of_more_pairs_reaches_more_by_chance() -> None:
    rng = np.random.default_rng(4)
    h, values = rng.normal(size=(100, 64)), rng.normal(size=100)
    assert of(h[:, :2], values).by_chance.max() < of(h, values).by_chance.min()


def test_slow_series_have_few_independent_steps() -> None:
    rng = np.random.default_rng(5)
    fast, slow = rng.normal(size=(2, 400)), np.cumsum(rng.normal(size=(2, 400)), axis=1)
    assert of(fast[:1].T, fast[1]).independent_steps.item() > 300
    assert of(slow[:1].T, slow[1]).independent_steps.item() < 20


def test_a_rare_event_has_few_independent_steps() -> None:
    rare = np.zeros(400)
    rare[[30, 200]] = 1.0
    found = of(rare[:, None], rare)
    assert found.r.item() == pytest.approx(1)
    assert found.independent_steps.item() < 8
    assert not correlations(np.column_stack([rare] * 8), [Feature(str(k), rare) for k in range(20)]).beyond_chance.any()


def ar(rng: np.random.Generator, count: int, steps: int, memory: float) -> Array:
    """Series (count, steps) in which each value keeps a share of the last."""
    found = rng.normal(size=(count, steps + 100))
    for t in range(1, steps + 100):
        found[:, t] += memory * found[:, t - 1]
    return found[:, 100:]


@pytest.mark.parametrize("memory", [0.0, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("steps", [8, 20, 50, 300])
def test_chance_itself_goes_beyond_chance_in_one_text_of_twenty_at_most(memory: float, steps: int) -> None:
    rng = np.random.default_rng(6)
    texts, units, kinds = 200, 8, 10
    drawn = ar(rng, texts * (units + kinds), steps, memory).reshape(texts, units + kinds, steps)
    wrong = sum(bool(of(text[:units].T, *text[units:]).beyond_chance.any()) for text in drawn)
    assert wrong / texts <= correlation.LEVEL + 0.02


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_a_network_follows_nothing_in_a_text_that_it_does_not_read(cell: str) -> None:
    """The features are those of the text from its middle on, the units read it from its beginning."""
    wrong = 0
    for seed in range(60):
        read = tokens.tokenize(TEXT[seed // 4 :], "char")
        net = reader.seeded(cell=cell, hidden_size=8, seed=seed, vocabulary=tuple(dict.fromkeys(read)))
        h = reader.read(net, net.ids(read[:100]))[0].h
        wrong += bool(correlations(h, features.of_tokens(read[107:207], "char")).beyond_chance.any())
    assert wrong <= 6
