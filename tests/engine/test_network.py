"""Tokens and ids of a network."""

from __future__ import annotations

import pytest

from app.engine import reader
from app.engine.errors import NoEmbedding, NoSuchId, UnknownToken


def test_an_unknown_word_is_unk_where_the_vocabulary_has_it() -> None:
    net = reader.seeded(vocabulary=("a", "<unk>", "b"))
    assert net.ids(("a", "c", "b", "d")).tolist() == [0, 1, 2, 1]
    with pytest.raises(UnknownToken, match="the vocabulary has no token 'c'"):
        reader.seeded(vocabulary=("a", "b")).ids(("a", "c"))


def test_ids_are_rows_of_the_embedding() -> None:
    net = reader.seeded(vocabulary=("a", "b"))
    assert net.checked_ids((1, 0, 1)).tolist() == [1, 0, 1]
    for wrong in (-1, 2):
        with pytest.raises(NoSuchId, match=f"a token id must be from 0 to 1; got {wrong} at t = 1"):
            net.checked_ids((0, wrong))
    with pytest.raises(NoEmbedding, match="it reads numbers"):
        reader.seeded(vocabulary=()).checked_ids((0,))


def test_the_seed_of_a_network_for_numbers_makes_each_row_of_its_head_by_its_number() -> None:
    two, three = (reader.seeded(vocabulary=(), input_size=3, outputs=count) for count in (2, 3))
    assert two.head.weight.tolist() == three.head.weight[:2].tolist()
    assert two.head.bias.tolist() == three.head.bias[:2].tolist()
    assert len(two.embedding) == 0


def test_one_direction_of_a_seed_is_what_it_was_and_the_other_is_its_own() -> None:
    one, both = (reader.seeded(vocabulary="ab", bidirectional=way, num_layers=2) for way in (False, True))
    assert (one.layers[0].weight_hh == both.layers[0].weight_hh).all()
    assert (both.layers[0].weight_hh != both.layers[1].weight_hh).all()
    assert [layer.weight_ih.shape for layer in both.layers] == [(8, 4), (8, 4), (8, 16), (8, 16)]
    assert both.head.weight.shape == (2, 16)
    assert abs(both.head.weight).max() <= 0.25
