"""The dial's presets and the comparison's text do what they are chosen for, with many seeds and in both languages."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from app.engine import reader
from app.engine.run import Run
from tests.js.drawn import chosen
from tests.quick import examples

PAGE = {"hidden_size": 8, "nonlinearity": "tanh", "cell": "rnn"}
"""What the page asks for with nothing touched; its seed is among those below."""
SEEDS = [0, 1390, *range(1, examples(200) - 1)]
ENOUGH = 24


@pytest.fixture(scope="module")
def presets() -> list[tuple[str, dict[str, Any]]]:
    """Each preset's name and fields, in English, then in Korean."""
    said = chosen([{"presets": True}])[0]
    return [(name, fields) for name, fields in said]


def texts(presets: list[tuple[str, dict[str, Any]]]) -> list[str]:
    return [fields["sentence"] for name, fields in presets if name == "exploding"]


def run(sentence: str, seed: int, objective: str = "recall", **fields: Any) -> Run:
    words = sentence.split()
    network = reader.seeded(vocabulary=list(dict.fromkeys(words)), seed=seed, **{**PAGE, **fields})
    return reader.run(network, words, objective=objective)


def way(of: Run) -> float:
    """log10 of what became of the gradient from the last step to the first."""
    levels = of.grad_norms.log10
    return float(levels[0] - levels[-1])


def network_fields(fields: dict[str, Any]) -> dict[str, Any]:
    asked = ("spectral_radius", "recurrent_init", "cell", "nonlinearity", "hidden_size", "objective")
    return {name: fields[name] for name in asked if name in fields}


def test_there_are_two_texts_of_at_least_24_words(presets: list[tuple[str, dict[str, Any]]]) -> None:
    assert len(set(texts(presets))) == 2
    assert all(len(text.split()) >= ENOUGH for text in texts(presets))


def test_exploding_explodes_a_thousandfold_with_every_seed(presets: list[tuple[str, dict[str, Any]]]) -> None:
    for name, fields in presets:
        if name == "exploding":
            ways = [way(run(fields["sentence"], seed, **network_fields(fields))) for seed in SEEDS]
            assert min(ways) >= 3, SEEDS[int(np.argmin(ways))]


def test_vanishing_vanishes_on_the_untouched_page_and_on_the_long_text(
    presets: list[tuple[str, dict[str, Any]]],
) -> None:
    fields = network_fields(dict(presets)["vanishing"])
    for text in ("i am a boy", *texts(presets)):
        assert all(way(run(text, seed, **fields)) < -math.log10(2) for seed in SEEDS)


def test_orthogonal_keeps_every_length_and_transient_lengthens_some(
    presets: list[tuple[str, dict[str, Any]]],
) -> None:
    for name, fields in presets:
        if name in {"orthogonal", "transient"}:
            for seed in SEEDS[:20]:
                w = run("i am a boy", seed, **network_fields(fields)).trace.layer.weight_hh
                rho = float(np.abs(np.linalg.eigvals(w)).max())
                if name == "orthogonal":
                    np.testing.assert_allclose(w @ w.T, np.eye(len(w)), atol=1e-9)
                else:
                    assert rho == pytest.approx(0.8)
                    assert max(np.linalg.norm(np.linalg.matrix_power(w, k), 2) for k in range(1, 6)) > 1.5


def test_on_the_comparison_s_text_open_forget_gates_bring_back_more_than_the_plain_cell(
    presets: list[tuple[str, dict[str, Any]]],
) -> None:
    for text in texts(presets):
        more = [
            way(run(text, seed, cell="lstm", forget_bias=1.0)) - way(run(text, seed)) for seed in SEEDS[: examples(100)]
        ]
        assert min(more) > 0, SEEDS[int(np.argmin(more))]
        assert np.median(more) > 3
