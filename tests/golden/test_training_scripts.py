"""Scripts that train hold the learner's own losses and batches. run_script.py runs them in PyTorch."""

from __future__ import annotations

import ast
from typing import Any

import numpy as np
import pytest

from app.engine.errors import EngineError, UnknownName
from app.exports import training_script
from app.training.learner import TRAINING, Learner, Options
from app.training.tasks.forecast import Forecast
from app.training.tasks.parity import Parity
from app.training.tasks.recall import Recall
from tests.golden.trainings import TRAININGS


def constants(text: str) -> dict[str, Any]:
    """The names that a script gives plain values."""
    found: dict[str, Any] = {}
    for node in ast.parse(text).body:
        if not isinstance(node, ast.Assign):
            continue
        try:
            value = ast.literal_eval(node.value)
        except ValueError:
            continue
        [target] = node.targets
        names = [part.id for part in ast.walk(target) if isinstance(part, ast.Name)]
        found.update(zip(names, value if isinstance(target, ast.Tuple) else [value], strict=True))
    return found


@pytest.mark.parametrize("options", TRAININGS, ids=range(len(TRAININGS)))
def test_a_script_says_what_is_trained_and_what_comes_of_it(options: Options) -> None:
    text = training_script.script(options)
    compile(text, "rnn-flow.py", "exec")
    found = constants(text)
    learner = Learner(options)
    assert found["LOSSES"] == [learner.step().loss for _ in range(min(options.steps, training_script.CHECKED))]
    said = {name: found[name] for name in ("SEED", "STEPS", "BATCH", "LEARNING_RATE", "CLIP", "TRUNCATE")}
    assert list(said.values()) == [
        *(options.seed, options.steps, options.batch_size),
        *(options.learning_rate, options.clip, options.truncate),
    ]


def script_batch(options: Options, *, held_out: bool = False) -> Any:
    """What the script's own `batch` draws first, run without PyTorch."""
    text = training_script.script(options)
    [node] = [part for part in ast.parse(text).body if isinstance(part, ast.FunctionDef) and part.name == "batch"]
    series = [part for part in ast.parse(text).body if ast.unparse(part).startswith(("FIRST", "LAST"))]

    class Torch:
        from_numpy = staticmethod(lambda array: array)

    class Net:
        embedding = staticmethod(lambda ids: ids)

    space: dict[str, Any] = {"np": np, "torch": Torch, "network": Net, **constants(text)}
    exec(compile(ast.Module([*series, node], []), "batch", "exec"), space)
    return space["batch"](np.random.default_rng((options.seed, TRAINING)), held_out)


def test_a_script_draws_the_learner_s_batches() -> None:
    recall = Options(Recall(delay=3, symbols=("a", "b", "c")), seed=5)
    ids, first = script_batch(recall)
    batch = recall.task.batch(np.random.default_rng((5, TRAINING)), 32)
    np.testing.assert_array_equal(ids, batch.ids)
    np.testing.assert_array_equal(first, batch.targets[-1])
    forecast = Options(Forecast(series=tuple(np.sin(np.arange(80.0)).tolist()), window=7), seed=5)
    for held_out, task in ((False, forecast.task), (True, forecast.task.held_out)):
        x, following = script_batch(forecast, held_out=held_out)
        batch = task.batch(np.random.default_rng((5, TRAINING)), 32)
        np.testing.assert_array_equal(x, batch.numbers)
        np.testing.assert_array_equal(following, batch.targets)


def test_a_task_without_a_script_is_named() -> None:
    with pytest.raises(UnknownName, match="parity"):
        training_script.script(Options(Parity()))
    assert issubclass(UnknownName, EngineError)
