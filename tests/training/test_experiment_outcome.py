"""One training: when it ends, and what is noted of it."""

from __future__ import annotations

import dataclasses

import pytest

from app.training.experiment.grid import CHECKS, Recipe, Training
from app.training.experiment.outcome import CHECK_BATCHES, FINAL_BATCHES, LEARNED, options, train
from app.training.learner import Learner

RECIPE = Recipe(hidden_size=12, input_size=8, batch_size=16, steps=400, learning_rate=0.02)
EASY = Training("rnn", 1, 0, RECIPE)
HARD = Training("rnn", 30, 0, dataclasses.replace(RECIPE, steps=40))


def by_hand(training: Training, steps: int) -> tuple[Learner, list[float], list[list[float | None]]]:
    """A learner after so many steps, the accuracies at the checks, and the gradient norms of every step."""
    learner = Learner(options(training))
    curve, norms = [learner.score(CHECK_BATCHES).accuracy], []
    for step in range(1, steps + 1):
        norms.append(learner.step().log10_grad_norms)
        if step % training.recipe.check_every == 0:
            curve.append(learner.score(CHECK_BATCHES).accuracy)
    return learner, curve, norms


@pytest.mark.parametrize("training", [EASY, HARD])
def test_it_is_what_the_learner_says(training: Training) -> None:
    found = train(training)
    learner, curve, norms = by_hand(training, found.steps)
    score = learner.score(FINAL_BATCHES)
    assert (found.accuracy, found.loss) == (score.accuracy, score.loss)
    assert list(found.curve) == curve
    assert list(found.reach_before) == norms[0]
    assert list(found.reach_after) == norms[-1]
    assert found.diverged_at is None
    assert found.seconds > 0


def test_it_ends_once_two_checks_in_a_row_say_so() -> None:
    found = train(EASY)
    assert found.learned
    assert found.steps < RECIPE.steps
    assert min(found.curve[-2:]) >= LEARNED
    assert not any(min(pair) >= LEARNED for pair in zip(found.curve[:-2], found.curve[1:-1], strict=True))


def test_it_ends_after_the_steps_of_the_recipe() -> None:
    found = train(HARD)
    assert not found.learned
    assert found.steps == HARD.recipe.steps
    assert len(found.curve) == CHECKS + 1


def test_the_gradient_of_an_rnn_fades_with_the_distance() -> None:
    reach = train(HARD).reach_before
    assert len(reach) == 31
    near, far = reach[0], reach[-1]
    assert near is not None
    assert far is not None
    assert near - far > 3


def test_few_steps_are_checked_at_each() -> None:
    recipe = dataclasses.replace(RECIPE, steps=3)
    assert recipe.check_every == 1
    assert len(train(Training("gru", 2, 0, recipe)).curve) == 4


def test_one_that_diverges_says_where_and_has_no_accuracy() -> None:
    wild = dataclasses.replace(RECIPE, optimizer="sgd", learning_rate=1e200, clip=None)
    found = train(Training("relu-rnn", 5, 0, wild))
    assert found.diverged_at is not None
    assert found.diverged_at == found.steps + 1
    assert (found.accuracy, found.loss, found.learned) == (None, None, False)


def test_only_the_seconds_are_not_compared() -> None:
    found = train(EASY)
    assert dataclasses.replace(found, seconds=-1.0) == found
    assert dataclasses.replace(found, steps=0) != found
