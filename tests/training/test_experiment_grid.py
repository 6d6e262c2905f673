"""The grid: its ladder of delays, its order, and the networks that it names."""

from __future__ import annotations

import pytest

from app.training.experiment.experiments import EXPERIMENTS
from app.training.experiment.grid import CELLS, COMPARED, Recipe, Training, grid, ladder
from app.training.experiment.outcome import options


@pytest.mark.parametrize(
    ("first", "last", "delays"),
    [
        (2, 100, [2, 5, 10, 20, 50, 100]),
        (1, 10, [1, 2, 5, 10]),
        (3, 60, [3, 5, 10, 20, 50, 60]),
        (7, 7, [7]),
        (6, 9, [6, 9]),
        (500, 999, [500, 999]),
    ],
)
def test_the_ladder_goes_from_one_end_to_the_other(first: int, last: int, delays: list[int]) -> None:
    assert ladder(first, last) == delays


def test_the_grid_is_every_cell_delay_and_seed_once_the_longest_first() -> None:
    found = grid(["rnn", "gru"], [2, 9, 2], [0, 1], Recipe())
    assert [training.delay for training in found] == [9] * 4 + [2] * 4
    assert {training.key for training in found} == {(c, d, s) for c in ("rnn", "gru") for d in (2, 9) for s in (0, 1)}


def test_five_cells_are_compared() -> None:
    assert COMPARED == ("rnn", "relu-rnn", "gru", "lstm", "lstm-forget")
    assert set(COMPARED) < set(CELLS)


@pytest.mark.parametrize("name", CELLS)
def test_each_cell_is_a_network_that_can_be_drawn(name: str) -> None:
    recipe = Recipe(hidden_size=7, input_size=3)
    network = options(Training(name, 4, 11, recipe)).first_network()
    assert (network.hidden_size, network.input_size) == (7, 3)
    assert network.cell.name == CELLS[name]["cell"]


def test_the_options_are_the_recipe_and_the_training() -> None:
    recipe = Recipe("recall", 7, 3, 5, "sgd", 0.25, None, 6, 80)
    found = options(Training("lstm-forget", 4, 11, recipe))
    assert found.task == EXPERIMENTS["recall"].task(4)
    assert (found.cell, found.forget_bias, found.seed) == ("lstm", 1.0, 11)
    assert (found.hidden_size, found.input_size, found.batch_size, found.steps) == (7, 3, 5, 80)
    assert (found.optimizer, found.learning_rate, found.clip, found.truncate) == ("sgd", 0.25, None, 6)


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_chance_is_that_of_the_task(name: str) -> None:
    experiment = EXPERIMENTS[name]
    assert experiment.chance == 1 / experiment.task(3).outputs
    assert experiment.task(3).steps == 4
