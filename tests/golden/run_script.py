"""Run the scripts of /script for real: in PyTorch they assert the engine's own numbers.

    python tests/golden/run_script.py        (a Python that has torch and numpy, from the project's root)

Every cell, objective and place of the loss; several layers and directions, no biases, numbers and ids; small networks,
and large ones that read their weights from a file; long sentences whose gradient vanishes, explodes or is chaotic. And
trainings: both tasks that have a script, both optimizers, clipped and truncated.
"""

from __future__ import annotations

import contextlib
import io
import re
import runpy
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from app.engine.network import Network
from app.engine.run import Run
from app.exports import module, safetensors, script
from app.exports.pytorch import WEIGHTS
from app.exports.training_script import script as script_of
from app.training.learner import Learner
from tests.golden.scripts import CASES, MODULES
from tests.golden.trainings import TRAININGS


def main() -> None:
    """All of them; stops at the first that does not agree, or that agrees with wrong numbers."""
    for case in CASES:
        run = case.run()
        print(f"{case.name}: {execute(run)}")
    for wrong in (
        r"(?<=^LOSS = \[)",
        r"(?<=^H = \{\n    0: \[)",
        r"(?<=^GRAD_NORM = \{\n    0: )",
        r"(?<=^INPUT_GRAD_NORM = \{\n    0: )",
        r"(?<=^    'rnn.weight_hh_l0': )",
    ):
        try:
            execute(CASES[0].run(), wrong)
        except AssertionError as error:
            print(f"refused, as it should be: {error}")
        else:
            raise SystemExit(f"a wrong number passed: {wrong}")
    as_modules()
    trainings()


def as_modules() -> None:
    """The same of every run that has a short module; its comments are the names of the sentences."""
    for case in MODULES:
        text = module.text(case.run(), by_name)
        print(f"module of {case.name}: {executed(text, case.run().network)}")
    for wrong in (r"(?<=^LOSS = \[)", r"(?<=^H = \{\n    0: \[)", r"(?<=^GRAD_NORM = \{\n    0: )"):
        text = re.sub(wrong, "1e-6 + ", module.text(MODULES[0].run(), by_name), flags=re.MULTILINE)
        try:
            executed(text, MODULES[0].run().network)
        except AssertionError as error:
            print(f"refused, as it should be: {error}")
        else:
            raise SystemExit(f"a wrong number passed: {wrong}")


def by_name(key: str, **_: object) -> str:
    """A sentence as its key."""
    return key


def trainings() -> None:
    """The same of all trainings."""
    for options in TRAININGS:
        net = options.first_network()
        of = f"{options.task.name} {net.cell.name} {options.optimizer} clip {options.clip} truncate {options.truncate}"
        print(f"{of}: {executed(script_of(options), net)}")
    for wrong in (r"(?<=^LOSSES = \[)", r"(?<=^LEARNING_RATE = )", r"(?<=^SEED = )"):
        options = TRAININGS[0]
        text = re.sub(wrong, "1 + " if "SEED" in wrong else "1e-3 + ", script_of(options), flags=re.MULTILINE)
        try:
            executed(text, options.first_network())
        except AssertionError as error:
            print(f"refused, as it should be: {error}")
        else:
            raise SystemExit(f"a wrong number passed: {wrong}")
    print(same_end())


def execute(run: Run, wrong: str = r"(?!)") -> str:
    """The last line of what a run's script says, once it has been through its assertions.

    `wrong` is a place, as a regular expression, where a number is made larger by 10⁻⁶.
    """
    text = b"".join(script.pieces(run)).decode()
    return executed(re.sub(wrong, "1e-6 + ", text, flags=re.MULTILINE), run.network)


def executed(text: str, network: Network) -> str:
    """The last line of what a script says, with the network's weights beside it where it reads them."""
    return said_by(text, network)[-1]


def said_by(text: str, network: Network) -> list[str]:
    """All that a script says."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "rnn-flow.py")
        path.write_text(text, encoding="utf-8")
        if WEIGHTS in text:
            path.with_name(WEIGHTS).write_bytes(b"".join(safetensors.pieces(network.state_dict())))
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            runpy.run_path(str(path))
    return said.getvalue().splitlines()


def same_end() -> str:
    """What a script says of held-out batches is what the learner scores after the same steps."""
    options = TRAININGS[-1]
    learner = Learner(options)
    for _ in range(options.steps):
        learner.step()
    score = learner.score()
    said = said_by(script_of(options), options.first_network())[-2]
    assert said == f"held out: loss {score.loss:.6f}, right {score.accuracy:.3f}", (said, score)
    return said


if __name__ == "__main__":
    main()
