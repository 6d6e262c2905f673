from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine import params
from app.engine.cells import CELLS
from app.engine.cells.lstm import Lstm
from app.engine.cells.rnn import Rnn
from app.engine.errors import NoBias, NoSpectralRadius, NotFinite, UnknownName, WrongShape

words = st.text(st.characters(), min_size=1, max_size=4)


def test_seeded_numbers_are_the_same_for_ever() -> None:
    embedding = params.seeded_embedding(0, ("i", "am"), 3)
    head = params.seeded_head(0, ("i",), 2)
    layer = params.seeded_layer(Rnn(2), 1, 0, 0, None)
    assert embedding.tolist() == EMBEDDING
    assert head.weight.tolist() == [HEAD[:2]]
    assert head.bias.tolist() == HEAD[2:]
    assert layer.weight_hh.tolist() == WEIGHT_HH


EMBEDDING = [
    [-0.3822396175801259, -0.2962355390036464, -0.3314744785320727],
    [-0.5610529322811999, 0.6543160741512111, 0.18963609191087016],
]
HEAD = [0.6171698042349886, 0.3849315423049443, 0.26229470739943317]
WEIGHT_HH = [[0.1103435076278983, 0.26170930951002597], [0.47366117149773607, -0.07352795707358142]]


@given(words, st.lists(words, max_size=6), st.lists(words, max_size=6), st.integers(0, 2**32 - 1))
def test_the_same_word_has_the_same_vectors_in_every_vocabulary(
    word: str, before: list[str], others: list[str], seed: int
) -> None:
    here, there = (*before, word), (word, *others)
    assert (params.seeded_embedding(seed, here, 5)[-1] == params.seeded_embedding(seed, there, 5)[0]).all()
    here_head, there_head = params.seeded_head(seed, here, 5), params.seeded_head(seed, there, 5)
    assert (here_head.weight[-1] == there_head.weight[0]).all()
    assert here_head.bias[-1] == there_head.bias[0]


def test_another_seed_another_word_another_layer_are_other_numbers() -> None:
    vectors = [params.seeded_embedding(seed, (word,), 4)[0] for seed in (0, 1) for word in ("a", "b")]
    layers = [
        params.seeded_layer(kind(4), 4, seed, index, None)
        for kind in (Rnn, Lstm)
        for seed in (0, 1)
        for index in (0, 1)
    ]
    firsts = [vector[0] for vector in vectors] + [layer.weight_hh[0, 0] for layer in layers]
    assert len(set(firsts)) == len(firsts)


def test_embeddings_are_normal_and_weights_uniform_as_in_pytorch() -> None:
    embedding = params.seeded_embedding(3, [str(k) for k in range(500)], 40)
    assert embedding.mean() == pytest.approx(0, abs=0.03)
    assert embedding.std() == pytest.approx(1, abs=0.02)
    assert (embedding**4).mean() == pytest.approx(3, abs=0.2)
    weight = params.seeded_layer(Rnn(100), 100, 3, 0, None).weight_hh
    assert np.abs(weight).max() == pytest.approx(0.1, abs=1e-3)
    assert weight.std() == pytest.approx(0.1 / math.sqrt(3), rel=0.02)


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("radius", [0.0, 0.3, 1.0, 4.0])
@pytest.mark.parametrize("size", [1, 2, 9])
def test_every_block_gets_the_spectral_radius(cell: str, radius: float, size: int) -> None:
    kind = CELLS[cell](size)
    layer = params.seeded_layer(kind, 3, 11, 0, radius)
    for block in layer.weight_hh.reshape(len(kind.gates), size, size):
        assert np.abs(np.linalg.eigvals(block)).max() == pytest.approx(radius, rel=1e-12)


def test_a_block_without_eigenvalues_cannot_be_rescaled() -> None:
    nilpotent = np.array([[0.0, 1.0], [0.0, 0.0]])
    with pytest.raises(NoSpectralRadius, match="gate a: its eigenvalues are all zero") as caught:
        params.rescaled(nilpotent, Rnn(2), 0.9)
    assert (caught.value.gate, caught.value.radius) == ("a", 0.9)
    assert not params.rescaled(nilpotent, Rnn(2), 0.0).any()


def test_a_layer_refuses_wrong_shapes_and_infinities() -> None:
    good = params.seeded_layer(Rnn(2), 3, 0, 0, None)
    arrays = {name: getattr(good, name) for name in params.NAMES}
    with pytest.raises(WrongShape, match=r"weight_hh must have shape \(2, 2\); got \(2, 3\)"):
        params.Layer(Rnn(2), **arrays | {"weight_hh": np.zeros((2, 3))})
    with pytest.raises(NotFinite, match="bias_ih must hold finite numbers only"):
        params.Layer(Rnn(2), **arrays | {"bias_ih": np.array([0.0, np.nan])})


