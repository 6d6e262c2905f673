from __future__ import annotations

import numpy as np
import pytest

from app.engine.cells import CELLS, cell_class
from app.engine.errors import UnknownName


def test_every_module_is_a_cell() -> None:
    assert list(CELLS) == ["gru", "lstm", "rnn"]


def test_an_unknown_cell_is_named_beside_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="unknown cell: foo; have gru, lstm, rnn"):
        cell_class("foo")


def test_only_the_rnn_knows_relu() -> None:
    assert cell_class("rnn")(2, "relu").nonlinearity == "relu"
    with pytest.raises(UnknownName, match="unknown nonlinearity of gru: relu; have tanh"):
        cell_class("gru")(2, "relu")


@pytest.mark.parametrize("name", CELLS)
def test_graphs_connect_their_nodes_in_the_direction_of_time(name: str) -> None:
    cell = CELLS[name]
    nodes = {node.name: node for node in cell.graph.nodes}
    assert len(nodes) == len(cell.graph.nodes) == len({(node.column, node.row) for node in cell.graph.nodes})
    assert all(nodes[source].column <= nodes[target].column for source, target in cell.graph.edges)
    assert {*cell.gates, *cell.state, "ih", "hh"} <= set(nodes)
    sources, targets = ({edge[end] for edge in cell.graph.edges} for end in (0, 1))
    assert {"ih", "hh"} <= set(nodes) - targets
    assert set(nodes) - sources == {"h"}


@pytest.mark.parametrize("name", CELLS)
def test_the_squash_is_a_sigmoid_where_the_cell_says_so(name: str) -> None:
    cell = CELLS[name](2)
    x = np.linspace(-30, 30, cell.together * 2)
    gates = x * cell.factor
    cell.squash(gates, np.zeros_like(gates))
    expected = np.where(
        np.repeat([gate in cell.sigmoid for gate in cell.gates], 2)[: len(x)], 1 / (1 + np.exp(-x)), np.tanh(x)
    )
    np.testing.assert_allclose(gates, expected, atol=1e-15)


@pytest.mark.parametrize("name", ["gru", "lstm"])
def test_a_careful_squash_has_all_digits_far_below_0(name: str) -> None:
    cell = CELLS[name](2).careful
    assert cell is cell.careful
    x = np.linspace(-700, 700, cell.together * 2)
    gates = x * cell.factor
    cell.squash(gates, np.zeros_like(gates))
    is_sigmoid = np.repeat([gate in cell.sigmoid for gate in cell.gates], 2)[: len(x)]
    np.testing.assert_allclose(gates, np.where(is_sigmoid, 1 / (1 + np.exp(-x)), np.tanh(x)), rtol=1e-15)


@pytest.mark.parametrize("name", ["gru", "lstm"])
@pytest.mark.parametrize("place", range(4))
def test_a_gate_that_lost_its_digits_is_seen_wherever_it_stands(name: str, place: int) -> None:
    cell = CELLS[name](2)
    gates = np.full((3, len(cell.gates) * 2), 0.5)
    assert not cell.is_blurred(gates)
    if place < len(cell.gates):
        gates[1, 2 * place + 1] = 1e-9
        assert cell.is_blurred(gates) == (cell.gates[place] in cell.sigmoid)
        assert not cell.careful.is_blurred(gates)