@pytest.mark.parametrize("name", params.RECURRENT_INITS)
@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("size", [1, 2, 5, 32])
def test_every_way_to_draw_takes_a_radius(name: str, cell: str, size: int) -> None:
    kind = CELLS[cell](size)
    layer = params.seeded_layer(kind, 3, 11, 0, 0.7, name)
    blocks = layer.weight_hh.reshape(len(kind.gates), size, size)
    for block in blocks:
        assert np.abs(np.linalg.eigvals(block)).max() == pytest.approx(0.7, rel=1e-12)
    if size > 1 and name != "identity":
        assert len({block.tobytes() for block in blocks}) == len(blocks)


@pytest.mark.parametrize("size", [1, 2, 3, 64])
def test_an_orthogonal_block_keeps_every_length(size: int) -> None:
    block = params.orthogonal((3, "x"), size)
    np.testing.assert_allclose(block @ block.T, np.eye(size), atol=1e-13)
    reflections = [np.linalg.det(params.orthogonal((seed, "x"), size)) < 0 for seed in range(20)]
    assert 0 < sum(reflections) < 20
    layer = params.seeded_layer(Rnn(size), 3, 11, 0, None, "orthogonal")
    np.testing.assert_allclose(np.linalg.svd(layer.weight_hh, compute_uv=False), 1.0, rtol=1e-13)


@pytest.mark.parametrize("size", [2, 3, 8, 9, 64])
def test_a_non_normal_block_grows_before_it_dies(size: int) -> None:
    for seed in range(5):
        block = params.non_normal((seed, "x"), size)
        assert np.abs(np.linalg.eigvals(block)).max() == pytest.approx(0.8, rel=1e-12)
        powers = [np.linalg.norm(np.linalg.matrix_power(block, k), 2) for k in (1, 2, 4, 200)]
        assert max(powers) > 2
        assert powers[-1] < 1e-6
    assert params.non_normal((0, "x"), 1).tolist() == [[0.8]]


def test_whatever_tanh_does_a_non_normal_network_forgets_in_the_end() -> None:
    block, jacobian = params.non_normal((4, "x"), 32), np.eye(32)
    for k in range(400):
        jacobian = np.diag(np.sin(np.arange(32) * (k + 1)) ** 2) @ block @ jacobian
    assert np.linalg.norm(jacobian, 2) < 1e-20


def test_the_forget_bias_moves_one_gate_s_bias_alone() -> None:
    plain, moved = (params.seeded_layer(Lstm(3), 2, 0, 0, None, "uniform", bias) for bias in (None, 2.5))
    difference = moved.bias_ih - plain.bias_ih
    np.testing.assert_allclose(difference, [0.0] * 3 + [2.5] * 3 + [0.0] * 6, atol=1e-15)
    for name in ("weight_ih", "weight_hh", "bias_hh"):
        assert (getattr(moved, name) == getattr(plain, name)).all()
    assert params.seeded_layer(Lstm(3), 2, 0, 0, None).bias_ih.tolist() == plain.bias_ih.tolist()


def test_what_no_cell_or_table_knows_is_refused() -> None:
    with pytest.raises(UnknownName, match="unknown gate of rnn: f; have a"):
        params.seeded_layer(Rnn(2), 1, 0, 0, None, forget_bias=1.0)
    with pytest.raises(UnknownName, match="recurrent_init: zeros; have uniform, orthogonal, non-normal, identity"):
        params.seeded_layer(Rnn(2), 1, 0, 0, None, "zeros")


def test_an_identity_block_keeps_every_unit() -> None:
    layer = params.seeded_layer(Lstm(3), 2, 0, 0, None, "identity")
    for block in layer.weight_hh.reshape(4, 3, 3):
        assert block.tolist() == np.eye(3).tolist()


def test_without_biases_the_weights_are_the_same() -> None:
    plain, without = (params.seeded_layer(Rnn(3), 2, 0, 0, None, bias=bias) for bias in (True, False))
    assert (plain.weight_ih == without.weight_ih).all()
    assert (plain.weight_hh == without.weight_hh).all()
    assert not without.bias_ih.any()
    assert not without.bias_hh.any()
    with pytest.raises(NoBias, match="a network without biases cannot have a forget_bias"):
        params.seeded_layer(Lstm(3), 2, 0, 0, None, "uniform", 1.0, bias=False)
